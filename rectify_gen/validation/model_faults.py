"""The errors of pydantic as reports for the author of the file, without those that only follow from another.

This module must not know what to advise: see ``key_advice``, ``value_advice`` and ``slot_faults``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from rectify_gen import invisible
from rectify_gen.diagnostics import Diagnostic, Position
from rectify_gen.model.shapes import FileShape
from rectify_gen.source import LocatedData
from rectify_gen.validation.hidden_keys import colon_fault, colon_key
from rectify_gen.validation.key_advice import key_suggestion, own_name_advice
from rectify_gen.validation.refused_values import (
    RefusedValue,
    key_as_written,
    refused_value,
    route_of,
    title_of,
)
from rectify_gen.validation.slot_faults import slot_fault, slot_read_as_mapping
from rectify_gen.validation.value_advice import (
    ONE_VALUE,
    choices_advice,
    member_advice,
    shape_advice,
    shape_names,
)

_CODES = {
    "text_empty": "text-empty",
    "text_line_break": "text-line-break",
    "text_illegal_character": "character-illegal",
    "text_tab": "text-tab",
    "date_unreadable": "not-a-date",
    "deadline_unreadable": "not-a-deadline",
    "count_unreadable": "not-a-count",
    "ordinal_unreadable": "not-an-ordinal",
    "flag_unreadable": "not-a-flag",
    "form_unreadable": "not-a-form",
    "mark_unreadable": "not-a-mark",
    "member_kind": "member-kind",
    "prose_kind": "prose-kind",
    "heading_missing": "heading-missing",
    "heading_not_printed": "heading-not-printed",
    "run_in_unreadable": "not-a-run-in",
    "publication_incomplete": "publication-incomplete",
    "slot_unknown": "slot-unknown",
    "slot_absent": "slot-absent",
    "slot_brace": "slot-brace",
    "slot_wide_braces": "slot-wide-braces",
    "label_missing": "label-missing",
    "own_name": "own-name-unusable",
    "length_unreadable": "not-a-length",
    "size_unreadable": "not-a-font-size",
    "sample_unreadable": "not-a-page-number",
    "out_of_range": "out-of-range",
    "lines_and_pitch": "lines-and-pitch",
    "table_uneven": "attachment-table-uneven",
    "attachment_kind": "attachment-kind",
    "attachment_bodies": "attachment-bodies",
    "attachment_ledger_fact": "attachment-ledger-fact",
    "column_unknown": "column-unknown",
    "column_twice": "column-twice",
    "too_short": "too-few",
    "enum": "not-a-choice",
    "literal_error": "not-a-choice",
    "missing": "missing-key",
    "extra_forbidden": "unknown-key",
}
"""The diagnostic of each type of error, pydantic's own and the model's; any other is ``wrong-kind``."""

_NEEDED_KEYS = {
    "member_kind": ("text", "heading", "problem", "label", "measures"),
    "heading_missing": ("heading",),
    "label_missing": ("label",),
    "publication_incomplete": ("start", "end", "text"),
}
"""The keys that an error of this type asks for."""


def model_faults(
    data: LocatedData,
    shape: FileShape[Any],
    error: ValidationError,
) -> list[Diagnostic]:
    """Return a report for each fault in ``error``, the refusal of ``data`` by the model of ``shape``."""
    faults = []
    for details in error.errors(include_url=False):
        if not _is_consequence(data, details):
            refused = refused_value(
                data,
                shape,
                details,
            )
            faults.append(
                _fault(
                    data,
                    shape,
                    refused,
                )
            )
    return faults


def without_echoes(
    data: LocatedData, faults: Sequence[Diagnostic]
) -> Iterator[Diagnostic]:
    """Yield ``faults`` without those that only follow from another.

    A slot without quotes is a key without a value; a key that is misspelt is missing; where a text stands for a list,
    its other entries go on with that text.
    """
    empty_slots = set()
    misspelt_keys = set()
    lines_in_text: set[int] = set()
    for fault in faults:
        if fault.code == "slot-unquoted":
            [key] = data.keys_as_written(fault.route)
            empty_slots.add(data.key_position((*fault.route, key)))
        elif fault.code == "unknown-key" and "meant" in fault.facts:
            misspelt_keys.add((fault.route[:-1], fault.facts["meant"]))
        elif fault.code == "wrong-kind" and fault.facts.get("is_text"):
            lines_in_text.update(data.lines_of_text(fault.route))
    for fault in faults:
        line = fault.position.line if fault.position else 0
        is_echo = (
            (fault.code == "empty-value" and fault.position in empty_slots)
            or (
                fault.code == "missing-key"
                and (fault.route, fault.facts["key"]) in misspelt_keys
            )
            or (fault.code == "yaml-entry-in-text" and line in lines_in_text)
        )
        if not is_echo:
            yield fault


def _is_consequence(data: LocatedData, error: Mapping[str, Any]) -> bool:
    """Whether an error only follows from another one.

    A list counts as too short because its members were refused, each with its own
    error; a key counts as missing because its value is empty, which is reported already.
    """
    error_type = error["type"]
    location = error["loc"]
    if error_type == "too_short":
        return bool(error["input"])
    if error_type == "missing":
        needed: Sequence[Any] = (location[-1],)
        location = location[:-1]
    else:
        needed = _NEEDED_KEYS.get(error_type, ())
    route = route_of(location, data.value)
    return any(data.is_empty((*route, key)) for key in needed)


def _fault(
    data: LocatedData,
    shape: FileShape[Any],
    refused: RefusedValue,
) -> Diagnostic:
    """Return what ``refused`` means for the author of the file, be it a value or a slot within one."""
    code = _CODES.get(refused.error_type, "wrong-kind")
    if code.startswith("slot-"):
        return slot_fault(
            data,
            code,
            refused,
        )
    if code == "prose-kind":
        slot = slot_read_as_mapping(data, refused.route)
        if slot is not None:
            return _fault_at(
                data,
                "slot-unquoted",
                refused,
                {"slot": slot},
            )
    # What nobody sees explains the error better than anything that follows from it.
    unseen = _unseen_in_value(data, refused)
    if unseen is not None:
        return unseen
    if code in ONE_VALUE and isinstance(refused.value, dict | list):
        # “{…} is not a date” would repeat all that stands there.
        code = "wrong-kind"
    if code == "wrong-kind":
        misread = _colon_misread(
            data,
            shape,
            refused,
        )
        if misread is not None:
            return misread
    written_key = key_as_written(
        data,
        refused.part,
        refused.key,
        refused.route,
    )
    facts = {
        "title": title_of(refused.part, refused.key),
        "key": written_key,
        **refused.context,
    }
    facts |= _advice(
        data,
        shape,
        refused,
        code,
        written_key,
    )
    return _fault_at(
        data,
        code,
        refused,
        facts,
    )


def _advice(
    data: LocatedData,
    shape: FileShape[Any],
    refused: RefusedValue,
    code: str,
    written_key: str,
) -> dict[str, Any]:
    """Return what the report ``code`` says besides: what was probably meant, and what to write."""
    if code == "unknown-key":
        return key_suggestion(
            refused.key,
            refused.part,
            shape,
            keys_beside=data.keys_as_written(refused.route[:-1]),
        )
    if code == "own-name-unusable":
        return own_name_advice(str(refused.context["meant"]))
    if code == "not-a-choice":
        choices = choices_advice(
            refused.context["expected"],
            refused.value,
            written_key,
        )
        return {"value": refused.value, **choices}
    if code in ("member-kind", "prose-kind"):
        return member_advice(refused.value)
    if code == "wrong-kind":
        expected = _CODES.get(refused.error_type, refused.error_type)
        return {
            **shape_names(expected, refused.value),
            **shape_advice(
                data,
                shape,
                refused,
            ),
        }
    return {}


def _fault_at(
    data: LocatedData,
    code: str,
    refused: RefusedValue,
    facts: Mapping[str, Any],
) -> Diagnostic:
    return Diagnostic(
        code,
        route=refused.route,
        facts=facts,
        position=_position_of_fault(
            data,
            code,
            refused,
        ),
        path=data.source.path,
    )


def _position_of_fault(
    data: LocatedData,
    code: str,
    refused: RefusedValue,
) -> Position:
    if code == "missing-key":
        # In a workbook what is missing has a place: its blank cell.
        return data.position((*refused.route, refused.key))
    # The fault is the key, not what stands behind it.
    is_key_at_fault = code == "not-a-choice" and refused.key not in refused.route
    if code in ("unknown-key", "own-name-unusable") or is_key_at_fault:
        return data.key_position(refused.route)
    return data.position(refused.route)


def _unseen_in_value(data: LocatedData, refused: RefusedValue) -> Diagnostic | None:
    """Return what the value holds and nobody sees, be it a date, a number or a word; None where there is nothing."""
    text = refused.value
    if not isinstance(text, str):
        return None
    match = invisible.shapeless().search(text)
    if match is None or data.scalar(refused.route) is None:
        return None
    return Diagnostic(
        code="value-invisible",
        route=refused.route,
        facts={"character": f"U+{ord(match.group()):04X}"},
        position=data.position_within(
            refused.route,
            text,
            match.start(),
            1,
        ),
        path=data.source.path,
    )


def _colon_misread(
    data: LocatedData,
    shape: FileShape[Any],
    refused: RefusedValue,
) -> Diagnostic | None:
    """Return the report of a value of another shape whose colon was read otherwise than it was meant; else None."""
    if data.source.table is not None:
        return None
    if isinstance(refused.value, str) and colon_key(refused.value):
        return colon_fault(
            data,
            refused.route,
            refused.value,
        )
    if refused.error_type != "string_type" or not isinstance(refused.value, dict):
        return None
    # A text in which a colon and a blank stand: 加强督学: 每季度抽查。
    known_keys = shape.keys()
    keys = list(data.keys_as_written(refused.route))
    if len(keys) != 1 or keys[0].isascii() or keys[0] in known_keys:
        return None
    return Diagnostic(
        "yaml-colon-in-text",
        route=refused.route,
        position=data.key_position((*refused.route, keys[0])),
        path=data.source.path,
    )
