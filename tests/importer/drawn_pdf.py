"""PDFs whose characters stand where a test puts them, in a font that every reader of PDFs knows by its name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

FIRST_PAGE = 10
"""Number of the object that is the first page; each page has one more for what it draws."""


class Drawn(NamedTuple):
    """A text that begins at a place; points from the lower left corner."""

    left: float
    bottom: float
    text: str
    size: float = 16
    turn: str = "1 0 0 1"


def drawn_pdf(pages: Sequence[Iterable[Drawn]]) -> bytes:
    """Return a PDF with ``pages``."""
    numbers = range(FIRST_PAGE, FIRST_PAGE + 2 * len(pages), 2)
    kids = " ".join(f"{number} 0 R" for number in numbers)
    objects = {
        1: "<</Type/Catalog/Pages 2 0 R>>",
        2: f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>",
        3: "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light"
        "/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
        4: "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>"
        "/DW 1000/FontDescriptor 5 0 R>>",
        5: "<</Type/FontDescriptor/FontName/STSong-Light/Flags 4"
        "/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880"
        "/Descent -120/CapHeight 880/StemV 93>>",
    }
    for number, page in zip(numbers, pages, strict=True):
        content = "".join(map(shown, page))
        objects[number] = (
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]"
            f"/Contents {number + 1} 0 R/Resources<</Font<</F 3 0 R>>>>>>"
        )
        objects[number + 1] = f"<</Length {len(content)}>>stream\n{content}\nendstream"
    written = [f"{number} 0 obj\n{body}\nendobj" for number, body in objects.items()]
    return "\n".join(["%PDF-1.5", *written, "trailer<</Root 1 0 R>>", "%%EOF"]).encode(
        "ascii"
    )


def shown(drawn: Drawn) -> str:
    """Return the operators that show a text."""
    codes = drawn.text.encode("utf-16-be").hex()
    place = f"{drawn.turn} {drawn.left} {drawn.bottom} Tm"
    return f"BT /F {drawn.size} Tf {place} <{codes}> Tj ET\n"
