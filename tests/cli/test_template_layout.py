"""template check --layout as clerks and template authors run it: templates, finished documents, overlays, formats."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from test_commands import ROOT, run

from rectify_gen.package import read_package, write_parts

SCHEMA = json.loads((ROOT / "schemas/report.schema.json").read_text(encoding="utf-8"))


def with_change(source: str, part: str, old: str, new: str, target: Path) -> Path:
    parts = read_package((ROOT / source).read_bytes())
    assert old in parts[part].decode("utf-8")
    parts[part] = parts[part].decode("utf-8").replace(old, new).encode("utf-8")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(write_parts(parts))
    return target


@pytest.fixture
def narrow(tmp_path: Path) -> Path:
    """The shipped notice with another left margin, in a folder with a space and Chinese."""
    target = tmp_path / "模板 稿" / "我的模板.docx"
    return with_change(
        "templates/notice.docx",
        "word/document.xml",
        'w:left="1587"',
        'w:left="1800"',
        target,
    )


def test_shipped_templates_have_no_report_of_their_layout() -> None:
    checked = run("template", "check", "templates", "--layout", "--format", "json")
    assert checked.returncode == 0
    found = [
        one["code"]
        for file in json.loads(checked.stdout)["files"]
        for one in file["diagnostics"]
    ]
    assert [code for code in found if code.startswith("layout-")] == []


def test_layout_of_the_project_holds_for_its_documents(narrow: Path) -> None:
    assert "layout-margin" in run("template", "check", narrow, "--layout").stdout
    (narrow.parent / "版式.yaml").write_text(
        "page: {left: 31.75毫米}\n", encoding="utf-8"
    )
    (narrow.parent / "rectify-gen.yaml").write_text(
        "layout: 版式.yaml\n", encoding="utf-8"
    )
    assert "layout-margin" not in run("template", "check", narrow, "--layout").stdout
    other = narrow.parent / "另一.yaml"
    other.write_text("page: {left: 30毫米}\n", encoding="utf-8")
    assert (
        "layout-margin"
        in run("template", "check", narrow, "--layout", "--overlay", other).stdout
    )


def test_finished_documents_are_checked_for_their_layout_only(tmp_path: Path) -> None:
    examples = run("template", "check", "examples", "--layout", "--strict")
    assert (examples.returncode, examples.stdout) == (
        0,
        "5 file(s): 0 error(s), 0 warning(s), 0 waived.\n",
    )
    edited = with_change(
        "examples/education-bureau.docx",
        "word/styles.xml",
        '<w:sz w:val="32"/>',
        '<w:sz w:val="30"/>',
        tmp_path / "改.docx",
    )
    found = json.loads(
        run("template", "check", edited, "--layout", "--format", "json").stdout
    )
    assert {one["code"] for one in found["files"][0]["diagnostics"]} == {"layout-size"}


def test_text_report_in_both_languages(narrow: Path) -> None:
    zh = run(
        "template", "check", narrow.name, "--layout", folder=narrow.parent, lang="zh"
    )
    assert zh.returncode == 1
    assert (
        "我的模板.docx: 正文: 错误[layout-margin] 页边距应为左 28 毫米，现为左 31.8 毫米\n"
        in zh.stdout
    )
    assert "      建议：布局 → 页边距 → 自定义页边距 → 左 28 毫米\n" in zh.stdout
    en = run("template", "check", narrow.name, "--layout", folder=narrow.parent)
    assert (
        "error[layout-margin] the page margins should have left 28 mm, they have left 31.8 mm"
        in en.stdout
    )
    assert (
        "layout"
        not in run("template", "check", narrow.name, folder=narrow.parent).stdout
    )


def test_an_overlay_is_what_the_layout_is_checked_against(narrow: Path) -> None:
    overlay = narrow.parent / "本单位.yaml"
    overlay.write_text(
        "page: {left: 31.8毫米}\ngrid: {characters: 28}\n", encoding="utf-8"
    )
    by_overlay = run(
        "template", "check", narrow, "--overlay", overlay, "--format", "json"
    )
    found = [
        one["code"] for one in json.loads(by_overlay.stdout)["files"][0]["diagnostics"]
    ]
    assert "layout-margin" not in found
    assert "layout-characters" in found
    made = narrow.parent / "新.docx"
    assert (
        run("template", "new", "notice", "--overlay", overlay, "-o", made).returncode
        == 0
    )
    own = json.loads(
        run("template", "check", made, "--overlay", overlay, "--format", "json").stdout
    )
    assert [
        one["code"]
        for one in own["files"][0]["diagnostics"]
        if one["code"].startswith("layout-")
    ] == []
    overlay.write_text("page: {left: 3}\n", encoding="utf-8")
    faulty = run("template", "check", narrow, "--overlay", overlay)
    assert faulty.returncode == 1
    assert "本单位.yaml:1:14: error[" in faulty.stderr


def test_machine_formats(narrow: Path) -> None:
    report = json.loads(
        run("template", "check", narrow, "--layout", "--format", "json").stdout
    )
    jsonschema.validate(report, SCHEMA)
    log = json.loads(
        run("template", "check", narrow, "--layout", "--format", "sarif").stdout
    )
    assert "layout-margin" in [one["ruleId"] for one in log["runs"][0]["results"]]
    github = run("template", "check", narrow, "--layout", "--format", "github").stdout
    assert "title=layout-margin::body" in github


def test_comments_carry_the_layout_too(narrow: Path) -> None:
    copy = narrow.parent / "批注.docx"
    assert (
        run("template", "check", narrow, "--layout", "--comments", copy).returncode == 1
    )
    assert b"layout-margin" in read_package(copy.read_bytes())["word/comments.xml"]


def test_exit_codes(tmp_path: Path) -> None:
    (tmp_path / "no.docx").write_bytes(b"no zip")
    assert run("template", "check", tmp_path / "no.docx", "--layout").returncode == 3
    wide = with_change(
        "examples/education-bureau.docx",
        "word/styles.xml",
        '<w:widowControl w:val="0"/>',
        "",
        tmp_path / "w.docx",
    )
    assert run("template", "check", wide, "--layout").returncode == 0
    assert run("template", "check", wide, "--layout", "--strict").returncode == 1
