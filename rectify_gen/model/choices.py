"""The enumerations of the vocabulary and what their values mean; each is a table of ``vocabulary``."""

from collections.abc import Mapping

from rectify_gen.vocabulary.audiences import (
    AUDIENCE_MEANINGS,
    AUDIENCE_TITLES,
    Audience,
)
from rectify_gen.vocabulary.contact_kinds import ContactKind
from rectify_gen.vocabulary.kinds import Kind
from rectify_gen.vocabulary.section_roles import Role
from rectify_gen.vocabulary.statuses import Status

__all__ = [
    "CHOICES",
    "CHOICE_WORDS",
    "Audience",
    "ContactKind",
    "Kind",
    "Role",
    "Status",
]

CHOICES: tuple[Mapping[str, str], ...] = (
    {kind.value: kind.row.zh for kind in Kind},
    {role.value: role.meaning for role in Role},
    {status.value: status.row.zh for status in Status},
    {audience: meaning for audience, meaning in AUDIENCE_MEANINGS.items()},
    {kind.value: kind.meaning for kind in ContactKind},
    {
        "docx": "Word 文件",
        "xlsx": "整改台账（Excel）",
        "pdf": "PDF 文件",
        "pdf-a": "归档用的 PDF 文件（PDF/A-2b）",
    },
    {"text": "文字", "picture": "图片"},
    {"error": "错误，不能生成", "warning": "警告", "info": "提示", "off": "不查"},
)
"""What each value of an enumeration means, as schema and messages show it: one entry for each enumeration."""

CHOICE_WORDS: tuple[Mapping[str, str], ...] = (
    {kind.value: kind.row.zh for kind in Kind},
    {role.value: role.row.zh for role in Role},
    {status.value: status.row.zh for status in Status},
    {audience: word for audience, word in AUDIENCE_TITLES.items()},
    {kind.value: kind.row.zh for kind in ContactKind},
)
"""The Chinese word that may be written for each value of a notice: one entry for each enumeration."""
