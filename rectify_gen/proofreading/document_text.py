"""The paragraphs of a document as one row of words without white space, in which each character can be found again.

Notice and document have the same words; blanks, line ends and what nobody sees may differ. This module must not know
formats, notices or rules.
"""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from typing import NamedTuple

from rectify_gen.diagnostics import Position
from rectify_gen.importer.characters import squeeze
from rectify_gen.places import Place


class SourceParagraph(NamedTuple):
    """One paragraph of a document as it is displayed; its automatic number stands apart, for no character holds it."""

    text: str
    place: Position | Place
    number: str = ""


class CharacterSpot(NamedTuple):
    """A character of a document, or the place before it: its paragraph, and its index in the text of that."""

    paragraph: int
    character: int


class DocumentRange(NamedTuple):
    """Characters of a document, from the first to the last."""

    first: CharacterSpot
    last: CharacterSpot


def kept_indexes(text: str) -> Sequence[int]:
    """Return the indexes of the characters of ``text`` that count when texts are compared."""
    words = squeeze(text)
    if len(words) == len(text):
        return range(len(text))
    indexes: list[int] = []
    for index, sign in enumerate(text):
        # Only characters of certain kinds are left out, so the next one that agrees is the right one.
        if len(indexes) < len(words) and sign == words[len(indexes)]:
            indexes.append(index)
    return indexes


class DocumentText:
    """The words of a document, and where each stands."""

    def __init__(self, paragraphs: Sequence[SourceParagraph]) -> None:
        self.paragraphs = paragraphs
        self._starts: list[int] = []
        self._number_lengths: list[int] = []
        self._kept: list[Sequence[int]] = []
        pieces = []
        length = 0
        for paragraph in paragraphs:
            number = squeeze(paragraph.number)
            words = number + squeeze(paragraph.text)
            self._starts.append(length)
            self._number_lengths.append(len(number))
            self._kept.append(kept_indexes(paragraph.text))
            pieces.append(words)
            length += len(words)
        self.words = "".join(pieces)

    def spot(self, offset: int) -> CharacterSpot | None:
        """Return the character at ``offset`` of the words; None where an automatic number stands there."""
        paragraph = bisect.bisect_right(self._starts, offset) - 1
        index = offset - self._starts[paragraph] - self._number_lengths[paragraph]
        if index < 0:
            return None
        return CharacterSpot(paragraph, self._kept[paragraph][index])

    def range_of(self, start: int, end: int) -> DocumentRange | None:
        """Return the characters from ``start`` to before ``end`` of the words, without automatic numbers at the ends."""
        first = None
        while start < end and first is None:
            first = self.spot(start)
            start += 1
        last = None
        while start <= end and last is None:
            last = self.spot(end - 1)
            end -= 1
        if first is None or last is None:
            return None
        return DocumentRange(first, last)

    def paragraph_at(self, offset: int) -> int:
        """Return which paragraph holds ``offset`` of the words."""
        return bisect.bisect_right(self._starts, offset) - 1

    def whole_paragraph(self, paragraph: int) -> DocumentRange | None:
        """Return all words of a paragraph; None where it has none."""
        kept = self._kept[paragraph]
        if not kept:
            return None
        return DocumentRange(
            CharacterSpot(paragraph, kept[0]), CharacterSpot(paragraph, kept[-1])
        )

    def first_paragraph(self) -> DocumentRange | None:
        """Return the first paragraph with words: the title, or what stands in its place."""
        for paragraph in range(len(self.paragraphs)):
            whole = self.whole_paragraph(paragraph)
            if whole is not None:
                return whole
        return None

    def marks(self, characters: DocumentRange) -> str:
        """Return the characters of the range that stand in its first paragraph."""
        text = self.paragraphs[characters.first.paragraph].text
        end = len(text)
        if characters.last.paragraph == characters.first.paragraph:
            end = characters.last.character + 1
        return text[characters.first.character : end]
