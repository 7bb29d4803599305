"""A project in which everything is current: what a build costs that has nothing to do."""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path

import varied_notices
from bulk import load
from goals import Row
from stopwatch import OURS, Seconds, command, in_turns, milliseconds


def idle(count: int, rounds: int) -> Iterator[Row]:
    """Build again what is built, above the start of ``--version``; milliseconds a notice."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "notices"
        varied_notices.write_notices(folder, varied_notices.sound_text(), count)
        build = command(*OURS, "build", folder, "-o", Path(place) / "documents")
        build()
        sides = {"nothing to do": build, "--version": command(*OURS, "--version")}
        times = in_turns(sides, rounds)
    above = []
    for built, started in zip(times["nothing to do"], times["--version"], strict=True):
        above.append(Seconds(built.wall - started.wall, built.cpu - started.cpu))
    each = Seconds(
        wall=1000 / count * statistics.median(seconds.wall for seconds in above),
        cpu=1000 / count * statistics.median(seconds.cpu for seconds in above),
    )
    yield Row("idle", each, f"{milliseconds(times)}, {count} notices; {load()}")
