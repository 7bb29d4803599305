"""Every key of an office's overlay, measured in the PDF that LibreOffice makes of a document laid out by it.

What no page can give is refused (tests/test_overlay.py); the overlays here stand beside those limits.
"""

from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import pdfplumber
import pytest
from made import layout_by, notice_from
from measured import layout_check, to_pdf
from needs import needs, needs_fonts

from rectify_gen.layout import Layout
from rectify_gen.templating.compile import compile_template
from rectify_gen.templating.make import make_template
from rectify_gen.templating.render import render
from rectify_gen.view import compose

pytestmark = [pytest.mark.slow, needs("soffice"), needs_fonts()]

OVERLAYS = (
    "grid: {lines: 10}",
    "grid: {lines: 12}",
    "grid: {lines: 25}",
    "grid: {lines: 30}",
    "grid: {lines: 33}",
    "grid: {line_pitch: 19.2磅}",
    "grid: {line_pitch: 28磅}",
    "grid: {characters: 15}",
    "grid: {characters: 29}",
    "grid: {characters: 30}",
    "page: {top: 5, bottom: 15}",
    "page: {top: 80, bottom: 80}",
    "page: {left: 5, right: 5}",
    "page: {left: 40, right: 26}",
    "page: {top: 20, bottom: 25, left: 30, right: 30}",
    "page: {mirrored: 是}",
    "sizes: {body: 小一}",
    "sizes: {body: 小四}",
    "sizes: {page_number: 小五}",
    "sizes: {page_number: 28磅}",
    "page_number: {below: 2.1}",
    "page_number: {below: 27.1}",
    "page_number: {position: center, style: 第1页}",
)
EM_DASH = "—"
DASH_HEIGHT = 0.385
"""Of the dash of the stand-in 宋体 above its base line, in sizes."""
MM = 25.4 / 1440
"""Millimetres in a twip."""


class Pages(NamedTuple):
    """A document by an overlay: its layout, and what the pages of its PDF show."""

    layout: Layout
    pages: list[dict[str, Any]]


def solid_document(layout: Layout, kind: str = "notice") -> bytes:
    """A document whose first paragraph fills three pages without punctuation; the last one stays on one page."""
    characters = layout.grid.lines * layout.grid.characters * 3
    section = {"role": "other", "heading": "实文", "content": ["国" * characters, "完"]}
    data = {"title": [], "preamble": [], "closing": [], "sections": [section]}
    template = compile_template(make_template(kind, layout), "本单位.docx")
    return render(template, compose(notice_from(data)))


@pytest.fixture(scope="session")
def measured(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Pages]:
    layouts = {overlay: layout_by(overlay) for overlay in OVERLAYS}
    documents = {}
    for number, layout in enumerate(layouts.values()):
        documents[f"overlay{number}"] = solid_document(layout)
    # Later pages of a letter have no header that could move their text down.
    letter = layout_by("page: {top: 20}")
    documents["letter"] = solid_document(letter, "letter")
    layouts["letter"] = letter
    pdfs = to_pdf(documents, tmp_path_factory.mktemp("overlays"))
    measured = {}
    for (overlay, layout), pdf in zip(layouts.items(), pdfs.values(), strict=True):
        measured[overlay] = Pages(layout, pages_of(pdf))
    return measured


def pages_of(pdf: Path) -> list[dict[str, Any]]:
    with pdfplumber.open(pdf) as opened:
        return [layout_check.measure(page, True) for page in opened.pages]


@pytest.mark.parametrize("overlay", [*OVERLAYS, "letter"])
def test_a_full_page_has_the_lines_and_characters_of_the_overlay(
    overlay: str, measured: dict[str, Pages]
) -> None:
    layout, pages = measured[overlay]
    second_page = pages[1]
    texts = second_page["text"]
    # layout_check takes numbers between dashes only for page numbers.
    has_unknown_number = second_page["page_number"] is None
    if has_unknown_number and "国" not in texts[-1]:
        texts = texts[:-1]
    assert len(texts) == layout.grid.lines
    counts = Counter(len(text) for text in texts)
    assert counts == {layout.grid.characters: layout.grid.lines}
    margins = second_page["margins_mm"]
    left, right = layout.page.left * MM, layout.page.right * MM
    # The second page is an even one.
    if layout.page.mirrored:
        left, right = right, left
    assert margins["left"] == pytest.approx(left, abs=0.3)
    # Characters that are pulled apart have their space at the right, too.
    space = max(layout.grid.spacing, 0) * MM
    room = layout.page.type_width() - layout.grid.characters * layout.character()
    assert right - 0.6 < margins["right"] < right + room * MM + space + 0.6


@pytest.mark.parametrize("overlay", [name for name in OVERLAYS if "style" not in name])
def test_the_dash_stands_where_the_overlay_says(
    overlay: str, measured: dict[str, Pages]
) -> None:
    """7 mm below the type area unless the overlay says otherwise, whatever size the number has."""
    layout, pages = measured[overlay]
    number = pages[0]["page_number"]
    dash = DASH_HEIGHT * number["size_pt"] * 25.4 / 72
    below = layout.page.bottom * MM - number["baseline_from_bottom_mm"] - dash
    wanted = layout.page.bottom - layout.page.footer - layout.page_number_dash()
    assert below == pytest.approx(wanted * MM, abs=0.15)
