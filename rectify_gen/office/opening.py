"""Documents of other programs to .docx and .xlsx: .doc and .wps, .rtf, .odt; .xls and .et, .ods, one by one.

The document stands alone in a temporary folder, under a plain name; macros are off and no link is followed.
This module must not know what is done with the result.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from threading import Event
from typing import NamedTuple

from rectify_gen.diagnostics import Diagnostic, InputError
from rectify_gen.files import read_bytes
from rectify_gen.office.process import Ending, convert_files, last_words
from rectify_gen.office.program import Office


class _Format(NamedTuple):
    """How LibreOffice reads one kind of file, and what it makes of it: endings of names, and filters, so that nothing is guessed."""

    extension: str
    input_filter: str
    output_extension: str = ".docx"
    output_filter: str = "MS Word 2007 XML"


_FORMATS = {
    "doc": _Format(".doc", "MS Word 97"),
    "rtf": _Format(".rtf", "Rich Text Format"),
    "odt": _Format(".odt", "writer8"),
    "xls": _Format(".xls", "MS Excel 97", ".xlsx", "Calc MS Excel 2007 XML"),
    "ods": _Format(".ods", "calc8", ".xlsx", "Calc MS Excel 2007 XML"),
}
_SECONDS = 60.0
_SECONDS_A_MEGABYTE = 5.0


def seconds_for(data: bytes) -> float:
    """Return how long LibreOffice may take to open a document, its own start included."""
    return _SECONDS + _SECONDS_A_MEGABYTE * len(data) / 2**20


def to_docx(data: bytes, kind: str, office: Office, seconds: float = 0.0) -> bytes:
    """Return the document ``data`` as a .docx; ``kind`` is that of ``filetypes``: doc, rtf or odt.

    A spreadsheet, xls or ods, is returned as a .xlsx. ``seconds`` is the limit for the whole call; without one, it is
    counted by the size of the document.

    Raises:
        InputError: LibreOffice makes nothing of it, or not in time.
        EnvironmentFaultError: LibreOffice cannot be started.
        KeyError: another kind.
    """
    format_ = _FORMATS[kind]
    output = format_.output_extension.removeprefix(".")
    limit = seconds or seconds_for(data)
    with tempfile.TemporaryDirectory(
        prefix="rectify-gen-",
        ignore_cleanup_errors=True,
    ) as temporary:
        document = Path(temporary, f"document{format_.extension}")
        document.write_bytes(data)
        folder = Path(temporary, "call")
        ending = convert_files(
            office,
            [
                f"--infilter={format_.input_filter}",
                "--convert-to",
                f"{output}:{format_.output_filter}",
            ],
            files=[document],
            folder=folder,
            # A call with one document shows no progress before its end.
            watch=lambda: limit,
            stop=Event(),
        )
        converted = folder / "out" / f"document{format_.output_extension}"
        if ending is Ending.HUNG:
            fault = Diagnostic("office-open-timeout", facts={"seconds": round(limit)})
            raise InputError([fault])
        if not converted.is_file():
            facts = {"words": last_words(folder)}
            raise InputError([Diagnostic("office-open-failed", facts=facts)])
        return read_bytes(converted)
