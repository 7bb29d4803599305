"""Numbering: which mark each level takes, which levels count on, and where a number is not the derived one.

Mirrors what :mod:`rectify_gen.view.outline` derives, so that a number is stored only
where the original differs. This room must not know words.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rectify_gen import chinese
from rectify_gen.importer.tree import Branch, Label, Member

STANDARD = ("一、", "（一）", "1.", "（1）", "①")


@dataclass(frozen=True, slots=True)
class Level:
    """How one level is numbered."""

    mark: str
    continuous: bool = False

    def data(self) -> object:
        """Return the level in the YAML vocabulary."""
        return {"mark": self.mark, "continuous": True} if self.continuous else self.mark


def levels(members: Sequence[Member]) -> list[Level]:
    """Return how the levels of one section are numbered, outermost first."""
    by_depth: dict[int, list[list[Branch]]] = {}
    for siblings in _lists(members):
        by_depth.setdefault(siblings[0].depth, []).append(siblings)
    return [_level(by_depth[depth]) for depth in sorted(by_depth)]


def _level(lists: list[list[Branch]]) -> Level:
    samples = Counter(branch.mark.sample for siblings in lists for branch in siblings)
    sample = samples.most_common(1)[0][0]
    mark = chinese.read_mark(sample) or chinese.STANDARD_MARKS[0]
    restarting = sum(_differing(mark, siblings) for siblings in lists)
    counting_on = _differing(
        mark, [branch for siblings in lists for branch in siblings]
    )
    return Level(sample, counting_on < restarting)


def differs(mark: chinese.Mark, number: int, raw: str) -> bool:
    """Return whether ``raw`` is another mark than the derived one; none is derived beyond 九千九百九十九."""
    try:
        return mark.write(number) != raw
    except ValueError:
        return True


def _differing(mark: chinese.Mark, siblings: Iterable[Branch]) -> int:
    return sum(
        differs(mark, number, branch.mark.raw)
        for number, branch in enumerate(siblings, 1)
    )


def note_differences(members: Sequence[Member], found: Sequence[Level]) -> list[Branch]:
    """Set ``number`` on every branch whose mark is not the derived one, and return these."""
    counters: dict[int, Iterator[int]] = {}
    out = []
    for siblings in _lists(members):
        level = found[siblings[0].depth - 1]
        mark = chinese.read_mark(level.mark)
        numbers = (
            counters.setdefault(siblings[0].depth, itertools.count(1))
            if level.continuous
            else itertools.count(1)
        )
        for branch, number in zip(siblings, numbers, strict=False):
            if mark is None or differs(mark, number, branch.mark.raw):
                branch.number = branch.mark.raw
                out.append(branch)
    return out


def _lists(members: Sequence[Member]) -> Iterator[list[Branch]]:
    """Yield the branches of each content list, in document order of every level."""
    siblings = [member for member in members if isinstance(member, Branch)]
    if siblings:
        yield siblings
    for member in members:
        if isinstance(member, Branch | Label):
            yield from _lists(member.members)


def hoisted(section: str, below: Sequence[Sequence[Level]]) -> list[Level] | None:
    """Return the numbering of the whole notice, where all its sections number their levels alike; else None."""
    longest = max(below, key=len, default=[])
    alike = all(list(one) == list(longest[: len(one)]) for one in below)
    if not alike or (section == STANDARD[0] and sum(map(bool, below)) < 2):
        return None
    return [Level(section), *longest]


def trimmed(found: Sequence[Level], first: int) -> list[Level]:
    """Return the fewest of ``found``, the levels from ``first`` on, that must be written: the others follow from them."""
    for written in range(len(found)):
        given = [_mark(level) for level in found[:written]]
        marks = chinese.level_marks(given, first)[first:]
        follows = all(
            _mark(level) == marks[min(place, len(marks) - 1)]
            for place, level in enumerate(found)
        )
        if follows and not any(level.continuous for level in found[written:]):
            return list(found[:written])
    return list(found)


def _mark(level: Level) -> chinese.Mark:
    return chinese.read_mark(level.mark) or chinese.STANDARD_MARKS[0]
