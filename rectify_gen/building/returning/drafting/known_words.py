"""What an added line may be known by: the words of an entry that was taken out elsewhere, and the labels of the notice.

An entry of which the words stand elsewhere in the document was moved there, and keeps its facts. This module must not
know where the words stand now.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from typing import Any, NamedTuple

from rectify_gen.building.returning.data_places import is_item, notice_value
from rectify_gen.building.returning.drafting.compared_notice import ComparedNotice
from rectify_gen.building.returning.printed_parts import (
    routes_printed,
    text_without_number,
)
from rectify_gen.diagnostics import Route, common_part
from rectify_gen.source import LocatedData
from rectify_gen.view.provenance import RoutedText


class KnownWords(NamedTuple):
    """Words by which an added line may be known."""

    moved: Mapping[str, Any]
    """Entries that were taken out, as plain values, by the text of their first line without its number."""
    labels: Set[str]
    """The labels that the notice has, without their colon."""


def known_words(compared: ComparedNotice) -> KnownWords:
    """Return the words by which lines may be known that were added to the document."""
    moved = {}
    for row in compared.rows:
        if row.printed is None or row.edited is not None:
            continue
        entry = _entry_begun_by(compared.data, row.printed)
        if entry is not None:
            moved[text_without_number(row.printed)] = entry
    return KnownWords(
        moved=moved,
        labels=_labels_in(compared.data.value.get("sections")),
    )


def _entry_begun_by(data: LocatedData, printed: RoutedText) -> Any:
    """Return the entry that a paragraph is the first of, with what this paragraph prints; None where it is of none."""
    routes = routes_printed(printed)
    if not routes:
        return None
    route = common_part(routes)
    value = notice_value(data, route)
    if is_item(value):
        return _with_printed_content(
            value,
            route,
            routes,
        )
    if route and route[-1] in ("heading", "problem"):
        return _without_content(notice_value(data, route[:-1]))
    if isinstance(value, dict) and "measures" in value:
        return value
    return None


def _with_printed_content(
    item: dict[str, Any],
    item_route: Route,
    routes: Sequence[Route],
) -> dict[str, Any]:
    """Return ``item`` with no content but the first text, where this ran in behind the heading."""
    entry = _without_content(item)
    prints_content = any("content" in route[len(item_route) :] for route in routes)
    if prints_content:
        content = item.get("content", [])
        entry["content"] = [content[0] if isinstance(content, list) else content]
    return entry


def _without_content(item: dict[str, Any]) -> dict[str, Any]:
    return {key: member for key, member in item.items() if key != "content"}


def _labels_in(value: Any) -> set[str]:
    """Return all labels in plain ``value``, without their colons."""
    labels = set()
    members: list[Any] = []
    if isinstance(value, list):
        members = value
    elif isinstance(value, dict):
        members = list(value.values())
        if "content" in value and isinstance(value.get("label"), str):
            labels.add(value["label"].rstrip("：:"))
    for member in members:
        labels |= _labels_in(member)
    return labels
