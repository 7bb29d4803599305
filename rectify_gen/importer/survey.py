"""A look over imported data: counts for the summary, and figures compared with what is claimed.

Reads plain data in the YAML vocabulary. This module must not know the source text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from rectify_gen import chinese
from rectify_gen.diagnostics import Route
from rectify_gen.importer.notice_data import NoticeData
from rectify_gen.vocabulary.tally import Counted, Tally, tally

_GROUPING_LEVEL = 2
"""The level of the marks （一）, with which items are grouped."""


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


class NumberedMember(NamedTuple):
    """A section or an item whose number is not the derived one."""

    route: Route
    place: int
    """Its place among its siblings, from 1."""
    member: NoticeData


def summary(data: NoticeData) -> Summary:
    """Return the summary of imported ``data``."""
    members = _all_members(data)
    plain_paragraphs = 0
    for member in members:
        if isinstance(member, str) or "text" in member:
            plain_paragraphs += 1
    return Summary(
        sections=len(data["sections"]),
        items=_items_below_groups(data),
        problems=count_items(data).problems,
        measures=_count_measures(members),
        plain_paragraphs=plain_paragraphs,
        facts=tuple(_names_of_facts(data)),
    )


def _all_members(data: NoticeData) -> list[Any]:
    """Return every content member of preamble, closing and sections."""
    contents = [data.get("preamble"), data.get("closing")]
    for section in data["sections"]:
        contents.append(section.get("content"))
    members: list[Any] = []
    for content in contents:
        members += walk(content)
    return members


def _count_measures(members: Sequence[Any]) -> int:
    count = 0
    for member in members:
        if isinstance(member, dict):
            count += len(member.get("measures", ()))
    return count


def _names_of_facts(data: NoticeData) -> Iterator[str]:
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
        has_facts_of_its_own = key not in ("publication", "contacts", "signature")
        if has_facts_of_its_own and isinstance(value, dict):
            for name in value:
                yield f"{key}.{name}"
        elif value:
            yield key


def count_items(data: NoticeData) -> Tally:
    """Return the counts over the rectification sections of ``data``."""
    sections = [_counted(section) for section in _rectification_sections(data)]
    return tally(sections)


def _rectification_sections(data: NoticeData) -> Iterator[NoticeData]:
    for section in data["sections"]:
        if section.get("role") == "rectification":
            yield section


def _counted(item: NoticeData) -> tuple[Counted, ...]:
    """Return what stands below ``item``, as counting sees it."""
    below = []
    for child in children(item):
        counted = Counted(
            is_problem="problem" in child,
            below=_counted(child),
        )
        below.append(counted)
    return tuple(below)


def _items_below_groups(data: NoticeData) -> int:
    """Return how many items the rectification sections have; a group of items counts as the items in it."""
    count = 0
    for section in _rectification_sections(data):
        top_items = list(children(section))
        grouped_items: list[NoticeData] = []
        problem_count = 0
        for item in top_items:
            grouped_items += children(item)
            if "problem" in item:
                problem_count += 1
        are_groups = (
            bool(grouped_items)
            # Groups are headings; where more than half of the items are problems, these are what is counted.
            and problem_count * 2 <= len(top_items)
            and _first_mark(data, section).level == _GROUPING_LEVEL
        )
        count += len(grouped_items) if are_groups else len(top_items)
    return count


def _first_mark(data: NoticeData, section: NoticeData) -> chinese.Mark:
    """Return the mark of the level straight below ``section``."""
    levels = section.get("numbering")
    if not levels:
        levels = data.get("numbering", ())[1:]
    if not levels:
        return chinese.STANDARD_MARKS[1]
    level = levels[0]
    sample = level["mark"] if isinstance(level, dict) else level
    return chinese.read_mark(sample) or chinese.STANDARD_MARKS[1]


def is_item(member: Any) -> bool:
    """Return whether a content member is a numbered item."""
    return isinstance(member, dict) and ("heading" in member or "problem" in member)


def children(item: NoticeData) -> Iterator[NoticeData]:
    """Yield the items straight below ``item``, those under its labels included."""
    for member in _members(item.get("content")):
        if is_item(member):
            yield member
        elif isinstance(member, dict) and "label" in member:
            yield from children(member)


def numbered(data: NoticeData) -> Iterator[NumberedMember]:
    """Yield the sections and items that have a ``number`` of their own."""
    for index, section in enumerate(data["sections"]):
        route: Route = ("sections", index)
        if "number" in section:
            yield NumberedMember(route, index + 1, section)
        yield from _numbered_below(section.get("content"), (*route, "content"))


def _numbered_below(content: Any, route: Route) -> Iterator[NumberedMember]:
    place = 0
    for index, member in enumerate(_members(content)):
        if is_item(member):
            place += 1
            if "number" in member:
                yield NumberedMember((*route, index), place, member)
        if isinstance(member, dict):
            below = (*route, index, "content")
            yield from _numbered_below(member.get("content"), below)


def _members(content: Any) -> Sequence[Any]:
    """Return ``content`` as a list of members; a lone paragraph holds no items."""
    return content if isinstance(content, list) else ()


def walk(content: Any) -> Iterator[Any]:
    """Yield every member of ``content``, parents before children."""
    if isinstance(content, str):
        yield content
        return
    for member in content or ():
        yield member
        if isinstance(member, dict) and "content" in member:
            yield from walk(member["content"])


def contradictions(claims: Mapping[str, int], data: NoticeData) -> dict[str, int]:
    """Return the claimed figures that the body of ``data`` contradicts, with what it holds.

    For example ``{"problems": 51}`` where 52 are claimed.
    """
    counts = count_items(data)
    held = {
        "problems": {counts.problems},
        # Notices count as tasks either the problems or every item.
        "tasks": {counts.problems, counts.numbered},
        "measures": {_count_measures(_all_members(data))},
    }
    # A body without groups says nothing of the areas.
    if counts.areas:
        held["areas"] = {counts.areas}
    contradicted = {}
    for figure, value in claims.items():
        if figure in held and value not in held[figure]:
            contradicted[figure] = min(held[figure])
    completed, problems = claims.get("completed"), claims.get("problems")
    if completed is not None and problems is not None and completed > problems:
        contradicted["completed"] = problems
    return contradicted
