"""What offices call the columns of a ledger, and the words in its cells."""

from __future__ import annotations

import pytest

from rectify_gen.vocabulary.ledger_columns import LedgerColumn, read_column_title
from rectify_gen.vocabulary.ledger_words import (
    is_note,
    is_row_of_totals,
    read_status,
)

TITLES = {
    "number": "序号 编号 问题序号",
    "area": "问题类别 方面 所属方面 问题分类",
    "problem": "巡察反馈问题 存在问题 存在的主要问题 问题表现 反馈意见 具体问题 市委第三巡察组反馈问题 问题（41个）",
    "task": "整改任务 任务清单",
    "target": "整改目标 目标要求 整改要求",
    "measures": "整改措施 具体措施 措 施 整改举措 整改措施（分条填写）",
    "progress": "整改进展 整改情况 完成情况 整改成效 整改落实情况（截至2024年6月底） 整改完成情况",
    "status": "状态 整改状态 是否完成 是否完成整改 完成状态",
    "responsible_leader": "责任领导 牵头领导 分管领导 包抓领导",
    "responsible_departments": "责任科室 责任部门 责任单位 牵头科室 牵头单位 配合单位 承办股室",
    "person": "责任人 具体责任人 经办人",
    "deadline": "整改时限 完成时限 时限 整改完成时限 完成时间",
    "evidence": "佐证材料 印证资料 支撑材料",
    "closed_on": "销号 销号时间 销号情况 是否销号",
    "remark": "备注 整改类型 实际完成时间",
}


@pytest.mark.parametrize("code", TITLES)
def test_usual_titles_are_known(code: str) -> None:
    titles = TITLES[code].replace("措 施", "措\n施").split(" ")
    for title in titles:
        assert read_column_title(title) is LedgerColumn(code), title


def test_every_column_has_titles_here() -> None:
    assert set(TITLES) == {column.value for column in LedgerColumn}


@pytest.mark.parametrize(
    "title",
    [
        "",
        "督办情况",
        "原因分析",
        "1",
        "中共示例市水务局党组关于九届市委第三轮巡察反馈问题",
    ],
)
def test_other_titles_are_not(title: str) -> None:
    assert read_column_title(title) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *(("已完成", "done"), ("完成", "done"), ("√", "done"), ("已整改到位。", "done")),
        *(("已销号", "done"), ("基本完成", "mostly_done"), ("已基本完成整改", "mostly_done")),
        *(("持续整改", "ongoing"), ("整改中", "ongoing"), ("长期坚持", "ongoing")),
        *(("未完成", "not_done"), ("尚未完成", "not_done"), ("×", "not_done")),
        *(("done", "done"), ("已 完 成", "done")),
        *(("已完成，长期坚持", None), ("80%", None), ("", None), ("不适用", None)),
    ],
)  # fmt: skip
def test_words_for_statuses(text: str, code: str | None) -> None:
    status = read_status(text)
    assert (status.value if status else None) == code


def test_rows_of_totals_and_notes() -> None:
    assert is_row_of_totals("合 计")
    assert is_row_of_totals("小计：3个")
    assert not is_row_of_totals("合同管理不规范")
    assert not is_row_of_totals("会计核算不规范")
    for text in (
        "填报人：张某",
        "注：一式三份",
        "说明1.",
        "※",
        "审核人:",
        "单位（盖章）：",
    ):
        assert is_note(text), text
    for text in ("说明不到位", "注重形式", "联系群众不够", "负责人履职不力", "1"):
        assert not is_note(text), text
