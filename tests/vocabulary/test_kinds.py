"""A kind of notice is one row and one template: all that reads, prints or lists kinds knows a new one."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from product_copy import copy_product, insert_after, run

from rectify_gen.building.tasks import recipe_of
from rectify_gen.importer import import_text
from rectify_gen.vocabulary.kinds import DEFAULT_KIND, Kind, kinds_of_template
from rectify_gen.vocabulary.template_names import TEMPLATE_NAMES

LAST_ROW = """\
        words_of_others=("报告如下", "汇报如下", "通报如下", "特此报告", "特此通报"),
        names_of_others=("报告", "汇报", "通报"),
    )
"""
NEW_ROW = """\
    BULLETIN = KindRow(
        code="bulletin",
        zh="简报",
        en="bulletin",
        name="简报",
        full_name="巡察整改进展情况简报",
        template="bulletin",
        announcement="予以公布",
        title="{organizations}关于{inspection}整改的{name}",
        words_of_others=("报告如下",),
    )
"""


@pytest.fixture
def extended(tmp_path: Path) -> Path:
    """A copy of the product that has one kind more, and a template for it."""
    copy_product(tmp_path)
    table = tmp_path / "rectify_gen" / "vocabulary" / "kinds.py"
    insert_after(table, LAST_ROW, NEW_ROW)
    templates = tmp_path / "templates"
    shutil.copy(templates / "notice.docx", templates / "bulletin.docx")
    return tmp_path


def test_a_row_and_a_template_are_all_that_a_new_kind_needs(extended: Path) -> None:
    assert "bulletin 简报" in run(extended, "new", "--help").stdout
    started = run(extended, "new", "a.yaml", "--kind", "bulletin", "--keys", "en")
    assert started.returncode == 0, started.stderr
    starter = (extended / "a.yaml").read_text(encoding="utf-8")
    assert "kind: bulletin" in starter
    assert "巡察整改进展情况简报" in starter
    validated = run(extended, "validate", "a.yaml", "--strict")
    assert validated.returncode == 0, validated.stdout

    built = run(extended, "build", "a.yaml")
    assert built.returncode == 0, built.stderr
    text = run(extended, "text", "a.docx").stdout
    assert text.startswith("中共示例市某某局党组")
    title = "".join(text.splitlines()[:4])
    assert "关于九届市委第三轮巡察整改的简报" in title
    assert run(extended, "build", "a.yaml", "--check").returncode == 0

    (extended / "old.txt").write_text(text, encoding="utf-8")
    imported = run(extended, "import", "old.txt")
    assert imported.stdout.splitlines()[1] == "kind: bulletin"
    assert "title:" not in imported.stdout
    assert "preamble:" not in imported.stdout


def test_the_lists_of_kinds_have_it(extended: Path) -> None:
    listed = run(extended, "template", "list").stdout
    assert "bulletin   简报：标题、导语、正文、结语、落款。" in listed
    made = run(extended, "template", "new", "bulletin", "-o", "own.docx")
    assert made.returncode == 0, made.stderr
    checked = run(extended, "template", "check", "own.docx", "--layout")
    assert checked.returncode == 0, checked.stdout
    schema = json.loads(run(extended, "schema").stdout)
    assert "bulletin" in schema["properties"]["kind"]["enum"]
    assert "简报" in schema["properties"]["kind"]["enumDescriptions"]
    project = json.loads(run(extended, "schema", "project").stdout)
    assert project["properties"]["templates"]["properties"]["bulletin"]["title"] == (
        "简报"
    )
    assert "bulletin" in run(extended, "template", "fields").stdout


def test_its_faults_are_reported_as_those_of_any_kind(extended: Path) -> None:
    run(extended, "new", "a.yaml", "--kind", "bulletin", "--keys", "en")
    path = extended / "a.yaml"
    starter = path.read_text(encoding="utf-8")
    path.write_text(starter.replace("kind: bulletin", "kind: bulettin"), "utf-8")
    assert "bulletin（简报）" in run(extended, "validate", "a.yaml").stdout
    other = "kind: bulletin\npreamble: 市委巡察组反馈了意见，现将巡察整改情况报告如下。"
    path.write_text(starter.replace("kind: bulletin", other), "utf-8")
    assert "kind-verb-mismatch" in run(extended, "validate", "a.yaml").stdout


def test_the_heads_print_its_own_opening(extended: Path) -> None:
    table = extended / "rectify_gen" / "vocabulary" / "kinds.py"
    text = table.read_text(encoding="utf-8")
    new = NEW_ROW.replace("予以公布", "予以刊发")
    table.write_text(text.replace(NEW_ROW, new), encoding="utf-8")
    run(extended, "new", "a.yaml", "--kind", "bulletin", "--keys", "en")
    run(extended, "template", "new", "redhead", "-o", "head.docx")
    built = run(extended, "build", "a.yaml", "-t", "head.docx")
    assert built.returncode == 0, built.stderr
    assert "予以刊发。" in run(extended, "text", "a.docx").stdout


def test_the_rows() -> None:
    assert [kind.value for kind in Kind] == ["notice", "report", "announcement"]
    assert DEFAULT_KIND is Kind.NOTICE
    assert [kind for kind in Kind if kind.row.is_sent_up] == [Kind.REPORT]
    assert all(kind.row.code == kind for kind in Kind)


def test_a_template_belongs_first_to_the_kind_of_its_name() -> None:
    assert kinds_of_template("notice") == (Kind.NOTICE, Kind.ANNOUNCEMENT)
    assert kinds_of_template("report") == (Kind.REPORT,)
    assert [template.code for template in TEMPLATE_NAMES] == [
        "notice",
        "report",
        "redhead",
        "letter",
        "ledger",
    ]


def test_a_kind_without_a_template_of_its_own_follows_the_kind_of_its_template() -> (
    None
):
    templates = recipe_of({"notice": "redhead"}).templates
    assert templates["announcement"] == templates["notice"]
    assert templates["report"].path.endswith("report.docx")
    templates = recipe_of({"announcement": "letter"}).templates
    assert templates["announcement"].path.endswith("letter.docx")
    assert templates["notice"].path.endswith("notice.docx")


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("中共示例局党组关于巡察整改进展情况的通报", "notice"),
        ("中共示例局党组关于巡察整改情况报告的通报", "notice"),
        ("中共示例局党组关于巡察整改情况的报告", "report"),
        ("中共示例局党组关于巡察整改情况的汇报", "report"),
        ("中共示例局党组关于巡察整改情况报告的公示", "announcement"),
        ("中共示例局党组关于巡察整改进展情况的说明", "notice"),
    ],
)
def test_an_import_takes_the_kind_that_the_title_names_last(
    title: str, kind: str
) -> None:
    text = f"{title}\n\n现将有关情况说明如下。\n\n一、整改情况\n\n已整改到位。\n"
    assert import_text(text).data["kind"] == kind
