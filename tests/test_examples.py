"""The examples: free of reports, fresh beside their documents, with the counts that their shapes call for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from rectify_gen import (
    decode,
    document_text,
    judge,
    load_template,
    locate,
    read_file,
    validate,
)
from rectify_gen.building.making import make_document
from rectify_gen.building.tasks import SHIPPED, recipe_of
from rectify_gen.model import (
    HeadingItem,
    MeasureRun,
    Paragraph,
    ProblemItem,
    Role,
    numbered_items,
)
from rectify_gen.package import read_package

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
COUNTS = {
    "education-bureau": (12, 13, 33),
    "water-affairs-bureau": (14, 14, 40),
    "market-regulation-report": (18, 52, 0),
    "vocational-college": (14, 14, 34),
    "housing-bureau": (21, 21, 55),
}
"""Numbered 1. items and leaf items of the rectification section, measures of the whole text."""


def test_all_five_are_here() -> None:
    assert {one.stem for one in EXAMPLES} == set(COUNTS)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda one: one.stem)
def test_no_report(path: Path) -> None:
    data = locate(read_file(path))
    assert not data.diagnostics
    judged = judge(validate(data))
    assert not judged.standing
    long_circled = (
        ["circled-number-glyph"] if path.stem == "market-regulation-report" else []
    )
    assert [one.code for one in judged.waived] == long_circled


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda one: one.stem)
def test_document_beside_it_is_fresh(path: Path) -> None:
    """Refresh with: rectify-gen build examples"""
    made, diagnostics, _ = make_document(read_file(path), recipe_of({}))
    assert not diagnostics
    assert read_package(made) == read_package(path.with_suffix(".docx").read_bytes())


@pytest.mark.parametrize("template", ["redhead", "letter", "ledger"])
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda one: one.stem)
def test_every_example_goes_through_every_template_without_a_report(
    path: Path, template: str
) -> None:
    """What an example does not say (发文字号, 版记 …) is left out; that no text is lost, rendering proves itself."""
    _, diagnostics, _ = make_document(
        read_file(path), recipe_of(dict.fromkeys(SHIPPED, template))
    )
    assert not diagnostics


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda one: one.stem)
def test_pictures_are_beside_it(path: Path) -> None:
    """Refresh with: python tests/layout/pictures.py"""
    for page in ("first", "last"):
        assert path.with_name(f"{path.stem}-{page}.png").read_bytes()[:4] == b"\x89PNG"


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda one: one.stem)
def test_counts(path: Path) -> None:
    notice = validate(locate(read_file(path)))
    (section,) = (one for one in notice.sections if one.role is Role.RECTIFICATION)
    items = [item for _, item in numbered_items(section.content, ())]
    text = document_text(path.with_suffix(".docx").read_bytes())
    numbered = len(re.findall(r"^\d+\.", text, re.MULTILINE))
    leaves = sum(not numbered_items(item.content, ()) for item in items)
    measures = sum(_measures(one.content) for one in notice.sections)
    assert (numbered, leaves, measures) == COUNTS[path.stem]


def _measures(content: tuple[object, ...]) -> int:
    total = 0
    for member in content:
        if isinstance(member, MeasureRun | Paragraph):
            total += len(member.measures)
        elif isinstance(member, HeadingItem | ProblemItem):
            total += _measures(member.content)
    return total


def test_line_ends_and_byte_order_mark_do_not_change_a_document() -> None:
    data = EXAMPLES[0].read_bytes()
    recipe = recipe_of({})
    plain = make_document(decode(data, "a.yaml"), recipe)[0]
    for variant in (
        data.replace(b"\n", b"\r\n"),
        b"\xef\xbb\xbf" + data,
        data.decode("utf-8").encode("utf-16"),
    ):
        assert make_document(decode(variant, "a.yaml"), recipe)[0] == plain


def test_template_of_a_name_is_found_from_anywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert load_template("report").parts
