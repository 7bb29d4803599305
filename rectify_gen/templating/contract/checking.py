"""All that can be said of the tags of one part without data: how they are written, how they pair, what they read.

This room must not know packages, files or data.
"""

from collections.abc import Sequence

from rectify_gen.diagnostics import Diagnostic, Severity
from rectify_gen.places import Place
from rectify_gen.templating import writing
from rectify_gen.templating.contract.duties import Shown
from rectify_gen.templating.contract.lookalikes import lookalikes
from rectify_gen.templating.contract.skeleton import skeleton
from rectify_gen.templating.contract.walking import walk
from rectify_gen.templating.tags import Tag, TemplatePart

_MOST = 500
"""Reports on one part; nobody reads more at once."""


def check_part(part: TemplatePart) -> tuple[list[Diagnostic], Shown]:
    """Return every fault of the tags of ``part`` in the order of its text, and the fields of the view that it shows."""
    found = [*writing.lost(part), *writing.typed_wrong(part)]
    wrong = {
        (one.place.paragraph, one.place.column)
        for one in found
        if one.place and _is_error(one)
    }
    tags = [tag for tag in part.tags if tag.closed and tag.kind != "{#"]
    reported = frozenset(
        at
        for at, tag in enumerate(tags)
        if (tag.place.paragraph, tag.place.column) in wrong
    )
    full_width = [
        one.place for one in found if one.code == "template-full-width" and one.place
    ]
    found += lookalikes(part, full_width)
    more, shown = _check_tags(tags, reported)
    return _shortened(part, sorted([*found, *more], key=_where)), shown


def _shortened(part: TemplatePart, found: list[Diagnostic]) -> list[Diagnostic]:
    """The first reports; how many more there are is said, not left out."""
    more = len(found) - _MOST
    if more <= 0:
        return found
    return [
        *found[:_MOST],
        Diagnostic("template-more", facts={"count": more}, place=Place(part.name)),
    ]


def faults_of_tags(tags: Sequence[Tag]) -> list[Diagnostic]:
    """Return the errors, warnings left out, that the syntax and the names of ``tags`` have."""
    found, _ = _check_tags([tag for tag in tags if tag.closed], frozenset())
    return sorted(filter(_is_error, found), key=_where)


def _check_tags(
    tags: Sequence[Tag], reported: frozenset[int]
) -> tuple[list[Diagnostic], Shown]:
    made = skeleton(tags, reported)
    found, shown = walk(made)
    return [*made.diagnostics, *found], shown


def _is_error(one: Diagnostic) -> bool:
    return one.severity is Severity.ERROR


def _where(one: Diagnostic) -> tuple[int, int]:
    return (one.place.paragraph, one.place.column) if one.place else (0, 0)
