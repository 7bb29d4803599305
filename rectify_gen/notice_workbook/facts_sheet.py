"""The sheet of facts (基本情况): rows of label and value, in any order, as the facts of a notice.

This module must not know the other sheets.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rectify_gen.notice_workbook.cell_reading import contact_of, read_cell
from rectify_gen.notice_workbook.notice_sheets import (
    ALL_FACTS,
    CONTACTS_GROUP,
    FACT_GROUPS,
    FactGroup,
    SheetField,
)
from rectify_gen.notice_workbook.sheet_faults import (
    OpenSheet,
    labels_of,
    nearest,
    plain_label,
)
from rectify_gen.source.cells import (
    CellEntry,
    CellEvent,
    CellValue,
    list_of,
    mapping_of,
    members_of,
)
from rectify_gen.vocabulary.contact_kinds import ContactKind
from rectify_gen.workbook import SheetCell


def _groups() -> dict[str, FactGroup]:
    """The group of each row, by its label."""
    groups = {}
    for group in FACT_GROUPS:
        for field in group.fields:
            groups[field.label] = group
    return groups


def _fields() -> dict[str, SheetField]:
    """The rows by all their labels, but for those that are titles of groups."""
    fields = labels_of(ALL_FACTS)
    for group in FACT_GROUPS:
        title = plain_label(group.title)
        field = fields.get(title)
        # 公开期限 is the title of a group and the label of a row.
        if field is not None and field.label != group.title:
            del fields[title]
    return fields


_GROUPS = _groups()
_FIELDS = _fields()
HEAD = ("项目", "内容", "填写说明")
"""The head row of the sheet."""


class _FactRow(NamedTuple):
    """A row whose label is known; the value of ``entry`` is None where its cell is blank or cannot be read."""

    group: FactGroup
    field: SheetField
    label: CellEvent
    entry: CellValue


def read_facts(sheet: OpenSheet) -> dict[str, CellEntry]:
    """Return the entries of a notice that the sheet of facts gives; blank rows give places without values."""
    rows_by_group: dict[str, list[_FactRow]] = {}
    for row in _rows(sheet):
        rows_by_group.setdefault(row.group.title, []).append(row)
    entries: dict[str, CellEntry] = {}
    for group in FACT_GROUPS:
        of_group = rows_by_group.get(group.title, [])
        if group is CONTACTS_GROUP:
            entries |= _contacts_entry(of_group)
        elif group.key == "organization":
            entries |= _organization_entry(sheet, _entries(of_group))
        elif group.key:
            entries |= _nested(group.key, _entries(of_group))
        else:
            entries |= _entries(of_group)
    return entries


def _rows(sheet: OpenSheet) -> list[_FactRow]:
    label_column = _label_column(sheet)
    rows: list[_FactRow] = []
    filled: dict[str, _FactRow] = {}
    for row_number in sheet.rows:
        label_cell = sheet.cell(row_number, label_column)
        if label_cell is None:
            _report_without_label(sheet, row_number, label_column + 1)
            _report_unused(sheet, row_number, label_column + 3)
            continue
        label = plain_label(label_cell.text)
        value_cell = sheet.cell(row_number, label_column + 1)
        # A label that is merged across both columns has no value.
        if value_cell is label_cell:
            value_cell = None
        if label not in _FIELDS:
            if not _is_head(label_cell, value_cell):
                _report_unknown_label(sheet, label_cell, value_cell)
                _report_unused(sheet, row_number, label_column + 3)
            continue
        row = _fact_row(sheet, label_cell, value_cell, label_column)
        if value_cell is None:
            _report_beside(sheet, row_number, label_column + 2, row.field)
        _report_unused(sheet, row_number, label_column + 3)
        if value_cell is not None:
            earlier = filled.get(label)
            if earlier is not None and row.group is not CONTACTS_GROUP:
                sheet.report("cell-repeated", label_cell, label=row.field.label)
                continue
            filled[label] = row
        rows.append(row)
    return rows


def _label_column(sheet: OpenSheet) -> int:
    """The column with the most labels: somebody may have put a column before it."""
    counts: Counter[int] = Counter()
    for row in sheet.rows:
        for cell in sheet.cells_of_row(row):
            if plain_label(cell.text) in _FIELDS:
                counts[cell.column] += 1
    if not counts:
        return 1
    # Of columns with as many, the one on the left.
    return max(sorted(counts), key=lambda column: counts[column])


def _fact_row(
    sheet: OpenSheet,
    label_cell: SheetCell,
    value_cell: SheetCell | None,
    label_column: int,
) -> _FactRow:
    field = _FIELDS[plain_label(label_cell.text)]
    group = _GROUPS[field.label]
    label = sheet.lines(label_cell)[0]._replace(value=field.label)
    if value_cell is None:
        blank = sheet.blank(label_cell.row, label_column + 1)
        return _FactRow(group, field, label, CellValue(None, blank))
    entry = read_cell(sheet, value_cell, field)
    if entry is None:
        entry = CellValue(None, sheet.lines(value_cell)[0])
    return _FactRow(group, field, label, entry)


def _report_without_label(sheet: OpenSheet, row: int, column: int) -> None:
    cell = sheet.cell(row, column)
    if cell is not None:
        sheet.report("cell-without-label", cell)


def _is_head(label_cell: SheetCell, value_cell: SheetCell | None) -> bool:
    value = "" if value_cell is None else value_cell.text
    return (label_cell.text, value) == HEAD[:2]


def _report_unknown_label(
    sheet: OpenSheet,
    label_cell: SheetCell,
    value_cell: SheetCell | None,
) -> None:
    """Report a row that has a value and no known label; titles have none."""
    if value_cell is None:
        return
    label = plain_label(label_cell.text)
    near = nearest(label, _FIELDS)
    if near:
        sheet.report("cell-label-mistaken", label_cell, near=_FIELDS[near].label)
    else:
        sheet.report("cell-label-unknown", label_cell)


def _report_beside(
    sheet: OpenSheet,
    row: int,
    column: int,
    field: SheetField,
) -> None:
    """Report what was written over the advice, where the value belongs to its left."""
    cell = sheet.cell(row, column)
    if cell is None or cell.column != column:
        return
    # The advice of another version of the product differs by some words.
    if not nearest(cell.text, [field.advice]):
        sheet.report("cell-unused", cell)


def _report_unused(sheet: OpenSheet, row: int, first_column: int) -> None:
    """Report what stands to the right of the advice, where nothing is read."""
    for cell in sheet.cells_of_row(row):
        if cell.column >= first_column:
            sheet.report("cell-unused", cell)


def _entries(rows: Sequence[_FactRow]) -> dict[str, CellEntry]:
    """The entries of one part, each under its key."""
    entries: dict[str, CellEntry] = {}
    for row in rows:
        known = entries.get(row.field.key)
        if known is None or known.entry.value is None:
            entries[row.field.key] = CellEntry(row.label, row.entry)
    return entries


def _nested(key: str, entries: Mapping[str, CellEntry]) -> dict[str, CellEntry]:
    """The part below ``key``; one without any value is no part of the data, but its rows have their places."""
    if not entries:
        return {}
    uppermost = next(iter(entries.values()))
    part = mapping_of(uppermost.entry.event, entries)
    if not part.value:
        part = part._replace(value=None)
    return {key: CellEntry(None, part)}


def _organization_entry(
    sheet: OpenSheet,
    entries: Mapping[str, CellEntry],
) -> dict[str, CellEntry]:
    """One organization, or several, whose names stand on lines of their own."""
    filled: dict[str, CellEntry] = {}
    counts = set()
    for key, entry in entries.items():
        if entry.entry.value is not None:
            filled[key] = entry
            counts.add(len(entry.entry.value))
    if len(counts) > 1:
        short_names = filled["short_name"].entry
        sheet.faults.report("cell-organizations", short_names.event)
        return {}
    if not counts or counts == {1}:
        return _nested("organization", _organization(entries, 0))
    organizations = []
    for number in range(counts.pop()):
        organization = _organization(filled, number)
        name = next(iter(organization.values()))
        organizations.append(mapping_of(name.entry.event, organization))
    whole = list_of(organizations[0].event, organizations)
    return {"organization": CellEntry(None, whole)}


def _organization(
    entries: Mapping[str, CellEntry],
    number: int,
) -> dict[str, CellEntry]:
    """The organization whose names stand on the lines ``number``, counted from 0."""
    organization = {}
    for key, (label, names) in entries.items():
        name = names if names.value is None else members_of(names)[number]
        organization[key] = CellEntry(label, name)
    return organization


def _contacts_entry(rows: Sequence[_FactRow]) -> dict[str, CellEntry]:
    """All contacts in the order of their rows."""
    contacts: list[CellValue] = []
    for row in rows:
        if row.entry.value is not None:
            contacts += _contacts_of_row(row)
    if contacts:
        return {"contacts": CellEntry(None, _in_short(contacts))}
    if rows:
        return {"contacts": CellEntry(None, rows[0].entry)}
    return {}


def _in_short(contacts: Sequence[CellValue]) -> CellValue:
    """All contacts: in the short form, kind to value, where there is one of each kind and none has a name of its own."""
    event = contacts[0].event
    entries: dict[str, CellEntry] = {}
    for contact in contacts:
        kind = contact.value["kind"]
        if "label" in contact.value or kind in entries:
            return list_of(event, contacts)
        value = CellValue(contact.value["value"], contact.event)
        entries[kind] = CellEntry(None, value)
    return mapping_of(event, entries)


def _contacts_of_row(row: _FactRow) -> list[CellValue]:
    values = [row.entry]
    if isinstance(row.entry.value, list):
        values = members_of(row.entry)
    # These rows name each contact themselves.
    if row.field.key == ContactKind.OTHER.value:
        return values
    contacts = []
    for value in values:
        contacts.append(contact_of(row.field.key, value.event))
    return contacts
