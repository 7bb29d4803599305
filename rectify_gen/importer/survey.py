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
_KEYS_OF_FACTS = (
    "organization",
    "inspection",
    "statistics",
    "publication",
    "contacts",
    "signature",
    "document",
)
"""Keys of the data whose facts the summary names, in this order."""
_KEYS_NAMED_AS_WHOLE = ("publication", "contacts", "signature")
"""Keys that are one fact for the reader of a summary, however many parts they have: ``contacts``."""


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
        is_text = isinstance(member, str)
        if is_text or "text" in member:
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
    for key in _KEYS_OF_FACTS:
        value = data.get(key)
        is_named_as_whole = key in _KEYS_NAMED_AS_WHOLE
        if not is_named_as_whole and isinstance(value, dict):
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
        # Groups are headings; where more than half of the items are problems, these are what is counted.
        are_mostly_problems = problem_count * 2 > len(top_items)
        mark = _first_mark(data, section)
        has_marks_of_groups = mark.level == _GROUPING_LEVEL
        are_groups = has_marks_of_groups and not are_mostly_problems
        if grouped_items and are_groups:
            count += len(grouped_items)
        else:
            count += len(top_items)
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
    if not isinstance(member, dict):
        return False
    return "heading" in member or "problem" in member


def children(item: NoticeData) -> Iterator[NoticeData]:
    """Yield the items straight below ``item``, those under its labels included."""
    for member in _members(item.get("content")):
        if is_item(member):
            yield member
        elif isinstance(member, dict) and "label" in member:
            yield from children(member)


def trailing_paragraphs(data: NoticeData) -> Iterator[Route]:
    """Yield where the last of several items has a paragraph more than each beside it: it may belong to what is above."""
    for index, section in enumerate(data["sections"]):
        route: Route = ("sections", index, "content")
        yield from _trailing_below(section.get("content"), route)


def _trailing_below(content: Any, route: Route) -> Iterator[Route]:
    members = _members(content)
    places = [index for index, member in enumerate(members) if is_item(member)]
    if len(places) > 1:
        lengths = [_text_count(members[index].get("content")) for index in places]
        last = places[-1]
        content_of_last = members[last].get("content")
        is_longer = all(length == 1 for length in lengths[:-1]) and lengths[-1] > 1
        if is_longer and isinstance(content_of_last[-1], str):
            yield (*route, last, "content", len(content_of_last) - 1)
    for index, member in enumerate(members):
        if isinstance(member, dict):
            below = (*route, index, "content")
            yield from _trailing_below(member.get("content"), below)


def _text_count(content: Any) -> int:
    """Return how many paragraphs ``content`` is; 0 where anything else stands in it."""
    if isinstance(content, str):
        return 1
    members = _members(content)
    return len(members) if all(isinstance(member, str) for member in members) else 0


def numbered(data: NoticeData) -> Iterator[NumberedMember]:
    """Yield the sections and items that have a ``number`` of their own."""
    for index, section in enumerate(data["sections"]):
        route: Route = ("sections", index)
        if "number" in section:
            place = index + 1
            yield NumberedMember(route, place, section)
        content = section.get("content")
        route_of_content = (*route, "content")
        yield from _numbered_below(content, route_of_content)


def _numbered_below(content: Any, route: Route) -> Iterator[NumberedMember]:
    place = 0
    for index, member in enumerate(_members(content)):
        if is_item(member):
            place += 1
            if "number" in member:
                route_of_member = (*route, index)
                yield NumberedMember(route_of_member, place, member)
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


def listed_figures(data: NoticeData) -> dict[str, set[int]]:
    """Return what the body of ``data`` lists under the names of ``statistics``; more than one value may be meant."""
    counts = count_items(data)
    held = {
        "problems": {counts.problems, counts.leaves},
        # Notices count as tasks either the problems or every item.
        "tasks": {counts.problems, counts.leaves, counts.numbered},
    }
    # A body without groups says nothing of the areas.
    if counts.areas:
        held["areas"] = {counts.areas}
    return held


def contradictions(claims: Mapping[str, int], data: NoticeData) -> dict[str, int]:
    """Return the claimed figures that the body of ``data`` contradicts, with what it holds.

    For example ``{"problems": 51}`` where 52 are claimed. Measures are planned, and need not be listed.
    """
    held = listed_figures(data)
    contradicted = {}
    for figure, value in claims.items():
        values_held = held.get(figure)
        if values_held is not None and value not in values_held:
            contradicted[figure] = min(values_held)
    completed = claims.get("completed")
    problems = claims.get("problems")
    if completed is None or problems is None:
        return contradicted
    # The body does not say what is completed, but it cannot be more than there is.
    if completed > problems:
        contradicted["completed"] = problems
    return contradicted
