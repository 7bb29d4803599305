"""The product's own filters: dates and numbers of the view, which are finished strings, in another form.

    {{ signature.date|chinese_date }}      二〇二五年三月十八日
    {{ ledger|length|汉字数字 }}            十二

Each filter has a Chinese and an English name. docxtpl has none of them. This room must not know Jinja or Word.
"""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from rectify_gen import chinese

WriteDate = Callable[[datetime.date], str]

_DATE = r"""
    (?<! [0-9０-９] )
    (?: [0-9０-９]{4} \s* 年 \s* [0-9０-９]{1,2} \s* 月 \s* [0-9０-９]{1,2} \s* 日
      | [0-9]{4} ([-./]) [0-9]{1,2} \1 [0-9]{1,2} (?! [0-9] )
      | [〇○零一二三四五六七八九]{4} 年 [一二三四五六七八九十]{1,2} 月 [一二三四五六七八九十]{1,3} 日
      | (?<= 至 ) (?P<without_year>
            [0-9]{1,2} 月 [0-9]{1,2} 日
          | [一二三四五六七八九十]{1,2} 月 [一二三四五六七八九十]{1,3} 日
        )
    )
"""
"""A date as the view or an author writes it; the last day of a period has no year: 2024年3月1日至5月24日."""
_NUMBER = re.compile("0|[1-9][0-9]{0,3}")


class UnformattableError(ValueError):
    """A filter was given what it cannot write; ``code`` is the message that says so."""

    def __init__(self, code: str, value: object) -> None:
        self.code = code
        self.value = str(value)
        super().__init__(self.value)


class ValueFilter(NamedTuple):
    """One filter: its names, what it writes of a sample, and the function."""

    zh: str
    en: str
    given: str
    written: str
    function: Callable[[object], str]


def _dated(write: WriteDate) -> Callable[[object], str]:
    """A filter that writes each date of a text by ``write``; words such as 长期坚持 stay as they are."""

    def filtered(value: object) -> str:
        # A number is no date, and nothing else that is printed has one.
        if not isinstance(value, str):
            raise UnformattableError("template-not-a-date", value)
        return "".join(_pieces(value, write))

    return filtered


@functools.cache
def _date_pattern() -> re.Pattern[str]:
    # Most templates have no such filter, and every build imports this module.
    return re.compile(_DATE, re.VERBOSE)


def _pieces(text: str, write: WriteDate) -> Iterator[str]:
    end_of_last = 0
    year = ""
    for match in _date_pattern().finditer(text):
        words = match.group()
        if match["without_year"]:
            words = year + words
        day = chinese.read_date(words)
        # 2025年2月30日 is no day: it stays as its author wrote it.
        if day is None:
            continue
        year = f"{words.partition('年')[0]}年" if "年" in words else ""
        yield text[end_of_last : match.start()]
        yield write(day)
        end_of_last = match.end()
    yield text[end_of_last:]


def _number_in_numerals(value: object) -> str:
    digits = str(value)
    # True is a number for Python, and none for anybody else.
    if isinstance(value, bool) or _NUMBER.fullmatch(digits) is None:
        raise UnformattableError("template-not-a-number", value)
    return chinese.numeral(int(digits)) if digits != "0" else "零"


_DATE_WRITERS = (
    ValueFilter(
        zh="汉字日期",
        en="chinese_date",
        given="2025年3月18日",
        written="二〇二五年三月十八日",
        function=_dated(chinese.write_date_in_numerals),
    ),
    ValueFilter(
        zh="横线日期",
        en="iso_date",
        given="2025年3月18日",
        written="2025-03-18",
        function=_dated(datetime.date.isoformat),
    ),
    ValueFilter(
        zh="年月日",
        en="plain_date",
        given="2025-03-18",
        written="2025年3月18日",
        function=_dated(chinese.write_date),
    ),
)
_NUMBER_WRITERS = (
    ValueFilter(
        zh="汉字数字",
        en="chinese_number",
        given="12",
        written="十二",
        function=_number_in_numerals,
    ),
)
FILTERS: tuple[ValueFilter, ...] = (*_DATE_WRITERS, *_NUMBER_WRITERS)
"""All of them."""


def _by_name(filters: Iterable[ValueFilter]) -> dict[str, Callable[[object], str]]:
    functions = {}
    for value_filter in filters:
        functions[value_filter.zh] = value_filter.function
        functions[value_filter.en] = value_filter.function
    return functions


FUNCTIONS = _by_name(FILTERS)
"""The function of each name."""
DATE_FILTERS = frozenset(_by_name(_DATE_WRITERS))
"""The names of those that write dates."""
