"""The dates with their year in the author's own wording, found once for the rules of dates.

This room must not know any rule.
"""

import datetime
import re
from typing import NamedTuple

from rectify_gen.rules.rule import Subject

_DATED = re.compile("年(?<=[0-9]{4}年)([0-9]{1,2})月(?:([0-9]{1,2})日)?")
"""A date behind its year; a pattern that begins with 年 is searched fast."""
_DIGITS_OF_YEAR = 4


class WrittenDate(NamedTuple):
    """A day or a month that the calendar has, and where it stands, its year included."""

    start: int
    end: int
    first_day: datetime.date
    """The day, or the first one of the month."""
    is_month: bool


def written_dates(subject: Subject) -> tuple[WrittenDate, ...]:
    """Return the dates of the author's own wording, in order; ask ``once``."""
    text = subject.wording
    dates = []
    for match in _DATED.finditer(text):
        sign_of_year, end = match.span()
        start = sign_of_year - _DIGITS_OF_YEAR
        month, day = match.groups()
        try:
            first_day = datetime.date(
                int(text[start:sign_of_year]), int(month), int(day or 1)
            )
        except ValueError:
            continue
        dates.append(WrittenDate(start, end, first_day, is_month=day is None))
    return tuple(dates)
