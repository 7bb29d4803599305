"""A notice as its file has it, beside the paragraphs of the document: what every reader of a difference looks at.

Nothing here changes while a draft is made. This module must not know what a difference comes to.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from rectify_gen import model
from rectify_gen.building.returning.printed_parts import (
    is_of_sections,
    is_of_signature,
    is_of_standard_words,
    routes_printed,
)
from rectify_gen.building.returning.rows import ParagraphRow
from rectify_gen.source import LocatedData
from rectify_gen.source_check import Checked
from rectify_gen.view.provenance import RoutedText


class ComparedNotice(NamedTuple):
    """A notice, its data, and its printed paragraphs beside those of the document."""

    data: LocatedData
    notice: model.Notice
    rows: Sequence[ParagraphRow]
    standard_rows: Mapping[str, Sequence[int]]
    """The rows of the standard opening and closing, by the key that would hold the notice's own words for them."""
    signing_rows: Sequence[int]
    """The rows below the text that print the name of the organ and nothing else of the data."""


class StayedParagraph(NamedTuple):
    """A printed paragraph that is still in the document, with its row."""

    row_index: int
    printed: RoutedText
    edited: str


def compared_notice(checked: Checked, rows: Sequence[ParagraphRow]) -> ComparedNotice:
    """Return the notice of ``checked`` with ``rows``, in which the parts of standard words are found."""
    text = _rows_of_text(rows)
    standard_rows = {}
    signing_rows: list[int] = []
    if text:
        above = range(text.start)
        below = range(text.stop, _signature_row(rows, text))
        if checked.notice.preamble is None:
            standard_rows["preamble"] = _rows_printing(
                rows, above, is_of_standard_words
            )
        if checked.notice.closing is None:
            standard_rows["closing"] = _rows_printing(rows, below, is_of_standard_words)
        signing_rows = _rows_printing(rows, range(text.stop, len(rows)), _is_organ)
    return ComparedNotice(
        data=checked.data,
        notice=checked.notice,
        rows=rows,
        standard_rows=standard_rows,
        signing_rows=signing_rows,
    )


def _rows_of_text(rows: Sequence[ParagraphRow]) -> range:
    """Return the rows from the first of the sections to the last; none where no section is printed."""
    of_sections = []
    for index, row in enumerate(rows):
        if row.printed is None:
            continue
        if is_of_sections(row.printed):
            of_sections.append(index)
        elif of_sections and _is_signature(row.printed):
            # An attached ledger prints the sections once more.
            break
    if not of_sections:
        return range(0)
    return range(of_sections[0], of_sections[-1] + 1)


def _signature_row(rows: Sequence[ParagraphRow], text: range) -> int:
    """Return the first row of the signature behind ``text``, else where the document ends."""
    for index in range(text.stop, len(rows)):
        printed = rows[index].printed
        if printed is not None and _is_signature(printed):
            return index
    return len(rows)


def _is_signature(printed: RoutedText) -> bool:
    return is_of_signature(printed) or _is_organ(printed)


def _is_organ(printed: RoutedText) -> bool:
    """Whether a paragraph prints the name of the organ and nothing else of the data."""
    roots = {route[0] for route in routes_printed(printed)}
    return roots == {"organization"}


def _rows_printing(
    rows: Sequence[ParagraphRow],
    indices: range,
    is_meant: Callable[[RoutedText], bool],
) -> list[int]:
    """Return those of ``indices`` whose rows were printed, with what ``is_meant``."""
    meant = []
    for index in indices:
        printed = rows[index].printed
        if printed is not None and is_meant(printed):
            meant.append(index)
    return meant
