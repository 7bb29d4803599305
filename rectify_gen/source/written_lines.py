"""Lines of YAML as they are put into a text: below a key, behind a dash, before a line, at a column.

This module must not know what is put in.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rectify_gen.source.edits import TextEdit
from rectify_gen.source.yaml_writing import to_yaml_lines

INDENT = 2
"""Blanks by which what is new stands right of what holds it."""


def hanging(lines: Sequence[str], column: int) -> str:
    """Return ``lines`` as one text of which the first stands where it is put, the others below it at ``column``."""
    return "\n".join([*lines[:1], *_indented(lines[1:], column)])


def lines_before(lines: Sequence[str], column: int) -> str:
    """Return ``lines`` to be put before something that stands at ``column`` behind other words, which then stands below."""
    return "".join(line + "\n" + " " * column for line in lines)


def behind_colon(value: Any, column: int) -> str:
    """Return what stands behind the colon of a key at ``column`` for ``value``."""
    lines = to_yaml_lines({"k": value})
    lines[0] = lines[0].removeprefix("k:")
    return hanging(lines, column)


def lines_inserted(
    source: str,
    place: int,
    lines: Sequence[str],
    column: int,
) -> TextEdit:
    """Return the edit that puts whole ``lines`` before the line that begins at ``place``, or at the end of the file."""
    text = "\n".join(_indented(lines, column))
    begins_line = place == 0 or source[place - 1 : place] == "\n"
    return TextEdit(
        place,
        place,
        text + "\n" if begins_line else "\n" + text,
    )


def lines_indented(
    source: str,
    start: int,
    end: int,
) -> list[TextEdit]:
    """Return the edits that put the lines after the first between ``start`` and ``end`` further to the right."""
    edits = []
    line_end = source.find(
        "\n",
        start,
        end,
    )
    while line_end >= 0:
        line_start = line_end + 1
        if source[line_start : line_start + 1] != "\n":
            edits.append(
                TextEdit(
                    line_start,
                    line_start,
                    " " * INDENT,
                )
            )
        line_end = source.find(
            "\n",
            line_start,
            end,
        )
    return edits


def _indented(lines: Sequence[str], column: int) -> list[str]:
    """Return ``lines`` at ``column``; empty ones stay empty."""
    return [" " * column + line if line else line for line in lines]
