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
    return "".join(
        _of_file(found, texts.get(path), lang, limit) for path, found in by_path.items()
    )


def _of_file(
    diagnostics: list[Diagnostic], text: str | None, lang: str, limit: int
) -> str:
    lines = text.split("\n") if text is not None else None
    shown = _gravest(diagnostics, limit)
    entries = [_entry(diagnostic, lines, lang) for diagnostic in shown]
    left = len(diagnostics) - len(shown)
    if left:
        path = one_line(diagnostics[0].path)
        entries.append(say("more-reports", lang, path=path, count=left) + "\n")
    return "".join(entries)


def _gravest(diagnostics: list[Diagnostic], limit: int) -> list[Diagnostic]:
    """Errors before warnings before notes, as many as ``limit``, in the order in which they were given."""
    if len(diagnostics) <= limit:
        return diagnostics
    order = list(Severity)
    ranks = [order.index(diagnostic.severity) for diagnostic in diagnostics]
    kept = sorted(range(len(diagnostics)), key=ranks.__getitem__)[:limit]
    return [diagnostics[number] for number in sorted(kept)]


def summary(
    diagnostics: Iterable[Diagnostic], files: int, waived: int, lang: str
) -> str:
    """Return the closing line: files, errors, warnings, waived reports."""
    counted = [one.severity for one in diagnostics]
    return say(
        "summary",
        lang,
        files=files,
        errors=counted.count(Severity.ERROR),
        warnings=counted.count(Severity.WARNING),
        waived=waived,
    )


def _entry(one: Diagnostic, lines: list[str] | None, lang: str) -> str:
    at = f":{one.position.line}:{one.position.column}" if one.position else ""
    where = f"{one.path}{at}: " if one.path else ""
    place = f"{one.place.spot(lang)}: " if one.place and not one.position else ""
    severity = say(one.severity.value, lang)
    report = one_line(f"{where}{place}{severity}[{one.code}] {one.message(lang)}")
    report += "\n"
    if lines is not None and one.position:
        report += _quoted_line(lines, one.position)
    elif one.place and one.place.text and not one.position:
        start = one.place.column
        report += _quoted("", one.place.text, start, start + len(one.place.tag))
    if one.place and one.position:
        report += f"      {say('place', lang)}{one_line(one.place.whole(lang))}\n"
    if hint := one.hint(lang):
        report += f"      {say('hint', lang)}{one_line(hint)}\n"
    return report


def _quoted_line(lines: list[str], at: Position) -> str:
    """The line of the fault and a caret line below it; a Chinese character is two columns wide."""
    if at.line > len(lines):
        return ""
    line = lines[at.line - 1]
    start = at.column - 1
    return _quoted(
        str(at.line),
        line,
        start,
        at.end_column - 1 if at.end_line == at.line else len(line),
    )


def _quoted(number: str, text: str, start: int, end: int) -> str:
    """``text`` as one line with carets from ``start`` to ``end``, cut to a width that can be read."""
    cut = max(start - _LINE_WIDTH, 0)  # a paragraph may have 100,000 characters
    text, start, end = (
        ("…" if cut else "") + text[cut : end + 2 * _LINE_WIDTH],
        start - cut + bool(cut),
        end - cut + bool(cut),
    )
    text = _BLANKS.sub(" ", text)
    line, start, end = _window(*_made_visible(text, start, max(end, start + 1)))
    gutter = f"{number:>5} | "
    carets = "^" * max(_columns(line[start:end]), 1)
    return f"{gutter}{line}\n{'':5} | {' ' * _columns(line[:start])}{carets}\n"


def _made_visible(text: str, start: int, end: int) -> tuple[str, int, int]:
    """``text`` with its acting signs written out, and where the stretch from ``start`` to ``end`` then stands."""
    before, fault, after = (
        visible(text[:start]),
        visible(text[start:end]),
        visible(text[end:]),
    )
    # Where the fault is the end of the line, there is no text below the caret.
    length = max(len(fault), end - start)
    return before + fault + after, len(before), len(before) + length


def _window(line: str, start: int, end: int) -> tuple[str, int, int]:
    """A stretch of a long line around the fault, with … where it was cut."""
    if _columns(line) <= _LINE_WIDTH:
        return line, start, end
    first = start
    while first > 0 and _columns(line[first - 1 : start]) <= _LINE_WIDTH // 3:
        first -= 1
    last = start
    while last < len(line) and _columns(line[first : last + 1]) <= _LINE_WIDTH:
        last += 1
    left, right = "…" if first else "", "…" if last < len(line) else ""
    shift = len(left) - first
    return left + line[first:last] + right, start + shift, min(end, last) + shift


def _columns(text: str) -> int:
    return sum(2 if is_wide(sign) else 1 for sign in text)
