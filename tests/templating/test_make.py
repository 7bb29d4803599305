"""The committed templates are what the maker makes, valid, and tell where text is kept together."""

from __future__ import annotations

from pathlib import Path

import pytest

from rectify_gen.package import read_package
from rectify_gen.templating.make import KINDS, make_template

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("kind", KINDS)
def test_committed_template_is_fresh(kind: str) -> None:
    committed = read_package((ROOT / "templates" / f"{kind}.docx").read_bytes())
    made = read_package(make_template(kind))
    stale = sorted(name for name in {*committed, *made} if committed.get(name) != made.get(name))
    assert not stale, f"{stale} differ: run  rectify-gen template new {kind} -o templates/{kind}.docx --force"


@pytest.mark.parametrize("kind", KINDS)
def test_made_twice_the_same_bytes(kind: str) -> None:
    assert make_template(kind) == make_template(kind)
