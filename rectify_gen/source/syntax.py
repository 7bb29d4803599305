"""What libyaml could not read, told by the cause that a clerk's file usually has.

This room must not know the model: which keys there are is none of its business.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import yaml

from rectify_gen.diagnostics import Diagnostic, Position
from rectify_gen.source.decoding import SourceFile

_KEY = r"^[ \t]*(?:- +)*([A-Za-z_]+)"
_HIDDEN_KEY = re.compile(_KEY + r"(：|:(?=[^\s:/]))", re.MULTILINE)
"""A key that YAML does not see as one: its colon is full-width, or no space comes after it."""

_TAB = re.compile(r"^ *\t", re.MULTILINE)
_INDICATOR = re.compile(r"^ *(?:- +)*(?:[A-Za-z_]+: +)?([@`%&*!|>\[\]{}\"'])")
"""A value that begins with a sign which YAML keeps for itself."""


_CONFLICT = re.compile(r"^(<{7}|\|{7}|={7}|>{7})(?=[ \t]|$).*", re.MULTILINE)
"""A line that a version control system writes around the two sides of a conflict."""
_CONFLICT_SIGNS = ("<<<<<<<", ">>>>>>>", "=======", "|||||||")


def conflict_markers(source: SourceFile) -> list[Diagnostic]:
    """Return a fault for each merge conflict left in ``source``, at its first marker; what was left of one counts as one."""
    if not any(sign in source.text for sign in _CONFLICT_SIGNS):
        return []
    faults: list[Diagnostic] = []
    first = None
    line, counted = 1, 0
    for marker in _CONFLICT.finditer(source.text):
        line += source.text.count("\n", counted, marker.start())
        counted = marker.start()
        if first is None or marker[1][0] == "<":
            first = Position(line, 1, line, len(marker.group()) + 1)
            faults.append(
                Diagnostic(
                    "yaml-conflict",
                    facts={"first": line, "last": line},
                    position=first,
                    path=source.path,
                )
            )
        else:
            facts = {"first": first.line, "last": line}
            faults[-1] = faults[-1]._replace(facts=facts)
        if marker[1][0] == ">":
            first = None
    return faults


def position_at(text: str, at: int, length: int = 1) -> Position:
    """Return the line and column of the character at index ``at`` of ``text``."""
    line = text.count("\n", 0, at) + 1
    column = at - text.rfind("\n", 0, at)
    return Position(line, column, line, column + length)


def positions_at(
    text: str, places: Iterable[int], start: int = 0, line: int = 1
) -> Iterator[Position]:
    """Yield the line and column of each of ``places``, which are in order and after ``start``, on the given ``line``."""
    counted = start
    for at in places:
        line += text.count("\n", counted, at)
        counted = at
        column = at - text.rfind("\n", 0, at)
        yield Position(line, column, line, column + 1)


def hidden_keys(
    source: SourceFile, start: int = 0, end: int | None = None, line: int = 1
) -> list[Diagnostic]:
    """Return a fault for each line between ``start``, on the given ``line``, and ``end`` that begins with a key whose colon is wrong."""
    found = _HIDDEN_KEY.finditer(
        source.text, start, len(source.text) if end is None else end
    )
    codes = {"：": "yaml-colon", ":": "yaml-colon-space"}
    keys = list(found)
    colons = [one.start(2) for one in keys]
    positions = positions_at(source.text, colons, start, line)
    return [
        Diagnostic(codes[one[2]], (), {"key": one[1]}, position, source.path)
        for one, position in zip(keys, positions, strict=True)
    ]


def syntax_faults(source: SourceFile, error: yaml.YAMLError) -> list[Diagnostic]:
    """Return what ``error`` says, as the usual cause where that can be seen."""
    places = [one.end() - 1 for one in _TAB.finditer(source.text)]
    tabs = [
        Diagnostic("yaml-tab", position=position, path=source.path)
        for position in positions_at(source.text, places)
    ]
    return hidden_keys(source) or tabs or list(_cause(source, error))


def _cause(source: SourceFile, error: yaml.YAMLError) -> Iterator[Diagnostic]:
    problem = str(getattr(error, "problem", None) or error)
    mark = getattr(error, "problem_mark", None)
    opening = getattr(error, "context_mark", None)
    if (
        "quoted scalar" in str(getattr(error, "context", ""))
        and "end of stream" in problem
    ):
        yield Diagnostic("yaml-quote-open", position=_at(opening), path=source.path)
    elif mark is None:
        yield Diagnostic("yaml-syntax", facts={"problem": problem}, path=source.path)
    else:
        line = [*source.text.split("\n"), ""][mark.line]
        yield _cause_in(line, mark, problem, source.path)


def _cause_in(line: str, mark: Any, problem: str, path: str) -> Diagnostic:
    """The cause as the line shows it at which libyaml gave up."""
    if "escape" in problem:
        return Diagnostic("yaml-escape", position=_at(mark), path=path)
    if line.lstrip().startswith(":"):
        return Diagnostic("yaml-key", position=_at(mark), path=path)
    indicator = _INDICATOR.match(line)
    if indicator and indicator.start(1) <= mark.column:
        at = Position(
            mark.line + 1, indicator.start(1) + 1, mark.line + 1, indicator.end(1) + 1
        )
        return Diagnostic(
            "yaml-indicator", facts={"sign": indicator[1]}, position=at, path=path
        )
    if "mapping values" in problem and ": " in line[: mark.column]:
        return Diagnostic("yaml-colon-in-text", position=_at(mark), path=path)
    if (
        "expected key" in problem
        or "'-' indicator" in problem
        or "mapping values" in problem
    ):
        return Diagnostic("yaml-indent", position=_at(mark), path=path)
    return Diagnostic(
        "yaml-syntax", facts={"problem": problem}, position=_at(mark), path=path
    )


def _at(mark: Any) -> Position:
    return Position(mark.line + 1, mark.column + 1, mark.line + 1, mark.column + 2)
