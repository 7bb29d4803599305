"""The index by pairs of characters, wherever in a text its words stand."""

from __future__ import annotations

import pytest

from rectify_gen.rules.phrases import _MANY, PairIndex, odd_pair, spans_of
from rectify_gen.rules.searched_text import pairs_in

INDEX = PairIndex("做则办发", ["以身做则", "管理办发"])


@pytest.mark.parametrize("before", ["", "能", "做到", "𠮷", "𠮷能"])
@pytest.mark.parametrize("after", ["", "。", "𠮷。"])
def test_a_word_is_seen_at_each_place(before: str, after: str) -> None:
    assert INDEX.words_among(pairs_in(f"{before}以身做则{after}")) == {"以身做则"}


@pytest.mark.parametrize(
    "text", ["", "做", "做则", "以身做。则", "以身则做", "身做则", "发管理办"]
)
def test_a_part_of_a_word_is_not_seen(text: str) -> None:
    assert INDEX.words_among(pairs_in(text)) == set()


def test_two_words_may_have_one_pair() -> None:
    index = PairIndex("做则做则", ["以身做则", "做则"])
    assert index.words_among(pairs_in("以身做则")) == {"以身做则", "做则"}
    assert index.words_among(pairs_in("做则")) == {"做则"}


@pytest.mark.parametrize("count", [_MANY - 1, _MANY, _MANY + 1])
def test_few_words_and_many_are_found_alike(count: int) -> None:
    # Two words for each pair: 一做则 and 一做了.
    characters = [chr(0x4E00 + number) for number in range(count)]
    words = [f"{character}做则" for character in characters]
    others = [f"{character}做了" for character in characters]
    pairs = "".join(f"{character}做" for character in characters)
    index = PairIndex(pairs * 2, [*words, *others])
    assert index.words_among(pairs_in("，".join(words))) == set(words)
    assert index.words_among(pairs_in("，".join(others))) == set(others)


@pytest.mark.parametrize(
    ("word", "meant", "pair"),
    [("管理办发", "管理办法", "办发"), ("惯彻", "贯彻", "惯彻"), ("法办", "办法法办", "法办")],
)  # fmt: skip
def test_the_pair_is_one_that_the_right_word_has_not(
    word: str, meant: str, pair: str
) -> None:
    assert odd_pair(word, meant) == pair


def test_of_words_that_overlap_the_first_and_longer_is_taken() -> None:
    words = ["帐外", "帐外帐", "外帐户", "对帐"]
    assert list(spans_of(words, "帐外帐户，对帐对帐")) == [(0, 3), (5, 7), (7, 9)]
