"""The problems of all sheets of a ledger as the data of a notice: areas as headings, problems below them.

Sheets that list the same problems (问题清单, 任务清单, 责任清单) give their facts to the same items. This module
must not know files or YAML.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from rectify_gen.diagnostics import Diagnostic, Route
from rectify_gen.importer.notice_data import NoticeData
from rectify_gen.importer.source_trace import TracedValue
from rectify_gen.ledger.item_facts import ItemFacts, read_item
from rectify_gen.ledger.row_grouping import LedgerProblem
from rectify_gen.places import Place
from rectify_gen.vocabulary.ledger_columns import LedgerColumn


@dataclass(slots=True)
class LedgerItem:
    """An item of the notice, made of one problem, or of the same problem in several sheets."""

    problem: LedgerProblem
    facts: NoticeData
    content: list[Any]
    kept: list[str]
    places: dict[str, Place]
    """Where each fact stands."""
    diagnostics: list[Diagnostic]
    below: list[LedgerItem] = field(default_factory=list)
    """Items of which this one is the area."""

    @property
    def place(self) -> Place:
        """Where its name stands."""
        return self.problem.sheet.place(self.problem.cell.row, self.problem.cell.column)


@dataclass(slots=True)
class LedgerArea:
    """A heading above problems."""

    name: str
    members: list[LedgerArea | LedgerItem]


@dataclass(
    frozen=True,
    slots=True,
)
class LedgerNotice:
    """What a ledger gives."""

    data: NoticeData
    diagnostics: tuple[Diagnostic, ...]
    facts: tuple[TracedValue, ...]


def squeezed(text: str) -> str:
    """Return ``text`` for comparing: without blanks and marks, in half-width signs."""
    narrow = unicodedata.normalize("NFKC", text)
    return re.sub(
        r"[\W_]",
        "",
        narrow,
    ).lower()


def merge_problems(sheets: Sequence[Sequence[LedgerProblem]]) -> list[LedgerItem]:
    """Return the items of the problems of all sheets, in order; the same problem on a later sheet adds its facts."""
    items: list[LedgerItem] = []
    earlier: dict[str, LedgerItem] = {}
    for problems in sheets:
        of_this_sheet: dict[str, LedgerItem] = {}
        for problem in problems:
            key = squeezed(problem.name)
            reading = read_item(problem)
            same = earlier.get(key)
            if same is None:
                item = _item_of(problem, reading)
                items.append(item)
                of_this_sheet.setdefault(key, item)
            else:
                _add(
                    same,
                    problem,
                    reading,
                )
        earlier = {**of_this_sheet, **earlier}
    return items


def _item_of(
    problem: LedgerProblem,
    reading: ItemFacts,
) -> LedgerItem:
    return LedgerItem(
        problem=problem,
        facts=dict(reading.facts),
        content=reading.content,
        kept=list(reading.kept),
        places=_places(problem, reading),
        diagnostics=list(reading.diagnostics),
    )


def _places(
    problem: LedgerProblem,
    reading: ItemFacts,
) -> dict[str, Place]:
    places = {}
    for key, cell in reading.cells.items():
        places[key] = problem.sheet.place(cell.row, cell.column)
    return places


def _add(
    item: LedgerItem,
    problem: LedgerProblem,
    reading: ItemFacts,
) -> None:
    """Add what another sheet says of the same problem; where it says otherwise, the first sheet counts."""
    places = _places(problem, reading)
    for key, value in reading.facts.items():
        if key not in item.facts:
            item.facts[key] = value
            item.places[key] = places[key]
        elif item.facts[key] != value:
            text = "、".join(value) if isinstance(value, list) else str(value)
            facts = {"title": LedgerColumn(key).row.title, "text": text}
            item.diagnostics.append(
                Diagnostic(
                    "ledger-sheets-differ",
                    facts=facts,
                    place=places[key],
                )
            )
            item.kept.append(f"{facts['title']}：{text}")
    if not item.content:
        item.content = reading.content
    elif reading.content and reading.content != item.content:
        place = problem.sheet.place(problem.cell.row, problem.cell.column)
        item.diagnostics.append(
            Diagnostic(
                "ledger-measures-differ",
                place=place,
            )
        )
    item.kept = list(dict.fromkeys([*item.kept, *reading.kept]))
    item.diagnostics += reading.diagnostics


def notice_of(items: Sequence[LedgerItem]) -> LedgerNotice:
    """Return the data of a notice with ``items``, in order; problems of one area stand together."""
    top = LedgerArea("", [])
    areas: dict[tuple[str, ...], LedgerArea] = {(): top}
    latest: LedgerArea = top
    diagnostics: list[Diagnostic] = []
    for item in items:
        path = item.problem.areas
        is_known = path in areas
        area = _area(path, areas)
        if is_known and path and area is not latest:
            facts = {"area": path[-1], "problem": item.problem.name}
            diagnostics.append(
                Diagnostic(
                    "ledger-regrouped",
                    facts=facts,
                    place=item.place,
                )
            )
        latest = area
        area.members.append(item)
    facts_of_items: list[TracedValue] = []
    content = _content(
        top,
        ("sections", 0, "content"),
        diagnostics,
        facts_of_items,
    )
    data = {
        "kind": "notice",
        "sections": [{"role": "rectification", "content": content}],
    }
    return LedgerNotice(
        data,
        tuple(diagnostics),
        tuple(facts_of_items),
    )


def _area(
    path: tuple[str, ...],
    areas: dict[tuple[str, ...], LedgerArea],
) -> LedgerArea:
    if path not in areas:
        area = LedgerArea(path[-1], [])
        _area(path[:-1], areas).members.append(area)
        areas[path] = area
    return areas[path]


def _content(
    area: LedgerArea,
    route: Route,
    diagnostics: list[Diagnostic],
    facts: list[TracedValue],
) -> list[Any]:
    content: list[Any] = []
    for index, member in enumerate(area.members):
        route_of_member = (*route, index)
        if isinstance(member, LedgerArea):
            below = (*route_of_member, "content")
            content.append(
                {
                    "heading": member.name,
                    "content": _content(
                        member,
                        below,
                        diagnostics,
                        facts,
                    ),
                }
            )
            continue
        data = {member_key(member): member.problem.name, **member.facts}
        if member.content:
            data["content"] = member.content
        content.append(data)
        diagnostics += _routed(member, route_of_member)
        facts += _traced(member, route_of_member)
    return content


def member_key(item: LedgerItem) -> str:
    """Return the key of its name: an area without problems below it is a heading."""
    heads = item.problem.head
    area_numbers = heads.numbers(LedgerColumn.AREA)
    return "heading" if item.problem.cell.column in area_numbers else "problem"


def _routed(
    item: LedgerItem,
    route: Route,
) -> Iterator[Diagnostic]:
    for diagnostic in item.diagnostics:
        yield diagnostic._replace(route=route)
    if item.kept:
        facts = {"text": "；".join(item.kept)}
        yield Diagnostic(
            "ledger-kept",
            route,
            facts,
            place=item.place,
        )


def _traced(
    item: LedgerItem,
    route: Route,
) -> Iterator[TracedValue]:
    for key, value in item.facts.items():
        text = "、".join(value) if isinstance(value, list) else value
        yield TracedValue(
            (*route, key),
            text,
            item.places[key],
        )
