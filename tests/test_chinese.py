"""Numerals, marks, dates and widths: inverse where there are two ways."""

from __future__ import annotations

import datetime

import hypothesis.strategies as st
import pytest
from hypothesis import given

from rectify_gen import chinese
from rectify_gen.chinese import (
    STANDARD_MARKS,
    Mark,
    circled,
    is_wide,
    measure_mark,
    numeral,
    read_circled,
    read_date,
    read_mark,
    read_numeral,
    width,
    write_date,
    write_period,
)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1, "一"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (21, "二十一"),
        (100, "一百"),
        (101, "一百零一"),
        (110, "一百一十"),
        (111, "一百一十一"),
        (1001, "一千零一"),
        (1010, "一千零一十"),
        (1100, "一千一百"),
        (9999, "九千九百九十九"),
        (10000, "一万"),
        (10010, "一万零一十"),
        (11000, "一万一千"),
        (100001, "十万零一"),
        (99999999, "九千九百九十九万九千九百九十九"),
    ],
)
def test_a_numeral_is_written_as_official_texts_count(number: int, text: str) -> None:
    assert numeral(number) == text


@given(st.integers(1, 9999))
def test_read_numeral_is_the_inverse_of_numeral(number: int) -> None:
    assert read_numeral(numeral(number)) == number


@given(st.text("〇零一二三四五六七八九十百千", max_size=7))
def test_only_the_one_right_way_to_write_a_number_is_read(text: str) -> None:
    number = read_numeral(text)
    assert number is None or numeral(number) == text


@pytest.mark.parametrize("number", [0, -1, 100000000])
def test_there_is_no_numeral_outside_its_range(number: int) -> None:
    with pytest.raises(ValueError, match=str(number)):
        numeral(number)


@given(st.integers(1, 50))
def test_read_circled_is_the_inverse_of_circled(number: int) -> None:
    assert len(circled(number)) == 1
    assert read_circled(circled(number)) == number


def test_from_51_on_there_is_no_circled_character() -> None:
    assert circled(50) == "㊿"
    assert circled(51) == "（51）"
    assert read_circled("（51）") is None
    assert read_circled("") is None


AFFIXES = st.text("（()）、.．：反馈问题第项 ", max_size=6)


@given(AFFIXES, st.sampled_from("一1①１"), AFFIXES)
def test_read_mark_is_the_inverse_of_write(prefix: str, sign: str, suffix: str) -> None:
    mark = Mark(prefix, sign, suffix)
    assert read_mark(mark.write(1)) == mark


@pytest.mark.parametrize(
    ("sample", "third", "level"),
    [
        ("一、", "三、", 1),
        ("（一）", "（三）", 2),
        ("(一)", "(三)", 2),
        ("1.", "3.", 3),
        ("1、", "3、", 3),
        ("（1）", "（3）", 4),
        ("①", "③", 5),
        ("１．", "３．", 3),
        ("反馈问题一：", "反馈问题三：", 3),
        ("none", "", 3),
    ],
)
def test_a_mark_counts_on_and_knows_its_font(
    sample: str, third: str, level: int
) -> None:
    mark = read_mark(sample)
    assert mark is not None
    assert mark.write(3) == third
    assert mark.level == level


@pytest.mark.parametrize(
    "sample", ["", "二、", "十一、", "一百、", "10.", "11", "21.", "②", "A.", "第"]
)
def test_what_shows_no_first_number_is_no_mark(sample: str) -> None:
    assert read_mark(sample) is None


def test_the_standard_marks_are_those_of_the_standard() -> None:
    assert [mark.write(2) for mark in STANDARD_MARKS] == [
        "二、",
        "（二）",
        "2.",
        "（2）",
        "②",
    ]
    assert measure_mark(12) == "十二是"


DATES = st.dates(datetime.date(1000, 1, 1))


@given(DATES)
def test_read_date_reads_every_way_of_writing_a_date(day: datetime.date) -> None:
    assert read_date(write_date(day)) == day
    assert read_date(day.isoformat()) == day
    assert read_date(f"{day.year}-{day.month}-{day.day}") == day
    assert read_date(f" {day.year}年{day.month:02}月{day.day:02}日\u3000") == day
    assert read_date(f"{day.year} 年 {day.month} 月 {day.day} 日") == day
    assert read_date(f"{day.year}.{day.month}.{day.day}") == day
    assert read_date(f"{day.year}/{day.month:02}/{day.day}") == day
    assert read_date(f"{day.year}{day.month:02}{day.day:02}") == day
    assert read_date(f"{day.isoformat()} 00:00:00") == day
    assert read_date(f"{day.isoformat()}T00:00") == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("２０２４年３月４日", datetime.date(2024, 3, 4)),
        ("２０２４．３．４", datetime.date(2024, 3, 4)),
        ("二〇二四年十二月三十一日", datetime.date(2024, 12, 31)),
        ("2024年3月4号", datetime.date(2024, 3, 4)),
        ("二〇二四年三月四号", datetime.date(2024, 3, 4)),
        ("二○二四年三月四日", datetime.date(2024, 3, 4)),
        ("二零二四年十月二十日", datetime.date(2024, 10, 20)),
    ],
)
def test_read_date_reads_full_width_digits_and_numerals(
    text: str, day: datetime.date
) -> None:
    assert read_date(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2023-02-29",
        "0000-01-01",
        "2024-3",
        "2024/3-1",
        "2024.3.",
        "2024031",
        "202403011",
        "20240230",
        "2024-03-01 08:30:00",
        "二〇二四年十三月一日",
        "二〇二四年二月三十日",
        "二千零二十四年三月一日",
        "2024年3月",
        "24-3-1",
        "٢٠٢٤-٠٣-٠١",
    ],
)
def test_what_is_no_day_is_no_date(text: str) -> None:
    assert read_date(text) is None


def test_a_period_names_the_year_once() -> None:
    first = datetime.date(2025, 4, 7)
    assert write_period(first, datetime.date(2025, 5, 6)) == "2025年4月7日至5月6日"
    assert (
        write_period(first, datetime.date(2026, 1, 6)) == "2025年4月7日至2026年1月6日"
    )


def test_width_counts_half_width_signs_half() -> None:
    assert width("关于GB/T 9704") == 2 + 9 / 2
    assert is_wide("“")
    assert not is_wide("a")


@pytest.mark.parametrize(
    ("text", "signs", "stretches"),
    [
        ("甲，乙、丙", "，、", ["甲", "乙", "丙"]),
        ("，甲；；", "；，", ["", "甲", "", ""]),
        ("甲", "，、", ["甲"]),
        ("", "，", [""]),
    ],
)
def test_a_text_is_split_at_each_of_some_signs(
    text: str, signs: str, stretches: list[str]
) -> None:
    assert chinese.split_at(text, signs) == stretches


def test_no_illegal_character_is_printable() -> None:
    """What a line must not hold is searched for only in texts that are not printable."""
    printable = "".join(
        sign for sign in map(chr, range(0x110000)) if sign.isprintable()
    )
    assert chinese.ILLEGAL_CHARACTER.search(printable) is None


def test_an_illegal_character_is_found_beside_wide_blanks() -> None:
    assert chinese.illegal_character("甲\u3000乙") is None
    illegal = chinese.illegal_character("甲\u3000\x07")
    assert illegal is not None
    assert illegal.span() == (2, 3)
