"""Changed standard words as the notice's own: a heading, a title, a preamble with the facts in slots.

The standard words are in a template or in the vocabulary, not in the data. What a reviewer wrote in their place is kept
as the organ's own wording; the facts in it stay facts. This module must not know how a file is edited.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rectify_gen.building.returning.span_texts import (
    nothing_is_fixed,
    span_changes,
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


class _EditedSpan(NamedTuple):
    """A span of a paragraph, and its characters before and after."""

    span: PrintedSpan
    before: str
    after: str


class PrintedFact(NamedTuple):
    """What the fact at ``route`` prints in a paragraph, before and after."""

    route: Route
    before: str
    after: str


class SlottedParagraph(NamedTuple):
    """A paragraph with slots for facts (根据{authority}统一部署), and the facts that they print."""

    text: str
    facts: list[PrintedFact]


def slotted(before: RoutedText, after: str) -> SlottedParagraph | None:
    """Return ``after``, which ``before`` became, with slots where it prints facts; None where a fact has no slot."""
    stretches = _edited_spans(before, after)
    if stretches is None:
        return None
    text = ""
    facts: list[PrintedFact] = []
    index = 0
    while index < len(stretches):
        stretch = stretches[index]
        period_end = _period_end(stretches, index)
        contacts_end = _contacts_end(stretches, index)
        if period_end:
            text += "{" + _PERIODS[str(stretch.span.route[0])] + "}"
            facts += _facts_in(stretches[index:period_end])
            index = period_end
        elif contacts_end:
            text += "{contacts}"
            index = contacts_end
        elif stretch.span.generated or not stretch.after:
            text += slots.escaped(stretch.after)
            index += 1
        elif stretch.span.route in _SLOTS:
            text += "{" + _SLOTS[stretch.span.route] + "}"
            facts += _facts_in([stretch])
            index += 1
        else:
            return None
    return SlottedParagraph(text, facts)


def _edited_spans(before: RoutedText, after: str) -> list[_EditedSpan] | None:
    """Return what each span of ``before`` became in ``after``; None where this cannot be known."""
    texts = texts_of_spans(
        before,
        after,
        nothing_is_fixed,
    )
    if texts is None:
        return None
    stretches = []
    for span, old, new in span_changes(before, texts):
        stretches.append(
            _EditedSpan(
                span,
                old,
                new,
            )
        )
    return stretches


def _facts_in(stretches: Iterable[_EditedSpan]) -> list[PrintedFact]:
    facts = []
    for stretch in stretches:
        if not stretch.span.generated:
            facts.append(
                PrintedFact(
                    route=stretch.span.route,
                    before=stretch.before,
                    after=stretch.after,
                )
            )
    return facts


def _period_end(stretches: Sequence[_EditedSpan], index: int) -> int:
    """Return behind which stretch the period ends that begins at ``index`` and still reads as one; 0 where there is none."""
    route = stretches[index].span.route
    if len(route) != 2 or route[0] not in _PERIODS or route[1] != "start":
        return 0
    for end in range(index + 1, len(stretches)):
        stretch = stretches[end]
        if stretch.span.route[:1] != route[:1]:
            return 0
        if stretch.span.generated and stretch.before != stretch.after:
            return 0
        if stretch.span.route == (route[0], "end"):
            return end + 1
    return 0


def _contacts_end(stretches: Sequence[_EditedSpan], index: int) -> int:
    """Return behind which stretch the contacts end that begin at ``index`` and stayed; 0 where there are none."""
    if not _is_of_contact(stretches[index]):
        return 0
    end = 0
    for place in range(index, len(stretches)):
        if _is_of_contact(stretches[place]):
            end = place + 1
    for stretch in stretches[index:end]:
        if stretch.before != stretch.after:
            return 0
    return end


def _is_of_contact(stretch: _EditedSpan) -> bool:
    return stretch.span.route[:1] == ("contacts",)
