"""An item that was added, written as its siblings are: as a problem with their form, or as a heading that runs in.

This module must not know where an item is put.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from rectify_gen import model
from rectify_gen.building.returning.data_places import is_item, is_on

_DEFAULT_FORM = "{}"


class _SplitHeading(NamedTuple):
    """A heading, and the text that runs in behind it; empty where none does."""

    heading: str
    body: str


def new_section(text: str) -> dict[str, Any]:
    """Return a section with the heading ``text`` and a list for its content."""
    return {"heading": text, "content": []}


def new_item(
    text: str,
    section: model.Section | None,
    siblings: Iterable[Any],
) -> dict[str, Any]:
    """Return the item that prints ``text`` behind its number, with a list for its content."""
    items = [sibling for sibling in siblings if is_item(sibling)]
    section_runs_in = section is not None and section.runs_in_items
    runs_in = section_runs_in or any(is_on(item, "run_in") for item in items)
    heading, body = _split(text) if runs_in else _SplitHeading(text, "")
    item = _named(
        heading,
        section,
        items,
    )
    item["content"] = [body] if body else []
    if body and not section_runs_in:
        item["run_in"] = True
    return item


def _split(text: str) -> _SplitHeading:
    """Return the first sentence of ``text`` as a heading, and what stands behind it."""
    before_stop, stop, behind_stop = text.partition("。")
    return _SplitHeading(before_stop + stop, behind_stop)


def _named(
    heading: str,
    section: model.Section | None,
    items: Sequence[Any],
) -> dict[str, Any]:
    """Return the item called ``heading``: a problem where its siblings are, and their form fits."""
    section_form = section.form if section is not None else None
    for item in items:
        if "problem" not in item:
            continue
        own_form = item.get("form")
        form = own_form or section_form or _DEFAULT_FORM
        before, _, behind = form.partition("{}")
        fits = heading.startswith(before) and heading.endswith(behind)
        name = heading[len(before) : len(heading) - len(behind)]
        if not fits or not name:
            continue
        if own_form:
            return {"problem": name, "form": own_form}
        return {"problem": name}
    return {"heading": heading}
