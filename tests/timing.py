"""Waiting for what happens, and measuring work: neither depends on how busy the machine is."""

import contextlib
import gc
import subprocess
import time
from collections.abc import Callable, Iterator

PATIENCE = 300.0
"""Seconds after which something never comes, on whatever machine."""
_PAUSE = 0.02


def wait_until(
    condition: Callable[[], bool], *running: subprocess.Popen[str] | None
) -> None:
    """Return as soon as ``condition`` holds.

    Raises:
        AssertionError: a process of ``running`` has ended before, or it never comes.
    """
    end = time.monotonic() + PATIENCE
    while not condition():
        for process in running:
            ended = process is not None and process.poll() is not None
            assert not ended or condition(), "the process ended before"
        assert time.monotonic() < end, "it never comes"
        time.sleep(_PAUSE)


@contextlib.contextmanager
def processor_seconds(most: float) -> Iterator[None]:
    """Fail where what stands inside takes more than ``most`` seconds of this process's own processor time.

    Python's search for garbage does not count: it looks at all that other tests left in memory.
    """
    gc.collect()
    gc.disable()
    try:
        started = time.process_time()
        yield
        taken = time.process_time() - started
    finally:
        gc.enable()
    assert taken < most, f"took {taken:.1f} s, allowed are {most:g} s"
