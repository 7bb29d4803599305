"""What a rule is, and how notices are walked. This room must not know positions, YAML or reports."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import Enum

from rectify_gen import model
from rectify_gen.diagnostics import Diagnostic, Route

Rule = Callable[[model.Notice], Iterator[Diagnostic]]
"""Yields what it finds, with the route of the value at fault; never raises on a notice that validates."""

_NOT_TEXT = frozenset({"waivers", "numbering", "number", "kind", "role", "audience", "status"})


def texts(notice: model.Notice) -> Iterator[tuple[Route, str]]:
    """Yield every text of the notice that a reader may see, with its route, in order."""
    yield from _texts(notice, ())


def _texts(value: object, route: Route) -> Iterator[tuple[Route, str]]:
    if isinstance(value, str) and not isinstance(value, Enum):
        yield route, value
    elif isinstance(value, tuple):
        for at, member in enumerate(value):
            yield from _texts(member, (*route, at))
    elif isinstance(value, model.Part):
        for name in type(value).model_fields:
            if name not in _NOT_TEXT:
                yield from _texts(getattr(value, name), (*route, name))
