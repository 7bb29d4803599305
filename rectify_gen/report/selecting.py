"""Which reports a run is asked for, and how many there are of each code.

Pure: from values to values and text. This module must not know commands or files.
"""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from rectify_gen.diagnostics import Diagnostic, Severity
from rectify_gen.messages import say
from rectify_gen.report.file_report import FileReport


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
        order = list(Severity)
        is_grave_enough = order.index(diagnostic.severity) <= order.index(
            self.least_severity
        )
        is_chosen = not self.only or diagnostic.code in self.only
        return is_grave_enough and is_chosen and diagnostic.code not in self.ignored


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
    order = list(Severity)
    rows = sorted(
        counts.items(),
        # Codes that are as frequent stand in the order of the alphabet.
        key=lambda row: (order.index(row[0][0]), -row[1], row[0][1]),
    )
    lines = []
    for (severity, code), count in rows:
        lines.append(f"{count:>6}  {say(severity.value, lang)}  {code}\n")
    return "".join(lines)
