"""Paragraphs that are gone: the entries and facts that go with them, and headings whose content stays.

This module must not know which entry a paragraph stands for (``removing``), or what becomes of standard words.
"""

from __future__ import annotations

from collections.abc import Iterable

from rectify_gen.building.returning.data_places import data_route, notice_value
from rectify_gen.building.returning.drafting.compared_notice import ComparedNotice
from rectify_gen.building.returning.drafting.data_changes import DataChanges, together
from rectify_gen.building.returning.drafting.removing import (
    Removal,
    hides_other_edition,
    removals,
)
from rectify_gen.building.returning.drafting.standard_words import (
    removed_signing_organs,
    removed_standard_words,
)
from rectify_gen.building.returning.drafting.unplaced_changes import (
    unplaced_row,
    unreadable_row,
)
from rectify_gen.building.returning.printed_parts import item_of_heading
from rectify_gen.building.returning.rows import ParagraphRow
from rectify_gen.source.data_operations import RemoveKey


def read_removed(compared: ComparedNotice, rows_read: Iterable[int]) -> DataChanges:
    """Return what the paragraphs come to that are gone, without those in ``rows_read``, which are explained already."""
    parts = [removed_signing_organs(compared), removed_standard_words(compared)]
    explained = set(rows_read)
    for part in parts:
        explained.update(part.rows_read)
    entries = removals(
        compared.data,
        compared.rows,
        frozenset(explained),
    )
    for removal in entries:
        explained.update(removal.rows)
        parts.append(_removed_part(compared, removal))
    for index, row in enumerate(compared.rows):
        is_gone = row.printed is not None and row.edited is None
        if is_gone and index not in explained:
            parts.append(_deleted_heading(row))
    return together(parts)


def _removed_part(compared: ComparedNotice, removal: Removal) -> DataChanges:
    """Return that an entry or a fact goes, unless it holds what only the internal edition prints."""
    route = removal.route
    if hides_other_edition(notice_value(compared.data, route)):
        hidden = unplaced_row(
            "onto-hidden-part",
            compared.rows[removal.rows[0]],
            route,
        )
        return DataChanges(unplaced=(hidden,))
    if isinstance(route[-1], int):
        return DataChanges(removed_entries=(route,), removed=1)
    existing = data_route(compared.data, route)
    operation = RemoveKey(existing[:-1], str(existing[-1]))
    return DataChanges(operations=(operation,), removed=1)


def _deleted_heading(row: ParagraphRow) -> DataChanges:
    """Return that ``row`` was the heading of an item whose content stays; no place where it was something else."""
    item = () if row.printed is None else item_of_heading(row.printed)
    # What stood below the first section has no other to go to.
    if not item or item == ("sections", 0):
        return DataChanges(unplaced=(unreadable_row(row),))
    return DataChanges(dissolved_items=(item,))
