"""import --onto: what was changed in Word goes into the YAML, from the command line."""

from __future__ import annotations

import copy
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from docx import Document
from docx.text.paragraph import Paragraph
from made import EXAMPLES
from needs import needs
from test_commands import run

SOURCE = next(path for path in EXAMPLES if path.stem == "housing-bureau")


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    """A notice with its document beside it."""
    path = tmp_path / "notice.yaml"
    shutil.copy(SOURCE, path)
    assert run("build", str(path)).returncode == 0
    return path


def edit(document: Path, old: str, new: str) -> None:
    word = Document(str(document))
    for paragraph in word.paragraphs:
        for text_run in paragraph.runs:
            if old in text_run.text:
                text_run.text = text_run.text.replace(old, new)
    word.save(str(document))


def test_a_change_in_word_goes_into_the_yaml(notice: Path) -> None:
    document = notice.with_suffix(".docx")
    before = notice.read_bytes().replace(b"\n", b"\r\n")
    notice.write_bytes(b"\xef\xbb\xbf" + before)
    edit(document, "城市更新统筹推进不够", "城市更新统筹不力")
    edit(document, "4月8日至6月14日", "4月8日至6月15日")
    shown = run("import", str(document), "--onto", str(notice), "--diff")
    assert shown.returncode == 1
    assert "-      - problem: 城市更新统筹推进不够" in shown.stdout
    assert "+      - problem: 城市更新统筹不力" in shown.stdout
    assert notice.read_bytes() == b"\xef\xbb\xbf" + before
    done = run("import", str(document), "--onto", str(notice))
    assert done.returncode == 0, done.stderr
    wanted = before.replace("统筹推进不够".encode(), "统筹不力".encode())
    assert notice.read_bytes() == b"\xef\xbb\xbf" + wanted.replace(
        b"2024-06-14", b"2024-06-15"
    )
    again = run("import", str(document), "--onto", str(notice))
    assert again.returncode == 0
    assert "nothing to bring back" in again.stderr


@pytest.mark.slow
@needs("soffice")
def test_a_document_saved_as_doc_comes_back(notice: Path) -> None:
    document = notice.with_suffix(".docx")
    edit(document, "城市更新统筹推进不够", "城市更新统筹不力")
    subprocess.run(
        ["soffice", "--headless", "--convert-to", "doc", document.name],
        cwd=notice.parent,
        check=True,
        timeout=120,
        env={**os.environ, "HOME": str(notice.parent)},
    )
    done = run("import", str(notice.with_suffix(".doc")), "--onto", str(notice))
    assert done.returncode == 0, done.stderr
    assert "problem: 城市更新统筹不力" in notice.read_text("utf-8")


def test_an_unchanged_document_writes_nothing(notice: Path) -> None:
    before = notice.stat().st_mtime_ns
    done = run("import", str(notice.with_suffix(".docx")), "--onto", str(notice))
    assert done.returncode == 0
    assert notice.stat().st_mtime_ns == before


def test_what_was_brought_back_is_not_brought_back_again(notice: Path) -> None:
    document = notice.with_suffix(".docx")
    base = notice.with_name("base.yaml")
    shutil.copy(notice, base)
    add_measure(document)
    assert run("import", str(document), "--onto", str(notice)).returncode == 0
    brought_back = notice.read_bytes()
    assert "新增的措施" in brought_back.decode()
    for arguments in ([], ["--base", str(base)]):
        again = run("import", str(document), "--onto", str(notice), *arguments)
        assert again.returncode == 0, again.stderr
        assert "nothing to bring back" in again.stderr
    assert notice.read_bytes() == brought_back
    built = run("build", str(notice), "--force")
    assert built.returncode == 0
    assert "新增的措施" in run("text", str(document)).stdout


def add_measure(document: Path) -> None:
    """Add a paragraph behind the first one of measures, its number not counted."""
    word = Document(str(document))
    for paragraph in word.paragraphs:
        if paragraph.text.startswith("一是"):
            new = copy.deepcopy(paragraph._p)
            paragraph._p.addnext(new)
            added = Paragraph(new, paragraph._parent)
            added.runs[0].text = "二是新增的措施，已建立台账。"
            for text_run in added.runs[1:]:
                text_run.text = ""
            break
    word.save(str(document))


def test_what_has_no_place_is_listed_and_nothing_written(notice: Path) -> None:
    document = notice.with_suffix(".docx")
    before = notice.read_bytes()
    edit(document, "城市更新统筹推进不够", "城市更新统筹不力")
    edit(document, "中共海陵市住房和城乡建设局党组进行", "中共海陵市住建局党组进行")
    refused = run("import", str(document), "--onto", str(notice))
    assert refused.returncode == 1
    assert "onto-several-places" in refused.stderr
    assert "was not changed" in refused.stderr
    assert notice.read_bytes() == before


@pytest.mark.parametrize(
    "arguments",
    [
        ("--base", "a.yaml"),
        ("--diff",),
        ("-t", "notice"),
        ("--onto", "a.yaml", "-o", "b.yaml"),
        ("--onto", "a.yaml", "--normalize"),
    ],
)
def test_options_that_do_not_go_together(arguments: tuple[str, ...]) -> None:
    refused = run("import", "a.docx", *arguments)
    assert refused.returncode == 2
    assert "onto-options" in refused.stderr
