"""The work of ``template check``: the tags of templates, and on request the layout of any Word file."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from rectify_gen.choice import DeclaredFact
from rectify_gen.cli.reports import show_report, write_reports
from rectify_gen.cli.session import (
    LANG,
    grave_severities,
    save_bytes,
)
from rectify_gen.diagnostics import (
    INTERNAL_CODES,
    Diagnostic,
    EnvironmentFaultError,
    UsageError,
    as_reported,
)
from rectify_gen.files import read_bytes
from rectify_gen.layout import Layout
from rectify_gen.package import read_package
from rectify_gen.project import Projects
from rectify_gen.report.file_report import FileReport
from rectify_gen.sources import FoundFile, templates
from rectify_gen.templating.template_check import UNUSABLE, check_template
from rectify_gen.word.active_content import active_content
from rectify_gen.word.leftovers import leftovers

LayoutOf = Callable[[Path], Layout | None]
"""Which layout a file is checked against; None for none."""


class CommentsCopy(NamedTuple):
    """Where the copy with comments goes, and whether it may replace a file."""

    path: Path
    force: bool


def run(
    paths: Sequence[Path],
    *,
    with_layout: bool,
    overlay: Path | None,
    copy: CommentsCopy | None,
    strict: bool,
    format_: str,
) -> int:
    """Report every fault of every template and return the exit code.

    Raises:
        UsageError: a copy with comments is asked for, and there are several templates.
        InputError: ``overlay`` has faults.
    """
    files = templates(paths)
    if copy is not None and len(files) > 1:
        facts = {"count": len(files)}
        raise UsageError([Diagnostic("comments-single", facts=facts)])
    projects = Projects()
    layout_of: LayoutOf = _no_layout
    if with_layout:
        layout_of = _layout_chooser(overlay, projects)
    reports = [_check(file, projects, layout_of, copy) for file in files]
    if format_ == "text":
        for report in reports:
            show_report(report, strict)
    write_reports(format_, reports)
    return _exit_code(reports, strict)


def _no_layout(_: Path) -> None:
    """Choose no layout for a file."""


def _layout_chooser(overlay: Path | None, projects: Projects) -> LayoutOf:
    """Return how to find the layout that a file is checked against: that of ``overlay``, else that of the file's project.

    Raises:
        InputError: ``overlay`` has faults. Those of a project are raised for its own files.
    """
    # Most checks look at no layout, and these import pydantic.
    from rectify_gen.overlay import load_layout

    if overlay is not None:
        layout_of_all_files = load_layout(overlay)
        return lambda _: layout_of_all_files
    layouts: dict[Path | None, Layout] = {}

    def layout_of_project(path: Path) -> Layout:
        overlay_of_project = projects.of(path).layout
        if overlay_of_project not in layouts:
            layouts[overlay_of_project] = load_layout(overlay_of_project)
        return layouts[overlay_of_project]

    return layout_of_project


def _check(
    file: FoundFile,
    projects: Projects,
    layout_of: LayoutOf,
    copy: CommentsCopy | None,
) -> FileReport:
    """Return the report of one file; write its copy with comments, if one is asked for."""
    path = str(file.path)
    if file.faults:
        return FileReport(path, file.faults)
    try:
        data = read_bytes(file.path)
        facts = projects.of(file.path).choice.facts
        faults = _faults(data, path, facts, layout_of(file.path))
        if copy is not None:
            _write_comments(copy, data, faults)
        return FileReport(path, faults)
    except UsageError:
        raise
    except Exception as error:  # a bug met in one file must not stop the others
        return FileReport(path, _reported(error, path))


def _reported(error: Exception, path: str) -> tuple[Diagnostic, ...]:
    """Return what ``error`` reports; a fault without a position (of an overlay) is reported for the file itself."""
    return tuple(
        fault if fault.position else fault._replace(path=path)
        for fault in as_reported(error, path).diagnostics
    )


def _faults(
    data: bytes,
    path: str,
    facts: Sequence[DeclaredFact],
    layout: Layout | None,
) -> tuple[Diagnostic, ...]:
    """Return the faults of the tags, and of the layout if there is one to check against; a finished document has no tags."""
    if layout is None:
        return check_template(data, path, facts)
    from rectify_gen.measuring import is_finished, measure  # only --layout needs it

    faults: list[Diagnostic] = []
    if is_finished(data):
        package = read_package(data, path)
        for fault in (*active_content(package), *leftovers(package)):
            faults.append(fault._replace(path=path))
    else:
        faults += check_template(data, path, facts)
    return (*faults, *measure(data, layout, path))


def _write_comments(
    copy: CommentsCopy, template: bytes, faults: Sequence[Diagnostic]
) -> None:
    """Write a copy of ``template`` with ``faults`` as Word comments."""
    from rectify_gen.templating.commented import commented  # only --comments needs it

    save_bytes(copy.path, commented(template, faults, LANG), copy.force)


def _exit_code(reports: Sequence[FileReport], strict: bool) -> int:
    """Return 1 where there is something to fix; 3 where a bug was met, or where no file can be read as a template."""
    grave = grave_severities(strict)
    codes = []
    for report in reports:
        for diagnostic in report.standing:
            if diagnostic.severity in grave:
                codes.append(diagnostic.code)
    if not codes:
        return 0
    if INTERNAL_CODES.intersection(codes) or UNUSABLE.issuperset(codes):
        return EnvironmentFaultError.exit_code
    return 1
