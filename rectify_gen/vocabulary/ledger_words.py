"""Words that stand in the cells of a ledger and mean a value: 整改完成, √, 整改中; words for rows that are no problem.

This module must not know workbooks.
"""

import re

from rectify_gen.vocabulary.aliases import VALUE_ALIASES
from rectify_gen.vocabulary.statuses import Status

_STATUS_WORDS = {
    "是": Status.DONE,
    "√": Status.DONE,
    "✓": Status.DONE,
    "✔": Status.DONE,
    "☑": Status.DONE,
    "办结": Status.DONE,
    "整改到位": Status.DONE,
    "整改完毕": Status.DONE,
    "完成整改": Status.DONE,
    "全部完成": Status.DONE,
    "已全部完成": Status.DONE,
    "已落实": Status.DONE,
    "已完成并销号": Status.DONE,
    "销号": Status.DONE,
    "基本整改到位": Status.MOSTLY_DONE,
    "基本完成整改": Status.MOSTLY_DONE,
    "整改中": Status.ONGOING,
    "推进中": Status.ONGOING,
    "进行中": Status.ONGOING,
    "办理中": Status.ONGOING,
    "正在进行": Status.ONGOING,
    "持续整改中": Status.ONGOING,
    "持续推进中": Status.ONGOING,
    "持续": Status.ONGOING,
    "长期": Status.ONGOING,
    "否": Status.NOT_DONE,
    "×": Status.NOT_DONE,
    "✗": Status.NOT_DONE,
    "✘": Status.NOT_DONE,
    "未启动": Status.NOT_DONE,
    "未开展": Status.NOT_DONE,
    "未销号": Status.NOT_DONE,
}
"""What cells say beside the names of the statuses and the words of running text."""

_ROW_OF_TOTALS = re.compile("(?:合|总|小|共|累)计.{0,40}")
_SIGNERS = (
    "填报人|填表人|制表人?|审核人?|审批人|负责人|联系人|联系电话|盖章"
    "|填报时间|填报日期|填报单位|填表单位|签字|签章|填表时间|填表日期"
)
_ROW_OF_NOTES = re.compile(
    rf"""
    (?: 注 | 备注 | 说明 | 填表说明 | 填报说明 | 附注 ) \s* [:：\d]
    | [*※]
    | .{{0,12}} (?: {_SIGNERS} ) .{{0,6}} [:：]
    | (?: 单位 )? (?: {_SIGNERS} ) $
    """,
    re.VERBOSE,
)


def read_status(text: str) -> Status | None:
    """Return the status that a cell names with just these words, None where they are no status for sure."""
    words = "".join(text.split()).strip("。.；;，,")
    for status in Status:
        if words in (status.row.zh, status.row.code):
            return status
        if status.row.prose and re.fullmatch(status.row.prose, words):
            return status
    for alias in VALUE_ALIASES:
        if alias.key == "status" and alias.written == words:
            return Status(alias.value)
    return _STATUS_WORDS.get(words)


def is_row_of_totals(text: str) -> bool:
    """Return whether a row that begins with ``text`` sums up the rows above: 合计."""
    return _ROW_OF_TOTALS.fullmatch("".join(text.split())) is not None


def is_note(text: str) -> bool:
    """Return whether ``text`` stands around a table and is no row of it: 填报人：, 注：…"""
    return _ROW_OF_NOTES.match(text.strip()) is not None
