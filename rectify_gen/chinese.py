"""Wording of Chinese official text: numerals, marks, dates, widths, title lines.

Pure functions from text to text. This room must not know YAML, Word, the
model, or any particular notice.
"""

import datetime
import functools
import itertools
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

ILLEGAL_CHARACTER = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]"
)
"""What one line of text must not hold: control characters, line breaks, what XML 1.0 forbids."""

DIGITS = "〇一二三四五六七八九"
_CIRCLED_RANGES = ((1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1))


def numeral(number: int) -> str:
    """Return ``number`` (1 … 9999) in Chinese numerals as official texts count: 一, 十, 二十一, 一百零二."""
    if number < 1 or number > 9999:
        raise ValueError(f"no Chinese numeral is written for {number}")
    out, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            out += ("零" if gap else "") + DIGITS[digit] + name
            gap = False
        elif out and number:
            gap = True
    return out[1:] if out.startswith("一十") else out


def read_numeral(text: str) -> int | None:
    """Return the number that ``text`` writes in Chinese numerals, or None; inverse of :func:`numeral`."""
    total, digit = 0, 0
    units = {"十": 10, "百": 100, "千": 1000}
    if not text or any(
        sign not in units and sign not in DIGITS + "零" for sign in text
    ):
        return None
    for sign in text:
        if sign in units:
            total += (digit or 1) * units[sign]
            digit = 0
        elif sign != "零":
            digit = DIGITS.index(sign)
    number = total + digit
    return number if 0 < number < 10000 and numeral(number) == text else None


def circled(number: int) -> str:
    """Return the circled numeral: ① … ㊿; from 51 on, where no such character exists, （51）."""
    for first, last, code in _CIRCLED_RANGES:
        if first <= number <= last:
            return chr(code + number - first)
    return f"（{number}）"


def read_circled(text: str) -> int | None:
    """Return the number of one circled character (① … ㊿), or None."""
    for first, last, code in _CIRCLED_RANGES:
        if len(text) == 1 and code <= ord(text) <= code + last - first:
            return ord(text) - code + first
    return None


def _full_width(number: int) -> str:
    return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))


_WRITERS: dict[str, Callable[[int], str]] = {
    "一": numeral,
    "1": str,
    "①": circled,
    "１": _full_width,
}


class Mark(NamedTuple):
    """How one level is numbered: a sample such as ``（一）`` taken apart around its first number.

    ``sign`` is 一, 1, ①, １, or empty for a level without numbers.
    """

    prefix: str
    sign: str
    suffix: str

    def write(self, number: int) -> str:
        """Return the mark of the ``number``-th item: ``（三）``."""
        if not self.sign:
            return ""
        return self.prefix + _WRITERS[self.sign](number) + self.suffix

    @property
    def level(self) -> int:
        """The level of GB/T 9704 clause 7.3.3 whose font this mark takes: 1 黑体, 2 楷体, else 3 … 5 仿宋."""
        if self.sign == "一":
            return 2 if self.prefix in ("（", "(") else 1 if not self.prefix else 3
        return {"1": 4 if self.prefix else 3, "①": 5}.get(self.sign, 3)


_NUMBER_SIGN = "0-9０-９〇零一二三四五六七八九十百千①-⑳㉑-㉟㊱-㊿"
MARK_SAMPLE = (
    f"none|((?:.*[^{_NUMBER_SIGN}])?)([一1①１])((?:[^{_NUMBER_SIGN}][^一1①１]*)?)"
)
"""What a sample of a mark looks like: its last number is the first one, 一 but not 十一."""


def read_mark(sample: str) -> Mark | None:
    """Return the :class:`Mark` that ``sample`` shows with its first number, ``none`` for no number; None if it shows none."""
    found = re.fullmatch(MARK_SAMPLE, sample)
    return Mark(*(part or "" for part in found.groups())) if found else None


STANDARD_MARKS = tuple(
    Mark(*parts)
    for parts in (
        ("", "一", "、"),
        ("（", "一", "）"),
        ("", "1", "."),
        ("（", "1", "）"),
        ("", "①", ""),
    )
)
"""一、（一）1.（1）by GB/T 9704-2012 clause 7.3.3, then ① by custom."""


def level_marks(
    given: Sequence[Mark], first: int, sequence: Sequence[Mark] = STANDARD_MARKS
) -> tuple[Mark, ...]:
    """Return the marks of all levels, outermost first, where those ``given`` replace the ones from level ``first`` on.

    The levels below go on in ``sequence`` after the last mark given, whatever its level: （1）
    and ① below 1.; a mark that a level above has already is left out. After a mark that the
    sequence does not have, and after ``none``, the level decides.
    """
    if not given:
        return tuple(sequence)
    above = (*sequence[:first], *given)
    used = {_style(mark) for mark in above}
    places = {_style(mark): place for place, mark in enumerate(sequence)}
    following = places.get(_style(given[-1]), len(above) - 1) + 1
    if not given[-1].sign:
        following = len(above)
    below = [mark for mark in sequence[following:] if _style(mark) not in used]
    return (*above, *below)


def _style(mark: Mark) -> tuple[str, str, bool]:
    """What makes two marks look alike to a reader: 1. and 1、 do; 1., （1） and a bare 1 do not."""
    sign = {"１": "1"}.get(mark.sign, mark.sign)
    before = mark.prefix.replace("(", "（")
    return sign, before, bool(mark.suffix)


def is_same_style(mark: Mark, other: Mark) -> bool:
    """Return whether readers cannot tell two levels with these marks apart; without numbers they are no marks."""
    return bool(mark.sign) and _style(mark) == _style(other)


def measure_mark(number: int) -> str:
    """Return 一是, 二是 … for the ``number``-th measure of a run."""
    return numeral(number) + "是"


_DATE = re.compile(
    "(D{4})-(D{1,2})-(D{1,2})|(D{4})年(D{1,2})月(D{1,2})日".replace("D", "[0-9０-９]")
)


def read_date(text: str) -> datetime.date | None:
    """Return the date written as 2024-03-27 or 2024年3月27日, or None where ``text`` is neither or no real day."""
    found = _DATE.fullmatch(text.strip())
    if not found:
        return None
    year, month, day = (int(part) for part in found.groups() if part)
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def write_date(day: datetime.date) -> str:
    """Return 2024年3月27日: year in full, no leading zeros (GB/T 9704-2012 clause 7.3.5.4)."""
    return f"{day.year}年{day.month}月{day.day}日"


def write_period(start: datetime.date, end: datetime.date) -> str:
    """Return 2024年3月1日至5月24日; the second year only where it is another, one day only once."""
    if start == end:
        return write_date(start)
    last = write_date(end) if end.year != start.year else f"{end.month}月{end.day}日"
    return f"{write_date(start)}至{last}"


@functools.lru_cache(4096)
def is_wide(sign: str) -> bool:
    """Return whether one character takes a full cell in a Chinese font."""
    return unicodedata.east_asian_width(sign) in "WFA"


def width(text: str) -> float:
    """Return the width of ``text`` in full-width characters; a digit or Latin letter counts half."""
    return (len(text) + sum(map(is_wide, text))) / 2


_BREAK_BEFORE = re.compile(
    "(?=关于|巡察整改|巡视整改|集中整改|整改|反馈|专项巡察|常规巡察)"
)
_BREAK_AFTER = re.compile("进展|情况|工作|反馈意见|反馈问题")
_WHOLE = re.compile("《[^》]*》|“[^”]*”|[0-9A-Za-z.%]+.?|集中整改")
_NEVER_FIRST = "的了和与及、，；：”’》）〉】"
_NEVER_LAST = "“‘《（〈【"
_BAD_END = ("关于", "整改", "集中", "落实", "对")
_STUB = 7
"""Width under which a line looks like a scrap."""


def break_title(
    title: str, phrases: Sequence[str] = (), longest: int = 20
) -> tuple[str, ...]:
    """Return ``title`` in lines of at most ``longest`` characters, broken between phrases.

    ``phrases`` (names of organs, 八届市委第四轮) are kept whole where they fit. Of the
    possible breaks those are taken that break before 关于, give lines in 梯形 or 菱形
    (GB/T 9704-2012 clause 7.3.1: 多行标题排列应当使用梯形或菱形), and few of them.
    """
    if width(title) <= longest:
        return (title,)
    allowed = _title_breaks(title, phrases)
    choices = [
        lines for count in range(2, 6) for lines in _cut(title, allowed, count, longest)
    ]
    if choices:
        return min(choices, key=_title_cost)
    anywhere = [at for at in range(1, len(title)) if _may_break(title, at)]
    for count in range(2, 5):
        if choices := list(_cut(title, anywhere, count, longest)):
            return min(
                choices, key=lambda lines: (-_kept(lines, allowed), *_title_cost(lines))
            )
    size = longest
    return tuple(title[at : at + size] for at in range(0, len(title), size))


def _may_break(title: str, at: int) -> bool:
    return title[at] not in _NEVER_FIRST and title[at - 1] not in _NEVER_LAST


def _kept(lines: tuple[str, ...], allowed: Sequence[int]) -> int:
    """How many of the breaks are good ones, where a phrase had to be broken as well."""
    return sum(at in allowed for at in itertools.accumulate(map(len, lines[:-1])))


def title_fault(lines: Sequence[str], phrases: Sequence[str] = ()) -> str:
    """Return what is wrong with a title broken into ``lines``: ``cut`` through a phrase, ``shape``, or nothing.

    ``phrases`` as in :func:`break_title`. The shape is wrong where the lines make neither 梯形 nor 菱形
    (GB/T 9704-2012 clause 7.3.1): a rectangle or an hourglass.
    """
    title = "".join(lines)
    inside = {
        at for start, end in _kept_whole(title, phrases) for at in range(start + 1, end)
    }
    if any(
        at in inside or not _may_break(title, at)
        for at in itertools.accumulate(map(len, lines[:-1]))
    ):
        return "cut"
    return "shape" if _shape([width(line) for line in lines]) else ""


def _kept_whole(title: str, phrases: Sequence[str]) -> list[tuple[int, int]]:
    """Where in ``title`` the stretches stand that no line break may cut."""
    whole = [
        span for phrase in phrases if phrase for span in _occurrences(phrase, title)
    ]
    return whole + [found.span() for found in _WHOLE.finditer(title)]


def _occurrences(phrase: str, text: str) -> Iterator[tuple[int, int]]:
    at = text.find(phrase)
    while at >= 0:
        yield at, at + len(phrase)
        at = text.find(phrase, at + len(phrase))


def _title_breaks(title: str, phrases: Sequence[str]) -> list[int]:
    whole = _kept_whole(title, phrases)
    inside = {at for start, end in whole for at in range(start + 1, end)}
    edges = {at for start, end in whole for at in (start, end)}
    words = {found.start() for found in _BREAK_BEFORE.finditer(title)}
    words |= {found.end() for found in _BREAK_AFTER.finditer(title)}
    places = sorted(edges | words)
    return [
        at
        for at in places
        if 0 < at < len(title) and at not in inside and _may_break(title, at)
    ]


def _cut(
    title: str, allowed: Sequence[int], count: int, longest: int
) -> Iterator[tuple[str, ...]]:
    """Each way to cut ``title`` at ``count`` - 1 of the places ``allowed`` into lines of at most ``longest``."""
    ends = list(itertools.accumulate(map(width, title), initial=0.0))

    def rest(start: int, lines: int) -> Iterator[tuple[str, ...]]:
        if lines == 1:
            if ends[-1] - ends[start] <= longest:
                yield (title[start:],)
            return
        for at in allowed:
            if (
                at > start
                and ends[at] - ends[start] <= longest
                and ends[-1] - ends[at] <= longest * (lines - 1)
            ):
                yield from ((title[start:at], *below) for below in rest(at, lines - 1))

    return rest(0, count)


def _title_cost(lines: tuple[str, ...]) -> tuple[float, ...]:
    sizes = [width(line) for line in lines]
    bad_ends = sum(line.endswith(_BAD_END) for line in lines)
    before_about = any(
        line.startswith("关于") for line in lines
    ) or "关于" not in "".join(lines)
    stubs = sum(size < _STUB for size in sizes)
    return (
        bad_ends,
        not before_about,
        stubs,
        _shape(sizes),
        len(lines),
        max(sizes) - min(sizes),
    )


def _shape(sizes: Sequence[float]) -> int:
    """0 for 梯形 or 菱形, 1 where two neighbours are equal (a rectangle), 2 for an hourglass."""
    steps = [
        (after > before) - (after < before)
        for before, after in itertools.pairwise(sizes)
    ]
    ups = [at for at, step in enumerate(steps) if step > 0]
    if ups and -1 in steps[: ups[-1]]:
        return 2
    return 1 if 0 in steps else 0
