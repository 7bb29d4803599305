"""What import writes and says: comments in the YAML, JSON, corrections, exit codes, standard input."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from made import ROOT

from rectify_gen.files import SIZE_LIMIT
from rectify_gen.source import read_file
from rectify_gen.source_check import check_source

SCHEMA = json.loads((ROOT / "schemas/import.schema.json").read_text(encoding="utf-8"))
TEXT = """\
某县水务局党组关于巡察整改进展情况的通报

经研究,现予公布。
一、组织整改情况
局党组召开专题会议。
二、整改落实情况
（一）关于“巡查不到位”的问题。
已增加巡查频次。
（三）关于“台账不全”的问题。
已补齐台账。
"""


def run(
    folder: Path, *arguments: str, given: bytes | None = None, lang: str = "zh"
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "rectify_gen", "--lang", lang, "import", *arguments],
        capture_output=True,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        input=given,
        check=False,
    )


def document(run_: subprocess.CompletedProcess[bytes]) -> dict[str, Any]:
    parsed: dict[str, Any] = json.loads(run_.stdout)
    jsonschema.Draft7Validator.check_schema(SCHEMA)
    jsonschema.validate(parsed, SCHEMA)
    return parsed


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "旧.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def test_the_yaml_has_gaps_between_parts_and_comments_beside_what_is_uncertain(
    folder: Path,
) -> None:
    done = run(folder, "旧.txt", "-o", "新.yaml")
    assert done.returncode == 0
    lines = (folder / "新.yaml").read_text(encoding="utf-8").split("\n")
    comment = next(line for line in lines if line.lstrip().startswith("# 第9行"))
    assert "序号“（三）”与位置不符" in comment
    below = lines[lines.index(comment) + 1]
    assert below.strip() == "number: （三）"
    assert lines[lines.index("sections:") - 1] == ""
    sections = [number for number, line in enumerate(lines) if line.startswith("  - ")]
    assert lines[sections[1] - 1] == ""
    assert lines[lines.index("closing: []") - 1] == "# 原文没有结语"
    # The file is as it was meant: it validates, and has no fault because of its comments.
    checked = check_source(read_file(folder / "新.yaml"))
    assert checked.data.diagnostics == ()
    said = done.stderr.decode()
    assert "旧.txt:9:1: 警告[import-number]" in said
    assert "单位全称" in said
    assert "rectify-gen validate 新.yaml" in said


def test_what_to_do_next_can_be_pasted_into_a_command_line(folder: Path) -> None:
    said = run(folder, "旧.txt", "-o", "新 稿.yaml").stderr.decode()
    assert "核对文件里“#”后面的说明" in said
    assert 'rectify-gen validate "新 稿.yaml"\n' in said
    clean = TEXT.replace("（三）", "（二）") + "特此通报。\n"
    (folder / "旧.txt").write_text(clean, encoding="utf-8")
    said = run(folder, "旧.txt", "-o", "净.yaml").stderr.decode()
    assert "下一步：运行 rectify-gen validate 净.yaml\n" in said
    assert "\n  # " not in (folder / "净.yaml").read_text(encoding="utf-8")


def test_json_says_what_was_taken_and_from_which_line(folder: Path) -> None:
    done = run(folder, "旧.txt", "--format", "json")
    report = document(done)
    assert (done.returncode, done.stderr) == (0, b"")
    assert report["source"] == "旧.txt"
    assert report["output"] is None
    assert report["yaml"].endswith(run(folder, "旧.txt").stdout.decode()[-80:])
    facts = {".".join(map(str, fact["route"])): fact for fact in report["facts"]}
    assert facts["organization.name"]["value"] == "某县水务局党组"
    assert facts["organization.name"]["line"] == 1
    texts = {each["value"]: each["line"] for each in report["plain_paragraphs"]}
    assert texts["局党组召开专题会议。"] == 5
    assert texts["已补齐台账。"] == 10
    number = next(
        each for each in report["diagnostics"] if each["code"] == "import-number"
    )
    assert (number["line"], number["text"]) == (9, "（三）关于“台账不全”的问题。")
    assert report["found"]["problems"] == 2
    assert report["summary"]["warnings"] >= 1
    assert report["corrections"] == []


def test_json_beside_a_file_names_it_and_repeats_nothing(folder: Path) -> None:
    report = document(run(folder, "旧.txt", "-o", "新.yaml", "--format", "json"))
    assert report["output"] == "新.yaml"
    assert report["yaml"] is None
    assert (folder / "新.yaml").is_file()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b" \n", "import-empty"),
        (b"%PDF-1.7\n\xff", None),
        ("好".encode() + b"\xff\xff", "encoding-damaged"),
    ],
)
def test_what_cannot_be_imported_is_a_report_too(
    folder: Path, content: bytes, code: str | None
) -> None:
    (folder / "坏.txt").write_bytes(content)
    done = run(folder, "坏.txt", "-o", "新.yaml", "--format", "json")
    report = document(done)
    assert done.returncode == 1
    assert (report["output"], report["yaml"], report["found"]) == (None, None, None)
    assert code in (None, report["diagnostics"][0]["code"])
    assert report["summary"]["errors"] == 1
    assert not (folder / "新.yaml").exists()


def test_corrections_are_grouped_for_people_and_all_in_json(folder: Path) -> None:
    wrong = TEXT.replace("（", "(").replace("）", ")")
    (folder / "旧.txt").write_text(wrong, encoding="utf-8")
    said = run(folder, "旧.txt", "--normalize").stderr.decode()
    assert "按 --normalize 改正 5 处：\n  “,”改为“，”，1 处：第3行\n" in said
    assert "“(”改为“（”，2 处：第7行、第9行" in said
    report = document(run(folder, "旧.txt", "--normalize", "--format", "json"))
    listed = [(each["line"], each["before"]) for each in report["corrections"]]
    assert listed == [(3, ","), (7, "("), (7, ")"), (9, "("), (9, ")")]
    as_typed = run(folder, "旧.txt")
    assert "经研究,现予公布。" in as_typed.stdout.decode()
    assert "改为" not in as_typed.stderr.decode()


def test_standard_input_is_read_where_the_name_is_a_dash(folder: Path) -> None:
    from_file = run(folder, "旧.txt")
    piped = run(folder, "-", given=TEXT.encode("gb18030"))
    assert piped.returncode == 0
    assert piped.stdout == from_file.stdout
    assert "-:9:1: " in piped.stderr.decode()
    assert run(folder, "-", given=b"").returncode == 1


@pytest.mark.slow
def test_standard_input_has_the_limit_of_files(folder: Path) -> None:
    refused = run(folder, "-", given=b"a" * (SIZE_LIMIT + 1))
    assert refused.returncode == 1
    assert "file-too-large" in refused.stderr.decode()


def test_an_existing_file_is_kept_and_nothing_is_read_for_it(folder: Path) -> None:
    (folder / "新.yaml").write_text("mine", encoding="utf-8")
    for source in ("旧.txt", "没有.txt"):
        refused = run(folder, source, "-o", "新.yaml")
        assert refused.returncode == 2
        assert "output-exists" in refused.stderr.decode()
    assert (folder / "新.yaml").read_text(encoding="utf-8") == "mine"
    assert run(folder, "旧.txt", "-o", "新.yaml", "--force").returncode == 0
    assert "sections:" in (folder / "新.yaml").read_text(encoding="utf-8")


def test_a_document_of_another_kind_is_written_on_request_only(folder: Path) -> None:
    recipe = "红烧肉做法\n\n五花肉500克，切块焯水。\n一、准备\n1.切肉\n2.炒糖色\n二、炖煮\n小火炖一小时。\n"
    (folder / "菜谱.txt").write_text(recipe, encoding="utf-8")
    refused = run(folder, "菜谱.txt", "-o", "新.yaml")
    assert refused.returncode == 1
    assert "错误[import-other-document]" in refused.stderr.decode()
    assert "没有写出 YAML" in refused.stderr.decode()
    assert not (folder / "新.yaml").exists()
    assert run(folder, "菜谱.txt").stdout == b""
    report = document(run(folder, "菜谱.txt", "--format", "json"))
    assert report["yaml"] is None
    assert report["found"]["sections"] == 2
    forced = run(folder, "菜谱.txt", "-o", "新.yaml", "--force")
    assert forced.returncode == 0
    assert "警告[import-other-document]" in forced.stderr.decode()
    assert "小火炖一小时。" in (folder / "新.yaml").read_text(encoding="utf-8")


def test_keys_are_written_in_chinese_on_request(folder: Path) -> None:
    done = run(folder, "旧.txt", "--keys", "zh", "-o", "新.yaml")
    assert done.returncode == 0, done.stderr
    text = (folder / "新.yaml").read_text(encoding="utf-8")
    assert "notice.zh.schema.json" in text.split("\n")[0]
    assert "\n各部分:\n" in text
    assert "# 第9行：" in text
    # What comments say of keys and slots is said in the language of the file.
    comments = [line for line in text.split("\n")[1:] if line.startswith("#")]
    assert not re.findall("[a-z]+_?[a-z]+", "\n".join(comments))
    in_chinese = check_source(read_file(folder / "新.yaml")).notice
    assert run(folder, "旧.txt", "-o", "英.yaml").returncode == 0
    assert in_chinese == check_source(read_file(folder / "英.yaml")).notice
    assert run(folder, "旧.txt", "--keys", "fr").returncode == 2


@pytest.mark.parametrize("name", ["旧.txt", "./旧.txt", "链接.yaml"])
def test_the_source_is_never_overwritten(folder: Path, name: str) -> None:
    if name == "链接.yaml":
        (folder / name).symlink_to("旧.txt")
    refused = run(folder, "旧.txt", "-o", name, "--force")
    assert refused.returncode == 2
    assert "output-is-source" in refused.stderr.decode()
    assert (folder / "旧.txt").read_text(encoding="utf-8") == TEXT


def test_an_unknown_format_is_refused(folder: Path) -> None:
    refused = run(folder, "旧.txt", "--format", "xml")
    assert refused.returncode == 2
    assert "text, json" in refused.stderr.decode()
