"""template check and template fields as an author runs them: exit codes, formats, both languages."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import jsonschema
import pytest
from test_commands import ROOT, run

from rectify_gen.package import read_package, write_parts

SCHEMA = json.loads((ROOT / "schemas/report.schema.json").read_text(encoding="utf-8"))


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """The shipped notice with a slip in the body and one in a property, in a folder with a space."""
    parts = read_package((ROOT / "templates/notice.docx").read_bytes())
    parts["word/document.xml"] = parts["word/document.xml"].replace(
        b"{{ line }}", b"{{ lien }}", 1
    )
    parts["docProps/core.xml"] = parts["docProps/core.xml"].replace(
        b"{{ title }}", b"{{ titel }}"
    )
    path = tmp_path / "模板 稿" / "我的模板.docx"
    path.parent.mkdir()
    path.write_bytes(write_parts(parts))
    return path


def test_shipped_folder_is_clean_even_strictly() -> None:
    checked = run("template", "check", "templates", "--strict")
    count = len(list((ROOT / "templates").glob("*.docx")))
    assert (checked.returncode, checked.stdout) == (
        0,
        f"{count} file(s): 0 error(s), 0 warning(s), 0 waived.\n",
    )


def test_text_report_in_both_languages(broken: Path) -> None:
    zh = run("template", "check", "我的模板.docx", folder=broken.parent, lang="zh")
    assert zh.returncode == 1
    assert (
        "我的模板.docx: 正文第2段: 错误[template-unknown-name] 模板里没有 lien；是不是 line？"
        in zh.stdout
    )
    assert (
        "我的模板.docx: 文档属性 title: 错误[template-unknown-name] 模板里没有 titel；是不是 title？"
        in zh.stdout
    )
    assert zh.stdout.endswith("共 1 个文件：2 个错误，0 个警告，0 处已豁免。\n")
    en = run("template", "check", ".", folder=broken.parent)
    assert "我的模板.docx: body paragraph 2: error[template-unknown-name]" in en.stdout


def test_json_sarif_and_github(broken: Path) -> None:
    found = json.loads(run("template", "check", broken, "--format", "json").stdout)
    jsonschema.validate(found, SCHEMA)
    assert [
        one["place"].split(" {{")[0] for one in found["files"][0]["diagnostics"]
    ] == [
        "body paragraph 2",
        "document property title",
    ]
    log = json.loads(run("template", "check", broken, "--format", "sarif").stdout)
    (first, _) = log["runs"][0]["results"]
    assert first["locations"][0]["logicalLocations"][0][
        "fullyQualifiedName"
    ].startswith("body paragraph 2 {{ lien }}")
    github = run("template", "check", broken, "--format", "github").stdout
    assert "title=template-unknown-name::body paragraph 2 {{ lien }}" in github


def test_building_with_a_broken_template_says_the_same(broken: Path) -> None:
    failed = run(
        "build",
        "examples/education-bureau.yaml",
        "-t",
        broken,
        "-o",
        broken.parent / "o.docx",
    )
    assert failed.returncode == 3
    assert (
        "body paragraph 2: error[template-unknown-name] the view has no 'lien'; did you mean 'line'?"
        in failed.stderr
    )
    assert "document property title: error[template-unknown-name]" in failed.stderr


def test_exit_codes(broken: Path) -> None:
    folder = broken.parent
    (folder / "no.docx").write_bytes(b"no zip")
    assert run("template", "check", folder / "no.docx").returncode == 3
    assert run("template", "check", folder).returncode == 1
    assert run("template", "check", folder / "nosuch.docx").returncode == 2
    assert run("template", "check", broken, "--format", "xml").returncode == 2
    shutil.copy(ROOT / "templates/notice.docx", folder / "good.docx")
    assert run("template", "check", folder / "good.docx").returncode == 0


def test_comments_are_written_once_and_not_over_an_existing_file(broken: Path) -> None:
    copy = broken.parent / "批注.docx"
    assert run("template", "check", broken, "--comments", copy).returncode == 1
    assert b"lien" in b"".join(read_package(copy.read_bytes()).values())
    before = copy.read_bytes()
    refused = run("template", "check", broken, "--comments", copy)
    assert (refused.returncode, copy.read_bytes()) == (2, before)
    assert (
        run("template", "check", broken, copy, "--comments", "x.docx").returncode == 2
    )


def test_fields_in_all_formats(tmp_path: Path) -> None:
    text = run("template", "fields", lang="zh").stdout
    assert "{{ document.number }}" in text
    assert "发文字号" in text
    fields = json.loads(run("template", "fields", "--format", "json").stdout)["fields"]
    assert len(fields) == len(text.splitlines()) - 1
    assert (
        run(
            "template", "fields", "--format", "docx", "-o", tmp_path / "f.docx"
        ).returncode
        == 0
    )
    assert (tmp_path / "f.docx").read_bytes()[:2] == b"PK"
    assert run("template", "fields", "--format", "xml").returncode == 2


def test_layout_of_a_finished_document_reports_changes(tmp_path: Path) -> None:
    parts = read_package((ROOT / "examples/housing-bureau.docx").read_bytes())
    change = b"<w:body><w:p><w:ins w:id='1' w:author='\xe5\xbc\xa0\xe4\xb8\x89'><w:r><w:t>x</w:t></w:r></w:ins></w:p>"
    parts["word/document.xml"] = parts["word/document.xml"].replace(
        b"<w:body>", change, 1
    )
    path = tmp_path / "成文.docx"
    path.write_bytes(write_parts(parts))
    checked = run("template", "check", "--layout", str(path), lang="zh")
    assert checked.returncode == 1
    assert "docx-tracked" in checked.stdout
    assert "张三" in checked.stdout
