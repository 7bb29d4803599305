"""Which dates of a notice are found with their year, and which days they are."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rectify_gen import Notice
from rectify_gen.rules import date_forms, subject
from rectify_gen.rules.written_dates import WrittenDate, written_dates


def dates_of(text: str) -> tuple[WrittenDate, ...]:
    section = {"role": "other", "heading": "甲", "content": [text]}
    walked = subject(Notice.model_validate({"sections": [section]}))
    start_of_text = walked.whole.index(text)
    return tuple(
        date._replace(start=date.start - start_of_text, end=date.end - start_of_text)
        for date in written_dates(walked)
    )


def test_a_day_and_a_month_are_found_where_they_stand() -> None:
    day, month = dates_of("于2024年7月15日研究，2025年1月底完成。")
    assert day == WrittenDate(1, 11, datetime.date(2024, 7, 15), is_month=False)
    assert month == WrittenDate(14, 21, datetime.date(2025, 1, 1), is_month=True)


@pytest.mark.parametrize(
    "text",
    ["7月15日。", "2024年底。", "24年7月。", "2024年13月。", "2023年2月29日。", "《2024年7月办法》。"],
)  # fmt: skip
def test_what_has_no_year_or_is_no_day_or_is_quoted_is_none(text: str) -> None:
    assert dates_of(text) == ()


PIECES = (
    *("2024", "1998", "2108", "20248", "202", "24", "15", "8", "05", "0"),
    *("年", "月", "日", "号", "季度", "O", "l", "-", "/", ".", "八", "十二"),
    *("召开", "底前", "至20", "，", "第"),
)
"""What right and wrong dates are made of."""


@given(st.lists(st.sampled_from(PIECES), max_size=9).map("".join))
def test_each_figure_that_begins_a_wrong_date_is_looked_at(text: str) -> None:
    looked_at = {
        match.start() for match in date_forms._BEGINS_WRONG_DATE.finditer(text)
    }
    for start, sign in enumerate(text):
        is_inside_figure = start > 0 and text[start - 1] in "0123456789."
        if sign.isdecimal() and not is_inside_figure:
            is_wrong = date_forms._WRONG_DATE.compiled.match(text, start)
            assert start in looked_at or not is_wrong
