"""Where LibreOffice is on this machine. This room starts nothing."""

import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from rectify_gen.diagnostics import Diagnostic, EnvironmentFaultError
from rectify_gen.office.fonts import STAND_INS, StandIns, read_stand_ins

PROGRAM_VARIABLE = "RECTIFY_GEN_SOFFICE"
FONTS_VARIABLE = "RECTIFY_GEN_FONTS"


class Office(NamedTuple):
    """LibreOffice as this run uses it: its program, the environment it is started in, the font map."""

    program: Path
    environment: Mapping[str, str]
    stand_ins: StandIns = STAND_INS


def find_office(environment: Mapping[str, str]) -> Office:
    """Return LibreOffice: where RECTIFY_GEN_SOFFICE says, else on PATH, else in the system's usual folders.

    Raises:
        EnvironmentFaultError: there is none, or the variables name what does not exist.
    """
    stand_ins = read_stand_ins(environment.get(FONTS_VARIABLE, ""))
    chosen = environment.get(PROGRAM_VARIABLE, "")
    folders = environment.get("PATH", "")
    if chosen:
        program = shutil.which(chosen, path=folders)
        # What was chosen and is not there is never replaced by another: its user would not notice.
        if program is None:
            fault = Diagnostic("office-not-there", facts={"program": chosen})
            raise EnvironmentFaultError([fault])
        return Office(Path(program).absolute(), environment, stand_ins)
    for name in _program_names():
        program = shutil.which(name, path=folders)
        if program:
            return Office(Path(program).absolute(), environment, stand_ins)
    for path in _usual_places(environment):
        if path.is_file():
            return Office(path.absolute(), environment, stand_ins)
    raise EnvironmentFaultError([Diagnostic("office-missing")])


def _program_names() -> tuple[str, ...]:
    """Return the names of the program; on Windows soffice.com waits and speaks where soffice.exe does neither."""
    if sys.platform == "win32":
        return ("soffice.com", "soffice.exe")
    return ("soffice", "libreoffice")


def _usual_places(environment: Mapping[str, str]) -> Iterator[Path]:
    """Yield where LibreOffice's own installers put it without naming it on PATH, the newest of several first."""
    if sys.platform == "win32":
        for variable in ("ProgramFiles", "ProgramW6432", "ProgramFiles(x86)"):
            folder = Path(environment.get(variable) or "C:/Program Files")
            yield from sorted(
                folder.glob("LibreOffice*/program/soffice.com"),
                reverse=True,
            )
    elif sys.platform == "darwin":
        for folder in (
            Path("/Applications"),
            Path(environment.get("HOME", "/"), "Applications"),
        ):
            yield folder / "LibreOffice.app/Contents/MacOS/soffice"
    else:
        yield from sorted(
            Path("/opt").glob("libreoffice*/program/soffice"),
            reverse=True,
        )
