"""The outline of a notice: sections, items and paragraphs with their marks derived from position.

Built once for each audience; the flat paragraphs and the nested items of the view
are two readings of it. This room must not know sentences, Word, or any template.
"""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeGuard

from rectify_gen import chinese, model
from rectify_gen.diagnostics import Route
from rectify_gen.view import joining
from rectify_gen.view.provenance import PLAIN, Writer
from rectify_gen.view.types import ParagraphView

_DEFAULT_FORM = "{}"
_UNNUMBERED = chinese.Mark("", "", "")
_ITEMS = (model.ProblemItem, model.HeadingItem)


@dataclass(frozen=True, slots=True)
class SectionScope:
    """What holds throughout one section: its marks, its form of problem headings, who may read it.

    ``form_route`` leads to the form; it is empty where the section gives none.
    A continuous level has one counter for the whole section.
    """

    audience: model.Audience
    section: model.Section
    form: str
    form_route: Route
    marks: Sequence[chinese.Mark]
    continuous: Sequence[bool]
    writer: Writer
    counters: dict[int, Iterator[int]] = field(default_factory=dict)
    """The counters of continuous levels, by depth; made when their first list begins."""

    def mark(self, depth: int) -> chinese.Mark:
        """Return the mark of the level ``depth`` below the section (1 = straight below it)."""
        return self.marks[min(depth, len(self.marks) - 1)]

    def numbers(self, depth: int) -> Iterator[int]:
        """Return the numbers for one list of items at ``depth``: from 1, or on from the list before."""
        if depth < len(self.continuous) and self.continuous[depth]:
            # The counter is kept, so that the next list below another heading goes on from here.
            return self.counters.setdefault(depth, itertools.count(1))
        return itertools.count(1)


class OutlineNode(NamedTuple):
    """A section or an item: mark, heading, and what stands below it in order."""

    source: model.Section | model.HeadingItem | model.ProblemItem
    route: Route
    level: int
    number: str
    heading: str
    run_in: bool
    members: tuple["OutlineNode | ParagraphView", ...]
    label: str = ""
    """A label that stands before the number, in the paragraph of the heading."""

    def paragraphs(self) -> Iterator[ParagraphView]:
        """Yield the node as flat paragraphs, its own heading first, with the label before it if there is one."""
        paragraphs = self._own_paragraphs()
        first = next(paragraphs, None)
        if self.label and first is not None:
            text = first.number + first.heading + first.text
            yield ParagraphView("label", 0, "", self.label, text)
        elif first is not None:
            yield first
        yield from paragraphs

    def _own_paragraphs(self) -> Iterator[ParagraphView]:
        """Yield the paragraphs of the node; a run-in heading takes the first text."""
        members = iter(self.members)
        next_member = next(members, None)
        if self.run_in and _is_text(next_member):
            text = next_member.heading + next_member.text
            yield ParagraphView(
                role="run_in",
                level=self.level,
                number=self.number,
                heading=self.heading,
                text=text,
            )
        else:
            if self.number or self.heading:
                yield ParagraphView(
                    role="heading",
                    level=self.level,
                    number=self.number,
                    heading=self.heading,
                    text="",
                )
            yield from _flat(next_member)
        for member in members:
            yield from _flat(member)

    def children(self) -> Iterator["OutlineNode"]:
        """Yield the nodes straight below this one."""
        return (member for member in self.members if isinstance(member, OutlineNode))


class NumberedPart(NamedTuple):
    """A section or an item with its number as printed, and those below it; a label between them is no level."""

    source: model.Section | model.HeadingItem | model.ProblemItem
    route: Route
    number: str
    below: tuple["NumberedPart", ...]


def _is_text(member: OutlineNode | ParagraphView | None) -> TypeGuard[ParagraphView]:
    """Return whether ``member`` is a paragraph that may follow a heading on its line."""
    return isinstance(member, ParagraphView) and member.role in ("body", "label")


def outline(
    notice: model.Notice, audience: model.Audience, writer: Writer = PLAIN
) -> tuple[OutlineNode, ...]:
    """Return the sections of ``notice`` that ``audience`` may see, as numbered nodes."""
    inspection = joining.inspection_name(notice.inspection)
    nodes = []
    for scope, route, number in _numbered_sections(notice, audience, writer):
        section = scope.section
        heading = ""
        if not section.no_heading:
            heading = _written_section_heading(section, inspection, route, writer)
        node = OutlineNode(
            source=section,
            route=route,
            level=scope.marks[0].level,
            number=number,
            heading=heading,
            run_in=section.runs_in_heading,
            members=tuple(_members(section.content, route, 1, scope)),
        )
        nodes.append(node)
    return tuple(nodes)


def numbered_parts(
    notice: model.Notice, audience: model.Audience
) -> tuple[NumberedPart, ...]:
    """Return what :func:`outline` numbers, without headings and texts: in a third of the time."""
    parts = []
    for scope, route, number in _numbered_sections(notice, audience, PLAIN):
        below = _parts(scope.section.content, route, 1, scope)
        parts.append(NumberedPart(scope.section, route, number, below))
    return tuple(parts)


def _parts(
    content: Sequence[model.Member], route: Route, depth: int, scope: SectionScope
) -> tuple[NumberedPart, ...]:
    mark = scope.mark(depth)
    parts: list[NumberedPart] = []
    for index, member, number in _numbered(content, depth, scope):
        if isinstance(member, str):
            continue
        member_route = (*route, "content", index)
        if isinstance(member, _ITEMS):
            written_number = mark.write(number)
            part = NumberedPart(
                source=member,
                route=member_route,
                number=member.number or written_number,
                below=_parts(member.content, member_route, depth + 1, scope),
            )
            parts.append(part)
        elif isinstance(member, model.Labelled):
            parts += _parts(member.content, member_route, depth, scope)
    return tuple(parts)


def _numbered_sections(
    notice: model.Notice, audience: model.Audience, writer: Writer
) -> Iterator[tuple[SectionScope, Route, str]]:
    """Yield what holds in each section that ``audience`` may see, its route and its number.

    A section is read before the next is asked for: items that stand in the place of sections draw from the same numbers.
    """
    numbers = itertools.count(1)
    for index, section in enumerate(notice.sections):
        # Before the number is drawn: a public notice has no gap where the section was.
        if audience == "public" and section.audience == "internal":
            continue
        route: Route = ("sections", index)
        marks = marks_of(notice, section)
        scope = SectionScope(
            audience=audience,
            section=section,
            form=section.form or _DEFAULT_FORM,
            form_route=(*route, "form") if section.form else (),
            marks=marks,
            continuous=continuous_levels(notice, section),
            writer=writer,
        )
        if section.no_heading:
            # Its items take the place of sections, and are counted with them.
            scope.counters[1] = numbers
            number = ""
        else:
            written_number = marks[0].write(next(numbers))
            number = _number(section.number, written_number, route, writer)
        yield scope, route, number


def attachment_outline(
    notice: model.Notice,
    attachment: model.Attachment,
    route: Route,
    audience: model.Audience,
    writer: Writer = PLAIN,
) -> tuple[ParagraphView, ...]:
    """Return the paragraphs of an ``attachment`` of ``notice``, whose items are numbered as those of a document of its own."""
    section = model.Section(no_heading=True, content=attachment.content)
    scope = SectionScope(
        audience=audience,
        section=section,
        form=_DEFAULT_FORM,
        form_route=(),
        marks=marks_of(notice, section),
        continuous=(),
        writer=writer,
    )
    paragraphs: list[ParagraphView] = []
    for member in _members(attachment.content, route, 1, scope):
        paragraphs += _flat(member)
    return tuple(paragraphs)


def _number(
    typed_number: str | None, written_number: str, route: Route, writer: Writer
) -> str:
    """The number of the section or item at ``route``: the one that its author typed, else that of its place."""
    if typed_number:
        return writer.text(typed_number, (*route, "number"))
    return writer.text(written_number, route, generated=True)


def _written_section_heading(
    section: model.Section, inspection: str, route: Route, writer: Writer
) -> str:
    if section.heading:
        return writer.text(section.heading, (*route, "heading"))
    heading = section_heading(section, inspection)
    return writer.text(heading, route, generated=True)


def standard_heading(role: model.Role, inspection: str) -> str | None:
    """Return the heading of a section of ``role`` that gives none; ``inspection`` is 巡察 or 巡视."""
    heading = role.row.heading
    return heading and heading.replace("巡察", inspection)


def section_heading(section: model.Section, inspection: str) -> str:
    """Return the heading of ``section`` as printed, without its number: its own, else that of its role; it may have none."""
    if section.no_heading:
        return ""
    return section.heading or standard_heading(section.role, inspection) or ""


def prose(
    members: Iterable[str | model.Paragraph],
    route: Route = (),
    writer: Writer = PLAIN,
) -> tuple[str, ...]:
    """Return paragraphs outside the sections (preamble, closing) as finished strings; ``route`` leads to their list."""
    texts = []
    for index, member in enumerate(members):
        for paragraph in _plain(member, (*route, index), writer):
            texts.append(paragraph.text)
    return tuple(texts)


def marks_of(notice: model.Notice, section: model.Section) -> tuple[chinese.Mark, ...]:
    """Return the marks of all levels of ``section``, its own first; levels deeper than these repeat the last.

    A section without a heading has none; the items straight below it have the mark of sections.
    """
    whole = chinese.level_marks(_given(notice.numbering), 0)
    marks = chinese.level_marks(_given(section.numbering), 1, whole)
    return (_UNNUMBERED, *marks) if section.no_heading else marks


def _given(levels: model.LevelMarks) -> list[chinese.Mark]:
    marks = []
    for level in levels:
        mark = chinese.read_mark(level.mark)
        if mark:
            marks.append(mark)
    return marks


def continuous_levels(notice: model.Notice, section: model.Section) -> tuple[bool, ...]:
    """Return which levels of ``section`` count on across its headings, from its own heading on."""
    of_notice = [level.continuous for level in notice.numbering]
    # Depth 0 is the heading of the section itself, which is counted in the notice.
    of_section = [False, *(level.continuous for level in section.numbering)]
    continuous = (*of_section, *of_notice[len(of_section) :])
    # Items that stand in the place of sections go on from the section before.
    return (False, True, *continuous[1:]) if section.no_heading else continuous


def _members(
    content: Sequence[model.Member], route: Route, depth: int, scope: SectionScope
) -> Iterator[OutlineNode | ParagraphView]:
    for index, member, number in _numbered(content, depth, scope):
        member_route = (*route, "content", index)
        if isinstance(member, str):
            yield from _plain(member, member_route, scope.writer)
        elif isinstance(member, _ITEMS):
            yield _node(member, member_route, depth, number, scope)
        elif isinstance(member, model.Labelled):
            below = _members(member.content, member_route, depth, scope)
            yield from _labelled(member, below, member_route, scope.writer)
        else:
            yield from _plain(member, member_route, scope.writer)


def _numbered(
    content: Sequence[model.Member], depth: int, scope: SectionScope
) -> Iterator[tuple[int, model.Member, int]]:
    """Yield each member that the audience may see, with its index and, for an item, its number."""
    numbers = scope.numbers(depth)
    for index, member in enumerate(content):
        # Most members are plain texts: to ask whether one is a part of the model takes ten times as long.
        if isinstance(member, str) or not isinstance(member, _ITEMS):
            yield index, member, 0
        # Before the number is drawn, as for sections.
        elif scope.audience == "internal" or member.audience == "public":
            yield index, member, next(numbers)


def _node(
    item: model.Item, route: Route, depth: int, number: int, scope: SectionScope
) -> OutlineNode:
    mark = scope.mark(depth)
    return OutlineNode(
        source=item,
        route=route,
        level=mark.level,
        number=_number(item.number, mark.write(number), route, scope.writer),
        heading=_written_heading(item, route, scope),
        run_in=runs_in(item, scope.section),
        members=tuple(_members(item.content, route, depth + 1, scope)),
    )


def _written_heading(item: model.Item, route: Route, scope: SectionScope) -> str:
    writer = scope.writer
    if isinstance(item, model.HeadingItem):
        return writer.text(item.heading, (*route, "heading"))
    form_route = (*route, "form") if item.form else scope.form_route
    before, name, behind = joining.fitted_form(item.form or scope.form, item.problem)
    heading = writer.text(name, (*route, "problem"))
    # Without a form there are no words around the name that need a route.
    if not before and not behind:
        return heading
    return writer.text(before, form_route) + heading + writer.text(behind, form_route)


def heading_of(item: model.Item, form: str | None) -> str:
    """Return the heading of ``item`` as printed, without its number; ``form`` is what its section gives, if any."""
    if isinstance(item, model.HeadingItem):
        return item.heading
    return joining.fill_form(item.form or form or _DEFAULT_FORM, item.problem)


def runs_in(item: model.Item, section: model.Section) -> bool:
    """Return whether the heading of ``item`` stands in one paragraph with its text; ``section`` says so for all."""
    return section.runs_in_items if item.run_in is None else item.run_in


def _labelled(
    member: model.Labelled,
    content: Iterator[OutlineNode | ParagraphView],
    route: Route,
    writer: Writer,
) -> Iterator[OutlineNode | ParagraphView]:
    """The label with the paragraph that runs in behind it, or alone, and then the rest of its ``content``."""
    words, colon = joining.label_parts(member.label)
    label = writer.text(words, (*route, "label")) + colon
    next_member = next(content, None)
    # A label behind a label begins a line of its own; so does a heading, unless the label says otherwise.
    runs_in_text = member.run_in is not False
    if runs_in_text and _is_text(next_member) and next_member.role == "body":
        yield ParagraphView("label", 0, "", label, next_member.text)
    elif member.run_in and isinstance(next_member, OutlineNode):
        yield next_member._replace(label=label)
    else:
        yield ParagraphView("label", 0, "", label, "")
        if next_member is not None:
            yield next_member
    yield from content


def _plain(
    member: str | model.Paragraph | model.MeasureRun, route: Route, writer: Writer
) -> Iterator[ParagraphView]:
    """The paragraphs of a text, or of measures run in or each on its own."""
    if isinstance(member, str):
        yield _body(writer.text(member, route))
        return
    measures = _written_measures(member, route, writer)
    if isinstance(member, model.MeasureRun) and not member.run_in:
        for measure in measures:
            for text in measure:
                yield _body(text)
        return
    lines = [""]
    if isinstance(member, model.Paragraph):
        lines = [writer.text(member.text, (*route, "text"))]
    # Measures run in one behind the other until one has a second paragraph; the next runs in behind that.
    for first_paragraph, *more_paragraphs in measures:
        lines[-1] = lines[-1] + first_paragraph
        lines += more_paragraphs
    for line in lines:
        yield _body(line)


def _written_measures(
    member: model.Paragraph | model.MeasureRun, route: Route, writer: Writer
) -> list[list[str]]:
    """The paragraphs of each measure, the first of them after its 一是."""
    written_measures = []
    for index, measure in enumerate(member.measures):
        measure_route = (*route, "measures", index)
        mark = chinese.measure_mark(member.start + index)
        # A plain mark beside a text is known to be generated for it.
        paragraphs = [mark + writer.text(measure[0], (*measure_route, 0))]
        for place in range(1, len(measure)):
            paragraphs.append(writer.text(measure[place], (*measure_route, place)))
        written_measures.append(paragraphs)
    return written_measures


def _body(text: str) -> ParagraphView:
    return ParagraphView("body", 0, "", "", text)


def _flat(member: OutlineNode | ParagraphView | None) -> Iterator[ParagraphView]:
    if isinstance(member, OutlineNode):
        yield from member.paragraphs()
    elif member is not None:
        yield member
