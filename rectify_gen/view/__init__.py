"""The view room: :func:`compose` turns a Notice into the finished strings that a template prints."""

from typing import TYPE_CHECKING, Any

from rectify_gen.view.types import Absent, AbsentFactError, Fact, View, as_context

if TYPE_CHECKING:
    from rectify_gen.view.composing import compose, standard_title, title_phrases
    from rectify_gen.view.joining import (
        bare,
        fill_form,
        inspection_name,
        inspection_type,
    )
    from rectify_gen.view.outline import (
        continuous_levels,
        heading_of,
        marks_of,
        prose,
        section_heading,
        standard_heading,
    )
    from rectify_gen.view.signing import signature_rights

_HOMES = {
    **dict.fromkeys(("compose", "standard_title", "title_phrases"), "composing"),
    **dict.fromkeys(
        ("bare", "fill_form", "inspection_name", "inspection_type"), "joining"
    ),
    **dict.fromkeys(
        (
            "continuous_levels",
            "heading_of",
            "marks_of",
            "prose",
            "section_heading",
            "standard_heading",
        ),
        "outline",
    ),
    "signature_rights": "signing",
}

__all__ = [
    "Absent",
    "AbsentFactError",
    "Fact",
    "View",
    "as_context",
    "bare",
    "compose",
    "continuous_levels",
    "fill_form",
    "heading_of",
    "inspection_name",
    "inspection_type",
    "marks_of",
    "prose",
    "section_heading",
    "signature_rights",
    "standard_heading",
    "standard_title",
    "title_phrases",
]


def __getattr__(name: str) -> Any:
    """Import what needs the model, and pydantic with it, when it is first asked for: templates are checked without."""
    if name not in _HOMES:
        raise AttributeError(f"module 'rectify_gen.view' has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f"rectify_gen.view.{_HOMES[name]}"), name)
    globals()[name] = value
    return value
