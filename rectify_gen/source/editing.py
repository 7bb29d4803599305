"""Changing values in the text of a YAML file, so that everything else stays byte for byte.

What is to change is said by operations on the data, with routes as the data has them before any of them. They
become edits of the text, which are applied together; the text is then read again and must give the data
that was meant. A lone value that stands for a list of one becomes a list when an entry is added.

    edited = edit_source(data, [SetKey((), "signature", {"date": "2025-04-07"}, order=KEYS)], read=locate)

This module must not know what the data means.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from rectify_gen.diagnostics import Diagnostic, InputError, Route
from rectify_gen.source.data_operations import (
    KeyChange,
    ListChange,
    Operation,
    PlannedChanges,
    SetKey,
    edited_value,
    planned,
    value_after,
)
from rectify_gen.source.decoding import SourceFile
from rectify_gen.source.edits import TextEdit, apply_edits, in_order, overlap
from rectify_gen.source.extents import extents_of, is_flow
from rectify_gen.source.locating import LocatedData
from rectify_gen.source.member_edits import (
    block_edits,
    emptied_list_edits,
    flow_edits,
)
from rectify_gen.source.value_edits import (
    is_in_brackets,
    listing_edits,
    node_at,
    replacing_edits,
)
from rectify_gen.source.yaml_writing import to_flow_yaml, to_yaml_lines


class EditedSource(NamedTuple):
    """A source as it reads after operations, and the edits of its text that made it."""

    data: LocatedData
    edits: tuple[TextEdit, ...]
    """For :func:`rectify_gen.source.encode_edits`, which gives the bytes of the file."""


def edit_source(
    data: LocatedData,
    operations: Sequence[Operation],
    read: Callable[[SourceFile], LocatedData],
) -> EditedSource:
    """Return the source of ``data``, which has no faults, after ``operations``.

    ``read`` reads a text as ``data`` was read.

    Raises:
        InputError: the text cannot be changed so that it gives the data that is meant.
    """
    edits = plan_edits(data, operations)
    # Operations that change one place twice contradict each other.
    if overlap(edits):
        raise _not_editable(data, operations)
    text = apply_edits(data.source.text, edits)
    source = data.source._replace(text=text)
    meant = _as_read(edited_value(data.value, operations))
    try:
        after = read(source)
    except InputError as error:
        raise _not_editable(data, operations) from error
    if after.value != meant:
        raise _not_editable(data, operations)
    return EditedSource(after, tuple(edits))


def _as_read(value: Any) -> Any:
    """Return plain ``value`` as a file gives it: flags and numbers are text there."""
    if isinstance(value, dict):
        return {key: _as_read(member) for key, member in value.items()}
    if isinstance(value, list):
        return [_as_read(member) for member in value]
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    return value


def _not_editable(data: LocatedData, operations: Sequence[Operation]) -> InputError:
    """Return the error that names where the text was to be changed."""
    faults = []
    for operation in operations:
        fault = Diagnostic(
            "yaml-not-editable",
            route=operation.route,
            position=data.position(operation.route),
            path=data.source.path,
        )
        faults.append(fault)
    return InputError(faults)


# ---------------------------------------------------------------- the edits of the text


def plan_edits(data: LocatedData, operations: Sequence[Operation]) -> list[TextEdit]:
    """Return the edits of the text of ``data`` that ``operations`` come to, in order; they are not proved."""
    plan = planned(operations)
    edits: list[TextEdit] = []
    for route in _lone_values_to_rewrite(data, plan):
        value = value_after(
            _plain_value(data, route),
            route,
            plan,
        )
        edits += replacing_edits(
            data,
            route,
            value,
        )
        plan = plan.outside(route)
    for route, value in plan.replaced.items():
        edits += replacing_edits(
            data,
            route,
            value,
        )
    for route, list_change in plan.lists.items():
        edits += _list_edits(
            data,
            route,
            list_change,
        )
    for route, key_change in plan.mappings.items():
        edits += _key_edits(
            data,
            route,
            key_change,
        )
    return in_order(edits)


def _plain_value(data: LocatedData, route: Route) -> Any:
    value = data.value
    for step in route:
        value = value[step]
    return value


# ---------------------------------------------------------------- lists


def _lone_values_to_rewrite(data: LocatedData, plan: PlannedChanges) -> list[Route]:
    """Return the lone values that become lists and change within too: their lines cannot be indented and changed at once.

    Of those that stand within each other, the outermost.
    """
    rewritten: list[Route] = []
    for route in sorted(plan.lists, key=len):
        is_within_other = any(route[: len(outer)] == outer for outer in rewritten)
        if is_within_other or isinstance(_plain_value(data, route), list):
            continue
        for changed_route in (*plan.lists, *plan.mappings):
            is_within = changed_route[: len(route)] == route
            if is_within and changed_route != route:
                rewritten.append(route)
                break
    return rewritten


def _list_edits(
    data: LocatedData,
    route: Route,
    change: ListChange,
) -> list[TextEdit]:
    """Return the edits of the list at ``route``, or of the lone value that stands for one."""
    if not isinstance(_plain_value(data, route), list):
        return _lone_value_edits(
            data,
            route,
            change,
        )
    source = data.source.text
    node = node_at(data, route)
    if is_flow(source, node) and not node.members and not is_in_brackets(data, route):
        # An empty list has no place for entries of its own: tags: []
        return replacing_edits(
            data,
            route,
            change.inserted[0],
        )
    if is_flow(source, node):
        texts = {}
        for index, values in change.inserted.items():
            texts[index] = [to_flow_yaml(value) for value in values]
        return flow_edits(
            source,
            node,
            texts,
            change.removed,
        )
    if change.removed == set(node.members) and not change.inserted:
        return emptied_list_edits(source, node)
    lines = {}
    for index, values in change.inserted.items():
        lines[index] = [to_yaml_lines([value]) for value in values]
    return block_edits(
        source,
        node,
        lines,
        change.removed,
    )


def _lone_value_edits(
    data: LocatedData,
    route: Route,
    change: ListChange,
) -> list[TextEdit]:
    """Return the edits that make a list of the lone value at ``route``."""
    before = change.inserted.get(0, [])
    behind = change.inserted.get(1, [])
    if change.removed:
        return replacing_edits(
            data,
            route,
            [*before, *behind],
        )
    return listing_edits(
        data,
        route,
        before,
        behind,
    )


# ---------------------------------------------------------------- mappings


def _key_edits(
    data: LocatedData,
    route: Route,
    change: KeyChange,
) -> list[TextEdit]:
    """Return the edits of the mapping at ``route``."""
    source = data.source.text
    node = node_at(data, route)
    edits: list[TextEdit] = []
    new_keys = []
    for set_key in change.set_keys:
        if set_key.key in node.members:
            edits += replacing_edits(
                data,
                (*route, set_key.key),
                set_key.written_value or set_key.value,
            )
        else:
            new_keys.append(set_key)
    keys = list(extents_of(source, node))
    removed = {index for index, key in enumerate(keys) if key in change.removed}
    pairs = _new_pairs(keys, new_keys)
    if is_flow(source, node) or is_in_brackets(data, route):
        texts = {}
        for index, pairs_at_index in pairs.items():
            texts[index] = [to_flow_yaml(pair)[1:-1] for pair in pairs_at_index]
        return edits + flow_edits(
            source,
            node,
            texts,
            removed,
        )
    lines = {}
    for index, pairs_at_index in pairs.items():
        lines[index] = [to_yaml_lines(pair) for pair in pairs_at_index]
    return edits + block_edits(
        source,
        node,
        lines,
        removed,
    )


def _new_pairs(
    keys: Sequence[str | int], new_keys: Sequence[SetKey]
) -> dict[int, list[dict[str, Any]]]:
    """Return each new key with its value, as the file writes them, by the index in ``keys`` before which they belong."""
    pairs: dict[int, list[dict[str, Any]]] = {}
    # Of two new keys at one place, the one that comes earlier in the order stands first.
    for set_key in sorted(new_keys, key=_rank_in_order):
        written_key = set_key.written or set_key.key
        written_value = set_key.written_value or set_key.value
        pairs_at_index = pairs.setdefault(_place_in_order(keys, set_key), [])
        pairs_at_index.append({written_key: written_value})
    return pairs


def _rank_in_order(set_key: SetKey) -> int:
    if set_key.key in set_key.order:
        return set_key.order.index(set_key.key)
    return len(set_key.order)


def _place_in_order(keys: Sequence[str | int], set_key: SetKey) -> int:
    """Return the index in ``keys`` before which the new key belongs: behind the nearest that precedes it in its order."""
    order = set_key.order
    if set_key.key not in order:
        return len(keys)
    rank = order.index(set_key.key)
    for preceding in reversed(order[:rank]):
        if preceding in keys:
            return keys.index(preceding) + 1
    return 0
