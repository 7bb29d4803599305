"""The command ``build``: what its options mean. The work is in ``build_run``."""

from pathlib import Path
from typing import Annotated

import typer

from rectify_gen.cli.options import AudienceOption, TemplateOption
from rectify_gen.cli.session import QUIET, exit_with, refuse_unknown, sentence
from rectify_gen.diagnostics import Diagnostic, UsageError

FORMATS = ("text", "json")


def build(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[PATH]...", help=sentence("help-path-build")),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help=sentence("help-output"))
    ] = None,
    template: TemplateOption = None,
    audience: AudienceOption = None,
    check: Annotated[
        bool, typer.Option("--check", help=sentence("help-build-check"))
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help=sentence("help-build-force"))
    ] = False,
    prune: Annotated[
        bool, typer.Option("--prune", help=sentence("help-build-prune"))
    ] = False,
    pdf: Annotated[bool, typer.Option("--pdf", help=sentence("help-pdf"))] = False,
    pdf_a: Annotated[
        bool, typer.Option("--pdf-a", help=sentence("help-pdf-a"))
    ] = False,
    open_: Annotated[bool, typer.Option("--open", help=sentence("help-open"))] = False,
    jobs: Annotated[
        int | None, typer.Option("-j", "--jobs", min=1, help=sentence("help-jobs"))
    ] = None,
    cluster: Annotated[
        str | None,
        typer.Option(
            "--cluster", metavar="tcp://HOST:PORT", help=sentence("help-cluster")
        ),
    ] = None,
    format_: Annotated[
        str, typer.Option("--format", help=sentence("help-build-format"))
    ] = "text",
) -> None:
    """Build what is out of date; one source that fails does not stop the others.

    Exit 1 where the data is at fault or a document is not current (--check), 3 for a template.
    """
    # slow to import, and --help needs none of it
    from rectify_gen.cli.build_request import build_request
    from rectify_gen.cli.build_run import Manner, run

    refuse_unknown(format_, FORMATS)
    if check and (pdf or pdf_a):
        raise UsageError([Diagnostic("check-pdf")])
    if check and force:
        raise UsageError([Diagnostic("check-force")])
    if check and open_:
        raise UsageError([Diagnostic("check-open")])
    manner = Manner(
        check=check,
        prune=prune,
        conversions=_conversions(pdf, pdf_a),
        opens=open_,
        jobs=jobs,
        cluster=cluster,
        as_json=format_ == "json",
        quiet=QUIET or format_ == "json",
    )
    request = build_request(template, audience, force)
    exit_with(run(paths or [], output, request, manner))


def _conversions(pdf: bool, pdf_a: bool) -> frozenset[str]:
    """Return the names of what the options ask to be made of the documents."""
    names = []
    if pdf:
        names.append("pdf")
    if pdf_a:
        names.append("pdf-a")
    return frozenset(names)
