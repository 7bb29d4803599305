"""template learn as clerks run it: from a document to a template that looks like it."""

from pathlib import Path

import pytest
from needs import needs
from test_commands import ROOT, run

SAMPLE = ROOT / "tests" / "restyling" / "saved" / "notice-fonts.docx"
CLEAN = ROOT / "templates" / "notice.docx"


def test_from_a_document_to_a_template_that_looks_like_it(tmp_path: Path) -> None:
    overlay = tmp_path / "版式.yaml"
    learned = run("template", "learn", SAMPLE, "-o", overlay, lang="zh")
    assert learned.returncode == 0
    assert "- 正文第" in learned.stderr
    text = overlay.read_text(encoding="utf-8")
    assert "# 见页面设置\n  top: 25\n" in text
    template = tmp_path / "模板.docx"
    made = run("template", "new", "notice", "--overlay", overlay, "-o", template)
    assert made.returncode == 0
    checked = run("template", "check", template, "--layout", "--overlay", overlay)
    assert (checked.returncode, checked.stdout) == (
        0,
        "1 file(s): 0 error(s), 0 warning(s), 0 waived.\n",
    )


def test_without_output_it_is_printed_and_nothing_is_written(tmp_path: Path) -> None:
    learned = run("template", "learn", CLEAN, folder=tmp_path)
    assert learned.returncode == 0
    assert learned.stdout.startswith("# Learned from notice.docx")
    assert learned.stdout.endswith("# No departure was found\n{}\n")
    assert list(tmp_path.iterdir()) == []


def test_what_is_there_is_kept(tmp_path: Path) -> None:
    overlay = tmp_path / "版式.yaml"
    overlay.write_text("page: {top: 30}\n", encoding="utf-8")
    refused = run("template", "learn", CLEAN, "-o", overlay)
    assert refused.returncode == 2
    assert overlay.read_text(encoding="utf-8") == "page: {top: 30}\n"
    assert run("template", "learn", CLEAN, "-o", overlay, "--force").returncode == 0
    assert "{}" in overlay.read_text(encoding="utf-8")
    sample = tmp_path / "样张.docx"
    sample.write_bytes(CLEAN.read_bytes())
    over_itself = run("template", "learn", sample, "-o", sample, "--force")
    assert over_itself.returncode == 2
    assert sample.read_bytes() == CLEAN.read_bytes()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("空.docx", b""),
        ("文字.docx", "标题\n正文\n".encode()),
        ("版式.pdf", b"%PDF-1.7\n"),
    ],
)
def test_what_is_no_word_file_is_refused_with_a_reason(
    name: str, content: bytes, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    overlay = tmp_path / "本单位.yaml"
    refused = run("template", "learn", path, "-o", overlay, lang="zh")
    assert refused.returncode in (1, 3)
    assert name in refused.stderr
    assert "建议" in refused.stderr
    assert not overlay.exists()


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    assert run("template", "learn", tmp_path / "没有.docx").returncode == 1
    assert run("template", "learn", tmp_path).returncode == 1


@pytest.mark.slow
@needs("soffice")
def test_a_document_of_another_word_processor(tmp_path: Path) -> None:
    rtf = tmp_path / "样张.rtf"
    rtf.write_text(
        r"{\rtf1\ansi\paperw11906\paperh16838\margt1440\margb1440\margl1701\margr1701"
        r"{\fonttbl{\f0\fcharset134 SimSun;}}"
        r"\pard\qc\f0\fs36\sl-560\slmult0 \u20851?\u20110?\u24033?\u23519?\u25972?\u25913?"
        r"\u24773?\u20917?\u30340?\u36890?\u25253?\par"
        r"\pard\qj\fs32\sl-560\slmult0 \u24320?\u23637?\u20102?\u25972?\u25913?\u12290?\par}",
        encoding="ascii",
    )
    learned = run("template", "learn", rtf, lang="zh")
    assert learned.returncode == 0, learned.stderr
    for line in ("  top: 25.4\n", "  left: 30\n", "  line_pitch: 28磅\n"):
        assert line in learned.stdout
