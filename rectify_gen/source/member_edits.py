"""Edits that put members into a list or mapping and take some out, by the order in which they stand in the file.

What is put in is written already. In brackets members are separated by commas; in block style each has its own lines,
with the comments above it. This module must not know data or routes.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from rectify_gen.source.data_nodes import DataNode
from rectify_gen.source.edits import TextEdit
from rectify_gen.source.extents import Extent, colon_behind, column_of, extents_of
from rectify_gen.source.written_lines import hanging, lines_before, lines_inserted

InsertedLines = Mapping[int, Sequence[Sequence[str]]]
"""The lines of each new member, which begin at the first column, by the index of the member that it comes before."""


# ---------------------------------------------------------------- in brackets


def flow_edits(
    source: str,
    node: DataNode,
    inserted: Mapping[int, Sequence[str]],
    removed: Collection[int],
) -> list[TextEdit]:
    """Return the edits of what ``node`` has in brackets: ``inserted`` are new members, ``removed`` the indices of old ones."""
    extents = list(extents_of(source, node).values())
    kept = [index for index in range(len(extents)) if index not in removed]
    if not kept:
        return [
            _only_new(
                node,
                extents,
                inserted,
            )
        ]
    last_kept = kept[-1]
    edits = []
    for index in sorted(inserted):
        joined = ", ".join(inserted[index])
        if index > last_kept:
            edits.append(_put(extents[-1].end, ", " + joined))
        else:
            edits.append(_put(extents[index].start, joined + ", "))
    for index in sorted(removed):
        if index < last_kept:
            edits.append(_cut(extents[index].start, extents[index + 1].start))
    if last_kept < len(extents) - 1:
        edits.append(_cut(extents[last_kept].end, extents[-1].end))
    return edits


def _only_new(
    node: DataNode,
    extents: Sequence[Extent],
    inserted: Mapping[int, Sequence[str]],
) -> TextEdit:
    """Return the edit that leaves nothing in the brackets but what is ``inserted``."""
    new: list[str] = []
    for index in sorted(inserted):
        new += inserted[index]
    start = node.event.start_mark.index + 1
    return TextEdit(
        start,
        extents[-1].end if extents else start,
        ", ".join(new),
    )


# ---------------------------------------------------------------- in block style


class _FirstReplaced(NamedTuple):
    """The edit in the place of the first members, and what is left to be put in and taken out."""

    edit: TextEdit
    inserted: InsertedLines
    removed: Collection[int]


def block_edits(
    source: str,
    node: DataNode,
    inserted: InsertedLines,
    removed: Collection[int],
) -> list[TextEdit]:
    """Return the edits of what ``node`` has in block style: ``inserted`` are new members, ``removed`` the indices of old ones."""
    extents = list(extents_of(source, node).values())
    column = column_of(source, extents[0].start)
    edits = []
    if 0 in removed and not extents[0].is_first_on_line(source):
        first = _first_replaced(
            extents,
            inserted,
            removed,
            column,
        )
        edits.append(first.edit)
        inserted = first.inserted
        removed = first.removed
    for index in sorted(inserted):
        edits.append(
            _members_inserted(
                source,
                extents,
                index,
                inserted[index],
            )
        )
    for index in sorted(removed):
        extent = extents[index]
        end = extent.tail
        if index + 1 not in inserted:
            end = _end_without_second_blank(source, extent)
        edits.append(_cut(extent.lead, end))
    return edits


def _first_replaced(
    extents: Sequence[Extent],
    inserted: InsertedLines,
    removed: Collection[int],
    column: int,
) -> _FirstReplaced:
    """Return what comes next in the place of the first of ``extents``, which stands behind a dash: ``- - x``."""
    next_index = 0
    lines: list[str] = []
    while True:
        for member_lines in inserted.get(next_index, []):
            lines += member_lines
        if next_index not in removed:
            break
        next_index += 1
    start = extents[0].start
    if next_index == len(extents):
        edit = TextEdit(
            start,
            extents[-1].end,
            hanging(lines, column),
        )
    else:
        edit = TextEdit(
            start,
            extents[next_index].start,
            lines_before(lines, column),
        )
    return _FirstReplaced(
        edit=edit,
        inserted={
            index: members for index, members in inserted.items() if index > next_index
        },
        removed={index for index in removed if index > next_index},
    )


def _members_inserted(
    source: str,
    extents: Sequence[Extent],
    index: int,
    members: Sequence[Sequence[str]],
) -> TextEdit:
    """Return the edit that puts ``members`` before the extent that has ``index``, each with a blank line where others have one."""
    is_spaced = _is_spaced(source, extents)
    lines: list[str] = []
    for member_lines in members:
        if is_spaced and index > 0:
            lines.append("")
        lines += member_lines
        if is_spaced and index == 0:
            lines.append("")
    first = extents[0]
    column = column_of(source, first.start)
    if index == 0 and not first.is_first_on_line(source):
        return _put(first.start, lines_before(lines, column))
    return lines_inserted(
        source,
        extents[index - 1].tail if index > 0 else first.lead,
        lines,
        column,
    )


def _is_spaced(source: str, extents: Sequence[Extent]) -> bool:
    """Whether blank lines stand between most of ``extents``."""
    spaced = 0
    for extent, next_extent in itertools.pairwise(extents):
        between = source[extent.tail : next_extent.lead]
        if "\n" in between and not between.strip():
            spaced += 1
    gaps = len(extents) - 1
    return 2 * spaced > gaps


def _end_without_second_blank(source: str, extent: Extent) -> int:
    """Return where ``extent`` ends that is taken out: blank lines behind it go too where one stands before it."""
    line_before = source[: extent.lead].rstrip(" \t")
    if not line_before.endswith("\n\n"):
        return extent.tail
    tail = extent.tail
    while tail < len(source):
        line_end = source.find("\n", tail)
        if line_end < 0 or source[tail:line_end].strip():
            break
        tail = line_end + 1
    return tail


def emptied_list_edits(source: str, node: DataNode) -> list[TextEdit]:
    """Return the edits that leave no entry of the block list of ``node``."""
    extents = list(extents_of(source, node).values())
    if node.key is None or not extents[0].is_first_on_line(source):
        whole = TextEdit(
            extents[0].start,
            extents[-1].end,
            "[]",
        )
        return [whole]
    edits = [_put(colon_behind(source, node.key) + 1, " []")]
    for extent in extents:
        edits.append(_cut(extent.lead, extent.tail))
    return edits


def _put(place: int, new: str) -> TextEdit:
    return TextEdit(
        place,
        place,
        new,
    )


def _cut(start: int, end: int) -> TextEdit:
    return TextEdit(
        start,
        end,
        "",
    )
