"""The rules that a public notice names nobody who was dealt with, and no informant, patient or pupil.

Names are looked for only in texts that tell how somebody was dealt with, and there only
where a surname stands after what may introduce a person: one pattern for all of it
would be compiled for longer than a short notice is read.
"""

import itertools
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from rectify_gen.diagnostics import Severity
from rectify_gen.late_pattern import LatePattern
from rectify_gen.rules.finding import Finding
from rectify_gen.rules.person_names import (
    ALL_SURNAMES,
    AMBIGUOUS_SURNAMES,
    COMPOUND_SURNAMES,
    SURNAMES,
    full_name_ends,
    long_name_ends,
    masked_name_ends,
)
from rectify_gen.rules.rule import Subject, is_published, rule
from rectify_gen.rules.signs import holds_any, sign_at, stretches
from rectify_gen.rules.sparse import Sparse, any_of, places_of

DEALT_WITH = (
    "处分|立案|诫勉|约谈|警告|记过|撤职|开除|免职|留置|通报批评|批评教育|组织处理|提醒谈话|谈话提醒|审查调查"
    "|留党察看|调离|辞退|解聘|移送司法|移送检察|追责|问责|书面检查|双开|判处|逮捕|免去|撤销|责令|罢免|降级"
)
"""What is done to a person who is dealt with."""

_DEALINGS = tuple(DEALT_WITH.split("|"))
_SURNAME = LatePattern(f"[{ALL_SURNAMES}]")
_RECEIVERS = ("对", "予", "将")
_DEALING_VERBS = (
    "约谈",
    "约谈了",
    "责令",
    "撤销",
    "开除",
    "免去",
    "罢免",
    "辞退",
    "解聘",
    "问责",
    "追究",
)
"""Before one to whom something is done."""
_EDGES = "\n，。；：、“（"
"""Before the subject of a clause."""
_TITLES = (
    "书记",
    "局长",
    "院长",
    "校长",
    "科长",
    "股长",
    "所长",
    "站长",
    "主任",
    "党员",
    "镇长",
    "乡长",
    "县长",
    "市长",
    "区长",
    "干部",
    "职工",
    "会计",
    "医生",
    "医师",
    "教师",
    "科员",
    "驾驶员",
    *(
        "抄表员",
        "收费员",
        "管理员",
        "保管员",
        "协管员",
        "网格员",
        "采购员",
        "业务员",
        "安全员",
        "技术员",
    ),
    *(
        "化验员",
        "统计员",
        "营业员",
        "巡查员",
        "护林员",
        "炊事员",
        "保洁员",
        "办事员",
        "工程师",
    ),
    "人员",
    "出纳",
    "经理",
    "董事长",
    "主席",
    "副书记",
    "处长",
    "部长",
    "厅长",
    "队长",
    "组长",
    "行长",
    "馆长",
    "支书",
    "委员",
    "调研员",
    "主任科员",
    "工作人员",
    "负责人",
    "同志",
    "责任人",
    "当事人",
    "其中",
    "法官",
    "检察官",
    "民警",
    "辅警",
    "护士",
    "老师",
    "教授",
    "社长",
    "班长",
    "厂长",
)
"""Posts and callings that stand straight before a name."""


def _full_name_ends(text: str, start: int) -> Iterator[int]:
    return full_name_ends(text, start, ALL_SURNAMES)


def _sure_name_ends(text: str, start: int) -> Iterator[int]:
    return long_name_ends(text, start, SURNAMES)


class _Clue(NamedTuple):
    """What stands behind the name of one who is dealt with."""

    name_ends: Callable[[str, int], Iterator[int]]
    """Yields where the name may end."""
    behind: LatePattern
    has_list_between: bool = False
    """Whether further names may stand between: 张伟、刘洋受到处分."""


# 张某（时任科长）因违规报销被…
_SUFFERS = r"(?:（[^（）\n]{0,20}）)?(?:因[^。；！？，\n]{0,20}，?)?(?:受到|被|受)"
_NEAR = rf"[^。；！？\n]{{0,20}}?(?:{DEALT_WITH})"
# 对李某进行约谈 · 对王小明同志给予批评教育 · 给予王小明党内警告处分; not 对李某反映的问题立案.
_RECEIVING = (
    _Clue(
        masked_name_ends,
        LatePattern(rf"(?!反映|举报|投诉|信访|来信|申请)(?={_NEAR})"),
    ),
    _Clue(
        _full_name_ends,
        LatePattern(
            # 对抄表员孙志刚吃拿卡要问题给予处分, but not 对居民王明反映的问题立案
            rf"(?:同志)?(?=(?:(?!反映|举报|投诉|信访|来信|申请|提出|所)[^。；！？，\n]{{2,16}}(?:问题|行为))?"
            rf"(?:进行|作出|给予|予以|实施|采取|提起)[^。；！？，\n]{{0,14}}(?:{DEALT_WITH}|处理))"
        ),
    ),
    _Clue(
        _full_name_ends,
        LatePattern(
            r"(?:同志)?(?=党内|政务|行政(?:警告|记过|记大过|降级|撤职|开除)|留党|开除|撤职|警告处分|记过处分|严重警告|诫勉|通报批评|提醒谈话|批评教育|党纪|立案|免职|停职)"
        ),
    ),
)
# 约谈张伟、刘洋 · 责令张建国作出书面检查 · 开除赵刚党籍 · 免去王海波科长职务
_DIRECTLY = _Clue(
    _full_name_ends,
    LatePattern(
        r"(?:同志)?(?=[、，。；]|等[0-9一二两三四五六七八九十]?|作出|退[缴赔还出]|整改|公职|党籍|学籍|[^。；！？，、\n]{0,8}职务)"
    ),
)
_NEXT_IN_LIST = _Clue(
    _full_name_ends, LatePattern("(?:同志)?(?=[、，。；和等]|被|受到|因)")
)
_SUFFERING_MASKED = _Clue(
    masked_name_ends, LatePattern(rf"(?=(?:同志)?{_SUFFERS}{_NEAR})")
)
_SUFFERING_TITLED = _Clue(
    _full_name_ends,
    LatePattern(rf"(?:等[0-9]人)?(?:同志)?{_SUFFERS}{_NEAR}"),
    has_list_between=True,
)
# Places suffer as persons do: 姚安受到通报批评.
_SUFFERING = (
    _Clue(
        _sure_name_ends,
        LatePattern(rf"(?:等[0-9]人)?{_SUFFERS}{_NEAR}"),
        has_list_between=True,
    ),
    _Clue(
        _full_name_ends,
        LatePattern(
            rf"同志{_SUFFERS}{_NEAR}"
            r"|因[^。；！？，\n]{0,20}，?(?:被|受到)[^。；！？，\n]{0,10}(?:处分|通报批评|立案|免职|留置|诫勉|撤职|开除)"
            r"|(?:被|受到)[^。；！？，\n]{0,10}(?:处分|立案|免职|留置|诫勉|撤职|开除)"
        ),
        has_list_between=True,
    ),
)


class _DealtWith(NamedTuple):
    """The name of one who is dealt with."""

    start: int
    end: int
    end_of_call: int
    """Where 同志 ends, if it follows the name."""


def _persons(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each name of a person stands who is said to be dealt with."""
    dealings = places_of(_DEALINGS, text)
    end_of_name = -1
    for start, line in stretches(text, dealings, "\n"):
        for surname in _SURNAME.compiled.finditer(text, start, start + len(line)):
            # The given name may hold a character that is a surname as well.
            if surname.start() < end_of_name:
                continue
            person = _person_at(text, surname.start(), end_of_name)
            if person is None:
                continue
            end_of_name = person.end_of_call
            yield person.start, person.end


def _person_at(text: str, start: int, end_of_name: int) -> _DealtWith | None:
    """Return the name that begins at ``start``, if what stands before and after it says that it is one."""
    sign_before = sign_at(text, start - 1)
    begins_clause = sign_before in _EDGES
    # 对于 is one word, and no surname.
    may_receive = text[start] != "于"
    is_receiver = may_receive and text.endswith(_RECEIVERS, 0, start)
    is_object = may_receive and text.endswith(_DEALING_VERBS, 0, start)
    follows_title = text.endswith(_TITLES, 0, start)
    follows_name = sign_before == "、" and end_of_name == start - 1
    # Only what the sign before allows is tried: each pattern is compiled when it is first needed.
    clues: list[_Clue] = []
    if follows_name:
        clues.append(_NEXT_IN_LIST)
    if is_receiver or (follows_title and _is_after(_RECEIVERS, text, start)):
        clues += _RECEIVING
    if is_object or (follows_title and _is_after(_DEALING_VERBS, text, start)):
        clues += _RECEIVING
        clues.append(_DIRECTLY)
    if begins_clause or follows_title:
        clues.append(_SUFFERING_MASKED)
    if follows_title:
        clues.append(_SUFFERING_TITLED)
    if begins_clause:
        clues += _SUFFERING
    for clue in clues:
        person = _person_by_clue(text, start, clue)
        if person is not None:
            return person
    return None


def _person_by_clue(text: str, start: int, clue: _Clue) -> _DealtWith | None:
    """Return the person whose name begins at ``start``, if ``clue`` stands behind it."""
    for end in clue.name_ends(text, start):
        if clue.has_list_between:
            if _is_behind_list(clue.behind, text, end):
                return _DealtWith(start, end, end_of_call=end)
            continue
        match = clue.behind.compiled.match(text, end)
        if match is not None:
            return _DealtWith(start, end, end_of_call=match.end())
    return None


def _is_behind_list(pattern: LatePattern, text: str, end_of_name: int) -> bool:
    """Return whether ``pattern`` matches behind the name, or behind further names that follow it: 、刘洋、王强."""
    ends = [end_of_name]
    while ends:
        end = ends.pop()
        if pattern.compiled.match(text, end):
            return True
        if text.startswith("、", end):
            ends += _full_name_ends(text, end + 1)
    return False


_TITLE_REACH = 14
"""Characters of a post before a name: 给予原副局长王小明."""


def _is_after(words: tuple[str, ...], text: str, start: int) -> bool:
    """Return whether the post that ends at ``start`` follows one of ``words``: it is that of one to whom something is done."""
    clause = re.split("[，。；：、\n]", text[max(start - _TITLE_REACH, 0) : start])[-1]
    return holds_any(clause, words)


@rule(
    severity=Severity.WARNING,
    sentence=(
        "点名写出受处理的人员：“{quote}”",
        "a person dealt with is named: “{quote}”",
    ),
    hint=(
        "只写人数和处理方式，或将该项设为 audience: internal；已依规公开通报的，写入 waivers",
        "say how many and how, or set audience: internal for the item; if it has been made public, add a waiver",
    ),
    what=(
        "受处分、立案、诫勉、约谈人员的姓名",
        "the name of a person who was disciplined or investigated",
    ),
    why=(
        "通报整改只写人数和处理方式，不点名",
        "a public notice says how many and how, not who",
    ),
    basis="《中华人民共和国个人信息保护法》；习惯",
    wrong="给予李某某党内警告处分",
    right="给予1人党内警告处分",
)
def named_person_dealt_with(subject: Subject) -> Iterator[Finding]:
    """Yield each name beside 处分, 立案 and the like in what the public reads."""
    # A report goes up and is not published.
    if subject.notice.kind.row.is_sent_up:
        return
    for span in _persons(subject.whole):
        if is_published(subject.notice, subject.route_at(span[0])):
            yield subject.finding(span)


_ROLES = (
    "举报人",
    "信访人",
    "投诉人",
    "上访人",
    "申诉人",
    "来访人",
    "来信人",
    "反映人",
    "检举人",
    "受害人",
    "被害人",
    "当事人",
    "患者",
    "病人",
    "死者",
    "伤者",
    "嫌疑人",
    "被告人",
    "证人",
    "被执行人",
    "申请执行人",
    "申请人",
    "服刑人员",
    "未成年人",
    "低保户",
    "贫困户",
    "脱贫户",
    "五保户",
    "特困户",
    "困难户",
    "监测户",
    "特困人员",
    "低保对象",
    "残疾人",
    "孤儿",
    "留守儿童",
    "学生",
    "村民",
    "居民",
    "业主",
    "户主",
    "农户",
    "家长",
    "家属",
    "老人",
    "租户",
    "住户",
    "困难群众",
    "上访群众",
    "信访群众",
    "来访群众",
    "困难党员",
    "帮扶对象",
)
_ROLE = Sparse(rf"(?:{any_of(_ROLES)})(?<![企行产]业主)", _ROLES)
_CROWD = "群众"
_BEHIND_PRIVATE = LatePattern(
    "[，。；、（：的“]|反映|举报|投诉|诉求|家住|家中|家里|所反映|所诉|信访|来信|来访|上访|同志|等[0-9人]|已|因|在|与|和|向|被|提出|领取|住"
)


def _private_persons(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each name stands that follows 举报人, 患者, 低保户 and the like."""
    end_of_last = 0
    for start in places_of(_ROLES, text):
        role = _ROLE.compiled.match(text, start)
        # In 贫困户主 there are two.
        if role is None or start < end_of_last:
            continue
        end = _end_of_private_name(text, role.end())
        if end is not None:
            yield role.end(), end
            end_of_last = end


_INFORMS = LatePattern("(?:实名)?(?:举报|反映|投诉|检举|控告|信访)")
"""What follows the name of an informant."""


def _informants(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each name stands that follows 群众 and informs: 经群众林志强举报."""
    start = text.find(_CROWD)
    while start >= 0:
        name_start = start + len(_CROWD)
        for end in full_name_ends(text, name_start, SURNAMES):
            is_full = end - name_start > len("林强")
            if is_full and _INFORMS.compiled.match(text, end):
                yield name_start, end
                break
        start = text.find(_CROWD, name_start)


def _end_of_private_name(text: str, start: int) -> int | None:
    """Return where the name ends that begins at ``start``, if what stands behind it says that it is one."""
    # 群众关切 is no name: a surname that is a word of every day needs two characters behind it.
    for end in itertools.chain(
        full_name_ends(text, start, SURNAMES),
        long_name_ends(text, start, AMBIGUOUS_SURNAMES),
    ):
        if _BEHIND_PRIVATE.compiled.match(text, end):
            return end
    return None


@rule(
    severity=Severity.WARNING,
    sentence=(
        "写出了个人的姓名：“{marks}”（{quote}）",
        "a private person is named: “{marks}” ({quote})",
    ),
    hint=(
        "写作“{shown}”，或不写姓名；已征得本人同意的，写入 waivers",
        "write {shown}, or leave the name out; if the person agreed, add a waiver",
    ),
    what=(
        "举报人、信访人、患者、学生、低保户等个人的姓名",
        "the name of an informant, a patient, a pupil, a person in need",
    ),
    why=(
        "举报人的信息必须保密，公开个人的健康、救助等信息须经本人同意",
        "informants are protected, and facts on health or aid are published only with consent",
    ),
    basis="《中华人民共和国个人信息保护法》第二十八条；《纪检监察机关处理检举控告工作规则》",
    wrong="举报人赵磊反映的问题已办结",
    right="群众举报反映的问题已办结",
)
def private_person_named(subject: Subject) -> Iterator[Finding]:
    """Yield each full name behind 举报人, 患者, 低保户 and the like, in what the public reads."""
    if subject.notice.kind.row.is_sent_up:
        return
    places = [*_private_persons(subject.whole), *_informants(subject.whole)]
    for start, end in sorted(places):
        if is_published(subject.notice, subject.route_at(start)):
            name = subject.whole[start:end]
            is_compound = name.startswith(COMPOUND_SURNAMES)
            surname = name[:2] if is_compound else name[0]
            yield subject.finding((start, end), shown=f"{surname}某某")
