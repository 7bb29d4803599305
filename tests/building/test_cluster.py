"""Building on a real scheduler with real workers: each in a process and a folder of its own, some of them killed."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor
from pathlib import Path

import pytest
from timing import PATIENCE, wait_until

from rectify_gen.building import cluster
from rectify_gen.building.batch import local_pool, performed
from rectify_gen.building.cluster import cluster_pool
from rectify_gen.building.running import Asked, recipe_for
from rectify_gen.building.tasks import Material, Task
from rectify_gen.diagnostics import EnvironmentFaultError, RectifyError, UsageError
from rectify_gen.origin import read_origin
from rectify_gen.project import NONE
from rectify_gen.source import decode

from .conftest import ROOT, assert_said_how_far, built

EXAMPLE = ROOT / "examples" / "water-affairs-bureau.yaml"
COUNT = 150

pytest.importorskip("distributed")
slow = pytest.mark.slow
posix = pytest.mark.skipif(
    sys.platform == "win32", reason="signals and links are POSIX"
)


class Cluster:
    """A scheduler and its workers, ended with the test."""

    def __init__(self, place: Path) -> None:
        self.place = place
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.address = f"tcp://127.0.0.1:{port}"
        self.running: list[subprocess.Popen[bytes]] = []
        self.scheduler = self.start(
            "scheduler", "--host", "127.0.0.1", "--port", str(port)
        )

    def start(
        self, *arguments: str, python: tuple[str, ...] = (), **environment: str
    ) -> subprocess.Popen[bytes]:
        folder = self.place / f"process-{len(self.running)}"
        folder.mkdir(parents=True)
        command = [sys.executable, *python, "-m", "dask", *arguments, "--no-dashboard"]
        settings = {
            "DASK_TEMPORARY_DIRECTORY": str(folder),
            "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0",
            **environment,
        }
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(
                command,
                cwd=folder,
                env={**os.environ, **settings},
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        self.running.append(process)
        return process

    def worker(self, *python: str, **environment: str) -> subprocess.Popen[bytes]:
        process = self.start(
            "worker",
            self.address,
            "--nthreads",
            "1",
            "--no-nanny",
            python=python,
            **environment,
        )
        log = self.place / f"process-{len(self.running) - 1}" / "log"
        wait_until(lambda: b"Registered to" in log.read_bytes(), process)
        return process

    def end(self) -> None:
        for process in self.running:
            process.kill()
            process.wait()


@pytest.fixture
def dask(tmp_path: Path) -> Iterator[Cluster]:
    found = Cluster(tmp_path / "cluster")
    try:
        yield found
    finally:
        found.end()


def fill(folder: Path) -> None:
    """Notices of full length, each another, beside the three short ones."""
    text = EXAMPLE.read_text(encoding="utf-8")
    for at in range(COUNT):
        (folder / f"{at:03}.yaml").write_text(
            text.replace("水务局", f"水务{at}局"), encoding="utf-8"
        )


def build_on(address: str, folder: Path, *more: str) -> subprocess.Popen[str]:
    command = [
        sys.executable,
        "-m",
        "rectify_gen",
        "--lang",
        "en",
        "build",
        ".",
        "--cluster",
        address,
        *more,
    ]
    return subprocess.Popen(
        command, cwd=folder, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    )


def documents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("*.docx")}


@slow
@posix
def test_worker_that_is_killed_loses_nothing_and_documents_are_those_of_one_process(
    folder: Path, dask: Cluster
) -> None:
    fill(folder)
    (folder / "错.yaml").write_text("sections: 1\n", encoding="utf-8")
    workers = [dask.worker() for _ in range(3)]
    run = build_on(dask.address, folder)
    wait_until(lambda: len(documents(folder)) > 8, run)
    workers[0].kill()
    _, told = run.communicate(timeout=PATIENCE)
    assert len(documents(folder)) < COUNT + 4
    assert (run.returncode, "Traceback" in told) == (1, False)
    assert told.endswith(f"{COUNT + 3} built, 0 up to date, 1 failed.\n")
    assert "错.yaml:1:11: error" in told
    found = documents(folder)
    built(asked=Asked(force=True), pool=local_pool(2))
    assert found == documents(folder)


@slow
@posix
def test_scheduler_that_is_killed_is_told_and_what_is_built_is_built(
    folder: Path, dask: Cluster
) -> None:
    fill(folder)
    dask.worker()
    run = build_on(dask.address, folder)
    wait_until(lambda: len(documents(folder)) > 8, run)
    dask.scheduler.kill()
    _, told = run.communicate(timeout=PATIENCE)
    assert run.returncode == 3
    assert [line for line in told.splitlines() if not line.startswith("built ")] == [
        f"error[cluster-lost] the connection to the scheduler at {dask.address} was lost",
        "      hint: run again when the cluster is back; what was built is not built again",
    ]
    done = documents(folder)
    assert 8 < len(done) < COUNT
    assert not list(folder.glob(".rectify-gen-*"))
    again = [
        one.target.output.name
        for one in built(pool=local_pool(2))
        if one.state == "current"
    ]
    assert set(again) == set(done)


@slow
@posix
def test_interrupt_leaves_the_cluster_usable(folder: Path, dask: Cluster) -> None:
    fill(folder)
    dask.worker()
    run = build_on(dask.address, folder)
    wait_until(lambda: len(documents(folder)) > 8, run)
    run.send_signal(signal.SIGINT)
    _, told = run.communicate(timeout=PATIENCE)
    assert (run.returncode, "Traceback" in told) == (130, False)
    done = documents(folder)
    assert len(done) < COUNT
    assert_said_how_far(told, len(done), COUNT + 3)
    found = built(pool=cluster_pool(dask.address))
    assert {one.state for one in found} == {"built", "current"}
    assert len(documents(folder)) == COUNT + 3


def other_version(place: Path) -> Path:
    """A copy of the package that says it has another version."""
    shutil.copytree(ROOT / "rectify_gen", place / "rectify_gen")
    information = place / "rectify_gen-9.9.9.dist-info"
    information.mkdir()
    (information / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: rectify-gen\nVersion: 9.9.9\n"
    )
    return place


def without_product(place: Path) -> Path:
    """The installed libraries but this one."""
    place.mkdir()
    for one in (
        path
        for root in sys.path
        if root.endswith("site-packages")
        for path in Path(root).iterdir()
    ):
        if "rectify" not in one.name and not (place / one.name).exists():
            (place / one.name).symlink_to(one)
    return place


@slow
@posix
def test_workers_that_differ_or_lack_the_product_are_refused(
    folder: Path, dask: Cluster, tmp_path: Path
) -> None:
    dask.worker()
    dask.worker(PYTHONPATH=str(other_version(tmp_path / "other")))
    dask.worker("-S", PYTHONPATH=str(without_product(tmp_path / "without")))
    with pytest.raises(EnvironmentFaultError) as caught:
        cluster_pool(dask.address)
    found = {one.code: one for one in caught.value.diagnostics}
    assert set(found) == {"cluster-differs", "cluster-lacks"}
    worker = found["cluster-differs"].facts["worker"]
    assert (
        found["cluster-differs"]
        .message("zh")
        .startswith(f"worker {worker} 的 rectify-gen 是 9.9.9，本机是 ")
    )
    assert (
        found["cluster-differs"]
        .message("en")
        .startswith(f"rectify-gen is 9.9.9 on worker {worker} and ")
    )
    assert found["cluster-lacks"].message("zh").startswith("worker tcp://127.0.0.1:")
    assert "rectify-gen is not installed on worker " in found["cluster-lacks"].message(
        "en"
    )
    run = build_on(dask.address, folder)
    _, told = run.communicate(timeout=PATIENCE)
    assert (run.returncode, told.count("error["), "Traceback" in told) == (3, 2, False)
    assert not documents(folder)


@slow
@posix
def test_strangers_that_join_later_are_refused(
    folder: Path, dask: Cluster, tmp_path: Path
) -> None:
    first = dask.worker()
    pool = cluster_pool(dask.address)
    with pool.open() as executor:
        first.kill()
        second = dask.worker(PYTHONPATH=str(other_version(tmp_path / "other")))
        with pytest.raises(EnvironmentFaultError) as caught:
            executor.submit(os.getpid).result()
    assert [one.code for one in caught.value.diagnostics] == ["cluster-differs"]
    second.kill()
    dask.worker("-S", PYTHONPATH=str(without_product(tmp_path / "without")))
    with pytest.raises(EnvironmentFaultError) as caught:
        built(pool=pool)
    assert [one.code for one in caught.value.diagnostics] == ["cluster-lacks"]
    assert not documents(folder)


@slow
@posix
def test_work_that_kills_its_worker_and_workers_that_are_gone(
    folder: Path, dask: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "_IDLE_SECONDS", 1)
    dask.worker()
    pool = cluster_pool(dask.address)
    assert (pool.workers, pool.notes) == (1, ())
    with pool.open() as executor:
        with pytest.raises(BrokenExecutor):
            executor.submit(os._exit, 1).result()
        with pytest.raises(EnvironmentFaultError) as caught:
            executor.submit(os.getpid).result()
        assert [one.code for one in caught.value.diagnostics] == ["cluster-empty"]


@slow
def test_executor_gives_results_and_errors_and_equal_tasks_are_done_each(
    dask: Cluster,
) -> None:
    dask.worker()
    with cluster_pool(dask.address).open() as executor:
        times = [executor.submit(time.perf_counter_ns) for _ in range(20)]
        assert len({one.result() for one in times}) == 20
        with pytest.raises(ZeroDivisionError):
            executor.submit(divmod, 1, 0).result()


@slow
def test_nothing_there_and_no_workers_are_told(
    dask: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "_CONNECT_SECONDS", 3)
    codes = []
    for address in ("tcp://127.0.0.1:9", "tcp://nowhere.invalid:8786", dask.address):
        with pytest.raises(EnvironmentFaultError) as caught:
            cluster_pool(address)
        codes += [one.code for one in caught.value.diagnostics]
    assert codes == ["cluster-unreachable", "cluster-unreachable", "cluster-empty"]


@pytest.mark.parametrize(
    "address",
    ["", "tcp://", "tcp://127.0.0.1", "127.0.0.1:8786", "file:///x:1", "tcp://a b:1"],
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(UsageError) as caught:
        cluster_pool(address)
    assert [one.code for one in caught.value.diagnostics] == ["cluster-address"]


def test_without_the_extra_it_says_how_to_install_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(
        sys.modules, "distributed", None
    )  # as Python itself marks what cannot be imported
    with pytest.raises(RectifyError) as caught:
        cluster_pool("tcp://127.0.0.1:8786")
    assert caught.value.exit_code == 3
    assert [one.code for one in caught.value.diagnostics] == ["cluster-not-installed"]
    assert "rectify-gen[cluster]" in caught.value.diagnostics[0].hint("zh")


def test_jobs_and_cluster_do_not_go_together(folder: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "rectify_gen",
        "build",
        ".",
        "-j",
        "2",
        "--cluster",
        "tcp://127.0.0.1:1",
    ]
    done = subprocess.run(
        command,
        capture_output=True,
        check=False,
        text=True,
        encoding="utf-8",
        cwd=folder,
    )
    assert (
        done.returncode,
        "error[cluster-and-jobs]" in done.stderr
        or "错误[cluster-and-jobs]" in done.stderr,
    ) == (
        2,
        True,
    )


@slow
def test_assets_arrive_at_a_worker_of_a_cluster(dask: Cluster) -> None:
    dask.worker()
    source = decode(EXAMPLE.read_bytes(), str(EXAMPLE))
    plain = Material(source)
    sealed = Material(source, {"seal.png": b"\x89PNG"})
    task = Task(recipe_for(NONE), (plain, sealed), time.perf_counter)
    ((_, results),) = performed([("", task)], cluster_pool(dask.address))
    digests = []
    for result in results:
        assert result.document is not None, result.failure
        origin, _ = read_origin(result.document)
        assert origin
        digests.append(origin.source)
    # The worker computed the digest of what reached it.
    assert digests == [plain.digest(), sealed.digest()]
    assert plain.digest() != sealed.digest()
