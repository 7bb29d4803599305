"""Drives one LibreOffice: opens documents and writes each as a PDF, until it is told to end.

This file is run by the Python that belongs to LibreOffice, which may be as old as 3.7, so it uses the standard library
and ``uno`` only. It is started as ``python uno_driver.py PROGRAM PROFILE_URL PIPE LEFTOVER …`` and talks in lines of JSON:

- standard input: the path of a file with a list of jobs, again and again; ``"end"`` ends it in order. Without that, the
  end of the input means that whoever started it is gone: LibreOffice is killed, and every LEFTOVER, file or folder, is removed.
- standard output: for each job its ``number``, and its ``fault``, which is empty where the PDF was written.

It must not know notices, templates, or why a document is converted.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any, TextIO

# The folder of this file holds modules of another program.
del sys.path[0]

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.lang import DisposedException
from com.sun.star.uno import Exception as UnoError

_CONNECTING_STEP = 0.02
_ENDING_SECONDS = 10
_NEVER = 0
"""For macros, and for bringing links up to date."""


class OfficeGoneError(Exception):
    """LibreOffice has ended by itself."""


def main(program: str, profile_url: str, pipe: str, *leftovers: str) -> int:
    """Do the jobs that come, and return the exit code: 0 after an end in order."""
    office = _start(program, profile_url, pipe)
    jobs: queue.Queue[dict[str, Any] | None] = queue.Queue()
    reader = threading.Thread(
        target=_read_jobs,
        args=(jobs, office, leftovers),
        daemon=True,
    )
    reader.start()
    try:
        remote = _connect(pipe, office)
        desktop = remote.ServiceManager.createInstanceWithContext(
            "com.sun.star.frame.Desktop", remote
        )
        for job in iter(jobs.get, None):
            fault = _convert(remote, desktop, job)
            if fault:
                _write_line(sys.stderr, fault)
            answer = {"number": job["number"], "fault": fault}
            _write_line(sys.stdout, json.dumps(answer))
    except (OfficeGoneError, DisposedException) as error:
        _write_line(sys.stderr, "LibreOffice ended: " + str(error))
        return 1
    _end(desktop, office)
    return 0


def _write_line(stream: TextIO, text: str) -> None:
    stream.write(text + "\n")
    stream.flush()


def _start(program: str, profile_url: str, pipe: str) -> subprocess.Popen[bytes]:
    command = [
        program,
        "-env:UserInstallation=" + profile_url,
        "--headless",
        # No question about documents of a call that was killed.
        "--norestore",
        "--nodefault",
        "--nologo",
        "--accept=pipe,name=" + pipe + ";urp;",
    ]
    return subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        # Standard output is for answers.
        stdout=sys.stderr,
        stderr=sys.stderr,
    )


def _connect(pipe: str, office: subprocess.Popen[bytes]) -> Any:
    """Return the component context of ``office``, as soon as it accepts connections."""
    context = uno.getComponentContext()
    resolver = context.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", context
    )
    address = "uno:pipe,name=" + pipe + ";urp;StarOffice.ComponentContext"
    while True:
        try:
            return resolver.resolve(address)
        except NoConnectException:
            with contextlib.suppress(subprocess.TimeoutExpired):
                exit_code = office.wait(_CONNECTING_STEP)
                raise OfficeGoneError("exit code", exit_code) from None


def _read_jobs(
    jobs: queue.Queue[dict[str, Any] | None],
    office: subprocess.Popen[bytes],
    leftovers: tuple[str, ...],
) -> None:
    for line in sys.stdin:
        message = json.loads(line)
        if message == "end":
            jobs.put(None)
            return
        for job in json.loads(Path(message).read_text(encoding="utf-8")):
            jobs.put(job)
    _clear_up(office, leftovers)


def _clear_up(office: subprocess.Popen[bytes], leftovers: tuple[str, ...]) -> None:
    """Kill LibreOffice and everything that was started here, and remove ``leftovers``."""
    if sys.platform == "win32":
        tree = ["taskkill", "/F", "/T", "/PID", str(office.pid)]
        subprocess.run(tree, check=False)
    else:
        group = os.getpgrp()
        if os.fork() == 0:
            # A process in a group of its own outlives what it kills.
            os.setsid()
            os.killpg(group, signal.SIGKILL)
            _remove(leftovers)
            os._exit(1)
    _remove(leftovers)
    os._exit(1)


def _remove(leftovers: tuple[str, ...]) -> None:
    for path in leftovers:
        if os.path.isdir(path):
            shutil.rmtree(path, ignore_errors=True)
        elif os.path.exists(path):
            os.unlink(path)


def _convert(remote: Any, desktop: Any, job: dict[str, Any]) -> str:
    """Do ``job``: open its ``document`` and write it to ``pdf``. Return what went wrong, empty where nothing did."""
    pdf = Path(job["pdf"])
    unfinished = pdf.with_suffix(".unfinished")
    try:
        document = _open(remote, Path(job["document"]))
        try:
            if job["states_language"]:
                _state_language(document)
            _set_gaps(document, job["gaps"])
            # Only now, so that pages are laid out once: what is laid out again may lose lines of long rows.
            _show(desktop, document)
            _export(document, unfinished, job["filter_data"])
        finally:
            document.close(True)
    except DisposedException:
        raise
    except UnoError as error:
        message: str = error.Message
        return type(error).__name__ + ": " + message
    # A PDF has its name only when it is whole.
    os.replace(unfinished, pdf)
    return ""


def _open(remote: Any, path: Path) -> Any:
    """Return the .docx at ``path`` as a document that nobody sees, and that has no pages yet."""
    document = remote.ServiceManager.createInstanceWithContext(
        "com.sun.star.text.TextDocument", remote
    )
    properties = {
        "URL": path.as_uri(),
        "FilterName": "MS Word 2007 XML",
        "Hidden": True,
        "MacroExecutionMode": _NEVER,
        "UpdateDocMode": _NEVER,
    }
    try:
        document.load(_properties(properties))
    except UnoError:
        document.close(True)
        raise
    return document


def _show(desktop: Any, document: Any) -> None:
    """Give ``document`` a hidden window, which makes its pages."""
    properties = {"Model": document, "Hidden": True}
    desktop.loadComponentFromURL("private:object", "_blank", 0, _properties(properties))


def _export(document: Any, path: Path, filter_data: dict[str, Any]) -> None:
    options = uno.Any(
        "[]com.sun.star.beans.PropertyValue",
        _properties(filter_data),
    )
    properties = {"FilterName": "writer_pdf_Export", "FilterData": options}
    document.storeToURL(path.as_uri(), _properties(properties))


def _state_language(document: Any) -> None:
    """Let the PDF say that it is in the language of the Chinese text, not in that of the digits in it."""
    defaults = document.createInstance("com.sun.star.text.Defaults")
    styles = document.StyleFamilies.getByName("ParagraphStyles")
    for name in styles.ElementNames:
        style = styles.getByName(name)
        if not style.ParentStyle:
            # The text keeps its language, now as its own: numbers in Chinese would break between any two digits.
            style.CharLocale = style.CharLocale
    defaults.CharLocale = defaults.CharLocaleAsian


def _set_gaps(document: Any, gaps: dict[str, Any]) -> None:
    """Put gaps between Chinese and other characters where ``gaps`` says so, for LibreOffice does not read it itself."""
    defaults = document.createInstance("com.sun.star.text.Defaults")
    if defaults.ParaIsCharacterDistance != gaps["default"]:
        defaults.ParaIsCharacterDistance = gaps["default"]
    styles = document.StyleFamilies.getByName("ParagraphStyles")
    for name, has_gaps in gaps["styles"].items():
        if styles.hasByName(name):
            styles.getByName(name).ParaIsCharacterDistance = has_gaps


def _properties(values: dict[str, Any]) -> tuple[Any, ...]:
    properties = []
    for name, value in values.items():
        item = PropertyValue()
        item.Name = name
        item.Value = value
        properties.append(item)
    return tuple(properties)


def _end(desktop: Any, office: subprocess.Popen[bytes]) -> None:
    # The connection may end before the answer comes.
    with contextlib.suppress(DisposedException):
        desktop.terminate()
    try:
        office.wait(_ENDING_SECONDS)
    except subprocess.TimeoutExpired:
        office.kill()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
