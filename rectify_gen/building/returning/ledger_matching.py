"""The rows of a returned ledger beside those that the notice itself prints in one.

A problem is known by its words, whatever their white space and the width of their marks; where two have the same, by its
area, then by its number; never by its place alone. This module must not know what the cells of a row say.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from rectify_gen import model
from rectify_gen.diagnostics import Route
from rectify_gen.ledger.cell_texts import without_mark
from rectify_gen.ledger.notice_of_ledger import LedgerItem, squeezed
from rectify_gen.source import LocatedData
from rectify_gen.validation import validate
from rectify_gen.view import compose
from rectify_gen.view.provenance import ROUTING, RoutedText
from rectify_gen.view.types import LedgerRowView
from rectify_gen.vocabulary.ledger_columns import LedgerColumn

_NAMING_KEYS = ("problem", "heading")


class NoticeRow(NamedTuple):
    """An item of the notice that is a row of its ledger."""

    route: Route
    row: LedgerRowView

    @property
    def name(self) -> str:
        """The name of its problem, as printed."""
        return str(self.row.problem)


def notice_rows(
    data: LocatedData, audience: model.Audience = "internal"
) -> list[NoticeRow]:
    """Return the rows that the ledger of the notice has, each with the route of its item."""
    view = compose(
        validate(data),
        audience,
        ROUTING,
    )
    rows = []
    for row in view.ledger:
        route = _item_route(row.problem)
        if route:
            rows.append(NoticeRow(route, row))
    return rows


def _item_route(name: str) -> Route:
    """Return the route of the item whose name was printed."""
    if isinstance(name, RoutedText):
        for span in name.spans:
            if span.route and span.route[-1] in _NAMING_KEYS:
                return span.route[:-1]
    return ()


def by_name(rows: Iterable[NoticeRow]) -> dict[str, list[NoticeRow]]:
    """Return ``rows`` by their names without white space and numbers."""
    named_rows: dict[str, list[NoticeRow]] = {}
    for row in rows:
        name = squeezed(without_mark(row.name))
        named_rows.setdefault(name, []).append(row)
    return named_rows


def matching_rows(
    item: LedgerItem,
    named_rows: Mapping[str, Sequence[NoticeRow]],
) -> list[NoticeRow]:
    """Return the rows of the notice that ``item`` may be: by name, then by area, then by number."""
    candidates = list(named_rows.get(squeezed(item.problem.name), ()))
    if len(candidates) > 1:
        areas = [squeezed(area) for area in item.problem.areas]
        same_area = []
        for row in candidates:
            if [squeezed(without_mark(area)) for area in row.row.areas] == areas:
                same_area.append(row)
        candidates = same_area or candidates
    if len(candidates) > 1:
        number = _number(item)
        same_number = [row for row in candidates if str(row.row.number) == number]
        candidates = same_number or candidates
    return candidates


def _number(item: LedgerItem) -> str:
    """Return what stands in the column 序号."""
    for number in item.problem.head.numbers(LedgerColumn.NUMBER):
        for row in item.problem.rows:
            if number in row.cells:
                return row.cells[number].text.strip()
    return ""
