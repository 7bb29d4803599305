"""Commands that check: validate, schema."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rectify_gen.cli.session import LANG, here, leave, save, show, tell, write
from rectify_gen.diagnostics import Diagnostic, RectifyError, Severity, UsageError
from rectify_gen.messages import say

if TYPE_CHECKING:
    from rectify_gen.report import FileReport


def validate(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help=here("help-path"))],
    strict: Annotated[bool, typer.Option("--strict", help=here("help-strict"))] = False,
    format_: Annotated[str, typer.Option("--format", help=here("help-format"))] = "text",
) -> None:
    """Report every fault of every file; exit 1 where there is an error (or a warning, with --strict)."""
    from rectify_gen.report import FORMATS
    from rectify_gen.sources import sources

    if format_ not in FORMATS:
        raise UsageError([Diagnostic("kind-unknown", facts={"name": format_, "choices": ", ".join(FORMATS)})])
    reports = []
    for path, _ in sources(paths):
        text, report = _check(path)
        if format_ == "text":
            show(report.standing, {str(path): text})
        reports.append(report)
    _write_reports(format_, reports, context.obj)
    grave = (Severity.ERROR, Severity.WARNING) if strict else (Severity.ERROR,)
    leave(1 if any(one.severity in grave for report in reports for one in report.standing) else 0)


def _check(path: Path) -> "tuple[str, FileReport]":
    from rectify_gen.checking import check_source
    from rectify_gen.report import FileReport
    from rectify_gen.source import read_file

    text = ""
    try:
        source = read_file(path)
        text = source.text
        judgement = check_source(source).judgement
    except RectifyError as error:
        return text, FileReport(str(path), tuple(error.diagnostics))
    return text, FileReport(str(path), judgement.standing, judgement.waived)


def _write_reports(format_: str, reports: "list[FileReport]", quiet: bool) -> None:
    """The whole document of a machine format, or the closing line for people."""
    if format_ == "text":
        if not quiet:
            from rectify_gen.report import summary

            found = [one for report in reports for one in report.standing]
            write(summary(found, len(reports), sum(len(report.waived) for report in reports), LANG) + "\n")
        return
    from rectify_gen.report import machine

    if format_ == "json":
        write(machine.as_json(reports, LANG))
    elif format_ == "github":
        write(machine.as_github(reports, LANG))
    else:
        from importlib.metadata import version

        write(machine.as_sarif(reports, LANG, version("rectify-gen")))


def schema(
    of: Annotated[str, typer.Argument(metavar="[notice|project]", help=here("help-schema-of"))] = "notice",
    output: Annotated[Path | None, typer.Option("-o", "--output", help=here("help-output-file"))] = None,
    check: Annotated[bool, typer.Option("--check", help=here("help-check"))] = False,
) -> None:
    """Print the schema, write it, or say whether a written one is stale."""
    from rectify_gen.schema import schema_text

    if of not in ("notice", "project"):
        raise UsageError([Diagnostic("kind-unknown", facts={"name": of, "choices": "notice, project"})])
    text = schema_text(of)
    if output is None:
        if check:
            raise UsageError([Diagnostic("schema-check-file")])
        write(text)
    elif not check:
        save(output, text, force=True)
    elif not output.is_file() or output.read_text(encoding="utf-8") != text:
        show([Diagnostic("schema-stale", facts={"of": of, "path": output}, path=str(output))], {})
        leave(1)
    else:
        tell(say("schema-fresh", LANG, path=output))


def rules(
    code: Annotated[str | None, typer.Argument(metavar="[CODE]", help=here("help-rule"))] = None,
) -> None:
    """List the rules, or explain one."""
    from rectify_gen.messages import lookup
    from rectify_gen.rules import RULES

    if code is None:
        for rule in RULES:
            severity = here(lookup(rule.code).severity)
            write(f"{rule.code:32} {severity:8} {rule.documentation.what[LANG == 'en']}\n")
        return
    found = next((rule for rule in RULES if rule.code == code), None)
    if found is None:
        known = ", ".join(rule.code for rule in RULES)
        raise UsageError([Diagnostic("kind-unknown", facts={"name": code, "choices": known})])
    what, why = (pair[LANG == "en"] for pair in (found.documentation.what, found.documentation.why))
    severity, basis = here(lookup(code).severity), found.documentation.basis
    wrong, right = found.documentation.wrong, found.documentation.right
    write(
        say(
            "rule-explained",
            LANG,
            rule=code,
            severity=severity,
            what=what,
            why=why,
            basis=basis,
            wrong=wrong,
            right=right,
        )
    )
