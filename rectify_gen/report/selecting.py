"""Which reports a run is asked for, and how many there are of each code.

Pure: from values to values and text. This module must not know commands or files.
"""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from rectify_gen.diagnostics import Diagnostic, Severity
from rectify_gen.messages import say
from rectify_gen.report.file_report import FileReport

_GRAVITY = {
    Severity.ERROR: 0,
    Severity.WARNING: 1,
    Severity.INFO: 2,
}
"""Where each severity stands among them, the gravest first."""


class Selection(NamedTuple):
    """The reports that a run is asked for; without codes and with notes all of them."""

    only: frozenset[str] = frozenset()
    """The codes that are asked for; none means all."""
    ignored: frozenset[str] = frozenset()
    """The codes that are left out."""
    least_severity: Severity = Severity.INFO
    """The least grave that are asked for."""

    def has(self, diagnostic: Diagnostic) -> bool:
        """Return whether ``diagnostic`` is asked for."""
        gravity = _GRAVITY[diagnostic.severity]
        is_grave_enough = gravity <= _GRAVITY[self.least_severity]
        is_chosen = not self.only or diagnostic.code in self.only
        is_ignored = diagnostic.code in self.ignored
        return is_grave_enough and is_chosen and not is_ignored


EVERYTHING = Selection()
"""No report is left out."""


def selected(report: FileReport, selection: Selection) -> FileReport:
    """Return ``report`` with those of its diagnostics that ``selection`` asks for."""
    standing = tuple(filter(selection.has, report.standing))
    waived = tuple(filter(selection.has, report.waived))
    known = tuple(filter(selection.has, report.known))
    return report._replace(standing=standing, waived=waived, known=known)


def statistics(reports: Iterable[FileReport], lang: str) -> str:
    """Return how many reports there are of each code, the gravest and then the most frequent first, one on a line."""
    counts: Counter[tuple[Severity, str]] = Counter()
    for report in reports:
        for diagnostic in report.standing:
            counts[diagnostic.severity, diagnostic.code] += 1
    rows = []
    for (severity, code), count in counts.items():
        # Codes that are as frequent stand in the order of the alphabet.
        row = (_GRAVITY[severity], -count, code, severity)
        rows.append(row)
    rows.sort()
    lines = ""
    for _, negative_count, code, severity in rows:
        word = say(severity.value, lang)
        lines += f"{-negative_count:>6}  {word}  {code}\n"
    return lines
