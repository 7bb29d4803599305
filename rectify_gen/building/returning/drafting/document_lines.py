"""Added lines that are facts of the document, by where they stand and how they end: addressees, and a note in brackets.

This module must not know the text between them, or other facts, which no line by itself shows.
"""

from __future__ import annotations

from rectify_gen.building.returning.drafting.compared_notice import ComparedNotice
from rectify_gen.building.returning.drafting.data_changes import DataChanges, NewKey
from rectify_gen.building.returning.printed_parts import is_of_signature, is_title


def read_addressees(compared: ComparedNotice, row_index: int) -> DataChanges | None:
    """Read a line that ends with a colon between the title and what comes next as the addressees."""
    line = (compared.rows[row_index].edited or "").strip()
    if _has_fact(compared, "addressees") or not line.endswith(("：", ":")):
        return None
    title = compared.rows[row_index - 1].printed if row_index else None
    if title is None or not is_title(title):
        return None
    addressees = _new_fact("addressees", line[:-1])
    return DataChanges(
        new_keys=(addressees,),
        takes_addressees=True,
        added=1,
    )


def read_note(compared: ComparedNotice, row_index: int) -> DataChanges | None:
    """Read a paragraph in brackets below the signature as the note of the document."""
    line = (compared.rows[row_index].edited or "").strip()
    is_bracketed = line.startswith(("（", "(")) and line.endswith(("）", ")"))
    if not is_bracketed or _has_fact(compared, "note"):
        return None
    for row in compared.rows[:row_index]:
        if row.printed is not None and is_of_signature(row.printed):
            note = _new_fact("note", line[1:-1])
            return DataChanges(new_keys=(note,), added=1)
    return None


def _has_fact(compared: ComparedNotice, key: str) -> bool:
    facts = compared.data.value.get("document")
    return isinstance(facts, dict) and key in facts


def _new_fact(key: str, value: str) -> NewKey:
    return NewKey(
        route=("document",),
        key=key,
        value=value,
    )
