"""Edits of a text: which characters go, and what comes in their place.

An edit of a value becomes edits of the source here, by where each character of the value stands there: of
``'it''s'`` the second quotation mark goes with the first. This module must not know YAML.
"""

import difflib
from collections.abc import Iterable, Sequence
from typing import NamedTuple


class TextEdit(NamedTuple):
    """Characters of a text, from index ``start`` to before ``end``, and what comes in their place."""

    start: int
    end: int
    new: str


def apply_edits(text: str, edits: Iterable[TextEdit]) -> str:
    """Return ``text`` with ``edits``, none of which overlap; of two at one place the earlier one comes first.

    Raises:
        RuntimeError: two edits overlap.
    """
    pieces: list[str] = []
    end_of_last = 0
    for start, end, new in in_order(edits):
        if start < end_of_last:
            raise RuntimeError(f"two edits overlap at character {start}")
        pieces.append(text[end_of_last:start])
        pieces.append(new)
        end_of_last = end
    pieces.append(text[end_of_last:])
    return "".join(pieces)


def edits_between(before: str, after: str) -> list[TextEdit]:
    """Return edits that make ``after`` of ``before``, of whole lines."""
    old_lines = before.splitlines(keepends=True)
    new_lines = after.splitlines(keepends=True)
    starts = [0]
    for line in old_lines:
        starts.append(starts[-1] + len(line))
    matcher = difflib.SequenceMatcher(
        None,
        old_lines,
        new_lines,
        autojunk=False,
    )
    edits = []
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        if kind == "equal":
            continue
        edit = TextEdit(
            start=starts[start],
            end=starts[end],
            new="".join(new_lines[new_start:new_end]),
        )
        edits.append(edit)
    return edits


def in_order(edits: Iterable[TextEdit]) -> list[TextEdit]:
    """Return ``edits`` by where they stand; what is inserted at a place before what is taken out behind it."""
    return sorted(edits, key=lambda edit: (edit.start, edit.end))


def overlap(edits: Iterable[TextEdit]) -> bool:
    """Return whether two of ``edits`` change the same characters."""
    end_of_last = 0
    for edit in in_order(edits):
        if edit.start < end_of_last:
            return True
        end_of_last = edit.end
    return False


def narrowest(edit: TextEdit, text: str) -> TextEdit:
    """Return ``edit`` of ``text`` without the characters that stay as they are at its beginning and its end."""
    start, end, new = edit
    new_start = 0
    new_end = len(new)
    while start < end and new_start < new_end and text[start] == new[new_start]:
        start += 1
        new_start += 1
    while start < end and new_start < new_end and text[end - 1] == new[new_end - 1]:
        end -= 1
        new_end -= 1
    return TextEdit(
        start,
        end,
        new[new_start:new_end],
    )


def edits_of_source(edit: TextEdit, spans: Sequence[tuple[int, int]]) -> list[TextEdit]:
    """Return what makes ``edit``, of a value, in the source, where its characters stand at ``spans``.

    The characters are taken out one by one, so that folds and indentation between them stay. The value is not empty.
    """
    if edit.start == edit.end:
        if edit.start:
            _, place = spans[edit.start - 1]
        else:
            place, _ = spans[0]
        return [
            TextEdit(
                place,
                place,
                edit.new,
            )
        ]
    edits = []
    new = edit.new
    for start, end in spans[edit.start : edit.end]:
        edits.append(
            TextEdit(
                start,
                end,
                new,
            )
        )
        # All that is new stands in the place of the first character.
        new = ""
    return edits
