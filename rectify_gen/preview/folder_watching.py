"""Notices that files were saved. This module must not know what is in them."""

import asyncio
import os
from collections.abc import Callable, Iterable
from pathlib import Path

from watchfiles import Change, awatch

from rectify_gen.sources import SOURCE_SUFFIXES, TEMPLATE_SUFFIXES

_SUFFIXES = (*SOURCE_SUFFIXES, *TEMPLATE_SUFFIXES)
_STEP_MILLISECONDS = 20
"""How long it must be quiet after a change: an editor that saves by renaming makes several."""
_LONGEST_MILLISECONDS = 100
"""How long changes may go on before they are looked at all the same."""
_POLLING_MILLISECONDS = 100


def _concerns_us(_change: Change, path: str) -> bool:
    name = os.path.basename(path)
    # Office's lock files come and go beside what is open.
    return name.lower().endswith(_SUFFIXES) and not name.startswith(("~$", "."))


async def watch(
    folders: Iterable[Path],
    on_change: Callable[[], None],
    *,
    is_recursive: bool,
) -> None:
    """Call ``on_change`` after each change of a source, project file or Word file in ``folders``, until cancelled.

    Where the system cannot watch a folder (too many watches, a network drive), its files are looked at again and again.
    """
    paths = [str(folder) for folder in folders]
    if not paths:
        return
    for is_polling in (None, True):
        try:
            await _watch(paths, on_change, is_recursive, is_polling)
        except (OSError, RuntimeError):
            if is_polling:
                raise
            # What changed meanwhile would be missed.
            on_change()
            await asyncio.sleep(_POLLING_MILLISECONDS / 1000)


async def _watch(
    paths: list[str],
    on_change: Callable[[], None],
    is_recursive: bool,
    is_polling: bool | None,
) -> None:
    changes = awatch(
        *paths,
        watch_filter=_concerns_us,
        debounce=_LONGEST_MILLISECONDS,
        step=_STEP_MILLISECONDS,
        poll_delay_ms=_POLLING_MILLISECONDS,
        recursive=is_recursive,
        force_polling=is_polling,
        ignore_permission_denied=True,
    )
    async for _ in changes:
        on_change()
