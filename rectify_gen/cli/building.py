"""The command build: one or many documents, progress, summary."""

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rectify_gen.cli.pdf import make_pdfs
from rectify_gen.cli.session import LANG, here, leave, show, source_texts, tell
from rectify_gen.diagnostics import Diagnostic, UsageError
from rectify_gen.messages import say

if TYPE_CHECKING:
    from rectify_gen.building import Outcome, Target
    from rectify_gen.office import Office

AUDIENCES = ("public", "internal")


def build(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help=here("help-path"))],
    output: Annotated[Path | None, typer.Option("-o", "--output", help=here("help-output"))] = None,
    template: Annotated[str | None, typer.Option("-t", "--template", help=here("help-template-option"))] = None,
    audience: Annotated[str, typer.Option("--audience", help=here("help-audience"))] = "public",
    pdf: Annotated[bool, typer.Option("--pdf", help=here("help-pdf"))] = False,
) -> None:
    """Build every source; one that fails does not stop the others. Exit 1 where the data is at fault, 3 for a template."""
    from rectify_gen.building import Templates, plan
    from rectify_gen.building import build as build_one

    if audience not in AUDIENCES:
        raise UsageError([Diagnostic("kind-unknown", facts={"name": audience, "choices": ", ".join(AUDIENCES)})])
    targets = plan(paths, output)
    templates = Templates(template)
    office = _office() if pdf else None  # looked for before anything is written
    quiet: bool = context.obj
    codes, written = [], []
    for target in _with_progress(targets, quiet):
        outcome = build_one(target, templates, "internal" if audience == "internal" else "public")
        _tell(outcome, quiet)
        codes.append(outcome.failure.exit_code if outcome.failure else 0)
        written += [] if outcome.failure else [target.output]
    if not quiet and len(targets) > 1:
        failed = sum(code > 0 for code in codes)
        tell(say("build-summary", LANG, built=len(codes) - failed, failed=failed))
    if office:
        codes += make_pdfs(office, written, quiet)
    leave(_exit_code(codes))


def _office() -> "Office":
    from rectify_gen.office import find_office

    return find_office(os.environ)


def _exit_code(codes: Iterable[int]) -> int:
    """1 where a batch failed in part; the code of the failure where all failed alike."""
    found = set(codes)
    return found.pop() if len(found) == 1 else 1


def _tell(outcome: "Outcome", quiet: bool) -> None:
    name = str(outcome.target.source)
    texts = {name: outcome.source.text} if outcome.source else source_texts(outcome.diagnostics)
    show(outcome.diagnostics, texts, sys.stderr)
    if outcome.failure:
        tell(say("build-failed", LANG, output=outcome.target.output))
    elif not quiet:
        tell(say("built", LANG, output=outcome.target.output))


def _with_progress(targets: "list[Target]", quiet: bool) -> "Iterator[Target]":
    """The targets, with a bar on a terminal where there are more than a few."""
    if quiet or len(targets) < 5 or not sys.stderr.isatty():
        yield from targets
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(targets, here("building"), console=Console(stderr=True), transient=True)
