"""What one run of the command line needs: language, streams, and how errors end it.

With the rest of this folder the only place that prints or reads the environment.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, NoReturn

from rectify_gen.diagnostics import Diagnostic, RectifyError, UsageError
from rectify_gen.messages import say

LANGUAGES = ("zh", "en")
_GLOBAL = {"--lang": 1, "--quiet": 0, "-q": 0}


def globals_first(arguments: Sequence[str]) -> list[str]:
    """Return ``arguments`` with --lang and --quiet, which may stand anywhere, moved before the command."""
    front: list[str] = []
    rest: list[str] = []
    waiting = iter(arguments)
    for one in waiting:
        if one == "--":
            rest += [one, *waiting]
        elif one.split("=", 1)[0] in _GLOBAL:
            taken = _GLOBAL.get(one, 0)
            front += [one, *(next(waiting, "") for _ in range(taken))]
        else:
            rest.append(one)
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


def here(code: str) -> str:
    """Return the sentence of ``code`` in the language of this run."""
    return say(code, LANG)


def prepare_streams() -> None:
    """Make output survive any console: UTF-8 into files and pipes, unknown signs replaced on a terminal."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is None:
            continue
        if stream.isatty():
            reconfigure(errors="replace")
        else:
            reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def write(text: str, stream: IO[str] | None = None) -> None:
    """Print ``text`` as it is, to standard output unless told otherwise."""
    (stream or sys.stdout).write(text)


def tell(text: str) -> None:
    """Print one line to standard error."""
    write(text + "\n", sys.stderr)


def show(
    diagnostics: Sequence[Diagnostic],
    texts: Mapping[str, str],
    stream: IO[str] | None = None,
) -> None:
    """Print diagnostics as text for people."""
    if diagnostics:
        from rectify_gen.report import as_text

        write(as_text(diagnostics, texts, LANG), stream)


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

    if path.exists() and not force:
        raise UsageError([Diagnostic("output-exists", path=str(path))])
    write_file(path, data)
    tell(say("written", LANG, path=path))


def leave(code: int) -> NoReturn:
    """End the run with an exit code."""
    import typer

    raise typer.Exit(code)
