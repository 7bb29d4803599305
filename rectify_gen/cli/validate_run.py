"""The work of ``validate``: notices and documents found, checked or fixed one by one, and reported.

A bug that is met in one file is a report of this file; the others are checked all the same.
"""

import os
import re
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from rectify_gen import messages
from rectify_gen.choice import Choice
from rectify_gen.cli.baseline_run import (
    BaselineOptions,
    BaselineRun,
    refuse_without_file,
)
from rectify_gen.cli.document_run import (
    NO_COPIES,
    CopyOptions,
    is_document_path,
    judged_document,
    refuse_copies,
    write_copies,
)
from rectify_gen.cli.reports import show_report, write_reports
from rectify_gen.cli.session import (
    LANG,
    grave_severities,
    refuse_unknown,
    remark,
    show_diagnostics,
    show_errors,
)
from rectify_gen.cli.streams import write
from rectify_gen.diagnostics import (
    INTERNAL_CODES,
    Diagnostic,
    EnvironmentFaultError,
    InputError,
    RectifyError,
    Severity,
    UsageError,
    as_reported,
    errors,
    internal_fault,
)
from rectify_gen.files import read_bytes, write_file
from rectify_gen.messages import say
from rectify_gen.notice_files import read_source, source_of
from rectify_gen.project import Projects
from rectify_gen.report.file_report import FileReport
from rectify_gen.report.selecting import Selection, selected
from rectify_gen.rules import CODES, unknown
from rectify_gen.source import encode
from rectify_gen.source_check import check_source
from rectify_gen.sources import PROJECT_FILE
from rectify_gen.validation import in_file_order

if TYPE_CHECKING:
    from rectify_gen.proofreading import JudgedDocument

_ENVIRONMENT_CODES = INTERNAL_CODES | {"file-unwritable"}
"""Codes of faults that are not those of the data."""
NO_BASELINE = BaselineOptions()
"""Only the baselines of projects count."""


class _NoticeFile(NamedTuple):
    """A notice to check, and what its project chooses of the rules."""

    path: Path
    choice: Choice
    baseline: Path | None = None
    """The baseline that its project names."""
    is_document: bool = False
    """Whether it is a Word file, web page or PDF, and no data."""


class _Checked(NamedTuple):
    """The report of a file with the text that it is about."""

    text: str
    report: FileReport
    is_judged: bool = False
    """Whether the rules were run: what keeps a file from being read or typed is no report of theirs."""
    document: "JudgedDocument | None" = None
    """What copies are made of, where it is a document."""


def validate_files(
    paths: Sequence[Path],
    *,
    strict: bool,
    fix: bool,
    keys: str | None,
    unsafe: bool = False,
    selection: Selection,
    format_: str,
    baseline: BaselineOptions = NO_BASELINE,
    copies: CopyOptions = NO_COPIES,
) -> int:
    """Report every fault of every file as it is checked, fixed first with ``fix``, and return the exit code.

    With ``unsafe`` fixes that may be wrong are made as well.

    Raises:
        UsageError: a baseline is to be updated, and none is named; or copies of anything but one Word file are asked for.
    """
    documents, others = _parted(paths)
    if fix:
        _refuse_to_fix(documents)
    refuse_copies(copies, documents, others)
    notices: list[_NoticeFile] = []
    reports: list[FileReport] = []
    if others or not documents:
        notices, reports = _find_notices(others, baseline.path)
    notices += _documents(documents, reports)
    baseline_paths = [baseline.path_for(notice.baseline) for notice in notices]
    refuse_without_file(baseline, any(baseline_paths))
    baseline_run = BaselineRun(baseline)
    reports = [selected(report, selection) for report in reports]
    if format_ == "text":
        for report in reports:
            show_report(report, strict)
    for notice, baseline_path in zip(notices, baseline_paths, strict=True):
        checked = _fix(notice, keys, unsafe=unsafe) if fix else _check(notice)
        report = baseline_run.compared(
            checked.report,
            checked.text,
            baseline_path,
            is_judged=checked.is_judged,
        )
        report = selected(report, selection)
        if checked.document is not None:
            report = _with_copies(report, copies, checked.document, notice.choice)
        reports.append(report)
        if format_ == "text":
            texts = {str(notice.path): checked.text}
            show_diagnostics(report.standing, texts, strict=strict)
    for report in baseline_run.finish():
        chosen_report = selected(report, selection)
        reports.append(chosen_report)
        if format_ == "text":
            show_report(chosen_report, strict)
    write_reports(format_, reports)
    return _exit_code(reports, strict)


def selection_of(
    only: Sequence[str], ignored: Sequence[str], severity: str
) -> Selection:
    """Return which reports are asked for; several codes may stand in one option, parted by commas.

    Raises:
        UsageError: there is no such code or severity.
    """
    refuse_unknown(severity, list(Severity))
    return Selection(
        only=_known_codes(only),
        ignored=_known_codes(ignored),
        least_severity=Severity(severity),
    )


def _known_codes(options: Sequence[str]) -> frozenset[str]:
    if not options:
        # Most runs select nothing: the files of all sentences need not be read to know which codes there are.
        return frozenset()
    codes = set()
    for option in options:
        codes.update(re.split("[,，\\s]+", option.strip(", ，")))
    known = {*CODES, *messages.reports()}
    faults = [unknown(code, known) for code in sorted(codes) if code not in known]
    if faults:
        raise UsageError(faults)
    return frozenset(codes)


def show_fixes(paths: Sequence[Path], keys: str | None, *, unsafe: bool = False) -> int:
    """Print what --fix would change, write nothing, and return the exit code."""
    documents, _ = _parted(paths)
    _refuse_to_fix(documents)
    notices, reports = _find_notices(paths)
    exit_code = 0
    for report in reports:
        show_errors(report.standing)
        if errors(report.standing):
            exit_code = 1
    for notice in notices:
        exit_code = max(exit_code, _show_changes(notice, keys, unsafe=unsafe))
    return exit_code


def _parted(paths: Sequence[Path]) -> tuple[list[Path], list[Path]]:
    """Return those of ``paths`` that are documents, and the others."""
    documents = []
    others = []
    for path in paths:
        if is_document_path(path):
            documents.append(path)
        else:
            others.append(path)
    return documents, others


def _refuse_to_fix(documents: Sequence[Path]) -> None:
    """Refuse to change a document in place.

    Raises:
        UsageError: there is one.
    """
    if documents:
        facts = {"path": documents[0]}
        raise UsageError([Diagnostic("fix-of-document", facts=facts)])


def _documents(paths: Sequence[Path], reports: list[FileReport]) -> list[_NoticeFile]:
    """Return the documents at ``paths`` with what holds for them; ``reports`` takes the faults of their project files.

    Raises:
        UsageError: there is no such file.
    """
    projects = Projects()
    documents = []
    for path in paths:
        if not os.path.lexists(path):
            raise UsageError([Diagnostic("path-missing", path=str(path))])
        try:
            project = projects.of(path)
        except InputError as error:
            reports.append(FileReport(str(path), error.diagnostics))
            continue
        document = _NoticeFile(
            path=path,
            choice=project.choice,
            baseline=project.baseline,
            is_document=True,
        )
        documents.append(document)
    return documents


def _find_notices(
    paths: Sequence[Path], baseline: Path | None = None
) -> tuple[list[_NoticeFile], list[FileReport]]:
    """Return the notices to check, and the reports of what cannot be looked into; the ``baseline`` is no notice.

    Of a project file with faults there is a report, and its notices are not checked.
    """
    projects = Projects()
    try:
        sources = projects.sources(paths)
    except InputError as error:
        return [], [FileReport(error.diagnostics[0].path, error.diagnostics)]
    notices = []
    reports = []
    for source in sources:
        if source.faults:
            reports.append(FileReport(str(source.path), source.faults))
        elif source.path.name != PROJECT_FILE and not _is_same(source.path, baseline):
            project = source.project
            notices.append(_NoticeFile(source.path, project.choice, project.baseline))
    for note in projects.passed_over:
        if _is_same(Path(note.path), baseline):
            continue
        reports.append(FileReport(note.path, (note,)))
    return notices, reports


def _is_same(path: Path, other: Path | None) -> bool:
    return other is not None and os.path.abspath(path) == os.path.abspath(other)


def _exit_code(reports: Sequence[FileReport], strict: bool) -> int:
    grave = grave_severities(strict)
    exit_code = 0
    for report in reports:
        for diagnostic in report.standing:
            if diagnostic.code in _ENVIRONMENT_CODES:
                return EnvironmentFaultError.exit_code
            if diagnostic.severity in grave:
                exit_code = 1
    return exit_code


def _check(notice: _NoticeFile) -> _Checked:
    """Return what is found in a notice or document."""
    if notice.is_document:
        return _check_document(notice)
    path = str(notice.path)
    text = ""
    try:
        source = read_source(notice.path)
        text = source.text
        judgement = check_source(source, notice.choice).judgement
    except Exception as error:  # a bug met in one file must not stop the others
        failure = as_reported(error, path)
        return _Checked(text, FileReport(path, failure.diagnostics))
    report = FileReport(path, judgement.standing, judgement.waived)
    return _Checked(text, report, is_judged=True)


def _check_document(notice: _NoticeFile) -> _Checked:
    path = str(notice.path)
    try:
        document = judged_document(notice.path, notice.choice)
    except Exception as error:  # a bug met in one file must not stop the others
        failure = as_reported(error, path)
        named = [
            fault._replace(path=fault.path or path) for fault in failure.diagnostics
        ]
        return _Checked("", FileReport(path, tuple(named)))
    report = FileReport(path, document.diagnostics)
    return _Checked("", report, is_judged=True, document=document)


def _with_copies(
    report: FileReport,
    copies: CopyOptions,
    document: "JudgedDocument",
    choice: Choice,
) -> FileReport:
    """Write the copies that are asked for, and return ``report`` with what went wrong in that."""
    try:
        write_copies(copies, document, report.standing, choice)
    except UsageError:
        raise
    except Exception as error:  # the reports must be seen all the same
        failure = as_reported(error, report.path)
        return report._replace(standing=(*failure.diagnostics, *report.standing))
    return report


def _fix(notice: _NoticeFile, keys: str | None, *, unsafe: bool) -> _Checked:
    """Fix what is safe to fix and return what is left; a file that cannot be fixed is only checked."""
    from rectify_gen.fixing import fix, fix_slips, written  # most runs fix nothing

    path = str(notice.path)
    try:
        data = read_bytes(notice.path)
        source = source_of(data, path)
        without_slips, slips = fix_slips(source)
        if slips:
            write_file(notice.path, encode(without_slips.text, data))
            _remark_fixes("fixed", notice.path, slips)
            data = encode(without_slips.text, data)
        fixed = fix(without_slips, notice.choice, keys, unsafe=unsafe)
        if fixed.is_changed():
            write_file(notice.path, written(fixed, data))
    except EnvironmentFaultError as error:
        return _with_failure(_check(notice), error)
    except RectifyError:
        return _check(notice)
    except Exception as error:  # a bug met in one file must not stop the others
        return _with_failure(_check(notice), internal_fault(error, path))
    _remark_fixes("fixed", notice.path, fixed.applied)
    judgement = fixed.checked.judgement
    # What could not be fixed stands beside what the rules found, in the order of the file.
    unordered = [*judgement.standing, *fixed.left]
    standing = tuple(in_file_order(unordered))
    report = FileReport(path, standing, judgement.waived)
    return _Checked(fixed.checked.data.source.text, report, is_judged=True)


def _with_failure(checked: _Checked, failure: RectifyError) -> _Checked:
    """Return ``checked`` with the report of ``failure`` first; of a bug that both met, there is one report."""
    standing = checked.report.standing
    codes = {diagnostic.code for diagnostic in standing}
    code_of_failure = failure.diagnostics[0].code
    both_met_a_bug = bool(codes & INTERNAL_CODES) and code_of_failure in INTERNAL_CODES
    if both_met_a_bug:
        return checked
    report = checked.report._replace(standing=(*failure.diagnostics, *standing))
    return checked._replace(report=report)


def _show_changes(notice: _NoticeFile, keys: str | None, *, unsafe: bool) -> int:
    """Print what --fix would change in a file; return 1 where it would change something or cannot say, 3 for a bug."""
    from rectify_gen.fixing import fix, fix_slips  # most runs fix nothing
    from rectify_gen.report.fix_diff import as_diff

    path = str(notice.path)
    slips: list[Diagnostic] = []
    try:
        source = read_source(notice.path)
        without_slips, slips = fix_slips(source)
        fixed = fix(without_slips, notice.choice, keys, unsafe=unsafe)
    except RectifyError:
        if slips:
            write(as_diff(path, source.text, without_slips.text))
            _remark_fixes("fixable", notice.path, slips)
        checked = _check(notice)
        texts = {path: checked.text}
        show_diagnostics(checked.report.standing, texts, sys.stderr)
        return 1
    except Exception as error:  # a bug met in one file must not stop the others
        failure = internal_fault(error, path)
        show_diagnostics(failure.diagnostics, {}, sys.stderr)
        return failure.exit_code
    text_after = fixed.checked.data.source.text
    write(as_diff(path, source.text, text_after))
    _remark_fixes("fixable", notice.path, [*slips, *fixed.applied])
    return 1 if source.text != text_after else 0


def _remark_fixes(code: str, path: Path, applied: Sequence[Diagnostic]) -> None:
    """Print one line with how many faults of each rule were fixed, where there were any."""
    counts = Counter(diagnostic.code for diagnostic in applied)
    if not counts:
        return
    numbered_codes = []
    for rule_code, count in sorted(counts.items()):
        numbered_codes.append(f"{rule_code} {count}")
    line = say(
        code,
        LANG,
        path=path,
        count=counts.total(),
        codes=", ".join(numbered_codes),
    )
    remark(line)
