"""A rule of lists that follow or precede their number in one sentence: 3项制度，即《甲》《乙》《丙》.

This room must not know positions, YAML or reports.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from rectify_gen import chinese
from rectify_gen.diagnostics import Severity
from rectify_gen.late_pattern import LatePattern
from rectify_gen.rules.finding import Finding
from rectify_gen.rules.led_in_clause import LedInClause
from rectify_gen.rules.rule import Rule, Subject, rule
from rectify_gen.rules.signs import CLAUSE_ENDS, stretch_after, stretch_before
from rectify_gen.rules.sparse import Led, Sparse, beside

_NUMBER = (
    "(?<![0-9.第一二两三四五六七八九十])([0-9]{1,2}|[一二两三四五六七八九十]{1,3})"
)
_KINDS = "(?:制度|办法|文件|规定|规范|方案|细则|机制|清单|规程)"
_DOCUMENTS = "(?:制度|办法|文件|方案)"
"""Kinds that are documents for certain: 《甲》《乙》12项规定 may be what the two provide."""
_NAMED = "《[^《》\n]{1,60}》(?:（[^（）\n]{1,30}）)?"
_DIGITS = "0123456789一二两三四五六七八九十"
_TITLES = rf"((?:{_NAMED}(?:、|和|及|以及|，)?)*{_NAMED})"
_TITLE = LatePattern("《[^《》\n]+》")
_REST = 120
"""Characters after a list in which the sentence may go on with more titles."""

_FIRST_TITLE = Sparse("《(?<=[即是为：（]《)", ("即《", "是《", "为《", "：《", "（《"))
"""Where a list of titles begins that a number precedes."""
_NUMBER_BEFORE = LatePattern(
    rf"{_NUMBER}(项|个|份|部)[^，。；：（）《》\n]{{0,8}}{_KINDS}(?:，?(?:即|分别是|分别为)：?|：|（)\Z"
)
_TITLES_TO_END = LatePattern(rf"{_TITLES}(?=[。；），\n]|$)")
_NUMBER_BEHIND = Sparse(
    rf"》(等)?(?:共|共计)?{_NUMBER}(项|个|份|部)[^，。；：（）《》\n]{{0,6}}{_DOCUMENTS}",
    # A title stands right before the number; a cheap search for both keeps the pattern from most notices.
    tuple(f"》{sign}" for sign in f"等共{_DIGITS}"),
)
_TITLES_BEFORE_NUMBER = LatePattern(
    r"(?:《[^《》\n]{1,60}》(?:（[^（）\n]{1,30}）)?(?:、|和|及|以及)?)*《[^《》\n]{1,60}》\Z"
)
"""A row that a number follows; a comma may part what is counted from what is not."""
_NUMBER_REACH = 32
_TITLES_REACH = 320
"""Characters before a number in which its titles stand."""
_GROUPS = Led(
    r"(组|专班)(?:，?(?:即|分别是|分别为)：?|：|（)([^，。；：（）\n]{1,80})(?=[。；）\n]|$)",
    tuple(
        kind + sign
        for kind in ("组", "专班")
        for sign in ("，即", "即", "，分别", "分别", "：", "（")
    ),
)
_NUMBER_OF_GROUPS = LatePattern(rf"{_NUMBER}个[^，。；：（）\n]{{0,6}}\Z")
_NUMBERS_OF_LABEL = "两二三四五六七八九十23456789"
_LABEL_THEN_LIST = LedInClause(
    # “三个清单”，即问题清单、任务清单; “三重一大” counts in another way
    r"“([两二三四五六七八九十]|[2-9])([个项张大类种级条本])[^“”\n]{1,8}”[^，。；：（）\n]{0,6}(?:，|：|（)?(?:即|分别是|分别为)：?([^。；！？（）\n]{3,120})(?=[。；！？）\n]|$)",
    beside("“", _NUMBERS_OF_LABEL),
    beside(_NUMBERS_OF_LABEL, "个项张大类种级条本"),
    ends="\n",
    near=("”", ("即", "分别")),
)
_OPEN_LIST = ("等", "……", "以及其他")
_FIRST_OF_RUN = Sparse("一是(?<=[：，:]一是)", ("：一是", "，一是", ":一是"))
_HEADING_OF_RUN = LatePattern(
    rf"{_NUMBER}(个|项|大|条|点)?"
    r"(?:(?:方面|措施|问题|原因|举措|环节|重点|做法|要求|任务|工作|不足|表现|特点)[一-龥]{0,4}[：，:]"
    # 做法有三点：一是
    r"|(?<=[点条项个])[：:])\Z"
)
_MARKS_OF_RUN = (
    "一是",
    "二是",
    "三是",
    "四是",
    "五是",
    "六是",
    "七是",
    "八是",
    "九是",
    "十是",
)


class _CountedList(NamedTuple):
    """A number of the text and how many names its list has, with the characters that hold both."""

    number: int
    unit: str
    """The measure word behind the number: 项, 个."""
    listed: int
    is_open: bool
    """Whether 等 says that there are more than those listed."""
    span: tuple[int, int]


@rule(
    severity=Severity.WARNING,
    sentence=(
        "写的是{number}{unit}，列出的是{listed}{unit}：“{quote}”",
        "{number} are announced, {listed} are listed: “{quote}”",
    ),
    hint=(
        "改正数字，或补齐所列名称；没有列全的，写“等”",
        "correct the number, or complete the list; write 等 where it is not complete",
    ),
    what=(
        "数量与同一句里列出的名称不一致",
        "a number that the list in the same sentence contradicts",
    ),
    why=(
        "读者会数，列几个就是几个",
        "readers count what is listed",
    ),
    basis="习惯",
    wrong="制定3项制度，即《用水管理办法》《水表检定办法》",
    right="制定2项制度，即《用水管理办法》《水表检定办法》",
)
def listed_count_differs(subject: Subject) -> Iterator[Finding]:
    """Yield each number of documents or working groups whose closed list has another length."""
    for counted in _counted_lists(subject.whole):
        is_sound = counted.number == counted.listed
        if counted.is_open:
            is_sound = counted.listed <= counted.number
        route = subject.route_at(counted.span[0])
        if not is_sound and route[0] in ("preamble", "sections"):
            # 三大任务, 三张清单: 列出2大 would read oddly.
            unit = "项" if counted.unit == "大" else counted.unit
            yield subject.finding(
                counted.span,
                number=counted.number,
                unit=unit,
                listed=counted.listed,
            )


def _counted_lists(text: str) -> Iterator[_CountedList]:
    yield from _numbers_before_titles(text)
    yield from _numbers_behind_titles(text)
    yield from _groups(text)
    yield from _labelled(text)
    yield from _runs(text)


def _numbers_before_titles(text: str) -> Iterator[_CountedList]:
    """Yield 3项制度，即《甲》《乙》《丙》."""
    for first in _FIRST_TITLE.finditer(text):
        reach = max(first.start() - _NUMBER_REACH, 0)
        counted = _NUMBER_BEFORE.compiled.search(text, reach, first.start())
        titles = _TITLES_TO_END.compiled.match(text, first.start())
        if counted is None or titles is None:
            continue
        number = _number(counted[1])
        rest = stretch_after(text, titles.end(), _REST, CLAUSE_ENDS)
        # 即《甲》《乙》，并修订《丙》: which of them are counted is not certain.
        if number is None or "《" in rest:
            continue
        yield _CountedList(
            number,
            counted[2],
            len(_TITLE.compiled.findall(titles[1])),
            is_open=False,
            span=(counted.start(), titles.end()),
        )


def _numbers_behind_titles(text: str) -> Iterator[_CountedList]:
    """Yield 《甲》《乙》《丙》3项制度."""
    for counted in _NUMBER_BEHIND.finditer(text):
        end = counted.start() + 1
        reach = max(end - _TITLES_REACH, 0)
        titles = _TITLES_BEFORE_NUMBER.compiled.search(text, reach, end)
        if titles is None:
            continue
        number = _number(counted[2])
        listed = len(_TITLE.compiled.findall(titles.group()))
        sentence_before = stretch_before(text, titles.start(), _REST, CLAUSE_ENDS)
        is_open = counted[1] is not None
        # 修订《甲》，制定《乙》《丙》3项制度 may count all three; 《甲》5项配套制度 belong to one document.
        if number is None or listed < 2 or ("》" in sentence_before and not is_open):
            continue
        yield _CountedList(
            number,
            counted[3],
            listed,
            is_open=is_open,
            span=(titles.start(), counted.end()),
        )


def _groups(text: str) -> Iterator[_CountedList]:
    """Yield 3个工作组，分别是综合组、督导组、宣传组."""
    for match in _GROUPS.finditer(text):
        reach = max(match.start() - _NUMBER_REACH, 0)
        counted = _NUMBER_OF_GROUPS.compiled.search(text, reach, match.start())
        if counted is None:
            continue
        number = _number(counted[1])
        kind = match[1]
        names = re.split(f"(?<={kind})(?:、|和|及|以及)", match[2])
        is_closed = all(name.endswith(kind) and "、" not in name for name in names)
        if number is None or not is_closed or "等" in match[2]:
            continue
        yield _CountedList(
            number,
            "个",
            len(names),
            is_open=False,
            span=(counted.start(), match.end()),
        )


def _labelled(text: str) -> Iterator[_CountedList]:
    """Yield each quoted label that counts, with the list that 即 gives of it."""
    for match in _LABEL_THEN_LIST.finditer(text):
        number = _number(match[1])
        # Titles are counted elsewhere; what follows a comma may be no part of the list.
        listed = match[3].split("，")[0]
        if (
            number is None
            or "《" in listed
            or any(word in listed for word in _OPEN_LIST)
        ):
            continue
        names = listed.split("、")
        # 和 may join the last two names, or stand within one.
        most = (
            len(names)
            + names[-1].count("和")
            + names[-1].count("与")
            + names[-1].count("及")
        )
        if len(names) < 2 or len(names) <= number <= most:
            continue
        yield _CountedList(
            number, match[2], len(names), is_open=False, span=match.span()
        )


def _runs(text: str) -> Iterator[_CountedList]:
    """Yield each number of aspects with the 一是, 二是 … that follow it in the same text."""
    for match in _FIRST_OF_RUN.finditer(text):
        reach = max(match.start() - _NUMBER_REACH, 0)
        counted = _HEADING_OF_RUN.compiled.search(text, reach, match.start())
        if counted is None:
            continue
        number = _number(counted[1])
        end_of_text = text.find("\n", match.end())
        rest = text[match.end() : end_of_text if end_of_text >= 0 else len(text)]
        listed = 1
        place = 0
        for mark in _MARKS_OF_RUN[1:]:
            next_place = rest.find(mark, place)
            if next_place < 0:
                break
            place = next_place
            listed += 1
        # A single 一是 goes on in another paragraph, or is reported as such.
        if number is not None and listed > 1:
            yield _CountedList(
                number,
                counted[2] or "个",
                listed,
                is_open=False,
                span=(counted.start(), match.end()),
            )


def _number(words: str) -> int | None:
    """Return the number that ``words`` write in digits or in Chinese; 两 is 二."""
    if words.isascii():
        return int(words)
    return chinese.read_numeral(words.replace("两", "二"))


RULES: tuple[Rule, ...] = (listed_count_differs,)
