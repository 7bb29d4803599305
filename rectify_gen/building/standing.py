"""How the document that lies at an output stands to what would be made now.

Judged by digests alone, without making anything. This room must not know how
documents are made, or how anything is printed.
"""

import os
from enum import StrEnum
from pathlib import Path

from rectify_gen.building.tasks import Material, Recipe
from rectify_gen.diagnostics import TemplateError
from rectify_gen.files import read_regular
from rectify_gen.origin import Origin, edition
from rectify_gen.source import SourceFile
from rectify_gen.vocabulary.kind_lines import kind_in_text
from rectify_gen.vocabulary.kinds import DEFAULT_KIND


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
    output: Path,
    material: Material,
    recipe: Recipe,
) -> tuple[Standing, Origin | None]:
    """Return how the file at ``output`` stands to what ``recipe`` would make of ``material``, and what it says of itself."""
    # A name that no file can have is refused when the document is written.
    if not os.path.lexists(output):
        return Standing.MISSING, None
    try:
        data = read_regular(output)
    except OSError:
        return Standing.FOREIGN, None
    return standing_of(data, material, recipe)


def standing_of(
    data: bytes,
    material: Material,
    recipe: Recipe,
) -> tuple[Standing, Origin | None]:
    """Return how the document ``data`` stands to what ``recipe`` would make of ``material``, and what it says of itself."""
    try:
        origin, parts = recipe.output.read_origin(data)
    except TemplateError:
        return Standing.FOREIGN, None
    if origin is None:
        return Standing.FOREIGN, None
    # Before anything else: work done by hand must not be overwritten because the source is newer as well.
    if origin.parts != parts:
        return Standing.EDITED, origin
    return standing_by_origin(origin, material, recipe), origin


def standing_by_origin(
    origin: Origin,
    material: Material,
    recipe: Recipe,
) -> Standing:
    """Return how a document that says ``origin`` of itself stands, whatever happened to its parts since."""
    if origin.source != material.digest():
        return Standing.STALE
    if origin.template != _template_digest(material.source, recipe):
        return Standing.OTHER_TEMPLATE
    if origin.edition != edition(recipe.audience):
        return Standing.OTHER_EDITION
    return Standing.CURRENT


def _template_digest(source: SourceFile, recipe: Recipe) -> str:
    """Return the digest of the template that a document made now would name; empty for none.

    The kind is looked up in the text of ``source`` without reading it as YAML. Where that errs, a document only
    counts as made by another template, and is made anew.
    """
    if not recipe.output.needs_template:
        return ""
    if source.table is not None:
        kind = source.table.root.value.get("kind", DEFAULT_KIND.value)
    else:
        kind = kind_in_text(source.text)
    template = recipe.templates.get(kind)
    return template.digest if template else ""
