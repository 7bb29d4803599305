"""Many tasks on any executor with the interface of ``concurrent.futures``: in order, a few at a time.

Results come in the order of the tasks whatever finishes first, and no more than a few
wait, so that memory does not grow with their number. A worker that dies loses
nothing. This room must not know documents, folders, or how anything is printed.
"""

import gc
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from typing import NamedTuple, ParamSpec, Self, TypeVar

from rectify_gen.building.tasks import Made, Material, Task
from rectify_gen.diagnostics import (
    Diagnostic,
    EnvironmentFaultError,
    RectifyError,
    internal_fault,
)

_AHEAD = 3
"""Tasks that wait for each worker."""

_Parameters = ParamSpec("_Parameters")
_Result = TypeVar("_Result")
_Label = TypeVar("_Label")
_Future = Future[tuple[Made, ...]]


class Pool(NamedTuple):
    """How to open an executor, how many tasks it does at once, and what the user ought to know of it."""

    open: Callable[[], Executor]
    workers: int
    notes: tuple[Diagnostic, ...] = ()


def perform(task: Task) -> tuple[Made, ...]:
    """Return what became of each source of ``task``; the libraries of rendering are loaded by whoever works."""
    from rectify_gen.building import making

    return making.perform(task)


class Serial(Executor):
    """An executor that does the work when it is asked, in the same process."""

    def submit(
        self,
        fn: Callable[_Parameters, _Result],
        /,
        *args: _Parameters.args,
        **kwargs: _Parameters.kwargs,
    ) -> Future[_Result]:
        """Return a future that is done; faults of the work are in it."""
        done: Future[_Result] = Future()
        try:
            done.set_result(fn(*args, **kwargs))
        except Exception as error:
            done.set_exception(error)
        return done


def local_pool(workers: int) -> Pool:
    """Return a pool of ``workers`` processes on this machine; of this very process for one."""
    if workers == 1:
        return Pool(Serial, 1)
    # Both are slow to import, and one worker needs neither.
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    # Spawned processes are the same on every system, and no state of this process leaks into a document.
    context = multiprocessing.get_context("spawn")
    return Pool(lambda: ProcessPoolExecutor(workers, context, _begin_worker), workers)


def _begin_worker() -> None:
    """Prepare a worker: Ctrl-C is for the process that writes; workers end when it closes the pool."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # As in the process that started it: a notice makes few cycles, and looking for them takes time.
    gc.set_threshold(100_000, 20, 20)


def performed(
    tasks: Iterable[tuple[_Label, Task | None]],
    pool: Pool,
) -> Iterator[tuple[_Label, tuple[Made, ...]]]:
    """Yield each label of ``tasks`` with what became of its task (nothing where there is none), in order."""
    waiting: deque[tuple[_Label, Task | None, _Future | None]] = deque()
    with _Workers(pool) as workers:
        for label, task in tasks:
            future = workers.submit(task) if task else None
            waiting.append((label, task, future))
            # Tasks are given out ahead, so that no worker waits for the writing of what it made.
            if len(waiting) > _AHEAD * pool.workers:
                yield _next_result(waiting, pool)
        while waiting:
            yield _next_result(waiting, pool)


_SECONDS_TO_END = 10.0
"""Within which a worker ends that has nothing to do; a thousandth of it is usual."""


class _Workers:
    """An open executor; where its workers died, the next task is given to a new one."""

    def __init__(self, pool: Pool) -> None:
        self.pool = pool
        self.executor = pool.open()

    def submit(self, task: Task) -> _Future:
        try:
            return self.executor.submit(perform, task)
        except BrokenExecutor:
            # Its processes are dead: there is nothing to wait for.
            self.executor.shutdown(wait=False)
            self.executor = self.pool.open()
            return self.executor.submit(perform, task)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        # Only a pool of processes has them, and it forgets them when it is shut down.
        processes = list((getattr(self.executor, "_processes", None) or {}).values())
        self.executor.shutdown(wait=not processes, cancel_futures=True)
        for process in processes:
            # A worker that was killed while it held the lock of their queue leaves the others waiting for ever.
            process.join(_SECONDS_TO_END)
            if process.is_alive():
                process.terminate()


def _next_result(
    waiting: deque[tuple[_Label, Task | None, _Future | None]],
    pool: Pool,
) -> tuple[_Label, tuple[Made, ...]]:
    """Wait for the task that was given first, and return its label with what became of it."""
    label, task, future = waiting.popleft()
    if task is None or future is None:
        return label, ()
    try:
        return label, future.result()
    except BrokenExecutor:
        # One of the sources killed the worker; the others must not go down with it.
        made = []
        for material in task.materials:
            task_of_one = task._replace(materials=(material,))
            made.append(_alone(task_of_one, pool))
        return label, tuple(made)
    except RectifyError:
        raise  # the cluster is gone, or the like: no task can be done any more
    except Exception as error:
        failed = [_failed(material, error) for material in task.materials]
        return label, tuple(failed)


def _failed(material: Material, error: Exception) -> Made:
    """Return a bug met in the work on a task as a whole."""
    failure = internal_fault(error, material.source.path)
    return Made(None, failure.diagnostics, failure, 0.0)


def _alone(task: Task, pool: Pool) -> Made:
    """Return what became of one source in a worker of its own, after a worker died over its task."""
    with pool.open() as executor:
        try:
            return executor.submit(perform, task).result()[0]
        except BrokenExecutor as error:
            # Alone in its worker, so it is this source that killed it.
            (material,) = task.materials
            facts = {"reason": str(error)}
            report = Diagnostic("worker-died", facts=facts, path=material.source.path)
            failure = EnvironmentFaultError([report])
            return Made(None, failure.diagnostics, failure, 0.0)
