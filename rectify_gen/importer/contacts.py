"""Publication period and contacts as a closing states them.

Two readings: the standard sentences taken apart so that they are printed again from
facts; or facts found in other wording, which the closing's own text keeps. Pure
functions from text to plain data. This room must not know where the closing stands.
"""

from __future__ import annotations

import re
from typing import Any

from rectify_gen import chinese
from rectify_gen.view.fields import FIELDS
from rectify_gen.vocabulary import sentences
from rectify_gen.vocabulary.contact_kinds import ContactKind

_LABEL = re.compile(
    "|".join(f"(?P<{kind}>{kind.row.label_words})" for kind in ContactKind)
)
_COLON = re.compile(r"\s{0,2}(?:[：:]|为(?=[0-9]))?\s{0,2}")
_VALUES = {
    "phone": re.compile(r"[(（]?[0-9０-９][0-9０-９ \-—－–()（）转]{4,30}"),
    "postcode": re.compile("[0-9]{6}"),
    "email": re.compile(r"[\w.+\-]{1,64}@[\w.\-]{1,128}", re.ASCII),
    "address": re.compile("[^；;。，,\n]{2,80}"),
    "other": re.compile("[^；;。，,、\n]{2,40}"),
}
_ANOTHER = re.compile(r"\s{0,2}[、，,/或]\s{0,2}(?=[(（]?[0-9]{3})")
_PERIOD = re.compile(
    "(?:公开|公示|公布|通报)(?:期限?|时间|时限)\\s?(?:为|是)?\\s?[：:]?\\s?([^。；;\n]{4,60})"
)


def contacts(closing: str) -> list[dict[str, str]]:
    """Return the contacts named in ``closing``, label and value as typed; the standard label is left out."""
    out: list[dict[str, str]] = []
    at = 0
    while found := _LABEL.search(closing, at):
        kind = str(found.lastgroup)
        at = after = _end(_COLON, closing, found.end())
        if kind in ("other", "address") and after == found.end():
            continue
        while value := _VALUES[kind].match(closing, after):
            at = value.end()
            out.append(
                _contact(
                    kind,
                    closing[found.start() : _end(_COLON, closing, found.end())],
                    value.group(),
                )
            )
            another = _ANOTHER.match(closing, at) if kind == "phone" else None
            if another is None:
                break
            after = another.end()
    return out


def standard_contacts(text: str) -> list[dict[str, str]] | None:
    """Return the contacts of ``电话…；邮政地址：…``, the standard list; None where a member has no known label."""
    out = []
    for piece in text.split("；"):
        label = _LABEL.match(piece)
        start = _end(_COLON, piece, label.end()) if label else 0
        if label is None or not piece[start:].strip():
            return None
        out.append(_contact(str(label.lastgroup), piece[:start], piece[start:]))
    return out


def standard_closing(text: str) -> dict[str, Any] | None:
    """Return publication and contacts of a closing in the standard wording, or None where it is another."""
    invitation = _invitation_of(text)
    if invitation is None:
        return None
    rest = text.removeprefix(invitation)
    out: dict[str, Any] = {}
    start, end = sentences.PERIOD.split("{{ period }}")
    if rest.startswith(start):
        period, stop, rest = rest.removeprefix(start).partition(end)
        if not stop or not period.strip():
            return None
        out["publication"] = publication_of(period.strip())
    opening = sentences.CONTACTS.partition("{%")[0]
    if rest.startswith(opening) and rest.endswith("。"):
        found = standard_contacts(rest.removeprefix(opening).removesuffix("。"))
        if found is None:
            return None
        out["contacts"] = short_contacts(found)
        rest = ""
    return out if not rest else None


def _invitation_of(text: str) -> str | None:
    """Return the standard invitation, to a 巡察 or a 巡视, that ``text`` begins with, or None."""
    for name in FIELDS["View"]["inspection_name"].choices:
        invitation = sentences.INVITATION.replace("{{ inspection_name }}", name)
        if text.startswith(invitation):
            return invitation
    return None


def publication(closing: str) -> dict[str, str] | None:
    """Return the publication period that ``closing`` states in its own words, or None."""
    found = _PERIOD.search(closing)
    return publication_of(found[1].strip()) if found else None


def publication_of(period: str) -> dict[str, str]:
    """Return a period as two dates where these are written back the same, else as text."""
    day = chinese.read_date(period)
    if day and chinese.write_date(day) == period:
        return {"start": day.isoformat(), "end": day.isoformat()}
    first, between, last = period.partition("至")
    start = chinese.read_date(first) if between else None
    end = (
        chinese.read_date(last if "年" in last else first[:5] + last) if start else None
    )
    if start and end and chinese.write_period(start, end) == period:
        return {"start": start.isoformat(), "end": end.isoformat()}
    return {"text": period}


def short_contacts(
    found: list[dict[str, str]],
) -> dict[str, str] | list[dict[str, str]]:
    """Return contacts as ``{phone: …}`` where all labels are standard and no kind comes twice."""
    kinds = [contact["kind"] for contact in found]
    plain = all("label" not in contact for contact in found) and len(set(kinds)) == len(
        kinds
    )
    return {contact["kind"]: contact["value"] for contact in found} if plain else found


def _contact(kind: str, label: str, value: str) -> dict[str, str]:
    standard = ContactKind(kind).row.label
    shown = (
        {}
        if label.strip() == standard and kind != "other"
        else {"label": label.strip()}
    )
    return {
        "kind": kind,
        **shown,
        "value": value.strip().rstrip("（( —-").strip() or value.strip(),
    }


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at
