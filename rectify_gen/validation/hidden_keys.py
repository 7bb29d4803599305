"""Keys that YAML reads as text, since their colon is full-width or no blank comes after it: heading：…

This module must not know models, except for the keys that they have.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from rectify_gen.diagnostics import Diagnostic, Route
from rectify_gen.late_pattern import LatePattern
from rectify_gen.source import LocatedData

_KEY_AND_COLON = LatePattern(r"([^\W\d]\w*)(：|:(?=[^\s:/]))")
"""A key whose colon YAML does not see: it is full-width, or no space comes after it."""
_ENGLISH_WORD = re.compile("[A-Za-z_]+")


def keys_read_as_text(data: LocatedData, keys: Collection[str]) -> list[Diagnostic]:
    """Return a report of each text such as ``heading：…`` that was meant as one of ``keys``, where text may stand as well."""
    return list(
        _hidden_keys(
            data,
            keys,
            data.value,
            (),
        )
    )


def _hidden_keys(
    data: LocatedData,
    keys: Collection[str],
    value: Any,
    route: Route,
) -> Iterator[Diagnostic]:
    if isinstance(value, str):
        if colon_key(value) in keys:
            yield colon_fault(
                data,
                route,
                value,
            )
        return
    members: Iterable[tuple[str | int, Any]] = ()
    if isinstance(value, dict):
        members = value.items()
    elif isinstance(value, list):
        members = enumerate(value)
    for step, member in members:
        yield from _hidden_keys(
            data,
            keys,
            member,
            (*route, step),
        )


def colon_fault(
    data: LocatedData,
    route: Route,
    text: str,
) -> Diagnostic:
    """Return the report of ``text`` at ``route``, which begins with a key whose colon YAML does not see."""
    key = colon_key(text)
    is_full_width = text[len(key)] == "："
    return Diagnostic(
        code="yaml-colon" if is_full_width else "yaml-colon-space",
        route=route,
        facts={"key": key},
        position=data.position(route),
        path=data.source.path,
    )


def colon_key(text: str) -> str:
    """Return the key of text such as ``name：中共…`` or ``name:中共…``, whose colon kept YAML from seeing it; empty for other texts.

    Chinese words before a colon are labels of the text (整改情况：), and no keys.
    """
    match = _KEY_AND_COLON.match(text)
    if match is None or not _ENGLISH_WORD.fullmatch(match[1]):
        return ""
    return match[1]
