"""Paragraphs that were added: as entries of the lists around them, as standard words, or as facts of the document.

This module must not know where among the entries a paragraph belongs (``placing``).
"""

from __future__ import annotations

from collections.abc import Container

from rectify_gen.building.returning.data_places import (
    as_typed,
    is_item,
    is_on,
    notice_value,
)
from rectify_gen.building.returning.drafting.compared_notice import ComparedNotice
from rectify_gen.building.returning.drafting.data_changes import (
    DataChanges,
    NewEntry,
    NewKey,
    together,
)
from rectify_gen.building.returning.drafting.document_lines import (
    read_addressees,
    read_note,
)
from rectify_gen.building.returning.drafting.placing import placed_paragraphs
from rectify_gen.building.returning.drafting.standard_words import (
    read_beside_standard_words,
)
from rectify_gen.building.returning.drafting.unplaced_changes import unplaced_row
from rectify_gen.model.slots import SLOTTED_PARTS, escaped


def read_added(
    compared: ComparedNotice,
    rows_read: Container[int],
    *,
    may_take_addressees: bool,
) -> DataChanges:
    """Return what the added paragraphs come to, without those in ``rows_read``, which are explained already."""
    placed = placed_paragraphs(compared, rows_read)
    parts = []
    for entry in placed.entries:
        parts.append(_added_entry(compared, entry))
    for row_index in placed.unplaced_rows:
        parts.append(
            _outside_the_lists(
                compared,
                row_index,
                may_take_addressees,
            )
        )
    return together(parts)


def _added_entry(compared: ComparedNotice, entry: NewEntry) -> DataChanges:
    """Return ``entry`` as files have such entries."""
    value = as_typed(entry.value)
    if entry.container[0] in SLOTTED_PARTS and isinstance(value, str):
        value = escaped(value)
    return DataChanges(
        new_keys=_heading_kept_alone(compared, entry),
        new_entries=(entry._replace(value=value),),
        added=1,
    )


def _heading_kept_alone(
    compared: ComparedNotice, entry: NewEntry
) -> tuple[NewKey, ...]:
    """Return that a heading does not run in, where ``entry`` is the first text of its item, on a line of its own."""
    item = entry.container[:-1]
    is_first = entry.container[-1] == "content" and entry.entry_index == 0
    value = notice_value(compared.data, item)
    if not is_first or is_item(entry.value) or not is_item(value):
        return ()
    section = compared.notice.sections[int(item[1])]
    runs_in = is_on(value, "run_in") if "run_in" in value else section.runs_in_items
    if not runs_in:
        return ()
    stands_alone = NewKey(
        route=item,
        key="run_in",
        value=False,
    )
    return (stands_alone,)


def _outside_the_lists(
    compared: ComparedNotice,
    row_index: int,
    may_take_addressees: bool,
) -> DataChanges:
    """Return what an added paragraph comes to that is no entry of a list that the file has."""
    changes = read_addressees(compared, row_index) if may_take_addressees else None
    if changes is None:
        changes = read_beside_standard_words(compared, row_index)
    if changes is None:
        changes = read_note(compared, row_index)
    if changes is None:
        row = compared.rows[row_index]
        return DataChanges(unplaced=(unplaced_row("onto-no-place", row),))
    return changes
