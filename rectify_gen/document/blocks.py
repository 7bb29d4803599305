"""What a document consists of: paragraphs and tables, as finished text.

This room must not know XML.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; its text may hold line breaks.

    ``style`` is the name of its style as Word shows it, empty for the default one.
    ``number`` is its automatic number (一、) with the white space after it, or the mark
    of a note (``[^1] ``); empty where the number is part of the text.
    """

    text: str
    style: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """One table: rows of cells; the paragraphs of a cell are lines of its text."""

    rows: tuple[tuple[str, ...], ...]


Block = Paragraph | Table


def as_text(blocks: Iterable[Block]) -> str:
    """Return ``blocks`` as plain text: a line for each paragraph and each table row, tabs between cells."""
    return "\n".join(line for block in blocks for line in _lines(block))


def _lines(block: Block) -> list[str]:
    if isinstance(block, Table):
        return ["\t".join(row) for row in block.rows]
    return [block.number + block.text]
