"""Operations for the lists of a notice, by how the file has each: as a list, as a lone value, or not at all.

This module must not know why an entry comes or goes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from rectify_gen.building.returning.data_places import (
    Container,
    container_at,
    key_order,
    value_at,
)
from rectify_gen.building.returning.drafting.compared_notice import ComparedNotice
from rectify_gen.building.returning.drafting.data_changes import NewEntry
from rectify_gen.diagnostics import Route
from rectify_gen.source import LocatedData
from rectify_gen.source.data_operations import (
    InsertEntry,
    Operation,
    RemoveEntry,
    RemoveKey,
    ReplaceValue,
    SetKey,
)

_WRITTEN_WHEN_EMPTY = ("preamble", "closing", "title", "organizations")
"""Lists whose absence means standard words: without any entry they are written as empty."""


class _EntryChanges(NamedTuple):
    """What becomes of the entries of one list of the notice."""

    inserted: dict[int, list[Any]]
    """New entries by the index of the entry that they come before."""
    removed: set[int]


def list_operations(
    data: LocatedData,
    *,
    new_entries: Iterable[NewEntry],
    removed_entries: Iterable[Route],
) -> list[Operation]:
    """Return the operations that put in and take out these entries of the notice."""
    by_list: dict[Route, _EntryChanges] = {}
    for entry in new_entries:
        changes = by_list.setdefault(entry.container, _EntryChanges({}, set()))
        changes.inserted.setdefault(entry.entry_index, []).append(entry.value)
    for route in removed_entries:
        changes = by_list.setdefault(route[:-1], _EntryChanges({}, set()))
        changes.removed.add(int(route[-1]))
    operations: list[Operation] = []
    for list_route, changes in by_list.items():
        container = container_at(data, list_route)
        is_emptied = len(changes.removed) == container.size and not changes.inserted
        if container.value is None:
            operations.append(_new_list(data, container, changes))
        elif list_route == ("contacts",) and isinstance(container.value, dict):
            # Contacts by their kinds are no lone value, which goes with its only entry.
            operations += _kinds_removed(container, changes)
        elif is_emptied and isinstance(container.route[-1], str):
            operations.append(_emptied_list(container))
        else:
            operations += _entries_changed(container, changes)
    return operations


def _new_list(
    data: LocatedData,
    container: Container,
    changes: _EntryChanges,
) -> SetKey:
    values = []
    for index in sorted(changes.inserted):
        values += changes.inserted[index]
    return new_list(
        data,
        container.route,
        values,
    )


def new_list(
    data: LocatedData,
    route: Route,
    values: Sequence[Any],
) -> SetKey:
    """Return the operation that gives the file the list of ``values`` at ``route``, where it has none."""
    parent = route[:-1]
    return SetKey(
        route=parent,
        key=str(route[-1]),
        value=list(values),
        order=key_order(value_at(data, parent), parent),
    )


def _emptied_list(container: Container) -> Operation:
    *parent, key = container.route
    if key in _WRITTEN_WHEN_EMPTY:
        return ReplaceValue(container.route, [])
    return RemoveKey(tuple(parent), str(key))


def _kinds_removed(container: Container, changes: _EntryChanges) -> list[Operation]:
    """Return that contacts go which the file has by their kinds."""
    kinds = list(container.value)
    operations: list[Operation] = []
    for index in sorted(changes.removed):
        operations.append(RemoveKey(container.route, kinds[index]))
    return operations


def _entries_changed(container: Container, changes: _EntryChanges) -> list[Operation]:
    operations: list[Operation] = []
    for index in sorted(changes.removed):
        operations.append(RemoveEntry(container.route, index))
    for index in sorted(changes.inserted):
        for value in changes.inserted[index]:
            operations.append(
                InsertEntry(
                    route=container.route,
                    entry_index=index,
                    value=value,
                )
            )
    return operations


def without_empty_mappings(
    compared: ComparedNotice, operations: Sequence[Operation]
) -> list[Operation]:
    """Return ``operations`` with mappings taken out whole of which they take out every key."""
    removed_keys: dict[Route, set[str]] = {}
    for operation in operations:
        if isinstance(operation, RemoveKey):
            removed_keys.setdefault(operation.route, set()).add(operation.key)
    settled = list(operations)
    for route, keys in removed_keys.items():
        mapping = value_at(compared.data, route)
        if not route or not isinstance(mapping, dict) or set(mapping) != keys:
            continue
        settled = [operation for operation in settled if operation.route != route]
        if route == ("signature",) and _is_still_signed(compared):
            # An empty signature still prints who signs.
            settled.append(ReplaceValue(route, {}))
        else:
            settled.append(RemoveKey(route[:-1], str(route[-1])))
    return settled


def _is_still_signed(compared: ComparedNotice) -> bool:
    """Whether the name of the organ still stands below the text."""
    for index in compared.signing_rows:
        if compared.rows[index].edited is not None:
            return True
    return False
