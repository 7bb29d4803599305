"""Headings that were deleted while their content stayed: it stands below the heading before them from then on.

Other changes of the content have been made operations before. This module must not know where these come from.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from rectify_gen.building.returning.data_places import (
    as_typed,
    container_at,
    data_route,
    is_item,
)
from rectify_gen.building.returning.drafting.list_operations import new_list
from rectify_gen.diagnostics import Route
from rectify_gen.source import LocatedData
from rectify_gen.source.data_operations import (
    InsertEntry,
    Operation,
    RemoveEntry,
    edited_value,
)


def with_dissolved(
    data: LocatedData,
    operations: Iterable[Operation],
    items: Sequence[Route],
) -> list[Operation]:
    """Return ``operations`` and those that dissolve ``items``: sections or items, by their routes in the notice."""
    settled = list(operations)
    # From the last one, so that an item goes to one that is still there.
    for item in reversed(items):
        settled = _with_dissolved_item(
            data,
            settled,
            item,
        )
    return settled


def _with_dissolved_item(
    data: LocatedData,
    operations: Iterable[Operation],
    item: Route,
) -> list[Operation]:
    existing = data_route(data, item)
    within: list[Operation] = []
    outside: list[Operation] = []
    for operation in operations:
        is_within = operation.route[: len(existing)] == existing
        (within if is_within else outside).append(operation)
    # What was to change within goes along, changed.
    entries = _content_after(
        data,
        existing,
        within,
    )
    container = container_at(data, item[:-1])
    index = int(item[-1])
    removal = RemoveEntry(container.route, index)
    if index > 0 and isinstance(container.value, list):
        is_section = len(item) == len(("sections", 0))
        if is_section or is_item(container.value[index - 1]):
            item_before = (*container.route, index - 1)
            appended = _appended_to_content(
                data,
                item_before,
                entries,
            )
            return [*outside, removal, *appended]
    inserted = _inserted(
        container.route,
        index,
        entries,
    )
    return [*outside, removal, *inserted]


def _content_after(
    data: LocatedData,
    item: Route,
    operations: Sequence[Operation],
) -> list[Any]:
    """Return what the item at ``item``, a route in the data, holds after ``operations``."""
    value = edited_value(data.value, operations)
    for step in item:
        value = value[step]
    content = value.get("content", [])
    entries = as_typed(content if isinstance(content, list) else [content])
    return list(entries)


def _appended_to_content(
    data: LocatedData,
    item: Route,
    entries: Sequence[Any],
) -> list[Operation]:
    """Return what puts ``entries`` behind all that the item at ``item``, a route in the data, holds."""
    content = container_at(data, (*item, "content"))
    if content.value is None:
        operation = new_list(
            data,
            content.route,
            entries,
        )
        return [operation]
    return _inserted(
        content.route,
        content.size,
        entries,
    )


def _inserted(
    list_route: Route,
    index: int,
    entries: Iterable[Any],
) -> list[Operation]:
    operations: list[Operation] = []
    for entry in entries:
        operations.append(
            InsertEntry(
                route=list_route,
                entry_index=index,
                value=entry,
            )
        )
    return operations
