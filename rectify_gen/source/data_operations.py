"""Operations on the data of a file, and what the data is after them.

Routes are those of the data before any of the operations. A lone value that stands for a list of one becomes a list
when an entry is added. This module must not know text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from rectify_gen.diagnostics import Route

_Kind = TypeVar("_Kind")


class ReplaceValue(NamedTuple):
    """Another value at ``route``; a text in the place of a text is changed at its characters."""

    route: Route
    value: Any


class SetKey(NamedTuple):
    """``value`` for ``key`` of the mapping at ``route``; a new key comes behind the one that precedes it in ``order``."""

    route: Route
    key: str
    value: Any
    order: tuple[str, ...] = ()
    """All keys that the mapping may have, by the names of the data, in the order in which a file has them."""
    written: str = ""
    """How the file writes a new key; as ``key`` where this is empty."""
    written_value: str = ""
    """How the file writes a choice: 已完成 for done; as ``value`` where this is empty."""


class RemoveKey(NamedTuple):
    """The mapping at ``route`` without ``key``."""

    route: Route
    key: str


class InsertEntry(NamedTuple):
    """``value`` as a new entry of the list at ``route``, before the entry that has ``entry_index``; of two at one place in order."""

    route: Route
    entry_index: int
    value: Any


class RemoveEntry(NamedTuple):
    """The list at ``route`` without the entry that has ``entry_index``."""

    route: Route
    entry_index: int


Operation = ReplaceValue | SetKey | RemoveKey | InsertEntry | RemoveEntry


class ListChange(NamedTuple):
    """What becomes of the entries of one list."""

    inserted: dict[int, list[Any]]
    """New entries by the index of the entry that they come before."""
    removed: set[int]


class KeyChange(NamedTuple):
    """What becomes of the keys of one mapping."""

    set_keys: list[SetKey]
    removed: set[str]


class PlannedChanges(NamedTuple):
    """Operations by the route of what they change."""

    replaced: dict[Route, Any]
    lists: dict[Route, ListChange]
    mappings: dict[Route, KeyChange]

    def outside(self, route: Route) -> PlannedChanges:
        """Return the changes that are not of ``route`` or within it."""
        return PlannedChanges(
            replaced=_outside(self.replaced, route),
            lists=_outside(self.lists, route),
            mappings=_outside(self.mappings, route),
        )


def planned(operations: Iterable[Operation]) -> PlannedChanges:
    """Return ``operations`` by the route of what they change."""
    plan = PlannedChanges(
        {},
        {},
        {},
    )
    for operation in operations:
        route = operation.route
        if isinstance(operation, ReplaceValue):
            plan.replaced[route] = operation.value
        elif isinstance(operation, InsertEntry | RemoveEntry):
            list_change = plan.lists.setdefault(route, ListChange({}, set()))
            if isinstance(operation, RemoveEntry):
                list_change.removed.add(operation.entry_index)
            else:
                entries = list_change.inserted.setdefault(operation.entry_index, [])
                entries.append(operation.value)
        else:
            key_change = plan.mappings.setdefault(route, KeyChange([], set()))
            if isinstance(operation, RemoveKey):
                key_change.removed.add(operation.key)
            else:
                key_change.set_keys.append(operation)
    return plan


def edited_value(value: Any, operations: Iterable[Operation]) -> Any:
    """Return plain ``value`` as ``operations`` make it."""
    return value_after(
        value,
        (),
        planned(operations),
    )


def value_after(
    value: Any,
    route: Route,
    plan: PlannedChanges,
) -> Any:
    """Return plain ``value``, which stands at ``route``, as ``plan`` makes it."""
    if route in plan.lists:
        return _list_after(
            value,
            route,
            plan,
        )
    if route in plan.replaced:
        return plan.replaced[route]
    if isinstance(value, list):
        return _entries_after(
            value,
            route,
            plan,
        )
    if isinstance(value, dict):
        return _mapping_after(
            value,
            route,
            plan,
        )
    return value


def _mapping_after(
    value: Mapping[str, Any],
    route: Route,
    plan: PlannedChanges,
) -> dict[str, Any]:
    change = plan.mappings.get(route, KeyChange([], set()))
    mapping = {}
    for key, member in value.items():
        if key not in change.removed:
            mapping[key] = value_after(
                member,
                (*route, key),
                plan,
            )
    for set_key in change.set_keys:
        mapping[set_key.key] = set_key.value
    return mapping


def _entries_after(
    value: Sequence[Any],
    route: Route,
    plan: PlannedChanges,
) -> list[Any]:
    """Return the entries that a list has, each as ``plan`` makes it."""
    entries = []
    for index, entry in enumerate(value):
        entries.append(
            value_after(
                entry,
                (*route, index),
                plan,
            )
        )
    return entries


def _list_after(
    value: Any,
    route: Route,
    plan: PlannedChanges,
) -> list[Any]:
    """Return a list, or the lone value that stands for one, with its entries put in and taken out."""
    change = plan.lists[route]
    if isinstance(value, list):
        entries_before = _entries_after(
            value,
            route,
            plan,
        )
    else:
        # A lone value has the route of its list.
        without_list = plan.lists.copy()
        del without_list[route]
        lone_value = value_after(
            value,
            route,
            plan._replace(lists=without_list),
        )
        entries_before = [lone_value]
    entries: list[Any] = []
    for index, entry in enumerate(entries_before):
        entries += change.inserted.get(index, [])
        if index not in change.removed:
            entries.append(entry)
    entries += change.inserted.get(len(entries_before), [])
    return entries


def _outside(changes: Mapping[Route, _Kind], route: Route) -> dict[Route, _Kind]:
    """Return those of ``changes`` that are not within ``route``."""
    kept = {}
    for changed_route, change in changes.items():
        if changed_route[: len(route)] != route:
            kept[changed_route] = change
    return kept
