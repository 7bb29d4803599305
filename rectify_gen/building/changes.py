"""What somebody changed in a Word document, told by the fields of the data that it was built from.

The document is compared, paragraph by paragraph, with what the data gives now. This
room must not know how anything is printed; nothing is written.
"""

import difflib
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rectify_gen.building.making import make_document
from rectify_gen.building.standing import Standing, standing_of
from rectify_gen.building.tasks import Material, Recipe
from rectify_gen.checking import check_source
from rectify_gen.choice import Choice
from rectify_gen.diagnostics import Diagnostic, Position, Route
from rectify_gen.measuring import LookChange
from rectify_gen.origin import Origin, audience_of
from rectify_gen.outputs import DocumentOutput
from rectify_gen.rules import CODES, Subject, subject
from rectify_gen.source import SourceFile

_ALIKE = 0.5
"""From so much likeness on, two paragraphs are one that was changed."""


class Change(NamedTuple):
    """One paragraph that differs: ``before`` as the data gives it, ``after`` as it stands in Word; empty for none.

    ``route`` and ``position`` are those of the value that the change lies in; the route is empty where it lies in
    standard wording, in a number, or in several values.
    """

    before: str
    after: str
    route: Route = ()
    position: Position | None = None


def changes(source: SourceFile, document: bytes, recipe: Recipe) -> list[Change]:
    """Return what differs between the text of ``document`` and what ``source`` gives by ``recipe``, in order.

    Rules are not asked: a source with faults may well be compared.

    Raises:
        InputError: the source does not validate.
        TemplateError: the template cannot be used, or the document cannot be read.
    """
    made, _, _ = make_document(source, _unruled(recipe))
    return _changes(source, made, document, recipe.output)


def _changes(
    source: SourceFile, made: bytes, document: bytes, output: DocumentOutput
) -> list[Change]:
    """The paragraphs of ``document`` that are not those of ``made``, which ``source`` gives."""
    checked = check_source(source, _WITHOUT_RULES)
    walked = subject(checked.notice)
    found = []
    for before, after in _pairs(
        _paragraphs(output.read_text(made)), _paragraphs(output.read_text(document))
    ):
        route = _route(walked, before, after)
        position = checked.data.position(route) if route else None
        found.append(Change(before, after, route, position))
    return found


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
    made, _, _ = make_document(source, _unruled(recipe))
    if document == made:
        return Comparison([], [])
    found = _changes(source, made, document, recipe.output)
    looks = recipe.output.look_changes(made, document)
    state, origin = standing_of(document, Material(source), recipe)
    notes = list(_other_origin(origin, recipe)) if origin else []
    unchanged = not found and all(change.by_office for change in looks)
    if state is Standing.EDITED and unchanged:
        notes.append(Diagnostic("diff-resaved"))
    return Comparison(found, looks, tuple(notes))


def _other_origin(origin: Origin, recipe: Recipe) -> Iterator[Diagnostic]:
    """A warning where a document was made by another recipe, so that its differences are not all made by hand."""
    audience = audience_of(origin.edition)
    if audience != recipe.audience:
        facts = {"found": audience, "wanted": recipe.audience}
        yield Diagnostic("diff-other-edition", facts=facts)
    elif origin.template not in {one.digest for one in recipe.templates.values()}:
        yield Diagnostic("diff-other-template")


_WITHOUT_RULES = Choice(dict.fromkeys(CODES, "off"))
"""A source with faults may well be compared."""


def _unruled(recipe: Recipe) -> Recipe:
    return recipe._replace(choice=_WITHOUT_RULES)


def _paragraphs(text: str) -> list[str]:
    """The lines of a document that say something: an empty one is layout."""
    return [line for line in text.splitlines() if line.strip()]


def _pairs(wanted: Sequence[str], found: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Paragraphs that differ, each with the one that it became."""
    matcher = difflib.SequenceMatcher(None, wanted, found, autojunk=False)
    for kind, first, last, start, end in matcher.get_opcodes():
        if kind != "equal":
            yield from _matched(list(wanted[first:last]), list(found[start:end]))


def _matched(before: list[str], after: list[str]) -> Iterator[tuple[str, str]]:
    """Each paragraph of a changed stretch with the next one that is like it, else with none."""
    for old in before:
        at = next((at for at, new in enumerate(after) if _is_alike(old, new)), None)
        if at is None:
            yield old, ""
            continue
        for new in after[:at]:
            yield "", new
        yield old, after[at]
        del after[: at + 1]
    for new in after:
        yield "", new


def _is_alike(old: str, new: str) -> bool:
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    return matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def _route(walked: Subject, before: str, after: str) -> Route:
    """The value whose characters changed: the shortest text of the data in ``before`` that holds all of the change,
    else the one that makes most of ``before``, else the one that ``before`` is a line of (a title).
    """
    start, end = changed(before, after)
    found = [(before.find(text), text, route) for route, _, text in walked.texts()]
    inside = [one for one in found if one[0] >= 0]
    holding = [one for one in inside if one[0] <= start and end <= one[0] + len(one[1])]
    if holding:
        return min(holding, key=lambda one: len(one[1]))[2]
    main = max(inside, default=(0, "", ()), key=lambda one: len(one[1]))
    if 2 * len(main[1]) > len(before):
        return main[2]
    return next((route for _, text, route in found if before and before in text), ())


def changed(before: str, after: str) -> tuple[int, int]:
    """Return the stretch of ``before`` that is not as it was, from the first to the last character that changed."""
    start = next(
        (
            at
            for at, (old, new) in enumerate(zip(before, after, strict=False))
            if old != new
        ),
        None,
    )
    start = min(len(before), len(after)) if start is None else start
    left = min(len(before), len(after)) - start
    same = next((at for at in range(left) if before[-1 - at] != after[-1 - at]), left)
    return start, len(before) - same
