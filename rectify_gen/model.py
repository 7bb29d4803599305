"""The model: what a rectification notice may say, as frozen pydantic classes.

Key names are the YAML vocabulary; each field carries its Chinese title, which
the JSON Schema and the messages show. Nothing is derived here: numbers, marks
and finished sentences belong to the view.

This room must not know YAML, positions, Word, or wording of messages.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, Tag, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from rectify_gen import chinese

ILLEGAL_CHARACTER = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
"""What one line of text must not hold: control characters, line breaks, what XML 1.0 forbids."""

_TEXT_PATTERN = r"^[^\u0000-\u001f\u007f-\u009f\u2028\u2029\ufffe\uffff]*[^\s\u0000-\u001f\u007f-\u009f\u2028\u2029\ufffe\uffff][^\u0000-\u001f\u007f-\u009f\u2028\u2029\ufffe\uffff]*$"
_DATE_PATTERN = r"^(\d{4}-\d{1,2}-\d{1,2}|\d{4}年\d{1,2}月\d{1,2}日)$"
_FORM_PATTERN = r"^[^{}]*\{\}[^{}]*$"


def _text(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if not value.strip():
        raise PydanticCustomError("text_empty", "text is empty")
    if found := ILLEGAL_CHARACTER.search(value):
        sign = found.group()
        if sign in "\n\r\u2028\u2029":
            raise PydanticCustomError("text_line_break", "text has a line break")
        raise PydanticCustomError(
            "text_illegal_character", "illegal character", {"character": f"U+{ord(sign):04X}", "at": found.start()}
        )
    return value


def _date(value: Any) -> Any:
    if isinstance(value, datetime.date):
        return value
    found = chinese.read_date(value) if isinstance(value, str) else None
    if found is None:
        raise PydanticCustomError("date_unreadable", "not a date", {"value": str(value)})
    return found


def _count(value: Any) -> Any:
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,9}", value):
        return int(value)
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    raise PydanticCustomError("count_unreadable", "not a whole number", {"value": str(value)})


def _flag(value: Any) -> Any:
    if isinstance(value, str) and value in ("true", "false"):
        return value == "true"
    if isinstance(value, bool):
        return value
    raise PydanticCustomError("flag_unreadable", "not true or false", {"value": str(value)})


def _form(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch(_FORM_PATTERN, value):
        raise PydanticCustomError("form_unreadable", "not a form", {"value": value})
    return value


def _mark(value: Any) -> Any:
    if isinstance(value, str) and chinese.read_mark(value) is None:
        raise PydanticCustomError("mark_unreadable", "not a mark", {"value": value})
    return value


def _listed(value: Any) -> Any:
    """A lone value is a list of one."""
    return value if isinstance(value, (list, tuple)) else [value]


_SCALAR = {"type": ["string", "number", "boolean"], "pattern": _TEXT_PATTERN}
Text = Annotated[str, BeforeValidator(_text), WithJsonSchema(_SCALAR)]
Date = Annotated[datetime.date, BeforeValidator(_date), WithJsonSchema({"type": "string", "pattern": _DATE_PATTERN})]
Count = Annotated[int, BeforeValidator(_count), WithJsonSchema({"type": "integer", "minimum": 0, "maximum": 999999999})]
Flag = Annotated[bool, BeforeValidator(_flag), WithJsonSchema({"type": "boolean"})]
Form = Annotated[
    str, BeforeValidator(_form), BeforeValidator(_text), WithJsonSchema({"type": "string", "pattern": _FORM_PATTERN})
]
MarkSample = Annotated[
    str,
    BeforeValidator(_mark),
    BeforeValidator(_text),
    WithJsonSchema({"type": "string", "pattern": "^none$|[一1①１]"}),
]


ONE_OR_MORE = "x-one-or-more"
"""Marks, in the raw JSON Schema, a list that may also be written as its only member."""

Texts = Annotated[tuple[Text, ...], BeforeValidator(_listed)]


def described(
    title: str, description: str = "", default: Any = ..., *, listed: bool = False, minimum: int | None = None
) -> Any:
    """Return a pydantic field with its Chinese title, as schema and messages show it."""
    extra: dict[str, Any] | None = {ONE_OR_MORE: True} if listed else None
    return Field(default, title=title, description=description or None, json_schema_extra=extra, min_length=minimum)


class Part(BaseModel):
    """Base of all parts: frozen, unknown keys refused, scalars typed from text."""

    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=True)


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


class Status(StrEnum):
    """整改状态: how far the rectification of one problem has come."""

    DONE = "done"
    MOSTLY_DONE = "mostly_done"
    ONGOING = "ongoing"
    NOT_DONE = "not_done"


Audience = Literal["public", "internal"]


class Organization(Part):
    """The organ that was inspected and publishes."""

    name: Text = described("单位全称", "印发机关的全称或规范化简称，如：中共示例市卫生健康局党组")
    short_name: Text | None = described("单位简称", "文中自称，如：局党组", None)


class Inspection(Part):
    """The facts of the inspection (巡察)."""

    authority: Text | None = described("派出机关", "谁部署的巡察，如：市委、县委", None)
    term: Text | None = described("届次", "如：八届", None)
    round: Text | None = described("轮次", "如：第四轮", None)
    team: Text | None = described("巡察组", "如：市委第五巡察组", None)
    type: Text | None = described("巡察方式", "如：常规巡察、专项巡察、巡视；不写即“巡察”", None)
    start: Date | None = described("巡察开始日期", "2023-09-12 或 2023年9月12日", None)
    end: Date | None = described("巡察结束日期", "", None)
    feedback_date: Date | None = described("反馈日期", "巡察组反馈巡察意见的日期", None)
    feedback_by: Text | None = described("反馈主体", "与巡察组不同时填写", None)


class Statistics(Part):
    """Figures that the notice claims; they are checked against its body."""

    areas: Count | None = described("方面数", "反馈了几个方面的问题", None)
    problems: Count | None = described("问题数", "反馈了多少个问题", None)
    tasks: Count | None = described("任务数", "分解为多少项整改任务", None)
    measures: Count | None = described("措施数", "制定了多少条整改措施", None)
    completed: Count | None = described("已完成数", "已完成整改多少个", None)


Measure = Annotated[
    tuple[Text, ...], BeforeValidator(_listed), Field(min_length=1, json_schema_extra={ONE_OR_MORE: True})
]


class Paragraph(Part):
    """A paragraph, with measures run in after its text."""

    text: Text = described("正文", "一个自然段的文字")
    measures: tuple[Measure, ...] = described("措施", "一是、二是……接排在正文之后；“一是”自动生成，不要键入", ())
    start: Count = described("起始序号", "接续被打断的“一是……”时，从第几条开始", 1)


class MeasureRun(Part):
    """Measures: 一是 … 二是 …, each a paragraph of its own or all run in."""

    measures: tuple[Measure, ...] = described(
        "措施", "“一是”自动生成，不要键入；一条措施有几个自然段时写成列表", minimum=1
    )
    run_in: Flag = described("接排", "true：各条排在同一自然段内", False)
    start: Count = described("起始序号", "接续被打断的“一是……”时，从第几条开始", 1)


class _Item(Part):
    number: Text | None = described("原序号", "仅当原文序号有误而须照录时填写，如 ⑳；其余序号自动生成", None)
    run_in: Flag = described("标题接排", "true：标题与正文在同一自然段", False)
    content: Content = described("内容", "", (), listed=True)
    audience: Audience = described("公开范围", "internal：只进党内通报版，公开版不出现、不计数", "public")
    status: Status | None = described(
        "整改状态", "done 已完成，mostly_done 基本完成，ongoing 持续整改，not_done 未完成", None
    )
    responsible_leader: Text | None = described("责任领导", "", None)
    responsible_departments: Texts = described("责任科室", "", (), listed=True)
    person: Text | None = described("责任人", "", None)
    deadline: Date | None = described("整改时限", "", None)
    target: Text | None = described("整改目标", "", None)
    progress: Text | None = described("整改进展", "", None)
    evidence: Texts = described("佐证材料", "", (), listed=True)
    closed_on: Date | None = described("销号日期", "", None)


class HeadingItem(_Item):
    """An item with a heading of its own words, numbered by its level."""

    heading: Text = described("标题", "不含序号；照录打印，句末有句号就写句号")


class ProblemItem(_Item):
    """An item whose heading is a form around the name of a problem (问题)."""

    problem: Text = described("问题", "反馈问题的名称，如：系统谋划不够")
    form: Form | None = described("标题句式", "如：关于“{}”问题的整改。｛｝处填问题名称；不写则用上一级的句式", None)


class Labelled(Part):
    """A labelled stretch: 整改情况：…… 整改成效：……"""

    label: Text = described("标签", "如：整改成效（冒号自动加）")
    content: Content = described("内容", "", listed=True, minimum=1)
    run_in: Flag = described("接排", "false：标签单独成段", True)


_MEMBER_CLASSES = {
    "Paragraph": "text",
    "MeasureRun": "measures",
    "HeadingItem": "heading",
    "ProblemItem": "problem",
    "Labelled": "label",
}
_MEMBER_KEYS = ("text", "heading", "problem", "label")


def _member_tag(value: Any) -> str | None:
    """Which kind of content member this is, told by the one key that it must have."""
    if isinstance(value, (str, int, float)):
        return "paragraph"
    if not isinstance(value, dict):
        return _MEMBER_CLASSES.get(type(value).__name__)
    found = [key for key in _MEMBER_KEYS if key in value]
    if len(found) == 1:
        return found[0]
    return "measures" if not found and "measures" in value else None


Member = Annotated[
    Annotated[Text, Tag("paragraph")]
    | Annotated[Paragraph, Tag("text")]
    | Annotated[MeasureRun, Tag("measures")]
    | Annotated[HeadingItem, Tag("heading")]
    | Annotated[ProblemItem, Tag("problem")]
    | Annotated[Labelled, Tag("label")],
    Discriminator(_member_tag, custom_error_type="member_kind", custom_error_message="not a content member"),
]
Content = Annotated[tuple[Member, ...], BeforeValidator(_listed)]


def _prose_tag(value: Any) -> str | None:
    tag = _member_tag(value)
    return tag if tag in ("paragraph", "text") else None


ProseMember = Annotated[
    Annotated[Text, Tag("paragraph")] | Annotated[Paragraph, Tag("text")],
    Discriminator(_prose_tag, custom_error_type="prose_kind", custom_error_message="not a paragraph"),
]
Prose = Annotated[tuple[ProseMember, ...], BeforeValidator(_listed)]


class LevelMark(Part):
    """How one level is numbered, where the count does not simply restart."""

    mark: MarkSample = described("序号样式", "以第一个序号表示，如：①、1.、（一）、none")
    continuous: Flag = described("连续编号", "true：在本部分内跨标题连续编号", False)


LevelMarks = Annotated[
    tuple[
        Annotated[
            LevelMark, BeforeValidator(lambda value: {"mark": value} if isinstance(value, (str, int)) else value)
        ],
        ...,
    ],
    BeforeValidator(_listed),
]


class Section(Part):
    """A section of level one: 一、二、三、"""

    role: Role = described("作用", "本部分写什么，决定标准标题", Role.OTHER)
    heading: Text | None = described("标题", "不写则用本部分的标准标题", None)
    numbering: LevelMarks = described(
        "序号样式", "本部分以下各级的序号，与标准（一）1.（1）不同时填写", (), listed=True
    )
    form: Form | None = described("标题句式", "本部分各 problem 的句式，如：关于“{}”问题的整改。", None)
    number: Text | None = described("原序号", "仅当原文序号有误而须照录时填写", None)
    audience: Audience = described("公开范围", "internal：只进党内通报版", "public")
    content: Content = described("内容", "", (), listed=True)

    @model_validator(mode="after")
    def _heading_where_required(self) -> Section:
        if self.role is Role.OTHER and self.heading is None:
            raise PydanticCustomError("heading_missing", "heading required")
        return self


class Publication(Part):
    """公开期限: how long the notice stays public; two dates, or a vague ``text``."""

    start: Date | None = described("开始日期", "", None)
    end: Date | None = described("结束日期", "", None)
    text: Text | None = described("公开期限", "没有确切日期时的写法，如：自发布之日起30日", None)

    @model_validator(mode="after")
    def _dates_or_text(self) -> Publication:
        dated = (self.start is not None) + (self.end is not None)
        if (dated, self.text is not None) not in ((2, False), (0, True)):
            raise PydanticCustomError("publication_incomplete", "both dates or text")
        return self


ContactKind = Literal["phone", "address", "postcode", "email", "other"]


class Contact(Part):
    """One way to reach the publisher."""

    kind: ContactKind = described("类别", "phone 电话，address 地址，postcode 邮编，email 邮箱，other 其他", "other")
    label: Text | None = described("名称", "照录打印，含冒号，如：邮政地址：；不写则用标准名称", None)
    value: Text = described("内容", "")

    @model_validator(mode="after")
    def _label_where_required(self) -> Contact:
        if self.kind == "other" and self.label is None:
            raise PydanticCustomError("label_missing", "label required")
        return self


def _contacts(value: Any) -> Any:
    """``{phone: …, email: …}`` in the order written is a list of contacts."""
    return [{"kind": kind, "value": entry} for kind, entry in value.items()] if isinstance(value, dict) else value


class Signature(Part):
    """落款: who signs, and the date."""

    organizations: Texts = described("署名", "不写则用单位全称", (), listed=True)
    date: Date | None = described("成文日期", "2025-04-07 或 2025年4月7日", None)
    seal: Flag = described("加盖印章", "true：留出用印位置，按加盖印章的公文排署名和日期", False)


class DocumentFacts(Part):
    """What surrounds the text of a formal document: number, addressees, copies."""

    number: Text | None = described("发文字号", "如：清卫〔2025〕9号", None)
    addressees: Text | None = described("主送机关", "不含冒号", None)
    signer: Text | None = described("签发人", "", None)
    secrecy: Text | None = described("密级和保密期限", "", None)
    urgency: Text | None = described("紧急程度", "", None)
    copies_to: Text | None = described("抄送机关", "", None)
    attachments: Texts = described("附件", "附件名称，不含序号和标点", (), listed=True)
    note: Text | None = described("附注", "不含括号", None)
    issued_on: Date | None = described("印发日期", "", None)


class Waiver(Part):
    """A diagnostic that is meant to stay, by code and place, with the reason."""

    code: Text = described("规则", "要豁免的规则代码")
    where: Text | None = described("位置", "引用原文以指明位置；不写则豁免整篇", None)
    reason: Text = described("理由", "为什么保留")


class Notice(Part):
    """One rectification notice (巡察整改进展情况通报) as its author wrote it."""

    kind: Kind = described("文种", "notice 通报，report 情况报告，announcement 公示", Kind.NOTICE)
    title: Texts | None = described("标题", "不写则用标准标题；写成列表则逐行照排，[] 不排标题", None, listed=True)
    organization: Annotated[tuple[Organization, ...], BeforeValidator(_listed)] = described(
        "单位", "发布单位；联合发布写成列表", (), listed=True
    )
    inspection: Inspection | None = described("巡察情况", "", None)
    statistics: Statistics | None = described("统计", "文中所称的数字，与正文核对", None)
    preamble: Prose | None = described("导语", "不写则用标准导语；[] 不排导语", None, listed=True)
    sections: tuple[Section, ...] = described("各部分", "一级标题，按顺序", minimum=1)
    closing: Prose | None = described("结语", "代替标准的监督、公开期限和联系方式；[] 不排结语", None, listed=True)
    publication: Publication | None = described("公开期限", "", None)
    contacts: Annotated[tuple[Contact, ...], BeforeValidator(_contacts)] = described("联系方式", "", ())
    signature: Signature | None = described("落款", "", None)
    document: DocumentFacts | None = described("公文要素", "", None)
    numbering: LevelMarks = described(
        "全文序号样式", "从一级标题起，与标准一、（一）1.（1）不同时填写", (), listed=True
    )
    waivers: tuple[Waiver, ...] = described("豁免", "照录原文而保留的问题，须写理由", ())


Item = HeadingItem | ProblemItem


def numbered_items(
    content: tuple[Any, ...], route: tuple[str | int, ...]
) -> Iterator[tuple[tuple[str | int, ...], Item]]:
    """Yield every item below ``content`` with its route, parents before children."""
    for at, member in enumerate(content):
        here = (*route, "content", at)
        if isinstance(member, HeadingItem | ProblemItem):
            yield here, member
        if isinstance(member, HeadingItem | ProblemItem | Labelled):
            yield from numbered_items(member.content, here)


def is_leaf(item: Item) -> bool:
    """Return whether no other item stands below ``item``."""
    return next(numbered_items(item.content, ()), None) is None


STANDARD_HEADINGS = {
    Role.OVERVIEW: "巡察总体情况",
    Role.RESPONSIBILITY: "履行巡察整改主体责任情况",
    Role.FIRST_RESPONSIBLE: "履行第一责任人责任情况",
    Role.RECTIFICATION: "巡察整改任务落实情况",
    Role.LONG_TERM: "需长期整改事项进展情况",
    Role.NEXT_STEPS: "下一步打算",
}
"""Headings printed where a section gives none; :attr:`Role.OTHER` has none."""
