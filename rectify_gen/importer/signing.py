"""The signature at the end of a notice: organs and date.

Pure functions from the last paragraphs to what they sign. This room must not know
the rest of a notice.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from rectify_gen import chinese

_ORGAN = re.compile(
    "[^，。；：！？、,;:!?“”]{2,40}(?:党组|党委|工委|总支|支部|委员会|纪委|局|委|厅|部|院|校|处|站|所|队|社|会|公司|集团|中心|大学|办公室|政府|办)"
    "(?:[（(][^（）()]{1,12}[）)])?"
)
_SURE_ORGAN = re.compile(
    "(?:中国共产党|中共).{2,40}(?:党组|党委|工委|总支|支部|委员会)|.{4,30}(?:党组|党委|党工委|委员会|人民政府)"
)
_DATE_END = re.compile(
    r"(.{4,60}?)\s{1,40}([0-9]{4}\s?年\s?[0-9]{1,2}\s?月\s?[0-9]{1,2}\s?日)"
)
_OTHER_DATE = re.compile(
    r"[0-9〇○ＯO零一二三四五六七八九]{4}\s?[年\-./]\s?[0-9一二三四五六七八九十]{1,3}\s?(?:月|[月\-./]\s?[0-9一二三四五六七八九十]{1,3}\s?[日号]?)"
)
_NOTE = re.compile("[（(]([^（）()]{2,80})[）)]")
_MOST_ORGANS = 6


@dataclass(frozen=True, slots=True)
class Signed:
    """Who signs and when (2025年4月7日), as printed; ``lines`` where it can only be kept as paragraphs.

    So it is with a date in another writing, and with a note below the date.
    """

    organizations: tuple[str, ...] = ()
    date: str | None = None
    lines: tuple[str, ...] = field(default=())


def read_signature(texts: Sequence[str]) -> tuple[Signed | None, int]:
    """Return the signature that ``texts`` end with, or None, and how many paragraphs stand before it."""
    end = len(texts)
    note = _NOTE.fullmatch(texts[end - 1]) if end > 1 else None
    if note and texts[end - 1][0] == "（" and texts[end - 1][-1] == "）":
        signed, left = _signature(texts, end - 1)
        if signed and (signed.date or signed.lines):
            return Signed(signed.organizations, lines=tuple(texts[left:])), left
    return _signature(texts, end)


def _signature(texts: Sequence[str], end: int) -> tuple[Signed | None, int]:
    last = texts[end - 1] if end else ""
    if both := _DATE_END.fullmatch(last):
        organs, left = _organs_before(texts, end - 1)
        date = _date_of(both[2])
        return (
            (Signed((*organs, *_names(both[1])), date), left)
            if date and _ORGAN.fullmatch(both[1])
            else (None, end)
        )
    date = _date_of(last)
    unreadable = date is None and _OTHER_DATE.fullmatch(last) is not None
    organs, left = _organs_before(texts, end - (1 if date or unreadable else 0))
    if unreadable:
        return Signed(tuple(organs), lines=tuple(texts[left:end])), left
    if date is None and not any(_SURE_ORGAN.fullmatch(name) for name in organs):
        return None, end
    return Signed(tuple(organs), date), left


def _organs_before(texts: Sequence[str], end: int) -> tuple[list[str], int]:
    """The organs on the lines before ``end``, and where they begin."""
    at = end
    while at > 0 and end - at < _MOST_ORGANS and len(texts[at - 1]) <= 120:
        if not all(_ORGAN.fullmatch(name) for name in _names(texts[at - 1])):
            break
        at -= 1
    return [name for text in texts[at:end] for name in _names(text)], at


def _names(text: str) -> list[str]:
    """The organs on one line: wide gaps separate two, single gaps between all characters are only padding."""
    if re.fullmatch(r"(?:\S\s{1,3}){3,40}\S", text):
        return ["".join(text.split())]
    return [name.strip() for name in re.split(r"\s{2,40}|\u3000", text) if name.strip()]


def _date_of(text: str) -> str | None:
    """The date that ``text`` is, where the view writes it the same: no leading zeros, a day that exists."""
    written = "".join(text.split())
    day = chinese.read_date(written) if len(written) <= 12 else None
    return written if day and chinese.write_date(day) == written else None
