"""Which paragraph of a document became which of another: a sequence of paragraphs against a sequence.

Somebody edited, added, deleted and moved paragraphs, and the same sentence may stand in many
of them. So what both begin and end with is set aside first; of what is left, paragraphs are paired
so that the pairs are as alike as possible in sum, and no pair crosses another.
This room must not know where a paragraph came from.
"""

import difflib
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_ALIKE = 0.5
"""From so much likeness on, two paragraphs are one that was changed."""
_PAIRS_COMPARED = 10_000
"""Pairs that are weighed against one another; where there are more, equal paragraphs are found first."""
_MOST_EDITS = 400
"""Paragraphs deleted and added up to which the fewest are looked for: time and memory grow with the square."""
_LOOKED_AHEAD = 20
"""Paragraphs among which one is sought that is like another, where there are too many to weigh all pairs."""


class Aligned(NamedTuple):
    """The index of a paragraph before and after; None after for one that was deleted, before for one that was added."""

    before: int | None
    after: int | None


def align(before: Sequence[str], after: Sequence[str]) -> Iterator[Aligned]:
    """Yield every paragraph of ``before`` and ``after``, in the order of both, each with the one that it became."""
    at_start = _equal_at_start(before, after)
    at_end = _equal_at_start(before[at_start:][::-1], after[at_start:][::-1])
    before_end = len(before) - at_end
    after_end = len(after) - at_end
    for index in range(at_start):
        yield Aligned(index, index)
    changed = _align_changed(before[at_start:before_end], after[at_start:after_end])
    yield from _moved_on(changed, at_start, at_start)
    for index in range(at_end):
        yield Aligned(before_end + index, after_end + index)


def _moved_on(
    pairs: Iterator[Aligned], before_start: int, after_start: int
) -> Iterator[Aligned]:
    """``pairs`` of two stretches as pairs of the whole, in which the stretches start at these indices."""
    for before, after in pairs:
        yield Aligned(
            None if before is None else before + before_start,
            None if after is None else after + after_start,
        )


def _equal_at_start(before: Sequence[str], after: Sequence[str]) -> int:
    count = 0
    for old, new in zip(before, after, strict=False):
        if old != new:
            break
        count += 1
    return count


def _align_changed(before: Sequence[str], after: Sequence[str]) -> Iterator[Aligned]:
    if len(before) * len(after) <= _PAIRS_COMPARED:
        yield from _align_best(before, after)
        return
    kept = _kept_by_fewest_edits(before, after)
    if kept is None:
        kept = _kept_in_blocks(before, after)
    old_start = new_start = 0
    for before_index, after_index in (*kept, (len(before), len(after))):
        old = before[old_start:before_index]
        new = after[new_start:after_index]
        if len(old) * len(new) <= _PAIRS_COMPARED:
            pairs = _align_best(old, new)
        else:
            pairs = _align_next_alike(old, new)
        yield from _moved_on(pairs, old_start, new_start)
        if before_index < len(before):
            yield Aligned(before_index, after_index)
        old_start = before_index + 1
        new_start = after_index + 1


def _kept_by_fewest_edits(
    before: Sequence[str], after: Sequence[str]
) -> list[tuple[int, int]] | None:
    """The indices of paragraphs that are kept where as few as possible are deleted and added; None if those are many.

    This is the algorithm of Myers (1986). Where one sentence stands in thousands of paragraphs it finds the few
    that were edited; difflib's, which takes the longest equal stretch first, does not.
    """
    # The furthest index of ``before`` that is reached on each diagonal (index of before minus index of after).
    furthest = {1: 0}
    history: list[dict[int, int]] = []
    for edits in range(_MOST_EDITS + 1):
        history.append(dict(furthest))
        # An even number of edits ends on an even diagonal, an odd one on an odd.
        for diagonal in range(-edits, edits + 1, 2):
            old = _first_on(diagonal, edits, furthest)
            new = old - diagonal
            while old < len(before) and new < len(after) and before[old] == after[new]:
                old += 1
                new += 1
            furthest[diagonal] = old
            if old >= len(before) and new >= len(after):
                return _kept_on_the_way(history, len(before), len(after))
    return None


def _first_on(diagonal: int, edits: int, furthest: dict[int, int]) -> int:
    """Where the last of ``edits`` leads to on ``diagonal``: a paragraph was added, or deleted."""
    if _is_addition(diagonal, edits, furthest):
        return furthest[diagonal + 1]
    return furthest[diagonal - 1] + 1


def _is_addition(diagonal: int, edits: int, furthest: dict[int, int]) -> bool:
    if diagonal in (-edits, edits):
        return diagonal == -edits
    return furthest[diagonal - 1] < furthest[diagonal + 1]


def _kept_on_the_way(
    history: Sequence[dict[int, int]], old: int, new: int
) -> list[tuple[int, int]]:
    """The way that led to the end, walked backwards: paragraphs between one edit and the next are kept."""
    kept = []
    for edits in reversed(range(len(history))):
        furthest = history[edits]
        diagonal = old - new
        is_addition = _is_addition(diagonal, edits, furthest)
        previous_diagonal = diagonal + 1 if is_addition else diagonal - 1
        previous_old = furthest[previous_diagonal]
        previous_new = previous_old - previous_diagonal
        while old > previous_old and new > previous_new:
            old -= 1
            new -= 1
            kept.append((old, new))
        old, new = previous_old, previous_new
    return kept[::-1]


def _kept_in_blocks(
    before: Sequence[str], after: Sequence[str]
) -> list[tuple[int, int]]:
    """The indices of paragraphs in equal stretches, the longest ones first: quick where most are different."""
    # autojunk would leave out sentences that stand in many paragraphs.
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    kept = []
    for old, new, length in matcher.get_matching_blocks():
        for offset in range(length):
            kept.append((old + offset, new + offset))
    return kept


def _align_best(before: Sequence[str], after: Sequence[str]) -> Iterator[Aligned]:
    """The pairs whose likeness is the greatest in sum, as Needleman and Wunsch align sequences."""
    likeness: dict[tuple[str, str], float] = {}
    # best[i][j] is the greatest sum for before[i:] and after[j:].
    best = [[0.0] * (len(after) + 1) for _ in range(len(before) + 1)]
    for i in reversed(range(len(before))):
        for j in reversed(range(len(after))):
            pair = (before[i], after[j])
            # The same sentence may stand in many paragraphs, and comparing is what takes the time.
            if pair not in likeness:
                likeness[pair] = _likeness(*pair)
            best[i][j] = max(best[i + 1][j], best[i][j + 1])
            if likeness[pair]:
                best[i][j] = max(best[i][j], best[i + 1][j + 1] + likeness[pair])
    i = j = 0
    while i < len(before) and j < len(after):
        alike = likeness[before[i], after[j]]
        if alike and best[i][j] == best[i + 1][j + 1] + alike:
            yield Aligned(i, j)
            i += 1
            j += 1
        elif best[i][j] == best[i + 1][j]:
            yield Aligned(i, None)
            i += 1
        else:
            yield Aligned(None, j)
            j += 1
    for deleted in range(i, len(before)):
        yield Aligned(deleted, None)
    for added in range(j, len(after)):
        yield Aligned(None, added)


def _align_next_alike(before: Sequence[str], after: Sequence[str]) -> Iterator[Aligned]:
    """Each paragraph with the next one that is like it, of those that come soon, else with none."""
    next_index = 0
    for index, old in enumerate(before):
        alike = next_index
        end = min(next_index + _LOOKED_AHEAD, len(after))
        while alike < end and not _likeness(old, after[alike]):
            alike += 1
        if alike == end:
            yield Aligned(index, None)
            continue
        for added in range(next_index, alike):
            yield Aligned(None, added)
        yield Aligned(index, alike)
        next_index = alike + 1
    for added in range(next_index, len(after)):
        yield Aligned(None, added)


def _likeness(old: str, new: str) -> float:
    """How alike two paragraphs are, 1 for equal ones; 0 where neither was made of the other."""
    if old == new:
        return 1.0
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    # Both are upper bounds of the ratio and far quicker: most pairs are nothing alike.
    if matcher.real_quick_ratio() < _ALIKE or matcher.quick_ratio() < _ALIKE:
        return 0.0
    ratio = matcher.ratio()
    return ratio if ratio >= _ALIKE else 0.0
