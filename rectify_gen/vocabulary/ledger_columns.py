"""The columns of a ledger (整改台账、问题清单、任务清单、责任清单): what offices call each of them.

A row is a column. Its words are whole titles; a title that is none of these is known by its end, so that
市委第三巡察组反馈问题 is a problem and 整改完成时限 a deadline. Of several ends the longest decides.
This module must not know workbooks.
"""

import re
import unicodedata
from typing import NamedTuple

from rectify_gen.vocabulary.coded import Coded


class LedgerColumnRow(NamedTuple):
    """What the product knows of one column."""

    code: str
    """The key of the item, where there is one."""
    title: str
    """What our own ledgers call it."""
    words: tuple[str, ...]
    """Whole titles, beside ``title``."""
    endings: tuple[str, ...]
    """Ends of longer titles."""


class LedgerColumn(Coded):
    """A column of a ledger: a code, with its row."""

    NUMBER = LedgerColumnRow(
        code="number",
        title="序号",
        words=("编号", "问题序号", "问题编号", "号", "No", "NO"),
        endings=("序号",),
    )
    AREA = LedgerColumnRow(
        code="area",
        title="方面",
        words=("类别", "问题方面", "领域", "板块", "大类", "一级问题"),
        endings=("类别", "方面", "分类", "类型", "领域", "大类"),
    )
    PROBLEM = LedgerColumnRow(
        code="problem",
        title="问题",
        words=("反馈意见", "问题清单", "问题描述", "问题内容", "表现", "二级问题"),
        endings=(
            *("问题", "问题表现", "具体表现", "反馈意见", "反馈意见内容", "反馈内容"),
            *("问题描述", "问题内容", "问题清单", "问题情况", "问题具体表现", "问题名称"),
            *("问题要点", "问题摘要", "问题及表现", "整改事项", "意见建议"),
        ),
    )  # fmt: skip
    TASK = LedgerColumnRow(
        code="task",
        title="整改任务",
        words=("任务", "任务清单", "工作任务", "整改内容", "重点任务"),
        endings=("整改任务", "任务清单", "工作任务", "整改内容", "任务内容"),
    )
    TARGET = LedgerColumnRow(
        code="target",
        title="整改目标",
        words=("目标", "整改要求", "整改标准", "完成标准", "预期成效", "预期效果"),
        endings=("目标", "整改要求", "目标要求", "整改标准", "完成标准"),
    )
    MEASURES = LedgerColumnRow(
        code="measures",
        title="整改措施",
        words=("措施", "举措", "措施清单", "整改方案", "主要做法"),
        endings=("措施", "举措", "措施清单", "措施及要求", "整改方案", "措施和要求"),
    )
    PROGRESS = LedgerColumnRow(
        code="progress",
        title="整改进展",
        words=("进展", "进度", "成效", "进展情况", "完成情况", "落实情况", "整改情况"),
        endings=(
            *("进展", "进展情况", "成效", "成效情况", "整改情况", "落实情况", "完成情况"),
            *("整改进度", "工作进度", "整改结果", "推进情况", "办理情况", "整改成果"),
            *("工作情况", "办理结果", "进度情况", "完成进度"),
        ),
    )  # fmt: skip
    STATUS = LedgerColumnRow(
        code="status",
        title="整改状态",
        words=("状态", "完成与否", "是否办结", "是否到位"),
        endings=(
            *("状态", "是否完成", "是否整改", "是否完成整改", "是否整改完成", "是否整改到位"),
            *("是否办结", "是否已完成", "完成与否", "是否整改落实到位"),
        ),
    )  # fmt: skip
    LEADER = LedgerColumnRow(
        code="responsible_leader",
        title="责任领导",
        words=("领导", "分管负责同志", "分管领导", "牵头领导"),
        endings=("领导", "负责同志", "领导姓名"),
    )
    DEPARTMENTS = LedgerColumnRow(
        code="responsible_departments",
        title="责任科室",
        words=("科室", "部门", "股室", "处室", "牵头科室", "主办科室"),
        endings=tuple(
            duty + unit
            for duty in ("责任", "牵头", "承办", "主责", "配合", "协办", "协助", "整改", "落实")
            for unit in ("科室", "部门", "单位", "股室", "处室", "支部", "科", "处")
        ),
    )  # fmt: skip
    PERSON = LedgerColumnRow(
        code="person",
        title="责任人",
        words=("具体负责人", "经办人", "承办人", "联系人", "科室负责人"),
        endings=("责任人", "责任人员", "承办人", "经办人", "联系人", "具体负责人"),
    )
    DEADLINE = LedgerColumnRow(
        code="deadline",
        title="整改时限",
        words=("时限", "期限", "时间节点", "整改时间", "截止时间", "截止日期", "完成时间"),
        endings=(
            *("时限", "期限", "完成时间", "办结时间", "时间节点", "整改时间", "完成日期"),
            *("截止时间", "截止日期", "时间要求", "时限要求", "办结日期"),
        ),
    )  # fmt: skip
    EVIDENCE = LedgerColumnRow(
        code="evidence",
        title="佐证材料",
        words=("整改资料", "材料清单", "附件", "附件材料", "台账资料"),
        endings=tuple(
            kind + unit
            for kind in ("佐证", "印证", "支撑", "证明", "见证", "整改", "档案")
            for unit in ("材料", "资料", "材料清单", "资料清单", "材料目录", "材料名称")
        ),
    )
    CLOSED_ON = LedgerColumnRow(
        code="closed_on",
        title="销号时间",
        words=("销号", "销号日期", "销号情况", "是否销号"),
        endings=("销号", "销号时间", "销号日期", "销号情况", "是否已销号", "销号与否"),
    )
    REMARK = LedgerColumnRow(
        code="remark",
        title="备注",
        words=(
            *("说明", "备注说明", "其他", "整改类型", "整改类别", "整改分类", "任务类型"),
            *("督办领导", "督导领导"),
        ),
        endings=("备注", "实际完成时间", "实际完成日期", "实际办结时间"),
    )  # fmt: skip

    @property
    def row(self) -> LedgerColumnRow:
        """What the table says of it."""
        return LedgerColumnRow(*self.columns)

    @property
    def title(self) -> str:  # type: ignore[override]
        """What our own ledgers call it."""
        return self.row.title


PRINTED_COLUMNS = tuple(
    column for column in LedgerColumn if column is not LedgerColumn.TASK
)
"""The columns that a ledger in Word may have: a notice has no tasks beside its problems."""

_LONGEST_TITLE = 24
"""A title of a column is short; what is longer is the title of the whole table, or a value."""
_NOTE = re.compile("[（(【\\[][^（()）【】\\[\\]]*[）)】\\]]")
"""A remark in brackets: （截至2024年6月底）."""


def plain_title(text: str) -> str:
    """Return ``text`` without blanks, remarks in brackets and marks around it, in half-width signs."""
    narrow = unicodedata.normalize("NFKC", "".join(text.split()))
    return _NOTE.sub("", narrow).strip(":*※#.、,;")


def _columns_by_word() -> dict[str, LedgerColumn]:
    columns: dict[str, LedgerColumn] = {}
    for column in LedgerColumn:
        columns[column.row.title] = column
        for word in column.row.words:
            columns[word] = column
    return columns


def _columns_by_ending() -> dict[str, LedgerColumn]:
    columns: dict[str, LedgerColumn] = {}
    for column in LedgerColumn:
        for ending in column.row.endings:
            columns[ending] = column
    return columns


_COLUMNS_BY_WORD = _columns_by_word()
_COLUMNS_BY_ENDING = _columns_by_ending()


def is_usual_title(text: str) -> bool:
    """Return whether ``text`` is one of the usual titles to the letter, and does not only end like one."""
    return plain_title(text) in _COLUMNS_BY_WORD


def read_column_title(text: str) -> LedgerColumn | None:
    """Return the column that a cell with ``text`` is the title of; None where it is none that is known."""
    title = plain_title(text)
    if not title or len(title) > _LONGEST_TITLE:
        return None
    column = _COLUMNS_BY_WORD.get(title)
    if column is not None:
        return column
    # The longest end first: 销号时间 and not 时间.
    for start in range(len(title)):
        column = _COLUMNS_BY_ENDING.get(title[start:])
        if column is not None:
            return column
    return None


def find_printed_column(name: str) -> LedgerColumn | None:
    """Return the column of a ledger in Word that ``name`` means, a title or a code; None where it means none."""
    code = name.strip()
    for column in PRINTED_COLUMNS:
        if code == column.value:
            return column
    named = read_column_title(name)
    return named if named in PRINTED_COLUMNS else None
