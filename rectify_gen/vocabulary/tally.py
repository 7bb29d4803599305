"""What counts as an area, a problem and a task among the items of a rectification section.

Whoever compares figures counts here. This room must not know how items are stored: it is given a plain tree of them.
"""

from collections.abc import Iterable
from typing import NamedTuple


class Counted(NamedTuple):
    """An item as far as counting goes: whether it is a problem by its name, and the items below it.

    Labels (整改情况：) are no level: what stands below a label stands below the item above it.
    """

    is_problem: bool
    below: tuple["Counted", ...]


def is_row(*, is_problem: bool, has_items: bool, has_problems_below: bool) -> bool:
    """Return whether an item is counted, and has a row in the ledger.

    It is where no item stands below it, or where it is a problem and none below it is: these items
    say what was done about it.
    """
    return not has_items or (is_problem and not has_problems_below)


class Tally(NamedTuple):
    """Counts over all rectification sections."""

    top: int
    """Items straight below the sections."""
    groups: int
    """How many of these have items below them."""
    areas: int
    """Items straight below the sections where each of them is a heading with items below it, else 0."""
    problems: int
    """Items that :func:`is_row` counts."""
    leaves: int
    """Items without items below them: more than ``problems`` where these number what was done."""
    numbered: int
    """All items."""
    problems_named: bool
    """Whether there are problems, and each of them is one by its name and not a heading of the author's own."""


def tally(sections: Iterable[Iterable[Counted]]) -> Tally:
    """Return the counts over ``sections``, each given as the items straight below it."""
    top: list[Counted] = []
    for section in sections:
        top += section
    # Lists that grow while they are read: what stands below an item comes after all of its level.
    numbered = [*top]
    leaves = 0
    for item in numbered:
        numbered += item.below
        leaves += not item.below
    groups = 0
    headings_of_groups = 0
    for item in top:
        if not item.below:
            continue
        groups += 1
        if not item.is_problem:
            headings_of_groups += 1
    # One item without items below it, and the others are no areas either.
    are_areas = headings_of_groups == len(top)
    problems = 0
    problems_by_name = 0
    items = [*top]
    for item in items:
        if _is_row(item):
            problems += 1
            problems_by_name += item.is_problem
        else:
            items += item.below
    return Tally(
        top=len(top),
        groups=groups,
        areas=len(top) if are_areas else 0,
        problems=problems,
        leaves=leaves,
        numbered=len(numbered),
        problems_named=problems > 0 and problems_by_name == problems,
    )


def _is_row(item: Counted) -> bool:
    """Return whether ``item`` is counted itself; else what stands below it is."""
    if not item.below:
        return True
    return is_row(
        is_problem=item.is_problem,
        has_items=True,
        has_problems_below=_has_problems(item.below),
    )


def _has_problems(items: Iterable[Counted]) -> bool:
    return any(item.is_problem or _has_problems(item.below) for item in items)
