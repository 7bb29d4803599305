"""What somebody changed in a Word document, by the values of the data that it was built from.

The document is compared, paragraph by paragraph, with what the data gives now. What each
stretch of a paragraph was printed for is known from rendering
(:mod:`rectify_gen.templating.tracing`), not searched for. This room must not know how
anything is printed; nothing is written.
"""

import difflib
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from rectify_gen.building.aligning import align
from rectify_gen.building.making import make_document
from rectify_gen.building.standing import Standing, standing_of
from rectify_gen.building.tasks import Recipe, material_of
from rectify_gen.choice import Choice
from rectify_gen.diagnostics import (
    Diagnostic,
    Position,
    Route,
    TemplateError,
    common_part,
)
from rectify_gen.measuring import LookChange
from rectify_gen.origin import Origin, audience_of
from rectify_gen.outputs import Contents
from rectify_gen.rules import CODES
from rectify_gen.source import LocatedData, SourceFile
from rectify_gen.source_check import Checked, check_source
from rectify_gen.templating.tracing import trace_values
from rectify_gen.validation import route_in_data
from rectify_gen.view import compose
from rectify_gen.view.provenance import ROUTING, PrintedSpan, RoutedText

_PLACES_NAMED = 3
"""Values of one paragraph that are named one by one; where more changed, what holds them all is named."""


class ChangedIn(StrEnum):
    """What a change lies in."""

    VALUE = "value"
    """A value that the data holds."""
    GENERATED = "generated"
    """A number, 一是, a mark or standard words that are printed for a value."""
    TEMPLATE = "template"
    """Wording of the template, or standard wording that no value is printed in."""
    ADDED = "added"
    """A paragraph that the data does not give; it stands after what was printed for the value named."""


class Change(NamedTuple):
    """One paragraph that differs: ``before`` as the data gives it, ``after`` as it stands in Word; empty for none.

    ``route`` names the value that the change lies in, by the keys that the file writes, and
    ``position`` is where it stands there. The route is empty where ``changed_in`` is the
    template, or nothing stands before a paragraph that was added. ``others`` are further values
    of the same paragraph that were changed.
    """

    before: str
    after: str
    route: Route = ()
    position: Position | None = None
    changed_in: ChangedIn = ChangedIn.TEMPLATE
    others: tuple[tuple[Route, Position], ...] = ()


def changes(source: SourceFile, document: bytes, recipe: Recipe) -> list[Change]:
    """Return what differs between the text of ``document`` and what ``source`` gives by ``recipe``, in order.

    Rules are not asked: a source with faults may well be compared.

    Raises:
        InputError: the source does not validate.
        TemplateError: the template cannot be used, or the document cannot be read.
    """
    made, _, _ = make_document(source, unruled(recipe))
    return _changes(source, made, document, recipe)


def _changes(
    source: SourceFile, made: bytes, document: bytes, recipe: Recipe
) -> list[Change]:
    """The paragraphs of ``document`` that are not those of ``made``, which ``source`` gives."""
    checked = check_source(source, WITHOUT_RULES)
    printed = printed_paragraphs(checked, made, recipe)
    paragraphs = document_paragraphs(recipe.output.read_text(document))
    differing = []
    routes_before: tuple[Route, ...] = ()
    for printed_index, index in align(printed, paragraphs):
        after = "" if index is None else paragraphs[index]
        if printed_index is None:
            differing.append(_added(checked.data, after, routes_before))
            continue
        before = printed[printed_index]
        # An unchanged paragraph gives no change, but may be what an added one stands behind.
        if before != after:
            differing.append(_change(checked.data, before, after))
        routes_before = (
            _routes_of_values(before.spans)
            or _routes_of_generated_words(before.spans)
            or routes_before
        )
    return differing


def printed_paragraphs(
    checked: Checked, made: bytes, recipe: Recipe
) -> list[RoutedText]:
    """Return the paragraphs of ``made``, each with the routes of what was printed there."""
    lines = document_paragraphs(recipe.output.read_text(made))
    traced = trace_values(compose(checked.notice, recipe.audience, ROUTING))
    contents = Contents(
        view=traced.view,
        template=recipe.templates.get(checked.notice.kind.value),
        digest="",
        edition="",
        assets=dict(checked.data.source.assets),
    )
    try:
        traced_document = recipe.output.make(contents)
    except TemplateError:  # what marks make longer may pass a limit
        return [_unrouted(line) for line in lines]
    traced_lines = []
    for line in document_paragraphs(recipe.output.read_text(traced_document.data)):
        traced_lines.append(traced.read_line(line))
    return _routed(lines, traced_lines)


def _routed(
    lines: Sequence[str], traced_lines: Sequence[RoutedText]
) -> list[RoutedText]:
    """Return ``lines`` with the routes of those of the traced document, which are the same but for few."""
    routed_lines = []
    for index, traced_index in align(lines, traced_lines):
        if index is None:
            continue
        traced_line = None if traced_index is None else traced_lines[traced_index]
        # They differ where a template measures or compares joined values and so sees the marks.
        if traced_line is not None and traced_line == lines[index]:
            routed_lines.append(traced_line)
        else:
            routed_lines.append(_unrouted(lines[index]))
    return routed_lines


def _unrouted(line: str) -> RoutedText:
    return RoutedText(line, [PrintedSpan(len(line), (), generated=True)])


def _added(data: LocatedData, after: str, routes_before: tuple[Route, ...]) -> Change:
    """The paragraph ``after``, which stands behind what was printed for ``routes_before``."""
    # The last value of the paragraph before: what was added stands behind that.
    existing = _existing_routes(data, routes_before[-1:])
    return _placed_change(data, "", after, existing, ChangedIn.ADDED)


def _change(data: LocatedData, before: RoutedText, after: str) -> Change:
    """What became of ``before``, with the values in which it differs."""
    spans = _changed_spans(before, after)
    routes = _routes_of_values(spans)
    changed_in = ChangedIn.VALUE
    if not routes:
        routes = _routes_of_generated_words(spans)
        changed_in = ChangedIn.GENERATED if routes else ChangedIn.TEMPLATE
    places = _existing_routes(data, routes)
    # A paragraph that was deleted takes all of its values: naming what holds them says so at once.
    if len(places) > 1 and (not after or len(places) > _PLACES_NAMED):
        whole = common_part(places)
        places = [whole] if whole else places[:_PLACES_NAMED]
    # What the data does not have cannot be changed there: only the template can give these words.
    if not places:
        changed_in = ChangedIn.TEMPLATE
    return _placed_change(data, str(before), after, places, changed_in)


def _placed_change(
    data: LocatedData,
    before: str,
    after: str,
    routes: Sequence[Route],
    changed_in: ChangedIn,
) -> Change:
    if not routes:
        return Change(before, after, changed_in=changed_in)
    places = []
    for existing_route in routes:
        position = data.position(existing_route)
        places.append((data.as_written(existing_route), position))
    route, position = places[0]
    return Change(
        before=before,
        after=after,
        route=route,
        position=position,
        changed_in=changed_in,
        others=tuple(places[1:]),
    )


def _existing_routes(data: LocatedData, routes: Iterable[Route]) -> list[Route]:
    """What ``data`` has of ``routes`` of the model, each once; of a route none of which it has, nothing."""
    existing_routes = []
    for route in routes:
        existing = data.existing_steps(route_in_data(data, route))
        if existing and existing not in existing_routes:
            existing_routes.append(existing)
    return existing_routes


def _routes_of_values(spans: Iterable[PrintedSpan]) -> tuple[Route, ...]:
    """The routes of the values that print some of ``spans``, each once, in order."""
    routes: list[Route] = []
    for span in spans:
        if not span.generated and span.route not in routes:
            routes.append(span.route)
    return tuple(routes)


def _routes_of_generated_words(spans: Iterable[PrintedSpan]) -> tuple[Route, ...]:
    """The routes of the values that some of ``spans`` are generated for, each once, in order."""
    routes: list[Route] = []
    for span in spans:
        if span.generated and span.route and span.route not in routes:
            routes.append(span.route)
    return tuple(routes)


def _changed_spans(before: RoutedText, after: str) -> tuple[PrintedSpan, ...]:
    """The spans of ``before`` that were changed to give ``after``."""
    start, end = changed(before, after)
    if start == end:
        return _spans_at(before, start)
    spans = tuple(before.spans_within(start, end))
    if len(_routes_of_values(spans)) <= 1:
        return spans
    # Two places of one paragraph may have been changed: what lies between them was not.
    matcher = difflib.SequenceMatcher(
        None, str(before)[start:end], after[start : end + len(after) - len(before)]
    )
    changed_spans: list[PrintedSpan] = []
    for kind, changed_start, changed_end, _, _ in matcher.get_opcodes():
        if kind == "insert":
            changed_spans += _spans_at(before, start + changed_start)
        elif kind != "equal":
            changed_spans += before.spans_within(
                start + changed_start, start + changed_end
            )
    return tuple(changed_spans)


def _spans_at(before: RoutedText, index: int) -> tuple[PrintedSpan, ...]:
    """The span that what was inserted at ``index`` belongs to: one of the two beside it.

    That is a value rather than generated words, and the one in front rather than the one behind: who writes
    on goes on from what stands there.
    """
    beside = [
        *before.spans_within(index - 1, index),
        *before.spans_within(index, index + 1),
    ]
    by_preference = sorted(beside, key=_rank)
    return tuple(by_preference[:1])


def _rank(span: PrintedSpan) -> int:
    """0 for a value, 1 for what is generated for one, 2 for wording of the template."""
    if not span.generated:
        return 0
    return 1 if span.route else 2


class Comparison(NamedTuple):
    """What differs between a document and its data: text by field, looks in words, and what explains differences."""

    changes: list[Change]
    looks: list[LookChange]
    notes: tuple[Diagnostic, ...] = ()


def compare(source: SourceFile, document: bytes, recipe: Recipe) -> Comparison:
    """Return how ``document`` differs from what ``source`` gives by ``recipe``: its text, its looks, its edition.

    Raises:
        InputError: the source does not validate.
        TemplateError: the template cannot be used, or the document cannot be read.
    """
    made, _, _ = make_document(source, unruled(recipe))
    # Most documents were never touched, and aligning takes far longer than comparing bytes.
    if document == made:
        return Comparison([], [])
    differing = _changes(source, made, document, recipe)
    looks = recipe.output.look_changes(made, document)
    state, origin = standing_of(document, material_of(source), recipe)
    notes = list(_other_origin(origin, recipe)) if origin else []
    unchanged = not differing and all(change.by_office for change in looks)
    # The bytes differ and nothing else does: without a note the report would be empty and puzzling.
    if state is Standing.EDITED and unchanged:
        notes.append(Diagnostic("diff-resaved"))
    return Comparison(differing, looks, tuple(notes))


def _other_origin(origin: Origin, recipe: Recipe) -> Iterator[Diagnostic]:
    """A warning where a document was made by another recipe, so that its differences are not all made by hand."""
    audience = audience_of(origin.edition)
    if audience != recipe.audience:
        facts = {"found": audience, "wanted": recipe.audience}
        yield Diagnostic("diff-other-edition", facts=facts)
    elif origin.template not in {
        template.digest for template in recipe.templates.values()
    }:
        yield Diagnostic("diff-other-template")


WITHOUT_RULES = Choice(dict.fromkeys(CODES, "off"))
"""A source with faults may well be compared."""


def unruled(recipe: Recipe) -> Recipe:
    """Return ``recipe`` without rules."""
    return recipe._replace(choice=WITHOUT_RULES)


def document_paragraphs(text: str) -> list[str]:
    """Return the lines of a document that say something: an empty one is layout."""
    return [line for line in text.splitlines() if line.strip()]


def changed(before: str, after: str) -> tuple[int, int]:
    """Return the stretch of ``before`` that is not as it was, from the first to the last character that changed."""
    shorter = min(len(before), len(after))
    start = 0
    # Both ends are trimmed before anything is aligned: a correction is short, its paragraph is long.
    while start < shorter and before[start] == after[start]:
        start += 1
    kept_at_end = 0
    while (
        # A character counts once: 研研究 made of 研究 must not be trimmed from both ends over it.
        kept_at_end < shorter - start
        and before[-1 - kept_at_end] == after[-1 - kept_at_end]
    ):
        kept_at_end += 1
    return start, len(before) - kept_at_end
