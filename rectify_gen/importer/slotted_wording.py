"""An opening or closing in the organ's own words, with a slot in the place of each fact: 根据{authority}统一部署.

A slot is put only where it prints the very characters that the source has there. This module must not know how the
facts were found.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rectify_gen.importer import prove
from rectify_gen.importer.characters import squeeze
from rectify_gen.importer.notice_data import NoticeData
from rectify_gen.model import slots


class SlotPlace(NamedTuple):
    """The characters of a text that state the fact of a slot."""

    slot: str
    start: int
    end: int


def slotted(text: str, places: Iterable[SlotPlace], facts: NoticeData) -> str:
    """Return ``text`` with a slot for each of ``places`` that prints the same of ``facts``; other braces are doubled."""
    pieces = []
    index = 0
    for place in _replaceable(text, list(places), facts):
        pieces.append(slots.escaped(text[index : place.start]))
        pieces.append("{" + place.slot + "}")
        index = place.end
    pieces.append(slots.escaped(text[index:]))
    return "".join(pieces)


def _replaceable(
    text: str, places: Sequence[SlotPlace], facts: NoticeData
) -> list[SlotPlace]:
    """Return the places, in order and none within another, where the slot prints what stands there."""
    names = sorted({place.slot for place in places})
    printed = prove.printed_slots(facts, names)
    # Of two places that overlap, the one that begins first or is longer holds the other: a period its first day.
    candidates = sorted(places, key=lambda place: (place.start, -place.end))
    kept: list[SlotPlace] = []
    index = 0
    for place in candidates:
        words = squeeze(text[place.start : place.end])
        printed_words = squeeze(printed.get(place.slot, ""))
        if place.start >= index and printed_words == words:
            kept.append(place)
            index = place.end
    return kept
