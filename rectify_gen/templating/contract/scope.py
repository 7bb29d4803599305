"""What a name means at one point of a template, and what is known to be there.

This room must not know Jinja's syntax trees.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rectify_gen.templating.contract.types import (
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
    """The type of an expression, the path that it reads (empty where it reads none), the field of the view that it is."""

    type: Type
    path: Path = ()
    field: tuple[str, str] = ("", "")


ANY = Value(Anything())


class Scope:
    """Names bound by the template around one point, inner ones first, and the paths known to be present there."""

    def __init__(self) -> None:
        self.frames: list[dict[str, Value]] = [{}]
        self.present: frozenset[Path] = frozenset()
        self.left: set[str] = set()

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
        return [
            *(name for frame in self.frames for name in frame),
            *fields_of(VIEW.name),
        ]

    @contextlib.contextmanager
    def frame(self, **names: Value) -> Iterator[None]:
        """Open an inner frame with ``names``; its names are remembered as left when it closes."""
        self.frames.append(dict(names))
        try:
            yield
        finally:
            self.left |= set(self.frames.pop())

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
    out: set[Path] = set()
    left = list(paths)
    while left:
        path = left.pop()
        if path and path not in out:
            out.add(path)
            left += [path[:-1], *ENSURED.get(path, ())]
    return frozenset(out)


def member_of(value: Value, name: str) -> Value | None:
    """Return the field ``name`` of a record, None where it has none."""
    if not isinstance(value.type, Record):
        return None
    found = fields_of(value.type.name).get(name)
    if found is None:
        return None
    return Value(
        found, (*value.path, name) if value.path else (), (value.type.name, name)
    )
