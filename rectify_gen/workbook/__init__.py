"""Workbooks (.xlsx): read within limits into finished values, and written so that the same input gives the same bytes.

:func:`read_workbook` gives the sheets with the text of each cell; :func:`write_workbook` takes a draft. This room
must not know what the cells mean: neither ledgers nor notices.
"""

from rectify_gen.workbook.sheet_content import (
    CellKind,
    CellRange,
    SheetCell,
    SheetContent,
    WorkbookContent,
    cell_name,
    column_letters,
)
from rectify_gen.workbook.workbook_draft import (
    TEXT_LIMIT,
    CellDraft,
    CellLook,
    DropDown,
    PageDraft,
    RowDraft,
    SheetDraft,
    WorkbookDraft,
)
from rectify_gen.workbook.workbook_reading import read_workbook
from rectify_gen.workbook.workbook_writing import workbook_parts, write_workbook

__all__ = [
    "TEXT_LIMIT",
    "CellDraft",
    "CellKind",
    "CellLook",
    "CellRange",
    "DropDown",
    "PageDraft",
    "RowDraft",
    "SheetCell",
    "SheetContent",
    "SheetDraft",
    "WorkbookContent",
    "WorkbookDraft",
    "cell_name",
    "column_letters",
    "read_workbook",
    "workbook_parts",
    "write_workbook",
]
