"""Whose YAML a file is: notices, damaged ones too, against the files of other programs."""

from __future__ import annotations

from pathlib import Path

import pytest
from made import EXAMPLES, short

from rectify_gen.diagnostics import UsageError
from rectify_gen.model import Notice
from rectify_gen.project import Projects
from rectify_gen.recognizing import KEYS, is_foreign, is_foreign_text

ROOT = Path(__file__).resolve().parents[1]

FOREIGN = {
    "mkdocs": "site_name: 文档\nnav:\n  - index.md\ntheme: {name: material}\n",
    "compose": "version: '3'\nservices:\n  web:\n    image: nginx\n",
    "kubernetes": "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  title: a\n",
    "kubernetes, two": "kind: Service\n---\nkind: 'ConfigMap' # of web\ndata: {}\n",
    "workflow": "name: ci\non: [push]\njobs:\n  a:\n    steps: []\n",
    "openapi": "openapi: 3.1.0\ninfo:\n  title: a\npaths: {}\ncomponents: {}\n",
    "pre-commit": "repos:\n- repo: local\n  hooks:\n  - id: a\n",
    "playbook": "---\n- hosts: all\n  tasks: []\n",
    "flow": '{"openapi": "3.0", "paths": {}}\n',
    "quoted": "\"site_name\": a\n'theme': b\n",
    "actions": "actions: []\nsteps: []\n",
}
OURS = {
    "empty": "",
    "comments": "# 通报\n",
    "words": "关于整改的通报\n",
    "typed wrong": "sectoins:\n  - role: overview\n",
    "typed wrong among others": "foo: 1\norganisation: {name: a}\n",
    "kind alone": "kind: notice\n",
    "kind typed wrong": "kind: notcie\n",
    "kind in Chinese": "kind: 通报\n",
    "kind empty": "kind:\n",
    "full-width colon": "sections：\n  - a\n",
    "no space": "title:\n",
    "upper case": "Sections:\n  - a\n",
    "Chinese key": "巡察情况:\n  a: b\n",
    "list of sections": "- role: overview\n  content: 一\n",
    "flow": '{"kind": "notice", "sections": []}\n',
    "quoted": '"sections": []\n',
    "damaged": "sections: [\n\t- 一\n",
    "conflict": "<<<<<<< ours\ntitle: 一\n=======\ntitle: 二\n>>>>>>> theirs\n",
}


@pytest.mark.parametrize("text", FOREIGN.values(), ids=FOREIGN)
def test_files_of_other_programs(text: str) -> None:
    assert is_foreign_text(text)


@pytest.mark.parametrize("text", OURS.values(), ids=OURS)
def test_notices_and_what_is_meant_to_be_one(text: str) -> None:
    assert not is_foreign_text(text)


def test_examples_are_notices_and_the_overlay_is_none() -> None:
    assert [path for path in EXAMPLES if is_foreign(path)] == []
    assert is_foreign(ROOT / "templates" / "overlay.yaml")


def test_line_ends_and_encodings_do_no_harm(tmp_path: Path) -> None:
    for encoding in ("utf-8-sig", "utf-16", "gb18030"):
        path = tmp_path / f"{encoding}.yaml"
        path.write_bytes(FOREIGN["mkdocs"].replace("\n", "\r\n").encode(encoding))
        assert is_foreign(path)
    (tmp_path / "damaged.yaml").write_bytes(b"a: \xff\xfe\xfa\n")
    assert not is_foreign(tmp_path / "damaged.yaml")


def test_what_stands_far_below_a_long_comment_counts_as_well(tmp_path: Path) -> None:
    comment = "# 说明。\n" * 500
    path = tmp_path / "a.yaml"
    for text in OURS.values():
        path.write_text(comment + text, encoding="utf-8")
        assert not is_foreign(path)
    path.write_text(comment + FOREIGN["mkdocs"], encoding="utf-8")
    assert is_foreign(path)
    # Cut in two, the value of the last line looks like a key: sections:
    path.write_text("x: 1\n" + f"{'a' * 2033}\nsections:1\n", encoding="utf-8")
    assert is_foreign(path)


def test_every_damaged_case_is_judged() -> None:
    # The cases of the rules are not damaged, and only pieces of a notice.
    for folder in ("invalid", "yaml"):
        cases = list((ROOT / "tests" / "cases" / folder).rglob("*.yaml"))
        assert cases
        assert [path.name for path in cases if is_foreign(path)] == []


def test_the_keys_are_those_of_the_model() -> None:
    assert set(KEYS) == set(Notice.model_fields)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "甲.yaml").write_text(short("甲"), encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(FOREIGN["mkdocs"], encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def searched(*paths: str) -> tuple[list[str], list[str]]:
    projects = Projects()
    found = projects.sources([Path(path) for path in paths])
    notes = [f"{note.code} {Path(note.path).name}" for note in projects.passed_over]
    return [source.path.name for source in found], notes


def test_found_in_a_folder_is_passed_over_and_named_is_judged(folder: Path) -> None:
    passed = ["file-passed-over mkdocs.yml"]
    assert searched(".") == (["甲.yaml"], passed)
    assert searched("mkdocs.yml") == (["mkdocs.yml"], [])
    (folder / "rectify-gen.yaml").write_text("output: 成文\n", encoding="utf-8")
    assert searched() == (["甲.yaml"], passed)
    assert searched(".") == (["甲.yaml"], passed)


def test_what_lies_in_the_sources_of_a_project_is_judged(folder: Path) -> None:
    (folder / "来源").mkdir()
    (folder / "来源" / "mkdocs.yml").write_text(FOREIGN["mkdocs"], encoding="utf-8")
    (folder / "rectify-gen.yaml").write_text("sources: [来源]\n", encoding="utf-8")
    assert searched() == (["mkdocs.yml"], [])
    names, notes = searched(".")
    assert sorted(names) == ["mkdocs.yml", "甲.yaml"]
    assert notes == ["file-passed-over mkdocs.yml"]


def test_a_folder_without_a_notice_is_an_error_that_names_what_was_passed_over(
    folder: Path,
) -> None:
    (folder / "甲.yaml").unlink()
    with pytest.raises(UsageError) as caught:
        Projects().sources([folder])
    assert [one.code for one in caught.value.diagnostics] == [
        "file-passed-over",
        "folder-without-notice",
    ]
