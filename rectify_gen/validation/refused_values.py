"""What a model refused, in the terms of its file: the key by its title and as it is written, the way to it, the value.

Pydantic locates a fault by keys, indices, and the tags of union members, which are not in the data. This module must
not know what a fault means.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from pydantic import BaseModel

from rectify_gen.diagnostics import Route
from rectify_gen.model.shapes import TAGGED_LISTS, FileShape
from rectify_gen.source import LocatedData

Location = tuple[str | int, ...]
"""Where pydantic found a fault: keys, indices, and the tags of union members."""

_KEY_AT_FAULT = "[key]"
"""The last step of pydantic to a key, of a mapping with keys of the author's own, that is refused."""


class RefusedValue(NamedTuple):
    """A value that a model refused, or a key that it misses or does not know."""

    part: type[BaseModel]
    """The part of the model that the key belongs to."""
    key: str
    route: Route
    value: Any
    error_type: str
    """What pydantic, or the model, calls the fault."""
    context: Mapping[str, Any]
    """What it says besides."""


def refused_value(
    data: LocatedData,
    shape: FileShape[Any],
    error: Mapping[str, Any],
) -> RefusedValue:
    """Return what ``error``, one of pydantic's, is about in ``data``."""
    location = error["loc"]
    if location[-1:] == (_KEY_AT_FAULT,):
        location = location[:-1]
    part, key = _field_at(location, shape)
    return RefusedValue(
        part=part,
        key=key,
        route=route_of(location, data.value),
        value=error["input"],
        error_type=error["type"],
        context=error.get("ctx", {}),
    )


def _field_at(location: Location, shape: FileShape[Any]) -> tuple[type[BaseModel], str]:
    """Return the part of the model that an error location lies in, and the last key of it."""
    part: type[BaseModel] = shape.root
    part_below = part
    key = ""
    for index, step in enumerate(location):
        if _is_member_tag(location, index):
            part_below = shape.members.get(str(step), part_below)
        elif isinstance(step, str):
            part = part_below
            key = step
            part_below = shape.parts.get(step, part_below)
    return part, key


def route_of(location: Location, value: Any) -> Route:
    """Return ``location`` without what is not in the data: union tags, and the index of a lone value."""
    route: list[str | int] = []
    for index, located_step in enumerate(location):
        if _is_member_tag(location, index):
            continue
        step: Any = located_step
        if isinstance(value, dict):
            if isinstance(step, int) and location[index - 1] == "contacts":
                # Contacts written as {phone: …} are counted by pydantic.
                step = list(value)[step]
            is_in_data = step in value
        else:
            is_in_data = isinstance(value, list) and isinstance(step, int)
        if is_in_data:
            route.append(step)
            value = value[step]
        elif index == len(location) - 1 and isinstance(step, str):
            break
    return tuple(route)


def _is_member_tag(location: Location, index: int) -> bool:
    """Whether the step at ``index`` is no key but the tag of a union: content, 3, heading, content."""
    if index < 2:
        return False
    return isinstance(location[index - 1], int) and location[index - 2] in TAGGED_LISTS


def title_of(part: type[BaseModel], key: str) -> str:
    """Return the Chinese title of ``key``; a key that ``part`` does not know is its own."""
    field = part.model_fields.get(key)
    return str(field.title) if field else key


def key_as_written(
    data: LocatedData,
    part: type[BaseModel],
    key: str,
    route: Route,
) -> str:
    """Return ``key`` of ``part`` as the file writes it; one that the file does not have, as it writes the others beside it."""
    if key in route:
        way_to_key = route[: len(route) - route[::-1].index(key)]
        return str(data.as_written(way_to_key)[-1])
    beside = data.keys_as_written(route)
    if any(not written.isascii() for written in beside):
        return title_of(part, key)
    return key
