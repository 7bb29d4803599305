"""A character that no font has is found in the PDF by its glyph, whatever the text of the PDF says."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from made import ROOT, short
from needs import needs, needs_fonts

from rectify_gen.building.glyph_places import placed_in_source
from rectify_gen.diagnostics import Diagnostic, EnvironmentFaultError, InputError
from rectify_gen.office import Pair, check_glyphs, convert, find_office
from rectify_gen.pdf import drawn_glyphs
from rectify_gen.source import SourceFile
from rectify_gen.word.margins import read_margins

sys.path.insert(0, str(ROOT / "tests" / "word"))
from written import BODY_FONT, document, paragraph

NOWHERE = "\U0002cb5a"
"""A name of 2017, which no stand-in font has."""
ALSO_NOWHERE = "㐀"
ONLY_ELSEWHERE = "喆㉑\U00020089"
"""What FandolFang lacks and another font has."""
HEADING = '<w:r><w:rPr><w:rFonts w:eastAsia="黑体"/></w:rPr><w:t>{}</w:t></w:r>'
SECTION = (
    '<w:sectPr><w:headerReference w:type="default" r:id="rheader"/>'
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984"'
    ' w:left="1587" w:header="851" w:footer="1440"/></w:sectPr>'
)


def cell(text: str) -> str:
    return (
        f"<w:tbl><w:tr><w:tc>{paragraph(text)}</w:tc></w:tr></w:tbl>{paragraph('后')}"
    )


@pytest.mark.slow
@needs("soffice")
@needs_fonts()
def test_what_no_font_has_is_refused_wherever_it_stands(tmp_path: Path) -> None:
    documents = {
        "one": document(paragraph(f"人才称号“{NOWHERE}”字已核。"), styles=BODY_FONT),
        "several": document(
            paragraph(f"{NOWHERE}与{ALSO_NOWHERE}喆") + paragraph(f"又{NOWHERE}"),
            styles=BODY_FONT,
        ),
        "heading": document(
            paragraph(HEADING.format(f"标{NOWHERE}题")), styles=BODY_FONT
        ),
        "table": document(cell(f"表{ALSO_NOWHERE}"), styles=BODY_FONT),
        "header": document(
            paragraph("正文") + SECTION,
            styles=BODY_FONT,
            header=paragraph(f"页眉{NOWHERE}"),
        ),
        "elsewhere": document(paragraph(f"王{ONLY_ELSEWHERE}字"), styles=BODY_FONT),
        "usual": document(paragraph("落实①整改℃。"), styles=BODY_FONT),
    }
    pairs = []
    for name, content in documents.items():
        pair = Pair(tmp_path / f"{name}.docx", tmp_path / f"{name}.pdf")
        pair.document.write_bytes(content)
        pairs.append(pair)
    reported = {}
    for done in convert(pairs, find_office(os.environ), workers=1):
        faults = done.failure.diagnostics if done.failure else ()
        reported[done.pair.document.stem] = [
            (fault.code, fault.facts["sign"], fault.facts["code"], fault.facts["count"])
            for fault in faults
        ]
        assert done.pair.pdf.exists() is not faults
    first = ("pdf-glyph-missing", NOWHERE, "U+2CB5A")
    second = ("pdf-glyph-missing", ALSO_NOWHERE, "U+3400")
    assert reported == {
        "one": [(*first, 1)],
        "several": [(*second, 1), (*first, 2)],
        "heading": [(*first, 1)],
        "table": [(*second, 1)],
        "header": [(*first, 1)],
        "elsewhere": [],
        "usual": [],
    }


@pytest.mark.slow
@needs("soffice")
@needs_fonts()
def test_a_build_leads_to_every_line_that_has_it(tmp_path: Path) -> None:
    source = tmp_path / "通报.yaml"
    source.write_text(short(f"林{NOWHERE}业"), encoding="utf-8")
    command = [sys.executable, "-m", "rectify_gen", "--lang", "zh", "build", source]
    built = subprocess.run(
        [*command, "--pdf"], capture_output=True, encoding="utf-8", check=False
    )
    assert built.returncode == 1
    lines = source.read_text(encoding="utf-8").splitlines()
    numbers = [number for number, line in enumerate(lines, 1) if NOWHERE in line]
    assert numbers
    for number in numbers:
        column = lines[number - 1].index(NOWHERE) + 1
        assert f":{number}:{column}: " in built.stderr
    assert "“\U0002cb5a”（U+2CB5A）" in built.stderr
    assert source.with_suffix(".docx").exists()
    assert not source.with_suffix(".pdf").exists()


def test_usual_text_costs_no_look_at_the_pdf() -> None:
    usual = document(paragraph("落实①整改——A-1 ℃·。\u200b"))
    check_glyphs(usual, b"no PDF", read_margins(usual))
    rare = document(paragraph("王喆"))
    with pytest.raises(EnvironmentFaultError):
        check_glyphs(rare, b"no PDF", read_margins(rare))
    with pytest.raises(InputError):
        check_glyphs(b"no document", b"no PDF", read_margins(usual))


def report() -> Diagnostic:
    facts = {"sign": NOWHERE, "code": "U+2CB5A", "count": 2, "places": "：甲"}
    return Diagnostic("pdf-glyph-missing", facts=facts, path="通报.docx")


def test_a_report_is_placed_at_each_character_of_the_source() -> None:
    source = SourceFile("通报.yaml", f"a: 甲{NOWHERE}\nb: {NOWHERE}乙{NOWHERE}\n")
    other = Diagnostic("pdf-text-lost", path="通报.docx")
    placed = placed_in_source([other, report()], source)
    assert placed[0] == other
    assert [item.position.name for item in placed[1:] if item.position] == [
        "1:5",
        "2:4",
        "2:6",
    ]
    assert {item.path for item in placed[1:]} == {"通报.yaml"}
    assert not any(str(item.facts["places"]) for item in placed[1:])


def test_a_character_of_the_template_stays_with_the_document() -> None:
    source = SourceFile("通报.yaml", "a: 甲\n")
    assert placed_in_source([report()], source) == [report()]
    assert "甲" in report().message("zh")


def box(pen: object) -> None:
    """Draw a square from 100, 0 to 900, 800."""
    pen.moveTo((100, 0))  # type: ignore[attr-defined]
    for point in ((900, 0), (900, 800), (100, 800)):
        pen.lineTo(point)  # type: ignore[attr-defined]
    pen.closePath()  # type: ignore[attr-defined]


def font(kind: str) -> bytes:
    builder = FontBuilder(1000, isTTF=kind == "truetype")
    builder.setupGlyphOrder([".notdef", "A"])
    builder.setupCharacterMap({65: "A"})
    pen = TTGlyphPen(None) if kind == "truetype" else T2CharStringPen(1000, None)
    box(pen)
    if kind == "truetype":
        builder.setupGlyf({".notdef": pen.glyph(), "A": TTGlyphPen(None).glyph()})
    else:
        empty = T2CharStringPen(1000, None).getCharString()
        shapes = {".notdef": pen.getCharString(), "A": empty}
        builder.setupCFF("Test", {}, shapes, {})
    builder.setupHorizontalMetrics({".notdef": (1000, 100), "A": (1000, 0)})
    builder.setupHorizontalHeader()
    builder.setupPost()
    if kind == "cff":
        written = io.BytesIO()
        builder.save(written)
        written.seek(0)
        return builder.font.getTableData("CFF ")
    written = io.BytesIO()
    builder.save(written)
    return written.getvalue()


@pytest.mark.parametrize("kind", ["truetype", "opentype", "cff"])
def test_the_box_of_a_font_is_read_from_whatever_kind_of_font(kind: str) -> None:
    assert drawn_glyphs._box_for_missing(font(kind)) == (100, 0, 900, 800)


def test_a_font_that_cannot_be_read_has_no_box() -> None:
    assert drawn_glyphs._box_for_missing(b"") is None
    assert drawn_glyphs._box_for_missing(b"%!PS-AdobeFont") is None
