"""Reads a .xlsx into finished values: sheets of cells, merged ranges, what is hidden, what was left out.

The XML is read by this module and not by openpyxl, which makes a cell of every place in a merged range, link or
comment (a bomb of thirty bytes), knows neither the dates of Chinese Excel nor strict files, and gives up on
a filter or a colour that it has not met. A formula is text: what it was computed to the last time cannot be trusted.
This module must not know what the cells mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from xml.etree.ElementTree import Element

from rectify_gen.diagnostics import Diagnostic, InputError
from rectify_gen.workbook.cell_values import BUILT_IN_FORMATS, read_number
from rectify_gen.workbook.sheet_content import (
    CellKind,
    CellRange,
    SheetCell,
    SheetContent,
    WorkbookContent,
    cell_name,
    column_letters,
    column_number,
    numbers_within,
)
from rectify_gen.workbook.workbook_parts import (
    WorkbookParts,
    attribute,
    damaged,
    is_on,
    local_name,
    open_workbook,
    text_of,
)

_DRAWINGS = "xl/drawings/drawing"
_CELL_NAME = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_LAST_ROW = 1_048_576
_LAST_COLUMN = 16_384
_MERGED_PLACES_LIMIT = 2_000_000
"""Used places inside merged ranges, of a whole sheet; a ledger of 10,000 rows has some 30,000."""
_NAMED_CELLS = 5
"""Cells that a report names, where it speaks of many."""
_FLAGS = {"1": "TRUE", "0": "FALSE"}


class _Conventions(NamedTuple):
    """What the cells of all sheets refer to."""

    strings: Sequence[str]
    formats: Sequence[str]
    """The number format of each style."""
    is_1904: bool


class _SheetEntry(NamedTuple):
    name: str
    part: str
    is_hidden: bool


def read_workbook(
    data: bytes,
    path: str,
) -> WorkbookContent:
    """Return what the workbook ``data`` holds; ``path`` is what reports call it.

    Raises:
        InputError: it is no .xlsx, damaged, encrypted, or beyond the limits.
    """
    parts = open_workbook(data, path)
    workbook_part = _workbook_part(parts)
    relations = parts.relations(workbook_part)
    entries: list[_SheetEntry] = []
    is_1904 = False
    for tag, element in parts.elements(workbook_part):
        if tag == "workbookPr":
            is_1904 = is_on(element.get("date1904", ""))
        elif tag == "sheet":
            relation = relations.get(attribute(element, "id"))
            # Sheets that are charts or dialogs hold no cells.
            if relation is None or relation.kind != "worksheet":
                continue
            is_hidden = element.get("state", "visible") != "visible"
            entries.append(
                _SheetEntry(
                    element.get("name", ""),
                    relation.target,
                    is_hidden,
                )
            )
    if not entries:
        raise damaged(path, "xl/workbook.xml")
    part_of: dict[str, str] = {}
    for relation in relations.values():
        part_of[relation.kind] = relation.target
    conventions = _Conventions(
        strings=_shared_strings(parts, part_of.get("sharedStrings")),
        formats=_number_formats(parts, part_of.get("styles")),
        is_1904=is_1904,
    )
    sheets = []
    diagnostics = list(_left_out(parts))
    for entry in entries:
        sheet, covered = _read_sheet(
            parts,
            entry,
            conventions,
        )
        sheets.append(sheet)
        diagnostics += _notes(
            sheet,
            covered,
            path,
        )
    return WorkbookContent(tuple(sheets), tuple(diagnostics))


def _workbook_part(parts: WorkbookParts) -> str:
    """The name of the part that lists the sheets."""
    for relation in parts.relations("").values():
        if relation.kind == "officeDocument":
            if relation.target.endswith(".bin"):
                raise InputError(
                    [
                        Diagnostic(
                            "xlsx-binary",
                            path=parts.path,
                        )
                    ]
                )
            return relation.target
    raise damaged(parts.path, "_rels/.rels")


def _shared_strings(
    parts: WorkbookParts,
    part: str | None,
) -> list[str]:
    """The texts that cells refer to by number."""
    strings: list[str] = []
    if part is None:
        return strings
    for tag, element in parts.elements(part):
        if tag == "si":
            strings.append(text_of(element))
            element.clear()
    return strings


def _number_formats(
    parts: WorkbookParts,
    part: str | None,
) -> list[str]:
    """The number format of each style of cells, in the order by which cells refer to them."""
    formats: list[str] = []
    if part is None:
        return formats
    codes = dict(BUILT_IN_FORMATS)
    for tag, element in parts.elements(part):
        if tag == "numFmt":
            # Formats of changes by conditions (dxf) have numbers of their own, which no style refers to.
            number = _whole_number(
                element.get("numFmtId"),
                parts,
                part,
            )
            codes.setdefault(number, element.get("formatCode", ""))
        elif tag == "cellXfs":
            for style in element:
                number = _whole_number(
                    style.get("numFmtId", "0"),
                    parts,
                    part,
                )
                formats.append(codes.get(number, ""))
    return formats


class _SheetXml(NamedTuple):
    """What the part of a sheet says itself."""

    cells: dict[tuple[int, int], SheetCell]
    merged: list[CellRange]
    hidden_rows: set[int]
    hidden_columns: list[tuple[int, int]]
    """First and last column of each stretch."""


def _read_sheet(
    parts: WorkbookParts,
    entry: _SheetEntry,
    conventions: _Conventions,
) -> tuple[SheetContent, list[SheetCell]]:
    """The sheet, and those of its cells that a merged range covers, so that nobody sees them."""
    sheet_xml = _read_sheet_xml(
        parts,
        entry.part,
        conventions,
    )
    cells = sheet_xml.cells
    for place, comment in _comments(parts, entry.part):
        cell = cells.get(place, SheetCell(*place, ""))
        cells[place] = cell._replace(comment=comment)
    sheet = SheetContent(
        name=entry.name,
        cells=cells,
        merged=tuple(sheet_xml.merged),
        hidden_rows=frozenset(sheet_xml.hidden_rows),
        is_hidden=entry.is_hidden,
    )
    origins = _origins(sheet, parts)
    covered = []
    for place in origins:
        cell_below = cells.get(place)
        if cell_below is not None and cell_below.text:
            covered.append(cell_below)
    columns = sheet.columns
    hidden_columns: set[int] = set()
    for leftmost, rightmost in sheet_xml.hidden_columns:
        hidden_columns.update(
            numbers_within(
                columns,
                leftmost,
                rightmost,
            )
        )
    whole_sheet = sheet._replace(
        origins=origins,
        hidden_columns=frozenset(hidden_columns),
    )
    return whole_sheet, covered


def _read_sheet_xml(
    parts: WorkbookParts,
    part: str,
    conventions: _Conventions,
) -> _SheetXml:
    sheet_xml = _SheetXml(
        {},
        [],
        set(),
        [],
    )
    row = 0
    for tag, element in parts.elements(part):
        if tag == "row":
            row = _whole_number(
                element.get("r", str(row + 1)),
                parts,
                part,
            )
            if is_on(element.get("hidden", "")):
                sheet_xml.hidden_rows.add(row)
            for cell in _row_cells(
                element,
                row,
                parts,
                part,
                conventions,
            ):
                sheet_xml.cells[cell.row, cell.column] = cell
            element.clear()
        elif tag == "col" and is_on(element.get("hidden", "")):
            leftmost = _whole_number(
                element.get("min"),
                parts,
                part,
            )
            rightmost = _whole_number(
                element.get("max"),
                parts,
                part,
            )
            sheet_xml.hidden_columns.append((leftmost, rightmost))
        elif tag == "mergeCell":
            sheet_xml.merged.append(
                _cell_range(
                    element,
                    parts,
                    part,
                )
            )
    return sheet_xml


def _row_cells(
    row_element: Element,
    row: int,
    parts: WorkbookParts,
    part: str,
    conventions: _Conventions,
) -> Iterator[SheetCell]:
    column = 0
    for element in row_element:
        if local_name(element.tag) != "c":
            continue
        name = element.get("r")
        if name is None:
            column += 1
        else:
            cell_row, column = _place(
                name,
                parts,
                part,
            )
            if cell_row != row:
                raise damaged(parts.path, f"{part}: {name}")
        try:
            text, kind = _cell_text(element, conventions)
        except (ValueError, IndexError) as error:
            reason = f"{part}: {cell_name(row, column)}"
            raise damaged(parts.path, reason) from error
        if text.strip():
            yield SheetCell(
                row,
                column,
                text,
                kind,
            )


def _cell_text(
    element: Element,
    conventions: _Conventions,
) -> tuple[str, CellKind]:
    """The text and kind of a cell; empty for a cell that only has a format.

    Raises:
        ValueError, IndexError: it refers to what the workbook does not have.
    """
    children = {local_name(child.tag): child for child in element}
    formula = children.get("f")
    if formula is not None:
        # Of formulas that are filled down, only the first is written out.
        return f"={formula.text or ''}", CellKind.FORMULA
    kind = element.get("t", "n")
    if kind == "inlineStr":
        inline = children.get("is")
        return ("" if inline is None else text_of(inline)), CellKind.TEXT
    value = children.get("v")
    stored = "" if value is None else value.text or ""
    if not stored:
        return "", CellKind.TEXT
    if kind == "s":
        return conventions.strings[int(stored)], CellKind.TEXT
    if kind == "n":
        style = int(element.get("s", "0"))
        # Files of some programs have no styles at all.
        number_format = conventions.formats[style] if conventions.formats else ""
        return read_number(
            stored,
            number_format,
            conventions.is_1904,
        )
    return _other_value(stored, kind)


def _other_value(
    stored: str,
    kind: str,
) -> tuple[str, CellKind]:
    if kind == "b":
        return _FLAGS.get(stored, stored), CellKind.FLAG
    if kind == "e":
        return stored, CellKind.ERROR
    if kind == "d":
        day, _, clock = stored.partition("T")
        # A date without a time is stored as midnight.
        hours = clock[:5]
        is_midnight = hours in ("", "00:00")
        return (day if is_midnight else f"{day} {hours}"), CellKind.DATE
    return stored, CellKind.TEXT


def _cell_range(
    element: Element,
    parts: WorkbookParts,
    part: str,
) -> CellRange:
    first_name, _, last_name = element.get("ref", "").partition(":")
    top, left = _place(
        first_name,
        parts,
        part,
    )
    # A range of one cell has one name.
    bottom, right = _place(
        last_name or first_name,
        parts,
        part,
    )
    return CellRange(
        top,
        left,
        bottom,
        right,
    )


def _origins(
    sheet: SheetContent,
    parts: WorkbookParts,
) -> dict[tuple[int, int], tuple[int, int]]:
    """For each place of a merged range, in rows and columns that are used, the place of the first cell of the range."""
    rows = sheet.rows
    columns = sheet.columns
    origins: dict[tuple[int, int], tuple[int, int]] = {}
    visited = 0
    for merged in sheet.merged:
        inner_rows = numbers_within(
            rows,
            merged.top,
            merged.bottom,
        )
        inner_columns = numbers_within(
            columns,
            merged.left,
            merged.right,
        )
        visited += len(inner_rows) * len(inner_columns)
        if visited > _MERGED_PLACES_LIMIT:
            facts = {"sheet": sheet.name}
            raise InputError(
                [
                    Diagnostic(
                        "xlsx-merged",
                        facts=facts,
                        path=parts.path,
                    )
                ]
            )
        origin = (merged.top, merged.left)
        for row in inner_rows:
            for column in inner_columns:
                if (row, column) != origin:
                    origins[row, column] = origin
    return origins


def _comments(
    parts: WorkbookParts,
    sheet_part: str,
) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield the comments of a sheet, each with the place of its cell; of a conversation each contribution."""
    for relation in parts.relations(sheet_part).values():
        if relation.kind != "comments" or relation.target not in parts.names:
            continue
        for tag, element in parts.elements(relation.target):
            if tag != "comment":
                continue
            place = _place(
                element.get("ref", ""),
                parts,
                relation.target,
            )
            for child in element:
                if local_name(child.tag) == "text":
                    yield place, text_of(child).strip()


def _place(
    name: str,
    parts: WorkbookParts,
    part: str,
) -> tuple[int, int]:
    """Row and column of the cell called ``name``."""
    match = _CELL_NAME.fullmatch(name)
    if match is None:
        raise damaged(parts.path, f"{part}: {name}")
    row = int(match[2])
    column = column_number(match[1])
    if not 1 <= row <= _LAST_ROW or column > _LAST_COLUMN:
        raise damaged(parts.path, f"{part}: {name}")
    return row, column


def _whole_number(
    text: str | None,
    parts: WorkbookParts,
    part: str,
) -> int:
    if text is None or re.fullmatch("[0-9]{1,9}", text) is None:
        raise damaged(parts.path, f"{part}: {text}")
    return int(text)


def _left_out(parts: WorkbookParts) -> Iterator[Diagnostic]:
    """Yield what a workbook carries beside its cells and what is not read."""
    names = [name.lower() for name in parts.names]
    if any(name.endswith("vbaproject.bin") for name in names):
        yield Diagnostic(
            "xlsx-macros",
            path=parts.path,
        )
    if any(name.startswith("xl/externallinks/") for name in names):
        yield Diagnostic(
            "xlsx-external-links",
            path=parts.path,
        )
    if _has_drawings(parts):
        yield Diagnostic(
            "xlsx-drawings",
            path=parts.path,
        )


def _has_drawings(parts: WorkbookParts) -> bool:
    """Return whether something is drawn on a sheet. LibreOffice writes an empty drawing for each sheet with comments."""
    for name in parts.names:
        if not name.lower().startswith(_DRAWINGS):
            continue
        for tag, _ in parts.elements(name):
            # What is drawn is anchored to cells, to one, or to the sheet.
            if tag.endswith("Anchor"):
                return True
    return False


def _notes(
    sheet: SheetContent,
    covered: Sequence[SheetCell],
    path: str,
) -> Iterator[Diagnostic]:
    """Yield what is to be known of the cells of a sheet."""
    if sheet.is_hidden and sheet.rows:
        yield Diagnostic(
            "xlsx-hidden-sheet",
            facts={"sheet": sheet.name},
            path=path,
        )
    hidden_rows = sheet.hidden_rows.intersection(sheet.rows)
    if hidden_rows:
        rows = map(str, sorted(hidden_rows))
        yield _note(
            "xlsx-hidden-rows",
            sheet,
            list(rows),
            path,
        )
    if sheet.hidden_columns:
        columns = map(column_letters, sorted(sheet.hidden_columns))
        yield _note(
            "xlsx-hidden-columns",
            sheet,
            list(columns),
            path,
        )
    formulas: list[str] = []
    error_values: list[str] = []
    for cell in sheet.cells.values():
        name = cell_name(cell.row, cell.column)
        if cell.kind is CellKind.FORMULA:
            formulas.append(name)
        elif cell.kind is CellKind.ERROR:
            error_values.append(name)
    if formulas:
        yield _note(
            "xlsx-formulas",
            sheet,
            formulas,
            path,
        )
    if error_values:
        yield _note(
            "xlsx-error-values",
            sheet,
            error_values,
            path,
        )
    if covered:
        covered_names = [cell_name(cell.row, cell.column) for cell in covered]
        yield _note(
            "xlsx-covered",
            sheet,
            covered_names,
            path,
        )


def _note(
    code: str,
    sheet: SheetContent,
    names: Sequence[str],
    path: str,
) -> Diagnostic:
    shown = "、".join(names[:_NAMED_CELLS])
    if len(names) > _NAMED_CELLS:
        shown += "…"
    facts = {"sheet": sheet.name, "count": len(names), "places": shown}
    return Diagnostic(
        code,
        facts=facts,
        path=path,
    )
