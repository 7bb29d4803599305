"""The report room: diagnostics as text for people, and as JSON, SARIF or GitHub annotations for machines.

Pure: from values to text. It must not know commands, terminals or files.
"""

from rectify_gen.report.file_report import FileReport
from rectify_gen.report.text_report import (
    SHOWN_LIMIT,
    as_text,
    grouped,
    location_of,
    summary,
)

FORMATS = ("text", "json", "sarif", "github")

__all__ = [
    "FORMATS",
    "SHOWN_LIMIT",
    "FileReport",
    "as_text",
    "grouped",
    "location_of",
    "summary",
]
