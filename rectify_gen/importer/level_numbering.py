"""Numbering: which mark each level takes, which levels count on, and where a number is not the derived one.

Mirrors what :mod:`rectify_gen.view.outline` derives, so that a number is stored only
where the original differs. For example 1. 2. 4. is a level numbered ``1.`` whose last item has the
number ``4.`` of its own. This module must not know words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rectify_gen import chinese
from rectify_gen.importer.tree import HeadingBranch, Member, lists_of_siblings

STANDARD = tuple(mark.write(1) for mark in chinese.STANDARD_MARKS)
DEPTH_OF_SECTIONS = 0
"""The depth of items that stand in the place of sections, and are numbered with them."""
_FEWEST_ALIKE = 2
"""Numbering that only one section has is written on that section."""


@dataclass(frozen=True, slots=True)
class Level:
    """How one level is numbered."""

    mark: str
    """Its first number, such as ``（一）``."""
    continuous: bool = False
    """Whether it counts on from list to list."""

    def data(self) -> object:
        """Return the level in the YAML vocabulary."""
        if self.continuous:
            return {"mark": self.mark, "continuous": True}
        return self.mark


def levels(members: Sequence[Member]) -> list[Level]:
    """Return how the levels of one section are numbered, outermost first; items in the place of sections are no level of it."""
    lists_by_depth: dict[int, list[list[HeadingBranch]]] = {}
    for siblings in lists_of_siblings(members):
        depth = siblings[0].depth
        if depth == DEPTH_OF_SECTIONS:
            continue
        lists_of_depth = lists_by_depth.setdefault(depth, [])
        lists_of_depth.append(siblings)
    section_levels = []
    for depth in sorted(lists_by_depth):
        level = _level(lists_by_depth[depth])
        section_levels.append(level)
    return section_levels


def _level(lists: list[list[HeadingBranch]]) -> Level:
    """Return how a level is numbered: by its most frequent mark, in the way that leaves the fewest differences."""
    branches: list[HeadingBranch] = []
    samples: Counter[str] = Counter()
    for siblings in lists:
        branches += siblings
        for branch in siblings:
            samples[branch.mark.sample] += 1
    sample, _ = samples.most_common(1)[0]
    mark = chinese.read_mark(sample) or chinese.STANDARD_MARKS[0]
    differing_if_restarted = 0
    for siblings in lists:
        differing_if_restarted += _count_differing(mark, siblings)
    differing_if_continuous = _count_differing(mark, branches)
    # Of two ways that fit alike the standard one is meant: each list begins with 1.
    is_continuous = differing_if_continuous < differing_if_restarted
    return Level(sample, continuous=is_continuous)


def differs(mark: chinese.Mark, number: int, raw: str) -> bool:
    """Return whether ``raw`` is another mark than the derived one."""
    try:
        return mark.write(number) != raw
    except ValueError:
        # No Chinese numeral is derived beyond 九千九百九十九.
        return True


def _count_differing(mark: chinese.Mark, siblings: Iterable[HeadingBranch]) -> int:
    count = 0
    for number, branch in enumerate(siblings, start=1):
        if differs(mark, number, branch.mark.raw):
            count += 1
    return count


def note_differences(
    members: Sequence[Member], section_levels: Sequence[Level]
) -> None:
    """Set ``number`` on every branch whose mark is not the derived one."""
    counted_by_depth: Counter[int] = Counter()
    for siblings in lists_of_siblings(members):
        depth = siblings[0].depth
        if depth == DEPTH_OF_SECTIONS:
            continue
        level = section_levels[depth - 1]
        mark = chinese.read_mark(level.mark)
        # A continuous level counts on from all its lists before.
        first_number = counted_by_depth[depth] + 1 if level.continuous else 1
        for number, branch in enumerate(siblings, start=first_number):
            raw = branch.mark.raw
            if mark is None or differs(mark, number, raw):
                branch.number = raw
        counted_by_depth[depth] += len(siblings)


def hoisted(section: str, below: Sequence[Sequence[Level]]) -> list[Level] | None:
    """Return the numbering of the whole notice, where all its sections number their levels alike; else None.

    ``section`` is the mark of the sections, ``below`` the levels of each.
    """
    longest = max(below, key=len, default=[])
    numbered_sections = 0
    for section_levels in below:
        # A section may have fewer levels than another, as long as these are the same.
        outermost = longest[: len(section_levels)]
        if list(section_levels) != list(outermost):
            return None
        if section_levels:
            numbered_sections += 1
    if section == STANDARD[0] and numbered_sections < _FEWEST_ALIKE:
        return None
    return [Level(section), *longest]


def trimmed(levels_from_first: Sequence[Level], first: int) -> list[Level]:
    """Return the fewest levels that must be written, from level ``first`` on: the others follow from them."""
    for written_count in range(len(levels_from_first)):
        written = levels_from_first[:written_count]
        implied = levels_from_first[written_count:]
        # That a level is continuous follows from nothing, so it must be written.
        has_continuous = any(level.continuous for level in implied)
        if has_continuous:
            continue
        if _follow_from(written, levels_from_first, first):
            return list(written)
    return list(levels_from_first)


def _follow_from(
    written: Sequence[Level],
    wanted_levels: Sequence[Level],
    first: int,
) -> bool:
    """Whether the marks of ``wanted_levels`` are what the product derives from those ``written``."""
    written_marks = [_mark(level) for level in written]
    derived_marks = chinese.level_marks(written_marks, first)[first:]
    deepest = len(derived_marks) - 1
    for depth, level in enumerate(wanted_levels):
        # Below the last mark, the product repeats it.
        derived_mark = derived_marks[min(depth, deepest)]
        if _mark(level) != derived_mark:
            return False
    return True


def _mark(level: Level) -> chinese.Mark:
    return chinese.read_mark(level.mark) or chinese.STANDARD_MARKS[0]
