"""The items of the rectification section: nested for a table of contents, flat for the ledger (整改台账).

This room must not know sentences, Word, or any template.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from rectify_gen import model
from rectify_gen.diagnostics import Route
from rectify_gen.view.outline import OutlineNode
from rectify_gen.view.provenance import PLAIN, Writer
from rectify_gen.view.types import (
    Absent,
    Fact,
    ItemView,
    LedgerAreaView,
    LedgerRowView,
)
from rectify_gen.vocabulary.ledger_keys import LEDGER_FACTS
from rectify_gen.vocabulary.tally import is_row


def items_of(
    roots: Sequence[OutlineNode], writer: Writer = PLAIN
) -> tuple[ItemView, ...]:
    """Return the items straight below the rectification sections among ``roots``, each with its own below it."""
    items = []
    for root in roots:
        if _is_rectification(root):
            for node in root.children():
                items.append(_item(node, writer))
    return tuple(items)


def ledger_of(
    items: Sequence[ItemView], writer: Writer = PLAIN
) -> tuple[LedgerRowView, ...]:
    """Return a row for each of ``items`` that counts, numbered through; facts that it lacks are those of the item above."""
    return tuple(_rows(items, writer))


def areas_of(rows: Sequence[LedgerRowView]) -> tuple[LedgerAreaView, ...]:
    """Return the rows of a ledger by their areas; rows without an area that follow one another share one group."""
    groups: list[list[LedgerRowView]] = []
    for row in rows:
        begins_area = bool(row.new_area)
        leaves_area = bool(groups) and bool(groups[-1][-1].area) and not row.area
        if begins_area or leaves_area or not groups:
            groups.append([])
        groups[-1].append(row)
    areas = []
    for group in groups:
        area = group[0].area
        areas.append(LedgerAreaView(area, tuple(group)))
    return tuple(areas)


def _is_rectification(node: OutlineNode) -> bool:
    return (
        isinstance(node.source, model.Section)
        and node.source.role is model.Role.RECTIFICATION
    )


def _item(node: OutlineNode, writer: Writer) -> ItemView:
    item = node.source
    assert not isinstance(item, model.Section)
    route = node.route
    fact = writer.fact
    problem: Fact = Absent(*route, "problem")
    if isinstance(item, model.ProblemItem):
        problem = writer.text(item.problem, (*route, "problem"))
    status = item.status.row.zh if item.status else None
    paragraphs = []
    items = []
    for member in node.members:
        if isinstance(member, OutlineNode):
            if member.label:
                paragraphs.append(member.label)
            items.append(_item(member, writer))
        else:
            # A cell of a table has no run-in format: a label and its text are one string there.
            paragraphs.append(member.heading + member.text)
    written_paragraphs = tuple(paragraphs)
    measures = written_paragraphs
    if items and not _has_problems(items):
        measures = tuple(_printed_below(node))
    return ItemView(
        number=node.number,
        heading=node.heading,
        problem=problem,
        level=node.level,
        paragraphs=written_paragraphs,
        measures=measures,
        items=tuple(items),
        status=fact(status, (*route, "status")),
        responsible_leader=fact(
            item.responsible_leader, (*route, "responsible_leader")
        ),
        responsible_departments=_listed(
            item.responsible_departments, (*route, "responsible_departments"), writer
        ),
        person=fact(item.person, (*route, "person")),
        deadline=writer.deadline(item.deadline, (*route, "deadline")),
        target=fact(item.target, (*route, "target")),
        progress=fact(item.progress, (*route, "progress")),
        evidence=_listed(item.evidence, (*route, "evidence"), writer),
        closed_on=writer.day(item.closed_on, (*route, "closed_on")),
    )


def _printed_below(node: OutlineNode) -> Iterator[str]:
    """Yield what stands below the heading of ``node``, paragraph by paragraph as it is printed."""
    for member in node.members:
        if not isinstance(member, OutlineNode):
            yield member.heading + member.text
            continue
        for paragraph in member.paragraphs():
            yield paragraph.number + paragraph.heading + paragraph.text


def _listed(values: Sequence[str], route: Route, writer: Writer) -> Fact:
    if not values:
        return Absent(*route)
    return writer.joined(writer.texts(values, route))


_NO_AREA = Absent("ledger", "area")


def _rows(items: Sequence[ItemView], writer: Writer) -> Iterator[LedgerRowView]:
    """The rows in order; an item straight below the section without items below it is a row of no area."""
    number = 0
    # Rows are grouped by the highest level of headings, whatever it is called.
    for top in items:
        area: Fact = _NO_AREA if _is_row(top) else top.heading
        new_area = area
        for areas, leaf in _leaves(top, ()):
            number += 1
            # The running number is of the row, and belongs to the item that the row is printed for.
            written_number = writer.beside(str(number), leaf.number or leaf.heading)
            row = _row(written_number, area, new_area, leaf)
            yield row._replace(areas=areas)
            # A template prints the area once, in the row where it begins.
            new_area = _NO_AREA


def _leaves(
    item: ItemView,
    areas: tuple[str, ...],
) -> Iterator[tuple[tuple[str, ...], ItemView]]:
    """The items that are rows, each with the headings above it, and with the facts that it has from there."""
    if _is_row(item):
        yield areas, item
        return
    # What this item has itself, or from above, is what the items below it can take.
    facts_above: dict[str, Any] = {}
    for name in LEDGER_FACTS:
        fact = getattr(item, name)
        if fact:
            facts_above[name] = fact
    for below in item.items:
        lacking: dict[str, Any] = {}
        for name, fact in facts_above.items():
            if not getattr(below, name):
                lacking[name] = fact
        completed = below._replace(**lacking) if lacking else below
        yield from _leaves(completed, (*areas, item.heading))


def _is_row(item: ItemView) -> bool:
    return is_row(
        is_problem=not isinstance(item.problem, Absent),
        has_items=bool(item.items),
        has_problems_below=_has_problems(item.items),
    )


def _has_problems(items: Sequence[ItemView]) -> bool:
    for item in items:
        if not isinstance(item.problem, Absent) or _has_problems(item.items):
            return True
    return False


def _row(number: str, area: Fact, new_area: Fact, item: ItemView) -> LedgerRowView:
    return LedgerRowView(
        number=number,
        area=area,
        new_area=new_area,
        # A leaf with a heading of its own names no problem; its heading is what the row is about.
        problem=item.heading if isinstance(item.problem, Absent) else item.problem,
        target=item.target,
        measures=item.measures,
        progress=item.progress,
        responsible_leader=item.responsible_leader,
        responsible_departments=item.responsible_departments,
        person=item.person,
        deadline=item.deadline,
        status=item.status,
        evidence=item.evidence,
        closed_on=item.closed_on,
    )
