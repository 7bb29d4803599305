"""Slots: ``{team}`` in a preamble or closing of the organ's own wording prints the fact of that name.

So a fact stands once in the data, however the sentence around it is worded. ``{{`` and ``}}`` are braces that are
printed. Which slots there are, which facts each needs, and how a text is taken apart stands here; what a slot prints
belongs to the view. This module must not know YAML, positions or the wording of messages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from rectify_gen.late_pattern import LatePattern
from rectify_gen.model.own_names import is_own_name
from rectify_gen.vocabulary.contact_kinds import ContactKind

SLOTTED_PARTS = ("preamble", "closing")
"""Parts of a notice whose texts may have slots."""
Keys = tuple[str, ...]
"""Facts that are needed together, as dotted keys: ``("inspection.start", "inspection.end")``."""


class Slot(NamedTuple):
    """One slot: its names, the facts that it prints, and whether these hold a year."""

    name: str
    zh: str
    """Its Chinese name, that is the title of the field that it prints."""
    en: str
    needs: tuple[Keys, ...]
    """The facts that it prints; several where the later ones stand in for the first."""
    is_dated: bool = False


class SlotUse(NamedTuple):
    """A slot as a text uses it: ``{phone2}`` is the second contact of its kind."""

    slot: Slot
    place: int | None = None
    """Which contact of its kind, from 1; None for all of them, and for other slots."""
    field: str = ""
    """The name of an office's own fact; empty for other slots."""


_FACT_SLOTS = (
    Slot("authority", "派出机关", "who ordered it", (("inspection.authority",),)),
    Slot("term", "届次", "term", (("inspection.term",),)),
    Slot("round", "轮次", "round", (("inspection.round",),)),
    Slot("team", "巡察组", "inspection team", (("inspection.team",),)),
    Slot("type", "巡察方式", "type of inspection", ()),
    Slot(
        "inspected",
        "被巡察单位",
        "who was inspected",
        (("inspection.inspected",), ("organization",)),
    ),
    Slot("organization", "单位全称", "organisation", (("organization",),)),
    Slot("short_name", "单位简称", "short name", (("organization.short_name",),)),
    Slot(
        "period",
        "巡察起止日期",
        "when the inspection was",
        (("inspection.start", "inspection.end"),),
        is_dated=True,
    ),
    Slot(
        "start",
        "巡察开始日期",
        "first day of the inspection",
        (("inspection.start",),),
        is_dated=True,
    ),
    Slot(
        "end",
        "巡察结束日期",
        "last day of the inspection",
        (("inspection.end",),),
        is_dated=True,
    ),
    Slot(
        "feedback_date",
        "反馈日期",
        "date of the feedback",
        (("inspection.feedback_date",),),
        is_dated=True,
    ),
    Slot(
        "feedback_by",
        "反馈主体",
        "who gave the feedback",
        (("inspection.feedback_by",), ("inspection.team",)),
    ),
    Slot(
        "publication",
        "公开期限",
        "publication period",
        (("publication",),),
        is_dated=True,
    ),
    Slot(
        "publication_start",
        "公开开始日期",
        "first day of the publication",
        (("publication.start",),),
        is_dated=True,
    ),
    Slot(
        "publication_end",
        "公开结束日期",
        "last day of the publication",
        (("publication.end",),),
        is_dated=True,
    ),
    Slot("contacts", "联系方式", "all contacts", (("contacts",),)),
)


def _contact_slots() -> Iterator[Slot]:
    for kind in ContactKind:
        needs = ((f"contacts.{kind.value}",),)
        yield Slot(kind.value, kind.row.zh, kind.row.en, needs)


SLOTS: tuple[Slot, ...] = (*_FACT_SLOTS, *_contact_slots())
"""Every slot that a preamble or a closing may have."""

OWN_FACT = Slot("fields", "自定义项", "a fact of an office's own", ())
"""What ``{fields.举报电话}`` is: it is followed by a dot and the name of the fact."""

_BY_NAME = {
    **{slot.zh: slot for slot in SLOTS},
    **{slot.name: slot for slot in SLOTS},
}
_CONTACT_KINDS = frozenset(ContactKind)
_NUMBERED = re.compile(r"([^0-9]+)([1-9][0-9]?)")
"""The name of a contact's kind and which of that kind is meant: phone2."""


def slot_use(name: str) -> SlotUse | None:
    """Return what ``name``, the words in a pair of braces, means; None where no slot is called so."""
    name = name.strip()
    owner, _, field = name.partition(".")
    if owner in (OWN_FACT.name, OWN_FACT.zh) and is_own_name(field):
        return SlotUse(OWN_FACT, field=field)
    slot = _BY_NAME.get(name)
    if slot is not None:
        return SlotUse(slot)
    numbered = _NUMBERED.fullmatch(name)
    if numbered is None:
        return None
    slot = _BY_NAME.get(numbered[1].strip())
    if slot is None or slot.name not in _CONTACT_KINDS:
        return None
    return SlotUse(slot, int(numbered[2]))


def name_in_language(name: str, language: str) -> str | None:
    """Return the slot ``name`` as it is called in ``language``, ``zh`` or ``en``; None where there is no such slot."""
    use = slot_use(name)
    if use is None:
        return None
    called = use.slot.zh if language == "zh" else use.slot.name
    if use.field:
        return f"{called}.{use.field}"
    return called if use.place is None else f"{called}{use.place}"


class SlotPiece(NamedTuple):
    """A stretch of a text: words that are printed as they stand, or a pair of braces with the name of a slot."""

    words: str
    """What is printed; for a pair of braces the name between them."""
    start: int
    end: int
    is_slot: bool = False


class SlotFault(NamedTuple):
    """Braces of a text that mean nothing."""

    error_type: str
    """``slot_unknown``, ``slot_brace`` or ``slot_wide_braces``."""
    name: str
    start: int
    end: int


_PIECE = LatePattern(
    r"""
      (?P<escaped> \{\{ | \}\} )
    | \{ (?P<name> [^{}]* ) \}
    | (?P<single> [{}] )
    | (?P<words> [^{}]+ )
    """,
    re.VERBOSE,
)
_WIDE_BRACES = LatePattern("｛([^{}｛｝]{1,20})｝")


def has_braces(text: str) -> bool:
    """Return whether ``text`` may have a slot or a fault of one."""
    return "{" in text or "}" in text or "｛" in text


def pieces(text: str) -> Iterator[SlotPiece]:
    """Yield ``text`` in stretches: words, and slots by their names; a brace alone counts as words."""
    for match in _PIECE.finditer(text):
        start, end = match.span()
        if match["name"] is not None:
            yield SlotPiece(match["name"], start, end, is_slot=True)
        elif match["escaped"]:
            yield SlotPiece(match["escaped"][0], start, end)
        else:
            yield SlotPiece(match.group(), start, end)


def masked(text: str, mask: str) -> str:
    """Return ``text`` with the characters of ``mask`` in turn in the place of those of each slot."""
    stretches = []
    for piece in pieces(text):
        length = piece.end - piece.start
        if piece.is_slot:
            repeated = mask * length
            stretches.append(repeated[:length])
        else:
            stretches.append(text[piece.start : piece.end])
    return "".join(stretches)


def slots_of(text: str) -> Iterator[Slot]:
    """Yield the slots that ``text`` has."""
    if "{" not in text:
        return
    for piece in pieces(text):
        use = slot_use(piece.words) if piece.is_slot else None
        if use is not None:
            yield use.slot


def has_dated_slot(text: str) -> bool:
    """Return whether a slot of ``text`` prints a date, so that months behind it have a year."""
    return any(slot.is_dated for slot in slots_of(text))


def faults(text: str) -> Iterator[SlotFault]:
    """Yield each brace of ``text`` without its partner, and each name that no slot has."""
    for match in _PIECE.finditer(text):
        start, end = match.span()
        name = match["name"]
        if name is not None and slot_use(name) is None:
            yield SlotFault("slot_unknown", name.strip(), start, end)
        elif match["single"]:
            yield SlotFault("slot_brace", match["single"], start, end)
    for match in _WIDE_BRACES.finditer(text):
        # ｛ and ｝ around anything but the name of a slot are marks of the text.
        if slot_use(match[1]) is not None:
            yield SlotFault("slot_wide_braces", match[1].strip(), *match.span())


def escaped(text: str) -> str:
    """Return ``text`` with its braces doubled, so that it prints as it stands."""
    return text.replace("{", "{{").replace("}", "}}")
