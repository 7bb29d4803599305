"""The characters of a PDF with the place of each on its page, for those who want to know what the text says.

Measures are points, counted from the lower left corner of the page. This module must not know lines or paragraphs.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator
from typing import Any, NamedTuple

import pypdfium2
from pypdfium2 import raw

from rectify_gen.diagnostics import Diagnostic, InputError

MOST_PAGES = 1_000
MOST_CHARACTERS = 2_000_000
"""Of all pages together: forty times the longest notice."""
_LARGEST_ANGLE = math.radians(5)
"""Text that leans more is a watermark or a stamp."""
_RADICALS = range(0x2E80, 0x2FE0)
"""Signs for parts of characters, which many PDFs name where they draw the character itself: ⼀ for 一."""
_HYPHENS = {"\x02": "-", "\ufffe": "-"}
"""How the library marks a hyphen at the end of a line."""


class PlacedCharacter(NamedTuple):
    """One character, and the box that its font gives it."""

    text: str
    left: float
    right: float
    bottom: float
    top: float


class PlacedPage(NamedTuple):
    """One page."""

    number: int
    """Counted from 1."""
    width: float
    height: float
    characters: tuple[PlacedCharacter, ...]
    """Those that are upright, in the order of the file; blanks are left out."""
    leaning: str
    """The text that leans: watermarks, stamps."""
    unnamed: int
    """How many characters the PDF draws without saying which they are."""
    has_pictures: bool


def read_placed_text(data: bytes, name: str) -> list[PlacedPage]:
    """Return the pages of the PDF ``data``; ``name`` is what the user calls the file.

    Raises:
        InputError: it is damaged, protected by a password, or has more pages or text than can be read.
    """
    pages: list[PlacedPage] = []
    count = 0
    try:
        with pypdfium2.PdfDocument(data) as document:
            page_count = len(document)
            if page_count > MOST_PAGES:
                raise _refused("pdf-too-long", name, limit=MOST_PAGES)
            for index in range(page_count):
                page = document[index]
                textpage = page.get_textpage()
                count += textpage.count_chars()
                if count > MOST_CHARACTERS:
                    raise _refused("pdf-too-much-text", name, limit=MOST_CHARACTERS)
                pages.append(_read_page(page, textpage, index + 1))
                # Each page holds memory of the library until then.
                textpage.close()
                page.close()
    except pypdfium2.PdfiumError as error:
        reason = str(error)
        code = "pdf-locked" if "password" in reason.lower() else "pdf-damaged"
        raise _refused(code, name, reason=reason) from error
    return pages


def _refused(code: str, name: str, **facts: object) -> InputError:
    return InputError([Diagnostic(code, facts=facts, path=name)])


def _read_page(page: Any, textpage: Any, number: int) -> PlacedPage:
    upright: list[PlacedCharacter] = []
    leaning: list[str] = []
    unnamed = 0
    box = raw.FS_RECTF()
    for index in range(textpage.count_chars()):
        if raw.FPDFText_IsGenerated(textpage, index) == 1:
            # A blank or line end that the library only supposes.
            continue
        text = _text(raw.FPDFText_GetUnicode(textpage, index))
        is_unnamed = raw.FPDFText_HasUnicodeMapError(textpage, index) == 1
        if is_unnamed or not text:
            unnamed += 1
            continue
        if text.isspace():
            continue
        if _leans(raw.FPDFText_GetCharAngle(textpage, index)):
            leaning.append(text)
            continue
        raw.FPDFText_GetLooseCharBox(textpage, index, box)
        character = PlacedCharacter(text, box.left, box.right, box.bottom, box.top)
        if not upright or not _is_drawn_again(upright[-1], character):
            upright.append(character)
    return PlacedPage(
        number=number,
        width=page.get_width(),
        height=page.get_height(),
        characters=tuple(upright),
        leaning="".join(leaning),
        unnamed=unnamed,
        has_pictures=any(_pictures(page)),
    )


def _text(code: int) -> str:
    """Return the character of ``code``; empty where there is none."""
    if code == 0 or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
        return ""
    text = chr(code)
    if text in _HYPHENS:
        return _HYPHENS[text]
    if code in _RADICALS:
        return unicodedata.normalize("NFKC", text)
    return text


def _leans(angle: float) -> bool:
    """Whether text at ``angle``, in radians, is neither upright nor of unknown angle (-1)."""
    if angle < 0:
        return False
    turn = angle % (2 * math.pi)
    return _LARGEST_ANGLE < turn < 2 * math.pi - _LARGEST_ANGLE


def _is_drawn_again(previous: PlacedCharacter, character: PlacedCharacter) -> bool:
    """Whether a character is drawn twice, a little apart, to look bold."""
    if previous.text != character.text:
        return False
    width = character.right - character.left
    apart = abs(character.left - previous.left) + abs(
        character.bottom - previous.bottom
    )
    return apart < width / 5


def _pictures(page: Any) -> Iterator[bool]:
    for number in range(raw.FPDFPage_CountObjects(page)):
        item = raw.FPDFPage_GetObject(page, number)
        kind = raw.FPDFPageObj_GetType(item)
        yield kind in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM)
