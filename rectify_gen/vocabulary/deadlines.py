"""整改时限 in words: what offices write where there is no single day, and the last day of those that mean one.

This module must not know the model.
"""

import datetime
import re

from rectify_gen import chinese
from rectify_gen.late_pattern import LatePattern

DEADLINE_WORDS = (
    "长期坚持",
    "持续推进",
    "立行立改",
    "即知即改",
    "2024年底前",
    "2024年6月底",
)
"""Samples, for messages and editors; any other words will do."""

_MONTH_AND_DAY = LatePattern(
    r"(?:(\d{4})\s*年\s*)?(?<!\d)(\d{1,2})\s*月(?:\s*(\d{1,2})\s*[日号])?"
)
_LEAP_YEAR = "2024"
"""The year of a day that is written without one: 29 February exists."""
_LAST_OF_YEAR = "年底|年末|底|末"
_END_OF_YEAR = re.compile(rf"(\d{{4}})年(?:{_LAST_OF_YEAR})(?:之?前)?")
_END_OF_MONTH = re.compile(r"(\d{4})年(\d{1,2})月(?:底|末)(?:之?前)?")
_DAY = re.compile(r"(\d{4}年\d{1,2}月\d{1,2}日)(?:之?前|以前)")
_DECEMBER = 12


def is_deadline_in_words(text: str) -> bool:
    """Return whether ``text`` names a deadline in words: Chinese ones, and no month or day that does not exist."""
    # No pattern: a class of all these characters takes a millisecond to compile, at each start.
    if not any("\u4e00" <= sign <= "\u9fff" for sign in text):
        return False
    for match in _MONTH_AND_DAY.finditer(text):
        year = match[1] or _LEAP_YEAR
        day = match[3] or "1"
        if chinese.read_date(f"{year}年{match[2]}月{day}日") is None:
            return False
    return True


def last_day(words: str) -> datetime.date | None:
    """Return the last day of a deadline in words; None where the words name no year or leave the day open.

    2024年6月底 and 2024年6月底前 mean 30 June, 2024年底前 31 December, 2024年3月31日前 that day. 2024年6月前 may mean
    either end of June, and 长期坚持 has no end.
    """
    text = "".join(words.split())
    day = _DAY.fullmatch(text)
    if day:
        return chinese.read_date(day[1])
    year = _END_OF_YEAR.fullmatch(text)
    if year:
        return _last_of_month(int(year[1]), _DECEMBER)
    month = _END_OF_MONTH.fullmatch(text)
    if month:
        return _last_of_month(int(month[1]), int(month[2]))
    return None


def _last_of_month(year: int, month: int) -> datetime.date | None:
    is_year = datetime.MINYEAR <= year < datetime.MAXYEAR
    if not is_year or not 1 <= month <= _DECEMBER:
        return None
    if month == _DECEMBER:
        next_month = datetime.date(year + 1, 1, 1)
    else:
        next_month = datetime.date(year, month + 1, 1)
    return next_month - datetime.timedelta(days=1)
