"""Finds the table of a ledger in a sheet: its head, of one to three rows, and the rows below it.

Titles stand above the head, notes and signatures below the rows, heads are repeated on each page. This module must
not know what becomes of a row.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from rectify_gen.vocabulary.ledger_columns import (
    LedgerColumn,
    is_usual_title,
    plain_title,
    read_column_title,
)
from rectify_gen.workbook import SheetCell, SheetContent, column_letters

_HIGHEST_HEAD = 3
"""Rows of a head: 责任落实 above 责任领导 and 责任科室."""
_SEARCHED_ROWS = 40
"""Rows from the top in which the head is looked for."""
_FEWEST_COLUMNS = 2
_WIDEST_GROUP = 4
"""Columns below a title such as 责任落实; what spans more is the title of the table."""
_NAMING_COLUMNS = frozenset({LedgerColumn.PROBLEM, LedgerColumn.TASK})
"""A ledger has one of these."""


class HeadCell(NamedTuple):
    """The head of one column; ``column`` is None where its title is not known."""

    number: int
    title: str
    column: LedgerColumn | None


class LedgerHead(NamedTuple):
    """The head of a table: its first and last row, and its columns from left to right."""

    top: int
    bottom: int
    cells: tuple[HeadCell, ...]

    def of(self, column: LedgerColumn | None) -> list[HeadCell]:
        """Return the heads of the columns of this kind, None for those that are not known; there may be several."""
        return [cell for cell in self.cells if cell.column is column]

    def numbers(self, column: LedgerColumn) -> list[int]:
        """Return the numbers of the columns of this kind."""
        return [cell.number for cell in self.of(column)]


class LedgerRow(NamedTuple):
    """One row below the head; a merged cell is seen in each row that it covers."""

    number: int
    cells: Mapping[int, SheetCell]
    """Those that show something, by the number of their column."""

    def begins(self, column_number: int) -> bool:
        """Return whether a cell that shows something begins here, and is not merged from above or from the left."""
        cell = self.cells.get(column_number)
        return cell is not None and cell[:2] == (self.number, column_number)


def find_head(sheet: SheetContent) -> LedgerHead | None:
    """Return the head of the ledger in ``sheet``, None where there is none.

    Of all stretches of rows it is the one with the most known columns, where usual titles count twice: a row of
    problems may end like titles too. Of several it is the one of the fewest rows, and then the first.
    """
    rows = list(sheet.rows)[:_SEARCHED_ROWS]
    columns = sheet.columns
    best: LedgerHead | None = None
    best_score = (0, 0)
    for height in range(1, _HIGHEST_HEAD + 1):
        for index in range(len(rows) - height + 1):
            head_rows = rows[index : index + height]
            if _holds_data(
                sheet,
                head_rows,
                columns,
            ):
                continue
            head = _head_of(
                sheet,
                head_rows,
                columns,
            )
            score = _score(head)
            if score[0] and score > best_score:
                best = head
                best_score = score
    return best


def _score(head: LedgerHead) -> tuple[int, int]:
    """How well ``head`` is known: by kinds of columns, then by their number; 0 where it is no head of a ledger."""
    points: dict[LedgerColumn, int] = {}
    known_columns = 0
    for cell in head.cells:
        if cell.column is not None:
            known_columns += 1
            earlier = points.get(cell.column, 0)
            points[cell.column] = max(earlier, 1 + is_usual_title(cell.title))
    if len(points) < _FEWEST_COLUMNS or not points.keys() & _NAMING_COLUMNS:
        return 0, 0
    return sum(points.values()), known_columns


def _holds_data(
    sheet: SheetContent,
    rows: Sequence[int],
    columns: Sequence[int],
) -> bool:
    """Whether a lower one of ``rows`` is no part of a head: it has texts of its own below most titles.

    Below a title there is nothing more to say, unless it spans several columns.
    """
    widths = _widths_of_titles(
        sheet,
        rows,
        columns,
    )
    for upper, lower in itertools.pairwise(rows):
        titles = 0
        titled_anew = 0
        for number in columns:
            above = sheet.cell(upper, number)
            if above is None or widths.get(above, 1) > 1:
                continue
            titles += 1
            below = sheet.cell(lower, number)
            if below is not None and below.row == lower and below.text.strip():
                titled_anew += 1
        if titled_anew * 2 > titles:
            return True
    return False


def _head_of(
    sheet: SheetContent,
    rows: Sequence[int],
    columns: Sequence[int],
) -> LedgerHead:
    """The head that ``rows`` would be."""
    widths = _widths_of_titles(
        sheet,
        rows,
        columns,
    )
    cells: list[HeadCell] = []
    top = rows[0]
    for number in columns:
        titles: list[SheetCell] = []
        for row in rows:
            cell = sheet.cell(row, number)
            # A cell that is merged downwards is seen in each of the rows.
            if cell is not None and cell.text.strip() and cell not in titles:
                titles.append(cell)
        if not titles:
            # What stands below must not get lost.
            title = f"{column_letters(number)}列"
            cells.append(
                HeadCell(
                    number,
                    title,
                    None,
                )
            )
            continue
        title, column = _title_of(titles, widths)
        cells.append(
            HeadCell(
                number,
                title,
                column,
            )
        )
        # A title that is merged downwards begins higher up.
        top = min(top, titles[0].row)
    return LedgerHead(
        top,
        rows[-1],
        tuple(cells),
    )


def _widths_of_titles(
    sheet: SheetContent,
    rows: Sequence[int],
    columns: Sequence[int],
) -> dict[SheetCell, int]:
    """In how many columns each cell is seen."""
    widths: dict[SheetCell, int] = {}
    for row in rows:
        for number in columns:
            cell = sheet.cell(row, number)
            if cell is not None and cell.row == row:
                widths[cell] = widths.get(cell, 0) + 1
    return widths


def _title_of(
    titles: Sequence[SheetCell],
    widths: Mapping[SheetCell, int],
) -> tuple[str, LedgerColumn | None]:
    """The title of a column, and what it means: the lowest cell says it, else together with those above it."""
    lowest = titles[-1].text
    column = read_column_title(lowest)
    if column is LedgerColumn.MEASURES and _is_progress(titles[:-1]):
        # 已采取的措施 below 整改进展 is what was done.
        column = LedgerColumn.PROGRESS
    if column is not None:
        return plain_title(lowest), column
    joined = plain_title(lowest)
    for above in reversed(titles[:-1]):
        if widths.get(above, 1) > _WIDEST_GROUP:
            break
        # 责任 above 单位, 销号 above 日期
        joined = plain_title(above.text) + joined
        column = read_column_title(joined) or read_column_title(above.text)
        if column is not None:
            break
    return joined, column


def _is_progress(titles: Sequence[SheetCell]) -> bool:
    for title in titles:
        if read_column_title(title.text) is LedgerColumn.PROGRESS:
            return True
    return False


def rows_below(
    sheet: SheetContent,
    head: LedgerHead,
) -> Iterator[LedgerRow]:
    """Yield the rows below ``head`` that show something in its columns; repetitions of the head are left out."""
    for number in sheet.rows:
        if number <= head.bottom:
            continue
        cells: dict[int, SheetCell] = {}
        for head_cell in head.cells:
            cell = sheet.cell(number, head_cell.number)
            if cell is not None and cell.text.strip():
                cells[head_cell.number] = cell
        if cells and not _is_head_again(cells, head):
            yield LedgerRow(number, cells)


def _is_head_again(
    cells: Mapping[int, SheetCell],
    head: LedgerHead,
) -> bool:
    """Whether a row repeats the head, or one row of it."""
    repeated = 0
    for head_cell in head.cells:
        cell = cells.get(head_cell.number)
        if cell is None or head_cell.column is None:
            continue
        title = plain_title(cell.text)
        # Only the same words: 学习不深入的问题 is no title, though it ends like one.
        if title and head_cell.title.endswith(title):
            repeated += 1
    return repeated >= _FEWEST_COLUMNS and 2 * repeated >= len(cells)


def texts_above(
    sheet: SheetContent,
    head: LedgerHead,
) -> list[SheetCell]:
    """Return the cells above ``head``: the title of the table, who filled it in, and when."""
    cells = []
    for (row, _), cell in sorted(sheet.cells.items()):
        if (
            row < head.top
            and cell.text.strip()
            and (row, cell.column) not in sheet.origins
        ):
            cells.append(cell)
    return cells
