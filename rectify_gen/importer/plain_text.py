"""The reader of plain text: from a .txt file to the blocks of a notice.

A text file does not say where a paragraph ends. So this reader guesses: lines that were wrapped at a
width are joined, page numbers and the furniture of web pages are left out, and leaked field codes are
resolved. Everything repaired or left out is reported. It must not know what the paragraphs mean.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rectify_gen import chinese
from rectify_gen.diagnostics import Diagnostic, Position
from rectify_gen.importer import characters, furniture, typed_marks
from rectify_gen.importer.omissions import omission
from rectify_gen.importer.source_blocks import NoticeSource, SourceBlock
from rectify_gen.vocabulary.section_labels import read_label

_WIDEST_WRAP = 60
"""Lines longer than this, in full-width characters, are paragraphs, never lines of a wrapped text."""
_NARROWEST_WRAP = 15
"""No page or screen wraps a text at fewer full-width characters."""
_FEWEST_WRAPPED_LINES = 6
"""In a shorter text the width at which it is wrapped cannot be seen."""
_RAGGED = 2.5
"""How much narrower than the widest a full line may be: no line begins with a mark such as a comma."""
_INDENT = 2
"""Full-width characters that a paragraph is indented by."""
_MEASURED_CHARACTERS = 200
"""As many characters of a line are measured: a longer line is too wide to be wrapped anyway."""

_SHORTEST_BROKEN_LINE = 15
"""A shorter line above a page number is a heading rather than half a sentence."""

_SENTENCE_ENDS = tuple("。！？；：:;!?…”）)】")


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One line of the text file that is not blank."""

    number: int
    """Counted from 1."""
    raw: str
    """As it stands in the file."""
    text: str
    """Tidied: without white space at its ends, invisible characters and field codes."""
    is_indented: bool
    follows_blank_line: bool
    follows_page_break: bool = False
    """Whether a page number or running header was left out before it."""


def read_plain_text(text: str) -> NoticeSource:
    """Return the blocks of ``text``; there are none where the text has no content."""
    lines, repairs = _tidied_lines(text)
    kept_lines, omissions = _leave_out_furniture(lines)
    blocks = _join_wrapped_lines(kept_lines)
    diagnostics = [*repairs, *omissions]
    joined_count = len(kept_lines) - len(blocks)
    if joined_count:
        note = Diagnostic("import-lines-joined", facts={"count": joined_count})
        diagnostics.append(note)
    words = [characters.as_compared(line.text) for line in kept_lines]
    return NoticeSource(
        blocks=tuple(blocks),
        words="".join(words),
        diagnostics=tuple(diagnostics),
    )


def _tidied_lines(text: str) -> tuple[list[SourceLine], list[Diagnostic]]:
    """Return the lines that are not blank, and what was repaired in them."""
    lines: list[SourceLine] = []
    counts = {
        "import-invisible": 0,
        "import-control": 0,
        "import-field-code": 0,
    }
    blank_count = 0
    spaced_count = 0
    follows_blank_line = False
    for number, raw in enumerate(text.splitlines(), start=1):
        tidied, invisible_count = characters.drop_invisible(raw)
        tidied, field_code_count = characters.resolve_field_codes(tidied)
        # Two blanks of any kind are an indent; so is one that is as wide as a character.
        begins_wide = tidied.startswith("\u3000")
        is_indented = begins_wide or tidied[:2].isspace()
        tidied = tidied.replace("\u00a0", " ")
        tidied = tidied.strip()
        tidied, control_count = characters.drop_refused(tidied)
        counts["import-invisible"] += invisible_count
        counts["import-control"] += control_count
        counts["import-field-code"] += field_code_count
        if tidied and _is_spaced(raw):
            spaced_count += 1
        # A control character at an end has become a space.
        tidied = tidied.strip()
        if tidied:
            line = SourceLine(
                number=number,
                raw=raw,
                text=tidied,
                is_indented=is_indented,
                follows_blank_line=follows_blank_line,
            )
            lines.append(line)
        else:
            blank_count += 1
        follows_blank_line = not tidied

    repairs = []
    for code, count in counts.items():
        if count:
            repair = Diagnostic(code, facts={"count": count})
            repairs.append(repair)
    if blank_count or spaced_count:
        facts = {
            "blank": blank_count,
            "spaced": spaced_count,
        }
        repairs.append(Diagnostic("import-space", facts=facts))
    return lines, repairs


def _is_spaced(raw: str) -> bool:
    """Whether a line has spaces at its ends, but for the two of a paragraph's indent."""
    return raw.removeprefix("\u3000\u3000") != raw.strip()


def _leave_out_furniture(
    lines: list[SourceLine],
) -> tuple[list[SourceLine], list[Diagnostic]]:
    """Leave out page numbers and furniture of web pages; where nothing would remain, leave out nothing."""
    verdicts = furniture.judge([line.text for line in lines])
    kept_lines: list[SourceLine] = []
    omissions: list[Diagnostic] = []
    follows_page_break = False
    for line, verdict in zip(lines, verdicts, strict=True):
        for cut in verdict.cuts:
            omissions.append(omission(cut.code, cut.text, _position(line)))
        if verdict.kept:
            kept_line = replace(
                line,
                text=verdict.kept,
                follows_page_break=follows_page_break,
            )
            kept_lines.append(kept_line)
            follows_page_break = False
        elif verdict.is_page_break:
            # A page may end within a sentence, whose halves are joined later.
            follows_page_break = True
    return kept_lines, omissions


def _position(line: SourceLine) -> Position:
    return Position(
        line=line.number,
        column=1,
        end_line=line.number,
        end_column=len(line.raw) + 1,
    )


def _join_wrapped_lines(lines: Sequence[SourceLine]) -> list[SourceBlock]:
    """Return the paragraphs that ``lines`` make up."""
    wrap_width = _wrap_width(lines)
    paragraphs: list[list[SourceLine]] = []
    previous: SourceLine | None = None
    for line in lines:
        if previous is not None and _goes_on(previous, line, wrap_width):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
        previous = line
    return [_block(paragraph) for paragraph in paragraphs]


def _block(lines: Sequence[SourceLine]) -> SourceBlock:
    texts = [line.text for line in lines]
    text = characters.join(texts)
    first_line = lines[0]
    return SourceBlock(
        text,
        _position(first_line),
        indent=characters.indent(first_line.raw),
    )


def _wrap_width(lines: Sequence[SourceLine]) -> float:
    """Return the width at which the whole text is clearly wrapped, or 0.

    It is where two lines of five at least fill the width, and half of these end within a sentence.
    """
    widths = []
    for line in lines:
        measured_text = line.text[:_MEASURED_CHARACTERS]
        widths.append(_width(line, measured_text))
    widest = max(widths, default=0.0)
    if len(lines) < _FEWEST_WRAPPED_LINES:
        return 0.0
    if not _NARROWEST_WRAP <= widest <= _WIDEST_WRAP:
        return 0.0
    narrowest_full = widest - _RAGGED
    full_count = 0
    unended_count = 0
    for width, line in zip(widths, lines, strict=True):
        if width < narrowest_full:
            continue
        full_count += 1
        if not line.text.endswith(_SENTENCE_ENDS):
            unended_count += 1
    if full_count * 5 < len(lines) * 2:
        return 0.0
    if unended_count * 2 < full_count:
        return 0.0
    return widest


def _width(line: SourceLine, text: str) -> float:
    indent = _INDENT if line.is_indented else 0
    return chinese.width(text) + indent


def _goes_on(previous: SourceLine, line: SourceLine, wrap_width: float) -> bool:
    """Whether ``line`` goes on with the paragraph of the line before it."""
    if line.is_indented or _begins_paragraph(line.text):
        return False
    if line.follows_page_break and _is_half_a_sentence(previous):
        return True
    if line.follows_blank_line:
        return False
    # No paragraph ends with a comma, however the text was wrapped.
    if previous.text.endswith(("，", "、")):
        return True
    if not wrap_width:
        return False
    # Only a line that fills the width was broken by it.
    previous_width = _width(previous, previous.text)
    return previous_width >= wrap_width - _RAGGED


def _begins_paragraph(text: str) -> bool:
    """Whether ``text`` begins with a mark or a label: （一） 整改情况：."""
    has_mark = typed_marks.read_mark(text) is not None
    return has_mark or read_label(text) is not None


def _is_half_a_sentence(line: SourceLine) -> bool:
    """Whether a line above a page number breaks off within a sentence, and is no heading."""
    if len(line.text) < _SHORTEST_BROKEN_LINE:
        return False
    if line.text.endswith(_SENTENCE_ENDS):
        return False
    # A numbered line without a full stop is a heading, however many commas it has.
    sentence_sign = "。" if typed_marks.read_mark(line.text) else "[，、。]"
    return re.search(sentence_sign, line.text) is not None
