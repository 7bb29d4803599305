"""The tree of one section: which paragraph stands below which, by the marks that they begin with.

A level is known by its kind of mark; the first of a new kind opens a level below. For example, of
（一）思想建设 / 1.学习不够 / 已补课。 / 2.研讨不深 the first is a branch with two branches below it, and
the paragraph stands below the first of these. Words are interpreted only so far as headings end and
labels (整改成效：) begin. This module must not know data, forms, or roles.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from rectify_gen import chinese
from rectify_gen.importer import heading_words, measures, typed_marks
from rectify_gen.importer.frame import MarkedBlock
from rectify_gen.importer.typed_marks import Marked
from rectify_gen.view import joining
from rectify_gen.vocabulary.section_labels import LabelStart, read_label

_NEAR = 8
"""Within so many paragraphs behind a label its second item begins."""
_OWN_LABEL = re.compile("[\u4e00-\u9fff]{2,10}[：:]")
_FEWEST_OWN_LABELS = 3
"""Words before a colon may begin a paragraph or two by chance."""
_BEGINS_FORM = ("关于", "针对", "对“", "“")
_ENDS_SENTENCE = ("。", "；", "！", "？", "”", "）")
_FEWEST_UNNUMBERED = 2
"""One sentence may have the form of a heading; two are a way to write headings."""
_BELOW_ALL_LEVELS = 10
"""No format has so many levels of headings."""
_LONGEST_HEADING = 60
"""A longer paragraph is text, whatever style it has."""
_LONGEST_INNER = 50
"""A heading with a full stop in it is no longer."""
_BEFORE_NUMBER = "。；;：:，,、！!）)”"
"""Signs behind which a number within a paragraph stands."""
_LAST_CIRCLED = 50
"""The highest number that there is a circled character for: ㊿."""


@dataclass(slots=True)
class Label:
    """A labelled stretch: the label without its colon, and what stands under it."""

    words: str
    run_in: bool
    """Whether text follows in the label's paragraph."""
    takes_item: bool = False
    """Whether it is the first item that follows there."""
    members: list[HeadingBranch | Label | str] = field(default_factory=list)


@dataclass(slots=True)
class HeadingBranch:
    """A numbered heading with what stands under it."""

    mark: Marked
    depth: int
    """1 straight below the section."""
    heading: str
    run_in: bool
    """Whether text follows in the heading's paragraph."""
    number: str | None = None
    """The mark as typed, where the derived one would differ."""
    members: list[HeadingBranch | Label | str] = field(default_factory=list)


Member = HeadingBranch | Label | str


@dataclass(slots=True)
class _Growth:
    """A tree half grown."""

    own_labels: frozenset[str] = frozenset()
    """Labels of the author's own, with their colons."""
    members: list[Member] = field(default_factory=list)
    open_containers: list[HeadingBranch | Label] = field(default_factory=list)
    """Where the text now stands, outermost first."""
    depths: dict[tuple[int, str], int] = field(default_factory=dict)
    """The depth at which each kind of mark was met first, by its family and its sample."""
    last_measures: dict[int, int] = field(default_factory=dict)
    """The number of the last measure (一是 is 1) in a list of members, by the identity of the list."""
    last_text: str = ""
    """The paragraph before."""
    last_circled: int = 0
    """The number of the circled mark that was met last."""

    def open_branches(self) -> list[HeadingBranch]:
        open_branches = []
        for container in self.open_containers:
            if isinstance(container, HeadingBranch):
                open_branches.append(container)
        return open_branches

    def has_open(self, mark: Marked) -> bool:
        """Whether an open branch has a mark of the same kind."""
        kinds = [branch.mark.kind for branch in self.open_branches()]
        return mark.kind in kinds

    def current_members(self) -> list[Member]:
        if not self.open_containers:
            return self.members
        innermost = self.open_containers[-1]
        return innermost.members

    def open(self, container: Label | HeadingBranch) -> None:
        """Put ``container`` where the text now stands; what follows goes below it."""
        self.current_members().append(container)
        self.open_containers.append(container)

    def close_label(self) -> None:
        """Close the innermost label, with the items that are listed under it."""
        for place in reversed(range(len(self.open_containers))):
            container = self.open_containers[place]
            if isinstance(container, Label):
                del self.open_containers[place:]
                return

    def close_finished_label(self) -> None:
        """Close a label straight below the section that has its text: the items that follow stand beside it."""
        if len(self.open_containers) != 1:
            return
        label = self.open_containers[0]
        if not isinstance(label, Label) or label.takes_item or not label.run_in:
            return
        has_only_text = all(isinstance(member, str) for member in label.members)
        if label.members and has_only_text:
            self.open_containers.clear()

    def return_to_measures_before(self, number: int) -> None:
        """Return to the innermost container whose measures end with the one before ``number``, if there is one.

        So 三是 goes on with 一是 and 二是, although items were listed between them.
        """
        member_lists = [self.members]
        for container in self.open_containers:
            member_lists.append(container.members)
        for place in reversed(range(len(member_lists))):
            members = member_lists[place]
            last_measure = self.last_measures.get(id(members))
            if last_measure == number - 1:
                del self.open_containers[place:]
                return


def grow(paragraphs: Sequence[MarkedBlock]) -> list[Member]:
    """Return the members of one section from its paragraphs."""
    growth = _Growth(own_labels=_own_labels(paragraphs))
    unnumbered_headings = _unnumbered_headings(paragraphs)
    for place, paragraph in enumerate(paragraphs):
        mark = unnumbered_headings.get(place) or paragraph.mark
        following = paragraphs[place + 1 : place + 1 + _NEAR]
        # What looks like a mark before 一是 belongs to the words: 1.一是……
        is_text = mark is None or measures.starts_with_measure(mark.rest)
        if mark is None or is_text or _goes_on_in_text(growth, mark):
            _add_unmarked(growth, paragraph.text, following)
        else:
            _add_marked(growth, mark, following)
        growth.last_text = paragraph.text
    return _without_empty_labels(growth.members)


def _own_labels(paragraphs: Sequence[MarkedBlock]) -> frozenset[str]:
    """Return the words before a colon with which several paragraphs begin: labels of the author's own."""
    counts: Counter[str] = Counter()
    for paragraph in paragraphs:
        match = _OWN_LABEL.match(paragraph.text) if paragraph.mark is None else None
        if match is not None:
            counts[match.group()] += 1
    return frozenset(
        words for words, count in counts.items() if count >= _FEWEST_OWN_LABELS
    )


def _unnumbered_headings(paragraphs: Sequence[MarkedBlock]) -> dict[int, Marked]:
    """Return, by place, the headings without number: by their format, or nothing but 关于“……”问题的整改."""
    headings: dict[int, Marked] = {}
    for place, paragraph in enumerate(paragraphs):
        text = paragraph.text
        if paragraph.mark is not None or read_label(text) is not None:
            continue
        level = paragraph.block.heading_level
        if level and len(text) <= _LONGEST_HEADING:
            headings[place] = typed_marks.unnumbered(text, level)
            continue
        if not text.startswith(_BEGINS_FORM):
            continue
        heading, run_in_text = heading_words.split(text)
        if run_in_text or heading_words.named(heading) is None:
            continue
        headings[place] = typed_marks.unnumbered(text, _BELOW_ALL_LEVELS)
    if len(headings) < _FEWEST_UNNUMBERED:
        return {}
    return headings


def branches(members: Iterable[Member]) -> Iterator[HeadingBranch]:
    """Yield every branch below ``members`` in document order."""
    for member in members:
        if isinstance(member, HeadingBranch):
            yield member
        if not isinstance(member, str):
            yield from branches(member.members)


def lists_of_siblings(members: Sequence[Member]) -> Iterator[list[HeadingBranch]]:
    """Yield the branches of each content list, in document order of every level."""
    siblings = []
    for member in members:
        if isinstance(member, HeadingBranch):
            siblings.append(member)
    if siblings:
        yield siblings
    for member in members:
        if isinstance(member, HeadingBranch | Label):
            yield from lists_of_siblings(member.members)


def has_labels(members: Iterable[Member]) -> bool:
    """Return whether a label such as 整改情况： stands anywhere below ``members``."""
    for member in members:
        if isinstance(member, Label) and read_label(member.words + "：") is not None:
            return True
        if isinstance(member, HeadingBranch) and has_labels(member.members):
            return True
    return False


def _goes_on_in_text(growth: _Growth, mark: Marked) -> bool:
    """Whether ``mark`` goes on with numbers that stand within the paragraph before: …做法如下：（1）建账。 / （2）查账。"""
    is_bare = mark.family == typed_marks.BARE
    if mark.number == 1 or is_bare or growth.has_open(mark):
        return False
    style = chinese.read_mark(mark.sample)
    if style is None or not style.sign:
        return False
    number_before = re.escape(style.write(mark.number - 1))
    return (
        re.search(rf"(?:^|[{_BEFORE_NUMBER}])\s?{number_before}", growth.last_text)
        is not None
    )


def _add_unmarked(growth: _Growth, text: str, following: Sequence[MarkedBlock]) -> None:
    label = read_label(text) or _own_label(growth, text)
    if label is None:
        _add_paragraph(growth, text)
        return
    # A new label ends the one before it.
    growth.close_label()
    run_in_text = text[label.end :].strip()
    first_mark = _mark_of_first_item(run_in_text, following)
    growth.open(
        Label(
            label.words,
            run_in=bool(run_in_text),
            takes_item=first_mark is not None,
        )
    )
    if first_mark is not None:
        _add_marked(growth, first_mark, following)
    elif run_in_text:
        _add_paragraph(growth, run_in_text)


def _own_label(growth: _Growth, text: str) -> LabelStart | None:
    match = _OWN_LABEL.match(text)
    if match is None or match.group() not in growth.own_labels:
        return None
    return LabelStart(match.group().removesuffix("："), match.end())


def _mark_of_first_item(text: str, following: Sequence[MarkedBlock]) -> Marked | None:
    """Return the mark that ``text`` begins with, where the next paragraph with a mark goes on with its number."""
    mark = typed_marks.read_mark(text)
    if mark is None or mark.number != 1:
        return None
    for paragraph in following:
        if paragraph.mark is not None:
            is_next = paragraph.mark.number == 2
            is_alike = paragraph.mark.sample == mark.sample
            return mark if is_next and is_alike else None
        if read_label(paragraph.text) is not None:
            return None
    return None


def _add_paragraph(growth: _Growth, text: str) -> None:
    measure_numbers = measures.numbers(text)
    if measure_numbers is None:
        growth.current_members().append(text)
        return
    first_number, last_number = measure_numbers
    if first_number > 1:
        growth.return_to_measures_before(first_number)
    members = growth.current_members()
    members.append(text)
    growth.last_measures[id(members)] = last_number


def _add_marked(
    growth: _Growth, mark: Marked, following: Sequence[MarkedBlock]
) -> None:
    if _stands_for_circled(mark, growth.last_circled):
        mark = typed_marks.as_circled(mark)
    if mark.family == typed_marks.CIRCLED:
        growth.last_circled = mark.number
    depth = _depth(growth, mark)
    # The first use says where a kind of mark belongs; later ones may be slips.
    growth.depths.setdefault(mark.kind, depth)
    # What stands as deep as the new heading, or deeper, has ended, its labels too.
    while len(growth.open_branches()) >= depth:
        growth.open_containers.pop()
    growth.close_finished_label()
    heading, run_in_text = heading_words.split(mark.rest)
    if _is_part_of_heading(run_in_text, mark.rest, following):
        heading, run_in_text = mark.rest, ""
    branch = HeadingBranch(
        mark=mark,
        depth=depth,
        heading=heading,
        run_in=bool(run_in_text),
    )
    growth.open(branch)
    if run_in_text:
        _add_run_in_text(growth, run_in_text)


def _is_part_of_heading(
    run_in_text: str, whole: str, following: Sequence[MarkedBlock]
) -> bool:
    """Whether the words behind a full stop are still heading: 加强学习。补齐短板, with the text in the next paragraph."""
    if not run_in_text or len(whole) > _LONGEST_INNER or not following:
        return False
    # What ends as a sentence is text; so is what has more of them, or a label.
    if any(sign in run_in_text for sign in "。；！？：:，"):
        return False
    next_paragraph = following[0]
    return next_paragraph.mark is None and next_paragraph.text.endswith(_ENDS_SENTENCE)


def _stands_for_circled(mark: Marked, last_circled: int) -> bool:
    """Whether ``mark`` is （51） behind ㊿: there are no circled characters beyond it."""
    is_round = mark.family == typed_marks.ROUND
    if not is_round or mark.number <= _LAST_CIRCLED:
        return False
    return mark.number == last_circled + 1


def _add_run_in_text(growth: _Growth, text: str) -> None:
    """Add text after a run-in heading: its label belongs to this heading, not to one further up."""
    label = read_label(text)
    # A label with nothing behind it would be words of the paragraph.
    labelled_text = text[label.end :].strip() if label else ""
    if label is None or not labelled_text:
        _add_paragraph(growth, text)
        return
    growth.open(Label(label.words, run_in=True))
    _add_paragraph(growth, labelled_text)


def _depth(growth: _Growth, mark: Marked) -> int:
    """Return the level that ``mark`` stands on: an open one of its kind, a known one, or a new one below."""
    open_branches = growth.open_branches()
    for branch in reversed(open_branches):
        if branch.mark.kind == mark.kind:
            return branch.depth
    # The same sequence in another writing: 2、 behind 1.
    for branch in reversed(open_branches):
        open_mark = branch.mark
        counts_on = open_mark.number + 1 == mark.number
        if counts_on and open_mark.family == mark.family:
            return branch.depth
    new_depth = len(open_branches) + 1
    known_depth = growth.depths.get(mark.kind)
    if known_depth is not None:
        return min(known_depth, new_depth)
    if mark.number == 1 and mark.family < typed_marks.UNNUMBERED:
        return new_depth
    # A new kind that does not begin with 1, or has no number: below every open level with a mark further out.
    depth = 1
    for branch in open_branches:
        if branch.mark.family < mark.family:
            depth += 1
    return depth


def _without_empty_labels(members: list[Member]) -> list[Member]:
    """Return ``members`` with labels that nothing stands under as plain paragraphs."""
    tidied: list[Member] = []
    for member in members:
        if isinstance(member, str):
            tidied.append(member)
            continue
        member.members = _without_empty_labels(member.members)
        is_empty = not member.members
        if is_empty and isinstance(member, Label):
            tidied.append(joining.label(member.words))
        else:
            tidied.append(member)
    return tidied
