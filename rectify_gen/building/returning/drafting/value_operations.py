"""Operations for values and keys, once it is known what each value prints in all of its places.

This module must not know how a paragraph was read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from rectify_gen.building.returning.data_places import (
    data_route,
    key_order,
    value_at,
)
from rectify_gen.building.returning.drafting.compared_notice import ComparedNotice
from rectify_gen.building.returning.drafting.data_changes import NewKey
from rectify_gen.building.returning.drafting.unplaced_changes import (
    UnplacedChange,
    unplaced_row,
)
from rectify_gen.building.returning.value_changes import Printing, changed_value
from rectify_gen.diagnostics import Route
from rectify_gen.model.slots import SLOTTED_PARTS
from rectify_gen.source import LocatedData
from rectify_gen.source.data_operations import ReplaceValue, SetKey


class ValueOperations(NamedTuple):
    """Operations for the values that changed, and the changes that give no value, or more than one."""

    operations: list[ReplaceValue]
    unplaced: list[UnplacedChange]


def value_operations(
    compared: ComparedNotice, printings: Iterable[Printing]
) -> ValueOperations:
    """Return another value for each that prints something else now, and what gives none."""
    by_route: dict[Route, list[Printing]] = {}
    for printing in printings:
        by_route.setdefault(printing.route, []).append(printing)
    _carry_years(by_route)
    operations: list[ReplaceValue] = []
    unplaced: list[UnplacedChange] = []
    for route, of_value in by_route.items():
        is_changed = any(printing.before != printing.after for printing in of_value)
        if not is_changed:
            continue
        outcome = _outcome(
            compared,
            route,
            of_value,
        )
        operations += outcome.operations
        unplaced += outcome.unplaced
    return ValueOperations(operations, unplaced)


def _outcome(
    compared: ComparedNotice,
    route: Route,
    printings: Sequence[Printing],
) -> ValueOperations:
    """Return what the ``printings`` of the value at ``route`` come to, some of which changed."""
    existing = data_route(compared.data, route)
    value = value_at(compared.data, existing)
    rows = []
    for printing in printings:
        if printing.before != printing.after:
            rows.append(compared.rows[printing.row])
    if not isinstance(value, str):
        unclear = unplaced_row(
            "onto-value-unclear",
            rows[0],
            route,
        )
        return ValueOperations([], [unclear])
    change = changed_value(
        value,
        printings,
        has_slots=route[0] in SLOTTED_PARTS,
    )
    if change is None:
        return ValueOperations([], [])
    if change.after is not None:
        return ValueOperations([ReplaceValue(existing, change.after)], [])
    unplaced = []
    for row in rows:
        unplaced.append(
            unplaced_row(
                change.reason,
                row,
                route,
            )
        )
    return ValueOperations([], unplaced)


def _carry_years(by_route: dict[Route, list[Printing]]) -> None:
    """Give the end of a period the year of its start, where it is printed without one: 2024年3月1日至5月24日."""
    for part in ("inspection", "publication"):
        starts = by_route.get((part, "start"), [])
        ends = by_route.get((part, "end"), [])
        for index, (start, end) in enumerate(zip(starts, ends, strict=False)):
            has_year = "年" in end.before or "年" in end.after
            year_before = start.before.partition("年")[0]
            year_after, year_sign, _ = start.after.partition("年")
            if year_before != year_after and year_sign and not has_year:
                ends[index] = end._replace(after=f"{year_after}年{end.after}")


def key_operations(data: LocatedData, new_keys: Iterable[NewKey]) -> list[SetKey]:
    """Return an operation for each key that has another value; the last of several values is the one.

    A part of the notice that the file does not have, such as ``document``, is one key with all of its facts.
    """
    by_mapping: dict[Route, dict[str, Any]] = {}
    for new_key in new_keys:
        values = by_mapping.setdefault(new_key.route, {})
        values[new_key.key] = new_key.value
    operations = []
    for route, values in by_mapping.items():
        existing = data_route(data, route)
        if len(route) == 1 and value_at(data, route) is None:
            operations.append(
                _set_key(
                    data,
                    (),
                    str(route[0]),
                    values,
                )
            )
            continue
        for key, value in values.items():
            operations.append(
                _set_key(
                    data,
                    existing,
                    key,
                    value,
                )
            )
    return operations


def _set_key(
    data: LocatedData,
    route: Route,
    key: str,
    value: Any,
) -> SetKey:
    return SetKey(
        route=route,
        key=key,
        value=value,
        order=key_order(value_at(data, route), route),
    )
