"""Where in a file reports stand, in which order, and in the words of that file.

This module must not know models, or why something is reported.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rectify_gen.chinese_terms import in_chinese_terms, writes_chinese
from rectify_gen.diagnostics import Diagnostic, Position, Route
from rectify_gen.source import LocatedData, TextPlaces


def placed(data: LocatedData, diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return ``diagnostics`` with the positions that their routes have in ``data``, in file order.

    A fault of a few characters (its span) stands at these characters.
    """
    of_routes: dict[Route, list[Diagnostic]] = {}
    for diagnostic in diagnostics:
        of_routes.setdefault(diagnostic.route, []).append(diagnostic)
    path = data.source.path
    with_places: list[Diagnostic] = []
    for route, group in of_routes.items():
        for diagnostic, position in _positions(data, route, group):
            with_places.append(diagnostic._replace(path=path, position=position))
    return in_words_of(data, in_file_order(with_places))


def _positions(
    data: LocatedData,
    route: Route,
    group: Iterable[Diagnostic],
) -> Iterator[tuple[Diagnostic, Position]]:
    """Yield each of ``group``, which are all about ``route``, with where its characters stand, or else its value."""
    in_data = route_in_data(data, route)
    places: TextPlaces | None = None
    is_read = False
    for diagnostic in group:
        position = diagnostic.position
        span = diagnostic.span
        if position is None and span is not None and span.start < span.end:
            if not is_read:
                # Once for all that is reported of the text, and only if there is something.
                places = data.places(in_data)
                is_read = True
            if places is not None and places.scalar.value == span.text:
                position = places.position(span.start, span.end - span.start)
        yield diagnostic, position or data.position(in_data)


def route_in_data(data: LocatedData, route: Route) -> Route:
    """Return the way in ``data`` to what stands at ``route`` in its notice, where contacts are always a list."""
    if len(route) < 2 or route[0] != "contacts":
        return route
    contacts = data.value.get("contacts")
    if not isinstance(contacts, dict):
        return route
    kinds = list(contacts)
    return ("contacts", kinds[int(route[1])])


def in_file_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return ``diagnostics`` sorted by place, each place and message once."""
    unique: dict[object, Diagnostic] = {}
    for diagnostic in diagnostics:
        identity = (
            diagnostic.position,
            diagnostic.code,
            diagnostic.span,
            _comparable_facts(diagnostic),
        )
        unique[identity] = diagnostic
    return sorted(unique.values(), key=_place_in_files)


def _place_in_files(diagnostic: Diagnostic) -> tuple[str, int, int]:
    position = diagnostic.position
    if position is None:
        return diagnostic.path, 0, 0
    return diagnostic.path, position.line, position.column


def _comparable_facts(diagnostic: Diagnostic) -> tuple[object, ...]:
    """Return the facts of ``diagnostic`` to compare; texts stay what they are, since many reports share one long text."""
    facts: list[object] = []
    for name, value in diagnostic.facts.items():
        comparable = value if isinstance(value, str | int) else str(value)
        facts.append((name, comparable))
    return tuple(facts)


def in_words_of(data: LocatedData, diagnostics: list[Diagnostic]) -> list[Diagnostic]:
    """Return ``diagnostics`` in the words of the source: labels of a workbook, Chinese keys where a file has them."""
    if not diagnostics:
        return diagnostics
    if data.source.table is None:
        if not writes_chinese(tuple(data.keys_as_written(()))):
            return diagnostics
        return [in_chinese_terms(diagnostic) for diagnostic in diagnostics]
    from rectify_gen.notice_workbook.sheet_terms import (
        in_sheet_terms,  # most runs read YAML only
    )

    return [in_sheet_terms(diagnostic) for diagnostic in diagnostics]
