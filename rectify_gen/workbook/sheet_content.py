"""What a workbook holds, as finished values: sheets of cells, each with the text that its reader sees there.

This module must not know how a workbook is stored, nor what its cells mean.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from rectify_gen.diagnostics import Diagnostic
from rectify_gen.places import Place

_LETTERS = 26


class CellKind(StrEnum):
    """What a cell holds."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    FLAG = "flag"
    FORMULA = "formula"
    ERROR = "error"


class SheetCell(NamedTuple):
    r"""One cell; row and column count from 1, column 1 is A.

    ``text`` is what was typed: a date as ``2024-03-31``, a number in plain digits, a formula with its ``=``. Line
    breaks inside the cell are ``\n``.
    """

    row: int
    column: int
    text: str
    kind: CellKind = CellKind.TEXT
    comment: str = ""


class CellRange(NamedTuple):
    """Cells that are merged into one; all four are inside it and count from 1."""

    top: int
    left: int
    bottom: int
    right: int


class SheetContent(NamedTuple):
    """One sheet."""

    name: str
    cells: Mapping[tuple[int, int], SheetCell]
    """The cells that hold text or a comment, by row and column."""
    merged: tuple[CellRange, ...] = ()
    origins: Mapping[tuple[int, int], tuple[int, int]] = MappingProxyType({})
    """For each used place of a merged range, the place of its first cell."""
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    """Those among the columns that are used."""
    is_hidden: bool = False

    @property
    def rows(self) -> Sequence[int]:
        """The numbers of the rows in which some cell holds text, ascending."""
        return sorted({cell.row for cell in self.cells.values() if cell.text})

    @property
    def columns(self) -> Sequence[int]:
        """The numbers of the columns in which some cell holds text, ascending."""
        return sorted({cell.column for cell in self.cells.values() if cell.text})

    def cell(
        self,
        row: int,
        column: int,
    ) -> SheetCell | None:
        """Return the cell that is seen at this place: in a merged range its first; None where nothing is seen."""
        place = (row, column)
        return self.cells.get(self.origins.get(place, place))

    def text(
        self,
        row: int,
        column: int,
    ) -> str:
        """Return the text that is seen at this place, empty where there is none."""
        cell = self.cell(row, column)
        return cell.text if cell else ""

    def place(
        self,
        row: int,
        column: int,
    ) -> Place:
        """Return this place for a report: 工作表“台账”B4."""
        return Place(
            "",
            sheet=self.name,
            name=cell_name(row, column),
        )


class WorkbookContent(NamedTuple):
    """A workbook: its sheets in order, and what was left out or is to be noted, as diagnostics with their places."""

    sheets: tuple[SheetContent, ...]
    diagnostics: tuple[Diagnostic, ...]


def column_letters(column: int) -> str:
    """Return the letters of a column: A for 1, AA for 27."""
    letters = ""
    while column > 0:
        column, letter = divmod(column - 1, _LETTERS)
        letters = chr(ord("A") + letter) + letters
    return letters


def column_number(letters: str) -> int:
    """Return the number of the column with these letters: 1 for A, 27 for AA."""
    number = 0
    for letter in letters.upper():
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number


def cell_name(
    row: int,
    column: int,
) -> str:
    """Return what a cell is called: B4."""
    return f"{column_letters(column)}{row}"


def numbers_within(
    numbers: Sequence[int],
    lowest: int,
    highest: int,
) -> Sequence[int]:
    """Return those of the ascending ``numbers`` from ``lowest`` to ``highest``."""
    return numbers[bisect_left(numbers, lowest) : bisect_right(numbers, highest)]
