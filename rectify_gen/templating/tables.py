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
    borders = _BORDER.findall(source)
    if not borders:
        return False
    are_ends = [border.startswith("</") for border in borders]
    is_alternating = all(map(bool.__ne__, are_ends, are_ends[1:]))
    if not is_alternating:
        return True
    return any(map(_is_uneven, _TABLE.findall(source)))


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
