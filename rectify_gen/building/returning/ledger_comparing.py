"""What a returned ledger says otherwise than its notice, fact by fact.

What is filled in is a change, and a conflict where the notice was changed as well. Cells that were emptied, problems
that are new or gone, and measures that were reworded are only listed. This module must not know how a file is edited.
"""

from __future__ import annotations

import datetime
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from rectify_gen import chinese
from rectify_gen.building.returning.ledger_matching import (
    NoticeRow,
    by_name,
    matching_rows,
    notice_rows,
)
from rectify_gen.diagnostics import Diagnostic, InputError, Route
from rectify_gen.ledger.cell_texts import measure_members
from rectify_gen.ledger.item_facts import ITEM_KEYS
from rectify_gen.ledger.notice_of_ledger import LedgerItem, squeezed
from rectify_gen.places import Place
from rectify_gen.source import LocatedData
from rectify_gen.vocabulary.ledger_columns import LedgerColumn
from rectify_gen.vocabulary.statuses import Status

_QUOTED = 60
"""Characters of a cell that a report quotes."""
_DAYS = (LedgerColumn.DEADLINE, LedgerColumn.CLOSED_ON)


class FactChange(NamedTuple):
    """A fact that the ledger has and the notice has not, as both print it."""

    route: Route
    column: LedgerColumn
    value: Any
    before: str
    after: str
    place: Place


class LedgerComparison(NamedTuple):
    """What the ledger says otherwise than the notice, and what is only to be listed."""

    changes: tuple[FactChange, ...] = ()
    conflicts: tuple[FactChange, ...] = ()
    """Facts that were changed in the notice as well, since the ledger was built."""
    notes: tuple[Diagnostic, ...] = ()


def compare(
    data: LocatedData,
    items: Iterable[LedgerItem],
    base_rows: Sequence[NoticeRow] | None,
    *,
    is_internal: bool,
) -> LedgerComparison:
    """Return what the ``items`` of a ledger say otherwise than the notice of ``data``.

    ``base_rows`` are those of the notice that the ledger was built from, if it was changed since; ``is_internal`` says
    whether the ledger was built for the internal edition.

    Raises:
        InputError: no problem of the ledger is one of the notice.
    """
    rows = notice_rows(data)
    named_rows = by_name(rows)
    named_base_rows = None if base_rows is None else by_name(base_rows)
    matched: set[Route] = set()
    parts = []
    for item in items:
        candidates = matching_rows(item, named_rows)
        if len(candidates) != 1 or candidates[0].route in matched:
            parts.append(_unmatched(item, candidates))
            continue
        (row,) = candidates
        matched.add(row.route)
        parts.append(
            _compare_item(
                item,
                row,
                _base_row(item, named_base_rows),
            )
        )
    if not matched:
        raise InputError([Diagnostic("ledger-other", path=data.source.path)])
    expected_rows = rows if is_internal else notice_rows(data, "public")
    parts.append(_missing(expected_rows, matched))
    return _together(parts)


def _together(parts: Iterable[LedgerComparison]) -> LedgerComparison:
    changes: list[FactChange] = []
    conflicts: list[FactChange] = []
    notes: list[Diagnostic] = []
    for part in parts:
        changes += part.changes
        conflicts += part.conflicts
        notes += part.notes
    return LedgerComparison(
        changes=tuple(changes),
        conflicts=tuple(conflicts),
        notes=tuple(notes),
    )


# ---------------------------------------------------------------- problems


def _unmatched(item: LedgerItem, candidates: Sequence[NoticeRow]) -> LedgerComparison:
    """Return the note of a problem that the notice does not have, or has more than once."""
    note = Diagnostic(
        "ledger-problem-unclear" if candidates else "ledger-problem-new",
        facts={"problem": item.problem.name},
        place=item.place,
    )
    return LedgerComparison(notes=(note,))


def _missing(rows: Iterable[NoticeRow], matched: Container[Route]) -> LedgerComparison:
    """Return a note of each row that the ledger does not have."""
    notes = []
    for row in rows:
        if row.route not in matched:
            note = Diagnostic(
                "ledger-problem-missing",
                route=row.route,
                facts={"problem": row.name},
            )
            notes.append(note)
    return LedgerComparison(notes=tuple(notes))


def _base_row(
    item: LedgerItem,
    named_base_rows: Mapping[str, Sequence[NoticeRow]] | None,
) -> NoticeRow | None:
    """Return the row that ``item`` was built from; None where there is none, or it cannot be known."""
    if named_base_rows is None:
        return None
    candidates = matching_rows(item, named_base_rows)
    return candidates[0] if len(candidates) == 1 else None


# ---------------------------------------------------------------- facts


def _compare_item(
    item: LedgerItem,
    row: NoticeRow,
    base_row: NoticeRow | None,
) -> LedgerComparison:
    parts = []
    for column in ITEM_KEYS:
        if item.facts.get(column.value) is None:
            parts.append(
                _emptied_fact(
                    item,
                    row,
                    column,
                )
            )
        else:
            change = _changed_fact(
                item,
                row,
                column,
            )
            parts.append(_of_sides(change, base_row))
    notes = []
    for diagnostic in item.diagnostics:
        notes.append(diagnostic._replace(route=row.route))
    if item.kept:
        kept = Diagnostic(
            "ledger-kept",
            route=row.route,
            facts={"text": "；".join(item.kept)},
            place=item.place,
        )
        notes.append(kept)
    parts.append(LedgerComparison(notes=tuple(notes)))
    parts.append(_compare_measures(item, row))
    return _together(parts)


def _emptied_fact(
    item: LedgerItem,
    row: NoticeRow,
    column: LedgerColumn,
) -> LedgerComparison:
    """Return a note where the ledger has an empty cell for a fact that the notice has."""
    before = _printed_fact(row, column)
    if not before or not _is_left_empty(item, column):
        return LedgerComparison()
    note = Diagnostic(
        "ledger-value-emptied",
        route=row.route,
        facts={
            "problem": row.name,
            "title": column.row.title,
            "before": shortened(before),
        },
        place=item.place,
    )
    return LedgerComparison(notes=(note,))


def _changed_fact(
    item: LedgerItem,
    row: NoticeRow,
    column: LedgerColumn,
) -> FactChange:
    """Return the fact that a cell of the ledger gives, beside that of the notice; they may be the same."""
    value = item.facts[column.value]
    return FactChange(
        route=row.route,
        column=column,
        value=value,
        before=_printed_fact(row, column),
        after=_printed_value(column, value),
        place=item.places[column.value],
    )


def _of_sides(change: FactChange, base_row: NoticeRow | None) -> LedgerComparison:
    """Return ``change`` by which side made it; without a base it was the ledger."""
    before = _without_blanks(change.before)
    after = _without_blanks(change.after)
    if before == after:
        return LedgerComparison()
    if base_row is None:
        return LedgerComparison(changes=(change,))
    base = _without_blanks(_printed_fact(base_row, change.column))
    if base == before:
        return LedgerComparison(changes=(change,))
    if base == after:
        # Only the notice was changed, and stays.
        return LedgerComparison()
    return LedgerComparison(conflicts=(change,))


def _is_left_empty(item: LedgerItem, column: LedgerColumn) -> bool:
    """Whether the ledger has this column, and nothing in it for ``item``."""
    numbers = item.problem.head.numbers(column)
    for row in item.problem.rows:
        if any(number in row.cells for number in numbers):
            return False
    return bool(numbers)


def _compare_measures(item: LedgerItem, row: NoticeRow) -> LedgerComparison:
    """Return a note of measures that were reworded: where each belongs in the notice is for its author to decide."""
    if not item.content:
        return LedgerComparison()
    printed = "\n".join(row.row.measures)
    before = measure_members([printed]) if printed.strip() else []
    if squeezed(str(before)) == squeezed(str(item.content)):
        return LedgerComparison()
    note = Diagnostic(
        "ledger-measures-reworded",
        route=row.route,
        facts={"problem": row.name},
        place=item.place,
    )
    return LedgerComparison(notes=(note,))


def _printed_fact(row: NoticeRow, column: LedgerColumn) -> str:
    fact = getattr(row.row, column.value)
    return str(fact) if fact else ""


def _printed_value(column: LedgerColumn, value: Any) -> str:
    """Return what a value of the ledger would print."""
    if column is LedgerColumn.STATUS:
        return Status(value).row.zh
    if isinstance(value, list):
        return "、".join(value)
    day = day_in(column, value)
    return str(value) if day is None else chinese.write_date(day)


def day_in(column: LedgerColumn, value: str) -> datetime.date | None:
    """Return the day that ``value`` is in a column of days; None where it is none."""
    return chinese.read_date(value) if column in _DAYS else None


def _without_blanks(text: str) -> str:
    return "".join(text.split())


def shortened(text: str) -> str:
    """Return ``text`` as a report quotes it."""
    return text if len(text) <= _QUOTED else text[:_QUOTED] + "…"
