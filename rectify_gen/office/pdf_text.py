"""Is a PDF what the .docx says: does it show every character?

Headers, footers and page numbers are known by their place on the page; any other character belongs to the body.
This module must not know how the PDF was made.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from rectify_gen.chinese import gb_2312
from rectify_gen.diagnostics import Diagnostic, InputError
from rectify_gen.messages import say
from rectify_gen.pdf.shown_pages import Shown
from rectify_gen.word.block_reading import field_kinds
from rectify_gen.word.margins import Margins
from rectify_gen.word.symbol_signs import possible_signs

_NOTE_MARK = re.compile(r"\[\^e?(\d+)\]")
_UNSEEN = frozenset(["Cc", "Cf", "Co", "Cn", "Zs", "Zl", "Zp"])
"""Categories of characters that no page shows: spaces, controls, and signs of private fonts (bullets)."""

_HYPHENS = {"\x02": "-", "\ufffe": "-"}
"""How the library marks a hyphen at the end of a line."""

_QUOTED = 60
"""Characters of lost text that a message repeats."""
_AROUND = 4
"""Characters shown on either side of lost text."""
_LONGEST_ALIGNED = 50_000
"""Characters of the longest text that is compared in its order: that takes time by the square of its length."""


def check_text(
    document: bytes,
    text: str,
    shown: Shown,
    margins: Margins,
) -> None:
    """Compare ``text``, that of the .docx ``document``, with what its PDF shows: every character there, as often.

    Order is not compared, for tables and text boxes are drawn in another one. Spaces do not count,
    nor what headers and footers (``margins``) print in their places.

    Raises:
        InputError: characters are missing.
    """
    # A note's mark is [^1] in the text of a document, and 1 on the page.
    document_as_drawn = _NOTE_MARK.sub(r"\1", text)
    expected = visible(document_as_drawn)
    drawn = visible("".join(shown.pages))
    drawn_in_margins = _printed_in_margins(shown, margins)
    drawn_in_body = Counter(drawn) - drawn_in_margins
    lost = Counter(expected) - drawn_in_body
    if lost:
        lost -= _drawn_by_symbol_fonts("".join(shown.pages), lost)
    if not lost:
        return
    facts: dict[str, object] = {
        "count": lost.total(),
        "text": _lost_text(expected, drawn, lost),
        **_hints(document, lost),
    }
    raise InputError([Diagnostic("pdf-text-lost", facts=facts)])


def _drawn_by_symbol_fonts(drawn: str, lost: Counter[str]) -> Counter[str]:
    """Return those ``lost`` signs that a symbol font draws: LibreOffice writes its private sign for a bullet."""
    drawn_signs: Counter[str] = Counter()
    for private_sign in drawn:
        for sign in sorted(possible_signs(private_sign)):
            if drawn_signs[sign] < lost[sign]:
                drawn_signs[sign] += 1
                break
    return drawn_signs


def _hints(document: bytes, lost: Counter[str]) -> dict[str, object]:
    """Return the facts ``hint_zh`` and ``hint_en``: what to do, by what kinds of character are lost."""
    has_equations = "EQ" in field_kinds(document)
    causes: list[str] = []
    rare_signs: list[str] = []
    for sign in lost:
        cause = _cause(sign, has_equations)
        if cause not in causes:
            causes.append(cause)
        if sign not in gb_2312():
            rare_signs.append(sign)
    signs = "".join(rare_signs)[:_QUOTED]
    chinese = [say(cause, "zh", signs=signs) for cause in causes]
    english = [say(cause, "en", signs=signs) for cause in causes]
    return {
        "hint_zh": "；".join(chinese),
        "hint_en": "; ".join(english),
    }


def _cause(sign: str, has_equations: bool) -> str:
    """Return the code of the sentence that says why LibreOffice is likely not to have drawn ``sign``."""
    if unicodedata.category(sign).startswith("P"):
        return "pdf-lost-punctuation"
    if sign.isdecimal() and has_equations:  # ㉒ is compared as 22
        return "pdf-lost-field"
    if sign not in gb_2312():
        return "pdf-lost-glyph"
    return "pdf-lost-covered"


def _printed_in_margins(shown: Shown, margins: Margins) -> Counter[str]:
    """Return how often each character is printed by headers and footers."""
    page_count = len(shown.pages)
    printed: Counter[str] = Counter()
    for index in range(page_count):
        areas = (
            (shown.heads[index], margins.headers),
            (shown.feet[index], margins.footers),
        )
        for area, stories in areas:
            texts: list[str] = []
            for story in stories:
                texts += margins.printed(story, index + 1, page_count)
            printed += _largest_share(visible(area), texts)
    return printed


def _largest_share(area: str, texts: Sequence[str]) -> Counter[str]:
    """Return the characters of ``area`` that one of ``texts`` prints: of the one that prints most of it.

    A line counts only where all of it is there: body text beside a lost page number stays body text.
    """
    largest: Counter[str] = Counter()
    for text in texts:
        share: Counter[str] = Counter()
        unclaimed = Counter(area)
        for line in text.splitlines():
            characters = Counter(visible(line))
            if characters <= unclaimed:
                share += characters
                unclaimed -= characters
        if share.total() > largest.total():
            largest = share
    return largest


def visible(text: str) -> str:
    """Return the characters that print, in one spelling each: ligatures and look-alikes of fonts are taken apart."""
    for mark, hyphen in _HYPHENS.items():
        text = text.replace(mark, hyphen)
    spelled = unicodedata.normalize("NFKC", text)
    printing = []
    for sign in spelled:
        if unicodedata.category(sign) not in _UNSEEN:
            printing.append(sign)
    return "".join(printing)


def _lost_text(
    expected: str,
    drawn: str,
    lost: Counter[str],
) -> str:
    """Return the lost characters with some text around them, or alone where the two texts are too long to align."""
    if len(expected) > _LONGEST_ALIGNED:
        return "".join(lost.elements())[:_QUOTED]
    return "…".join(_gaps(expected, drawn))[:_QUOTED]


def _gaps(expected: str, drawn: str) -> Iterator[str]:
    """Yield each stretch that is not drawn, in brackets, with some characters on either side."""
    matcher = SequenceMatcher(None, expected, drawn, autojunk=False)
    for kind, start, end, _, _ in matcher.get_opcodes():
        if kind in ("delete", "replace"):
            before = expected[max(start - _AROUND, 0) : start]
            after = expected[end : end + _AROUND]
            yield f"{before}【{expected[start:end]}】{after}"
