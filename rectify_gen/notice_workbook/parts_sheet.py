"""The sheet of the other sections, and how the problems take their place among them.

This module must not know the sheet of facts.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rectify_gen.notice_workbook.notice_sheets import (
    FORM,
    HEADING,
    RUN_IN,
    SECTION_COLUMNS,
)
from rectify_gen.notice_workbook.problems_sheet import OpenItem, read_problems
from rectify_gen.notice_workbook.sheet_tables import TableRow
from rectify_gen.source.cells import (
    CellEntry,
    CellEvent,
    CellValue,
    list_of,
    mapping_of,
)
from rectify_gen.vocabulary.section_roles import Role
from rectify_gen.workbook import SheetCell

_AFTER_PROBLEMS = (Role.LONG_TERM.value, Role.NEXT_STEPS.value)
"""Sections that stand behind the problems, where the sheet gives these no place of their own."""


class _OpenSection(NamedTuple):
    """A section while its rows are read."""

    role: str
    entries: dict[str, CellEntry]
    content: OpenItem
    """What stands below its heading; only its content counts."""

    def has_form(self) -> bool:
        return FORM in self.entries


def read_sections(
    parts: Sequence[TableRow],
    problems: Sequence[TableRow],
) -> CellValue | None:
    """Return the sections that the two sheets give; None where they give none."""
    sections = _open_sections(parts)
    rectification = None
    for section in sections:
        if section.role == Role.RECTIFICATION.value:
            rectification = rectification or section
    if rectification is None and problems:
        rectification = _standard_section(problems[0])
        sections.insert(_place_of_problems(sections), rectification)
    if rectification is not None:
        items = read_problems(problems, rectification.has_form())
        rectification.content.children.extend(items)
    if not sections:
        return None
    finished = list(map(_finished, sections))
    return list_of(finished[0].event, finished)


def _open_sections(rows: Sequence[TableRow]) -> list[_OpenSection]:
    sections: list[_OpenSection] = []
    heads: tuple[str, str] = ("", "")
    item_cell: SheetCell | None = None
    for row in rows:
        role_cell = row.cell("role")
        heading_cell = row.cell("heading")
        names = (_shown(role_cell) or heads[0], _shown(heading_cell))
        is_other_heading = heading_cell is not None and names[1] != heads[1]
        if not sections or names[0] != heads[0] or is_other_heading:
            sections.append(_open_section(row))
            # A section without a role of its own does not go on with that of the one above.
            heads = (_shown(role_cell), names[1])
            item_cell = None
        section = sections[-1]
        item_cell = _add_row(section, row, item_cell)
    return sections


def _shown(cell: SheetCell | None) -> str:
    return "" if cell is None else cell.text.strip()


def _open_section(row: TableRow) -> _OpenSection:
    entries: dict[str, CellEntry] = {}
    for column, key in SECTION_COLUMNS.items():
        entry = row.entry(column)
        if entry is not None:
            entries[key] = entry
    event = _event_of(row)
    role = Role.OTHER.value
    if "role" in entries:
        role = str(entries["role"].entry.value)
    return _OpenSection(role, entries, OpenItem(event, {}))


def _event_of(row: TableRow) -> CellEvent:
    """The uppermost cell of a section."""
    for key in ("role", "heading", HEADING):
        cell = row.cell(key)
        if cell is not None:
            return row.sheet.lines(cell)[0]
    return row.sheet.blank(row.number, 1)


def _add_row(
    section: _OpenSection,
    row: TableRow,
    item_cell: SheetCell | None,
) -> SheetCell | None:
    """Add the content of ``row`` and return the cell of the heading that it stands under, if there is one."""
    cell = row.cell(HEADING)
    items = section.content.children
    if cell is None and not items:
        section.content.add_row(row)
        return None
    is_same = item_cell is not None and _shown(cell) == _shown(item_cell)
    if cell is not None and not is_same:
        name = row.entry(HEADING)
        if name is None:
            return item_cell
        item = OpenItem(name.entry.event, {"heading": name})
        item.add_facts(row, (RUN_IN,))
        items.append(item)
        item_cell = cell
    items[-1].add_row(row)
    return item_cell


def _standard_section(row: TableRow) -> _OpenSection:
    """The section of the problems, where the sheet of sections does not name it."""
    event = row.sheet.blank(row.number, 1)
    role = CellValue(Role.RECTIFICATION.value, event)
    entries = {"role": CellEntry(None, role)}
    return _OpenSection(role.value, entries, OpenItem(event, {}))


def _place_of_problems(sections: Sequence[_OpenSection]) -> int:
    """Where the section of the problems stands among the others."""
    for number, section in enumerate(sections):
        if section.role in _AFTER_PROBLEMS:
            return number
    return len(sections)


def _finished(section: _OpenSection) -> CellValue:
    entries = dict(section.entries)
    content = section.content.content()
    if content:
        whole = list_of(content[0].event, content)
        entries["content"] = CellEntry(None, whole)
    return mapping_of(section.content.event, entries)
