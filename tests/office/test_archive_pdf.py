"""PDFs for archives: PDF/A-2b as far as a file shows it by itself, and made again where a project changes its mind.

No validator of PDF/A is in the registries that tests may use, so its demands on what we decide are looked up in the file
(ISO 19005-2, 6.6.4 identification, 6.2.4.2 output intent, 6.2.11.4 embedded fonts; ISO 14289-1 for tags and language).
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from made import EXAMPLES, ROOT, notice_of
from needs import needs, uno_python
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import resolve1
from programs import converter, shell_program

from rectify_gen.building.conversions import prepare_conversions
from rectify_gen.building.planning import plan
from rectify_gen.office import Pair, PdfKind, convert
from rectify_gen.pdf.archival import is_archival
from rectify_gen.view import compose

EXAMPLE = next(path for path in EXAMPLES if path.stem == "water-affairs-bureau")


def build(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "rectify_gen", "--lang", "en", "build"]
    built = subprocess.run(
        [*command, *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        env=os.environ,
        check=False,
    )
    assert built.returncode == 0, built.stderr
    return built


def fonts_of(document: PDFDocument) -> Iterator[dict[str, Any]]:
    for xref in document.xrefs:
        for number in xref.get_objids():
            entry = resolve1(document.getobj(number))
            if isinstance(entry, dict) and str(entry.get("Type")) == "/'Font'":
                yield entry


def structure_types(node: Any) -> Iterator[str]:
    node = resolve1(node)
    if isinstance(node, list):
        for child in node:
            yield from structure_types(child)
    elif isinstance(node, dict):
        if "S" in node:
            yield node["S"].name
        yield from structure_types(node.get("K"))


@pytest.mark.slow
@needs("soffice")
@pytest.mark.skipif(not uno_python(), reason="not here: UNO")
def test_a_pdf_for_archives_says_what_it_is_and_holds_all_that_it_shows(
    tmp_path: Path,
) -> None:
    source = tmp_path / "通报.yaml"
    source.write_bytes(EXAMPLE.read_bytes())
    project = tmp_path / "rectify-gen.yaml"
    project.write_text("formats: [docx, pdf-a]\n", encoding="utf-8")
    build(source)
    pdf = source.with_suffix(".pdf")
    with open(pdf, "rb") as stream:
        document = PDFDocument(PDFParser(stream))
        catalog = document.catalog
        assert catalog["Lang"] == b"zh-CN"
        assert catalog["MarkInfo"] == {"Marked": True}
        assert catalog["ViewerPreferences"]["DisplayDocTitle"] is True
        (intent,) = resolve1(catalog["OutputIntents"])
        assert resolve1(intent)["S"].name == "GTS_PDFA1"
        assert resolve1(intent)["DestOutputProfile"]
        assert "Encrypt" not in document.xrefs[0].get_trailer()
        assert not {"AA", "AcroForm", "Names"} & set(catalog)
        metadata = resolve1(catalog["Metadata"])
        assert "Filter" not in metadata.attrs
        packet = ElementTree.fromstring(metadata.get_data().decode("utf-8"))
        texts = {item.tag.split("}")[1]: item.text for item in packet.iter()}
        title = "".join(compose(notice_of(EXAMPLE)).title_lines)
        assert (texts["part"], texts["conformance"]) == ("2", "B")
        assert title in "".join(packet.itertext())
        (heading, *_) = [entry[1] for entry in document.get_outlines()]
        assert heading.startswith("一、")
        assert {"Document", "H1", "H2"} <= set(
            structure_types(catalog["StructTreeRoot"])
        )
        fonts = list(fonts_of(document))
        assert fonts
        for font in fonts:
            descriptor = resolve1(font["FontDescriptor"])
            assert {"FontFile", "FontFile2", "FontFile3"} & set(descriptor)
            assert font["ToUnicode"]
    # The same again is nothing to do; another kind is made again, and back.
    made_at = pdf.stat().st_mtime_ns
    build(source)
    assert pdf.stat().st_mtime_ns == made_at
    project.write_text("formats: [docx, pdf]\n", encoding="utf-8")
    build(source)
    assert not is_archival(pdf.read_bytes())
    build(source, "--pdf-a")
    assert is_archival(pdf.read_bytes())
    source.unlink()
    build(tmp_path, "--prune")
    assert not pdf.exists()


@pytest.mark.slow
@needs("soffice")
def test_a_libreoffice_without_uno_makes_one_for_archives_too(tmp_path: Path) -> None:
    pair = Pair(EXAMPLE.with_suffix(".docx"), tmp_path / "a.pdf")
    office = converter(tmp_path, "real(files)")
    (done,) = convert([pair], office, kind=PdfKind.ARCHIVE)
    assert done.failure is None
    assert is_archival(pair.pdf.read_bytes())


@pytest.mark.parametrize(
    ("formats", "asked", "wanted"),
    [
        ("docx", (), []),
        ("pdf", (), ["pdf"]),
        ("pdf-a", (), ["pdf-a"]),
        ("docx", ("pdf",), ["pdf"]),
        # Both have one name: the one for archives is a PDF as well.
        ("pdf-a", ("pdf",), ["pdf-a"]),
        ("pdf", ("pdf-a",), ["pdf-a"]),
        ("docx", ("pdf", "pdf-a"), ["pdf-a"]),
    ],
)
def test_one_kind_of_pdf_is_made(
    formats: str, asked: tuple[str, ...], wanted: list[str], tmp_path: Path
) -> None:
    program = shell_program(tmp_path / "soffice", "")
    source = tmp_path / "通报.yaml"
    source.write_bytes(EXAMPLE.read_bytes())
    project = tmp_path / "rectify-gen.yaml"
    project.write_text(f"formats: [{formats}]\n", encoding="utf-8")
    environment = {"RECTIFY_GEN_SOFFICE": str(program), "PATH": ""}
    conversions = prepare_conversions(plan([source]), frozenset(asked), environment)
    assert [conversion.output.name for conversion in conversions] == wanted


@pytest.mark.parametrize(
    ("metadata", "archival"),
    [
        (b"<pdfaid:part>2</pdfaid:part>", True),
        (b'<rdf:Description pdfaid:part="2" pdfaid:conformance="B"/>', True),
        (b"<pdfaid:part>1</pdfaid:part>", False),
        (b"<pdfaid:part>20</pdfaid:part>", False),
        (b"", False),
    ],
)
def test_a_pdf_is_for_archives_where_it_says_so(
    metadata: bytes, archival: bool
) -> None:
    assert is_archival(b"%PDF-1.7\n" + metadata) is archival
