"""validate with Word files, web pages and PDFs: what is reported where, the copies, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hostile_files import KINDS, word_file
from test_commands import ROOT, run
from validated import validated

from rectify_gen.proofreading import judge_document
from rectify_gen.report import machine
from rectify_gen.report.file_report import FileReport
from rectify_gen.word.block_reading import document_text

FAULT = "甲科完成整改。。"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one Word file that has a fault."""
    made = tmp_path / "通报 稿件"
    made.mkdir()
    (made / "通报.docx").write_bytes(word_file(FAULT))
    return made


def test_a_report_names_paragraph_and_words(folder: Path) -> None:
    reported = run("validate", "通报.docx", folder=folder, lang="zh")
    assert reported.returncode == 1
    assert (
        "通报.docx: 正文第1段: 错误[doubled-punctuation] 标点重复：“甲科完成整改。。”\n"
        "      | 甲科完成整改。。\n"
        "      |             ^^^^\n"
        "      建议：只留一个\n"
    ) in reported.stdout


def test_machines_get_paragraph_and_words() -> None:
    judged = judge_document(word_file(FAULT), "通报.docx")
    reports = [FileReport("通报.docx", judged.diagnostics)]
    document = json.loads(machine.as_json(reports, "en"))
    [entry] = [
        entry
        for entry in document["files"][0]["diagnostics"]
        if entry["code"] == "doubled-punctuation"
    ]
    place = f"body paragraph 1 。。 “{FAULT}”"
    assert (entry["place"], entry["route"], entry["line"]) == (place, [], None)
    github = machine.as_github(reports, "en")
    assert f"title=doubled-punctuation::{place}%0A" in github
    places = []
    for result in json.loads(machine.as_sarif(reports, "en", "1"))["runs"][0][
        "results"
    ]:
        for location in result["locations"][0].get("logicalLocations", ()):
            places.append(location["fullyQualifiedName"])
    assert places == [place]


def test_copies_are_written_beside_and_never_over_anything(folder: Path) -> None:
    document = (folder / "通报.docx").read_bytes()
    copied = run(
        "validate",
        "通报.docx",
        *("--comments", "审校.docx", "--revisions", "修订.docx"),
        folder=folder,
        lang="zh",
    )
    assert copied.returncode == 1
    assert copied.stderr == (
        "已写入 审校.docx：批注 1 处，修订 0 处\n已写入 修订.docx：批注 0 处，修订 1 处\n"
    )
    revised = (folder / "修订.docx").read_bytes()
    assert document_text(revised) == "甲科完成整改。"
    assert document_text((folder / "审校.docx").read_bytes()) == FAULT
    refused = run("validate", "通报.docx", "--revisions", "修订.docx", folder=folder)
    assert (refused.returncode, "output-exists" in refused.stderr) == (2, True)
    over = run(
        "validate", "通报.docx", "--comments", "./通报.docx", "--force", folder=folder
    )
    assert (over.returncode, "copy-over-document" in over.stderr) == (2, True)
    again = run(
        "validate", "通报.docx", "--revisions", "修订.docx", "--force", folder=folder
    )
    assert again.returncode == 1
    assert (folder / "修订.docx").read_bytes() == revised
    assert (folder / "通报.docx").read_bytes() == document


@pytest.mark.slow
def test_one_copy_holds_both(folder: Path) -> None:
    options = ("--comments", "审校.docx", "--revisions", "./审校.docx")
    copied = run("validate", "通报.docx", *options, folder=folder)
    assert copied.stderr == "wrote 审校.docx: 1 comments, 1 tracked changes\n"


@pytest.mark.slow
def test_what_is_left_out_has_no_comment(folder: Path) -> None:
    options = ("--ignore", "doubled-punctuation", "--comments", "审校.docx")
    copied = run("validate", "通报.docx", *options, folder=folder)
    assert copied.returncode == 0
    assert copied.stderr == "wrote 审校.docx: 0 comments, 0 tracked changes\n"


def test_the_project_beside_it_and_a_baseline_hold(folder: Path) -> None:
    settings = "rules: {doubled-punctuation: warning}\nbaseline: 基线.yaml\n"
    (folder / "rectify-gen.yaml").write_text(settings, encoding="utf-8")
    # A report is known by the words around it too.
    text = f"{FAULT}其余各项任务也已经逐一办结。"
    (folder / "通报.docx").write_bytes(word_file(text))
    assert standing(folder, update=True) == []
    assert standing(folder) == []
    (folder / "通报.docx").write_bytes(word_file(f"{text}乙科完成，，销号。"))
    assert standing(folder) == [("warning", "doubled-punctuation")]


def standing(folder: Path, *, update: bool = False) -> list[tuple[str, str]]:
    """Severity and code of what is reported of the document, without a process of its own."""
    reports = []
    for report in validated(folder, "通报.docx", update=update).reports:
        if not report["known"]:
            reports.append((report["severity"], report["code"]))
    return reports


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["通报.docx", "--fix"], "fix-of-document"),
        (["通报.docx", "--fix", "--diff"], "fix-of-document"),
        (["通报.docx", "通报.docx", "--comments", "a.docx"], "copy-of-one"),
        (["a.yaml", "--comments", "a.docx"], "copy-of-one"),
        (["网页.html", "--comments", "a.docx"], "copy-needs-word"),
        (["没有.docx"], "path-missing"),
        (["通报.docx", "--comments", "a.doc"], "copy-suffix"),
    ],
)
def test_what_makes_no_sense_is_refused(
    folder: Path, arguments: list[str], code: str
) -> None:
    (folder / "a.yaml").write_text("sections: []\n", encoding="utf-8")
    page = f"<html><body><p>{FAULT}</p></body></html>"
    (folder / "网页.html").write_text(page, encoding="utf-8")
    refused = run("validate", *arguments, folder=folder)
    assert (refused.returncode, f"[{code}]" in refused.stderr) == (2, True)
    assert not (folder / "a.docx").exists()


@pytest.mark.slow
def test_a_web_page_is_judged_too(folder: Path) -> None:
    page = f"<html><body><p>{FAULT}</p></body></html>"
    (folder / "网页.html").write_text(page, encoding="utf-8")
    reported = run("validate", "网页.html", folder=folder)
    assert f"doubled punctuation: “{FAULT}”" in reported.stdout


def test_a_folder_with_documents_is_one_of_notices(folder: Path) -> None:
    notice = ROOT / "examples" / "education-bureau.yaml"
    (folder / "通报.yaml").write_bytes(notice.read_bytes())
    reported = run("validate", ".", folder=folder)
    assert "通报.docx" not in reported.stdout
    assert "1 file(s)" in reported.stdout


def test_damaged_and_other_files_are_reported_and_stop_nothing(folder: Path) -> None:
    names = []
    for name, (_, content) in KINDS.items():
        # What only LibreOffice opens is tested where it is started.
        if name not in ("doc", "rtf", "odt") and not name.startswith(("ole", "doc")):
            path = folder / f"{name}.docx"
            path.write_bytes(content)
            names.append(path.name)
    reported = run("validate", *names, "通报.docx", folder=folder)
    assert reported.returncode == 1
    assert "Traceback" not in reported.stdout + reported.stderr
    assert "internal-fault" not in reported.stdout
    assert f"“{FAULT}”" in reported.stdout
