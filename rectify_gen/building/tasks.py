"""What is to be made, and what became of it: finished values that travel between processes and machines.

A task holds all that a worker needs, templates and texts included, and what comes
back holds the document: no shared disk, no shared memory. This room must not know
how a document is made.
"""

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from rectify_gen import resources
from rectify_gen.choice import STANDARD, Choice
from rectify_gen.diagnostics import Diagnostic, RectifyError, TemplateError
from rectify_gen.files import read_regular, unreadable
from rectify_gen.origin import Origin
from rectify_gen.source import SourceFile
from rectify_gen.sources import is_template_path
from rectify_gen.vocabulary.kinds import Kind

if TYPE_CHECKING:
    from rectify_gen.model import Audience

SHIPPED = {kind.value: kind.row.template for kind in Kind}
"""The shipped template of each kind."""


class TemplateFile(NamedTuple):
    """A template as it stands in its file; ``path`` is what messages call it."""

    path: str
    data: bytes

    digest: str
    """SHA-256 of ``data`` in hexadecimal."""

    shipped: bool = False
    """Whether the product itself made it, and its tests have checked it."""


class Recipe(NamedTuple):
    """What decides, beside the source, how a document is made: a template for each kind, the edition, the rules."""

    templates: Mapping[str, TemplateFile]
    audience: "Audience" = "public"
    choice: Choice = STANDARD


class Task(NamedTuple):
    """Some sources to be made by one recipe; ``clock`` tells seconds."""

    recipe: Recipe
    sources: tuple[SourceFile, ...]
    clock: Callable[[], float]


class Made(NamedTuple):
    """What became of one source: the document, or None with the failure that its diagnostics tell."""

    document: bytes | None
    diagnostics: tuple[Diagnostic, ...]
    failure: RectifyError | None
    seconds: float
    origin: Origin | None = None


def recipe_of(
    names: Mapping[str, str],
    audience: "Audience" = "public",
    choice: Choice = STANDARD,
    overlay: Path | None = None,
) -> Recipe:
    """Return the recipe of the templates ``names``: kind to path or shipped name; other kinds take the shipped ones.

    Shipped ones are laid out by the office's ``overlay``, where there is one.

    Raises:
        TemplateError: there is no such template.
        InputError: the overlay has faults.
    """
    wanted = {}
    for kind, shipped in SHIPPED.items():
        # A kind that is printed by the template of another follows that one: 公示 takes what 通报 takes.
        wanted[kind] = names.get(kind) or names.get(shipped, shipped)
    files = {
        name: read_template(name, overlay) for name in dict.fromkeys(wanted.values())
    }
    return Recipe(
        {kind: files[name] for kind, name in wanted.items()}, audience, choice
    )


def read_template(name: str, overlay: Path | None = None) -> TemplateFile:
    """Return the template at the path ``name``, or the shipped one of that name, laid out by ``overlay`` if there is one.

    Raises:
        TemplateError: there is none.
        InputError: the overlay has faults.
    """
    path = Path(name)
    shipped = not is_template_path(name)
    if shipped:
        if overlay is not None:
            return _made(name, overlay)
        path = resources.find(f"templates/{name}.docx")
    try:
        data = read_regular(path)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise TemplateError(
            [Diagnostic("template-unknown", facts={"name": name})]
        ) from error
    except (OSError, ValueError) as error:
        raise TemplateError([unreadable(path, error)]) from error
    return _file(resources.shown(path), data)._replace(shipped=shipped)


def _made(name: str, overlay: Path) -> TemplateFile:
    from rectify_gen.overlay import (
        load_layout,
    )  # most projects have none, and these are slow to import
    from rectify_gen.templating.make import KINDS, make_template

    if name not in KINDS:
        raise TemplateError([Diagnostic("template-unknown", facts={"name": name})])
    made = _file(f"{name}.docx", make_template(name, load_layout(overlay)))
    return made._replace(shipped=True)


def _file(path: str, data: bytes) -> TemplateFile:
    return TemplateFile(path, data, hashlib.sha256(data).hexdigest())
