"""What each field of the view is called and looks like: titles in both languages, a sample, fixed values.

Types and absence follow from the annotations in :mod:`rectify_gen.view.types`; only
what they cannot say stands here. This room must not know Word or any template.
"""

from collections.abc import Mapping
from typing import NamedTuple

from rectify_gen.vocabulary.contact_kinds import ContactKind
from rectify_gen.vocabulary.kinds import DEFAULT_KIND, Kind
from rectify_gen.vocabulary.statuses import STATUS_TITLES


class ViewField(NamedTuple):
    """Titles of a field, a sample of what it prints, and all its values where they are few."""

    zh: str
    en: str
    sample: str = ""
    choices: tuple[str, ...] = ()


RECORDS: Mapping[str, tuple[str, str]] = {
    "View": ("模板", "the template"),
    "OpeningView": ("导语", "the opening"),
    "ParagraphView": ("段落", "a paragraph"),
    "ItemView": ("整改条目", "an item"),
    "LedgerRowView": ("台账行", "a row of the ledger"),
    "LedgerAreaView": ("台账的一个方面", "an area of the ledger"),
    "ClosingView": ("结语", "the closing"),
    "ContactView": ("联系方式", "a contact"),
    "SignerView": ("署名单位", "a signing organ"),
    "SignatureView": ("落款", "the signature"),
    "DocumentView": ("公文要素", "the formal facts"),
    "OwnFactsView": ("自定义项", "the facts of your own"),
    "PicturesView": ("图片", "the pictures"),
    "AttachedView": ("附件", "an attachment"),
    "AttachedRowView": ("附件表格的一行", "a row of an attachment's table"),
}
"""What each view type is called, 段落没有 headng, "a paragraph has no headng"."""

_ORGAN, _DATE, _PERIOD = (
    "中共示例市水务局党组",
    "2025年4月7日",
    "2025年4月7日至2025年5月6日",
)

FIELDS: Mapping[str, Mapping[str, ViewField]] = {
    "View": {
        "kind": ViewField(
            "文种代号",
            "kind",
            DEFAULT_KIND.value,
            tuple(kind.value for kind in Kind),
        ),
        "kind_name": ViewField(
            "文种",
            "kind in Chinese",
            DEFAULT_KIND.row.name,
            tuple(kind.row.name for kind in Kind),
        ),
        "inspection_name": ViewField(
            "巡察还是巡视",
            "what the inspection is called",
            "巡察",
            ("巡察", "巡视", "巡视巡察"),
        ),
        "title": ViewField("标题", "title", f"{_ORGAN}关于巡察整改进展情况的通报"),
        "title_lines": ViewField("断好行的标题", "title, broken into lines"),
        "organization": ViewField("单位全称", "organisation", _ORGAN),
        "organizations": ViewField("各单位全称", "organisations, one by one", _ORGAN),
        "main_organization": ViewField("主办单位", "main organisation", _ORGAN),
        "short_name": ViewField("单位简称", "short name", "局党组"),
        "opening": ViewField("导语", "opening"),
        "paragraphs": ViewField("正文各段", "paragraphs of the body"),
        "items": ViewField(
            "整改条目（供表格）", "items of the rectification section, for tables"
        ),
        "ledger": ViewField("整改台账各行", "rows of the ledger"),
        "ledger_areas": ViewField(
            "按方面分组的台账", "rows of the ledger, grouped by area"
        ),
        "closing": ViewField("结语", "closing"),
        "period": ViewField("公开期限", "publication period", _PERIOD),
        "contacts": ViewField("联系方式", "contacts"),
        "signature": ViewField("落款", "signature"),
        "document": ViewField("公文要素", "formal facts"),
        "attached": ViewField(
            "有正文的附件（自动排在最后，不必写进模板）",
            "attachments with a body (printed at the end without a tag)",
        ),
        "date": ViewField("成文日期", "date", _DATE),
        "fields": ViewField("自定义项", "facts of your own"),
        "pictures": ViewField("图片", "pictures"),
    },
    "OpeningView": {
        "standard": ViewField(
            "是否用标准导语", "whether the standard opening is used", "true"
        ),
        "paragraphs": ViewField(
            "自拟的导语",
            "own opening, by paragraphs",
            "根据统一安排，现将有关情况通报如下。",
        ),
        "authority": ViewField(
            "派出巡察的党组织", "who ordered the inspection", "市委"
        ),
        "term": ViewField("届次", "term", "九届"),
        "round": ViewField("轮次", "round", "第三轮"),
        "period": ViewField(
            "巡察起止日期", "when the inspection was", "2024年3月4日至5月17日"
        ),
        "team": ViewField("巡察组", "inspection team", "市委第二巡察组"),
        "verb": ViewField(
            "巡察类型前的动词", "the verb before the type", "进行", ("进行", "开展")
        ),
        "type": ViewField("巡察类型", "type of inspection", "常规巡察"),
        "organization": ViewField("被巡察单位", "who was inspected", _ORGAN),
        "feedback_date": ViewField("反馈日期", "date of the feedback", "2024年7月9日"),
        "feedback_by": ViewField("反馈者", "who gave the feedback", "市委第二巡察组"),
    },
    "ParagraphView": {
        "role": ViewField(
            "段落种类",
            "kind of paragraph",
            "heading",
            ("heading", "run_in", "label", "body"),
        ),
        "level": ViewField(
            "层次（一、为 1，（一）为 2，正文为 0）",
            "level of its mark, 0 for body",
            "1",
        ),
        "number": ViewField("序号", "number", "一、"),
        "heading": ViewField("标题", "heading", "巡察整改任务落实情况"),
        "text": ViewField("文字", "text", "已修订议事规则，每月通报一次进展。"),
        "lead": ViewField(
            "首句（措施、标签段、接排段的；只有一句的没有）",
            "first sentence of a measure, label or run-in paragraph, if more follow",
            "一是健全制度。",
        ),
        "rest": ViewField(
            "首句以外的文字", "what follows the lead", "修订议事规则3项。"
        ),
        "has_link": ViewField(
            "文字里有网址、电子邮箱的为真",
            "true where the text has an address of the web or of e-mail",
            "true",
        ),
    },
    "ItemView": {
        "number": ViewField("序号", "number", "1."),
        "heading": ViewField("标题", "heading", "关于“系统谋划不够”问题的整改。"),
        "problem": ViewField("问题", "problem", "系统谋划不够"),
        "level": ViewField("层次", "level of its mark", "3"),
        "paragraphs": ViewField(
            "整改情况", "its paragraphs", "一是健全制度。二是加强督办。"
        ),
        "measures": ViewField(
            "整改情况（含下级措施）",
            "its paragraphs, and the items below it where these name no problem",
            "一是健全制度。二是加强督办。",
        ),
        "items": ViewField("下级条目", "items below it"),
        "status": ViewField("整改状态", "status", STATUS_TITLES[0], STATUS_TITLES),
        "responsible_leader": ViewField(
            "责任领导", "responsible leader", "分管负责同志"
        ),
        "responsible_departments": ViewField(
            "责任科室", "responsible departments", "办公室、规划科"
        ),
        "person": ViewField("责任人", "person in charge", "科室负责人"),
        "deadline": ViewField("整改时限", "deadline", "2024年12月31日"),
        "target": ViewField("整改目标", "target", "形成常态化机制"),
        "progress": ViewField("整改进展", "progress", "已印发并执行"),
        "evidence": ViewField("佐证材料", "evidence", "会议纪要、制度汇编"),
        "closed_on": ViewField("销号日期", "closed on", "2024年12月20日"),
    },
    "LedgerRowView": {
        "number": ViewField("台账序号", "running number", "1"),
        "area": ViewField(
            "所在方面", "area that it belongs to", "关于聚焦党组织建设方面"
        ),
        "new_area": ViewField(
            "新的方面（只在其首行有）",
            "area, only in its first row",
            "关于聚焦党组织建设方面",
        ),
        "areas": ViewField(
            "上面各级标题",
            "all headings above it",
            "关于聚焦党组织建设方面",
        ),
        "problem": ViewField("问题", "problem", "系统谋划不够"),
        "target": ViewField("整改目标", "target", "形成常态化机制"),
        "measures": ViewField("整改措施", "measures", "一是健全制度。"),
        "progress": ViewField("整改进展", "progress", "已印发并执行"),
        "responsible_leader": ViewField(
            "责任领导", "responsible leader", "分管负责同志"
        ),
        "responsible_departments": ViewField(
            "责任科室", "responsible departments", "办公室、规划科"
        ),
        "person": ViewField("责任人", "person in charge", "科室负责人"),
        "deadline": ViewField("整改时限", "deadline", "2024年12月31日"),
        "status": ViewField("整改状态", "status", STATUS_TITLES[0], STATUS_TITLES),
        "evidence": ViewField("佐证材料", "evidence", "会议纪要、制度汇编"),
        "closed_on": ViewField("销号日期", "closed on", "2024年12月20日"),
    },
    "LedgerAreaView": {
        "area": ViewField("方面", "area", "关于聚焦党组织建设方面"),
        "rows": ViewField("本方面各行", "its rows"),
    },
    "ClosingView": {
        "standard": ViewField(
            "是否用标准结语", "whether the standard closing is used", "true"
        ),
        "paragraphs": ViewField(
            "自拟的结语", "own closing, by paragraphs", "欢迎监督。"
        ),
    },
    "ContactView": {
        "kind": ViewField(
            "种类",
            "kind",
            ContactKind.PHONE.value,
            tuple(kind.value for kind in ContactKind),
        ),
        "label": ViewField("名目", "label, colon included", "联系电话："),
        "value": ViewField("内容", "value", "0599-5550100"),
    },
    "SignerView": {
        "name": ViewField("单位名称", "name", _ORGAN),
        "indent": ViewField(
            "定位用的空格", "white space that puts it in its place", "\u3000\u3000"
        ),
    },
    "SignatureView": {
        "organizations": ViewField("署名单位", "signing organs"),
        "lines": ViewField(
            "排好的署名各行", "署名 as it is set, line by line", "\u3000\u3000" + _ORGAN
        ),
        "date": ViewField("成文日期", "date", _DATE),
        "date_indent": ViewField(
            "日期前定位用的空格", "white space before the date", "\u3000\u3000"
        ),
        "seal": ViewField("是否用印", "whether it is sealed", "false"),
    },
    "AttachedView": {
        "label": ViewField("附件序号", "its label", "附件1"),
        "title": ViewField("附件标题", "its title", "整改任务清单"),
        "title_lines": ViewField("断好行的附件标题", "its title, broken into lines"),
        "paragraphs": ViewField("附件正文各段", "its paragraphs"),
        "head": ViewField("表头", "the head of its table", "责任科室"),
        "rows": ViewField("表格各行", "the rows of its table"),
        "ledger": ViewField("是否附台账", "whether it is the ledger", "false"),
        "file": ViewField("附件文件", "the file that it is", "附件1.docx"),
    },
    "AttachedRowView": {
        "cells": ViewField("各格", "its cells", "办公室"),
    },
    "DocumentView": {
        "copy_number": ViewField("份号", "copy number", "000001"),
        "number": ViewField("发文字号", "document number", "示水党〔2025〕3号"),
        "addressees": ViewField("主送机关", "addressees", "市委巡察工作领导小组办公室"),
        "signer": ViewField("签发人", "signer", "签发同志"),
        "secrecy": ViewField("密级", "secrecy", "秘密★1年"),
        "urgency": ViewField("紧急程度", "urgency", "加急"),
        "copies_to": ViewField("抄送机关", "copies to", "市纪委监委"),
        "attachments": ViewField("附件", "attachments", "整改台账"),
        "note": ViewField("附注", "note", "此件公开发布"),
        "issued_by": ViewField("印发机关", "issuing office", "示例市水务局办公室"),
        "issued_on": ViewField("印发日期", "issued on", _DATE),
    },
    # Their names are the office's own.
    "OwnFactsView": {},
    "PicturesView": {},
}
"""Every field of every view type."""

OBLIGATORY = frozenset(
    {("View", "title"), ("View", "organization"), ("OpeningView", "organization")}
)
"""Facts that may be absent by their type, but that every official document has: a template may count on them."""

Path = tuple[str, ...]

ENSURED: Mapping[Path, tuple[Path, ...]] = {
    # A notice that uses the standard opening must give its facts; where it does not, its author is told.
    ("opening", "standard"): tuple(("opening", name) for name in FIELDS["OpeningView"]),
    ("title_lines",): (("title",),),
    ("organization",): (("opening", "organization"),),
    ("date",): (("signature",), ("signature", "date")),
    ("signature", "date"): (("date",),),
}
"""What is there for sure, or must be, where the first is true."""
