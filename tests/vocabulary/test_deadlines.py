"""Deadlines in words: which are taken, and which of them mean one day."""

from __future__ import annotations

import datetime

import pytest

from rectify_gen.model import ProblemItem
from rectify_gen.vocabulary.deadlines import (
    DEADLINE_WORDS,
    is_deadline_in_words,
    last_day,
)


@pytest.mark.parametrize(
    "words",
    [
        *DEADLINE_WORDS,
        *("年底前", "2024年12月31日前", "三个月内", "收到反馈意见之日起2个月内", "2月29日前"),
        *("已完成", "2024年6月", "２０２４年６月底", "2024年上半年", "13个月内", "2024年6月—12月"),
    ],
)  # fmt: skip
def test_words_of_offices_are_taken(words: str) -> None:
    assert is_deadline_in_words(words)
    assert ProblemItem(problem="甲", deadline=words).deadline == words


@pytest.mark.parametrize(
    "words",
    [
        *("2024-13-01", "2024.12", "12/31", "TBD", "2024年13月底", "2024年2月30日前"),
        *("13月底前", "2024年0月", "2024年6月31号前", "２０２４年１３月", "2023年2月29日"),
    ],
)  # fmt: skip
def test_what_is_no_day_and_no_words_is_refused(words: str) -> None:
    with pytest.raises(ValueError, match="deadline_unreadable"):
        ProblemItem(problem="甲", deadline=words)


@pytest.mark.parametrize(
    "written", ["2024-06-30", "2024年6月30日", "2024.6.30", "20240630"]
)
def test_a_date_stays_a_date(written: str) -> None:
    day = datetime.date(2024, 6, 30)
    assert ProblemItem(problem="甲", deadline=written).deadline == day
    assert ProblemItem(problem="甲", deadline=day).deadline == day


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2024年6月底", "2024-06-30"),
        ("2024年2月底前", "2024-02-29"),
        ("2023 年 2 月末之前", "2023-02-28"),
        ("2024年底", "2024-12-31"),
        ("2024年年底前", "2024-12-31"),
        ("２０２４年末", "2024-12-31"),
        ("2024年3月31日前", "2024-03-31"),
        ("2024年3月31日以前", "2024-03-31"),
        ("2024年12月底前", "2024-12-31"),
        ("2024年13月底前", None),
        ("2024年0月底前", None),
        ("0000年底前", None),
        ("9998年底前", "9998-12-31"),
        ("9999年底前", None),
        ("2024年2月30日前", None),
        ("2024年6月前", None),
        ("2024年6月", None),
        ("年底前", None),
        ("2024年底前基本完成，长期坚持", None),
        ("长期坚持", None),
    ],
)
def test_the_day_that_words_mean_is_read_only_where_it_is_certain(
    words: str, day: str | None
) -> None:
    expected = datetime.date.fromisoformat(day) if day else None
    assert last_day(words) == expected
