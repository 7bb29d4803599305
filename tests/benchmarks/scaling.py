"""One document of up to 52,000 problems: the first render in a fresh process, its time and its peak of memory.

python scaling.py SIDE TIMES renders once and prints the figures as JSON; ``compare.py`` runs it so. Needs Linux.
"""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from goals import Row
from rendering import docxtpl_bytes
from stopwatch import Seconds, function, run
from varied_notices import TEMPLATE, large_notice

PROBLEMS = 52
"""Problems of the notice that is repeated."""


class FirstRender(NamedTuple):
    """What one render took, and the most memory above the finished view, in MiB."""

    wall: float
    cpu: float
    peak: float


def scale(count: int, _rounds: int) -> Iterator[Row]:
    """Compare the first render with docxtpl's, of up to ``count`` times the notice; show that ours stays linear."""
    ours = {}
    sizes = sorted({1, max(1, count // 100), max(1, count // 10), count})
    for times in sizes:
        ours[times] = _measured("ours", times)
        peer = _measured("docxtpl", times)
        measured = Seconds(
            wall=peer.wall / ours[times].wall,
            cpu=peer.cpu / ours[times].cpu,
        )
        figures = f"ours {_described(ours[times])}, docxtpl {_described(peer)}"
        yield Row("scale", measured, f"{PROBLEMS * times} problems: {figures}")
    largest = ours[count]
    times = max(1, count // 100)
    growth = Seconds(
        wall=largest.wall / ours[times].wall * times / count,
        cpu=largest.cpu / ours[times].cpu * times / count,
    )
    yield Row("linear", growth, f"{PROBLEMS * count} and {PROBLEMS * times} problems")
    peaks = f"at {PROBLEMS * count} problems; docxtpl {peer.peak:.0f}"
    yield Row("memory", Seconds(largest.peak, largest.peak), peaks)


def _described(render: FirstRender) -> str:
    cpu, wall = 1000 * render.cpu, 1000 * render.wall
    return f"{cpu:.1f} ({wall:.1f}) ms +{render.peak:.0f} MiB"


def _measured(side: str, times: int) -> FirstRender:
    printed = run(sys.executable, __file__, side, str(times))
    return FirstRender(*json.loads(printed))


def render_once(side: str, times: int) -> FirstRender:
    """Render a document for the first time in this process."""
    from rectify_gen import compile_template, compose, render

    view = compose(large_notice(times))
    template = compile_template(TEMPLATE.read_bytes())
    work = {
        "ours": lambda: render(template, view),
        "docxtpl": lambda: docxtpl_bytes(view),
    }[side]
    gc.collect()
    # The kernel then counts the peak anew.
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    before = _status_mib("VmRSS")
    taken = function(work)()
    return FirstRender(taken.wall, taken.cpu, _status_mib("VmHWM") - before)


def _status_mib(name: str) -> float:
    """Return a figure of /proc/self/status, which gives kB, in MiB."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) / 1024
    raise LookupError(name)


if __name__ == "__main__":
    print(json.dumps(render_once(sys.argv[1], int(sys.argv[2]))))
