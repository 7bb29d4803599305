"""One call of LibreOffice that makes PDFs: driven over UNO where that is possible, else by its command line.

Driven, it is told what it does not read from a document, so that lines break as in Word (see ``pdf_jobs``). This module
must not know where the documents come from, nor look into the PDFs.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event

from rectify_gen.office.driving import DrivenOffice
from rectify_gen.office.pdf_jobs import PdfKind, cold_filter, pdf_job
from rectify_gen.office.process import Ending, convert_files, wait_for
from rectify_gen.office.program import Office
from rectify_gen.office.uno_python import uno_python


def to_pdf(
    office: Office,
    files: Sequence[Path],
    folder: Path,
    watch: Callable[[], float | None],
    stop: Event,
    kind: PdfKind = PdfKind.USUAL,
) -> Ending:
    """Convert ``files`` in one call, each to a PDF of its name in ``folder``/out, and return how the call ended.

    ``folder``, ``watch``, ``stop`` and errors are those of :func:`convert_files`.
    """
    python = uno_python(office)
    if python is None:
        return convert_files(
            office,
            ["--convert-to", cold_filter(kind)],
            files=files,
            folder=folder,
            watch=watch,
            stop=stop,
        )
    driven = DrivenOffice(office, python, folder, workplace=folder)
    try:
        # LibreOffice starts meanwhile.
        finished = folder / "out"
        finished.mkdir()
        jobs = []
        for number, file in enumerate(files):
            pdf = finished / file.with_suffix(".pdf").name
            jobs.append(pdf_job(number, file, pdf, kind))
        driven.send(jobs)
        driven.finish()
        return wait_for(driven.process, watch, stop)
    finally:
        driven.end()
