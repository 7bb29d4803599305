"""The recipes of examples/ci.md: the files that it shows are valid, their commands run as written."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from needs import needs
from programs import shell_program

from rectify_gen.package import read_package, write_parts

from .conftest import GUIDES, ROOT, Repository, commands, recipes
from .test_action import plant, ran


def test_both_languages_show_the_same() -> None:
    english, chinese = GUIDES
    assert recipes(english) == recipes(chinese)
    assert commands(english) == commands(chinese)
    assert list(recipes(english)) == [
        ".github/workflows/notices.yml",
        ".pre-commit-config.yaml",
        ".gitlab-ci.yml",
        "Jenkinsfile",
        ".gitattributes",
    ]


@pytest.mark.parametrize(
    ("name", "schema"),
    [
        (".github/workflows/notices.yml", "vendor.github-workflows"),
        (".gitlab-ci.yml", "vendor.gitlab-ci"),
    ],
)
def test_files_are_valid_by_the_published_schemas(
    tmp_path: Path, name: str, schema: str
) -> None:
    (tmp_path / "a.yml").write_text(recipes(GUIDES[0])[name], encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "check_jsonschema",
        "--builtin-schema",
        schema,
        "a.yml",
    ]
    done = subprocess.run(
        command, capture_output=True, text=True, cwd=tmp_path, check=False
    )
    assert done.returncode == 0, done.stdout


def test_inputs_and_hooks_of_the_recipes_exist(tmp_path: Path) -> None:
    shown = recipes(GUIDES[0])
    step = yaml.safe_load(shown[".github/workflows/notices.yml"])["jobs"]["check"][
        "steps"
    ][-1]
    assert set(step["with"]) <= set(
        yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))["inputs"]
    )
    hooks = {
        one["id"]
        for one in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    }
    (wanted,) = yaml.safe_load(shown[".pre-commit-config.yaml"])["repos"]
    assert {one["id"] for one in wanted["hooks"]} == hooks
    (tmp_path / "config.yaml").write_text(
        shown[".pre-commit-config.yaml"], encoding="utf-8"
    )
    command = [sys.executable, "-m", "pre_commit", "validate-config", "config.yaml"]
    assert subprocess.run(command, cwd=tmp_path, check=False).returncode == 0


def gitlab() -> list[str]:
    job: dict[str, Any] = yaml.safe_load(recipes(GUIDES[0])[".gitlab-ci.yml"])[
        "notices"
    ]
    assert "RECTIFY_GEN" in job["variables"]
    return list(job["script"])


def jenkins() -> list[str]:
    shown = recipes(GUIDES[0])["Jenkinsfile"]
    assert shown.count("{") == shown.count("}")
    assert "RECTIFY_GEN = '" in shown
    lines = re.findall(r"^\s+sh '([^']*)'$", shown, re.MULTILINE)
    assert len(lines) == shown.count(" sh ")
    return lines


@needs("bash", "git")
@pytest.mark.slow
@pytest.mark.parametrize("lines", [gitlab(), jenkins()], ids=["gitlab", "jenkins"])
def test_scripts_pass_what_is_current_and_stop_at_what_is_not(
    repository: Repository, programs: str, lines: list[str]
) -> None:
    repository.build()
    repository.git("add", ".")
    repository.git("commit", "-qm", "通报")
    assert done(repository, programs, lines) == len(lines)
    repository.mend("3项", "4项")
    assert done(repository, programs, lines[-2:]) == 1
    plant(repository)
    repository.mend("修订", "修订，，")
    assert done(repository, programs, lines[-2:]) == 0
    repository.mend("修订，，制度4项", "修订制度3项")
    assert done(repository, programs, lines) == len(lines)
    assert ran(repository) == ""


def test_every_python_of_the_recipes_is_isolated_and_no_tag_is_named() -> None:
    steps = (ROOT / "action.yml").read_text(encoding="utf-8")
    for text in (
        steps,
        *(text for guide in GUIDES for text in recipes(guide).values()),
    ):
        assert re.findall(r"python3?\"? (?!-I )-", text) == []
        assert not re.search(r"rectify-gen@v\d|rev: v\d", text)


def done(repository: Repository, programs: str, lines: list[str]) -> int:
    """How many of ``lines`` were run until one failed, each in a shell of its own."""
    for at, line in enumerate(lines):
        path = programs + os.pathsep + os.environ["PATH"]
        command = repository.run(
            "bash",
            "-eo",
            "pipefail",
            "-c",
            line,
            PATH=path,
            RECTIFY_GEN=str(ROOT),
            WORKSPACE_TMP=f"{repository.folder}@tmp",
        )
        if command.returncode:
            return at
    return len(lines)


@needs("git")
@pytest.mark.skipif(
    sys.platform == "win32", reason="the command is put on PATH as a shell script"
)
def test_git_shows_changes_of_a_document_as_text(repository: Repository) -> None:
    command = repository.folder.with_name("bin") / "rectify-gen"
    command.parent.mkdir()
    shell_program(command, f'exec "{sys.executable}" -m rectify_gen "$@"')
    repository.environment["PATH"] = f"{command.parent}{os.pathsep}{os.environ['PATH']}"
    repository.write(".gitattributes", recipes(GUIDES[0])[".gitattributes"])
    for line in commands(GUIDES[0]):
        assert repository.run("sh", "-c", line).returncode == 0
    repository.build()
    repository.git("add", ".")
    repository.git("commit", "-qm", "一")
    repository.mend("3项", "4项")
    repository.build()
    assert "-修订制度3项。\n+修订制度4项。\n" in repository.git("diff", "--", "*.docx")
    repository.git("commit", "-qam", "二")
    shown = repository.git("show", "--format=", "--", "*.docx")
    assert "-修订制度3项。\n+修订制度4项。\n" in shown
    assert "Binary files" not in shown
    document = repository.folder / "notices/水务局 通报.docx"
    parts = read_package(document.read_bytes())
    body = parts["word/document.xml"].decode("utf-8").replace("4项", "五项")
    document.write_bytes(
        write_parts({**parts, "word/document.xml": body.encode("utf-8")})
    )
    assert "-修订制度4项。\n+修订制度五项。\n" in repository.git("diff")


@needs("git")
def test_documents_of_this_repository_are_compared_as_text(
    repository: Repository,
) -> None:
    repository.write(
        ".gitattributes", (ROOT / ".gitattributes").read_text(encoding="utf-8")
    )
    told = repository.git(
        "check-attr", "diff", "text", "merge", "--", "examples/a.docx"
    )
    assert [line.rpartition(": ")[2] for line in told.splitlines()] == [
        "rectify-gen",
        "unset",
        "unset",
    ]
