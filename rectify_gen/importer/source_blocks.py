"""What every reader of a format gives to the importer: the paragraphs of a notice as finished values.

A reader turns its format (today plain text: :mod:`rectify_gen.importer.plain_text`) into a
:class:`NoticeSource`; the rest of the room works on that and knows no format. For example, the second
heading of a Word file in which Word counts the headings::

    SourceBlock("二、任务落实情况", place, style="标题 1", heading_level=1, numbering_level=1)

Marks and words decide what a paragraph is; styles, levels and cells are there for formats that have them,
and are not read yet. This module must not know any format, nor what the words mean.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from rectify_gen.diagnostics import Diagnostic, Position
from rectify_gen.places import Place


class SourceCell(NamedTuple):
    """The table cell that a block stands in; all are counted from 1, tables in the order of the source."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class SourceBlock:
    """One paragraph of the source; what its format cannot say keeps the default."""

    text: str
    """Its words without white space at the ends; an automatic number stands in front as it is displayed."""
    place: Position | Place
    """Where it begins: line and column of a file that has lines, else the place in words."""
    style: str = ""
    """The name of its paragraph style."""
    heading_level: int = 0
    """1 for a heading of the highest level, 2 below it …; 0 for no heading."""
    numbering_level: int = 0
    """Which level of automatic numbering counts it, from 1; 0 where its number, if any, was typed."""
    cell: SourceCell | None = None
    """The table cell that it stands in."""
    indent: float = 0.0
    """Width of the white space in front of its words, in full-width characters."""


@dataclass(frozen=True, slots=True)
class NoticeSource:
    """A notice as a reader found it."""

    blocks: tuple[SourceBlock, ...]
    words: str
    """The words that the imported data must print again, without white space."""
    diagnostics: tuple[Diagnostic, ...]
    """What the reader repaired or left out."""


class Correction(NamedTuple):
    """Characters of a paragraph that were replaced to correct it."""

    place: Position | Place
    """Where their paragraph begins in the source."""
    before: str
    after: str
    """Empty where they were deleted."""
    text: str
    """The characters with some of the text on either side, before the correction."""
