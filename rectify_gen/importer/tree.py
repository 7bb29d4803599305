"""The tree of one section: which paragraph stands below which, by the marks that they begin with.

A level is known by its kind of mark; the first of a new kind opens a level below.
Words are interpreted only so far as headings end and labels (整改成效：) begin. This
room must not know data, forms, or roles.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from rectify_gen.importer import headings, marks, measures
from rectify_gen.importer.marks import Marked

_LABEL = re.compile(
    "(整改(?:落实|完成|进展|工作|任务)?(?:情况|成效|成果|措施|结果|进展|进度|目标|要求|时限|期限|责任人?|状态|举措)"
    "|(?:存在|反馈|具体|主要)的?问题|问题(?:描述|表现|内容)|(?:具体|工作|主要|下一步|后续|长效)(?:措施|做法|打算|机制|工作)"
    "|(?:进展|完成|落实)情况|(?:取得|工作|阶段性)成效|责任(?:领导|单位|部门|科室|人)|牵头(?:领导|单位|部门)|完成时限)："
)


@dataclass(slots=True)
class Label:
    """A labelled stretch: the label without its colon, and what stands under it."""

    words: str
    run_in: bool
    members: list[Branch | Label | str] = field(default_factory=list)


@dataclass(slots=True)
class Branch:
    """A numbered heading with what stands under it.

    ``depth`` counts from 1 straight below the section; ``run_in`` says that text
    follows in the heading's paragraph; ``number`` is the mark as typed where the
    derived one would differ.
    """

    marked: Marked
    depth: int
    heading: str
    run_in: bool
    number: str | None = None
    members: list[Branch | Label | str] = field(default_factory=list)


Member = Branch | Label | str


@dataclass(slots=True)
class _Growth:
    """A tree half grown: its members, the containers that are open, what is known of each kind of mark."""

    members: list[Member] = field(default_factory=list)
    open: list[Branch | Label] = field(default_factory=list)
    depths: dict[str, int] = field(default_factory=dict)
    runs: dict[int, int] = field(default_factory=dict)
    last_circled: int = 0

    def branches(self) -> list[Branch]:
        return [one for one in self.open if isinstance(one, Branch)]

    def place(self) -> list[Member]:
        return self.open[-1].members if self.open else self.members

    def go_on_with(self, first: int) -> None:
        """Return to the container whose measures ``first`` counts on from, where there is one."""
        containers = [self.members, *(one.members for one in self.open)]
        for at in range(len(containers) - 1, -1, -1):
            if self.runs.get(id(containers[at])) == first - 1:
                del self.open[at:]
                return


def grow(paragraphs: Iterable[tuple[str, Marked | None]]) -> list[Member]:
    """Return the members of one section from its paragraphs, each with the mark that it begins with, or None."""
    growth = _Growth()
    for text, marked in paragraphs:
        if marked is None or measures.starts_with_measure(marked.rest):
            _add_words(growth, text)
        else:
            _add_marked(growth, marked)
    return _tidy_labels(growth.members)


def branches(members: Iterable[Member]) -> Iterator[Branch]:
    """Yield every branch below ``members`` in document order."""
    for member in members:
        if isinstance(member, Branch):
            yield member
        if not isinstance(member, str):
            yield from branches(member.members)


def _add_words(growth: _Growth, text: str) -> None:
    found = _LABEL.match(text)
    if not found:
        _add_paragraph(growth, text)
        return
    _close_label(growth)
    rest = text[found.end() :].strip()
    label = Label(found[1], bool(rest))
    _open(growth, label)
    if rest:
        _add_paragraph(growth, rest)


def _open(growth: _Growth, member: Label | Branch) -> None:
    """Put ``member`` where the text now stands; what follows goes below it."""
    growth.place().append(member)
    growth.open.append(member)


def _add_paragraph(growth: _Growth, text: str) -> None:
    run = measures.numbers(text)
    if run and run[0] > 1:
        growth.go_on_with(run[0])
    place = growth.place()
    place.append(text)
    if run:
        growth.runs[id(place)] = run[1]


def _close_label(growth: _Growth) -> None:
    """A new label ends the one before it, with the items listed under that."""
    for at in range(len(growth.open) - 1, -1, -1):
        if isinstance(growth.open[at], Label):
            del growth.open[at:]
            return


def _add_marked(growth: _Growth, marked: Marked) -> None:
    if (
        marked.family == marks.ROUND
        and marked.number > 50
        and marked.number == growth.last_circled + 1
    ):
        marked = marks.as_circled(marked)
    if marked.family == marks.CIRCLED:
        growth.last_circled = marked.number
    depth = _depth(growth, marked)
    growth.depths.setdefault(marked.sample, depth)
    while len(growth.branches()) >= depth:
        growth.open.pop()
    heading, text = headings.split(marked.rest)
    branch = Branch(marked, depth, heading, bool(text))
    _open(growth, branch)
    if text:
        _add_words_below(growth, text)


def _add_words_below(growth: _Growth, text: str) -> None:
    """Text after a run-in heading: its label belongs to this heading, not to one further up."""
    found = _LABEL.match(text)
    if found and (rest := text[found.end() :].strip()):
        label = Label(found[1], True)
        _open(growth, label)
        text = rest
    _add_paragraph(growth, text)


def _depth(growth: _Growth, marked: Marked) -> int:
    """On which level a mark stands: an open one of its kind, a known one, or a new one below."""
    open_branches = growth.branches()
    for branch in reversed(open_branches):
        if branch.marked.sample == marked.sample:
            return branch.depth
    for branch in reversed(open_branches):
        if (
            branch.marked.family == marked.family
            and branch.marked.number + 1 == marked.number
        ):
            return branch.depth
    below = len(open_branches) + 1
    if known := growth.depths.get(marked.sample):
        return min(known, below)
    if marked.number == 1:
        return below
    return 1 + sum(branch.marked.family < marked.family for branch in open_branches)


def _tidy_labels(members: list[Member]) -> list[Member]:
    """A label with nothing under it is only words."""
    out: list[Member] = []
    for member in members:
        if isinstance(member, str):
            out.append(member)
            continue
        member.members = _tidy_labels(member.members)
        out.append(
            member.words + "："
            if isinstance(member, Label) and not member.members
            else member
        )
    return out
