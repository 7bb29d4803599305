"""Changed standard words as the notice's own: a heading, a title, a preamble with the facts in slots.

The standard words are in a template or in the vocabulary, not in the data. What a reviewer wrote in their place is kept
as the organ's own wording; the facts in it stay facts. This module must not know how a file is edited.
"""

from __future__ import annotations

from collections.abc import Sequence

from rectify_gen.building.returning.span_texts import (
    nothing_is_fixed,
    span_strings,
    texts_of_spans,
)
from rectify_gen.diagnostics import Route
from rectify_gen.model import slots
from rectify_gen.view.provenance import PrintedSpan, RoutedText

_SLOTS: dict[Route, str] = {
    ("inspection", "authority"): "authority",
    ("inspection", "term"): "term",
    ("inspection", "round"): "round",
    ("inspection", "team"): "team",
    ("inspection", "type"): "type",
    ("inspection", "inspected"): "inspected",
    ("inspection", "start"): "start",
    ("inspection", "end"): "end",
    ("inspection", "feedback_date"): "feedback_date",
    ("inspection", "feedback_by"): "feedback_by",
    ("organization", 0, "name"): "organization",
    ("organization", 0, "short_name"): "short_name",
    ("publication", "text"): "publication",
}
"""The slot by the route of the fact that it prints."""
_PERIODS = {
    "inspection": "period",
    "publication": "publication",
}
"""The slot of the period of a part of the notice that has two dates."""


class SlottedText(str):
    """A paragraph with slots for facts: 根据{authority}统一部署."""

    __slots__ = ()


def slotted(
    before: RoutedText, after: str
) -> tuple[SlottedText, list[tuple[PrintedSpan, str, str]]] | None:
    """Return ``after`` with slots where it prints facts, and what each fact printed before and after.

    None where a fact has no slot.
    """
    texts = texts_of_spans(
        before,
        after,
        nothing_is_fixed,
    )
    if texts is None:
        return None
    old_texts = span_strings(before)
    facts = []
    pieces: list[str] = []
    index = 0
    while index < len(before.spans):
        span = before.spans[index]
        period_end = _period_end(
            before.spans,
            old_texts,
            texts,
            index,
        )
        if period_end:
            pieces.append("{" + _PERIODS[str(span.route[0])] + "}")
            for part in range(index, period_end):
                if not before.spans[part].generated:
                    facts.append((before.spans[part], old_texts[part], texts[part]))
            index = period_end
            continue
        contacts_end = _contacts_end(
            before.spans,
            old_texts,
            texts,
            index,
        )
        if contacts_end:
            pieces.append("{contacts}")
            index = contacts_end
            continue
        if span.generated or not texts[index]:
            pieces.append(slots.escaped(texts[index]))
        elif span.route in _SLOTS:
            pieces.append("{" + _SLOTS[span.route] + "}")
            facts.append((span, old_texts[index], texts[index]))
        else:
            return None
        index += 1
    return SlottedText("".join(pieces)), facts


def _period_end(
    spans: Sequence[PrintedSpan],
    old_texts: Sequence[str],
    texts: Sequence[str],
    index: int,
) -> int:
    """Return behind which span the period ends that begins at ``index`` and still reads as one; 0 where there is none."""
    route = spans[index].route
    if len(route) != 2 or route[0] not in _PERIODS or route[1] != "start":
        return 0
    end = index + 1
    while end < len(spans) and spans[end].route[:1] == route[:1]:
        if spans[end].generated and old_texts[end] != texts[end]:
            return 0
        end += 1
        if spans[end - 1].route == (route[0], "end"):
            return end
    return 0


def _contacts_end(
    spans: Sequence[PrintedSpan],
    old_texts: Sequence[str],
    texts: Sequence[str],
    index: int,
) -> int:
    """Return behind which span the contacts end that begin at ``index`` and stayed as they are; 0 where there are none."""
    if spans[index].route[:1] != ("contacts",):
        return 0
    last_place = index
    for place in range(index, len(spans)):
        if spans[place].route[:1] == ("contacts",):
            last_place = place
    for place in range(index, last_place + 1):
        if old_texts[place] != texts[place]:
            return 0
    return last_place + 1
