"""A notice workbook as a source: its data, the cell of each value, and every fault of its cells.

This module must not know what the data means beyond the tables of :mod:`notice_sheets`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rectify_gen.diagnostics import Diagnostic, InputError
from rectify_gen.model import Notice
from rectify_gen.notice_workbook.facts_sheet import read_facts
from rectify_gen.notice_workbook.notice_sheets import (
    AREA,
    FACTS_SHEET,
    PART_COLUMNS,
    PARTS_SHEET,
    PROBLEM,
    PROBLEM_COLUMNS,
    PROBLEMS_SHEET,
    SHEETS,
    WAIVER_COLUMNS,
    WAIVERS_SHEET,
    SheetField,
)
from rectify_gen.notice_workbook.parts_sheet import read_sections
from rectify_gen.notice_workbook.sheet_faults import (
    OpenSheet,
    SheetFaults,
    nearest,
    plain_label,
)
from rectify_gen.notice_workbook.sheet_tables import TableRow, read_table
from rectify_gen.source import SourceFile
from rectify_gen.source.cells import (
    CellEntry,
    CellListing,
    CellValue,
    list_of,
    mapping_of,
)
from rectify_gen.workbook import SheetContent, WorkbookContent, read_workbook

_REPORTED_BY_CELL = frozenset({"xlsx-formulas", "xlsx-error-values"})
"""Notes on a whole sheet that are reported here cell by cell, where they matter."""


def read_notice_workbook(data: bytes, path: str) -> SourceFile:
    """Return the notice that the workbook ``data`` holds, as a source; its faults are among the diagnostics.

    Raises:
        InputError: it is no .xlsx, damaged, or no notice workbook.
    """
    workbook = read_workbook(data, path)
    sheets = _known_sheets(workbook)
    if FACTS_SHEET not in sheets:
        raise InputError([_no_notice(workbook, path)])
    listing = CellListing()
    faults = SheetFaults(path, listing)
    _report_sheets(workbook, sheets, faults)
    entries = read_facts(OpenSheet(sheets[FACTS_SHEET], faults))
    problems = _rows(sheets, PROBLEMS_SHEET, PROBLEM_COLUMNS, (AREA, PROBLEM), faults)
    parts = _rows(sheets, PARTS_SHEET, PART_COLUMNS, ("role",), faults)
    sections = read_sections(parts, problems)
    if sections is not None:
        entries["sections"] = CellEntry(None, sections)
    waivers = _rows(sheets, WAIVERS_SHEET, WAIVER_COLUMNS, ("code",), faults)
    if waivers:
        entries["waivers"] = CellEntry(None, _waivers(waivers))
    title = listing.add(f"{FACTS_SHEET}!A1", "")[0]
    root = mapping_of(title, _in_order(entries))
    notes = []
    for note in workbook.diagnostics:
        if note.code not in _REPORTED_BY_CELL:
            notes.append(note)
    return SourceFile(
        path=path,
        text=listing.text(),
        diagnostics=(*notes, *faults.diagnostics),
        table=listing.table(root),
    )


def _in_order(entries: Mapping[str, CellEntry]) -> dict[str, CellEntry]:
    """The entries of the notice in the order in which a YAML file has them."""
    ordered = {}
    for key in Notice.model_fields:
        if key in entries:
            ordered[key] = entries[key]
    return ordered


def _known_sheets(workbook: WorkbookContent) -> dict[str, SheetContent]:
    """The sheets of a notice that the workbook has, by their names."""
    known: dict[str, SheetContent] = {}
    for sheet in workbook.sheets:
        name = plain_label(sheet.name)
        if name in SHEETS:
            known.setdefault(name, sheet)
    return known


def _no_notice(workbook: WorkbookContent, path: str) -> Diagnostic:
    for sheet in workbook.sheets:
        if nearest(plain_label(sheet.name), [FACTS_SHEET]):
            facts = {"sheet": sheet.name, "wanted": FACTS_SHEET}
            return Diagnostic("sheet-mistaken", facts=facts, path=path)
    facts = {"sheet": FACTS_SHEET}
    return Diagnostic("workbook-no-notice", facts=facts, path=path)


def _report_sheets(
    workbook: WorkbookContent,
    known: dict[str, SheetContent],
    faults: SheetFaults,
) -> None:
    """Report sheets that are missing, and those that are not read and hold something."""
    missing = [name for name in SHEETS if name not in known]
    for sheet in workbook.sheets:
        if sheet in known.values() or not sheet.rows:
            continue
        near = nearest(plain_label(sheet.name), missing)
        if near:
            missing.remove(near)
            faults.report_sheet("sheet-mistaken", sheet=sheet.name, wanted=near)
        else:
            faults.report_sheet("sheet-unknown", sheet=sheet.name)
    for name in missing:
        if name != WAIVERS_SHEET:
            faults.report_sheet("sheet-missing", sheet=name)


def _rows(
    sheets: dict[str, SheetContent],
    name: str,
    fields: Sequence[SheetField],
    needed: Sequence[str],
    faults: SheetFaults,
) -> list[TableRow]:
    sheet = sheets.get(name)
    if sheet is None or not sheet.rows:
        return []
    return list(read_table(OpenSheet(sheet, faults), fields, needed))


def _waivers(rows: Sequence[TableRow]) -> CellValue:
    waivers = []
    for row in rows:
        entries = {}
        for field in WAIVER_COLUMNS:
            entries[field.key] = row.entry_or_blank(field.key)
        event = entries[WAIVER_COLUMNS[0].key].entry.event
        waivers.append(mapping_of(event, entries))
    return list_of(waivers[0].event, waivers)
