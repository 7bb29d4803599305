"""Which templates need docxtpl's correction of table columns: those whose rows may come out uneven.

This room must not know how a part is compiled or rendered.
"""

from __future__ import annotations

import re

_BORDER = re.compile(r"<w:tbl[ >]|</w:tbl>")
_TABLE = re.compile(r"<w:tbl[ >].*?</w:tbl>", re.DOTALL)
_ROW = re.compile(r"<w:tr[ >].*?</w:tr>", re.DOTALL)
_WHOLE_CELL = re.compile(r"<w:tc[ >].*?</w:tc>", re.DOTALL)
_CELL = re.compile(r"<w:tc[ >]")
_SPAN = re.compile(r"<w:gridSpan w:val=\"([^\"]*)\"")
_STATEMENT = "{%"
_VALUE = "{{"


def needs_columns(source: str) -> bool:
    """Return whether a table of ``source`` may have rows with more or fewer cells than its grid has columns.

    Sure of itself only for the common table: no table in a table, a first row outside
    all tags of rows, and every row exactly as wide as the grid; all else is corrected.
    """
    if _has_nested_tables(source):
        return True
    return any(map(_is_uneven, _TABLE.findall(source)))


def _has_nested_tables(source: str) -> bool:
    """Whether a table begins before the last one ended; in broken XML one may end that never began."""
    is_inside = False
    for border in _BORDER.findall(source):
        is_end = border.startswith("</")
        if is_end != is_inside:
            return True
        is_inside = not is_end
    return False


def _is_uneven(table: str) -> bool:
    head = table.partition("<w:tr>")[0].partition("<w:tr ")[0]
    rows = _ROW.findall(table)
    if not rows or _STATEMENT in head or _VALUE in _ROW.sub("", table):
        return True
    columns = table.count("<w:gridCol")
    for row in rows:
        has_tagged_cells = _STATEMENT in _WHOLE_CELL.sub("", row)
        if has_tagged_cells or _width(row) != columns:
            return True
    return False


def _width(row: str) -> int:
    """Cells of a row, wide ones counted for their span; 0 where that depends on the data."""
    width = len(_CELL.findall(row))
    for span in _SPAN.findall(row):
        if not span.isdigit():
            return 0
        width += int(span) - 1
    return width
