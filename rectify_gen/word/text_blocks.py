"""What stands in a document as its reader sees it: paragraphs and tables, as finished text.

This module must not know XML.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class TextParagraph(NamedTuple):
    """One paragraph; its text may hold line breaks.

    ``style`` is the name of its style as Word shows it, empty for the default one.
    ``number`` is its automatic number (一、) with the white space after it, or the mark
    of a note (``[^1] ``); empty where the number is part of the text.
    """

    text: str
    style: str = ""
    number: str = ""


class TextTable(NamedTuple):
    """One table: rows of cells; the paragraphs of a cell are lines of its text."""

    rows: tuple[tuple[str, ...], ...]


TextBlock = TextParagraph | TextTable


def as_text(blocks: Iterable[TextBlock]) -> str:
    """Return ``blocks`` as plain text: a line for each paragraph and each table row, tabs between cells."""
    lines = []
    for block in blocks:
        if isinstance(block, TextTable):
            for row in block.rows:
                lines.append("\t".join(row))
        else:
            lines.append(block.number + block.text)
    return "\n".join(lines)
