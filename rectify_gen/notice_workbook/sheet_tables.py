"""A sheet that is a table: its head row is found by its labels, in any order, and its rows come out by field.

This module must not know what the columns mean.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from rectify_gen.notice_workbook.cell_reading import read_cell
from rectify_gen.notice_workbook.notice_sheets import UNREAD_COLUMNS, SheetField
from rectify_gen.notice_workbook.sheet_faults import (
    OpenSheet,
    labels_of,
    nearest,
    plain_label,
)
from rectify_gen.source.cells import CellEntry, CellEvent, CellValue
from rectify_gen.workbook import SheetCell

_LAST_HEAD_ROW = 20
"""The head row stands above this one; titles and remarks may stand above it."""


class _FoundColumn(NamedTuple):
    number: int
    field: SheetField
    label: CellEvent


class TableRow:
    """One row of a table. A cell that is merged over several rows is seen in each of them."""

    def __init__(
        self,
        sheet: OpenSheet,
        columns: Mapping[str, _FoundColumn],
        number: int,
    ) -> None:
        self.sheet = sheet
        self.number = number
        self._columns = columns

    def cell(self, key: str) -> SheetCell | None:
        """Return the cell in the column of ``key``; None where it is blank or there is no such column."""
        column = self._columns.get(key)
        if column is None:
            return None
        return self.sheet.cell(self.number, column.number)

    def is_filled(self) -> bool:
        """Return whether something stands in a known column."""
        for column in self._columns.values():
            if self.sheet.cell(self.number, column.number) is not None:
                return True
        return False

    def entry(self, key: str) -> CellEntry | None:
        """Return what the cell in the column of ``key`` says; None where it is blank or cannot be read."""
        cell = self.cell(key)
        if cell is None:
            return None
        column = self._columns[key]
        value = read_cell(self.sheet, cell, column.field)
        if value is None:
            return None
        return CellEntry(column.label, value)

    def entry_or_blank(self, key: str) -> CellEntry:
        """Return what :meth:`entry` does; where that is None, the place in the column, or in the first one."""
        entry = self.entry(key)
        if entry is not None:
            return entry
        column = self._columns.get(key)
        number = column.number if column else 1
        cell = self.cell(key)
        place = (
            self.sheet.lines(cell)[0] if cell else self.sheet.blank(self.number, number)
        )
        return CellEntry(column.label if column else None, CellValue(None, place))

    def value(self, key: str) -> CellValue | None:
        """Return the value of :meth:`entry`."""
        entry = self.entry(key)
        return None if entry is None else entry.entry

    def text(self, key: str) -> str:
        """Return the value of a text or a choice; nothing where it is blank or cannot be read."""
        value = self.value(key)
        return "" if value is None else str(value.value)


def read_table(
    sheet: OpenSheet,
    fields: Sequence[SheetField],
    needed: Sequence[str],
) -> Iterator[TableRow]:
    """Yield the rows below the head row that hold something in a known column.

    ``needed`` are the keys of columns of which there must be one; what is wrong with the head row is reported.
    """
    by_label = labels_of(fields)
    head_row = _head_row(sheet, by_label)
    columns = _columns(sheet, head_row, by_label) if head_row else {}
    if columns.keys().isdisjoint(needed):
        sheet.faults.report_sheet(
            "sheet-head-missing",
            sheet=sheet.sheet.name,
            label=_label_of(needed[-1], fields),
        )
        return
    for number in sheet.rows:
        if number <= head_row:
            continue
        row = TableRow(sheet, columns, number)
        if row.is_filled():
            _report_merged_across(row, columns)
            yield row


def _label_of(key: str, fields: Sequence[SheetField]) -> str:
    for field in fields:
        if field.key == key:
            return field.label
    return key


def _head_row(sheet: OpenSheet, by_label: Mapping[str, SheetField]) -> int:
    """The row with the most labels among the upper ones; 0 where none has two."""
    best_row = 0
    best_count = min(2, len(by_label)) - 1
    for row in sheet.rows:
        if row > _LAST_HEAD_ROW:
            break
        count = 0
        for cell in sheet.cells_of_row(row):
            if plain_label(cell.text) in by_label:
                count += 1
        if count > best_count:
            best_row, best_count = row, count
    return best_row


def _columns(
    sheet: OpenSheet,
    head_row: int,
    by_label: Mapping[str, SheetField],
) -> dict[str, _FoundColumn]:
    columns: dict[str, _FoundColumn] = {}
    unknown: list[tuple[int, SheetCell | None]] = []
    for number in sheet.columns:
        cell = sheet.cell(head_row, number)
        label = plain_label(cell.text) if cell else ""
        field = by_label.get(label)
        if cell is None or field is None:
            if label not in UNREAD_COLUMNS:
                unknown.append((number, cell))
        elif field.key in columns:
            sheet.report("cell-repeated", cell, label=field.label)
        else:
            event = sheet.lines(cell)[0]._replace(value=field.label)
            columns[field.key] = _FoundColumn(number, field, event)
    missing = []
    for label, field in by_label.items():
        if field.key not in columns:
            missing.append(label)
    uppermost = _uppermost_below(sheet, head_row)
    for number, cell in unknown:
        _report_unknown_column(sheet, cell, uppermost.get(number), missing)
    return columns


def _uppermost_below(sheet: OpenSheet, head_row: int) -> dict[int, SheetCell]:
    """The uppermost cell below the head row in each column."""
    uppermost: dict[int, SheetCell] = {}
    for row in sheet.rows:
        if row > head_row:
            for cell in sheet.cells_of_row(row):
                uppermost.setdefault(cell.column, cell)
    return uppermost


def _report_unknown_column(
    sheet: OpenSheet,
    head: SheetCell | None,
    uppermost: SheetCell | None,
    missing: Sequence[str],
) -> None:
    """Report a column that is not read, where something stands in it."""
    if head is not None:
        near = nearest(plain_label(head.text), missing)
        if near:
            sheet.report("cell-column-mistaken", head, near=near)
        elif uppermost is not None:
            sheet.report("cell-column-unknown", head)
    elif uppermost is not None:
        sheet.report("cell-unused", uppermost)


def _report_merged_across(row: TableRow, columns: Mapping[str, _FoundColumn]) -> None:
    """Report a cell that is merged over several columns, which is read as the value of each of them."""
    seen: dict[int, SheetCell] = {}
    for key in columns:
        cell = row.cell(key)
        if cell is None or cell.row != row.number:
            continue
        if id(cell) in seen:
            row.sheet.report("cell-merged-across", cell)
            return
        seen[id(cell)] = cell
