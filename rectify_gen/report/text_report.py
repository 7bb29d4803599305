"""Diagnostics as text for people: place, code, sentence, the source line with a caret, hint.

Pure: from values to text. This room must not know commands or terminals.
"""

from __future__ import annotations

import bisect
import itertools
import operator
import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from rectify_gen.chinese import is_wide
from rectify_gen.diagnostics import Diagnostic, Position, Severity
from rectify_gen.late_pattern import LatePattern
from rectify_gen.messages import say
from rectify_gen.report.terminals import NO_TERMINAL, Terminal
from rectify_gen.visible import one_line, visible

_BLANKS = re.compile("[\t\n\r]")
_LINE_WIDTH = 100
"""Columns of a source line that are shown around the fault."""

_MARGIN = "      "
"""What stands left of the lines below a report."""
_NARROWEST = 30
"""A terminal of fewer columns is none to wrap at."""
_PIECE_OF_LINE = LatePattern(
    r"""
    [（“‘《〈【［]*                     # opening marks stay with what they open
    (?: [!-~]+ | [^!-~\s] )            # a word of other letters, or one character
    [，。；：、！？）”’》〉】］…—]*        # closing marks stay with what they close
    \s*
    """,
    re.VERBOSE,
)

SHOWN_LIMIT = 50
"""Reports of one file that are shown to people; nobody reads the thousandth before the first is put right."""


class _ReportStyle(NamedTuple):
    """How a report is set: its language, and what a terminal allows."""

    lang: str
    terminal: Terminal


def as_text(
    diagnostics: Iterable[Diagnostic],
    texts: Mapping[str, str],
    lang: str,
    limit: int = SHOWN_LIMIT,
    terminal: Terminal = NO_TERMINAL,
) -> str:
    """Return the report of ``diagnostics``, file by file; ``texts`` holds the source text of each path, for its lines.

    Signs of the texts that would act on a terminal are written out.

    Of each file errors come before warnings before notes; those of one code stand together, the first of them in full.
    The gravest ``limit`` of a file are shown, and how many more there are.
    """
    by_path: dict[str, list[Diagnostic]] = {}
    for diagnostic in diagnostics:
        by_path.setdefault(diagnostic.path, []).append(diagnostic)
    style = _ReportStyle(lang, terminal)
    reports = []
    for path, of_file in by_path.items():
        text = texts.get(path)
        report = _file_report(of_file, text, style, limit)
        reports.append(report)
    return "".join(reports)


def _file_report(
    diagnostics: list[Diagnostic],
    text: str | None,
    style: _ReportStyle,
    limit: int,
) -> str:
    lines = text.split("\n") if text is not None else None
    report = ""
    shown_count = 0
    for group in grouped(diagnostics):
        shown = group[: limit - shown_count]
        if not shown:
            break
        report += _group_report(shown, len(group), lines, style)
        shown_count += len(shown)
    more = len(diagnostics) - shown_count
    if more:
        report += say(
            "more-reports",
            style.lang,
            path=one_line(diagnostics[0].path),
            count=more,
        )
        report += "\n"
    return report


def grouped(diagnostics: Iterable[Diagnostic]) -> list[list[Diagnostic]]:
    """Return ``diagnostics`` of one severity and code together, in the order of the first of each, the gravest first."""
    by_code: dict[tuple[Severity, str], list[Diagnostic]] = {}
    for diagnostic in diagnostics:
        group = by_code.setdefault((diagnostic.severity, diagnostic.code), [])
        group.append(diagnostic)
    order = list(Severity)
    # Sorting keeps the order of those that are equally grave.
    return sorted(by_code.values(), key=lambda group: order.index(group[0].severity))


def _group_report(
    group: list[Diagnostic],
    count: int,
    lines: list[str] | None,
    style: _ReportStyle,
) -> str:
    """Return the report of a ``group``, of whose ``count`` reports it has as many as are shown.

    The first is shown with its line and hint, and says how many there are; of the others one line each, and the hint
    where it is another.
    """
    report = ""
    hint_above = ""
    for index, diagnostic in enumerate(group):
        is_first = index == 0
        hint = one_line(diagnostic.hint(style.lang))
        counted = ""
        if is_first and count > 1:
            counted = say("of-several", style.lang, count=count)
        report += _headline(diagnostic, style, counted)
        if is_first or diagnostic.place:
            report += _quotation(diagnostic, lines, style.lang)
        if hint and hint != hint_above:
            report += _hint_lines(hint, style)
        hint_above = hint
    return report


def summary(
    diagnostics: Iterable[Diagnostic],
    files: int,
    waived: int,
    lang: str,
) -> str:
    """Return the closing line: files, errors, warnings, waived reports."""
    severities = [diagnostic.severity for diagnostic in diagnostics]
    return say(
        "summary",
        lang,
        files=files,
        errors=severities.count(Severity.ERROR),
        warnings=severities.count(Severity.WARNING),
        waived=waived,
    )


_COLOURS = {
    Severity.ERROR: "\x1b[1;31m",
    Severity.WARNING: "\x1b[1;33m",
    Severity.INFO: "\x1b[1;36m",
}
"""Bold red, yellow and cyan: what the word of a severity is written in."""
_NO_COLOUR = "\x1b[0m"


def _headline(diagnostic: Diagnostic, style: _ReportStyle, counted: str) -> str:
    """Return the line that says where, how grave, which code and what; ``counted`` says of how many it is the first."""
    severity = say(diagnostic.severity.value, style.lang)
    location = one_line(location_of(diagnostic, style.lang))
    sentence = one_line(diagnostic.message(style.lang))
    if style.terminal.is_coloured:
        severity = f"{_COLOURS[diagnostic.severity]}{severity}{_NO_COLOUR}"
    return f"{location}{severity}[{diagnostic.code}] {sentence}{counted}\n"


def _quotation(
    diagnostic: Diagnostic,
    lines: list[str] | None,
    lang: str,
) -> str:
    """Return the line at fault with its caret, and where in the template it stands."""
    position = diagnostic.position
    place = diagnostic.place
    quotation = ""
    if position and lines is not None:
        quotation += _quoted_line(lines, position)
    elif place and place.text and not position:
        end = place.column + len(place.tag)
        quoted = _quoted("", place.text, place.column, end)
        # A fault of the paragraph as a whole has no characters of its own.
        is_of_whole = not place.tag and not place.column
        quotation += quoted.splitlines()[0] + "\n" if is_of_whole else quoted
    if place and position:
        label = say("place", lang)
        whole_place = one_line(place.whole(lang))
        quotation += f"{_MARGIN}{label}{whole_place}\n"
    return quotation


def _hint_lines(hint: str, style: _ReportStyle) -> str:
    """Return the hint behind its label, wrapped at the width of the terminal."""
    label = say("hint", style.lang)
    lines = _wrapped(label + hint, style.terminal.width - len(_MARGIN))
    return "".join(f"{_MARGIN}{line}\n" for line in lines)


def _wrapped(text: str, width: int) -> list[str]:
    """Return ``text`` in lines of at most ``width`` columns; one line where the width is too small to wrap at.

    Chinese breaks between any two characters but before a closing mark and behind an opening one; other words stay whole.
    """
    if width < _NARROWEST or _columns(text) <= width:
        return [text]
    lines = []
    line = ""
    for piece in _PIECE_OF_LINE.compiled.findall(text):
        if line and _columns(line) + _columns(piece.rstrip()) > width:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    lines.append(line)
    return lines


def location_of(diagnostic: Diagnostic, lang: str) -> str:
    """Return where a report stands: ``notice.yaml:3:5: ``, ``通报.xlsx:基本情况!B7: ``, or ``t.docx: body paragraph 2: ``; empty if nowhere."""
    position = diagnostic.position
    location = ""
    if diagnostic.path:
        location = diagnostic.path
        if position:
            location += f":{position.name}"
        location += ": "
    if diagnostic.place and not position:
        location += f"{diagnostic.place.spot(lang)}: "
    return location


def _quoted_line(lines: list[str], position: Position) -> str:
    """Return the line of the fault and a caret line below it; a Chinese character is two columns wide."""
    # A fault may be placed behind the last line, where something is missing at the end.
    if position.line > len(lines):
        return ""
    line = lines[position.line - 1]
    # A blank cell shows nothing that could be quoted.
    if position.cell and not line:
        return ""
    end = len(line)
    # A fault over several lines is marked to the end of its first.
    if position.end_line == position.line:
        end = position.end_column - 1
    # The cell stands at the head of the report, and lines of a listing have no numbers for its reader.
    number = "" if position.cell else str(position.line)
    return _quoted(number, line, position.column - 1, end)


def _quoted(
    number: str,
    text: str,
    start: int,
    end: int,
) -> str:
    """Return ``text`` as one line with carets from ``start`` to ``end``, cut to a width that can be read."""
    # A paragraph may have 100,000 characters: what is far away is cut before anything is measured.
    # One more than can be shown is kept behind the fault, so that it is seen that something follows.
    cut = max(start - _LINE_WIDTH, 0)
    mark = "…" if cut else ""
    shift = len(mark) - cut
    stretch = text[cut : start + _LINE_WIDTH + 1]
    near = _BLANKS.sub(" ", mark + stretch)
    start += shift
    # An empty stretch, such as a value that is missing, gets one caret.
    end = max(end + shift, start + 1)
    line, start, end = _made_visible(near, start, end)
    line, start, end = _window(line, start, end)
    # Carets stand below columns of the terminal, of which a Chinese character takes two.
    blanks = " " * _columns(line[:start])
    caret_count = max(_columns(line[start:end]), 1)
    carets = "^" * caret_count
    return f"{number:>5} | {line}\n{'':5} | {blanks}{carets}\n"


def _made_visible(text: str, start: int, end: int) -> tuple[str, int, int]:
    """Return ``text`` with its acting signs written out, and where the stretch from ``start`` to ``end`` then stands."""
    before = visible(text[:start])
    fault = visible(text[start:end])
    after = visible(text[end:])
    # Where the fault is the end of the line, there is no text below the caret.
    length = max(len(fault), end - start)
    return before + fault + after, len(before), len(before) + length


def _window(line: str, start: int, end: int) -> tuple[str, int, int]:
    """Return a stretch of a long line around the fault, with … where it was cut, and where the fault then stands."""
    # A character takes at least a column.
    if len(line) <= _LINE_WIDTH and _columns(line) <= _LINE_WIDTH:
        return line, start, end
    columns = _columns_of_signs(line)
    # A third of the width for what stands before: readers look for the fault from the left.
    begin = bisect.bisect_left(columns, columns[start] - _LINE_WIDTH // 3)
    stop = bisect.bisect_right(columns, columns[begin] + _LINE_WIDTH) - 1
    before = "…" if begin else ""
    after = "…" if stop < len(line) else ""
    shift = len(before) - begin
    shown_line = before + line[begin:stop] + after
    shown_end = min(end, stop) + shift
    return shown_line, start + shift, shown_end


def _columns(text: str) -> int:
    """Return how many columns of a terminal ``text`` takes."""
    return len(text) + sum(map(is_wide, text))


def _columns_of_signs(text: str) -> list[int]:
    """Return in which column each character of ``text`` begins, counted from 0, and the one behind the last."""
    wide_before = itertools.accumulate(map(is_wide, text), initial=0)
    return list(map(operator.add, itertools.count(), wide_before))
