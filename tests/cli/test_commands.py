"""The command line as a user runs it: real processes, real files, exit codes, both languages."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import jsonschema
import pytest
from needs import needs

ROOT = Path(__file__).resolve().parents[2]
HELP = Path(__file__).with_name("help")
COMMANDS = (
    "",
    "new",
    "validate",
    "build",
    "preview",
    "import",
    "diff",
    "text",
    "schema",
    "rules",
    "doctor",
    "template",
    "template check",
    "template fields",
    "template learn",
    "template list",
    "template new",
)


def run(
    *arguments: str | Path, folder: Path = ROOT, lang: str = "en"
) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "rectify_gen", *map(str, arguments)]
    environment = {
        **os.environ,
        "LANG": "zh_CN.UTF-8" if lang == "zh" else "C.UTF-8",
        "COLUMNS": "80",
    }
    environment.pop("LC_ALL", None)
    return subprocess.run(
        command,
        capture_output=True,
        encoding="utf-8",
        cwd=folder,
        env=environment,
        check=False,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder as clerks have them: Chinese characters and a space."""
    made = tmp_path / "通报 稿件"
    made.mkdir()
    return made


@pytest.mark.parametrize("kind", ["notice", "report", "announcement"])
def test_starter_validates_and_builds_as_it_stands(folder: Path, kind: str) -> None:
    assert run("new", "稿.yaml", "--kind", kind, folder=folder).returncode == 0
    checked = run("validate", "稿.yaml", "--strict", folder=folder)
    assert (checked.returncode, checked.stdout) == (
        0,
        "1 file(s): 0 error(s), 0 warning(s), 0 waived.\n",
    )
    built = run("build", "稿.yaml", folder=folder)
    assert (built.returncode, built.stderr) == (0, "built 稿.docx\n")
    text = run("text", "稿.docx", folder=folder).stdout
    assert {"notice": "予以公布", "report": "特此报告", "announcement": "予以公示"}[
        kind
    ] in text
    assert "一是" in text
    assert "{" not in text


def test_new_keeps_an_existing_file_without_force(folder: Path) -> None:
    path = folder / "a.yaml"
    path.write_text("mine", encoding="utf-8")
    refused = run("new", path)
    assert refused.returncode == 2
    assert "output-exists" in refused.stderr
    assert path.read_text(encoding="utf-8") == "mine"
    assert run("new", path, "--force").returncode == 0
    assert "organization:" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "schema"),
    [("a.yaml", "notice.schema.json"), ("rectify-gen.yaml", "project.schema.json")],
)
def test_first_line_of_a_starter_names_no_place_of_this_machine(
    folder: Path, name: str, schema: str
) -> None:
    run("new", name, folder=folder)
    path = folder / name
    first_line = path.read_text(encoding="utf-8").split("\n")[0]
    assert "file:" not in first_line
    assert not first_line.startswith("# yaml-language-server")
    # What the line says, done to the letter, gives the editor its schema.
    hint = re.search("运行 rectify-gen (.+)，再把本行改成：(# .+)", first_line)
    assert hint
    command, modeline = hint.groups()
    assert run(*command.split(), folder=folder).returncode == 0
    assert modeline == f"# yaml-language-server: $schema={schema}"
    assert (folder / schema).is_file()
    run("new", name, "--force", folder=folder)
    assert path.read_text(encoding="utf-8").split("\n")[0] == modeline


def test_schema_in_a_folder_above_is_linked_by_a_relative_path(folder: Path) -> None:
    run("schema", "-o", "notice.schema.json", folder=folder)
    run("new", "below/b.yaml", folder=folder)
    text = (folder / "below/b.yaml").read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=../notice.schema.json\n")


def test_every_fault_is_told_in_one_run_with_its_line_in_both_languages(
    folder: Path,
) -> None:
    path = folder / "坏.yaml"
    path.write_text(
        "kind: notise\norganization: {name: 中共示例市某局党组}\ninspection:\n  feedback_date: 2024-02-30\nsectons: []\n",
        encoding="utf-8",
    )
    english = run("validate", "坏.yaml", folder=folder)
    assert english.returncode == 1
    assert re.findall(r"坏\.yaml:(\d+:\d+): error\[(\S+)\]", english.stdout) == [
        ("1:7", "not-a-choice"),
        ("4:18", "not-a-date"),
        ("5:1", "unknown-key"),
    ]
    assert "did you mean 'sections'?" in english.stdout
    assert (
        "    4 |   feedback_date: 2024-02-30\n      |                  ^^^^^^^^^^\n"
        in english.stdout
    )
    chinese = run("validate", "坏.yaml", folder=folder, lang="zh")
    assert "4:18: 错误[not-a-date] “2024-02-30”不是日期" in chinese.stdout
    assert (
        run("validate", "坏.yaml", "--lang", "zh", folder=folder).stdout
        == chinese.stdout
    )


def test_caret_stands_below_the_fault_behind_chinese_characters(folder: Path) -> None:
    path = folder / "a.yaml"
    path.write_text("sections:\n  - {heading: 甲乙丙, 丁: 戊}\n", encoding="utf-8")
    shown = run("validate", path).stdout.splitlines()
    line, caret = shown[1], shown[2]
    columns = sum(2 if ord(sign) > 0x2E80 else 1 for sign in line[: line.index("丁")])
    assert caret.index("^") == columns
    assert caret.count("^") == 2


def test_strict_makes_a_warning_count(folder: Path) -> None:
    path = folder / "a.yaml"
    path.write_text(
        "sections: [{role: next_steps, content: 继续推进。}]\nwaivers: [{code: date-order, reason: 无}]\n",
        encoding="utf-8",
    )
    assert run("validate", path).returncode == 0
    strict = run("validate", path, "--strict")
    assert strict.returncode == 1
    assert "warning[waiver-unused]" in strict.stdout


def test_build_goes_on_after_a_failure_and_keeps_the_old_document(folder: Path) -> None:
    run("new", "good.yaml", folder=folder)
    run("new", "bad.yaml", folder=folder)
    run("build", "bad.yaml", folder=folder)
    old = (folder / "bad.docx").read_bytes()
    (folder / "bad.yaml").write_text("sections: []\n", encoding="utf-8")
    built = run("build", ".", folder=folder)
    assert built.returncode == 1
    assert built.stderr.endswith("1 built, 0 up to date, 1 failed.\n")
    assert (folder / "bad.docx").read_bytes() == old
    assert zipfile.is_zipfile(folder / "good.docx")
    assert not list(folder.glob(".rectify-gen-*"))


def test_build_refuses_two_sources_for_one_document(folder: Path) -> None:
    for name in ("a.yaml", "a.yml"):
        run("new", name, folder=folder)
    refused = run("build", ".", folder=folder)
    assert refused.returncode == 2
    assert "output-collides" in refused.stderr
    assert not (folder / "a.docx").exists()


def test_build_into_a_folder_keeps_the_tree_and_into_a_file_takes_the_name(
    folder: Path,
) -> None:
    run("new", "in/deep/a.yaml", folder=folder)
    assert run("build", "in", "-o", "out", folder=folder).returncode == 0
    assert (folder / "out/deep/a.docx").is_file()
    assert run("build", "in/deep/a.yaml", "-o", "b.docx", folder=folder).returncode == 0
    assert (folder / "b.docx").read_bytes() == (folder / "out/deep/a.docx").read_bytes()


def test_a_fact_that_the_template_prints_and_the_data_lacks_names_both_ends(
    folder: Path,
) -> None:
    text = run("new", "a.yaml", folder=folder) and (folder / "a.yaml").read_text(
        encoding="utf-8"
    )
    (folder / "a.yaml").write_text(re.sub(r"  team: .*\n", "", text), encoding="utf-8")
    failed = run("build", "a.yaml", folder=folder)
    assert failed.returncode == 1
    line = (
        text.splitlines().index("inspection:          # 巡察情况，用于标题和导语") + 1
    )
    assert f"a.yaml:{line}:1: error[fact-absent]" in failed.stderr
    assert "inspection.team" in failed.stderr
    assert "body paragraph " in failed.stderr
    assert "{{ opening.team }}" in failed.stderr


def test_unknown_template_is_an_environment_error(folder: Path) -> None:
    run("new", "a.yaml", folder=folder)
    failed = run("build", "a.yaml", "-t", "nosuch", folder=folder)
    assert failed.returncode == 3
    assert "template-unknown" in failed.stderr


def test_missing_source_and_wrong_use_are_usage_errors(folder: Path) -> None:
    assert run("build", "none.yaml", folder=folder).returncode == 2
    assert run("validate", folder=folder).returncode == 2
    assert run("build", folder, folder=folder).returncode == 2
    assert run("new", "a.yaml", "--kind", "letter", folder=folder).returncode == 2


def test_a_document_that_cannot_be_written_leaves_no_trace(folder: Path) -> None:
    run("new", "a.yaml", folder=folder)
    (folder / "out").write_text("a file, not a folder", encoding="utf-8")
    failed = run("build", "a.yaml", "-o", "out/a.docx", folder=folder)
    assert failed.returncode == 3
    assert "file-unwritable" in failed.stderr
    assert sorted(one.name for one in folder.iterdir()) == ["a.yaml", "out"]


def test_internal_items_appear_only_in_the_internal_edition(folder: Path) -> None:
    text = run("new", "a.yaml", folder=folder) and (folder / "a.yaml").read_text(
        encoding="utf-8"
    )
    marked = text.replace(
        "          - heading: 完善工作机制",
        "          - audience: internal\n            heading: 完善工作机制",
    )
    (folder / "a.yaml").write_text(marked, encoding="utf-8")
    run("build", "a.yaml", "-o", "public.docx", folder=folder)
    run(
        "build",
        "a.yaml",
        "-o",
        "internal.docx",
        "--audience",
        "internal",
        folder=folder,
    )
    public, internal = (
        run("text", name, folder=folder).stdout
        for name in ("public.docx", "internal.docx")
    )
    assert "完善工作机制" not in public
    assert "1.提升服务水平。" in public
    assert "1.完善工作机制" in internal
    assert "2.提升服务水平。" in internal


def test_import_to_standard_output_and_back_to_the_same_text(folder: Path) -> None:
    source = (
        "中共示例市某某局党组关于九届市委第三轮巡察整改进展情况的通报\n"
        "根据市委统一部署，2024年3月4日至5月17日，市委第二巡察组对中共示例市某某局党组进行了巡察。2024年7月9日，"
        "市委第二巡察组向中共示例市某某局党组反馈了巡察意见。按照巡察工作有关要求，现将巡察整改进展情况予以公布。\n"
        "一、巡察整改任务落实情况\n（一）关于基层党建方面\n1.规范组织生活\n"
        "一是健全台账。逐月登记。\n二是加强督促。每季通报。\n"
        "中共示例市某某局党组\n2025年3月18日\n"
    )
    (folder / "旧.txt").write_bytes(source.encode("gb18030"))
    imported = run("import", "旧.txt", folder=folder)
    assert imported.returncode == 0, imported.stderr
    (folder / "新.yaml").write_text(imported.stdout, encoding="utf-8")
    assert "一是" not in imported.stdout
    assert "preamble" not in imported.stdout
    assert "2 measures" in imported.stderr
    assert run("build", "新.yaml", folder=folder).returncode == 0
    text = run("text", "新.docx", folder=folder).stdout
    assert "".join(text.split()) == "".join(source.split())


def test_schema_check_tells_a_stale_file(folder: Path) -> None:
    path = folder / "s.json"
    assert run("schema", "-o", path).returncode == 0
    assert run("schema", "-o", path, "--check").returncode == 0
    path.write_text("{}", encoding="utf-8")
    assert run("schema", "-o", path, "--check").returncode == 1
    assert run("schema", "--check").returncode == 2


def test_starter_of_a_project_is_one_and_names_its_schema(folder: Path) -> None:
    assert run("new", "rectify-gen.yaml", folder=folder).returncode == 0
    run("new", "甲.yaml", folder=folder)
    assert run("build", folder=folder).stderr == "built 甲.docx\n"
    text = (folder / "rectify-gen.yaml").read_text(encoding="utf-8")
    assert "project.schema.json" in text.split("\n")[0]
    # what stands behind # is valid too
    (folder / "rectify-gen.yaml").write_text(
        re.sub(r"^# (\w+: )", r"\1", text, flags=re.M), encoding="utf-8"
    )
    refused = run("build", folder=folder)
    assert refused.returncode == 2
    assert "来源: error[path-missing]" in refused.stderr
    assert refused.stderr.count("error[") == 1


def test_schema_of_a_project(folder: Path) -> None:
    assert (
        json.loads(run("schema", "project").stdout)["$id"] == "urn:rectify-gen:project"
    )
    assert run("schema", "project", "-o", "p.json", folder=folder).returncode == 0
    stale = run("schema", "notice", "-o", "p.json", "--check", folder=folder)
    assert stale.returncode == 1
    assert "rectify-gen schema notice -o p.json" in stale.stdout
    assert run("schema", "letter").returncode == 2


def test_template_list_and_new(folder: Path) -> None:
    listed = run("template", "list")
    for name in ("notice", "report", "redhead", "letter", "ledger"):
        assert name in listed.stdout
        assert (ROOT / "templates" / f"{name}.docx").is_file()
        assert run("template", "new", name, folder=folder).returncode == 0
        assert zipfile.is_zipfile(folder / f"{name}.docx")
    run("new", "a.yaml", folder=folder)
    for name in ("notice", "redhead", "letter", "ledger"):
        assert (
            run("build", "a.yaml", "-t", f"{name}.docx", folder=folder).returncode == 0
        )


def test_template_for_preprinted_paper(folder: Path) -> None:
    made = run("template", "new", "redhead", "--preprinted", folder=folder)
    assert made.returncode == 0
    checked = run("template", "check", "redhead.docx", "--layout", folder=folder)
    assert checked.returncode == 0
    assert "0 warning" in checked.stdout
    with zipfile.ZipFile(folder / "redhead.docx") as template:
        assert b"FF0000" not in template.read("word/styles.xml")
    refused = run("template", "new", "report", "--preprinted", folder=folder)
    assert refused.returncode == 2
    assert "redhead, letter" in refused.stderr
    assert not (folder / "report.docx").exists()


def test_template_of_a_ledger_with_other_columns(folder: Path) -> None:
    made = run(
        *("template", "new", "ledger", "--drop-empty"),
        *("--columns", "序号,问题,责任人,备注"),
        folder=folder,
    )
    assert made.returncode == 0
    run("new", "a.yaml", folder=folder)
    built = run("build", "a.yaml", "-t", "ledger.docx", folder=folder)
    assert built.returncode == 0
    text = run("text", "a.docx", folder=folder).stdout
    assert "序号\t问题\n" in text
    for options, message in (
        (("ledger", "--columns", "序号,天气"), "天气"),
        (("notice", "--columns", "序号"), "notice"),
        (("notice", "--drop-empty"), "--drop-empty"),
    ):
        refused = run("template", "new", *options, "-o", "x.docx", folder=folder)
        assert refused.returncode == 2
        assert message in refused.stderr
        assert not (folder / "x.docx").exists()


def test_template_with_an_office_s_deviations(folder: Path) -> None:
    (folder / "本单位.yaml").write_text(
        "fonts: {body: 仿宋}\ngrid: {line_pitch: 28磅}\n", encoding="utf-8"
    )
    command = (
        "template",
        "new",
        "redhead",
        "-o",
        "我的 红头.docx",
        "--latin",
        "Times New Roman",
        "--overlay",
    )
    assert run(*command, "本单位.yaml", folder=folder).returncode == 0
    with zipfile.ZipFile(folder / "我的 红头.docx") as made:
        styles = made.read("word/styles.xml").decode()
    assert (
        'w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="仿宋"'
        in styles
    )
    assert 'w:line="560" w:lineRule="exact"' in styles
    (folder / "bad.yaml").write_text("fonts: {bdy: 仿宋}\n", encoding="utf-8")
    failed = run(*command, "bad.yaml", "--force", folder=folder)
    assert (
        failed.returncode,
        "bad.yaml:1:9" in failed.stderr,
        "body" in failed.stderr,
    ) == (1, True, True)
    assert run(*command, "absent.yaml", "--force", folder=folder).returncode == 1


def test_damaged_word_file_is_an_error_not_a_traceback(folder: Path) -> None:
    (folder / "x.docx").write_bytes(b"PK\3\4 nothing")
    failed = run("text", "x.docx", folder=folder)
    assert failed.returncode in (1, 3)
    assert "Traceback" not in failed.stderr
    assert "docx-damaged" in failed.stderr


def test_quiet_and_version() -> None:
    assert re.fullmatch(r"rectify-gen \d+\.\d+\.\d+\S*\n", run("--version").stdout)
    assert run("--quiet", "validate", "examples").stdout == ""
    assert run("validate", "examples", "--quiet").stdout == ""


@pytest.fixture
def faulty(folder: Path) -> Path:
    """A folder with a file that has an error at 2:42 and a waived one, and a file without faults."""
    (folder / "坏.yaml").write_text(
        "preamble: 公示。。\nsections: [{role: next_steps, content: 推进，，落实。}]\n"
        "waivers: [{code: doubled-punctuation, where: 公示。。, reason: 原文如此}]\n",
        encoding="utf-8",
    )
    (folder / "好.yaml").write_text(
        "sections: [{role: next_steps, content: 推进。}]\n", encoding="utf-8"
    )
    return folder


def test_report_stands_at_the_characters_themselves(faulty: Path) -> None:
    checked = run("validate", "坏.yaml", folder=faulty)
    assert "坏.yaml:2:42: error[doubled-punctuation]" in checked.stdout
    assert checked.stdout.endswith("1 file(s): 1 error(s), 9 warning(s), 1 waived.\n")


def test_json_report_is_one_document_by_its_published_schema(faulty: Path) -> None:
    checked = run("validate", ".", "--format", "json", folder=faulty)
    assert checked.returncode == 1
    document = json.loads(checked.stdout)
    schema = json.loads(
        (ROOT / "schemas/report.schema.json").read_text(encoding="utf-8")
    )
    jsonschema.Draft7Validator.check_schema(schema)
    jsonschema.validate(document, schema)
    assert document["summary"] == {
        "files": 2,
        "errors": 1,
        "warnings": 18,
        "notes": 0,
        "waived": 1,
        "known": 0,
    }
    bad = next(one for one in document["files"] if one["path"] == "坏.yaml")
    assert [
        (one["line"], one["column"], one["waived"])
        for one in bad["diagnostics"]
        if one["code"] != "part-missing"
    ] == [
        (2, 42, False),
        (1, 13, True),
    ]


@needs(env="RECTIFY_GEN_SARIF")
@pytest.mark.slow
def test_sarif_report_passes_the_reference_validator(faulty: Path) -> None:
    checked = run("validate", ".", "--format", "sarif", folder=faulty)
    (faulty / "out.sarif").write_text(checked.stdout, encoding="utf-8")
    tool = Path(os.environ["RECTIFY_GEN_SARIF"], "node_modules/.bin/sarif-multitool")
    environment = {**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}
    command = [tool, "validate", "out.sarif"]
    said = subprocess.run(
        command,
        capture_output=True,
        encoding="utf-8",
        cwd=faulty,
        env=environment,
        check=False,
    )
    assert said.returncode == 0, said.stdout
    assert ": error " not in said.stdout
    results = json.loads(checked.stdout)["runs"][0]["results"]
    assert [
        ("suppressions" in one) for one in results if one["ruleId"] != "part-missing"
    ] == [False, True]
    results = [one for one in results if one["ruleId"] != "part-missing"]
    assert results[0]["locations"][0]["physicalLocation"]["region"]["startColumn"] == 42


def test_github_report_is_annotations(faulty: Path) -> None:
    lines = run(
        "validate", ".", "--format", "github", folder=faulty
    ).stdout.splitlines()
    lines = [line for line in lines if "title=part-missing" not in line]
    assert len(lines) == 1
    assert lines[0].startswith(
        "::error file=坏.yaml,line=2,endLine=2,col=42,endColumn=44,title=doubled-punctuation::"
    )


def test_rules_are_listed_and_explained_in_both_languages() -> None:
    assert "doubled-punctuation" in run("rules").stdout
    assert run("rules", "date-order").stdout.startswith(
        "date-order (error)\n  what: dates out of order"
    )
    assert run("rules", "date-order", lang="zh").stdout.startswith(
        "date-order（错误）\n  查什么："
    )
    assert run("rules", "no-such-rule").returncode == 2


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_rule_is_explained_with_its_cases_and_its_waiver(lang: str) -> None:
    text = run("rules", "doubled-punctuation", lang=lang).stdout
    assert "validate --fix" in text
    assert "    - paragraph: 评议结果公布公示。。\n      marks: 。。\n" in text
    assert "    - paragraph: 改了没有？！已经改了！！\n" in text
    assert "      - {code: doubled-punctuation, where: " in text
    assert "validate --fix" not in run("rules", "date-order", lang=lang).stdout


@pytest.mark.parametrize(
    "code", ["not-a-date", "yaml-colon", "layout-font", "fix-not-in-line"]
)
def test_a_code_of_any_report_is_explained(code: str) -> None:
    shown = run("rules", code)
    assert shown.returncode == 0
    assert shown.stdout.startswith(f"{code} (")
    assert "  report: " in shown.stdout
    assert "  hint: " in shown.stdout
    assert "{" not in shown.stdout


def test_an_unknown_code_is_answered_with_the_nearest_of_all_codes() -> None:
    shown = run("rules", "not-a-dat")
    assert shown.returncode == 2
    assert "not-a-date" in shown.stderr
    assert run("rules", "help-rules").returncode == 2  # said, but no report


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("command", COMMANDS)
def test_help_is_as_committed(command: str, lang: str) -> None:
    """Refresh with: python tests/cli/help/refresh.py"""
    shown = run(*command.split(), "--help", lang=lang)
    assert shown.returncode == 0
    name = f"{command.replace(' ', '-') or 'rectify-gen'}.{lang}.txt"
    assert shown.stdout == (HELP / name).read_text(encoding="utf-8")


def test_validate_without_paths_checks_the_project_and_its_file(folder: Path) -> None:
    run("new", "notices/a.yaml", folder=folder)
    assert run("validate", folder=folder).returncode == 2
    (folder / "rectify-gen.yaml").write_text("sources: [notices]\n", encoding="utf-8")
    for arguments in (("validate",), ("validate", "rectify-gen.yaml", "notices")):
        checked = run(*arguments, folder=folder)
        assert (checked.returncode, checked.stdout) == (
            0,
            "1 file(s): 0 error(s), 0 warning(s), 0 waived.\n",
        )
    (folder / "rectify-gen.yaml").write_text(
        "sources: [notices]\nrules: {datee: off}\n", encoding="utf-8"
    )
    faulty = run("validate", "--format", "json", folder=folder)
    assert faulty.returncode == 1
    (report,) = json.loads(faulty.stdout)["files"]
    assert report["path"] == "rectify-gen.yaml"
    assert [(one["code"], one["line"]) for one in report["diagnostics"]] == [
        ("rule-unknown", 2)
    ]
    assert "rectify-gen.yaml:2:" in run("validate", folder=folder).stdout


def test_rule_that_is_mistyped_is_told_with_the_nearest() -> None:
    told = run("rules", "typed-mrk")
    assert (told.returncode, told.stderr) == (
        2,
        "error[rule-unknown] there is no rule 'typed-mrk'\n      hint: did you mean typed-mark? rectify-gen rules lists them all\n",
    )
    assert "hint: rectify-gen rules lists them all" in run("rules", "zzzzzz").stderr
