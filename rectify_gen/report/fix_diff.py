"""What fixing would change in a file, as a unified diff.

Pure: from values to text. This module must not know commands or files.
"""

import difflib
from pathlib import PurePath

from rectify_gen.visible import one_line

_AROUND = 3
"""Unchanged lines that are shown on either side of a change."""
_NO_LINE_END = "\\ No newline at end of file\n"


def as_diff(path: str, before: str, after: str) -> str:
    """Return the unified diff of two texts that have as many lines; empty where they are equal.

    Line is compared with line. A search for what two texts have in common, as difflib does it, pairs the wrong lines
    where many are alike.
    """
    if before == after:
        return ""
    old_lines = before.split("\n")
    new_lines = after.split("\n")
    # a/ and b/ as git writes them, so that `git apply` takes the diff; an absolute path would give a//.
    name = one_line(PurePath(path).as_posix().lstrip("/"))
    diff = f"--- a/{name}\n+++ b/{name}\n"
    changed_lines = _changed_lines(old_lines, new_lines)
    for group in _groups(changed_lines):
        diff += _hunk(old_lines, new_lines, group)
    return diff


def as_edit_diff(path: str, before: str, after: str) -> str:
    """Return the unified diff of two texts of any numbers of lines; empty where they are equal."""
    name = one_line(PurePath(path).as_posix().lstrip("/"))
    lines = difflib.unified_diff(
        before.splitlines(keepends=True),
        after.splitlines(keepends=True),
        f"a/{name}",
        f"b/{name}",
        n=_AROUND,
    )
    diff = ""
    for line in lines:
        diff += line
        if not line.endswith("\n"):
            diff += "\n" + _NO_LINE_END
    return diff


def _changed_lines(old_lines: list[str], new_lines: list[str]) -> list[int]:
    changed = []
    pairs = zip(old_lines, new_lines, strict=True)
    for number, (old_line, new_line) in enumerate(pairs):
        if old_line != new_line:
            changed.append(number)
    return changed


def _groups(changed: list[int]) -> list[list[int]]:
    """Return the numbers of changed lines in groups, one for each hunk: those whose surroundings meet stand together."""
    groups: list[list[int]] = []
    # Up to so far apart the surroundings of two changes touch or overlap, which hunks must not.
    farthest = 2 * _AROUND + 1
    for number in changed:
        group = groups[-1] if groups else None
        if group is not None and number - group[-1] <= farthest:
            group.append(number)
        else:
            groups.append([number])
    return groups


def _hunk(
    old_lines: list[str],
    new_lines: list[str],
    changed: list[int],
) -> str:
    line_count = len(old_lines)
    # A text that ends with a line end has no last line.
    if old_lines[-1] == new_lines[-1] == "":
        line_count -= 1
    start = max(changed[0] - _AROUND, 0)
    end = min(changed[-1] + _AROUND + 1, line_count)
    # A fix never adds or removes lines: both texts have the same ones.
    size = f"{start + 1},{end - start}"
    heading = f"@@ -{size} +{size} @@\n"
    return heading + _hunk_lines(old_lines, new_lines, start, end)


def _hunk_lines(
    old_lines: list[str],
    new_lines: list[str],
    start: int,
    end: int,
) -> str:
    """Return the lines of one hunk: of changed lines that follow one another, all old ones before the new ones."""
    text = ""
    number = start
    while number < end:
        first_unchanged = _first_unchanged(old_lines, new_lines, number, end)
        for changed in range(number, first_unchanged):
            text += _line("-", old_lines, changed)
        for changed in range(number, first_unchanged):
            text += _line("+", new_lines, changed)
        if first_unchanged < end:
            text += _line(" ", old_lines, first_unchanged)
        number = first_unchanged + 1
    return text


def _first_unchanged(
    old_lines: list[str],
    new_lines: list[str],
    start: int,
    end: int,
) -> int:
    """Return the number of the first line from ``start`` on that both texts have; ``end`` where there is none."""
    for number in range(start, end):
        if old_lines[number] == new_lines[number]:
            return number
    return end


def _line(sign: str, lines: list[str], number: int) -> str:
    line = f"{sign}{lines[number]}\n"
    if number == len(lines) - 1:
        line += _NO_LINE_END
    return line
