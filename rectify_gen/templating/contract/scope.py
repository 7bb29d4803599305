"""What a name means at one point of a template, and what is known to be there.

This room must not know Jinja's syntax trees.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rectify_gen.templating.contract.expression_types import (
    VIEW,
    Anything,
    Record,
    Type,
    fields_of,
)
from rectify_gen.view.fields import ENSURED, Path

GLOBALS = frozenset({"range", "dict", "namespace"})
"""Names that Jinja itself offers in the sandbox."""


class Value(NamedTuple):
    """What is known of an expression.

    Its type, the path that it reads (empty where it reads none), and the field of the
    view that it is, as the names of record and field.
    """

    type: Type
    path: Path = ()
    field: tuple[str, str] = ("", "")


ANY = Value(Anything())


class Scope:
    """Names bound by the template around one point, inner ones first, and the paths known to be present there."""

    def __init__(self) -> None:
        self.frames: list[dict[str, Value]] = [{}]
        self.present: frozenset[Path] = frozenset()
        self.closed_names: set[str] = set()

    def lookup(self, name: str) -> Value | None:
        """Return what ``name`` means, None where nothing has that name."""
        for frame in reversed(self.frames):
            if name in frame:
                return frame[name]
        offered = fields_of(VIEW.name)
        if name in offered:
            return Value(offered[name], (name,), (VIEW.name, name))
        return ANY if name in GLOBALS else None

    def bind(self, name: str, value: Value) -> None:
        """Let ``name`` mean ``value`` from here to the end of the innermost frame."""
        self.frames[-1][name] = value

    def names(self) -> list[str]:
        """Return every name that can be used here."""
        names: list[str] = []
        for frame in self.frames:
            names += frame
        names += fields_of(VIEW.name)
        return names

    @contextlib.contextmanager
    def frame(self, **names: Value) -> Iterator[None]:
        """Open an inner frame with ``names``, which are no longer known when it closes."""
        self.frames.append(dict(names))
        try:
            yield
        finally:
            self.closed_names |= set(self.frames.pop())

    @contextlib.contextmanager
    def knowing(self, paths: Iterable[Path]) -> Iterator[None]:
        """Take ``paths`` for present inside."""
        before = self.present
        self.present = before | ensured(paths)
        try:
            yield
        finally:
            self.present = before


def ensured(paths: Iterable[Path]) -> frozenset[Path]:
    """Return ``paths`` with what they stand in and what comes with them."""
    known: set[Path] = set()
    waiting = list(paths)
    while waiting:
        path = waiting.pop()
        if path and path not in known:
            known.add(path)
            waiting.append(path[:-1])
            waiting += ENSURED.get(path, ())
    return frozenset(known)


def member_of(value: Value, name: str) -> Value | None:
    """Return the field ``name`` of a record, None where it has none."""
    if not isinstance(value.type, Record):
        return None
    record = value.type.name
    held = fields_of(record).get(name)
    if held is None:
        return None
    path = (*value.path, name) if value.path else ()
    return Value(held, path, (record, name))
