"""From a Notice to its View: standard wording, finished dates and sentences' facts.

This room must not know YAML, positions, Word, or any template.
"""

from __future__ import annotations

from collections.abc import Sequence

from rectify_gen import chinese, model, title_breaking
from rectify_gen.view import joining
from rectify_gen.view.attached import ATTACHMENTS, attached_views
from rectify_gen.view.items import areas_of, items_of, ledger_of
from rectify_gen.view.outline import outline
from rectify_gen.view.printed_facts import PrintedFacts
from rectify_gen.view.provenance import PLAIN, Writer
from rectify_gen.view.signing import indent, signature_lines, signature_rights
from rectify_gen.view.slot_filling import closing_texts, preamble_texts
from rectify_gen.view.types import (
    Absent,
    ClosingView,
    DocumentView,
    Fact,
    ItemView,
    OpeningView,
    SignatureView,
    SignerView,
    View,
)


def compose(
    notice: model.Notice,
    audience: model.Audience = "public",
    writer: Writer = PLAIN,
    *,
    with_rows: bool = True,
) -> View:
    """Return the view of ``notice``; items marked ``audience: internal`` are taken out of a public one first.

    With ``writer=provenance.ROUTING`` every string of the view knows which values of ``notice`` printed it. Whoever
    prints none of :data:`types.ROWS`, which take half of the time, may leave them empty; an attachment that is a
    ledger has them all the same.
    """
    # From here on facts are as printed; their routes are those of the notice as given.
    notice = joining.bare(notice)
    facts = PrintedFacts(notice, writer)
    roots = outline(notice, audience, writer)
    title, title_lines = _title(notice, writer)
    organs = facts.organs()
    attached = attached_views(notice, audience, writer)
    items: tuple[ItemView, ...] = ()
    if with_rows or any(attachment.ledger for attachment in attached):
        items = items_of(roots, writer)
    ledger = ledger_of(items, writer)
    return View(
        kind=notice.kind.value,
        kind_name=writer.text(notice.kind.row.name, ("kind",), generated=True),
        inspection_name=facts.inspection_name(),
        title=title,
        title_lines=title_lines,
        organization=facts.organization(),
        organizations=organs,
        main_organization=organs[0] if organs else Absent("organization", "name"),
        short_name=facts.short_name(),
        opening=_opening(notice, facts),
        paragraphs=tuple(
            paragraph for root in roots for paragraph in root.paragraphs()
        ),
        items=items,
        ledger=ledger,
        ledger_areas=areas_of(ledger),
        closing=ClosingView(
            standard=notice.closing is None,
            paragraphs=closing_texts(notice, writer),
        ),
        period=facts.publication(),
        contacts=facts.contacts(),
        signature=_signature(notice, writer),
        document=_document(notice.document, writer),
        attached=attached,
        date=writer.day(
            notice.signature.date if notice.signature else None, ("signature", "date")
        ),
        fields=facts.own_facts(),
        pictures=facts.pictures(),
    )


def standard_title(notice: model.Notice) -> str:
    """Return 机关关于届次派出机关轮次巡察整改进展情况的文种 as the kind has it, or an empty string without an organization."""
    return _standard_title(joining.bare(notice), PLAIN)


def _standard_title(notice: model.Notice, writer: Writer) -> str:
    if not notice.organization:
        return ""
    facts = PrintedFacts(notice, writer)
    inspection = notice.inspection or model.Inspection()
    inspected = ""
    for key in ("term", "authority", "round"):
        fact = getattr(inspection, key)
        if fact:
            inspected = inspected + writer.text(fact, ("inspection", key))
    inspected = inspected + facts.inspection_name()
    # The title says 巡察“回头看”, but not 常规巡察: other types are left to the opening.
    if joining.is_revisit(inspection):
        inspected += writer.text("“回头看”", ("inspection", "type"), generated=True)
    kind = notice.kind.row
    values = {
        "organizations": writer.joined(facts.organs()),
        "inspection": inspected,
        "name": writer.text(kind.name, ("kind",), generated=True),
    }
    return writer.filled(kind.title, values)


def _title(notice: model.Notice, writer: Writer) -> tuple[Fact, tuple[str, ...]]:
    if notice.title is not None and len(notice.title) != 1:
        # Lines that the author broke stay as they are.
        lines = writer.texts(notice.title, ("title",))
        whole = ""
        for line in lines:
            whole = whole + line
        return whole or Absent("title"), lines
    if notice.title:
        title = writer.text(notice.title[0], ("title", 0))
    else:
        title = _standard_title(notice, writer)
    if not title:
        return Absent("organization"), ()
    # A plain string: what breaks it may keep results, and must not keep routes.
    spans = title_breaking.line_spans(str(title), title_phrases(notice))
    return title, writer.stretches(title, spans)


def title_phrases(notice: model.Notice) -> list[str]:
    """Return what a title line break may not cut: names of organs, 八届市委第四轮, 八届市委第三巡察组."""
    notice = joining.bare(notice)
    inspection = notice.inspection or model.Inspection()
    term = inspection.term or ""
    authority = inspection.authority or ""
    team = inspection.team or ""
    # 市委第三巡察组 repeats 市委: after 八届市委 it is printed once.
    team_alone = team.removeprefix(authority)
    return [
        *(organ.name for organ in notice.organization),
        term + authority + (inspection.round or ""),
        term + authority + team_alone,
        team_alone,
    ]


def _opening(notice: model.Notice, facts: PrintedFacts) -> OpeningView:
    inspection = notice.inspection or model.Inspection()
    writer = facts.writer
    return OpeningView(
        standard=notice.preamble is None,
        paragraphs=preamble_texts(notice, writer),
        authority=facts.inspection_fact("authority"),
        term=facts.inspection_fact("term"),
        round=facts.inspection_fact("round"),
        period=facts.period(),
        team=facts.inspection_fact("team"),
        verb=writer.text(
            # 开展“回头看”, but 进行常规巡察.
            "开展" if joining.is_revisit(inspection) else "进行",
            ("inspection", "type") if inspection.type else (),
            generated=True,
        ),
        type=facts.inspection_type(),
        organization=facts.inspected(),
        feedback_date=facts.inspection_day("feedback_date"),
        feedback_by=facts.feedback_by(),
    )


def _signature(notice: model.Notice, writer: Writer) -> SignatureView | Absent:
    signature = notice.signature
    if signature is None:
        return Absent("signature")
    if signature.organizations is None:
        names = PrintedFacts(notice, writer).organs()
    else:
        names = writer.texts(signature.organizations, ("signature", "organizations"))
    # A signature with neither name nor date prints nothing; a template must not leave room for it.
    if not names and signature.date is None:
        return Absent("signature")
    date = writer.day(signature.date, ("signature", "date"))
    written_date = "" if isinstance(date, Absent) else date
    rights, _ = signature_rights(
        [chinese.width(name) for name in names],
        chinese.width(written_date),
        signature.seal,
    )
    lines, date_indent = signature_lines(names, written_date, signature.seal)
    signers = []
    for name, right in zip(names, rights, strict=True):
        blank = writer.beside(indent(name, right), name)
        signers.append(SignerView(name=name, indent=blank))
    return SignatureView(
        organizations=tuple(signers),
        lines=tuple(lines),
        date=date,
        date_indent=writer.beside(date_indent, written_date),
        seal=signature.seal,
    )


def _document(facts: model.DocumentFacts | None, writer: Writer) -> DocumentView:
    given = facts or model.DocumentFacts()
    return DocumentView(
        copy_number=writer.fact(given.copy_number, ("document", "copy_number")),
        number=writer.fact(given.number, ("document", "number")),
        addressees=writer.fact(given.addressees, ("document", "addressees")),
        signer=writer.fact(given.signer, ("document", "signer")),
        secrecy=writer.fact(given.secrecy, ("document", "secrecy")),
        urgency=writer.fact(given.urgency, ("document", "urgency")),
        copies_to=writer.fact(given.copies_to, ("document", "copies_to")),
        attachments=_attachment_names(given.attachments, writer),
        note=writer.fact(given.note, ("document", "note")),
        issued_by=writer.fact(given.issued_by, ("document", "issued_by")),
        issued_on=writer.day(given.issued_on, ("document", "issued_on")),
    )


def _attachment_names(
    entries: Sequence[str | model.Attachment], writer: Writer
) -> tuple[str, ...]:
    """The names that 附件说明 lists."""
    named = list(model.attachment_names(entries))
    printed = joining.attachments([name for _, name in named])
    names = []
    for (location, _), name in zip(named, printed, strict=True):
        names.append(writer.text(name, (*ATTACHMENTS, *location)))
    return tuple(names)
