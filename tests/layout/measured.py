"""Documents turned into PDF by LibreOffice and measured: which line of which page shows which paragraph.

Lengths are points unless a name says mm. Measuring itself is done by checks/layout_check.py,
a script of its own that knows nothing of this product.
"""

from __future__ import annotations

import itertools
import os
import re
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pdfplumber
from timing import PATIENCE

from rectify_gen.layout import STANDARD
from rectify_gen.office import find_office
from rectify_gen.office.pdf_call import to_pdf as office_call
from rectify_gen.word.block_reading import read_blocks
from rectify_gen.word.text_blocks import TextParagraph

sys.path.insert(0, str(Path(__file__).parent / "checks"))
import layout_check

MM = layout_check.MM
PITCH = STANDARD.grid.line / 20
CHARACTER = STANDARD.sizes.body / 2 + STANDARD.grid.spacing / 20
LEFT = STANDARD.page.left / 20
RIGHT = (STANDARD.page.width - STANDARD.page.right) / 20


@dataclass(frozen=True)
class Sign:
    """One printed character."""

    text: str
    font: str
    size: float
    x0: float
    x1: float


@dataclass(frozen=True)
class Row:
    """One printed line: its place on the grid (0 … 21), the paragraph it belongs to and where in it it begins."""

    page: int
    line: int
    baseline: float
    signs: tuple[Sign, ...]
    paragraph: int
    start: int
    last: bool

    @property
    def text(self) -> str:
        return "".join(sign.text for sign in self.signs)


@dataclass(frozen=True)
class Document:
    """A document and its PDF: paragraphs, printed lines, the measurements of each page."""

    name: str
    pdf: Path
    paragraphs: tuple[TextParagraph, ...]
    rows: tuple[Row, ...]
    pages: tuple[dict, ...]
    printed: str
    written: str


def to_pdf(documents: Mapping[str, bytes], folder: Path) -> dict[str, Path]:
    """Write ``documents`` into ``folder`` and convert them all with one call of LibreOffice, as a build does."""
    for name, content in documents.items():
        (folder / f"{name}.docx").write_bytes(content)
    files = [folder / f"{name}.docx" for name in documents]
    call = folder / "call"
    ending = office_call(
        find_office(os.environ), files, call, lambda: PATIENCE, threading.Event()
    )
    made = {name: call / "out" / f"{name}.pdf" for name in documents}
    missing = [name for name, path in made.items() if not path.exists()]
    assert not missing, f"LibreOffice wrote no PDF of {missing}: {ending}"
    return made


def measure(name: str, content: bytes, pdf: Path) -> Document:
    """Return ``content`` with what its PDF shows."""
    paragraphs = tuple(
        block for block in read_blocks(content) if isinstance(block, TextParagraph)
    )
    squeezed = [re.sub(r"\s", "", one.number + one.text) for one in paragraphs]
    rows: list[Row] = []
    with pdfplumber.open(pdf) as opened:
        pages = tuple(layout_check.measure(page, True) for page in opened.pages)
        printed = [
            (page.page_number, *row) for page in opened.pages for row in _printed(page)
        ]
    ends = list(itertools.accumulate(map(len, squeezed)))
    at = 0
    for page, baseline, signs in printed:
        paragraph = next(
            (index for index, end in enumerate(ends) if end > at), len(ends) - 1
        )
        start = at - (ends[paragraph] - len(squeezed[paragraph]))
        at += len(signs)
        line = round((baseline - FIRST_BASELINE) / PITCH)
        rows.append(
            Row(page, line, baseline, signs, paragraph, start, at >= ends[paragraph])
        )
    text = "".join(row.text for row in rows)
    return Document(name, pdf, paragraphs, tuple(rows), pages, text, "".join(squeezed))


FIRST_BASELINE = 40.0 / MM + 0.88 * 16
"""Baseline of the first line of body text; half of the space between lines stands above the first."""


def _printed(page: pdfplumber.page.Page) -> list[tuple[float, tuple[Sign, ...]]]:
    """Lines of a page without its page number: baseline from the top, characters from left to right."""
    height = float(page.height)
    found = [
        {
            **one,
            "base": height - one["matrix"][5],
            "font": one["fontname"].split("+")[-1],
        }
        for one in page.chars
        if one["text"].strip()
    ]
    rows = layout_check.lines_of(found)
    if rows and layout_check.PAGENO.match(rows[-1]["text"]):
        rows.pop()
    return [
        (
            row["base"],
            tuple(
                Sign(
                    one["text"],
                    one["font"],
                    round(one["size"], 1),
                    one["x0"],
                    one["x1"],
                )
                for one in row["chars"]
            ),
        )
        for row in rows
    ]
