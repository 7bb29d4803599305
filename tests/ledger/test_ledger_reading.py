"""Ledgers of offices become items: every fact in its place, nothing invented, nothing dropped."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ledgers_of_offices import OFFICE_LEDGERS, OfficeLedger
from openpyxl import Workbook

sys.path.insert(0, str(Path(__file__).parent.parent))
sys.path.insert(0, str(Path(__file__).parent.parent / "workbook"))
from made_workbooks import cell_xml, raw
from timing import processor_seconds

from rectify_gen.diagnostics import InputError
from rectify_gen.importer import Imported
from rectify_gen.ledger import import_ledger
from rectify_gen.ledger.ledger_table import find_head
from rectify_gen.ledger.notice_of_ledger import squeezed
from rectify_gen.report.imports import comments
from rectify_gen.source import locate
from rectify_gen.source.decoding import decode
from rectify_gen.source.yaml_writing import to_yaml
from rectify_gen.validation import validate
from rectify_gen.vocabulary.ledger_columns import read_column_title
from rectify_gen.vocabulary.ledger_words import read_status
from rectify_gen.workbook import CellKind, read_workbook


def content_of(imported: Imported) -> list[Any]:
    (section,) = imported.data["sections"]
    assert section["role"] == "rectification"
    return section["content"]


def codes(imported: Imported) -> tuple[str, ...]:
    found = [note.code for note in imported.diagnostics]
    return tuple(code for code in found if code != "ledger-text-around")


def workbook_of(*rows: list[Any]) -> bytes:
    workbook = Workbook()
    for row in rows:
        workbook.active.append(row)
    packed = io.BytesIO()
    workbook.save(packed)
    return packed.getvalue()


def items_of(*rows: list[Any]) -> list[Any]:
    return content_of(import_ledger(workbook_of(*rows), "台账.xlsx"))


@pytest.mark.parametrize("name", OFFICE_LEDGERS)
def test_a_ledger_of_an_office_gives_what_it_says(name: str) -> None:
    ledger = OFFICE_LEDGERS[name]
    imported = import_ledger(ledger.data(), "台账.xlsx")
    assert content_of(imported) == ledger.content
    assert codes(imported) == ledger.codes
    sentences = "\n".join(
        sentence for beside in comments(imported).values() for sentence in beside
    )
    for words in ledger.kept:
        assert words in sentences
    assert all(note.path == "台账.xlsx" for note in imported.diagnostics)


@pytest.mark.parametrize("name", OFFICE_LEDGERS)
def test_no_word_of_a_ledger_is_lost(name: str) -> None:
    """What the cells say stands in the data, in a comment or in a report; dates and statuses in words of their own."""
    data = OFFICE_LEDGERS[name].data()
    imported = import_ledger(data, "台账.xlsx")
    everything = str(imported.data)
    for note in imported.diagnostics:
        everything += note.message("zh")
    everything = squeezed(everything)
    for sheet in read_workbook(data, "台账.xlsx").sheets:
        head = find_head(sheet)
        for cell in sheet.cells.values():
            if sheet.is_hidden or head is None or cell.row <= head.bottom:
                continue
            has_own_words = read_status(cell.text) or "销号" in cell.text
            is_head = read_column_title(cell.text)
            if cell.kind is CellKind.TEXT and not has_own_words and not is_head:
                for words in re.findall("[\u4e00-\u9fff]{3,}", cell.text):
                    bare = re.sub("^[一二三四五六七八九十]是", "", words)
                    assert bare in everything, cell


@pytest.mark.parametrize("name", OFFICE_LEDGERS)
def test_the_yaml_of_a_ledger_is_a_notice(name: str) -> None:
    imported = import_ledger(OFFICE_LEDGERS[name].data(), "台账.xlsx")
    text = to_yaml(imported.data, comments(imported))
    validate(locate(decode(text.encode(), "notice.yaml")))


def saved_by_libreoffice(folder: Path, kind: str) -> Path:
    """The file that LibreOffice makes of 台账.xlsx in ``folder``."""
    subprocess.run(
        [
            *("soffice", f"-env:UserInstallation=file://{folder}/profile"),
            *("--headless", "--convert-to", kind, "--outdir", str(folder / "out")),
            str(folder / "台账.xlsx"),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return folder / "out" / f"台账.{kind}"


@pytest.mark.slow
@pytest.mark.parametrize("name", OFFICE_LEDGERS)
def test_a_ledger_saved_by_libreoffice_gives_the_same(
    name: str, tmp_path: Path
) -> None:
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice is not installed")
    ledger: OfficeLedger = OFFICE_LEDGERS[name]
    (tmp_path / "台账.xlsx").write_bytes(ledger.data())
    saved = saved_by_libreoffice(tmp_path, "xlsx").read_bytes()
    assert content_of(import_ledger(saved, "台账.xlsx")) == ledger.content


def test_the_organ_of_the_title_is_taken_and_another_is_only_reported() -> None:
    imported = import_ledger(OFFICE_LEDGERS["full"].data(), "台账.xlsx")
    assert imported.data["organization"] == {"name": "中共示例市水务局党组"}
    other = import_ledger(OFFICE_LEDGERS["other-order"].data(), "台账.xlsx")
    assert "organization" not in other.data
    texts = [
        note.facts["text"]
        for note in imported.diagnostics
        if note.code == "ledger-text-around"
    ]
    assert texts == [
        "中共示例市水务局党组巡察反馈意见整改台账",
        "填报单位：示例市水务局",
        "填报时间：2024年6月30日",
        "合计 3个 6条",
        "注：本表一式三份。",
        "填报人：张某 审核人：李某",
    ]


def test_facts_are_traced_to_their_cells() -> None:
    imported = import_ledger(OFFICE_LEDGERS["full"].data(), "台账.xlsx")
    route = ("sections", 0, "content", 1, "content", 0, "deadline")
    (fact,) = [fact for fact in imported.facts if fact.route == route]
    assert fact.value == "2024年9月"
    assert fact.place is not None
    assert fact.place.spot("zh") == "工作表“整改台账”J7"


HEAD = [
    "序号",
    "问题",
    "整改措施",
    "整改进展",
    "整改状态",
    "整改时限",
    "责任科室",
    "销号时间",
]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("修订制度。", ["修订制度。"]),
        ("1.修订制度。", ["修订制度。"]),
        ("一是甲；二是乙。", [{"measures": ["甲；", "乙。"]}]),
        ("甲。\n乙。", [{"measures": ["甲。", "乙。"]}]),
        ("一、甲。二、乙。", [{"measures": ["甲。", "乙。"]}]),
        ("1.甲。\n（1）子甲。\n2.乙。", [{"measures": [["甲。", "（1）子甲。"], "乙。"]}]),
        ("投入1.5亿元，新建2.5公里。", ["投入1.5亿元，新建2.5公里。"]),
        ("建立制度。1.甲；2.乙。", ["建立制度。", {"measures": ["甲；", "乙。"]}]),
        ("1.甲，其中一是丙，二是丁。2.乙。", [{"measures": ["甲，其中一是丙，二是丁。", "乙。"]}]),
        ("⑴甲⑵乙", [{"measures": ["甲", "乙"]}]),
        ("①甲，见②", ["甲，见②"]),
        ("按照“1.甲、2.乙”的要求整改。", ["按照“1.甲、2.乙”的要求整改。"]),
    ],
)  # fmt: skip
def test_measures_in_one_cell(text: str, content: list[Any]) -> None:
    (item,) = items_of(HEAD, [1, "甲", text])
    assert item["content"] == content


@pytest.mark.parametrize(
    ("text", "deadline"),
    [
        ("2024.3.31", "2024-03-31"),
        ("2024年3月底", "2024年3月底"),
        ("2024年3月底\n（立行立改）", "2024年3月底（立行立改）"),
        ("2024-03", "2024年3月"),
        ("2024.3.31前", "2024.3.31前"),
        ("45382", "45382"),
    ],
)
def test_deadlines(text: str, deadline: str) -> None:
    (item,) = items_of(HEAD, [1, "甲", None, None, None, text])
    # A text of digits is no date; only a number that Excel stored is.
    assert item.get("deadline", "45382") == deadline


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("甲科、乙科", ["甲科", "乙科"]),
        ("甲科/乙科;丙科，丁科", ["甲科", "乙科", "丙科", "丁科"]),
        ("1.甲科\n2.乙科", ["甲科", "乙科"]),
        ("甲科（牵头、督办）、乙科", ["甲科（牵头、督办）", "乙科"]),
        ("甲科（牵头\n乙科", ["甲科（牵头", "乙科"]),
        ("甲科\n（牵头）\n乙科", ["甲科（牵头）", "乙科"]),
    ],
)
def test_names_of_departments(text: str, names: list[str]) -> None:
    (item,) = items_of(HEAD, [1, "甲", None, None, None, None, text])
    assert item["responsible_departments"] == names


def test_a_day_of_closing_and_a_word_that_it_is_closed() -> None:
    items = items_of(
        HEAD,
        [1, "甲", None, None, "已完成", None, None, "已于2024年6月30日销号。"],
        [2, "乙", None, None, "持续整改", None, None, "已销号"],
    )
    assert items[0]["closed_on"] == "2024-06-30"
    assert items[1] == {"problem": "乙", "status": "ongoing"}


def names_of(content: list[Any]) -> list[Any]:
    """The names of headings and problems, nested as they are."""
    names: list[Any] = []
    for item in content:
        if "heading" in item:
            names.append([item["heading"], *names_of(item["content"])])
        else:
            names.append(item["problem"])
    return names


@pytest.mark.parametrize(
    ("rows", "names"),
    [
        ("（一）甲方面|1.子|p1|p2|2.丑|p3|（二）乙方面|p4", [["甲方面", ["子", "p1", "p2"], ["丑", "p3"]], ["乙方面", "p4"]]),
        ("甲方面|p1|乙方面|p2", [["甲方面", "p1"], ["乙方面", "p2"]]),
        ("甲方面|（一）子|p1|（二）丑|p2|乙方面|（一）寅|p3", [["甲方面", ["子", "p1"], ["丑", "p2"]], ["乙方面", ["寅", "p3"]]]),
        ("甲方面|p1|（一）子|p2", [["甲方面", "p1"], ["子", "p2"]]),
    ],
)  # fmt: skip
def test_areas_in_rows_of_their_own_nest_by_their_numbers(
    rows: str, names: list[Any]
) -> None:
    table: list[list[Any]] = [["序号", "问题", "责任人"]]
    for name in rows.split("|"):
        is_problem = name.startswith("p")
        table.append([len(table), name, "某"] if is_problem else [name, None, None])
    assert names_of(items_of(*table)) == names


def test_areas_among_the_problems_of_one_column() -> None:
    head = ["存在问题", "整改情况"]
    items = items_of(
        head,
        ["（一）学习方面"],
        ["1.学习不深", "已整改。"],
        ["（二）作风方面"],
        ["1.不实", "正在整改"],
    )
    assert names_of(items) == [["学习方面", "学习不深"], ["作风方面", "不实"]]
    # Where nothing is counted by digits, these are the problems themselves.
    items = items_of(head, ["（一）学习不深"], ["（二）研究少"])
    assert names_of(items) == ["学习不深", "研究少"]


def test_what_was_done_is_progress_below_a_title_of_progress() -> None:
    (item,) = items_of(
        ["序号", "问题", "整改措施", "整改进展情况", None],
        [None, None, None, "已采取的措施", "工作成效"],
        [1, "甲", "计划一条。", "已做一条。", "成效好。"],
    )
    assert item["content"] == ["计划一条。"]
    assert item["progress"] == "已做一条。工作成效：成效好。"


def test_a_column_without_a_title_is_kept_too() -> None:
    data = workbook_of(["序号", "问题", None], [1, "甲", "谁写的"])
    imported = import_ledger(data, "台账.xlsx")
    assert codes(imported) == (
        *("ledger-column-unknown", "ledger-kept"),
        "ledger-facts-missing",
    )
    assert "C列：谁写的" in comments(imported)["sections", 0, "content", 0][0]


def test_names_that_end_like_titles_are_no_heads() -> None:
    items = items_of(
        ["方面", "问题", "内容"],
        ["党建方面", "学习不深入的问题", "制定整改措施"],
        ["业务方面", "推进慢的问题", "制定整改措施"],
    )
    assert [item["heading"] for item in items] == ["党建方面", "业务方面"]
    assert items[0]["content"] == [{"problem": "学习不深入的问题"}]


def test_problems_of_one_name_apart_are_two_and_below_each_other_are_one() -> None:
    items = items_of(
        HEAD,
        [1, "甲", "一条。"],
        [2, "乙", "二条。"],
        [3, "甲", "三条。"],
        [4, "甲", "四条。"],
    )
    assert [item["problem"] for item in items] == ["甲", "乙", "甲"]
    assert items[2]["content"] == [{"measures": ["三条。", "四条。"]}]


def test_a_row_without_a_name_after_an_area_belongs_to_no_problem() -> None:
    data = workbook_of(
        HEAD, [1, "甲", "一条。"], ["二、业务方面"], [None, None, "谁的？"], [2, "乙"]
    )
    imported = import_ledger(data, "台账.xlsx")
    assert content_of(imported) == [
        {"problem": "甲", "content": ["一条。"]},
        {"heading": "业务方面", "content": [{"problem": "乙"}]},
    ]
    assert "谁的？" in [
        note.facts["text"]
        for note in imported.diagnostics
        if note.code == "ledger-text-around"
    ]


def test_sheets_that_differ_are_reported() -> None:
    workbook = Workbook()
    workbook.active.append(HEAD)
    workbook.active.append([1, "甲", "一条。", None, "已完成"])
    second = workbook.create_sheet("二")
    second.append(HEAD)
    second.append([1, "甲", "另一条。", None, "未完成"])
    packed = io.BytesIO()
    workbook.save(packed)
    imported = import_ledger(packed.getvalue(), "台账.xlsx")
    assert content_of(imported) == [
        {"problem": "甲", "status": "done", "content": ["一条。"]}
    ]
    assert codes(imported) == (
        *("ledger-sheets-differ", "ledger-measures-differ", "ledger-kept"),
        "ledger-facts-missing",
    )


@pytest.mark.parametrize(
    "rows",
    [
        [["姓名", "电话"], ["甲", 1]],
        [["序号", "措施"], [1, "甲"]],
        [["问题"], ["甲"]],
        [HEAD],
        [],
    ],
)
def test_a_workbook_without_a_ledger_is_refused(rows: list[list[Any]]) -> None:
    with pytest.raises(InputError) as caught:
        import_ledger(workbook_of(*rows), "名单.xlsx")
    (fault,) = caught.value.diagnostics
    assert fault.code == "ledger-none"
    assert fault.path == "名单.xlsx"


def test_many_areas_and_many_measures_of_one_problem_take_no_more_than_their_share() -> (
    None
):
    areas = [
        ["方面" if number % 2 else f"（一）方面{number}"] for number in range(3000)
    ]
    measures = [
        [None, None, f"措施{number}", f"备注{number}"] for number in range(3000)
    ]
    data = workbook_of(
        ["序号", "问题", "整改措施", "其他说明事项"],
        *areas,
        [1, "甲", "1.甲。" * 5000],
        *measures,
    )
    with processor_seconds(10):
        imported = import_ledger(data, "台账.xlsx")
    assert imported.summary.problems == 1


def test_ten_thousand_rows_in_seconds() -> None:
    words = ["#", "问题#", "一是甲。二是乙。", "进展", "已完成", "2024-06-30", "甲科"]
    row = "".join(
        cell_xml(f"{letter}@", text)
        for letter, text in zip("ABCDEFG", words, strict=True)
    )
    head = "".join(
        cell_xml(f"{letter}1", text)
        for letter, text in zip("ABCDEFGH", HEAD, strict=True)
    )
    rows = [f'<row r="1">{head}</row>']
    for number in range(2, 10_002):
        cells = row.replace("@", str(number)).replace("#", str(number))
        rows.append(f'<row r="{number}">{cells}</row>')
    data = raw(f"<sheetData>{''.join(rows)}</sheetData>")
    with processor_seconds(15):
        imported = import_ledger(data, "台账.xlsx")
    assert imported.summary.problems == 10_000


def test_a_title_above_a_wide_group_is_not_that_of_its_columns() -> None:
    workbook = Workbook()
    sheet = workbook.active
    sheet.append(["第三巡察组反馈问题"])
    sheet.append(["序号", "问题", "整改措施", "责任人", "时限", "督办情况"])
    sheet.append([1, "甲", "一条。", "张", "长期坚持", "已督办"])
    sheet.merge_cells("A1:F1")
    packed = io.BytesIO()
    workbook.save(packed)
    imported = import_ledger(packed.getvalue(), "台账.xlsx")
    assert names_of(content_of(imported)) == ["甲"]
    assert "督办情况：已督办" in comments(imported)["sections", 0, "content", 0][0]


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_other_spreadsheets_are_opened_by_libreoffice(
    kind: str, tmp_path: Path
) -> None:
    ledger = OFFICE_LEDGERS["full"]
    (tmp_path / "台账.xlsx").write_bytes(ledger.data())
    converted = saved_by_libreoffice(tmp_path, kind)
    done = subprocess.run(
        [sys.executable, "-m", "rectify_gen", "import", str(converted)],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    data = locate(decode(done.stdout.encode(), "notice.yaml")).value
    assert data["sections"][0]["content"] == ledger.content
