"""The enumerations of the vocabulary and what their values mean."""

from enum import StrEnum
from typing import Literal

from rectify_gen.vocabulary.statuses import Status


class Kind(StrEnum):
    """文种: which document this is."""

    NOTICE = "notice"
    REPORT = "report"
    ANNOUNCEMENT = "announcement"


class Role(StrEnum):
    """What a section of level one is about."""

    OVERVIEW = "overview"
    RESPONSIBILITY = "responsibility"
    FIRST_RESPONSIBLE = "first_responsible"
    RECTIFICATION = "rectification"
    LONG_TERM = "long_term"
    NEXT_STEPS = "next_steps"
    OTHER = "other"


Audience = Literal["public", "internal"]
ContactKind = Literal["phone", "address", "postcode", "email", "other"]


STANDARD_HEADINGS = {
    Role.OVERVIEW: "巡察总体情况",
    Role.RESPONSIBILITY: "履行巡察整改主体责任情况",
    Role.FIRST_RESPONSIBLE: "履行第一责任人责任情况",
    Role.RECTIFICATION: "巡察整改任务落实情况",
    Role.LONG_TERM: "需长期整改事项进展情况",
    Role.NEXT_STEPS: "下一步打算",
}
"""Headings printed where a section gives none; :attr:`Role.OTHER` has none."""

CHOICES = (
    {"notice": "通报", "report": "情况报告", "announcement": "公示"},
    {
        **{role.value: heading for role, heading in STANDARD_HEADINGS.items()},
        "other": "其他，须写 heading",
    },
    {status.value: status.zh for status in Status},
    {"public": "公开", "internal": "只进党内通报版"},
    {
        "phone": "电话",
        "address": "地址",
        "postcode": "邮编",
        "email": "邮箱",
        "other": "其他，须写 label",
    },
    {"docx": "Word 文件", "pdf": "PDF 文件"},
    {"error": "错误，不能生成", "warning": "警告", "info": "提示", "off": "不查"},
)
"""What each value of an enumeration means, as schema and messages show it: one entry for each enumeration."""
