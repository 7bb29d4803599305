"""Differences that have no place in the data, with the code of the message that says why.

This module must not know what was tried before a difference was given up.
"""

from __future__ import annotations

from typing import NamedTuple

from rectify_gen.building.returning.printed_parts import routes_printed
from rectify_gen.building.returning.rows import ParagraphRow
from rectify_gen.diagnostics import Route


class UnplacedChange(NamedTuple):
    """A difference that has no place in the data: why, both texts, and the route of what stands there."""

    code: str
    before: str
    after: str
    route: Route


def unplaced_row(
    code: str,
    row: ParagraphRow,
    route: Route = (),
) -> UnplacedChange:
    """Return that what became of ``row`` has no place; without ``route`` it is about the first value of the row."""
    if not route and row.printed is not None:
        routes = routes_printed(row.printed)
        route = routes[0] if routes else ()
    return UnplacedChange(
        code=code,
        before="" if row.printed is None else str(row.printed),
        after=row.edited or "",
        route=route,
    )


def unreadable_row(row: ParagraphRow) -> UnplacedChange:
    """Return that no value of the data explains what became of ``row``, a paragraph that was printed."""
    has_values = row.printed is not None and any(
        not span.generated for span in row.printed.spans
    )
    code = "onto-generated" if has_values else "onto-template"
    return unplaced_row(code, row)
