"""Written workbooks: what openpyxl and our own reader find in them, and that they are the same each time."""

from __future__ import annotations

import datetime
import io
import subprocess
import sys
import zipfile
from typing import Any

import pytest
from openpyxl import load_workbook

from rectify_gen.workbook import (
    TEXT_LIMIT,
    CellDraft,
    CellLook,
    CellRange,
    DropDown,
    PageDraft,
    RowDraft,
    SheetDraft,
    WorkbookDraft,
    read_workbook,
    write_workbook,
)

BODY = CellLook("正文格", "仿宋_GB2312", 11)
DAY = CellLook(
    "日期格", "仿宋_GB2312", 11, horizontal="center", number_format='yyyy"年"m"月"d"日"'
)
HEAD = CellLook("表头格", "黑体", 11, is_bold=True, horizontal="center", fill="D9E1F2")


def draft(*rows: RowDraft, **more: Any) -> WorkbookDraft:
    return WorkbookDraft([SheetDraft("整改台账", rows, **more)], title="整改台账")


def row(*values: Any, look: CellLook = BODY) -> RowDraft:
    return RowDraft([CellDraft(value, look) for value in values])


def test_what_is_written_is_read_back() -> None:
    texts = [
        *("=1+1", "+86", "-无", "@某", "#N/A", "一是……\n二是……", " 前后空格 "),
        *("_x0041_", "_", "a_x000D_b", "010020", "2024-03-31", "<&>“”", "TRUE"),
    ]
    day = datetime.date(2024, 3, 31)
    data = write_workbook(
        draft(row(*texts), RowDraft([None, CellDraft(day, DAY), CellDraft(7, BODY)]))
    )
    content = read_workbook(data, "x.xlsx")
    assert not content.diagnostics
    (sheet,) = content.sheets
    assert sheet.name == "整改台账"
    assert [sheet.text(1, number) for number in range(1, len(texts) + 1)] == texts
    assert sheet.text(2, 1) == ""
    assert sheet.text(2, 2) == "2024-03-31"
    assert sheet.text(2, 3) == "7"


def test_others_read_the_same() -> None:
    data = write_workbook(
        draft(
            row("题目", None, look=HEAD),
            row("=1+1", "-无"),
            RowDraft([CellDraft(datetime.date(2024, 3, 31), DAY, "批注")], height=30),
            widths=[6, 40],
            merged=[CellRange(1, 1, 1, 2)],
            frozen_rows=2,
            repeated_rows=(1, 2),
            filtered=CellRange(2, 1, 3, 2),
            drop_downs=[DropDown(CellRange(3, 2, 9, 2), ["已完成", "未完成"])],
        )
    )
    sheet = load_workbook(io.BytesIO(data)).active
    assert sheet["A2"].value == "=1+1"
    assert sheet["A2"].data_type == "s"
    assert sheet["A2"].quotePrefix
    assert sheet["A3"].value == datetime.datetime(2024, 3, 31)
    assert sheet["A3"].number_format == 'yyyy"年"m"月"d"日"'
    assert sheet["A3"].comment.text == "批注"
    assert sheet["A1"].font.name == "黑体"
    assert sheet["A1"].font.b
    assert sheet["A1"].alignment.horizontal == "center"
    assert sheet["A1"].fill.fgColor.rgb == "00D9E1F2"
    assert sheet["A2"].alignment.wrap_text
    assert sheet["A2"].border.left.style == "thin"
    assert sheet["A1"].style == "表头格"
    assert sheet.row_dimensions[3].height == 30
    assert sheet.column_dimensions["B"].width == 40
    assert [str(cells) for cells in sheet.merged_cells.ranges] == ["A1:B1"]
    assert sheet.freeze_panes == "A3"
    assert sheet.print_title_rows == "$1:$2"
    assert sheet.auto_filter.ref == "A2:B3"
    (validation,) = sheet.data_validations.dataValidation
    assert str(validation.sqref) == "B3:B9"
    assert validation.formula1 == '"已完成,未完成"'
    assert validation.showErrorMessage
    assert sheet.page_setup.orientation == "landscape"
    assert int(sheet.page_setup.paperSize) == 9
    assert sheet.page_setup.fitToWidth == 1
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.oddFooter.center.text == "第 &P 页，共 &N 页"
    assert round(sheet.page_margins.left * 25.4) == 15


def test_a_portrait_page_and_a_choice_that_takes_other_words() -> None:
    drop_down = DropDown(CellRange(1, 1, 1, 1), ["甲"], is_open=True)
    data = write_workbook(
        draft(row("甲"), page=PageDraft(is_landscape=False), drop_downs=[drop_down])
    )
    sheet = load_workbook(io.BytesIO(data)).active
    assert sheet.page_setup.orientation == "portrait"
    assert not sheet.data_validations.dataValidation[0].showErrorMessage


SCRIPT = """
import hashlib
from rectify_gen.workbook import *
look = CellLook("正文格", "仿宋_GB2312", 11)
rows = [RowDraft([CellDraft("甲", look, "批注"), CellDraft("乙", look)])]
drop_down = DropDown(CellRange(1, 1, 1, 1), ["甲", "乙"])
sheet = SheetDraft("台账", rows, drop_downs=[drop_down], repeated_rows=(1, 1))
print(hashlib.sha256(write_workbook(WorkbookDraft([sheet, sheet._replace(name="二")], "题"))).hexdigest())
"""


def test_the_same_draft_gives_the_same_bytes_in_every_process() -> None:
    digests = set()
    for seed in ("1", "2"):
        result = subprocess.run(
            [sys.executable, "-c", SCRIPT],
            env={"PYTHONHASHSEED": seed, "TZ": f"UTC-{seed}"},
            capture_output=True,
            check=True,
        )
        digests.add(result.stdout)
    assert len(digests) == 1


def test_no_clock_and_no_author() -> None:
    with zipfile.ZipFile(io.BytesIO(write_workbook(draft(row("甲"))))) as archive:
        core = archive.read("docProps/core.xml").decode()
    assert "<dc:title>整改台账</dc:title>" in core
    assert "creator" not in core
    assert "modified" not in core


@pytest.mark.parametrize("choices", [["甲,乙"], ["x" * 256], ["整改"] * 100])
def test_choices_that_excel_cannot_hold_are_refused(choices: list[str]) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        write_workbook(
            draft(row("甲"), drop_downs=[DropDown(CellRange(1, 1, 1, 1), choices)])
        )


def test_a_text_longer_than_a_cell_is_refused_and_not_cut() -> None:
    longest = "文" * TEXT_LIMIT
    data = write_workbook(draft(row(longest)))
    assert read_workbook(data, "x.xlsx").sheets[0].text(1, 1) == longest
    with pytest.raises(ValueError, match="A1"):
        write_workbook(draft(row(longest + "文")))
