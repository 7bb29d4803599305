"""Edits of the text for another value, or for a list in the place of a lone value; comments beside it stay.

This module must not know operations, or members of what is edited.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rectify_gen.diagnostics import Route
from rectify_gen.source.data_nodes import DataNode
from rectify_gen.source.edits import TextEdit
from rectify_gen.source.extents import (
    colon_behind,
    column_of,
    is_collection,
    is_flow,
    value_end,
)
from rectify_gen.source.locating import LocatedData
from rectify_gen.source.scalar_editing import scalar_edits
from rectify_gen.source.written_lines import (
    INDENT,
    behind_colon,
    hanging,
    lines_indented,
    lines_inserted,
)
from rectify_gen.source.yaml_writing import to_flow_yaml, to_yaml_lines


def node_at(data: LocatedData, route: Route) -> DataNode:
    """Return where the value at ``route`` stands."""
    node = data.root
    for step in route:
        node = DataNode(*node.members[step])
    return node


def is_in_brackets(data: LocatedData, route: Route) -> bool:
    """Return whether what stands at ``route`` is a part of something in brackets."""
    node = data.root
    for step in route:
        if is_flow(data.source.text, node):
            return True
        node = DataNode(*node.members[step])
    return False


# ---------------------------------------------------------------- another value


def replacing_edits(
    data: LocatedData,
    route: Route,
    value: Any,
) -> list[TextEdit]:
    """Return the edits that put ``value`` in the place of what stands at ``route``."""
    source = data.source.text
    node = node_at(data, route)
    start = node.event.start_mark.index
    end = value_end(source, node)
    in_brackets = is_in_brackets(data, route)
    if isinstance(value, str) and not is_collection(node) and start < end:
        return scalar_edits(
            source,
            (start, end),
            data.scalar(route),
            value,
            in_brackets=in_brackets,
        )
    if in_brackets:
        new = to_flow_yaml(value)
    elif node.key is None:
        new = hanging(to_yaml_lines(value), column_of(source, start))
    else:
        return [
            _replaced_below_key(
                source,
                node,
                value,
                end,
            )
        ]
    edit = TextEdit(
        start,
        end,
        new,
    )
    return [edit]


def _replaced_below_key(
    source: str,
    node: DataNode,
    value: Any,
    end: int,
) -> TextEdit:
    """Return the edit that puts ``value`` behind the key of ``node``; the comment behind the colon stays."""
    start = node.event.start_mark.index
    value_start = colon_behind(source, node.key) + 1
    new = behind_colon(value, column_of(source, node.key.start_mark.index))
    line_end = source.find("\n", value_start)
    stands_below = 0 <= line_end < start
    if stands_below:
        comment = source[value_start:line_end]
        new = comment + new if new.startswith("\n") else new + comment
    return TextEdit(
        value_start,
        max(end, value_start),
        new,
    )


# ---------------------------------------------------------------- a list in the place of a lone value


def listing_edits(
    data: LocatedData,
    route: Route,
    before: Sequence[Any],
    behind: Sequence[Any],
) -> list[TextEdit]:
    """Return the edits that make a list of the lone value at ``route``, with the values ``before`` it and ``behind`` it."""
    node = node_at(data, route)
    if is_in_brackets(data, route):
        return _listed_in_brackets(
            data.source.text,
            node,
            before,
            behind,
        )
    return _listed_in_block(
        data.source.text,
        node,
        before,
        behind,
    )


def _listed_in_brackets(
    source: str,
    node: DataNode,
    before: Sequence[Any],
    behind: Sequence[Any],
) -> list[TextEdit]:
    start = node.event.start_mark.index
    end = value_end(source, node)
    texts_before = [to_flow_yaml(value) + ", " for value in before]
    texts_behind = [", " + to_flow_yaml(value) for value in behind]
    opening = TextEdit(
        start,
        start,
        "[" + "".join(texts_before),
    )
    closing = TextEdit(
        end,
        end,
        "".join(texts_behind) + "]",
    )
    return [opening, closing]


def _listed_in_block(
    source: str,
    node: DataNode,
    before: Sequence[Any],
    behind: Sequence[Any],
) -> list[TextEdit]:
    start = node.event.start_mark.index
    end = value_end(source, node)
    value_start = start
    if node.key is not None:
        value_start = colon_behind(source, node.key) + 1
    separator = ""
    if "\n" in source[value_start:start]:
        # The value stands on lines of its own: only its dash is missing.
        value_start = start
        column = column_of(source, start)
    elif node.key is None:
        column = column_of(source, start)
    else:
        column = column_of(source, node.key.start_mark.index) + INDENT
        separator = "\n" + " " * column
    entries_before = to_yaml_lines(list(before)) if before else []
    opening = TextEdit(
        value_start,
        start,
        separator + hanging([*entries_before, "- "], column),
    )
    edits = [
        opening,
        *lines_indented(
            source,
            start,
            end,
        ),
    ]
    if behind:
        line_end = source.find("\n", end)
        edits.append(
            lines_inserted(
                source,
                len(source) if line_end < 0 else line_end + 1,
                to_yaml_lines(list(behind)),
                column,
            )
        )
    return edits
