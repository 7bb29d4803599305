"""The process itself: Ctrl-C at a bad moment, plugins of other packages."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

EXAMPLE = Path(__file__).parents[1] / "examples" / "education-bureau.yaml"

SWALLOWED = """
import sys, time
from rectify_gen.__main__ import interrupt_again

sys.unraisablehook = interrupt_again

class Destroyed:
    def __del__(self):
        raise KeyboardInterrupt  # where Python would report it and go on

try:
    Destroyed()
    time.sleep(300)
except KeyboardInterrupt:
    print("interrupted")
"""


def test_interrupt_in_a_destructor_still_interrupts() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SWALLOWED],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.stdout, done.stderr) == ("interrupted\n", "")


def test_other_faults_in_a_destructor_are_reported_as_before() -> None:
    script = SWALLOWED.replace("raise KeyboardInterrupt", "1 / 0").replace(
        "sleep(300)", "sleep(0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.stdout == ""
    assert "ZeroDivisionError" in done.stderr


def test_plugins_of_pydantic_that_others_installed_are_not_loaded(
    tmp_path: Path,
) -> None:
    information = tmp_path / "meddler-1.0.dist-info"
    information.mkdir()
    (information / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: meddler\nVersion: 1.0\n", encoding="utf-8"
    )
    (information / "entry_points.txt").write_text(
        "[pydantic]\nmeddler = meddler:plugin\n", encoding="utf-8"
    )
    (tmp_path / "meddler.py").write_text(
        "print('meddler is here')\nplugin = None\n", encoding="utf-8"
    )
    environment = {
        name: value
        for name, value in os.environ.items()
        if name != "PYDANTIC_DISABLE_PLUGINS"
    }
    environment["PYTHONPATH"] = str(tmp_path)

    def said(*command: str) -> str:
        done = subprocess.run(
            [sys.executable, *command],
            capture_output=True,
            text=True,
            check=False,
            env=environment,
        )
        return done.stdout + done.stderr

    assert "meddler is here" in said(
        "-c", "import pydantic\nclass Model(pydantic.BaseModel):\n    a: int"
    )
    assert "meddler is here" not in said("-m", "rectify_gen", "validate", str(EXAMPLE))
