"""Documents of other word processors to .docx: .doc and .wps, .rtf, .odt, one by one.

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
    """How LibreOffice reads one kind of file: the ending of its name, and the filter, so that nothing is guessed."""

    extension: str
    input_filter: str


_FORMATS = {
    "doc": _Format(".doc", "MS Word 97"),
    "rtf": _Format(".rtf", "Rich Text Format"),
    "odt": _Format(".odt", "writer8"),
}
_OUTPUT_FILTER = "docx:MS Word 2007 XML"
_SECONDS = 60.0
_SECONDS_A_MEGABYTE = 5.0


def seconds_for(data: bytes) -> float:
    """Return how long LibreOffice may take to open a document, its own start included."""
    return _SECONDS + _SECONDS_A_MEGABYTE * len(data) / 2**20


def to_docx(data: bytes, kind: str, office: Office, seconds: float = 0.0) -> bytes:
    """Return the document ``data`` as a .docx; ``kind`` is that of ``filetypes``: doc, rtf or odt.

    ``seconds`` is the limit for the whole call; without one, it is counted by the size of the document.

    Raises:
        InputError: LibreOffice makes nothing of it, or not in time.
        EnvironmentFaultError: LibreOffice cannot be started.
        KeyError: another kind.
    """
    extension, input_filter = _FORMATS[kind]
    limit = seconds or seconds_for(data)
    with tempfile.TemporaryDirectory(
        prefix="rectify-gen-",
        ignore_cleanup_errors=True,
    ) as temporary:
        document = Path(temporary, f"document{extension}")
        document.write_bytes(data)
        folder = Path(temporary, "call")
        ending = convert_files(
            office,
            [f"--infilter={input_filter}", "--convert-to", _OUTPUT_FILTER],
            files=[document],
            folder=folder,
            # A call with one document shows no progress before its end.
            watch=lambda: limit,
            stop=Event(),
        )
        converted = folder / "out" / "document.docx"
        if ending is Ending.HUNG:
            fault = Diagnostic("office-open-timeout", facts={"seconds": round(limit)})
            raise InputError([fault])
        if not converted.is_file():
            facts = {"words": last_words(folder)}
            raise InputError([Diagnostic("office-open-failed", facts=facts)])
        return read_bytes(converted)
