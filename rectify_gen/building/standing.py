"""How the document that lies at an output stands to what would be made now.

Told from digests alone, without making anything. This room must not know how
documents are made, or how anything is printed.
"""

import os
from enum import StrEnum
from pathlib import Path

from rectify_gen.building.tasks import Recipe
from rectify_gen.diagnostics import TemplateError
from rectify_gen.files import read_regular
from rectify_gen.naming import kind_in_text
from rectify_gen.origin import Origin, edition, read_origin
from rectify_gen.source import SourceFile


class Standing(StrEnum):
    """How a document stands to its source, template and edition."""

    CURRENT = "current"
    MISSING = "missing"
    STALE = "stale"
    OTHER_TEMPLATE = "other-template"
    OTHER_EDITION = "other-edition"
    EDITED = "edited"
    FOREIGN = "foreign"


KEPT = frozenset({Standing.EDITED, Standing.FOREIGN})
"""What somebody made by hand: never overwritten unasked."""


def standing(
    output: Path, source: SourceFile, recipe: Recipe
) -> tuple[Standing, Origin | None]:
    """Return how the file at ``output`` stands to what ``recipe`` would make of ``source``, and what it says of itself."""
    if not os.path.lexists(output):
        return (
            Standing.MISSING,
            None,
        )  # a name that cannot be is refused when it is written
    try:
        data = read_regular(output)
    except OSError:
        return Standing.FOREIGN, None
    return standing_of(data, source, recipe)


def standing_of(
    data: bytes, source: SourceFile, recipe: Recipe
) -> tuple[Standing, Origin | None]:
    """Return how the document ``data`` stands to what ``recipe`` would make of ``source``, and what it says of itself."""
    try:
        origin, parts = read_origin(data)
    except TemplateError:
        return Standing.FOREIGN, None
    if origin is None:
        return Standing.FOREIGN, None
    if origin.parts != parts:
        return Standing.EDITED, origin
    return standing_by_origin(origin, source, recipe), origin


def standing_by_origin(origin: Origin, source: SourceFile, recipe: Recipe) -> Standing:
    """Return how a document that says ``origin`` of itself stands, whatever happened to its parts since."""
    wanted = _wanted(source, recipe)
    checks = (
        (origin.source != wanted.source, Standing.STALE),
        (origin.template != wanted.template, Standing.OTHER_TEMPLATE),
        (origin.edition != wanted.edition, Standing.OTHER_EDITION),
    )
    return next((state for differs, state in checks if differs), Standing.CURRENT)


def _wanted(source: SourceFile, recipe: Recipe) -> Origin:
    """What a document made now would say, but for its parts. The kind is looked up in the text: where that errs, a
    document only counts as made by another template, and is made anew.
    """
    template = recipe.templates.get(kind_in_text(source.text))
    return Origin(
        source.digest(),
        template.digest if template else "",
        edition(recipe.audience),
        "",
    )
