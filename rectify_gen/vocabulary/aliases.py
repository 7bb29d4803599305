"""Short and usual names of keys and values, beside the codes and the Chinese titles, which are always read.

The Chinese title of each key is a name of it (``described("巡察情况", …)`` in ``model``), and the Chinese word of each
choice is a name of its value (the tables of this room). Here stand the others that people write: a row makes
a name readable everywhere at once; positions, messages and routes follow::

    KeyAlias(part="Inspection", written="开始日期", key="start")
    ValueAlias(part="HeadingItem", key="status", written="完成", value="done")

``part`` is the name of the class of the model. A name must not have two meanings in one part.
"""

from typing import NamedTuple

KEY_LANGUAGES = ("zh", "en")
"""In which keys and choices may be written: Chinese titles and words, or codes."""


class KeyAlias(NamedTuple):
    """Another name of a key of one part."""

    part: str
    written: str
    key: str


class ValueAlias(NamedTuple):
    """Another name of one value of a key."""

    part: str
    key: str
    written: str
    value: str


KEY_ALIASES: tuple[KeyAlias, ...] = (
    KeyAlias("Notice", "发布单位", "organization"),
    KeyAlias("Notice", "巡察", "inspection"),
    KeyAlias("Notice", "正文", "sections"),
    KeyAlias("Notice", "部分", "sections"),
    KeyAlias("Notice", "序号样式", "numbering"),
    KeyAlias("Notice", "公示期限", "publication"),
    KeyAlias("Notice", "公示期", "publication"),
    KeyAlias("Notice", "公开期", "publication"),
    KeyAlias("Organization", "单位名称", "name"),
    KeyAlias("Organization", "全称", "name"),
    KeyAlias("Organization", "名称", "name"),
    KeyAlias("Organization", "简称", "short_name"),
    KeyAlias("Inspection", "届", "term"),
    KeyAlias("Inspection", "轮", "round"),
    KeyAlias("Inspection", "类型", "type"),
    KeyAlias("Inspection", "开始日期", "start"),
    KeyAlias("Inspection", "结束日期", "end"),
    KeyAlias("Inspection", "反馈时间", "feedback_date"),
    KeyAlias("Publication", "开始", "start"),
    KeyAlias("Publication", "结束", "end"),
    KeyAlias("Publication", "期限", "text"),
    KeyAlias("Signature", "单位", "organizations"),
    KeyAlias("Signature", "日期", "date"),
    KeyAlias("DocumentFacts", "文号", "number"),
    KeyAlias("Attachment", "名称", "title"),
    KeyAlias("Attachment", "标题", "title"),
    KeyAlias("Attachment", "正文", "content"),
    KeyAlias("AttachmentTable", "行", "rows"),
    KeyAlias("DocumentFacts", "密级", "secrecy"),
    KeyAlias("DocumentFacts", "抄送", "copies_to"),
    KeyAlias("DocumentFacts", "主送", "addressees"),
    KeyAlias("Paragraph", "段落", "text"),
    KeyAlias("HeadingItem", "接排", "run_in"),
    KeyAlias("HeadingItem", "状态", "status"),
    KeyAlias("HeadingItem", "责任部门", "responsible_departments"),
    KeyAlias("HeadingItem", "时限", "deadline"),
    KeyAlias("HeadingItem", "完成时限", "deadline"),
    KeyAlias("HeadingItem", "进展", "progress"),
    KeyAlias("HeadingItem", "目标", "target"),
    KeyAlias("ProblemItem", "问题名称", "problem"),
    KeyAlias("ProblemItem", "反馈问题", "problem"),
    KeyAlias("ProblemItem", "句式", "form"),
    KeyAlias("Section", "句式", "form"),
)
"""Names of keys that are not their titles. The members of ``content`` share theirs."""

VALUE_ALIASES: tuple[ValueAlias, ...] = (
    ValueAlias("Notice", "kind", "报告", "report"),
    ValueAlias("Notice", "kind", "公告", "announcement"),
    ValueAlias("HeadingItem", "status", "完成", "done"),
    ValueAlias("HeadingItem", "status", "已整改", "done"),
    ValueAlias("HeadingItem", "status", "整改完成", "done"),
    ValueAlias("HeadingItem", "status", "已整改完成", "done"),
    ValueAlias("HeadingItem", "status", "已完成整改", "done"),
    ValueAlias("HeadingItem", "status", "已整改到位", "done"),
    ValueAlias("HeadingItem", "status", "整改到位", "done"),
    ValueAlias("HeadingItem", "status", "已办结", "done"),
    ValueAlias("HeadingItem", "status", "已销号", "done"),
    ValueAlias("HeadingItem", "status", "正在整改", "ongoing"),
    ValueAlias("HeadingItem", "status", "长期坚持", "ongoing"),
    ValueAlias("HeadingItem", "status", "长期整改", "ongoing"),
    ValueAlias("HeadingItem", "status", "持续推进", "ongoing"),
    ValueAlias("HeadingItem", "status", "推进中", "ongoing"),
    ValueAlias("HeadingItem", "status", "正在推进", "ongoing"),
    ValueAlias("HeadingItem", "status", "正在进行", "ongoing"),
    ValueAlias("HeadingItem", "status", "整改中", "ongoing"),
    ValueAlias("HeadingItem", "status", "进行中", "ongoing"),
    ValueAlias("HeadingItem", "status", "未整改", "not_done"),
)
"""Words for values that are not those of the tables."""
