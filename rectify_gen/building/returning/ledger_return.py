"""Back from Excel: what the departments filled into a ledger goes into the YAML, problem by problem.

A problem is known by its words, whatever their white space and the width of their marks; where two have the same, by its
area, then by its number; never by its place alone. What is filled in becomes a fact in its key. Cells that were
emptied, problems that are new or gone, and measures that were reworded are listed and left to the author.

This module must not know files, options, or how anything is printed on a terminal.
"""

from __future__ import annotations

import datetime
import difflib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from rectify_gen import chinese, model
from rectify_gen.building.returning.bringing_back import BroughtBack
from rectify_gen.building.returning.data_places import data_route, value_at
from rectify_gen.building.returning.value_changes import date_in_form_of
from rectify_gen.canonical_names import locate
from rectify_gen.diagnostics import Diagnostic, InputError, Route, TemplateError
from rectify_gen.ledger.cell_texts import measure_members, without_mark
from rectify_gen.ledger.item_facts import ITEM_KEYS
from rectify_gen.ledger.ledger_reading import read_ledger
from rectify_gen.ledger.notice_of_ledger import LedgerItem, squeezed
from rectify_gen.origin import Origin, audience_of, read_origin
from rectify_gen.package import PERHAPS_XLSX
from rectify_gen.places import Place
from rectify_gen.source import LocatedData, SourceFile
from rectify_gen.source.editing import (
    InsertEntry,
    Operation,
    RemoveEntry,
    SetKey,
    edit_source,
)
from rectify_gen.validation import placed, validate
from rectify_gen.view import compose
from rectify_gen.view.provenance import ROUTING, RoutedText
from rectify_gen.view.types import LedgerRowView
from rectify_gen.vocabulary.ledger_columns import LedgerColumn
from rectify_gen.vocabulary.statuses import Status

_NAMING_KEYS = ("problem", "heading")
_KEY_ORDER = (
    "heading",
    "problem",
    "form",
    "number",
    "run_in",
    "audience",
    *(column.value for column in ITEM_KEYS),
    "content",
)
"""Where a new fact stands in an item: behind its name, before its content."""
_QUOTED = 60
_LISTS = (LedgerColumn.DEPARTMENTS, LedgerColumn.EVIDENCE)
_DAYS = (LedgerColumn.DEADLINE, LedgerColumn.CLOSED_ON)


class _NoticeRow(NamedTuple):
    """An item of the notice that is a row of its ledger."""

    route: Route
    row: LedgerRowView

    @property
    def name(self) -> str:
        return str(self.row.problem)


class _FactChange(NamedTuple):
    """A fact that the ledger has and the notice has not, as both print it."""

    route: Route
    column: LedgerColumn
    value: Any
    before: str
    after: str
    place: Place


class _LedgerComparison(NamedTuple):
    """What the ledger says otherwise than the notice, and what is only to be listed."""

    changes: list[_FactChange]
    conflicts: list[_FactChange]
    notes: list[Diagnostic]


def bring_back_ledger(
    source: SourceFile,
    document: bytes,
    path: str,
    base: SourceFile | None = None,
    *,
    force: bool = False,
) -> BroughtBack:
    """Return ``source`` with what was filled into the ledger ``document``; ``path`` is what reports call that.

    ``base`` is what the ledger was built from, where the source was changed since; with ``force`` the ledger wins
    without it.

    Raises:
        InputError: the source does not validate, or the document holds no ledger, or another one.
    """
    ledger = read_ledger(document, path)
    origin = _origin(document)
    data = locate(source)
    base_rows = None
    if origin is not None and base is not None:
        if origin.source != base.digest():
            raise InputError(
                [
                    Diagnostic(
                        "onto-other-base",
                        path=base.path,
                    )
                ]
            )
        base_rows = _notice_rows(locate(base))
    comparison = _compare(
        data,
        ledger.items,
        base_rows,
        origin,
    )
    notes_of_ledger = [*ledger.diagnostics]
    if origin is not None:
        # Our own title and date stand above the head.
        notes_of_ledger = [
            note for note in notes_of_ledger if note.code != "ledger-text-around"
        ]
    notes = (*notes_of_ledger, *_placed_notes(data, comparison.notes))
    is_current = origin is None or origin.source == source.digest()
    refused: list[Diagnostic] = []
    if comparison.conflicts and not force:
        refused = _both_sides("ledger-both-changed", comparison.conflicts)
    elif comparison.changes and not (is_current or base is not None or force):
        refused = [
            Diagnostic(
                "ledger-source-changed",
                path=source.path,
            )
        ]
        refused += _both_sides("ledger-either-side", comparison.changes)
    if refused:
        return BroughtBack(
            edited=None,
            unplaced=tuple(placed(data, refused)),
            counts=Counter(),
            notes=notes,
        )
    changes = [*comparison.changes, *comparison.conflicts]
    if not changes:
        return BroughtBack(
            edited=None,
            unplaced=(),
            counts=Counter(),
            notes=notes,
        )
    edited = edit_source(
        data,
        list(_operations(data, changes)),
        locate,
    )
    validate(edited.data)
    return BroughtBack(
        edited=edited,
        unplaced=(),
        counts=Counter(changed=len(changes)),
        notes=notes,
    )


def _origin(document: bytes) -> Origin | None:
    """Where the ledger was built from; None for one that an office made itself."""
    try:
        origin, _ = read_origin(document, PERHAPS_XLSX)
    except TemplateError:
        return None
    return origin


# ---------------------------------------------------------------- the rows of the notice


def _notice_rows(
    data: LocatedData,
    audience: model.Audience = "internal",
) -> list[_NoticeRow]:
    """The rows that the ledger of the notice has, each with the route of its item."""
    view = compose(
        validate(data),
        audience,
        ROUTING,
    )
    rows = []
    for row in view.ledger:
        route = _item_route(row.problem)
        if route:
            rows.append(_NoticeRow(route, row))
    return rows


def _item_route(name: str) -> Route:
    """The route of the item whose name was printed."""
    if isinstance(name, RoutedText):
        for span in name.spans:
            if span.route and span.route[-1] in _NAMING_KEYS:
                return span.route[:-1]
    return ()


def _by_name(rows: Iterable[_NoticeRow]) -> dict[str, list[_NoticeRow]]:
    rows_by_name: dict[str, list[_NoticeRow]] = {}
    for row in rows:
        name = squeezed(without_mark(row.name))
        rows_by_name.setdefault(name, []).append(row)
    return rows_by_name


def _matching(
    item: LedgerItem,
    rows_by_name: Mapping[str, Sequence[_NoticeRow]],
) -> list[_NoticeRow]:
    """The rows of the notice that ``item`` may be: by name, then by area, then by number."""
    candidates = list(rows_by_name.get(squeezed(item.problem.name), ()))
    if len(candidates) > 1:
        areas = [squeezed(area) for area in item.problem.areas]
        same_area = []
        for row in candidates:
            if [squeezed(without_mark(area)) for area in row.row.areas] == areas:
                same_area.append(row)
        candidates = same_area or candidates
    if len(candidates) > 1:
        number = _number(item)
        same_number = [row for row in candidates if str(row.row.number) == number]
        candidates = same_number or candidates
    return candidates


def _number(item: LedgerItem) -> str:
    """What stands in the column 序号."""
    for number in item.problem.head.numbers(LedgerColumn.NUMBER):
        for row in item.problem.rows:
            if number in row.cells:
                return row.cells[number].text.strip()
    return ""


# ---------------------------------------------------------------- comparing


def _compare(
    data: LocatedData,
    items: Sequence[LedgerItem],
    base_rows: Sequence[_NoticeRow] | None,
    origin: Origin | None,
) -> _LedgerComparison:
    comparison = _LedgerComparison(
        [],
        [],
        [],
    )
    rows = _notice_rows(data)
    rows_by_name = _by_name(rows)
    base_by_name = None if base_rows is None else _by_name(base_rows)
    matched: set[Route] = set()
    for item in items:
        candidates = _matching(item, rows_by_name)
        if len(candidates) != 1 or candidates[0].route in matched:
            code = "ledger-problem-unclear" if candidates else "ledger-problem-new"
            facts = {"problem": item.problem.name}
            comparison.notes.append(
                Diagnostic(
                    code,
                    facts=facts,
                    place=item.place,
                )
            )
            continue
        row = candidates[0]
        matched.add(row.route)
        base_row = None
        if base_by_name is not None:
            base_candidates = _matching(item, base_by_name)
            base_row = base_candidates[0] if len(base_candidates) == 1 else None
        _compare_item(
            item,
            row,
            base_row,
            comparison,
        )
    if not matched:
        raise InputError(
            [
                Diagnostic(
                    "ledger-other",
                    path=data.source.path,
                )
            ]
        )
    is_internal = origin is not None and audience_of(origin.edition) == "internal"
    for row in rows if is_internal else _notice_rows(data, "public"):
        if row.route not in matched:
            facts = {"problem": row.name}
            comparison.notes.append(
                Diagnostic(
                    "ledger-problem-missing",
                    row.route,
                    facts,
                )
            )
    return comparison


def _compare_item(
    item: LedgerItem,
    row: _NoticeRow,
    base_row: _NoticeRow | None,
    comparison: _LedgerComparison,
) -> None:
    for column in ITEM_KEYS:
        before = _printed_fact(row, column)
        value = item.facts.get(column.value)
        if value is None:
            if before and _is_left_empty(item, column):
                facts = {
                    "problem": row.name,
                    "title": column.row.title,
                    "before": _shortened(before),
                }
                comparison.notes.append(
                    Diagnostic(
                        "ledger-value-emptied",
                        row.route,
                        facts,
                        place=item.place,
                    )
                )
            continue
        after = _printed_value(column, value)
        if _without_blanks(before) == _without_blanks(after):
            continue
        change = _FactChange(
            route=row.route,
            column=column,
            value=value,
            before=before,
            after=after,
            place=item.places[column.value],
        )
        if base_row is None:
            comparison.changes.append(change)
            continue
        base = _without_blanks(_printed_fact(base_row, column))
        if base == _without_blanks(before):
            comparison.changes.append(change)
        elif base != _without_blanks(after):
            comparison.conflicts.append(change)
        # Else only the notice was changed, and stays.
    for diagnostic in item.diagnostics:
        comparison.notes.append(diagnostic._replace(route=row.route))
    if item.kept:
        facts = {"text": "；".join(item.kept)}
        comparison.notes.append(
            Diagnostic(
                "ledger-kept",
                row.route,
                facts,
                place=item.place,
            )
        )
    _compare_measures(
        item,
        row,
        comparison,
    )


def _is_left_empty(
    item: LedgerItem,
    column: LedgerColumn,
) -> bool:
    """Whether the ledger has this column, and nothing in it for ``item``."""
    numbers = item.problem.head.numbers(column)
    for row in item.problem.rows:
        if any(number in row.cells for number in numbers):
            return False
    return bool(numbers)


def _compare_measures(
    item: LedgerItem,
    row: _NoticeRow,
    comparison: _LedgerComparison,
) -> None:
    """Note measures that were reworded: how they are notes_of_ledger apart in the notice is the author's to decide."""
    if not item.content:
        return
    printed = "\n".join(row.row.measures)
    before = measure_members([printed]) if printed.strip() else []
    if squeezed(str(before)) != squeezed(str(item.content)):
        facts = {"problem": row.name}
        comparison.notes.append(
            Diagnostic(
                "ledger-measures-reworded",
                row.route,
                facts,
                place=item.place,
            )
        )


def _printed_fact(
    row: _NoticeRow,
    column: LedgerColumn,
) -> str:
    fact = getattr(row.row, column.value)
    return str(fact) if fact else ""


def _printed_value(
    column: LedgerColumn,
    value: Any,
) -> str:
    """What a value of the ledger would print."""
    if column is LedgerColumn.STATUS:
        return Status(value).row.zh
    if isinstance(value, list):
        return "、".join(value)
    day = _day(column, value)
    return str(value) if day is None else chinese.write_date(day)


def _day(
    column: LedgerColumn,
    value: str,
) -> datetime.date | None:
    return chinese.read_date(value) if column in _DAYS else None


def _without_blanks(text: str) -> str:
    return "".join(text.split())


def _shortened(text: str) -> str:
    return text if len(text) <= _QUOTED else text[:_QUOTED] + "…"


# ---------------------------------------------------------------- edits and reports


def _operations(
    data: LocatedData,
    changes: Iterable[_FactChange],
) -> Iterator[Operation]:
    """Yield the edits of facts, in the manner of the file: its lists, its way to write dates, the language of its keys."""
    for change in changes:
        route = data_route(data, change.route)
        key = change.column.value
        existing = value_at(data, (*route, key))
        if isinstance(existing, list) and isinstance(change.value, list):
            yield from _list_operations(
                (*route, key),
                existing,
                change.value,
            )
            continue
        yield SetKey(
            route,
            key,
            _as_in_file(change, existing),
            _KEY_ORDER,
            _written_key(
                data,
                route,
                key,
            ),
        )


def _list_operations(
    route: Route,
    before: Sequence[str],
    after: Sequence[str],
) -> Iterator[Operation]:
    """Yield the edits of single entries: those that stay keep their comments and their place."""
    matcher = difflib.SequenceMatcher(
        a=before,
        b=after,
        autojunk=False,
    )
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        if kind == "equal":
            continue
        for index in range(start, end):
            yield RemoveEntry(route, index)
        for value in after[new_start:new_end]:
            yield InsertEntry(
                route,
                end,
                value,
            )


def _as_in_file(
    change: _FactChange,
    existing: Any,
) -> Any:
    """The value of a fact, written as the file writes the one that it replaces."""
    value = change.value
    if isinstance(value, list):
        is_lone = isinstance(existing, str) and len(value) == 1
        return value[0] if is_lone else value
    day = _day(change.column, value)
    if day is not None and isinstance(existing, str) and chinese.read_date(existing):
        return date_in_form_of(existing, day)
    return value


def _written_key(
    data: LocatedData,
    route: Route,
    key: str,
) -> str:
    """How the file writes a new key: by its Chinese title where the others have theirs."""
    for written in data.keys_as_written(route):
        if not written.isascii():
            return str(model.ProblemItem.model_fields[key].title)
    return ""


def _placed_notes(
    data: LocatedData,
    notes: Iterable[Diagnostic],
) -> Iterator[Diagnostic]:
    """Yield ``notes`` with their places: a cell of the ledger, else a line of the source."""
    for note in notes:
        if note.place is not None:
            yield note._replace(route=())
        else:
            yield from placed(data, [note])


def _both_sides(
    code: str,
    changes: Iterable[_FactChange],
) -> list[Diagnostic]:
    reports = []
    for change in changes:
        facts = {
            "title": change.column.row.title,
            "before": _shortened(change.before) or "—",
            "after": _shortened(change.after),
            "cell_zh": change.place.spot("zh"),
            "cell_en": change.place.spot("en"),
        }
        route = (*change.route, change.column.value)
        reports.append(
            Diagnostic(
                code,
                route,
                facts,
            )
        )
    return reports
