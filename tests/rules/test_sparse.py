"""What a pattern with signs of its own finds is what the plain pattern finds.

The signs are written by hand, so that most notices need not compile the pattern. A sign that is
forgotten would hide faults: each is compared on the examples, on all cases of the rules, on real
notices where they are at hand, and on texts made of the characters of the pattern.
"""

from __future__ import annotations

import importlib
import inspect
import os
import pkgutil
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml
from cases_of_notices import CASES
from hypothesis import given
from hypothesis import strategies as st
from needs import NOTICES

from rectify_gen import rules
from rectify_gen.rules import subject
from rectify_gen.rules.led_in_clause import LedInClause
from rectify_gen.rules.rule import BLANK
from rectify_gen.rules.searched_text import SearchedText, pairs_in
from rectify_gen.rules.sparse import Led, Sparse, places_of
from rectify_gen.source import decode, locate
from rectify_gen.validation import validate

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))


def sparse_patterns() -> Iterator[tuple[str, Sparse]]:
    """Every pattern with signs in the rules, those of the word tables included, with its name."""
    for module_info in pkgutil.iter_modules(rules.__path__):
        module = importlib.import_module(f"rectify_gen.rules.{module_info.name}")
        for name, value in vars(module).items():
            for key, pattern in patterns_of(module, value).items():
                if pattern.signs:
                    yield f"{module_info.name}.{name}{key}", pattern


def patterns_of(module: ModuleType, value: object) -> dict[str, Sparse]:
    """The patterns that ``value`` of ``module`` is, or returns once it is computed from a word table."""
    is_computed = hasattr(value, "cache_clear") and value.__module__ == module.__name__
    if is_computed and not inspect.signature(value).parameters:
        value = value()
    if isinstance(value, Sparse):
        return {"": value}
    if isinstance(value, dict):
        return {
            f" {key}": member
            for key, member in value.items()
            if isinstance(member, Sparse)
        }
    return {}


PATTERNS = dict(sparse_patterns())


@cache
def texts() -> tuple[str, ...]:
    """The examples as rules read them, real notices, and every string of every case."""
    found: list[str] = []
    for path in EXAMPLES:
        walked = subject(validate(locate(decode(path.read_bytes(), path.name))))
        found += [walked.whole, walked.wording, walked.scanned]
    for path in sorted(Path(os.environ.get(NOTICES) or ".").glob("[0-9]*.txt")):
        found.append(path.read_text(encoding="utf-8"))
    for path in CASES.glob("*/*.yaml"):
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
        found += strings_of(content)
    return tuple(found)


def strings_of(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for member in value.values():
            yield from strings_of(member)
    elif isinstance(value, list):
        for member in value:
            yield from strings_of(member)


def assert_same(pattern: Sparse, text: str) -> None:
    # A text ends where a line does: that is how rules read it.
    line = text + "\n"
    plain = re.compile(pattern.pattern)
    expected = [match.span() for match in plain.finditer(line)]
    for searched in (line, SearchedText(line, pairs_in(line))):
        assert [match.span() for match in pattern.finditer(searched)] == expected


@pytest.mark.parametrize("name", PATTERNS)
def test_no_sign_holds_a_blank_beside_another_character(name: str) -> None:
    """The pairs of a notice are those of its whole, which has no blanks where its wording has some."""
    for group in PATTERNS[name].signs:
        assert not [sign for sign in group if BLANK in sign and sign != BLANK]


def test_patterns_are_found() -> None:
    assert len(PATTERNS) > 20


@pytest.mark.parametrize("name", PATTERNS)
def test_the_examples_and_the_cases_have_the_same_matches(name: str) -> None:
    for text in texts():
        assert_same(PATTERNS[name], text)


@pytest.mark.parametrize("name", PATTERNS)
@given(data=st.data())
def test_texts_of_the_characters_of_a_pattern_have_the_same_matches(
    name: str, data: st.DataObject
) -> None:
    pattern = PATTERNS[name]
    characters = sorted({*pattern.pattern, *"0129 \nA甲", *"".join(pattern.signs[0])})
    drawn = data.draw(
        st.text(st.sampled_from(characters), max_size=40)
        | st.from_regex(pattern.pattern)
    )
    assert_same(pattern, drawn)


def test_a_led_pattern_takes_no_character_twice() -> None:
    pattern = Led("一+|二一", ("一", "二一"))
    text = "二一一，一一一"
    expected = ["二一", "一", "一一一"]
    assert [match.group() for match in pattern.finditer(text)] == expected
    first = pattern.search(text)
    assert first is not None
    assert first.span() == (0, 2)
    assert pattern.search("甲乙") is None


def test_places_of_words_are_in_the_order_of_the_text() -> None:
    text = "以内，以上，以内"
    for searched in (text, SearchedText(text, pairs_in(text))):
        assert places_of(("以上", "以内", "以下"), searched) == [0, 3, 6]


def test_a_pattern_in_a_clause_is_not_compiled_for_words_of_several_clauses() -> None:
    pattern = LedInClause("甲.乙+", ("甲",), ends="。\n", near=(("乙",),))
    for text in ("甲丙。乙乙", "甲\n乙", "乙甲", "甲"):
        assert not pattern.may_match(text)
        assert list(pattern.finditer(text)) == []
    assert "compiled" not in vars(pattern)
    matches = pattern.finditer("甲丙。甲丙乙乙。")
    assert [match.span() for match in matches] == [(3, 7)]
