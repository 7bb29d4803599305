"""Wall time and CPU time of work, in turns, so that a busy machine slows every side alike.

CPU time is what counts on a shared machine: that of this process for a function, that of
all processes that a command starts, those included that outlive it, for a command. Needs Linux.
"""

from __future__ import annotations

import contextlib
import ctypes
import functools
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]

_MOST_QUOTED = 2_000
"""Characters that are quoted of what a program that failed has written."""

OURS = (sys.executable, "-m", "rectify_gen")
"""The command line of this checkout."""


class Seconds(NamedTuple):
    """What a piece of work took."""

    wall: float
    cpu: float


Work = Callable[[], Seconds]
"""Does its work once, and returns what it took."""
Times = Mapping[str, list[Seconds]]
"""What each side took in each turn, by the name of the side."""


def function(work: Callable[[], object], repeat: int = 1) -> Work:
    """Return ``work``, done ``repeat`` times in this process, with a clock; what it takes is for one time."""

    def clocked() -> Seconds:
        wall = time.perf_counter()
        cpu = time.process_time()
        for _ in range(repeat):
            work()
        cpu = time.process_time() - cpu
        wall = time.perf_counter() - wall
        return Seconds(wall / repeat, cpu / repeat)

    return clocked


def command(
    *arguments: str | Path,
    before: Callable[[], object] = lambda: None,
) -> Work:
    """Return a run of the program ``arguments`` with a clock; ``before`` is done first and does not count.

    Raises:
        RuntimeError: the program reports a failure; the text is what it wrote.
    """

    def clocked() -> Seconds:
        before()
        _adopt_orphans()
        known_children = _children()
        wall = time.perf_counter()
        cpu = _cpu_of_children()
        run(*arguments)
        wall = time.perf_counter() - wall
        # Workers may end a little later than the program that started them.
        while orphans := _children() - known_children:
            os.waitpid(orphans.pop(), 0)
        return Seconds(wall, _cpu_of_children() - cpu)

    return clocked


def run(*arguments: str | Path) -> str:
    """Run a program and return its output.

    Raises:
        RuntimeError: it reports a failure; the text is what it wrote.
    """
    finished = subprocess.run(
        [str(argument) for argument in arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env=environment(),
    )
    if finished.returncode:
        raise RuntimeError(f"{arguments}\n{finished.stderr[-_MOST_QUOTED:]}")
    return finished.stdout


def environment() -> dict[str, str]:
    """Return the environment of programs as a user has it: their compiled modules are kept for the next run."""
    variables = {**os.environ, "LANG": "C.UTF-8"}
    variables.pop("PYTHONDONTWRITEBYTECODE", None)
    return variables


_SET_CHILD_SUBREAPER = 36
"""The number of that option of Linux's prctl."""


@functools.cache
def _adopt_orphans() -> None:
    """Let processes whose parent ends become children of this one, so that their CPU time is counted."""
    if ctypes.CDLL(None, use_errno=True).prctl(_SET_CHILD_SUBREAPER, 1, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "prctl")


def _children() -> set[int]:
    """Return the process numbers of the children of this process."""
    numbers: set[int] = set()
    for thread in Path("/proc/self/task").iterdir():
        # A thread that ends leaves its children to the others.
        with contextlib.suppress(FileNotFoundError):
            children = (thread / "children").read_text(encoding="ascii")
            numbers.update(map(int, children.split()))
    return numbers


def _cpu_of_children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def in_turns(sides: Mapping[str, Work], rounds: int) -> Times:
    """Return what each side took in each of ``rounds`` turns."""
    times: dict[str, list[Seconds]] = {name: [] for name in sides}
    for _ in range(rounds):
        for name, work in sides.items():
            times[name].append(work())
    return times


def median(taken: list[Seconds]) -> Seconds:
    """Return the median of the wall times and that of the CPU times."""
    return Seconds(
        statistics.median(seconds.wall for seconds in taken),
        statistics.median(seconds.cpu for seconds in taken),
    )


def ratio(times: Times, above: str, below: str) -> Seconds:
    """Return how many times as long ``above`` took as ``below``: the median of all turns."""
    ratios = []
    for upper, lower in zip(times[above], times[below], strict=True):
        ratios.append(Seconds(upper.wall / lower.wall, upper.cpu / lower.cpu))
    return median(ratios)


def milliseconds(times: Times, count: int = 1, decimals: int = 1) -> str:
    """Return the median of each side as text, for each of ``count`` pieces: CPU time, wall time behind it."""
    sides = []
    for name, taken in times.items():
        wall, cpu = (1000 * seconds / count for seconds in median(taken))
        sides.append(f"{name} {cpu:.{decimals}f} ({wall:.{decimals}f}) ms")
    return ", ".join(sides)
