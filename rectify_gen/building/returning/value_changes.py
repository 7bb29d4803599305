"""Changed stretches of a document as new values of the data.

A text takes the place of the text that printed it. A date printed in Chinese goes back in the form that the file
has; a status by its code. A value that stands in several places must be changed in all of them alike. This
module must not know how a file is edited.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from typing import NamedTuple

from rectify_gen import chinese
from rectify_gen.diagnostics import Route
from rectify_gen.model import slots
from rectify_gen.vocabulary.statuses import Status

_END = slots.SlotPiece(
    words="",
    start=0,
    end=0,
    is_slot=True,
)
"""Stands behind the last piece of a text, so that its last words end like all others."""
_DAY_OF_YEAR = re.compile(r"([0-9]{1,2})\s*月\s*([0-9]{1,2})\s*日")
_DIGITS = re.compile("[0-9]+")


class Printing(NamedTuple):
    """One stretch that the value at ``route`` of the notice printed, before and after."""

    route: Route
    row: int
    """The paragraph that it stands in."""
    before: str
    after: str


class ValueChange(NamedTuple):
    """A value as it reads before and after, in the form of the file; what is None after cannot be known."""

    before: str
    after: str | None
    reason: str = ""
    """The code of the message that says why it cannot be known."""


def changed_value(
    value: str,
    printings: Sequence[Printing],
    *,
    has_slots: bool = False,
) -> ValueChange | None:
    """Return what became of ``value``, which printed ``printings``; None where it stayed.

    With ``has_slots`` a pair of braces in it prints a fact.
    """
    if has_slots:
        return _changed_wording(value, printings)
    occurrences = _occurrences(value, printings)
    changes = set()
    for occurrence in occurrences:
        changes.add((occurrence.before, occurrence.after))
    changed = {(before, after) for before, after in changes if before != after}
    if not changed:
        return None
    if changed != changes:
        return _unknown(value, "onto-several-places")
    results = set()
    for before, after in changed:
        results.add(
            _value_after(
                value,
                before,
                after,
            )
        )
    if len(results) > 1:
        return _unknown(value, "onto-several-places")
    (result,) = results
    if result is None:
        return _unknown(value, "onto-value-unclear")
    return ValueChange(value, result)


def _unknown(value: str, reason: str) -> ValueChange:
    return ValueChange(
        before=value,
        after=None,
        reason=reason,
    )


def _changed_wording(value: str, printings: Sequence[Printing]) -> ValueChange | None:
    """Return what became of ``value``, a text with slots, whose words printed ``printings``, one stretch between two slots each."""
    waiting = list(printings)
    text = ""
    words_before = ""
    words_after = ""
    for piece in (*slots.pieces(value), _END):
        if not piece.is_slot:
            words_before += piece.words
            continue
        # The words between two slots may be several pieces: a brace that is printed is one.
        read = ""
        while waiting and len(read) < len(words_before):
            printing = waiting.pop(0)
            read += printing.before
            words_after += printing.after
        if read != words_before:
            return _unknown(value, "onto-value-unclear")
        text += slots.escaped(words_after) + value[piece.start : piece.end]
        words_before = ""
        words_after = ""
    if waiting:
        return _unknown(value, "onto-value-unclear")
    return None if text == value else ValueChange(value, text)


def _occurrences(value: str, printings: Sequence[Printing]) -> list[Printing]:
    """Return ``printings`` with those joined that are parts of one: the lines of a title."""
    occurrences = []
    parts: list[Printing] = []
    for printing in printings:
        parts.append(printing)
        joined = "".join(part.before for part in parts)
        if joined == value:
            after = "".join(part.after for part in parts)
            occurrences.append(
                parts[0]._replace(
                    before=joined,
                    after=after,
                )
            )
            parts = []
        elif not value.startswith(joined):
            occurrences += parts
            parts = []
    return [*occurrences, *parts]


def _value_after(
    value: str,
    before: str,
    after: str,
) -> str | None:
    """Return ``value``, which printed ``before``, as it must be to print ``after``."""
    if not after.strip():
        return None
    if value == before:
        return after
    day = chinese.read_date(value)
    if day is not None:
        new_day = _day_after(
            day,
            before,
            after,
        )
        return None if new_day is None else date_in_form_of(value, new_day)
    for status in Status:
        if status.value == value:
            return _status_code(after)
    if value.count(before) == 1:
        return value.replace(before, after)
    return None


def _day_after(
    day: datetime.date,
    before: str,
    after: str,
) -> datetime.date | None:
    """Return the day that ``after`` names in the place of ``before``, which may have gone without its year."""
    written = after.strip()
    new_day = chinese.read_date(written)
    if new_day is not None:
        return new_day
    match = _DAY_OF_YEAR.fullmatch(written)
    if match is None or "年" in before:
        return None
    month, day_of_month = match.groups()
    return chinese.read_date(f"{day.year}-{month}-{day_of_month}")


def date_in_form_of(text: str, day: datetime.date) -> str:
    """Return ``day`` as ``text`` writes a date: 2025-04-07 as 2025-04-08, 2025年4月7日 as 2025年4月8日."""
    numbers = _DIGITS.findall(text)
    if len(numbers) != len(("year", "month", "day")):
        return day.isoformat()
    # 2024-11-30 does not show whether it would write 04; with hyphens it does.
    is_padded = any(number.startswith("0") for number in numbers) or "-" in text
    has_single_digit = any(len(number) == 1 for number in numbers)
    width = 1 if has_single_digit or not is_padded else 2
    new_numbers = [
        str(day.year),
        str(day.month).zfill(width),
        str(day.day).zfill(width),
    ]
    return _DIGITS.sub(lambda _: new_numbers.pop(0), text)


def _status_code(printed: str) -> str | None:
    for status in Status:
        if status.row.zh == printed.strip():
            return status.value
    return None
