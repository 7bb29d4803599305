"""validate --fix and --diff as a user runs them: files, streams, exit codes, both languages."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from needs import needs
from test_commands import run

WRONG = "# 甲。。\r\nsections:\r\n- role: overview\r\n  content:\r\n  - '甲，，乙。。'  # 注\r\n  - 截止目前，丙。\r\n"
RIGHT = WRONG.replace("，，", "，").replace("乙。。", "乙。").replace("截止", "截至")
LEFT = "sections:\n- role: overview\n  content:\n  - '甲。\n    。'\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder as clerks have them, with a file that can be fixed."""
    made = tmp_path / "通报 稿件"
    made.mkdir()
    (made / "稿.yaml").write_bytes(WRONG.encode("gb18030"))
    (made / "rectify-gen.yaml").write_text(
        "rules: {part-missing: off}\n", encoding="utf-8"
    )
    return made


def test_fix_fixes_in_the_encoding_of_the_file_and_a_second_run_changes_nothing(
    folder: Path,
) -> None:
    path = folder / "稿.yaml"
    fixed = run("validate", "稿.yaml", "--fix", folder=folder)
    assert (fixed.returncode, fixed.stderr) == (
        0,
        "稿.yaml: 3 fixed (doubled-punctuation 2, wrong-word 1)\n",
    )
    assert fixed.stdout.endswith("1 file(s): 0 error(s), 0 warning(s), 0 waived.\n")
    assert path.read_bytes().decode("gb18030") == RIGHT
    stamp = path.stat().st_mtime_ns
    again = run("validate", "稿.yaml", "--fix", folder=folder)
    assert (again.returncode, again.stderr, path.stat().st_mtime_ns) == (0, "", stamp)
    assert not list(folder.glob(".rectify-gen-*"))


def test_fix_reports_what_it_fixed_in_chinese_and_nothing_when_quiet(
    folder: Path,
) -> None:
    shutil.copy(folder / "稿.yaml", folder / "稿2.yaml")
    told = run("validate", "稿.yaml", "--fix", folder=folder, lang="zh").stderr
    assert told == "稿.yaml：已改正 3 处（doubled-punctuation 2, wrong-word 1）\n"
    assert run("validate", "稿2.yaml", "--fix", "--quiet", folder=folder).stderr == ""


def test_fix_reports_what_is_left_and_why_as_text_and_for_machines(
    folder: Path,
) -> None:
    path = folder / "稿.yaml"
    path.write_text(LEFT, encoding="utf-8")
    fixed = run("validate", "稿.yaml", "--fix", folder=folder)
    assert fixed.returncode == 1
    assert "稿.yaml:4:7: error[doubled-punctuation]" in fixed.stdout
    assert "稿.yaml:4:7: note[fix-reads-otherwise]" in fixed.stdout
    shown = json.loads(
        run("validate", "稿.yaml", "--fix", "--format", "json", folder=folder).stdout
    )
    assert [one["code"] for one in shown["files"][0]["diagnostics"]] == [
        "doubled-punctuation",
        "fix-reads-otherwise",
    ]
    assert path.read_text(encoding="utf-8") == LEFT


def test_fix_leaves_a_file_with_faults_of_form_and_goes_on_with_the_others(
    folder: Path,
) -> None:
    (folder / "坏.yaml").write_text("sections: []\ntitle: 甲，，\n", encoding="utf-8")
    fixed = run("validate", ".", "--fix", folder=folder)
    assert fixed.returncode == 1
    assert "坏.yaml:1:11: error[too-few]" in fixed.stdout
    assert (folder / "坏.yaml").read_text(
        encoding="utf-8"
    ) == "sections: []\ntitle: 甲，，\n"
    assert (folder / "稿.yaml").read_bytes().decode("gb18030") == RIGHT


def test_diff_shows_the_change_and_writes_nothing(folder: Path) -> None:
    path = folder / "稿.yaml"
    shown = run("validate", "--fix", "--diff", "稿.yaml", folder=folder)
    assert shown.returncode == 1
    assert shown.stdout == (
        "--- a/稿.yaml\n+++ b/稿.yaml\n@@ -2,5 +2,5 @@\n sections:\n - role: overview\n   content:\n"
        "-  - '甲，，乙。。'  # 注\n-  - 截止目前，丙。\n+  - '甲，乙。'  # 注\n+  - 截至目前，丙。\n"
    )
    assert shown.stderr == "稿.yaml: 3 to fix (doubled-punctuation 2, wrong-word 1)\n"
    assert path.read_bytes() == WRONG.encode("gb18030")
    run("validate", "--fix", path)
    clean = run("validate", "--fix", "--diff", path)
    assert (clean.returncode, clean.stdout, clean.stderr) == (0, "", "")


@needs("git")
def test_diff_is_a_patch_that_git_applies(folder: Path) -> None:
    path = folder / "稿.yaml"
    text = WRONG.replace("\r", "").rstrip("\n") + "，，"
    path.write_bytes(text.encode())
    shown = run("validate", "--fix", "--diff", "稿.yaml", folder=folder)
    subprocess.run(
        ["git", "apply", "-"], input=shown.stdout.encode(), cwd=folder, check=True
    )
    assert (
        path.read_text(encoding="utf-8")
        == RIGHT.replace("\r", "").rstrip("\n").rstrip("。") + "，"
    )


def test_diff_tells_faults_of_form_on_standard_error(folder: Path) -> None:
    (folder / "坏.yaml").write_text("sections: []\n", encoding="utf-8")
    shown = run("validate", "--fix", "--diff", "坏.yaml", folder=folder)
    assert (shown.returncode, shown.stdout) == (1, "")
    assert "坏.yaml:1:11: error[too-few]" in shown.stderr


@pytest.mark.parametrize(
    "options", [["--diff"], ["--fix", "--diff", "--format", "json"]]
)
def test_diff_goes_with_fix_alone(folder: Path, options: list[str]) -> None:
    refused = run("validate", "稿.yaml", *options, folder=folder)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "diff-alone" in refused.stderr
    assert (folder / "稿.yaml").read_bytes() == WRONG.encode("gb18030")


def test_a_read_only_file_is_told_and_kept(folder: Path) -> None:
    path = folder / "稿.yaml"
    path.chmod(0o444)
    refused = run("validate", "稿.yaml", "--fix", folder=folder)
    path.chmod(0o644)
    assert refused.returncode == 3
    assert "error[file-unwritable]" in refused.stdout
    assert "稿.yaml:5:7: error[doubled-punctuation]" in refused.stdout
    assert path.read_bytes() == WRONG.encode("gb18030")
    assert not list(folder.glob(".rectify-gen-*"))


@pytest.mark.skipif(
    sys.platform == "win32", reason="permission bits and links are not those of POSIX"
)
def test_permissions_stay_and_a_link_goes_on_leading_to_its_file(folder: Path) -> None:
    path, link = folder / "稿.yaml", folder / "链接.yaml"
    path.chmod(0o640)
    os.symlink("稿.yaml", link)
    assert run("validate", "链接.yaml", "--fix", folder=folder).returncode == 0
    assert link.is_symlink()
    assert path.stat().st_mode & 0o777 == 0o640
    assert path.read_bytes().decode("gb18030") == RIGHT
