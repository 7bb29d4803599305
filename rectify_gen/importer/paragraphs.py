"""What is there: from text to paragraphs, white space tidied, field codes resolved, page furniture left out.

Everything repaired or left out is told in a diagnostic. This room must not know
what the paragraphs mean.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rectify_gen import chinese
from rectify_gen.diagnostics import Diagnostic, Position
from rectify_gen.importer import characters, furniture, marks

_WIDEST_WRAP = 60
"""Lines longer than this, in full-width characters, are paragraphs, never lines of a wrapped text."""

_ENDS = tuple("。！？；：:;!?…”）)】")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the source, tidied; ``raw`` as it was, ``indented`` and ``after_gap`` as its author set it."""

    number: int
    raw: str
    text: str
    indented: bool
    after_gap: bool
    after_page: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """Paragraphs with the words that they must give back (white space aside), and what was repaired on the way."""

    paragraphs: tuple[str, ...]
    words: str
    diagnostics: tuple[Diagnostic, ...]


def read_paragraphs(text: str) -> Source:
    """Return the paragraphs of ``text``; there are none where the text has no content."""
    lines, repaired = _lines(text)
    kept, left_out = _leave_out(lines)
    paragraphs, joined = _paragraphs(kept)
    diagnostics = [*repaired, *left_out]
    if joined:
        diagnostics.append(Diagnostic("import-lines-joined", facts={"count": joined}))
    return Source(
        tuple(paragraphs),
        "".join(characters.as_compared(line.raw) for line in kept),
        tuple(diagnostics),
    )


def _lines(text: str) -> tuple[list[Line], list[Diagnostic]]:
    out: list[Line] = []
    counts = {"import-invisible": 0, "import-control": 0, "import-field-code": 0}
    gap = False
    blank = spaced = 0
    for number, raw in enumerate(text.splitlines(), 1):
        tidied, invisible = characters.drop_invisible(raw)
        tidied, codes = characters.resolve_field_codes(tidied)
        indented = tidied[:1] == "\u3000" or tidied[:2].isspace()
        tidied, refused = characters.drop_refused(tidied.replace("\u00a0", " ").strip())
        for code, count in zip(counts, (invisible, refused, codes), strict=True):
            counts[code] += count
        spaced += bool(tidied) and _is_spaced(raw)
        if tidied := tidied.strip():
            out.append(Line(number, raw, tidied, indented, gap))
        gap = not tidied
        blank += gap
    repaired = [
        Diagnostic(code, facts={"count": count})
        for code, count in counts.items()
        if count
    ]
    if blank or spaced:
        repaired.append(
            Diagnostic("import-space", facts={"blank": blank, "spaced": spaced})
        )
    return out, repaired


def _is_spaced(raw: str) -> bool:
    """Whether a line has spaces at its ends, but for the two of a paragraph's indent."""
    return raw.removeprefix("\u3000\u3000") != raw.strip()


def _leave_out(lines: list[Line]) -> tuple[list[Line], list[Diagnostic]]:
    """Take page numbers and furniture of web pages out; where nothing would remain, nothing is taken out."""
    first = next(
        (
            at
            for at, line in enumerate(lines)
            if "。" in line.text or marks.read_mark(line.text)
        ),
        len(lines),
    )
    last = max(
        (at for at, line in enumerate(lines) if "。" in line.text), default=len(lines)
    )
    running = _running_headers(lines)
    kept: list[Line] = []
    out: list[Diagnostic] = []
    page = False
    for at, line in enumerate(lines):
        if furniture.is_page_number(line.text) or line.text in running:
            page = True
            out.append(_left_out("import-page", line))
        elif (at < first and furniture.is_web_head(line.text)) or (
            at > last and furniture.is_web_foot(line.text)
        ):
            out.append(_left_out("import-web-page", line))
        else:
            kept.append(replace(line, after_page=page))
            page = False
    return (kept, out) if kept else (lines, [])


def _running_headers(lines: Sequence[Line]) -> set[str]:
    """Short lines that come back straight after page numbers, three times or more."""
    counts: dict[str, int] = {}
    for before, line in itertools.pairwise(lines):
        if (
            len(line.text) <= 30
            and furniture.is_page_number(before.text)
            and not marks.read_mark(line.text)
        ):
            counts[line.text] = counts.get(line.text, 0) + 1
    return {text for text, count in counts.items() if count >= 3}


def _left_out(code: str, line: Line) -> Diagnostic:
    place = Position(line.number, 1, line.number, len(line.raw) + 1)
    return Diagnostic(
        code, facts={"line": line.number, "text": line.text}, position=place
    )


def _paragraphs(lines: list[Line]) -> tuple[list[str], int]:
    full = _wrap_width(lines)
    groups: list[list[str]] = []
    joined = 0
    for before, line in _pairs(lines):
        if before is not None and (
            _goes_on(before, line, full) or _broken_by_page(before, line)
        ):
            groups[-1].append(line.text)
            joined += 1
        else:
            groups.append([line.text])
    return [characters.join(group) for group in groups], joined


def _pairs(lines: list[Line]) -> Iterator[tuple[Line | None, Line]]:
    before: Line | None = None
    for line in lines:
        yield before, line
        before = line


def _wrap_width(lines: list[Line]) -> float:
    """Return the width at which the whole text is clearly wrapped, or 0: most lines fill it, none exceeds it."""
    widths = [
        chinese.width(line.text[:200]) + (2 if line.indented else 0) for line in lines
    ]
    widest = max(widths, default=0.0)
    if len(lines) < 6 or not 15 <= widest <= _WIDEST_WRAP:
        return 0.0
    full = sum(width >= widest - 2.5 for width in widths)
    unended = sum(
        width >= widest - 2.5 and not line.text.endswith(_ENDS)
        for width, line in zip(widths, lines, strict=True)
    )
    return widest if full * 5 >= len(lines) * 2 and unended * 2 >= full else 0.0


def _goes_on(before: Line, line: Line, full: float) -> bool:
    """Whether ``before`` fills its line in a wrapped text and ``line`` goes on with the same paragraph."""
    if line.indented or line.after_gap or marks.read_mark(line.text):
        return False
    if before.text.endswith(("，", "、")):
        return True
    if not full:
        return False
    return chinese.width(before.text) + (2 if before.indented else 0) >= full - 2.5


def _broken_by_page(before: Line, line: Line) -> bool:
    """Whether only a page number stood between two halves of a sentence."""
    if (
        not line.after_page
        or line.indented
        or marks.read_mark(line.text)
        or before.text.endswith(_ENDS)
    ):
        return False
    sentence = "。" if marks.read_mark(before.text) else "[，、。]"
    return len(before.text) >= 15 and re.search(sentence, before.text) is not None
