"""Building documents: which source becomes which file, one source at a time, and writing without half files.

This room must not know how anything is printed, and reads no clock.
"""

import contextlib
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from rectify_gen import model, resources
from rectify_gen.checking import check_source
from rectify_gen.diagnostics import Diagnostic, InputError, RectifyError, TemplateError, UsageError, errors
from rectify_gen.files import write_file
from rectify_gen.source import LocatedData, SourceFile, read_file
from rectify_gen.sources import sources
from rectify_gen.templating.compile import Template, compile_template
from rectify_gen.templating.render import render
from rectify_gen.validation import placed
from rectify_gen.view import Absent, View, compose

DEFAULT_TEMPLATES = {
    model.Kind.NOTICE: "notice",
    model.Kind.ANNOUNCEMENT: "notice",
    model.Kind.REPORT: "report",
}


_PRINTS_TEXT = re.compile(r"\bin paragraphs\b")
"""A loop over the paragraphs of the notice."""


class Target(NamedTuple):
    """One document to build."""

    source: Path
    output: Path


class Outcome(NamedTuple):
    """What became of one target: ``failure`` is None where the document was written."""

    target: Target
    source: SourceFile | None
    diagnostics: tuple[Diagnostic, ...]
    failure: RectifyError | None


def plan(paths: Sequence[Path], output: Path | None = None) -> list[Target]:
    """Return what to build: each source beside itself, below the folder ``output``, or as the file ``output``.

    Raises:
        UsageError: nothing to build, or two sources would be written to one file.
    """
    found = sources(paths)
    single = output is not None and output.suffix.lower() == ".docx" and not output.is_dir()
    if single and len(found) > 1:
        raise UsageError([Diagnostic("output-single", facts={"output": str(output), "count": len(found)})])
    if single and output is not None:
        return [Target(found[0][0], output)]
    targets = [Target(one, (output / below if output else one).with_suffix(".docx")) for one, below in found]
    first: dict[str, Target] = {}
    for target in targets:
        same = first.setdefault(os.path.normcase(target.output.absolute()), target)
        if same is not target:
            facts = {"output": str(target.output), "first": str(same.source), "second": str(target.source)}
            raise UsageError([Diagnostic("output-collides", facts=facts)])
    return targets


class Templates:
    """The templates of one run, each compiled once: the one that was asked for, or that of the kind."""

    def __init__(self, chosen: str | None = None) -> None:
        self.chosen = chosen
        self.compiled: dict[str, Template] = {}

    def of(self, notice: model.Notice) -> Template:
        """Return the compiled template for ``notice``."""
        name = self.chosen or DEFAULT_TEMPLATES[notice.kind]
        if name not in self.compiled:
            self.compiled[name] = load_template(name)
        return self.compiled[name]


def load_template(name: str) -> Template:
    """Return the compiled template at the path ``name``, or the shipped one of that name.

    Raises:
        TemplateError: there is none, or it cannot be used.
    """
    path = Path(name)
    if path.suffix.lower() != ".docx":
        path = resources.find(f"templates/{name}.docx")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise TemplateError([Diagnostic("template-unknown", facts={"name": name})]) from error
    return compile_template(data, _shown(path))


def _shown(path: Path) -> str:
    """The path as a user would type it: relative where it lies below the working folder."""
    with contextlib.suppress(ValueError, OSError):
        return str(path.absolute().relative_to(Path.cwd()))
    return str(path)


def make_document(
    source: SourceFile, templates: Templates, audience: model.Audience = "public"
) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """Return the document of ``source`` and the diagnostics that do not stop it.

    Raises:
        InputError: faults in the data, those of the rules that no waiver covers included.
        TemplateError: faults in the template.
    """
    checked = check_source(source)
    standing = checked.judgement.standing
    if errors(standing):
        raise InputError(standing)
    template = templates.of(checked.notice)
    view = compose(checked.notice, audience)
    try:
        made = render(template, view, source.digest())
    except TemplateError as error:
        raise _both_ends(error, checked.data) from error
    return made, (*standing, *placed(checked.data, unprinted(template, view)))


def _both_ends(error: TemplateError, data: LocatedData) -> RectifyError:
    """A template's complaint about a fact belongs to the data: it gets the data's file and line, and keeps its place."""
    if all(one.route for one in error.diagnostics):
        placed_at = [
            Diagnostic(one.code, one.route, one.facts, None, "", f"{one.path} {one.place}") for one in error.diagnostics
        ]
        return InputError(placed(data, placed_at))
    return error


def unprinted(template: Template, view: View) -> Iterator[Diagnostic]:
    """Yield a warning for each formal fact (发文字号, 抄送 …) that the data gives and the template never prints.

    A template that does not print the notice's text, such as a ledger, is a working sheet and need not print them.
    """
    whole = "".join(part.source.text for part in template.parts)
    if not _PRINTS_TEXT.search(whole):
        return
    for name, value in view.document._asdict().items():
        if value and not isinstance(value, Absent) and f"document.{name}" not in whole:
            yield Diagnostic("fact-not-printed", ("document", name), {"fact": f"document.{name}"})


def build(target: Target, templates: Templates, audience: model.Audience = "public") -> Outcome:
    """Build one target and return what became of it; a failure leaves the old file as it was."""
    source = None
    try:
        source = read_file(target.source)
        made, diagnostics = make_document(source, templates, audience)
        write_file(target.output, made)
    except RectifyError as error:
        return Outcome(target, source, error.diagnostics, error)
    return Outcome(target, source, diagnostics, None)
