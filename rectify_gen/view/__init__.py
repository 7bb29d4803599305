"""The view room: :func:`compose` turns a Notice into the finished strings that a template prints."""

from rectify_gen.view.composing import compose, signature_rights, standard_title, title_phrases
from rectify_gen.view.outline import Node, continuous_levels, heading_of, outline, prose
from rectify_gen.view.types import Absent, AbsentFactError, Fact, View, as_context

__all__ = [
    "Absent",
    "AbsentFactError",
    "Fact",
    "Node",
    "View",
    "as_context",
    "compose",
    "continuous_levels",
    "heading_of",
    "outline",
    "prose",
    "signature_rights",
    "standard_title",
    "title_phrases",
]
