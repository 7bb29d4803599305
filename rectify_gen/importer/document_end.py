"""The end of a document below its closing: attachments, signature, note, contacts, imprint, texts of attachments.

For example of 特此报告。 / 附件：整改台账 / 中共示例市水务局党组 / 2025年4月7日 / （此件公开发布） all but the first
are the end. Pure functions from the paragraphs of a notice to the parts that its end consists of. This module
must not know sections.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rectify_gen.importer.attachment_list import (
    AttachmentList,
    is_attachment_heading,
    read_attachments,
)
from rectify_gen.importer.closing_words import CLOSING_START
from rectify_gen.importer.imprint import read_imprint
from rectify_gen.importer.outer_parts import OuterKind, OuterPart
from rectify_gen.importer.signature_lines import Signed, read_signature

_MOST_LINES_BELOW_SIGNATURE = 10
_MOST_LINES_OF_END = 25
"""So far above the text of an attachment its document's signature may stand."""
_NOTE = re.compile(
    "[（(](?P<words>[^（）()]{2,200}(?:[（(][^（）()]{1,20}[）)][^（）()]{0,100})?)[）)]"
)
"""A note below the date: （此件公开发布）, （联系人：张某）."""
_SURE_NOTE = re.compile("[（(]此件[^（）()]{2,30}[）)]")
"""What is a note even where nobody signs above it."""


@dataclass(frozen=True, slots=True)
class DocumentEnd:
    """What stands at the end of a document, and how many of its paragraphs stand before."""

    parts: tuple[OuterPart, ...]
    """In the order of the source."""
    signed: Signed
    signature_start: int
    signature_end: int
    """The paragraphs from which the signature is read; none where it is kept as text."""
    remaining: int


def read_document_end(texts: Sequence[str]) -> DocumentEnd:
    """Return the end of the document that ``texts`` are; it has no parts where they end with their text."""
    parts_below, end = _parts_below_signature(texts)
    signature_end = _end_of_signature(texts[:end])
    lines_below = texts[signature_end:end]
    signed, remaining = read_signature(texts[:signature_end])
    if signed is not None and signed.lines:
        # Such a signature is kept in the closing, and so is what stands below it.
        return DocumentEnd(
            parts=tuple(parts_below),
            signed=replace(signed, lines=tuple(texts[remaining:end])),
            signature_start=end,
            signature_end=end,
            remaining=remaining,
        )
    parts = [*map(_part_below_signature, lines_below), *parts_below]
    if signed is None:
        signed = Signed()
        remaining = signature_end
    else:
        signature = OuterPart(
            OuterKind.SIGNATURE,
            "\n".join(texts[remaining:signature_end]),
            standard=signed.printed,
        )
        parts.insert(0, signature)
    signature_start = remaining
    has_attachments = any(part.kind is OuterKind.ATTACHMENTS for part in parts)
    if not has_attachments:
        attachments = read_attachments(texts[:remaining])
        if attachments.part is not None:
            parts.insert(0, attachments.part)
        remaining = attachments.remaining
    return DocumentEnd(
        parts=tuple(parts),
        signed=signed,
        signature_start=signature_start,
        signature_end=signature_end,
        remaining=remaining,
    )


def _parts_below_signature(texts: Sequence[str]) -> tuple[list[OuterPart], int]:
    """Return imprint, list and texts of attachments below the signature, and where the first of them begins."""
    imprint = read_imprint(texts)
    parts = list(imprint.parts)
    end = imprint.remaining
    listed = _attachments_below_signature(texts[:end])
    if listed.part is not None:
        return [listed.part, *parts], listed.remaining
    attached = _attached_texts(texts[:end])
    attached_parts = []
    for text in texts[attached:end]:
        part = OuterPart(OuterKind.ATTACHED, text)
        attached_parts.append(part)
    # The imprint may stand above the texts of attachments, too.
    imprint = read_imprint(texts[:attached])
    return [*imprint.parts, *attached_parts, *parts], imprint.remaining


def _attached_texts(texts: Sequence[str]) -> int:
    """Return where the texts of attachments begin: at a line 附件1 that stands straight below a dated signature."""
    for place, text in enumerate(texts):
        if place == 0 or not is_attachment_heading(text):
            continue
        above = texts[max(place - _MOST_LINES_OF_END, 0) : place]
        imprint = read_imprint(above)
        lines = above[: imprint.remaining]
        while len(lines) > 1 and _may_stand_below_signature(lines[-1]):
            lines = lines[:-1]
        if _ends_with_dated_signature(lines):
            return place
    return len(texts)


def _attachments_below_signature(texts: Sequence[str]) -> AttachmentList:
    """Return the list of attachments that ``texts`` end with, where a dated signature stands straight above it."""
    listed = read_attachments(texts)
    if listed.part is not None:
        signature_end = _end_of_signature(texts[: listed.remaining])
        if _ends_with_dated_signature(texts[:signature_end]):
            return listed
    return AttachmentList(None, len(texts))


def _ends_with_dated_signature(texts: Sequence[str]) -> bool:
    signed, _ = read_signature(texts)
    return signed is not None and signed.date is not None


def _end_of_signature(texts: Sequence[str]) -> int:
    """Return where a dated signature ends that notes and contacts stand below; else where a note begins, or the end."""
    end = len(texts)
    lowest = max(end - _MOST_LINES_BELOW_SIGNATURE, 1)
    while end > lowest and _may_stand_below_signature(texts[end - 1]):
        end -= 1
    signed, _ = read_signature(texts[:end])
    if signed is not None and (signed.date or signed.lines):
        return end
    has_note_alone = bool(texts) and _SURE_NOTE.fullmatch(texts[-1]) is not None
    return len(texts) - 1 if has_note_alone else len(texts)


def _may_stand_below_signature(text: str) -> bool:
    if _NOTE.fullmatch(text) is not None:
        return True
    return CLOSING_START.match(text) is not None


def _part_below_signature(text: str) -> OuterPart:
    """Return the note or the contacts that ``text`` is."""
    match = _NOTE.fullmatch(text)
    if match is None:
        return OuterPart(OuterKind.CONTACTS, text)
    words = match["words"].strip()
    if CLOSING_START.match(words) and re.search("[：:]", words):
        return OuterPart(OuterKind.CONTACTS, text, standard=words)
    return _note(text, words)


def as_note(part: OuterPart) -> OuterPart:
    """Return contacts in brackets as the note that they are in a document for other organs; other parts as they are."""
    if part.kind is not OuterKind.CONTACTS or part.standard is None:
        return part
    return _note(part.text, part.standard)


def _note(text: str, words: str) -> OuterPart:
    return OuterPart(
        OuterKind.NOTE,
        text,
        (words,),
        standard=f"（{words}）",
    )
