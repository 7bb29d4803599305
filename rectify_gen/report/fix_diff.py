"""What mending would change, as a unified diff.

Pure: from values to text. This room must not know commands or files.
"""

from collections.abc import Iterator
from pathlib import PurePath

from rectify_gen.visible import one_line

_AROUND = 3
"""Unchanged lines that are shown on either side of a change."""


def as_diff(path: str, before: str, after: str) -> str:
    """Return the unified diff of two texts that have as many lines; empty where they are equal.

    Line for line, and not by searching what is common, which tells badly where many lines are alike.
    """
    if before == after:
        return ""
    old, new = before.split("\n"), after.split("\n")
    name = one_line(PurePath(path).as_posix().lstrip("/"))
    return f"--- a/{name}\n+++ b/{name}\n" + "".join(_hunks(old, new))


def _hunks(old: list[str], new: list[str]) -> Iterator[str]:
    changed = [
        at for at, (one, other) in enumerate(zip(old, new, strict=True)) if one != other
    ]
    last = len(old) - 1 if old[-1] == new[-1] == "" else len(old)
    while changed:
        near = 1
        while (
            near < len(changed) and changed[near] - changed[near - 1] <= 2 * _AROUND + 1
        ):
            near += 1
        start, end = (
            max(changed[0] - _AROUND, 0),
            min(changed[near - 1] + _AROUND + 1, last),
        )
        size = f"{start + 1},{end - start}"
        yield f"@@ -{size} +{size} @@\n{''.join(_lines(old, new, start, end))}"
        del changed[:near]


def _lines(old: list[str], new: list[str], start: int, end: int) -> Iterator[str]:
    """The lines of one hunk: of changed lines that follow one another, all old ones before the new ones."""
    at = start
    while at < end:
        stop = at
        while stop < end and old[stop] != new[stop]:
            stop += 1
        yield from (_line("-", old, one) for one in range(at, stop))
        yield from (_line("+", new, one) for one in range(at, stop))
        if stop < end:
            yield _line(" ", old, stop)
        at = stop + 1


def _line(sign: str, lines: list[str], at: int) -> str:
    unended = at == len(lines) - 1
    return f"{sign}{lines[at]}\n" + (
        "\\ No newline at end of file\n" if unended else ""
    )
