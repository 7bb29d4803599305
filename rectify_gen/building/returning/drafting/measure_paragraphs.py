"""A paragraph of measures that run in (一是……。二是……。), of which some came or went.

This module must not know how measures are printed that are paragraphs of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rectify_gen.building.aligning import align
from rectify_gen.building.returning.drafting.changed_values import printings_of
from rectify_gen.building.returning.drafting.compared_notice import (
    ComparedNotice,
    StayedParagraph,
)
from rectify_gen.building.returning.drafting.data_changes import (
    DataChanges,
    NewEntry,
    together,
)
from rectify_gen.building.returning.printed_parts import (
    MeasureParagraph,
    is_fixed,
    measure_paragraph,
)
from rectify_gen.building.returning.span_texts import texts_of_spans
from rectify_gen.building.returning.written_marks import measures_within


class _EditedMeasures(NamedTuple):
    """The words before the first 一是 of an edited paragraph, and the measures without theirs."""

    lead: str
    measures: list[str]


def read_measures(
    compared: ComparedNotice, paragraph: StayedParagraph
) -> DataChanges | None:
    """Read a paragraph of measures that are run in, some of which came or went."""
    del compared
    before = measure_paragraph(paragraph.printed)
    if before is None or not before.measures:
        return None
    # Words like 一是 within the measures themselves cannot be told from those that begin one.
    if any(measures_within(str(measure)) for measure in before.measures):
        return None
    after = _edited_measures(paragraph.edited)
    if not after.measures:
        return None
    lead_texts = texts_of_spans(
        before.lead,
        after.lead,
        is_fixed,
    )
    if lead_texts is None:
        return None
    of_lead = DataChanges(
        printings=printings_of(
            paragraph.row_index,
            before.lead,
            lead_texts,
        )
    )
    of_measures = _changes_of_measures(
        paragraph.row_index,
        before,
        after.measures,
    )
    return together([of_lead, of_measures])


def _edited_measures(edited: str) -> _EditedMeasures:
    starts = measures_within(edited)
    bounds = [start for start, _ in starts] + [len(edited)]
    measures = []
    for (start, mark), end in zip(
        starts,
        bounds[1:],
        strict=True,
    ):
        measures.append(edited[start + len(mark) : end])
    return _EditedMeasures(edited[: bounds[0]], measures)


def _changes_of_measures(
    row_index: int,
    before: MeasureParagraph,
    after: Sequence[str],
) -> DataChanges:
    """Return what the measures that came, went and stayed come to."""
    first_index = int(before.measures[0].spans[0].route[len(before.run)])
    next_index = first_index
    parts = []
    for pair in align(before.measures, after):
        if pair.before is None:
            assert pair.after is not None
            entry = NewEntry(
                container=before.run,
                entry_index=next_index,
                value=after[pair.after],
            )
            parts.append(DataChanges(new_entries=(entry,), added=1))
            continue
        index = first_index + pair.before
        next_index = index + 1
        if pair.after is None:
            gone = (*before.run, index)
            parts.append(DataChanges(removed_entries=(gone,), removed=1))
            continue
        printings = printings_of(
            row_index,
            before.measures[pair.before],
            [after[pair.after]],
        )
        parts.append(DataChanges(printings=printings))
    return together(parts)
