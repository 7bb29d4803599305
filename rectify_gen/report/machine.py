"""Reports for machines: JSON (``schemas/report.schema.json``), SARIF 2.1.0, GitHub annotations.

Each is one function from the reports of a run to the text of one document. Waived
reports stay in JSON and SARIF, marked as waived.
"""

from collections.abc import Iterable, Sequence
from pathlib import PurePath
from typing import Any

from rectify_gen.diagnostics import Diagnostic, Severity
from rectify_gen.report import FileReport
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


def as_json(reports: Sequence[FileReport], lang: str) -> str:
    """Return one JSON document: every file with its reports, and the totals."""
    standing = [one.severity for report in reports for one in report.standing]
    document = {
        "version": 1,
        "files": [
            {
                "path": posix(report.path),
                "diagnostics": [
                    *(entry(one, lang, waived=False) for one in report.standing),
                    *(entry(one, lang, waived=True) for one in report.waived),
                ],
            }
            for report in reports
        ],
        "summary": {
            "files": len(reports),
            "errors": standing.count(Severity.ERROR),
            "warnings": standing.count(Severity.WARNING),
            "notes": standing.count(Severity.INFO),
            "waived": sum(len(report.waived) for report in reports),
        },
    }
    return json_text(document) + "\n"


def entry(one: Diagnostic, lang: str, *, waived: bool) -> dict[str, Any]:
    """Return one diagnostic as the published schemas have it."""
    at = one.position
    return {
        "code": one.code,
        "severity": one.severity.value,
        "waived": waived,
        "message": one.message(lang),
        "hint": one.hint(lang),
        "route": list(one.route),
        "line": at.line if at else None,
        "column": at.column if at else None,
        "end_line": at.end_line if at else None,
        "end_column": at.end_column if at else None,
        "place": one.place.whole(lang) if one.place else "",
    }


def as_sarif(reports: Sequence[FileReport], lang: str, version: str) -> str:
    """Return a SARIF 2.1.0 log of one run; ``version`` is that of the product."""
    found = [one for report in reports for one in (*report.standing, *report.waived)]
    defaults = {diagnostic.code: diagnostic.default_severity for diagnostic in found}
    codes = sorted(defaults)
    results = [
        _result(report.path, one, lang, codes.index(one.code), waived)
        for report in reports
        for waived, group in ((False, report.standing), (True, report.waived))
        for one in group
    ]
    driver = {
        "name": "rectify-gen",
        "version": version,
        "language": "zh-CN" if lang == "zh" else "en-US",
        "rules": [_sarif_rule(code, defaults[code]) for code in codes],
    }
    log = {
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {"tool": {"driver": driver}, "columnKind": _COLUMN_KIND, "results": results}
        ],
    }
    return json_text(log) + "\n"


def _sarif_rule(code: str, severity: Severity) -> dict[str, Any]:
    level = _SARIF_LEVELS[severity]
    return {"id": code, "name": _pascal(code), "defaultConfiguration": {"level": level}}


def _pascal(code: str) -> str:
    return "".join(word.capitalize() for word in code.split("-"))


def _result(
    path: str, one: Diagnostic, lang: str, rule_index: int, waived: bool
) -> dict[str, Any]:
    location: dict[str, Any] = {"artifactLocation": {"uri": _uri(one.path or path)}}
    if at := one.position:
        region = {
            "startLine": at.line,
            "startColumn": at.column,
            "endLine": at.end_line,
        }
        location["region"] = {**region, "endColumn": max(at.end_column, at.column + 1)}
    sentence = " ".join(part for part in (one.message(lang), one.hint(lang)) if part)
    where: dict[str, Any] = {"physicalLocation": location}
    if one.place:
        where["logicalLocations"] = [{"fullyQualifiedName": one.place.whole(lang)}]
    result = {
        "ruleId": one.code,
        "ruleIndex": rule_index,
        "level": _SARIF_LEVELS[one.severity],
        "message": {"text": sentence},
        "locations": [where],
    }
    return {**result, "suppressions": [{"kind": "inSource"}]} if waived else result


def as_github(reports: Iterable[FileReport], lang: str) -> str:
    """Return workflow commands that GitHub shows as annotations at their lines; waived reports are left out."""
    return "".join(
        _annotation(report.path, one, lang)
        for report in reports
        for one in report.standing
    )


def _annotation(path: str, one: Diagnostic, lang: str) -> str:
    places = {"file": posix(one.path or path)}
    if at := one.position:
        places |= {
            "line": str(at.line),
            "endLine": str(at.end_line),
            "col": str(at.column),
        }
        places |= {"endColumn": str(at.end_column)}
    places["title"] = one.code
    properties = ",".join(
        f"{name}={_property(value)}" for name, value in places.items()
    )
    place = one.place.whole(lang) if one.place else ""
    sentence = "\n".join(
        part for part in (place, one.message(lang), one.hint(lang)) if part
    )
    return f"::{_GITHUB_LEVELS[one.severity]} {properties}::{_data(sentence)}\n"


def _data(text: str) -> str:
    return visible(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def posix(path: str) -> str:
    """Return ``path`` with forward slashes."""
    return PurePath(path).as_posix()


def _uri(path: str) -> str:
    """A relative path as a URI reference, an absolute one as a file URI."""
    from urllib.parse import quote

    pure = PurePath(path)
    return pure.as_uri() if pure.is_absolute() else quote(pure.as_posix())
