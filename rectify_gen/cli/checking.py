"""Commands that check: validate, schema."""

import os
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rectify_gen.cli.session import (
    LANG,
    grave_severities,
    here,
    leave,
    refuse_unknown,
    remark,
    save,
    show,
    source_texts,
    tell,
    write,
)
from rectify_gen.diagnostics import (
    INTERNAL_CODES,
    Diagnostic,
    EnvironmentFaultError,
    InputError,
    RectifyError,
    UsageError,
    as_reported,
    errors,
    internal_fault,
)
from rectify_gen.messages import say

if TYPE_CHECKING:
    from rectify_gen.choice import Choice
    from rectify_gen.fixing import Mended
    from rectify_gen.report import FileReport


def validate(
    context: typer.Context,
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[PATH]...", help=here("help-path-project")),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help=here("help-strict"))] = False,
    fix: Annotated[bool, typer.Option("--fix", help=here("help-fix"))] = False,
    diff: Annotated[bool, typer.Option("--diff", help=here("help-diff"))] = False,
    format_: Annotated[
        str, typer.Option("--format", help=here("help-format"))
    ] = "text",
) -> None:
    """Report every fault of every file; exit 1 where there is an error (or a warning, with --strict)."""
    from rectify_gen.report import FORMATS

    refuse_unknown(format_, FORMATS)
    if diff and (not fix or format_ != "text"):
        raise UsageError(
            [
                Diagnostic(
                    "diff-alone", facts={"path": (paths or [Path("notice.yaml")])[0]}
                )
            ]
        )
    found, reports = _found(paths or [])
    if diff:
        for report in reports:
            show(report.standing, source_texts(report.standing), sys.stderr)
        codes = [_show_changes(path, choice, context.obj) for path, choice in found]
        refused = any(errors(report.standing) for report in reports)
        leave(max([*codes, int(refused)]))
    if format_ == "text":
        for report in reports:
            show(report.standing, source_texts(report.standing), strict=strict)
    for path, choice in found:
        text, report = _fix(path, choice, context.obj) if fix else _check(path, choice)
        if format_ == "text":
            show(report.standing, {str(path): text}, strict=strict)
        reports.append(report)
    write_reports(format_, reports, context.obj)
    leave(_exit_code(reports, strict))


def _found(paths: list[Path]) -> "tuple[list[tuple[Path, Choice]], list[FileReport]]":
    """The notices to check with what their projects choose, and the reports of what cannot be looked into.

    Of a project file with faults there is a report, and its notices are not checked.
    """
    from rectify_gen.project import Projects
    from rectify_gen.report import FileReport
    from rectify_gen.sources import PROJECT_FILE

    projects = Projects()
    try:
        sources = projects.sources(paths)
    except InputError as error:
        return [], [FileReport(error.diagnostics[0].path, error.diagnostics)]
    reports = [
        FileReport(str(source.path), source.faults)
        for source in sources
        if source.faults
    ]
    reports += [FileReport(note.path, (note,)) for note in projects.passed_over]
    notices = [
        (source.path, source.project.choice)
        for source in sources
        if not source.faults and source.path.name != PROJECT_FILE
    ]
    return notices, reports


def _exit_code(reports: "list[FileReport]", strict: bool) -> int:
    grave = grave_severities(strict)
    found = [one for report in reports for one in report.standing]
    if any(one.code in (*INTERNAL_CODES, "file-unwritable") for one in found):
        return EnvironmentFaultError.exit_code
    return 1 if any(one.severity in grave for one in found) else 0


def _check(path: Path, choice: "Choice") -> "tuple[str, FileReport]":
    """The text of a file, and what is found in it."""
    from rectify_gen.checking import check_source
    from rectify_gen.report import FileReport
    from rectify_gen.source import read_file

    text = ""
    try:
        source = read_file(path)
        text = source.text
        judgement = check_source(source, choice).judgement
    except Exception as error:  # a bug met in one file must not stop the others
        failure = as_reported(error, str(path))
        return text, FileReport(str(path), failure.diagnostics)
    return text, FileReport(str(path), judgement.standing, judgement.waived)


def _fix(path: Path, choice: "Choice", quiet: bool) -> "tuple[str, FileReport]":
    """The text of a file after mending, and what is left in it; a file that cannot be mended is only checked."""
    from rectify_gen.files import read_bytes, write_file
    from rectify_gen.fixing import mend, written
    from rectify_gen.report import FileReport
    from rectify_gen.source import decode
    from rectify_gen.validation import in_file_order

    try:
        data = read_bytes(path)
        mended = mend(decode(data, str(path)), choice)
        if mended.applied:
            write_file(path, written(mended, data))
    except EnvironmentFaultError as error:
        text, report = _check(path, choice)
        return text, report._replace(standing=(*error.diagnostics, *report.standing))
    except RectifyError:
        return _check(path, choice)
    except Exception as error:
        text, report = _check(path, choice)
        if any(found.code in INTERNAL_CODES for found in report.standing):
            return text, report  # the same bug, met again
        failure = internal_fault(error, str(path))
        return text, report._replace(standing=(*failure.diagnostics, *report.standing))
    if not quiet:
        _tell_mended("mended", path, mended)
    judgement = mended.checked.judgement
    standing = tuple(in_file_order([*judgement.standing, *mended.left]))
    return mended.checked.data.source.text, FileReport(
        str(path), standing, judgement.waived
    )


def _show_changes(path: Path, choice: "Choice", quiet: bool) -> int:
    """Print what mending would change in a file; 1 where it would change something or cannot be told, 3 for a bug."""
    from rectify_gen.fixing import mend
    from rectify_gen.report.changes import as_diff
    from rectify_gen.source import read_file

    try:
        mended = mend(read_file(path), choice)
    except RectifyError:
        text, report = _check(path, choice)
        show(report.standing, {str(path): text}, sys.stderr)
        return 1
    except Exception as error:
        failure = internal_fault(error, str(path))
        show(failure.diagnostics, {}, sys.stderr)
        return failure.exit_code
    write(as_diff(str(path), mended.before.text, mended.checked.data.source.text))
    if not quiet:
        _tell_mended("mendable", path, mended)
    return 1 if mended.applied else 0


def _tell_mended(code: str, path: Path, mended: "Mended") -> None:
    """One line with how many faults of each rule, where there were any."""
    counted = Counter(one.code for one in mended.applied)
    if counted:
        codes = ", ".join(f"{rule} {count}" for rule, count in sorted(counted.items()))
        tell(say(code, LANG, path=path, count=counted.total(), codes=codes))


def write_reports(format_: str, reports: "list[FileReport]", quiet: bool) -> None:
    """Print the whole document of a machine format, or the closing line for people."""
    if format_ == "text":
        if not quiet:
            from rectify_gen.report import summary

            found = [one for report in reports for one in report.standing]
            write(
                summary(
                    found,
                    len(reports),
                    sum(len(report.waived) for report in reports),
                    LANG,
                )
                + "\n"
            )
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
    of: Annotated[
        str, typer.Argument(metavar="[notice|project]", help=here("help-schema-of"))
    ] = "notice",
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help=here("help-output-file"))
    ] = None,
    check: Annotated[bool, typer.Option("--check", help=here("help-check"))] = False,
) -> None:
    """Print the schema, write it, or say whether a written one is stale."""
    from rectify_gen.schema import schema_text
    from rectify_gen.source import read_file

    refuse_unknown(of, ("notice", "project"))
    text = schema_text(of)
    if output is None:
        if check:
            raise UsageError([Diagnostic("schema-check-file")])
        write(text)
    elif not check:
        save(output, text, force=True)
    elif not os.path.lexists(output) or read_file(output).text != text:
        show(
            [
                Diagnostic(
                    "schema-stale", facts={"of": of, "path": output}, path=str(output)
                )
            ],
            {},
        )
        leave(1)
    else:
        remark(say("schema-fresh", LANG, path=output))


def rules(
    code: Annotated[
        str | None, typer.Argument(metavar="[CODE]", help=here("help-rule"))
    ] = None,
) -> None:
    """List the rules, or explain one."""
    from rectify_gen.messages import lookup
    from rectify_gen.rules import DOCUMENTED, unknown

    if code is None:
        for rule in DOCUMENTED:
            severity = here(lookup(rule.code).severity)
            write(
                f"{rule.code:32} {severity:8} {rule.documentation.what[LANG == 'en']}\n"
            )
        return
    found = next((rule for rule in DOCUMENTED if rule.code == code), None)
    if found is None:
        raise UsageError([unknown(code, [rule.code for rule in DOCUMENTED])])
    what, why = (
        pair[LANG == "en"]
        for pair in (found.documentation.what, found.documentation.why)
    )
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
