"""What a test needs from outside, said in one place. In CI a skipped test is a failure (see conftest.py)."""

import os
import shutil
import subprocess

import pytest

NOTICES = "RECTIFY_GEN_NOTICES"


def needs(*tools: str, env: str = "") -> pytest.MarkDecorator:
    """Return a mark that skips a test where one of ``tools`` is not on PATH, or the variable ``env`` is empty."""
    missing = [tool for tool in tools if shutil.which(tool) is None]
    if env and not os.environ.get(env):
        missing.append(f"the variable {env}")
    return pytest.mark.skipif(bool(missing), reason="not here: " + ", ".join(missing))


def has_fonts() -> bool:
    """Whether free fonts stand in for the official ones (tests/layout/checks/fonts_setup.sh puts them there)."""
    if shutil.which("fc-match") is None:
        return False
    found = subprocess.run(["fc-match", "仿宋_GB2312"], capture_output=True, check=True).stdout.decode()
    return "FandolFang" in found
