"""What LibreOffice is to do with a document: the kind of PDF, and where it must not add gaps that Word does not have.

This module starts nothing, and must not know where documents come from.
"""

import contextlib
import json
from collections.abc import Mapping
from enum import Enum
from pathlib import Path
from typing import Any

from rectify_gen.diagnostics import RectifyError
from rectify_gen.files import read_bytes
from rectify_gen.word.letter_gaps import LetterGaps, gaps_as_styles, read_letter_gaps

_AS_LIBREOFFICE_SETS_THEM = LetterGaps(default=True, styles={})


class PdfKind(Enum):
    """The kinds of PDF that are made."""

    USUAL = "pdf"
    ARCHIVE = "pdf-a"
    """For archives: PDF/A-2b (ISO 19005-2) with tags, language, title and outline; nothing that it shows is elsewhere."""


_FILTER_DATA: Mapping[PdfKind, Mapping[str, bool | int]] = {
    PdfKind.USUAL: {},
    PdfKind.ARCHIVE: {
        # 2 stands for PDF/A-2b.
        "SelectPdfVersion": 2,
        "UseTaggedPDF": True,
        "ExportBookmarks": True,
    },
}
"""The options of LibreOffice's filter ``writer_pdf_Export`` that make a kind."""


def cold_filter(kind: PdfKind) -> str:
    """Return ``kind`` as the option ``--convert-to`` of LibreOffice takes it."""
    options = {}
    for name, value in _FILTER_DATA[kind].items():
        type_name = "boolean" if isinstance(value, bool) else "long"
        options[name] = {"type": type_name, "value": str(value).lower()}
    if not options:
        return "pdf"
    return f"pdf:writer_pdf_Export:{json.dumps(options)}"


_OFFICE_NAMES = {
    "normal": "Standard",
    "header": "Header",
    "footer": "Footer",
    "body text": "Text body",
    "body text indent": "Text body indent",
    "body text first indent": "First line indent",
    "footnote text": "Footnote",
    "endnote text": "Endnote",
    "caption": "Caption",
    "title": "Title",
    "subtitle": "Subtitle",
    "salutation": "Salutation",
    "signature": "Signature",
    "list": "List",
    **{f"heading {level}": f"Heading {level}" for level in range(1, 10)},
    **{f"toc {level}": f"Contents {level}" for level in range(1, 10)},
}
"""Styles of Word that LibreOffice calls otherwise."""


def pdf_job(number: int, document: Path, pdf: Path, kind: PdfKind) -> dict[str, Any]:
    """Return the job ``number`` as ``uno_driver`` takes it: make ``pdf`` of ``document``."""
    gaps = _AS_LIBREOFFICE_SETS_THEM
    # What LibreOffice makes of a damaged document is looked at afterwards.
    with contextlib.suppress(RectifyError):
        data = read_bytes(document)
        with_styles = gaps_as_styles(data)
        gaps = read_letter_gaps(with_styles)
        if with_styles != data:
            # LibreOffice can be told about styles only.
            document = pdf.with_suffix(".docx")
            document.write_bytes(with_styles)
    styles = {}
    for name, has_gaps in gaps.styles.items():
        styles[_OFFICE_NAMES.get(name.lower(), name)] = has_gaps
    return {
        "number": number,
        "document": str(document),
        "pdf": str(pdf),
        "filter_data": dict(_FILTER_DATA[kind]),
        "states_language": kind is PdfKind.ARCHIVE,
        "gaps": {"default": gaps.default, "styles": styles},
    }
