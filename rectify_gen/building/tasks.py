"""What is to be made, and what became of it: finished values that travel between processes and machines.

A task holds all that a worker needs, templates and texts included, and what comes
back holds the document: no shared disk, no shared memory. This room must not know
how a document is made.
"""

import hashlib
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from rectify_gen import resources
from rectify_gen.baseline import NO_REPORTS, KnownReport
from rectify_gen.choice import STANDARD, Choice
from rectify_gen.diagnostics import Diagnostic, RectifyError, TemplateError
from rectify_gen.files import read_regular, unreadable
from rectify_gen.origin import Origin
from rectify_gen.outputs import DEFAULT_OUTPUT, DocumentOutput, TemplateFile
from rectify_gen.source import SourceFile
from rectify_gen.sources import is_template_path
from rectify_gen.vocabulary.kinds import Kind

if TYPE_CHECKING:
    from rectify_gen.model import Audience

SHIPPED = {kind.value: kind.row.template for kind in Kind}
"""The shipped template of each kind."""


class Recipe(NamedTuple):
    """What decides, beside the material, how a document is made.

    A template for each kind of notice, the edition, the choice of rules, and the output that makes it.
    """

    templates: Mapping[str, TemplateFile]
    audience: "Audience" = "public"
    choice: Choice = STANDARD
    output: DocumentOutput = DEFAULT_OUTPUT


NO_ASSETS: Mapping[str, bytes] = {}


class Material(NamedTuple):
    """What one document is made of, beside the recipe: the text of a notice, and the files that it names.

    ``assets`` holds these files by the paths that the notice writes.
    """

    source: SourceFile
    assets: Mapping[str, bytes] = NO_ASSETS
    known: tuple[KnownReport, ...] = NO_REPORTS
    """Reports of the notice that its project knows of: they neither stop a build nor are repeated by it."""

    def digest(self) -> str:
        """Return a SHA-256, in hexadecimal, that changes with the source and with any asset or its name.

        Without assets it is the digest of the source.
        """
        assets = tuple(sorted(self.assets.items()))
        return self.source._replace(assets=assets).digest()


def material_of(
    source: SourceFile, known: tuple[KnownReport, ...] = NO_REPORTS
) -> Material:
    """Return ``source`` with the files that were read beside it."""
    return Material(source, dict(source.assets), known)


class Task(NamedTuple):
    """Some documents to be made by one recipe; ``clock`` returns seconds."""

    recipe: Recipe
    materials: tuple[Material, ...]
    clock: Callable[[], float]


class Made(NamedTuple):
    """What became of one material: the document, or None with the failure that its diagnostics report."""

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
    files: dict[str, TemplateFile] = {}
    templates = {}
    for kind, shipped in SHIPPED.items():
        # A kind that is printed by the template of another follows that one: 公示 takes what 通报 takes.
        name = names.get(kind) or names.get(shipped, shipped)
        if name not in files:
            file = read_template(name, overlay)
            files[name] = file._replace(facts=choice.facts)
        templates[kind] = files[name]
    return Recipe(templates, audience, choice)


def template_name(name: str) -> str:
    """Return ``name`` as :func:`read_template` takes it: a file without a suffix that is there becomes a path.

    ``-t 模板`` means the shipped template 模板; where there is none, and a file or folder of that name is, that is
    meant.
    """
    shipped = resources.find(f"templates/{name}.docx")
    if is_template_path(name) or shipped.exists() or not os.path.lexists(name):
        return name
    return os.path.join(os.curdir, name)


def read_template(name: str, overlay: Path | None = None) -> TemplateFile:
    """Return the template at the path ``name``, or the shipped one of that name, laid out by ``overlay`` if there is one.

    Raises:
        TemplateError: there is none.
        InputError: the overlay has faults.
    """
    path = Path(name)
    is_shipped = not is_template_path(name)
    if is_shipped:
        if overlay is not None:
            return _make_template(name, overlay)
        path = resources.find(f"templates/{name}.docx")
    try:
        data = read_regular(path)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise _unknown_template(name) from error
    except (OSError, ValueError) as error:
        fault = unreadable(path, error)
        raise TemplateError([fault]) from error
    return _template_file(resources.shown(path), data, is_shipped)


def _unknown_template(name: str) -> TemplateError:
    fault = Diagnostic("template-unknown", facts={"name": name})
    return TemplateError([fault])


def _make_template(name: str, overlay: Path) -> TemplateFile:
    # Most projects have no overlay, and these are slow to import.
    from rectify_gen.overlay import load_layout
    from rectify_gen.templating.make import KINDS, make_template

    if name not in KINDS:
        raise _unknown_template(name)
    layout = load_layout(overlay, kind=name)
    data = make_template(name, layout)
    return _template_file(f"{name}.docx", data, is_shipped=True)


def _template_file(path: str, data: bytes, is_shipped: bool) -> TemplateFile:
    digest = hashlib.sha256(data).hexdigest()
    return TemplateFile(
        path=path,
        data=data,
        digest=digest,
        shipped=is_shipped,
    )
