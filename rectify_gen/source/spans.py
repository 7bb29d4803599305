"""Where each character of a value stands in the YAML text, for every style of scalar.

A scalar is read as pieces: stretches that stand in the source as they are, and the escapes,
doubled quotes and folds between them. Joined, they are the value; so a fault in a value can
be shown, and mended, at its own characters. This room must not know what the data means.
"""

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

from yaml.scanner import Scanner

from rectify_gen.chinese import is_wide
from rectify_gen.diagnostics import Route

_FOLD = r"(?P<fold>[ \t]*\n[ \t\n]*)"
_PATTERNS = {
    "": rf"{_FOLD}|(?P<same>[^ \t\n]+(?:[ \t]+[^ \t\n]+)*|[ \t]+)",
    "'": rf"{_FOLD}|(?P<quote>'')|(?P<same>[^ \t\n']+(?:[ \t]+[^ \t\n']+)*|[ \t]+)",
    '"': rf"{_FOLD}|(?P<joint>\\\n[ \t\n]*)|\\x(?P<x>[^\n]{{2}})|\\u(?P<u>[^\n]{{4}})|\\U(?P<U>[^\n]{{8}})"
    r"|\\(?P<escape>.)|(?P<same>[^ \t\n\\]+(?:[ \t]+[^ \t\n\\]+)*|[ \t]+)",
}
"""How the inside of a scalar is cut into pieces, by the sign that it begins with; none for a plain one."""


class Piece(NamedTuple):
    """What one stretch of the source, from index ``start`` to before ``end``, says."""

    text: str
    start: int
    end: int


class Scalar(NamedTuple):
    """How one text of the data is written: the way to it in the data, its pieces in order, and its value."""

    route: Route
    pieces: tuple[Piece, ...]
    value: str

    def characters(self) -> list[tuple[int, int]]:
        """Return for each character of the value where it stands in the source: its start, and the end after it."""
        out: list[tuple[int, int]] = []
        for text, start, end in self.pieces:
            if end - start == len(text):
                out += zip(range(start, end), range(start + 1, end + 1), strict=True)
            else:
                out += [(start, end)] * len(text)
        return out


def pieces_of(source: str, start: int, end: int, value: str) -> list[Piece]:
    """Return the pieces of the scalar at ``source[start:end]``, without the line breaks at the end of a block.

    ``value`` is what it says; only the indentation of a block is told from it.
    """
    style = source[start : start + 1]
    if style in ("|", ">"):
        return list(_block(source, start, end, value)) if value else []
    return list(_flow(source, start, end, style))


def unfolded(source: str, pieces: list[Piece]) -> list[Piece]:
    """Return ``pieces`` without the spaces that YAML's folding puts beside Chinese characters.

    YAML joins folded lines with a space. Between two lines of Chinese text there is
    none in official writing, so it goes unless both neighbours are half-width.
    """
    out = pieces[:1]
    for at in range(1, len(pieces) - 1):
        text, start, end = pieces[at]
        beside = pieces[at - 1].text[-1:] + pieces[at + 1].text[:1]
        if (
            text != " "
            or "\n" not in source[start:end]
            or not any(is_wide(sign) for sign in beside)
        ):
            out.append(pieces[at])
    return out + pieces[1:][-1:]


def said(pieces: list[Piece]) -> str:
    """Return the value that ``pieces`` make up."""
    return "".join(piece.text for piece in pieces)


def _flow(source: str, start: int, end: int, style: str) -> Iterator[Piece]:
    """The pieces of a plain or quoted scalar."""
    quotes = 1 if style in ("'", '"') else 0
    for found in _pattern(style if quotes else "").finditer(
        source, start + quotes, end - quotes
    ):
        kind, text = found.lastgroup, found.group()
        if kind == "fold":
            text = "\n" * (text.count("\n") - 1) or " "
        elif kind != "same":
            text = _meaning(kind, text)
        if text:
            yield Piece(text, *found.span())


@functools.cache
def _pattern(style: str) -> re.Pattern[str]:
    """Compiled when first used: most runs read neither folded lines nor faults."""
    return re.compile(_PATTERNS[style])


def _meaning(kind: str | None, written: str) -> str:
    """What an escape or a doubled quote says; of escaped line breaks, each after the first is itself."""
    if kind == "joint":
        return "\n" * (written.count("\n") - 1)
    if kind == "quote":
        return "'"
    return (
        Scanner.ESCAPE_REPLACEMENTS.get(written[1], written[1])
        if kind == "escape"
        else chr(int(written[2:], 16))
    )


def _block(source: str, start: int, end: int, value: str) -> Iterator[Piece]:
    """The pieces of a literal or folded block.

    Its indentation is what its first line has more of in the source than in the value, so that
    no indentation indicator need be read.
    """
    body = source.find("\n", start, end) + 1 or end
    indent = _spaces(source, body, end) - _spaces(value, 0, len(value))
    lines = re.compile(rf" {{0,{max(indent, 0)}}}([^\n]*)(\n?)")
    before, breaks, after = "", 0, body
    for line in lines.finditer(source, body, end):
        text = line[1]
        if text and breaks:
            joins = (
                source[start] == ">"
                and before
                and before[0] not in " \t"
                and text[0] not in " \t"
            )
            yield Piece(
                "\n" * (breaks - 1) or " " if joins else "\n" * breaks,
                after,
                line.start(1),
            )
        if text:
            yield Piece(text, line.start(1), line.end(1))
            before, breaks, after = text, 0, line.end(1)
        breaks += len(line[2])


def _spaces(text: str, start: int, end: int) -> int:
    """The spaces before the first line with content between ``start`` and ``end``."""
    found = re.compile(r"(?: *\n)*( *)").match(text, start, end)
    return len(found[1]) if found else 0
