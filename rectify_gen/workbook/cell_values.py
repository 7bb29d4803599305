"""From what a cell stores to what its reader sees: serial numbers to dates, numbers to their digits.

Number formats are read as far as they decide what a number is (ECMA-376 part 1, 18.8.30 and 18.8.31).
This module must not know files or sheets.
"""

from __future__ import annotations

import datetime
import math
import re

from rectify_gen.workbook.sheet_content import CellKind

CHINESE_DATE_FORMATS = {
    27: "yyyy年m月",
    28: "m月d日",
    29: "m月d日",
    30: "m-d-yy",
    31: "yyyy年m月d日",
    32: "h时mm分",
    33: "h时mm分ss秒",
    34: "h时mm分",
    35: "h时mm分ss秒",
    36: "yyyy年m月",
    50: "yyyy年m月",
    51: "m月d日",
    52: "yyyy年m月",
    53: "m月d日",
    54: "m月d日",
    55: "h时mm分",
    56: "h时mm分ss秒",
    57: "yyyy年m月",
    58: "m月d日",
}
"""Formats that Chinese Excel and WPS store by their number alone."""

BUILT_IN_FORMATS = {
    9: "0%",
    10: "0.00%",
    14: "yyyy-m-d",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm",
    19: "h:mm:ss",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy-m-d h:mm",
    45: "mm:ss",
    46: "h:mm:ss",
    47: "mm:ss",
    **CHINESE_DATE_FORMATS,
}
"""Formats of every workbook that decide what a number is, by their number; those that are left out show plain numbers."""

_NOT_SHOWN_AS_FORMAT = re.compile(
    r"""
    "[^"]*"?        # quoted words: 年
    | \[[^\]]*\]?   # a colour, a language, a condition
    | \\.           # an escaped character
    | _.            # a blank of the width of a character
    | \*.           # a character that fills the cell
    | General
    | AM/PM | A/P
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LETTERS_OF_DATES = re.compile("[ymdhse]|aaa")
"""Year (also as e), month, day, hour, second; the day of the week."""
_LEADING_ZEROS = re.compile("0{2,20}")

_FIRST_DAY_1900 = datetime.date(
    1899,
    12,
    30,
)
_FIRST_DAY_1904 = datetime.date(
    1904,
    1,
    1,
)
_DAY_THAT_NEVER_WAS = 60
"""Excel counts 29 February 1900; serial numbers before it are a day behind."""
_LAST_DAY = datetime.date.max
_MINUTES_OF_DAY = 24 * 60
_DIGITS_KEPT = 15
"""Significant digits that Excel keeps; what a file has beyond them is noise of the conversion."""


def read_number(
    stored: str,
    number_format: str,
    is_1904: bool,
) -> tuple[str, CellKind]:
    """Return the text and the kind of a cell that stores a number and shows it by ``number_format``.

    A date comes as ``2024-03-31``; where the format shows no day, as the month that it shows: ``2024年3月``.

    Raises:
        ValueError: ``stored`` is no number.
    """
    value = float(stored)
    if not math.isfinite(value):
        raise ValueError(stored)
    shown = _shown_letters(number_format)
    if _LETTERS_OF_DATES.search(shown):
        text = _date_text(
            value,
            shown,
            is_1904,
        )
        if text:
            kind = CellKind.DATE if _shows_day(shown) else CellKind.TEXT
            return text, kind
    return _plain_number(
        stored,
        value,
        number_format,
    ), CellKind.NUMBER


def _shown_letters(number_format: str) -> str:
    """The letters of the format that stand for digits of the value; those of positive numbers only."""
    if not number_format:
        return ""
    without_words = _NOT_SHOWN_AS_FORMAT.sub("", number_format)
    # 0.00E+00 is a number in scientific notation.
    without_exponent = re.sub(
        "E[+-]",
        "",
        without_words,
    )
    return without_exponent.split(";")[0].lower()


def _date_text(
    value: float,
    shown: str,
    is_1904: bool,
) -> str:
    """What a date or time shows; empty where the number can be neither."""
    days = int(value)
    if value < 0 or days > _last_serial(is_1904):
        return ""
    minutes = round((value - days) * _MINUTES_OF_DAY)
    if _shows_day(shown):
        day_text = str(_day(days, is_1904))
        # The time is meant only where the format shows it: most dates with one come from =NOW().
        is_timed = bool(minutes) and "h" in shown
        return f"{day_text} {_clock(minutes)}" if is_timed else day_text
    if "y" in shown or "e" in shown:
        day = _day(days, is_1904)
        return f"{day.year}年{day.month}月" if "m" in shown else f"{day.year}年"
    if "h" in shown or "s" in shown:
        return _clock(days * _MINUTES_OF_DAY + minutes)
    return f"{_day(days, is_1904).month}月"


def _shows_day(shown: str) -> bool:
    # A day of the week belongs to one day too.
    return "d" in shown or "aaa" in shown


def _last_serial(is_1904: bool) -> int:
    first_day = _FIRST_DAY_1904 if is_1904 else _FIRST_DAY_1900
    return (_LAST_DAY - first_day).days


def _day(
    days: int,
    is_1904: bool,
) -> datetime.date:
    if is_1904:
        return _FIRST_DAY_1904 + datetime.timedelta(days)
    if days < _DAY_THAT_NEVER_WAS:
        days += 1
    return _FIRST_DAY_1900 + datetime.timedelta(days)


def _clock(minutes: int) -> str:
    hours, rest_of_hour = divmod(minutes, 60)
    return f"{hours:02}:{rest_of_hour:02}"


def _plain_number(
    stored: str,
    value: float,
    number_format: str,
) -> str:
    if "%" in _NOT_SHOWN_AS_FORMAT.sub("", number_format):
        return f"{value * 100:.{_DIGITS_KEPT}g}%"
    if re.fullmatch("-?[0-9]+", stored):
        digits = stored
    elif value.is_integer() and abs(value) < 10**_DIGITS_KEPT:
        digits = str(int(value))
    else:
        digits = f"{value:.{_DIGITS_KEPT}g}"
    if _LEADING_ZEROS.fullmatch(number_format):
        return digits.zfill(len(number_format))
    return digits
