"""What the stretches of a printed paragraph are: numbers, forms, facts, measures, headings; told by their routes.

Pure functions of a paragraph that knows its routes. This module must not know the data, or what became of a paragraph.
"""

from __future__ import annotations

from typing import NamedTuple

from rectify_gen.building.returning.span_texts import span_strings
from rectify_gen.building.returning.written_marks import is_mark
from rectify_gen.diagnostics import Route
from rectify_gen.view.provenance import PrintedSpan, RoutedText


class MeasureParagraph(NamedTuple):
    """A paragraph of measures that run in: 成立专班，一是健全制度。二是开展自查。"""

    lead: RoutedText
    """What stands before the first 一是."""
    measures: list[RoutedText]
    """The measures without their 一是."""
    run: Route
    """The list that they are in."""


def is_form(span: PrintedSpan) -> bool:
    """Return whether ``span`` are words of a form, around the name of a problem."""
    return span.route[-1:] == ("form",)


def is_fixed(span: PrintedSpan, text: str = "") -> bool:
    """Return whether no value of its own gives the characters of ``span``: a form is shared by many headings."""
    del text
    return span.generated or is_form(span)


def is_number(span: PrintedSpan, text: str) -> bool:
    """Return whether ``text``, the characters of ``span``, is a number that was generated."""
    return span.generated and is_mark(text)


def is_of_sections(printed: RoutedText) -> bool:
    """Return whether a paragraph prints something of the sections."""
    return any(span.route[:1] == ("sections",) for span in printed.spans)


def is_of_standard_words(printed: RoutedText) -> bool:
    """Return whether a paragraph prints facts of the inspection or how to reach the organ, or no value at all."""
    is_standard = False
    for span in printed.spans:
        if span.route[:1] in ((), ("inspection",), ("publication",), ("contacts",)):
            is_standard = True
        elif span.route[:1] not in (("organization",), ("kind",)):
            return False
    return is_standard and not is_title(printed)


def is_of_signature(printed: RoutedText) -> bool:
    """Return whether a paragraph prints something of the signature."""
    return any(span.route[:1] == ("signature",) for span in printed.spans)


def is_title(printed: RoutedText) -> bool:
    """Return whether a paragraph is of the title, the standard one or the notice's own."""
    return any(span.route[:1] in (("kind",), ("title",)) for span in printed.spans)


def routes_printed(printed: RoutedText) -> list[Route]:
    """Return the routes of the values in a paragraph, and of what its numbers and standard words were generated for."""
    routes: list[Route] = []
    for span in printed.spans:
        if span.route and span.route[-1] != "form" and span.route not in routes:
            routes.append(span.route)
    return routes


def measures_route(route: Route) -> Route:
    """Return the route of the list of measures that ``route`` leads into; empty where it leads into none."""
    if "measures" not in route:
        return ()
    place = len(route) - 1 - route[::-1].index("measures")
    return route[: place + 1]


def measure_paragraph(printed: RoutedText) -> MeasureParagraph | None:
    """Return the measures of a paragraph that consists of them from the first one on; None where it does not."""
    first_index = None
    run: Route = ()
    for index, span in enumerate(printed.spans):
        run = measures_route(span.route)
        if span.generated and run:
            first_index = index
            break
    if first_index is None:
        return None
    lead = RoutedText("", ())
    measures = []
    start = 0
    for index, span in enumerate(printed.spans):
        stretch = printed[start : start + span.length]
        start += span.length
        if index < first_index:
            lead = lead + stretch
        elif span.route[: len(run)] != run:
            return None
        elif not span.generated:
            measures.append(stretch)
    return MeasureParagraph(
        lead=lead,
        measures=measures,
        run=run,
    )


def item_of_heading(printed: RoutedText) -> Route:
    """Return the section or item that a paragraph is the heading of and nothing else; empty where it is none."""
    parts = set()
    for span in printed.spans:
        if span.route[-1:] in (("heading",), ("problem",), ("form",), ("number",)):
            parts.add(span.route[:-1])
        else:
            parts.add(span.route)
    # The form that a section gives is printed in the headings of its items.
    items = {part for part in parts if len(part) >= len(("sections", 0))}
    deepest = max(
        items,
        key=len,
        default=(),
    )
    is_alone = all(deepest[: len(part)] == part for part in items)
    ends_in_index = bool(deepest) and isinstance(deepest[-1], int)
    if not is_alone or not ends_in_index or "measures" in deepest:
        return ()
    return deepest


def text_without_number(printed: RoutedText) -> str:
    """Return the text of a paragraph without the number that it begins with."""
    if printed.spans and printed.spans[0].generated:
        first_text = span_strings(printed)[0]
        if is_mark(first_text):
            return str(printed)[len(first_text) :]
    return str(printed)
