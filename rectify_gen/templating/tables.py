"""Which templates need docxtpl's correction of table columns: those whose rows may come out uneven.

This room must not know how a part is compiled or rendered.
"""

from __future__ import annotations

import itertools
import re

_TABLE = re.compile(r"<w:tbl>|<w:tbl |</w:tbl>")
_ROW = re.compile(r"<w:tr[ >].*?</w:tr>", re.DOTALL)
_CELL = re.compile(r"<w:tc[ >]")
_SPAN = re.compile(r"<w:gridSpan w:val=\"([^\"]*)\"")
_TAG = re.compile(r"\{%")


def needs_columns(source: str) -> bool:
    """Return whether a table of ``source`` may have rows with more or fewer cells than its grid has columns.

    Sure of itself only for the common table: no table in a table, a first row outside
    all tags of rows, and every row exactly as wide as the grid; all else is corrected.
    """
    borders = [one.group() for one in _TABLE.finditer(source)]
    if not borders:
        return False
    if any(
        first.startswith("</") == second.startswith("</")
        for first, second in itertools.pairwise(borders)
    ):
        return True
    return any(map(_is_uneven, re.findall(r"<w:tbl[ >].*?</w:tbl>", source, re.DOTALL)))


def _is_uneven(table: str) -> bool:
    columns = table.count("<w:gridCol")
    head, rows = (
        table.partition("<w:tr>")[0].partition("<w:tr ")[0],
        _ROW.findall(table),
    )
    between = _ROW.sub("", table)
    tagged_cells = any(
        _TAG.search(re.sub(r"<w:tc[ >].*?</w:tc>", "", row, flags=re.DOTALL))
        for row in rows
    )
    if not rows or _TAG.search(head) or tagged_cells or "{{" in between:
        return True
    return any(_width(row) != columns for row in rows)


def _width(row: str) -> int:
    """Cells of a row, wide ones counted for their span; 0 where that depends on the data."""
    spans = _SPAN.findall(row)
    return (
        len(_CELL.findall(row)) + sum(int(one) - 1 for one in spans)
        if all(map(str.isdigit, spans))
        else 0
    )
