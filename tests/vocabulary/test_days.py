"""Days and periods that a text names, in the forms in which notices write them."""

from __future__ import annotations

import datetime

import pytest

from rectify_gen.vocabulary.days import (
    VagueTime,
    WrittenDay,
    WrittenPeriod,
    days_in,
    times_in,
)


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024年3月4日至5月17日", "2024-03-04", "2024-05-17"),
        ("2024年3月4日至2024年5月17日", "2024-03-04", "2024-05-17"),
        ("2023年11月6日至2024年1月17日", "2023-11-06", "2024-01-17"),
        ("2024年3月4日至20日", "2024-03-04", "2024-03-20"),
        ("2024年3月4日至同年5月17日", "2024-03-04", "2024-05-17"),
        ("2020年9月1日起至10月30日", "2020-09-01", "2020-10-30"),
        ("2023年2月20日—4月28日", "2023-02-20", "2023-04-28"),
        ("2023年02月20日-04月28日", "2023-02-20", "2023-04-28"),
        ("2024.3.4-2024.5.17", "2024-03-04", "2024-05-17"),
        ("2024-03-04至2024-05-17", "2024-03-04", "2024-05-17"),
        ("二〇二四年四月十五日至六月十四日", "2024-04-15", "2024-06-14"),
        ("2024年3月4日至3月4日", "2024-03-04", "2024-03-04"),
    ],
)
def test_periods(text: str, first: str, last: str) -> None:
    (period,) = times_in(f"自{text}，开展巡察")
    assert isinstance(period, WrittenPeriod)
    assert (period.first.day, period.last.day) == (day(first), day(last))
    assert (period.start, period.end) == (1, 1 + len(text))
    assert list(days_in(text)) == [day(first), day(last)]


@pytest.mark.parametrize(
    "text",
    [
        "2024年3月至5月",
        "2024年7月下旬至8月下旬",
        "3月14日",
        "2024年2月30日",
        "2024年5月6日至5月1日",
        "2024年3月1日至2月30日",
    ],
)
def test_times_that_are_no_exact_days(text: str) -> None:
    assert list(times_in(f"于{text}，")) == [VagueTime(text, 1, 1 + len(text))]
    assert list(days_in(text)) == []


def test_times_in_order() -> None:
    text = (
        "2024年3月4日至5月17日巡察，7月初整改，2024年7月9日反馈，电话0599-2024-03-04。"
    )
    period, month, feedback = times_in(text)
    assert isinstance(period, WrittenPeriod)
    assert isinstance(month, VagueTime)
    assert month.words == "7月初"
    assert isinstance(feedback, WrittenDay)
    assert text[feedback.start : feedback.end] == "2024年7月9日"
