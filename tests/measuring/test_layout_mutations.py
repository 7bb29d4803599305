"""One change at a time in shipped templates: exactly what it breaks is reported, in both languages, with a way to mend it."""

from __future__ import annotations

import re

import pytest
from mutations import MUTATIONS, TOLERATED, Mutation

from rectify_gen.measuring import measure
from rectify_gen.resources import find


def shipped(name: str) -> bytes:
    return find(f"templates/{name}.docx").read_bytes()


@pytest.mark.parametrize("mutation", MUTATIONS, ids=[one.name for one in MUTATIONS])
def test_each_change_is_reported_and_nothing_else(mutation: Mutation) -> None:
    found = measure(mutation.applied(shipped(mutation.template)), path="t.docx")
    assert (
        " ".join(sorted({one.code.removeprefix("layout-") for one in found}))
        == mutation.codes
    )
    for one in found:
        assert one.path == "t.docx"
        assert one.place is not None
        for lang in ("zh", "en"):
            said = " ".join((one.place.spot(lang), one.message(lang), one.hint(lang)))
            assert not re.search(r"[{}]|None|  ", said), said


@pytest.mark.parametrize("mutation", TOLERATED, ids=[one.name for one in TOLERATED])
def test_what_the_standard_allows_is_not_reported(mutation: Mutation) -> None:
    assert measure(mutation.applied(shipped(mutation.template))) == ()


def test_there_are_many_and_no_two_of_a_name() -> None:
    assert len(MUTATIONS) >= 40
    assert len({one.name for one in (*MUTATIONS, *TOLERATED)}) == len(MUTATIONS) + len(
        TOLERATED
    )
