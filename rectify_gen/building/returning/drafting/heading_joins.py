"""A heading and the text behind it: joined to one paragraph, or parted, by Enter or Delete.

This module must not know how the values of a paragraph are read.
"""

from __future__ import annotations

from rectify_gen.building.returning.data_places import is_item, notice_value
from rectify_gen.building.returning.drafting.changed_values import read_values
from rectify_gen.building.returning.drafting.compared_notice import (
    ComparedNotice,
    StayedParagraph,
)
from rectify_gen.building.returning.drafting.data_changes import DataChanges, NewKey
from rectify_gen.building.returning.printed_parts import (
    is_fixed,
    item_of_heading,
    routes_printed,
)
from rectify_gen.building.returning.rows import ParagraphRow
from rectify_gen.building.returning.span_texts import texts_of_spans
from rectify_gen.diagnostics import Route, common_part
from rectify_gen.view.provenance import RoutedText


def read_split_heading(
    compared: ComparedNotice, paragraph: StayedParagraph
) -> DataChanges | None:
    """Read a heading from which the text that ran in behind it was split off: it stands alone now."""
    next_row = _next_row(compared, paragraph)
    if next_row is None or next_row.printed is not None:
        return None
    item = common_part(routes_printed(paragraph.printed))
    if not is_item(notice_value(compared.data, item)):
        return None
    whole = paragraph.edited + (next_row.edited or "")
    heading = _heading_within(
        paragraph.printed,
        whole,
        item,
    )
    if heading != paragraph.edited:
        return None
    return _with_run_in(
        item,
        read_values(compared, paragraph._replace(edited=whole)),
        paragraph.row_index + 1,
        runs_in=False,
    )


def read_run_in(
    compared: ComparedNotice, paragraph: StayedParagraph
) -> DataChanges | None:
    """Read a heading to which the text below it was joined: it runs in now."""
    item = item_of_heading(paragraph.printed)
    is_below_section = len(item) > len(("sections", 0))
    next_row = _next_row(compared, paragraph)
    if not is_below_section or next_row is None:
        return None
    if next_row.printed is None or next_row.edited is not None:
        return None
    first_text = (*item, "content", 0)
    if routes_printed(next_row.printed) != [first_text]:
        return None
    heading_and_text = RoutedText(
        str(paragraph.printed) + str(next_row.printed),
        (*paragraph.printed.spans, *next_row.printed.spans),
    )
    return _with_run_in(
        item,
        read_values(compared, paragraph._replace(printed=heading_and_text)),
        paragraph.row_index + 1,
        runs_in=True,
    )


def _next_row(
    compared: ComparedNotice, paragraph: StayedParagraph
) -> ParagraphRow | None:
    """Return the row behind ``paragraph``; None at the end of the document."""
    next_index = paragraph.row_index + 1
    if next_index >= len(compared.rows):
        return None
    return compared.rows[next_index]


def _heading_within(
    printed: RoutedText,
    edited: str,
    item: Route,
) -> str | None:
    """Return what of ``edited`` is the heading of ``item`` and not its content; None where ``printed`` does not say."""
    texts = texts_of_spans(
        printed,
        edited,
        is_fixed,
    )
    if texts is None:
        return None
    content = (*item, "content")
    heading = ""
    for span, text in zip(
        printed.spans,
        texts,
        strict=True,
    ):
        if span.route[: len(content)] != content:
            heading += text
    return heading


def _with_run_in(
    item: Route,
    changes: DataChanges | None,
    text_row: int,
    *,
    runs_in: bool,
) -> DataChanges | None:
    """Return ``changes`` of a heading and its text, the row ``text_row``, with whether the heading runs in."""
    if changes is None:
        return None
    run_in = NewKey(
        route=item,
        key="run_in",
        value=runs_in,
    )
    return changes._replace(new_keys=(run_in,), rows_read=(text_row,))
