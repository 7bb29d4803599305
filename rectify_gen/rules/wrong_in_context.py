"""Characters that only their neighbours show to be wrong: 扎实的推进各项任务, 截止2025年2月, 问题己全部整改.

A table of words cannot hold them: 年末完成 is right, and so is 报名截止2025年2月.
This room must not know any rule.
"""

from collections.abc import Iterator
from typing import NamedTuple

from rectify_gen.rules.sparse import Sparse, any_of, beside

_ADVERBS = "扎实|深入|全面|认真|严格|切实|积极|主动|及时|有效|稳步|有序|有力|持续|坚决|大力|逐步|充分|自觉|不断|精准|高效|快速"
_DONE_SO = "推进|推动|开展|抓好|抓实|落实|贯彻|执行|做好|整改|解决|履行|完成|查处|纠正|治理|维护|学习|运用"
_ADVERB_BEFORE_VERB = Sparse(
    # 扎实的推进各项任务; 扎实的推进措施 may be right
    f"的(?=(?:{_DONE_SO})(?:了|各项|各类|上述|所有|全部|相关|有关|《|这些|好|到位))(?<=(?:{_ADVERBS})的)(?<!更加..的)",
    tuple(f"的{verb}" for verb in _DONE_SO.split("|")),
    tuple(f"{adverb}的" for adverb in _ADVERBS.split("|")),
)
"""The 的 behind an adverb; a pattern that begins with one character is searched fast."""
_ONLY_ADVERBS = ("稳步", "逐步", "切实", "大力", "逐项", "逐一", "逐条", "不断")
_LONG_ADVERBS = (
    "最大限度",
    "深入细致",
    "扎扎实实",
    "认认真真",
    "逐条逐项",
    "实实在在",
    "踏踏实实",
)
_VERBS_WITH_OBJECT = (
    *("推进", "推动", "开展", "抓好", "抓实", "落实", "贯彻", "执行", "做好", "解决", "履行", "完成", "纠正", "治理"),
    *("完善", "规范", "加强", "提高", "提升", "增强", "改进", "强化", "压减", "清理", "梳理", "排查", "查找", "修订"),
    *("降低", "减少", "满足", "发挥", "调动", "保障", "方便", "压缩"),
)  # fmt: skip
_ONLY_ADVERB_BEFORE_VERB = Sparse(
    # 稳步的推进整改; 不断的完善中 has no object
    f"的(?<=(?:{any_of(_ONLY_ADVERBS)})的)(?=(?:{any_of(_VERBS_WITH_OBJECT)})[一-龥])",
    tuple(f"{adverb}的" for adverb in _ONLY_ADVERBS),
)
_LONG_ADVERB_BEFORE_VERB = Sparse(
    f"的(?<=(?:{any_of(_LONG_ADVERBS)})的)(?={any_of(_VERBS_WITH_OBJECT)})",
    tuple(f"{adverb}的" for adverb in _LONG_ADVERBS),
)
_VERB_AS_PREDICATE = Sparse(
    # 工作扎实的推进，; 取得扎实的推进， has a noun
    "的(?<=(?:扎实|有序|有力|深入)的)(?=(?:推进|开展|落实)[，。；])(?<!(?:取得|得到|实现|作出|做到|需要|更加|更为).{2}的)(?<![是有了]..的)",
    ("的推进", "的开展", "的落实"),
    beside("实序力入", "的"),
)
_VERBS = "做抓管压查改学讲想干办"
_LONG_VERBS = "落实|执行|推进|完成|开展|贯彻|把握|掌握|处理|整改|解决|坚持|发挥"
_COMPLEMENTS = "好|扎实|细致|到位|深入|透彻|全面|彻底|及时|规范|严格|充分|具体|精准|牢固|紧密|实|细|严|深|透|牢|紧"
_COMPLEMENT_OF_VERB = Sparse(
    # 工作做的不够细致
    f"的(?<=[{_VERBS}]的)(?:不够|不太|还不|不|很|较|比较|非常|十分|更加)(?:{_COMPLEMENTS})(?=[，。；])",
    beside(_VERBS, "的"),
    beside("的", "不还很较比非十更"),
)
_COMPLEMENT_OF_LONG_VERB = Sparse(
    # 任务落实的较好; 管理的不规范 may be what is not regular in it
    f"的(?<=(?:{_LONG_VERBS})的)(?:很|较|比较|非常|十分)(?:{_COMPLEMENTS})(?=[，。；])",
    beside("实行进成展彻握理改决持挥", "的"),
    beside("的", "很较比非十"),
)
_BETTER_COMPLEMENT = Sparse(
    # 抓的更紧、落的更实
    "的(?<=[做抓管压查改学讲干办落绷扛筑扎走]的)更加?(?:紧|实|细|严|深|透|牢|好|稳|准|快)(?=[、，。；])",
    beside("做抓管压查改学讲干办落绷扛筑扎走", "的"),
    beside("的", "更"),
)
_COMPLEMENT_WITH_DI = Sparse(
    # 措施落实地不够好, 工作抓地紧
    "地(?:(?<=(?:落实|执行|推进|整改|完成|贯彻|把握|坚持)地)|(?<=[做抓改管干学讲]地))(?:不够|不太|很|较|还不|更)?(?:好|紧|实|细|严|深|透|牢|快|到位|彻底|及时)(?=[、，。；])",
    beside("实行进改成彻握持做抓管干学讲", "地"),
    beside("地", "不很较还更好紧实细严深透牢快到彻及"),
)
_ADVERB_WITH_DE = Sparse(
    # 高度得重视; 高度得到重视 is right
    f"得(?<=(?:{_ADVERBS}|高度)得)(?=重视|关注|{_DONE_SO}|配合|回应|参与|核查|核实|梳理|研究|剖析)",
    beside("度实入面真格极动时效步序力续决分觉断准速", "得"),
)
_FINISHED = (
    *("完成", "全部", "整改", "建立", "落实", "办结", "销号", "到位", "制定", "修订", "印发", "出台", "清退", "退还"),
    *("收回", "追回", "纠正", "解决", "经过", "成立", "召开", "开展", "形成", "纳入", "更换", "拆除", "移交", "签订"),
)  # fmt: skip
_JI_FOR_YI = Sparse(
    # 问题己全部整改; 自己完成 is right
    f"己(?<![自知异律利舍为克损贵责推由同]己)(?={any_of(_FINISHED)})",
    tuple(f"己{verb}" for verb in _FINISHED),
)
_NOT_DONE = (
    *("按", "经", "及时", "完成", "落实", "严格", "开展", "建立", "制定", "发现", "履行", "到位", "执行", "整改"),
    *("纳入", "形成", "明确", "公示", "公开", "备案", "召开", "组织", "认真", "有效", "真正", "充分", "深入", "全面"),
    *("达到", "达标", "签订", "办理", "办结", "销号", "提供", "使用", "验收", "解决", "登记", "审核", "审批", "配备"),
)  # fmt: skip
_MO_FOR_WEI = Sparse(
    # 末按规定公示; 年末公示 and 周末开展 are right
    f"末(?<![周年月季期旬日岁始本之学微粉端毫秋冬夏春代初清元明朝纪]末)(?={any_of(_NOT_DONE)})",
    tuple(f"末{verb}" for verb in _NOT_DONE),
)
_JI_FOR_JI = Sparse(
    # 即要抓当前，又要管长远
    "即(?<![立随当]即)(?=要[^，。；：！？\n]{2,20}，(?:又|也|更)要)",
    ("即要",),
    ("又要", "也要", "更要"),
)
_UNTIL_DATE = Sparse(
    # 截止2025年2月底; 报名截止2025年2月底 is a predicate
    "止(?<=截止)(?=20[0-9]{2}年|[0-9]{1,2}月(?:底|末|[0-9]{1,2}日))"
    "(?<!(?:申报|报名|申请|受理|征集|缴费|缴纳|报送|提交|登记|投标|招标|公示|期限|时间|日期|合同|协议|借款|贷款|活动|工期|任务)截止)"
    "(?<![期间间限]截止)",
    ("截止",),
)


class ContextSlip(NamedTuple):
    """A wrong character in its neighbourhood: what to mark, how it should read, and why."""

    start: int
    end: int
    right: str
    note: str


class _Slip(NamedTuple):
    """The character that begins each match of ``pattern`` stands for ``right``."""

    pattern: Sparse
    length_of_word_before: int
    right: str
    note: str


_BEFORE_VERB = "动词前用地"
_BEFORE_COMPLEMENT = "补语前用得"
_SLIPS = (
    _Slip(_ADVERB_BEFORE_VERB, 2, "地", _BEFORE_VERB),
    _Slip(_ONLY_ADVERB_BEFORE_VERB, 2, "地", _BEFORE_VERB),
    _Slip(_LONG_ADVERB_BEFORE_VERB, 4, "地", _BEFORE_VERB),
    _Slip(_VERB_AS_PREDICATE, 2, "地", _BEFORE_VERB),
    _Slip(_ADVERB_WITH_DE, 2, "地", _BEFORE_VERB),
    _Slip(_COMPLEMENT_OF_VERB, 1, "得", _BEFORE_COMPLEMENT),
    _Slip(_COMPLEMENT_OF_LONG_VERB, 2, "得", _BEFORE_COMPLEMENT),
    _Slip(_BETTER_COMPLEMENT, 1, "得", _BEFORE_COMPLEMENT),
    _Slip(_COMPLEMENT_WITH_DI, 1, "得", _BEFORE_COMPLEMENT),
    _Slip(_JI_FOR_YI, 0, "已", "疑为别字"),
    _Slip(_MO_FOR_WEI, 0, "未", "疑为别字"),
    _Slip(_JI_FOR_JI, 0, "既", "与“又”“也”呼应的是既"),
    _Slip(_UNTIL_DATE, 1, "至", "截止不带宾语"),
)


def slips_in_context(text: str) -> Iterator[ContextSlip]:
    """Yield each character of ``text`` that its neighbours show to be wrong, kind by kind."""
    for slip in _SLIPS:
        for match in slip.pattern.finditer(text):
            start = match.start() - slip.length_of_word_before
            before = text[start : match.start()]
            right = before + slip.right + match.group()[1:]
            yield ContextSlip(start, match.end(), right, slip.note)
