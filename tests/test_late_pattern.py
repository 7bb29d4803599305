"""A pattern that is compiled when it is first used does what a compiled one does."""

from __future__ import annotations

import re
from typing import Any

import pytest

from rectify_gen.late_pattern import LatePattern

PATTERN = "[一二] # a numeral"
COMPILED = re.compile(PATTERN, re.VERBOSE)
TEXT = "三二一，二"


@pytest.mark.parametrize("method", ["search", "match", "fullmatch"])
@pytest.mark.parametrize("bounds", [(), (1,), (1, 2), (3,), (3, 4), (4, 5), (9,)])
def test_it_finds_the_same_within_the_same_bounds(
    method: str, bounds: tuple[int, ...]
) -> None:
    def span(pattern: Any) -> tuple[int, int] | None:
        match = getattr(pattern, method)(TEXT, *bounds)
        return match and match.span()

    assert span(LatePattern(PATTERN, re.VERBOSE)) == span(COMPILED)


@pytest.mark.parametrize("bounds", [(), (2,), (1, 2)])
def test_it_finds_all_of_them(bounds: tuple[int, ...]) -> None:
    late = LatePattern(PATTERN, re.VERBOSE)
    spans = [match.span() for match in late.finditer(TEXT, *bounds)]
    assert spans == [match.span() for match in COMPILED.finditer(TEXT, *bounds)]


def test_it_replaces_all_of_them() -> None:
    late = LatePattern("[一二]")
    assert late.sub("几", TEXT) == "三几几，几"
    assert late.sub(lambda match: f"第{match[0]}", TEXT) == "三第二第一，第二"


def test_it_is_compiled_when_it_is_first_used_and_once() -> None:
    late = LatePattern("(")
    with pytest.raises(re.error):
        late.search("")
    late = LatePattern("一")
    assert late.compiled is late.compiled
