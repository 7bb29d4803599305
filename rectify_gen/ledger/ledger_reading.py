"""Reads a returned or handed-down ledger (.xlsx) into the data of a notice.

A ledger has columns, so nothing is guessed from running text: what a column or a word means stands in
``vocabulary``. What is not understood is reported with sheet and cell, and kept beside its item.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rectify_gen.diagnostics import Diagnostic, InputError
from rectify_gen.importer import Imported, survey
from rectify_gen.ledger.cell_texts import one_line
from rectify_gen.ledger.ledger_table import (
    LedgerHead,
    LedgerRow,
    find_head,
    rows_below,
    texts_above,
)
from rectify_gen.ledger.notice_of_ledger import LedgerItem, merge_problems, notice_of
from rectify_gen.ledger.row_grouping import LedgerProblem, group_rows
from rectify_gen.workbook import SheetContent, read_workbook

_ORGANIZATION = re.compile(
    "(?:填报单位|填表单位|单位名称|单位)?[:：]?(中共.{2,30}?(?:党组|党委|党工委|党总支|党支部|委员会))(?:.*)"
)


class ReadLedger(NamedTuple):
    """The items of a ledger, and what is to be said of the whole."""

    items: tuple[LedgerItem, ...]
    organization: str
    """The organ whose ledger it is; empty where the ledger does not name a party organ."""
    diagnostics: tuple[Diagnostic, ...]


def import_ledger(
    data: bytes,
    name: str,
) -> Imported:
    """Return the data of a notice with the problems of the ledger ``data``; ``name`` is what reports call it.

    Raises:
        InputError: it is no workbook, or holds no ledger.
    """
    ledger = read_ledger(data, name)
    notice = notice_of(ledger.items)
    notice_data = notice.data
    missing = "单位、巡察情况、落款" if not ledger.organization else "巡察情况、落款"
    if ledger.organization:
        notice_data = {
            "kind": notice_data["kind"],
            "organization": {"name": ledger.organization},
            "sections": notice_data["sections"],
        }
    to_fill_in = Diagnostic(
        "ledger-facts-missing",
        facts={"names": missing},
    )
    diagnostics = [*ledger.diagnostics, *notice.diagnostics, to_fill_in]
    return Imported(
        data=notice_data,
        diagnostics=tuple(_named(diagnostics, name)),
        summary=survey.summary(notice_data),
        facts=notice.facts,
    )


def _named(
    diagnostics: Sequence[Diagnostic],
    name: str,
) -> Iterator[Diagnostic]:
    for diagnostic in diagnostics:
        yield diagnostic._replace(path=diagnostic.path or name)


def read_ledger(
    data: bytes,
    name: str,
) -> ReadLedger:
    """Return the items of the ledger ``data``; ``name`` is what reports call it.

    Raises:
        InputError: it is no workbook, or holds no ledger.
    """
    workbook = read_workbook(data, name)
    problems: list[Sequence[LedgerProblem]] = []
    diagnostics = [
        note for note in workbook.diagnostics if note.code != "xlsx-hidden-sheet"
    ]
    organization = ""
    for sheet in workbook.sheets:
        if sheet.is_hidden:
            # What nobody sees may be an old draft.
            if sheet.rows:
                facts = {"sheet": sheet.name}
                diagnostics.append(
                    Diagnostic(
                        "ledger-sheet-hidden",
                        facts=facts,
                    )
                )
            continue
        head = find_head(sheet)
        if head is None:
            if sheet.rows:
                facts = {"sheet": sheet.name}
                diagnostics.append(
                    Diagnostic(
                        "ledger-sheet-unread",
                        facts=facts,
                    )
                )
            continue
        rows = list(rows_below(sheet, head))
        grouped = group_rows(
            sheet,
            head,
            rows,
        )
        problems.append(grouped.problems)
        organization = organization or _organization(sheet, head)
        diagnostics += _notes_of_head(
            sheet,
            head,
            rows,
        )
        diagnostics += _notes_of_rows(sheet, grouped.unread)
    items = merge_problems(problems)
    if not items:
        raise InputError(
            [
                Diagnostic(
                    "ledger-none",
                    path=name,
                )
            ]
        )
    return ReadLedger(
        tuple(items),
        organization,
        tuple(diagnostics),
    )


def _organization(
    sheet: SheetContent,
    head: LedgerHead,
) -> str:
    for cell in texts_above(sheet, head):
        match = _ORGANIZATION.match("".join(cell.text.split()))
        if match:
            return match[1]
    return ""


def _notes_of_head(
    sheet: SheetContent,
    head: LedgerHead,
    rows: Sequence[LedgerRow],
) -> Iterator[Diagnostic]:
    """Yield the texts above the head, and the columns that are not known and hold something."""
    for cell in texts_above(sheet, head):
        place = sheet.place(cell.row, cell.column)
        facts = {"text": one_line(cell.text)}
        yield Diagnostic(
            "ledger-text-around",
            facts=facts,
            place=place,
        )
    for head_cell in head.cells:
        if head_cell.column is not None:
            continue
        number = head_cell.number
        if any(row.begins(number) for row in rows):
            place = sheet.place(head.bottom, head_cell.number)
            facts = {"title": head_cell.title}
            yield Diagnostic(
                "ledger-column-unknown",
                facts=facts,
                place=place,
            )


def _notes_of_rows(
    sheet: SheetContent,
    rows: Sequence[LedgerRow],
) -> Iterator[Diagnostic]:
    for row in rows:
        cells = dict.fromkeys(row.cells.values())
        texts = [one_line(cell.text) for cell in cells]
        place = sheet.place(row.number, next(iter(row.cells)))
        facts = {"text": " ".join(texts)}
        yield Diagnostic(
            "ledger-text-around",
            facts=facts,
            place=place,
        )
