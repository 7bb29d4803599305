"""Attachments with a body, as they are printed behind the notice: label, title, paragraphs, table.

Label and title are those of 附件说明 by construction (GB/T 9704-2012 clause 7.3.7). This room must not know sentences,
Word, or any template.
"""

from __future__ import annotations

from rectify_gen import model, title_breaking
from rectify_gen.diagnostics import Route
from rectify_gen.view import joining
from rectify_gen.view.outline import attachment_outline
from rectify_gen.view.provenance import Writer
from rectify_gen.view.types import (
    Absent,
    AttachedRowView,
    AttachedView,
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
    organs = [organ.name for organ in notice.organization]
    views = []
    for index, entry in enumerate(entries):
        if not isinstance(entry, model.Attachment) or not entry.has_body():
            continue
        route = (*ATTACHMENTS, index)
        label = "附件" if len(entries) == 1 else f"附件{index + 1}"
        title = writer.text(names[index], (*route, "title"))
        spans = title_breaking.line_spans(names[index], organs)
        view = AttachedView(
            label=writer.text(
                label,
                route,
                generated=True,
            ),
            title=title,
            title_lines=writer.stretches(title, spans),
            paragraphs=attachment_outline(
                notice,
                entry,
                route,
                audience,
                writer,
            ),
            head=_head(entry, route, writer),
            rows=_rows(entry, route, writer),
            ledger=entry.ledger,
            file=entry.file or Absent(*route, "file"),
        )
        views.append(view)
    return tuple(views)


def _head(
    attachment: model.Attachment, route: Route, writer: Writer
) -> tuple[str, ...]:
    if attachment.table is None:
        return ()
    return writer.texts(attachment.table.head, (*route, "table", "head"))


def _rows(
    attachment: model.Attachment, route: Route, writer: Writer
) -> tuple[AttachedRowView, ...]:
    if attachment.table is None:
        return ()
    rows = []
    for number, cells in enumerate(attachment.table.rows):
        row_route = (*route, "table", "rows", number)
        rows.append(AttachedRowView(writer.texts(cells, row_route)))
    return tuple(rows)
