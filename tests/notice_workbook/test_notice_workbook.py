"""A notice workbook says what the YAML of the same notice says, whatever a clerk does to its layout."""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from typing import Any

import pytest
from filled_workbooks import (
    FACTS_SHEET,
    FIRST_ROW,
    HEAD_ROW,
    PARTS_SHEET,
    PROBLEMS_SHEET,
    Filled,
    rectification,
    starter,
)

from rectify_gen import model
from rectify_gen.building.making import make_document
from rectify_gen.building.tasks import recipe_of
from rectify_gen.canonical_names import locate
from rectify_gen.cli.new_workbook import filled_workbook, starter_workbook
from rectify_gen.diagnostics import InputError
from rectify_gen.notice_files import (
    holds_notice_workbook,
    read_source,
    source_of,
)
from rectify_gen.notice_workbook.facts_sheet import HEAD
from rectify_gen.notice_workbook.notice_sheets import (
    ALL_FACTS,
    FACT_GROUPS,
    PART_COLUMNS,
    PROBLEM_COLUMNS,
    WAIVER_COLUMNS,
)
from rectify_gen.notice_workbook.notice_writing import write_notice_workbook
from rectify_gen.notice_workbook.sheet_faults import plain_label
from rectify_gen.package import read_package
from rectify_gen.source import decode
from rectify_gen.source_check import check_source
from rectify_gen.starter import starter as starter_yaml
from rectify_gen.validation import validate

ROOT = Path(__file__).resolve().parent.parent.parent
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))


def notice_of_text(text: str) -> model.Notice:
    return validate(locate(decode(text.encode())))


def notice_of_workbook(data: bytes) -> model.Notice:
    return validate(locate(source_of(data, "通报.xlsx")))


def written_and_read(text: str) -> model.Notice:
    return notice_of_workbook(write_notice_workbook(notice_of_text(text)))


@pytest.mark.parametrize("kind", model.Kind)
def test_the_starter_says_what_the_yaml_starter_says(kind: model.Kind) -> None:
    source = source_of(starter_workbook(kind.value), "通报.xlsx")
    checked = check_source(source)
    assert checked.judgement.standing == ()
    assert checked.notice == notice_of_text(starter_yaml(kind.value, ""))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_examples_are_the_same_notices_as_workbooks(path: Path) -> None:
    wanted = validate(locate(read_source(path)))
    assert notice_of_workbook(filled_workbook(path)) == wanted


def test_a_workbook_builds_the_document_of_its_yaml() -> None:
    path = ROOT / "examples" / "housing-bureau.yaml"
    recipe = recipe_of({})
    from_yaml, _, _ = make_document(read_source(path), recipe)
    workbook = source_of(filled_workbook(path), "通报.xlsx")
    from_workbook, _, _ = make_document(workbook, recipe)
    parts = read_package(from_yaml)
    parts_from_workbook = read_package(from_workbook)
    # The digest of the source stands there.
    del parts["docProps/custom.xml"], parts_from_workbook["docProps/custom.xml"]
    assert parts_from_workbook == parts


def test_the_same_notice_gives_the_same_bytes() -> None:
    assert starter_workbook("notice") == starter()


def test_labels_are_unique_on_each_sheet() -> None:
    for fields in (ALL_FACTS, PROBLEM_COLUMNS, PART_COLUMNS, WAIVER_COLUMNS):
        labels = [plain_label(field.label) for field in fields]
        keys = [field.key for field in fields]
        assert len(set(labels)) == len(labels)
        if fields is not ALL_FACTS:
            assert len(set(keys)) == len(keys)


def test_every_fact_of_the_model_has_a_row_or_a_column() -> None:
    """A new field is in the sheets by itself, or must be put there."""
    for group in FACT_GROUPS:
        if group.key in ("", "contacts"):
            continue
        annotation = model.Notice.model_fields[group.key].annotation
        part = next(
            part
            for part in (
                model.Organization,
                model.Inspection,
                model.Statistics,
                model.Publication,
                model.Signature,
                model.DocumentFacts,
            )
            if part.__name__ in str(annotation)
        )
        assert [field.key for field in group.fields] == list(part.model_fields)
    columns = {field.key for field in PROBLEM_COLUMNS}
    # What the sheet of problems leaves out: a typed number, and what its own columns make.
    left_out = {"number", "heading"}
    assert set(model.ProblemItem.model_fields) - left_out <= columns


def test_labels_are_the_titles_of_the_model() -> None:
    labels = {field.key: field.label for field in PROBLEM_COLUMNS}
    for key in ("status", "responsible_leader", "deadline", "closed_on"):
        assert labels[key] == model.HeadingItem.model_fields[key].title


class TestCells:
    """One fact, written in many ways."""

    @pytest.mark.parametrize(
        ("value", "number_format"),
        [
            (datetime.date(2024, 3, 4), ""),
            (datetime.datetime(2024, 3, 4, 9, 30), "yyyy-mm-dd h:mm"),
            (45355, "yyyy年m月d日"),
            (20240304, "General"),
            ("2024-03-04", ""),
            ("2024-3-4", ""),
            ("2024/3/4", ""),
            ("2024.3.4", ""),
            ("2024年3月4日", ""),
            ("２０２４年３月４日", ""),
            (" 2024 年 3 月 4 日 ", ""),
            ("20240304", ""),
        ],
    )
    def test_a_date(self, value: Any, number_format: str) -> None:
        filled = Filled()
        filled.set_fact("巡察开始日期", value, number_format)
        inspection = filled.notice().inspection
        assert inspection is not None
        assert inspection.start == datetime.date(2024, 3, 4)

    @pytest.mark.parametrize(
        ("value", "code"),
        [
            ("2024年13月4日", "not-a-date"),
            ("2024-02-30", "not-a-date"),
            ("去年三月", "not-a-date"),
            ("2024年3月", "not-a-date"),
            (45355, "cell-date-serial"),
            (36525, "not-a-date"),
            (36526, "cell-date-serial"),
            (73050, "cell-date-serial"),
            (73051, "not-a-date"),
            (20241304, "not-a-date"),
            ("=TODAY()", "cell-formula"),
        ],
    )
    def test_no_date(self, value: Any, code: str) -> None:
        filled = Filled()
        cell = filled.set_fact("巡察开始日期", value, "General")
        assert filled.codes() == [(code, cell)]

    @pytest.mark.parametrize(
        ("value", "wanted"),
        [
            (1012345678, "01012345678"),
            (2112345678, "02112345678"),
            (5995550100, "05995550100"),
            (75512345678, "075512345678"),
        ],
    )
    def test_a_number_that_lost_its_zero(self, value: int, wanted: str) -> None:
        filled = Filled()
        cell = filled.set_fact("电话", value, "General")
        [fault] = filled.faults()
        assert (fault.code, fault.position and fault.position.cell) == (
            "cell-zero-lost",
            cell,
        )
        assert wanted in fault.hint("zh")

    @pytest.mark.parametrize("value", [5550100, 85550100, "0599-5550100"])
    def test_a_number_that_lost_nothing(self, value: Any) -> None:
        filled = Filled()
        filled.set_fact("电话", value, "General")
        assert filled.notice().contacts[0].value == str(value)

    def test_a_mobile_number_is_whole(self) -> None:
        filled = Filled()
        filled.set_fact("电话", 13812345678, "General")
        codes = [code for code, _ in filled.codes()]
        assert "cell-zero-lost" not in codes

    def test_a_postcode_that_lost_its_zero(self) -> None:
        filled = Filled()
        cell = filled.set_fact("邮编", 51400, "General")
        assert filled.codes() == [("cell-zero-lost", cell)]
        whole = Filled()
        whole.set_fact("邮编", 699000, "General")
        assert whole.notice().contacts[-1].value == "699000"
        shown = Filled()
        shown.set_fact("邮编", 51400, "000000")
        assert shown.notice().contacts[-1].value == "051400"

    @pytest.mark.parametrize(
        ("word", "kind"),
        [
            ("情况报告", model.Kind.REPORT),
            ("report", model.Kind.REPORT),
            ("Report", model.Kind.REPORT),
            (" 公示 ", model.Kind.ANNOUNCEMENT),
            (None, model.Kind.NOTICE),
        ],
    )
    def test_a_choice(self, word: str | None, kind: model.Kind) -> None:
        filled = Filled()
        filled.set_fact("文种", word)
        assert filled.notice().kind is kind

    @pytest.mark.parametrize("value", ["是", True, "TRUE", "true"])
    def test_a_flag(self, value: Any) -> None:
        filled = Filled()
        filled.set_fact("加盖印章", value)
        signature = filled.notice().signature
        assert signature is not None
        assert signature.seal is True

    def test_an_unknown_choice_is_reported_with_the_nearest(self) -> None:
        filled = Filled()
        cell = filled.set_fact("文种", "情况汇报告")
        [fault] = filled.faults()
        assert (fault.code, fault.position and fault.position.cell) == (
            "cell-choice",
            cell,
        )
        assert "是不是“情况报告”" in fault.hint("zh")

    @pytest.mark.parametrize(
        ("words", "status"),
        [
            ("已完成", "done"),
            ("已销号", "done"),
            ("整改到位", "done"),
            ("正在推进", "ongoing"),
            ("done", "done"),
        ],
    )
    def test_words_of_ledgers_for_a_status(self, words: str, status: str) -> None:
        filled = Filled()
        filled.only_rows({"问题": "一", "整改情况": "文。", "整改状态": words})
        [problem] = rectification(filled.notice()).content
        assert isinstance(problem, model.Item)
        assert problem.status == status

    @pytest.mark.parametrize("words", ["是", "已完成\n已销号", "差不多"])
    def test_words_that_are_no_status(self, words: str) -> None:
        filled = Filled()
        filled.only_rows({"问题": "一", "整改情况": "文。", "整改状态": words})
        codes = [code for code, _ in filled.codes()]
        assert set(codes) <= {"cell-choice", "cell-line-break"}
        assert codes

    def test_a_choice_is_never_guessed_into_its_opposite(self) -> None:
        filled = Filled()
        filled.set_row(FIRST_ROW, 整改状态="没完成")
        [fault] = filled.faults()
        assert fault.code == "cell-choice"
        assert "是不是" not in fault.hint("zh")
        assert "已完成、基本完成、持续整改、未完成" in fault.hint("zh")

    def test_lines_of_a_cell_are_a_list(self) -> None:
        filled = Filled()
        filled.set_fact("附件", "台账\n\n　佐证材料目录 ")
        document = filled.notice().document
        assert document is not None
        assert document.attachments == ("台账", "佐证材料目录")

    def test_a_line_break_in_one_line_is_reported(self) -> None:
        filled = Filled()
        cell = filled.set_fact("主送机关", "市委\n市委巡察办")
        assert filled.codes() == [("cell-line-break", cell)]
        # A break at an end is no line.
        filled.set_fact("主送机关", "\n市委巡察办\n")
        assert filled.codes() == []

    @pytest.mark.parametrize("label", ["标题", "导语", "结语"])
    def test_nothing_is_printed_where_nothing_is_wanted(self, label: str) -> None:
        filled = Filled()
        filled.set_fact(label, "不排")
        key = {"标题": "title", "导语": "preamble", "结语": "closing"}[label]
        assert getattr(filled.notice(), key) == ()

    def test_several_organizations(self) -> None:
        filled = Filled()
        filled.set_fact("单位全称", "中共甲市财政局党组\n中共甲市审计局党组")
        filled.set_fact("单位简称", "局党组\n审计局党组")
        names = [
            (organ.name, organ.short_name) for organ in filled.notice().organization
        ]
        assert names == [
            ("中共甲市财政局党组", "局党组"),
            ("中共甲市审计局党组", "审计局党组"),
        ]
        cell = filled.set_fact("单位简称", "局党组")
        assert ("cell-organizations", cell) in filled.codes()
        filled.set_fact("单位简称", None)
        assert [organ.short_name for organ in filled.notice().organization] == [
            None,
            None,
        ]

    def test_contacts_in_order_with_names_of_their_own(self) -> None:
        filled = Filled()
        filled.set_fact("电话", "0599-5550100\n0599-5550101")
        filled.set_fact(
            "其他联系方式", "监督电话：0599-5550102\n举报网址: example.cn/j"
        )
        contacts = [
            (contact.kind.value, contact.label, contact.value)
            for contact in filled.notice().contacts
        ]
        assert contacts == [
            ("phone", None, "0599-5550100"),
            ("phone", None, "0599-5550101"),
            ("address", None, "示例市示例区某某路1号"),
            ("email", None, "office@example.cn"),
            ("phone", "监督电话：", "0599-5550102"),
            ("other", "举报网址:", "example.cn/j"),
        ]
        cell = filled.set_fact("其他联系方式", "0599-5550102")
        assert ("cell-contact", cell) in filled.codes()


class TestFacts:
    """The sheet of facts, with its rows and columns moved."""

    def test_the_order_of_rows_means_nothing(self) -> None:
        wanted = Filled().notice()
        filled = Filled()
        sheet = filled.sheet(FACTS_SHEET)
        for merged in list(sheet.merged_cells.ranges):
            sheet.unmerge_cells(str(merged))
        values = [
            [cell.value for cell in row] for row in sheet.iter_rows(min_row=HEAD_ROW)
        ]
        for number, row in enumerate(reversed(values), start=HEAD_ROW):
            for column, value in enumerate(row, start=1):
                sheet.cell(number, column).value = value
        notice = filled.notice()
        assert notice.inspection == wanted.inspection
        # Contacts are printed in the order in which they stand.
        assert notice.contacts == tuple(reversed(wanted.contacts))

    def test_a_column_before_the_labels(self) -> None:
        filled = Filled()
        sheet = filled.sheet(FACTS_SHEET)
        for merged in list(sheet.merged_cells.ranges):
            sheet.unmerge_cells(str(merged))
        sheet.insert_cols(1)
        assert filled.notice() == Filled().notice()

    def test_blank_rows_and_a_deleted_row(self) -> None:
        filled = Filled()
        sheet = filled.sheet(FACTS_SHEET)
        for merged in list(sheet.merged_cells.ranges):
            sheet.unmerge_cells(str(merged))
        sheet.delete_rows(filled.fact_row("反馈主体"))
        sheet.insert_rows(HEAD_ROW + 2, 3)
        assert filled.notice() == Filled().notice()

    @pytest.mark.parametrize(
        ("written", "code"),
        [("派出机构", "cell-label-mistaken"), ("经办人", "cell-label-unknown")],
    )
    def test_a_renamed_label(self, written: str, code: str) -> None:
        filled = Filled()
        row = filled.fact_row("派出机关")
        filled.sheet(FACTS_SHEET).cell(row, 1).value = written
        fault = next(fault for fault in filled.faults() if fault.code == code)
        assert fault.position is not None
        assert fault.position.cell == f"{FACTS_SHEET}!A{row}"
        if code == "cell-label-mistaken":
            assert "是不是“派出机关”" in fault.hint("zh")

    def test_a_renamed_label_without_a_value_loses_nothing(self) -> None:
        filled = Filled()
        filled.sheet(FACTS_SHEET).cell(filled.fact_row("反馈主体"), 1).value = "反馈人"
        assert filled.codes() == []

    def test_usual_names_and_signs_of_labels(self) -> None:
        filled = Filled()
        sheet = filled.sheet(FACTS_SHEET)
        sheet.cell(filled.fact_row("反馈日期"), 1).value = "反馈\n时间："
        sheet.cell(filled.fact_row("单位全称"), 1).value = " 单位 全称 *"
        assert filled.notice() == Filled().notice()

    def test_a_repeated_label(self) -> None:
        filled = Filled()
        sheet = filled.sheet(FACTS_SHEET)
        sheet.cell(70, 1).value = "届次"
        sheet.cell(70, 2).value = "十届"
        assert filled.codes() == [("cell-repeated", f"{FACTS_SHEET}!A70")]

    def test_values_that_stand_elsewhere(self) -> None:
        filled = Filled()
        sheet = filled.sheet(FACTS_SHEET)
        row = filled.fact_row("届次")
        sheet.cell(row, 4).value = "待核"
        sheet.cell(70, 2).value = "某某"
        assert filled.codes() == [
            ("cell-unused", f"{FACTS_SHEET}!D{row}"),
            ("cell-without-label", f"{FACTS_SHEET}!B70"),
        ]

    def test_a_value_beside_the_title_of_a_group(self) -> None:
        filled = Filled()
        sheet = filled.sheet(FACTS_SHEET)
        for merged in list(sheet.merged_cells.ranges):
            sheet.unmerge_cells(str(merged))
        for cell in sheet["A"]:
            if cell.value in ("单位", "落款"):
                sheet.cell(cell.row, 2).value = "某某"
        codes = [code for code, _ in filled.codes()]
        # 单位 is like 单位全称.
        assert codes == ["cell-label-mistaken", "cell-label-unknown"]

    def test_remarks_in_rows_of_their_own(self) -> None:
        filled = Filled()
        filled.sheet(FACTS_SHEET)["D70"] = "待核"
        assert filled.codes() == [("cell-unused", f"{FACTS_SHEET}!D70")]

    def test_a_value_written_over_the_advice(self) -> None:
        filled = Filled()
        sheet = filled.sheet(FACTS_SHEET)
        row = filled.fact_row("主送机关")
        sheet.cell(row, 3).value = "市委巡察工作领导小组办公室"
        assert filled.codes() == [("cell-unused", f"{FACTS_SHEET}!C{row}")]
        filled = Filled()
        # Other words for the same, beside a blank value.
        row = filled.fact_row("发文字号")
        filled.sheet(FACTS_SHEET).cell(row, 3).value = "例如：清卫〔2025〕9号"
        assert filled.codes() == []

    def test_what_is_missing_is_reported_where_it_belongs(self) -> None:
        filled = Filled()
        organization = filled.set_fact("单位全称", None)
        assert ("missing-key", organization) in filled.codes()
        [fault] = [fault for fault in filled.faults() if fault.code == "missing-key"]
        assert fault.message("zh") == "缺少“单位全称”"

    def test_the_head_is_the_one_that_is_written(self) -> None:
        sheet = Filled().sheet(FACTS_SHEET)
        assert tuple(cell.value for cell in sheet[HEAD_ROW]) == HEAD


def headings(items: Any, depth: int = 0) -> list[str]:
    """The headings below a section, indented by their level, with the number of measures behind them."""
    lines = []
    for item in items:
        if not isinstance(item, model.Item):
            continue
        name = item.heading if isinstance(item, model.HeadingItem) else item.problem
        measures = sum(
            len(member.measures)
            for member in item.content
            if isinstance(member, model.MeasureRun)
        )
        lines.append("  " * depth + f"{name} {measures}".removesuffix(" 0"))
        lines += headings(item.content, depth + 1)
    return lines


class TestProblems:
    """The sheet of problems, in the shapes that ledgers have."""

    def problems(self, *rows: dict[str, Any]) -> list[str]:
        filled = Filled()
        filled.only_rows(*rows)
        return headings(rectification(filled.notice()).content)

    def test_areas_are_said_once_or_in_each_row(self) -> None:
        once = self.problems(
            {"方面": "甲方面", "问题": "一", "整改情况": "文。"},
            {"问题": "二", "整改情况": "文。"},
            {"方面": "乙方面", "问题": "三", "整改情况": "文。"},
        )
        assert once == ["甲方面", "  一", "  二", "乙方面", "  三"]
        each = self.problems(
            {"方面": "甲方面", "问题": "一", "整改情况": "文。"},
            {"方面": "甲方面", "问题": "二", "整改情况": "文。"},
            {"方面": "乙方面", "问题": "三", "整改情况": "文。"},
        )
        assert each == once

    def test_no_areas(self) -> None:
        assert self.problems(
            {"问题": "一", "整改情况": "文。"},
            {"问题": "二", "整改情况": "文。"},
        ) == ["一", "二"]

    def test_an_area_of_its_own_before_its_problems(self) -> None:
        assert self.problems(
            {"方面": "甲方面", "整改情况": "总的情况。"},
            {"方面": "甲方面", "问题": "一", "整改措施": "措施。"},
            {"方面": "乙方面", "整改措施": "措施。"},
        ) == ["甲方面", "  一 1", "乙方面 1"]

    def test_three_levels(self) -> None:
        assert self.problems(
            {
                "方面": "甲方面",
                "问题": "一",
                "具体问题": "（甲）",
                "整改措施": "措施。",
            },
            {"具体问题": "（乙）", "整改措施": "措施。"},
            {"问题": "二", "整改措施": "措施。"},
        ) == ["甲方面", "  一", "    （甲） 1", "    （乙） 1", "  二 1"]

    def test_one_measure_in_each_row(self) -> None:
        rows = [
            {
                "方面": "甲方面",
                "问题": "一",
                "整改措施": "措施一。",
                "责任科室": "办公室",
            },
            {"整改措施": "措施二。", "责任科室": "人事科、办公室"},
            {"问题": "一", "整改措施": "措施三。"},
            {"问题": "二", "整改措施": "措施四。"},
        ]
        assert self.problems(*rows) == ["甲方面", "  一 3", "  二 1"]
        filled = Filled()
        filled.only_rows(*rows)
        [area] = rectification(filled.notice()).content
        assert isinstance(area, model.HeadingItem)
        problem = area.content[0]
        assert isinstance(problem, model.Item)
        assert problem.responsible_departments == ("办公室", "人事科")

    def test_merged_cells(self) -> None:
        filled = Filled()
        filled.only_rows(
            {
                "方面": "甲方面",
                "问题": "一",
                "整改措施": "措施一。",
                "责任领导": "局长",
            },
            {"整改措施": "措施二。"},
            {"问题": "二", "整改措施": "措施三。"},
        )
        sheet = filled.problems
        sheet.merge_cells(start_row=4, end_row=6, start_column=1, end_column=1)
        sheet.merge_cells(start_row=4, end_row=5, start_column=2, end_column=2)
        leader = filled.column("责任领导")
        sheet.merge_cells(
            start_row=4, end_row=6, start_column=leader, end_column=leader
        )
        notice = filled.notice()
        assert headings(rectification(notice).content) == ["甲方面", "  一 2", "  二 1"]
        [area] = rectification(notice).content
        assert isinstance(area, model.Item)
        leaders = [
            item.responsible_leader
            for item in area.content
            if isinstance(item, model.Item)
        ]
        assert leaders == ["局长", "局长"]

    def test_columns_in_another_order_below_a_title(self) -> None:
        filled = Filled()
        sheet = filled.problems
        rows = [
            [cell.value for cell in row] for row in sheet.iter_rows(min_row=HEAD_ROW)
        ]
        sheet.insert_rows(1, 2)
        for number, row in enumerate(rows, start=HEAD_ROW + 2):
            for column, value in enumerate(reversed(row), start=1):
                sheet.cell(number, column).value = value
        assert filled.notice() == Filled().notice()

    def test_blank_rows_between(self) -> None:
        filled = Filled()
        filled.problems.insert_rows(FIRST_ROW + 1, 3)
        assert filled.notice() == Filled().notice()

    def test_a_form_makes_a_problem_of_a_heading(self) -> None:
        filled = Filled()
        filled.only_rows(
            {"问题": "一", "整改情况": "文。", "标题句式": "关于“{}”的问题。"},
            {"问题": "二", "整改情况": "文。"},
        )
        first, second = rectification(filled.notice()).content
        assert isinstance(first, model.ProblemItem)
        assert first.form == "关于“{}”的问题。"
        assert isinstance(second, model.HeadingItem)

    def test_a_form_of_the_section_holds_for_all_problems(self) -> None:
        filled = Filled()
        filled.only_rows(
            {"方面": "甲方面", "问题": "一", "整改情况": "文。"},
            {"问题": "二", "整改情况": "文。", "标题句式": "照录"},
            {"方面": "乙方面", "标题句式": "沿用", "整改情况": "文。"},
        )
        row = next(
            cell.row
            for cell in filled.sheet(PARTS_SHEET)["A"]
            if cell.value == "整改任务"
        )
        filled.set_row(row, PARTS_SHEET, 标题句式="关于“{}”问题的整改。")
        section = rectification(filled.notice())
        area, other_area = section.content
        assert isinstance(area, model.HeadingItem)
        assert isinstance(area.content[0], model.ProblemItem)
        assert isinstance(area.content[1], model.HeadingItem)
        assert isinstance(other_area, model.ProblemItem)
        assert other_area.form is None

    def test_faults_of_rows(self) -> None:
        filled = Filled()
        filled.only_rows(
            {"整改措施": "措施。"},
            {"问题": "一", "整改措施": "措施。", "整改时限": "2025-01-01"},
            {"整改措施": "措施。", "整改时限": "2025-02-01"},
        )
        deadline = filled.problems.cell(1, filled.column("整改时限")).column_letter
        measures = filled.problems.cell(1, filled.column("整改措施")).column_letter
        assert filled.codes() == [
            ("cell-without-problem", f"{PROBLEMS_SHEET}!{measures}4"),
            ("cell-contradicts", f"{PROBLEMS_SHEET}!{deadline}6"),
        ]

    @pytest.mark.parametrize(
        ("head", "code"),
        [
            ("责任领导同志", "cell-column-mistaken"),
            ("经费", "cell-column-unknown"),
            ("序号", ""),
            ("备注", ""),
        ],
    )
    def test_columns_that_are_not_known(self, head: str, code: str) -> None:
        filled = Filled()
        column = filled.column("责任领导")
        filled.set_row(FIRST_ROW, 责任领导="局长")
        filled.problems.cell(HEAD_ROW, column).value = head
        letter = filled.problems.cell(1, column).column_letter
        wanted = [(code, f"{PROBLEMS_SHEET}!{letter}{HEAD_ROW}")] if code else []
        assert filled.codes() == wanted

    def test_an_unknown_column_without_content_loses_nothing(self) -> None:
        filled = Filled()
        filled.problems.cell(HEAD_ROW, 25).value = "经费"
        assert filled.codes() == []


class TestMeasures:
    """What stands in one cell of measures."""

    def measures(self, text: str) -> list[tuple[str, ...]]:
        filled = Filled()
        filled.only_rows({"问题": "一", "整改措施": text})
        [problem] = rectification(filled.notice()).content
        assert isinstance(problem, model.Item)
        [run] = problem.content
        assert isinstance(run, model.MeasureRun)
        return list(run.measures)

    @pytest.mark.parametrize(
        "text",
        [
            "健全制度。\n加强督办。",
            "\n　　健全制度。\n\n加强督办。 \n",
            "一是健全制度。\n二是加强督办。",
            "一是健全制度。二是加强督办。",
            "一是健全制度。 二是加强督办。",
            "1.健全制度。\n2.加强督办。",
            "1、健全制度。\n2、加强督办。",
            "（1）健全制度。\n（2）加强督办。",
            "(1) 健全制度。\n(2) 加强督办。",
            "①健全制度。\n②加强督办。",
            "（一）健全制度。\n（二）加强督办。",
        ],
    )
    def test_two_measures(self, text: str) -> None:
        assert self.measures(text) == [("健全制度。",), ("加强督办。",)]

    def test_several_numbers_on_later_lines(self) -> None:
        assert self.measures("一是甲。\n二是乙。三是丙。\n四是丁，五是数。") == [
            ("甲。",),
            ("乙。",),
            ("丙。",),
            ("丁，五是数。",),
        ]

    @pytest.mark.parametrize(
        ("text", "lines"),
        [
            ("健全制度，修订\n议事规则。", [0]),
            ("健全制度。\n加强督办", []),
            ("健全制度；\n加强督办", []),
            ("健全制度\n加强督办", []),
            ("一是健全\n制度。\n二是加强督办。", [0]),
            ("甲\n乙。\n丙\n丁。", [0, 2]),
        ],
    )
    def test_a_line_that_breaks_off(self, text: str, lines: list[int]) -> None:
        for label in ("整改措施", "整改情况"):
            filled = Filled()
            filled.only_rows({"问题": "一", label: text})
            found = []
            listing = filled.source().text.split("\n")
            for fault in filled.faults():
                if fault.code == "cell-line-unfinished":
                    assert fault.position is not None
                    found.append(listing[fault.position.line - 1])
            assert found == [text.split("\n")[line] for line in lines]

    def test_a_second_paragraph(self) -> None:
        assert self.measures("一是健全制度。\n修订两项。\n二是加强督办。") == [
            ("健全制度。", "修订两项。"),
            ("加强督办。",),
        ]

    def test_an_amount_is_no_number_of_a_measure(self) -> None:
        assert self.measures("1.5亿元已到账。\n加强督办。") == [
            ("1.5亿元已到账。",),
            ("加强督办。",),
        ]

    def test_a_wrong_number(self) -> None:
        filled = Filled()
        filled.only_rows({"问题": "一", "整改措施": "一是健全制度。\n三是加强督办。"})
        [fault] = [f for f in filled.faults() if f.code == "cell-measure-order"]
        assert "“二是”" in fault.message("zh")
        assert fault.position is not None
        assert fault.position.cell == f"{PROBLEMS_SHEET}!E4"

    @pytest.mark.parametrize(
        ("layout", "wanted"),
        [
            (None, ["文。", "run False"]),
            ("各自成段", ["文。", "run False"]),
            ("合为一段", ["文。", "run True"]),
            ("接在正文后", ["文。+2"]),
        ],
    )
    def test_layouts(self, layout: str | None, wanted: list[str]) -> None:
        filled = Filled()
        filled.only_rows(
            {
                "问题": "一",
                "整改情况": "文。",
                "整改措施": "甲。\n乙。",
                "措施排法": layout,
            }
        )
        [problem] = rectification(filled.notice()).content
        assert isinstance(problem, model.Item)
        members = []
        for member in problem.content:
            if isinstance(member, str):
                members.append(member)
            elif isinstance(member, model.Paragraph):
                members.append(f"{member.text}+{len(member.measures)}")
            elif isinstance(member, model.MeasureRun):
                members.append(f"run {member.run_in}")
        assert members == wanted

    def test_results_are_labelled(self) -> None:
        filled = Filled()
        filled.only_rows({"问题": "一", "整改情况": "文。", "整改成效": "好转。"})
        [problem] = rectification(filled.notice()).content
        assert isinstance(problem, model.Item)
        assert problem.content[1] == model.Labelled(
            label="整改成效", content=("好转。",)
        )


class TestWaivers:
    """The sheet of waivers."""

    def test_a_waiver(self) -> None:
        filled = Filled()
        filled.set_fact("派出机关", None)
        assert [code for code, _ in filled.codes()] == ["part-missing"]
        filled.only_rows({"规则": "part-missing", "理由": "另文说明"}, sheet="豁免")
        assert filled.codes() == []

    def test_a_waiver_without_a_reason(self) -> None:
        filled = Filled()
        filled.only_rows({"规则": "part-missing", "位置": "某句"}, sheet="豁免")
        assert filled.codes() == [("missing-key", "豁免!C4")]
        filled.only_rows({"理由": "另文说明"}, sheet="豁免")
        assert filled.codes() == [("missing-key", "豁免!A4")]


class TestWords:
    """Reports name what the sheets say."""

    def test_no_key_of_yaml_is_named(self) -> None:
        filled = Filled()
        filled.set_fact("巡察开始日期", "2024-06-01")
        filled.set_fact("反馈日期", None)
        filled.set_fact("问题数", 7)
        filled.set_row(FIRST_ROW, 整改状态="持续整改", 销号日期="2025-01-01")
        faults = filled.faults()
        codes = {fault.code for fault in faults}
        assert codes >= {"date-order", "part-missing", "closed-while-open"}
        for fault in faults:
            words = fault.message("zh") + fault.hint("zh")
            assert not re.search("[a-z_]{3,}", words), words

    def test_options_of_commands_are_no_keys(self) -> None:
        filled = Filled()
        for row in (FIRST_ROW, FIRST_ROW + 1, FIRST_ROW + 2):
            filled.set_row(row, PARTS_SHEET, 公开范围="内部")
        hints = [fault.hint("zh") for fault in filled.faults()]
        assert any("build --audience internal" in hint for hint in hints)


class TestSections:
    """The sheet of the other sections."""

    def test_the_problems_have_a_place_without_a_row(self) -> None:
        filled = Filled()
        filled.only_rows(
            {"部分": "主体责任", "正文": "文。"},
            {"部分": "下一步", "正文": "文。"},
            sheet=PARTS_SHEET,
        )
        roles = [section.role.value for section in filled.notice().sections]
        assert roles == ["responsibility", "rectification", "next_steps"]

    def test_sections_go_on_until_another_is_named(self) -> None:
        filled = Filled()
        filled.only_rows(
            {"部分": "主体责任", "正文": "甲。"},
            {"正文": "乙。"},
            {"部分": "主体责任", "小标题": "小", "正文": "丙。"},
            {"部分": "其他", "标题": "丁", "正文": "戊。"},
            {"部分": "其他", "标题": "己", "正文": "庚。"},
            sheet=PARTS_SHEET,
        )
        sections = filled.notice().sections
        assert [section.heading for section in sections] == [None, "丁", "己", None]
        assert len(sections[0].content) == 3

    def test_a_section_of_no_kind_needs_a_heading(self) -> None:
        filled = Filled()
        filled.set_row(15, PARTS_SHEET, 部分="其他", 正文="文。")
        assert ("heading-missing", f"{PARTS_SHEET}!A15") in filled.codes()


class TestWorkbooks:
    """The workbook as a whole."""

    def test_blank_tables(self) -> None:
        filled = Filled()
        filled.only_rows()
        filled.only_rows(sheet=PARTS_SHEET)
        [fault] = filled.faults()
        assert fault.code == "missing-key"
        assert "问题台账" in fault.hint("zh")

    def test_a_deleted_sheet(self) -> None:
        for name in (PROBLEMS_SHEET, PARTS_SHEET):
            filled = Filled()
            del filled.workbook[name]
            faults = [f for f in filled.faults() if f.code == "sheet-missing"]
            assert [fault.facts["sheet"] for fault in faults] == [name]

    def test_a_renamed_sheet(self) -> None:
        filled = Filled()
        filled.problems.title = "问题清单台账"
        [fault] = [f for f in filled.faults() if f.code == "sheet-mistaken"]
        assert fault.facts["wanted"] == PROBLEMS_SHEET

    def test_another_workbook_is_no_notice(self) -> None:
        filled = Filled()
        filled.sheet(FACTS_SHEET).title = "Sheet1"
        with pytest.raises(InputError) as raised:
            filled.source()
        assert [fault.code for fault in raised.value.diagnostics] == [
            "workbook-no-notice"
        ]

    def test_another_sheet_is_noted_where_it_holds_something(self) -> None:
        filled = Filled()
        sheet = filled.workbook.create_sheet("附表")
        assert filled.codes() == []
        sheet["A1"] = "x"
        assert filled.codes() == [("sheet-unknown", "")]

    def test_hidden_rows_are_read_and_noted(self) -> None:
        filled = Filled()
        filled.problems.row_dimensions[FIRST_ROW].hidden = True
        assert [code for code, _ in filled.codes()] == ["xlsx-hidden-rows"]
        assert filled.notice() == Filled().notice()

    @pytest.mark.parametrize(("row", "is_found"), [(20, True), (21, False)])
    def test_how_far_down_a_head_row_may_stand(self, row: int, is_found: bool) -> None:
        filled = Filled()
        filled.problems.insert_rows(1, row - HEAD_ROW)
        # One label alone is no head row.
        filled.problems["A2"] = "问题"
        codes = [code for code, _ in filled.codes()]
        assert ("sheet-head-missing" not in codes) is is_found
        if is_found:
            assert filled.notice() == Filled().notice()

    def test_a_cell_that_is_merged_across_columns(self) -> None:
        filled = Filled()
        filled.set_row(FIRST_ROW, 责任领导="局长")
        column = filled.column("责任领导")
        filled.problems.merge_cells(
            start_row=FIRST_ROW,
            end_row=FIRST_ROW,
            start_column=column,
            end_column=column + 1,
        )
        letter = filled.problems.cell(1, column).column_letter
        codes = filled.codes()
        assert ("cell-merged-across", f"{PROBLEMS_SHEET}!{letter}4") in codes

    def test_error_values_and_formulas_are_reported_at_their_cells(self) -> None:
        filled = Filled()
        filled.set_row(FIRST_ROW, 整改时限="#REF!", 责任人="=A1")
        filled.problems.cell(FIRST_ROW, filled.column("整改时限")).data_type = "e"
        cells = {}
        for label in ("责任人", "整改时限"):
            letter = filled.problems.cell(1, filled.column(label)).column_letter
            cells[label] = f"{PROBLEMS_SHEET}!{letter}{FIRST_ROW}"
        assert filled.codes() == [
            ("cell-formula", cells["责任人"]),
            ("cell-error-value", cells["整改时限"]),
        ]

    def test_a_lost_head_row(self) -> None:
        filled = Filled()
        filled.problems.delete_rows(HEAD_ROW)
        codes = [code for code, _ in filled.codes()]
        assert "sheet-head-missing" in codes

    def test_all_faults_come_in_one_run_in_the_order_of_the_sheets(self) -> None:
        filled = Filled()
        first = filled.set_fact("文种", "通告")
        second = filled.set_fact("反馈日期", "某日")
        filled.set_row(FIRST_ROW, 整改状态="好了")
        status = filled.problems.cell(1, filled.column("整改状态")).column_letter
        assert filled.codes() == [
            ("cell-choice", first),
            ("not-a-date", second),
            ("cell-choice", f"{PROBLEMS_SHEET}!{status}4"),
        ]

    def test_the_digest_is_that_of_the_data(self) -> None:
        digest = Filled().source().digest()
        moved = Filled()
        moved.problems.insert_rows(FIRST_ROW)
        moved.sheet(FACTS_SHEET)["C6"] = "另一句说明"
        assert moved.source().digest() == digest
        changed = Filled()
        changed.set_fact("届次", "十届")
        assert changed.source().digest() != digest

    def test_a_rule_finds_its_characters_in_the_cell(self) -> None:
        filled = Filled()
        filled.set_row(FIRST_ROW, 整改措施="健全制度。\n加强督办。。")
        [fault] = filled.faults()
        assert fault.code == "doubled-punctuation"
        assert fault.position is not None
        assert fault.position.cell == f"{PROBLEMS_SHEET}!E4"
        line = filled.source().text.split("\n")[fault.position.line - 1]
        assert line[fault.position.column - 1 : fault.position.end_column - 1] == "。。"
        assert "“豁免”表" in fault.hint("zh")
        assert "waivers" not in fault.hint("zh")

    def test_only_notice_workbooks_are_recognized(self, tmp_path: Path) -> None:
        path = tmp_path / "a.xlsx"
        path.write_bytes(starter())
        assert holds_notice_workbook(path)
        filled = Filled()
        filled.sheet(FACTS_SHEET).title = "Sheet1"
        path.write_bytes(filled.saved())
        assert not holds_notice_workbook(path)
        path.write_bytes(b"PK\x03\x04damaged")
        assert not holds_notice_workbook(path)
        assert not holds_notice_workbook(tmp_path / "absent.xlsx")


class TestWriting:
    """What a workbook holds, and what it does not."""

    @pytest.mark.parametrize(
        "content",
        [
            "- heading: 甲\n  content: [文。]",
            "- 文。\n- heading: 甲\n  run_in: true\n  content: [文。, {measures: [子。, 丑。], run_in: true}]",
            "- heading: 甲\n  content: [{text: 文。, measures: [子。, [丑。, 寅。]]}, 卯。]",
            "- problem: 甲\n  form: '{}。'\n  content: [{measures: [一是一。, 丑。]}]",
            "- problem: 甲\n  content: [文。]",
            "- heading: 甲\n  content: [文。, {problem: 乙, content: [文。, {heading: 丙, content: [文。]}]}]",
            "- heading: 甲\n  content: [{label: 整改成效, content: [好转。, 完成。]}]",
            "- heading: 甲\n  evidence: ['《甲、乙》目录', 丙]\n  deadline: 2025-03-01\n  audience: internal\n  content: 文。",
        ],
    )
    def test_content_comes_back(self, content: str) -> None:
        indented = content.replace("\n", "\n      ")
        text = f"sections:\n  - role: rectification\n    content:\n      {indented}\n"
        assert written_and_read(text) == notice_of_text(text)

    @pytest.mark.parametrize(
        ("member", "route"),
        [
            ("{heading: 甲, number: 三、, content: 文。}", "number"),
            ("{label: 整改进展, content: 文。}", ""),
            ("{heading: 甲, content: [{measures: [子。], start: 2}]}", "start"),
        ],
    )
    def test_what_cannot_be_held_is_refused(self, member: str, route: str) -> None:
        text = f"sections:\n  - role: rectification\n    content: [{member}]\n"
        with pytest.raises(InputError) as raised:
            write_notice_workbook(notice_of_text(text))
        codes = {fault.code for fault in raised.value.diagnostics}
        assert codes == {"workbook-cannot-hold"}
        routes = [str(fault.route) for fault in raised.value.diagnostics]
        assert any(route in shown for shown in routes)

    def test_drop_downs_offer_the_words_of_the_vocabulary(self) -> None:
        sheet = Filled().problems
        lists = {
            str(validation.sqref).split(":")[0]: validation.formula1
            for validation in sheet.data_validations.dataValidation
        }
        column = Filled().column("整改状态")
        cell = f"{sheet.cell(1, column).column_letter}{FIRST_ROW}"
        assert lists[cell] == '"已完成,基本完成,持续整改,未完成"'

    def test_heads_say_what_to_write(self) -> None:
        sheet = Filled().problems
        for cell in sheet[HEAD_ROW]:
            if cell.value:
                assert cell.comment is not None, cell.value
                assert "true" not in cell.comment.text
                assert "列表" not in cell.comment.text

    def test_dates_are_dates(self) -> None:
        filled = Filled()
        row = filled.fact_row("成文日期")
        value = filled.sheet(FACTS_SHEET).cell(row, 2).value
        assert isinstance(value, datetime.datetime)
