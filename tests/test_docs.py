"""What the documents promise: paths exist, commands parse, both READMEs say the same, the library example runs."""

from __future__ import annotations

import importlib
import re
import shlex
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
READMES = ("README.md", "README.zh-CN.md")
GUIDES = ("templates/README.md", "templates/README.zh-CN.md")
DOCUMENTS = (
    *READMES,
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "SECURITY.md",
    "SECURITY.zh-CN.md",
    "examples/README.md",
    "examples/ci.md",
    "examples/ci.zh-CN.md",
    *GUIDES,
)


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def blocks(name: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", text(name), re.DOTALL)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_links_lead_to_files_of_the_repository(name: str) -> None:
    targets = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", text(name))
    missing = [
        one
        for one in targets
        if "://" not in one and not (ROOT / name).parent.joinpath(one).exists()
    ]
    assert not missing


@pytest.mark.parametrize("name", ["ARCHITECTURE.md", "CONTRIBUTING.md"])
def test_paths_in_code_spans_exist(name: str) -> None:
    spans = re.findall(
        r"`((?:rectify_gen|tests|templates|schemas|examples)/[\w./-]+)`", text(name)
    )
    assert spans
    assert not [one for one in spans if not (ROOT / one).exists()]


@pytest.mark.parametrize("name", ["SECURITY.md", "SECURITY.zh-CN.md"])
def test_limits_that_are_promised_are_those_of_the_code(name: str) -> None:
    rows = re.findall(r"^\| .+ \| ([\d,]+) \| `([\w.]+)\.(\w+)` \|$", text(name), re.M)
    assert len(rows) == 14
    for value, module, constant in rows:
        limit = getattr(importlib.import_module(f"rectify_gen.{module}"), constant)
        assert f"{limit:,}" == value, constant


def test_readmes_give_the_same_commands_and_code() -> None:
    for language in ("sh", "bat"):
        assert blocks(READMES[0], language) == blocks(READMES[1], language)
    code = [
        [re.sub(r"\s*#.*", "", one) for one in blocks(name, "(?:yaml|python|console)")]
        for name in READMES
    ]
    assert code[0] == code[1]
    headings = [len(re.findall(r"^#", text(name), re.MULTILINE)) for name in READMES]
    assert headings[0] == headings[1]


@cache
def help_of(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "rectify_gen", *command, "--help"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize("name", [*READMES, *GUIDES])
def test_commands_shown_exist(name: str) -> None:
    lines = re.findall(
        r"^\$ (rectify-gen .*?)(?:\s{2,}#.*)?$", text(name), re.MULTILINE
    )
    assert lines
    for line in lines:
        words = shlex.split(line, comments=True)[1:]
        command = [one for one in words[:2] if re.fullmatch("[a-z]+", one)]
        command = command if command[0] == "template" else command[:1]
        options = [one for one in words if one.startswith("-")]
        shown = help_of(*command)
        assert shown.returncode == 0, line
        assert all(one in shown.stdout for one in options), line


@pytest.mark.parametrize("name", READMES)
def test_library_example_runs(name: str) -> None:
    (code,) = blocks(name, "python")
    made = code + "\nassert document[:2] == b'PK'\n"
    subprocess.run([sys.executable, "-c", made], check=True, cwd=ROOT)


@pytest.mark.parametrize("name", READMES)
def test_yaml_shown_is_valid_and_builds(name: str) -> None:
    from rectify_gen import compose, decode, load_template, locate, render, validate

    shown, attachments, chinese, _ = blocks(name, "yaml")
    assert render(
        load_template("notice"),
        compose(validate(locate(decode(shown.encode("utf-8"))))),
    )
    in_chinese = validate(locate(decode(chinese.encode("utf-8"))))
    assert in_chinese.organization[0].name == "中共示例市某某局党组"
    whole = f"{shown}{attachments}"
    attached = compose(validate(locate(decode(whole.encode("utf-8"))))).attached
    assert [(one.label, str(one.title)) for one in attached] == [
        ("附件2", "整改任务清单"),
        ("附件3", "任务分工表"),
        ("附件4", "整改台账"),
        ("附件5", "制度目录"),
    ]


@pytest.mark.parametrize("name", READMES)
def test_project_shown_is_built(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from rectify_gen import build

    notice, _, _, project = blocks(name, "yaml")
    (tmp_path / "来源").mkdir()
    (tmp_path / "来源" / "通报.yaml").write_text(notice, encoding="utf-8")
    (tmp_path / "rectify-gen.yaml").write_text(project, encoding="utf-8")
    shutil.copy(ROOT / "templates" / "notice.docx", tmp_path / "模板.docx")
    shutil.copy(ROOT / "templates" / "overlay.yaml", tmp_path / "版式.yaml")
    monkeypatch.chdir(tmp_path)
    assert [(one.state, one.target.output) for one in build()] == [
        ("built", Path("成文/通报.docx"))
    ]


@pytest.mark.parametrize(
    ("name", "lang"), [("README.md", "en"), ("README.zh-CN.md", "zh")]
)
def test_fault_shown_is_what_the_command_says(
    name: str, lang: str, tmp_path: Path
) -> None:
    fenced = text(name).split("```")[1::2]
    shown = next(one.removeprefix("\n") for one in fenced if "[not-a-date]" in one)
    head = [f"# {number}" for number in range(1, 12)] + [
        "sections: [{role: next_steps}]",
        "inspection:",
    ]
    (tmp_path / "notice.yaml").write_text(
        "\n".join([*head, "  feedback_date: 2024-02-30", ""]), encoding="utf-8"
    )
    command = [
        sys.executable,
        "-m",
        "rectify_gen",
        "--quiet",
        "--lang",
        lang,
        "validate",
        "notice.yaml",
    ]
    said = subprocess.run(
        command, capture_output=True, encoding="utf-8", cwd=tmp_path, check=False
    ).stdout
    assert said == shown


@pytest.mark.parametrize("name", GUIDES)
def test_template_guide_names_every_field_of_the_view(name: str) -> None:
    from rectify_gen.view import types

    told = text(name)
    views = [
        one
        for one in vars(types).values()
        if isinstance(one, type) and hasattr(one, "_fields")
    ]
    for view in views:
        missing = [one for one in view._fields if not re.search(rf"[`.]{one}\b", told)]
        assert not missing, view.__name__
