"""Where the parts of a YAML file end: values, entries of a list, keys of a mapping, with the comments that belong to them.

libyaml says where a value begins. An entry that is taken out takes its own lines: the comment lines right above
it, those below that are indented further, and what stands behind it on its lines. This module must not know what the
data means.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from rectify_gen.source.data_nodes import DataNode

_GAP = re.compile(r"(?:[ \t\n]|(?:(?<=[ \t\n])|^)#[^\n]*)*")
"""Blanks, line ends and comments."""
_FLOW_GAP = re.compile(r"(?:[ \t\n,]|(?<=[ \t\n,])#[^\n]*)*")
"""The same between the last member and the closing bracket."""
_COMMENT_LINE = re.compile(r"([ \t]*)#[^\n]*(?:\n|\Z)")


class Extent(NamedTuple):
    """Where one entry of a list, or one key with its value, stands in the source."""

    lead: int
    """Where its own lines begin: the first comment line above it, or where it begins itself behind other words."""
    start: int
    """Where it begins: its dash, its key, or in brackets its value."""
    end: int
    """Where its value ends."""
    tail: int
    """Where its own lines end, the last line end included."""

    def is_first_on_line(self, source: str) -> bool:
        """Return whether nothing but blanks stands before it on its line."""
        line_start = (
            source.rfind(
                "\n",
                0,
                self.start,
            )
            + 1
        )
        return not source[line_start : self.start].strip()


def is_flow(source: str, node: DataNode) -> bool:
    """Return whether ``node`` is a list or mapping in brackets."""
    is_collection = (
        getattr(
            node.event,
            "flow_style",
            None,
        )
        is not None
    )
    return is_collection and source[node.event.start_mark.index] in "[{"


def is_collection(node: DataNode) -> bool:
    """Return whether ``node`` is a list or mapping, in brackets or not."""
    return not hasattr(node.event, "value")


def members_of(node: DataNode) -> list[tuple[str | int, DataNode]]:
    """Return the members of ``node`` with their keys or indices, in the order of the source."""
    members = []
    for name, place in node.members.items():
        members.append((name, DataNode(*place)))
    members.sort(key=lambda member: member[1].event.start_mark.index)
    return members


def value_end(source: str, node: DataNode) -> int:
    """Return where the value of ``node`` ends: behind its last character that is no blank or line end."""
    event = node.event
    start: int = event.start_mark.index
    if not is_collection(node):
        end: int = event.end_mark.index
        written = source[start:end]
        return start + len(written.rstrip(" \t\n"))
    members = members_of(node)
    end_of_last: int = event.end_mark.index
    if members:
        _, last_member = members[-1]
        end_of_last = value_end(source, last_member)
        # A key without a value ends behind its colon.
        if last_member.key is not None:
            colon = source.index(":", last_member.key.end_mark.index)
            end_of_last = max(end_of_last, colon + 1)
    if not is_flow(source, node):
        return end_of_last
    gap = _FLOW_GAP.match(source, end_of_last)
    bracket = gap.end() if gap else end_of_last
    return bracket + 1


def extents_of(source: str, node: DataNode) -> dict[str | int, Extent]:
    """Return where each member of ``node``, a list or mapping, stands, by its key or index, in the order of the source."""
    in_brackets = is_flow(source, node)
    extents = {}
    read_to: int = node.event.start_mark.index
    for name, member in members_of(node):
        if member.key is not None:
            start = member.key.start_mark.index
        elif in_brackets:
            start = member.event.start_mark.index
        else:
            gap = _GAP.match(source, read_to)
            start = gap.end() if gap else read_to
        end = max(value_end(source, member), start)
        if member.key is not None:
            colon = source.find(":", member.key.end_mark.index)
            end = max(end, colon + 1)
        elif not in_brackets:
            end = max(end, start + 1)
        if in_brackets:
            extents[name] = Extent(
                lead=start,
                start=start,
                end=end,
                tail=end,
            )
        else:
            extents[name] = _with_own_lines(
                source,
                start,
                end,
            )
        read_to = end
    return extents


def _with_own_lines(
    source: str,
    start: int,
    end: int,
) -> Extent:
    column = column_of(source, start)
    line_start = start - column
    lead = start
    if not source[line_start:start].strip():
        lead = _comments_above(
            source,
            line_start,
            column,
        )
    return Extent(
        lead=lead,
        start=start,
        end=end,
        tail=_lines_below(
            source,
            end,
            column,
        ),
    )


def _comments_above(
    source: str,
    line_start: int,
    column: int,
) -> int:
    """Return where the comment lines right above the line at ``line_start`` begin; that line where there are none.

    What is indented further than ``column`` belongs to what stands above it.
    """
    lead = line_start
    while lead > 0:
        line_before = (
            source.rfind(
                "\n",
                0,
                lead - 1,
            )
            + 1
        )
        comment = _COMMENT_LINE.fullmatch(
            source,
            line_before,
            lead,
        )
        if comment is None or len(comment[1]) > column:
            return lead
        lead = line_before
    # Comments with which the file begins belong to the whole of it.
    return line_start


def _lines_below(
    source: str,
    end: int,
    column: int,
) -> int:
    """Return where the lines of what ends at ``end`` end, with the comment lines below that stand right of ``column``."""
    line_end = source.find("\n", end)
    if line_end < 0:
        return len(source)
    tail = line_end + 1
    while comment := _COMMENT_LINE.match(source, tail):
        if len(comment[1]) <= column:
            break
        tail = comment.end()
    return tail


def column_of(source: str, index: int) -> int:
    """Return how many characters stand before ``index`` on its line."""
    return index - (
        source.rfind(
            "\n",
            0,
            index,
        )
        + 1
    )


def colon_behind(source: str, key_event: Any) -> int:
    """Return where the colon behind a key stands."""
    return source.index(":", key_event.end_mark.index)
