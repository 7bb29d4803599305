"""Makes small .docx templates out of body XML, and renders them both ways: with docxtpl and with rectify-gen."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Any

from docxtpl import DocxTemplate
from lxml import etree

from rectify_gen.package import read_package, write_parts
from rectify_gen.templating.cell_properties import order_cell_properties
from rectify_gen.templating.compile import Template, compile_template
from rectify_gen.templating.render import render
from rectify_gen.view import View, as_context

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
_OPEN = f'xmlns:w="{W}" xmlns:r="{_R}" xmlns:wp="{_WP}"'
_BASE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SECTION = "<w:sectPr><w:pgSz w:w='11906' w:h='16838'/></w:sectPr>"


def run(text: str, properties: str = "") -> str:
    inner = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inner}<w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*runs: str) -> str:
    """A paragraph; what is not XML becomes a run of its own."""
    return (
        "<w:p>"
        + "".join(one if one.startswith("<") else run(one) for one in runs)
        + "</w:p>"
    )


def cell(*paragraphs: str, properties: str = "") -> str:
    inner = "".join(one if one.startswith("<w:p>") else p(one) for one in paragraphs)
    return f"<w:tc><w:tcPr><w:tcW w:w='0' w:type='auto'/>{properties}</w:tcPr>{inner}</w:tc>"


def table(columns: int, *rows: str) -> str:
    grid = '<w:gridCol w:w="2000"/>' * columns
    inner = "".join(f"<w:tr>{row}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{inner}</w:tbl>"


def document_xml(body: str) -> str:
    return f"{DECLARATION}<w:document {_OPEN}><w:body>{body}{SECTION}</w:body></w:document>"


def header_xml(inner: str, element: str = "hdr") -> str:
    return f"{DECLARATION}<w:{element} {_OPEN}>{inner}</w:{element}>"


def core_xml(**properties: str) -> str:
    inner = "".join(
        f"<dc:{name}>{value}</dc:{name}>" for name, value in properties.items()
    )
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{_PACKAGE}metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{inner}</cp:coreProperties>"
    )


def make_parts(body: str, core: str = "", **stories: str) -> dict[str, bytes]:
    """The parts of a template; ``stories`` are header1=…, footer1=…, footnotes=… with their inner XML."""
    kinds = {name: name.rstrip("0123456789") for name in stories}
    elements = {"header": "hdr", "footer": "ftr", "footnotes": "footnotes"}
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_BASE}{kind}+xml"/>'
        for name, kind in kinds.items()
    )
    relations = "".join(
        f'<Relationship Id="rId{at}" Type="{_R}/{kind}" Target="{name}.xml"/>'
        for at, (name, kind) in enumerate(kinds.items(), 1)
    )
    links = f'{DECLARATION}<Relationships xmlns="{_PACKAGE}relationships">{relations}</Relationships>'
    texts = {
        "[Content_Types].xml": f'{DECLARATION}<Types xmlns="{_PACKAGE}content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_BASE}document.main+xml"/>{overrides}'
        '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>',
        "_rels/.rels": f'{DECLARATION}<Relationships xmlns="{_PACKAGE}relationships">'
        f'<Relationship Id="rId1" Type="{_R}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="rId2" Type="{_PACKAGE}relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>',
        "docProps/core.xml": core or core_xml(title="x"),
        "word/document.xml": document_xml(body),
        **({"word/_rels/document.xml.rels": links} if stories else {}),
        **{
            f"word/{name}.xml": header_xml(inner, elements[kinds[name]])
            for name, inner in stories.items()
        },
    }
    return {name: text.encode("utf-8") for name, text in texts.items()}


def make(body: str, core: str = "", **stories: str) -> bytes:
    """A .docx template with ``body``."""
    return write_parts(make_parts(body, core, **stories))


def plain_zip(parts: Mapping[str, bytes]) -> bytes:
    """``parts`` as the zipfile module writes them."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def compiled(body: str, core: str = "", **stories: str) -> Template:
    return compile_template(make(body, core, **stories), "t.docx")


def with_docxtpl(template: bytes, view: View) -> dict[str, bytes]:
    """The parts of what plain docxtpl makes, autoescape on."""
    engine, out = DocxTemplate(io.BytesIO(template)), io.BytesIO()
    engine.render(as_context(view), autoescape=True)
    engine.save(out)
    return read_package(out.getvalue())


def with_ours(template: bytes, view: View) -> dict[str, bytes]:
    return read_package(render(compile_template(template, "t.docx"), view))


def compared(parts: Mapping[str, bytes]) -> dict[str, str]:
    """The parts that both must agree on, in canonical XML; docxtpl's properties of cells are not in order."""
    return {
        name: etree.canonicalize(in_order(data), strip_text=False)
        for name, data in parts.items()
        if not name.startswith("docProps/")
        and name not in ("[Content_Types].xml", "_rels/.rels")
    }


def in_order(data: bytes) -> str:
    if b"<w:tcPr" not in data:
        return data.decode("utf-8")
    root = etree.fromstring(data)
    order_cell_properties(root)
    return etree.tostring(root, encoding="unicode")


def text_of(parts: Mapping[str, bytes], name: str = "word/document.xml") -> str:
    """The text of a part, one line for each paragraph."""
    root = etree.fromstring(parts[name])
    return "\n".join(
        "".join(t.text or "" for t in one.iter(f"{{{W}}}t"))
        for one in root.iter(f"{{{W}}}p")
    )


def codes(error: Any) -> list[str]:
    return [one.code for one in error.diagnostics]
