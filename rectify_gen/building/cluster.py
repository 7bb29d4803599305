"""A Dask cluster as the pool of a run: the only module that knows ``distributed``.

Texts and templates travel with the work and documents come back, so that no disk is
shared. Workers must be what this process is: where they differ, the same source could
give other documents. The cluster belongs to others and is never shut down. This module
must not know what the work is.
"""

import functools
import re
import sys
import zlib
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from rectify_gen.building.batch import Pool
from rectify_gen.diagnostics import (
    Diagnostic,
    EnvironmentFaultError,
    RectifyError,
    UsageError,
)

if TYPE_CHECKING:
    import distributed
    from distributed import Client

PACKAGES = (
    "rectify-gen",
    "docxtpl",
    "Jinja2",
    "lxml",
    "pydantic",
    "PyYAML",
    "distributed",
)
"""What decides, beside source and template, how a document comes out, and how it travels."""

_NOT_INSTALLED = "-"
_ADDRESS = re.compile(r"(tcp|tls)://[^\s/]+:\d+")
_CONNECT_SECONDS = 10
_IDLE_SECONDS = 30
"""How long a run waits where every worker is gone, before it gives up."""

_Parameters = ParamSpec("_Parameters")
_Result = TypeVar("_Result")


def cluster_pool(address: str) -> Pool:
    """Return a pool on the workers of the Dask scheduler at ``address`` (``tcp://host:port``), one task for each thread.

    Raises:
        UsageError: ``address`` is none.
        EnvironmentFaultError: distributed is not installed, nothing answers, there are no workers, or they differ
            from this process.
    """
    if not _ADDRESS.fullmatch(address):
        raise UsageError([Diagnostic("cluster-address", facts={"address": address})])
    client = _connected(address)
    try:
        return Pool(
            # A connection of its own for the run: this one only looks whether the workers will do.
            open=lambda: _Cluster(address),
            workers=sum(client.nthreads().values()),
            notes=tuple(_other_zlib(client)),
        )
    finally:
        client.close()


def _connected(address: str) -> "Client":
    """Return a client of the cluster once it has a worker, and none that differs."""
    try:
        from distributed import Client
    except ImportError as error:
        raise _fault("cluster-not-installed") from error
    try:
        client = Client(address, timeout=_CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        facts = {
            "address": address,
            "seconds": _CONNECT_SECONDS,
            "reason": str(error),
        }
        raise _fault("cluster-unreachable", facts) from error
    try:
        _require_workers(client, address, _CONNECT_SECONDS)
        _refuse_other_versions(client)
    except RectifyError:
        client.close()
        raise
    return client


def _require_workers(
    client: "Client",
    address: str,
    seconds: int,
) -> None:
    try:
        client.wait_for_workers(1, timeout=seconds)
    except TimeoutError as error:
        facts = {"address": address, "seconds": seconds}
        raise _fault("cluster-empty", facts) from error
    except OSError as error:
        raise _fault("cluster-lost", {"address": address}) from error


def _fault(
    code: str,
    facts: Mapping[str, object] | None = None,
) -> EnvironmentFaultError:
    return EnvironmentFaultError([Diagnostic(code, facts=facts or {})])


@functools.cache
def versions() -> Mapping[str, str]:
    """Return the versions of Python (without its last number) and of what makes documents, in this process."""
    by_name = {"Python": f"{sys.version_info.major}.{sys.version_info.minor}"}
    for name in PACKAGES:
        by_name[name] = _version(name)
    return by_name


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return _NOT_INSTALLED


def _refuse_other_versions(client: "Client") -> None:
    """Compare the versions of every worker with those of this process.

    Asked through distributed's own report, which a worker without this product gives as well.

    Raises:
        EnvironmentFaultError: they differ.
    """
    # `Any`: distributed does not type what its report holds.
    report: Any = client.get_versions(packages=PACKAGES)
    faults: list[Diagnostic] = []
    for worker, of_worker in sorted(report["workers"].items()):
        packages = of_worker["packages"]
        # The last number of Python is left out, as in `versions`: it does not change a document.
        major, minor, *_ = packages["python"].split(".")
        theirs = {"Python": f"{major}.{minor}"}
        for name in PACKAGES:
            theirs[name] = packages[name] or _NOT_INSTALLED
        faults += _differences(worker, theirs, versions())
    if faults:
        raise EnvironmentFaultError(faults)


def _differences(
    worker: str,
    theirs: Mapping[str, str],
    ours: Mapping[str, str],
) -> Iterator[Diagnostic]:
    """Yield a report of each package of which ``worker`` has another version than this process."""
    for name, version_here in ours.items():
        version_there = theirs[name]
        facts = {"worker": worker, "name": name, "own": version_here}
        if version_there == _NOT_INSTALLED:
            yield Diagnostic("cluster-lacks", facts=facts)
        elif version_there != version_here:
            yield Diagnostic("cluster-differs", facts={**facts, "other": version_there})


def _other_zlib(client: "Client") -> Iterator[Diagnostic]:
    """Yield a note if workers pack with another zlib: their documents hold the same in other bytes."""
    # Only a note: the documents hold the same, and a cluster on another system may have another zlib.
    versions_there = set(client.run(_zlib_version).values())
    if versions_there != {_zlib_version()}:
        others = ", ".join(sorted(versions_there))
        yield Diagnostic(
            "cluster-zlib",
            facts={"own": _zlib_version(), "others": others},
        )


def _zlib_version() -> str:
    return zlib.ZLIB_RUNTIME_VERSION


def alike(
    ours: Mapping[str, str],
    work: Callable[_Parameters, _Result],
    /,
    *args: Any,
    **kwargs: Any,
) -> _Result:
    """Return what ``work`` gives, done by a worker whose versions are ``ours``: it may have joined later.

    Raises:
        EnvironmentFaultError: they are not.
    """
    if versions() != ours:
        # Imported where it is needed: this line runs on a worker, which has it.
        from distributed import get_worker

        raise EnvironmentFaultError(
            _differences(get_worker().address, versions(), ours)
        )
    return work(*args, **kwargs)


class _Cluster(Executor):
    """The cluster as an executor; its connection ends with it, and what was not fetched by then is given up.

    Not distributed's own executor: that one logs a traceback, and never settles a future, where the connection ends
    while it fetches a result in its thread. Here results are fetched by whoever asks for them.
    """

    def __init__(self, address: str) -> None:
        self.address = address
        self.client = _connected(address)

    def submit(
        self,
        fn: Callable[_Parameters, _Result],
        /,
        *args: _Parameters.args,
        **kwargs: _Parameters.kwargs,
    ) -> Future[_Result]:
        """Return the future of ``fn``; a worker that died over it gives :class:`BrokenExecutor`."""
        # A scheduler that went away takes no task: say so at once.
        if self.client.status != "running":
            raise self.lost()
        # Not pure: equal tasks are not one task, each has its own result.
        task = self.client.submit(alike, versions(), fn, *args, pure=False, **kwargs)
        return _Remote(self, task)

    def require_workers(self) -> None:
        """Wait a while for a worker where there is none.

        Raises:
            EnvironmentFaultError: none came.
        """
        _require_workers(self.client, self.address, _IDLE_SECONDS)

    def lost(self) -> EnvironmentFaultError:
        """The error of a scheduler that went away."""
        return _fault("cluster-lost", {"address": self.address})

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: ARG002 - the interface's
        """Give up what is not done and leave the cluster as it was."""
        self.client.close()


class _Remote(Future[_Result]):
    """A task of the cluster, which is not waited for in vain: now and then it asks whether anybody still works."""

    def __init__(self, cluster: _Cluster, task: "distributed.Future[_Result]") -> None:
        super().__init__()
        self.cluster = cluster
        self.task = task

    def result(self, timeout: float | None = None) -> _Result:
        """Return what the task gave, or raise its error in the words of ``concurrent.futures`` and of this product."""
        from distributed.comm.core import CommClosedError
        from distributed.scheduler import KilledWorker

        try:
            return self.fetched(timeout)
        except KilledWorker as error:
            raise BrokenExecutor(str(error)) from error
        except (CancelledError, CommClosedError) as error:
            raise self.cluster.lost() from error

    def fetched(self, timeout: float | None) -> _Result:
        """Return what the task gave; without a ``timeout``, as long as there are workers."""
        while True:
            try:
                return self.task.result(timeout or _IDLE_SECONDS)
            except TimeoutError:
                if timeout is not None:
                    raise
                self.cluster.require_workers()
