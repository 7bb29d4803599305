"""What became of the contacts that stand in one sentence: 电话0599-5550137；邮政地址：临江市书院路18号.

A label that the reviewer typed is written before the value, where a contact may have it; contacts come and go with
the mark between them. This module must not know how a file is edited.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from rectify_gen.building.aligning import align
from rectify_gen.building.returning.span_texts import span_strings
from rectify_gen.view.provenance import RoutedText
from rectify_gen.vocabulary.contact_kinds import ContactKind

_COLONS = ("：", ":")
_MARK_BETWEEN = "；"
"""What stands between contacts, unless the sentence has something else there."""


class PrintedContact(NamedTuple):
    """One contact as printed: its label and its value, and which contact of the notice it is."""

    place: int
    label: str
    value: str


class ContactSentence(NamedTuple):
    """The contacts of a paragraph, and what stands before, between and behind them."""

    before: str
    contacts: list[PrintedContact]
    joint: str
    behind: str


class ContactChange(NamedTuple):
    """One contact before and after; None before for a new one, after for one that is gone."""

    before: PrintedContact | None
    label: str
    value: str
    is_gone: bool = False


def contact_sentence(printed: RoutedText) -> ContactSentence | None:
    """Return the contacts that ``printed`` holds in one row; None where there are none, or other values among them."""
    texts = span_strings(printed)
    of_contacts = []
    for place, span in enumerate(printed.spans):
        if span.route[:1] == ("contacts",):
            of_contacts.append(place)
    if not of_contacts:
        return None
    start = of_contacts[0]
    end = of_contacts[-1] + 1
    contacts: dict[int, PrintedContact] = {}
    joints = set()
    for place in range(start, end):
        span = printed.spans[place]
        if span.route[:1] != ("contacts",):
            if span.route or not span.generated:
                return None
            joints.add(texts[place])
            continue
        contact_place = int(span.route[1])
        contact = contacts.get(
            contact_place,
            PrintedContact(
                contact_place,
                "",
                "",
            ),
        )
        if span.route[2:] == ("value",) and not span.generated and not contact.value:
            contact = contact._replace(value=texts[place])
        elif contact.value and place + 1 < end:
            # {phone} prints what stands between two numbers as a part of the first.
            joints.add(texts[place])
        else:
            contact = contact._replace(label=contact.label + texts[place])
        contacts[contact_place] = contact
    if len(joints) > 1:
        return None
    return ContactSentence(
        before="".join(texts[:start]),
        contacts=list(contacts.values()),
        joint=joints.pop() if joints else _MARK_BETWEEN,
        behind="".join(texts[end:]),
    )


def contact_changes(
    sentence: ContactSentence, edited: str
) -> list[ContactChange] | None:
    """Return what became of the contacts in the ``edited`` paragraph; None where the words around them changed."""
    is_around = edited.startswith(sentence.before) and edited.endswith(sentence.behind)
    if not is_around:
        return None
    end = len(edited) - len(sentence.behind)
    new_texts = edited[len(sentence.before) : end].split(sentence.joint)
    old_texts = [contact.label + contact.value for contact in sentence.contacts]
    changes = []
    for pair in align(old_texts, new_texts):
        if pair.after is None:
            gone = sentence.contacts[pair.before or 0]
            changes.append(
                ContactChange(
                    gone,
                    gone.label,
                    gone.value,
                    is_gone=True,
                )
            )
            continue
        new_text = new_texts[pair.after]
        before = None if pair.before is None else sentence.contacts[pair.before]
        label, value = _label_and_value(new_text, before)
        # A mark that parts contacts elsewhere does not belong to a value.
        is_mark_new = _MARK_BETWEEN in value and (
            before is None or _MARK_BETWEEN not in before.value
        )
        if not value or is_mark_new:
            return None
        changes.append(
            ContactChange(
                before,
                label,
                value,
            )
        )
    return changes


def _label_and_value(text: str, before: PrintedContact | None) -> tuple[str, str]:
    """Return the label of a contact with its colon, and the value behind it."""
    if before is not None and text.startswith(before.label):
        return before.label, text[len(before.label) :]
    if before is not None and text.endswith(before.value):
        return text[: len(text) - len(before.value)], before.value
    for colon in _COLONS:
        label, found_colon, value = text.partition(colon)
        if found_colon and label:
            return label + found_colon, value
    return "", text


def kind_of_label(label: str) -> str:
    """Return the kind of contact that ``label`` is the standard label of, or ends as; ``other`` where it is none."""
    words = label.rstrip("：: ")
    for kind in ContactKind:
        is_standard = bool(kind.row.label) and words == kind.row.label.rstrip("：")
        if is_standard or words.endswith(kind.row.typed_words):
            return kind.value
    return "other"


def written_contact(change: ContactChange) -> dict[str, Any]:
    """Return a contact as an entry of a list."""
    kind = kind_of_label(change.label)
    contact: dict[str, Any] = {"kind": kind}
    if change.label != ContactKind(kind).row.label:
        contact["label"] = change.label
    contact["value"] = change.value
    return contact
