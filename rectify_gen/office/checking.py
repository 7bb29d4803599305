"""Is a PDF what the .docx says: it opens, has pages, and shows every character. Which fonts it is drawn with.

Headers, footers and page numbers are known by their place on the page; any other character belongs to the body.
This room must not know how the PDF was made. Its library is not safe in several threads: one thread checks.
"""

import ctypes
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

import pypdfium2
from pypdfium2 import raw

from rectify_gen.diagnostics import Diagnostic, EnvironmentFaultError, InputError
from rectify_gen.messages import say
from rectify_gen.word.block_reading import document_text, field_kinds
from rectify_gen.word.margins import Margins

_NOTE_MARK = re.compile(r"\[\^e?(\d+)\]")
_UNSEEN = frozenset(["Cc", "Cf", "Co", "Cn", "Zs", "Zl", "Zp"])
"""Categories of characters that no page shows: spaces, controls, and signs of private fonts (bullets)."""

_HYPHENS = {"\x02": "-", "\ufffe": "-"}
"""How the library marks a hyphen at the end of a line."""

_QUOTED = 60
"""Characters of lost text that a message repeats."""


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


_NO_MARGINS = Margins(papers=(), headers=(), footers=(), starts=(), formats=())


def read_pdf(data: bytes, margins: Margins = _NO_MARGINS) -> Shown:
    """Return what the PDF ``data`` shows; ``margins`` say where on a page headers and footers stand.

    Raises:
        EnvironmentFaultError: it cannot be opened, or has no page.
    """
    try:
        with pypdfium2.PdfDocument(data) as document:
            pages = [
                _read_page(document[number], margins) for number in range(len(document))
            ]
    except pypdfium2.PdfiumError as error:
        raise EnvironmentFaultError(
            [Diagnostic("pdf-unreadable", facts={"reason": str(error)})]
        ) from error
    if not pages:
        raise EnvironmentFaultError(
            [Diagnostic("pdf-unreadable", facts={"reason": "0 pages"})]
        )
    return Shown(
        pages=tuple(page.whole for page in pages),
        heads=tuple(page.head for page in pages),
        feet=tuple(page.foot for page in pages),
        fonts=frozenset(font for page in pages for font in page.fonts),
    )


def _read_page(page: pypdfium2.PdfPage, margins: Margins) -> _PageText:
    text = page.get_textpage()
    width, height = page.get_size()
    paper = margins.paper(width, height)
    head, foot = "", ""
    if paper is not None:
        head = text.get_text_bounded(bottom=height - paper.header)
        foot = text.get_text_bounded(top=paper.footer)
    read = _PageText(text.get_text_bounded(), head, foot, _fonts(page))
    page.close()
    return read


def _fonts(page: pypdfium2.PdfPage) -> frozenset[str]:
    fonts = {}
    for number in range(raw.FPDFPage_CountObjects(page)):
        item = raw.FPDFPage_GetObject(page, number)
        if raw.FPDFPageObj_GetType(item) != raw.FPDF_PAGEOBJ_TEXT:
            continue
        font = raw.FPDFTextObj_GetFont(item)
        if font:
            fonts[ctypes.addressof(font.contents)] = font
    return frozenset(map(_name, fonts.values()))


def _name(font: object) -> str:
    """The name by which a font is known: FandolFang-Regular, SimSun."""
    buffer = ctypes.create_string_buffer(256)
    raw.FPDFFont_GetBaseFontName(font, buffer, len(buffer))
    return buffer.value.decode("utf-8", "replace").split("+")[-1]


def check_text(document: bytes, shown: Shown, margins: Margins) -> None:
    """Compare the text of the .docx ``document`` with what its PDF shows: every character there, as often.

    Order is not compared, for tables and text boxes are drawn in another one. Spaces do not count,
    nor what headers and footers (``margins``) print in their places.

    Raises:
        InputError: characters are missing, or ``document`` is no intact .docx.
    """
    wanted = _visible(_NOTE_MARK.sub(r"\1", document_text(document)))
    drawn = _visible("".join(shown.pages))
    lost = Counter(wanted) - (Counter(drawn) - _of_margins(shown, margins))
    if lost:
        facts: dict[str, object] = {
            "count": lost.total(),
            "text": _where(wanted, drawn, lost),
            **_hints(document, lost),
        }
        raise InputError([Diagnostic("pdf-text-lost", facts=facts)])


def _hints(document: bytes, lost: Counter[str]) -> dict[str, object]:
    """The facts ``hint_zh`` and ``hint_en``: what to do, by what kinds of character are lost."""
    has_equations = "EQ" in field_kinds(document)
    causes = dict.fromkeys(_cause(sign, has_equations) for sign in lost)
    signs = "".join(sign for sign in lost if not _is_common(sign))[:_QUOTED]
    return {
        "hint_zh": "；".join(say(cause, "zh", signs=signs) for cause in causes),
        "hint_en": "; ".join(say(cause, "en", signs=signs) for cause in causes),
    }


def _cause(sign: str, has_equations: bool) -> str:
    """The code of the sentence that says why LibreOffice is likely not to have drawn ``sign``."""
    if unicodedata.category(sign).startswith("P"):
        return "pdf-lost-punctuation"
    if sign.isdecimal() and has_equations:  # ㉒ is compared as 22
        return "pdf-lost-field"
    if not _is_common(sign):
        return "pdf-lost-glyph"
    return "pdf-lost-covered"


def _is_common(sign: str) -> bool:
    """Whether every Chinese font has ``sign``: it is in GB 2312, the character set of 仿宋_GB2312."""
    try:
        sign.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _of_margins(shown: Shown, margins: Margins) -> Counter[str]:
    """How often each character is printed by headers and footers."""
    printed: Counter[str] = Counter()
    for number in range(len(shown.pages)):
        for area, stories in (
            (shown.heads[number], margins.headers),
            (shown.feet[number], margins.footers),
        ):
            printed += _largest_share(
                area=_visible(area),
                texts=[
                    text
                    for story in stories
                    for text in margins.printed(story, number + 1, len(shown.pages))
                ],
            )
    return printed


def _largest_share(area: str, texts: Sequence[str]) -> Counter[str]:
    """The characters of ``area`` that one of ``texts`` prints: of the one that prints most of it.

    A line counts only where all of it is there: body text beside a lost page number stays body text.
    """
    largest: Counter[str] = Counter()
    for text in texts:
        share: Counter[str] = Counter()
        left = Counter(area)
        for line in map(Counter, map(_visible, text.splitlines())):
            if line <= left:
                share += line
                left -= line
        if share.total() > largest.total():
            largest = share
    return largest


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
