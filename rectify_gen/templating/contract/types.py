"""What the view offers, as types that a checker can follow: texts, numbers, lists, records, what may be absent.

Derived from the annotations of :mod:`rectify_gen.view.types`, so that a new field is
known at once. This room must not know Jinja or templates.
"""

import functools
import types
import typing
from collections.abc import Mapping
from typing import NamedTuple, Union

from rectify_gen.view import types as view_types
from rectify_gen.view.fields import FIELDS


class Text(NamedTuple):
    """A text; ``choices`` are all that it can be, where they are few."""

    choices: tuple[str, ...] = ()


class Number(NamedTuple):
    """A whole number."""


class Flag(NamedTuple):
    """True or false."""


class Listing(NamedTuple):
    """A list of ``member``."""

    member: "Type"


class Record(NamedTuple):
    """A view type by its name; :func:`fields_of` tells what it holds."""

    name: str


class Maybe(NamedTuple):
    """``of``, or absent from the data: false in a test, an error when printed."""

    of: "Type"


class Anything(NamedTuple):
    """What cannot be told: results of macros and calls, parameters."""


Type = Text | Number | Flag | Listing | Record | Maybe | Anything

VIEW = Record("View")


@functools.cache
def fields_of(record: str) -> Mapping[str, Type]:
    """Return the fields of a view type with their types."""
    found = typing.get_type_hints(getattr(view_types, record))
    return {name: _typed(record, name, one) for name, one in found.items()}


def _typed(record: str, name: str, annotation: object) -> Type:
    origin, members = typing.get_origin(annotation), typing.get_args(annotation)
    if origin in (Union, types.UnionType):
        present = [one for one in members if one is not view_types.Absent]
        return Maybe(_typed(record, name, present[0]))
    if origin is tuple:
        return Listing(_typed(record, name, members[0]))
    if annotation is str:
        return Text(
            FIELDS[record][name].choices if name in FIELDS.get(record, {}) else ()
        )
    if annotation is bool:
        return Flag()
    return Number() if annotation is int else Record(annotation.__name__)  # type: ignore[attr-defined]


def present(one: Type) -> Type:
    """Return what ``one`` is where it is not absent."""
    return one.of if isinstance(one, Maybe) else one
