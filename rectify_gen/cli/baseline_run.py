"""What ``validate`` does with a baseline: known reports set apart, gone ones reported, and the file written on request."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from rectify_gen import baseline as baselines
from rectify_gen.baseline import Baseline, KnownReport
from rectify_gen.cli.session import LANG, remark
from rectify_gen.diagnostics import Diagnostic, RectifyError, UsageError
from rectify_gen.files import write_file
from rectify_gen.messages import say
from rectify_gen.report.file_report import FileReport
from rectify_gen.resources import shown


class BaselineOptions(NamedTuple):
    """The baseline that a run is asked to take in the place of the projects', and whether it is written anew."""

    path: Path | None = None
    update: bool = False

    def path_for(self, of_project: Path | None) -> Path | None:
        """Return the baseline for a notice whose project names ``of_project``."""
        if self.path is not None or of_project is None:
            return self.path
        # As a user writes paths: reports name it so.
        return Path(shown(of_project))


class BaselineRun:
    """The baselines of one run, and what became of their entries."""

    def __init__(self, options: BaselineOptions) -> None:
        self._options = options
        self._read: dict[Path, Baseline] = {}
        self._unreadable: dict[Path, RectifyError] = {}
        self._seen: dict[Path, set[str]] = {}
        self._now: dict[Path, dict[str, tuple[KnownReport, ...]]] = {}
        """What an update writes; its keys are all baselines of the run."""
        self._gone: dict[Path, list[tuple[str, KnownReport]]] = {}

    def compared(
        self, report: FileReport, text: str, path: Path | None, *, is_judged: bool
    ) -> FileReport:
        """Return ``report`` with the reports that the baseline at ``path`` knows set apart.

        Of a file that could not be judged nothing is known, and its entries stay as they are.
        """
        if path is None:
            return report
        baseline = self._baseline(path)
        source = Path(report.path)
        name = baselines.name_of(source, path)
        known_name = baselines.known_name(name, baseline, path)
        known = baseline.get(known_name, baselines.NO_REPORTS)
        self._seen.setdefault(path, set()).update({name, known_name})
        now = self._now.setdefault(path, {})
        if not is_judged:
            now[name] = known
            return report
        if self._options.update:
            now[name] = baselines.entries(report.standing, text)
            return report._replace(
                standing=(), known=report.standing, has_baseline=True
            )
        comparison = baselines.compare(report.standing, text, known)
        gone = self._gone.setdefault(path, [])
        for entry in comparison.gone:
            gone.append((name, entry))
        return report._replace(
            standing=comparison.new,
            known=comparison.known,
            has_baseline=True,
        )

    def finish(self) -> list[FileReport]:
        """Write the baselines where that was asked for, else return the reports on what is gone of them."""
        if self._options.update:
            for path in self._now:
                self._write(path)
            return self._refusals()
        reports = self._refusals()
        for path in self._now:
            diagnostics = self._gone_reports(path)
            if diagnostics:
                reports.append(FileReport(str(path), tuple(diagnostics)))
        return reports

    def _baseline(self, path: Path) -> Baseline:
        if path in self._read:
            return self._read[path]
        baseline: Baseline = {}
        # An update makes the baseline where there is none.
        if os.path.lexists(path) or not self._options.update:
            try:
                baseline = baselines.read_baseline(path)
            except RectifyError as error:
                self._unreadable[path] = error
        self._read[path] = baseline
        return baseline

    def _refusals(self) -> list[FileReport]:
        """Return a report for each baseline that cannot be read; it is never overwritten."""
        reports = []
        for path, error in self._unreadable.items():
            reports.append(FileReport(str(path), error.diagnostics))
        return reports

    def _untouched(self, path: Path) -> dict[str, tuple[KnownReport, ...]]:
        """Return the entries of files that are not among those of this run."""
        seen = self._seen.get(path, set())
        untouched = {}
        for name, entries in self._read[path].items():
            if name not in seen:
                untouched[name] = entries
        return untouched

    def _write(self, path: Path) -> None:
        if path in self._unreadable:
            return
        now = dict(self._now[path])
        for name, entries in self._untouched(path).items():
            if baselines.is_there(name, path):
                now[name] = entries
        text = baselines.as_yaml(now)
        write_file(path, text.encode("utf-8"))
        count = sum(len(entries) for entries in now.values())
        before = sum(len(entries) for entries in self._read[path].values())
        remark(
            say("baseline-written", LANG, path=path, count=count, before=before),
        )

    def _gone_reports(self, path: Path) -> list[Diagnostic]:
        """Return a report for each entry that nothing is reported of, in the order of the file."""
        gone = list(self._gone.get(path, []))
        for name, entries in self._untouched(path).items():
            if not baselines.is_there(name, path):
                gone += [(name, entry) for entry in entries]
        diagnostics = []
        for name, entry in gone:
            diagnostic = Diagnostic(
                "baseline-gone",
                facts={
                    "file": name,
                    "known_code": entry.code,
                    "known_quote": entry.quote,
                },
                position=entry.position,
                path=str(path),
            )
            diagnostics.append(diagnostic)
        diagnostics.sort(key=_line)
        return diagnostics


def refuse_without_file(options: BaselineOptions, has_any: bool) -> None:
    """Refuse a baseline that is not there, and to update one that nobody named.

    Raises:
        UsageError: the one that the command names is not there, or neither the command nor a project names one.
    """
    if options.update and not has_any:
        raise UsageError([Diagnostic("baseline-unnamed")])
    path = options.path
    # To make it here would let a run of CI accept everything in silence.
    if path is not None and not options.update and not os.path.lexists(path):
        raise UsageError([baselines.missing(path)])


def _line(diagnostic: Diagnostic) -> int:
    return diagnostic.position.line if diagnostic.position else 0
