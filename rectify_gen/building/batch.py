"""Many tasks in order, in this process or on any executor with the interface of ``concurrent.futures``.

This room must not know documents, folders, or how anything is printed.
"""

import gc
import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from rectify_gen.building.tasks import Made, Material, Task
from rectify_gen.diagnostics import Diagnostic, RectifyError, internal_fault

if TYPE_CHECKING:
    from concurrent.futures import Executor

_Label = TypeVar("_Label")


class Pool(NamedTuple):
    """Who does the tasks, how many at once, and what the user ought to know of them."""

    open: "Callable[[], Executor] | None"
    """How to open an executor; None for this very process."""
    workers: int
    notes: tuple[Diagnostic, ...] = ()


def perform(task: Task) -> tuple[Made, ...]:
    """Return what became of each source of ``task``; the libraries of rendering are loaded by whoever works."""
    # The model, and pydantic with it, before what imports it from deep within: there the stack of Python may come to
    # the end of a block, and be given a new one for each call. A build took a sixth longer.
    import rectify_gen.model  # noqa: F401
    from rectify_gen.building import making

    return making.perform(task)


def local_pool(workers: int, *, starts_now: bool = False) -> Pool:
    """Return a pool of ``workers`` processes on this machine; of this very process for one.

    Where it ``starts_now``, the workers' libraries are imported from now on, and not when the first task comes.
    """
    if workers == 1:
        return Pool(None, 1)
    # Slow to import, and one worker needs none of it.
    from concurrent.futures import ProcessPoolExecutor

    context = _context_of_workers(starts_now)
    return Pool(lambda: ProcessPoolExecutor(workers, context, _begin_worker), workers)


_LONGEST_TEMPORARY = 64
"""Bytes of the path of the temporary folder: the socket in it may have 108 on Linux."""


def _context_of_workers(starts_now: bool) -> Any:
    """Return how workers are started. They are new processes, so that no state of this one leaks into a document."""
    import multiprocessing  # as above
    import tempfile

    folder = os.fsencode(tempfile.gettempdir())
    if sys.platform != "linux" or len(folder) > _LONGEST_TEMPORARY:
        return multiprocessing.get_context("spawn")
    from multiprocessing import forkserver

    # One new process imports the libraries, and all workers are copies of it.
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["rectify_gen.building.making"])
    if starts_now:
        forkserver.ensure_running()
    return context


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
    if pool.open is not None:
        # Slow to import, and one worker needs none of it.
        from rectify_gen.building import pooled

        yield from pooled.performed(tasks, pool.open, pool.workers)
        return
    for label, task in tasks:
        made = _performed_here(task) if task else ()
        yield label, made


def _performed_here(task: Task) -> tuple[Made, ...]:
    """Return what became of ``task``, done in this process."""
    try:
        return perform(task)
    except RectifyError:
        raise  # no task can be done any more
    except Exception as error:
        return failed_as_a_whole(task, error)


def failed_as_a_whole(task: Task, error: Exception) -> tuple[Made, ...]:
    """Return a bug met in the work on ``task`` as the report of each of its sources."""
    return tuple(_failed(material, error) for material in task.materials)


def _failed(material: Material, error: Exception) -> Made:
    """Return a bug as what became of one source."""
    failure = internal_fault(error, material.source.path)
    return Made(None, failure.diagnostics, failure, 0.0)
