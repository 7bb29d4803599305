"""The outputs ``pdf`` and ``pdf-a``: LibreOffice makes them of finished Word documents, and their text is compared.

``office`` is imported inside the functions: few builds make PDFs, and its library is slow to import.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rectify_gen.diagnostics import Diagnostic
from rectify_gen.outputs.records import ConvertedOutput

if TYPE_CHECKING:
    from rectify_gen.office import Converted, Office


def find_program(environment: Mapping[str, str]) -> "Office":
    """Return LibreOffice.

    Raises:
        EnvironmentFaultError: there is none.
    """
    from rectify_gen.office import find_office

    return find_office(environment)


def convert_documents(
    pairs: Sequence[tuple[Path, Path]],
    office: "Office",
) -> "Iterator[Converted]":
    """Yield what became of each pair of document and PDF, in order, as soon as it is known."""
    from rectify_gen.office import Pair, convert

    yield from convert([Pair(document, pdf) for document, pdf in pairs], office)


def convert_for_archives(
    pairs: Sequence[tuple[Path, Path]],
    office: "Office",
) -> "Iterator[Converted]":
    """Yield the same for PDFs that are made for archives."""
    from rectify_gen.office import Pair, PdfKind, convert

    yield from convert(
        [Pair(document, pdf) for document, pdf in pairs],
        office,
        kind=PdfKind.ARCHIVE,
    )


def notes_on(converted: "Sequence[Converted]") -> list[Diagnostic]:
    """Return one warning each for fonts that were missing in a whole run, and for gaps that Word would not show.

    Then follow the remarks on single documents.
    """
    from rectify_gen.office import substitutions

    # Of all documents together: the same font is missing in each, and one warning says so.
    families: list[str] = []
    fonts: list[str] = []
    for conversion in converted:
        families += conversion.substituted
        fonts += conversion.fonts
    notes = substitutions(families, fonts)
    if any(conversion.has_added_gaps for conversion in converted):
        notes.append(Diagnostic("pdf-gaps"))
    for conversion in converted:
        notes += conversion.remarks
    return notes


def is_pdf_of(document: bytes, pdf: Path) -> bool:
    """Return whether the PDF at ``pdf`` shows ``document`` and was not touched since LibreOffice made it."""
    from rectify_gen.office.pdf_owner import is_made_of

    return is_made_of(document, pdf)


def is_for_archives(pdf: Path) -> bool:
    """Return whether LibreOffice made the PDF at ``pdf``, and for archives."""
    from rectify_gen.office.pdf_owner import is_of_other_kind

    return is_of_other_kind(pdf, archival=False)


def is_not_for_archives(pdf: Path) -> bool:
    """Return whether LibreOffice made the PDF at ``pdf``, and not for archives."""
    from rectify_gen.office.pdf_owner import is_of_other_kind

    return is_of_other_kind(pdf, archival=True)


PDF = ConvertedOutput(
    name="pdf",
    suffix=".pdf",
    made_of="docx",
    find_program=find_program,
    convert=convert_documents,
    notes=notes_on,
    is_made_of=is_pdf_of,
    is_of_other_kind=is_for_archives,
)
ARCHIVE_PDF = ConvertedOutput(
    name="pdf-a",
    suffix=".pdf",
    made_of="docx",
    find_program=find_program,
    convert=convert_for_archives,
    notes=notes_on,
    is_made_of=is_pdf_of,
    is_of_other_kind=is_not_for_archives,
    displaces="pdf",
)
