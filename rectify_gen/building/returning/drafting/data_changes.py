"""What differences come to in the terms of the notice, before it is known how its file has to be edited.

Whoever reads a difference returns one :class:`DataChanges`; those of all differences are put together. This module must
not know how a difference is read, or how a file is edited.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from rectify_gen.building.returning.drafting.unplaced_changes import UnplacedChange
from rectify_gen.building.returning.value_changes import Printing
from rectify_gen.diagnostics import Route
from rectify_gen.source.data_operations import Operation


class NewKey(NamedTuple):
    """``value`` for ``key`` of the mapping that stands at ``route``; ``()`` is the notice itself."""

    route: Route
    key: str
    value: Any


class NewEntry(NamedTuple):
    """``value`` in the list at ``container``, before the entry that has the index ``entry_index``; of two at one place in order."""

    container: Route
    entry_index: int
    value: Any


class DataChanges(NamedTuple):
    """What one difference or several come to. All routes are of the notice, except those of ``operations``."""

    printings: tuple[Printing, ...] = ()
    """What values printed before and after, where they stayed the same as well."""
    new_keys: tuple[NewKey, ...] = ()
    new_entries: tuple[NewEntry, ...] = ()
    removed_entries: tuple[Route, ...] = ()
    dissolved_items: tuple[Route, ...] = ()
    """Items whose heading was deleted and nothing below it."""
    operations: tuple[Operation, ...] = ()
    """What is known as an operation on the data already."""
    unplaced: tuple[UnplacedChange, ...] = ()
    rows_read: tuple[int, ...] = ()
    """Rows that are explained by these changes beside the row that was read."""
    takes_addressees: bool = False
    """Whether a line was taken for the addressees, which not every template prints."""
    changed: int = 0
    """How many texts were changed, those of ``printings`` not counted."""
    added: int = 0
    removed: int = 0


def together(parts: Iterable[DataChanges]) -> DataChanges:
    """Return all of ``parts`` as one, in order."""
    printings: list[Printing] = []
    new_keys: list[NewKey] = []
    new_entries: list[NewEntry] = []
    removed_entries: list[Route] = []
    dissolved_items: list[Route] = []
    operations: list[Operation] = []
    unplaced: list[UnplacedChange] = []
    rows_read: list[int] = []
    takes_addressees = False
    changed = 0
    added = 0
    removed = 0
    for part in parts:
        printings += part.printings
        new_keys += part.new_keys
        new_entries += part.new_entries
        removed_entries += part.removed_entries
        dissolved_items += part.dissolved_items
        operations += part.operations
        unplaced += part.unplaced
        rows_read += part.rows_read
        takes_addressees = takes_addressees or part.takes_addressees
        changed += part.changed
        added += part.added
        removed += part.removed
    return DataChanges(
        printings=tuple(printings),
        new_keys=tuple(new_keys),
        new_entries=tuple(new_entries),
        removed_entries=tuple(removed_entries),
        dissolved_items=tuple(dissolved_items),
        operations=tuple(operations),
        unplaced=tuple(unplaced),
        rows_read=tuple(rows_read),
        takes_addressees=takes_addressees,
        changed=changed,
        added=added,
        removed=removed,
    )
