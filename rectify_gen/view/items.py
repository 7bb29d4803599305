"""The items of the rectification section: nested for a table of contents, flat for the ledger (整改台账).

This room must not know sentences, Word, or any template.
"""

import datetime
from collections.abc import Iterator, Sequence

from rectify_gen import chinese, model
from rectify_gen.view.outline import Node
from rectify_gen.view.types import Absent, Fact, ItemView, LedgerRowView


def items_of(roots: Sequence[Node]) -> tuple[ItemView, ...]:
    """Return the items straight below the rectification sections among ``roots``, each with its own below it."""
    return tuple(
        _item(node)
        for root in roots
        if _is_rectification(root)
        for node in root.children()
    )


def ledger_of(items: Sequence[ItemView]) -> tuple[LedgerRowView, ...]:
    """Return a row for each leaf of ``items``, numbered through; facts that a leaf lacks are those of the item above."""
    return tuple(_rows(items))


def _is_rectification(node: Node) -> bool:
    return (
        isinstance(node.source, model.Section)
        and node.source.role is model.Role.RECTIFICATION
    )


def _item(node: Node) -> ItemView:
    item = node.source
    assert not isinstance(item, model.Section)
    route = node.route
    return ItemView(
        number=node.number,
        heading=node.heading,
        problem=item.problem
        if isinstance(item, model.ProblemItem)
        else Absent(*route, "problem"),
        level=node.level,
        paragraphs=tuple(
            one.heading + one.text for one in node.members if not isinstance(one, Node)
        ),
        items=tuple(map(_item, node.children())),
        status=item.status.zh if item.status else Absent(*route, "status"),
        responsible_leader=item.responsible_leader
        or Absent(*route, "responsible_leader"),
        responsible_departments="、".join(item.responsible_departments)
        or Absent(*route, "responsible_departments"),
        person=item.person or Absent(*route, "person"),
        deadline=day(item.deadline, *route, "deadline"),
        target=item.target or Absent(*route, "target"),
        progress=item.progress or Absent(*route, "progress"),
        evidence="、".join(item.evidence) or Absent(*route, "evidence"),
        closed_on=day(item.closed_on, *route, "closed_on"),
    )


_NO_AREA = Absent("ledger", "area")


_INHERITED = (
    "status",
    "responsible_leader",
    "responsible_departments",
    "person",
    "deadline",
    "target",
    "progress",
    "evidence",
    "closed_on",
)
"""Facts that an item without them takes from the item above it: one leader for a whole area."""


def _rows(items: Sequence[ItemView]) -> Iterator[LedgerRowView]:
    """The rows in order; an item straight below the section without items below it is a row of no area."""
    number = 0
    for top in items:
        area: Fact = top.heading if top.items else _NO_AREA
        new_area = area
        for leaf in _leaves(top):
            number += 1
            yield _row(str(number), area, new_area, leaf)
            new_area = _NO_AREA


def _leaves(item: ItemView) -> Iterator[ItemView]:
    """The items that are rows, each with the facts that it has from above."""
    if not item.items:
        yield item
    for below in item.items:
        inherited = {
            name: getattr(item, name)
            for name in _INHERITED
            if not getattr(below, name) and getattr(item, name)
        }
        yield from _leaves(below._replace(**inherited) if inherited else below)


def _row(number: str, area: Fact, new_area: Fact, item: ItemView) -> LedgerRowView:
    return LedgerRowView(
        number=number,
        area=area,
        new_area=new_area,
        problem=str(item.problem or item.heading),
        target=item.target,
        measures=item.paragraphs,
        progress=item.progress,
        responsible_leader=item.responsible_leader,
        responsible_departments=item.responsible_departments,
        person=item.person,
        deadline=item.deadline,
        status=item.status,
        evidence=item.evidence,
        closed_on=item.closed_on,
    )


def fact(value: str | None, *route: str | int) -> Fact:
    """Return ``value``, or the absence of what stands at ``route``."""
    return value or Absent(*route)


def day(value: datetime.date | None, *route: str | int) -> Fact:
    """Return ``value`` written out, or the absence of the date at ``route``."""
    return chinese.write_date(value) if value else Absent(*route)
