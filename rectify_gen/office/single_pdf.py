"""One document to PDF, for somebody who waits for it and may change their mind.

This module must not know where the document comes from, nor look into the PDF.
"""

import tempfile
from pathlib import Path
from threading import Event

from rectify_gen.files import read_bytes
from rectify_gen.office.converting import LIMITS
from rectify_gen.office.pdf_call import to_pdf
from rectify_gen.office.process import Ending
from rectify_gen.office.program import Office
from rectify_gen.office.working import pdf_failure


def pdf_of(
    document: bytes,
    office: Office,
    stop: Event,
    seconds: float = 0.0,
) -> bytes | None:
    """Return the .docx ``document`` as a PDF; None where ``stop`` was set meanwhile, which ends LibreOffice.

    ``seconds`` is the limit for the whole call; without one, it is counted by the size of the document.

    Raises:
        EnvironmentFaultError: LibreOffice cannot be started, makes nothing of it, or not in time.
    """
    limit = seconds or LIMITS.start + LIMITS.for_document(len(document))
    with tempfile.TemporaryDirectory(
        prefix="rectify-gen-",
        ignore_cleanup_errors=True,
    ) as temporary:
        file = Path(temporary, "document.docx")
        file.write_bytes(document)
        folder = Path(temporary, "call")
        # A call with one document shows no progress before its end.
        ending = to_pdf(office, [file], folder, lambda: limit, stop)
        pdf = folder / "out" / "document.pdf"
        if ending is Ending.STOPPED:
            return None
        if not pdf.is_file():
            raise pdf_failure(ending, folder, limit)
        return read_bytes(pdf)
