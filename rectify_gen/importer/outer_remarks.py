"""What is reported of the parts around a text: those that are printed otherwise, or not at all.

This module must not know how a part is recognised.
"""

from __future__ import annotations

from collections.abc import Iterator

from rectify_gen.diagnostics import Diagnostic
from rectify_gen.importer.frame import NoticeFrame
from rectify_gen.importer.notice_data import NoticeData
from rectify_gen.importer.outer_parts import OuterKind, OuterPart

_LONGEST_QUOTE = 60


def outer_remarks(frame: NoticeFrame, data: NoticeData) -> Iterator[Diagnostic]:
    """Yield what the user may want to know of red head, attachments, signature and imprint."""
    attached: list[OuterPart] = []
    for part in (*frame.head, *frame.tail):
        if part.kind is OuterKind.ATTACHED:
            attached.append(part)
        elif part.kind is OuterKind.UNPRINTED:
            yield _remark("import-unprinted", part)
        elif part.kind is OuterKind.CONTACTS:
            yield _remark("import-moved", part)
        elif part.kind is not OuterKind.MARK and part.is_rewritten:
            yield _remark("import-rewritten", part)
    if attached:
        facts = {
            "count": len(attached),
            "text": _quote(attached[0].text),
        }
        yield Diagnostic("import-attached", ("document", "attachments"), facts)
    mark = frame.organs_in_mark()
    if mark and mark != _names_of_organs(data):
        facts = {"text": "、".join(mark)}
        yield Diagnostic("import-mark", ("organization",), facts)


def _remark(code: str, part: OuterPart) -> Diagnostic:
    facts = {
        "text": " ".join(part.text.split()),
        "printed": part.standard or "",
    }
    return Diagnostic(code, facts=facts)


def _quote(text: str) -> str:
    return " ".join(text.split())[:_LONGEST_QUOTE]


def _names_of_organs(data: NoticeData) -> list[str]:
    organs = data.get("organization", [])
    if isinstance(organs, dict):
        organs = [organs]
    return [organ["name"] for organ in organs]
