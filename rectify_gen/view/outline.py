"""The outline of a notice: sections, items and paragraphs with their marks derived from position.

Built once for each audience; the flat paragraphs and the nested items of the view
are two readings of it. This room must not know sentences, Word, or any template.
"""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from rectify_gen import chinese, model
from rectify_gen.diagnostics import Route
from rectify_gen.view import joining
from rectify_gen.view.types import ParagraphView

_DEFAULT_FORM = "{}"


@dataclass(frozen=True, slots=True)
class Scope:
    """What holds throughout one section: its marks, its form of problem headings, who may read it.

    A continuous level has one counter for the whole section.
    """

    audience: model.Audience
    form: str
    marks: Sequence[chinese.Mark]
    continuous: Sequence[bool]
    counters: dict[int, Iterator[int]] = field(default_factory=dict)

    def mark(self, depth: int) -> chinese.Mark:
        """Return the mark of the level ``depth`` below the section (1 = straight below it)."""
        return self.marks[min(depth, len(self.marks) - 1)]

    def numbers(self, depth: int) -> Iterator[int]:
        """Return the numbers for one list of items at ``depth``: from 1, or on from the list before."""
        if depth < len(self.continuous) and self.continuous[depth]:
            return self.counters.setdefault(depth, itertools.count(1))
        return itertools.count(1)


class Node(NamedTuple):
    """A section or an item: mark, heading, and what stands below it in order."""

    source: model.Section | model.HeadingItem | model.ProblemItem
    route: Route
    level: int
    number: str
    heading: str
    run_in: bool
    members: tuple["Node | ParagraphView", ...]

    def paragraphs(self) -> Iterator[ParagraphView]:
        """Yield the node as flat paragraphs, its own heading first; a run-in heading takes the first text."""
        rest = iter(self.members)
        first = next(rest, None)
        if (
            self.run_in
            and isinstance(first, ParagraphView)
            and first.role in ("body", "label")
        ):
            yield ParagraphView(
                "run_in",
                self.level,
                self.number,
                self.heading,
                first.heading + first.text,
            )
        else:
            if self.number or self.heading:
                yield ParagraphView(
                    "heading", self.level, self.number, self.heading, ""
                )
            yield from _flat(first)
        for member in rest:
            yield from _flat(member)

    def children(self) -> Iterator["Node"]:
        """Yield the nodes straight below this one."""
        return (member for member in self.members if isinstance(member, Node))


def outline(notice: model.Notice, audience: model.Audience) -> tuple[Node, ...]:
    """Return the sections of ``notice`` that ``audience`` may see, as numbered nodes."""
    numbers = itertools.count(1)
    inspection = joining.inspection_name(notice.inspection)
    out = []
    for at, section in enumerate(notice.sections):
        if audience == "public" and section.audience == "internal":
            continue
        marks = marks_of(notice, section)
        mark, number = marks[0], marks[0].write(next(numbers))
        scope = Scope(
            audience,
            section.form or _DEFAULT_FORM,
            marks,
            continuous_levels(section.numbering, notice.numbering),
        )
        heading = section_heading(section, inspection)
        route: Route = ("sections", at)
        members = tuple(_members(section.content, route, 1, scope))
        out.append(
            Node(
                section,
                route,
                mark.level,
                section.number or number,
                heading,
                False,
                members,
            )
        )
    return tuple(out)


def standard_heading(role: model.Role, inspection: str) -> str | None:
    """Return the heading of a section of ``role`` that gives none; ``inspection`` is 巡察 or 巡视."""
    heading = role.row.heading
    return heading and heading.replace("巡察", inspection)


def section_heading(section: model.Section, inspection: str) -> str:
    """Return the heading of ``section`` as printed, without its number: its own, else that of its role."""
    return section.heading or standard_heading(section.role, inspection) or ""


def prose(members: Iterable[str | model.Paragraph]) -> tuple[str, ...]:
    """Return paragraphs outside the sections (preamble, closing) as finished strings."""
    return tuple(one.text for member in members for one in _plain(member))


def marks_of(notice: model.Notice, section: model.Section) -> tuple[chinese.Mark, ...]:
    """Return the marks of all levels of ``section``, its own first; levels deeper than these repeat the last."""
    whole = chinese.level_marks(_given(notice.numbering), 0)
    return chinese.level_marks(_given(section.numbering), 1, whole)


def _given(levels: model.LevelMarks) -> list[chinese.Mark]:
    return [mark for level in levels if (mark := chinese.read_mark(level.mark))]


def continuous_levels(
    below: model.LevelMarks, whole: model.LevelMarks
) -> tuple[bool, ...]:
    """Return which levels of a section count on across its headings; ``below`` is its numbering, ``whole`` the notice's."""
    own = [level.continuous for level in whole]
    given = [False, *(level.continuous for level in below)]
    return (*given, *own[len(given) :])


def _members(
    content: Sequence[model.Member], route: Route, depth: int, scope: Scope
) -> Iterator[Node | ParagraphView]:
    numbers = scope.numbers(depth)
    for at, member in enumerate(content):
        here = (*route, "content", at)
        if isinstance(member, model.HeadingItem | model.ProblemItem):
            if scope.audience == "public" and member.audience == "internal":
                continue
            yield _node(member, here, depth, next(numbers), scope)
        elif isinstance(member, model.Labelled):
            yield from _labelled(member, _members(member.content, here, depth, scope))
        else:
            yield from _plain(member)


def _node(
    item: model.Item, route: Route, depth: int, number: int, scope: Scope
) -> Node:
    mark = scope.mark(depth)
    heading = heading_of(item, scope.form)
    members = tuple(_members(item.content, route, depth + 1, scope))
    return Node(
        item,
        route,
        mark.level,
        item.number or mark.write(number),
        heading,
        item.run_in,
        members,
    )


def heading_of(item: model.Item, form: str | None) -> str:
    """Return the heading of ``item`` as printed, without its number; ``form`` is what its section gives, if any."""
    if isinstance(item, model.HeadingItem):
        return item.heading
    return joining.fill_form(item.form or form or _DEFAULT_FORM, item.problem)


def _labelled(
    member: model.Labelled, content: Iterator[Node | ParagraphView]
) -> Iterator[Node | ParagraphView]:
    label = joining.label(member.label)
    first = next(content, None)
    if member.run_in and isinstance(first, ParagraphView) and first.role == "body":
        yield ParagraphView("label", 0, "", label, first.text)
    else:
        yield ParagraphView("label", 0, "", label, "")
        if first is not None:
            yield first
    yield from content


def _plain(member: str | model.Paragraph | model.MeasureRun) -> Iterator[ParagraphView]:
    if isinstance(member, str):
        yield _body(member)
        return
    measures = [
        [chinese.measure_mark(number) + first, *more]
        for number, (first, *more) in enumerate(member.measures, member.start)
    ]
    if isinstance(member, model.MeasureRun) and not member.run_in:
        yield from (_body(text) for measure in measures for text in measure)
        return
    lines = [member.text] if isinstance(member, model.Paragraph) else [""]
    for first, *more in measures:
        lines[-1] += first
        lines += more
    yield from map(_body, lines)


def _body(text: str) -> ParagraphView:
    return ParagraphView("body", 0, "", "", text)


def _flat(member: Node | ParagraphView | None) -> Iterator[ParagraphView]:
    if isinstance(member, Node):
        yield from member.paragraphs()
    elif member is not None:
        yield member
