"""One worker: converts its documents call by call, and tries what a call hung or crashed at once more, last of all.

This module must not know where the documents come from, nor look into a PDF.
"""

import os
import queue
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event
from typing import NamedTuple

from rectify_gen.diagnostics import Diagnostic, EnvironmentFaultError, RectifyError
from rectify_gen.office.process import Ending, last_words

TRIES = 2
"""How often a document may be what a call hung or crashed at."""

IDLE_CALLS = 3
"""So many calls in a row without one PDF: it is not the documents."""

CALL_SIZE = 200
"""Documents of one call; a command line of Windows holds 32,767 characters."""

_END_OF_FILE = b"%%EOF"
_LAST_BYTES = 64
"""Where the end of a PDF is looked for."""


MakePdfs = Callable[
    [Sequence[Path], Path, Callable[[], float | None], Event],
    Ending,
]
"""Converts documents in one call: ``pdf_call.to_pdf`` without what stays the same."""


class PdfTask(NamedTuple):
    """One document in the temporary folder: its place among the pairs, its copy, the seconds that it may take."""

    number: int
    copy: Path
    limit: float


class PdfResult(NamedTuple):
    """What became of a task: the PDF that LibreOffice made, or why there is none."""

    number: int
    pdf: Path | None
    failure: Exception | None = None


class Worker:
    """What a worker keeps: its tasks left, how often each was to blame, how many calls were made."""

    def __init__(
        self,
        make_pdfs: MakePdfs,
        start: float,
        folder: Path,
        tasks: Sequence[PdfTask],
        reports: "queue.SimpleQueue[PdfResult]",
        stop: Event,
    ) -> None:
        self.make_pdfs = make_pdfs
        self.start = start
        self.folder = folder
        self.waiting = list(tasks)
        self.reports = reports
        self.stop = stop
        self.blamed: Counter[int] = Counter()
        self.calls = 0
        self.idle = 0

    def run(self) -> None:
        """Convert all tasks and report each.

        An error that ends the work (LibreOffice cannot be started) is reported for each task that waits. A bug met
        in a call is the failure of the document that came first in it; the others are tried all the same.
        """
        while self.waiting and not self.stop.is_set():
            try:
                self._call()
            except RectifyError as error:
                self._give_up(self.waiting, error)
            except Exception as error:
                # One task at least leaves the list, so that the loop ends.
                self._give_up(self.waiting[:1], error)

    def _call(self) -> None:
        """Run LibreOffice once over the next documents, and judge what it left undone."""
        self.calls += 1
        folder = self.folder / f"call{self.calls}"
        batch = self.waiting[:CALL_SIZE]
        waiting_before = len(self.waiting)
        ending = self.make_pdfs(
            [task.copy for task in batch],
            folder,
            lambda: self._allowance(batch, folder),
            self.stop,
        )
        if len(self.waiting) < waiting_before:
            self.idle = 0
        else:
            self.idle += 1
        undone = self._still_waiting(batch)
        # A call that we ended ourselves is nobody's fault.
        if undone and ending is not Ending.STOPPED:
            self._blame(undone, ending, folder)

    def _still_waiting(self, batch: Sequence[PdfTask]) -> list[PdfTask]:
        return [task for task in batch if task in self.waiting]

    def _allowance(self, batch: Sequence[PdfTask], folder: Path) -> float | None:
        """Report what is finished; return the seconds that ``batch`` may go on without progress, None after some."""
        if self._collect(folder / "out"):
            return None
        undone = self._still_waiting(batch)
        longest = max((task.limit for task in undone), default=0.0)
        # LibreOffice itself takes long to start, and a while to end.
        is_starting = len(undone) == len(batch)
        if is_starting or not undone:
            return longest + self.start
        return longest

    def _collect(self, folder: Path) -> bool:
        """Report the finished PDFs in ``folder``; return whether there was one."""
        # LibreOffice makes the folder with its first PDF.
        if not folder.is_dir():
            return False
        names = set(os.listdir(folder))
        finished = []
        for task in self.waiting:
            name = _pdf_name(task)
            # LibreOffice writes a PDF under its own name from the start: it may still be at it.
            if name in names and _is_whole(folder / name):
                finished.append(task)
        for task in finished:
            self.waiting.remove(task)
            pdf = folder / _pdf_name(task)
            self.reports.put(PdfResult(task.number, pdf))
        return bool(finished)

    def _blame(
        self,
        undone: Sequence[PdfTask],
        ending: Ending,
        folder: Path,
    ) -> None:
        """Count a failure for what is to blame, give up what failed too often, put the others before what failed.

        A call that ended well has tried all that it left undone; one that broke off, what came first.
        """
        to_blame = undone if ending is Ending.DONE else undone[:1]
        for task in to_blame:
            self.blamed[task.number] += 1
        is_hopeless = self.idle >= IDLE_CALLS
        for task in list(self.waiting):
            if is_hopeless or self.blamed[task.number] >= TRIES:
                failure = pdf_failure(ending, folder, task.limit)
                self._give_up([task], failure)
        # What failed goes last: it must not hold up the others again.
        self.waiting.sort(key=lambda task: self.blamed[task.number])

    def _give_up(self, tasks: Sequence[PdfTask], error: Exception) -> None:
        for task in tuple(tasks):  # it may be the very list that tasks are removed from
            self.waiting.remove(task)
            self.reports.put(PdfResult(task.number, None, error))


def pdf_failure(
    ending: Ending,
    folder: Path,
    limit: float,
) -> EnvironmentFaultError:
    """Return why the call in ``folder``, which had ``limit`` seconds for a document, made no PDF of it."""
    if ending is Ending.HUNG:
        facts = {"seconds": f"{limit:g}"}
        fault = Diagnostic("pdf-timeout", facts=facts)
    else:
        facts = {"said": last_words(folder) or "—"}
        fault = Diagnostic("pdf-not-made", facts=facts)
    return EnvironmentFaultError([fault])


def _pdf_name(task: PdfTask) -> str:
    return task.copy.with_suffix(".pdf").name


def _is_whole(pdf: Path) -> bool:
    """Return whether the file is there to its end; on Windows one that is still open elsewhere cannot be read."""
    try:
        with open(pdf, "rb") as stream:
            size = stream.seek(0, os.SEEK_END)
            stream.seek(max(size - _LAST_BYTES, 0))
            return _END_OF_FILE in stream.read()
    except OSError:
        return False
