"""Data that was read from the cells of a workbook, in the place of YAML text.

The texts of the cells stand one below the other in a listing, which is the text of the source file: reports quote
its lines, and positions count them. Each value knows its stretch of the listing, and each line knows its cell.

This module must not know how a workbook is read, or what the data means.
"""

import bisect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple


@dataclass(frozen=True, slots=True)
class CellMark:
    """A place in the listing, counted from 0 as libyaml counts: index, line and column."""

    index: int
    line: int
    column: int

    def moved(self, count: int) -> "CellMark":
        """Return the place ``count`` characters further on the same line."""
        return CellMark(self.index + count, self.line, self.column + count)


class CellEvent(NamedTuple):
    """A stretch of one line of the listing. It stands where an event of libyaml stands in data from YAML."""

    start_mark: CellMark
    end_mark: CellMark
    value: str

    def part(self, start: int, end: int) -> "CellEvent":
        """Return the stretch from character ``start`` to before ``end`` of this one."""
        return CellEvent(
            self.start_mark.moved(start),
            self.start_mark.moved(end),
            self.value[start:end],
        )


_Places = Mapping[str | int, Any]
_NO_PLACES: _Places = {}


class CellValue(NamedTuple):
    """A value with the cell that it was read from, and the places of its members.

    The value is None where a cell is blank: it has a place, and is no part of the data.
    """

    value: Any
    event: CellEvent
    members: _Places = _NO_PLACES


class CellEntry(NamedTuple):
    """An entry of a mapping: its label, where a cell holds one, and its value."""

    label: CellEvent | None
    entry: CellValue


def list_of(event: CellEvent, entries: Sequence[CellValue]) -> CellValue:
    """Return a list of ``entries``, which as a whole stands at ``event``."""
    values = []
    members: dict[str | int, Any] = {}
    for number, entry in enumerate(entries):
        values.append(entry.value)
        members[number] = (entry.event, None, entry.members)
    return CellValue(values, event, members)


def members_of(value: CellValue) -> list[CellValue]:
    """Return the members of a list, each with its place."""
    members = []
    for number, member in enumerate(value.value):
        event, _, below = value.members[number]
        members.append(CellValue(member, event, below))
    return members


def mapping_of(event: CellEvent, entries: Mapping[str, CellEntry]) -> CellValue:
    """Return a mapping of ``entries``, which as a whole stands at ``event``."""
    values = {}
    members: dict[str | int, Any] = {}
    for key, (label, entry) in entries.items():
        members[key] = (entry.event, label, entry.members)
        if entry.value is not None:
            values[key] = entry.value
    return CellValue(values, event, members)


def _cell_at(first_lines: Sequence[int], cells: Sequence[str], line: int) -> str:
    number = bisect.bisect_right(first_lines, line) - 1
    return cells[number] if number >= 0 else ""


class CellTable(NamedTuple):
    """What the cells of a workbook say, and which cell each line of the listing is from."""

    root: CellValue
    first_lines: tuple[int, ...]
    """The line, counted from 1, on which the text of each cell begins."""
    cells: tuple[str, ...]
    """The name of each cell: 基本情况!B7."""

    def cell_at(self, line: int) -> str:
        """Return the name of the cell that ``line`` of the listing, counted from 1, is from."""
        return _cell_at(self.first_lines, self.cells, line)

    def content(self) -> str:
        """Return the data as text that changes with the data, and with nothing else."""
        import json  # only a workbook needs it

        return json.dumps(self.root.value, ensure_ascii=False)


class CellListing:
    """The listing of one workbook while its cells are read."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._index = 0
        self._first_lines: list[int] = []
        self._cells: list[str] = []

    def add(self, cell: str, text: str) -> tuple[CellEvent, ...]:
        """Add the ``text`` of a cell and return its lines."""
        self._first_lines.append(len(self._lines) + 1)
        self._cells.append(cell)
        events = []
        for line in text.split("\n"):
            events.append(self._add_line(line))
        return tuple(events)

    def text(self) -> str:
        """Return the listing as it stands."""
        return "\n".join(self._lines)

    def cell_at(self, line: int) -> str:
        """Return the name of the cell that ``line`` of the listing, counted from 1, is from."""
        return _cell_at(self._first_lines, self._cells, line)

    def table(self, root: CellValue) -> CellTable:
        """Return the table of the listing, whose data is ``root``."""
        return CellTable(root, tuple(self._first_lines), tuple(self._cells))

    def _add_line(self, line: str) -> CellEvent:
        number = len(self._lines)
        start = CellMark(self._index, number, 0)
        end = CellMark(self._index + len(line), number, len(line))
        self._lines.append(line)
        self._index += len(line) + 1  # with the line break
        return CellEvent(start, end, line)
