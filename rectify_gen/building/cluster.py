"""A Dask cluster as the pool of a run: the only module that knows ``distributed``.

Texts and templates travel with the work and documents come back, so that no disk is
shared. Workers must be what this process is: where they differ, the same source could
give other documents. The cluster belongs to others and is never shut down. This module
must not know what the work is.
"""

import functools
import logging
import re
import sys
import warnings
import zlib
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future, wait
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from rectify_gen.building.batch import Pool
from rectify_gen.diagnostics import Diagnostic, EnvironmentFaultError, RectifyError, UsageError

if TYPE_CHECKING:
    from distributed import Client

PACKAGES = ("rectify-gen", "docxtpl", "Jinja2", "lxml", "pydantic", "PyYAML", "distributed")
"""What decides, beside source and template, how a document comes out, and how it travels."""

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
        return Pool(lambda: _Cluster(address), sum(client.nthreads().values()), tuple(_other_zlib(client)))
    finally:
        client.close()


def _connected(address: str) -> "Client":
    """A client of the cluster once it has a worker, and none that differs."""
    try:
        from distributed import Client
        from distributed.versions import VersionMismatchWarning
    except ImportError as error:
        raise _fault("cluster-not-installed") from error
    warnings.simplefilter("ignore", VersionMismatchWarning)  # compared and told here, in the user's language
    for name in [one for one in logging.root.manager.loggerDict if one.split(".")[0] == "distributed"]:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)  # what goes wrong is told once, by this module
    try:
        client = Client(address, timeout=_CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        facts = {"address": address, "seconds": _CONNECT_SECONDS, "reason": str(error)}
        raise _fault("cluster-unreachable", facts) from error
    try:
        _require_workers(client, address, _CONNECT_SECONDS)
        _refuse_other_versions(client)
    except RectifyError:
        client.close()
        raise
    return client


def _require_workers(client: "Client", address: str, seconds: int) -> None:
    try:
        client.wait_for_workers(1, timeout=seconds)
    except TimeoutError as error:
        raise _fault("cluster-empty", {"address": address, "seconds": seconds}) from error
    except OSError as error:
        raise _fault("cluster-lost", {"address": address}) from error


def _fault(code: str, facts: Mapping[str, object] | None = None) -> EnvironmentFaultError:
    return EnvironmentFaultError([Diagnostic(code, facts=facts or {})])


@functools.cache
def versions() -> Mapping[str, str]:
    """Return the versions of Python (without its last number) and of what makes documents, in this process."""
    return {"Python": ".".join(map(str, sys.version_info[:2])), **{name: _version(name) for name in PACKAGES}}


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "-"


def _refuse_other_versions(client: "Client") -> None:
    """Asked through distributed's own versions, which a worker tells that has none of this product."""
    found: Any = client.get_versions(packages=PACKAGES)
    faults: list[Diagnostic] = []
    for worker, told in sorted(found["workers"].items()):
        packages = told["packages"]
        there = {name: packages[name] or "-" for name in PACKAGES}
        faults += _differences(worker, {"Python": ".".join(packages["python"].split(".")[:2]), **there}, versions())
    if faults:
        raise EnvironmentFaultError(faults)


def _differences(worker: str, there: Mapping[str, str], here: Mapping[str, str]) -> Iterator[Diagnostic]:
    for name, own in here.items():
        if there[name] == "-":
            yield Diagnostic("cluster-lacks", facts={"worker": worker, "name": name, "own": own})
        elif there[name] != own:
            yield Diagnostic(
                "cluster-differs", facts={"worker": worker, "name": name, "own": own, "other": there[name]}
            )


def _other_zlib(client: "Client") -> Iterator[Diagnostic]:
    found = set(client.run(_zlib_version).values())
    if found != {_zlib_version()}:
        yield Diagnostic("cluster-zlib", facts={"own": _zlib_version(), "others": ", ".join(sorted(found))})


def _zlib_version() -> str:
    return zlib.ZLIB_RUNTIME_VERSION


def alike(here: Mapping[str, str], work: Callable[_Parameters, _Result], /, *args: Any, **kwargs: Any) -> _Result:
    """Return what ``work`` gives, done by a worker whose versions are those of ``here``: it may have joined later.

    Raises:
        EnvironmentFaultError: they are not.
    """
    if versions() != here:
        from distributed import get_worker

        raise EnvironmentFaultError(_differences(get_worker().address, versions(), here))
    return work(*args, **kwargs)


class _Cluster(Executor):
    """The cluster as an executor; its own connection ends with it, and what it still had waiting is cancelled."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.client = _connected(address)
        self.tasks = self.client.get_executor(pure=False)  # equal tasks are not one task: each has its own result

    def submit(
        self, fn: Callable[_Parameters, _Result], /, *args: _Parameters.args, **kwargs: _Parameters.kwargs
    ) -> Future[_Result]:
        """Return the future of ``fn``; a worker that died over it is told as :class:`BrokenExecutor`."""
        if self.client.status != "running":
            raise self.lost()
        found: _Awaited[_Result] = _Awaited(self.require_workers)
        self.tasks.submit(alike, versions(), fn, *args, **kwargs).add_done_callback(
            functools.partial(_settle, found, self.lost())
        )
        return found

    def require_workers(self) -> None:
        """Wait a while for a worker where there is none; without one, all that waits is cancelled.

        Raises:
            EnvironmentFaultError: none came.
        """
        try:
            _require_workers(self.client, self.address, _IDLE_SECONDS)
        except RectifyError:
            self.tasks.shutdown(wait=False)
            raise

    def lost(self) -> EnvironmentFaultError:
        """The error of a scheduler that went away."""
        return _fault("cluster-lost", {"address": self.address})

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Cancel what is not done and leave the cluster as it was."""
        self.tasks.shutdown(wait=wait and not cancel_futures)
        self.client.close()


class _Awaited(Future[_Result]):
    """A future that is not waited for in vain: now and then it asks whether anybody still works."""

    def __init__(self, require_workers: Callable[[], None]) -> None:
        super().__init__()
        self.require_workers = require_workers

    def result(self, timeout: float | None = None) -> _Result:
        while timeout is None and not wait([self], _IDLE_SECONDS).done:
            self.require_workers()
        return super().result(timeout)


def _settle(found: Future[Any], lost: EnvironmentFaultError, done: Future[Any]) -> None:
    """Give ``found`` what became of ``done``, in the words of ``concurrent.futures`` and of this product."""
    from distributed.scheduler import KilledWorker

    try:
        found.set_result(done.result())
    except CancelledError:
        found.set_exception(lost)
    except KilledWorker as error:
        found.set_exception(BrokenExecutor(str(error)))
    except Exception as error:
        found.set_exception(error)
