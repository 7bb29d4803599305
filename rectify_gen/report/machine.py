"""Reports for machines: JSON (``schemas/report.schema.json``), SARIF 2.1.0, GitHub annotations.

Each is one function from the reports of a run to the text of one document. Waived
reports, and those of a baseline, stay in JSON and SARIF, marked as such.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from pathlib import PurePath
from typing import Any

from rectify_gen.diagnostics import Diagnostic, Fix, Position, Severity
from rectify_gen.report.file_report import FileReport
from rectify_gen.visible import json_text, visible

_SARIF_LEVELS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "note",
}
_GITHUB_LEVELS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "notice",
}
_COLUMN_KIND = "unicodeCodePoints"


class _ReportState(Enum):
    """Whether a report counts."""

    STANDING = "standing"
    WAIVED = "waived"
    KNOWN = "known"
    """The baseline has it."""


_SUPPRESSIONS = {
    # A waiver stands in the notice itself, a baseline is a list outside it.
    _ReportState.WAIVED: "inSource",
    _ReportState.KNOWN: "external",
}


def as_json(reports: Sequence[FileReport], lang: str) -> str:
    """Return one JSON document: every file with its reports, and the totals."""
    counts: Counter[Severity] = Counter()
    waived_count = 0
    known_count = 0
    files = []
    for report in reports:
        counts.update(diagnostic.severity for diagnostic in report.standing)
        waived_count += len(report.waived)
        known_count += len(report.known)
        entries = []
        for diagnostic, state in _all_diagnostics(report):
            is_waived = state is _ReportState.WAIVED
            described = entry(diagnostic, lang, waived=is_waived)
            described["known"] = state is _ReportState.KNOWN
            described["fixes"] = list(map(_described_fix, diagnostic.fixes))
            entries.append(described)
        files.append({"path": posix(report.path), "diagnostics": entries})
    document = {
        "version": 1,
        "files": files,
        "summary": {
            "files": len(reports),
            "errors": counts[Severity.ERROR],
            "warnings": counts[Severity.WARNING],
            "notes": counts[Severity.INFO],
            "waived": waived_count,
            "known": known_count,
        },
    }
    return json_text(document) + "\n"


def _all_diagnostics(report: FileReport) -> Iterator[tuple[Diagnostic, _ReportState]]:
    """Yield the diagnostics of a file, and whether each counts."""
    for diagnostic in report.standing:
        yield diagnostic, _ReportState.STANDING
    for diagnostic in report.waived:
        yield diagnostic, _ReportState.WAIVED
    for diagnostic in report.known:
        yield diagnostic, _ReportState.KNOWN


def entry(
    diagnostic: Diagnostic,
    lang: str,
    *,
    waived: bool,
) -> dict[str, Any]:
    """Return one diagnostic as the published schemas have it."""
    position = _lines(diagnostic)
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "waived": waived,
        "message": diagnostic.message(lang),
        "hint": diagnostic.hint(lang),
        "route": list(diagnostic.route),
        "line": position.line if position else None,
        "column": position.column if position else None,
        "end_line": position.end_line if position else None,
        "end_column": position.end_column if position else None,
        "place": _place(diagnostic, lang),
    }


def _described_fix(fix: Fix) -> dict[str, Any]:
    return {
        "route": list(fix.route),
        "marks": fix.span.marks,
        "replacement": fix.replacement,
        "safe": fix.is_safe,
    }


def _lines(diagnostic: Diagnostic) -> Position | None:
    """Return where a diagnostic stands in lines and columns; None where it stands nowhere, or in a cell of a workbook."""
    position = diagnostic.position
    if position is None or position.cell:
        return None
    return position


def _place(diagnostic: Diagnostic, lang: str) -> str:
    """Return where a diagnostic stands in words: the cell of a workbook, the spot in a template, or both; else nothing."""
    position = diagnostic.position
    cell = position.cell if position else ""
    spot = diagnostic.place.whole(lang) if diagnostic.place else ""
    return _joined(" ", [cell, spot])


def as_sarif(
    reports: Sequence[FileReport],
    lang: str,
    version: str,
) -> str:
    """Return a SARIF 2.1.0 log of one run; ``version`` is that of the product."""
    defaults: dict[str, Severity] = {}
    for report in reports:
        for diagnostic, _ in _all_diagnostics(report):
            # A rule has its default level; what a project made of it stands in each result.
            defaults[diagnostic.code] = diagnostic.default_severity
    rule_indexes = {code: index for index, code in enumerate(sorted(defaults))}
    results = []
    for report in reports:
        for diagnostic, state in _all_diagnostics(report):
            result = _result(report.path, diagnostic, lang)
            result["ruleIndex"] = rule_indexes[diagnostic.code]
            if report.has_baseline:
                is_known = state is _ReportState.KNOWN
                result["baselineState"] = "unchanged" if is_known else "new"
            if state in _SUPPRESSIONS:
                result["suppressions"] = [{"kind": _SUPPRESSIONS[state]}]
            results.append(result)
    driver = {
        "name": "rectify-gen",
        "version": version,
        "language": "zh-CN" if lang == "zh" else "en-US",
        "rules": [_sarif_rule(code, defaults[code]) for code in rule_indexes],
    }
    run = {
        "tool": {"driver": driver},
        # SARIF counts UTF-16 units unless a log says otherwise; our columns are characters.
        "columnKind": _COLUMN_KIND,
        "results": results,
    }
    log = {
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    return json_text(log) + "\n"


def _sarif_rule(code: str, severity: Severity) -> dict[str, Any]:
    level = _SARIF_LEVELS[severity]
    name = "".join(word.capitalize() for word in code.split("-"))
    return {
        "id": code,
        "name": name,
        "defaultConfiguration": {"level": level},
    }


def _result(
    path: str,
    diagnostic: Diagnostic,
    lang: str,
) -> dict[str, Any]:
    uri = _uri(diagnostic.path or path)
    physical: dict[str, Any] = {"artifactLocation": {"uri": uri}}
    position = _lines(diagnostic)
    if position:
        physical["region"] = {
            "startLine": position.line,
            "startColumn": position.column,
            "endLine": position.end_line,
            # A region covers one character at least.
            "endColumn": max(position.end_column, position.column + 1),
        }
    location: dict[str, Any] = {"physicalLocation": physical}
    place = _place(diagnostic, lang)
    if place:
        location["logicalLocations"] = [{"fullyQualifiedName": place}]
    return {
        "ruleId": diagnostic.code,
        "level": _SARIF_LEVELS[diagnostic.severity],
        "message": {"text": _joined(" ", _sentences(diagnostic, lang))},
        "locations": [location],
    }


def _sentences(diagnostic: Diagnostic, lang: str) -> list[str]:
    return [diagnostic.message(lang), diagnostic.hint(lang)]


def _joined(separator: str, texts: Iterable[str]) -> str:
    """Return those of ``texts`` that are not empty, with ``separator`` between them."""
    return separator.join(filter(None, texts))


def as_github(reports: Iterable[FileReport], lang: str) -> str:
    """Return workflow commands that GitHub shows as annotations at their lines; waived reports are left out."""
    annotations = []
    for report in reports:
        for diagnostic in report.standing:
            annotations.append(_annotation(report.path, diagnostic, lang))
    return "".join(annotations)


def _annotation(
    path: str,
    diagnostic: Diagnostic,
    lang: str,
) -> str:
    values = {"file": posix(diagnostic.path or path)}
    position = _lines(diagnostic)
    if position:
        values["line"] = str(position.line)
        values["endLine"] = str(position.end_line)
        values["col"] = str(position.column)
        values["endColumn"] = str(position.end_column)
    values["title"] = diagnostic.code
    properties = [f"{name}={_property(value)}" for name, value in values.items()]
    place = _place(diagnostic, lang)
    text = _joined("\n", [place, *_sentences(diagnostic, lang)])
    level = _GITHUB_LEVELS[diagnostic.severity]
    return f"::{level} {','.join(properties)}::{_data(text)}\n"


def _data(text: str) -> str:
    # % first, or the escapes of the others would be escaped again.
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return visible(escaped)


def _property(text: str) -> str:
    # Commas part the properties of a command, and colons end them.
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def posix(path: str) -> str:
    """Return ``path`` with forward slashes."""
    return PurePath(path).as_posix()


def _uri(path: str) -> str:
    """Return a relative path as a URI reference, an absolute one as a file URI."""
    from urllib.parse import quote  # slow to import, and only SARIF needs it

    pure = PurePath(path)
    if pure.is_absolute():
        # Only an absolute path can be a file URI; a relative one is resolved by whoever reads the log.
        return pure.as_uri()
    return quote(pure.as_posix())
