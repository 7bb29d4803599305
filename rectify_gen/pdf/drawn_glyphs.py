"""How often a PDF draws a character by a glyph of its own, and not by the box that a font draws for what it lacks.

Text that is copied out of a PDF does not show this: the box often has the name of the character that is missing. A font
calls its box .notdef. A character is taken for it where it has exactly the same extent. This module must not know
what the text should be. Its libraries are slow to import, and pypdfium2 is not safe in several threads.
"""

import ctypes
import io
import logging
import tempfile
from collections import Counter
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2
from pypdfium2 import raw

from rectify_gen.pdf.shown_pages import unreadable_pdf

_THOUSANDTHS = 1000
_TOLERANCE = 3
"""Thousandths of the size of a font; the library rounds."""
_HIGH_SURROGATES = range(0xD800, 0xDC00)
_LOW_SURROGATES = range(0xDC00, 0xE000)
_TYPE_1 = b"%!"
_BARE_CFF = b"\x01\x00"
_NOT_DEFINED = ".notdef"


class _Box(NamedTuple):
    """The extent of a glyph, seen from its origin, in thousandths of the size of its font."""

    left: float
    bottom: float
    right: float
    top: float

    def is_like(self, other: "_Box") -> bool:
        distances = [abs(mine - its) for mine, its in zip(self, other, strict=True)]
        return max(distances) <= _TOLERANCE

    def is_empty(self) -> bool:
        return self.right <= self.left or self.top <= self.bottom


def count_drawn(data: bytes, signs: Collection[str]) -> Counter[str]:
    """Return how often the PDF ``data`` draws each of ``signs``, which are visible characters, by a glyph of its own.

    Raises:
        EnvironmentFaultError: it cannot be opened.
    """
    drawn: Counter[str] = Counter()
    boxes = _BoxesForMissing()
    for textpage in _textpages(data):
        for sign, index in _placed_signs(textpage):
            if sign in signs and _has_own_glyph(textpage, index, boxes):
                drawn[sign] += 1
    return drawn


def draws_boxes(data: bytes) -> bool:
    """Return whether the PDF ``data`` draws the box of a font anywhere, whatever it calls it.

    Raises:
        EnvironmentFaultError: it cannot be opened.
    """
    boxes = _BoxesForMissing()
    for textpage in _textpages(data):
        for _, index in _placed_signs(textpage):
            if _is_box(textpage, index, boxes):
                return True
    return False


def _textpages(data: bytes) -> Iterator[Any]:
    try:
        with pypdfium2.PdfDocument(data) as document:
            for number in range(len(document)):
                page = document[number]
                textpage = page.get_textpage()
                yield textpage
                # Each page holds memory of the library until then.
                textpage.close()
                page.close()
    except pypdfium2.PdfiumError as error:
        raise unreadable_pdf(str(error)) from error


def _placed_signs(textpage: Any) -> Iterator[tuple[str, int]]:
    """Yield each character with its index; what needs two of UTF-16 has two places there, of which this is the first."""
    high = 0
    for index in range(textpage.count_chars()):
        code = raw.FPDFText_GetUnicode(textpage, index)
        if code in _HIGH_SURROGATES:
            high = code
        elif code in _LOW_SURROGATES and high:
            pair = chr(high) + chr(code)
            yield pair.encode("utf-16", "surrogatepass").decode("utf-16"), index - 1
            high = 0
        elif 0 < code <= 0x10FFFF:
            yield chr(code), index
            high = 0


def _has_own_glyph(textpage: Any, index: int, boxes: "_BoxesForMissing") -> bool:
    is_seen = not _box(textpage, index).is_empty()
    return is_seen and not _is_box(textpage, index, boxes)


def _is_box(textpage: Any, index: int, boxes: "_BoxesForMissing") -> bool:
    item = raw.FPDFText_GetTextObject(textpage, index)
    if not item:
        return False
    box_for_missing = boxes.of(raw.FPDFTextObj_GetFont(item))
    if box_for_missing is None:
        return False
    return _box(textpage, index).is_like(box_for_missing)


def _box(textpage: Any, index: int) -> _Box:
    x_start, x_end = ctypes.c_double(), ctypes.c_double()
    bottom, top = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharBox(textpage, index, x_start, x_end, bottom, top)
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(textpage, index, x, y)
    scale = _THOUSANDTHS / (raw.FPDFText_GetFontSize(textpage, index) or 1.0)
    return _Box(
        left=(x_start.value - x.value) * scale,
        bottom=(bottom.value - y.value) * scale,
        right=(x_end.value - x.value) * scale,
        top=(top.value - y.value) * scale,
    )


class _BoxesForMissing:
    """What each font of a PDF draws for characters that it lacks; read once for each font."""

    def __init__(self) -> None:
        self._by_font: dict[int, _Box | None] = {}

    def of(self, font: Any) -> _Box | None:
        """Return the extent of what ``font`` draws; None where that is nothing, or cannot be read."""
        if not font:
            return None
        address = ctypes.addressof(font.contents)
        if address not in self._by_font:
            self._by_font[address] = _box_for_missing(_font_data(font))
        return self._by_font[address]


def _font_data(font: Any) -> bytes:
    length = ctypes.c_size_t()
    raw.FPDFFont_GetFontData(font, None, 0, length)
    buffer = (ctypes.c_uint8 * length.value)()
    raw.FPDFFont_GetFontData(font, buffer, length.value, length)
    return bytes(buffer)


def _box_for_missing(data: bytes) -> _Box | None:
    from fontTools.pens.boundsPen import BoundsPen

    # It has something to say about the date of every font in a PDF.
    logging.getLogger("fontTools").setLevel(logging.CRITICAL)
    try:
        glyphs, units = _glyphs(data)
        pen = BoundsPen(glyphs)
        glyphs[_NOT_DEFINED].draw(pen)
    except Exception:  # whatever is wrong with a font, its library may raise anything
        return None
    if pen.bounds is None:
        return None
    scale = _THOUSANDTHS / units
    return _Box._make(edge * scale for edge in pen.bounds)


def _glyphs(data: bytes) -> tuple[Any, float]:
    """Return the glyphs of the font program ``data`` by name, and how many units its size has."""
    if data.startswith(_TYPE_1):
        from fontTools.t1Lib import T1Font

        with tempfile.TemporaryDirectory(prefix="rectify-gen-") as folder:
            # The library reads such fonts from files only.
            file = Path(folder, "font.pfa")
            file.write_bytes(data)
            font = T1Font(file)
        return font.getGlyphSet(), _THOUSANDTHS
    if data.startswith(_BARE_CFF):
        from fontTools.cffLib import CFFFontSet

        fonts = CFFFontSet()
        fonts.decompile(io.BytesIO(data), otFont=None)
        return fonts[0].CharStrings, _THOUSANDTHS
    from fontTools.ttLib import TTFont

    font = TTFont(io.BytesIO(data), lazy=True)
    glyph_set = font.getGlyphSet()
    names = font.getGlyphOrder()
    # The first glyph is the box, whatever its name.
    return {_NOT_DEFINED: glyph_set[names[0]]}, font["head"].unitsPerEm
