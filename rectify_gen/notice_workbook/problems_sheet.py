"""Rows of problems and of sections as items with their content.

A row begins an item, or goes on with the one above: with more measures, more paragraphs, more names. What a row says
twice in different ways is reported.

This module must not know where the sections stand in a notice.
"""

from __future__ import annotations

from collections.abc import Sequence

from rectify_gen.notice_workbook.notice_sheets import (
    AREA,
    AS_WRITTEN,
    BEHIND_TEXT,
    DETAIL,
    FORM,
    INHERITED,
    LEDGER_KEYS,
    MEASURE_LAYOUT,
    MEASURES,
    ONE_PARAGRAPH,
    PROBLEM,
    RESULT,
    RESULT_LABEL,
    RUN_IN,
    TEXT,
)
from rectify_gen.notice_workbook.sheet_tables import TableRow
from rectify_gen.source.cells import (
    CellEntry,
    CellEvent,
    CellValue,
    list_of,
    mapping_of,
    members_of,
)
from rectify_gen.workbook import SheetCell

_LEVELS = (AREA, PROBLEM, DETAIL)


class OpenItem:
    """An item, or the content of a section, while its rows are read."""

    def __init__(self, event: CellEvent, heading: dict[str, CellEntry]) -> None:
        self.event = event
        self.heading = heading
        self.facts: dict[str, CellEntry] = {}
        self.children: list[OpenItem] = []
        self._content: list[CellValue] = []
        self._read_cells: set[int] = set()
        self._measures: list[CellValue] = []
        """The measures of the last member of the content, where more may follow."""
        self._measures_behind: CellValue | None = None
        self._measures_run_in = False

    def add_row(self, row: TableRow) -> None:
        """Add the text, the measures and the result that stand in ``row``."""
        self._add_paragraphs(self._new_value(row, TEXT))
        layout = row.text(MEASURE_LAYOUT)
        self._add_measures(self._new_value(row, MEASURES), layout)
        result = self._new_value(row, RESULT)
        if result is not None:
            self._close_measures()
            label = CellValue(RESULT_LABEL, result.event)
            entries = {
                "label": CellEntry(None, label),
                "content": CellEntry(None, result),
            }
            self._content.append(mapping_of(result.event, entries))

    def add_facts(self, row: TableRow, keys: Sequence[str]) -> None:
        """Add the facts of ``keys`` that stand in ``row``; one that an earlier row gives otherwise is reported."""
        for key in keys:
            cell = row.cell(key)
            if cell is None or self._is_read(cell):
                continue
            entry = row.entry(key)
            if entry is None:
                continue
            known = self.facts.get(key)
            if known is None:
                self.facts[key] = entry
            elif isinstance(known.entry.value, list):
                self.facts[key] = CellEntry(known.label, _joined(known, entry))
            elif known.entry.value != entry.entry.value:
                row.sheet.report(
                    "cell-contradicts", cell, earlier=known.entry.event.value
                )

    def content(self) -> list[CellValue]:
        """Return all content: the own one, then the items below."""
        self._close_measures()
        whole = list(self._content)
        for child in self.children:
            whole.append(child.finished())
        return whole

    def finished(self) -> CellValue:
        """Return the item as the data has it."""
        entries = {**self.heading, **self.facts}
        content = self.content()
        if content:
            whole = list_of(content[0].event, content)
            entries["content"] = CellEntry(None, whole)
        return mapping_of(self.event, entries)

    def _is_read(self, cell: SheetCell) -> bool:
        """Whether a cell was seen before, in a row above that it is merged with."""
        if id(cell) in self._read_cells:
            return True
        self._read_cells.add(id(cell))
        return False

    def _new_value(self, row: TableRow, key: str) -> CellValue | None:
        cell = row.cell(key)
        if cell is None or self._is_read(cell):
            return None
        return row.value(key)

    def _add_paragraphs(self, paragraphs: CellValue | None) -> None:
        if paragraphs is None:
            return
        self._close_measures()
        self._content += members_of(paragraphs)

    def _add_measures(self, measures: CellValue | None, layout: str) -> None:
        if measures is None:
            return
        if not self._measures:
            self._measures_run_in = layout in (ONE_PARAGRAPH, BEHIND_TEXT)
            if layout == BEHIND_TEXT and self._content:
                last_member = self._content[-1]
                # Measures run in behind a text, and behind nothing else.
                if isinstance(last_member.value, str):
                    self._measures_behind = self._content.pop()
        self._measures += members_of(measures)

    def _close_measures(self) -> None:
        if not self._measures:
            return
        event = self._measures[0].event
        measures = CellEntry(None, list_of(event, self._measures))
        entries: dict[str, CellEntry] = {}
        if self._measures_behind is not None:
            event = self._measures_behind.event
            entries["text"] = CellEntry(None, self._measures_behind)
        elif self._measures_run_in:
            entries["run_in"] = CellEntry(None, CellValue(True, event))
        entries["measures"] = measures
        self._content.append(mapping_of(event, entries))
        self._measures = []
        self._measures_behind = None


def _joined(earlier: CellEntry, later: CellEntry) -> CellValue:
    """The names of both, each once."""
    members = members_of(earlier.entry)
    known = set(earlier.entry.value)
    for member in members_of(later.entry):
        if member.value not in known:
            members.append(member)
    return list_of(earlier.entry.event, members)


def read_problems(rows: Sequence[TableRow], has_form: bool) -> list[OpenItem]:
    """Return the items that the rows of the sheet of problems give; ``has_form`` says whether their section gives a form."""
    roots: list[OpenItem] = []
    path: list[tuple[str, SheetCell, OpenItem]] = []
    """The items that are open, from the outermost on, each with its level and the cell of its heading."""
    for row in rows:
        is_new = False
        for level in _LEVELS:
            cell = row.cell(level)
            if cell is None:
                continue
            depth = _depth(path, level)
            if depth < len(path) and _is_same(path[depth], level, cell):
                continue
            item = _open_item(row, level, has_form)
            if item is None:
                continue
            del path[depth:]
            siblings = path[-1][2].children if path else roots
            siblings.append(item)
            path.append((level, cell, item))
            is_new = True
        _add_row(row, path, is_new=is_new)
    return roots


def _depth(path: Sequence[tuple[str, SheetCell, OpenItem]], level: str) -> int:
    """How many open items stand above an item of ``level``."""
    depth = 0
    for open_level, _, _ in path:
        if _LEVELS.index(open_level) < _LEVELS.index(level):
            depth += 1
    return depth


def _is_same(
    open_item: tuple[str, SheetCell, OpenItem],
    level: str,
    cell: SheetCell,
) -> bool:
    """Whether a row names an item that is open already: many ledgers repeat it in each row."""
    open_level, open_cell, _ = open_item
    return open_level == level and open_cell.text.strip() == cell.text.strip()


def _open_item(row: TableRow, level: str, has_form: bool) -> OpenItem | None:
    name = row.entry(level)
    if name is None:
        return None
    form = None
    # The form of a row is that of its innermost item.
    if level == _innermost(row):
        form = row.entry(FORM)
    is_problem = level != AREA and has_form
    written_form = "" if form is None else form.entry.value
    if written_form == AS_WRITTEN:
        is_problem = False
    elif written_form:
        is_problem = True
    heading = {"problem" if is_problem else "heading": name}
    if form is not None and written_form not in (AS_WRITTEN, INHERITED):
        heading["form"] = form
    return OpenItem(name.entry.event, heading)


def _innermost(row: TableRow) -> str:
    innermost = _LEVELS[0]
    for level in _LEVELS:
        if row.cell(level) is not None:
            innermost = level
    return innermost


def _add_row(
    row: TableRow,
    path: Sequence[tuple[str, SheetCell, OpenItem]],
    *,
    is_new: bool,
) -> None:
    if not path:
        _report_without_problem(row)
        return
    item = path[-1][2]
    if is_new:
        item.add_facts(row, (RUN_IN,))
    item.add_row(row)
    item.add_facts(row, LEDGER_KEYS)


def _report_without_problem(row: TableRow) -> None:
    for key in (MEASURES, TEXT, RESULT, *LEDGER_KEYS):
        cell = row.cell(key)
        if cell is not None:
            row.sheet.report("cell-without-problem", cell)
            return
