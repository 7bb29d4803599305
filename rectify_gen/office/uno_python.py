"""The Python that can talk to LibreOffice over UNO: LibreOffice's own, or the system's where the two come together.

Debian and its kin have UNO for the system's Python in a package of its own (python3-uno). This module must not know
what is asked of LibreOffice.
"""

import functools
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from rectify_gen.office.program import Office

_PATIENCE = 30
"""Seconds for a Python to start; the first time on a slow machine takes some."""
_BRIDGE = "libpyuno.so"
"""Stands beside a LibreOffice of Linux that the system's Python can talk to."""
_SYSTEM_FOLDERS = "/usr/bin:/usr/local/bin"
"""Where the system's Python is; on PATH there may be a virtual environment without UNO before it."""


def uno_python(office: Office) -> Path | None:
    """Return the Python that can talk to ``office``; None where there is none."""
    return _working_python(office.program)


def without_python_variables(environment: Mapping[str, str]) -> dict[str, str]:
    """Return ``environment`` for another Python than the one that is running: without what names folders of this one."""
    kept = {}
    for name, value in environment.items():
        if not name.startswith("PYTHON") and name != "VIRTUAL_ENV":
            kept[name] = value
    return kept


# One program stays as it is for as long as a run takes, and asking it takes a while.
@functools.cache
def _working_python(program: Path) -> Path | None:
    for python in _candidates(program.resolve().parent):
        if _has_uno(python):
            return python
    return None


def _candidates(folder: Path) -> Iterator[Path]:
    """Yield the Pythons that may belong to the LibreOffice whose program is in ``folder``, its own first."""
    names = ["python"]
    if sys.platform == "win32":
        names = ["python.exe"]
    elif sys.platform == "darwin":
        # LibreOffice.app/Contents/MacOS has the program, Resources the Python.
        names = ["../Resources/python"]
    for name in names:
        path = folder / name
        if path.is_file():
            yield path
    if (folder / _BRIDGE).is_file():
        python = shutil.which("python3", path=_SYSTEM_FOLDERS)
        if python is not None:
            yield Path(python)


def _has_uno(python: Path) -> bool:
    try:
        answer = subprocess.run(
            [python, "-c", "import uno"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0
