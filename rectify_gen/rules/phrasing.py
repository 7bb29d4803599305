"""Rules of sentences that do not hang together: 防止此类问题不再发生, 按照上级要求下, 先后召开会议1次.

Each fault is a pattern with what is wrong in it and what to write. What only looks alike is kept out by the pattern:
防止问题反弹，不再发生 is right. This room must not know positions, YAML or reports.
"""

from collections.abc import Iterator
from typing import NamedTuple

from rectify_gen.diagnostics import Severity
from rectify_gen.rules.finding import Finding
from rectify_gen.rules.rule import Rule, Subject, rule
from rectify_gen.rules.sparse import Led, Sparse, beside

_REST = "[^，。；：！？、\n]"
"""A character of the same clause."""


class _Fault(NamedTuple):
    """A fault of phrasing: what it looks like, what is wrong and what to write, in Chinese and English."""

    pattern: Sparse
    fault_zh: str
    fault_en: str
    cure_zh: str
    cure_en: str


_PREVENTIONS = ("防止", "避免", "杜绝", "防范", "严防")
_PROHIBITIONS = ("切忌", "切勿", "禁止", "严禁", "谨防")
_BASES = ("按照", "根据", "依照", "依据", "遵照")
_HAPPENS = ("发生", "出现", "反弹", "重演")
_CONDITIONS = ("只要", "只有")

_MUDDLES = (
    _Fault(
        # 防止此类问题不再发生; 避免不再出现
        Led(
            f"(?:{'|'.join(_PREVENTIONS)})了?{_REST}{{0,14}}不(?:再)?(?:{'|'.join(_HAPPENS)})",
            _PREVENTIONS,
            (*(f"不{verb}" for verb in _HAPPENS), *(f"不再{verb}" for verb in _HAPPENS)),
        ),
        "否定失当，意思相反",
        "a negation too many, so that it says the opposite",
        "删去“不”“不再”，如“防止此类问题发生”",
        "delete 不 or 不再, as in 防止此类问题发生",
    ),
    _Fault(
        # 切忌不要, 禁止不得
        Led(
            f"(?:{'|'.join(_PROHIBITIONS)})(?:不要|不得|不准|不可|不能)",
            _PROHIBITIONS,
            beside("忌勿止禁防", "不"),
        ),
        "否定失当，意思相反",
        "a negation too many, so that it says the opposite",
        "“切忌”与“不要”、“禁止”与“不得”只用一个",
        "keep one of 切忌 and 不要, of 禁止 and 不得",
    ),
    _Fault(
        # 原因是监管不到位造成的; 是因为设备老化的原因
        Sparse(
            f"原因(?:主要)?(?:是|在于)(?:由于|因为)?{_REST}{{2,20}}(?:造成|所致|导致|引起)的?(?=[，。；\n]|$)"
            f"|是(?:因为|由于){_REST}{{2,16}}的原因(?=[，。；\n]|$)"
            f"|之所以[^。；！？\n]{{2,24}}是(?:因为|由于){_REST}{{2,16}}(?:造成的|所致|导致的|引起的)(?=[，。；\n]|$)",
            ("原因", "之所以"),
            ("造成", "所致", "导致", "引起", "的原因"),
        ),
        "两种句式杂糅",
        "two constructions are mixed",
        "“原因是”“是因为”与“造成的”“所致”“的原因”只用一个",
        "keep one of 原因是 or 是因为, and 造成的, 所致 or 的原因",
    ),
    _Fault(
        # 按照上级要求下; 在上级的要求下 is right
        Led(
            f"(?:{'|'.join(_BASES)}){_REST}{{2,20}}(?:要求|规定|部署|安排|指导|精神|领导)下(?=，)",
            _BASES,
            ("下，",),
        ),
        "两种句式杂糅",
        "two constructions are mixed",
        "“按照……要求”与“在……下”只用一个",
        "keep one of 按照……要求 and 在……下",
    ),
    _Fault(
        # 本着为民为原则, 围绕以整改为主题
        Led(
            f"本着以?{_REST}{{2,14}}为(?:原则|宗旨|目的)"
            f"|围绕以{_REST}{{2,14}}为(?:主题|中心|重点|核心|目标|主线)"
            f"|为了{_REST}{{2,14}}为(?:目的|宗旨)(?=[，。；\n]|$)",
            ("本着", "围绕以", "为了"),
            ("为原则", "为宗旨", "为目的", "为主题", "为中心", "为重点", "为核心", "为目标", "为主线"),
        ),
        "两种句式杂糅",
        "two constructions are mixed",
        "“本着”“围绕”“为了”与“以……为”只用一个",
        "keep one of 本着, 围绕 or 为了, and 以……为",
    ),
    _Fault(
        # 打击了违规收费行为得到遏制; 努力完成目标得到实现
        Led(
            f"(?:打击|查处|纠正|整治|遏制|解决|化解)了{_REST}{{2,14}}(?:得到|得以)(?:有效|及时|全面|彻底|根本)?(?:遏制|纠正|整治|规范|根治|解决|化解)"
            f"|(?:努力|力争|确保)(?:完成|实现|达到){_REST}{{2,12}}得到(?:实现|完成|落实)",
            ("打击", "查处", "纠正", "整治", "遏制", "解决", "化解", "努力", "力争", "确保"),
            ("得到", "得以"),
            ("了", "努力", "力争", "确保"),
        ),
        "两种句式杂糅",
        "two constructions are mixed",
        "分成两句，或删去其中一个动词",
        "part it into two clauses, or delete one of the verbs",
    ),
    _Fault(
        # 受到群众所欢迎
        Led(
            f"(?:受到|深受){_REST}{{1,10}}所(?:欢迎|喜爱|肯定|好评|赞誉|认可)",
            ("受到", "深受"),
            ("所欢", "所喜", "所肯", "所好", "所赞", "所认"),
        ),
        "两种句式杂糅",
        "two constructions are mixed",
        "“受到……欢迎”与“为……所欢迎”只用一个",
        "write 受到……欢迎 or 为……所欢迎",
    ),
    _Fault(
        # 加强对资金的监管力度不够; 在加大宣传方面力度不够 is right
        Led(
            "(?:加强|加大|强化)对?[^，。；：！？、上面\n]{2,14}力度(?:还)?(?:不够|不足|不大|不强)",
            ("加强", "加大", "强化"),
            ("力度不够", "力度不足", "力度不大", "力度不强", "力度还"),
        ),
        "成分赘余，前后不搭配",
        "the verb does not go with the rest",
        "删去“加强”“加大”，或删去“力度不够”",
        "delete 加强 or 加大, or 力度不够",
    ),
    _Fault(
        # 增强工作效率, 提高查处力度, 增加业务水平
        Led(
            "增强了?(?:工作|办事|服务|行政|审批)?效率(?=[，。；、和\n]|$)"
            "|(?<!不断)提高了?(?:工作|执法|查处|惩处|打击|监管|监督|宣传|整改|推广)?力度(?=[，。；、和\n]|$)"
            f"|增加了?{_REST}{{0,6}}(?:业务水平|能力水平|管理水平|服务水平|思想素质|业务素质|综合素质|工作效率)(?=[，。；、和\n]|$)"
            f"|履行了?[^，。；：！？、和与及责\n]{{0,6}}作用(?=[，。；\n]|$)"
            f"|发挥了?[^，。；：！？、和与及作\n]{{0,6}}(?:职责|义务)(?=[，。；\n]|$)"
            "|(?:水平|能力|素质|效率|意识)(?:得到|有)了?(?:明显|显著|很大|较大|进一步|有效)?的?(?:改进|改善|扩大)(?=[，。；\n]|$)",
            ("增强", "提高", "增加", "履行", "发挥", *("水平得", "能力得", "素质得", "效率得", "意识得", "水平有", "能力有", "素质有", "效率有", "意识有")),
            (
                *beside("作事务政批强了", "效"),
                *beside("法处击管督传改广高", "力"),
                *("务水", "力水", "理水", "想素", "务素", "合素"),
                *beside("极心范领有行挥", "作"),
                *("得到改", "得到了改", "著改", "显改", "步改", "有改", "得到扩"),
            ),
            (
                *("效率，", "效率。", "效率；", "力度，", "力度。", "力度；", "水平，", "水平。", "素质，", "素质。"),
                *("作用，", "作用。", "职责，", "职责。", "义务，", "义务。", "改进，", "改进。", "改善，", "改善。", "扩大。"),
            ),
        ),
        "动词与宾语、主语不搭配",
        "the verb does not go with its noun",
        "换用搭配的动词，如提高效率、加大力度、提升水平、发挥作用、履行职责",
        "write a verb that goes with it: 提高效率, 加大力度, 提升水平, 发挥作用, 履行职责",
    ),
    _Fault(
        # 只要坚持，才能; 只有坚持，就能
        Led(
            "只要[^，。；：！？0-9\n]{2,20}，(?:我们|各单位|全体)?才(?:能|会|可|是)"
            "|只有[^，。；：！？0-9\n]{2,20}，(?:我们|各单位|全体)?就(?:能|会|可以)",
            _CONDITIONS,
            ("，才", "，就", "们才", "们就", "位才", "位就", "体才", "体就"),
        ),
        "关联词语不搭配",
        "the two conjunctions do not go together",
        "写作“只有……才”“只要……就”",
        "write 只有……才 or 只要……就",
    ),
    _Fault(
        # 无时无刻都在关注; 无时无刻不在关注 is right
        Sparse(
            "无时无刻(?![^，。；：！？、\n]{0,6}[不没未])",
            ("无时无刻",),
        ),
        "“无时无刻”要与“不”连用",
        "无时无刻 goes with 不",
        "写作“时时刻刻都”或“无时无刻不”",
        "write 时时刻刻都 or 无时无刻不",
    ),
    _Fault(
        # 截至目前为止, 截至2025年2月底为止
        Sparse(
            "截[至止](?:目前|今天|现在|当前|日前|[0-9]{4}年[0-9]{1,2}月(?:底|末|[0-9]{1,2}日)?)为止",
            ("截至", "截止"),
            ("为止",),
        ),
        "词义重复",
        "two words say the same",
        "删去“为止”",
        "delete 为止",
    ),
)  # fmt: skip

_ONCE = "(?<![0-9.十第])1"
_ODDITIES = (
    _Fault(
        # 先后召开会议1次; 先后召开会议1次、座谈会3次 is right
        Led(
            f"(?:先后|陆续|相继|逐一|轮流|依次){_REST}{{2,12}}{_ONCE}(?:次|场|名|人|户|家|件)(?=[，。；\n]|$)(?![，；][^。！？\n]{{0,16}}[0-9])"
            f"|(?:多次|反复|屡次|连续){_REST}{{2,12}}{_ONCE}(?:次|场|期)(?=[，。；\n]|$)",
            ("先后", "陆续", "相继", "逐一", "轮流", "依次", "多次", "反复", "屡次", "连续"),
            beside("1", "次场名人户家件期"),
        ),
        "“先后”“逐一”“多次”不止一次，数量却是1",
        "several are spoken of, but the figure is 1",
        "核对数量，或删去“先后”“逐一”“多次”",
        "check the figure, or delete 先后, 逐一 or 多次",
    ),
    _Fault(
        # 首次召开专题会议2次
        Led(
            f"(?:首次|第一次|初次)(?:召开|开展|组织|举办|举行|进行){_REST}{{0,10}}(?<![0-9.])(?:[2-9]|[1-9][0-9])[次场期](?=[，。；\n]|$)",
            ("首次", "第一次", "初次"),
            beside("次", "召开组举进"),
            beside("0123456789", "次场期"),
        ),
        "“首次”只有一次，数量却不止1",
        "the first time is one time, but the figure is more",
        "核对数量，或删去“首次”",
        "check the figure, or delete 首次",
    ),
    _Fault(
        # 该问题已全部整改到位，仍有2处尚未整改
        Led(
            "(?:该问题|该项问题|所有问题|全部问题|各项问题)[^，。；0-9\n]{0,6}(?:整改到位|整改完成|完成整改|办结|销号)，"
            "(?:但)?(?:仍有|尚有|还有|剩余)[^，。；\n]{0,10}(?:未|没有|正在)",
            ("该问题", "该项问题", "所有问题", "全部问题", "各项问题"),
            ("仍有", "尚有", "还有", "剩余"),
        ),
        "前面说全部完成，后面又说还有没完成的",
        "all is said to be done, and some of it not",
        "核对进展，改正其中一处",
        "check the progress, and correct one of the two",
    ),
    _Fault(
        # 全部问题均已整改，整改率达到96%
        Led(
            "(?:全部|所有)(?:反馈)?(?:问题|任务|事项)[^，。；0-9\n]{0,4}(?:整改|整改完成|整改到位|完成整改|完成|办结|销号)，"
            "(?:整改|完成|办结|销号|问题|总体|整体){1,3}率(?:为|达到|达)?[0-9]{1,2}(?:\\.[0-9]{1,2})?[%％]",
            ("全部", "所有"),
            ("，整改率", "，完成率", "，办结率", "，销号率", "，问题整改率", "，整改完成率", "，总体", "，整体"),
        ),
        "前面说全部完成，后面的比率却不到100%",
        "all is said to be done, but the rate is below 100 %",
        "核对进展，改正其中一处",
        "check the progress, and correct one of the two",
    ),
    _Fault(
        # 未发现问题，对发现的3个问题已责令整改
        Led(
            "(?:未|没有)发现(?:任何)?(?:违规|违纪|相关)?问题，(?:并)?(?:对|将|就)?(?:所)?发现的",
            ("未发现", "没有发现"),
            ("，对发现的", "，将发现的", "，就发现的", "，发现的", "对所发现的"),
        ),
        "前面说没有发现问题，后面又说发现了",
        "no problem is said to be found, and then some are",
        "核对后改正其中一处",
        "check, and correct one of the two",
    ),
    _Fault(
        # 水价未作调整，由2.6元调整为2.8元
        Led(
            "未(?:作出?|做|进行)?(调整|变更|修改|增加|上调|下调)，[^。；！？\n]{0,12}由[^，。；\n]{1,12}\\1[为至到]",
            ("未作", "未做", "未进行", "未调整", "未变更", "未修改", "未增加", "未上调", "未下调"),
            ("整为", "整至", "整到", "更为", "改为", "加至", "加到", "调至", "调到", "调为"),
        ),
        "前面说没有变，后面又说变了",
        "nothing is said to have changed, and then something has",
        "核对后改正其中一处",
        "check, and correct one of the two",
    ),
)  # fmt: skip


@rule(
    severity=Severity.WARNING,
    sentence=(
        "语句不通，{fault_zh}：“{quote}”",
        "the sentence does not hang together, {fault_en}: “{quote}”",
    ),
    hint=(
        "{cure_zh}；原文如此的，写入 waivers",
        "{cure_en}; if the original reads this way, add a waiver",
    ),
    what=(
        "语句不通：防止……不再发生、原因是……造成的、按照……要求下、只要……才",
        "a sentence that does not hang together: 防止……不再发生, 原因是……造成的, 按照……要求下, 只要……才",
    ),
    why=(
        "否定多一个，意思就相反；句式杂糅，读者看不出谁做什么",
        "a negation too many says the opposite; of mixed constructions readers cannot tell who does what",
    ),
    basis="《党政机关公文处理工作条例》第十九条；习惯",
    wrong="防止此类问题不再发生",
    right="防止此类问题再次发生",
)
def wording_muddled(subject: Subject) -> Iterator[Finding]:
    """Yield each clause of the author's own wording with a negation too many, mixed constructions or words that do not go together."""
    yield from _faults(subject, _MUDDLES)


@rule(
    severity=Severity.WARNING,
    sentence=(
        "前后矛盾，{fault_zh}：“{quote}”",
        "the sentence contradicts itself, {fault_en}: “{quote}”",
    ),
    hint=(
        "{cure_zh}；确实如此的，写入 waivers",
        "{cure_en}; if it is so, add a waiver",
    ),
    what=(
        "一句话前后矛盾：先后召开会议1次、首次召开会议2次、未发现问题，对发现的问题",
        "a sentence that contradicts itself: 先后召开会议1次, 首次召开会议2次, 未发现问题，对发现的问题",
    ),
    why=(
        "读者无从判断哪一半是真的",
        "readers cannot tell which half is true",
    ),
    basis="习惯",
    wrong="局党组先后召开专题会议1次",
    right="局党组先后召开专题会议3次",
)
def sentence_contradicted(subject: Subject) -> Iterator[Finding]:
    """Yield each sentence of the author's own wording of which one half contradicts the other."""
    yield from _faults(subject, _ODDITIES)


def _faults(subject: Subject, faults: tuple[_Fault, ...]) -> Iterator[Finding]:
    for fault in faults:
        for match in fault.pattern.finditer(subject.wording):
            yield subject.finding(
                match.span(),
                fault_zh=fault.fault_zh,
                fault_en=fault.fault_en,
                cure_zh=fault.cure_zh,
                cure_en=fault.cure_en,
            )


RULES: tuple[Rule, ...] = (wording_muddled, sentence_contradicted)
