"""Commands that check: validate, schema."""

from pathlib import Path
from typing import Annotated

import typer

from rectify_gen.cli.session import LANG, here, leave, save, show, tell, write
from rectify_gen.diagnostics import Diagnostic, RectifyError, Severity, UsageError
from rectify_gen.messages import say


def validate(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help=here("help-path"))],
    strict: Annotated[bool, typer.Option("--strict", help=here("help-strict"))] = False,
) -> None:
    """Report every fault of every file; exit 1 where there is an error (or a warning, with --strict)."""
    from rectify_gen.report import summary
    from rectify_gen.sources import sources

    found = sources(paths)
    reports: list[Diagnostic] = []
    waived = 0
    for path, _ in found:
        text, diagnostics, covered = _check(path)
        show(diagnostics, {str(path): text})
        reports += diagnostics
        waived += covered
    if not context.obj:
        write(summary(reports, len(found), waived, LANG) + "\n")
    grave = (Severity.ERROR, Severity.WARNING) if strict else (Severity.ERROR,)
    leave(1 if any(one.severity in grave for one in reports) else 0)


def _check(path: Path) -> tuple[str, list[Diagnostic], int]:
    from rectify_gen.checking import check_source
    from rectify_gen.source import read_file

    text = ""
    try:
        source = read_file(path)
        text = source.text
        checked = check_source(source)
    except RectifyError as error:
        return text, list(error.diagnostics), 0
    return text, list(checked.judgement.standing), len(checked.judgement.waived)


def schema(
    output: Annotated[Path | None, typer.Option("-o", "--output", help=here("help-output-file"))] = None,
    check: Annotated[bool, typer.Option("--check", help=here("help-check"))] = False,
) -> None:
    """Print the schema, write it, or say whether a written one is stale."""
    from rectify_gen.schema import schema_text

    text = schema_text()
    if output is None:
        if check:
            raise UsageError([Diagnostic("schema-check-file")])
        write(text)
    elif not check:
        save(output, text, force=True)
    elif not output.is_file() or output.read_text(encoding="utf-8") != text:
        show([Diagnostic("schema-stale", facts={"path": output}, path=str(output))], {})
        leave(1)
    else:
        tell(say("schema-fresh", LANG, path=output))
