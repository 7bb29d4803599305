"""Comparing what lies at the outputs with what would be made now: for CI, and for what somebody changed in Word.

Everything is made anew and compared, part by part and then by what people see, so that neither a forged digest nor
another zlib misleads. Nothing is written. This room must not know how anything is printed.
"""

import difflib
import os
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from rectify_gen.building.batch import Pool
from rectify_gen.building.planning import Target
from rectify_gen.building.resaving import is_only_saved, look_notes
from rectify_gen.building.running import (
    ASIS,
    Asked,
    Order,
    Outcome,
    not_made,
    read,
    run,
)
from rectify_gen.building.standing import Standing, standing_by_origin, standing_of
from rectify_gen.building.tasks import Made
from rectify_gen.diagnostics import Diagnostic, RectifyError
from rectify_gen.files import read_regular
from rectify_gen.outputs import DocumentOutput

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
    return run(targets, pool, clock, asked, (read, _compare))


def _compare(order: Order, made: Made) -> Outcome:
    """Return how the document of ``order`` stands to what was made now."""
    if made.document is None:
        return not_made(order, made)
    comparison = _compare_file(order, made.document)
    return Outcome(
        target=order.target,
        source=order.material.source,
        state=comparison.standing.value,
        diagnostics=comparison.notes,
        seconds=made.seconds,
        difference=comparison.difference,
        origin=made.origin,
    )


class _Comparison(NamedTuple):
    """How a document stands, what is reported of it, and how its text differs."""

    standing: Standing
    notes: tuple[Diagnostic, ...] = ()
    difference: str = ""


def _reported(
    standing: Standing,
    path: str,
    notes: tuple[Diagnostic, ...] = (),
    difference: str = "",
) -> _Comparison:
    """Return the comparison of a document that is not current, with the report of that before other ``notes``."""
    report = Diagnostic(f"check-{standing.value}", path=path)
    return _Comparison(standing, (report, *notes), difference)


def _compare_file(order: Order, wanted: bytes) -> _Comparison:
    path = str(order.target.output)
    if not os.path.lexists(path):
        return _reported(Standing.MISSING, path)
    try:
        existing = read_regular(order.target.output)
    except OSError:
        return _reported(Standing.FOREIGN, path)
    return _compare_bytes(existing, wanted, order)


def _compare_bytes(
    existing: bytes,
    wanted: bytes,
    order: Order,
) -> _Comparison:
    path = str(order.target.output)
    output = order.recipe.output
    try:
        # Bytes first: packages are taken apart only where another zlib may have packed them.
        is_same = existing == wanted or (
            output.read_parts(existing) == output.read_parts(wanted)
        )
    except RectifyError:
        return _reported(Standing.FOREIGN, path)
    if is_same:
        return _Comparison(Standing.CURRENT)
    standing, origin = standing_of(existing, order.material, order.recipe)
    is_edited = standing is Standing.EDITED
    if is_edited and origin and is_only_saved(existing, wanted, output):
        standing = standing_by_origin(origin, order.material, order.recipe)
        if standing is Standing.CURRENT:
            return _Comparison(standing, (Diagnostic("check-resaved", path=path),))
    # Its digests are right and its parts differ: another version of this program made it.
    if standing is Standing.CURRENT:
        standing = Standing.OTHER_EDITION
    notes: tuple[Diagnostic, ...] = ()
    # Where the data or the template changed, the looks differ for that reason and say nothing of anybody.
    if standing is Standing.EDITED:
        notes = look_notes(existing, wanted, path, output)
    difference = text_difference(existing, wanted, output)
    return _reported(standing, path, notes, difference)


def text_difference(
    existing: bytes,
    wanted: bytes,
    output: DocumentOutput,
) -> str:
    """Return how the texts of two documents differ, as a unified diff; empty where they agree."""
    try:
        before = output.read_text(existing)
    except RectifyError:
        # What cannot be read has no text: the whole of the document is then new.
        before = ""
    lines = list(
        difflib.unified_diff(
            before.splitlines(),
            output.read_text(wanted).splitlines(),
            "document",
            "data",
            lineterm="",
            n=0,
        )
    )
    if not lines:
        return ""
    shown_lines = lines[:_LINES_SHOWN]
    if len(lines) > _LINES_SHOWN:
        shown_lines.append(f"… {len(lines) - _LINES_SHOWN}")
    return "\n".join(shown_lines) + "\n"
