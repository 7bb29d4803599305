"""Is a PDF what the .docx says: it opens, has pages, and shows every character. Which fonts it is drawn with.

This room must not know how the PDF was made. Its library is not safe in several threads: one thread checks.
"""

import ctypes
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

import pypdfium2
from pypdfium2 import raw

from rectify_gen.diagnostics import Diagnostic, EnvironmentFaultError, InputError
from rectify_gen.document import document_text

_PAGE_NUMBER = re.compile(r"^\s*[—–―-]*\s*\d+\s*[—–―-]*\s*$", re.MULTILINE)
_NOTE_MARK = re.compile(r"\[\^e?(\d+)\]")
_UNSEEN = frozenset(["Cc", "Cf", "Co", "Cn", "Zs", "Zl", "Zp"])
"""Categories of characters that no page shows: spaces, controls, and signs of private fonts (bullets)."""

_HYPHENS = {"\x02": "-", "\ufffe": "-"}
"""How the library marks a hyphen at the end of a line."""

_QUOTED = 60
"""Characters of lost text that a message repeats."""


class Shown(NamedTuple):
    """What a PDF shows: its text page by page, and the names of the fonts that it is drawn with."""

    pages: tuple[str, ...]
    fonts: frozenset[str]


def read_pdf(data: bytes) -> Shown:
    """Return what the PDF ``data`` shows.

    Raises:
        EnvironmentFaultError: it cannot be opened, or has no page.
    """
    try:
        with pypdfium2.PdfDocument(data) as document:
            read = [_read_page(document[number]) for number in range(len(document))]
    except pypdfium2.PdfiumError as error:
        raise EnvironmentFaultError(
            [Diagnostic("pdf-unreadable", facts={"reason": str(error)})]
        ) from error
    if not read:
        raise EnvironmentFaultError(
            [Diagnostic("pdf-unreadable", facts={"reason": "0 pages"})]
        )
    return Shown(
        tuple(text for text, _ in read),
        frozenset(font for _, fonts in read for font in fonts),
    )


def _read_page(page: pypdfium2.PdfPage) -> tuple[str, set[str]]:
    text = page.get_textpage().get_text_bounded()
    found = {}
    for number in range(raw.FPDFPage_CountObjects(page)):
        item = raw.FPDFPage_GetObject(page, number)
        if raw.FPDFPageObj_GetType(item) == raw.FPDF_PAGEOBJ_TEXT:
            font = raw.FPDFTextObj_GetFont(item)
            if font:
                found[ctypes.addressof(font.contents)] = font
    page.close()
    return text, {_name(font) for font in found.values()}


def _name(font: object) -> str:
    """The name by which a font is known: FandolFang-Regular, SimSun."""
    buffer = ctypes.create_string_buffer(256)
    raw.FPDFFont_GetBaseFontName(font, buffer, len(buffer))
    return buffer.value.decode("utf-8", "replace").split("+")[-1]


def check_text(document: bytes, shown: Shown) -> None:
    """Compare the text of the .docx ``document`` with what its PDF shows: every character there, as often.

    Order is not compared, for tables and text boxes are drawn in another one; spaces, page numbers and what
    headers and footers add do not count.

    Raises:
        InputError: characters are missing, or ``document`` is no intact .docx.
    """
    wanted = _visible(_NOTE_MARK.sub(r"\1", document_text(document)))
    got = _visible("".join(_PAGE_NUMBER.sub("", page) for page in shown.pages))
    if wanted == got:
        return
    lost = Counter(wanted) - Counter(got)
    if lost:
        facts = {"count": lost.total(), "text": _where(wanted, got, lost)}
        raise InputError([Diagnostic("pdf-text-lost", facts=facts)])


def _visible(text: str) -> str:
    """The characters that print, in one spelling each: ligatures and look-alikes of fonts are taken apart."""
    spelled = unicodedata.normalize(
        "NFKC", "".join(_HYPHENS.get(sign, sign) for sign in text)
    )
    return "".join(
        sign for sign in spelled if unicodedata.category(sign) not in _UNSEEN
    )


def _where(wanted: str, got: str, lost: Counter[str]) -> str:
    """The lost characters with some text around them, or alone where the two texts are too long to align."""
    if len(wanted) > 50_000:
        return "".join(lost.elements())[:_QUOTED]
    return "…".join(_gaps(wanted, got))[:_QUOTED]


def _gaps(wanted: str, got: str) -> Iterator[str]:
    for kind, start, end, _, _ in SequenceMatcher(
        None, wanted, got, autojunk=False
    ).get_opcodes():
        if kind in ("delete", "replace"):
            yield f"{wanted[max(start - 4, 0) : start]}【{wanted[start:end]}】{wanted[end : end + 4]}"
