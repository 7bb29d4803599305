"""Where a run of added paragraphs stands: between which values of the notice, and which lists an entry may join there.

This module must not know what the added paragraphs say.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from rectify_gen import model
from rectify_gen.building.returning.data_places import (
    container_at,
    is_item,
    is_on,
    notice_value,
)
from rectify_gen.building.returning.drafting.compared_notice import ComparedNotice
from rectify_gen.building.returning.printed_parts import measures_route
from rectify_gen.building.returning.rows import ParagraphRow
from rectify_gen.diagnostics import Route
from rectify_gen.source import LocatedData
from rectify_gen.view.provenance import PrintedSpan, RoutedText

_HEADING_KEYS = ("heading", "problem", "form", "number", "label")
_LISTS_OF_PARAGRAPHS = (("preamble",), ("closing",), ("document", "attachments"))
"""Lists outside the sections of which each entry is a paragraph."""


class ListPlace(NamedTuple):
    """A list of the notice, and the index of the entry that a new one comes before."""

    container: Route
    entry_index: int


class RunPlace(NamedTuple):
    """What is around a run of added paragraphs; a route is empty where nothing of the data is printed on that side."""

    compared: ComparedNotice
    route_before: Route
    route_behind: Route

    @property
    def section(self) -> model.Section | None:
        """The section that the run stands in or before; None outside the sections."""
        for route in (self.route_before, self.route_behind):
            if route[:1] == ("sections",):
                return self.compared.notice.sections[int(route[1])]
        return None

    @property
    def section_runs_in(self) -> bool:
        """Whether the section says that the headings of its items run in."""
        section = self.section
        return section is not None and section.runs_in_items


def run_place(
    compared: ComparedNotice,
    start: int,
    end: int,
) -> RunPlace:
    """Return where the added rows from ``start`` to ``end`` stand."""
    before = _nearest_printed(
        compared.rows,
        range(start - 1, -1, -1),
    )
    behind = _nearest_printed(
        compared.rows,
        range(end, len(compared.rows)),
    )
    return RunPlace(
        compared=compared,
        # The last value of the paragraph before, the first one of that behind.
        route_before=_value_route(before[::-1]),
        route_behind=_value_route(behind),
    )


def _nearest_printed(
    rows: Sequence[ParagraphRow], indices: range
) -> tuple[PrintedSpan, ...]:
    """Return the spans of the first row that stayed and prints something of the data; none where there is no such row."""
    for index in indices:
        row = rows[index]
        is_kept = row.printed is not None and row.edited is not None
        if is_kept and _value_route(_spans_of(row.printed)):
            return _spans_of(row.printed)
    return ()


def _spans_of(printed: RoutedText | None) -> tuple[PrintedSpan, ...]:
    return () if printed is None else printed.spans


def _value_route(spans: Sequence[PrintedSpan]) -> Route:
    """Return the route of the first value among ``spans``, else of what their first words were generated for."""
    for span in spans:
        if not span.generated and span.route and span.route[-1] != "form":
            return span.route
    for span in spans:
        if span.route:
            return span.route
    return ()


def index_within(route: Route, container: Route) -> int:
    """Return the index of the entry of ``container`` that ``route`` leads into; 0 where it leads to the list itself."""
    if len(route) <= len(container):
        return 0
    return int(route[len(container)])


# ---------------------------------------------------------------- lists of paragraphs


def open_content(place: RunPlace) -> ListPlace | None:
    """Return where a paragraph belongs by what stands before it; None where that is no list of paragraphs."""
    route = place.route_before
    for of_paragraphs in _LISTS_OF_PARAGRAPHS:
        if route[: len(of_paragraphs)] == of_paragraphs:
            return ListPlace(of_paragraphs, index_within(route, of_paragraphs) + 1)
    if route[:1] != ("sections",):
        return None
    if len(route) == len(("sections", 0)):
        return ListPlace((*route, "content"), 0)
    if route[-1] in _HEADING_KEYS:
        return ListPlace((*route[:-1], "content"), 0)
    content_length = len(route) - route[::-1].index("content")
    container = route[:content_length]
    # The number of an item stands for its heading.
    is_whole_member = len(route) == content_length + 1
    if is_whole_member and is_item(notice_value(place.compared.data, route)):
        return ListPlace((*route, "content"), 0)
    return ListPlace(container, index_within(route, container) + 1)


def place_behind_label(place: RunPlace) -> ListPlace | None:
    """Return the place behind the innermost part with a label that the paragraph before stands in; None without any."""
    route = place.route_before
    for length in range(
        len(route),
        len(("sections", 0)),
        -1,
    ):
        part = route[:length]
        value = notice_value(place.compared.data, part)
        if isinstance(value, dict) and "label" in value and "content" in part:
            return ListPlace(part[:-1], index_within(part, part[:-1]) + 1)
    return None


# ---------------------------------------------------------------- items


def items_above(place: RunPlace) -> list[Route]:
    """Return the section and the items that the paragraph before stands in, outermost first."""
    route = place.route_before
    if route[:1] != ("sections",):
        return []
    section = route[:2]
    above = [section]
    for length in range(len(section) + 2, len(route) + 1):
        part = route[:length]
        if part[-2] != "content" or not isinstance(part[-1], int):
            continue
        if is_item(notice_value(place.compared.data, part)):
            above.append(part)
    return above


def place_of_item(place: RunPlace, depth: int) -> ListPlace:
    """Return where an item of the level ``depth`` belongs; sections are of level 0."""
    above = items_above(place)
    if not above:
        container: Route = ("sections",)
        return ListPlace(container, index_within(place.route_behind, container))
    if len(above) > depth:
        sibling = above[depth]
        return ListPlace(sibling[:-1], index_within(sibling, sibling[:-1]) + 1)
    container = (*above[-1], "content")
    if place.route_before[: len(container)] != container:
        return ListPlace(container, 0)
    return ListPlace(container, index_within(place.route_before, container) + 1)


def siblings_at(data: LocatedData, container: Route) -> list[Any]:
    """Return the plain entries of the list of the notice at ``container``."""
    value = container_at(data, container).value
    return value if isinstance(value, list) else [value]


# ---------------------------------------------------------------- measures


def place_in_run_of_measures(place: RunPlace) -> ListPlace | None:
    """Return where a measure belongs behind the run before it, or at the start of the run behind it; None by neither."""
    run_before = measures_route(place.route_before)
    if run_before and _stand_alone(place, run_before):
        return ListPlace(run_before, index_within(place.route_before, run_before) + 1)
    run_behind = measures_route(place.route_behind)
    if run_behind and _stand_alone(place, run_behind):
        is_at_start = index_within(place.route_behind, run_behind) == 0
        return ListPlace(run_behind, 0) if is_at_start else None
    return None


def place_between_measures(place: RunPlace) -> ListPlace | None:
    """Return where a paragraph belongs that stands in the midst of one run of measures; None where it does not.

    Between two measures it is one as well, between two paragraphs of one measure another paragraph of this.
    """
    run = measures_route(place.route_before)
    is_within = run and run == measures_route(place.route_behind)
    if not is_within or not _stand_alone(place, run):
        return None
    index_before = index_within(place.route_before, run)
    if index_before != index_within(place.route_behind, run):
        return ListPlace(run, index_before + 1)
    measure = (*run, index_before)
    return ListPlace(measure, index_within(place.route_before, measure) + 1)


def last_measure_number(place: RunPlace) -> int:
    """Return the number of the measure that stands before the run in the same content; 0 where there is none."""
    run = measures_route(place.route_before)
    if not run:
        return 0
    member = notice_value(place.compared.data, run[:-1])
    start = str(member.get("start", "1")) if isinstance(member, dict) else "1"
    if not start.isdigit():
        return 0
    return int(start) + index_within(place.route_before, run)


def _stand_alone(place: RunPlace, run: Route) -> bool:
    """Whether each measure of the list at ``run`` is a paragraph of its own."""
    member = notice_value(place.compared.data, run[:-1])
    if not isinstance(member, dict) or "text" in member:
        return False
    return not is_on(member, "run_in")
