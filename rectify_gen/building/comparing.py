"""Comparing what lies at the outputs with what would be made now: for CI, and for what somebody changed in Word.

Everything is made anew and compared, part by part and then by what people see, so that neither a forged digest nor
another zlib misleads. Nothing is written. This room must not know how anything is printed.
"""

import difflib
import os
from collections.abc import Callable, Iterator, Sequence

from rectify_gen.building.batch import Pool
from rectify_gen.building.planning import Target
from rectify_gen.building.resaving import is_only_saved, look_notes
from rectify_gen.building.running import ASIS, Asked, Order, Outcome, read, run
from rectify_gen.building.standing import Standing, standing_by_origin, standing_of
from rectify_gen.building.tasks import Made
from rectify_gen.diagnostics import Diagnostic, RectifyError
from rectify_gen.files import read_regular
from rectify_gen.package import read_package
from rectify_gen.word.block_reading import document_text

_LINES_SHOWN = 40


def check(
    targets: Sequence[Target],
    pool: Pool,
    clock: Callable[[], float],
    asked: Asked = ASIS,
) -> Iterator[Outcome]:
    """Yield how the document of each target stands, with the difference as text where it is not current.

    Raises:
        TemplateError: a template that is named is not there.
    """
    return run(targets, pool, clock, asked, (read, _compared))


def _compared(order: Order, made: Made) -> Outcome:
    if made.document is None:
        return Outcome(
            order.target,
            order.source,
            "failed",
            made.diagnostics,
            made.failure,
            made.seconds,
        )
    state, notes, difference = _standing(order, made.document)
    return Outcome(
        order.target,
        order.source,
        state.value,
        notes,
        None,
        made.seconds,
        difference,
        made.origin,
    )


def _standing(
    order: Order, wanted: bytes
) -> tuple[Standing, tuple[Diagnostic, ...], str]:
    """How the document stands, what is said of it, and how its text differs."""
    path = str(order.target.output)
    if not os.path.lexists(path):
        return _told(Standing.MISSING, path)
    try:
        found = read_regular(order.target.output)
    except OSError:
        return _told(Standing.FOREIGN, path)
    return _compared_with(found, wanted, order)


def _compared_with(
    found: bytes, wanted: bytes, order: Order
) -> tuple[Standing, tuple[Diagnostic, ...], str]:
    path = str(order.target.output)
    try:
        same = found == wanted or read_package(found) == read_package(wanted)
    except RectifyError:
        return _told(Standing.FOREIGN, path)
    if same:
        return Standing.CURRENT, (), ""
    state, origin = standing_of(found, order.source, order.recipe)
    if state is Standing.EDITED and origin and is_only_saved(found, wanted):
        state = standing_by_origin(origin, order.source, order.recipe)
        if state is Standing.CURRENT:
            return state, (Diagnostic("check-resaved", path=path),), ""
    if state is Standing.CURRENT:
        state = Standing.OTHER_EDITION
    difference = text_difference(found, wanted)
    looks = look_notes(found, wanted, path) if state is Standing.EDITED else ()
    return _told(state, path, looks, difference)


def _told(
    state: Standing,
    path: str,
    more: tuple[Diagnostic, ...] = (),
    difference: str = "",
) -> tuple[Standing, tuple[Diagnostic, ...], str]:
    return state, (Diagnostic(f"check-{state.value}", path=path), *more), difference


def text_difference(found: bytes, wanted: bytes) -> str:
    """Return how the texts of two documents differ, as a unified diff; empty where they agree."""
    try:
        before = document_text(found)
    except RectifyError:
        before = ""
    lines = list(
        difflib.unified_diff(
            before.splitlines(),
            document_text(wanted).splitlines(),
            "document",
            "data",
            lineterm="",
            n=0,
        )
    )
    if not lines:
        return ""
    more = [f"… {len(lines) - _LINES_SHOWN}"] if len(lines) > _LINES_SHOWN else []
    return "\n".join([*lines[:_LINES_SHOWN], *more]) + "\n"
