"""The catalogue of what a template may print, as a Word document to copy tags from.

This room must not know how the catalogue is made.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rectify_gen.layout import STANDARD
from rectify_gen.messages import say
from rectify_gen.package import write_parts
from rectify_gen.templating.contract.catalogue import CatalogueEntry, cells, headings
from rectify_gen.templating.make.markup import element, text_element
from rectify_gen.templating.make.wordml import rule

_WORDPROCESSING = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATIONS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_WIDTHS = (4300, 900, 3300, 1100, 4400)
"""Twips of the columns; together the width between the margins of a landscape A4 page."""
_BORDERS = ("top", "left", "bottom", "right", "insideH", "insideV")


def document(entries: Iterable[CatalogueEntry], lang: str) -> bytes:
    """Return a .docx with one table row for each entry, the heading row repeated on each page."""
    body = element(
        "body",
        _paragraph(say("fields-heading", lang), bold=True),
        _paragraph(say("fields-how", lang)),
        _table(entries, lang),
        element("p"),
        _section(),
    )
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations({"officeDocument": "word/document.xml"}),
        "word/_rels/document.xml.rels": _relations(
            {"styles": "styles.xml", "settings": "settings.xml"}
        ),
        "word/document.xml": _part("document", body),
        "word/styles.xml": _part("styles", _styles()),
        "word/settings.xml": _part("settings", element("zoom", percent=100)),
    }
    return write_parts({name: text.encode("utf-8") for name, text in parts.items()})


def _part(root: str, content: str) -> str:
    return f'{_DECLARATION}<w:{root} xmlns:w="{_WORDPROCESSING}">{content}</w:{root}>'


def _table(entries: Iterable[CatalogueEntry], lang: str) -> str:
    rows = [_row(headings(lang), header=True)]
    for entry in entries:
        tag, *others = cells(entry, lang)
        # What stands in a loop is indented by an ideographic space.
        rows.append(_row(("\u3000" * entry.depth + tag, *others)))
    borders = [rule(side, 4) for side in _BORDERS]
    properties = element(
        "tblPr",
        element("tblW", w=sum(_WIDTHS), type="dxa"),
        element("tblBorders", *borders),
        element("tblLayout", type="fixed"),
    )
    columns = [element("gridCol", w=width) for width in _WIDTHS]
    return element("tbl", properties, element("tblGrid", *columns), *rows)


def _row(texts: Iterable[str], *, header: bool = False) -> str:
    repeated = element("tblHeader") if header else ""
    row_cells: list[str] = []
    for text, width in zip(texts, _WIDTHS, strict=True):
        properties = element("tcPr", element("tcW", w=width, type="dxa"))
        row_cells.append(element("tc", properties, _paragraph(text, bold=header)))
    return element("tr", element("trPr", element("cantSplit"), repeated), *row_cells)


def _paragraph(text: str, *, bold: bool = False) -> str:
    look = element(
        "rPr", element("rFonts", hint="eastAsia"), element("b") if bold else ""
    )
    return element("p", element("r", look, text_element("t", text)))


def _section() -> str:
    """A landscape A4 page."""
    return element(
        "sectPr",
        element("pgSz", w=16838, h=11906, orient="landscape"),
        element(
            "pgMar",
            top=1134,
            right=1418,
            bottom=1134,
            left=1418,
            header=567,
            footer=567,
            gutter=0,
        ),
    )


def _styles() -> str:
    family = STANDARD.fonts.body
    run_defaults = element(
        "rPr",
        element(
            "rFonts",
            ascii=family,
            hAnsi=family,
            eastAsia=family,
            cs="Times New Roman",
        ),
        element("sz", val=21),
        element("szCs", val=21),
        element("lang", val="en-US", eastAsia="zh-CN"),
    )
    defaults = element(
        "docDefaults", element("rPrDefault", run_defaults), element("pPrDefault")
    )
    normal = element(
        "style",
        element("name", val="Normal"),
        element("qFormat"),
        type="paragraph",
        default=1,
        styleId="Normal",
    )
    return defaults + normal


def _content_types() -> str:
    kinds = {"document": "document.main", "styles": "styles", "settings": "settings"}
    overrides = ""
    for name, kind in kinds.items():
        overrides += (
            f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.{kind}+xml"/>'
        )
    return (
        f'{_DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="{_RELATIONS_TYPE}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(targets: Mapping[str, str]) -> str:
    """A relationships part: kinds to their parts, numbered rId1, rId2 …"""
    relations = ""
    for number, (kind, target) in enumerate(targets.items(), start=1):
        relations += f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
    space = f"{_PACKAGE}/relationships"
    return f'{_DECLARATION}<Relationships xmlns="{space}">{relations}</Relationships>'
