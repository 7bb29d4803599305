"""Marks that number sections and items: 一、（一）1.（1）① 第一部分 反馈问题一：, read from the start of a paragraph.

Pure functions. This module must not know which mark stands for which level of a notice.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from rectify_gen import chinese

# Families of marks, from the outer levels of a text to the inner ones.
PART = 0  # 第一部分
CHINESE = 1  # 一、
BRACKETED = 2  # （一）
LABEL = 3  # 反馈问题一：
DIGIT = 4  # 1.
ROUND = 5  # （1）
HALF_ROUND = 6  # 1）
CIRCLED = 7  # ①
BARE = 8  # 1 with no sign behind it
UNNUMBERED = 9  # a heading without a number; its level is added

_NUMERAL = "[一二三四五六七八九十百零]{1,4}"
_DIGITS = "[0-9]{1,3}|[０-９]{1,3}"
_COMPOSED_MARKS = (
    # 第一部分、 第2部分
    (
        PART,
        re.compile(
            rf"(?P<before>第)(?P<number>{_NUMERAL}|[0-9]{{1,2}})(?P<after>部分[、：:，]?)"
        ),
    ),
    # 反馈问题一： 问题（三）： 【问题2】 整改任务3、
    (
        LABEL,
        re.compile(
            rf"""
            (?P<before>
              [【\[]?
              (?:反馈|具体|突出|主要|整改|巡察反馈)? (?:问题|意见|任务|事项)
              [（(]?
            )
            (?P<number> {_NUMERAL} | [0-9]{{1,3}} )
            (?P<after> [）)】\]][：:]? | [：:、.．] )
            """,
            re.VERBOSE,
        ),
    ),
    # 一、 but not 三、四季度指标
    (
        CHINESE,
        re.compile(
            rf"""
            (?P<before>) (?P<number> {_NUMERAL} ) \s? (?P<after> [、.．] )
            (?! [一二三四五六七八九十]{{1,2}} (?:季度|月|级|类|期|批|轮|线|年级) )
            """,
            re.VERBOSE,
        ),
    ),
    # 第一方面：
    (
        BRACKETED,
        re.compile(
            rf"(?P<before>第)(?P<number>{_NUMERAL})(?P<after>(?:个?方面|类)[、：:])"
        ),
    ),
    # 一 工作情况, with a blank for the sign
    (
        CHINESE,
        re.compile(
            rf"(?P<before>)(?P<number>{_NUMERAL})(?P<after>[ \u3000]{{1,2}})(?=[\u4e00-\u9fff])"
        ),
    ),
    # （一） (三)、
    (
        BRACKETED,
        re.compile(
            rf"(?P<before>[（(])\s?(?P<number>{_NUMERAL})\s?(?P<after>[）)][、.．]?)"
        ),
    ),
    # 1. and 1.2024年以来, but not 1.5亿元
    (
        DIGIT,
        re.compile(
            rf"""
            (?P<before>) (?P<number> {_DIGITS} ) \s? (?P<after> [.．、] )
            (?! [0-9０-９] (?![0-9]{{3}}年) )
            """,
            re.VERBOSE,
        ),
    ),
    # （1） (2)、
    (
        ROUND,
        re.compile(
            rf"(?P<before>[（(])\s?(?P<number>{_DIGITS})\s?(?P<after>[）)][、.．]?)"
        ),
    ),
    # 1）
    (
        HALF_ROUND,
        re.compile(rf"(?P<before>)(?P<number>{_DIGITS})\s?(?P<after>[）)][、.．]?)"),
    ),
)
"""Families in the order in which they are tried, each with the pattern of its marks."""


class _MarkCharacters(NamedTuple):
    """Characters in a row that are whole marks."""

    family: int
    first_code: int
    length: int
    first_number: int
    sample: str


_CHARACTERS = (
    _MarkCharacters(CIRCLED, 0x2460, 20, first_number=1, sample="①"),
    _MarkCharacters(CIRCLED, 0x3251, 15, first_number=21, sample="①"),
    _MarkCharacters(CIRCLED, 0x32B1, 15, first_number=36, sample="①"),
    _MarkCharacters(CIRCLED, 0x2776, 10, first_number=1, sample="①"),  # ❶
    _MarkCharacters(CIRCLED, 0x2780, 10, first_number=1, sample="①"),  # ➀
    _MarkCharacters(ROUND, 0x2474, 20, first_number=1, sample="（1）"),  # ⑴
    _MarkCharacters(DIGIT, 0x2488, 20, first_number=1, sample="1."),  # ⒈
    _MarkCharacters(BRACKETED, 0x3220, 10, first_number=1, sample="（一）"),  # ㈠
)
_AFTER_CHARACTER = tuple("、.．")
"""Signs that may be typed behind such a character."""
_BARE = re.compile(
    r"""
    ( [1-9][0-9]? )
    [ \u3000]{0,2}
    (?= [\u3400-\u9fff“《] )            # 1强化管理
    (?! [年月日号个项名次条] )            # but not 3月份完成
    """,
    re.VERBOSE,
)
_COUNTED = frozenset(
    "人份家所例万亿元岁届轮季周天时分台件种类批期级张场间处位部套只站户本门宗成米点倍多余"
)
"""After these a number at the start of a paragraph is more likely a quantity than a mark."""
_FEWEST_BARE_NUMBERS = 3
_FEWEST_ANNOUNCED = 2


@dataclass(frozen=True, slots=True)
class Marked:
    """A paragraph that begins with a mark."""

    family: int
    number: int
    raw: str
    """The mark as typed, without blanks between its signs."""
    sample: str
    """The first mark of its kind, as the model's ``numbering`` wants it."""
    rest: str
    """What follows the mark."""

    @property
    def kind(self) -> tuple[int, str]:
        """What marks of the same list have in common: family and writing."""
        return self.family, self.sample


def read_mark(text: str) -> Marked | None:
    """Return the mark that ``text`` begins with and the words after it, or None; a mark alone is none."""
    marked = _read_character(text) or _read_composed(text)
    if marked is None or not marked.rest:
        return None
    if chinese.read_mark(marked.sample) is None:
        return None
    return marked


def _read_composed(text: str) -> Marked | None:
    """Read a mark of several characters, such as （一）."""
    for family, pattern in _COMPOSED_MARKS:
        match = pattern.match(text)
        if match is None:
            continue
        number = _read_number(match["number"])
        if not number:
            continue
        first_number = _first_number_like(match["number"])
        sample = match["before"] + first_number + match["after"]
        return Marked(
            family=family,
            number=number,
            raw=match["before"] + match["number"] + match["after"],
            sample=sample,
            rest=text[match.end() :].strip(),
        )
    return None


def _read_number(digits: str) -> int | None:
    if digits.isdecimal():
        return int(digits)
    return chinese.read_numeral(digits)


def _first_number_like(digits: str) -> str:
    """Return one, in the writing of ``digits``."""
    if not digits.isdecimal():
        return "一"
    return "1" if digits.isascii() else "１"


def _read_character(text: str) -> Marked | None:
    """Read a mark that is one character, such as ①, with the sign behind it."""
    code = ord(text[0]) if text else 0
    for characters in _CHARACTERS:
        offset = code - characters.first_code
        if 0 <= offset < characters.length:
            suffix = text[1:2]
            if suffix not in _AFTER_CHARACTER:
                suffix = ""
            return Marked(
                family=characters.family,
                number=characters.first_number + offset,
                raw=text[0] + suffix,
                sample=characters.sample + suffix,
                rest=text[1 + len(suffix) :].strip(),
            )
    return None


def as_circled(marked: Marked) -> Marked:
    """Return a mark such as （52）, which stands for a circled number beyond ㊿, as one of that family."""
    return replace(marked, family=CIRCLED, sample="①")


def unnumbered(text: str, level: int) -> Marked:
    """Return the heading ``text`` of a ``level``, which has no number, as a marked paragraph."""
    return Marked(
        family=UNNUMBERED + level,
        number=1,
        raw="",
        sample="none",
        rest=text,
    )


def read_bare(text: str) -> Marked | None:
    """Return the number alone that ``text`` begins with (a circled one flattened by NFKC), or None."""
    match = _BARE.match(text)
    if match is None:
        return None
    return Marked(
        family=BARE,
        number=int(match[1]),
        raw=match[1],
        sample="1",
        rest=text[match.end() :].strip(),
    )


def bare_numbers(texts: Sequence[str]) -> dict[int, Marked]:
    """Return, by place in ``texts``, the bare numbers that count on from 1; fewer than three rarely are marks.

    Two are, where they follow each other straight behind a paragraph that announces them: 整改情况：
    """
    marks: dict[int, Marked] = {}
    run: dict[int, Marked] = {}
    for place, text in enumerate(texts):
        marked = read_bare(text)
        if marked is None:
            continue
        if marked.number not in (1, len(run) + 1):
            continue
        # In a run that is established, a number is a mark whatever follows it.
        is_established = len(run) >= _FEWEST_BARE_NUMBERS - 1
        if not is_established and marked.rest[0] in _COUNTED:
            continue
        if marked.number == 1:
            if _is_list(run, texts):
                marks |= run
            run = {}
        run[place] = marked
    if _is_list(run, texts):
        marks |= run
    return marks


def _is_list(run: Mapping[int, Marked], texts: Sequence[str]) -> bool:
    """Whether the bare numbers of ``run``, by their places in ``texts``, are marks."""
    if len(run) >= _FEWEST_BARE_NUMBERS:
        return True
    places = list(run)
    if len(places) < _FEWEST_ANNOUNCED:
        return False
    first, second = places
    # 1 政治建设 / 2 作风建设: behind a quantity stands no blank.
    if all(texts[place][len(run[place].raw)].isspace() for place in places):
        return True
    is_announced = first > 0 and texts[first - 1].endswith(("：", ":"))
    return is_announced and second == first + 1
