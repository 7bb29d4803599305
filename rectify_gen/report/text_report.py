"""Diagnostics as text for people: place, code, sentence, the source line with a caret, hint.

Pure: from values to text. This room must not know commands or terminals.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from rectify_gen.chinese import is_wide
from rectify_gen.diagnostics import Diagnostic, Position, Severity
from rectify_gen.messages import say
from rectify_gen.visible import one_line, visible

_BLANKS = re.compile("[\t\n\r]")
_LINE_WIDTH = 100
"""Columns of a source line that are shown around the fault."""

SHOWN_LIMIT = 50
"""Reports of one file that are shown to people; nobody reads the thousandth before the first is put right."""


def as_text(
    diagnostics: Iterable[Diagnostic],
    texts: Mapping[str, str],
    lang: str,
    limit: int = SHOWN_LIMIT,
) -> str:
    """Return the report of ``diagnostics``, file by file; ``texts`` holds the source text of each path, for its lines.

    Of each file the gravest ``limit`` are shown, in their order, and how many more there are.
    """
    by_path: dict[str, list[Diagnostic]] = {}
    for diagnostic in diagnostics:
        by_path.setdefault(diagnostic.path, []).append(diagnostic)
    reports = []
    for path, of_file in by_path.items():
        text = texts.get(path)
        report = _file_report(of_file, text, lang, limit)
        reports.append(report)
    return "".join(reports)


def _file_report(
    diagnostics: list[Diagnostic],
    text: str | None,
    lang: str,
    limit: int,
) -> str:
    lines = text.split("\n") if text is not None else None
    gravest = _gravest(diagnostics, limit)
    entries = [_entry(diagnostic, lines, lang) for diagnostic in gravest]
    report = "".join(entries)
    more = len(diagnostics) - len(gravest)
    if more:
        report += say(
            "more-reports",
            lang,
            path=one_line(diagnostics[0].path),
            count=more,
        )
        report += "\n"
    return report


def _gravest(diagnostics: list[Diagnostic], limit: int) -> list[Diagnostic]:
    """Return errors before warnings before notes, as many as ``limit``, in the order in which they were given."""
    if len(diagnostics) <= limit:
        return diagnostics
    order = list(Severity)
    ranks = [order.index(diagnostic.severity) for diagnostic in diagnostics]
    # Sorting keeps the order of those that are equally grave.
    by_rank = sorted(range(len(diagnostics)), key=ranks.__getitem__)
    kept = sorted(by_rank[:limit])
    return [diagnostics[number] for number in kept]


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


def _entry(
    diagnostic: Diagnostic,
    lines: list[str] | None,
    lang: str,
) -> str:
    """Return the report of one diagnostic: its sentence, the line at fault, where in the template, what to do."""
    position = diagnostic.position
    place = diagnostic.place
    severity = say(diagnostic.severity.value, lang)
    sentence = f"{severity}[{diagnostic.code}] {diagnostic.message(lang)}"
    location = _location(diagnostic, lang)
    report = one_line(location + sentence) + "\n"
    if position and lines is not None:
        report += _quoted_line(lines, position)
    elif place and place.text and not position:
        end = place.column + len(place.tag)
        report += _quoted("", place.text, place.column, end)
    if place and position:
        label = say("place", lang)
        whole_place = one_line(place.whole(lang))
        report += f"      {label}{whole_place}\n"
    hint = diagnostic.hint(lang)
    if hint:
        label = say("hint", lang)
        report += f"      {label}{one_line(hint)}\n"
    return report


def _location(diagnostic: Diagnostic, lang: str) -> str:
    """Return where a report stands: ``notice.yaml:3:5: ``, or ``t.docx: body paragraph 2: ``; empty if nowhere."""
    position = diagnostic.position
    location = ""
    if diagnostic.path:
        location = diagnostic.path
        if position:
            location += f":{position.line}:{position.column}"
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
    end = len(line)
    # A fault over several lines is marked to the end of its first.
    if position.end_line == position.line:
        end = position.end_column - 1
    return _quoted(str(position.line), line, position.column - 1, end)


def _quoted(
    number: str,
    text: str,
    start: int,
    end: int,
) -> str:
    """Return ``text`` as one line with carets from ``start`` to ``end``, cut to a width that can be read."""
    # A paragraph may have 100,000 characters: what is far away is cut before anything is measured.
    cut = max(start - _LINE_WIDTH, 0)
    mark = "…" if cut else ""
    shift = len(mark) - cut
    stretch = text[cut : end + 2 * _LINE_WIDTH]
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
    if _columns(line) <= _LINE_WIDTH:
        return line, start, end
    # A third of the width for what stands before: readers look for the fault from the left.
    width_before = _LINE_WIDTH // 3
    begin = start
    while begin > 0 and _columns(line[begin - 1 : start]) <= width_before:
        begin -= 1
    stop = start
    while stop < len(line) and _columns(line[begin : stop + 1]) <= _LINE_WIDTH:
        stop += 1
    before = "…" if begin else ""
    after = "…" if stop < len(line) else ""
    shift = len(before) - begin
    shown_line = before + line[begin:stop] + after
    shown_end = min(end, stop) + shift
    return shown_line, start + shift, shown_end


def _columns(text: str) -> int:
    """Return how many columns of a terminal ``text`` takes."""
    return sum(2 if is_wide(sign) else 1 for sign in text)
