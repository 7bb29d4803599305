"""A returned ledger goes into the YAML in place: what was filled in, and nothing else."""

from __future__ import annotations

import datetime
import io
import random
from collections.abc import Callable
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from rectify_gen.building.making import make_of_material
from rectify_gen.building.returning import BroughtBack, bring_back_ledger
from rectify_gen.building.tasks import Material, recipe_of
from rectify_gen.chinese import read_date, write_date
from rectify_gen.diagnostics import InputError
from rectify_gen.outputs.ledger_output import LEDGER_WORKBOOK
from rectify_gen.source import SourceFile, decode

YAML = """\
# 开头的注释
kind: notice
sections:
  - role: rectification
    content:
      - heading: 党建方面
        responsible_leader: 张某   # 整个方面
        content:
          # 第一个问题
          - problem: "学习不深入"
            status: ongoing   # 待办
            responsible_departments: [办公室, 人事科]
            deadline: 2024年6月30日
            progress: 正在修订制度，年底完成
            content:
              - measures: [修订制度。, 组织学习。]
          - {problem: 研究少, status: not_done}
      - heading: 业务方面
        content:
          - problem: 研究少
            responsible_departments: 业务科
            content: 每季度研究。
          - problem: 内部问题
            audience: internal
"""
DAY = datetime.date
Change = Callable[[Any, dict[str, int]], None]


def source(text: str = YAML) -> SourceFile:
    return decode(text.encode(), "notice.yaml")


def ledger(change: Change | None = None, text: str = YAML) -> bytes:
    """The ledger that is built from ``text``, as it comes back after ``change``."""
    recipe = recipe_of({})._replace(output=LEDGER_WORKBOOK)
    data, _, _ = make_of_material(Material(source(text)), recipe)
    workbook = load_workbook(io.BytesIO(data))
    sheet = workbook.active
    columns = {cell.value: cell.column for cell in sheet[3]}
    if change is not None:
        change(sheet, columns)
    packed = io.BytesIO()
    workbook.save(packed)
    return packed.getvalue()


def back(
    document: bytes,
    text: str = YAML,
    base: str | None = None,
    force: bool = False,
) -> BroughtBack:
    base_source = None if base is None else source(base)
    return bring_back_ledger(source(text), document, "", base_source, force=force)


def text_after(brought_back: BroughtBack) -> str:
    assert brought_back.edited is not None
    return brought_back.edited.data.source.text


def codes(brought_back: BroughtBack) -> list[str]:
    return [note.code for note in brought_back.notes]


def fill_in(sheet: Any, columns: dict[str, int]) -> None:
    sheet.cell(4, columns["整改状态"]).value = "已完成"
    sheet.cell(4, columns["整改时限"]).value = DAY(2024, 7, 1)
    sheet.cell(4, columns["责任科室"]).value = "办公室、财务科、人事科"
    sheet.cell(4, columns["整改进展"]).value = "已修订制度，年底完成"
    sheet.cell(4, columns["销号时间"]).value = DAY(2024, 7, 10)
    sheet.cell(5, columns["责任领导"]).value = "李某"
    sheet.cell(6, columns["整改时限"]).value = "长期坚持"
    sheet.cell(6, columns["责任科室"]).value = "业务科"


FILLED_IN = YAML.replace(
    "status: ongoing   # 待办", "status: done   # 待办"
).replace(
    "[办公室, 人事科]", "[办公室, 财务科, 人事科]"
).replace(
    "2024年6月30日", "2024年7月1日"
).replace(
    "正在修订制度，年底完成\n", "已修订制度，年底完成\n            closed_on: 2024-07-10\n"
).replace(
    "{problem: 研究少, status: not_done}",
    "{problem: 研究少, status: not_done, responsible_leader: 李某}",
).replace(
    "responsible_departments: 业务科\n",
    "responsible_departments: 业务科\n            deadline: 长期坚持\n",
)  # fmt: skip


def test_what_was_filled_in_goes_to_its_place_and_all_else_stays() -> None:
    document = ledger(fill_in)
    brought_back = back(document)
    assert text_after(brought_back) == FILLED_IN
    assert brought_back.counts["changed"] == 7
    assert codes(brought_back) == []
    again = back(document, FILLED_IN, force=True)
    assert again.edited is None
    assert again.unplaced == ()


def test_an_unchanged_ledger_changes_nothing() -> None:
    brought_back = back(ledger())
    assert brought_back.edited is None
    assert codes(brought_back) == []


def test_rows_may_be_sorted_and_problems_written_a_little_otherwise() -> None:
    def sort(sheet: Any, columns: dict[str, int]) -> None:
        fill_in(sheet, columns)
        sheet.cell(4, columns["问题"]).value = " 学习\n不深入。"
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
        for number, row in enumerate(reversed(rows), start=4):
            for column, value in enumerate(row, start=1):
                sheet.cell(number, column).value = value

    assert text_after(back(ledger(sort))) == FILLED_IN


def test_new_and_missing_problems_and_emptied_cells_are_listed() -> None:
    def change(sheet: Any, columns: dict[str, int]) -> None:
        sheet.cell(4, columns["问题"]).value = "另一个问题"
        sheet.cell(6, columns["责任科室"]).value = None
        sheet.cell(6, columns["整改状态"]).value = "基本完成"
        sheet.cell(6, columns["整改措施"]).value = "每月研究。"

    brought_back = back(ledger(change))
    assert codes(brought_back) == [
        *("ledger-problem-new", "ledger-value-emptied", "ledger-measures-reworded"),
        "ledger-problem-missing",
    ]
    changed = YAML.replace(
        "          - problem: 研究少\n",
        "          - problem: 研究少\n            status: mostly_done\n",
    )
    assert text_after(brought_back) == changed
    missing = brought_back.notes[-1]
    assert missing.position is not None
    assert missing.position.line == 10


def test_problems_alike_in_all_but_their_number_are_told_apart_by_it() -> None:
    twice = YAML.replace("heading: 业务方面", "heading: 党建方面").replace(
        "          - problem: 研究少\n",
        "          - problem: 中间问题\n          - problem: 研究少\n",
    )

    def change(sheet: Any, columns: dict[str, int]) -> None:
        sheet.cell(7, columns["整改状态"]).value = "已完成"

    brought_back = back(ledger(change, twice), twice)
    assert "problem: 研究少\n            status: done\n" in text_after(brought_back)

    def renumber(sheet: Any, columns: dict[str, int]) -> None:
        change(sheet, columns)
        sheet.cell(7, 1).value = 7

    unclear = back(ledger(renumber, twice), twice)
    assert unclear.edited is None
    assert "ledger-problem-unclear" in codes(unclear)


CHANGED_SINCE = YAML.replace("status: ongoing ", "status: mostly_done ").replace(
    "开头的注释", "另一句注释"
)


def test_a_source_that_changed_since_needs_its_base() -> None:
    document = ledger(fill_in)
    refused = back(document, CHANGED_SINCE)
    assert refused.edited is None
    assert [fault.code for fault in refused.unplaced] == [
        "ledger-source-changed",
        *["ledger-either-side"] * 7,
    ]
    conflicting = back(document, CHANGED_SINCE, base=YAML)
    assert conflicting.edited is None
    (conflict,) = conflicting.unplaced
    assert conflict.code == "ledger-both-changed"
    assert conflict.position is not None
    assert conflict.position.line == 11
    assert "基本完成" in conflict.message("zh")
    assert "已完成" in conflict.message("zh")
    forced = back(document, CHANGED_SINCE, force=True)
    assert text_after(forced) == FILLED_IN.replace("开头的注释", "另一句注释")


def test_with_a_base_each_side_keeps_what_only_it_changed() -> None:
    def close(sheet: Any, columns: dict[str, int]) -> None:
        sheet.cell(5, columns["整改状态"]).value = "已完成"

    brought_back = back(ledger(close), CHANGED_SINCE, base=YAML)
    assert text_after(brought_back) == CHANGED_SINCE.replace("not_done", "done")
    with pytest.raises(InputError) as caught:
        back(ledger(close), CHANGED_SINCE, base=CHANGED_SINCE)
    assert caught.value.diagnostics[0].code == "onto-other-base"


def office_ledger(*rows: list[Any]) -> bytes:
    workbook = Workbook()
    for row in rows:
        workbook.active.append(row)
    packed = io.BytesIO()
    workbook.save(packed)
    return packed.getvalue()


def test_a_ledger_of_an_office_with_other_columns() -> None:
    document = office_ledger(
        ["序号", "存在问题", "完成情况", "完成时限", "备注"],
        [1, "1.学习不深入", "已完成", "2024.8.1", "已公示"],
        [2, "没有的问题", "已完成", "看情况吧1", None],
    )
    brought_back = back(document)
    assert text_after(brought_back) == YAML.replace(
        "status: ongoing", "status: done"
    ).replace("2024年6月30日", "2024年8月1日")
    assert codes(brought_back) == [
        *("ledger-kept", "ledger-problem-new"),
        *["ledger-problem-missing"] * 2,
    ]


def test_a_ledger_of_other_problems_is_refused() -> None:
    document = office_ledger(["序号", "问题"], [1, "别的问题"])
    with pytest.raises(InputError) as caught:
        back(document)
    assert caught.value.diagnostics[0].code == "ledger-other"


@pytest.mark.parametrize("status", ["", "        整改状态: 持续整改\n"])
def test_keys_and_choices_in_chinese_stay_chinese(status: str) -> None:
    text = """\
文种: 通报
正文:
  - 作用: 整改任务
    内容:
      - 问题: 学习不深入
STATUS        整改时限: 2024-06-30
        内容: 已整改。
"""
    document = office_ledger(
        ["问题", "责任人", "整改状态"], ["学习不深入", "李某", "已完成"]
    )
    after = text_after(back(document, text.replace("STATUS", status)))
    assert "        责任人: 李某\n        整改时限: 2024-06-30\n" in after
    assert "        整改状态: 已完成\n" in after


VALUES: dict[str, list[Any]] = {
    "整改状态": ["已完成", "基本完成", "持续整改", "未完成"],
    "责任领导": ["李某", "张某、李某", "=某", "“某”: #1"],
    "责任科室": ["办公室", "业务科、财务科", "甲科、办公室、人事科、乙科"],
    "责任人": ["王某", "- 某"],
    "整改时限": [DAY(2024, 12, 31), "长期坚持", "2024年底前", "2025.3.1"],
    "整改目标": ["健全制度", '目标："全部"完成 # 是'],
    "整改进展": ["已修订制度，年底完成", "[已]完成80%", "@某 正在推进"],
    "佐证材料": ["会议纪要", "《制度》、照片"],
    "销号时间": [DAY(2024, 7, 10), "2024年8月1日"],
}


@pytest.mark.parametrize("seed", range(12))
def test_whatever_is_filled_in_is_in_the_ledger_that_is_built_next(seed: int) -> None:
    chance = random.Random(seed)

    def fill(sheet: Any, columns: dict[str, int]) -> None:
        for row in (4, 5, 6):
            for title, values in VALUES.items():
                if chance.random() < 0.4:
                    sheet.cell(row, columns[title]).value = chance.choice(values)

    document = ledger(fill)
    text = text_after(back(document))
    assert back(document, text, force=True).edited is None
    filled_in = load_workbook(io.BytesIO(document)).active
    built = load_workbook(io.BytesIO(ledger(text=text))).active
    for row in (4, 5, 6):
        for column in range(1, 15):
            wanted = filled_in.cell(row, column).value
            assert as_day(built.cell(row, column).value) == as_day(wanted)


def as_day(value: Any) -> Any:
    """A day in any writing as the text that prints it."""
    if isinstance(value, datetime.datetime):
        return write_date(value.date())
    day = read_date(value) if isinstance(value, str) else None
    return value if day is None else write_date(day)
