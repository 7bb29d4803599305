"""The list of attachments (附件说明) below the text: 附件：1.整改任务清单 / 2.制度清单.

Pure functions from the last paragraphs of a notice to the names of its attachments. This module must
not know what stands around the list.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from rectify_gen.importer.outer_parts import OuterKind, OuterPart

_MOST_LINES = 30
_LONGEST_NAME = 80
_SHORTEST_FULL_LINE = 18
"""Characters of a name that fills a line of 28, behind indent, 附件： and number."""
_BEGINNING = re.compile(r"附\s?件?\s{0,4}[：:]\s{0,8}(?P<name>.{0,120})")
_NUMBERED = re.compile(
    r"[（(]?(?P<number>[0-9０-９]{1,2})(?:[.．、)）]|\s)\s{0,4}(?P<name>\S.{0,120})"
)
_NEXT_ON_LINE = re.compile(r"(?:\s{1,40}|[；;，,])(?=[2-9][0-9]?[.．、]\s{0,4}\S)")
"""Where another attachment begins on the same line."""
_ATTACHMENT_HEADING = re.compile(
    r"附\s{0,4}件\s{0,2}(?P<number>[0-9０-９一二三四五六七八九十]{0,2})\s{0,2}[：:]?"
)
_ENDS = "。；;，,"


class AttachmentList(NamedTuple):
    """The list as a part, and how many paragraphs stand before it."""

    part: OuterPart | None
    remaining: int


def read_attachments(texts: Sequence[str]) -> AttachmentList:
    """Return the list of attachments that ``texts`` end with; none where they end otherwise."""
    highest = max(len(texts) - _MOST_LINES, 0)
    for start in range(len(texts) - 1, highest - 1, -1):
        match = _BEGINNING.fullmatch(texts[start])
        if match is None:
            continue
        names = _names(match["name"], texts[start + 1 :])
        if not names:
            break
        return AttachmentList(_as_part(texts[start:], names), start)
    return AttachmentList(None, len(texts))


def is_attachment_heading(text: str) -> bool:
    """Return whether ``text`` is how the text of an attachment begins: 附件 or 附件1 alone on its line."""
    return number_in_heading(text) is not None


def number_in_heading(text: str) -> str | None:
    """Return the number in such a heading, as it is written, empty for 附件 alone; None where ``text`` is none."""
    match = _ATTACHMENT_HEADING.fullmatch(text)
    return None if match is None else match["number"]


def _names(beginning: str, below: Sequence[str]) -> list[str]:
    """Return the names of attachments; none where a line below is no entry of the list."""
    entries: list[str] = []
    for line in (beginning, *below):
        # 附件： may stand alone above the first name.
        if line.strip():
            entries += _NEXT_ON_LINE.split(line)
    if not entries:
        return []
    if len(entries) == 1 and _NUMBERED.fullmatch(entries[0]) is None:
        name = _tidy(entries[0])
        return [name] if _is_name(name) else []
    names: list[str] = []
    for entry in entries:
        match = _NUMBERED.fullmatch(entry)
        if match is not None and int(match["number"]) == len(names) + 1:
            names.append(_tidy(match["name"]))
        elif match is None and names and _goes_on(names[-1], entry):
            # A long name goes on in a second line.
            names[-1] += _tidy(entry)
        else:
            return []
    if not all(_is_name(name) for name in names):
        return []
    return names


def _goes_on(name: str, line: str) -> bool:
    """Whether ``line`` may be the second one of a ``name`` that fills the line above."""
    if len(name) < _SHORTEST_FULL_LINE:
        return False
    return _is_name(line) and not line.endswith(tuple(_ENDS))


def _tidy(name: str) -> str:
    return name.strip().rstrip(_ENDS)


def _is_name(name: str) -> bool:
    return 0 < len(name) <= _LONGEST_NAME and "。" not in name


def _as_part(lines: Sequence[str], names: Sequence[str]) -> OuterPart:
    if len(names) == 1:
        standard = f"附件：{names[0]}"
    else:
        standard = "附件："
        for number, name in enumerate(names, start=1):
            standard += f"{number}.{name}"
    return OuterPart(
        OuterKind.ATTACHMENTS,
        "\n".join(lines),
        tuple(names),
        standard=standard,
    )
