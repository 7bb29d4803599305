"""From located data to a Notice or another typed value, or to every fault that its model finds, in file order.

Pydantic does the checking. Most files are sound: what words their faults is imported when there is one. This module must
not know what a fault means.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from rectify_gen import model
from rectify_gen.diagnostics import Diagnostic, InputError, Severity, errors
from rectify_gen.late_pattern import LatePattern
from rectify_gen.model.shapes import NOTICE_SHAPE, FileShape
from rectify_gen.source import LocatedData
from rectify_gen.validation.file_places import in_file_order, in_words_of

_Typed = TypeVar("_Typed", bound=BaseModel)

_LETTER_AND_COLON = LatePattern(r"[A-Za-z_](?:：|:(?=[^\s:/]))")
"""The end of a key that YAML reads as text. To search for the whole key would read each word once for each of its letters."""
_LETTER_AND_WIDE_COLON = re.compile("：(?<=[A-Za-z_]：)")


def validate(data: LocatedData) -> model.Notice:
    """Return the Notice that ``data`` says.

    Raises:
        InputError: with every fault of the file, those of its YAML included, in file order.
    """
    return typed(data, NOTICE_SHAPE)


def typed(data: LocatedData, shape: FileShape[_Typed]) -> _Typed:
    """Return what ``data`` says, as the model of ``shape``.

    Raises:
        InputError: with every fault of the file, those of its YAML included, in file order.
    """
    faults = errors(data.diagnostics)
    # In a cell of a workbook nobody writes keys.
    may_hold_keys = data.source.table is None
    if may_hold_keys and _may_hide_keys(data.source.text):
        from rectify_gen.validation.hidden_keys import keys_read_as_text

        faults += keys_read_as_text(data, shape.keys())
    try:
        value = shape.root.model_validate(data.value)
    except ValidationError as error:
        from rectify_gen.validation.model_faults import model_faults, without_echoes

        faults += model_faults(
            data,
            shape,
            error,
        )
        raise InputError(_all_of_source(data, without_echoes(data, faults))) from error
    if faults:
        raise InputError(_all_of_source(data, faults))
    return value


def _may_hide_keys(text: str) -> bool:
    """Return whether ``text`` has a colon that may end a key, and that YAML does not see."""
    if _LETTER_AND_WIDE_COLON.search(text):
        return True
    # To count is quicker than to look behind each letter, and most files have colons of keys alone.
    colons_of_keys = text.count(": ") + text.count(":\n")
    if text.count(":") == colons_of_keys:
        return False
    return _LETTER_AND_COLON.search(text) is not None


def _all_of_source(data: LocatedData, faults: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return ``faults`` in file order; of a workbook with all notes: a column that was not read may hold what is missing."""
    if data.source.table is None:
        return in_words_of(data, in_file_order(faults))
    notes = [note for note in data.diagnostics if note.severity is not Severity.ERROR]
    return in_words_of(data, in_file_order([*faults, *notes]))
