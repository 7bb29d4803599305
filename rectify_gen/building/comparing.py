"""Comparing what lies at the outputs with what would be made now: for CI, and for what somebody changed in Word.

Everything is made anew and compared part by part, so that neither a forged digest nor
another zlib misleads. Nothing is written. This room must not know how anything is printed.
"""

import difflib
from collections.abc import Callable, Iterator, Mapping, Sequence

from rectify_gen.building.batch import Pool
from rectify_gen.building.planning import Target
from rectify_gen.building.running import ASIS, Asked, Order, Outcome, read, run
from rectify_gen.building.standing import Standing, standing_of
from rectify_gen.building.tasks import Made
from rectify_gen.diagnostics import Diagnostic, RectifyError
from rectify_gen.document import document_text
from rectify_gen.files import read_regular
from rectify_gen.package import read_package

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
    state, difference = _standing(order, made.document)
    notes = (
        ()
        if state is Standing.CURRENT
        else (Diagnostic(f"check-{state.value}", path=str(order.target.output)),)
    )
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


def _standing(order: Order, wanted: bytes) -> tuple[Standing, str]:
    try:
        found = read_regular(order.target.output)
    except (FileNotFoundError, NotADirectoryError):
        return Standing.MISSING, ""
    except OSError:
        return Standing.FOREIGN, ""
    if found == wanted:
        return Standing.CURRENT, ""
    try:
        old, new = read_package(found), read_package(wanted)
    except RectifyError:
        return Standing.FOREIGN, ""
    if old == new:
        return Standing.CURRENT, ""
    told, _ = standing_of(found, order.source, order.recipe)
    state = Standing.OTHER_EDITION if told is Standing.CURRENT else told
    return state, difference(found, wanted, old, new)


def difference(
    found: bytes, wanted: bytes, old: Mapping[str, bytes], new: Mapping[str, bytes]
) -> str:
    """Return how two documents differ: their texts as a unified diff, or the names of the parts where these agree."""
    try:
        before, after = document_text(found), document_text(wanted)
    except RectifyError:
        before, after = "", document_text(wanted)
    lines = list(
        difflib.unified_diff(
            before.splitlines(),
            after.splitlines(),
            "document",
            "data",
            lineterm="",
            n=0,
        )
    )
    if lines:
        more = [f"… {len(lines) - _LINES_SHOWN}"] if len(lines) > _LINES_SHOWN else []
        return "\n".join([*lines[:_LINES_SHOWN], *more]) + "\n"
    return "".join(
        f"! {name}\n" for name in sorted({*old, *new}) if old.get(name) != new.get(name)
    )
