"""Documents of other word processors and old spreadsheets, opened with the LibreOffice of this machine."""

import os

from rectify_gen.diagnostics import EnvironmentFaultError


def opened_by_office(data: bytes, kind: str, source: str) -> bytes:
    """Return a document of another word processor as a .docx, an old spreadsheet as a .xlsx."""
    from rectify_gen.importer.readers import office_needed
    from rectify_gen.office import find_office
    from rectify_gen.office.opening import to_docx

    try:
        office = find_office(os.environ)
    except EnvironmentFaultError as error:
        # A program that was chosen and is not there is reported as such.
        if error.diagnostics[0].code != "office-missing":
            raise
        raise office_needed(kind, source) from error
    return to_docx(data, kind, office)


def opened_if_needed(data: bytes, source: str) -> bytes:
    """Return a document that only an office program opens as a .docx or a .xlsx; any other as it is."""
    from rectify_gen.filetypes import SPREADSHEETS, kind_of
    from rectify_gen.importer.readers import OFFICE_KINDS

    kind = kind_of(data)
    if kind in OFFICE_KINDS or kind in SPREADSHEETS:
        return opened_by_office(data, kind, source)
    return data
