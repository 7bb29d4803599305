"""One call of LibreOffice: started with a profile of its own, watched, and ended with all its children.

This room must not know what is converted, nor whether the result is right.
"""

import contextlib
import hashlib
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from pathlib import Path
from threading import Event
from typing import BinaryIO

from rectify_gen.diagnostics import Diagnostic, EnvironmentFaultError
from rectify_gen.office.fonts import STAND_INS, StandIns, fontconfig, registry
from rectify_gen.office.program import Office

POLL = 0.05
"""Seconds between two looks at a running converter."""

_LINUX_LIKE = sys.platform not in ("win32", "darwin")
_TEMPORARY_VARIABLES = ("TMPDIR", "TEMP", "TMP")
_PIPE_FOLDERS = (Path("/tmp"), Path("/var/tmp"))
"""Where LibreOffice keeps its pipes, whatever TMPDIR says: the first where it may write."""
_WORDS = "said.txt"
"""The file in a call's folder that holds what the converter prints."""
_WORDS_LIMIT = 300
"""Characters of the converter's last words that an error repeats."""


class Ending(Enum):
    """How a call ended: by itself, by itself with an error, killed because nothing happened, or because we stop."""

    DONE = "done"
    CRASHED = "crashed"
    HUNG = "hung"
    STOPPED = "stopped"


def convert_files(
    office: Office,
    conversion: Sequence[str],
    *,
    files: Sequence[Path],
    folder: Path,
    watch: Callable[[], float | None],
    stop: Event,
) -> Ending:
    """Convert ``files`` in one call, as the options ``conversion`` say, into ``folder``/out; return how the call ended.

    ``folder`` is new and becomes the call's own: profile, settings, output. ``watch`` is called a few times
    a second; it returns the seconds that the call may still go without progress, or None where there was some.

    Raises:
        EnvironmentFaultError: the program cannot be started.
    """
    profile_url = write_profile(office, folder)
    command = [
        str(office.program),
        # With the user's own profile a LibreOffice that is open would take the call, and its settings count.
        f"-env:UserInstallation={profile_url}",
        "--headless",
        # No question about documents of a call that was killed.
        "--norestore",
        *conversion,
        "--outdir",
        str(folder / "out"),
    ]
    command += [str(file) for file in files]
    with open_words(folder) as words:
        environment = environment_of(office, folder)
        process = start_process(
            command,
            folder,
            environment,
            output=words.fileno(),
        )
        try:
            return wait_for(process, watch, stop)
        finally:
            end_process(process, pipes_of(profile_url))


def write_profile(office: Office, folder: Path) -> str:
    """Write a profile for ``office`` into the new ``folder``, and return its address."""
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    # On Linux fontconfig does it better (see `fonts`); both together would replace installed fonts too.
    settings = registry({} if _LINUX_LIKE else _own_stand_ins(office))
    (profile / "user" / "registrymodifications.xcu").write_text(
        settings,
        encoding="utf-8",
    )
    return profile.as_uri()


def _own_stand_ins(office: Office) -> StandIns:
    """Return the entries of the font map that the office made itself."""
    return {
        family: others
        for family, others in office.stand_ins.items()
        if STAND_INS.get(family) != others
    }


def open_words(folder: Path) -> BinaryIO:
    """Open the file for what the converter of the call in ``folder`` says."""
    return open(folder / _WORDS, "wb")


def last_words(folder: Path) -> str:
    """Return the end of what the call in ``folder`` printed, on one line."""
    try:
        words = (folder / _WORDS).read_bytes().decode("utf-8", "replace")
    except OSError:
        return ""
    # LibreOffice complains about Java, which no conversion of ours needs.
    lines = [line for line in words.split("\n") if "javaldx" not in line]
    return " ".join(lines).strip()[-_WORDS_LIMIT:]


def environment_of(office: Office, folder: Path) -> dict[str, str]:
    """Return the environment of the call in ``folder``: on Linux with the font map, and a locale that can hold any path.

    Without such a locale LibreOffice hangs.
    """
    environment = dict(office.environment)
    # What a LibreOffice that is killed leaves in the folder for temporary files goes with its own.
    environment |= dict.fromkeys(_TEMPORARY_VARIABLES, str(folder))
    if _LINUX_LIKE:
        environment = with_font_map(environment, office.stand_ins, folder)
        environment["LC_ALL"] = "C.UTF-8"
    return environment


def with_font_map(
    environment: Mapping[str, str],
    stand_ins: StandIns,
    folder: Path,
) -> dict[str, str]:
    """Return ``environment`` for a program that takes fonts from fontconfig by ``stand_ins``, written into ``folder``."""
    rules = folder / "fonts.conf"
    base = environment.get("FONTCONFIG_FILE") or "/etc/fonts/fonts.conf"
    rules.write_text(fontconfig(stand_ins, base), encoding="utf-8")
    return {**environment, "FONTCONFIG_FILE": str(rules)}


def start_process(
    command: Sequence[str],
    folder: Path,
    environment: Mapping[str, str],
    *,
    output: int,
    answers: int | None = None,
) -> subprocess.Popen[bytes]:
    """Start ``command`` in ``folder`` as the head of a group of its own: Ctrl-C reaches us alone, and we end all of it.

    What it says goes to the open file ``output``. With ``answers`` it is asked questions over a pipe, and that is where
    its standard output goes.

    Raises:
        EnvironmentFaultError: it cannot be started.
    """
    flags = 0
    if sys.platform == "win32":
        flags = subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW
    is_asked = answers is not None
    try:
        return subprocess.Popen(
            command,
            # A converter that asks something would wait for an answer for ever.
            stdin=subprocess.PIPE if is_asked else subprocess.DEVNULL,
            # A file, not a pipe: a pipe that nobody reads fills up and stops the converter.
            stdout=answers if is_asked else output,
            stderr=output,
            cwd=folder,
            env=environment,
            creationflags=flags,
            start_new_session=sys.platform != "win32",
        )
    except OSError as error:
        facts = {"program": command[0], "reason": error.strerror or str(error)}
        raise EnvironmentFaultError(
            [Diagnostic("office-unstartable", facts=facts)]
        ) from error


def wait_for(
    process: subprocess.Popen[bytes],
    watch: Callable[[], float | None],
    stop: Event,
) -> Ending:
    """Wait until ``process`` ends, hangs as ``watch`` judges (see :func:`convert_files`), or ``stop`` is set."""
    waited = 0.0
    while process.poll() is None:
        # Waits for the stop and for the next look in one: Ctrl-C is not kept waiting.
        if stop.wait(POLL):
            return Ending.STOPPED
        allowed = watch()
        waited = 0.0 if allowed is None else waited + POLL
        if allowed is not None and waited > allowed:
            return Ending.HUNG
    watch()
    return Ending.CRASHED if process.returncode else Ending.DONE


def end_process(process: subprocess.Popen[bytes], leftovers: Sequence[Path]) -> None:
    """End the process and all its children, and remove the files ``leftovers``; what has ended already is left alone."""
    if sys.platform == "win32":
        if process.poll() is None:
            tree = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
            subprocess.run(tree, capture_output=True, check=False)
    else:
        # All of its group may have ended by now.
        with contextlib.suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()
    for file in leftovers:
        with contextlib.suppress(OSError):
            file.unlink()


def pipes_of(profile_url: str, name: str = "") -> list[Path]:
    """Return the files that a LibreOffice with this profile leaves when it is killed: its pipes.

    One is for a second LibreOffice with the same profile to find the first; another, ``name``, may be what it listens to.
    """
    # On Windows a pipe goes with its process.
    if sys.platform == "win32":
        return []
    # LibreOffice hashes the address as it has it in memory, and writes no zeros before small numbers.
    digest = hashlib.md5(profile_url.encode("utf-16-le"), usedforsecurity=False)
    numbers = [format(number, "x") for number in digest.digest()]
    names = ["SingleOfficeIPC_" + "".join(numbers)]
    if name:
        names.append(name)
    files = []
    for folder in _PIPE_FOLDERS:
        for pipe in names:
            files.append(folder / f"OSL_PIPE_{os.getuid()}_{pipe}")
    return files
