"""The model: what a rectification notice may say, as frozen pydantic classes.

Key names are the YAML vocabulary; each field carries its Chinese title, which
the JSON Schema and the messages show. Nothing is derived here: numbers, marks
and finished sentences belong to the view.

This room must not know YAML, positions, Word, or wording of messages.
"""

from rectify_gen.model.attachments import (
    Attachment,
    AttachmentTable,
    attachment_names,
)
from rectify_gen.model.choices import (
    CHOICE_WORDS,
    CHOICES,
    Audience,
    ContactKind,
    Kind,
    Role,
)
from rectify_gen.model.content import (
    Content,
    HeadingItem,
    Item,
    Labelled,
    Measure,
    MeasureRun,
    Member,
    Paragraph,
    ProblemItem,
    Prose,
    numbered_items,
)
from rectify_gen.model.notice import (
    Contact,
    DocumentFacts,
    Inspection,
    LevelMark,
    LevelMarks,
    Notice,
    Organization,
    Publication,
    Section,
    Signature,
    Statistics,
    Waiver,
    notice_of,
)
from rectify_gen.model.scalars import (
    ONE_OR_MORE,
    YES,
    Part,
    Text,
    Texts,
)
from rectify_gen.vocabulary.statuses import Status

__all__ = [
    "CHOICES",
    "CHOICE_WORDS",
    "ONE_OR_MORE",
    "YES",
    "Attachment",
    "AttachmentTable",
    "Audience",
    "Contact",
    "ContactKind",
    "Content",
    "DocumentFacts",
    "HeadingItem",
    "Inspection",
    "Item",
    "Kind",
    "Labelled",
    "LevelMark",
    "LevelMarks",
    "Measure",
    "MeasureRun",
    "Member",
    "Notice",
    "Organization",
    "Paragraph",
    "Part",
    "ProblemItem",
    "Prose",
    "Publication",
    "Role",
    "Section",
    "Signature",
    "Statistics",
    "Status",
    "Text",
    "Texts",
    "Waiver",
    "attachment_names",
    "notice_of",
    "numbered_items",
]
