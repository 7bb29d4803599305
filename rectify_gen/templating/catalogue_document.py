"""The catalogue of what a template may print, as a Word document to copy tags from.

This room must not know how the catalogue is made.
"""

from collections.abc import Iterable
from xml.sax.saxutils import escape

from rectify_gen.layout import STANDARD
from rectify_gen.messages import say
from rectify_gen.package import write_parts
from rectify_gen.templating.contract.catalogue import CatalogueEntry, cells, headings

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_WIDTHS = (4300, 900, 3300, 1100, 4400)
"""Twips of the columns; together the width between the margins of a landscape A4 page."""
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def document(entries: Iterable[CatalogueEntry], lang: str) -> bytes:
    """Return a .docx with one table row for each entry, the heading row repeated on each page."""
    rows = _row(headings(lang), header=True)
    rows += "".join(
        _row(("\u3000" * one.depth + cells(one, lang)[0], *cells(one, lang)[1:]))
        for one in entries
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in _WIDTHS)
    table = (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(_WIDTHS)}" w:type="dxa"/><w:tblBorders>{_BORDERS}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'
    )
    body = (
        _paragraph(say("fields-heading", lang), bold=True)
        + _paragraph(say("fields-how", lang))
        + table
    )
    page = (
        '<w:p/><w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="1134" w:right="1418"'
        ' w:bottom="1134" w:left="1418" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'
    )
    return write_parts(
        {
            "[Content_Types].xml": _content_types().encode("utf-8"),
            "_rels/.rels": _relations(officeDocument="word/document.xml").encode(
                "utf-8"
            ),
            "word/_rels/document.xml.rels": _relations(
                styles="styles.xml", settings="settings.xml"
            ).encode("utf-8"),
            "word/document.xml": f'{_HEAD}<w:document xmlns:w="{_W}"><w:body>{body}{page}</w:body></w:document>'.encode(),
            "word/styles.xml": _styles().encode("utf-8"),
            "word/settings.xml": f'{_HEAD}<w:settings xmlns:w="{_W}"><w:zoom w:percent="100"/></w:settings>'.encode(),
        }
    )


def _paragraph(text: str, *, bold: bool = False) -> str:
    look = f'<w:rPr><w:rFonts w:hint="eastAsia"/>{"<w:b/>" if bold else ""}</w:rPr>'
    return f'<w:p><w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def _row(texts: Iterable[str], *, header: bool = False) -> str:
    properties = f"<w:trPr><w:cantSplit/>{'<w:tblHeader/>' if header else ''}</w:trPr>"
    inner = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{_paragraph(text, bold=header)}</w:tc>'
        for text, width in zip(texts, _WIDTHS, strict=True)
    )
    return f"<w:tr>{properties}{inner}</w:tr>"


def _content_types() -> str:
    parts = {"document": "document.main", "styles": "styles", "settings": "settings"}
    own = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.{kind}+xml"/>'
        for name, kind in parts.items()
    )
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{own}</Types>'
    )


def _relations(**targets: str) -> str:
    own = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items(), 1)
    )
    return (
        f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{own}</Relationships>'
    )


def _styles() -> str:
    family = STANDARD.fonts.body
    fonts = f'<w:rFonts w:ascii="{family}" w:hAnsi="{family}" w:eastAsia="{family}" w:cs="Times New Roman"/>'
    return (
        f'{_HEAD}<w:styles xmlns:w="{_W}"><w:docDefaults><w:rPrDefault><w:rPr>{fonts}<w:sz w:val="21"/><w:szCs w:val="21"/>'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style></w:styles>'
    )
