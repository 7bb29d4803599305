"""What is reported of the parts around a text: those that are printed otherwise, or not at all.

This module must not know how a part is recognised.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rectify_gen.diagnostics import Diagnostic, Severity
from rectify_gen.importer.frame import NoticeFrame
from rectify_gen.importer.notice_data import NoticeData, names_of_organs
from rectify_gen.importer.outer_parts import OuterKind, OuterPart
from rectify_gen.importer.source_blocks import SourceBlock
from rectify_gen.importer.source_trace import placed_at

_LONGEST_QUOTE = 60
_ANY_WORD = re.compile(r"\w")
_NO_FACTS_OF_DOCUMENT = (
    OuterKind.TITLE,
    OuterKind.SIGNATURE,
    OuterKind.CONTACTS,
    OuterKind.UNPRINTED,
)
"""Parts whose data stands elsewhere than below ``document``."""


def outer_remarks(
    frame: NoticeFrame,
    data: NoticeData,
    blocks: Sequence[SourceBlock],
) -> Iterator[Diagnostic]:
    """Yield what the user may want to know of red head, attachments, signature and imprint, each with its place."""
    for part in frame.head:
        yield from _part_remarks(part, blocks)
    # What stands at the end is searched for from there: its words may stand in the text, too.
    from_end = blocks[::-1]
    attached: list[OuterPart] = []
    for part in frame.tail:
        if part.kind is OuterKind.ATTACHED:
            attached.append(part)
        else:
            yield from _part_remarks(part, from_end)
    if attached:
        facts = {
            "count": len(attached),
            "text": attached[0].text[:_LONGEST_QUOTE],
        }
        code = "import-attached-text" if _has_bodies(data) else "import-attached"
        remark = Diagnostic(code, ("document", "attachments"), facts)
        yield placed_at(remark, attached[0].text, from_end)
    mark = frame.organs_in_mark()
    if mark and mark != names_of_organs(data):
        facts = {"text": "、".join(mark)}
        yield Diagnostic("import-mark", ("organization",), facts)


def _has_bodies(data: NoticeData) -> bool:
    """Whether the texts of attachments were taken as their bodies."""
    entries = data.get("document", {}).get("attachments", [])
    return any(isinstance(entry, dict) for entry in entries)


def _part_remarks(
    part: OuterPart, blocks: Sequence[SourceBlock]
) -> Iterator[Diagnostic]:
    """Yield a report where the data does not print ``part`` as its source does."""
    code = ""
    if part.kind is OuterKind.UNPRINTED:
        code = "import-unprinted"
    elif part.kind is OuterKind.CONTACTS:
        code = "import-moved"
    elif part.kind is not OuterKind.MARK and part.is_rewritten:
        code = "import-rewritten"
    if not code:
        return
    facts = {
        "text": " ".join(part.text.split()),
        "printed": part.standard or "",
    }
    remark = Diagnostic(code, _route(part), facts)
    # A line that is only drawn is no loss.
    if _ANY_WORD.search(part.text.replace("_", "")) is None:
        remark = remark._replace(grade=Severity.INFO)
    first_line = part.text.splitlines()[0]
    yield placed_at(remark, first_line, blocks)


def _route(part: OuterPart) -> tuple[str, ...]:
    """Return where the data has what ``part`` says."""
    if part.kind is OuterKind.SIGNATURE:
        return ("signature",)
    if part.kind is OuterKind.CONTACTS:
        return ("closing",)
    if part.kind in _NO_FACTS_OF_DOCUMENT:
        return ()
    return ("document", part.kind.value)
