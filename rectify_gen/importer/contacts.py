"""Publication period and contacts of a closing in the standard sentences, which are taken apart.

The closing is printed again from these facts, labels included: 监督电话：0599-8888 gives a phone with that label
and number. Pure functions from text to plain data. This module must not know where the closing stands.
"""

from __future__ import annotations

import re

from rectify_gen.importer.notice_data import NoticeData
from rectify_gen.importer.periods import read_period
from rectify_gen.view.fields import FIELDS
from rectify_gen.vocabulary import sentences
from rectify_gen.vocabulary.contact_kinds import ContactKind
from rectify_gen.vocabulary.word_tables import contact_labels


def _label_pattern() -> re.Pattern[str]:
    """Return a pattern of all labels before a contact, with a group named after each kind: ``(?P<phone>电话|…)``."""
    groups = []
    for kind, labels in contact_labels().items():
        words = "|".join(map(re.escape, labels))
        groups.append(f"(?P<{kind}>{words})")
    return re.compile("|".join(groups))


LABEL = _label_pattern()
"""A label before a contact, in a group named after its kind."""
_COLON = re.compile(
    r"""
    \s{0,2}
    (?: [：:]         # 电话：0599-8888
      | 为(?=[0-9])   # 电话为0599-8888
    )?
    \s{0,2}
    """,
    re.VERBOSE,
)
"""What may stand between a label and its value."""


def standard_contacts(text: str) -> list[dict[str, str]] | None:
    """Return the contacts of ``电话…；邮政地址：…``, the standard list; None where a member has no known label."""
    contacts_listed = []
    for member in text.split("；"):
        label = LABEL.match(member)
        if label is None:
            return None
        value_start = _end_of_match(_COLON, member, label.end())
        value = member[value_start:]
        if not value.strip():
            return None
        kind = str(label.lastgroup)
        label_with_colon = member[:value_start]
        contact = _contact(kind, label_with_colon, value)
        contacts_listed.append(contact)
    return contacts_listed


def standard_closing(text: str) -> NoticeData | None:
    """Return publication and contacts of a closing in the standard wording, or None where it is another."""
    invitation = _standard_invitation(text)
    if invitation is None:
        return None
    remaining = text.removeprefix(invitation)
    closing: NoticeData = {}

    before_period, after_period = sentences.PERIOD.split("{{ period }}")
    if remaining.startswith(before_period):
        remaining = remaining.removeprefix(before_period)
        period, end_of_sentence, remaining = remaining.partition(after_period)
        period = period.strip()
        if not end_of_sentence or not period:
            return None
        closing["publication"] = publication_of(period)

    before_contacts = sentences.CONTACTS.partition("{%")[0]
    if remaining.startswith(before_contacts) and remaining.endswith("。"):
        listed = remaining.removeprefix(before_contacts).removesuffix("。")
        contacts_listed = standard_contacts(listed)
        if contacts_listed is None:
            return None
        closing["contacts"] = short_contacts(contacts_listed)
        remaining = ""
    return closing if not remaining else None


def _standard_invitation(text: str) -> str | None:
    """Return the standard invitation, to a 巡察 or a 巡视, that ``text`` begins with, or None."""
    for name in FIELDS["View"]["inspection_name"].choices:
        invitation = sentences.INVITATION.replace("{{ inspection_name }}", name)
        if text.startswith(invitation):
            return invitation
    return None


def publication_of(period: str) -> dict[str, str]:
    """Return a period as two dates where these are written back the same, else as text."""
    days = read_period(period)
    if days is None:
        return {"text": period}
    start, end = days
    return {
        "start": start.isoformat(),
        "end": end.isoformat(),
    }


def values_of(contacts_data: dict[str, str] | list[dict[str, str]]) -> list[str]:
    """Return the values of contacts in either form."""
    if isinstance(contacts_data, dict):
        return list(contacts_data.values())
    return [contact["value"] for contact in contacts_data]


def short_contacts(
    contacts_listed: list[dict[str, str]],
) -> dict[str, str] | list[dict[str, str]]:
    """Return contacts as ``{phone: …}`` where all labels are standard and no kind comes twice."""
    by_kind: dict[str, str] = {}
    for contact in contacts_listed:
        kind = contact["kind"]
        if "label" in contact or kind in by_kind:
            return contacts_listed
        by_kind[kind] = contact["value"]
    return by_kind


def _contact(kind: str, label: str, value: str) -> dict[str, str]:
    """Return one contact in the YAML vocabulary."""
    contact = {"kind": kind}
    label = label.strip()
    # ``other`` has no standard label, so each must give its own.
    standard_label = ContactKind(kind).row.label
    if kind == "other" or label != standard_label:
        contact["label"] = label
    # A number may run into a bracket or dash that is not part of it: 0599-8888（工作日）
    value = value.strip()
    trimmed_value = value.rstrip("（( —-").strip()
    contact["value"] = trimmed_value or value
    return contact


def _end_of_match(pattern: re.Pattern[str], text: str, start: int) -> int:
    """Return where ``pattern`` ends that begins at ``start``; ``start`` where it does not."""
    match = pattern.match(text, start)
    return match.end() if match else start
