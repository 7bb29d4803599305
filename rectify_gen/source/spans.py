r"""Where each character of a value stands in the YAML text, for every style of scalar.

A scalar is read as pieces: stretches that stand in the source as they are, and the escapes,
doubled quotes and folds between them. Joined, they are the value; so a fault in a value can
be shown, and fixed, at its own characters. For example ``'it''s'`` has three pieces: ``it``, the
doubled quote, which says ``'`` and takes two characters, and ``s``.

This module must not know what the data means.
"""

import bisect
import functools
import itertools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple, overload

from rectify_gen.chinese import is_wide
from rectify_gen.diagnostics import Route

_PLAIN = r"""
      (?P<fold>  [ \t]* \n [ \t\n]* )              # a line end with the blanks around it
    | (?P<same>  [^ \t\n]+ (?:[ \t]+ [^ \t\n]+)*   # words and the blanks between them
               | [ \t]+ )
"""
_SINGLE_QUOTED = r"""
      (?P<fold>  [ \t]* \n [ \t\n]* )
    | (?P<quote> '' )                              # 'it''s'
    | (?P<same>  [^ \t\n']+ (?:[ \t]+ [^ \t\n']+)*
               | [ \t]+ )
"""
_DOUBLE_QUOTED = r"""
      (?P<fold>  [ \t]* \n [ \t\n]* )
    | (?P<joint> \\\n [ \t\n]* )                   # an escaped line end joins two lines
    | \\x (?P<x> [^\n]{2} )                        # "\x41"
    | \\u (?P<u> [^\n]{4} )                        # "\u4e2d"
    | \\U (?P<U> [^\n]{8} )                        # "\U00020000"
    | \\  (?P<escape> . )                          # "\n", "\"", "\\"
    | (?P<same>  [^ \t\n\\]+ (?:[ \t]+ [^ \t\n\\]+)*
               | [ \t]+ )
"""
_PATTERNS = {
    "": _PLAIN,
    "'": _SINGLE_QUOTED,
    '"': _DOUBLE_QUOTED,
}
"""How the inside of a scalar is cut into pieces, by the sign that it begins with; none for a plain one."""


class ScalarPiece(NamedTuple):
    """What one stretch of the source, from index ``start`` to before ``end``, says."""

    text: str
    start: int
    end: int


class Scalar(NamedTuple):
    """How one text of the data is written."""

    route: Route
    """The way to it in the data."""
    pieces: tuple[ScalarPiece, ...]
    """In the order of the source."""
    value: str
    start: int
    """Where it begins in the source, its quotation mark included."""

    @property
    def end(self) -> int:
        """Where its last piece ends in the source; of an empty text, where it begins."""
        if not self.pieces:
            return self.start
        last_piece = self.pieces[-1]
        return last_piece.end

    def characters(self) -> "CharacterSpans":
        """Return for each character of the value where it stands in the source: its start, and the end after it."""
        return CharacterSpans(self.pieces)


class CharacterSpans(Sequence[tuple[int, int]]):
    """Where each character of ``pieces`` stands in the source: computed for those that are asked for, of a long text."""

    def __init__(self, pieces: Sequence[ScalarPiece]) -> None:
        self._pieces = pieces
        lengths = (len(piece.text) for piece in pieces)
        self._starts = list(itertools.accumulate(lengths, initial=0))
        """Where each piece begins in the value; behind them, how long the value is."""

    def __len__(self) -> int:
        return self._starts[-1]

    @overload
    def __getitem__(self, index: int) -> tuple[int, int]: ...

    @overload
    def __getitem__(self, index: slice) -> list[tuple[int, int]]: ...

    def __getitem__(
        self, index: int | slice
    ) -> tuple[int, int] | list[tuple[int, int]]:
        indices = range(len(self))[index]
        if isinstance(indices, range):
            return list(map(self._span, indices))
        return self._span(indices)

    def _span(self, index: int) -> tuple[int, int]:
        number = bisect.bisect_right(self._starts, index) - 1
        text, start, end = self._pieces[number]
        if end - start != len(text):
            # All characters of an escape or a fold share its place.
            return start, end
        place = start + index - self._starts[number]
        return place, place + 1


def pieces_of(
    source: str,
    start: int,
    end: int,
    value: str,
) -> list[ScalarPiece]:
    """Return the pieces of the scalar at ``source[start:end]``, without the line breaks at the end of a block.

    ``value`` is what it says.
    """
    style = source[start : start + 1]
    if style not in ("|", ">"):
        return list(_flow_pieces(source, start, end, value))
    if not value:
        return []
    return list(_block_pieces(source, start, end, value))


def unfolded(source: str, pieces: list[ScalarPiece]) -> list[ScalarPiece]:
    """Return ``pieces`` without the spaces that YAML's folding puts beside Chinese characters.

    YAML joins folded lines with a space. Between two lines of Chinese text there is
    none in official writing, so it goes unless both neighbours are half-width.
    """
    if len(pieces) < 3:
        return pieces
    kept = [pieces[0]]
    for index in range(1, len(pieces) - 1):
        piece = pieces[index]
        written = source[piece.start : piece.end]
        is_fold = piece.text == " " and "\n" in written
        if not is_fold:
            kept.append(piece)
            continue
        text_before = pieces[index - 1].text
        text_after = pieces[index + 1].text
        is_beside_chinese = is_wide(text_before[-1:]) or is_wide(text_after[:1])
        if not is_beside_chinese:
            kept.append(piece)
    kept.append(pieces[-1])
    return kept


def joined_text(pieces: list[ScalarPiece]) -> str:
    """Return the value that ``pieces`` make up."""
    return "".join([piece.text for piece in pieces])


def _flow_pieces(
    source: str,
    start: int,
    end: int,
    value: str,
) -> Iterator[ScalarPiece]:
    """Yield the pieces of a plain or quoted scalar, which says ``value``."""
    style = source[start : start + 1]
    is_quoted = style in ("'", '"')
    if is_quoted:
        start += 1
        end -= 1
    # Nearly every text is written as it reads.
    if value and source.startswith(value, start) and start + len(value) == end:
        yield ScalarPiece(value, start, end)
        return
    pattern = _pattern(style if is_quoted else "")
    for match in pattern.finditer(source, start, end):
        kind = match.lastgroup
        written = match.group()
        text = _meaning(kind, written)
        # An escaped line end says nothing.
        if text:
            start_of_piece, end_of_piece = match.span()
            yield ScalarPiece(text, start_of_piece, end_of_piece)


@functools.cache
def _pattern(style: str) -> re.Pattern[str]:
    """Compiled when first used: most runs read neither folded lines nor faults."""
    return re.compile(_PATTERNS[style], re.VERBOSE)


def _meaning(kind: str | None, written: str) -> str:
    """Return what ``written``, matched by the group ``kind`` of a pattern, says."""
    if kind == "same":
        return written
    if kind == "fold":
        # The first line end becomes a space; each after it is itself.
        return "\n" * (written.count("\n") - 1) or " "
    if kind == "joint":
        # The first line end is escaped; each after it is itself.
        return "\n" * (written.count("\n") - 1)
    if kind == "quote":
        return "'"
    if kind == "escape":
        from yaml.scanner import Scanner  # no plain line has an escape

        escaped = written[1]
        return Scanner.ESCAPE_REPLACEMENTS.get(escaped, escaped)
    hexadecimal = written[2:]
    return chr(int(hexadecimal, 16))


def _block_pieces(
    source: str,
    start: int,
    end: int,
    value: str,
) -> Iterator[ScalarPiece]:
    """Yield the pieces of a literal or folded block.

    Its indentation is what its first line has more of in the source than in the value, so that
    no indentation indicator need be read.
    """
    body_start = source.find("\n", start, end) + 1 or end
    indent_in_source = _indent_of_first_line(source, body_start, end)
    indent_in_value = _indent_of_first_line(value, 0, len(value))
    indent = max(indent_in_source - indent_in_value, 0)
    line_pattern = re.compile(rf" {{0,{indent}}}([^\n]*)(\n?)")
    is_folded = source[start] == ">"

    text_before = ""
    text_end = body_start
    line_ends = 0
    """How many line ends there were since ``text_before``."""
    for line in line_pattern.finditer(source, body_start, end):
        text, line_end = line.groups()
        if text:
            text_start = line.start(1)
            if line_ends:
                breaks = "\n" * line_ends
                if is_folded and _folds(text_before, text):
                    # The first line end becomes a space; each after it is itself.
                    breaks = "\n" * (line_ends - 1) or " "
                yield ScalarPiece(breaks, text_end, text_start)
            text_end = line.end(1)
            yield ScalarPiece(text, text_start, text_end)
            text_before = text
            line_ends = 0
        line_ends += len(line_end)


def _folds(text_before: str, text: str) -> bool:
    """Whether two lines of a folded block are joined: lines that are indented further are not."""
    if not text_before:
        return False
    was_indented = text_before[0] in " \t"
    is_indented = text[0] in " \t"
    return not was_indented and not is_indented


def _indent_of_first_line(text: str, start: int, end: int) -> int:
    """Return the spaces before the first line with content between ``start`` and ``end``."""
    pattern = re.compile(r"(?: *\n)*( *)")
    match = pattern.match(text, start, end)
    if match is None:
        return 0
    return len(match[1])
