"""Wording of Chinese official text: numerals, marks, dates, widths.

Pure functions from text to text::

    >>> numeral(52), circled(52), read_mark("（一）").write(3)
    ('五十二', '（52）', '（三）')

This room must not know YAML, Word, the model, or any particular notice.
"""

import contextlib
import datetime
import functools
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from rectify_gen.late_pattern import LatePattern

ILLEGAL_CHARACTER = LatePattern(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]"
)
"""What one line of text must not hold: control characters, line breaks, what XML 1.0 forbids."""

_WIDE_BLANK = "\u3000"

DIGITS = "〇一二三四五六七八九"
_PLACES = {"千": 1000, "百": 100, "十": 10}
_TEN_THOUSAND = 10_000
_HIGHEST_NUMERAL = 99_999_999
_FULL_WIDTH_OFFSET = ord("０") - ord("0")


class _CircledRange(NamedTuple):
    """Consecutive circled characters: the numbers of the first and the last, and the code of the first."""

    first: int
    last: int
    code: int


_CIRCLED_RANGES = (
    _CircledRange(first=1, last=20, code=ord("①")),
    _CircledRange(first=21, last=35, code=ord("㉑")),
    _CircledRange(first=36, last=50, code=ord("㊱")),
)


def illegal_character(text: str) -> re.Match[str] | None:
    """Return the first character of ``text`` that one line must not hold."""
    # Such a character is never printable, which is asked sooner; a wide blank is not printable for Python.
    if text.replace(_WIDE_BLANK, "").isprintable():
        return None
    return ILLEGAL_CHARACTER.search(text)


def split_at(text: str, signs: str) -> list[str]:
    """Return the stretches of ``text`` between any of ``signs``, the empty ones included."""
    # No pattern: a class of Chinese signs takes longer to compile than most texts to split.
    sign = signs[0]
    for other_sign in signs[1:]:
        text = text.replace(other_sign, sign)
    return text.split(sign)


def numeral(number: int) -> str:
    """Return ``number`` (1 … 99999999) in Chinese numerals as official texts count: 一, 十, 二十一, 一百零二, 一万二千.

    Raises:
        ValueError: the number is outside this range.
    """
    if number < 1 or number > _HIGHEST_NUMERAL:
        raise ValueError(f"no Chinese numeral is written for {number}")
    ten_thousands, remainder = divmod(number, _TEN_THOUSAND)
    written = ""
    if ten_thousands:
        written = _below_ten_thousand(ten_thousands) + "万"
        if 0 < remainder < _TEN_THOUSAND // 10:
            written += "零"
    if remainder:
        written += _below_ten_thousand(remainder)
    # 十二, but 一百一十二.
    if written.startswith("一十"):
        return written.removeprefix("一")
    return written


def _below_ten_thousand(number: int) -> str:
    """Return ``number`` with a digit before each unit: 一十二."""
    written = ""
    is_zero_open = False
    for name, unit in (*_PLACES.items(), ("", 1)):
        digit, number = divmod(number, unit)
        if digit:
            if is_zero_open:
                written += "零"
            written += DIGITS[digit] + name
            is_zero_open = False
        elif written and number:
            # One 零 stands for all places left out before the next digit: 一千零一.
            is_zero_open = True
    return written


def read_numeral(text: str) -> int | None:
    """Return the number that ``text`` writes in Chinese numerals, or None; inverse of :func:`numeral` up to 9999."""
    total = 0
    digit = 0
    for sign in text:
        if sign in _PLACES:
            total += (digit or 1) * _PLACES[sign]
            digit = 0
        elif sign in DIGITS:
            digit = DIGITS.index(sign)
        elif sign != "零":
            return None
    number = total + digit
    if number < 1 or number >= _TEN_THOUSAND:
        return None
    # 一百二, 十零一 and the like add up to a number, and no text counts so.
    return number if numeral(number) == text else None


def circled(number: int) -> str:
    """Return the circled numeral: ① … ㊿; from 51 on, where no such character exists, （51）."""
    for circled_range in _CIRCLED_RANGES:
        if circled_range.first <= number <= circled_range.last:
            return chr(circled_range.code + number - circled_range.first)
    return f"（{number}）"


def read_circled(text: str) -> int | None:
    """Return the number of one circled character (① … ㊿), or None."""
    if len(text) != 1:
        return None
    for circled_range in _CIRCLED_RANGES:
        number = ord(text) - circled_range.code + circled_range.first
        if circled_range.first <= number <= circled_range.last:
            return number
    return None


def _full_width(number: int) -> str:
    written = ""
    for digit in str(number):
        written += chr(ord(digit) + _FULL_WIDTH_OFFSET)
    return written


class NumberSign(NamedTuple):
    """A way to write the number of a mark.

    The levels are those of GB/T 9704-2012 clause 7.3.3 whose font the mark takes (1 黑体, 2 楷体, others 仿宋):
    where nothing stands before the number, where a bracket does, and where words do.
    """

    first: str
    """How it writes the number one, which is how a sample of a mark shows it."""
    write: Callable[[int], str]
    characters: str
    """The characters of its numbers, as a range for the class of a pattern."""
    level_bare: int
    level_in_brackets: int
    level_after_words: int


NUMBER_SIGNS: Mapping[str, NumberSign] = {
    sign.first: sign
    for sign in (
        NumberSign(
            first="1",
            write=str,
            characters="0-9",
            level_bare=3,
            level_in_brackets=4,
            level_after_words=4,
        ),
        NumberSign(
            first="１",
            write=_full_width,
            characters="０-９",
            level_bare=3,
            level_in_brackets=3,
            level_after_words=3,
        ),
        NumberSign(
            first="一",
            write=numeral,
            characters="〇零一二三四五六七八九十百千",
            level_bare=1,
            level_in_brackets=2,
            level_after_words=3,
        ),
        NumberSign(
            first="①",
            write=circled,
            characters="①-⑳㉑-㉟㊱-㊿",
            level_bare=5,
            level_in_brackets=5,
            level_after_words=5,
        ),
    )
}
"""Every way to number a level. A new one is one row here."""

_LEVEL_WITHOUT_NUMBER = 3


class Mark(NamedTuple):
    """How one level is numbered: a sample such as ``（一）`` taken apart around its first number.

    ``sign`` is a key of :data:`NUMBER_SIGNS`, or empty for a level without numbers.
    """

    prefix: str
    sign: str
    suffix: str

    def write(self, number: int) -> str:
        """Return the mark of the ``number``-th item: ``（三）``."""
        if not self.sign:
            return ""
        return self.prefix + NUMBER_SIGNS[self.sign].write(number) + self.suffix

    @property
    def level(self) -> int:
        """The level of GB/T 9704 clause 7.3.3 whose font this mark takes: 1 黑体, 2 楷体, else 3 … 5 仿宋."""
        if not self.sign:
            return _LEVEL_WITHOUT_NUMBER
        sign = NUMBER_SIGNS[self.sign]
        if not self.prefix:
            return sign.level_bare
        if self.prefix in ("（", "("):
            return sign.level_in_brackets
        return sign.level_after_words


_NUMBER_CHARACTERS = "".join(sign.characters for sign in NUMBER_SIGNS.values())
_FIRST_NUMBERS = "".join(NUMBER_SIGNS)
# Written without spaces and names of groups, since the JSON Schema has it too.
MARK_SAMPLE = (
    f"none|无|不编号|((?:.*[^{_NUMBER_CHARACTERS}])?)([{_FIRST_NUMBERS}])"
    f"((?:[^{_NUMBER_CHARACTERS}][^{_FIRST_NUMBERS}]*)?)"
)
"""What a sample of a mark looks like: its last number is the first one, 一 but not 十一."""


def read_mark(sample: str) -> Mark | None:
    """Return the :class:`Mark` that ``sample`` shows with its first number, ``none`` or 无 for no number; None if it shows none."""
    match = re.fullmatch(MARK_SAMPLE, sample)
    if match is None:
        return None
    prefix, sign, suffix = match.groups(default="")
    return Mark(prefix, sign, suffix)


STANDARD_MARKS = (
    Mark(prefix="", sign="一", suffix="、"),
    Mark(prefix="（", sign="一", suffix="）"),
    Mark(prefix="", sign="1", suffix="."),
    Mark(prefix="（", sign="1", suffix="）"),
    Mark(prefix="", sign="①", suffix=""),
)
"""一、（一）1.（1）by GB/T 9704-2012 clause 7.3.3, then ① by custom."""


def level_marks(
    given: Sequence[Mark],
    first: int,
    sequence: Sequence[Mark] = STANDARD_MARKS,
) -> tuple[Mark, ...]:
    """Return the marks of all levels, outermost first, where those ``given`` replace the ones from level ``first`` on.

    The levels below go on in ``sequence`` after the last mark given, whatever its level: （1）
    and ① below 1.; a mark that a level above has already is left out. After a mark that the
    sequence does not have, and after ``none``, the level decides.
    """
    if not given:
        return tuple(sequence)
    above = (*sequence[:first], *given)
    following = len(above)
    last_mark = given[-1]
    if last_mark.sign:
        last_style = _style(last_mark)
        for place, mark in enumerate(sequence):
            if _style(mark) == last_style:
                following = place + 1
    styles_above = {_style(mark) for mark in above}
    below = []
    for mark in sequence[following:]:
        if _style(mark) not in styles_above:
            below.append(mark)
    return (*above, *below)


def _style(mark: Mark) -> tuple[str, str, bool]:
    """What makes two marks look alike to a reader: 1. and 1、 do; 1., （1） and a bare 1 do not."""
    sign = "1" if mark.sign == "１" else mark.sign
    prefix = mark.prefix.replace("(", "（")
    return sign, prefix, bool(mark.suffix)


def is_same_style(mark: Mark, other: Mark) -> bool:
    """Return whether readers cannot tell two levels with these marks apart; without numbers they are no marks."""
    return bool(mark.sign) and _style(mark) == _style(other)


def measure_mark(number: int) -> str:
    """Return 一是, 二是 … for the ``number``-th measure of a run."""
    return numeral(number) + "是"


_DATE = LatePattern(
    r"""
    (?:
      (?P<year>[0-9]{4}) (?P<sign>[-./]) (?P<month>[0-9]{1,2}) (?P=sign) (?P<day>[0-9]{1,2})
      (?: [ T] 00:00 (?: :00 (?:\.0+)? )? )?         # as spreadsheets copy a day
    | (?P<year_cn>[0-9]{4}) \s* 年 \s* (?P<month_cn>[0-9]{1,2}) \s* 月 \s* (?P<day_cn>[0-9]{1,2}) \s* [日号]
    | (?P<year_8>[0-9]{4}) (?P<month_8>[0-9]{2}) (?P<day_8>[0-9]{2})
    )
    """,
    re.VERBOSE,
)
_DATE_IN_NUMERALS = LatePattern(
    r"""
    ([〇○零一二三四五六七八九]{4}) \s* 年
    \s* ([一二三四五六七八九十]{1,2}) \s* 月
    \s* ([一二三四五六七八九十]{1,3}) \s* [日号]
    """,
    re.VERBOSE,
)
_DIGIT_OF_NUMERAL = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_HALF_WIDTH = str.maketrans("０１２３４５６７８９－．／", "0123456789-./")


def read_date(text: str) -> datetime.date | None:
    """Return the day that ``text`` names, or None where it names none or no real one.

    Read are 2024-03-27, 2024.3.27, 2024/3/27, 20240327, 2024年3月27日, 二〇二四年三月二十七日 and
    ``2024-03-27 00:00:00`` from a spreadsheet, in digits of either width: each can mean one day only.
    """
    written = text.strip().translate(_HALF_WIDTH)
    # Most dates of data: 2024-03-27. Python reads them faster than any pattern.
    is_iso = len(written) == len("2024-03-27") and written[4] == written[7] == "-"
    if is_iso:
        with contextlib.suppress(ValueError):
            return datetime.date.fromisoformat(written)
    match = _DATE.fullmatch(written)
    if match is None:
        return _read_date_in_numerals(written)
    # Each way to write a date has groups of its own: those of the others are empty, and the sign is no number.
    numbers = match.groupdict()
    del numbers["sign"]
    year, month, day = (int(number) for number in numbers.values() if number)
    return _real_day(year, month, day)


def _read_date_in_numerals(text: str) -> datetime.date | None:
    match = _DATE_IN_NUMERALS.fullmatch(text)
    if match is None:
        return None
    year = int(match[1].translate(_DIGIT_OF_NUMERAL))
    month = read_numeral(match[2])
    day = read_numeral(match[3])
    if month is None or day is None:
        return None
    return _real_day(year, month, day)


def _real_day(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def write_date(day: datetime.date) -> str:
    """Return 2024年3月27日: year in full, no leading zeros (GB/T 9704-2012 clause 7.3.5.4)."""
    return f"{day.year}年{day.month}月{day.day}日"


def write_date_in_numerals(day: datetime.date) -> str:
    """Return 二〇二四年三月二十七日, as formal letters and older documents date."""
    year = "".join(DIGITS[int(digit)] for digit in str(day.year))
    return f"{year}年{numeral(day.month)}月{numeral(day.day)}日"


def write_period(start: datetime.date, end: datetime.date) -> str:
    """Return 2024年3月1日至5月24日; the second year only where it is another, one day only once."""
    if start == end:
        return write_date(start)
    last_day = f"{end.month}月{end.day}日"
    if end.year != start.year:
        last_day = write_date(end)
    return f"{write_date(start)}至{last_day}"


_GB_2312_MISREAD = "—·"
"""A1AA and A1A4 of GB 2312, for which Python has other signs than everybody else."""


@functools.cache
def gb_2312() -> frozenset[str]:
    """Return ASCII and the characters of GB 2312, which every Chinese font has: 仿宋_GB2312 is named after it."""
    # No character of it has a number of more than 16 bits.
    all_signs = "".join(map(chr, range(0x10000)))
    return frozenset(_in_gb_2312(all_signs))


def beyond_gb_2312(text: str) -> set[str]:
    """Return the signs of ``text`` that are not in :func:`gb_2312`, which need not be made for it."""
    # Most texts have none, and to count the signs that they have takes a tenth of the time of collecting them.
    bytes_count = len(text.encode("gb2312", "ignore"))
    ascii_count = len(text.encode("ascii", "ignore"))
    # A sign of ASCII is one byte in GB 2312, each other sign two.
    known_count = (bytes_count + ascii_count) // 2
    misread_count = sum(map(text.count, _GB_2312_MISREAD))
    if known_count + misread_count == len(text):
        return set()
    signs = set(text)
    return signs.difference(_in_gb_2312("".join(signs)))


def _in_gb_2312(signs: str) -> str:
    known = signs.encode("gb2312", "ignore").decode("gb2312")
    return known + _GB_2312_MISREAD


@functools.lru_cache(4096)
def is_wide(sign: str) -> bool:
    """Return whether one character takes a full cell in a Chinese font."""
    return unicodedata.east_asian_width(sign) in "WFA"


def width(text: str) -> float:
    """Return the width of ``text`` in full-width characters; a digit or Latin letter counts half."""
    return (len(text) + sum(map(is_wide, text))) / 2
