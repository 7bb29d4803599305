"""Commands on the contract between templates and data: template check, template fields."""

import functools
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rectify_gen.cli.session import (
    LANG,
    grave_severities,
    here,
    leave,
    refuse_unknown,
    save,
    save_bytes,
    show,
    source_texts,
    write,
)
from rectify_gen.diagnostics import (
    INTERNAL_CODES,
    Diagnostic,
    UsageError,
    as_reported,
)
from rectify_gen.files import read_bytes

if TYPE_CHECKING:
    from rectify_gen.layout import Layout
    from rectify_gen.report import FileReport

FIELD_FORMATS = ("text", "json", "docx")


def check(
    context: typer.Context,
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help=here("help-template-file"))
    ],
    strict: Annotated[bool, typer.Option("--strict", help=here("help-strict"))] = False,
    format_: Annotated[
        str, typer.Option("--format", help=here("help-format"))
    ] = "text",
    comments: Annotated[
        Path | None, typer.Option("--comments", help=here("help-comments"))
    ] = None,
    force: Annotated[bool, typer.Option("--force", help=here("help-force"))] = False,
    layout: Annotated[bool, typer.Option("--layout", help=here("help-layout"))] = False,
    overlay: Annotated[
        Path | None, typer.Option("--overlay", help=here("help-overlay"))
    ] = None,
) -> None:
    """Report every fault of every template; exit 1 where there is an error, 3 where a file is no template at all."""
    from rectify_gen.cli.checking import write_reports
    from rectify_gen.report import FORMATS, FileReport
    from rectify_gen.sources import templates

    refuse_unknown(format_, FORMATS)
    found = templates(files)
    if comments is not None and len(found) > 1:
        raise UsageError([Diagnostic("comments-single", facts={"count": len(found)})])
    choose = _layout_of(overlay) if layout or overlay else _no_layout
    reports = [
        FileReport(str(file.path), file.faults)
        if file.faults
        else _checked(file.path, choose, comments, force)
        for file in found
    ]
    if format_ == "text":
        for report in reports:
            show(report.standing, source_texts(report.standing), strict=strict)
    write_reports(format_, reports, context.obj)
    leave(_exit_code(reports, strict))


def _no_layout(_: Path) -> None:
    """The layout of no file is checked."""


def _layout_of(overlay: Path | None) -> "Callable[[Path], Layout]":
    """How to find the layout that a file is checked against: that of ``overlay``, else that of the file's project.

    Raises:
        InputError: ``overlay`` has faults. Those of a project are raised for its own files.
    """
    from rectify_gen.project import Projects

    if overlay is not None:
        named = _wanted(overlay)
        return lambda _: named
    projects = Projects()
    return lambda path: _wanted(projects.of(path).layout)


@functools.cache
def _wanted(overlay: Path | None) -> "Layout":
    from rectify_gen.overlay import load_layout

    return load_layout(overlay)


def _checked(
    path: Path,
    choose: "Callable[[Path], Layout | None]",
    comments: Path | None,
    force: bool,
) -> "FileReport":
    from rectify_gen.report import FileReport

    try:
        data = read_bytes(path)
        found = _found(data, str(path), choose(path))
        if comments is not None:
            from rectify_gen.templating.commented import commented

            save_bytes(comments, commented(data, found, LANG), force)
    except UsageError:
        raise
    except Exception as error:  # a bug met in one file must not stop the others
        failure = as_reported(error, str(path))
        found = tuple(
            fault if fault.position else fault._replace(path=str(path))
            for fault in failure.diagnostics
        )
    return FileReport(str(path), found)


def _found(data: bytes, path: str, layout: "Layout | None") -> tuple[Diagnostic, ...]:
    """Faults of the tags, and of the layout if there is one to check against; a finished document has no tags."""
    from rectify_gen.templating.check import check_template

    if layout is None:
        return check_template(data, path)
    from rectify_gen.measuring import is_finished, measure

    if is_finished(data):
        from rectify_gen.package import read_package
        from rectify_gen.word.active_content import active_content
        from rectify_gen.word.leftovers import leftovers

        package = read_package(data, path)
        unfit = (*active_content(package), *leftovers(package))
        own = [one._replace(path=path) for one in unfit]
    else:
        own = list(check_template(data, path))
    return (*own, *measure(data, layout, path))


def _exit_code(reports: "list[FileReport]", strict: bool) -> int:
    """1 where there is something to mend; 3 where a bug was met, or where no file can be read as a template."""
    from rectify_gen.templating.check import UNUSABLE

    grave = grave_severities(strict)
    found = [
        one for report in reports for one in report.standing if one.severity in grave
    ]
    if not found:
        return 0
    if any(one.code in INTERNAL_CODES for one in found):
        return 3
    return 3 if all(one.code in UNUSABLE for one in found) else 1


def fields(
    format_: Annotated[
        str, typer.Option("--format", help=here("help-fields-format"))
    ] = "text",
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help=here("help-output-file"))
    ] = None,
    force: Annotated[bool, typer.Option("--force", help=here("help-force"))] = False,
) -> None:
    """Print everything a template may print, or write it as JSON or a Word document."""
    from rectify_gen.templating.contract import catalogue

    refuse_unknown(format_, FIELD_FORMATS)
    entries = catalogue.entries()
    if format_ == "docx":
        from rectify_gen.templating.catalogue_document import document

        save_bytes(output or Path("fields.docx"), document(entries, LANG), force)
        return
    text = (
        catalogue.as_json(entries)
        if format_ == "json"
        else catalogue.as_text(entries, LANG)
    )
    if output is None:
        write(text)
    else:
        save(output, text, force)
