"""What import says of files that are not text: by their content, whatever they are called."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from made import ROOT

DOCUMENT = ROOT / "examples" / "water-affairs-bureau.docx"


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "rectify_gen", "--lang", "en", *arguments],
        capture_output=True,
        encoding="utf-8",
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )


@pytest.mark.parametrize("name", ["旧.docx", "旧.txt", "旧"])
def test_a_word_file_is_imported_whatever_it_is_called(
    tmp_path: Path, name: str
) -> None:
    (tmp_path / name).write_bytes(DOCUMENT.read_bytes())
    imported = run(tmp_path, "import", name)
    assert imported.returncode == 0
    assert imported.stdout.startswith("# ")
    assert "notice.schema.json" in imported.stdout.split("\n")[0]
    (tmp_path / "text.txt").write_text(
        run(tmp_path, "text", name).stdout, encoding="utf-8"
    )
    assert imported.stdout == run(tmp_path, "import", "text.txt").stdout


def test_a_damaged_word_file_is_named_in_its_report(tmp_path: Path) -> None:
    (tmp_path / "坏.docx").write_bytes(DOCUMENT.read_bytes()[:-100])
    refused = run(tmp_path, "import", "坏.docx")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "坏.docx: error[docx-damaged]" in refused.stderr


def test_text_is_imported_whatever_it_is_called(tmp_path: Path) -> None:
    text = "中共示例市水务局党组关于巡察整改进展情况的通报\n\n一、整改情况\n\n已改。\n"
    (tmp_path / "a.docx").write_text(text, encoding="utf-8")
    imported = run(tmp_path, "import", "a.docx")
    assert imported.returncode == 0
    assert "已改。" in imported.stdout


def test_a_file_that_is_not_there_is_reported_as_such(tmp_path: Path) -> None:
    refused = run(tmp_path, "import", "nowhere.docx")
    assert refused.returncode == 1
    assert "nowhere.docx: error[file-unreadable]" in refused.stderr


@pytest.mark.parametrize(
    ("content", "kind"),
    [(b"\x89PNG\r\n\x1a\n", "a picture"), (b"7z\xbc\xaf\x27\x1c", "an archive")],
)
def test_a_file_without_a_reader_is_called_what_it_is(
    tmp_path: Path, content: bytes, kind: str
) -> None:
    (tmp_path / "通报.txt").write_bytes(content)
    refused = run(tmp_path, "import", "通报.txt")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert f"通报.txt: error[import-other-kind] this is {kind}" in refused.stderr
    assert "hint: " in refused.stderr


def test_an_older_encoding_is_noted(tmp_path: Path) -> None:
    text = "中共示例市水务局党组关于巡察整改进展情况的通报\n一、整改情况\n已改。\n"
    (tmp_path / "a.txt").write_bytes(text.encode("gb18030"))
    imported = run(tmp_path, "import", "a.txt")
    assert imported.returncode == 0
    assert "已改。" in imported.stdout
    assert "[encoding-legacy]" in imported.stderr
