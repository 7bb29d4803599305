"""Whether a PDF was made of a document by LibreOffice and left as it was, so that it can be made again.

A PDF that was signed, stamped or put together from several is none. This room must not know how PDFs are made.
"""

from collections import Counter
from pathlib import Path

from rectify_gen.diagnostics import RectifyError
from rectify_gen.files import read_regular
from rectify_gen.office.pdf_text import check_text
from rectify_gen.pdf.archival import is_archival
from rectify_gen.pdf.shown_pages import Shown, producer, read_pdf
from rectify_gen.word.block_reading import document_text
from rectify_gen.word.margins import read_margins
from rectify_gen.word.sheet import read_sheet
from rectify_gen.word.word_package import open_package

_PRODUCER = "LibreOffice"
_END = b"%%EOF"
"""Stands once in a PDF as it was written, once more for each change appended to it."""


def is_of_other_kind(pdf: Path, *, archival: bool) -> bool:
    """Return whether LibreOffice made the PDF at ``pdf``, and for archives although ``archival`` says no, or the reverse."""
    try:
        data = read_regular(pdf)
        return is_archival(data) is not archival and _PRODUCER in producer(data)
    except (OSError, RectifyError):
        return False


def is_made_of(document: bytes, pdf: Path) -> bool:
    """Return whether the PDF at ``pdf`` shows the text of ``document`` and was not touched since LibreOffice made it."""
    try:
        data = read_regular(pdf)
        is_from_office = _PRODUCER in producer(data)
        if not is_from_office or data.count(_END) != 1:
            return False
        margins = read_margins(document)
        shown = read_pdf(data, margins)
        text = document_text(document)
        check_text(
            document,
            text=text,
            shown=shown,
            margins=margins,
        )
        return not _has_more(document, text, shown)
    except (OSError, RectifyError):
        return False


def _has_more(document: bytes, text: str, shown: Shown) -> bool:
    """Return whether the PDF shows letters that neither the ``text`` nor the headers and footers of the document have."""
    page_count = len(shown.pages)
    expected = _letters(text)
    sheet = read_sheet(open_package(document))
    for lines in sheet.stories.values():
        # Each page may print each header and footer.
        for line in lines:
            for letter, count in _letters(line.text).items():
                expected[letter] += count * page_count
    drawn = _letters("".join(shown.pages))
    return bool(drawn - expected)


def _letters(text: str) -> Counter[str]:
    # Digits are left out: page numbers have some that no text of the document has.
    letters = filter(str.isalpha, text)
    return Counter(letters)
