"""The project file: what it says, every fault at its place, and which notices it holds for."""

from __future__ import annotations

from pathlib import Path

import pytest

from rectify_gen.building.planning import plan
from rectify_gen.diagnostics import InputError, UsageError
from rectify_gen.model import Notice
from rectify_gen.project import NONE, Projects
from rectify_gen.rules import judge

NOTICE = "sections:\n  - {role: next_steps, content: 继续整改。}\n"


def written(folder: Path, project: str | None, *notices: str) -> Path:
    for name in notices:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(NOTICE, encoding="utf-8")
    if project is not None:
        (folder / "rectify-gen.yaml").write_text(project, encoding="utf-8")
    return folder


def test_without_a_file_everything_is_as_shipped(tmp_path: Path) -> None:
    assert Projects().of(written(tmp_path, None, "甲.yaml") / "甲.yaml") == NONE


def test_file_is_found_above_and_its_paths_count_from_it(tmp_path: Path) -> None:
    text = "output: 成文\ntemplates: {notice: 模板/通报.docx, report: report}\naudience: internal\nformats: [docx, pdf]\n"
    written(
        tmp_path,
        text + "layout: 版式.yaml\nrules: {date-order: OFF, count-mismatch: warning}\n",
        "来源/深/甲.yaml",
    )
    found = Projects().of(tmp_path / "来源/深/甲.yaml")
    assert (found.folder, found.output, found.layout) == (
        tmp_path,
        tmp_path / "成文",
        tmp_path / "版式.yaml",
    )
    assert found.templates == {
        "notice": str(tmp_path / "模板/通报.docx"),
        "report": "report",
    }
    assert (found.audience, found.formats) == ("internal", ("docx", "pdf"))
    assert found.choice.severities == {"date-order": "off", "count-mismatch": "warning"}


def test_nearest_file_holds(tmp_path: Path) -> None:
    written(tmp_path, "audience: internal\n", "甲.yaml", "县/乙.yaml")
    written(tmp_path / "县", "publication_days: {shortest: 20, longest: 40}\n")
    projects = Projects()
    assert projects.of(tmp_path / "甲.yaml").audience == "internal"
    assert projects.of(tmp_path / "县/乙.yaml").audience == "public"
    assert projects.of(tmp_path / "县/乙.yaml").choice.publication_days == (20, 40)


def test_an_office_adds_words_of_its_own(tmp_path: Path) -> None:
    text = "words:\n  wrong: {帮扶中心站: 帮扶工作站}\n  organs: {市二中: 市第二中学}\n  right: [其它]\n"
    written(tmp_path, text, "甲.yaml")
    choice = Projects().of(tmp_path / "甲.yaml").choice
    body = "帮扶中心站、市二中和市二中会同其它单位、其他单位开展帮扶。"
    notice = Notice.model_validate(
        {"sections": [{"role": "rectification", "content": [body]}]}
    )
    reports = {
        (report.code, report.span.marks, report.hint("zh"))
        for report in judge(notice, choice).standing
        if report.span is not None
    }
    assert reports == {
        ("wrong-word", "帮扶中心站", "改为“帮扶工作站”；原文如此的，写入 waivers"),
        (
            "organ-name-outdated",
            "市二中",
            "现用名称：市第二中学；沿用当时名称的，写入 waivers",
        ),
    }
    assert ("wrong-word", "其它") in {
        (report.code, report.span.marks)
        for report in judge(notice).standing
        if report.span is not None
    }


def test_every_fault_is_told_at_once_with_its_line(tmp_path: Path) -> None:
    text = "outptu: 成文\noutput: ../别处\nrules:\n  date-ordre: off\n  date-order: never\ntemplates: {notise: x}\n"
    with pytest.raises(InputError) as error:
        Projects().of(written(tmp_path, text))
    found = [
        (one.code, one.position.line if one.position else 0)
        for one in error.value.diagnostics
    ]
    assert found == [
        ("unknown-key", 1),
        ("path-outside", 2),
        ("rule-unknown", 4),
        ("not-a-choice", 5),
        ("unknown-key", 6),
    ]
    assert "date-order" in error.value.diagnostics[2].hint("zh")


def test_plan_of_a_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(
        tmp_path,
        "sources: [来源]\noutput: 成文\n",
        "来源/一/甲.yaml",
        "来源/乙.yml",
        "草稿/丙.yaml",
        "来源/.丁.yaml",
    )
    monkeypatch.chdir(tmp_path)
    targets = plan([])
    assert [(one.source, one.output) for one in targets] == [
        (Path("来源/一/甲.yaml"), Path("成文/一/甲.docx")),
        (Path("来源/乙.yml"), Path("成文/乙.docx")),
    ]
    assert plan([Path("来源/一/甲.yaml")])[0].output == Path("成文/一/甲.docx")
    assert plan([Path("草稿")])[0].output == Path("成文/草稿/丙.docx")
    assert plan([Path("来源")], Path("另处"))[0].output == Path("另处/一/甲.docx")


def test_project_without_sources_is_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(written(tmp_path, "audience: internal\n", "甲.yaml"))
    assert [(one.source, one.output) for one in plan([])] == [
        (Path("甲.yaml"), Path("甲.docx"))
    ]


def test_nothing_named_and_no_project_is_wrong_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError) as error:
        plan([])
    assert error.value.diagnostics[0].code == "project-missing"


def test_names_that_would_overwrite_each_other_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(
        written(
            tmp_path, "sources: [一, 二]\noutput: 成文\n", "一/甲.yaml", "二/甲.yml"
        )
    )
    with pytest.raises(UsageError) as error:
        plan([])
    assert error.value.diagnostics[0].code == "output-collides"
    assert not (tmp_path / "成文").exists()
