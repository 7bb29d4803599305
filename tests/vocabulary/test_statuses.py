"""A status is one row: everything that reads, prints or describes statuses knows a new one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from made import ROOT, short

from rectify_gen import model
from rectify_gen.schema import schema_text
from rectify_gen.vocabulary.statuses import STATUS_TITLES, Status


@pytest.fixture
def extended(tmp_path: Path) -> Path:
    """A copy of the product whose table of statuses has one row more."""
    for name in ("rectify_gen", "templates", "schemas"):
        shutil.copytree(
            ROOT / name,
            tmp_path / name,
            ignore=shutil.ignore_patterns("__pycache__"),
        )
    table = tmp_path / "rectify_gen" / "vocabulary" / "statuses.py"
    text = table.read_text(encoding="utf-8")
    row = '    NOT_DONE = "not_done", "未完成", "not done", True\n'
    assert row in text
    new = row + '    PAUSED = "paused", "暂缓整改", "paused", True\n'
    table.write_text(text.replace(row, new), encoding="utf-8")
    return tmp_path


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "rectify_gen", "--lang", "zh", *arguments],
        capture_output=True,
        encoding="utf-8",
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder)},
        check=False,
    )


def test_one_row_is_all_that_a_new_status_needs(extended: Path) -> None:
    heading = "      - heading: 关于制度不健全问题的整改\n"
    notice = short("水务")
    assert heading in notice
    paused = notice.replace(heading, heading + "        status: paused\n")
    (extended / "a.yaml").write_text(paused, encoding="utf-8")
    validated = run(extended, "validate", "a.yaml")
    assert validated.returncode == 0, validated.stdout
    built = run(extended, "build", "a.yaml", "-t", "ledger")
    assert built.returncode == 0, built.stderr
    assert "暂缓整改" in run(extended, "text", "a.docx").stdout
    assert "暂缓整改" in run(extended, "schema").stdout
    assert "暂缓整改" in run(extended, "template", "fields").stdout
    wrong = paused.replace("status: paused", "status: halted")
    (extended / "a.yaml").write_text(wrong, encoding="utf-8")
    assert "暂缓整改" in run(extended, "validate", "a.yaml").stdout


def test_the_rows() -> None:
    assert [status.value for status in Status] == [
        "done",
        "mostly_done",
        "ongoing",
        "not_done",
    ]
    assert STATUS_TITLES == ("已完成", "基本完成", "持续整改", "未完成")
    assert model.Status is Status
    assert Status("done") is Status.DONE
    assert [status.en for status in Status if status.is_open] == ["ongoing", "not done"]


def test_the_schema_says_what_each_means() -> None:
    assert all(title in schema_text() for title in STATUS_TITLES)
