"""A paragraph of one entry that was written anew, but for its number.

This module must not know changes that leave some of the words: other readers explain these.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rectify_gen.building.returning.data_places import (
    data_route,
    is_item,
    notice_value,
)
from rectify_gen.building.returning.drafting.compared_notice import (
    ComparedNotice,
    StayedParagraph,
)
from rectify_gen.building.returning.drafting.data_changes import DataChanges, NewKey
from rectify_gen.building.returning.printed_parts import routes_printed
from rectify_gen.building.returning.span_texts import span_strings
from rectify_gen.building.returning.written_marks import (
    is_mark,
    measures_within,
    without_mark_like,
)
from rectify_gen.diagnostics import Route, common_part
from rectify_gen.source.data_operations import ReplaceValue
from rectify_gen.view.provenance import RoutedText


def read_rewritten(
    compared: ComparedNotice, paragraph: StayedParagraph
) -> DataChanges | None:
    """Read a paragraph of one entry of a section that was written anew, but for its number."""
    printed = paragraph.printed
    text = _text_behind_number(printed, paragraph.edited)
    if text is None or measures_within(text) or not text.strip():
        return None
    entry = common_part(routes_printed(printed))
    if entry[-1:] == ("measures",):
        entry = entry[:-1]
    is_within_section = entry[:1] == ("sections",) and "content" in entry
    if not is_within_section:
        return None
    value = notice_value(compared.data, entry)
    if is_item(value):
        return _rewritten_item(
            compared,
            entry,
            printed,
            text,
        )
    if isinstance(value, dict) and "measures" in value and "label" not in value:
        operation = ReplaceValue(data_route(compared.data, entry), text)
        return DataChanges(operations=(operation,), changed=1)
    return None


def _text_behind_number(printed: RoutedText, edited: str) -> str | None:
    """Return ``edited`` without its number; None where ``printed`` has one of a kind that ``edited`` lacks."""
    if not printed.spans or not printed.spans[0].generated:
        return edited
    first_text = span_strings(printed)[0]
    is_number = is_mark(first_text) and not measures_within(first_text)
    if not is_number:
        return edited
    return without_mark_like(first_text, edited)


def _rewritten_item(
    compared: ComparedNotice,
    item: Route,
    printed: RoutedText,
    text: str,
) -> DataChanges | None:
    """Return ``text`` as the heading of ``item``, and behind its first sentence as the text that runs in.

    None where several texts run in, of which ``text`` may be any.
    """
    members = _members_printed(printed, item)
    if len(members) > 1:
        return None
    if not members:
        return _rewritten_heading(
            compared,
            item,
            text,
        )
    (member,) = members
    first_sentence, stop, body = text.partition("。")
    changes = _rewritten_heading(
        compared,
        item,
        first_sentence + stop,
    )
    if not body:
        return changes._replace(removed_entries=(member,))
    operation = ReplaceValue(data_route(compared.data, member), body)
    return changes._replace(operations=(*changes.operations, operation))


def _members_printed(printed: RoutedText, item: Route) -> set[Route]:
    """Return the members of the content of ``item`` that a paragraph prints."""
    content = (*item, "content")
    members = set()
    for route in routes_printed(printed):
        if route[: len(content)] == content:
            members.add(route[: len(content) + 1])
    return members


def _rewritten_heading(
    compared: ComparedNotice,
    item: Route,
    heading: str,
) -> DataChanges:
    """Return ``heading`` as that of ``item``; a problem keeps being one, under the name that stands there now."""
    value: Mapping[str, Any] = notice_value(compared.data, item)
    if "problem" not in value:
        route = (*data_route(compared.data, item), "heading")
        return DataChanges(operations=(ReplaceValue(route, heading),), changed=1)
    name = heading.rstrip("。")
    problem = NewKey(
        route=item,
        key="problem",
        value=name,
    )
    form = NewKey(
        route=item,
        key="form",
        value="{}" + heading[len(name) :],
    )
    return DataChanges(new_keys=(problem, form), changed=1)
