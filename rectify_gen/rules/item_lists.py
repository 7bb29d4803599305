"""The lists of items in a notice as the public reads them, for rules that compare items side by side.

This room must not know what any rule looks for.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rectify_gen import model
from rectify_gen.diagnostics import Route
from rectify_gen.rules.finding import Finding, at_value
from rectify_gen.view import continuous_levels, heading_of, runs_in


class Listed(NamedTuple):
    """One item of a list: its route, itself, and its heading as printed, without the number."""

    route: Route
    item: model.Item
    heading: str
    run_in: bool = False
    """Whether the heading stands in one paragraph with its text."""


class ItemList(NamedTuple):
    """Items that stand side by side below one heading; ``depth`` is 1 straight below a section."""

    section: int
    depth: int
    continuous: bool
    """Whether the level counts on from the list before, so that all its lists in the section are one."""
    items: tuple[Listed, ...]
    above: Route
    """The route of the item or section that they stand below."""


def item_lists(notice: model.Notice) -> Iterator[ItemList]:
    """Yield every list of items that a public edition prints, outer lists first."""
    for index, section in enumerate(notice.sections):
        if section.audience == "public":
            counted_on = continuous_levels(notice, section)
            above: Route = ("sections", index)
            for depth, items, over in _lists(section, section.content, above, 1, above):
                yield ItemList(
                    index,
                    depth,
                    depth < len(counted_on) and counted_on[depth],
                    items,
                    over,
                )


def _lists(
    section: model.Section,
    content: Sequence[model.Member],
    route: Route,
    depth: int,
    above: Route,
) -> Iterator[tuple[int, tuple[Listed, ...], Route]]:
    below = [
        ((*route, "content", index), member)
        for index, member in enumerate(content)
        if not isinstance(member, str)
    ]
    if not below:
        return
    items = tuple(
        _listed(place, member, section)
        for place, member in below
        if isinstance(member, model.Item) and member.audience == "public"
    )
    if items:
        yield depth, items, above
    for place, member in below:
        if isinstance(member, model.Labelled):
            # A label is no level: items below it are numbered as those beside it.
            yield from _lists(section, member.content, place, depth, above)
    for listed in items:
        content_below = listed.item.content
        route_below = listed.route
        yield from _lists(section, content_below, route_below, depth + 1, route_below)


def _listed(route: Route, item: model.Item, section: model.Section) -> Listed:
    return Listed(
        route=route,
        item=item,
        heading=heading_of(item, section.form),
        run_in=runs_in(item, section) and _begins_with_text(item),
    )


def _begins_with_text(item: model.Item) -> bool:
    """Whether a text stands first below ``item``: a heading with items below it stands alone, whatever its section says."""
    first = item.content[0] if item.content else None
    return not isinstance(first, model.Item)


def levels(lists: Sequence[ItemList]) -> Iterator[tuple[ItemList, ...]]:
    """Yield the lists of each level of each section together."""
    lists_by_level: dict[tuple[int, int], list[ItemList]] = {}
    for item_list in lists:
        level = (item_list.section, item_list.depth)
        lists_by_level.setdefault(level, []).append(item_list)
    for lists_of_level in lists_by_level.values():
        yield tuple(lists_of_level)


def at_heading(listed: Listed, **facts: object) -> Finding:
    """Return the finding of the whole heading of ``listed``."""
    item = listed.item
    if isinstance(item, model.HeadingItem):
        key, text = "heading", item.heading
    else:
        key, text = "problem", item.problem
    return at_value((*listed.route, key), text, heading=_short(listed.heading), **facts)


def _short(text: str, longest: int = 24) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"
