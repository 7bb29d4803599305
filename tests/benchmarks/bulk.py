"""Benchmarks of many notices: against a plain loop, with nothing to do, on a Dask cluster.

Each is a whole process, from disk to disk; ``compare.py`` calls them, and says how
often and with how many notices.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NOTICE = ROOT / "examples" / "market-regulation-report.yaml"
TEMPLATE = ROOT / "templates" / "report.docx"
PLAIN = Path(__file__).with_name("plain_bulk.py")

_TEXT = re.compile(r"^( *content: [^\n{\[]+)$", re.MULTILINE)

Times = dict[str, list[float]]


def fill(folder: Path, count: int) -> None:
    """Write ``count`` notices of 52 problems, each of whose paragraphs differs from all others."""
    text = NOTICE.read_text(encoding="utf-8")
    for at in range(count):
        varied = _TEXT.sub(
            lambda found, at=at: f"{found[1]}核对第{at}号台账第{found.start()}条。",
            text,
        )
        (folder / f"{at:05}.yaml").write_text(varied, encoding="utf-8")


def measure(commands: dict[str, Callable[[], object]], rounds: int) -> Times:
    """Return the seconds of each command, run in turns."""
    times: Times = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            start = time.perf_counter()
            command()
            times[name].append(time.perf_counter() - start)
    return times


def process(*command: str) -> None:
    """Run a Python program; what it does not manage is told."""
    done = subprocess.run(
        [sys.executable, *command],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    if done.returncode:
        raise RuntimeError(done.stderr)


def build(folder: Path, *options: str) -> Callable[[], None]:
    """Return a build of ``folder`` into an empty one."""

    def run() -> None:
        shutil.rmtree(folder / "built", ignore_errors=True)
        process(
            "-m",
            "rectify_gen",
            "-q",
            "build",
            str(folder),
            "-o",
            str(folder / "built"),
            *options,
        )

    return run


def plain(folder: Path, processes: str) -> Callable[[], None]:
    """Return the same with the plain loop."""
    return lambda: process(
        str(PLAIN), str(folder), str(folder / "plain"), str(TEMPLATE), processes
    )


@contextmanager
def folders(count: int) -> Iterator[tuple[Path, Path]]:
    """Two folders with the same notices: with every rule, and with all of them off."""
    from rectify_gen.rules import CODES

    with tempfile.TemporaryDirectory() as place:
        ruled, unruled = Path(place) / "ruled", Path(place) / "unruled"
        ruled.mkdir()
        fill(ruled, count)
        shutil.copytree(ruled, unruled)
        off = "".join(f"  {code}: off\n" for code in CODES)
        (unruled / "rectify-gen.yaml").write_text(f"rules:\n{off}", encoding="utf-8")
        yield ruled, unruled


def spread(times: Times, count: int) -> str:
    """Return each median in milliseconds a notice, with the fastest and the slowest run."""
    each = {
        name: sorted(1000 * one / count for one in taken)
        for name, taken in times.items()
    }
    return "; ".join(
        f"{name} {statistics.median(one):.1f} ms ({one[0]:.1f}–{one[-1]:.1f})"
        for name, one in each.items()
    )


def ratio(times: Times, above: str, below: str) -> float:
    """Return the median of the ratios of each turn."""
    return statistics.median(
        one / other for one, other in zip(times[above], times[below], strict=True)
    )


def load() -> str:
    """Return how busy the machine is, for those who read the figures."""
    return (
        f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors"
        if hasattr(os, "getloadavg")
        else ""
    )


def bulk(row: Callable[[str, float, str, str], None], count: int, rounds: int) -> None:
    """Different notices of 52 problems, disk to disk, against the plain loop in as many processes."""
    with folders(count) as (ruled, unruled):
        for processes in ("1", "2"):
            times = measure(
                {
                    "schema": build(unruled, "-j", processes),
                    "rules": build(ruled, "-j", processes),
                    "plain": plain(ruled, processes),
                },
                rounds,
            )
            detail = f"{spread(times, count)}; {load()}"
            row(
                f"{count} notices, {processes} processes, plain / schema",
                ratio(times, "plain", "schema"),
                "≥ 10",
                detail,
            )
            row(
                f"{count} notices, {processes} processes, plain / rules",
                ratio(times, "plain", "rules"),
                "≥ 4",
                "",
            )
        times = measure(
            {"one": build(ruled, "-j", "1"), "two": build(ruled, "-j", "2")}, rounds
        )
        row(
            "1 process / 2 processes",
            ratio(times, "one", "two"),
            "≥ 1.7",
            f"{spread(times, count)}; {load()}",
        )


def idle(row: Callable[[str, float, str, str], None], count: int, rounds: int) -> None:
    """A project in which everything is current, above the start of --version."""
    with folders(count) as (ruled, _):
        build(ruled)()
        again = (
            "-m",
            "rectify_gen",
            "-q",
            "build",
            str(ruled),
            "-o",
            str(ruled / "built"),
        )
        times = measure(
            {
                "idle": lambda: process(*again),
                "--version": lambda: process("-m", "rectify_gen", "--version"),
            },
            rounds,
        )
        above = statistics.median(
            one - other
            for one, other in zip(times["idle"], times["--version"], strict=True)
        )
        row(
            f"nothing to do, {count} notices, ms a notice",
            1000 * above / count,
            "≤ 1",
            f"{spread(times, 1)}; {load()}",
        )


def cluster(
    row: Callable[[str, float, str, str], None], count: int, rounds: int
) -> None:
    """A Dask cluster of two workers on this machine, against two local processes."""
    with folders(count) as (ruled, _), dask_cluster(2) as address:
        times = measure(
            {
                "local": build(ruled, "-j", "2"),
                "cluster": build(ruled, "--cluster", address),
            },
            rounds,
        )
        row(
            "local / cluster of 2 workers",
            ratio(times, "local", "cluster"),
            "≥ 0.7",
            f"{spread(times, count)}; {load()}",
        )


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
        for command in commands:
            called = [sys.executable, "-m", "dask", *command, "--no-dashboard"]
            running.append(
                subprocess.Popen(
                    called,
                    cwd=place,
                    env=environment,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.STDOUT,
                )
            )
        try:
            _until_there(address, workers)
            yield address
        finally:
            for one in running:
                one.kill()
                one.wait()


def _until_there(address: str, workers: int) -> None:
    from distributed import Client

    with Client(address, timeout=60) as client:
        client.wait_for_workers(workers, timeout=60)
