"""Tables that leave out the columns in which no row has anything, and keep their width.

A template's author asks for it in Word: the alternative text of the table (表格属性 → 可选文字) says 空列不排. Rows that
Word repeats as a head, else the first row, do not count; neither do cells that span several columns. This module must
not know Jinja, views, or packages.
"""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

from rectify_gen.word.elements import take_out, whole_number
from rectify_gen.word.namespaces import qn, qns

REQUEST = "空列不排"
"""The alternative text of a table that leaves out its empty columns."""

_TABLE = qn("w:tbl")
_TABLE_PROPERTIES = qn("w:tblPr")
_ALTERNATIVE_TEXTS = qns("w:tblCaption w:tblDescription")
_GRID = qn("w:tblGrid")
_GRID_COLUMN = qn("w:gridCol")
_ROW = qn("w:tr")
_ROW_PROPERTIES = qn("w:trPr")
_REPEATED = qn("w:tblHeader")
_IRREGULAR = qns("w:gridBefore w:gridAfter w:sdt w:customXml")
"""What shifts the cells of a row, or stands between a table and its rows or a row and its cells."""
_CELL = qn("w:tc")
_CELL_PROPERTIES = qn("w:tcPr")
_SPAN = qn("w:gridSpan")
_CELL_WIDTH = qn("w:tcW")
_VALUE = qn("w:val")
_WIDTH = qn("w:w")
_WIDTH_TYPE = qn("w:type")
_TEXT = qn("w:t")
_SHOWN = qns(
    "w:drawing w:pict w:object w:sym w:fldSimple w:instrText"
    " w:footnoteReference w:endnoteReference w:ptab w:pgNum w:noBreakHyphen w:altChunk"
)
"""What a cell shows beside text."""


class _GridCell(NamedTuple):
    """A cell, the number of its first column, and how many columns it spans."""

    element: etree._Element
    column: int
    span: int


def wants_no_empty_columns(root: etree._Element) -> bool:
    """Return whether a table of the part ``root`` asks for it."""
    return any(_requests(table) for table in root.iter(_TABLE))


def drop_empty_columns(root: etree._Element) -> None:
    """Take the empty columns out of the tables of ``root`` that ask for it, and the request out of the document."""
    for table in list(root.iter(_TABLE)):
        requests = _requests(table)
        for request in requests:
            take_out(request)
        if requests:
            _narrow(table)


def _requests(table: etree._Element) -> list[etree._Element]:
    properties = table.find(_TABLE_PROPERTIES)
    if properties is None:
        return []
    requests = []
    for child in properties:
        is_text = child.tag in _ALTERNATIVE_TEXTS
        if is_text and child.get(_VALUE, "").strip() == REQUEST:
            requests.append(child)
    return requests


def _narrow(table: etree._Element) -> None:
    grid = table.find(_GRID)
    if grid is None:
        return
    grid_columns = grid.findall(_GRID_COLUMN)
    rows = list(map(_cells, table.findall(_ROW)))
    if not _is_regular(
        table,
        rows,
        len(grid_columns),
    ):
        return
    empty = _empty_columns(table, rows)
    # A table without any column is none.
    if not empty or len(empty) == len(grid_columns):
        return
    widths = []
    for column in grid_columns:
        widths.append(whole_number(column.get(_WIDTH)))
    kept_widths = _widened(widths, empty)
    for number in empty:
        column = grid_columns[number]
        grid.remove(column)
    kept_columns = grid.findall(_GRID_COLUMN)
    for column, width in zip(
        kept_columns,
        kept_widths,
        strict=True,
    ):
        column.set(_WIDTH, str(width))
    kept_before = _kept_before(len(widths), empty)
    for row in rows:
        for cell in row:
            start = kept_before[cell.column]
            end = kept_before[cell.column + cell.span]
            if start == end:
                take_out(cell.element)
            else:
                _resize(
                    cell.element,
                    end - start,
                    sum(kept_widths[start:end]),
                )


def _is_regular(
    table: etree._Element, rows: list[list[_GridCell]], columns: int
) -> bool:
    """Return whether each row is as wide as the grid; other tables are left alone."""
    places = [table, *table.findall(_ROW), *table.findall(f"{_ROW}/{_ROW_PROPERTIES}")]
    for place in places:
        if any(child.tag in _IRREGULAR for child in place):
            return False
    return all(_width(cells) == columns for cells in rows)


def _width(cells: list[_GridCell]) -> int:
    """How many columns the cells of a row span together."""
    if not cells:
        return 0
    return cells[-1].column + cells[-1].span


def _cells(row: etree._Element) -> list[_GridCell]:
    cells = []
    column = 0
    for element in row.findall(_CELL):
        span = _span(element)
        cells.append(
            _GridCell(
                element,
                column,
                span,
            )
        )
        column += span
    return cells


def _span(cell: etree._Element) -> int:
    properties = cell.find(_CELL_PROPERTIES)
    if properties is None:
        return 1
    span = properties.find(_SPAN)
    if span is None:
        return 1
    return max(whole_number(span.get(_VALUE)), 1)


def _empty_columns(table: etree._Element, rows: list[list[_GridCell]]) -> set[int]:
    """Return the columns that have cells below the head, none of which shows anything."""
    seen: set[int] = set()
    filled: set[int] = set()
    elements = table.findall(_ROW)
    for number, cells in enumerate(rows):
        if _is_head(elements[number], number):
            continue
        for cell in cells:
            # A cell over several columns, such as the name of an area, belongs to none of them.
            if cell.span > 1:
                continue
            seen.add(cell.column)
            if _shows_something(cell.element):
                filled.add(cell.column)
    return seen - filled


def _is_head(row: etree._Element, number: int) -> bool:
    properties = row.find(_ROW_PROPERTIES)
    is_repeated = properties is not None and properties.find(_REPEATED) is not None
    return is_repeated or number == 0


def _shows_something(cell: etree._Element) -> bool:
    for element in cell.iter(etree.Element):
        if element.tag in _SHOWN:
            return True
        if element.tag == _TEXT and (element.text or "").strip():
            return True
    return False


def _widened(widths: list[int], empty: set[int]) -> list[int]:
    """Return the widths of the columns that stay, in their proportions, as wide together as all were."""
    kept = [width for number, width in enumerate(widths) if number not in empty]
    total = sum(widths)
    kept_total = sum(kept)
    if not kept_total:
        return kept
    widened = [width * total // kept_total for width in kept]
    widest = widened.index(max(widened))
    widened[widest] += total - sum(widened)
    return widened


def _kept_before(count: int, empty: set[int]) -> list[int]:
    """Return for each border between columns how many of those to its left stay."""
    kept_before = [0]
    for number in range(count):
        is_kept = number not in empty
        kept_before.append(kept_before[-1] + is_kept)
    return kept_before


def _resize(
    cell: etree._Element,
    span: int,
    width: int,
) -> None:
    properties = cell.find(_CELL_PROPERTIES)
    if properties is None:
        return
    span_element = properties.find(_SPAN)
    if span_element is not None:
        span_element.set(_VALUE, str(span))
    cell_width = properties.find(_CELL_WIDTH)
    if cell_width is not None:
        cell_width.set(_WIDTH, str(width))
        cell_width.set(_WIDTH_TYPE, "dxa")
