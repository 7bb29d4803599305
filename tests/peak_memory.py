"""How much memory this process held at most, for tests that start one to measure it."""

from pathlib import Path

STATUS = Path("/proc/self/status")
"""Linux has it."""


def peak_mebibytes() -> int:
    """Return the most that the process has held so far, in MiB."""
    # Not resource.getrusage: it counts what the process was forked from, here the tests.
    for line in STATUS.read_text(encoding="ascii").splitlines():
        name, value = line.split(":", maxsplit=1)
        if name == "VmHWM":
            return int(value.removesuffix("kB")) // 1024
    raise LookupError("no VmHWM")
