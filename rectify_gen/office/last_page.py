"""Does the end of a document stand on its pages as GB/T 9704-2012 wants it: text beside the signature, 版记 under text?

Templates keep the end together as far as a page holds it. What is still parted has to be seen in the PDF.
This module must not know templates or data.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rectify_gen.diagnostics import Diagnostic
from rectify_gen.office.pdf_text import visible
from rectify_gen.pdf.shown_pages import Shown
from rectify_gen.word.text_blocks import TextBlock, TextParagraph, TextTable

_DATE = re.compile("[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日")
_AFTER_TEXT = frozenset({"signature", "签名", "落款", "附件说明"})
"""Styles of paragraphs that follow the text, in lower case."""
_TAIL = 2
"""Characters by which the end of the text is known on a page: its last line may have no more."""


class _End(NamedTuple):
    """The end of a document: the last paragraph of its text, its date, 附注, 版记; empty where there is none."""

    text: str
    date: str
    note: str
    imprint: str


def parted_ends(
    blocks: Iterable[TextBlock], shown: Shown, path: str
) -> list[Diagnostic]:
    """Report of the PDF at ``path`` a page with the signature and no text (clause 7.3.5.5), and 附注 or 版记 without either.

    ``shown`` is what the PDF shows of a document with these ``blocks``.
    """
    end = _end_of(blocks)
    faults: list[Diagnostic] = []
    signed_page = _page_of_date(shown.pages, end.date)
    if signed_page and end.text:
        tail = end.text[-_TAIL:]
        if tail not in visible(shown.pages[signed_page - 1]):
            faults.append(_fault("pdf-signature-alone", signed_page, path))
    last_page = len(shown.pages)
    if _shows_only(shown, last_page, end.note + end.imprint):
        faults.append(_fault("pdf-imprint-alone", last_page, path))
    return faults


def _fault(code: str, page: int, path: str) -> Diagnostic:
    return Diagnostic(code, facts={"page": page}, path=path)


def _end_of(blocks: Iterable[TextBlock]) -> _End:
    text = ""
    date = ""
    note = ""
    imprint = ""
    text_before_date = ""
    is_after_date = False
    for block in blocks:
        if isinstance(block, TextTable):
            imprint = _imprint_of(block) or imprint
            continue
        paragraph = visible(block.text)
        if not paragraph:
            continue
        if _DATE.fullmatch(paragraph):
            date = paragraph
            note = ""
            text_before_date = text
            is_after_date = True
            continue
        # What follows later in brackets belongs to an attachment.
        if is_after_date and paragraph.startswith("("):
            note = paragraph
        elif not _follows_text(block):
            text = paragraph
        is_after_date = False
    return _End(text_before_date, date, note, imprint)


def _follows_text(paragraph: TextParagraph) -> bool:
    return paragraph.style.lower() in _AFTER_TEXT


def _imprint_of(table: TextTable) -> str:
    """Return the text of a table that is a 版记, else nothing."""
    cells: list[str] = []
    for row in table.rows:
        cells += row
    text = visible("".join(cells))
    is_imprint = text.startswith("抄送:") or text.endswith("印发")
    return text if is_imprint else ""


def _page_of_date(pages: Sequence[str], date: str) -> int:
    """Return the last page, counted from 1, that has ``date`` on a line of its own; 0 where none has."""
    for number in range(len(pages), 0, -1):
        lines = pages[number - 1].splitlines()
        if date and any(visible(line) == date for line in lines):
            return number
    return 0


def _shows_only(shown: Shown, number: int, text: str) -> bool:
    """Whether page ``number`` shows something of ``text`` and nothing else, header and footer aside."""
    page = Counter(visible(shown.pages[number - 1]))
    page -= Counter(visible(shown.heads[number - 1]))
    page -= Counter(visible(shown.feet[number - 1]))
    return bool(page) and page <= Counter(text)
