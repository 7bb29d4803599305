"""A Dask cluster of two workers on this machine, against two local processes."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import varied_notices
from bulk import build, load
from goals import Row
from stopwatch import in_turns, milliseconds, ratio


def cluster(count: int, rounds: int) -> Iterator[Row]:
    """Build on the cluster and in two processes; only wall time shows what the workers do."""
    with tempfile.TemporaryDirectory() as place, dask_cluster(2) as address:
        folder = Path(place) / "notices"
        documents = Path(place) / "documents"
        varied_notices.write_notices(folder, varied_notices.sound_text(), count)
        sides = {
            "2 local workers": build(folder, documents, "-j", "2"),
            "cluster": build(folder, documents, "--cluster", address),
        }
        times = in_turns(sides, rounds)
    detail = f"{milliseconds(times, count)} a notice; {load()}"
    yield Row("cluster", ratio(times, "2 local workers", "cluster"), detail)


@contextmanager
def dask_cluster(workers: int) -> Iterator[str]:
    """The address of a scheduler with ``workers`` workers of one thread, each a process in a folder of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    commands = [("scheduler", "--host", "127.0.0.1", "--port", str(port))]
    commands += [("worker", address, "--nthreads", "1", "--no-nanny")] * workers
    running: list[subprocess.Popen[bytes]] = []
    with tempfile.TemporaryDirectory() as place:
        environment = {**os.environ, "DASK_TEMPORARY_DIRECTORY": place}
        for arguments in commands:
            process = subprocess.Popen(
                [sys.executable, "-m", "dask", *arguments, "--no-dashboard"],
                cwd=place,
                env=environment,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.STDOUT,
            )
            running.append(process)
        try:
            _wait_for_workers(address, workers)
            yield address
        finally:
            for process in running:
                process.kill()
                process.wait()


def _wait_for_workers(address: str, workers: int) -> None:
    from distributed import Client

    with Client(address, timeout=60) as client:
        client.wait_for_workers(workers, timeout=60)
