"""What one run of the command line needs: language, streams, and how errors end it.

With the rest of this folder the only place that prints or reads the environment.
"""

from __future__ import annotations

import errno
import itertools
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, NoReturn

from rectify_gen.diagnostics import (
    Diagnostic,
    EnvironmentFaultError,
    RectifyError,
    Severity,
    UsageError,
    internal_fault,
)
from rectify_gen.messages import say
from rectify_gen.visible import one_line, visible

LANGUAGES = ("zh", "en")
DEBUG_VARIABLE = "RECTIFY_GEN_DEBUG"
"""Set to anything but 0, it asks for tracebacks as --debug does."""
_FLAGS = frozenset({"--quiet", "-q", "--debug"})
_BROKEN_PIPE_CODE = 1
_UNEXPECTED_CODE = 3


def refuse_empty(arguments: Sequence[str]) -> None:
    """Refuse an empty argument: ``""`` would mean the working folder, and comes from a variable that is not set.

    Raises:
        UsageError: one of ``arguments`` is empty, or an option with = and nothing behind it.
    """
    before = "rectify-gen"
    for argument in arguments:
        if argument.startswith("-") and argument.endswith("="):
            before = argument
        elif argument:
            before = argument
            continue
        raise UsageError([Diagnostic("argument-empty", facts={"before": before})])


def globals_first(arguments: Sequence[str]) -> list[str]:
    """Return ``arguments`` with --lang, --quiet and --debug, which may stand anywhere, moved before the command.

    Raises:
        UsageError: --lang stands last, with no language behind it.
    """
    front: list[str] = []
    rest: list[str] = []
    waiting = iter(arguments)
    for argument in waiting:
        if argument == "--":
            rest += [argument, *waiting]
        elif argument in _FLAGS or argument.startswith("--lang="):
            front.append(argument)
        elif argument == "--lang":
            value = next(waiting, None)
            if value is None:
                facts = {"name": argument, "choices": ", ".join(LANGUAGES)}
                raise UsageError([Diagnostic("option-without-value", facts=facts)])
            front += [argument, value]
        else:
            rest.append(argument)
    return front + rest


def language(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """Return ``zh`` or ``en``: what --lang says, else what the locale says."""
    for before, one in zip(["", *arguments], arguments, strict=False):
        chosen = (
            one
            if before == "--lang"
            else one.removeprefix("--lang=")
            if one.startswith("--lang=")
            else ""
        )
        if chosen in LANGUAGES:
            return chosen
    names = [environment.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    found = next((name for name in names if name), "") or _windows_language()
    return "zh" if found.lower().startswith(("zh", "chinese")) else "en"


def _windows_language() -> str:
    if sys.platform != "win32":
        return ""
    import locale

    return locale.getlocale()[0] or ""


LANG = language(sys.argv, os.environ)


def wants_debug(arguments: Sequence[str], environment: Mapping[str, str]) -> bool:
    """Return whether tracebacks are to be printed: --debug, before any ``--``, or the variable says so."""
    options = list(itertools.takewhile(lambda argument: argument != "--", arguments))
    return "--debug" in options or environment.get(DEBUG_VARIABLE, "") not in ("", "0")


DEBUG = wants_debug(sys.argv, os.environ)


def wants_quiet(arguments: Sequence[str]) -> bool:
    """Return whether --quiet or -q stands before any ``--``: no progress, no summary, of reports errors only."""
    options = list(itertools.takewhile(lambda argument: argument != "--", arguments))
    return "--quiet" in options or "-q" in options


QUIET = wants_quiet(sys.argv[1:])


def here(code: str, **facts: object) -> str:
    """Return the sentence of ``code`` in the language of this run."""
    return say(code, LANG, **facts)


def listed(words: Iterable[str], between_zh: str) -> str:
    """Return ``words`` as a list in the language of this run; ``between_zh`` parts them in Chinese."""
    return (between_zh if LANG == "zh" else ", ").join(words)


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
    """Print ``text``, to standard output unless told otherwise; signs that act on a terminal are written out.

    Raises:
        EnvironmentFaultError: standard output takes nothing: it is closed, or its disk is full.
        BrokenPipeError: nobody reads standard output any more.
    """
    if stream is sys.stderr:
        _write_remark(visible(text))
        return
    write_content(visible(text))


def write_content(text: str) -> None:
    """Print ``text`` to standard output as it is where that is a file or a pipe: data, of which nothing may change.

    Raises:
        EnvironmentFaultError, BrokenPipeError: as for :func:`write`.
    """
    if sys.stdout is None:
        raise _output_lost(os.strerror(errno.EBADF))
    try:
        sys.stdout.write(visible(text) if sys.stdout.isatty() else text)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _output_lost(error.strerror) from error


def _write_remark(text: str) -> None:
    """Print to standard error; where it takes nothing, the work goes on without its remarks."""
    try:
        sys.stderr.write(text)
    except OSError:
        _discard(sys.stderr)


def _output_lost(reason: str | None) -> EnvironmentFaultError:
    return EnvironmentFaultError([Diagnostic("output-lost", facts={"reason": reason})])


def _discard(stream: IO[str]) -> None:
    """Let all that ``stream`` still holds go nowhere; else Python would try again at its end, and complain."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def flushed(code: int) -> int:
    """Return the exit code of a run that ends with ``code`` once its output is written; another where that fails."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        _discard(sys.stdout)
        return code or _BROKEN_PIPE_CODE
    except OSError as error:
        _discard(sys.stdout)
        lost = _output_lost(error.strerror)
        show(lost.diagnostics, {}, sys.stderr)
        return lost.exit_code
    with suppress(OSError):
        sys.stderr.flush()
        return code
    _discard(sys.stderr)
    return code


def report_unexpected(error: Exception) -> int:
    """Say in one message that something went wrong that nobody expected, and return the exit code."""
    if isinstance(error, BrokenPipeError):
        return _BROKEN_PIPE_CODE
    show([_unexpected(error)], {}, sys.stderr)
    return _UNEXPECTED_CODE


def _unexpected(error: Exception) -> Diagnostic:
    internal = internal_fault(error, "").diagnostics[0]
    if not isinstance(error, OSError):
        return internal
    if isinstance(error, FileNotFoundError) and not _has_working_folder():
        return internal._replace(code="working-folder-gone")
    facts = {**internal.facts, "reason": error.strerror or str(error)}
    path = error.filename if isinstance(error.filename, str) else ""
    return internal._replace(code="system-fault", facts=facts, path=path)


def _has_working_folder() -> bool:
    try:
        os.getcwd()
    except OSError:
        return False
    return True


def tell(text: str) -> None:
    """Print one line to standard error."""
    write(one_line(text) + "\n", sys.stderr)


def remark(text: str) -> None:
    """Print one line about what was done to standard error; with --quiet print nothing."""
    if not QUIET:
        tell(text)


def grave_severities(strict: bool) -> frozenset[Severity]:
    """Return which severities fail a run, and are shown with --quiet too."""
    return frozenset({Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR})


def show(
    diagnostics: Sequence[Diagnostic],
    texts: Mapping[str, str],
    stream: IO[str] | None = None,
    *,
    strict: bool = False,
) -> None:
    """Print diagnostics as text for people; with --quiet those only that fail the run."""
    if QUIET:
        grave = grave_severities(strict)
        diagnostics = [found for found in diagnostics if found.severity in grave]
    if diagnostics:
        from rectify_gen.report import as_text

        write(as_text(diagnostics, texts, LANG), stream)
    if DEBUG:
        for diagnostic in diagnostics:
            write(str(diagnostic.facts.get("trace", "")), stream)


def source_texts(diagnostics: Iterable[Diagnostic]) -> dict[str, str]:
    """Return the text of each file that ``diagnostics`` point into, for their source lines.

    A file that cannot be read (any more) has none: its report stands without a line, and stops nothing.
    """
    from rectify_gen.source import read_file

    texts: dict[str, str] = {}
    for path in {one.path for one in diagnostics if one.position and one.path}:
        with suppress(RectifyError):
            texts[path] = read_file(path).text
    return texts


def refuse_unknown(name: str, choices: Iterable[str]) -> None:
    """UsageError for a ``name`` (of a format, a kind …) that is none of ``choices``."""
    known = tuple(choices)
    if name not in known:
        raise UsageError(
            [
                Diagnostic(
                    "kind-unknown", facts={"name": name, "choices": ", ".join(known)}
                )
            ]
        )


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Give ``path`` to the faults of what is done here that name no file."""
    try:
        yield
    except RectifyError as error:
        raise type(error)(
            one if one.path else one._replace(path=str(path))
            for one in error.diagnostics
        ) from error


def save(path: Path, text: str, force: bool) -> None:
    """Write ``text`` to ``path`` and say so; an existing file is kept unless ``force``."""
    save_bytes(path, text.encode("utf-8"), force)


def save_bytes(path: Path, data: bytes, force: bool) -> None:
    """Write ``data`` to ``path`` and say so; an existing file is kept unless ``force``."""
    from rectify_gen.files import write_file

    if os.path.lexists(path) and not force:
        raise UsageError([Diagnostic("output-exists", path=str(path))])
    write_file(path, data)
    remark(say("written", LANG, path=path))


def leave(code: int) -> NoReturn:
    """End the run with an exit code."""
    import typer

    raise typer.Exit(code)
