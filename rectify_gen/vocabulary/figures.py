"""Figures in prose that say how much an inspection found: 反馈4个方面52个问题, 21项整改任务.

The rules and the importer read them here, so that both understand the same wording. This room must
not know where in a notice a text stands, nor what its body lists.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rectify_gen import chinese
from rectify_gen.late_pattern import LatePattern

# What a figure may count, by the names of ``statistics``.
AREAS = "areas"
PROBLEMS = "problems"
TASKS = "tasks"
MEASURES = "measures"
COMPLETED = "completed"

_NOUNS = {
    "问题": PROBLEMS,
    "任务": TASKS,
    "事项": TASKS,
    "措施": MEASURES,
}
_NUMBER = "[0-9０-９]{1,4}|[一二两三四五六七八九十百]{1,5}"
_AREA_UNITS = (
    "个方面",
    "大方面",
    "个大方面",
    "方面",
    "个大项",
    "大项",
    "个大类",
    "大类",
    "个类别",
    "类",
)
_GROUP_UNITS = ("个单位", "个部门")
"""Units of what only subdivides: 4个方面27个单位48项问题."""
_COUNT_UNITS = ("个", "项", "条", "件")
_UNITS = "|".join(_AREA_UNITS + _GROUP_UNITS + _COUNT_UNITS)
_KINDS_OF_NOUN = "(?:具体|突出|主要|反馈|整改|工作|巡察)*"
_NOUN = f"{_KINDS_OF_NOUN}(?:{'|'.join(_NOUNS)})(?!线索|清单|导向|台账|[单书])"
_MEMBER = LatePattern(
    f"(?P<number>{_NUMBER})(?P<about>余|多|几)?(?P<unit>{_UNITS})(?P<noun>的?{_NOUN})?"
)
_JOINER = LatePattern(
    "[、，,]?(?:共计|合计|总计|累计|共有|共|涉及|涵盖|包括|计|以及|及|和|的)?"
)
_ENDS_THE_COUNT = LatePattern(r"\Z|[，。；、！？：:,;\s（）()]|均|已|全部|逐|都")
"""What may follow a figure that has no noun of its own; 12个月内 is none."""

_TRIGGER = LatePattern(
    r"""
    (?:反馈|指出|提出|点出) (?:意见)? (?:了|的|出)?
    (?: 我[局院校委办镇乡县市区]            # 反馈了我局4个方面
      | 存在的? | 主要 | 具体              # 指出存在的主要问题
      | 以下 | 下列 | 如下                 # 提出以下
      | 共计 | 合计 | 总计 | 共有 | 共      # 反馈意见共计
      | 涉及 | 问题
    )*
    [：:]? \Z
    """,
    re.VERBOSE,
)
"""What stands straight before a figure of what the inspection found."""
_PROBLEMS_BEFORE = LatePattern("问题(?:共计|合计|总计|共有|共)?[：:]?\\Z")
_PLANNED = (
    "(?:制定|制订|定出|提出|列出|形成|明确|采取|落实|研究|细化|分解|印发|推出|梳理)"
)
_MEASURES_BEFORE = LatePattern(
    rf"(?:整改措施|{_PLANNED}了?(?:具体|工作)?措施)(?:共计|合计|总计|共有|共)?\Z"
)
_MEASURES_PLANNED = LatePattern(
    rf"{_PLANNED}(?:制定|相应|具体|整改)?(?:出|为|成|了)?\Z"
)
"""What stands before measures that are not called 整改措施: 制定164项措施."""
_TASKS_COUNTED = LatePattern("整改任务(?:共计|合计|总计|共有|共)?\\Z")
_PROBLEMS_FROM = tuple(
    verb + ending
    for verb in ("细化", "梳理", "分解", "归纳", "整理")
    for ending in ("出", "为", "成", "出了", "为了", "成了")
)
"""What stands before problems that the organ made of the findings: 细化成39个具体问题."""
_TASKS_BEFORE = LatePattern(
    "(?:列出|梳理|分解|细化|形成|明确|制定|确定|建立|共|全部|对|将)(?:出|为|成|了)?\\Z"
)
_ABOUT_ALL = LatePattern("(?:围绕|针对|对照|聚焦|对标)(?:反馈的?)?\\Z")
"""What stands before areas and problems together: 围绕4个方面52个问题."""

_OTHERS = (
    # another time
    "上轮", "上一轮", "上次", "以往", "以前", "此前", "历次", "历年", "往年", "当时", "前一轮", "前两轮",
    # another body, another action
    "审计", "督查", "督察", "督导", "检查", "主题教育", "专项", "巡视", "省委", "自治区党委", "中央",
    "同步整改", "一并整改",
    # a part of the whole
    "每个", "每项", "下属", "所属", "直属", "基层", "科室", "支部", "某", "村级", "其中",
)  # fmt: skip
"""Words before a figure, in its sentence, by which it belongs to another inspection or to a part."""
_OTHER_ROUND = LatePattern("[一二三四五六七八九十]届[^，。；]{0,8}轮")
_PERSONS_PART = (
    "领办", "领衔", "领题", "带头", "牵头", "包抓", "包干", "亲自", "分管", "负责", "承担", "挂帅",
)  # fmt: skip
"""Words in the clause before a figure by which it counts what somebody takes care of."""
_PERSONS = ("书记", "局长", "主任", "领导", "班子成员")
_PART_BEFORE = (
    # what is left
    "剩余", "余下", "其余", "尚有", "还有", "仅", "另有", "未完成",
    # what was found besides
    "新增", "自查", "排查", "查摆", "举一反三", "延伸",
    # what is done
    "已整改", "已完成", "已办结", "已销号", "已解决",
    "已经整改", "已经完成", "已经办结", "已经销号", "已经解决",
)  # fmt: skip
"""Words in the clause before a figure by which it counts a part."""
_PART_STRAIGHT_BEFORE = (
    # “…”等3个问题
    "”等", "’等", "》等",
    "完成整改", "整改完成", "整改到位", "完成整改了", "整改完成了", "整改到位了",
)  # fmt: skip
_ABOUT_BEFORE = ("近", "约", "超", "逾", "超过", "不少于", "大约", "几", "数")
_RANGE_BEFORE = LatePattern(
    "(?:[0-9０-９一二三四五六七八九十](?:个|项|条)?[至到、~～—–-]+|[第前每.．%％])\\Z"
)
_ENDS_OF_RANGE = tuple("至到、~～—–-第前每.．%％")
_ABOUT_AFTER = ("以上", "左右", "以内", "上下")
_PART_AFTER = (
    *("已", "整改到位", "整改完成", "完成", "销号", "办结", "由", "需", "因", "属"),
    *("正在", "尚", "未", "基本", "持续", "延期", "长期", "纳入"),
)
"""A count of what is done, or of what somebody has to do, may be a part; with 均 or 全部 before these words it is all."""
_COUNTED_PART_AFTER = LatePattern(
    "(?:目前|现|截至目前|其中)?，?已?(?:完成整改|整改完成|整改到位|整改|完成|销号)了?[0-9]"
)
"""Behind a count of all, what is done is counted on its own: 26个问题已完成整改24个."""
_REST_AFTER = ("其余", "剩余", "余下", "另外", "另有", "还有", "尚有", "未完成")

_PROBLEM = "(?:个|项|条)(?:具体)?问题"
_COMPLETED = LatePattern(
    f"(?:完成整改|整改完成|已完成|已整改|整改到位)[的了]?([0-9]{{1,4}}){_PROBLEM}"
    f"|([0-9]{{1,4}}){_PROBLEM}(?:均|全部|都)?(?:已经|已)?(?:完成整改|整改完成|整改到位)(?![了的]?[0-9])"
)
_COMPLETED_ALONE = LatePattern(
    """
    (?: 完成整改 | 整改完成 | 整改到位 | (?:已|已经|均已) (?:完成|整改|销号|办结) )
    (?: 整改 | 完成 | 到位 )? 了?
    (?P<number> [0-9]{1,4} ) (?P<unit> [个项条件] )
    (?= [，。；、（,;(] | \\Z )
    """,
    re.VERBOSE,
)
"""What is done, where the noun stands further in front: 39个具体问题，……，已完成36个."""

_FAR = 200
"""Within so many characters before it stands what a number without a noun counts."""
_SENTENCE_ENDS = "。；！？\n"
_BEFORE = 30
"""Characters before a figure in which words of another inspection stand."""
_AFTER = 40
"""Characters after a figure in which the rest of it stands."""


class Figure(NamedTuple):
    """A figure of this inspection, and the characters of the text that state it.

    ``certain`` is whether the words say plainly that this is all that was found or is to be done.
    """

    counts: str
    value: int
    start: int
    end: int
    certain: bool


class _Chain(NamedTuple):
    """Figures that belong together: 4个方面、7类共16项问题."""

    members: tuple[re.Match[str], ...]

    @property
    def start(self) -> int:
        return self.members[0].start()

    @property
    def end(self) -> int:
        return self.members[-1].end()


def figures(text: str, ours: Sequence[str] = ()) -> tuple[Figure, ...]:
    """Return the figures by which ``text`` says what the inspection found, and what follows from it, in order.

    Figures of other inspections, of parts and of single persons are left out, and so are rough ones.
    ``ours`` are names of the inspection itself (市委, 第三轮, 专项巡察), which are no words of another.
    """
    of_text: list[Figure] = []
    for chain in _chains(text):
        # Most chains state nothing: that is known sooner than what the words around them mean.
        figures_of_chain = list(_figures_of(text, chain))
        if figures_of_chain and _is_of_all(text, chain, ours):
            of_text += figures_of_chain
    return tuple(of_text)


def completed(text: str, ours: Sequence[str] = ()) -> tuple[int, ...]:
    """Return the numbers of problems that ``text`` says are completed; ``ours`` as for :func:`figures`."""
    numbers_by_place: dict[int, int] = {}
    for match in _COMPLETED.finditer(text):
        # The number stands behind the words or before them: 已完成52个问题, 52个问题已完成整改.
        digits = match[1] or match[2]
        numbers_by_place[match.start()] = int(digits)
    for match in _COMPLETED_ALONE.finditer(text):
        if _counts_problems(text, match, ours):
            numbers_by_place[match.start()] = int(match["number"])
    return tuple(number for _, number in sorted(numbers_by_place.items()))


def _counts_problems(text: str, match: re.Match[str], ours: Sequence[str]) -> bool:
    """Whether the nearest figure before ``match`` with its unit counts problems of this inspection."""
    window = text[max(match.start() - _FAR, 0) : match.start()]
    nearest = None
    for member in _MEMBER.finditer(window):
        if member["unit"] == match["unit"]:
            nearest = member
    if nearest is None:
        return False
    for figure in figures(window, ours):
        is_nearest = figure.start <= nearest.start() < figure.end
        if is_nearest and figure.counts == PROBLEMS:
            return True
    return False


def _chains(text: str) -> Iterator[_Chain]:
    """Yield what may be a figure: members that follow each other, to the first that names what it counts."""
    members: list[re.Match[str]] = []
    for member in _MEMBER.finditer(text):
        if members and not _joins(text, members[-1], member):
            yield _Chain(tuple(members))
            members = []
        members.append(member)
        if member["noun"]:
            yield _Chain(tuple(members))
            members = []
    if members:
        yield _Chain(tuple(members))


def _joins(text: str, before: re.Match[str], after: re.Match[str]) -> bool:
    return _JOINER.fullmatch(text, before.end(), after.start()) is not None


def _is_of_all(text: str, chain: _Chain, ours: Sequence[str]) -> bool:
    """Whether the words around ``chain`` leave it a figure of this inspection, and an exact one."""
    before = _text_before(text, chain)
    if _is_rough(before, chain):
        return False
    sentence = chinese.split_at(before, _SENTENCE_ENDS)[-1]
    # The longest first, since one name may hold another: 市委 in 八届市委.
    for name in sorted(ours, key=len, reverse=True):
        sentence = sentence.replace(name, "")
    if _is_of_others(sentence) or _is_part(sentence):
        return False
    after = text[chain.end : chain.end + _AFTER]
    return not _is_part_by_what_follows(after)


def _text_before(text: str, chain: _Chain) -> str:
    """Return the characters before ``chain`` that may say what it counts."""
    start = max(chain.start - _BEFORE, 0)
    return text[start : chain.start]


def _is_rough(before: str, chain: _Chain) -> bool:
    """Whether the figure is about so many, one end of a range, or the number of one thing: 近50个, 3至5个, 第3个."""
    for member in chain.members:
        if member["about"]:
            return True
    if before.endswith(_ABOUT_BEFORE):
        return True
    may_be_range = before.endswith(_ENDS_OF_RANGE)
    return may_be_range and _RANGE_BEFORE.search(before) is not None


def _is_of_others(sentence: str) -> bool:
    """Whether the words of the sentence before a figure speak of another inspection or organ."""
    if any(word in sentence for word in _OTHERS):
        return True
    return "届" in sentence and _OTHER_ROUND.search(sentence) is not None


def _is_part(sentence: str) -> bool:
    """Whether the words of the clause before a figure make it a part: what somebody takes care of, what is left."""
    clause = chinese.split_at(sentence, "，：")[-1]
    if any(word in clause for word in _PERSONS_PART):
        return True
    if not _TRIGGER.search(clause) and any(word in clause for word in _PERSONS):
        return True
    if clause.endswith(_PART_STRAIGHT_BEFORE):
        return True
    return any(word in clause for word in _PART_BEFORE)


def _is_part_by_what_follows(after: str) -> bool:
    sentence = chinese.split_at(after, _SENTENCE_ENDS)[0]
    if sentence.startswith(_ABOUT_AFTER):
        return True
    if _COUNTED_PART_AFTER.match(sentence):
        return False
    if sentence.startswith(_PART_AFTER):
        return True
    return any(word in sentence for word in _REST_AFTER)


def _figures_of(text: str, chain: _Chain) -> Iterator[Figure]:
    *upper, count = chain.members
    before = _text_before(text, chain)
    trigger = _TRIGGER.search(before)
    areas = _areas_of(upper)
    if count["unit"] not in _COUNT_UNITS:
        # 从三个方面发力 are areas of something else; 4个方面12类问题 group the problems, which are counted elsewhere.
        is_of_problems = areas is not None and (count["noun"] or "").endswith("问题")
        if areas is not None and is_of_problems and trigger is not None:
            yield from _figure(AREAS, areas, (chain.start, chain.end), certain=False)
        return
    counts = _counted(text, count, before, has_areas=areas is not None)
    if counts is None:
        return
    whole = (chain.start, chain.end)
    if areas is not None:
        certain = trigger is not None or _ABOUT_ALL.search(before) is not None
        yield from _figure(AREAS, areas, whole, certain=certain)
        yield from _figure(counts, count, whole, certain=certain)
    elif trigger is not None:
        from_trigger = (chain.start - len(trigger.group()), chain.end)
        # 反馈问题21个 may go on with what became of them.
        certain = count["noun"] is not None
        yield from _figure(counts, count, from_trigger, certain=certain)
    elif counts == PROBLEMS:
        # Others are problems of whatever else the text speaks of.
        is_of_findings = "反馈" in (count["noun"] or "")
        if is_of_findings or before.endswith(_PROBLEMS_FROM):
            yield from _figure(counts, count, whole, certain=False)
    else:
        begins_clause = before == "" or before[-1] in _SENTENCE_ENDS + "，"
        is_planned = _TASKS_BEFORE.search(before) or _TASKS_COUNTED.search(before)
        if counts == MEASURES or begins_clause or is_planned:
            # 43项整改任务、121条整改措施中 may speak of those of one list or period.
            is_alone = not text.startswith(("、", "中", "和"), chain.end)
            certain = begins_clause and is_alone
            yield from _figure(counts, count, whole, certain=certain)


def _figure(
    counts: str,
    member: re.Match[str],
    span: tuple[int, int],
    *,
    certain: bool,
) -> Iterator[Figure]:
    value = _value(member)
    if value is None:
        return
    start, end = span
    yield Figure(
        counts=counts,
        value=value,
        start=start,
        end=end,
        certain=certain,
    )


def _areas_of(upper: Sequence[re.Match[str]]) -> re.Match[str] | None:
    """The member that counts areas: the first, where its unit says so, or 项 as in 4项52个问题."""
    if not upper:
        return None
    outermost = upper[0]
    unit = outermost["unit"]
    if unit in _AREA_UNITS or (unit == "项" and len(upper) == 1):
        return outermost
    return None


def _counted(
    text: str,
    member: re.Match[str],
    before: str,
    *,
    has_areas: bool,
) -> str | None:
    """What ``member`` counts; None where it is nothing of an inspection."""
    noun = member["noun"]
    names_measures = "措施" in before and _MEASURES_BEFORE.search(before)
    if noun is None and names_measures:
        return MEASURES
    if noun is None and _TASKS_COUNTED.search(before):
        return TASKS
    if noun is None:
        is_counted = has_areas or _PROBLEMS_BEFORE.search(before)
        ends = _ENDS_THE_COUNT.match(text, member.end())
        return PROBLEMS if is_counted and ends else None
    counts = _NOUNS[noun[-2:]]
    if counts == PROBLEMS or has_areas:
        return counts
    # 52个事项 and 6项任务 alone may be anything; only 整改任务 follow from the inspection.
    is_of_rectification = "整改" in noun or "工作措施" in noun
    if counts == MEASURES and _MEASURES_PLANNED.search(before):
        is_of_rectification = True
    return counts if is_of_rectification else None


def _value(member: re.Match[str]) -> int | None:
    number = member["number"]
    if number[0].isdecimal():
        return int(number)
    return chinese.read_numeral(number.replace("两", "二"))
