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
    numbered: list[Counted] = []
    for item in top:
        numbered += _with_all_below(item)
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
    rows: list[Counted] = []
    for item in top:
        rows += _rows(item)
    problems_by_name = 0
    for item in rows:
        if item.is_problem:
            problems_by_name += 1
    leaves = [item for item in numbered if not item.below]
    problems = len(rows)
    return Tally(
        top=len(top),
        groups=groups,
        areas=len(top) if are_areas else 0,
        problems=problems,
        leaves=len(leaves),
        numbered=len(numbered),
        problems_named=problems > 0 and problems_by_name == problems,
    )


def _rows(item: Counted) -> Iterator[Counted]:
    """Yield ``item`` where it is counted itself, else what is counted below it."""
    if is_row(
        is_problem=item.is_problem,
        has_items=bool(item.below),
        has_problems_below=_has_problems(item.below),
    ):
        yield item
        return
    for below in item.below:
        yield from _rows(below)


def _has_problems(items: Iterable[Counted]) -> bool:
    return any(item.is_problem or _has_problems(item.below) for item in items)


def _with_all_below(item: Counted) -> Iterator[Counted]:
    yield item
    for below in item.below:
        yield from _with_all_below(below)
