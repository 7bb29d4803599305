"""Many documents to PDF: dealt to a few workers, what fails tried once more, each PDF checked before it gets its name.

Workers (see ``working``) are threads that watch one process each. Everything happens in a temporary
folder under plain names, so that no path, lock file or equal name gets in the way;
the thread that asks checks the PDFs and writes them, while the rest are made.
"""

import functools
import os
import queue
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Event, Thread
from typing import NamedTuple

from rectify_gen.diagnostics import (
    Diagnostic,
    EnvironmentFaultError,
    InputError,
    RectifyError,
    as_reported,
)
from rectify_gen.files import write_file
from rectify_gen.office.fonts import missing
from rectify_gen.office.last_page import parted_ends
from rectify_gen.office.pdf_call import to_pdf
from rectify_gen.office.pdf_glyphs import check_glyphs
from rectify_gen.office.pdf_jobs import PdfKind
from rectify_gen.office.pdf_text import check_text
from rectify_gen.office.program import Office
from rectify_gen.office.uno_python import uno_python
from rectify_gen.office.working import PdfResult, PdfTask, Worker
from rectify_gen.pdf.shown_pages import read_pdf
from rectify_gen.word.asked_fonts import fonts_asked
from rectify_gen.word.block_reading import read_blocks
from rectify_gen.word.letter_gaps import read_letter_gaps
from rectify_gen.word.margins import read_margins
from rectify_gen.word.text_blocks import as_text

_WORTH_A_WORKER = 4
"""Documents; for fewer the start of a second LibreOffice takes longer than it saves."""


class Pair(NamedTuple):
    """A finished document and the PDF to make of it."""

    document: Path
    pdf: Path


class Limits(NamedTuple):
    """Seconds that a call may go without a finished PDF: for its start, for each document, for each KB of it.

    A notice takes half a second; 5 ms a KB were measured up to 670 pages.
    """

    start: float = 60.0
    document: float = 60.0
    kilobyte: float = 0.2

    def for_document(self, size: int) -> float:
        """Return the seconds for a document of ``size`` bytes in a LibreOffice that has started."""
        kilobytes = size / 1024
        return self.document + self.kilobyte * kilobytes


LIMITS = Limits()


class Converted(NamedTuple):
    """What became of one pair: ``pages`` of its PDF; ``failure`` is None where it was written.

    ``substituted`` are families that the document asks for and the PDF lacks, ``fonts`` those that it is drawn with.
    ``remarks`` are what the end of the document lacks on its pages.
    ``has_added_gaps`` where LibreOffice put gaps beside digits against the document, since nobody could tell it.
    """

    pair: Pair
    pages: int = 0
    substituted: frozenset[str] = frozenset()
    fonts: frozenset[str] = frozenset()
    has_added_gaps: bool = False
    remarks: tuple[Diagnostic, ...] = ()
    failure: RectifyError | None = None


def workers_for(documents: int) -> int:
    """Return how many calls of LibreOffice to run side by side: one a core, at most four, none for a few documents."""
    return max(1, min(os.cpu_count() or 1, 4, documents // _WORTH_A_WORKER))


def convert(
    pairs: Sequence[Pair],
    office: Office,
    limits: Limits = LIMITS,
    workers: int = 0,
    kind: PdfKind = PdfKind.USUAL,
) -> Iterator[Converted]:
    """Yield what became of each pair, in the order given, as soon as it is known.

    A PDF that is yielded without failure has pages, shows every character of its document, and is written whole.
    A bug met over one document is its failure; the others are converted all the same. Closing the iterator ends
    LibreOffice and leaves nothing behind.
    """
    with tempfile.TemporaryDirectory(
        prefix="rectify-gen-",
        ignore_cleanup_errors=True,
    ) as temporary:
        tasks, known = _copy(pairs, Path(temporary), limits)
        worker_count = min(workers or workers_for(len(tasks)), len(tasks))
        results: queue.SimpleQueue[PdfResult] = queue.SimpleQueue()
        stop = Event()
        # Dealt in turn: the pairs that are yielded first are then made first.
        threads = []
        for number in range(worker_count):
            worker = Worker(
                functools.partial(to_pdf, office, kind=kind),
                limits.start,
                Path(temporary, f"worker{number}"),
                tasks[number::worker_count],
                results,
                stop,
            )
            threads.append(Thread(target=worker.run))
        try:
            for thread in threads:
                thread.start()
            for number, pair in enumerate(pairs):
                while number not in known:
                    result = _wait_for(results)
                    finished_pair = pairs[result.number]
                    known[result.number] = _finish(finished_pair, result, office)
                # Results come in any order; pairs are yielded in the order given.
                yield known.pop(number)._replace(pair=pair)
        finally:
            # Threads are waited for before the folder goes: a LibreOffice that lives on would write into it.
            stop.set()
            for thread in threads:
                thread.join()


def _copy(
    pairs: Sequence[Pair],
    folder: Path,
    limits: Limits,
) -> tuple[list[PdfTask], dict[int, Converted]]:
    """Copy the documents under plain names into ``folder``; return the pairs whose document cannot be read as well."""
    tasks: list[PdfTask] = []
    unreadable: dict[int, Converted] = {}
    for number, pair in enumerate(pairs):
        # LibreOffice names a PDF after its document: a number keeps two 通报.docx apart.
        copy = folder / f"{number:05}{pair.document.suffix}"
        try:
            shutil.copyfile(pair.document, copy)
        except OSError as error:
            facts = {"reason": error.strerror or str(error)}
            fault = Diagnostic(
                "file-unreadable",
                facts=facts,
                path=str(pair.document),
            )
            unreadable[number] = Converted(pair, failure=InputError([fault]))
            continue
        limit = limits.for_document(copy.stat().st_size)
        tasks.append(PdfTask(number, copy, limit))
    return tasks, unreadable


def _wait_for(results: "queue.SimpleQueue[PdfResult]") -> PdfResult:
    """Return the next result; waiting in steps lets Ctrl-C through on Windows."""
    while True:
        try:
            return results.get(timeout=0.5)
        except queue.Empty:
            continue


def _finish(pair: Pair, result: PdfResult, office: Office) -> Converted:
    """Check the PDF of ``pair`` and give it its name."""
    try:
        if result.pdf is None:
            assert result.failure is not None
            raise result.failure
        return _check_and_write(pair, result.pdf, office)
    except Exception as error:  # a bug met in one PDF must not stop the others
        return Converted(pair, failure=_failure_of(error, str(pair.document)))


def _failure_of(error: Exception, path: str) -> RectifyError:
    """Return ``error`` as a failure that names ``path`` where it names no file."""
    if isinstance(error, OSError):
        facts = {"reason": error.strerror or str(error)}
        return EnvironmentFaultError(
            [Diagnostic("system-fault", facts=facts, path=path)]
        )
    failure = as_reported(error, path)
    return type(failure)(
        diagnostic if diagnostic.path else diagnostic._replace(path=path)
        for diagnostic in failure.diagnostics
    )


def _check_and_write(pair: Pair, made: Path, office: Office) -> Converted:
    """Write the PDF ``made`` to its place, once it shows all of its document.

    Raises:
        RectifyError: it does not, or cannot be written.
    """
    data = made.read_bytes()
    document = pair.document.read_bytes()
    # At once: a run over thousands of notices would else hold every PDF twice.
    made.unlink()
    margins = read_margins(document)
    shown = read_pdf(data, margins)
    # First, for it says more of a character that no font has than that it is not there.
    check_glyphs(document, data, margins)
    blocks = read_blocks(document)
    check_text(
        document,
        text=as_text(blocks),
        shown=shown,
        margins=margins,
    )
    write_file(pair.pdf, data)
    return Converted(
        pair=pair,
        pages=len(shown.pages),
        substituted=missing(fonts_asked(document), shown.fonts),
        fonts=shown.fonts,
        has_added_gaps=_has_added_gaps(document, office),
        remarks=tuple(parted_ends(blocks, shown, str(pair.pdf))),
    )


def _has_added_gaps(document: bytes, office: Office) -> bool:
    """Return whether the PDF has gaps beside digits where ``document`` wants none."""
    if uno_python(office) is not None:
        return False
    gaps = read_letter_gaps(document)
    return not gaps.default or not all(gaps.styles.values())
