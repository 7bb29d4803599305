"""Many documents to PDF: dealt to a few workers, what fails tried once more, each PDF checked before it gets its name.

Workers (see ``working``) are threads that watch one process each. Everything happens in a temporary
folder under plain names, so that no path, lock file or equal name gets in the way;
the thread that asks checks the PDFs and writes them, while the rest are made.
"""

import os
import queue
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Event, Thread
from typing import NamedTuple

from rectify_gen.diagnostics import Diagnostic, InputError, RectifyError
from rectify_gen.files import write_file
from rectify_gen.office.checking import check_text, read_pdf
from rectify_gen.office.finding import Office
from rectify_gen.office.fonts import missing
from rectify_gen.office.working import Made, Task, Worker
from rectify_gen.word.asked_fonts import fonts_asked
from rectify_gen.word.margins import read_margins

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


LIMITS = Limits()


class Converted(NamedTuple):
    """What became of one pair: ``pages`` of its PDF; ``failure`` is None where it was written.

    ``substituted`` are families that the document asks for and the PDF lacks, ``fonts`` those that it is drawn with.
    """

    pair: Pair
    pages: int = 0
    substituted: frozenset[str] = frozenset()
    fonts: frozenset[str] = frozenset()
    failure: RectifyError | None = None


def workers_for(documents: int) -> int:
    """Return how many calls of LibreOffice to run side by side: one a core, at most four, none for a few documents."""
    return max(1, min(os.cpu_count() or 1, 4, documents // _WORTH_A_WORKER))


def convert(
    pairs: Sequence[Pair], office: Office, limits: Limits = LIMITS, workers: int = 0
) -> Iterator[Converted]:
    """Yield what became of each pair, in the order given, as soon as it is known.

    A PDF that is yielded without failure has pages, shows every character of its document, and is written whole.
    Closing the iterator ends LibreOffice and leaves nothing behind.
    """
    with tempfile.TemporaryDirectory(
        prefix="rectify-gen-", ignore_cleanup_errors=True
    ) as temporary:
        tasks, found = _copy(pairs, Path(temporary), limits)
        crew = workers or workers_for(len(tasks))
        reports: queue.SimpleQueue[Made] = queue.SimpleQueue()
        stop = Event()
        hands = [
            Worker(
                office,
                limits.start,
                Path(temporary, f"worker{at}"),
                tasks[at::crew],
                reports,
                stop,
            )
            for at in range(min(crew, len(tasks)))
        ]
        threads = [Thread(target=one.run) for one in hands]
        try:
            for thread in threads:
                thread.start()
            for number, pair in enumerate(pairs):
                while number not in found:
                    made = _next(reports)
                    found[made.number] = _finish(pairs[made.number], made)
                yield found.pop(number)._replace(pair=pair)
        finally:
            stop.set()
            for thread in threads:
                thread.join()


def _copy(
    pairs: Sequence[Pair], folder: Path, limits: Limits
) -> tuple[list[Task], dict[int, Converted]]:
    """The documents under plain names in ``folder``, and the pairs whose document cannot be read."""
    tasks, unreadable = [], {}
    for number, pair in enumerate(pairs):
        copy = folder / f"{number:05}.docx"
        try:
            shutil.copyfile(pair.document, copy)
        except OSError as error:
            facts = {"reason": error.strerror or str(error)}
            fault = Diagnostic("file-unreadable", facts=facts, path=str(pair.document))
            unreadable[number] = Converted(pair, failure=InputError([fault]))
            continue
        tasks.append(
            Task(
                number,
                copy,
                limits.document + limits.kilobyte * copy.stat().st_size / 1024,
            )
        )
    return tasks, unreadable


def _next(reports: "queue.SimpleQueue[Made]") -> Made:
    """The next report; waiting in steps lets Ctrl-C through on Windows."""
    while True:
        try:
            made = reports.get(timeout=0.5)
        except queue.Empty:
            continue
        if made.failure is not None and not isinstance(made.failure, RectifyError):
            raise made.failure
        return made


def _finish(pair: Pair, made: Made) -> Converted:
    """Check the PDF of ``pair`` and give it its name."""
    try:
        if made.pdf is None:
            assert isinstance(made.failure, RectifyError)
            raise made.failure
        data, document = made.pdf.read_bytes(), pair.document.read_bytes()
        made.pdf.unlink()
        margins = read_margins(document)
        shown = read_pdf(data, margins)
        check_text(document, shown, margins)
        write_file(pair.pdf, data)
    except RectifyError as error:
        placed = [
            one if one.path else one._replace(path=str(pair.document))
            for one in error.diagnostics
        ]
        return Converted(pair, failure=type(error)(placed))
    return Converted(
        pair, len(shown.pages), missing(fonts_asked(document), shown.fonts), shown.fonts
    )
