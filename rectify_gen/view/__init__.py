"""The view room: :func:`compose` turns a Notice into the finished strings that a template prints."""

from rectify_gen.view.composing import compose, standard_title
from rectify_gen.view.outline import prose
from rectify_gen.view.signing import signature_rights
from rectify_gen.view.types import Absent, AbsentFactError, Fact, View, as_context

__all__ = [
    "Absent",
    "AbsentFactError",
    "Fact",
    "View",
    "as_context",
    "compose",
    "prose",
    "signature_rights",
    "standard_title",
]
