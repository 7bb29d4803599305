"""Workbooks of all kinds as finished values; hostile ones are refused."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path
from typing import Any

import pytest
from made_workbooks import cell_xml, changed, made, raw, saved
from openpyxl import Workbook
from openpyxl.comments import Comment

sys.path.insert(0, str(Path(__file__).parent.parent))
from hostile_files import KINDS
from timing import processor_seconds

from rectify_gen.diagnostics import InputError
from rectify_gen.workbook import (
    CellKind,
    SheetContent,
    column_letters,
    read_workbook,
)
from rectify_gen.workbook.sheet_content import column_number


def sheet_of(data: bytes) -> SheetContent:
    return read_workbook(data, "台账.xlsx").sheets[0]


def codes(data: bytes) -> list[str]:
    return [note.code for note in read_workbook(data, "台账.xlsx").diagnostics]


def refusal(data: bytes) -> str:
    with processor_seconds(10), pytest.raises(InputError) as caught:
        read_workbook(data, "台账.xlsx")
    (fault,) = caught.value.diagnostics
    assert fault.path == "台账.xlsx"
    assert fault.message("zh")
    assert fault.hint("en")
    return fault.code


def test_texts_numbers_dates_and_flags_are_what_was_typed() -> None:
    def fill(sheet: Any) -> None:
        sheet["A1"] = "一是健全制度。\n二是加强督办。"
        sheet["B1"] = 20240331
        sheet["C1"] = 3.4
        sheet["D1"] = datetime.date(2024, 3, 31)
        sheet["E1"] = datetime.datetime(2024, 3, 31, 8, 30)
        sheet["F1"] = True
        sheet["G1"] = 10020
        sheet["G1"].number_format = "000000"
        sheet["H1"] = 0.855
        sheet["H1"].number_format = "0.0%"
        sheet["I1"] = datetime.date(2024, 3, 1)
        sheet["I1"].number_format = 'yyyy"年"m"月"'
        sheet["J1"] = datetime.time(9, 5)
        sheet["K1"] = datetime.date(2024, 3, 31)
        sheet["K1"].number_format = '[DBNum1][$-804]yyyy"年"m"月"d"日";@'
        sheet["L1"] = 1234
        sheet["L1"].number_format = '#,##0.00"元"_);[Red](#,##0.00)'
        sheet["M1"] = "2024.3.31"
        sheet["N1"] = datetime.date(2024, 3, 1)
        sheet["N1"].number_format = "mmm-yy"

    sheet = sheet_of(made(fill))
    texts = [sheet.text(1, column) for column in range(1, 15)]
    assert texts == [
        "一是健全制度。\n二是加强督办。",
        "20240331",
        "3.4",
        "2024-03-31",
        "2024-03-31 08:30",
        "TRUE",
        "010020",
        "85.5%",
        "2024年3月",
        "09:05",
        "2024-03-31",
        "1234",
        "2024.3.31",
        "2024年3月",
    ]
    kinds = [cell.kind for cell in sheet.cells.values()]
    assert kinds[:6] == [
        CellKind.TEXT,
        CellKind.NUMBER,
        CellKind.NUMBER,
        CellKind.DATE,
        CellKind.DATE,
        CellKind.FLAG,
    ]
    assert sheet.cells[1, 9].kind is CellKind.TEXT


@pytest.mark.parametrize(
    ("number_format", "stored", "text"),
    [
        (31, "45382", "2024-03-31"),
        (58, "45382", "2024-03-31"),
        (57, "45382", "2024年3月"),
        (14, "45382", "2024-03-31"),
        (14, "45382.9999999", "2024-03-31"),
        (14, "59", "1900-02-28"),
        (14, "61", "1900-03-01"),
        (14, "2958465", "9999-12-31"),
        (14, "2958466", "2958466"),
        (14, "-1", "-1"),
        (20, "0.5", "12:00"),
        (0, "45382", "45382"),
        (0, "3.3999999999999999", "3.4"),
        (0, "1.5E3", "1500"),
        (9, "1", "100%"),
        (49, "45382", "45382"),
    ],
)  # fmt: skip
def test_numbers_are_read_by_their_format(
    number_format: int, stored: str, text: str
) -> None:
    styles = f'<cellXfs><xf numFmtId="0"/><xf numFmtId="{number_format}"/></cellXfs>'
    data = raw(
        f'<sheetData><row r="2"><c r="B2" s="1"><v>{stored}</v></c></row></sheetData>',
        styles=styles,
    )
    assert sheet_of(data).text(2, 2) == text


def test_a_workbook_of_1904_counts_from_there() -> None:
    data = raw(
        '<sheetData><row><c s="0"><v>43920</v></c></row></sheetData>',
        workbook='<workbookPr date1904="1"/>',
        styles='<cellXfs><xf numFmtId="14"/></cellXfs>',
    )
    assert sheet_of(data).text(1, 1) == "2024-03-31"


def test_strict_files_shared_strings_and_cells_without_names() -> None:
    data = raw(
        '<sheetData><row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row><row r="4"><c/><c t="str"><v>甲</v></c></row>'
        '<row r="5"><c t="d"><v>2024-03-31T00:00:00</v></c><c t="d"><v>2024-03-31T08:00:00</v></c></row></sheetData>',
        strings="<si><t>问题</t></si><si><r><t>整改</t></r><rPh><t>x</t></rPh><r><t>措施_x000D_&#10;二</t></r></si>",
        main="http://purl.oclc.org/ooxml/spreadsheetml/main",
        relations="http://purl.oclc.org/ooxml/officeDocument/relationships",
    )
    sheet = sheet_of(data)
    assert sheet.text(1, 1) == "问题"
    assert sheet.text(1, 2) == "整改措施\n二"
    assert sheet.text(4, 2) == "甲"
    assert sheet.text(5, 1) == "2024-03-31"
    assert sheet.text(5, 2) == "2024-03-31 08:00"
    assert list(sheet.rows) == [1, 4, 5]
    assert list(sheet.columns) == [1, 2]


def test_a_merged_range_shows_its_first_cell_everywhere() -> None:
    def fill(sheet: Any) -> None:
        sheet["A1"] = "责任落实"
        sheet.merge_cells("A1:C1")
        sheet["A2"] = "党建方面"
        sheet.merge_cells("A2:A4")
        for row in (2, 3, 4):
            sheet.cell(row, 2, f"问题{row}")
            sheet.cell(row, 3, "x")

    sheet = sheet_of(made(fill))
    assert [sheet.text(1, column) for column in (1, 2, 3, 4)] == [
        *("责任落实", "责任落实", "责任落实", ""),
    ]
    assert [sheet.text(row, 1) for row in (2, 3, 4, 5)] == ["党建方面"] * 3 + [""]
    assert sheet.cell(3, 1) == sheet.cells[2, 1]
    place = sheet.place(3, 1)
    assert place.spot("zh") == "工作表“Sheet”A3"


def test_whole_columns_and_rows_may_be_merged() -> None:
    data = raw(
        f'<sheetData><row r="1">{cell_xml("A1", "甲")}</row><row r="9">{cell_xml("B9", "乙")}</row></sheetData>'
        '<mergeCells><mergeCell ref="A1:A1048576"/><mergeCell ref="C1:XFD1048576"/></mergeCells>'
    )
    with processor_seconds(2):
        sheet = sheet_of(data)
    assert sheet.text(9, 1) == "甲"
    assert sheet.text(9, 2) == "乙"


def test_comments_and_what_is_hidden_or_covered() -> None:
    def fill(sheet: Any) -> None:
        sheet["A1"] = "问题"
        sheet["A1"].comment = Comment("请核对", "甲")
        sheet["B2"].comment = Comment("空格里的批注", "甲")
        sheet["A3"] = "隐藏的行"
        sheet["D1"] = "隐藏的列"
        sheet["E1"] = "=SUM(A1:A3)"
        sheet["F1"] = "#REF!"
        sheet.row_dimensions[3].hidden = True
        sheet.row_dimensions[77].hidden = True
        sheet.column_dimensions.group("D", "XFD", hidden=True)

    data = made(fill)
    sheet = sheet_of(data)
    assert sheet.cells[1, 1].comment == "请核对"
    assert sheet.cells[2, 2] == (2, 2, "", CellKind.TEXT, "空格里的批注")
    assert 2 not in sheet.rows
    assert sheet.hidden_rows == {3, 77}
    assert sheet.hidden_columns == {4, 5, 6}
    assert sheet.cells[1, 5].text == "=SUM(A1:A3)"
    assert sheet.cells[1, 5].kind is CellKind.FORMULA
    notes = {
        note.code: note.message("zh")
        for note in read_workbook(data, "台账.xlsx").diagnostics
    }
    assert set(notes) == {
        "xlsx-hidden-rows",
        "xlsx-hidden-columns",
        "xlsx-formulas",
        "xlsx-error-values",
    }
    assert "第 3 行" in notes["xlsx-hidden-rows"]
    assert "3 列" in notes["xlsx-hidden-columns"]
    assert "E1" in notes["xlsx-formulas"]


def test_a_value_below_a_merged_cell_is_reported() -> None:
    data = raw(
        f'<sheetData><row r="1">{cell_xml("A1", "甲")}{cell_xml("B1", "乙")}</row></sheetData>'
        '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>'
    )
    (note,) = read_workbook(data, "台账.xlsx").diagnostics
    assert note.code == "xlsx-covered"
    assert "B1" in note.message("zh")
    assert sheet_of(data).text(1, 2) == "甲"


def test_hidden_sheets_and_sheets_in_order() -> None:
    workbook = Workbook()
    workbook.active.title = "台账"
    workbook.active["A1"] = "甲"
    hidden = workbook.create_sheet("旧稿")
    hidden["A1"] = "乙"
    hidden.sheet_state = "veryHidden"
    workbook.create_sheet("空表").sheet_state = "hidden"
    content = read_workbook(saved(workbook), "台账.xlsx")
    assert [sheet.name for sheet in content.sheets] == ["台账", "旧稿", "空表"]
    assert [sheet.is_hidden for sheet in content.sheets] == [False, True, True]
    assert [note.code for note in content.diagnostics] == ["xlsx-hidden-sheet"]


@pytest.mark.parametrize(
    ("part", "code"),
    [
        ("xl/vbaProject.bin", "xlsx-macros"),
        ("xl/externalLinks/externalLink1.xml", "xlsx-external-links"),
        ("xl/drawings/drawing1.xml", "xlsx-drawings"),
    ],
)
def test_what_is_left_out_is_reported(part: str, code: str) -> None:
    content = b"<wsDr><twoCellAnchor/></wsDr>"
    data = changed(made(lambda sheet: sheet.append(["甲"])), {part: lambda _: content})
    assert codes(data) == [code]


def test_an_empty_drawing_is_none() -> None:
    """LibreOffice writes one for each sheet with comments."""
    part = "xl/drawings/drawing1.xml"
    data = changed(
        made(lambda sheet: sheet.append(["甲"])), {part: lambda _: b"<wsDr/>"}
    )
    assert codes(data) == []
    assert sheet_of(data).text(1, 1) == "甲"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("word", "xlsx-other-kind"),
        ("doc", "xlsx-other-kind"),
        ("xls", "xlsx-other-kind"),
        ("ods", "xlsx-other-kind"),
        ("password", "xlsx-encrypted"),
        ("excel", "xlsx-damaged"),
        ("zip", "xlsx-damaged"),
        ("pdf", "xlsx-other-kind"),
    ],
)
def test_other_files_are_refused(name: str, code: str) -> None:
    assert refusal(KINDS[name][1]) == code


def test_a_binary_workbook_is_refused() -> None:
    data = changed(
        raw("<sheetData/>"),
        {"_rels/.rels": lambda old: old.replace(b"workbook.xml", b"workbook.bin")},
    )
    assert refusal(data) == "xlsx-binary"


ENTITIES = '<!DOCTYPE x [<!ENTITY a "b"><!ENTITY c "&a;&a;">]>'


@pytest.mark.parametrize(
    "sheet",
    [
        "<sheetData><row",
        '<sheetData><row r="x"/></sheetData>',
        f'<sheetData><row r="2">{cell_xml("A1", "甲")}</row></sheetData>',
        f'<sheetData><row r="1">{cell_xml("ABCD1", "甲")}</row></sheetData>',
        f'<sheetData><row r="1">{cell_xml("XFE1", "甲")}</row></sheetData>',
        f'<sheetData><row r="1048577">{cell_xml("A1048577", "甲")}</row></sheetData>',
        '<sheetData><row><c t="s"><v>7</v></c></row></sheetData>',
        '<sheetData><row><c><v>甲</v></c></row></sheetData>',
        '<sheetData><row><c><v>1e999</v></c></row></sheetData>',
        '<sheetData/><mergeCells><mergeCell ref="A1:?"/></mergeCells>',
        '<cols><col min="1" max="x" hidden="1"/></cols><sheetData/>',
    ],
)  # fmt: skip
def test_damaged_sheets_are_refused(sheet: str) -> None:
    assert refusal(raw(sheet)) == "xlsx-damaged"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(encoding: str) -> None:
    content = f'<?xml version="1.0" encoding="{encoding}"?>{ENTITIES}<worksheet/>'
    part = "xl/worksheets/sheet1.xml"
    data = changed(raw(""), {part: lambda _: content.encode(encoding)})
    assert refusal(data) == "xlsx-damaged"


def test_missing_parts_are_refused_or_not_needed() -> None:
    def without(data: bytes, name: str) -> bytes:
        return changed(
            data,
            {
                "xl/_rels/workbook.xml.rels": lambda old: old.replace(
                    name.encode(), b"x"
                )
            },
        )

    good = raw(f"<sheetData><row>{cell_xml('A1', '甲')}</row></sheetData>")
    assert sheet_of(without(good, "relationships/styles")).text(1, 1) == "甲"
    assert refusal(without(good, "sheet1.xml")) == "xlsx-damaged"
    assert refusal(without(good, "relationships/worksheet")) == "xlsx-damaged"


def test_many_merged_ranges_over_the_same_cells_are_refused() -> None:
    rows = "".join(
        f'<row r="{row}">{cell_xml(f"A{row}", "甲")}</row>' for row in range(1, 2001)
    )
    merged = '<mergeCell ref="A1:A2000"/>' * 1001
    data = raw(f"<sheetData>{rows}</sheetData><mergeCells>{merged}</mergeCells>")
    assert refusal(data) == "xlsx-merged"


def test_names_of_columns() -> None:
    for number, letters in [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA")]:
        assert column_letters(number) == letters
        assert column_number(letters) == number


def test_ten_thousand_rows_are_read_in_seconds() -> None:
    cells = "".join(cell_xml(f"{letter}@", "加强制度建设") for letter in "ABCDEFGHIJKL")
    rows = "".join(
        f'<row r="{row}">{cells.replace("@", str(row))}</row>'
        for row in range(1, 10_001)
    )
    with processor_seconds(8):
        sheet = sheet_of(raw(f"<sheetData>{rows}</sheetData>"))
    assert sheet.text(10_000, 12) == "加强制度建设"
