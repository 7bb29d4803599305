"""What counts as an area, a problem and a task among the items of a rectification section.

Whoever compares figures counts here. This room must not know how items are stored: it is given a plain tree of them.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple


class Counted(NamedTuple):
    """An item as far as counting goes: whether it is a problem by its name, and the items below it.

    Labels (整改情况：) are no level: what stands below a label stands below the item above it.
    """

    is_problem: bool
    below: tuple["Counted", ...]


class Tally(NamedTuple):
    """Counts over all rectification sections."""

    top: int
    """Items straight below the sections."""
    groups: int
    """How many of these have items below them."""
    areas: int
    """Items straight below the sections where each of them is a heading with items below it, else 0."""
    problems: int
    """Items without items below them."""
    numbered: int
    """All items."""
    problems_named: bool
    """Whether there are problems, and each of them is one by its name and not a heading of the author's own."""


def tally(sections: Iterable[Iterable[Counted]]) -> Tally:
    """Return the counts over ``sections``, each given as the items straight below it."""
    top: list[Counted] = []
    for section in sections:
        top += section
    numbered: list[Counted] = []
    for item in top:
        numbered += _with_all_below(item)
    leaves = [item for item in numbered if not item.below]
    groups = [item for item in top if item.below]
    are_areas = all(item.below and not item.is_problem for item in top)
    return Tally(
        top=len(top),
        groups=len(groups),
        areas=len(top) if are_areas else 0,
        problems=len(leaves),
        numbered=len(numbered),
        problems_named=bool(leaves) and all(item.is_problem for item in leaves),
    )


def _with_all_below(item: Counted) -> Iterator[Counted]:
    yield item
    for below in item.below:
        yield from _with_all_below(below)
