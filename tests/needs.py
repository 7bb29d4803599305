"""What a test needs from outside, said in one place. In CI a skipped test is a failure (see conftest.py)."""

import functools
import os
import shutil
import subprocess
from pathlib import Path

import pytest

NOTICES = "RECTIFY_GEN_NOTICES"


def needs(*tools: str, env: str = "") -> pytest.MarkDecorator:
    """Return a mark that skips a test where one of ``tools`` is not on PATH, or the variable ``env`` is empty."""
    missing = [tool for tool in tools if shutil.which(tool) is None]
    if env and not os.environ.get(env):
        missing.append(f"the variable {env}")
    return pytest.mark.skipif(bool(missing), reason="not here: " + ", ".join(missing))


def needs_fonts() -> pytest.MarkDecorator:
    """Return a mark that skips a test where no free fonts stand in for the official ones."""
    return pytest.mark.skipif(
        not _has_fonts(),
        reason="no stand-in fonts; sh tests/layout/checks/fonts_setup.sh installs them",
    )


@functools.cache
def _has_fonts() -> bool:
    """Whether free fonts stand in for the official ones."""
    if shutil.which("fc-match") is None:
        return False
    found = subprocess.run(
        ["fc-match", "仿宋_GB2312"], capture_output=True, check=True
    ).stdout.decode()
    return "FandolFang" in found


@functools.cache
def uno_python() -> str:
    """The Python that can drive LibreOffice: the one in its own folder, else that of the system; empty where there is none."""
    office = shutil.which("soffice")
    if not office:
        return ""
    beside = shutil.which("python", path=str(Path(office).resolve().parent))
    for python in filter(
        None, (beside, shutil.which("python3", path="/usr/bin:/usr/local/bin"))
    ):
        if (
            subprocess.run(
                [python, "-c", "import uno"], capture_output=True, check=False
            ).returncode
            == 0
        ):
            return python
    return ""
