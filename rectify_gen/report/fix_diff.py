"""What fixing would change in a file, as a unified diff.

Pure: from values to text. This module must not know commands or files.
"""

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
    name = one_line(PurePath(path).as_posix().lstrip("/"))
    hunks = [
        _hunk(old_lines, new_lines, changed)
        for changed in _groups(_changed_lines(old_lines, new_lines))
    ]
    return f"--- a/{name}\n+++ b/{name}\n" + "".join(hunks)


def _changed_lines(old_lines: list[str], new_lines: list[str]) -> list[int]:
    changed = []
    for number, (old, new) in enumerate(zip(old_lines, new_lines, strict=True)):
        if old != new:
            changed.append(number)
    return changed


def _groups(changed: list[int]) -> list[list[int]]:
    """Return the numbers of changed lines in groups, one for each hunk: those whose surroundings meet stand together."""
    groups: list[list[int]] = []
    for number in changed:
        if groups and number - groups[-1][-1] <= 2 * _AROUND + 1:
            groups[-1].append(number)
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
    size = f"{start + 1},{end - start}"
    return f"@@ -{size} +{size} @@\n" + _hunk_lines(old_lines, new_lines, start, end)


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
        first_unchanged = number
        while (
            first_unchanged < end
            and old_lines[first_unchanged] != new_lines[first_unchanged]
        ):
            first_unchanged += 1
        for changed in range(number, first_unchanged):
            text += _line("-", old_lines, changed)
        for changed in range(number, first_unchanged):
            text += _line("+", new_lines, changed)
        if first_unchanged < end:
            text += _line(" ", old_lines, first_unchanged)
        number = first_unchanged + 1
    return text


def _line(sign: str, lines: list[str], number: int) -> str:
    line = f"{sign}{lines[number]}\n"
    if number == len(lines) - 1:
        line += _NO_LINE_END
    return line
