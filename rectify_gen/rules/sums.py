"""The rule that parts make their total: 组织处理20人（约谈12人，书面检查8人）, 问责14人，其中…, 新建5项、修订3项，共计8项.

A total may have more than the parts that a text names. So parts that are too many are always reported, parts that are too
few only where they are certainly all: in brackets, or where their names divide the whole (警告、记过; 新建、修订).
This room must not know positions, YAML or reports.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from rectify_gen.chinese import split_at
from rectify_gen.diagnostics import Severity
from rectify_gen.late_pattern import LatePattern
from rectify_gen.rules.figure_places import lists_of_counts
from rectify_gen.rules.finding import Finding
from rectify_gen.rules.rule import Rule, Subject, rule
from rectify_gen.rules.signs import holds_any, stretch_before
from rectify_gen.rules.sparse import Led, Sparse

UNITS = "(?:人次|人|件|项|个|家|起|条|名|场|次|处|份|户|万元|亿元|元|座|台|套|所|篇|期|亩|批)"
_FIGURE = r"[0-9]+(?:\.[0-9]+)?"
_TOTAL_BEFORE_BRACKET = LatePattern(rf"(?<![0-9.])({_FIGURE})({UNITS})\Z")
_BRACKET = re.compile("（([^（）\n]*[0-9][^（）\n]*)）")
_LONGEST_TOTAL = 24
"""Characters before a bracket in which the total is looked for."""
_PART = LatePattern(rf"([^0-9，、；]*)({_FIGURE})({UNITS})")
# 其中约谈3人, 较上年增加2人: the bracket does not divide the total, so that there is no sum to check.
_PARTIAL = ("其中", "包括", *"含等如占比较均共另余每增减至～~-")
_STATUS = ("完成", "持续", "未", "正在", "推进", "整改")
"""Parts by status are added up by ``status-sum-mismatch``."""

_LONGEST_LIST = 200
"""Characters behind 其中 or before 共计 in which the parts stand."""
_OF_WHICH = Sparse(
    "其中(?<=[，。；：（]其中)[，：]?([^。！？（）\n]{0,200})", ("其中",)
)
_TOTAL_BEFORE_LIST = LatePattern(
    rf"(?<![0-9.第])({_FIGURE})({UNITS})[^0-9，。；：、（）\n]{{0,10}}[，。；：（]\Z"
)
_LISTED_BEHIND = LatePattern(
    rf"(?<![0-9.第])({_FIGURE})({UNITS})[，：]([^0-9，、；：。（）\n]{{2,10}}{_FIGURE}{UNITS}[，、；][^。！？（）\n]{{0,{_LONGEST_LIST}}})"
)
_IN_ALL = Led(
    rf"，[共合总](?:计|共)?[^0-9，、；：。（）\n]{{0,4}}({_FIGURE})({UNITS})(?=[，。；）\n]|$)",
    ("，共", "，合", "，总"),
)
_JOINED = LatePattern(
    # 8个科室、3个二级单位共11个单位
    r"(?<![0-9.第])[0-9]{1,4}(个|家|名|所|项)[^0-9，。；：、（）和\n]{1,10}"
    r"(?:[、和][0-9]{1,4}\1[^0-9，。；：、（）和\n]{1,10})+(?<![一总公])共(?:计)?([0-9]{1,5})\1"
)
_TOTAL_OF_JOINED = Sparse(
    "共(?<![一总公]共)(?:计)?[0-9]{1,5}[个家名所项]",
    tuple(f"{word}{digit}" for word in ("共", "共计") for digit in "0123456789"),
)
"""The end of such a phrase, from which its beginning is looked for."""
_SENTENCE_ENDS = "。！？；：（）\n"
_APPROXIMATE = ("近", "约", "超", "逾", "达", "超过", "余", "累计")
_OVERLAPPING = LatePattern(
    "[男女]|党员|以上|以下|学历|本科|大专|研究生|少数民族|[岁龄]|职称|高级|中级|次|占|较|比|新增|曾|同时|均|涉及|包括"
)
"""Names of parts that may have members in common: 女党员45名、35岁以下38名."""
_LONGEST_NAME = 14

_DIVISIONS = (
    # what is done to persons
    LatePattern(
        "警告|记过|降级|撤职|撤销|开除|留党察看|诫勉|提醒|谈话|批评|检查|处分|免职|函询|岗位"
    ),
    # the rank of persons
    LatePattern(
        "[县市省区处科股乡厅局]管|[处科股厅]级|一般干部|普通党员|中层|班子成员"
    ),
    # how somebody was judged
    LatePattern("满意|一般|弃权|优秀|称职|合格"),
    # what becomes of documents
    LatePattern("新建|新制定|新出台|新增|修订|修改|废止|完善|制定|保留|建立"),
    # when a problem is to be settled
    LatePattern("立行立改|即知即改|限期|近期|中期|长期|分阶段"),
)
"""Names that divide a whole: all parts of one list are of one group."""


class _Sum(NamedTuple):
    """A total with its parts, and the characters that hold all of them."""

    total: str
    parts: list[str]
    span: tuple[int, int]


@rule(
    severity=Severity.WARNING,
    sentence=(
        "分项之和不等于总数：{parts} = {sum}，不是 {total}（{quote}）",
        "the parts do not make the total: {parts} = {sum}, not {total} ({quote})",
    ),
    hint=(
        "核对总数和各分项；同一人（件）重复计数的，写明；原文如此的，写入 waivers",
        "check total and parts; where something is counted twice, say so; if the original reads this way, add a waiver",
    ),
    what=(
        "分项加起来不等于总数：括号里的、“其中”之后的、“共计”之前的",
        "parts that do not make their total: in brackets, behind 其中, before 共计",
    ),
    why=(
        "分项之和与总数不符，或同一人重复计数而没有说明",
        "the sum is wrong, or the same persons are counted twice without saying so",
    ),
    basis="习惯",
    wrong="组织处理20人（约谈20人，作出书面检查20人）",
    right="组织处理20人（约谈12人，作出书面检查8人）",
)
def parts_total_mismatch(subject: Subject) -> Iterator[Finding]:
    """Yield each total whose parts have another sum: in a bracket, behind 其中, or before 共计."""
    text = subject.whole
    end_of_last = 0
    for wrong in sorted(
        (*_brackets(text), *_behind(subject), *_before(text), *_joined(text)),
        key=_place_of_sum,
    ):
        # 14人，其中…: the list behind a total may be read in two ways.
        if wrong.span[0] < end_of_last:
            continue
        end_of_last = wrong.span[1]
        sum_of_parts = sum(map(_hundredths, wrong.parts))
        yield subject.finding(
            wrong.span,
            total=wrong.total,
            parts=" + ".join(wrong.parts),
            sum=f"{sum_of_parts / 100:.12g}",
        )


def _place_of_sum(wrong: _Sum) -> tuple[int, int]:
    start, end = wrong.span
    return start, -end


def _brackets(text: str) -> Iterator[_Sum]:
    """Yield each wrong sum of a bracket that lists named parts of the unit of its total, and nothing else."""
    for total, inside, end in _totals_with_brackets(text):
        if holds_any(inside, (*_PARTIAL, *_STATUS)):
            continue
        figure, unit = total.groups()
        names, parts = _leading_parts(inside, unit)
        is_list_of_parts = len(parts) == len(split_at(inside, "，、；"))
        # 组织处理20人（约谈12人）: a single figure is an example or an explanation.
        if not is_list_of_parts or len(parts) < 2 or not all(names):
            continue
        if _compare(parts, figure) != 0:
            yield _Sum(figure, parts, (total.start(), end))


def _totals_with_brackets(text: str) -> Iterator[tuple[re.Match[str], str, int]]:
    """Yield each figure with a bracket straight after it that holds figures: the figure, what is inside, where it ends."""
    # Brackets are looked for first: there are few of them.
    for bracket in _BRACKET.finditer(text):
        earliest = max(bracket.start() - _LONGEST_TOTAL, 0)
        total = _TOTAL_BEFORE_BRACKET.compiled.search(text, earliest, bracket.start())
        if total:
            yield total, bracket.group(1), bracket.end()


def _behind(subject: Subject) -> Iterator[_Sum]:
    """Yield each wrong sum of the parts that 其中 lists behind their total, or that follow it and divide it."""
    text = subject.whole
    for match in _OF_WHICH.finditer(text):
        reach = max(match.start() - _LONGEST_TOTAL, 0)
        total = _TOTAL_BEFORE_LIST.compiled.search(text, reach, match.start())
        if total is None:
            continue
        span = (total.start(), match.end())
        wrong = _wrong_list(total[1], total[2], match[1], span, may_be_some=True)
        if wrong is not None:
            yield wrong
    for start in subject.once(lists_of_counts):
        listed = _LISTED_BEHIND.compiled.match(text, start)
        if listed is None:
            continue
        before = text[max(start - _LONGEST_NAME, 0) : start]
        name = split_at(before, "，、；：。\n")[-1]
        wrong = _wrong_list(
            *(listed[1], listed[2], listed[3], listed.span()),
            may_be_some=False,
            is_all=_says_in_all(text, listed, name),
        )
        if wrong is None:
            continue
        # 诫勉谈话5人，提醒谈话6人、书面检查4人: what looks like the total is one of the parts.
        is_part = any(division.search(name) for division in _DIVISIONS)
        if not is_part:
            yield wrong


def _says_in_all(text: str, listed: re.Match[str], name: str) -> bool:
    """Return whether 共 before the total and a colon behind it say that all parts follow: 共清退资金5.6万元：…"""
    is_list = text[listed.start(3) - 1] == "："
    return is_list and any(word in name for word in ("共", "合计", "总计"))


def _wrong_list(
    total: str,
    unit: str,
    listed: str,
    span: tuple[int, int],
    *,
    may_be_some: bool,
    is_all: bool = False,
) -> _Sum | None:
    """Return the wrong sum of a total and the list behind it; None where the list is sound or may name only some.

    Without 其中 only names that divide the whole make a list of parts, unless the text says that these are all.
    """
    names, parts = _leading_parts(listed, unit)
    if len(parts) < 2:
        return None
    difference = _compare(parts, total)
    # Most lists are done with here: their sum is right, or less than a total of which they name some.
    is_whole_list = len(parts) == len(split_at(listed, "，、；和"))
    if difference == 0 or (difference < 0 and not is_whole_list):
        return None
    if any(_OVERLAPPING.search(name) for name in names):
        return None
    if any(name.endswith(_APPROXIMATE) for name in names):
        return None
    divides = is_all or _is_division(names)
    is_too_many = difference > 0 and (may_be_some or divides)
    is_too_few = difference < 0 and divides
    if not is_too_many and not is_too_few:
        return None
    return _Sum(total, parts, span)


_PROGRESS = LatePattern(
    rf"(?<![第])([0-9]{{1,5}})({UNITS})([^0-9。；！？：（）\n]{{0,14}}[0-9]{{1,5}}{UNITS}[^。；！？：（）\n]{{0,{_LONGEST_LIST}}})"
)
_PART_OF_PROGRESS = LatePattern(
    rf"(?:其中)?([^0-9]{{0,12}}?)([0-9]{{1,5}})({UNITS})((?:正在|已|均已|仍|尚|未|待|需|正|按|持续)[^0-9]{{0,10}})?"
)
_OPEN = ("正在", "未", "尚", "剩", "其余", "余下", "推进", "持续")
_DONE_OR_OPEN = ("完成", "办结", "整改", "销号", "解决", "到位", *_OPEN)
_SCOPED = (
    *("应", "到期", "计划", "阶段", "上轮", "上次", "自查", "审计"),
    *("每", "至少", "分别", "力争", "确保"),
)
"""Words that tie parts to some of the whole, or to another."""


def progress_sums(subject: Subject) -> Iterator[tuple[int, list[str], tuple[int, int]]]:
    """Yield each total that what is done and what is still open do not make: 50个问题已整改45个，剩余6个."""
    text = subject.wording
    for start in subject.once(lists_of_counts):
        match = _PROGRESS.compiled.match(text, start)
        if match is None:
            continue
        total, unit, listed = match.groups()
        # Most lists of counts are no progress: nothing in them is still open.
        if not holds_any(listed, _OPEN):
            continue
        before = text[max(start - _LONGEST_NAME, 0) : start]
        name = split_at(before, "，、；：。\n")[-1]
        # 已完成45个，基本完成4个: what looks like the total is one of the parts.
        if holds_any(listed, _SCOPED) or holds_any(name, _DONE_OR_OPEN):
            continue
        numbers: list[str] = []
        words: list[str] = []
        for piece in split_at(listed, "，、"):
            part = _PART_OF_PROGRESS.compiled.fullmatch(piece)
            if part is None and not re.search("[0-9]", piece) and not numbers:
                continue
            # 已完成49个，其中提前完成5个: the 5 are in the 49.
            is_part_of_part = bool(numbers) and piece.startswith("其中")
            if part is None or part[3] != unit or is_part_of_part:
                numbers = []
                break
            numbers.append(part[2])
            words.append(part[1] + (part[4] or ""))
        has_open = any(holds_any(word, _OPEN) for word in words)
        says_progress = all(holds_any(word, _DONE_OR_OPEN) for word in words)
        if len(numbers) < 2 or not has_open or not says_progress:
            continue
        if sum(map(int, numbers)) != int(total):
            yield int(total), numbers, match.span()


def _is_division(names: list[str]) -> bool:
    divides = False
    for division in _DIVISIONS:
        if all(division.search(name) for name in names):
            divides = True
    return divides


def _before(text: str) -> Iterator[_Sum]:
    """Yield each wrong total that 共计 gives behind its parts, which are all that its sentence holds before it."""
    for match in _IN_ALL.finditer(text):
        total, unit = match.groups()
        comma = match.start()
        before = text[max(comma - _LONGEST_LIST, 0) : comma]
        listed = split_at(before, _SENTENCE_ENDS)[-1]
        names, parts = _leading_parts(listed, unit, longest_name=24)
        is_list_of_parts = len(parts) == len(split_at(listed, "，、；和"))
        if len(parts) < 2 or not is_list_of_parts:
            continue
        if any(name.endswith(_APPROXIMATE) or not name for name in names):
            continue
        if any(holds_any(name, _PARTIAL) for name in names[1:]):
            continue
        if _compare(parts, total) != 0:
            yield _Sum(total, parts, (comma - len(listed), match.end()))


def _joined(text: str) -> Iterator[_Sum]:
    """Yield each wrong total that follows its parts in one phrase: 8个科室、3个二级单位共10个单位."""
    end_of_last = 0
    for end in _TOTAL_OF_JOINED.finditer(text):
        phrase = stretch_before(text, end.start(), _LONGEST_LIST, "，。；：（）\n")
        start = max(end.start() - len(phrase), end_of_last)
        match = _JOINED.compiled.search(text, start, end.end())
        if match is None:
            continue
        end_of_last = match.end()
        *parts, total = re.findall("[0-9]+", match.group())
        is_open = any(word in match.group() for word in ("等", "以上", "余"))
        if not is_open and _compare(parts, total) != 0:
            yield _Sum(total, parts, match.span())


def _leading_parts(
    listed: str, unit: str, longest_name: int = _LONGEST_NAME
) -> tuple[list[str], list[str]]:
    """Return names and figures of the parts in ``unit`` that ``listed`` begins with."""
    names: list[str] = []
    parts: list[str] = []
    for piece in split_at(listed, "，、；和"):
        match = _PART.compiled.fullmatch(piece)
        # 20人（32人次）: another unit counts something else.
        if match is None or match[3] != unit or len(match[1]) > longest_name:
            break
        names.append(match[1])
        parts.append(match[2])
    return names, parts


def _compare(parts: list[str], total: str) -> int:
    """Return by how many hundredths the sum of ``parts`` is more than ``total``; less than 0 where it is less."""
    return sum(map(_hundredths, parts)) - _hundredths(total)


def _hundredths(figure: str) -> int:
    """Return a figure as a whole number of hundredths, so that sums are exact; further digits are cut."""
    whole, _, decimals = figure.partition(".")
    # No sum of money has more than 15 digits; longer rows of digits only cost time.
    return int(whole[-15:]) * 100 + int(f"{decimals}00"[:2])


RULES: tuple[Rule, ...] = (parts_total_mismatch,)
