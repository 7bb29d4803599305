"""The output ``xlsx``: the ledger (整改台账) as a workbook for Excel and WPS; it needs no template.

This module stands in the table of outputs, which every build reads. What writes workbooks is imported inside its
functions.
"""

from rectify_gen.diagnostics import Diagnostic, RectifyError, TemplateError
from rectify_gen.origin import CUSTOM, Origin, digest_of_parts
from rectify_gen.origin import read_origin as origin_of_package
from rectify_gen.outputs.records import Contents, DocumentOutput, MadeDocument
from rectify_gen.package import PERHAPS_XLSX, read_package, write_parts


def make(contents: Contents) -> MadeDocument:
    """Return the ledger of ``contents``, which says where it came from as Word documents do.

    Raises:
        InputError: a text is longer than a cell can hold.
        EnvironmentFaultError: openpyxl is not installed.
    """
    from rectify_gen.ledger.ledger_writing import ledger_draft
    from rectify_gen.templating.properties import custom_properties, with_custom_part
    from rectify_gen.workbook import workbook_parts

    draft = ledger_draft(contents.view)
    parts = with_custom_part(workbook_parts(draft))
    origin = Origin(
        source=contents.digest,
        template="",
        edition=contents.edition,
        parts=digest_of_parts(parts),
    )
    parts[CUSTOM] = custom_properties("", origin).encode("utf-8")
    notes: list[Diagnostic] = []
    if not contents.view.ledger:
        # A ledger without rows is an empty table, which looks finished.
        notes.append(Diagnostic("ledger-empty", ("sections",)))
    return MadeDocument(write_parts(parts), origin, tuple(notes))


def read_origin(document: bytes) -> tuple[Origin | None, str]:
    """Return where a workbook says it came from (None: not made here), and the digest of its parts as they are.

    Raises:
        TemplateError: it is none.
    """
    return origin_of_package(document, PERHAPS_XLSX)


def read_text(document: bytes) -> str:
    """Return the cells of a workbook, a row a line.

    Raises:
        TemplateError: it is none.
    """
    from rectify_gen.workbook import read_workbook

    try:
        workbook = read_workbook(document, "")
    except RectifyError as error:
        raise TemplateError(error.diagnostics) from error
    lines: list[str] = []
    for sheet in workbook.sheets:
        for row in sheet.rows:
            texts = [sheet.text(row, column) for column in sheet.columns]
            lines.append("\t".join(texts).replace("\n", " ").rstrip())
    return "\n".join(lines) + "\n"


def read_parts(document: bytes) -> object:
    """Return the parts of a workbook.

    Raises:
        TemplateError: it is none.
    """
    return read_package(document, kinds=PERHAPS_XLSX)


LEDGER_WORKBOOK = DocumentOutput(
    name="xlsx",
    suffix=".xlsx",
    make=make,
    read_origin=read_origin,
    read_text=read_text,
    read_parts=read_parts,
    stands_for="ledger",
)
