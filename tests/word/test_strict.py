"""Files of the strict variant (ISO/IEC 29500 Strict) are read like the common ones."""

import re
from pathlib import Path

import pytest

from rectify_gen.package import read_package, write_parts
from rectify_gen.templating.tags import TemplatePart, read_part
from rectify_gen.word.asked_fonts import fonts_asked
from rectify_gen.word.block_reading import document_text, field_kinds, read_blocks
from rectify_gen.word.inventory import take_inventory
from rectify_gen.word.margins import read_margins
from rectify_gen.word.namespaces import STRICT_NAMESPACES
from rectify_gen.word.sheet import read_sheet
from rectify_gen.word.word_package import open_package
from rectify_gen.word.xml import parse

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted((ROOT / "templates").glob("*.docx"))
TWIPS = re.compile(
    rb'(<w:(?:pgSz|pgMar|ind|spacing|tblW|gridCol)\b[^>]*? w:)(w|h|top|line|firstLine|val)="(-?[0-9]+)"'
)


def as_strict(data: bytes, *, measures: bool = False) -> bytes:
    """Return the .docx in the names of the strict variant, with its lengths in points if ``measures``."""
    parts = {}
    for name, content in read_package(data).items():
        parts[name] = content
        if name.endswith((".xml", ".rels")):
            parts[name] = part_as_strict(content, measures=measures)
    return write_parts(parts)


def part_as_strict(content: bytes, *, measures: bool) -> bytes:
    for strict, transitional in STRICT_NAMESPACES.items():
        content = content.replace(transitional.encode(), strict.encode())
    return TWIPS.sub(in_points, content) if measures else content


def in_points(match: re.Match[bytes]) -> bytes:
    points = int(match[3]) / 20
    return match[1] + match[2] + f'="{points:g}pt"'.encode()


def test_there_are_templates() -> None:
    assert len(TEMPLATES) >= 5


def tags_of(data: bytes) -> list[TemplatePart]:
    """The tags of the document, its headers and footers."""
    package = open_package(data)
    names = [package.main]
    for kind in ("header", "footer"):
        names += package.related(package.main, kind)
    parts = []
    for name in names:
        root = package.root(name)
        assert root is not None
        parts.append(read_part(root, name))
    return parts


@pytest.mark.parametrize("measures", [False, True], ids=["names", "measures"])
@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.stem)
def test_strict_and_transitional_templates_read_alike(
    template: Path, measures: bool
) -> None:
    common = template.read_bytes()
    strict = as_strict(common, measures=measures)
    assert (
        b"schemas.openxmlformats.org/wordprocessingml"
        not in (read_package(strict)["word/document.xml"])
    )
    assert read_blocks(strict) == read_blocks(common)
    assert document_text(strict) == document_text(common) != ""
    assert fonts_asked(strict) == fonts_asked(common) != frozenset()
    assert field_kinds(strict) == field_kinds(common)
    assert read_margins(strict) == read_margins(common)
    assert read_sheet(open_package(strict)) == read_sheet(open_package(common))
    assert take_inventory(open_package(strict)) == take_inventory(open_package(common))
    assert tags_of(strict) == tags_of(common)
    assert any(part.tags for part in tags_of(strict))


@pytest.mark.parametrize(
    ("written", "twips"),
    [
        ("28.95pt", "579"),
        ("-0.25pt", "-5"),
        ("37mm", "2098"),
        ("2.54cm", "1440"),
        ("1in", "1440"),
        ("2pc", "480"),
        ("579", "579"),
        ("12px", "12px"),
        ("pt", "pt"),
    ],
)
def test_measures_of_strict_files(written: str, twips: str) -> None:
    space = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    xml = f'<w:spacing xmlns:w="{space}" w:line="{written}"/>'
    assert parse(xml.encode(), "part").attribute("line") == twips
    utf_16 = parse(
        ('<?xml version="1.0" encoding="UTF-16"?>' + xml).encode("utf-16"), ""
    )
    assert utf_16.attribute("line") == twips


def test_sizes_of_strict_files_count_in_half_points() -> None:
    space = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    for name, half_points in (("sz", "32"), ("szCs", "32"), ("w", "320")):
        xml = f'<w:{name} xmlns:w="{space}" w:val="16pt"/>'
        assert parse(xml.encode(), "part").attribute("val") == half_points


def test_measures_of_transitional_files_stay() -> None:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    xml = f'<w:spacing xmlns:w="{space}" w:line="28.95pt"/>'
    assert parse(xml.encode(), "part").attribute("line") == "28.95pt"
