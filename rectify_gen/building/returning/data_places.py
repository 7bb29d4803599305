"""The data of a source by the routes of its notice, and what an edit of it needs to know of the model.

In a notice every list is one; a file may write its only entry alone, contacts as a mapping, and leave out what has a
default. This module must not know documents.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from rectify_gen import model
from rectify_gen.diagnostics import Route
from rectify_gen.model.shapes import NOTICE_SHAPE
from rectify_gen.source import LocatedData
from rectify_gen.validation import route_in_data

_MISSING = object()
_FLAGS = ("run_in", "continuous", "seal")
_COUNTS = ("start",)
_FIRST_KEYS = (
    "kind",
    "role",
    "number",
    "heading",
    "problem",
    "label",
    "text",
    "form",
    "run_in",
    "start",
)
"""Keys that say what a part is, which a file has first."""
_LAST_KEYS = ("measures", "content")
"""Keys that hold other parts, which a file has last."""


class Container(NamedTuple):
    """A list of the notice as the file has it."""

    route: Route
    """The way to it in the data."""
    value: Any
    """Its entries, a lone value that stands for one, or None where the file does not have it."""

    @property
    def size(self) -> int:
        """How many entries it has."""
        if self.value is None:
            return 0
        if isinstance(self.value, list):
            return len(self.value)
        return 1


def data_route(data: LocatedData, route: Route) -> Route:
    """Return the way in ``data`` to the value that stands at ``route`` of its notice."""
    return data.existing_steps(route_in_data(data, route))


def value_at(data: LocatedData, route: Route) -> Any:
    """Return the plain value at ``route``, a way in ``data``; None where there is none."""
    value = data.value
    for step in route:
        if isinstance(value, dict):
            value = value.get(step, _MISSING)
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return None
        if value is _MISSING:
            return None
    return value


def notice_value(data: LocatedData, route: Route) -> Any:
    """Return the plain value that the file has at ``route`` of its notice; None where it has none."""
    return value_at(data, data_route(data, route))


def container_at(data: LocatedData, route: Route) -> Container:
    """Return the list of the notice at ``route``."""
    *parent_steps, key = route
    parent = data_route(data, tuple(parent_steps))
    parent_value = value_at(data, parent)
    if isinstance(parent_value, dict):
        return Container((*parent, key), parent_value.get(key))
    if isinstance(parent_value, list) and isinstance(key, int):
        return Container((*parent, key), parent_value[key])
    # An only entry that stands for its list.
    return Container(parent, parent_value)


def key_order(value: Any, route: Route) -> tuple[str, ...]:
    """Return the keys of the mapping ``value`` at ``route`` in the order in which the model has them."""
    if not route:
        return tuple(model.Notice.model_fields)
    for key, part in NOTICE_SHAPE.members.items():
        is_member = isinstance(value, dict) and key in value
        if is_member and "content" in route:
            return _as_typed_by_hand(part.model_fields)
    for step in reversed(route):
        if step in NOTICE_SHAPE.parts:
            return _as_typed_by_hand(NOTICE_SHAPE.parts[str(step)].model_fields)
    return ()


def _as_typed_by_hand(fields: Iterable[str]) -> tuple[str, ...]:
    """Return ``fields`` as files have them: what a part is called first, what it holds last."""
    keys = list(fields)
    ranks = {}
    for place, key in enumerate(keys):
        ranks[key] = place
        if key in _FIRST_KEYS:
            ranks[key] = _FIRST_KEYS.index(key) - len(_FIRST_KEYS)
        elif key in _LAST_KEYS:
            ranks[key] = len(keys) + _LAST_KEYS.index(key)
    return tuple(sorted(keys, key=ranks.__getitem__))


def is_item(value: Any) -> bool:
    """Return whether plain ``value`` is an item: a heading or a problem."""
    return isinstance(value, dict) and ("heading" in value or "problem" in value)


def is_on(value: Mapping[str, Any], key: str) -> bool:
    """Return whether the flag ``key`` is set in plain ``value``, in any of the words for that."""
    return str(value.get(key, "")).strip() in model.YES


def as_typed(value: Any) -> Any:
    """Return plain ``value`` with its keys as files have them, and its flags and counts as such, which need no quotes."""
    if isinstance(value, list):
        return [as_typed(member) for member in value]
    if not isinstance(value, dict):
        return value
    typed = {}
    for key in _as_typed_by_hand(value):
        member = value[key]
        if key in _FLAGS and member in ("true", "false"):
            typed[key] = member == "true"
        elif key in _COUNTS and isinstance(member, str) and member.isdigit():
            typed[key] = int(member)
        else:
            typed[key] = as_typed(member)
    return typed
