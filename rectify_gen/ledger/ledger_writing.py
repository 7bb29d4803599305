"""The ledger of a notice as a workbook that Excel and WPS filter and print well: one row for each problem.

Deadlines that are days are real dates, the status is chosen from a list, areas stand in every row, so that sorting and
filtering keep them. What a text begins with never makes it a formula. This module must not know files or YAML.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rectify_gen import chinese, layout
from rectify_gen.diagnostics import Diagnostic, InputError
from rectify_gen.ledger.cell_texts import NOTHING
from rectify_gen.view import View
from rectify_gen.view.types import Fact, LedgerRowView
from rectify_gen.vocabulary.ledger_columns import LedgerColumn
from rectify_gen.vocabulary.statuses import STATUS_TITLES
from rectify_gen.workbook import (
    TEXT_LIMIT,
    CellDraft,
    CellLook,
    CellRange,
    DropDown,
    RowDraft,
    SheetDraft,
    WorkbookDraft,
)

_SHEET_NAME = "整改台账"
_FONTS = layout.STANDARD.fonts
_TITLE = CellLook(
    name="台账标题",
    font=_FONTS.title,
    size=20,
    horizontal="center",
    is_bordered=False,
)
_DATE_LINE = CellLook(
    name="台账日期",
    font=_FONTS.body,
    size=12,
    horizontal="right",
    is_bordered=False,
)
_HEAD = CellLook(
    name="台账表头",
    font=_FONTS.level_1,
    size=11,
    horizontal="center",
    fill="E7E6E6",
)
_TEXT = CellLook(
    name="台账文字",
    font=_FONTS.body,
    size=11,
)
_SHORT = CellLook(
    name="台账短文字",
    font=_FONTS.body,
    size=11,
    horizontal="center",
)
_DAY = CellLook(
    name="台账日期格",
    font=_FONTS.body,
    size=11,
    horizontal="center",
    number_format="yyyy-mm-dd",
)
_TITLE_HEIGHT = 36
_HEAD_HEIGHT = 30
_ROWS_TO_ADD = 200
"""Empty rows below the last one in which a status can be chosen too."""


class _SheetColumn(NamedTuple):
    """A column of the sheet, with its width in characters."""

    column: LedgerColumn
    width: float
    is_short: bool = False


_COLUMNS = (
    _SheetColumn(LedgerColumn.PROBLEM, 20),
    _SheetColumn(LedgerColumn.TARGET, 12),
    _SheetColumn(LedgerColumn.MEASURES, 50),
    _SheetColumn(LedgerColumn.PROGRESS, 20),
    _SheetColumn(
        LedgerColumn.STATUS,
        9,
        is_short=True,
    ),
    _SheetColumn(
        LedgerColumn.LEADER,
        10,
        is_short=True,
    ),
    _SheetColumn(
        LedgerColumn.DEPARTMENTS,
        12,
        is_short=True,
    ),
    _SheetColumn(
        LedgerColumn.PERSON,
        8,
        is_short=True,
    ),
    _SheetColumn(
        LedgerColumn.DEADLINE,
        11,
        is_short=True,
    ),
    _SheetColumn(LedgerColumn.EVIDENCE, 12),
    _SheetColumn(
        LedgerColumn.CLOSED_ON,
        11,
        is_short=True,
    ),
    _SheetColumn(LedgerColumn.REMARK, 8),
)
"""The columns behind number and areas, from left to right."""
_NUMBER_WIDTH = 5
_AREA_WIDTH = 12
_LINE_HEIGHT = 15
"""Points of a line of 11 points."""
_HIGHEST_ROW = 409
"""Points; Excel shows no higher row."""
_WIDTH_OF_SIGN = 2.2
"""Widths of a digit that a Chinese character of 11 points takes."""
_WIDEST = 110
_WIDENING = 1.25
_NAMES_OF_AREAS = ("方面", "具体方面")
_DAYS = (LedgerColumn.DEADLINE, LedgerColumn.CLOSED_ON)


def ledger_draft(view: View) -> WorkbookDraft:
    """Return the workbook of the ledger of ``view``.

    Raises:
        InputError: a text is longer than a cell can hold.
    """
    depth = max((len(row.areas) for row in view.ledger), default=0)
    titles = [LedgerColumn.NUMBER.title, *_area_titles(depth)]
    for column in _COLUMNS:
        titles.append(column.column.title)
    rows = [
        _spanning_row(
            _title(view),
            _TITLE,
            len(titles),
            _TITLE_HEIGHT,
        ),
        _spanning_row(
            str(view.date) if view.date else "",
            _DATE_LINE,
            len(titles),
        ),
        RowDraft([CellDraft(title, _HEAD) for title in titles], _HEAD_HEIGHT),
    ]
    head_row = len(rows)
    cells_of_rows: list[list[CellDraft]] = []
    for row in view.ledger:
        cells = list(_cells(row, depth))
        _refuse_long_texts(row, cells)
        cells_of_rows.append(cells)
    widths = _fitting_widths(cells_of_rows, depth)
    for cells in cells_of_rows:
        height = min(_height(cells, widths), _HIGHEST_ROW)
        rows.append(RowDraft(cells, height))
    sheet = SheetDraft(
        name=_SHEET_NAME,
        rows=rows,
        widths=widths,
        merged=[
            CellRange(
                1,
                1,
                1,
                len(titles),
            ),
            CellRange(
                2,
                1,
                2,
                len(titles),
            ),
        ],
        frozen_rows=head_row,
        repeated_rows=(head_row, head_row),
        filtered=CellRange(
            head_row,
            1,
            len(rows),
            len(titles),
        ),
        drop_downs=[
            _statuses(
                titles,
                head_row,
                len(rows),
            )
        ],
    )
    return WorkbookDraft(
        [sheet],
        title=_title(view),
    )


def _area_titles(depth: int) -> list[str]:
    """The titles of as many columns as there are levels of areas."""
    titles = []
    for level in range(depth):
        is_named = level < len(_NAMES_OF_AREAS)
        titles.append(_NAMES_OF_AREAS[level] if is_named else f"第{level + 1}级方面")
    return titles


def _title(view: View) -> str:
    organization = str(view.organization) if view.organization else ""
    return f"{organization}{view.inspection_name}{_SHEET_NAME}"


def _spanning_row(
    text: str,
    look: CellLook,
    width: int,
    height: float = 0,
) -> RowDraft:
    cells: list[CellDraft | None] = [CellDraft(text or None, look)]
    cells += [None] * (width - 1)
    return RowDraft(cells, height)


def _fitting_widths(
    rows: Sequence[Sequence[CellDraft]],
    depth: int,
) -> list[float]:
    """The widths of the columns; a column whose texts would need higher rows than there are is widened."""
    widths: list[float] = [_NUMBER_WIDTH]
    widths += [_AREA_WIDTH] * depth
    for column in _COLUMNS:
        widths.append(column.width)
    for cells in rows:
        for number, cell in enumerate(cells):
            while _height_of(cell, widths[number]) > _HIGHEST_ROW:
                if widths[number] >= _WIDEST:
                    break
                widths[number] = round(widths[number] * _WIDENING)
    return widths


def _height(
    cells: Sequence[CellDraft],
    widths: Sequence[float],
) -> float:
    """Points that a row needs."""
    height: float = _LINE_HEIGHT
    for cell, width in zip(
        cells,
        widths,
        strict=True,
    ):
        height = max(height, _height_of(cell, width))
    return height


def _height_of(
    cell: CellDraft,
    width: float,
) -> float:
    """Points that a cell needs in a column of this width."""
    if not isinstance(cell.value, str):
        return _LINE_HEIGHT
    signs_of_line = max(int(width / _WIDTH_OF_SIGN), 1)
    lines = 0
    for line in cell.value.split("\n"):
        lines += max(math.ceil(chinese.width(line) / signs_of_line), 1)
    return lines * _LINE_HEIGHT


def _statuses(
    titles: Sequence[str],
    head_row: int,
    last_row: int,
) -> DropDown:
    column = titles.index(LedgerColumn.STATUS.title) + 1
    place = CellRange(
        head_row + 1,
        column,
        last_row + _ROWS_TO_ADD,
        column,
    )
    return DropDown(place, STATUS_TITLES)


def _cells(
    row: LedgerRowView,
    depth: int,
) -> Iterator[CellDraft]:
    yield CellDraft(int(row.number), _SHORT)
    for level in range(depth):
        area = row.areas[level] if level < len(row.areas) else NOTHING
        yield CellDraft(area, _TEXT)
    for column in _COLUMNS:
        look = _SHORT if column.is_short else _TEXT
        text = _text(row, column.column)
        day = chinese.read_date(text) if column.column in _DAYS else None
        if day is not None and day >= _FIRST_DAY_OF_EXCEL:
            yield CellDraft(day, _DAY)
        else:
            yield CellDraft(text or None, look)


_FIRST_DAY_OF_EXCEL = datetime.date(
    1900,
    3,
    1,
)
"""Before it, Excel counts a day that never was."""


def _text(
    row: LedgerRowView,
    column: LedgerColumn,
) -> str:
    if column is LedgerColumn.REMARK:
        return ""
    if column is LedgerColumn.MEASURES:
        return "\n".join(row.measures)
    fact: Fact = getattr(row, column.value)
    return str(fact) if fact else ""


def _refuse_long_texts(
    row: LedgerRowView,
    cells: Sequence[CellDraft],
) -> None:
    for cell in cells:
        if isinstance(cell.value, str) and len(cell.value) > TEXT_LIMIT:
            facts = {
                "number": row.number,
                "problem": row.problem,
                "limit": TEXT_LIMIT,
            }
            raise InputError(
                [
                    Diagnostic(
                        "ledger-cell-full",
                        facts=facts,
                    )
                ]
            )
