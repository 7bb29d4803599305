"""What a character is to a rule, and the stretch of a text that it stands in."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from timing import processor_seconds

from rectify_gen.rules.signs import (
    CLAUSE_ENDS,
    ends_list_number,
    is_blank,
    is_chinese,
    is_ideograph,
    is_latin,
    sign_at,
    stretch_after,
    stretch_before,
    stretches,
)


def test_kinds_of_signs() -> None:
    assert all(map(is_ideograph, "一鿿〇㐀豈𠀀"))
    assert not any(map(is_ideograph, "a1，“℃あ①\n"))
    assert all(map(is_chinese, "汉，”《"))
    assert not any(map(is_chinese, 'a1,"(…\n'))
    assert all(map(is_latin, "aZ9"))
    assert not any(map(is_latin, "é９①中\n"))
    assert all(map(is_blank, " \u00a0\u3000"))
    assert not any(map(is_blank, "a\n"))
    assert [sign_at("甲", at) for at in (-1, 0, 1)] == ["\n", "甲", "\n"]


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("一.", True),
        ("12)", True),
        ("甲。十.", True),
        ("文 a)", True),
        ("前文\n③.", True),
        ("第一.", False),
        ("1234.", False),
        (".", False),
        ("。.", False),
    ],
)
def test_list_numbers(text: str, ends: bool) -> None:
    assert ends_list_number(text, len(text) - 1) is ends


@given(st.text("甲乙。；\n", max_size=30), st.data())
def test_stretches_hold_each_place_once(text: str, data: st.DataObject) -> None:
    inside = [at for at, sign in enumerate(text) if sign not in CLAUSE_ENDS]
    places = sorted(
        data.draw(st.sets(st.sampled_from(inside)) if inside else st.just(set()))
    )
    found = list(stretches(text, places, CLAUSE_ENDS))
    every = [
        (one.start(), one.group()) for one in re.finditer(f"[^{CLAUSE_ENDS}]+", text)
    ]
    assert found == [
        (at, one)
        for at, one in every
        if any(at <= place < at + len(one) for place in places)
    ]


@given(st.text("甲乙。；！，\n", max_size=20), st.data())
def test_what_stands_beside_a_place_ends_where_its_clause_does(
    text: str, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(text)))
    reach = data.draw(st.integers(0, 12))
    end = re.compile(f"[{CLAUSE_ENDS}]")
    before = end.split(text[max(place - reach, 0) : place])[-1]
    after = end.split(text[place : place + reach])[0]
    assert stretch_before(text, place, reach, CLAUSE_ENDS) == before
    assert stretch_after(text, place, reach, CLAUSE_ENDS) == after


def test_stretches_read_each_character_once() -> None:
    one_clause = ("甲" * 1_000_000, range(1_000_000), CLAUSE_ENDS)
    many_clauses = ("甲。" * 300_000, range(0, 600_000, 2), CLAUSE_ENDS)
    with processor_seconds(5):
        assert len(list(stretches(*one_clause))) == 1
        assert len(list(stretches(*many_clauses))) == 300_000
