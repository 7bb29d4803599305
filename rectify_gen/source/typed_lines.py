"""The lines of a file as their author sees them: how far each is indented, and whether it looks like a key.

YAML may read them otherwise, or not at all. This module must not know what is wrong with a line.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

WIDE_BLANKS = "\u00a0\u2002\u2003\u2007\u2009\u202f\u3000"
"""Blanks that look like the one of YAML and are none."""
BLANKS = f" \t{WIDE_BLANKS}"
LINE_OF_KEY = re.compile(
    rf"""
    (?P<key> [^\W\d][\w-]* | "[^"\n]*" | '[^'\n]*' )
    (?P<between> [ ]* )
    (?P<colon>
        : [ ]* [{WIDE_BLANKS}] [ {WIDE_BLANKS}]*   # another blank behind
      | : (?=[ ]|$)                         # as it should be
      | ： (?!：|:) [ {WIDE_BLANKS}]*       # full-width
      | [:：]{{2,}} [ {WIDE_BLANKS}]*       # typed twice
      | : (?=[^\s/])                        # no blank behind
    )
    (?P<blanks> [ \t]* )
    (?P<value> .* )
    """,
    re.VERBOSE,
)
"""A key with its colon, in whatever way this was typed."""
_COLUMNS_OF_BLANK = {"\u3000": 2}
"""How many columns a blank takes, where it is not one."""
_INDENTATION = re.compile(f"[{BLANKS}]*")
_DASHES_OF_LINE = re.compile("(?:-[ ]+)*")
_FARTHEST = 200
"""Lines above that are looked at again: no mapping has so many keys."""
_BLOCK_SCALAR = re.compile(r"[|>][+-]?[1-9]?[+-]?[ ]*(#.*)?")


class TypedLine(NamedTuple):
    """One line of the file that is neither blank nor part of a block scalar."""

    number: int
    """Counted from 1."""
    start: int
    """Where it begins in the text."""
    indentation: str
    rest: str
    """What stands behind the indentation."""

    @property
    def column(self) -> int:
        """How far it is indented, in columns."""
        return column_behind(self.indentation)

    def offset(self, index: int) -> int:
        """Return where character ``index`` of the rest stands in the text."""
        return self.start + len(self.indentation) + index


def typed_lines(text: str) -> Iterator[TypedLine]:
    """Yield the lines of ``text`` that are not blank, without those of block scalars."""
    start = 0
    block_column: int | None = None
    for number, content in enumerate(text.split("\n"), start=1):
        match = _INDENTATION.match(content)
        indentation = match.group() if match else ""
        rest = content[len(indentation) :]
        line = TypedLine(
            number=number,
            start=start,
            indentation=indentation,
            rest=rest,
        )
        start += len(content) + 1
        if not rest:
            continue
        if block_column is not None and line.column > block_column:
            continue
        block_column = None
        if _opens_block_scalar(rest):
            block_column = line.column
        yield line


class DashedKey(NamedTuple):
    """A line that is a dash with a key and its value: a list's entry, or a key before which a dash was typed."""

    line: TypedLine
    key: str


def dashed_keys(
    lines: Sequence[TypedLine],
    column: int,
    keys: Collection[str],
) -> list[DashedKey]:
    """Return the last of ``lines`` that are each a dash at ``column`` with one of ``keys`` and its value, in order."""
    dashed: list[DashedKey] = []
    for line in reversed(lines[-_FARTHEST:]):
        match = None
        if line.column == column and line.rest.startswith("- "):
            match = LINE_OF_KEY.fullmatch(line.rest[len("- ") :])
        if match is None or match["key"] not in keys or not match["value"]:
            # Below a longer entry the dashes are those of a list.
            return [] if line.column > column else dashed[::-1]
        dashed.append(DashedKey(line, match["key"]))
    return dashed[::-1]


def keys_above(lines: Sequence[TypedLine], column: int) -> set[str]:
    """Return the keys of the mapping whose keys stand at ``column``, up to the last of ``lines``."""
    keys = set()
    for line in reversed(lines[-_FARTHEST:]):
        if line.column > column:
            continue
        dashes = _DASHES_OF_LINE.match(line.rest)
        dash_length = dashes.end() if dashes else 0
        if line.column + dash_length != column:
            break
        match = LINE_OF_KEY.fullmatch(line.rest[dash_length:])
        if match is not None:
            keys.add(match["key"])
        if dash_length:
            break
    return keys


def _opens_block_scalar(rest: str) -> bool:
    _, colon, value = rest.rpartition(": ")
    if not colon:
        _, colon, value = rest.rpartition("- ")
    return bool(colon) and is_block_scalar(value.strip())


def is_block_scalar(value: str) -> bool:
    """Return whether ``value`` is the sign of a text that stands on the lines below: | or >."""
    return _BLOCK_SCALAR.fullmatch(value) is not None


def column_behind(indentation: str) -> int:
    """Return how far ``indentation`` reaches, in columns."""
    return sum(_COLUMNS_OF_BLANK.get(blank, 1) for blank in indentation)


def is_absent(value: str) -> bool:
    """Return whether nothing stands behind a colon or dash, or only a remark."""
    stripped = value.strip()
    return not stripped or stripped.startswith("#")


def end_of_line(text: str, start: int) -> int:
    """Return where the line that ``start`` stands on ends."""
    end = text.find("\n", start)
    return end if end >= 0 else len(text)


def lines_below(text: str, line: TypedLine) -> Iterator[str]:
    """Yield the lines of ``text`` below ``line`` that are not blank, those of block scalars as well."""
    line_end = end_of_line(text, line.start)
    while line_end < len(text):
        start = line_end + 1
        line_end = end_of_line(text, start)
        content = text[start:line_end]
        if content.strip():
            yield content


def content_below(text: str, line: TypedLine) -> str:
    """Return the next line below ``line`` that is not blank, without its outer blanks; empty where there is none."""
    return next(lines_below(text, line), "").strip()
