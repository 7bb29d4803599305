"""Diagnostics as text for people: place, code, sentence, the source line with a caret, hint.

Pure: from values to text. This room must not know commands or terminals.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from rectify_gen.chinese import is_wide
from rectify_gen.diagnostics import Diagnostic, Position, Severity
from rectify_gen.messages import say

_BLANKS = re.compile("[\t\n\r]")
_LINE_WIDTH = 100
"""Columns of a source line that are shown around the fault."""


def as_text(
    diagnostics: Iterable[Diagnostic], texts: Mapping[str, str], lang: str
) -> str:
    """Return the report of ``diagnostics``; ``texts`` holds the source text of each path, for its lines."""
    return "".join(_entry(one, texts.get(one.path), lang) for one in diagnostics)


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


def _entry(one: Diagnostic, text: str | None, lang: str) -> str:
    at = f":{one.position.line}:{one.position.column}" if one.position else ""
    where = f"{one.path}{at}: " if one.path else ""
    place = f"{one.place.spot(lang)}: " if one.place and not one.position else ""
    out = f"{where}{place}{say(one.severity.value, lang)}[{one.code}] {one.message(lang)}\n"
    if text is not None and one.position:
        out += _quoted_line(text, one.position)
    elif one.place and one.place.text and not one.position:
        start = one.place.column
        out += _quoted("", one.place.text, start, start + len(one.place.tag))
    if one.place and one.position:
        out += f"      {say('place', lang)}{one.place.whole(lang)}\n"
    if hint := one.hint(lang):
        out += f"      {say('hint', lang)}{hint}\n"
    return out


def _quoted_line(text: str, at: Position) -> str:
    """The line of the fault and a caret line below it; a Chinese character is two columns wide."""
    lines = text.split("\n")
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
    line, start, end = _window(_BLANKS.sub(" ", text), start, max(end, start + 1))
    gutter = f"{number:>5} | "
    carets = "^" * max(_columns(line[start:end]), 1)
    return f"{gutter}{line}\n{'':5} | {' ' * _columns(line[:start])}{carets}\n"


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
