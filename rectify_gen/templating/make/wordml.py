"""Pieces of WordprocessingML for the template maker: paragraphs, runs, tables, styles.

Written by hand so that a template has few parts and few styles. Child order follows
the schema. This room must not know tags, sentences, or what a template prints.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rectify_gen.layout import Page
from rectify_gen.templating.make.markup import element, text_element

_CHINESE_FONT = element("rFonts", hint="eastAsia")
"""Quotes and dashes, which are Latin and Chinese signs at once, take the Chinese font."""


def run(text: str, style: str = "") -> str:
    """Return a run of ``text`` in the character style ``style``."""
    return element("r", _run_properties(style), text_element("t", text))


def _run_properties(style: str = "") -> str:
    styled = element("rStyle", val=style) if style else ""
    return element("rPr", styled, _CHINESE_FONT)


def line_break() -> str:
    """Return a run that breaks the line inside its paragraph."""
    return element("r", _run_properties(), element("br"))


def tabulator() -> str:
    """Return a run that goes on at the next tab stop."""
    return element("r", element("tab"))


def field(instruction: str, shown: str) -> str:
    """Return the runs of a field such as PAGE; ``shown`` stands there until Word counts."""
    runs = (
        element("fldChar", fldCharType="begin"),
        text_element("instrText", f" {instruction} "),
        element("fldChar", fldCharType="separate"),
        element("t", shown),
        element("fldChar", fldCharType="end"),
    )
    field_runs = ""
    for content in runs:
        field_runs += element("r", content)
    return field_runs


def paragraph(style: str, *runs: str, keep_next: bool = False, indent: str = "") -> str:
    """Return a paragraph in ``style``; ``keep_next`` keeps it on the page of the next one.

    ``indent`` replaces the style's (see :func:`indentation`).
    """
    kept = element("keepNext") if keep_next else ""
    properties = element("pPr", element("pStyle", val=style), kept, indent)
    return element("p", properties, *runs)


def indentation(left: int = 0, right: int = 0, hanging: int = 0) -> str:
    """Return indents in twips; the first line of a paragraph begins ``hanging`` to the left of the others."""
    return element("ind", left=left, right=right, hanging=hanging or None)


def aligned(place: str) -> str:
    """Return the alignment of a paragraph: left, center, right or distribute."""
    return element("jc", val=place)


def right_tab(position: int) -> str:
    """Return a tab stop at which text ends, ``position`` twips from the margin."""
    return element("tabs", element("tab", val="right", pos=position))


def exact(line: int) -> str:
    """Return line spacing of exactly ``line`` twips, off the grid."""
    spacing = element("spacing", line=line, lineRule="exact")
    return off_grid() + spacing


def off_grid() -> str:
    """Return that lines do not stand on the grid of the page."""
    return element("snapToGrid", val=0)


def rule(side: str, eighths: int, colour: str = "auto") -> str:
    """Return one side of a border, ``eighths`` of a point wide."""
    return element(side, val="single", sz=eighths, space=0, color=colour)


def rule_width(eighths: int) -> int:
    """Return the width of a rule of ``eighths`` of a point, in twips."""
    return eighths * 20 // 8


def paragraph_borders(*rules: str) -> str:
    """Return borders of a paragraph (see :func:`rule`)."""
    return element("pBdr", *rules)


class Cell(NamedTuple):
    """One cell of a table: its paragraphs, columns it spans, where its text stands from top to bottom."""

    content: str
    span: int = 1
    middle: bool = False


class Row(NamedTuple):
    """One row, at least ``least_height`` twips high; ``header`` rows are repeated.

    Only a row that ``may_split`` may be split over pages.
    """

    cells: tuple[Cell, ...]
    least_height: int = 0
    header: bool = False
    may_split: bool = False

    def xml(self, widths: Sequence[int]) -> str:
        """Return the row as ``w:tr`` on columns of ``widths``."""
        height = ""
        if self.least_height:
            height = element("trHeight", val=self.least_height, hRule="atLeast")
        header = element("tblHeader") if self.header else ""
        whole = "" if self.may_split else element("cantSplit")
        properties = element("trPr", whole, height, header)
        cells: list[str] = []
        column = 0
        for cell in self.cells:
            width = sum(widths[column : column + cell.span])
            cells.append(_cell(cell, width))
            column += cell.span
        return element("tr", properties, *cells)


def _cell(cell: Cell, width: int) -> str:
    span = element("gridSpan", val=cell.span) if cell.span > 1 else ""
    middle = element("vAlign", val="center") if cell.middle else ""
    cell_width = element("tcW", w=width, type="dxa")
    properties = element("tcPr", cell_width, span, middle)
    return element("tc", properties, cell.content)


def table(
    widths: Sequence[int],
    rows: str,
    borders: str = "",
    margin: int = 0,
    place: str = "",
    alternative_text: str = "",
) -> str:
    """Return a table of fixed column ``widths`` with ``margin`` left and right in its cells."""
    margins = element(
        "tblCellMar",
        element("top", w=0, type="dxa"),
        element("left", w=margin, type="dxa"),
        element("bottom", w=0, type="dxa"),
        element("right", w=margin, type="dxa"),
    )
    properties = element(
        "tblPr",
        place,
        element("tblW", w=sum(widths), type="dxa"),
        element("tblInd", w=0, type="dxa"),
        element("tblBorders", borders) if borders else "",
        element("tblLayout", type="fixed"),
        margins,
        element("tblCaption", val=alternative_text) if alternative_text else "",
    )
    columns = [element("gridCol", w=width) for width in widths]
    grid = element("tblGrid", *columns)
    return element("tbl", properties, grid, rows)


def at_foot(page: Page) -> str:
    """Return the place of a table at the foot of the type area of ``page``.

    It counts from the paper, for LibreOffice lets no table float that counts from the margin and fills the line. So on
    mirrored pages it stands in the middle of the paper, a millimetre from where the type area of either side begins.
    """
    return element(
        "tblpPr",
        leftFromText=0,
        rightFromText=0,
        vertAnchor="margin",
        horzAnchor="page",
        tblpX=None if page.mirrored else page.left,
        tblpXSpec="center" if page.mirrored else None,
        tblpYSpec="bottom",
    )


def fonts(family: str, latin: str = "") -> str:
    """Return ``w:rFonts`` with ``family`` for Chinese, and for Latin where ``latin`` names none."""
    latin_family = latin or family
    return element(
        "rFonts",
        hint="eastAsia",
        ascii=latin_family,
        hAnsi=latin_family,
        eastAsia=family,
        cs="Times New Roman",
    )


def size(half_points: int, scale: int = 100, spacing: int = 0) -> str:
    """Return a font size without the grid's squeeze; ``scale`` is the width of a character in per cent.

    ``spacing`` is the extra width of each character, in twips.
    """
    return (
        element("spacing", val=spacing)
        + (element("w", val=scale) if scale != 100 else "")
        + element("sz", val=half_points)
        + element("szCs", val=half_points)
    )


def paragraph_style(
    identifier: str, name: str, paragraph_properties: str = "", run_properties: str = ""
) -> str:
    """Return a paragraph style based on Normal that the gallery shows."""
    return element(
        "style",
        element("name", val=name),
        element("basedOn", val="Normal"),
        element("qFormat"),
        element("pPr", paragraph_properties) if paragraph_properties else "",
        element("rPr", run_properties) if run_properties else "",
        type="paragraph",
        styleId=identifier,
    )


def character_style(identifier: str, name: str, run_properties: str) -> str:
    """Return a character style."""
    return element(
        "style",
        element("name", val=name),
        element("qFormat"),
        element("rPr", run_properties),
        type="character",
        styleId=identifier,
    )
