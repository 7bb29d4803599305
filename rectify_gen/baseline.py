"""A baseline: the reports that stood when it was written, so that a collection of old notices begins with new ones only.

A report is known again by its file, its code and the words at fault, never by its line; so edits elsewhere do not
matter. Two reports with the same words are two entries. What keeps a file from being judged (its YAML, its model) is
never known: nobody could say what stands behind it. This room must not know commands or how a report is printed.
"""

from __future__ import annotations

import functools
import os
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path, PurePath
from typing import NamedTuple

from rectify_gen import invisible
from rectify_gen.diagnostics import Diagnostic, InputError, Position
from rectify_gen.late_pattern import LatePattern
from rectify_gen.resources import shown
from rectify_gen.source import SourceFile, locate, read_file

_LONGEST_QUOTE = 60
"""Characters at fault that are kept; a longer stretch is known by how it begins."""
_HEADING = """\
# rectify-gen validate --update-baseline 写成；同样的问题不再报告，见 README。
# Written by rectify-gen validate --update-baseline: what is listed here is not reported again.
version: 1
"""
_ACTING = LatePattern("[\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
"""What JSON leaves as it is, and YAML refuses or nobody sees."""


class KnownReport(NamedTuple):
    """One entry of a baseline."""

    code: str
    quote: str
    """The words at fault with a few around them; empty where a report is about no words."""
    position: Position | None = None
    """Where the entry stands in the baseline."""


class KnownAndNew(NamedTuple):
    """The reports of one file, compared with what its baseline has of it."""

    new: tuple[Diagnostic, ...]
    known: tuple[Diagnostic, ...]
    gone: tuple[KnownReport, ...]
    """Entries that nothing is reported of any more."""


Baseline = Mapping[str, tuple[KnownReport, ...]]
"""What is known of each file, by :func:`name_of`."""
NO_REPORTS: tuple[KnownReport, ...] = ()


def name_of(source: Path, baseline: Path) -> str:
    """Return what the baseline at ``baseline`` calls the file ``source``: its path from there, with /."""
    folder = os.path.dirname(os.path.abspath(baseline))
    try:
        path = os.path.relpath(source, folder)
    except ValueError:  # another drive of Windows
        path = os.path.abspath(source)
    # macOS takes the marks of letters apart.
    name = unicodedata.normalize("NFC", PurePath(path).as_posix())
    if name.isprintable() and not invisible.may_hold(name):
        return name
    # What nobody sees, or is no text on this machine, cannot be a key of YAML.
    name = invisible.in_key().sub("?", name)
    return "".join(sign if _is_visible(sign) else "?" for sign in name)


def _is_visible(sign: str) -> bool:
    return sign.isprintable() or sign == "\u3000"


def read_baseline(path: Path) -> Baseline:
    """Return what the baseline at ``path`` has.

    Raises:
        InputError: with every fault of the file, or that it is not there.
    """
    if not os.path.lexists(path):
        raise InputError([missing(path)])
    return _baseline_of(read_file(path))


def missing(path: Path) -> Diagnostic:
    """Return the report that there is no baseline at ``path``."""
    return Diagnostic("baseline-missing", path=shown(path))


def _baseline_of(file: SourceFile) -> Baseline:
    # Most runs have no baseline, and these import pydantic.
    from rectify_gen.model.baseline_file import BaselineFile
    from rectify_gen.model.shapes import FileShape
    from rectify_gen.validation import typed

    data = locate(file)
    content = typed(data, FileShape(BaselineFile, {}))
    baseline = {}
    for name, group in content.files.items():
        reports = []
        for code, quotes in group.items():
            for index, quote in enumerate(quotes):
                position = data.position(("files", name, code, index))
                reports.append(KnownReport(code, quote, position))
        baseline[unicodedata.normalize("NFC", name)] = tuple(reports)
    return baseline


def known_reports(source: Path, baseline: Path | None) -> tuple[KnownReport, ...]:
    """Return what the file ``baseline`` knows of ``source``; nothing where there is no baseline.

    Raises:
        InputError: the baseline is not there, or has faults.
    """
    if baseline is None:
        return NO_REPORTS
    try:
        status = os.stat(baseline)
    except OSError:
        return _reports_of(source, baseline, read_baseline(baseline))
    # Thousands of notices have one baseline, which is read again only where it was written meanwhile.
    stamp = (status.st_mtime_ns, status.st_size)
    return _reports_of(source, baseline, _read_once(baseline, stamp))


@functools.lru_cache(maxsize=8)
def _read_once(path: Path, _stamp: tuple[int, int]) -> Baseline:
    return read_baseline(path)


def _reports_of(
    source: Path, path: Path, baseline: Baseline
) -> tuple[KnownReport, ...]:
    name = known_name(name_of(source, path), baseline, path)
    return baseline.get(name, NO_REPORTS)


def known_name(name: str, baseline: Baseline, path: Path) -> str:
    """Return what the baseline at ``path`` calls the file ``name``, which may have been moved; empty where it has nothing of it.

    The only entry of a file that is gone and had the same name is that of a file that was moved to another folder.
    """
    if name in baseline:
        return name
    base = name.rpartition("/")[2]
    former_names = []
    for former_name in baseline:
        has_same_base = former_name.rpartition("/")[2] == base
        if has_same_base and not is_there(former_name, path):
            former_names.append(former_name)
    return former_names[0] if len(former_names) == 1 else ""


def is_there(name: str, path: Path) -> bool:
    """Return whether the file is there that the baseline at ``path`` calls ``name``."""
    folder = os.path.dirname(os.path.abspath(path))
    return os.path.lexists(os.path.join(folder, name))


def compare(
    diagnostics: Sequence[Diagnostic],
    text: str,
    known: Sequence[KnownReport],
) -> KnownAndNew:
    """Return which of ``diagnostics``, which are about the source ``text``, are among the ``known``, and which of these are gone."""
    if not known:
        return KnownAndNew(tuple(diagnostics), (), ())
    unmatched = Counter((entry.code, entry.quote) for entry in known)
    new_reports = []
    known_reports = []
    lines = text.split("\n")
    for diagnostic in diagnostics:
        key = (diagnostic.code, quote_of(diagnostic, lines))
        if unmatched[key] > 0:
            unmatched[key] -= 1
            known_reports.append(diagnostic)
        else:
            new_reports.append(diagnostic)
    gone = []
    for entry in reversed(known):
        # Of entries with the same words, the last ones are gone.
        key = (entry.code, entry.quote)
        if unmatched[key] > 0:
            unmatched[key] -= 1
            gone.append(entry)
    gone.reverse()
    return KnownAndNew(tuple(new_reports), tuple(known_reports), tuple(gone))


def entries(
    diagnostics: Iterable[Diagnostic],
    text: str,
) -> tuple[KnownReport, ...]:
    """Return an entry for each of ``diagnostics``, which are about the source ``text``."""
    lines = text.split("\n")
    reports = []
    for diagnostic in diagnostics:
        reports.append(KnownReport(diagnostic.code, quote_of(diagnostic, lines)))
    return tuple(reports)


def quote_of(diagnostic: Diagnostic, lines: Sequence[str]) -> str:
    """Return the words by which a report is known again: those at fault with some around them, else the value's first line."""
    span = diagnostic.span
    if span is not None and span.start < span.end:
        return span.quote[:_LONGEST_QUOTE]
    position = diagnostic.position
    if position is None or position.line > len(lines):
        return ""
    line = lines[position.line - 1]
    end = len(line)
    if position.end_line == position.line:
        end = position.end_column - 1
    return line[position.column - 1 : end].strip()[:_LONGEST_QUOTE]


def as_yaml(baseline: Baseline) -> str:
    """Return the text of a baseline file: sorted, one report a line, so that a diff of two is a list of reports."""
    text = _HEADING
    if not any(baseline.values()):
        return text + "files: {}\n"
    text += "files:\n"
    for name in sorted(baseline):
        quotes_by_code: dict[str, list[str]] = {}
        for entry in baseline[name]:
            quotes_by_code.setdefault(entry.code, []).append(entry.quote)
        if quotes_by_code:
            text += f"  {_quoted(name)}:\n"
        for code in sorted(quotes_by_code):
            text += f"    {code}:\n"
            for quote in sorted(quotes_by_code[code]):
                text += f"      - {_quoted(quote)}\n"
    return text


def _quoted(text: str) -> str:
    """Return ``text`` in double quotes, as JSON and YAML both read it."""
    import json  # only an update writes

    quoted = json.dumps(text, ensure_ascii=False)
    return _ACTING.sub(lambda sign: f"\\u{ord(sign[0]):04x}", quoted)
