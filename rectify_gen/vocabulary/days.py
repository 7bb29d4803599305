"""Days and periods as notices write them in running text: 2024年3月1日至5月24日, 二〇二四年四月十五日, 2023.2.20—4.28.

The rules and the importer read them here, so that both know the same forms. Texts are read without their blanks and
with half-width digits. This module must not know what happened on a day.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import NamedTuple

from rectify_gen import chinese
from rectify_gen.late_pattern import LatePattern

_NUMERALS = "[一二三四五六七八九十]"
_DAY_OF_YEAR = (
    f"(?:[0-9]{{1,2}}月[0-9]{{1,2}}日|{_NUMERALS}{{1,2}}月{_NUMERALS}{{1,3}}日)"
)
_FULL_DAY = rf"""
    (?: [0-9]{{4}}年[0-9]{{1,2}}月[0-9]{{1,2}}日
      | [〇○零一二三四五六七八九]{{4}}年{_NUMERALS}{{1,2}}月{_NUMERALS}{{1,3}}日
      | (?<![0-9.\-/]) [0-9]{{4}}(?P<sign>[.\-/])[0-9]{{1,2}}(?P=sign)[0-9]{{1,2}} (?![0-9])
    )
"""
_JOINER = "(?:起|开始)?(?:至|到|[—－–―─~～]{1,2}|-{1,2})"
"""What stands between the two days of a period: 至, —, 起至."""

_LAST_DAY = LatePattern(
    rf"""
    (?P<joiner> {_JOINER} )
    (?P<last>
        (?: [0-9]{{4}}年[0-9]{{1,2}}月[0-9]{{1,2}}日
          | [〇○零一二三四五六七八九]{{4}}年{_NUMERALS}{{1,2}}月{_NUMERALS}{{1,3}}日
          | [0-9]{{4}}(?P<sign>[.\-/])[0-9]{{1,2}}(?P=sign)[0-9]{{1,2}} (?![0-9])
        )
      | (?: 同年 )? (?P<day_of_year> {_DAY_OF_YEAR} )
      | (?P<day_of_month> [0-9]{{1,2}}日 )
    )
    """,
    re.VERBOSE,
)
_MONTH = "[0-9]{1,2}月(?:[0-9]{1,2}日|份|初|底|末|上旬|中旬|下旬)?"
_TIME = LatePattern(
    rf"""
      (?P<day> {_FULL_DAY} )
    | (?: [0-9]{{4}}年 )? {_MONTH} (?: {_JOINER} (?: [0-9]{{4}}年 )? {_MONTH} )?    # 2024年3月至5月
    """,
    re.VERBOSE,
)
"""A full day, else a time that is none; one pattern for both, so that a text is searched once."""


class WrittenDay(NamedTuple):
    """A day that a text names in full, and where."""

    day: datetime.date
    start: int
    end: int


class WrittenPeriod(NamedTuple):
    """Two days that a text joins; the year of the last may be that of the first."""

    first: WrittenDay
    last: WrittenDay

    @property
    def start(self) -> int:
        """Where the period begins in the text."""
        return self.first.start

    @property
    def end(self) -> int:
        """Where the period ends in the text."""
        return self.last.end


class VagueTime(NamedTuple):
    """A time that is no exact day: 2024年3月至5月, 7月下旬, or a day without its year."""

    words: str
    start: int
    end: int


def times_in(text: str) -> Iterator[WrittenDay | WrittenPeriod | VagueTime]:
    """Yield the times that ``text`` names, in order; each character belongs to one of them at most."""
    match = _TIME.search(text)
    while match is not None:
        if match["day"]:
            written = _time_beginning_with(text, match)
        else:
            written = VagueTime(match.group(), *match.span())
        yield written
        match = _TIME.search(text, written.end)


def days_in(text: str) -> Iterator[datetime.date]:
    """Yield every exact day of ``text``, those of periods included."""
    for written in times_in(text):
        if isinstance(written, WrittenDay):
            yield written.day
        elif isinstance(written, WrittenPeriod):
            yield written.first.day
            yield written.last.day


def _time_beginning_with(
    text: str, match: re.Match[str]
) -> WrittenDay | WrittenPeriod | VagueTime:
    day = chinese.read_date(match.group())
    # 2024年2月30日 is only words.
    if day is None:
        return VagueTime(match.group(), *match.span())
    first = WrittenDay(day, *match.span())
    joined = _LAST_DAY.match(text, first.end)
    if joined is None:
        return first
    last_day = _last_day(joined, first.day)
    # A period that ends before it begins has a slip of the pen in it.
    if last_day is None or last_day < day:
        words = text[first.start : joined.end()]
        return VagueTime(words, first.start, joined.end())
    return WrittenPeriod(
        first, WrittenDay(last_day, joined.start("last"), joined.end())
    )


def _last_day(joined: re.Match[str], first_day: datetime.date) -> datetime.date | None:
    """Return the last day of a period, whose year or month may be that of the first; None where it is no real day."""
    words = joined["last"]
    if joined["day_of_year"]:
        words = _with_year(first_day.year, joined["day_of_year"])
    elif joined["day_of_month"]:
        words = f"{first_day.year}年{first_day.month}月{joined['day_of_month']}"
    return chinese.read_date(words)


def _with_year(year: int, day_of_year: str) -> str:
    """Return 2024年5月17日 for 5月17日, and 二〇二四年五月十七日 for 五月十七日."""
    if day_of_year[0] in "0123456789":
        return f"{year}年{day_of_year}"
    digits = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(year))
    return f"{digits}年{day_of_year}"
