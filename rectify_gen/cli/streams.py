"""Standard output and standard error: made ready, written to, and flushed at the end.

A report goes through :func:`write`, which writes signs that act on a terminal out (ESC becomes ⟨U+001B⟩); data goes
through :func:`write_content`, which changes nothing in a file or pipe. This module must not know what is printed.
"""

from __future__ import annotations

import errno
import os
import shutil
import sys
from contextlib import suppress
from typing import IO

from rectify_gen.diagnostics import Diagnostic, EnvironmentFaultError
from rectify_gen.report.terminals import NO_TERMINAL, Terminal
from rectify_gen.visible import one_line, visible


def prepare_streams() -> None:
    """Make output survive any console: UTF-8 into files and pipes, unknown signs replaced on a terminal.

    Where a standard stream is closed, its place is taken, so that no file that is opened later gets its number
    and with it what is meant for the stream.
    """
    for descriptor in range(3):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - open until the end
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is None:
            continue
        if stream.isatty():
            reconfigure(errors="replace")
        else:
            reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def write(text: str, stream: IO[str] | None = None) -> None:
    """Print ``text``, to standard output by default; signs that act on a terminal are written out.

    Raises:
        EnvironmentFaultError: standard output takes nothing: it is closed, or its disk is full.
        BrokenPipeError: nobody reads standard output any more.
    """
    if stream is sys.stderr:
        _write_error(visible(text))
    else:
        write_content(visible(text))


def write_safe(text: str, stream: IO[str] | None = None) -> None:
    """Print ``text``, in which acting signs are written out already: a report, which may have colours of its own.

    Raises:
        EnvironmentFaultError, BrokenPipeError: as for :func:`write`.
    """
    if stream is sys.stderr:
        _write_error(text)
    else:
        _write_output(text)


def terminal_of(stream: IO[str] | None = None) -> Terminal:
    """Return what the terminal allows that ``stream`` (standard output by default) writes to."""
    shown_on = sys.stdout if stream is None else stream
    if shown_on is None or not shown_on.isatty():
        return NO_TERMINAL
    # NO_COLOR, set to anything, and TERM=dumb ask for none (no-color.org).
    is_plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    width = shutil.get_terminal_size().columns
    return Terminal(width=width, is_coloured=not is_plain)


def write_content(text: str) -> None:
    """Print ``text`` to standard output as it is where that is a file or a pipe: data, of which nothing may change.

    Raises:
        EnvironmentFaultError, BrokenPipeError: as for :func:`write`.
    """
    is_shown = sys.stdout is not None and sys.stdout.isatty()
    _write_output(visible(text) if is_shown else text)


def _write_output(text: str) -> None:
    if sys.stdout is None:
        raise output_lost(os.strerror(errno.EBADF))
    try:
        sys.stdout.write(text)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise output_lost(error.strerror) from error


def write_error_line(text: str) -> None:
    """Print one line to standard error."""
    _write_error(one_line(text) + "\n")


def _write_error(text: str) -> None:
    """Print to standard error; if it takes nothing, the work goes on without its remarks."""
    try:
        sys.stderr.write(text)
    except OSError:
        discard(sys.stderr)


def output_lost(reason: str | None) -> EnvironmentFaultError:
    """Return the error of a standard output that takes nothing, for the system's ``reason``."""
    return EnvironmentFaultError([Diagnostic("output-lost", facts={"reason": reason})])


def discard(stream: IO[str]) -> None:
    """Send all that ``stream`` still holds nowhere; else Python would try again at its end, and complain."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
