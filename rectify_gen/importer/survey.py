"""A look over imported data: counts for the summary, figures held against claims.

Reads plain data in the YAML vocabulary. This room must not know the source text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rectify_gen import chinese
from rectify_gen.diagnostics import Route
from rectify_gen.vocabulary.tally import Counted, Tally, tally


@dataclass(frozen=True, slots=True)
class Summary:
    """What an import found: counts, and which facts were recognised (``inspection.team``, ``contacts`` …).

    ``items`` are those of the rectification section, below its groups; ``problems`` its
    leaf items; ``measures`` and ``plain_paragraphs`` are of the whole text.
    """

    sections: int
    items: int
    problems: int
    measures: int
    plain_paragraphs: int
    facts: tuple[str, ...]


def summary(data: Mapping[str, Any]) -> Summary:
    """Return the summary of imported ``data``."""
    whole = [
        data.get("preamble"),
        data.get("closing"),
        *(section.get("content") for section in data["sections"]),
    ]
    members = [member for content in whole for _, member in walk(content, ())]
    return Summary(
        sections=len(data["sections"]),
        items=_items_below_groups(data),
        problems=count_items(data).problems,
        measures=sum(
            len(member.get("measures", ()))
            for member in members
            if isinstance(member, dict)
        ),
        plain_paragraphs=sum(
            isinstance(member, str) or "text" in member for member in members
        ),
        facts=tuple(_facts(data)),
    )


def _facts(data: Mapping[str, Any]) -> Iterator[str]:
    for key in (
        "organization",
        "inspection",
        "statistics",
        "publication",
        "contacts",
        "signature",
        "document",
    ):
        value = data.get(key)
        if key in (
            "organization",
            "inspection",
            "statistics",
            "document",
        ) and isinstance(value, dict):
            yield from (f"{key}.{name}" for name in value)
        elif value:
            yield key


def count_items(data: Mapping[str, Any]) -> Tally:
    """Return the counts over the rectification sections of ``data``."""
    return tally(map(_counted, _rectification(data)))


def _rectification(data: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for section in data["sections"]:
        if section.get("role") == "rectification":
            yield section


def _counted(item: Mapping[str, Any]) -> tuple[Counted, ...]:
    return tuple(
        Counted("problem" in child, _counted(child)) for child in children(item)
    )


def _items_below_groups(data: Mapping[str, Any]) -> int:
    """How many items the rectification sections have, those that only group others replaced by what they group."""
    items = 0
    for section in _rectification(data):
        first = list(children(section))
        below = [child for item in first for child in children(item)]
        named = sum("problem" in item for item in first)
        is_grouped = (
            bool(below)
            and named * 2 <= len(first)
            and _first_mark(data, section).level == 2
        )
        items += len(below) if is_grouped else len(first)
    return items


def _first_mark(data: Mapping[str, Any], section: Mapping[str, Any]) -> chinese.Mark:
    """The mark of the level straight below ``section``: groups are numbered （一）."""
    levels = section.get("numbering") or data.get("numbering", ())[1:] or ["（一）"]
    sample = levels[0]["mark"] if isinstance(levels[0], dict) else levels[0]
    return chinese.read_mark(sample) or chinese.STANDARD_MARKS[1]


def is_item(member: Any) -> bool:
    """Return whether a content member is a numbered item."""
    return isinstance(member, dict) and ("heading" in member or "problem" in member)


def children(item: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield the items straight below ``item``, those under its labels included."""
    for member in _listed(item):
        if is_item(member):
            yield member
        elif isinstance(member, dict) and "label" in member:
            yield from children(member)


def numbered(data: Mapping[str, Any]) -> Iterator[tuple[Route, int, Mapping[str, Any]]]:
    """Yield what has a ``number`` of its own, with its route and its place among its siblings, from 1."""
    for at, section in enumerate(data["sections"]):
        route: Route = ("sections", at)
        if "number" in section:
            yield route, at + 1, section
        yield from _numbered(section.get("content"), (*route, "content"))


def _numbered(
    content: Any, route: Route
) -> Iterator[tuple[Route, int, Mapping[str, Any]]]:
    place = 0
    for at, member in enumerate(content if isinstance(content, list) else ()):
        if is_item(member):
            place += 1
            if "number" in member:
                yield (*route, at), place, member
        if isinstance(member, dict):
            yield from _numbered(member.get("content"), (*route, at, "content"))


def _listed(item: Mapping[str, Any]) -> Sequence[Any]:
    """The content of ``item`` as a list; a lone paragraph holds no items."""
    content = item.get("content", ())
    return content if isinstance(content, list) else ()


def walk(content: Any, route: Route) -> Iterator[tuple[Route, Any]]:
    """Yield every member of ``content`` with its route, parents before children."""
    if isinstance(content, str):
        yield route, content
        return
    for at, member in enumerate(content or ()):
        here = (*route, at)
        yield here, member
        if isinstance(member, dict) and "content" in member:
            yield from walk(member["content"], (*here, "content"))


def contradictions(
    claims: Mapping[str, int], data: Mapping[str, Any]
) -> dict[str, int]:
    """Return the claimed figures that the body of ``data`` contradicts, with what it holds."""
    counts = count_items(data)
    body = {
        "problems": {counts.problems},
        "tasks": {counts.problems, counts.numbered},
        "measures": {summary(data).measures},
    }
    if counts.areas:
        body["areas"] = {counts.areas}
    wrong = {
        key: min(body[key])
        for key, value in claims.items()
        if key in body and value not in body[key]
    }
    if claims.get("completed", 0) > claims.get("problems", claims.get("completed", 0)):
        wrong["completed"] = claims["problems"]
    return wrong
