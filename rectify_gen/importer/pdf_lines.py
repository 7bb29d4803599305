"""From the characters of a page to its lines, as a reader of the page sees them.

Gaps between characters are blanks only where a reader takes them for blanks: PDFs have some between Chinese
characters and digits that nobody typed. This module must not know paragraphs.
"""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rectify_gen import chinese
from rectify_gen.importer.text_tidier import BETWEEN_CELLS
from rectify_gen.pdf.placed_text import PlacedCharacter, PlacedPage

_SAME_BASELINE = 0.15
"""Parts of a character's height by which characters of one line may differ."""
_RAISED_SIZE = 0.8
"""Parts of the height of a line that a raised or lowered character has at most."""
_WIDE_GAP = 0.8
"""Widths of a character that part two cells, or two names; justified lines have smaller gaps."""
_OPENING_MARKS = frozenset("“‘（《【〔「(")
_CLOSING_MARKS = frozenset("，。、；：！？”’）》】〕」),.;:!?…")
_LATIN_GAP = 0.15
"""Widths of a character between two words in Latin letters."""


class PdfCell(NamedTuple):
    """A stretch of a line between two wide gaps."""

    left: float
    text: str


@dataclass(frozen=True, slots=True)
class PdfLine:
    """One line of a page."""

    cells: tuple[PdfCell, ...]
    page: int
    page_width: float
    left: float
    right: float
    bottom: float
    em: float
    """The width of one Chinese character."""
    first_unit: float
    """The width of what it begins with and no program breaks: a character or word with the marks around it."""

    @property
    def text(self) -> str:
        """Its words, with a blank in each wide gap."""
        return BETWEEN_CELLS.join(cell.text for cell in self.cells)


def lines_of(page: PlacedPage) -> list[PdfLine]:
    """Return the lines of ``page`` from the top to the bottom."""
    rows = _rows(page.characters)
    rows = _with_raised_characters(rows)
    lines = []
    for row in rows:
        lines.append(_line(row, page))
    return lines


def _rows(characters: Sequence[PlacedCharacter]) -> list[list[PlacedCharacter]]:
    """Return the characters that stand on one baseline together, from the top of the page."""
    rows: list[list[PlacedCharacter]] = []
    for character in sorted(characters, key=_baseline, reverse=True):
        height = character.top - character.bottom
        if rows:
            apart = rows[-1][0].bottom - character.bottom
            if apart <= height * _SAME_BASELINE:
                rows[-1].append(character)
                continue
        rows.append([character])
    return rows


def _baseline(character: PlacedCharacter) -> float:
    return character.bottom


def _with_raised_characters(
    rows: Sequence[list[PlacedCharacter]],
) -> list[list[PlacedCharacter]]:
    """Put rows of small characters that stand within the height of the next line into that line."""
    joined: list[list[PlacedCharacter]] = []
    for row in rows:
        if (joined and _is_raised(row, joined[-1])) or (
            joined and _is_raised(joined[-1], row)
        ):
            joined[-1] += row
        else:
            joined.append(list(row))
    return joined


def _is_raised(row: Sequence[PlacedCharacter], line: Sequence[PlacedCharacter]) -> bool:
    """Whether ``row`` are notes or exponents of ``line``."""
    height = _height(line)
    if _height(row) > height * _RAISED_SIZE:
        return False
    middle = (row[0].bottom + row[0].top) / 2
    bottom = max(line, key=_height_of).bottom
    return bottom <= middle <= bottom + height * 1.2


def _height_of(character: PlacedCharacter) -> float:
    return character.top - character.bottom


def _height(row: Sequence[PlacedCharacter]) -> float:
    return max(map(_height_of, row))


def _line(row: Sequence[PlacedCharacter], page: PlacedPage) -> PdfLine:
    ordered = sorted(row, key=lambda character: character.left)
    em = _em(ordered)
    cells: list[PdfCell] = []
    text = ""
    left = ordered[0].left
    previous = ordered[0]
    for character in ordered:
        if character.left - previous.right > em * _WIDE_GAP:
            cells.append(PdfCell(left, text))
            text = ""
            left = character.left
        elif _is_between_words(previous, character, em):
            text += " "
        text += character.text
        previous = character
    cells.append(PdfCell(left, text))
    return PdfLine(
        cells=tuple(cells),
        page=page.number,
        page_width=page.width,
        left=ordered[0].left,
        right=max(character.right for character in ordered),
        bottom=min(character.bottom for character in ordered),
        em=em,
        first_unit=_width_of_first_unit(ordered),
    )


def _width_of_first_unit(row: Sequence[PlacedCharacter]) -> float:
    count = 0
    while count < len(row) and row[count].text in _OPENING_MARKS:
        count += 1
    begin_of_word = count
    while count < len(row) and row[count].text.isascii():
        count += 1
    if count == begin_of_word:
        count += 1
    while count < len(row) and row[count].text in _CLOSING_MARKS:
        count += 1
    last_character = row[min(count, len(row)) - 1]
    return last_character.right - row[0].left


def _em(row: Sequence[PlacedCharacter]) -> float:
    """Return the width of a Chinese character of ``row``; where there is none, the height."""
    widths = []
    for character in row:
        if chinese.is_wide(character.text[0]):
            widths.append(character.right - character.left)
    return statistics.median(widths) if widths else _height(row)


def _is_between_words(
    previous: PlacedCharacter,
    character: PlacedCharacter,
    em: float,
) -> bool:
    """Whether a reader sees a blank between two characters: between words in Latin letters."""
    gap = character.left - previous.right
    are_latin = previous.text.isascii() and character.text.isascii()
    has_letter = previous.text.isalpha() or character.text.isalpha()
    return are_latin and has_letter and gap > em * _LATIN_GAP
