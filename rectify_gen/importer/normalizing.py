"""The corrected form of a source, on request: widths, marks, quotation marks, dashes, leaked codes, blanks.

Most corrections are fixes of the rules, so that the text then validates; here are only those that no rule of
a finished notice needs: the marks of lists, dates with blanks in them, codes that another program left.
Nothing inside addresses of the web or of mail is changed; of quotations and titles only the width is. Every
correction is recorded. This module must not know what the blocks mean.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from rectify_gen import chinese, rules
from rectify_gen.diagnostics import Route, Span
from rectify_gen.importer import typed_marks
from rectify_gen.importer.characters import squeeze
from rectify_gen.importer.source_blocks import Correction, NoticeSource, SourceBlock
from rectify_gen.model import notice_of
from rectify_gen.rules.quotations import is_quoted
from rectify_gen.rules.rule import Subject, subject_of

_WIDTH_RULES = frozenset(
    {
        "half-width-throughout",
        "half-width-punctuation",
        "half-width-brackets",
        "square-brackets-in-document-number",
        "straight-quotes",
    }
)
"""Rules whose fixes change the form of a mark, in quotations too."""
_OTHER_RULES = frozenset(
    {
        "ascii-stop",
        "doubled-punctuation",
        "ellipsis-or-dash-in-ascii",
        "phone-number-form",
        "space-inside-chinese",
        "stray-blank",
    }
)
"""Rules whose fixes change more than that, so that quotations keep what they have."""
_DIGIT_RULE = "full-width-digits"

_PROTECTED = re.compile(
    r"""
    (?: https?:// | ftp:// | www\. )
      [!-~]* [A-Za-z0-9/=_-]                        # http://a.cn/b?c=1
      (?: (?<=[/=_-]) [\u3400-\u9fff]+ [!-~]* )*     # …/整改?d=2
    | (?<![\w.+-]) [\w.+-]{1,64} @ [\w-]{1,64} (?: \.[\w-]{1,64} )+   # office@a.cn
    """,
    re.VERBOSE | re.ASCII,
)
"""Addresses, in which nothing is changed."""
_ENTITY = re.compile(
    r"&(?:nbsp|ensp|emsp|thinsp|ldquo|rdquo|lsquo|rsquo|middot|hellip|mdash|ndash|bull|times|amp|lt|gt|quot"
    r"|#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6});"
)
"""A character as a web page writes it: &nbsp; &ldquo; &#8220;"""
_FIELD = re.compile(
    r"""
    \{? [ ]?
    (?: PAGE | NUMPAGES | TOC | PAGEREF[ ][^\s\\]+ | REF[ ][^\s\\]+ | SEQ[ ][^\s\\]+ )
    (?: [ ]+ \\ [*@#A-Za-z] (?: [ ]+ (?: "[^"\n]{0,80}" | [A-Za-z]+ ) )? )+
    [ ]? \}? [ ]?
    | HYPERLINK [ ]+ (?: \\l[ ]+ )? "[^"\n]{0,300}" (?: [ ]+ \\[a-z] (?: [ ]+ "[^"\n]{0,80}" )? )* [ ]?
    """,
    re.VERBOSE,
)
r"""A field code of Word that leaked into the text: PAGE \* MERGEFORMAT, HYPERLINK "http://a.cn"."""
_WIDE_LETTERS = re.compile("[Ａ-Ｚａ-ｚ]+")
_BLANK = "[ \u3000\u00a0]{0,3}"
_DATE = re.compile(
    rf"""
    (?<![0-9]) [0-9]{{4}} {_BLANK} 年
    {_BLANK} [0-9]{{1,2}} {_BLANK} 月
    (?: {_BLANK} [0-9]{{1,2}} {_BLANK} 日 )?
    """,
    re.VERBOSE,
)
_MONTH_AND_DAY = re.compile(
    rf"(?<![0-9])[0-9]{{1,2}}{_BLANK}月{_BLANK}[0-9]{{1,2}}{_BLANK}日"
)
_STANDARD_MARKS = {
    typed_marks.CHINESE: chinese.Mark(prefix="", sign="一", suffix="、"),
    typed_marks.BRACKETED: chinese.Mark(prefix="（", sign="一", suffix="）"),
    typed_marks.DIGIT: chinese.Mark(prefix="", sign="1", suffix="."),
    typed_marks.ROUND: chinese.Mark(prefix="（", sign="1", suffix="）"),
    typed_marks.HALF_ROUND: chinese.Mark(prefix="", sign="1", suffix="）"),
    typed_marks.CIRCLED: chinese.Mark(prefix="", sign="①", suffix=""),
}
"""The form of the marks of each family that has one."""
_INNER_MARK = re.compile(
    "(?<![0-9A-Za-z_])[(（]([0-9]{1,3})[)）](?=[\u3400-\u9fff“《])"
)
"""（1） within a paragraph, whatever its brackets."""
_SENTENCE_SIGNS = "，。；,;"
_MOST_ROUNDS = 10
_SHOWN_AROUND = 12
"""Characters on either side of a correction that a report repeats."""


class _Replacement(NamedTuple):
    """What to write in the place of characters of one block, from ``start`` to before ``end``."""

    start: int
    end: int
    new: str


def normalized(source: NoticeSource) -> tuple[NoticeSource, tuple[Correction, ...]]:
    """Return ``source`` in its corrected form, and what was corrected, in the order of the blocks.

    Doing it again changes nothing. No digit changes its value.
    """
    numbered_corrections: list[tuple[int, Correction]] = []
    blocks = list(enumerate(source.blocks))
    for _ in range(_MOST_ROUNDS):
        changes = _replacements([block.text for _, block in blocks])
        if not changes:
            break
        corrected_blocks = []
        for place, (number, block) in enumerate(blocks):
            replacements = changes.get(place, [])
            for replacement in replacements:
                correction = _correction(block, replacement)
                numbered_corrections.append((number, correction))
            text = _replaced(block.text, replacements).strip()
            # A block that was nothing but a code is gone.
            if text:
                corrected_blocks.append((number, replace(block, text=text)))
        blocks = corrected_blocks
    if not numbered_corrections:
        return source, ()
    # Those of a later round stand behind those of the first, in the same block.
    numbered_corrections.sort(key=lambda numbered: numbered[0])
    corrected = replace(
        source,
        blocks=tuple(block for _, block in blocks),
        words="".join(squeeze(block.text) for _, block in blocks),
    )
    return corrected, tuple(correction for _, correction in numbered_corrections)


def _correction(block: SourceBlock, replacement: _Replacement) -> Correction:
    start, end, new = replacement
    shown_from = max(start - _SHOWN_AROUND, 0)
    return Correction(
        place=block.place,
        before=block.text[start:end],
        after=new,
        text=block.text[shown_from : end + _SHOWN_AROUND],
    )


def _replaced(text: str, replacements: Sequence[_Replacement]) -> str:
    pieces = []
    end_of_last = 0
    for start, end, new in replacements:
        pieces += [text[end_of_last:start], new]
        end_of_last = end
    pieces.append(text[end_of_last:])
    return "".join(pieces)


def _replacements(texts: Sequence[str]) -> dict[int, list[_Replacement]]:
    """Return what to correct in each of ``texts``, by its number: in order, and none over another."""
    walked = _subject(texts)
    candidates: dict[int, list[_Replacement]] = {}
    for number, text in enumerate(texts):
        in_text = list(_in_one_text(text))
        if in_text:
            candidates[number] = in_text
    for number, replacement in _by_rules(walked):
        candidates.setdefault(number, []).append(replacement)
    changes = {}
    for number, replacements in candidates.items():
        kept = _without_overlaps(texts[number], replacements)
        if kept:
            changes[number] = kept
    return changes


def _without_overlaps(
    text: str, replacements: Sequence[_Replacement]
) -> list[_Replacement]:
    """Return those that change something, lie outside of addresses and begin behind the one before them."""
    protected = [match.span() for match in _PROTECTED.finditer(text)]
    kept: list[_Replacement] = []
    end_of_last = 0
    for replacement in sorted(replacements):
        start, end, new = replacement
        if start < end_of_last or text[start:end] == new:
            continue
        if any(_is_inside(replacement, address) for address in protected):
            continue
        kept.append(replacement)
        end_of_last = end
    return kept


def _is_inside(replacement: _Replacement, address: tuple[int, int]) -> bool:
    """Whether some of ``address`` would be changed; a code that goes with its whole address may go."""
    first, last = address
    overlaps = replacement.start < last and replacement.end > first
    covers = replacement.start <= first and replacement.end >= last
    return overlaps and not covers


# ---------------------------------------------------------------- by the rules


def _by_rules(walked: Subject) -> Iterator[tuple[int, _Replacement]]:
    """Yield what is corrected outside of quotations, or by a rule, with the number of the text."""
    for rule in rules.RULES:
        is_of_width = rule.code in _WIDTH_RULES
        if rule.code == _DIGIT_RULE:
            for diagnostic in rule.check(walked):
                # This rule leaves its fix to the author, since it changes digits; their value stays.
                better = str(diagnostic.facts["better"])
                yield int(diagnostic.route[-1]), _at(diagnostic.span, better)
        elif is_of_width or rule.code in _OTHER_RULES:
            for diagnostic in rule.check(walked):
                for fix in diagnostic.fixes:
                    number = int(fix.route[-1])
                    if is_of_width or _may_change(walked, number, fix.span):
                        yield number, _at(fix.span, fix.replacement)
    yield from _dates_without_blanks(walked)


def _may_change(walked: Subject, number: int, span: Span) -> bool:
    """Whether more than a width may be changed: not in a quotation, and no blank of a line that is no sentence.

    In such a line a blank parts what belongs to two: 甲局　　乙局 of a signature, 第一部分 总体情况.
    """
    is_sentence = any(sign in span.text for sign in _SENTENCE_SIGNS)
    if not span.marks.strip() and not is_sentence:
        return False
    return not _is_in_quotation(walked, number, span)


def _dates_without_blanks(walked: Subject) -> Iterator[tuple[int, _Replacement]]:
    """Yield 2024年3月4日 for 2024 年 3 月 4 日, but not in a quotation."""
    for number, text in enumerate(walked.lines):
        for pattern in (_DATE, _MONTH_AND_DAY):
            for match in pattern.finditer(text):
                span = Span(text, *match.span())
                if not _is_in_quotation(walked, number, span):
                    yield number, _at(span, "".join(match.group().split()))


def _subject(texts: Sequence[str]) -> Subject:
    """Return the texts as rules read them: paragraphs of one section."""
    notice = notice_of({"sections": [{"heading": "一"}]})
    assert notice is not None
    routes_and_texts: list[tuple[Route, str]] = []
    for number, text in enumerate(texts):
        routes_and_texts.append((("sections", 0, "content", number), text))
    return subject_of(notice, routes_and_texts)


def _at(span: Span | None, new: str) -> _Replacement:
    assert span is not None
    return _Replacement(span.start, span.end, new)


def _is_in_quotation(walked: Subject, number: int, span: Span) -> bool:
    start_of_text = walked.starts[number]
    return is_quoted(walked, start_of_text + span.start, start_of_text + span.end)


# ---------------------------------------------------------------- of one text


def _in_one_text(text: str) -> Iterator[_Replacement]:
    """Yield what is corrected in ``text`` whatever stands in the others."""
    mark = _corrected_mark(text)
    if mark is not None:
        yield mark
    if "&" in text:
        yield from _entities(text)
    if "\\" in text or "HYPERLINK" in text:
        for match in _FIELD.finditer(text):
            yield _Replacement(*match.span(), "")
    for match in _WIDE_LETTERS.finditer(text):
        narrow = unicodedata.normalize("NFKC", match.group())
        yield _Replacement(*match.span(), narrow)
    for match in _INNER_MARK.finditer(text):
        yield _Replacement(*match.span(), f"（{match[1]}）")


def _corrected_mark(text: str) -> _Replacement | None:
    """Return the form that the mark at the beginning of ``text`` should have: （一） for (一)、; None where it has it."""
    marked = typed_marks.read_mark(text)
    # （一）... is a mark and an ellipsis.
    if marked is None or marked.rest.startswith(("、", ".", "．")):
        return None
    better = _standard_mark(marked)
    if not better or better == marked.raw:
        return None
    return _Replacement(0, len(marked.raw), better)


def _standard_mark(marked: typed_marks.Marked) -> str:
    """Return the number of ``marked`` in the standard form of its family; empty for families of words."""
    mark = _STANDARD_MARKS.get(marked.family)
    if mark is None:
        return ""
    if marked.family == typed_marks.DIGIT and marked.raw.endswith("、"):
        # 1、 is another custom, not another width.
        mark = mark._replace(suffix="、")
    return mark.write(marked.number)


def _entities(text: str) -> Iterator[_Replacement]:
    """Yield the characters that codes of web pages stand for."""
    for match in _ENTITY.finditer(text):
        character = html.unescape(match.group())
        is_blank = character.isspace()
        if not is_blank and chinese.illegal_character(character):
            continue
        if character == "\ufffd":
            continue
        yield _Replacement(*match.span(), " " if is_blank else character)
