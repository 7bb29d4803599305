"""What a PDF shows: its text page by page, what stands where headers and footers do, and the fonts that draw it.

This module must not know how the PDF was made. Its library is not safe in several threads: one thread reads.
"""

import ctypes
from typing import NamedTuple

import pypdfium2
from pypdfium2 import raw

from rectify_gen.diagnostics import Diagnostic, EnvironmentFaultError
from rectify_gen.word.margins import Margins


class Shown(NamedTuple):
    """What a PDF shows: its text page by page, and the names of the fonts that it is drawn with.

    ``heads`` and ``feet`` are what of each page stands where the document has its headers and footers.
    """

    pages: tuple[str, ...]
    heads: tuple[str, ...]
    feet: tuple[str, ...]
    fonts: frozenset[str]


class _PageText(NamedTuple):
    """The text of one page, all of it and what stands where headers and footers do; the fonts of the page."""

    whole: str
    head: str
    foot: str
    fonts: frozenset[str]


_NO_MARGINS = Margins(
    papers=(),
    headers=(),
    footers=(),
    starts=(),
    formats=(),
)


def read_pdf(data: bytes, margins: Margins = _NO_MARGINS) -> Shown:
    """Return what the PDF ``data`` shows; ``margins`` say where on a page headers and footers stand.

    Raises:
        EnvironmentFaultError: it cannot be opened, or has no page.
    """
    try:
        with pypdfium2.PdfDocument(data) as document:
            pages = []
            for number in range(len(document)):
                pages.append(_read_page(document[number], margins))
    except pypdfium2.PdfiumError as error:
        raise unreadable_pdf(str(error)) from error
    if not pages:
        raise unreadable_pdf("0 pages")
    fonts: set[str] = set()
    for page in pages:
        fonts |= page.fonts
    return Shown(
        pages=tuple(page.whole for page in pages),
        heads=tuple(page.head for page in pages),
        feet=tuple(page.foot for page in pages),
        fonts=frozenset(fonts),
    )


def unreadable_pdf(reason: str) -> EnvironmentFaultError:
    """Return the error of a PDF that was made here and cannot be read for ``reason``."""
    fault = Diagnostic("pdf-unreadable", facts={"reason": reason})
    return EnvironmentFaultError([fault])


def _read_page(page: pypdfium2.PdfPage, margins: Margins) -> _PageText:
    text = page.get_textpage()
    width, height = page.get_size()
    paper = margins.paper(width, height)
    head = ""
    foot = ""
    # A size of paper that the document does not have: where its headers stand is not known, all counts as body.
    if paper is not None:
        head = text.get_text_bounded(bottom=height - paper.header)
        foot = text.get_text_bounded(top=paper.footer)
    page_text = _PageText(
        whole=text.get_text_bounded(),
        head=head,
        foot=foot,
        fonts=_fonts(page),
    )
    # Each page holds memory of the library until then; a ledger may have hundreds.
    page.close()
    return page_text


def _fonts(page: pypdfium2.PdfPage) -> frozenset[str]:
    names_by_address: dict[int, str] = {}
    for number in range(raw.FPDFPage_CountObjects(page)):
        item = raw.FPDFPage_GetObject(page, number)
        if raw.FPDFPageObj_GetType(item) != raw.FPDF_PAGEOBJ_TEXT:
            continue
        font = raw.FPDFTextObj_GetFont(item)
        if not font:
            continue
        # Each piece of text names its font; there are few fonts, and their names take long to read.
        address = ctypes.addressof(font.contents)
        if address not in names_by_address:
            names_by_address[address] = _font_name(font)
    return frozenset(names_by_address.values())


def _font_name(font: object) -> str:
    """Return the name by which a font is known: FandolFang-Regular, SimSun."""
    buffer = ctypes.create_string_buffer(256)
    raw.FPDFFont_GetBaseFontName(font, buffer, len(buffer))
    name = buffer.value.decode("utf-8", "replace")
    # A font that is embedded in part has letters of its own before the name: BAAAAA+SimSun.
    return name.split("+")[-1]


def producer(data: bytes) -> str:
    """Return the name of the program that made the PDF ``data``, as the file says; empty where it says nothing.

    Raises:
        EnvironmentFaultError: it cannot be opened.
    """
    try:
        with pypdfium2.PdfDocument(data) as document:
            metadata = document.get_metadata_dict()
    except pypdfium2.PdfiumError as error:
        raise unreadable_pdf(str(error)) from error
    name: str = metadata.get("Producer", "")
    return name
