"""Reviewed copies opened in LibreOffice, and by Microsoft's validator: comments at their characters, changes accepted and rejected."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hostile_files import zipped
from needs import needs, uno_python
from review_shapes import (
    COMMENTS,
    FOOTNOTES,
    SHAPES,
    document_parts,
    document_xml,
    paragraph,
    run,
)

from rectify_gen.proofreading import judge_document, reviewed_copy

HERE = Path(__file__).resolve().parent
PLAIN = [shape for shape in SHAPES if shape.name != "text box"]
"""The text box of the shapes is no drawing that an office program would show."""
WHOLE_OBJECTS = ("result of a field", "simple field")
"""What a comment is about as a whole."""


@pytest.fixture(scope="module")
def copies(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A document of all shapes, and its reviewed copy."""
    folder = tmp_path_factory.mktemp("copies")
    opening = paragraph(run("本单位整改情况如下。"))
    xml = document_xml(opening, *[shape.xml for shape in PLAIN])
    document = zipped(document_parts(xml, FOOTNOTES, COMMENTS))
    judged = judge_document(document, "通报.docx")
    copy = reviewed_copy(judged, comments=judged.diagnostics, revisions=True, lang="zh")
    (folder / "in.docx").write_bytes(document)
    (folder / "out.docx").write_bytes(copy.data)
    return folder


@pytest.mark.slow
@pytest.mark.skipif(not uno_python(), reason="no Python that drives LibreOffice")
def test_an_office_program_shows_comments_and_takes_the_changes(copies: Path) -> None:
    untouched, accepted, rejected = opened(
        copies, [("in", "reject"), ("out", "accept"), ("out", "reject")]
    )
    assert rejected["paragraphs"] == untouched["paragraphs"]
    for shape in PLAIN:
        if shape.fixed:
            assert shape.fixed in accepted["paragraphs"], shape.name
    anchors: dict[str, list[str]] = {}
    for text, anchor in accepted["comments"]:
        code = text.partition("]")[0].rpartition("[")[2]
        anchors.setdefault(code, []).append(anchor)
    doubled = [shape for shape in PLAIN if shape.marks == "。。"]
    assert len(anchors["doubled-punctuation"]) == len(doubled)
    exact = []
    for shape in doubled:
        if shape.anchored == "。。" and shape.name not in WHOLE_OBJECTS:
            exact.append(shape)
    assert anchors["doubled-punctuation"].count("。。") == len(exact)
    assert anchors["space-inside-chinese"] == [" "]


def opened(folder: Path, wanted: list[tuple[str, str]]) -> list[dict[str, Any]]:
    jobs = []
    for name, changes in wanted:
        jobs.append({"source": str(folder / f"{name}.docx"), "changes": changes})
    (folder / "jobs.json").write_text(json.dumps(jobs), encoding="utf-8")
    subprocess.run(
        [
            uno_python(),
            HERE / "open_copies.py",
            folder / "jobs.json",
            folder / "result.json",
        ],
        check=True,
        timeout=300,
    )
    result: list[dict[str, Any]] = json.loads(
        (folder / "result.json").read_text(encoding="utf-8")
    )
    return result


@pytest.mark.slow
@needs(env="OOXML_VALIDATOR_CLI")
def test_the_validator_finds_no_more_in_the_copy(copies: Path) -> None:
    assert findings(copies / "out.docx") == findings(copies / "in.docx")


def findings(path: Path) -> list[str]:
    validated = subprocess.run(
        [os.environ["OOXML_VALIDATOR_CLI"], path],
        capture_output=True,
        check=False,
        timeout=120,
    )
    errors = json.loads(validated.stdout)["errors"]
    return sorted(error["description"] for error in errors)
