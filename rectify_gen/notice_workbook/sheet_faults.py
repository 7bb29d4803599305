"""Faults of cells while a notice workbook is read, each with its cell, and the cells as lines of the listing.

This module must not know what the cells mean.
"""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable, Sequence

from rectify_gen.diagnostics import Diagnostic, Position
from rectify_gen.notice_workbook.notice_sheets import SheetField
from rectify_gen.source import position_of
from rectify_gen.source.cells import CellEvent, CellListing
from rectify_gen.workbook import SheetCell, SheetContent, cell_name

NEAR_LABEL = 0.6
"""From so much likeness on (as difflib measures it), an unknown label was probably meant to be a known one."""
_LONGEST_LABEL = 80
"""Characters; what is longer is no label."""
NEAR_WORD = 0.7
"""The same for the words of a choice, where a wrong guess does more harm."""


class SheetFaults:
    """What is wrong with the cells of one workbook; ``diagnostics`` grows as it is read."""

    def __init__(self, path: str, listing: CellListing) -> None:
        self.path = path
        self.listing = listing
        self.diagnostics: list[Diagnostic] = []

    def report(
        self,
        code: str,
        event: CellEvent,
        **facts: object,
    ) -> None:
        """Report a fault of the stretch ``event`` of a cell."""
        position: Position = position_of(event)
        cell = self.listing.cell_at(position.line)
        fault = Diagnostic(
            code,
            facts={"value": event.value, **facts},
            position=position._replace(cell=cell),
            path=self.path,
        )
        self.diagnostics.append(fault)

    def report_sheet(self, code: str, **facts: object) -> None:
        """Report a fault of the workbook as a whole."""
        self.diagnostics.append(Diagnostic(code, facts=facts, path=self.path))


class OpenSheet:
    """One sheet while it is read: its cells come out as lines of the listing, each put in there once."""

    def __init__(self, sheet: SheetContent, faults: SheetFaults) -> None:
        self.sheet = sheet
        self.faults = faults
        # Each of these walks over all cells of the sheet.
        self.rows = sheet.rows
        self.columns = sheet.columns
        self._cells_of_rows = _cells_of_rows(sheet)
        self._lines: dict[tuple[int, int], tuple[CellEvent, ...]] = {}

    def cell(self, row: int, column: int) -> SheetCell | None:
        """Return the cell that is seen at this place; None where it holds no text."""
        cell = self.sheet.cell(row, column)
        if cell is None or not cell.text.strip():
            return None
        return cell

    def cells_of_row(self, row: int) -> Sequence[SheetCell]:
        """Return the cells with text in a row, those excepted that a merged range covers."""
        return self._cells_of_rows.get(row, ())

    def lines(self, cell: SheetCell) -> tuple[CellEvent, ...]:
        """Return the lines of ``cell`` in the listing, blank ones included."""
        place = (cell.row, cell.column)
        if place not in self._lines:
            text = cell.text.replace("\r\n", "\n").replace("\r", "\n")
            self._lines[place] = self._add(cell.row, cell.column, text)
        return self._lines[place]

    def blank(self, row: int, column: int) -> CellEvent:
        """Return the place of a cell that holds nothing."""
        return self._add(row, column, "")[0]

    def _add(self, row: int, column: int, text: str) -> tuple[CellEvent, ...]:
        name = f"{self.sheet.name}!{cell_name(row, column)}"
        return self.faults.listing.add(name, text)

    def report(
        self,
        code: str,
        cell: SheetCell,
        event: CellEvent | None = None,
        **facts: object,
    ) -> None:
        """Report a fault of ``cell``, or of its stretch ``event``."""
        self.faults.report(code, event or self.lines(cell)[0], **facts)


def _cells_of_rows(sheet: SheetContent) -> dict[int, list[SheetCell]]:
    by_row: dict[int, list[SheetCell]] = {}
    for place in sorted(sheet.cells):
        cell = sheet.cells[place]
        if cell.text.strip() and place not in sheet.origins:
            by_row.setdefault(cell.row, []).append(cell)
    return by_row


def labels_of(fields: Iterable[SheetField]) -> dict[str, SheetField]:
    """Return the fields by their labels, and by their other labels where these mean one field only."""
    by_label: dict[str, SheetField] = {}
    others: dict[str, list[SheetField]] = {}
    for field in fields:
        by_label[plain_label(field.label)] = field
        for other_label in field.other_labels:
            others.setdefault(other_label, []).append(field)
    for other_label, meant in others.items():
        if len(meant) == 1:
            by_label.setdefault(plain_label(other_label), meant[0])
    return by_label


def plain_label(text: str) -> str:
    """Return a label without blanks, line breaks and colons, and with the usual width of its signs."""
    normalised = unicodedata.normalize("NFKC", text)
    return "".join(normalised.split()).rstrip(":*")


def nearest(word: str, known: Iterable[str], likeness: float = NEAR_LABEL) -> str:
    """Return the one of ``known`` that ``word`` was probably meant to be; nothing where it is like none."""
    if len(word) > _LONGEST_LABEL:
        return ""
    # Measuring likeness is slow, and a sheet may hold thousands of unknown labels.
    candidates = []
    for label in known:
        shared = sum(sign in label for sign in word)
        if 2 * shared >= likeness * (len(word) + len(label)):
            candidates.append(label)
    near = difflib.get_close_matches(word, candidates, 1, likeness)
    return near[0] if near else ""


def suggestion(
    word: str,
    known: Iterable[str],
    likeness: float,
) -> dict[str, str]:
    """Return the facts of a message that names the nearest of ``known``, or else all of them."""
    words = list(known)
    near = nearest(word, words, likeness)
    if near:
        return {
            "suggestion_zh": f"是不是“{near}”？",
            "suggestion_en": f"did you mean “{near}”?",
        }
    joined_zh = "、".join(words)
    return {
        "suggestion_zh": f"可用：{joined_zh}",
        "suggestion_en": f"known here: {joined_zh}",
    }
