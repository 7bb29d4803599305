"""The kinds of file that a build makes: one row each, in one of two tables.

``DOCUMENTS`` are made of a notice, by a worker: what it prints, a template if the output needs one, and the files that
the notice names go in, bytes come out. ``CONVERSIONS`` are made of finished documents by an office program, where the
build runs. Planning, making, comparing, pruning, reports and the command line read these tables; none of them names a
suffix. A new output is a module with its functions and one row here, and its name in ``formats`` of
``model/settings.py``.

This room must not know folders, projects, or how anything is printed.
"""

from collections.abc import Iterable
from pathlib import Path

from rectify_gen.outputs.ledger_output import LEDGER_WORKBOOK
from rectify_gen.outputs.pdf_output import ARCHIVE_PDF, PDF
from rectify_gen.outputs.records import (
    Contents,
    ConvertedOutput,
    DocumentOutput,
    MadeDocument,
    TemplateFile,
)
from rectify_gen.outputs.word_output import WORD

DOCUMENTS: dict[str, DocumentOutput] = {
    WORD.name: WORD,
    LEDGER_WORKBOOK.name: LEDGER_WORKBOOK,
}
CONVERSIONS: dict[str, ConvertedOutput] = {
    PDF.name: PDF,
    ARCHIVE_PDF.name: ARCHIVE_PDF,
}
DEFAULT_OUTPUT = WORD
"""What every build makes, whatever else its project asks for."""


def document_outputs(formats: Iterable[str]) -> list[DocumentOutput]:
    """Return the documents that a project with ``formats`` makes of each notice."""
    # `formats` may name conversions too, which are made of documents and are none.
    asked_for = set(formats)
    return [
        output
        for output in DOCUMENTS.values()
        if output is DEFAULT_OUTPUT or output.name in asked_for
    ]


def conversions_of(output: DocumentOutput) -> list[ConvertedOutput]:
    """Return what can be made of finished documents of ``output``."""
    return [
        conversion
        for conversion in CONVERSIONS.values()
        if conversion.made_of == output.name
    ]


def output_of_file(path: Path) -> DocumentOutput | None:
    """Return the output whose documents have the suffix of ``path``; None for any other file."""
    # Windows and WPS may write 通报.DOCX.
    suffix = path.suffix.lower()
    for output in DOCUMENTS.values():
        if output.suffix == suffix:
            return output
    return None


__all__ = [
    "CONVERSIONS",
    "DEFAULT_OUTPUT",
    "DOCUMENTS",
    "Contents",
    "ConvertedOutput",
    "DocumentOutput",
    "MadeDocument",
    "TemplateFile",
    "conversions_of",
    "document_outputs",
    "output_of_file",
]
