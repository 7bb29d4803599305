"""Which part of a model stands below which key: what validation and the naming of keys walk along.

This room must not know YAML or positions.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Generic, NamedTuple, TypeVar

from pydantic import BaseModel

from rectify_gen.model.attachments import Attachment, AttachmentTable
from rectify_gen.model.content import (
    HeadingItem,
    Labelled,
    MeasureRun,
    Paragraph,
    ProblemItem,
)
from rectify_gen.model.notice import (
    Contact,
    DocumentFacts,
    Inspection,
    LevelMark,
    Notice,
    Organization,
    Publication,
    Section,
    Signature,
    Statistics,
    Waiver,
)

_Typed = TypeVar("_Typed", bound=BaseModel)

MEMBER_LISTS = ("content", "preamble", "closing")
"""Keys whose lists hold members of several kinds."""
TAGGED_LISTS = (*MEMBER_LISTS, "attachments")
"""Keys whose lists hold entries of several kinds, which are told apart by a tag; attachments are names, or of one part."""


class FileShape(NamedTuple, Generic[_Typed]):
    """The keys of one kind of file: its model, the part of the model below each key, and the tagged members of lists."""

    root: type[_Typed]
    parts: Mapping[str, type[BaseModel]]
    members: Mapping[str, type[BaseModel]] = MappingProxyType({})

    def keys(self) -> set[str]:
        """Return every key that may stand somewhere in such a file."""
        models: list[type[BaseModel]] = [
            self.root,
            *self.parts.values(),
            *self.members.values(),
        ]
        return {name for part in models for name in part.model_fields}


NOTICE_SHAPE = FileShape(
    root=Notice,
    parts={
        "organization": Organization,
        "inspection": Inspection,
        "statistics": Statistics,
        "sections": Section,
        "publication": Publication,
        "contacts": Contact,
        "signature": Signature,
        "document": DocumentFacts,
        "attachments": Attachment,
        "table": AttachmentTable,
        "numbering": LevelMark,
        "waivers": Waiver,
    },
    members={
        "text": Paragraph,
        "measures": MeasureRun,
        "heading": HeadingItem,
        "problem": ProblemItem,
        "label": Labelled,
    },
)


def keys_by_title(part: type[BaseModel]) -> dict[str, str]:
    """Return the keys of ``part`` by their Chinese titles, which are unique within it."""
    return {str(field.title): key for key, field in part.model_fields.items()}


_TITLES_OF_SEVERAL = frozenset({"开始日期", "结束日期"})
"""Titles that say little without that of what they belong to."""


def title_at(route: tuple[str, ...]) -> str:
    """Return the Chinese title of the key at the end of ``route``: 巡察结束日期, 公开期限的开始日期."""
    part: type[BaseModel] = NOTICE_SHAPE.root
    title = ""
    for key in route:
        title_above = title
        title = str(part.model_fields[key].title)
        part = NOTICE_SHAPE.parts.get(key, part)
    if title in _TITLES_OF_SEVERAL:
        return f"{title_above}的{title}"
    return title
