"""A LibreOffice that is kept warm: it draws one document after another without starting anew, for somebody who waits.

It is started by the first document. Where it hangs or has been killed, the document is tried once more in a new one.
Where nothing can talk to LibreOffice over UNO, each document costs a start, as with ``single_pdf``. This module must not
know where documents come from, nor look into the PDFs.
"""

import contextlib
import json
import queue
import shutil
import subprocess
import tempfile
from pathlib import Path
from threading import Event, Lock, Thread

from rectify_gen.diagnostics import RectifyError
from rectify_gen.files import read_bytes
from rectify_gen.office.converting import LIMITS, Limits
from rectify_gen.office.driving import DrivenOffice
from rectify_gen.office.pdf_jobs import PdfKind, pdf_job
from rectify_gen.office.process import POLL, Ending
from rectify_gen.office.program import Office
from rectify_gen.office.single_pdf import pdf_of
from rectify_gen.office.uno_python import uno_python
from rectify_gen.office.working import pdf_failure

_TRIES = 2
_WARM_LIMITS = Limits(start=0.0, document=8.0, kilobyte=0.1)
"""For a document in a LibreOffice that has answered before. A notice of 30 KB takes a third of a second."""
_LONGEST_USE = 300
"""Documents until LibreOffice is started anew, so that what it does not free does not pile up."""


class WarmOffice:
    """A LibreOffice for one thread at a time; it ends with :meth:`close`, and with this process, however that ends."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._session: _Session | None = None
        self._lock = Lock()

    def prepare(self) -> None:
        """Start LibreOffice, so that the first document waits less; where that fails, this document says so."""
        python = uno_python(self._office)
        if python is not None:
            with contextlib.suppress(RectifyError):
                self._started(python)

    def _started(self, python: Path) -> "_Session":
        # Somebody may ask for a document while it is being prepared.
        with self._lock:
            if self._session is None:
                self._session = _Session(self._office, python)
            return self._session

    def pdf_of(self, document: bytes, stop: Event) -> bytes | None:
        """Return the .docx ``document`` as a PDF; None as soon as ``stop`` is set. LibreOffice stays as it is then.

        Raises:
            EnvironmentFaultError: LibreOffice cannot be started, makes nothing of it, or not in time, twice.
        """
        python = uno_python(self._office)
        if python is None:
            return pdf_of(document, self._office, stop)
        tries = 0
        while True:
            session = self._started(python)
            limit = session.seconds_for(document)
            ending = session.convert(document, limit, stop)
            if ending is Ending.STOPPED:
                return None
            if ending is Ending.DONE:
                pdf = session.take_pdf()
                if session.sent >= _LONGEST_USE:
                    self.close()
                return pdf
            tries += 1
            failure = pdf_failure(ending, session.folder, limit)
            self.close()
            if tries == _TRIES:
                raise failure

    def close(self) -> None:
        """End LibreOffice and leave nothing behind; the next document starts another."""
        with self._lock:
            session = self._session
            self._session = None
        if session is not None:
            session.end()


class _Session:
    """One LibreOffice from its start to its end; documents and PDFs go through a folder of its own."""

    def __init__(self, office: Office, python: Path) -> None:
        self._temporary = Path(tempfile.mkdtemp(prefix="rectify-gen-"))
        self.folder = self._temporary / "call"
        self.sent = 0
        self._has_answered = False
        try:
            self._driven = DrivenOffice(
                office,
                python,
                self.folder,
                workplace=self._temporary,
                answers=subprocess.PIPE,
            )
        except BaseException:
            shutil.rmtree(self._temporary, ignore_errors=True)
            raise
        self._answers: queue.SimpleQueue[dict[str, object] | None]
        self._answers = queue.SimpleQueue()
        self._reader = Thread(target=self._read_answers, daemon=True)
        self._reader.start()

    def _read_answers(self) -> None:
        assert self._driven.process.stdout is not None
        for line in self._driven.process.stdout:
            self._answers.put(json.loads(line))
        # It has ended.
        self._answers.put(None)

    def seconds_for(self, document: bytes) -> float:
        """Return how long a document of this size may take, the first one with the start of LibreOffice."""
        limits = _WARM_LIMITS if self._has_answered else LIMITS
        return limits.start + limits.for_document(len(document))

    def convert(self, document: bytes, limit: float, stop: Event) -> Ending:
        """Have the PDF of ``document`` made within ``limit`` seconds, and return how that ended."""
        if stop.is_set():
            return Ending.STOPPED
        self.sent += 1
        # An earlier document that nobody waited for may still be open: it has a name of its own.
        self._document.write_bytes(document)
        job = pdf_job(self.sent, self._document, self._pdf, PdfKind.USUAL)
        self._driven.send([job])
        return self._wait(limit, stop)

    @property
    def _document(self) -> Path:
        return self._temporary / f"document{self.sent}.docx"

    @property
    def _pdf(self) -> Path:
        return self._document.with_suffix(".pdf")

    def take_pdf(self) -> bytes:
        """Return the PDF of the last document, which was made."""
        pdf = read_bytes(self._pdf)
        self._document.unlink()
        self._pdf.unlink()
        return pdf

    def _wait(self, limit: float, stop: Event) -> Ending:
        waited = 0.0
        while waited < limit:
            # Waits for the stop as well: it is looked for between two short waits.
            if stop.is_set():
                return Ending.STOPPED
            try:
                answer = self._answers.get(timeout=POLL)
            except queue.Empty:
                waited += POLL
                continue
            if answer is None:
                return Ending.CRASHED
            self._has_answered = True
            # Answers about earlier documents come first, and nobody waits for them.
            if answer["number"] == self.sent:
                return Ending.CRASHED if answer["fault"] else Ending.DONE
        return Ending.HUNG

    def end(self) -> None:
        self._driven.end()
        shutil.rmtree(self._temporary, ignore_errors=True)
