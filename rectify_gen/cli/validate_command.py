"""The command ``validate``: every fault of every notice, and the safe ones fixed on request."""

from pathlib import Path
from typing import Annotated

import typer

from rectify_gen.cli.options import (
    ForceOption,
    FormatOption,
    KeysOption,
    StrictOption,
)
from rectify_gen.cli.session import exit_with, refuse_unknown, sentence
from rectify_gen.diagnostics import Diagnostic, Severity, UsageError
from rectify_gen.report import FORMATS
from rectify_gen.vocabulary.aliases import KEY_LANGUAGES


def validate(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[PATH]...", help=sentence("help-path-project")),
    ] = None,
    strict: StrictOption = False,
    fix: Annotated[bool, typer.Option("--fix", help=sentence("help-fix"))] = False,
    unsafe: Annotated[
        bool, typer.Option("--unsafe", help=sentence("help-unsafe"))
    ] = False,
    diff: Annotated[bool, typer.Option("--diff", help=sentence("help-diff"))] = False,
    keys: KeysOption = None,
    only: Annotated[
        list[str] | None,
        typer.Option("--only", metavar="CODE", help=sentence("help-only")),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option("--ignore", metavar="CODE", help=sentence("help-ignore")),
    ] = None,
    severity: Annotated[
        str, typer.Option("--severity", help=sentence("help-severity"))
    ] = Severity.INFO.value,
    statistics: Annotated[
        bool, typer.Option("--statistics", help=sentence("help-statistics"))
    ] = False,
    baseline: Annotated[
        Path | None,
        typer.Option("--baseline", metavar="FILE", help=sentence("help-baseline")),
    ] = None,
    update_baseline: Annotated[
        bool, typer.Option("--update-baseline", help=sentence("help-update-baseline"))
    ] = False,
    comments: Annotated[
        Path | None,
        typer.Option(
            "--comments", metavar="DOCX", help=sentence("help-document-comments")
        ),
    ] = None,
    revisions: Annotated[
        Path | None,
        typer.Option("--revisions", metavar="DOCX", help=sentence("help-revisions")),
    ] = None,
    force: ForceOption = False,
    format_: FormatOption = "text",
) -> None:
    """Report every fault of every file; exit 1 where there is an error (or a warning, with --strict)."""
    # pydantic; --help needs none of it. The model first: see building.batch.
    import rectify_gen.model  # noqa: F401
    from rectify_gen.cli import validate_run
    from rectify_gen.cli.baseline_run import BaselineOptions
    from rectify_gen.cli.document_run import CopyOptions

    refuse_unknown(format_, FORMATS)
    if keys is not None:
        refuse_unknown(keys, KEY_LANGUAGES)
    if keys is not None and not fix:
        path = paths[0] if paths else Path("notice.yaml")
        raise UsageError([Diagnostic("keys-alone", facts={"path": path, "keys": keys})])
    if unsafe and not fix:
        path = paths[0] if paths else Path("notice.yaml")
        raise UsageError([Diagnostic("unsafe-alone", facts={"path": path})])
    if not diff:
        selection = validate_run.selection_of(only or [], ignore or [], severity)
        exit_with(
            validate_run.validate_files(
                paths or [],
                strict=strict,
                fix=fix,
                keys=keys,
                unsafe=unsafe,
                selection=selection,
                format_="statistics" if statistics else format_,
                baseline=BaselineOptions(baseline, update_baseline),
                copies=CopyOptions(comments, revisions, force),
            )
        )
    takes_baseline = baseline is not None or update_baseline
    if not fix or format_ != "text" or takes_baseline:
        path = paths[0] if paths else Path("notice.yaml")
        raise UsageError([Diagnostic("diff-alone", facts={"path": path})])
    exit_with(validate_run.show_fixes(paths or [], keys, unsafe=unsafe))
