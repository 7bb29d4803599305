"""A heading of which the standard words or the form changed, as one of the notice's own.

This module must not know headings that were written anew (``rewritten_entries``).
"""

from __future__ import annotations

from collections.abc import Sequence

from rectify_gen.building.returning.drafting.changed_values import printings_of
from rectify_gen.building.returning.drafting.compared_notice import (
    ComparedNotice,
    StayedParagraph,
)
from rectify_gen.building.returning.drafting.data_changes import DataChanges, NewKey
from rectify_gen.building.returning.printed_parts import is_form, is_number
from rectify_gen.building.returning.span_texts import (
    span_changes,
    stayed,
    texts_of_spans,
)
from rectify_gen.building.returning.written_marks import is_mark
from rectify_gen.diagnostics import Route
from rectify_gen.view.provenance import PrintedSpan, RoutedText


def read_heading(
    compared: ComparedNotice, paragraph: StayedParagraph
) -> DataChanges | None:
    """Read a heading whose form or standard words changed."""
    del compared
    printed = paragraph.printed
    texts = texts_of_spans(
        printed,
        paragraph.edited,
        is_number,
    )
    if not texts:
        return None
    if any(is_form(span) or _is_problem(span) for span in printed.spans):
        return _with_own_form(paragraph, texts)
    return _with_own_heading(printed, texts)


def _with_own_form(
    paragraph: StayedParagraph, texts: Sequence[str]
) -> DataChanges | None:
    """Return a heading around the name of a problem as a form of its own: 关于“{}”问题的整改。"""
    printed = paragraph.printed
    form = ""
    item: Route = ()
    for span, old, new in span_changes(printed, texts):
        if _is_problem(span):
            if not new.strip():
                return None
            item = span.route[:-1]
            form += "{}"
        elif is_form(span):
            form += new
        elif span.generated and not stayed(old, new):
            return None
    if not item:
        return None
    own_form = NewKey(
        route=item,
        key="form",
        value=form,
    )
    return DataChanges(
        printings=printings_of(
            paragraph.row_index,
            printed,
            texts,
        ),
        new_keys=(own_form,),
    )


def _with_own_heading(printed: RoutedText, texts: Sequence[str]) -> DataChanges | None:
    """Return the standard heading of a section as one of its own."""
    section = printed.spans[0].route
    is_of_section = all(len(span.route) == 2 for span in printed.spans)
    if not is_of_section or section[0] != "sections":
        return None
    heading = ""
    for span, old, new in span_changes(printed, texts):
        if span.generated and is_mark(old):
            continue
        heading += new
    if not heading.strip():
        return None
    own_heading = NewKey(
        route=section,
        key="heading",
        value=heading,
    )
    return DataChanges(new_keys=(own_heading,), changed=1)


def _is_problem(span: PrintedSpan) -> bool:
    """Whether ``span`` is the name of a problem."""
    return span.route[-1:] == ("problem",)
