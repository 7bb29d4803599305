"""The ledger as a workbook: what Excel gets, what comes back, and how it stands to its notice."""

from __future__ import annotations

import datetime
import io
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from rectify_gen.diagnostics import InputError
from rectify_gen.ledger import import_ledger
from rectify_gen.ledger.ledger_writing import ledger_draft
from rectify_gen.model import Notice
from rectify_gen.view import compose
from rectify_gen.workbook import TEXT_LIMIT, read_workbook, write_workbook

EXAMPLES = Path(__file__).parent.parent.parent / "examples"

CONTENT: list[Any] = [
    {
        "heading": "党的建设方面",
        "responsible_leader": "张某",
        "content": [
            {
                "problem": "=学习不深入",
                "form": "关于“{}”问题的整改。",
                "status": "done",
                "responsible_departments": ["办公室", "人事科"],
                "person": "李某",
                "deadline": "2024-06-30",
                "target": "健全制度",
                "progress": "-已修订",
                "evidence": ["会议纪要", "《学习制度》"],
                "closed_on": "2024-07-10",
                "content": [{"measures": ["修订制度。", ["组织学习。", "每月一次。"]]}],
            },
            {"problem": "研究少", "deadline": "长期坚持", "content": "每季度研究。"},
        ],
    },
    {"problem": "其他问题", "status": "ongoing"},
]
READ_BACK: list[Any] = [
    {
        "heading": "党的建设方面",
        "content": [
            {
                "problem": "=学习不深入",
                "status": "done",
                "responsible_leader": "张某",
                "responsible_departments": ["办公室", "人事科"],
                "person": "李某",
                "deadline": "2024-06-30",
                "target": "健全制度",
                "progress": "-已修订",
                "evidence": ["会议纪要", "《学习制度》"],
                "closed_on": "2024-07-10",
                "content": [{"measures": ["修订制度。", ["组织学习。", "每月一次。"]]}],
            },
            {
                "problem": "研究少",
                "responsible_leader": "张某",
                "deadline": "长期坚持",
                "content": ["每季度研究。"],
            },
        ],
    },
    {"problem": "其他问题", "status": "ongoing"},
]


def ledger(content: list[Any], **more: Any) -> bytes:
    sections = [{"role": "rectification", "content": content}]
    notice = Notice.model_validate({"sections": sections, **more})
    return write_workbook(ledger_draft(compose(notice, "public")))


def test_what_is_written_comes_back() -> None:
    data = ledger(CONTENT, organization={"name": "中共示例市水务局党组"})
    imported = import_ledger(data, "台账.xlsx")
    assert imported.data["sections"][0]["content"] == READ_BACK
    assert imported.data["organization"] == {"name": "中共示例市水务局党组"}
    codes = {note.code for note in imported.diagnostics}
    assert codes == {"ledger-text-around", "ledger-facts-missing"}


def test_what_excel_gets() -> None:
    sheet = load_workbook(
        io.BytesIO(ledger(CONTENT, signature={"date": "2025-04-07"}))
    ).active
    assert sheet["A1"].value == "巡察整改台账"
    assert sheet["A1"].font.name == "方正小标宋简体"
    assert sheet["A2"].value == "2025年4月7日"
    heads = [cell.value for cell in sheet[3]]
    assert heads[:4] == ["序号", "方面", "问题", "整改目标"]
    column = {title: index for index, title in enumerate(heads)}
    rows = list(sheet.iter_rows(min_row=4, values_only=True))
    assert [row[0] for row in rows] == [1, 2, 3]
    assert [row[1] for row in rows] == ["党的建设方面", "党的建设方面", "—"]
    assert rows[0][column["整改时限"]] == datetime.datetime(2024, 6, 30)
    assert rows[0][column["销号时间"]] == datetime.datetime(2024, 7, 10)
    assert rows[1][column["整改时限"]] == "长期坚持"
    assert rows[0][column["问题"]] == "=学习不深入"
    assert sheet.cell(4, column["问题"] + 1).data_type == "s"
    assert rows[0][column["整改措施"]] == "一是修订制度。\n二是组织学习。\n每月一次。"
    assert sheet.freeze_panes == "A4"
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.auto_filter.ref == "A3:N6"
    (validation,) = sheet.data_validations.dataValidation
    assert validation.formula1 == '"已完成,基本完成,持续整改,未完成"'
    status = sheet.cell(3, column["整改状态"] + 1).column_letter
    assert str(validation.sqref) == f"{status}4:{status}206"
    assert sheet["B4"].font.name == "仿宋_GB2312"


def test_deeper_areas_get_columns_of_their_own() -> None:
    content = [
        {
            "heading": "甲",
            "content": [{"heading": "乙", "content": [{"problem": "丙"}]}],
        },
        {"heading": "丁", "content": [{"problem": "戊"}]},
    ]
    data = ledger(content)
    imported = import_ledger(data, "台账.xlsx")
    assert imported.data["sections"][0]["content"] == content


def test_long_measures_widen_their_column_and_no_row_is_higher_than_excel_shows() -> (
    None
):
    short = load_workbook(
        io.BytesIO(ledger([{"problem": "甲", "content": "短。"}]))
    ).active
    long_text = "制" * 1500
    data = ledger([{"problem": "甲", "content": long_text}])
    sheet = load_workbook(io.BytesIO(data)).active
    assert short.column_dimensions["D"].width == 50
    assert 50 < sheet.column_dimensions["D"].width < 140
    assert sheet.row_dimensions[4].height <= 409


def test_a_text_that_no_cell_can_hold_is_an_error() -> None:
    with pytest.raises(InputError) as caught:
        ledger([{"problem": "甲", "content": "文" * (TEXT_LIMIT + 1)}])
    assert caught.value.diagnostics[0].code == "ledger-cell-full"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    shutil.copy(EXAMPLES / "education-bureau.yaml", "通报.yaml")
    return tmp_path


def run(*words: str, lang: str = "en") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "rectify_gen", "--lang", lang, *words],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def code(*words: str) -> int:
    return run(*words).returncode


def test_building_checking_and_orphans(folder: Path) -> None:
    build = ("build", "通报.yaml", "-t", "ledger", "-o", "台账.xlsx")
    assert code(*build) == 0
    made = (folder / "台账.xlsx").read_bytes()
    assert code(*build, "--force") == 0
    assert (folder / "台账.xlsx").read_bytes() == made
    assert code(*build, "--check") == 0
    # A ledger under a name of its own is no orphan, and no source.
    assert code("build", ".") == 0
    assert code("build", ".", "--check") == 0
    assert code("build", ".", "--prune") == 0
    assert (folder / "台账.xlsx").exists()
    source = (folder / "通报.yaml").read_text("utf-8")
    changed = source.replace("status: ongoing", "status: done", 1)
    (folder / "通报.yaml").write_text(changed, "utf-8")
    checked = run(*build, "--check")
    assert checked.returncode == 1
    assert "持续整改" in checked.stderr
    assert code(*build) == 0


def test_an_edited_ledger_is_not_overwritten(folder: Path) -> None:
    build = ("build", "通报.yaml", "-o", "台账.xlsx")
    assert code(*build) == 0
    workbook = load_workbook("台账.xlsx")
    workbook.active["D4"] = "改过"
    workbook.save("台账.xlsx")
    edited = (folder / "台账.xlsx").read_bytes()
    assert code(*build) == 1
    assert (folder / "台账.xlsx").read_bytes() == edited
    assert code(*build, "--check") == 1


def test_a_template_for_word_is_refused_and_other_commands_say_what_it_is(
    folder: Path,
) -> None:
    refused = run("build", "通报.yaml", "-t", "notice", "-o", "台账.xlsx")
    assert refused.returncode == 2
    assert "output-without-template" in refused.stderr
    assert code("build", "通报.yaml", "-o", "台账.xlsx") == 0
    for words in (("text", "台账.xlsx"), ("diff", "通报.yaml", "台账.xlsx")):
        refused = run(*words)
        assert refused.returncode != 0
        assert "docx-other-kind" in refused.stderr


def test_a_project_may_ask_for_the_ledger(folder: Path) -> None:
    (folder / "rectify-gen.yaml").write_text("formats: [docx, xlsx]\n", "utf-8")
    assert code("build", ".") == 0
    assert (folder / "通报.docx").exists()
    assert read_workbook((folder / "通报.xlsx").read_bytes(), "x").sheets
    assert code("build", ".", "--check") == 0


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(path.name for path in EXAMPLES.glob("*.yaml")))
def test_the_ledgers_of_the_examples_come_back(name: str, folder: Path) -> None:
    shutil.copy(EXAMPLES / name, name)
    assert code("build", name, "-o", "台账.xlsx") == 0
    imported = run("import", "台账.xlsx", "-o", "again.yaml", "--format", "json")
    assert imported.returncode == 0
    assert json.loads(imported.stdout)["summary"]["warnings"] == 0
    assert code("build", "again.yaml", "-o", "again.xlsx") == 0
    assert rows_of("台账.xlsx") == rows_of("again.xlsx")


def rows_of(path: str) -> list[list[str]]:
    """The rows of a ledger below its head, without white space: measures in one line come back line by line."""
    sheet = read_workbook(Path(path).read_bytes(), path).sheets[0]
    rows = [
        ["".join(sheet.text(row, column).split()) for column in sheet.columns]
        for row in sheet.rows
    ]
    while rows.pop(0)[0] != "序号":
        pass
    assert rows
    return rows
