"""A template made with an office's overlay is clean by it, and each deviation is told by the standard."""

from __future__ import annotations

import re

import pytest
from made import layout_by

from rectify_gen.layout import STANDARD
from rectify_gen.measuring import measure
from rectify_gen.overlay import without_effect
from rectify_gen.package import read_package, write_parts
from rectify_gen.templating.make import KINDS, PREPRINTED_KINDS, make_template

DEVIATIONS = (
    ("page: {top: 30, bottom: 28}", "margin page-number-place"),
    ("page: {left: 25, right: 25}", "characters margin"),
    ("page: {mirrored: 是, top: 30}", "margin"),
    ("grid: {line_pitch: 28磅}", "grid line-pitch"),
    ("grid: {lines: 24}", "grid line-pitch"),
    ("grid: {characters: 26}", "characters"),
    ("fonts: {title: 宋体}", "font"),
    ("fonts: {body: 宋体}", "font"),
    ("fonts: {level_1: 方正大标宋简体}", "font"),
    ("fonts: {level_2: 隶书}", "font"),
    ("fonts: {page_number: Arial}", "font"),
    ("fonts: {latin: Times New Roman}", "latin-font"),
    ("sizes: {title: 小二}", "size"),
    ("sizes: {body: 小三}", "characters indent line-pitch size"),
    ("sizes: {page_number: 小四}", "size"),
    ("page_number: {style: -1-}", "page-number-form"),
    ("page_number: {position: center}", "page-number-sides"),
    ("page_number: {below: 12}", "page-number-place"),
)
"""Overlays, and what the standard says of a notice made with them."""
RED_HEAD = (
    ("sizes: {organ_mark: 一号}", "size"),
    ("sizes: {imprint: 小四}", "size"),
    ("red_head: {mark_top: 25}", "mark-place"),
    ("red_head: {rule: 2磅}", "rule"),
    ("red_head: {rule_distance: 6}", "rule-place"),
)


def codes(data: bytes) -> set[str]:
    return {one.code.removeprefix("layout-") for one in measure(data)}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("text", [one for one, _ in (*DEVIATIONS, *RED_HEAD)])
def test_clean_by_its_own_overlay(kind: str, text: str) -> None:
    reports = measure(make_template(kind, layout_by(text)), layout_by(text))
    assert {report.code for report in reports} <= {f"overlay-no-effect-{kind}"}


@pytest.mark.parametrize(
    ("kind", "text", "keys"),
    [
        ("ledger", "page: {top: 30, left: 25}", "page.top, page.left"),
        ("ledger", "page: {bottom: 30}", "page.bottom"),
        ("ledger", "page: {mirrored: 是}", "page.mirrored"),
        ("ledger", "page_number: {position: center}", ""),
        ("ledger", "page_number: {below: 8}", "page_number.below"),
        ("ledger", "sizes: {page_number: 小四}", ""),
        ("letter", "page: {bottom: 28}", "page_number.below"),
        ("letter", "page: {bottom: 30}", ""),
    ],
)
def test_keys_that_a_kind_does_not_follow_are_named(
    kind: str, text: str, keys: str
) -> None:
    layout = layout_by(text)
    reports = measure(make_template(kind, layout), layout)
    assert [report.facts["keys"] for report in reports] == ([keys] if keys else [])
    assert without_effect(kind, layout)[:1] == tuple(
        report._replace(path="") for report in reports
    )


@pytest.mark.parametrize(("text", "expected"), DEVIATIONS)
def test_each_deviation_is_told_by_the_standard(text: str, expected: str) -> None:
    found = codes(make_template("notice", layout_by(text)))
    assert found
    assert found <= set(expected.split())
    assert expected.rsplit(maxsplit=1)[-1] in found


@pytest.mark.parametrize(("text", "expected"), RED_HEAD)
def test_each_deviation_of_a_red_head_is_told_by_the_standard(
    text: str, expected: str
) -> None:
    assert codes(make_template("redhead", layout_by(text))) == {expected}


PREPRINTED = "red_head: {preprinted: true}"


@pytest.mark.parametrize("kind", PREPRINTED_KINDS)
def test_a_document_knows_that_it_is_for_preprinted_paper(kind: str) -> None:
    template = make_template(kind, layout_by(PREPRINTED))
    assert measure(template) == measure(template, layout_by(PREPRINTED)) == ()


@pytest.mark.parametrize("kind", PREPRINTED_KINDS)
def test_an_office_that_prints_on_preprinted_paper_has_no_red_of_its_own(
    kind: str,
) -> None:
    reports = measure(make_template(kind), layout_by(PREPRINTED))
    assert {report.code for report in reports} == {"layout-preprinted"}
    reported = [report.facts["found_en"] for report in reports]
    assert "a border" in reported
    assert any("organization }}" in text for text in reported)


def test_what_would_be_printed_over_the_preprinted_head_is_reported() -> None:
    parts = read_package(make_template("redhead", layout_by(PREPRINTED)))
    body = parts["word/document.xml"].decode("utf-8")
    place = '<w:pPr><w:pStyle w:val="PreprintedMark"/></w:pPr>'
    assert place in body
    body = body.replace(place, f"{place}<w:r><w:t>示例县水务局文件</w:t></w:r>", 1)
    edited = write_parts({**parts, "word/document.xml": body.encode("utf-8")})
    (report,) = measure(edited)
    assert report.code == "layout-preprinted"
    assert "示例县水务局文件" in report.facts["found_zh"]


def test_the_place_of_the_preprinted_rule_is_measured() -> None:
    wider = layout_by("red_head: {preprinted: true, rule_distance: 6, mark_top: 25}")
    assert codes(make_template("redhead", wider)) == {"rule-place", "mark-place"}
    assert measure(make_template("redhead", wider), wider) == ()


def test_an_office_that_names_a_font_means_that_font() -> None:
    """The standard names kinds: 仿宋 is as good as 仿宋_GB2312, unless an overlay asks for one of them."""
    chosen = layout_by("fonts: {body: 仿宋}")
    assert measure(make_template("notice", chosen)) == ()
    assert {one.code for one in measure(make_template("notice"), chosen)} == {
        "layout-font"
    }


@pytest.mark.parametrize(
    ("overlay", "standard", "cure"),
    [
        ("grid: {characters: 24}", "加宽 2.4 磅", "紧缩 0.25 磅"),
        ("grid: {characters: 30}", "紧缩 1.35 磅", "紧缩 0.25 磅"),
    ],
)
def test_the_hint_on_characters_is_that_of_the_layout(
    overlay: str, standard: str, cure: str
) -> None:
    """The spacing that makes 24 characters fill the type area of 8845 twips: 368 - 320 twips; 29 of 30 give way."""
    for wanted, template, spacing in (
        (layout_by(overlay), make_template("notice"), standard),
        (STANDARD, make_template("notice", layout_by(overlay)), cure),
    ):
        (report,) = measure(template, wanted)
        assert report.code == "layout-characters"
        assert spacing in report.hint("zh")


@pytest.mark.parametrize(("text", "expected"), [*DEVIATIONS, *RED_HEAD])
def test_no_hint_names_a_measure_of_the_standard_that_is_not_wanted(
    text: str, expected: str
) -> None:
    """Measured by the overlay, a template by the standard is told the overlay's numbers alone."""
    kind = "notice" if (text, expected) in DEVIATIONS else "redhead"
    for report in measure(make_template(kind), layout_by(text)):
        said = report.message("zh") + report.hint("zh")
        assert not re.search("28 个|22 行|156 毫米|0.25 磅|下 7 毫米", said), said


@pytest.mark.parametrize(
    ("footer", "expected"),
    [(1440, set()), (1440 + 57, set()), (1440 + 58, {"page-number-place"})],
)
def test_a_number_in_a_line_as_high_as_its_type_is_measured_by_its_dash(
    footer: int, expected: set[str]
) -> None:
    """As Word sets a footer by itself: its dash stands at another height of its line, and may be a millimetre off."""
    parts = read_package(make_template("notice"))
    exact_line = b'<w:spacing w:line="280" w:lineRule="exact"/>'
    natural_line = b'<w:spacing w:line="240" w:lineRule="auto"/>'
    assert exact_line in parts["word/styles.xml"]
    parts["word/styles.xml"] = parts["word/styles.xml"].replace(
        exact_line, natural_line
    )
    set_footer = f'w:footer="{footer}"'.encode()
    parts["word/document.xml"] = parts["word/document.xml"].replace(
        b'w:footer="1423"', set_footer
    )
    assert codes(write_parts(parts)) == expected


def test_pages_for_both_sides_are_mirrored() -> None:
    mirrored = layout_by("page: {mirrored: 是}")
    reports = measure(make_template("notice"), mirrored)
    assert {report.code for report in reports} == {"layout-mirrored"}
    # The standard's margins are those of the side of binding, so it has nothing against mirrored pages.
    assert measure(make_template("notice", mirrored), STANDARD) == ()


def test_a_centred_number_is_not_told_to_stand_outside() -> None:
    for report in measure(
        make_template("notice"), layout_by("page_number: {position: center}")
    ):
        assert report.code == "layout-page-number-sides"
        assert "居中" in report.hint("zh")
        assert "奇偶页" not in report.hint("zh")


def test_the_form_of_the_number_is_told_as_it_is_wanted() -> None:
    reports = measure(make_template("notice"), layout_by("page_number: {style: -1-}"))
    assert {report.code for report in reports} == {"layout-page-number-form"}
    assert all("“-1-”" in report.hint("zh") for report in reports)


def test_a_mark_at_the_edge_of_the_type_area_is_measured() -> None:
    """A distance of 0, which leaves no room for a row above the mark."""
    at_edge = make_template("redhead", layout_by("red_head: {mark_top: 0}"))
    assert codes(at_edge) == {"mark-place"}
    assert measure(at_edge, layout_by("red_head: {mark_top: 0}")) == ()
