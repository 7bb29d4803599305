"""Attachments with a body, as they are printed behind the notice: label, title, paragraphs, table.

Label and title are those of 附件说明 by construction (GB/T 9704-2012 clause 7.3.7). This room must not know sentences,
Word, or any template.
"""

from __future__ import annotations

from rectify_gen import model, title_breaking
from rectify_gen.view import joining
from rectify_gen.view.outline import attachment_outline
from rectify_gen.view.provenance import Writer
from rectify_gen.view.types import (
    Absent,
    AttachedRowView,
    AttachedView,
    Fact,
)

ATTACHMENTS = ("document", "attachments")
"""The route of the list of attachments."""


def attached_views(
    notice: model.Notice, audience: model.Audience, writer: Writer
) -> tuple[AttachedView, ...]:
    """Return the attachments of ``notice`` that have a body, in their order."""
    if notice.document is None:
        return ()
    entries = notice.document.attachments
    names = joining.attachments([name for _, name in model.attachment_names(entries)])
    views = []
    for index, entry in enumerate(entries):
        if not isinstance(entry, model.Attachment) or not entry.has_body():
            continue
        label = "附件" if len(entries) == 1 else f"附件{index + 1}"
        view = _attached(
            notice,
            index,
            label,
            names[index],
            audience,
            writer,
        )
        views.append(view)
    return tuple(views)


def _attached(
    notice: model.Notice,
    index: int,
    label: str,
    name: str,
    audience: model.Audience,
    writer: Writer,
) -> AttachedView:
    assert notice.document is not None  # its attachments are walked
    attachment = notice.document.attachments[index]
    assert isinstance(attachment, model.Attachment)  # names alone have no body
    route = (*ATTACHMENTS, index)
    title = writer.text(name, (*route, "title"))
    organs = [organ.name for organ in notice.organization]
    spans = title_breaking.line_spans(name, organs)
    file: Fact = Absent(*route, "file")
    if attachment.file is not None:
        file = attachment.file
    head: tuple[str, ...] = ()
    rows = []
    if attachment.table is not None:
        table_route = (*route, "table")
        head = writer.texts(attachment.table.head, (*table_route, "head"))
        for number, cells in enumerate(attachment.table.rows):
            row_route = (*table_route, "rows", number)
            rows.append(AttachedRowView(writer.texts(cells, row_route)))
    return AttachedView(
        label=writer.text(
            label,
            route,
            generated=True,
        ),
        title=title,
        title_lines=writer.stretches(title, spans),
        paragraphs=attachment_outline(
            notice,
            attachment,
            route,
            audience,
            writer,
        ),
        head=head,
        rows=tuple(rows),
        ledger=attachment.ledger,
        file=file,
    )
