"""The process itself: Ctrl-C at a bad moment, plugins of other packages."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

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


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        text=True,
        check=False,
    )


def test_metadata_of_packages_are_imported_where_they_are_asked_for() -> None:
    command = ("-X", "importtime", "-m", "rectify_gen")
    assert "email.message" not in run(*command, "validate", str(EXAMPLE)).stderr
    version = run(*command, "--version")
    assert "email.message" in version.stderr
    assert version.stdout.startswith("rectify-gen ")


@pytest.mark.parametrize(
    "way",
    [
        "import importlib.metadata; importlib.metadata.version('pydantic')",
        "from importlib.metadata import version; version('pydantic')",
        "from importlib import metadata; metadata.version('pydantic')",
        "from importlib.metadata import entry_points; entry_points(group='')",
    ],
)
def test_the_stand_in_gives_way_to_the_module(way: str) -> None:
    script = f"""
import sys
from rectify_gen.cli.late_metadata import import_metadata_late
import_metadata_late()
{way}
import_metadata_late()
print(sys.modules["importlib.metadata"].__file__)
"""
    ended = run("-c", script)
    assert ended.stderr == ""
    assert "metadata" in ended.stdout


def test_what_is_registered_for_the_end_is_done() -> None:
    script = """
import atexit, sys
from rectify_gen.__main__ import main
atexit.register(print, "registered")
sys.argv = ["rectify-gen", "--version"]
main()
"""
    ended = run("-c", script)
    assert ended.stdout.splitlines()[1:] == ["registered"]
    assert ended.returncode == 0


def test_a_thread_may_come_to_its_end() -> None:
    script = """
import sys, threading, time
from rectify_gen.__main__ import main
def work():
    time.sleep(0.5)
    print("worked")
threading.Thread(target=work).start()
sys.argv = ["rectify-gen", "bild"]
main()
"""
    ended = run("-c", script)
    assert "worked" in ended.stdout
    assert ended.returncode == 2


def test_a_profiler_has_the_last_word() -> None:
    ended = run("-m", "cProfile", "-m", "rectify_gen", "--version")
    assert "function calls" in ended.stdout
