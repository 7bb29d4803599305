"""From the differences between a document and its data to operations on the data, step by step.

This module must not know how any difference is read, or how operations become edits of a file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from rectify_gen.building.returning.drafting.added_paragraphs import read_added
from rectify_gen.building.returning.drafting.changed_paragraphs import read_changed
from rectify_gen.building.returning.drafting.compared_notice import (
    ComparedNotice,
    compared_notice,
)
from rectify_gen.building.returning.drafting.data_changes import DataChanges, together
from rectify_gen.building.returning.drafting.dissolving import with_dissolved
from rectify_gen.building.returning.drafting.list_operations import (
    list_operations,
    without_empty_mappings,
)
from rectify_gen.building.returning.drafting.removed_paragraphs import read_removed
from rectify_gen.building.returning.drafting.unplaced_changes import UnplacedChange
from rectify_gen.building.returning.drafting.value_operations import (
    key_operations,
    value_operations,
)
from rectify_gen.building.returning.rows import ParagraphRow
from rectify_gen.source.data_operations import Operation
from rectify_gen.source_check import Checked


class ReturnDraft(NamedTuple):
    """What all differences come to: operations on the data, and what has no place in it."""

    operations: list[Operation]
    unplaced: list[UnplacedChange]
    added_texts: frozenset[str]
    """The added paragraphs, whose numbers the reviewer may not have typed."""
    counts: Counter[str]
    """How many texts were changed, and how many entries were added and removed."""
    takes_addressees: bool = False
    """Whether a line was taken for the addressees, which not every template prints."""


def draft_of(
    checked: Checked,
    rows: Sequence[ParagraphRow],
    *,
    may_take_addressees: bool = True,
) -> ReturnDraft:
    """Return what the differences in ``rows`` come to.

    A line that ends with a colon between title and opening is the addressees, where these may be taken.
    """
    compared = compared_notice(checked, rows)
    of_changed = read_changed(compared)
    rows_read = frozenset(of_changed.rows_read)
    of_removed = read_removed(compared, rows_read)
    of_added = read_added(
        compared,
        rows_read,
        may_take_addressees=may_take_addressees,
    )
    changes = together([of_changed, of_removed, of_added])
    values = value_operations(compared, changes.printings)
    return ReturnDraft(
        operations=_operations(
            compared,
            changes,
            values.operations,
        ),
        unplaced=[*changes.unplaced, *values.unplaced],
        added_texts=frozenset(row.edited or "" for row in rows if row.printed is None),
        counts=Counter(
            changed=changes.changed + len(values.operations),
            added=changes.added,
            removed=changes.removed,
        ),
        takes_addressees=changes.takes_addressees,
    )


def _operations(
    compared: ComparedNotice,
    changes: DataChanges,
    of_values: Sequence[Operation],
) -> list[Operation]:
    """Return all operations that ``changes`` come to; those ``of_values`` have been found."""
    of_lists = list_operations(
        compared.data,
        new_entries=changes.new_entries,
        removed_entries=changes.removed_entries,
    )
    operations = with_dissolved(
        compared.data,
        [
            *changes.operations,
            *of_values,
            *key_operations(compared.data, changes.new_keys),
            *of_lists,
        ],
        changes.dissolved_items,
    )
    return without_empty_mappings(compared, operations)
