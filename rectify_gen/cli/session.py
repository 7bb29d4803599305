"""What one run of the command line needs: its language, how reports are printed, and how errors end it.

With the rest of this folder the only place that prints or reads the environment.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, NoReturn

from rectify_gen.cli.arguments import choose_language, wants_debug, wants_quiet
from rectify_gen.cli.streams import (
    discard,
    output_lost,
    terminal_of,
    write,
    write_error_line,
    write_safe,
)
from rectify_gen.diagnostics import (
    Diagnostic,
    RectifyError,
    Severity,
    UsageError,
    internal_fault,
)
from rectify_gen.messages import say

_BROKEN_PIPE_CODE = 1
_UNEXPECTED_CODE = 3

# Decided when this module is imported, for Typer wants the help of an option where the option is declared.
LANG = choose_language(sys.argv, os.environ)
DEBUG = wants_debug(sys.argv, os.environ)
QUIET = wants_quiet(sys.argv[1:])


def sentence(code: str, **facts: object) -> str:
    """Return the sentence of ``code`` in the language of this run."""
    return say(code, LANG, **facts)


def join_words(words: Iterable[str], chinese_separator: str) -> str:
    """Return ``words`` as a list in the language of this run: with ``chinese_separator`` in Chinese, else with commas."""
    separator = chinese_separator if LANG == "zh" else ", "
    return separator.join(words)


def remark(text: str) -> None:
    """Print one line about what was done to standard error; with --quiet print nothing."""
    if not QUIET:
        write_error_line(text)


def grave_severities(strict: bool) -> frozenset[Severity]:
    """Return which severities fail a run, and are shown with --quiet too."""
    if strict:
        return frozenset({Severity.ERROR, Severity.WARNING})
    return frozenset({Severity.ERROR})


def show_diagnostics(
    diagnostics: Sequence[Diagnostic],
    texts: Mapping[str, str],
    stream: IO[str] | None = None,
    *,
    strict: bool = False,
) -> None:
    """Print diagnostics as text for people; with --quiet those only that fail the run.

    ``texts`` holds the source text of each path, for the lines that are quoted.
    """
    if QUIET:
        grave = grave_severities(strict)
        grave_diagnostics = []
        for diagnostic in diagnostics:
            if diagnostic.severity in grave:
                grave_diagnostics.append(diagnostic)
        diagnostics = grave_diagnostics
    if diagnostics:
        # --help has nothing to report
        from rectify_gen.report.text_report import as_text

        report = as_text(diagnostics, texts, LANG, terminal=terminal_of(stream))
        write_safe(report, stream)
    if DEBUG:
        for diagnostic in diagnostics:
            write(str(diagnostic.facts.get("trace", "")), stream)


def show_errors(diagnostics: Sequence[Diagnostic]) -> None:
    """Print ``diagnostics`` to standard error, each with its source line if the file can be read."""
    texts = source_texts(diagnostics)
    show_diagnostics(diagnostics, texts, sys.stderr)


def source_texts(diagnostics: Iterable[Diagnostic]) -> dict[str, str]:
    """Return the text of each file that ``diagnostics`` point into, for their source lines.

    A file that cannot be read (any more) has none: its report stands without a line, and stops nothing.
    """
    from rectify_gen.notice_files import (
        read_source,  # PyYAML; --help has nothing to report
    )

    texts: dict[str, str] = {}
    for diagnostic in diagnostics:
        path = diagnostic.path
        has_place = bool(path) and diagnostic.position is not None
        if has_place and path not in texts:
            with suppress(RectifyError):
                texts[path] = read_source(path).text
    return texts


def refuse_unknown(name: str, choices: Iterable[str]) -> None:
    """Refuse a ``name`` (of a format, a kind …) that is none of ``choices``.

    Raises:
        UsageError: it is none.
    """
    known = tuple(choices)
    if name not in known:
        facts = {
            "name": name,
            "choices": ", ".join(known),
        }
        fault = Diagnostic("kind-unknown", facts=facts)
        raise UsageError([fault])


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Give ``path`` to the faults of what is done inside that name no file."""
    try:
        yield
    except RectifyError as error:
        named_diagnostics = []
        for diagnostic in error.diagnostics:
            if diagnostic.path:
                named_diagnostics.append(diagnostic)
            else:
                named = diagnostic._replace(path=str(path))
                named_diagnostics.append(named)
        # The class of the error carries its exit code.
        raise type(error)(named_diagnostics) from error


def save(path: Path, text: str, force: bool) -> None:
    """Write ``text`` to ``path`` and say so; an existing file is kept unless ``force``."""
    save_bytes(path, text.encode("utf-8"), force)


def save_bytes(path: Path, data: bytes, force: bool) -> None:
    """Write ``data`` to ``path`` and say so; an existing file is kept unless ``force``."""
    from rectify_gen.files import write_file  # --help writes nothing

    refuse_existing(path, force)
    write_file(path, data)
    remark(say("written", LANG, path=path))


def refuse_existing(path: Path, force: bool) -> None:
    """Refuse to overwrite what stands at ``path``, unless ``force``.

    Raises:
        UsageError: something stands there.
    """
    if os.path.lexists(path) and not force:
        raise UsageError([Diagnostic("output-exists", path=str(path))])


def refuse_source(source: str | Path, output: Path) -> None:
    """Refuse to write what is made of ``source`` over it, whatever --force says.

    Raises:
        UsageError: both are one file.
    """
    with suppress(OSError):
        if output.samefile(source):
            facts = {"output": str(output)}
            raise UsageError([Diagnostic("output-is-source", facts=facts)])


def exit_with(code: int) -> NoReturn:
    """End the command with an exit code."""
    import typer  # not needed where an error ends the run before Typer starts

    raise typer.Exit(code)


def flush_streams(code: int) -> int:
    """Return the exit code of a run that ends with ``code`` once its output is written; another where that fails."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        discard(sys.stdout)
        return code or _BROKEN_PIPE_CODE
    except OSError as error:
        discard(sys.stdout)
        lost = output_lost(error.strerror)
        show_diagnostics(lost.diagnostics, {}, sys.stderr)
        return lost.exit_code
    try:
        sys.stderr.flush()
    except OSError:
        discard(sys.stderr)
    return code


def report_unexpected(error: Exception) -> int:
    """Print in one message that something failed that nobody expected, and return the exit code."""
    if isinstance(error, BrokenPipeError):
        return _BROKEN_PIPE_CODE
    show_diagnostics([_unexpected(error)], {}, sys.stderr)
    return _UNEXPECTED_CODE


def _unexpected(error: Exception) -> Diagnostic:
    """Return the report of a bug, or of what the operating system refused."""
    internal = internal_fault(error, "").diagnostics[0]
    if not isinstance(error, OSError):
        return internal
    if isinstance(error, FileNotFoundError) and not _has_working_folder():
        return internal._replace(code="working-folder-gone")
    # Some errors of the system have no words of their own: shutil.SameFileError.
    reason = error.strerror or str(error)
    facts = {**internal.facts, "reason": reason}
    path = error.filename if isinstance(error.filename, str) else ""
    return internal._replace(code="system-fault", facts=facts, path=path)


def _has_working_folder() -> bool:
    try:
        os.getcwd()
    except OSError:
        return False
    return True
