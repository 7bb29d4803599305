"""From a Notice to its View: standard wording, finished dates and sentences' facts.

This room must not know YAML, positions, Word, or any template.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from rectify_gen import chinese, model, sentences
from rectify_gen.view.outline import Node, outline, prose
from rectify_gen.view.types import (
    Absent,
    ClosingView,
    ContactView,
    DocumentView,
    Fact,
    ItemView,
    OpeningView,
    SignatureView,
    SignerView,
    View,
)

CHARACTERS_A_LINE = 28
"""Full-width characters on one line of body text (GB/T 9704-2012 clause 5.2.3.1)."""

KIND_NAMES = {model.Kind.NOTICE: "通报", model.Kind.REPORT: "报告", model.Kind.ANNOUNCEMENT: "公示"}
STATUS_NAMES = {
    model.Status.DONE: "已完成",
    model.Status.MOSTLY_DONE: "基本完成",
    model.Status.ONGOING: "持续整改",
    model.Status.NOT_DONE: "未完成",
}


def compose(notice: model.Notice, audience: model.Audience = "public") -> View:
    """Return the view of ``notice``; items marked ``audience: internal`` are taken out of a public one first."""
    roots = outline(notice, audience)
    title, title_lines = _title(notice)
    first = notice.organization[0] if notice.organization else None
    return View(
        kind=notice.kind.value,
        kind_name=KIND_NAMES[notice.kind],
        title=title,
        title_lines=title_lines,
        organization=_names(notice),
        short_name=_fact(first.short_name if first else None, "organization", "short_name"),
        opening=_opening(notice),
        paragraphs=tuple(paragraph for root in roots for paragraph in root.paragraphs()),
        items=tuple(_item(node) for root in roots if _is_rectification(root) for node in root.children()),
        closing=ClosingView(notice.closing is None, prose(notice.closing or ())),
        period=_period(notice.publication),
        contacts=tuple(map(_contact, notice.contacts)),
        signature=_signature(notice),
        document=_document(notice.document),
        date=_day(notice.signature.date if notice.signature else None, "signature", "date"),
    )


def standard_title(notice: model.Notice) -> str:
    """Return 机关关于届次派出机关轮次巡察整改进展情况的文种, or an empty string without an organization."""
    if not notice.organization:
        return ""
    found = notice.inspection or model.Inspection()
    word = "巡视" if "巡视" in (found.type or "") else "巡察"
    which = "".join(part or "" for part in (found.term, found.authority, found.round))
    names = "、".join(one.name for one in notice.organization)
    return f"{names}关于{which}{word}整改进展情况的{KIND_NAMES[notice.kind]}"


def _title(notice: model.Notice) -> tuple[Fact, tuple[str, ...]]:
    if notice.title is not None and len(notice.title) != 1:
        return _fact("".join(notice.title), "title"), notice.title
    title = notice.title[0] if notice.title else standard_title(notice)
    if not title:
        return Absent("organization"), ()
    return title, chinese.break_title(title, title_phrases(notice))


def title_phrases(notice: model.Notice) -> list[str]:
    """Return what a title line break may not cut: names of organs, 八届市委第四轮, 八届市委第三巡察组."""
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
    return _fact("、".join(one.name for one in notice.organization), "organization", "name")


def _opening(notice: model.Notice) -> OpeningView:
    found = notice.inspection or model.Inspection()
    period = chinese.write_period(found.start, found.end) if found.start and found.end else None
    missing = "end" if found.start else "start"
    return OpeningView(
        standard=notice.preamble is None,
        paragraphs=prose(notice.preamble or ()),
        authority=_fact(found.authority, "inspection", "authority"),
        term=_fact(found.term, "inspection", "term"),
        round=_fact(found.round, "inspection", "round"),
        period=_fact(period, "inspection", missing),
        team=_fact(found.team, "inspection", "team"),
        type=found.type or "巡察",
        organization=_names(notice),
        feedback_date=_day(found.feedback_date, "inspection", "feedback_date"),
        feedback_by=_fact(found.feedback_by or found.team, "inspection", "feedback_by"),
    )


def _period(publication: model.Publication | None) -> Fact:
    if publication is None:
        return Absent("publication")
    if publication.start and publication.end:
        return chinese.write_period(publication.start, publication.end)
    return _fact(publication.text, "publication", "text")


def _contact(contact: model.Contact) -> ContactView:
    label = contact.label if contact.label is not None else sentences.CONTACT_LABELS[contact.kind]
    return ContactView(contact.kind, label, contact.value)


def _signature(notice: model.Notice) -> SignatureView | Absent:
    if notice.signature is None:
        return Absent("signature")
    names = notice.signature.organizations or tuple(one.name for one in notice.organization)
    day = notice.signature.date
    date = chinese.write_date(day) if day else ""
    organ_right, date_right = signature_rights(
        [chinese.width(name) for name in names], chinese.width(date), notice.signature.seal
    )
    return SignatureView(
        organizations=tuple(
            SignerView(name, _indent(name, right)) for name, right in zip(names, organ_right, strict=True)
        ),
        date=_day(day, "signature", "date"),
        date_indent=_indent(date, date_right),
        seal=notice.signature.seal,
    )


def signature_rights(organs: Sequence[float], date: float, seal: bool) -> tuple[list[float], float]:
    """Return how far organs and date end from the right of the type area, in characters.

    ``organs`` and ``date`` are widths in characters. GB/T 9704-2012 clause 7.3.5.1 (with
    seal: date 右空四字, the organ centred on it) and 7.3.5.2 (without: organ 右空二字, the
    date starts two characters right of the organ's first; where the date is the
    longer it ends 右空二字 and the organ moves left accordingly). Joint organs stand
    below one another; the last of them is the one set against the date.
    """
    if not organs:
        return [], 4.0 if seal else 2.0
    last = organs[-1]
    if seal:
        date_right = 4.0 if 4 + (date - last) / 2 >= 0 else (last - date) / 2
        return [max(date_right + (date - one) / 2, 0.0) for one in organs], date_right
    organ_right = max(min(2.0, CHARACTERS_A_LINE - last), 0.0)
    date_right = organ_right + last - 2 - date
    shift = 2 - date_right if date and date_right < 2 else 0.0
    return [organ_right + shift for _ in organs], date_right + shift


def _indent(text: str, right: float) -> str:
    """White space that makes ``text`` end ``right`` characters from the edge of a full line, to half a character."""
    halves = round(2 * (CHARACTERS_A_LINE - right - chinese.width(text)))
    return "\u3000" * (halves // 2) + " " * (halves % 2) if halves > 0 else ""


def _document(facts: model.DocumentFacts | None) -> DocumentView:
    found = facts or model.DocumentFacts()
    return DocumentView(
        number=_fact(found.number, "document", "number"),
        addressees=_fact(found.addressees, "document", "addressees"),
        signer=_fact(found.signer, "document", "signer"),
        secrecy=_fact(found.secrecy, "document", "secrecy"),
        urgency=_fact(found.urgency, "document", "urgency"),
        copies_to=_fact(found.copies_to, "document", "copies_to"),
        attachments=found.attachments,
        note=_fact(found.note, "document", "note"),
        issued_on=_day(found.issued_on, "document", "issued_on"),
    )


def _is_rectification(node: Node) -> bool:
    return isinstance(node.source, model.Section) and node.source.role is model.Role.RECTIFICATION


def _item(node: Node) -> ItemView:
    item = node.source
    assert not isinstance(item, model.Section)
    route = node.route
    return ItemView(
        number=node.number,
        heading=node.heading,
        problem=_fact(item.problem if isinstance(item, model.ProblemItem) else None, *route, "problem"),
        level=node.level,
        paragraphs=tuple(one.heading + one.text for one in node.members if not isinstance(one, Node)),
        items=tuple(map(_item, node.children())),
        status=_fact(item.status and STATUS_NAMES[item.status], *route, "status"),
        responsible_leader=_fact(item.responsible_leader, *route, "responsible_leader"),
        responsible_departments=_fact("、".join(item.responsible_departments), *route, "responsible_departments"),
        person=_fact(item.person, *route, "person"),
        deadline=_day(item.deadline, *route, "deadline"),
        target=_fact(item.target, *route, "target"),
        progress=_fact(item.progress, *route, "progress"),
        evidence=_fact("、".join(item.evidence), *route, "evidence"),
        closed_on=_day(item.closed_on, *route, "closed_on"),
    )


def _fact(value: str | None, *route: str | int) -> Fact:
    return value or Absent(*route)


def _day(value: datetime.date | None, *route: str | int) -> Fact:
    return chinese.write_date(value) if value else Absent(*route)
