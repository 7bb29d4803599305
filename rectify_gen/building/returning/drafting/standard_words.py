"""The standard title, opening and closing where a reviewer changed, deleted or extended them: the notice's own from then on.

What stays of several standard paragraphs becomes the notice's own with them, the facts in slots (``own_wording``).
This module must not know headings, or how a file is edited.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rectify_gen.building.returning.drafting.compared_notice import (
    ComparedNotice,
    StayedParagraph,
)
from rectify_gen.building.returning.drafting.data_changes import DataChanges, NewKey
from rectify_gen.building.returning.drafting.own_wording import slotted
from rectify_gen.building.returning.printed_parts import is_title
from rectify_gen.building.returning.rows import ParagraphRow
from rectify_gen.building.returning.value_changes import Printing
from rectify_gen.model import slots


def read_standard_words(
    compared: ComparedNotice, paragraph: StayedParagraph
) -> DataChanges | None:
    """Read a title, an opening or a closing of standard words as one of the notice's own."""
    if compared.notice.title is None and is_title(paragraph.printed):
        return DataChanges(
            new_keys=(_own("title", paragraph.edited),),
            changed=1,
        )
    key = _standard_part(compared, paragraph.row_index)
    slotted_paragraph = slotted(paragraph.printed, paragraph.edited) if key else None
    if slotted_paragraph is None:
        return None
    wording = _wording_of(compared.rows, compared.standard_rows[key])
    if wording is None:
        return None
    printings = []
    for fact in slotted_paragraph.facts:
        printings.append(
            Printing(
                route=fact.route,
                row=paragraph.row_index,
                before=fact.before,
                after=fact.after,
            )
        )
    return DataChanges(
        printings=tuple(printings),
        new_keys=(_own(key, wording[0] if len(wording) == 1 else wording),),
        changed=1,
    )


def removed_standard_words(compared: ComparedNotice) -> DataChanges:
    """Return what is left of a title, an opening and a closing that are gone, with the rows that this explains."""
    removed_rows: dict[int, str] = {}
    for index, row in enumerate(compared.rows):
        if row.printed is None or row.edited is not None:
            continue
        key = _standard_part(compared, index)
        if is_title(row.printed):
            key = "title"
        if key:
            removed_rows[index] = key
    new_keys = []
    for key in dict.fromkeys(removed_rows.values()):
        wording = None
        if key != "title":
            # What is left of several paragraphs is the notice's own.
            wording = _wording_of(compared.rows, compared.standard_rows[key])
        new_keys.append(_own(key, wording or []))
    return DataChanges(
        new_keys=tuple(new_keys),
        rows_read=tuple(removed_rows),
        removed=len(new_keys),
    )


def removed_signing_organs(compared: ComparedNotice) -> DataChanges:
    """Return that the organ does not sign where its name was deleted below the text, with the rows that this explains."""
    removed_rows = []
    for index in compared.signing_rows:
        is_gone = compared.rows[index].edited is None
        if is_gone and not _standard_part(compared, index):
            removed_rows.append(index)
    has_signature = isinstance(compared.data.value.get("signature"), dict)
    if not removed_rows or not has_signature:
        return DataChanges()
    no_organs = NewKey(
        route=("signature",),
        key="organizations",
        value=[],
    )
    return DataChanges(
        new_keys=(no_organs,),
        rows_read=tuple(removed_rows),
        removed=1,
    )


def read_beside_standard_words(
    compared: ComparedNotice, row_index: int
) -> DataChanges | None:
    """Read an added paragraph before or behind the standard opening or closing, as part of the notice's own."""
    for key, standard in compared.standard_rows.items():
        if not standard:
            continue
        with_added = _with_added_around(compared.rows, standard)
        if row_index not in with_added:
            continue
        wording = _wording_of(compared.rows, with_added)
        if wording is None:
            return None
        return DataChanges(new_keys=(_own(key, wording),), added=1)
    return None


def _own(key: str, wording: str | list[str]) -> NewKey:
    return NewKey(
        route=(),
        key=key,
        value=wording,
    )


def _standard_part(compared: ComparedNotice, row_index: int) -> str:
    """Return the key of the standard part that the row ``row_index`` is of; empty where it is of none."""
    for key, standard in compared.standard_rows.items():
        if row_index in standard:
            return key
    return ""


def _with_added_around(rows: Sequence[ParagraphRow], standard: Sequence[int]) -> range:
    """Return the rows from the first of ``standard`` to the last, with the added ones that stand around them."""
    start = standard[0]
    end = standard[-1] + 1
    while start > 0 and rows[start - 1].printed is None:
        start -= 1
    while end < len(rows) and rows[end].printed is None:
        end += 1
    return range(start, end)


def _wording_of(
    rows: Sequence[ParagraphRow], indices: Iterable[int]
) -> list[str] | None:
    """Return the paragraphs of ``indices`` as the notice's own; None where a fact has no slot."""
    wording = []
    for index in indices:
        row = rows[index]
        if row.edited is None:
            continue
        if row.printed is None:
            wording.append(slots.escaped(row.edited))
            continue
        slotted_paragraph = slotted(row.printed, row.edited)
        if slotted_paragraph is None:
            return None
        wording.append(slotted_paragraph.text)
    return wording
