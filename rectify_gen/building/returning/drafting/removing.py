"""What of the data goes where paragraphs of its document were deleted.

An entry of a list goes when all that it printed was deleted: a measure, an item with all below it, a section. A
fact that printed only what was deleted goes as well. This module must not know how a file is edited.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from typing import Any, NamedTuple

from rectify_gen.building.returning.data_places import notice_value
from rectify_gen.building.returning.printed_parts import routes_printed
from rectify_gen.building.returning.rows import ParagraphRow
from rectify_gen.diagnostics import Route
from rectify_gen.source import LocatedData

_LISTS = (
    "sections",
    "content",
    "measures",
    "preamble",
    "closing",
    "attachments",
    "organizations",
)
"""Keys of lists whose entries are paragraphs or stand for some."""


class Removal(NamedTuple):
    """An entry or a key of the notice whose paragraphs were deleted, and the rows of these."""

    route: Route
    rows: tuple[int, ...]


def removals(
    data: LocatedData,
    rows: Sequence[ParagraphRow],
    passed_over: Container[int],
) -> list[Removal]:
    """Return what goes, by its route in the notice, in the order of the document; outer parts stand for their inner ones.

    The rows ``passed_over`` take nothing with them: standard words go, and the facts in them stay.
    """
    kept_routes = _routes_kept(rows)
    removed: dict[Route, list[int]] = {}
    for index, row in enumerate(rows):
        if row.printed is None or row.edited is not None or index in passed_over:
            continue
        for route in routes_printed(row.printed):
            gone = _outermost_gone(
                data,
                route,
                kept_routes,
            )
            if gone:
                row_indices = removed.setdefault(gone, [])
                if index not in row_indices:
                    row_indices.append(index)
    removals_found = []
    for route, row_indices in removed.items():
        removals_found.append(Removal(route, tuple(row_indices)))
    return removals_found


def _routes_kept(rows: Iterable[ParagraphRow]) -> set[Route]:
    """Return all routes that are printed in what stayed, with the parts that hold them."""
    routes: set[Route] = set()
    for row in rows:
        if row.printed is None or row.edited is None:
            continue
        for route in routes_printed(row.printed):
            for length in range(1, len(route) + 1):
                routes.add(route[:length])
    return routes


def _outermost_gone(
    data: LocatedData,
    route: Route,
    kept_routes: set[Route],
) -> Route:
    """Return the outermost part on the way to ``route`` of which nothing is printed any more; empty where there is none."""
    for length in range(1, len(route) + 1):
        part = route[:length]
        if part in kept_routes:
            continue
        is_entry = isinstance(part[-1], int) and part[-2] in _LISTS
        if is_entry or _is_fact(data, part):
            return part
    return ()


def _is_fact(data: LocatedData, part: Route) -> bool:
    """Whether ``part`` is a value of its own and belongs to no entry of a list."""
    in_list = any(step in _LISTS for step in part)
    value = notice_value(data, part)
    return not in_list and isinstance(value, str)


def hides_other_edition(value: Any) -> bool:
    """Return whether plain ``value`` holds something that only the internal edition prints."""
    if isinstance(value, dict):
        if value.get("audience") == "internal":
            return True
        return any(hides_other_edition(member) for member in value.values())
    if isinstance(value, list):
        return any(hides_other_edition(member) for member in value)
    return False
