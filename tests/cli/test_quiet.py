"""--quiet: no progress, no summary, of reports errors only; exit codes are those of the same run without it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from made import ROOT, short

WARNED = short("水务").replace("每月通报进展。", "其它问题每月通报进展。")
REFUSED = WARNED.replace("kind: notice", "").replace("sections:", "sectons:")
IMPORTED = "中共示例市水务局党组关于巡察整改进展情况的通报\n\n现将整改情况通报如下。\n\n一、整改情况\n\n已改。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "warned.yaml").write_text(WARNED, encoding="utf-8")
    (tmp_path / "notice.txt").write_text(IMPORTED, encoding="utf-8")
    return tmp_path


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "rectify_gen", "--lang", "en", *arguments],
        capture_output=True,
        encoding="utf-8",
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )


def both(folder: Path, *arguments: str) -> tuple[str, str]:
    """What a command prints without --quiet and with it; it ends alike."""
    loud, quiet = run(folder, *arguments), run(folder, *arguments, "--quiet")
    assert quiet.returncode == loud.returncode
    return loud.stdout + loud.stderr, quiet.stdout + quiet.stderr


def test_warnings_are_not_printed(folder: Path) -> None:
    loud, quiet = both(folder, "validate", "warned.yaml")
    assert "warning[wrong-word]" in loud
    assert quiet == ""


def test_errors_are_printed_and_nothing_else(folder: Path) -> None:
    (folder / "refused.yaml").write_text(REFUSED, encoding="utf-8")
    loud, quiet = both(folder, "validate", ".")
    assert "warning[" in loud
    assert "error[" in quiet
    assert "warning[" not in quiet
    assert "note[" not in quiet
    assert "file(s)" not in quiet


def test_a_warning_that_fails_the_run_is_printed(folder: Path) -> None:
    _, quiet = both(folder, "validate", "warned.yaml", "--strict")
    assert "warning[wrong-word]" in quiet
    assert "note[" not in quiet


@pytest.mark.parametrize(
    ("before", "arguments"),
    [
        ("", "build warned.yaml --force"),
        ("build warned.yaml", "build warned.yaml --check"),
        ("", "import notice.txt -o imported.yaml --force"),
        ("", "new started.yaml --force"),
        ("", "schema -o schema.json"),
        ("", "template new notice -o notice.docx --force"),
        (
            "template new notice -o notice.docx",
            "template check notice.docx --layout --overlay overlay.yaml",
        ),
    ],
)
def test_other_commands(folder: Path, before: str, arguments: str) -> None:
    if before:
        assert run(folder, *before.split()).returncode == 0
    (folder / "overlay.yaml").write_text("grid: {characters: 26}\n", encoding="utf-8")
    loud, quiet = both(folder, *arguments.split())
    assert loud
    assert quiet == ""


def test_results_are_printed(folder: Path) -> None:
    for arguments in (("validate", "warned.yaml", "--format", "json"), ("rules",)):
        loud, quiet = both(folder, *arguments)
        assert loud == quiet != ""


def test_a_file_of_that_name_asks_for_nothing(folder: Path) -> None:
    (folder / "-q").write_text(WARNED, encoding="utf-8")
    found = run(folder, "validate", "--", "-q")
    assert "warning[wrong-word]" in found.stdout
