"""Many tasks on any executor with the interface of ``concurrent.futures``: in order, a few at a time.

Results come in the order of the tasks whatever finishes first, and no more than a few
wait, so that memory does not grow with their number. A worker that dies loses
nothing. This room must not know documents, folders, or how anything is printed.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from typing import Self, TypeVar

from rectify_gen.building.batch import failed_as_a_whole, perform
from rectify_gen.building.tasks import Made, Task
from rectify_gen.diagnostics import Diagnostic, EnvironmentFaultError, RectifyError

OpenExecutor = Callable[[], Executor]

_AHEAD = 3
"""Tasks that wait for each worker."""

_Label = TypeVar("_Label")
_Future = Future[tuple[Made, ...]]


def performed(
    tasks: Iterable[tuple[_Label, Task | None]],
    open_executor: OpenExecutor,
    workers: int,
) -> Iterator[tuple[_Label, tuple[Made, ...]]]:
    """Yield each label of ``tasks`` with what became of its task (nothing where there is none), in order."""
    waiting: deque[tuple[_Label, Task | None, _Future | None]] = deque()
    with _OpenPool(open_executor) as pool:
        for label, task in tasks:
            future = pool.submit(task) if task else None
            waiting.append((label, task, future))
            # Tasks are given out ahead, so that no worker waits for the writing of what it made.
            if len(waiting) > _AHEAD * workers:
                yield _next_result(waiting, open_executor)
        while waiting:
            yield _next_result(waiting, open_executor)


_SECONDS_TO_END = 10.0
"""Within which a worker ends that has nothing to do; a thousandth of it is usual."""


class _OpenPool:
    """An open executor; where its workers died, the next task is given to a new one."""

    def __init__(self, open_executor: OpenExecutor) -> None:
        self.open_executor = open_executor
        self.executor = open_executor()

    def submit(self, task: Task) -> _Future:
        try:
            return self.executor.submit(perform, task)
        except BrokenExecutor:
            # Its processes are dead: there is nothing to wait for.
            self.executor.shutdown(wait=False)
            self.executor = self.open_executor()
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
    open_executor: OpenExecutor,
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
            made.append(_alone(task_of_one, open_executor))
        return label, tuple(made)
    except RectifyError:
        raise  # the cluster is gone, or the like: no task can be done any more
    except Exception as error:
        return label, failed_as_a_whole(task, error)


def _alone(task: Task, open_executor: OpenExecutor) -> Made:
    """Return what became of one source in a worker of its own, after a worker died over its task."""
    with open_executor() as executor:
        try:
            return executor.submit(perform, task).result()[0]
        except BrokenExecutor as error:
            # Alone in its worker, so it is this source that killed it.
            (material,) = task.materials
            facts = {"reason": str(error)}
            report = Diagnostic("worker-died", facts=facts, path=material.source.path)
            failure = EnvironmentFaultError([report])
            return Made(None, failure.diagnostics, failure, 0.0)
