"""Paragraphs that are still in the document: for each difference the reader that can explain it.

This module must not know how any reader works, or what becomes of paragraphs that are gone or were added.
"""

from __future__ import annotations

from collections.abc import Callable

from rectify_gen.building.returning.drafting.changed_values import (
    read_values,
    unchanged_printings,
)
from rectify_gen.building.returning.drafting.compared_notice import (
    ComparedNotice,
    StayedParagraph,
)
from rectify_gen.building.returning.drafting.contact_paragraphs import read_contacts
from rectify_gen.building.returning.drafting.data_changes import DataChanges, together
from rectify_gen.building.returning.drafting.heading_changes import read_heading
from rectify_gen.building.returning.drafting.heading_joins import (
    read_run_in,
    read_split_heading,
)
from rectify_gen.building.returning.drafting.measure_paragraphs import read_measures
from rectify_gen.building.returning.drafting.rewritten_entries import read_rewritten
from rectify_gen.building.returning.drafting.standard_words import read_standard_words
from rectify_gen.building.returning.drafting.unplaced_changes import unreadable_row

Reader = Callable[[ComparedNotice, StayedParagraph], DataChanges | None]
"""Returns what the difference of a paragraph comes to; None where it is none of the kind that this one reads."""

READERS: tuple[Reader, ...] = (
    read_split_heading,
    read_run_in,
    read_values,
    read_measures,
    read_contacts,
    read_heading,
    read_standard_words,
    read_rewritten,
)
"""The first that can read a paragraph is right: each keeps more of the data as it is than the next."""


def read_changed(compared: ComparedNotice) -> DataChanges:
    """Return what the paragraphs that stayed come to; what none of the readers explains has no place."""
    parts = []
    for index, row in enumerate(compared.rows):
        if row.printed is None or row.edited is None:
            continue
        paragraph = StayedParagraph(
            row_index=index,
            printed=row.printed,
            edited=row.edited,
        )
        if row.is_changed:
            parts.append(_read(compared, paragraph))
        else:
            parts.append(DataChanges(printings=unchanged_printings(paragraph)))
    return together(parts)


def _read(compared: ComparedNotice, paragraph: StayedParagraph) -> DataChanges:
    for reader in READERS:
        changes = reader(compared, paragraph)
        if changes is not None:
            return changes
    row = compared.rows[paragraph.row_index]
    return DataChanges(unplaced=(unreadable_row(row),))
