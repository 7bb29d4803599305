"""The view room: :func:`compose` turns a Notice into the finished strings that a template prints.

``outline`` numbers sections and items, ``items`` makes the ledger of them, ``signing`` places the signature, ``joining``
fits values to the words around them, ``printed_facts`` writes the facts, ``slot_filling`` puts them into the organ's
own wording, and ``composing`` puts all of it together. ``types`` are what a template sees,
``fields`` what its fields are called. ``provenance`` remembers, for who asks, which value printed what.
"""

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
        runs_in,
        section_heading,
        standard_heading,
    )
    from rectify_gen.view.signing import signature_rights
    from rectify_gen.view.slot_filling import closing_texts, preamble_texts

_HOMES = {
    "bare": "joining",
    "closing_texts": "slot_filling",
    "compose": "composing",
    "continuous_levels": "outline",
    "fill_form": "joining",
    "heading_of": "outline",
    "inspection_name": "joining",
    "inspection_type": "joining",
    "marks_of": "outline",
    "preamble_texts": "slot_filling",
    "prose": "outline",
    "runs_in": "outline",
    "section_heading": "outline",
    "signature_rights": "signing",
    "standard_heading": "outline",
    "standard_title": "composing",
    "title_phrases": "composing",
}
"""The module of each name that is imported when it is first used."""

__all__ = [
    "Absent",
    "AbsentFactError",
    "Fact",
    "View",
    "as_context",
    "bare",
    "closing_texts",
    "compose",
    "continuous_levels",
    "fill_form",
    "heading_of",
    "inspection_name",
    "inspection_type",
    "marks_of",
    "preamble_texts",
    "prose",
    "runs_in",
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
