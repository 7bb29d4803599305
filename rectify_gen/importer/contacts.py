"""Publication period and contacts as a closing states them.

Two readings: the standard sentences taken apart, so that they are printed again from
facts; or facts found in other wording, which the closing's own text keeps. For example
监督电话：0599-8888 gives a phone with that label and number. Pure functions from text to plain
data. This module must not know where the closing stands.
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


_LABEL = _label_pattern()
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
_VALUES = {
    "phone": re.compile(r"[(（]?[0-9０-９][0-9０-９ \-—－–()（）转]{4,30}"),
    "postcode": re.compile("[0-9]{6}"),
    "email": re.compile(r"[\w.+\-]{1,64}@[\w.\-]{1,128}", re.ASCII),
    "address": re.compile("[^；;。，,\n]{2,80}"),
    "other": re.compile("[^；;。，,、\n]{2,40}"),
}
_COLON_NEEDED = ("other", "address")
"""Kinds whose label may be an ordinary word: 请与联系人联系."""
_ANOTHER_PHONE = re.compile(r"\s{0,2}[、，,/或]\s{0,2}(?=[(（]?[0-9]{3})")
"""What parts two numbers under one label."""
_PERIOD = re.compile(
    r"""
    (?:公开|公示|公布|通报) (?:期限?|时间|时限)    # 公示期, 公开时间
    \s? (?:为|是)? \s? [：:]? \s?
    ( [^。；;\n]{4,60} )                        # 2025年4月7日至5月6日, 15个工作日
    """,
    re.VERBOSE,
)


def contacts(closing: str) -> list[dict[str, str]]:
    """Return the contacts named in ``closing``, label and value as typed; the standard label is left out."""
    contacts_named: list[dict[str, str]] = []
    index = 0
    while label := _LABEL.search(closing, index):
        kind = str(label.lastgroup)
        value_start = _end_of_match(_COLON, closing, label.end())
        index = value_start
        has_colon = value_start > label.end()
        if kind in _COLON_NEEDED and not has_colon:
            continue
        label_with_colon = closing[label.start() : value_start]
        value_pattern = _VALUES.get(kind, _VALUES["other"])
        while value := value_pattern.match(closing, value_start):
            index = value.end()
            contact = _contact(kind, label_with_colon, value.group())
            contacts_named.append(contact)
            if kind != "phone":
                break
            separator = _ANOTHER_PHONE.match(closing, index)
            if separator is None:
                break
            value_start = separator.end()
    return contacts_named


def standard_contacts(text: str) -> list[dict[str, str]] | None:
    """Return the contacts of ``电话…；邮政地址：…``, the standard list; None where a member has no known label."""
    contacts_listed = []
    for member in text.split("；"):
        label = _LABEL.match(member)
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


def publication(closing: str) -> dict[str, str] | None:
    """Return the publication period that ``closing`` states in its own words, or None."""
    match = _PERIOD.search(closing)
    if match is None:
        return None
    period = match[1].strip()
    return publication_of(period)


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
