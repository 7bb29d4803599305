"""By what an edited document was made, as it says itself: which edition, which template; or whether it is ours at all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rectify_gen.building.aligning import align
from rectify_gen.building.tasks import Recipe, read_template
from rectify_gen.diagnostics import Diagnostic, TemplateError
from rectify_gen.origin import Origin, audience_of
from rectify_gen.vocabulary.template_names import TEMPLATE_NAMES

_FEWEST_ALIKE = 0.5
"""The share of a notice's paragraphs that a document without our properties must have to be taken for it."""


class KnownOrigin(NamedTuple):
    """Where a document came from (None: it does not say), and the recipe that made it as far as it is known."""

    origin: Origin | None
    recipe: Recipe
    notes: tuple[Diagnostic, ...]


def known_origin(document: bytes, recipe: Recipe) -> KnownOrigin:
    """Return by what ``document`` was made: ``recipe`` with the edition and the template that the document names."""
    try:
        origin, _ = recipe.output.read_origin(document)
    except TemplateError:
        origin = None
    if origin is None:
        return KnownOrigin(
            None,
            recipe,
            (Diagnostic("onto-no-origin"),),
        )
    notes = []
    audience = audience_of(origin.edition)
    if audience == "internal":
        recipe = recipe._replace(audience="internal")
    else:
        recipe = recipe._replace(audience="public")
    digests = {template.digest for template in recipe.templates.values()}
    if origin.template not in digests:
        shipped = _shipped_template(origin.template, recipe)
        if shipped is None:
            notes.append(Diagnostic("diff-other-template"))
        else:
            recipe = shipped
    return KnownOrigin(
        origin,
        recipe,
        tuple(notes),
    )


def _shipped_template(digest: str, recipe: Recipe) -> Recipe | None:
    """Return ``recipe`` with the shipped template that has ``digest`` for every kind; None where none has."""
    for template_name in TEMPLATE_NAMES:
        template = read_template(template_name.code)
        if template.digest == digest:
            templates = dict.fromkeys(recipe.templates, template)
            return recipe._replace(templates=templates)
    return None


def is_alike(printed: Sequence[str], edited: Sequence[str]) -> bool:
    """Return whether a document with the paragraphs ``edited`` is clearly the notice that prints ``printed``."""
    alike = 0
    for pair in align(printed, edited):
        if pair.before is not None and pair.after is not None:
            alike += 1
    return bool(printed) and alike >= _FEWEST_ALIKE * len(printed)
