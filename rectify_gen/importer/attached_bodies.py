"""Texts of attachments behind a document, as the bodies of the attachments that its list names.

For example of 附件1 / 整改任务清单 / 一、…… the third line is the body of the first attachment. Pure functions from
paragraphs to data; where label and title do not agree with the list, nothing is taken. This module must not know what
stands before the attachments.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rectify_gen.chinese import read_numeral
from rectify_gen.importer.attachment_list import (
    is_attachment_heading,
    number_in_heading,
)
from rectify_gen.importer.characters import squeeze

_MOST_TITLE_LINES = 4

AttachmentData = str | dict[str, Any]


def with_bodies(
    names: Sequence[str], texts: Sequence[str]
) -> list[AttachmentData] | None:
    """Return the attachments ``names``, those with a body among ``texts`` with it; None where some text has no place."""
    entries: list[AttachmentData] = list(names)
    starts: list[int] = []
    for place, text in enumerate(texts):
        if is_attachment_heading(text.strip()):
            starts.append(place)
    if not starts or starts[0] != 0:
        return None
    ends = [*starts[1:], len(texts)]
    last_index = -1
    for start, end in zip(
        starts,
        ends,
        strict=True,
    ):
        index = _index(texts[start], len(names))
        if not last_index < index < len(names):
            return None
        body = _body(names[index], texts[start + 1 : end])
        if not body:
            return None
        entries[index] = {"title": names[index], "content": body}
        last_index = index
    return entries


def _index(label: str, count: int) -> int:
    """Which attachment a label names, counted from 0; -1 for none."""
    number = number_in_heading(label.strip())
    if not number:
        return 0 if count == 1 else -1
    value = int(number) if number.isdecimal() else read_numeral(number)
    return -1 if value is None else value - 1


def _body(name: str, texts: Sequence[str]) -> list[str]:
    """The paragraphs behind the title, which may stand on several lines; none where it is not the name."""
    expected = squeeze(name)
    title = ""
    for place, text in enumerate(texts[:_MOST_TITLE_LINES], start=1):
        title += squeeze(text)
        if title == expected:
            return list(texts[place:])
    return []
