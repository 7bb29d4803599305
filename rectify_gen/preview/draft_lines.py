"""A view as the lines of a draft: what is printed, in which role, and on which line of the source it stands.

A draft shows text and structure without any Word template. This module must not know HTML or files.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from rectify_gen.diagnostics import Route
from rectify_gen.source import LocatedData
from rectify_gen.templating.fill import fill
from rectify_gen.validation import route_in_data
from rectify_gen.view import AbsentFactError, View
from rectify_gen.view.printed_text import (
    ABOVE_TEXT,
    BELOW_TEXT,
    closing_lines,
    opening_lines,
    surrounding_texts,
)
from rectify_gen.view.provenance import RoutedText
from rectify_gen.view.types import AttachedView, ParagraphView, SignatureView

_FORM = ("form",)
"""A form such as 关于“{}”问题的整改 stands once for many headings: no heading was written there."""


class DraftPiece(NamedTuple):
    """Text of one look; ``line`` of the source, counted from 1, is where it was written, 0 where nowhere."""

    text: str
    line: int
    look: str = "body"
    """The role of its font: body, level_1 or level_2."""


class DraftLine(NamedTuple):
    """One paragraph of the draft.

    ``role`` is the name of a part around the text (title, signature …), else text; absent where the data lacks a fact
    that the standard sentence in this place needs.
    """

    role: str
    pieces: tuple[DraftPiece, ...]


LineOf = Callable[[Route], int]
"""Returns the line of the source, counted from 1, that has the value at a route of the model; 0 where none has."""

_FONT_LEVELS = (1, 2)
"""Levels of headings that have a font of their own (GB/T 9704-2012 clause 7.3.3)."""


def lines_of(data: LocatedData) -> LineOf:
    """Return the function that looks up lines in ``data``."""

    def line_of(route: Route) -> int:
        written_route = route_in_data(data, route)
        # A value that is not in the file has no line; its nearest part would mislead.
        if not data.existing_steps(written_route):
            return 0
        return data.position(written_route).line

    return line_of


def draft_lines(view: View, data: LocatedData) -> tuple[DraftLine, ...]:
    """Return the lines of ``view``, which was composed of ``data`` with routes."""
    line_of = lines_of(data)
    lines = _lines_around(view, ABOVE_TEXT, line_of)
    lines += _opening(view, line_of)
    for paragraph in view.paragraphs:
        lines.append(_paragraph(paragraph, line_of))
    lines += _closing(view, line_of)
    lines += _lines_around(view, BELOW_TEXT, line_of)
    for attachment in view.attached:
        lines += _attachment(attachment, line_of)
    return tuple(lines)


def _attachment(attachment: AttachedView, line_of: LineOf) -> list[DraftLine]:
    """Return what an attachment prints behind the notice; of the ledger and of a file its title alone."""
    lines = []
    for text in (attachment.label, *attachment.title_lines):
        piece = DraftPiece(str(text), line_of(_route_of(text)))
        lines.append(DraftLine("attachments", (piece,)))
    for paragraph in attachment.paragraphs:
        lines.append(_paragraph(paragraph, line_of))
    rows = [attachment.head] if attachment.head else []
    for row in attachment.rows:
        rows.append(row.cells)
    for cells in rows:
        pieces = []
        for cell in cells:
            pieces.append(DraftPiece(f"{cell}　", line_of(_route_of(cell))))
        lines.append(DraftLine("text", tuple(pieces)))
    return lines


def _lines_around(view: View, parts: Sequence[str], line_of: LineOf) -> list[DraftLine]:
    texts = surrounding_texts(view)
    lines = []
    for part in parts:
        if part not in texts:
            continue
        facts = _facts_of(part, view)
        printed = texts[part]
        if part == "signature" and isinstance(view.signature, SignatureView):
            # As they are set: ideographic spaces put them to the right.
            printed = _placed_signature(view.signature)
            facts = printed
        for text, fact in zip(printed, facts, strict=True):
            piece = DraftPiece(str(text), line_of(_route_of(fact)))
            lines.append(DraftLine(part, (piece,)))
    return lines


def _facts_of(part: str, view: View) -> Sequence[object]:
    """Return the facts that the lines of ``part`` print, one for each line."""
    if part == "title":
        return view.title_lines
    if part == "attachments":
        return view.document.attachments
    return (getattr(view.document, part, ""),)


def _placed_signature(signature: SignatureView) -> list[str]:
    lines = list(signature.lines)
    if isinstance(signature.date, str):
        lines.append(signature.date_indent + signature.date)
    return lines


def _opening(view: View, line_of: LineOf) -> list[DraftLine]:
    route: Route = ("inspection",)
    try:
        texts = opening_lines(view, fill)
    except AbsentFactError as error:
        return [_absent(error.route, line_of)]
    return _texts(texts, route, line_of)


def _closing(view: View, line_of: LineOf) -> list[DraftLine]:
    route: Route = ("publication",) if view.period else ("contacts",)
    try:
        texts = closing_lines(view, fill)
    except AbsentFactError as error:
        return [_absent(error.route, line_of)]
    return _texts(texts, route, line_of)


def _absent(route: Route, line_of: LineOf) -> DraftLine:
    return DraftLine("absent", (DraftPiece("", line_of(route)),))


def _texts(texts: Sequence[str], route: Route, line_of: LineOf) -> list[DraftLine]:
    """Return ``texts`` as lines; a standard sentence knows no routes, so it gets ``route``."""
    lines = []
    for text in texts:
        own_route = _route_of(text) or route
        piece = DraftPiece(str(text), line_of(own_route))
        lines.append(DraftLine("text", (piece,)))
    return lines


def _paragraph(paragraph: ParagraphView, line_of: LineOf) -> DraftLine:
    look = "body"
    if paragraph.level in _FONT_LEVELS:
        look = f"level_{paragraph.level}"
    marked = paragraph.number + paragraph.heading
    pieces = []
    if marked:
        # The number was generated; the heading is what its author looks for.
        route = _route_of(paragraph.heading) or _route_of(paragraph.number)
        pieces.append(DraftPiece(str(marked), line_of(route), look))
    if paragraph.text:
        route = _route_of(paragraph.text)
        pieces.append(DraftPiece(str(paragraph.text), line_of(route)))
    return DraftLine("text", tuple(pieces))


def _route_of(text: object) -> Route:
    """Return the route of the value that printed most of ``text``; of a text that was generated, what it is for."""
    if not isinstance(text, RoutedText):
        return ()
    longest = 0
    printed_by: Route = ()
    passed_by: Route = ()
    for span in text.spans:
        passed_by = passed_by or span.route
        is_value = not span.generated and span.route[-1:] != _FORM
        if is_value and span.length > longest:
            longest = span.length
            printed_by = span.route
    return printed_by or passed_by
