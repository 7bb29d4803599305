"""A notice in a workbook, from `new` to the document, as a user runs it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from made import ROOT
from openpyxl import load_workbook

from rectify_gen.cli.new_workbook import starter_workbook

EXAMPLE = ROOT / "examples" / "housing-bureau.yaml"


def run(
    *arguments: str | Path, folder: Path, lang: str = "en"
) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": "", "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    environment["LANG"] = "zh_CN.UTF-8" if lang == "zh" else "C.UTF-8"
    return subprocess.run(
        [sys.executable, "-m", "rectify_gen", *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        cwd=folder,
        env=environment,
        check=False,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "通报 稿件"
    made.mkdir()
    (made / "通报.xlsx").write_bytes(starter_workbook("notice"))
    return made


def change(path: Path, sheet: str, cell: str, value: Any) -> None:
    workbook = load_workbook(path)
    workbook[sheet][cell] = value
    workbook.save(path)


def cell_of(path: Path, label: str) -> str:
    """The cell of the sheet of facts beside ``label``."""
    for cell in load_workbook(path)["基本情况"]["A"]:
        if cell.value == label:
            return f"B{cell.row}"
    raise LookupError(label)


def test_from_new_to_the_document_and_back(folder: Path) -> None:
    made = run("new", "甲.xlsx", "--from", EXAMPLE, folder=folder)
    assert made.returncode == 0, made.stderr
    checked = run("validate", "甲.xlsx", folder=folder)
    assert checked.stdout == "1 file(s): 0 error(s), 0 warning(s), 0 waived.\n"
    assert run("build", "甲.xlsx", folder=folder).returncode == 0
    assert run("build", "--check", "甲.xlsx", folder=folder).returncode == 0
    assert run("diff", "甲.xlsx", "甲.docx", folder=folder).returncode == 0
    imported = run("import", "甲.xlsx", "-o", "乙.yaml", folder=folder)
    assert imported.returncode == 0, imported.stderr
    assert run("build", "乙.yaml", folder=folder).returncode == 0
    texts = [run("text", name, folder=folder).stdout for name in ("甲.docx", "乙.docx")]
    assert texts[0] == texts[1] != ""


def test_the_starter_is_written_once(folder: Path) -> None:
    assert run("new", "丙.XLSX", "--kind", "report", folder=folder).returncode == 0
    assert "文种" in str(load_workbook(folder / "丙.XLSX")["基本情况"]["A5"].value)
    again = run("new", "丙.XLSX", folder=folder)
    assert again.returncode == 2
    assert "output-exists" in again.stderr


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("new", "丁.yaml", "--from", EXAMPLE), "new-from-workbook"),
        (("new", "丁.xlsx", "--from", EXAMPLE, "--kind", "report"), "new-from-kind"),
        (("import", "通报.xlsx", "--normalize"), "import-normalize-workbook"),
        (("new", "丁.xls"), "new-other-table"),
        (("new", "丁.ET"), "new-other-table"),
    ],
)
def test_what_makes_no_sense_is_refused(
    folder: Path, arguments: tuple[str, ...], code: str
) -> None:
    done = run(*arguments, folder=folder)
    assert done.returncode in (2, 3)
    assert f"[{code}]" in done.stderr


def test_what_a_workbook_cannot_hold_is_named_at_its_line(folder: Path) -> None:
    text = "sections:\n  - role: rectification\n    number: 三、\n    content: 文。\n"
    (folder / "甲.yaml").write_text(text, "utf-8")
    done = run("new", "甲.xlsx", "--from", "甲.yaml", folder=folder)
    assert done.returncode == 1
    assert "甲.yaml:3:13: error[workbook-cannot-hold]" in done.stderr
    assert not (folder / "甲.xlsx").exists()


class TestFaults:
    """A workbook with a wrong date and a doubled mark."""

    @pytest.fixture
    def faulty(self, folder: Path) -> Path:
        path = folder / "通报.xlsx"
        change(path, "基本情况", cell_of(path, "反馈日期"), "2024年13月1日")
        return folder

    @pytest.fixture
    def place(self, folder: Path) -> str:
        cell = cell_of(folder / "通报.xlsx", "反馈日期")
        return f"基本情况!{cell}"

    def test_as_text(self, faulty: Path, place: str) -> None:
        done = run("validate", "通报.xlsx", folder=faulty, lang="zh")
        assert done.returncode == 1
        first, quoted, caret, hint, _ = done.stdout.splitlines()
        assert first.startswith(f"通报.xlsx:{place}: 错误[not-a-date] “2024年13月1日”")
        assert quoted == "      | 2024年13月1日"
        assert caret.strip() == "| ^^^^^^^^^^^^^"
        assert "YAML" not in hint

    def test_for_machines(self, faulty: Path, place: str) -> None:
        report = json.loads(
            run("validate", "--format", "json", "通报.xlsx", folder=faulty).stdout
        )
        schema = json.loads(
            (ROOT / "schemas" / "report.schema.json").read_text("utf-8")
        )
        jsonschema.validate(report, schema)
        [entry] = report["files"][0]["diagnostics"]
        assert (entry["place"], entry["line"]) == (place, None)
        sarif = json.loads(
            run("validate", "--format", "sarif", "通报.xlsx", folder=faulty).stdout
        )
        [location] = sarif["runs"][0]["results"][0]["locations"]
        assert "region" not in location["physicalLocation"]
        [logical] = location["logicalLocations"]
        assert logical["fullyQualifiedName"] == place
        github = run("validate", "--format", "github", "通报.xlsx", folder=faulty)
        assert github.stdout.startswith(
            f"::error file=通报.xlsx,title=not-a-date::{place}%0A"
        )

    def test_nothing_is_built_or_imported(self, faulty: Path, place: str) -> None:
        built = run("build", "通报.xlsx", folder=faulty)
        assert built.returncode == 1
        assert f"通报.xlsx:{place}: error[not-a-date]" in built.stderr
        assert not (faulty / "通报.docx").exists()


def test_fixing_leaves_a_workbook_alone(folder: Path) -> None:
    path = folder / "通报.xlsx"
    change(path, "问题台账", "E4", "健全制度。。")
    before = path.read_bytes()
    done = run("validate", "--fix", "通报.xlsx", folder=folder)
    assert "[fix-workbook]" in done.stdout
    assert "通报.xlsx:问题台账!E4: error[doubled-punctuation]" in done.stdout
    assert path.read_bytes() == before


def test_folders_hold_notices_among_other_workbooks(folder: Path) -> None:
    shutil.copy(EXAMPLE, folder / "甲.yaml")
    workbook = load_workbook(folder / "通报.xlsx")
    workbook["基本情况"].title = "台账"
    workbook.save(folder / "台账.xlsx")
    (folder / "~$通报.xlsx").write_bytes(b"lock")
    done = run("build", ".", folder=folder)
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in folder.glob("*.docx")) == [
        "甲.docx",
        "通报.docx",
    ]
    assert "台账" not in done.stderr
    # A notice in a workbook is a source: its document is no orphan.
    checked = run("build", "--check", ".", folder=folder)
    assert checked.returncode == 0, checked.stderr
    (folder / "甲.yaml").unlink()
    (folder / "通报.xlsx").unlink()
    assert "[folder-empty]" in run("validate", ".", folder=folder).stderr


def test_a_damaged_workbook_is_named_as_such(folder: Path) -> None:
    path = folder / "通报.xlsx"
    path.write_bytes(path.read_bytes()[:3000])
    done = run("validate", "通报.xlsx", folder=folder)
    assert done.returncode == 1
    assert "通报.xlsx: error[xlsx-damaged]" in done.stdout


def test_a_workbook_under_another_name_is_read_by_its_content(folder: Path) -> None:
    (folder / "通报.xlsx").rename(folder / "通报.yaml")
    done = run("validate", "通报.yaml", folder=folder)
    assert done.returncode == 0, done.stdout


SCRIPT = """
import sys
from rectify_gen.__main__ import exit_code
exit_code(sys.argv[1:])
print(*sorted(sys.modules), sep="\\n")
"""


@pytest.mark.parametrize("arguments", [("--help",), ("validate", EXAMPLE)])
def test_nothing_of_workbooks_is_imported_for_yaml(arguments: tuple[str, ...]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        check=True,
    )
    modules = done.stdout.splitlines()
    assert "openpyxl" not in modules
    of_workbooks = [
        name
        for name in modules
        if name.startswith(("rectify_gen.workbook", "rectify_gen.notice_workbook"))
    ]
    assert of_workbooks == []
