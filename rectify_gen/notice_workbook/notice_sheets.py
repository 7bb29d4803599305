"""The sheets of a notice workbook: which rows and columns there are, what they are called, what is written in them.

Reading and writing follow these tables, so a field stands in one place. Labels are the Chinese titles of the model;
words of our own stand here only for what the model has no field for.

This module must not know how a workbook is read or written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum
from typing import NamedTuple

from rectify_gen.canonical_names import NOTICE_NAMES, PartNames
from rectify_gen.model import (
    ContactKind,
    DocumentFacts,
    HeadingItem,
    Inspection,
    Kind,
    MeasureRun,
    Notice,
    Organization,
    Part,
    ProblemItem,
    Publication,
    Role,
    Section,
    Signature,
    Statistics,
    Status,
    Waiver,
)
from rectify_gen.model.shapes import NOTICE_SHAPE
from rectify_gen.vocabulary.audiences import AUDIENCE_TITLES
from rectify_gen.vocabulary.ledger_columns import LedgerColumn
from rectify_gen.vocabulary.ledger_keys import LEDGER_FACTS

FACTS_SHEET = "基本情况"
PROBLEMS_SHEET = "问题台账"
PARTS_SHEET = "其他部分"
WAIVERS_SHEET = str(Notice.model_fields["waivers"].title)
SHEETS = (FACTS_SHEET, PROBLEMS_SHEET, PARTS_SHEET, WAIVERS_SHEET)

NOT_PRINTED = "不排"
"""What is written where the standard wording shall not be printed and nothing in its place."""
YES, NO = "是", "否"


class Reading(Enum):
    """How the text of a cell becomes a value."""

    TEXT = "text"
    """One line."""
    LINES = "lines"
    """A list, one line each."""
    NAMES = "names"
    """A list, on one line with 、 or one line each."""
    PARAGRAPHS = "paragraphs"
    """A list of paragraphs, one line each."""
    MEASURES = "measures"
    """A list of measures, one line each, with or without 一是、二是."""
    DATE = "date"
    COUNT = "count"
    CHOICE = "choice"
    """One of a few words."""
    STATUS = "status"
    """One of the statuses, or the words by which ledgers name them."""
    DIGITS = "digits"
    """A number that may begin with 0: it must not be stored as a number."""
    NUMBERING = "numbering"
    """Samples of marks, one line each."""
    NAMED_TEXTS = "named_texts"
    """Texts with names of their own, one line each: 名称：内容."""
    CONTACTS = "contacts"
    """Ways to reach somebody with names of their own, one line each: 名称：内容."""


Choice = str | bool
"""The value of a choice in the data."""


class SheetField(NamedTuple):
    """A row of the sheet of facts, or a column of another sheet."""

    key: str
    """The key of the model."""
    label: str
    reading: Reading = Reading.TEXT
    advice: str = ""
    """What to write there."""
    choices: Mapping[str, Choice] = {}
    """The words of a choice, and the value of each in the data."""
    other_choices: Mapping[str, Choice] = {}
    """Other words that are read as such, and are not offered."""
    other_labels: tuple[str, ...] = ()
    """Other labels that are read as this one."""
    width: int = 12
    """The width of a column, in digits."""


class FactGroup(NamedTuple):
    """Rows of the sheet of facts that belong together; ``key`` leads to them, and is empty for those of the notice itself."""

    key: str
    title: str
    fields: tuple[SheetField, ...]


_FLAG_CHOICES: Mapping[str, Choice] = {YES: True, NO: False}
_AUDIENCE_CHOICES: Mapping[str, Choice] = {
    title: code for code, title in AUDIENCE_TITLES.items()
}


def _words(table: Iterable[Kind | Status | Role]) -> Mapping[str, Choice]:
    """The Chinese word of each row of a table of the vocabulary, with its code."""
    codes: dict[str, Choice] = {}
    for member in table:
        codes[member.row.zh] = member.value
    return codes


_READINGS = {
    "kind": Reading.CHOICE,
    "status": Reading.STATUS,
    "role": Reading.CHOICE,
    "audience": Reading.CHOICE,
    "run_in": Reading.CHOICE,
    "seal": Reading.CHOICE,
    "no_heading": Reading.CHOICE,
    "title": Reading.LINES,
    "name": Reading.LINES,
    "short_name": Reading.LINES,
    "organizations": Reading.LINES,
    "attachments": Reading.LINES,
    "responsible_departments": Reading.NAMES,
    "evidence": Reading.NAMES,
    "preamble": Reading.PARAGRAPHS,
    "closing": Reading.PARAGRAPHS,
    "content": Reading.PARAGRAPHS,
    "measures": Reading.MEASURES,
    "numbering": Reading.NUMBERING,
    "fields": Reading.NAMED_TEXTS,
    "pictures": Reading.NAMED_TEXTS,
    "start": Reading.DATE,
    "end": Reading.DATE,
    "feedback_date": Reading.DATE,
    "date": Reading.DATE,
    "issued_on": Reading.DATE,
    "deadline": Reading.DATE,
    "closed_on": Reading.DATE,
    "copy_number": Reading.DIGITS,
}
"""How each key is read; those that are left out are text."""

_CHOICES: Mapping[str, Mapping[str, Choice]] = {
    "kind": _words(Kind),
    "status": _words(Status),
    "role": _words(Role),
    "audience": _AUDIENCE_CHOICES,
    "run_in": _FLAG_CHOICES,
    "seal": _FLAG_CHOICES,
    "no_heading": _FLAG_CHOICES,
}

_ADVICE = {
    (Notice, "kind"): "从下拉框选；不填即通报",
    (
        Notice,
        "title",
    ): f"不填则用标准标题；要分行就在格内换行（Alt+回车）；不要标题填“{NOT_PRINTED}”",
    (
        Notice,
        "preamble",
    ): f"不填则用标准导语；自拟时一行一段；不要导语填“{NOT_PRINTED}”",
    (
        Notice,
        "closing",
    ): f"不填则用标准结语（监督、公开期限、联系方式）；自拟时一行一段；不要结语填“{NOT_PRINTED}”",
    (
        Notice,
        "numbering",
    ): "不填即一、（一）1.（1）；要改就从一级标题起一级一行，写出第一个序号；跨标题连续编号的加“连续”，如：① 连续",
    (
        Notice,
        "fields",
    ): "本单位自己的内容，一行一项，写作“名称：内容”，如：举报电话：12380；模板里用 fields.举报电话 打印",
    (
        Notice,
        "pictures",
    ): "图片文件（PNG、JPEG、EMF），与本工作簿放在一起，一行一个，写作“名称：文件”，如：印章：印章.png",
    (
        Organization,
        "name",
    ): "全称或规范化简称，用于标题和落款，如：中共示例市卫生健康局党组；联合发布一行一个",
    (Inspection, "start"): "如：2024-03-04，或 2024年3月4日",
    (Publication, "start"): "公开期的第一天",
    (Publication, "text"): "没有确切日期才填，如：自发布之日起30日",
    (
        Signature,
        "organizations",
    ): f"不填则用单位全称；几个单位一行一个；不要署名填“{NOT_PRINTED}”",
    (Signature, "date"): "负责人签发的日期",
    (Signature, "seal"): "选“是”：留出用印位置",
    (DocumentFacts, "attachments"): "附件名称，不含序号和标点，一行一个",
    (DocumentFacts, "issued_on"): "送印的日期",
    (Section, "role"): "从下拉框选；一个部分写几行的，第二行起可以不填",
    (Section, "heading"): "不填则用本部分的标准标题；选“其他”的必须填",
    (
        Section,
        "numbering",
    ): "本部分各级的序号，与（一）1.（1）不同才填：一级一行，写出第一个序号；跨标题连续编号的加“连续”",
    (
        Section,
        "form",
    ): "本部分各问题的标题怎么写，如：关于“{}”问题的整改。｛｝处填入问题名称；不填则照问题原样排",
    (
        Section,
        "no_heading",
    ): "选“是”：本部分没有标题，下面各条排成一级标题，序号与其他部分接续",
    (Section, "audience"): "选“内部”：整个部分只进党内通报版",
    (HeadingItem, "status"): "从下拉框选；只进台账，不在正文印出",
    (HeadingItem, "responsible_departments"): "几个科室用顿号隔开；只进台账",
    (HeadingItem, "deadline"): "应完成的日期；只进台账",
    (HeadingItem, "evidence"): "文件、会议纪要等的名称，用顿号隔开；只进台账",
    (HeadingItem, "audience"): "选“内部”：只进党内通报版，公开版不出现、不计数",
    (
        HeadingItem,
        "run_in",
    ): f"选“是”：标题与正文排在同一自然段；不填则按“{PARTS_SHEET}”里本部分的标题接排",
    (Waiver, "code"): "校验报告里方括号中的规则代码，如：part-missing",
    (Waiver, "where"): "引用原文以指明位置；不填则豁免整篇",
}
"""What to write, where the model's own description speaks of YAML."""


def _field(part: type[Part], key: str, width: int = 12) -> SheetField:
    model_field = part.model_fields[key]
    reading = _READINGS.get(key, Reading.TEXT)
    if part is Statistics:
        reading = Reading.COUNT
    advice = _ADVICE.get((part, key), model_field.description or "")
    names = _names(part)
    return SheetField(
        key=key,
        label=str(model_field.title),
        reading=reading,
        advice=advice,
        choices=_CHOICES.get(key, {}),
        width=width,
        other_choices=names.values.get(key, {}),
        other_labels=_other_labels(key, names),
    )


def _other_labels(key: str, names: PartNames) -> tuple[str, ...]:
    labels = []
    for written, meant in names.keys.items():
        if meant == key:
            labels.append(written)
    return tuple(labels)


def _column(field: SheetField) -> SheetField:
    """``field`` as a column of the problems, with the names that ledgers give it."""
    if field.key not in _NAMED_AS_IN_LEDGERS:
        return field
    labels = [*field.other_labels, *LedgerColumn(field.key).row.words]
    return field._replace(other_labels=tuple(dict.fromkeys(labels)))


def _names(part: type[Part]) -> PartNames:
    """The other names that the keys and values of ``part`` are written by in YAML."""
    if part in NOTICE_SHAPE.members.values():
        return NOTICE_NAMES.of_members
    return NOTICE_NAMES.of_parts[part]


def _fields(part: type[Part], keys: Iterable[str]) -> tuple[SheetField, ...]:
    return tuple(_field(part, key) for key in keys)


def _group(key: str, part: type[Part]) -> FactGroup:
    title = str(Notice.model_fields[key].title)
    return FactGroup(key, title, _fields(part, part.model_fields))


_OWN_KEYS = ("fields", "pictures")
_NOTICE_KEYS = ("kind", "title", "preamble", "closing", "numbering")

OTHER_CONTACTS = "other"
_CONTACT_ADVICE = {
    ContactKind.PHONE: "几个号码一行一个",
    ContactKind.OTHER: "名称与上面不同的，一行一个，如：监督电话：0599-5550100",
}


def _contact_field(kind: ContactKind) -> SheetField:
    reading = Reading.LINES
    label = kind.row.zh
    if kind is ContactKind.OTHER:
        reading = Reading.CONTACTS
        label += str(Notice.model_fields["contacts"].title)
    elif kind in (ContactKind.PHONE, ContactKind.POSTCODE):
        reading = Reading.DIGITS
    return SheetField(
        key=kind.value,
        label=label,
        reading=reading,
        advice=_CONTACT_ADVICE.get(kind, ""),
    )


CONTACTS_GROUP = FactGroup(
    key="contacts",
    title=str(Notice.model_fields["contacts"].title),
    fields=tuple(map(_contact_field, ContactKind)),
)

FACT_GROUPS = (
    FactGroup("", "文种和标题", _fields(Notice, _NOTICE_KEYS)),
    _group("organization", Organization),
    _group("inspection", Inspection),
    _group("publication", Publication),
    CONTACTS_GROUP,
    _group("signature", Signature),
    _group("document", DocumentFacts),
    _group("statistics", Statistics),
    FactGroup("", "本单位自定", _fields(Notice, _OWN_KEYS)),
)
"""The sheet of facts, from top to bottom. No two rows have the same label, so their order means nothing."""

AREA = "area"
PROBLEM = "problem"
DETAIL = "detail"
"""The three levels of items: what the inspection found, and what it is found under."""
TEXT = "content"
MEASURES = "measures"
RESULT = "result"
FORM = "form"
RUN_IN = "run_in"
MEASURE_LAYOUT = "measure_layout"
RESULT_LABEL = "整改成效"

AS_WRITTEN = "照录"
"""The form of a heading that is printed as it is written."""
INHERITED = "沿用"
"""The form of a heading that takes the form of its section."""
USUAL_FORMS = ("关于“{}”问题的整改。", "关于“{}”的问题。", "{}。")

ONE_PARAGRAPH = "合为一段"
BEHIND_TEXT = "接在正文后"
EACH_ALONE = "各自成段"
_MEASURE_LAYOUTS: Mapping[str, Choice] = {
    EACH_ALONE: EACH_ALONE,
    ONE_PARAGRAPH: ONE_PARAGRAPH,
    BEHIND_TEXT: BEHIND_TEXT,
}

_TEXT_FIELD = SheetField(
    TEXT,
    "整改情况",
    Reading.PARAGRAPHS,
    "叙述整改情况的文字，一行一段，可以不填",
    width=30,
)
_MEASURES_FIELD = SheetField(
    MEASURES,
    str(MeasureRun.model_config["title"]),
    Reading.MEASURES,
    "一行一条（Alt+回车换行），或一条占一行单元格；“一是”可写可不写，印出时自动编",
    width=44,
)
_MEASURE_LAYOUT_FIELD = SheetField(
    MEASURE_LAYOUT,
    "措施排法",
    Reading.CHOICE,
    f"{EACH_ALONE}（不填即此）；{ONE_PARAGRAPH}：一是……二是……排在同一段；{BEHIND_TEXT}：接在整改情况最后一段之后",
    _MEASURE_LAYOUTS,
    width=12,
)
_FORM_FIELD = _field(ProblemItem, FORM, 18)._replace(
    advice=f"问题的标题怎么写，从下拉框选或自己写，{{}}处填入问题名称；“{AS_WRITTEN}”：照问题原样；"
    f"“{INHERITED}”：用“{PARTS_SHEET}”里整改任务的句式；不填：有句式就沿用，没有就照录",
)

LEDGER_KEYS = (*LEDGER_FACTS, "audience")
"""Facts of an item that stand beside its text."""
_NAMED_AS_IN_LEDGERS = (
    "responsible_leader",
    "responsible_departments",
    "person",
    "deadline",
    "evidence",
)
"""Columns whose other names cannot mean a column of these sheets: 成效 may be the one that is printed or the one that is not."""
_LEDGER_WIDTHS = {
    "status": 9,
    "responsible_leader": 10,
    "responsible_departments": 13,
    "person": 9,
    "deadline": 11,
    "target": 13,
    "progress": 16,
    "evidence": 13,
    "closed_on": 11,
    "audience": 9,
}

PROBLEM_COLUMNS = (
    SheetField(
        AREA,
        "方面",
        advice="反馈意见的方面，印作（一）级标题；与上一行相同可以不填；不分方面就全空着",
        width=14,
    ),
    _field(ProblemItem, PROBLEM, 20)._replace(
        advice="一行一个问题，写名称；方面下面没有再分问题的，此格空着"
    ),
    SheetField(DETAIL, "具体问题", advice="问题下面再分时才填", width=12),
    _TEXT_FIELD,
    _MEASURES_FIELD,
    SheetField(
        RESULT,
        RESULT_LABEL,
        Reading.PARAGRAPHS,
        f"印作“{RESULT_LABEL}：……”，一行一段，可以不填",
        width=20,
    ),
    *(_column(_field(HeadingItem, key, _LEDGER_WIDTHS[key])) for key in LEDGER_KEYS),
    _FORM_FIELD,
    _field(HeadingItem, RUN_IN, 9),
    _MEASURE_LAYOUT_FIELD,
)
"""The sheet of problems: one row for each, or for each of its measures."""
UNREAD_COLUMNS = ("序号", "备注")
"""Columns that many offices keep for themselves."""

HEADING = "item"
SECTION_RUN_IN = "section_run_in"
"""The column of ``run_in`` of a section; that of its headings has the key itself."""
_SECTION_RUN_IN_CHOICES: Mapping[str, Choice] = {
    YES: True,
    "小标题": "items",
    "都接排": "all",
    NO: False,
}

SECTION_COLUMNS = {
    "role": "role",
    "heading": "heading",
    "numbering": "numbering",
    "no_heading": "no_heading",
    SECTION_RUN_IN: "run_in",
    FORM: FORM,
    "audience": "audience",
}
"""The columns of a section, each with its key in the data."""
PART_COLUMNS = (
    _field(Section, "role", 12)._replace(label="部分"),
    _field(Section, "heading", 24),
    SheetField(
        HEADING, "小标题", advice="本部分下面的（一）级标题；没有就空着", width=24
    ),
    _TEXT_FIELD._replace(
        label="正文",
        advice=f"一行一段；“整改任务”的正文排在问题之前，问题写在“{PROBLEMS_SHEET}”",
        width=60,
    ),
    _MEASURES_FIELD._replace(label="措施", width=40),
    _field(HeadingItem, RUN_IN, 9)._replace(
        label="小标题接排", advice="选“是”：小标题与正文排在同一自然段"
    ),
    _MEASURE_LAYOUT_FIELD,
    _field(Section, "audience", 9),
    _field(Section, "run_in", 9)._replace(
        key=SECTION_RUN_IN,
        advice="是：本部分的标题与正文在同一自然段；小标题：下面各小标题、各问题都接排；都接排：两样都是",
        choices=_SECTION_RUN_IN_CHOICES,
    ),
    _field(Section, "no_heading", 9),
    _field(Section, FORM, 20),
    _field(Section, "numbering", 14),
)
"""The sheet of the other sections: one row for each, or for each of its headings."""

WAIVER_COLUMNS = (
    _field(Waiver, "code", 24),
    _field(Waiver, "where", 40),
    _field(Waiver, "reason", 60),
)
"""The sheet of waivers: one row for each."""


def _all_facts() -> tuple[SheetField, ...]:
    fields: list[SheetField] = []
    for group in FACT_GROUPS:
        fields += group.fields
    return tuple(fields)


ALL_FACTS = _all_facts()
"""Every row of the sheet of facts."""
