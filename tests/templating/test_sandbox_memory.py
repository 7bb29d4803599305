"""Hostile templates do not fill the memory."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from peak_memory import STATUS

FOLDERS_OF_TESTS = [str(Path(__file__).parent), str(Path(__file__).parents[1])]
MEBIBYTES = 700
SECONDS = 240
"""CPU time of all of them."""


@pytest.mark.slow
def test_blow_ups_stay_small() -> None:
    if not STATUS.exists():
        pytest.skip("only Linux tells the peak")
    code = f"""
import contextlib, resource, sys
sys.path[:0] = {FOLDERS_OF_TESTS!r}
from docx_maker import compiled, p
from notices import NOTICE, view_of
from peak_memory import peak_mebibytes
from test_sandbox import BLOW_UPS, BUFFERED, FILLINGS, LARGE, SLOW, SHORT
from rectify_gen.diagnostics import TemplateError
from rectify_gen.templating.render import render
view = view_of(NOTICE)
resource.setrlimit(resource.RLIMIT_AS, (4 * 2**30, 4 * 2**30))
resource.setrlimit(resource.RLIMIT_CPU, ({SECONDS}, {SECONDS}))
held = [SHORT + around.replace("BODY", text) for around in BUFFERED.values() for text in FILLINGS.values()]
for body in [*BLOW_UPS, *held, *SLOW.values(), *LARGE.values()]:
    with contextlib.suppress(TemplateError):
        render(compiled(p(body)), view)
print(peak_mebibytes())
"""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert int(done.stdout) <= MEBIBYTES
