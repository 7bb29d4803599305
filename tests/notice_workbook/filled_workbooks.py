"""Notice workbooks for tests: the starter, with cells changed as a clerk would change them."""

from __future__ import annotations

import functools
import io
from collections.abc import Callable
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from rectify_gen import model
from rectify_gen.canonical_names import locate
from rectify_gen.cli.new_workbook import starter_workbook
from rectify_gen.diagnostics import Diagnostic, InputError
from rectify_gen.notice_files import source_of
from rectify_gen.notice_workbook.notice_sheets import (
    FACTS_SHEET,
    PARTS_SHEET,
    PROBLEMS_SHEET,
)
from rectify_gen.source import SourceFile
from rectify_gen.source_check import check_source
from rectify_gen.validation import validate

HEAD_ROW = 3
FIRST_ROW = 4


@functools.cache
def starter() -> bytes:
    return starter_workbook("notice")


class Filled:
    """The starter, open in a program: cells are found by their labels."""

    def __init__(self, data: bytes | None = None) -> None:
        self.workbook: Workbook = load_workbook(io.BytesIO(data or starter()))

    def sheet(self, name: str) -> Worksheet:
        sheet = self.workbook[name]
        assert isinstance(sheet, Worksheet)
        return sheet

    @property
    def problems(self) -> Worksheet:
        return self.sheet(PROBLEMS_SHEET)

    def fact_row(self, label: str) -> int:
        sheet = self.sheet(FACTS_SHEET)
        rows = [
            cell.row
            for cell in sheet["A"]
            if cell.value == label and cell.coordinate not in sheet.merged_cells
        ]
        return int(rows[0])

    def set_fact(self, label: str, value: Any, number_format: str = "") -> str:
        """Write the value beside ``label`` and return the name of its cell."""
        row = self.fact_row(label)
        cell = self.sheet(FACTS_SHEET).cell(row, 2)
        cell.value = value
        if number_format:
            cell.number_format = number_format
        return f"{FACTS_SHEET}!B{row}"

    def column(self, label: str, sheet: str = PROBLEMS_SHEET) -> int:
        for cell in self.sheet(sheet)[HEAD_ROW]:
            if cell.value == label:
                return int(cell.column or 0)
        raise LookupError(label)

    def set_row(self, row: int, sheet: str = PROBLEMS_SHEET, **values: Any) -> None:
        """Write the values of one row, each below its label."""
        for label, value in values.items():
            self.sheet(sheet).cell(row, self.column(label, sheet)).value = value

    def only_rows(self, *rows: dict[str, Any], sheet: str = PROBLEMS_SHEET) -> None:
        """Have these rows and no others."""
        worksheet = self.sheet(sheet)
        for cells in worksheet.iter_rows(min_row=FIRST_ROW):
            for cell in cells:
                cell.value = None
        for number, values in enumerate(rows, start=FIRST_ROW):
            self.set_row(number, sheet, **values)

    def saved(self) -> bytes:
        packed = io.BytesIO()
        self.workbook.save(packed)
        return packed.getvalue()

    def source(self) -> SourceFile:
        return source_of(self.saved(), "通报.xlsx")

    def notice(self) -> model.Notice:
        return validate(locate(self.source()))

    def faults(self) -> tuple[Diagnostic, ...]:
        """All that is reported."""
        try:
            return check_source(self.source()).judgement.standing
        except InputError as error:
            return error.diagnostics

    def codes(self) -> list[tuple[str, str]]:
        """The code of each report, with its cell."""
        return [
            (fault.code, fault.position.cell if fault.position else "")
            for fault in self.faults()
        ]


def changed(change: Callable[[Filled], None]) -> Filled:
    filled = Filled()
    change(filled)
    return filled


def rectification(notice: model.Notice) -> model.Section:
    """The section of the problems."""
    for section in notice.sections:
        if section.role is model.Role.RECTIFICATION:
            return section
    raise LookupError("no section of problems")


__all__ = [
    "FACTS_SHEET",
    "FIRST_ROW",
    "HEAD_ROW",
    "PARTS_SHEET",
    "PROBLEMS_SHEET",
    "Filled",
    "changed",
    "rectification",
    "starter",
]
