"""The process itself: what is left when Ctrl-C comes at a bad moment."""

from __future__ import annotations

import subprocess
import sys

SWALLOWED = """
import sys, time
from rectify_gen.__main__ import interrupt_again

sys.unraisablehook = interrupt_again

class Destroyed:
    def __del__(self):
        raise KeyboardInterrupt  # where Python would report it and go on

try:
    Destroyed()
    time.sleep(20)
except KeyboardInterrupt:
    print("interrupted")
"""


def test_interrupt_in_a_destructor_still_interrupts() -> None:
    done = subprocess.run([sys.executable, "-c", SWALLOWED], capture_output=True, text=True, check=False, timeout=60)
    assert (done.stdout, done.stderr) == ("interrupted\n", "")


def test_other_faults_in_a_destructor_are_reported_as_before() -> None:
    script = SWALLOWED.replace("raise KeyboardInterrupt", "1 / 0").replace("sleep(20)", "sleep(0)")
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=60)
    assert done.stdout == ""
    assert "ZeroDivisionError" in done.stderr
