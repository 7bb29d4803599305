"""Periods of days as notices write them: 2024年3月1日至5月24日.

This module must not know what a period is of.
"""

from __future__ import annotations

import datetime

from rectify_gen import chinese


def read_period(text: str) -> tuple[datetime.date, datetime.date] | None:
    """Return the first and the last day of ``text``, a period or one day; None where the view writes it otherwise."""
    first, joiner, last = text.partition("至")
    if not joiner:
        last = first
    elif "年" not in last:
        year = first[: len("2024年")]
        last = year + last
    start = chinese.read_date(first)
    end = chinese.read_date(last)
    if start is None or end is None:
        return None
    if chinese.write_period(start, end) != text:
        return None
    return start, end
