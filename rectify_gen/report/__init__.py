"""The report room: diagnostics as text for people, and as JSON, SARIF or GitHub annotations for machines.

Pure: from values to text. It must not know commands, terminals or files.
"""

from typing import NamedTuple

from rectify_gen.diagnostics import Diagnostic
from rectify_gen.report.text_report import as_text, summary

FORMATS = ("text", "json", "sarif", "github")


class FileReport(NamedTuple):
    """What was found in one source file."""

    path: str
    standing: tuple[Diagnostic, ...]
    waived: tuple[Diagnostic, ...] = ()


__all__ = ["FORMATS", "FileReport", "as_text", "summary"]
