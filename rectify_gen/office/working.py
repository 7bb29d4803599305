"""One worker: converts its documents call by call, and tries what a call hung or crashed at once more, last of all.

This room must not know where the documents come from, nor look into a PDF.
"""

import os
import queue
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from threading import Event
from typing import NamedTuple

from rectify_gen.diagnostics import Diagnostic, EnvironmentFaultError
from rectify_gen.office.finding import Office
from rectify_gen.office.process import Ending, last_words, to_pdf

TRIES = 2
"""How often a document may be what a call hung or crashed at."""

IDLE_CALLS = 3
"""So many calls in a row without one PDF: it is not the documents."""

CALL_SIZE = 200
"""Documents of one call; a command line of Windows holds 32,767 characters."""

_END_OF_FILE = b"%%EOF"


class Task(NamedTuple):
    """One document in the temporary folder: its place among the pairs, its copy, the seconds that it may take."""

    number: int
    copy: Path
    limit: float


class Made(NamedTuple):
    """What became of a task: the PDF that LibreOffice made, or why there is none."""

    number: int
    pdf: Path | None
    failure: BaseException | None = None


class Worker:
    """What a worker keeps: its tasks left, how often each was to blame, how many calls were made."""

    def __init__(
        self,
        office: Office,
        start: float,
        folder: Path,
        tasks: Sequence[Task],
        reports: "queue.SimpleQueue[Made]",
        stop: Event,
    ) -> None:
        self.office, self.start, self.folder = office, start, folder
        self.left = list(tasks)
        self.reports, self.stop = reports, stop
        self.blamed: Counter[int] = Counter()
        self.calls = 0
        self.idle = 0

    def run(self) -> None:
        """Convert all tasks and report each; an error that ends the work is reported for each that is left."""
        try:
            while self.left and not self.stop.is_set():
                self._call()
        except BaseException as error:  # raised again by the thread that asks
            self._give_up(self.left, error)

    def _call(self) -> None:
        self.calls += 1
        folder = self.folder / f"call{self.calls}"
        batch = self.left[:CALL_SIZE]
        before = len(self.left)
        ending = to_pdf(
            self.office,
            [task.copy for task in batch],
            folder,
            lambda: self._allowance(batch, folder),
            self.stop,
        )
        left = [task for task in batch if task in self.left]
        self.idle = 0 if len(self.left) < before else self.idle + 1
        if left and ending is not Ending.STOPPED:
            self._blame(left, ending, folder)

    def _allowance(self, batch: Sequence[Task], folder: Path) -> float | None:
        """Report what is finished; the seconds that the rest of ``batch`` may still go without, None after progress."""
        if self._collect(folder / "out"):
            return None
        left = [task.limit for task in batch if task in self.left]
        fresh = len(left) == len(batch)
        return max(left, default=0.0) + (self.start if fresh or not left else 0.0)

    def _collect(self, out: Path) -> bool:
        """Report the finished PDFs in the folder ``out``; whether there was one."""
        names = set(os.listdir(out)) if out.is_dir() else set()
        ready = [
            task
            for task in self.left
            if _pdf(task) in names and _is_whole(out / _pdf(task))
        ]
        for task in ready:
            self.left.remove(task)
            self.reports.put(Made(task.number, out / _pdf(task)))
        return bool(ready)

    def _blame(self, left: Sequence[Task], ending: Ending, folder: Path) -> None:
        """Count a failure for what ``ending`` is owed to, give up what failed too often, put the rest behind the others.

        A call that ended well has tried all that is left; one that broke off, what came first.
        """
        for task in left if ending is Ending.DONE else left[:1]:
            self.blamed[task.number] += 1
        hopeless = self.idle >= IDLE_CALLS
        lost = [
            task for task in self.left if hopeless or self.blamed[task.number] >= TRIES
        ]
        for task in lost:
            self._give_up([task], _failure(task, ending, folder))
        self.left.sort(key=lambda task: self.blamed[task.number])

    def _give_up(self, tasks: Sequence[Task], error: BaseException) -> None:
        for task in tuple(tasks):
            self.left.remove(task)
            self.reports.put(Made(task.number, None, error))


def _failure(task: Task, ending: Ending, folder: Path) -> EnvironmentFaultError:
    if ending is Ending.HUNG:
        return EnvironmentFaultError(
            [Diagnostic("pdf-timeout", facts={"seconds": f"{task.limit:g}"})]
        )
    return EnvironmentFaultError(
        [Diagnostic("pdf-not-made", facts={"said": last_words(folder) or "—"})]
    )


def _pdf(task: Task) -> str:
    return task.copy.with_suffix(".pdf").name


def _is_whole(pdf: Path) -> bool:
    """Whether the file is there to its end; on Windows one that is still open elsewhere cannot be read."""
    try:
        with open(pdf, "rb") as stream:
            size = stream.seek(0, os.SEEK_END)
            stream.seek(max(size - 64, 0))
            return _END_OF_FILE in stream.read()
    except OSError:
        return False
