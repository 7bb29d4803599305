"""Lines within one paragraph of a source: which of them are paragraphs, and which break off within a sentence.

Clerks press Shift+Enter, and web pages use ``<br>``, for both. This module must not know formats.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from rectify_gen.importer import characters, typed_marks

_SHORTEST_BROKEN_LINE = 15
"""A shorter line before a line break is a heading or a line of a title rather than half a sentence."""
_SENTENCE_ENDS = tuple("。！？；：!?;:…”）)】")


def join_broken_lines(lines: Iterable[str]) -> list[str]:
    """Return ``lines``; those that break off within a sentence are joined with the next."""
    paragraphs: list[_BrokenParagraph] = []
    for line in lines:
        if not paragraphs or not paragraphs[-1].goes_on(line):
            paragraphs.append(_BrokenParagraph())
        paragraphs[-1].add(line)
    return [characters.join(paragraph.lines) for paragraph in paragraphs]


@dataclass(slots=True)
class _BrokenParagraph:
    """The lines that make up one paragraph so far; only the first keeps its indent."""

    lines: list[str] = field(default_factory=list)
    length: int = 0
    has_sign: bool = False
    """Whether there is a comma or stop in it, as headings and organs have none."""

    def add(self, line: str) -> None:
        """Add the next line."""
        text = line.strip()
        # A numbered line without a full stop is a heading, however many commas it has.
        is_numbered = not self.lines and typed_marks.read_mark(text) is not None
        sentence_sign = "。" if is_numbered else "[，、。]"
        if re.search(sentence_sign, text):
            self.has_sign = True
        self.lines.append(text if self.lines else line.rstrip())
        self.length += len(text)

    def goes_on(self, line: str) -> bool:
        """Return whether ``line``, behind a line break, goes on with the sentence of the line before it."""
        is_indented = line.startswith("\u3000") or line[:2].isspace()
        if is_indented or typed_marks.read_mark(line.strip()) is not None:
            return False
        if self.lines[-1].endswith(("，", "、")):
            return True
        if self.length < _SHORTEST_BROKEN_LINE:
            return False
        return self.has_sign and not self.lines[-1].endswith(_SENTENCE_ENDS)
