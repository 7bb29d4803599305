"""From a Notice to its View: standard wording, finished dates and sentences' facts.

This room must not know YAML, positions, Word, or any template.
"""

from __future__ import annotations

from rectify_gen import chinese, model
from rectify_gen.view import joining
from rectify_gen.view.items import day, fact, items_of, ledger_of
from rectify_gen.view.outline import outline, prose
from rectify_gen.view.signing import indent, signature_lines, signature_rights
from rectify_gen.view.types import (
    Absent,
    ClosingView,
    ContactView,
    DocumentView,
    Fact,
    OpeningView,
    SignatureView,
    SignerView,
    View,
)


def compose(notice: model.Notice, audience: model.Audience = "public") -> View:
    """Return the view of ``notice``; items marked ``audience: internal`` are taken out of a public one first."""
    notice = joining.bare(notice)
    roots = outline(notice, audience)
    title, title_lines = _title(notice)
    first = notice.organization[0] if notice.organization else None
    items = items_of(roots)
    return View(
        kind=notice.kind.value,
        kind_name=notice.kind.row.name,
        inspection_name=joining.inspection_name(notice.inspection),
        title=title,
        title_lines=title_lines,
        organization=_names(notice),
        organizations=tuple(one.name for one in notice.organization),
        main_organization=fact(first.name if first else None, "organization", "name"),
        short_name=fact(
            first.short_name if first else None, "organization", "short_name"
        ),
        opening=_opening(notice),
        paragraphs=tuple(
            paragraph for root in roots for paragraph in root.paragraphs()
        ),
        items=items,
        ledger=ledger_of(items),
        closing=ClosingView(notice.closing is None, prose(notice.closing or ())),
        period=_period(notice.publication),
        contacts=tuple(map(_contact, notice.contacts)),
        signature=_signature(notice),
        document=_document(notice.document),
        date=day(
            notice.signature.date if notice.signature else None, "signature", "date"
        ),
    )


def standard_title(notice: model.Notice) -> str:
    """Return 机关关于届次派出机关轮次巡察整改进展情况的文种 as the kind has it, or an empty string without an organization."""
    if not notice.organization:
        return ""
    notice = joining.bare(notice)
    found = notice.inspection or model.Inspection()
    which = "".join(part or "" for part in (found.term, found.authority, found.round))
    inspection = joining.inspection_name(found)
    if joining.is_revisit(found):
        inspection += "“回头看”"
    names = "、".join(organ.name for organ in notice.organization)
    row = notice.kind.row
    return row.title.format(
        organizations=names, inspection=which + inspection, name=row.name
    )


def _title(notice: model.Notice) -> tuple[Fact, tuple[str, ...]]:
    if notice.title is not None and len(notice.title) != 1:
        return fact("".join(notice.title), "title"), notice.title
    title = notice.title[0] if notice.title else standard_title(notice)
    if not title:
        return Absent("organization"), ()
    return title, chinese.break_title(title, title_phrases(notice))


def title_phrases(notice: model.Notice) -> list[str]:
    """Return what a title line break may not cut: names of organs, 八届市委第四轮, 八届市委第三巡察组."""
    notice = joining.bare(notice)
    found = notice.inspection or model.Inspection()
    term, authority, team = found.term or "", found.authority or "", found.team or ""
    own = team.removeprefix(authority)
    return [
        *(one.name for one in notice.organization),
        term + authority + (found.round or ""),
        term + authority + own,
        own,
    ]


def _names(notice: model.Notice) -> Fact:
    return fact(
        "、".join(one.name for one in notice.organization), "organization", "name"
    )


def _opening(notice: model.Notice) -> OpeningView:
    found = notice.inspection or model.Inspection()
    period = (
        chinese.write_period(found.start, found.end)
        if found.start and found.end
        else None
    )
    missing = "end" if found.start else "start"
    return OpeningView(
        standard=notice.preamble is None,
        paragraphs=prose(notice.preamble or ()),
        authority=fact(found.authority, "inspection", "authority"),
        term=fact(found.term, "inspection", "term"),
        round=fact(found.round, "inspection", "round"),
        period=fact(period, "inspection", missing),
        team=fact(found.team, "inspection", "team"),
        verb="开展" if joining.is_revisit(found) else "进行",
        type=joining.inspection_type(found),
        organization=_names(notice),
        feedback_date=day(found.feedback_date, "inspection", "feedback_date"),
        feedback_by=fact(found.feedback_by or found.team, "inspection", "feedback_by"),
    )


def _period(publication: model.Publication | None) -> Fact:
    if publication is None:
        return Absent("publication")
    if publication.start and publication.end:
        return chinese.write_period(publication.start, publication.end)
    return fact(publication.text, "publication", "text")


def _contact(contact: model.Contact) -> ContactView:
    label, value = joining.contact(contact)
    return ContactView(contact.kind.value, label, value)


def _signature(notice: model.Notice) -> SignatureView | Absent:
    signed = notice.signature
    if signed is None:
        return Absent("signature")
    names = signed.organizations
    if names is None:
        names = tuple(organ.name for organ in notice.organization)
    if not names and signed.date is None:
        return Absent("signature")
    date = chinese.write_date(signed.date) if signed.date else ""
    rights, _ = signature_rights(
        [chinese.width(name) for name in names], chinese.width(date), signed.seal
    )
    lines, date_indent = signature_lines(names, date, signed.seal)
    return SignatureView(
        organizations=tuple(
            SignerView(name, indent(name, right))
            for name, right in zip(names, rights, strict=True)
        ),
        lines=tuple(lines),
        date=day(signed.date, "signature", "date"),
        date_indent=date_indent,
        seal=signed.seal,
    )


def _document(facts: model.DocumentFacts | None) -> DocumentView:
    found = facts or model.DocumentFacts()
    return DocumentView(
        copy_number=fact(found.copy_number, "document", "copy_number"),
        number=fact(found.number, "document", "number"),
        addressees=fact(found.addressees, "document", "addressees"),
        signer=fact(found.signer, "document", "signer"),
        secrecy=fact(found.secrecy, "document", "secrecy"),
        urgency=fact(found.urgency, "document", "urgency"),
        copies_to=fact(found.copies_to, "document", "copies_to"),
        attachments=joining.attachments(found.attachments),
        note=fact(found.note, "document", "note"),
        issued_by=fact(found.issued_by, "document", "issued_by"),
        issued_on=day(found.issued_on, "document", "issued_on"),
    )
