"""validate with a baseline, as a user and a CI job run it; and build in a project that has one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

import pytest
from test_commands import run
from validated import validated

from rectify_gen import build, check
from rectify_gen.cli.validate_run import selection_of

NOTICE = """\
title: 整改通报
preamble: 甲单位收到反馈。
sections:
- role: overview
  content:
  - 甲单位完成整改。。
  - 乙单位完成整改。。
"""
NEW = "  - 丙单位完成整改。。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project with an old notice that has two errors."""
    made = tmp_path / "通报 稿件"
    (made / "旧").mkdir(parents=True)
    (made / "旧" / "通报.yaml").write_text(NOTICE, encoding="utf-8")
    settings = "rules: {part-missing: off, title-form: off}\nbaseline: 基线.yaml\n"
    (made / "rectify-gen.yaml").write_text(settings, encoding="utf-8")
    return made


class Checked(NamedTuple):
    """The exit code of a run, and the codes of the reports that stand, and of those that are known."""

    exit_code: int
    standing: list[str]
    known: list[str]


def checked(
    folder: Path,
    *paths: str,
    update: bool = False,
    strict: bool = False,
    ignored: str = "",
) -> Checked:
    """What validate says in ``folder``, without a process of its own."""
    judged = validated(
        folder,
        *paths,
        strict=strict,
        selection=selection_of([], [ignored] if ignored else [], "info"),
        update=update,
    )
    standing = [report["code"] for report in judged.reports if not report["known"]]
    known = [report["code"] for report in judged.reports if report["known"]]
    return Checked(judged.exit_code, standing, known)


def test_only_new_faults_are_reported_and_gone_ones_told(folder: Path) -> None:
    assert checked(folder).exit_code == 1
    written = run("validate", "--update-baseline", folder=folder)
    assert (written.returncode, written.stderr) == (
        0,
        "wrote 基线.yaml: 2 known (before: 0)\n",
    )
    clean = run("validate", "--strict", folder=folder)
    assert (clean.returncode, clean.stdout) == (
        0,
        "1 file(s): 0 error(s), 0 warning(s), 0 waived. 2 more in the baseline.\n",
    )
    path = folder / "旧" / "通报.yaml"
    moved_lines = "# 旧稿\n\n" + NOTICE.replace(
        "乙单位完成整改。。", "乙单位完成整改。"
    )
    path.write_text(moved_lines + NEW, encoding="utf-8")
    later = run("validate", folder=folder)
    assert later.returncode == 1
    assert "旧/通报.yaml:10:12: error[doubled-punctuation]" in later.stdout
    assert "基线.yaml:7:9: warning[baseline-gone]" in later.stdout
    assert "甲单位" not in later.stdout
    # A gone entry alone fails a strict run only.
    path.write_text(moved_lines, encoding="utf-8")
    assert checked(folder).exit_code == 0
    assert checked(folder, strict=True).exit_code == 1
    assert checked(folder, update=True).exit_code == 0
    assert checked(folder, strict=True).exit_code == 0
    assert "乙单位" not in (folder / "基线.yaml").read_text(encoding="utf-8")


def test_a_missing_baseline_is_never_made_in_silence(folder: Path) -> None:
    (folder / "rectify-gen.yaml").write_text("rules: {}\n", encoding="utf-8")
    refused = run("validate", "旧", "--baseline", "无.yaml", folder=folder)
    assert refused.returncode == 2
    assert "baseline-missing" in refused.stderr
    assert not (folder / "无.yaml").exists()
    unnamed = run("validate", "旧", "--update-baseline", folder=folder)
    assert (unnamed.returncode, "baseline-unnamed" in unnamed.stderr) == (2, True)
    both = run("validate", "旧", "--fix", "--diff", "--update-baseline", folder=folder)
    assert both.returncode == 2


def test_a_project_whose_baseline_is_missing_is_told_and_reports_all(
    folder: Path,
) -> None:
    assert checked(folder).standing == [
        "doubled-punctuation",
        "doubled-punctuation",
        "baseline-missing",
    ]


def test_what_keeps_a_file_from_being_judged_is_never_known(folder: Path) -> None:
    checked(folder, update=True)
    known = (folder / "基线.yaml").read_text(encoding="utf-8")
    damaged = "sections:\n- role: overvew\n  content: [甲。。]\n"
    (folder / "旧" / "通报.yaml").write_text(damaged, encoding="utf-8")
    assert checked(folder) == (1, ["not-a-choice"], [])
    assert checked(folder, update=True).exit_code == 1
    # What was known of the file stays known until it can be judged again.
    assert (folder / "基线.yaml").read_text(encoding="utf-8") == known


def test_a_damaged_baseline_is_not_overwritten(folder: Path) -> None:
    conflict = "<<<<<<< HEAD\nversion: 1\n=======\nversion: 1\n>>>>>>> x\n"
    (folder / "基线.yaml").write_text(conflict, encoding="utf-8")
    refused = run("validate", "--update-baseline", folder=folder)
    assert refused.returncode == 1
    assert "基线.yaml:1" in refused.stdout
    assert (folder / "基线.yaml").read_text(encoding="utf-8") == conflict


def test_a_run_over_one_file_leaves_the_entries_of_the_others(folder: Path) -> None:
    other = folder / "旧" / "公示.yaml"
    other.write_text(NOTICE, encoding="utf-8")
    checked(folder, update=True)
    (folder / "旧" / "通报.yaml").write_text(NOTICE + NEW, encoding="utf-8")
    checked(folder, "旧/通报.yaml", update=True)
    assert (folder / "基线.yaml").read_text(encoding="utf-8").count("。。") == 5
    assert checked(folder, "旧/通报.yaml").standing == []
    # The file is gone, so what was known of it is too.
    other.unlink()
    assert checked(folder).standing == ["baseline-gone", "baseline-gone"]
    assert checked(folder, ignored="baseline-gone").standing == []
    checked(folder, update=True)
    assert checked(folder) == (0, [], ["doubled-punctuation"] * 3)


def test_fix_fixes_what_is_known_too(folder: Path) -> None:
    checked(folder, update=True)
    fixed = run("validate", "--fix", "--update-baseline", folder=folder)
    assert fixed.returncode == 0
    assert "旧/通报.yaml: 2 fixed" in fixed.stderr
    assert (folder / "基线.yaml").read_text(encoding="utf-8").endswith("files: {}\n")


def test_sarif_says_what_is_new_and_github_shows_only_that(folder: Path) -> None:
    checked(folder, update=True)
    (folder / "旧" / "通报.yaml").write_text(NOTICE + NEW, encoding="utf-8")
    sarif = json.loads(run("validate", "--format", "sarif", folder=folder).stdout)
    states = []
    for result in sarif["runs"][0]["results"]:
        states.append((result["baselineState"], result.get("suppressions")))
    external = [{"kind": "external"}]
    assert states == [("new", None), ("unchanged", external), ("unchanged", external)]
    github = run("validate", "--format", "github", folder=folder).stdout
    assert (github.count("::error"), "丙单位" in github) == (1, True)


def test_build_takes_known_errors_as_known(folder: Path) -> None:
    checked(folder, update=True)
    [built] = build([folder])
    assert (built.state, built.diagnostics) == ("built", ())
    assert (folder / "旧" / "通报.docx").exists()
    assert [outcome.state for outcome in check([folder])] == ["current"]
    (folder / "旧" / "通报.yaml").write_text(NOTICE + NEW, encoding="utf-8")
    [refused] = build([folder])
    assert refused.state == "failed"
    [fault] = refused.diagnostics
    assert fault.span is not None
    assert fault.span.text == "丙单位完成整改。。"
    (folder / "基线.yaml").unlink()
    [unknown] = build([folder])
    assert [fault.code for fault in unknown.diagnostics] == ["baseline-missing"]
