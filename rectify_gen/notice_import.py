"""Import of a published notice in any format that is known: text, Word file, web page, ledger, workbook.

For programs: nothing is printed. This room must not know commands or terminals.
"""

from __future__ import annotations

from pathlib import Path

from rectify_gen.diagnostics import Diagnostic, UsageError
from rectify_gen.files import read_bytes
from rectify_gen.filetypes import SPREADSHEETS, XLSX, kind_of
from rectify_gen.importer import Imported, import_source
from rectify_gen.importer.readers import DocxMaker, office_needed, read_source
from rectify_gen.importer.survey import summary
from rectify_gen.notice_files import is_notice_workbook, source_of


def import_file(
    path: Path | str,
    *,
    normalize: bool = False,
    to_docx: DocxMaker | None = None,
) -> Imported:
    """Return the data of the published notice, ledger or workbook in the file at ``path``.

    ``normalize`` and ``to_docx`` as for :func:`import_document`.

    Raises:
        InputError, UsageError, EnvironmentFaultError: as for :func:`import_document`, or the file cannot be read.
    """
    return import_document(
        read_bytes(path),
        str(path),
        normalize=normalize,
        to_docx=to_docx,
    )


def import_document(
    data: bytes,
    name: str,
    *,
    normalize: bool = False,
    to_docx: DocxMaker | None = None,
) -> Imported:
    """Return the data of a published notice, ledger or workbook; ``name`` is what reports call it.

    ``normalize`` corrects widths, marks and blanks of a text first. ``to_docx`` opens documents of other word
    processors (.doc, .wps, .rtf, .odt), and old spreadsheets (.xls, .et, .ods) as .xlsx, such as :func:`rectify_gen.office.opening.to_docx` with a LibreOffice.

    Raises:
        InputError: nothing that can be imported, or damaged.
        UsageError: what has no text cannot be normalized.
        EnvironmentFaultError: the document needs ``to_docx``.
    """
    kind = kind_of(data)
    if kind in SPREADSHEETS:
        if to_docx is None:
            raise office_needed(kind, name)
        data = to_docx(data, kind)
    if is_notice_workbook(data):
        return _imported_workbook(data, name, normalize=normalize)
    if kind_of(data) == XLSX:
        if normalize:
            raise UsageError([Diagnostic("import-normalize-ledger")])
        # A ledger has columns: it gives data, and no text to be understood.
        from rectify_gen.ledger import import_ledger

        return import_ledger(data, name)
    blocks = read_source(data, name, to_docx)
    return import_source(blocks, normalize=normalize)


def _imported_workbook(data: bytes, name: str, *, normalize: bool) -> Imported:
    """Return what a notice workbook says: nothing has to be understood, it is data already."""
    if normalize:
        fault = Diagnostic("import-normalize-workbook", path=name)
        raise UsageError([fault])
    file = source_of(data, name)
    assert file.table is not None  # it was recognized as a workbook
    value = file.table.root.value
    return Imported(value, file.diagnostics, summary(value))
