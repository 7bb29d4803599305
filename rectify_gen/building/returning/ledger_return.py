"""Back from Excel: what the departments filled into a ledger goes into the YAML, problem by problem.

What is filled in becomes a fact in its key, as the file writes such facts. What is only to be listed is left to the author.

This module must not know files, options, or how anything is printed on a terminal.
"""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from rectify_gen import chinese, model
from rectify_gen.building.returning.bringing_back import BroughtBack
from rectify_gen.building.returning.data_places import data_route, value_at
from rectify_gen.building.returning.ledger_comparing import (
    FactChange,
    LedgerComparison,
    compare,
    day_in,
    shortened,
)
from rectify_gen.building.returning.ledger_matching import NoticeRow, notice_rows
from rectify_gen.building.returning.value_changes import date_in_form_of
from rectify_gen.canonical_names import locate
from rectify_gen.diagnostics import Diagnostic, InputError, Route, TemplateError
from rectify_gen.ledger.item_facts import ITEM_KEYS
from rectify_gen.ledger.ledger_reading import read_ledger
from rectify_gen.origin import Origin, audience_of, read_origin
from rectify_gen.package import PERHAPS_XLSX
from rectify_gen.source import LocatedData, SourceFile
from rectify_gen.source.data_operations import (
    InsertEntry,
    Operation,
    RemoveEntry,
    SetKey,
)
from rectify_gen.source.editing import edit_source
from rectify_gen.validation import placed, validate

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
    comparison = compare(
        data,
        ledger.items,
        _base_rows(base, origin),
        is_internal=_is_internal(origin),
    )
    notes = (
        *_notes_of_ledger(ledger.diagnostics, origin),
        *_placed_notes(data, comparison.notes),
    )
    is_current = origin is None or origin.source == source.digest()
    refused = []
    if not force:
        refused = _of_either_side(
            source,
            comparison,
            is_known=is_current or base is not None,
        )
    changes = [*comparison.changes, *comparison.conflicts]
    if refused or not changes:
        return BroughtBack(
            edited=None,
            unplaced=tuple(placed(data, refused)),
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
    """Return where the ledger was built from; None for one that an office made itself."""
    try:
        origin, _ = read_origin(document, PERHAPS_XLSX)
    except TemplateError:
        return None
    return origin


def _is_internal(origin: Origin | None) -> bool:
    """Whether the ledger was built for the internal edition."""
    return origin is not None and audience_of(origin.edition) == "internal"


def _base_rows(
    base: SourceFile | None, origin: Origin | None
) -> list[NoticeRow] | None:
    """Return the rows of ``base``, from which a ledger of known ``origin`` was built; None without either.

    Raises:
        InputError: the ledger says that it was built from something else.
    """
    if base is None or origin is None:
        return None
    if origin.source != base.digest():
        raise InputError([Diagnostic("onto-other-base", path=base.path)])
    return notice_rows(locate(base))


def _notes_of_ledger(
    notes: Iterable[Diagnostic], origin: Origin | None
) -> Iterator[Diagnostic]:
    for note in notes:
        # In a ledger that was built here, the title and the date above the head are ours.
        if origin is None or note.code != "ledger-text-around":
            yield note


def _of_either_side(
    source: SourceFile,
    comparison: LedgerComparison,
    *,
    is_known: bool,
) -> list[Diagnostic]:
    """Return the changes that both sides made, or that either may have made where it ``is_known`` of none."""
    if comparison.conflicts:
        return _both_sides("ledger-both-changed", comparison.conflicts)
    if is_known or not comparison.changes:
        return []
    return [
        Diagnostic("ledger-source-changed", path=source.path),
        *_both_sides("ledger-either-side", comparison.changes),
    ]


def _operations(
    data: LocatedData,
    changes: Iterable[FactChange],
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
        chinese_key = _written_key(data, route, key)
        chinese_word = ""
        if chinese_key and key == "status":
            # Choices are written in the language of the keys beside them.
            chinese_word = model.Status(change.value).row.zh
        yield SetKey(
            route,
            key,
            _as_in_file(change, existing),
            _KEY_ORDER,
            chinese_key,
            chinese_word,
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
    change: FactChange,
    existing: Any,
) -> Any:
    """The value of a fact, written as the file writes the one that it replaces."""
    value = change.value
    if isinstance(value, list):
        is_lone = isinstance(existing, str) and len(value) == 1
        return value[0] if is_lone else value
    day = day_in(change.column, value)
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
    changes: Iterable[FactChange],
) -> list[Diagnostic]:
    reports = []
    for change in changes:
        facts = {
            "title": change.column.row.title,
            "before": shortened(change.before) or "—",
            "after": shortened(change.after),
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
