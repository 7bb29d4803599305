"""Where a value of the data stands: the events of libyaml that began it and its key, or what stands for them.

This module must not know how a file is read.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from rectify_gen.diagnostics import Position


class DataNode(NamedTuple):
    """Where one value stands: the events of libyaml that began it and its key, and its members by key or index."""

    event: Any
    key: Any
    members: "Members"


MemberPlace = tuple[Any, Any, "Members"]
"""What :class:`DataNode` holds, as a plain tuple, since a file has thousands and hardly one is asked for."""
Members = Mapping[str | int, MemberPlace]
"""Places of members by key or index."""

NO_MEMBERS: Members = {}
"""What a text has."""


def position_of(event: Any) -> Position:
    """Return where what ``event`` begins stands; of what has several lines, its first character."""
    start = event.start_mark
    end = event.end_mark
    # libyaml counts from 0, editors from 1.
    line = start.line + 1
    column = start.column + 1
    end_column = column + 1
    if end.line == start.line:
        end_column = max(end.column + 1, end_column)
    return Position(
        line=line,
        column=column,
        end_line=line,
        end_column=end_column,
    )
