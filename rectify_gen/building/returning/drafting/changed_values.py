"""A paragraph in which values changed, and numbers: what each value printed there before and after.

What this comes to for a value is known only with all its printings (``value_operations``). This module must not know
how a file writes a value.
"""

from __future__ import annotations

from collections.abc import Sequence

from rectify_gen.building.returning.data_places import is_on, notice_value
from rectify_gen.building.returning.drafting.compared_notice import (
    ComparedNotice,
    StayedParagraph,
)
from rectify_gen.building.returning.drafting.data_changes import DataChanges
from rectify_gen.building.returning.printed_parts import is_fixed, measures_route
from rectify_gen.building.returning.span_texts import (
    span_changes,
    span_strings,
    texts_of_spans,
)
from rectify_gen.building.returning.value_changes import Printing
from rectify_gen.building.returning.written_marks import measures_within
from rectify_gen.view.provenance import PrintedSpan, RoutedText


def read_values(
    compared: ComparedNotice, paragraph: StayedParagraph
) -> DataChanges | None:
    """Read a paragraph in which only values changed, and numbers."""
    printed = paragraph.printed
    texts = texts_of_spans(
        printed,
        paragraph.edited,
        is_fixed,
    )
    if texts is None:
        return None
    for span, old, new in span_changes(printed, texts):
        if is_fixed(span):
            continue
        # A value that is gone, or took an entry in, is read in another way.
        if not new.strip() or _takes_entry(compared, span, old, new):
            return None
    return DataChanges(
        printings=printings_of(
            paragraph.row_index,
            printed,
            texts,
        )
    )


def _takes_entry(
    compared: ComparedNotice,
    span: PrintedSpan,
    old: str,
    new: str,
) -> bool:
    """Whether another measure or contact was typed into the value of ``span``, or behind it."""
    if span.route[:1] == ("contacts",):
        return "；" in new
    has_new_measure = len(measures_within(new)) > len(measures_within(old))
    return has_new_measure and _is_run_in_measure(compared, span)


def _is_run_in_measure(compared: ComparedNotice, span: PrintedSpan) -> bool:
    """Whether ``span`` is a measure that stands in one paragraph with others."""
    run = measures_route(span.route)
    if not run:
        return False
    member = notice_value(compared.data, run[:-1])
    if not isinstance(member, dict):
        return False
    return "text" in member or is_on(member, "run_in")


def unchanged_printings(paragraph: StayedParagraph) -> tuple[Printing, ...]:
    """Return that each value of ``paragraph`` prints what it printed."""
    return printings_of(
        paragraph.row_index,
        paragraph.printed,
        span_strings(paragraph.printed),
    )


def printings_of(
    row_index: int,
    printed: RoutedText,
    new_texts: Sequence[str],
) -> tuple[Printing, ...]:
    """Return what each value of ``printed`` prints, where its spans print ``new_texts`` now."""
    printings = []
    for span, old, new in span_changes(printed, new_texts):
        if not is_fixed(span):
            printings.append(
                Printing(
                    route=span.route,
                    row=row_index,
                    before=old,
                    after=new,
                )
            )
    return tuple(printings)
