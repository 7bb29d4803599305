"""What a workbook is to be, as plain values: sheets of cells with their looks, drop-downs and print settings.

Lengths are in the units of Excel: widths of columns in characters, heights of rows and fonts in points, margins of
pages in millimetres. This module must not know openpyxl, nor what the cells mean.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import NamedTuple

from rectify_gen.workbook.sheet_content import CellRange

TEXT_LIMIT = 32_767
"""Characters that a cell can hold."""


class CellLook(NamedTuple):
    """How a cell looks. Each look becomes a cell style of the workbook, under its name, which an office may change."""

    name: str
    font: str
    size: float
    is_bold: bool = False
    horizontal: str = "left"
    """left, center or right."""
    vertical: str = "center"
    """top, center or bottom."""
    is_wrapped: bool = True
    is_bordered: bool = True
    fill: str = ""
    """Background as RRGGBB; none where empty."""
    number_format: str = "General"


class CellDraft(NamedTuple):
    """One cell. A text stays text whatever it begins with; a date is a real date, which Excel sorts and filters."""

    value: str | datetime.date | int | None
    look: CellLook
    comment: str = ""


class RowDraft(NamedTuple):
    """A row of cells from column A on; ``None`` leaves a cell empty. Height 0 leaves it to the program.

    A height is where the row begins: Excel and WPS fit it again when somebody types more into the row.
    """

    cells: Sequence[CellDraft | None]
    height: float = 0


class DropDown(NamedTuple):
    """A choice for the cells of ``place``; with ``is_open`` other words may be typed as well."""

    place: CellRange
    choices: Sequence[str]
    """255 characters together with a comma between two; none holds a half-width comma."""
    is_open: bool = False


class PageDraft(NamedTuple):
    """How a sheet is printed: on A4, as wide as one page, or at ``scale`` on as many as it takes."""

    is_landscape: bool = True
    top: float = 20
    bottom: float = 20
    left: float = 15
    right: float = 15
    footer: str = "第 &P 页，共 &N 页"
    """In the middle; &P is the page, &N the number of pages."""
    scale: int = 0
    """Percent of the size on the screen; 0 makes the sheet as wide as one page."""
    last_column: int = 0
    """The last column that is printed; 0 prints all."""
    page_ends: Sequence[int] = ()
    """Columns after which a new page begins, where there is a scale."""


class SheetDraft(NamedTuple):
    """One sheet."""

    name: str
    rows: Sequence[RowDraft]
    widths: Sequence[float] = ()
    merged: Sequence[CellRange] = ()
    frozen_rows: int = 0
    """Rows at the top that stay in sight."""
    frozen_columns: int = 0
    """Columns on the left that stay in sight."""
    repeated_rows: tuple[int, int] | None = None
    """First and last row of those that are printed on each page."""
    repeated_columns: tuple[int, int] | None = None
    """First and last column of those that are printed on each page."""
    filtered: CellRange | None = None
    """Head row and rows below it that can be filtered."""
    drop_downs: Sequence[DropDown] = ()
    page: PageDraft = PageDraft()


class WorkbookDraft(NamedTuple):
    """A workbook; ``title`` is its document property."""

    sheets: Sequence[SheetDraft]
    title: str = ""
