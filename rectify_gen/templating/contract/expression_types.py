"""What the view offers, as types that a checker can follow: texts, numbers, lists, records, what may be absent.

Derived from the annotations of :mod:`rectify_gen.view.types`, so that a new field is
known at once. This room must not know Jinja or templates.
"""

from __future__ import annotations

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


class Drawing(NamedTuple):
    """A picture: it can be tested for, and stands in no text."""


class Listing(NamedTuple):
    """A list of ``member``."""

    member: Type


class Record(NamedTuple):
    """A view type by its name; :func:`fields_of` says what it holds."""

    name: str


class Maybe(NamedTuple):
    """``of``, or absent from the data: false in a test, an error when printed."""

    of: Type


class Anything(NamedTuple):
    """What cannot be known: results of macros and calls, parameters."""


Type = Text | Number | Flag | Drawing | Listing | Record | Maybe | Anything

VIEW = Record("View")
PICTURES = Record("PicturesView")
"""What holds pictures by the names of an office's own."""
OWN_FACTS = Record("OwnFactsView")
"""What holds facts of an office's own: their names are not in the view, but in a project file or nowhere."""


@functools.cache
def fields_of(record: str) -> Mapping[str, Type]:
    """Return the fields of a view type with their types."""
    view_type = getattr(view_types, record)
    fields: dict[str, Type] = {}
    for name, annotation in typing.get_type_hints(view_type).items():
        fields[name] = _type_of(record, name, annotation)
    # What is computed of the others: ``lead``, ``rest``.
    for name, member in vars(view_type).items():
        if isinstance(member, property):
            annotation = typing.get_type_hints(member.fget)["return"]
            fields[name] = _type_of(record, name, annotation)
    return fields


def _type_of(record: str, name: str, annotation: object) -> Type:
    """The type of the field ``name``: ``tuple[str, ...]`` is a Listing, ``X | Absent`` a Maybe."""
    origin = typing.get_origin(annotation)
    members = typing.get_args(annotation)
    if origin in (Union, types.UnionType):
        # ``str | Absent`` leaves str.
        present_members = [
            member for member in members if member is not view_types.Absent
        ]
        present_type = _type_of(record, name, present_members[0])
        return Maybe(present_type)
    if origin is tuple:
        # The arguments of ``tuple[str, ...]`` are str and the dots.
        member_type = _type_of(record, name, members[0])
        return Listing(member_type)
    return _plain_type(record, name, annotation)


def _plain_type(record: str, name: str, annotation: object) -> Type:
    if annotation is str:
        field = FIELDS.get(record, {}).get(name)
        return Text(field.choices if field is not None else ())
    if annotation is bool:
        return Flag()
    if annotation is int:
        return Number()
    return Record(annotation.__name__)  # type: ignore[attr-defined]


def present(held: Type) -> Type:
    """Return what ``held`` is where it is not absent."""
    return held.of if isinstance(held, Maybe) else held
