"""Attachments (附件) whose body is printed behind the notice: text, a table, the ledger, or a Word file beside it.

An attachment may also be its name alone; then 附件说明 lists it, and nothing follows. This room must not know the
notice around them.
"""

from collections.abc import Iterator, Sequence
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Discriminator, Tag, model_validator
from pydantic_core import PydanticCustomError

from rectify_gen.model.content import Content, Location, numbered_items
from rectify_gen.model.scalars import Cell, Flag, Part, Text, described, listed
from rectify_gen.vocabulary.ledger_keys import LEDGER_FACTS

Cells = Annotated[tuple[Cell, ...], BeforeValidator(listed)]


class AttachmentTable(Part, title="附件里的表格"):
    """A table: its head, and its rows from top to bottom."""

    head: tuple[Cell, ...] = described(
        "表头",
        "各列的名称，从左到右",
        minimum=1,
    )
    rows: tuple[Cells, ...] = described(
        "各行", '一行一个列表，格数与表头相同；空格写 ""', minimum=1
    )

    @model_validator(mode="after")
    def _rows_as_wide_as_the_head(self) -> Self:
        columns = len(self.head)
        for number, row in enumerate(self.rows, start=1):
            if len(row) != columns:
                facts = {"number": number, "cells": len(row), "columns": columns}
                raise PydanticCustomError(
                    "table_uneven",
                    "uneven table",
                    facts,
                )
        return self


class Attachment(Part, title="有正文的附件"):
    """An attachment: its name as 附件说明 lists it, and at most one kind of body."""

    title: Text = described("附件名称", "不含序号和标点；附件说明和附件标题都照此排")
    content: Content = described(
        "内容", "自然段、标题和措施，写法与各部分的内容相同", (), listed=True
    )
    table: AttachmentTable | None = described(
        "表格", "表头和各行；可以排在内容之后", None
    )
    ledger: Flag = described(
        "台账", "true：把本通报的整改台账排作附件，没有内容的列不排", False
    )
    file: Text | None = described(
        "文件",
        "与本文件放在一起的 Word 文件，如：附件1.docx；原样排在附件标题之后",
        None,
    )

    @model_validator(mode="after")
    def _one_body(self) -> Self:
        bodies = [bool(self.content or self.table), self.ledger, self.file is not None]
        if sum(bodies) > 1:
            facts = {"name": self.title}
            raise PydanticCustomError(
                "attachment_bodies",
                "several bodies",
                facts,
            )
        return self

    @model_validator(mode="after")
    def _nothing_for_the_ledger(self) -> Self:
        for _, item in numbered_items(self.content, ()):
            # Only the ledger prints these, so that they would be lost here.
            for key in LEDGER_FACTS:
                if getattr(item, key):
                    facts = {"fact": str(type(item).model_fields[key].title)}
                    raise PydanticCustomError(
                        "attachment_ledger_fact", "for the ledger", facts
                    )
        return self

    def has_body(self) -> bool:
        """Return whether something is printed behind the notice."""
        has_text = bool(self.content) or self.table is not None
        return has_text or self.ledger or self.file is not None


def _entry_tag(value: Any) -> str | None:
    """Whether an entry of the list is a name alone or an attachment with a body."""
    if isinstance(value, str | int | float):
        return "name"
    if isinstance(value, dict | Attachment):
        return "attachment"
    return None


AttachmentEntry = Annotated[
    Annotated[Text, Tag("name")] | Annotated[Attachment, Tag("attachment")],
    Discriminator(
        _entry_tag,
        custom_error_type="attachment_kind",
        custom_error_message="not an attachment",
    ),
]
Attachments = Annotated[tuple[AttachmentEntry, ...], BeforeValidator(listed)]


def attachment_names(
    entries: Sequence[str | Attachment],
) -> Iterator[tuple[Location, str]]:
    """Yield the name of each attachment, with its location in the list."""
    for index, entry in enumerate(entries):
        if isinstance(entry, Attachment):
            yield (index, "title"), entry.title
        else:
            yield (index,), entry
