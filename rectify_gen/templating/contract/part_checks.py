"""All that can be said of the tags of one part without data: how they are written, how they pair, what they read.

This room must not know packages, files or data.
"""

from __future__ import annotations

from collections.abc import Sequence

from rectify_gen.choice import DeclaredFact
from rectify_gen.diagnostics import Diagnostic, Severity
from rectify_gen.places import Place
from rectify_gen.templating import writing
from rectify_gen.templating.contract.duties import Shown
from rectify_gen.templating.contract.lookalikes import lookalikes
from rectify_gen.templating.contract.skeleton import skeleton
from rectify_gen.templating.contract.type_walk import walk
from rectify_gen.templating.tags import Tag, TemplatePart

_MOST_REPORTS = 500
"""Reports on one part; nobody reads more at once."""


def check_part(
    part: TemplatePart, facts: Sequence[DeclaredFact] = ()
) -> tuple[list[Diagnostic], Shown]:
    """Return every fault of the tags of ``part`` in the order of its text, and the fields of the view that it shows.

    ``facts`` are those of the office's own that may be printed; without any, all names may.
    """
    reports = [*writing.lost(part), *writing.typed_wrong(part)]
    wrong_places: set[tuple[int, int]] = set()
    full_width_places: list[Place] = []
    for report in reports:
        if report.place is None:
            continue
        if _is_error(report):
            wrong_places.add(_position(report))
        if report.code == "template-full-width":
            full_width_places.append(report.place)
    tags: list[Tag] = []
    # How these are typed is reported already; that they do not parse would be a second report.
    wrong_tags: set[int] = set()
    for tag in part.tags:
        is_comment = tag.kind == "{#"
        if is_comment or not tag.closed:
            continue
        place = tag.place
        if (place.paragraph, place.column) in wrong_places:
            wrong_tags.add(len(tags))
        tags.append(tag)
    reports += lookalikes(part, full_width_places)
    reports_of_tags, shown_fields = _check_tags(tags, frozenset(wrong_tags), facts)
    reports += reports_of_tags
    reports.sort(key=_position)
    return _shortened(part, reports), shown_fields


def _shortened(part: TemplatePart, reports: list[Diagnostic]) -> list[Diagnostic]:
    """The first reports; how many more there are is said, not left out."""
    more = len(reports) - _MOST_REPORTS
    if more <= 0:
        return reports
    remainder = Diagnostic(
        "template-more",
        facts={"count": more},
        place=Place(part.name),
    )
    return [*reports[:_MOST_REPORTS], remainder]


def faults_of_tags(tags: Sequence[Tag]) -> list[Diagnostic]:
    """Return the errors, warnings left out, that the syntax and the names of ``tags`` have."""
    closed = [tag for tag in tags if tag.closed]
    reports, _ = _check_tags(closed, frozenset())
    errors = [report for report in reports if _is_error(report)]
    errors.sort(key=_position)
    return errors


def _check_tags(
    tags: Sequence[Tag],
    wrong_tags: frozenset[int],
    facts: Sequence[DeclaredFact] = (),
) -> tuple[list[Diagnostic], Shown]:
    tree = skeleton(tags, wrong_tags)
    reports, shown_fields = walk(tree, facts)
    return [*tree.diagnostics, *reports], shown_fields


def _is_error(report: Diagnostic) -> bool:
    return report.severity is Severity.ERROR


def _position(report: Diagnostic) -> tuple[int, int]:
    place = report.place
    # What concerns the whole part comes before what concerns a paragraph.
    if place is None:
        return (0, 0)
    return (place.paragraph, place.column)
