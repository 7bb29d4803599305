"""Which rows of a ledger belong to one problem, and which problems to one area.

A problem goes on while its cell is merged, empty or repeated; each of its rows may carry a measure. Rows of totals,
notes and signatures are no problems. This module must not know what the facts of a problem are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from rectify_gen.importer import typed_marks
from rectify_gen.ledger.cell_texts import says_nothing, without_mark, wrapped
from rectify_gen.ledger.ledger_table import LedgerHead, LedgerRow
from rectify_gen.vocabulary.ledger_columns import LedgerColumn
from rectify_gen.vocabulary.ledger_words import is_note, is_row_of_totals
from rectify_gen.workbook import SheetCell, SheetContent

_LONGEST_AREA = 80
_DEEPEST_AREA = 4
"""Levels of areas; a ledger has two, sometimes three."""
_ENDS_OF_SENTENCES = tuple("。；;！")
"""The name of an area is no sentence."""
_CHINESE_NUMBER = re.compile("[（(]?[一二三四五六七八九十]{1,3}[）)]?[、.]?")
_MARKS_OF_AREAS = (typed_marks.PART, typed_marks.CHINESE, typed_marks.BRACKETED)
"""Numbers of the first two levels."""


@dataclass(slots=True)
class LedgerProblem:
    """One problem: the areas above it, from the highest on, its name, and its rows."""

    sheet: SheetContent
    head: LedgerHead
    areas: tuple[str, ...]
    name: str
    cell: SheetCell
    """Where its name stands."""
    rows: list[LedgerRow] = field(default_factory=list)


@dataclass(
    frozen=True,
    slots=True,
)
class GroupedRows:
    """The problems of a sheet in order, and the rows that are none."""

    problems: tuple[LedgerProblem, ...]
    unread: tuple[LedgerRow, ...]


class _RowArea(NamedTuple):
    """An area that a row of its own names; ``family`` is that of its number, as ``typed_marks`` knows it."""

    family: int
    name: str

    def holds(
        self,
        family: int,
        is_nested: bool,
    ) -> bool:
        """Return whether an area with a number of ``family`` is a part of this one.

        Where one of them has no number, it is so if it follows at once, or follows one that was (``is_nested``).
        """
        is_unmarked = typed_marks.BARE in (self.family, family)
        if is_unmarked:
            return is_nested and self.family != family
        return self.family < family


def group_rows(
    sheet: SheetContent,
    head: LedgerHead,
    rows: Sequence[LedgerRow],
) -> GroupedRows:
    """Return the problems of ``rows``, which stand below ``head`` in ``sheet``."""
    return _Grouping(sheet, head).group(rows)


class _Grouping:
    """Goes through the rows from top to bottom and remembers what they continue."""

    def __init__(
        self,
        sheet: SheetContent,
        head: LedgerHead,
    ) -> None:
        self.sheet = sheet
        self.head = head
        areas = head.numbers(LedgerColumn.AREA)
        problems = head.numbers(LedgerColumn.PROBLEM)
        if not problems:
            problems = head.numbers(LedgerColumn.TASK)
        self.levels = [*areas, *problems]
        """The columns that say what a row is about, from the widest to the problem itself."""
        self.number_columns = head.numbers(LedgerColumn.NUMBER)
        self.counts_by_digits = False
        """Whether problems are: 1, 2, 3."""
        self.problems: list[LedgerProblem] = []
        self.unread: list[LedgerRow] = []
        self.current: LedgerProblem | None = None
        """What a row without a name goes on with."""
        self.row_areas: list[_RowArea] = []
        """The areas of rows that name nothing else, from the widest on: 一、聚焦党组织建设方面."""
        self.path: list[str] = []
        """What the row above says on each level."""

    def group(self, rows: Sequence[LedgerRow]) -> GroupedRows:
        """Return the problems of ``rows``."""
        last_row = 0
        for row in rows:
            if _lone_cell(row) is None:
                last_row = row.number
            self.counts_by_digits = self.counts_by_digits or self._is_counted(row)
        for row in rows:
            lone = _lone_cell(row)
            first_text = next(iter(row.cells.values())).text
            if is_row_of_totals(first_text) or is_note(first_text):
                self.unread.append(row)
            elif self._is_counted_area(row):
                self._take_area(row.cells[self.levels[-1]])
            elif lone is None or not self._is_outside_levels(lone, row):
                self._take(row)
            elif row.number < last_row and _may_be_area(lone.text):
                self._take_area(lone)
            else:
                self.unread.append(row)
        return GroupedRows(tuple(self.problems), tuple(self.unread))

    def _is_outside_levels(
        self,
        cell: SheetCell,
        row: LedgerRow,
    ) -> bool:
        """Whether the only cell of a row names an area, or is a note: it is no problem and no measure."""
        if len(row.cells) > 1 or cell.column < min(self.levels):
            return True
        if cell.column in self.levels[:-1]:
            return True
        if cell.column != self.levels[-1] or not self.counts_by_digits:
            return False
        # A problem would be counted by digits, as the others are.
        marked = typed_marks.read_mark(wrapped(cell.text))
        return marked is not None and marked.family in _MARKS_OF_AREAS

    def _is_counted(self, row: LedgerRow) -> bool:
        """Whether the problem of a row is counted by digits, in the column of numbers or before its name."""
        for number in self.number_columns:
            if number in row.cells and row.cells[number].text.strip().isdecimal():
                return True
        name = row.cells.get(self.levels[-1])
        marked = None if name is None else typed_marks.read_mark(wrapped(name.text))
        return marked is not None and marked.family == typed_marks.DIGIT

    def _is_counted_area(self, row: LedgerRow) -> bool:
        """Whether the row has nothing but a name that is counted by 一 or （一）, where problems are counted by 1."""
        if not self.number_columns or not self.counts_by_digits:
            return False
        number = row.cells.get(self.number_columns[0])
        if number is None or set(row.cells) != {number.column, self.levels[-1]}:
            return False
        return _CHINESE_NUMBER.fullmatch(number.text.strip()) is not None

    def _take_area(self, cell: SheetCell) -> None:
        name = wrapped(cell.text)
        is_nested = self.current is None and bool(self.row_areas)
        self.current = None
        self.path = [""] * len(self.levels)
        if cell.column in self.levels[:-1]:
            self.path[self.levels.index(cell.column)] = without_mark(name)
            return
        marked = typed_marks.read_mark(name)
        family = typed_marks.BARE if marked is None else marked.family
        # An area ends where one of its own level begins, or of a higher one; two in a row are nested.
        while self.row_areas and not self.row_areas[-1].holds(family, is_nested):
            self.row_areas.pop()
            # What held the area before holds this one too.
            is_nested = True
        if len(self.row_areas) == _DEEPEST_AREA:
            self.row_areas.pop()
        self.row_areas.append(_RowArea(family, without_mark(name)))

    def _take(self, row: LedgerRow) -> None:
        """Put ``row`` to the problem that it names, or goes on with."""
        path: list[str] = []
        name_cell: SheetCell | None = None
        is_continued = True
        for depth, number in enumerate(self.levels):
            above = self.path[depth] if self.path else ""
            cell = row.cells.get(number)
            if cell is not None and cell is name_cell:
                # Merged with the level before: there is no such level here.
                path.append("")
            elif cell is not None and says_nothing(cell.text):
                path.append("")
            elif cell is None:
                # What is left empty goes on, as long as the levels before do.
                path.append(above if is_continued else "")
            else:
                name_cell = cell
                path.append(without_mark(wrapped(cell.text)))
            is_continued = is_continued and path[-1] == above
        if path != self.path and name_cell is not None:
            self._begin(path, name_cell)
        if self.current is None:
            self.unread.append(row)
        else:
            self.current.rows.append(row)

    def _begin(
        self,
        path: list[str],
        name_cell: SheetCell,
    ) -> None:
        self.path = path
        named = [text for text in path if text]
        areas = named[:-1]
        areas = [area.name for area in self.row_areas] + areas
        self.current = LedgerProblem(
            sheet=self.sheet,
            head=self.head,
            areas=tuple(areas),
            name=named[-1],
            cell=name_cell,
        )
        self.problems.append(self.current)


def _lone_cell(row: LedgerRow) -> SheetCell | None:
    """The only cell of a row, which begins there; it may be merged over several columns."""
    cells = set(row.cells.values())
    if len(cells) != 1:
        return None
    (cell,) = cells
    return cell if cell.row == row.number else None


def _may_be_area(text: str) -> bool:
    name = wrapped(text)
    return len(name) <= _LONGEST_AREA and not name.endswith(_ENDS_OF_SENTENCES)
