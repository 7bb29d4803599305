"""What a searched text says of words: never that it lacks one that stands in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rectify_gen import Notice
from rectify_gen.rules import subject
from rectify_gen.rules.searched_text import SearchedText, pair_of, pairs_in

TEXTS = st.text(st.sampled_from("截止目前日期，\n𠮷𠮸a1\ud842"), max_size=12)


def searched(text: str) -> SearchedText:
    return SearchedText(text, pairs_in(text))


@given(before=TEXTS, sign=TEXTS.filter(bool), after=TEXTS)
def test_a_word_that_stands_in_the_text_may_be_held(
    before: str, sign: str, after: str
) -> None:
    assert searched(before + sign + after).may_hold(sign)


# Two characters beyond the first 65,536 are three pairs, and may lie apart.
CERTAIN = st.text(st.sampled_from("截止a"), min_size=1, max_size=2) | st.just("𠮷")


@given(text=TEXTS, sign=CERTAIN)
def test_of_one_and_two_characters_it_is_certain(text: str, sign: str) -> None:
    assert searched(text).may_hold(sign) == (sign in text)


@pytest.mark.parametrize(
    ("text", "is_held"),
    [
        ("截止日期", True),
        ("截止，止日，日期", True),  # only a search can tell
        ("截止，日期", False),
        ("", False),
    ],
)
def test_a_longer_word_wants_each_of_its_pairs(text: str, *, is_held: bool) -> None:
    assert searched(text).may_hold("截止日期") is is_held


def test_each_pair_of_a_text_has_its_number() -> None:
    pairs = {pair_of(number) for number in pairs_in("甲乙甲丙乙")}
    assert pairs == {"甲乙", "乙甲", "甲丙", "丙乙"}


def test_what_forms_print_is_known_as_well() -> None:
    """The marks around a name meet the words of the form only in print."""
    item = {"problem": "甲", "form": "关于{}整改", "content": "文。", "status": "done"}
    notice = Notice.model_validate(
        {"sections": [{"role": "rectification", "content": [item]}]}
    )
    walked = subject(notice)
    for sign in ("关于问题", "问题整改", "\n关于"):
        assert sign in walked.scanned
        assert walked.scanned.may_hold(sign)
    assert not walked.scanned.may_hold("关于整改")
