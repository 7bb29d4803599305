"""The rows of one problem as an item of the vocabulary: its measures and its facts, each with its cell.

What a cell says and nobody understands is kept as words beside the item, never dropped and never guessed. This
module must not know how problems are fact_cell, nor where items stand in the notice.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from rectify_gen.diagnostics import Diagnostic
from rectify_gen.importer.notice_data import NoticeData
from rectify_gen.ledger import cell_texts
from rectify_gen.ledger.ledger_table import HeadCell
from rectify_gen.ledger.row_grouping import LedgerProblem
from rectify_gen.vocabulary.ledger_columns import LedgerColumn
from rectify_gen.vocabulary.ledger_words import read_status
from rectify_gen.vocabulary.statuses import Status
from rectify_gen.workbook import CellKind, SheetCell

_WITHOUT_VALUE = (CellKind.FORMULA, CellKind.ERROR)
ITEM_KEYS = (
    LedgerColumn.STATUS,
    LedgerColumn.LEADER,
    LedgerColumn.DEPARTMENTS,
    LedgerColumn.PERSON,
    LedgerColumn.DEADLINE,
    LedgerColumn.TARGET,
    LedgerColumn.PROGRESS,
    LedgerColumn.EVIDENCE,
    LedgerColumn.CLOSED_ON,
)
"""The facts of an item, in the order in which the YAML has them."""


class FactCell(NamedTuple):
    """A cell of a problem and the head of its column."""

    head: HeadCell
    cell: SheetCell


class ItemFacts(NamedTuple):
    """What the rows of a problem say."""

    facts: NoticeData
    """The facts of the item, by their keys."""
    cells: Mapping[str, SheetCell]
    """The first cell of each fact."""
    content: list[Any]
    """Its measures."""
    kept: tuple[str, ...]
    """What no key is for, in words: 备注：……."""
    diagnostics: tuple[Diagnostic, ...]
    """What is to be looked at, without routes."""


def read_item(problem: LedgerProblem) -> ItemFacts:
    """Return what the rows of ``problem`` say."""
    return _ItemReading(problem).read()


class _ItemReading:
    """Reads the cells of one problem, column by column."""

    def __init__(self, problem: LedgerProblem) -> None:
        self.problem = problem
        self.facts: NoticeData = {}
        self.cells: dict[str, SheetCell] = {}
        self.kept: dict[str, None] = {}
        """Words in order, each once."""
        self.diagnostics: list[Diagnostic] = []
        self.statuses: dict[Status, FactCell] = {}
        self.reported: set[tuple[int, int]] = set()

    def read(self) -> ItemFacts:
        """Return what the cells say."""
        has_problems = bool(self.problem.head.of(LedgerColumn.PROBLEM))
        measure_cells = self.cells_of(LedgerColumn.MEASURES)
        task_cells = self.cells_of(LedgerColumn.TASK) if has_problems else []
        if not self.problem.head.of(LedgerColumn.MEASURES):
            measure_cells, task_cells = task_cells, []
        texts = [fact_cell.cell.text for fact_cell in measure_cells]
        content = cell_texts.measure_members(texts) if texts else []
        self.read_status()
        self.read_progress()
        self.read_closing()
        self.set_status()
        self.read_deadline()
        self.read_people(LedgerColumn.LEADER)
        self.read_people(LedgerColumn.PERSON)
        self.read_names(LedgerColumn.DEPARTMENTS)
        self.read_names(LedgerColumn.EVIDENCE)
        self.read_target(task_cells)
        self.keep_others()
        ordered: NoticeData = {}
        for key in ITEM_KEYS:
            if key in self.facts:
                ordered[key.value] = self.facts[key]
        return ItemFacts(
            ordered,
            self.cells,
            content,
            tuple(self.kept),
            tuple(self.diagnostics),
        )

    def cells_of(self, column: LedgerColumn | None) -> list[FactCell]:
        """The cells of the problem in columns of this kind, each once, row by row; formulas say nothing for sure."""
        cells: dict[tuple[int, int], FactCell] = {}
        for row in self.problem.rows:
            for head in self.problem.head.of(column):
                cell = row.cells.get(head.number)
                if cell is None or cell_texts.says_nothing(cell.text):
                    continue
                if column is None and cell.column != head.number:
                    # Merged from a column that is known.
                    continue
                fact_cell = FactCell(head, cell)
                # A merged cell is seen in several rows, and in several columns.
                place = (cell.row, cell.column)
                if cell.kind in _WITHOUT_VALUE:
                    if place not in self.reported:
                        self.not_understood(fact_cell)
                else:
                    cells.setdefault(place, fact_cell)
        return list(cells.values())

    def place_facts(self, fact_cell: FactCell) -> dict[str, object]:
        return {
            "title": fact_cell.head.title,
            "text": cell_texts.one_line(fact_cell.cell.text),
        }

    def report(
        self,
        code: str,
        fact_cell: FactCell,
        **facts: object,
    ) -> None:
        place = self.problem.sheet.place(fact_cell.cell.row, fact_cell.cell.column)
        all_facts = {**self.place_facts(fact_cell), **facts}
        self.diagnostics.append(
            Diagnostic(
                code,
                facts=all_facts,
                place=place,
            )
        )

    def keep(self, fact_cell: FactCell) -> None:
        """Keep what a cell says as words beside the item."""
        text = cell_texts.one_line(fact_cell.cell.text)
        words = f"{fact_cell.head.title}：{text}"
        self.kept.setdefault(words)

    def not_understood(self, fact_cell: FactCell) -> None:
        """Report a cell; the report becomes a comment beside the item, in which its words are kept."""
        self.report("ledger-value-unread", fact_cell)
        self.reported.add((fact_cell.cell.row, fact_cell.cell.column))

    def set_fact(
        self,
        column: LedgerColumn,
        value: Any,
        cell: SheetCell,
    ) -> None:
        self.facts[column.value] = value
        self.cells[column.value] = cell

    def read_status(self) -> None:
        for fact_cell in self.cells_of(LedgerColumn.STATUS):
            status = read_status(fact_cell.cell.text)
            if status is None:
                self.not_understood(fact_cell)
            else:
                self.add_status(status, fact_cell)

    def add_status(
        self,
        status: Status,
        fact_cell: FactCell,
    ) -> None:
        self.statuses.setdefault(status, fact_cell)

    def set_status(self) -> None:
        """Set the status where all cells agree on it."""
        if len(self.statuses) > 1:
            fact_cell = next(iter(self.statuses.values()))
            texts = [fact_cell.cell.text for fact_cell in self.statuses.values()]
            self.report(
                "ledger-status-differs",
                fact_cell,
                text="、".join(texts),
            )
            return
        for status, fact_cell in self.statuses.items():
            self.set_fact(
                LedgerColumn.STATUS,
                status.value,
                fact_cell.cell,
            )

    def read_progress(self) -> None:
        """Read the progress; 整改情况：已完成 is a status where no other column has it."""
        has_status = bool(self.problem.head.of(LedgerColumn.STATUS))
        first_number = 0
        texts: dict[str, None] = {}
        for fact_cell in self.cells_of(LedgerColumn.PROGRESS):
            status = read_status(fact_cell.cell.text)
            if status is not None and not has_status:
                self.add_status(status, fact_cell)
                continue
            text = cell_texts.one_line(fact_cell.cell.text)
            first_number = first_number or fact_cell.head.number
            if fact_cell.head.number != first_number:
                text = f"{fact_cell.head.title}：{text}"
            texts.setdefault(text)
            self.cells.setdefault(LedgerColumn.PROGRESS.value, fact_cell.cell)
        if texts:
            self.facts[LedgerColumn.PROGRESS] = cell_texts.one_line("\n".join(texts))

    def read_closing(self) -> None:
        """Read the day of closing; 已销号 without a day says that the problem is done."""
        days: dict[datetime.date, FactCell] = {}
        for fact_cell in self.cells_of(LedgerColumn.CLOSED_ON):
            day = cell_texts.read_closing(fact_cell.cell)
            if day is not None:
                days.setdefault(day, fact_cell)
                continue
            status = read_status(fact_cell.cell.text)
            if status is None:
                self.not_understood(fact_cell)
            elif self.statuses or status.row.is_open:
                # 未销号 does not say how far the work is.
                self.keep(fact_cell)
            else:
                self.add_status(status, fact_cell)
        if len(days) > 1:
            fact_cell = next(iter(days.values()))
            texts = [day.isoformat() for day in days]
            self.report(
                "ledger-days-differ",
                fact_cell,
                text="、".join(texts),
            )
            return
        for day, fact_cell in days.items():
            self.set_fact(
                LedgerColumn.CLOSED_ON,
                day.isoformat(),
                fact_cell.cell,
            )

    def read_deadline(self) -> None:
        """Read the deadline; where two columns tell a time, the one called 时限 or 期限 is meant."""
        time_cells = self.cells_of(LedgerColumn.DEADLINE)
        limits = [
            fact_cell for fact_cell in time_cells if fact_cell.head.title.endswith("限")
        ]
        for fact_cell in time_cells:
            if limits and fact_cell not in limits:
                self.keep(fact_cell)
        values: dict[str, FactCell] = {}
        for fact_cell in limits or time_cells:
            deadline = cell_texts.read_deadline(fact_cell.cell)
            if deadline is None:
                self.not_understood(fact_cell)
            else:
                values.setdefault(deadline, fact_cell)
        if not values:
            return
        deadline, fact_cell = next(iter(values.items()))
        if len(values) > 1:
            deadline = "、".join(map(cell_texts.written_deadline, values))
            self.report(
                "ledger-deadlines-joined",
                fact_cell,
                text=deadline,
            )
        self.set_fact(
            LedgerColumn.DEADLINE,
            deadline,
            fact_cell.cell,
        )

    def read_people(self, column: LedgerColumn) -> None:
        values: dict[str, FactCell] = {}
        for fact_cell in self.cells_of(column):
            values.setdefault(cell_texts.people(fact_cell.cell.text), fact_cell)
        if not values:
            return
        fact_cell = next(iter(values.values()))
        people = "、".join(values)
        self.set_fact(
            column,
            people,
            fact_cell.cell,
        )
        rows = {fact_cell.cell.row for fact_cell in values.values()}
        if len(rows) > 1:
            self.report(
                "ledger-joined",
                fact_cell,
                text=people,
            )

    def read_names(self, column: LedgerColumn) -> None:
        names: dict[str, None] = {}
        for fact_cell in self.cells_of(column):
            self.cells.setdefault(column.value, fact_cell.cell)
            for name in cell_texts.names(fact_cell.cell.text):
                names.setdefault(name)
        if names:
            self.facts[column] = list(names)

    def read_target(self, task_cells: Sequence[FactCell]) -> None:
        """Read the target; a task beside measures says what is to be reached."""
        target_cells = self.cells_of(LedgerColumn.TARGET)
        if not self.problem.head.of(LedgerColumn.TARGET):
            target_cells, task_cells = list(task_cells), []
        texts: dict[str, None] = {}
        for fact_cell in target_cells:
            texts.setdefault(cell_texts.one_line(fact_cell.cell.text))
        if texts:
            target = cell_texts.one_line("\n".join(texts))
            self.set_fact(
                LedgerColumn.TARGET,
                target,
                target_cells[0].cell,
            )
        for fact_cell in task_cells:
            self.keep(fact_cell)

    def keep_others(self) -> None:
        """Keep remarks, columns that are not known, and comments on cells."""
        for column in (LedgerColumn.REMARK, None):
            for fact_cell in self.cells_of(column):
                self.keep(fact_cell)
        for fact_cell in self._commented_cells():
            text = cell_texts.one_line(fact_cell.cell.comment)
            self.kept.setdefault(f"{fact_cell.head.title}的批注：{text}")

    def _commented_cells(self) -> Iterator[FactCell]:
        for row in self.problem.rows:
            for head in self.problem.head.cells:
                cell = row.cells.get(head.number)
                if cell is not None and cell.comment and cell.row == row.number:
                    yield FactCell(head, cell)
