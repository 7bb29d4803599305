"""A .docx written by hand for a test: its body, and the parts that it refers to, as XML."""

from rectify_gen.package import write_parts

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = (
    f'xmlns:w="{WORD}" xmlns:r="{RELATIONS}" xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
BODY_FONT = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="仿宋_GB2312" w:hAnsi="仿宋_GB2312"'
    ' w:eastAsia="仿宋_GB2312"/><w:sz w:val="32"/></w:rPr></w:rPrDefault></w:docDefaults>'
)
"""Styles by which all text has the font and the size of an official document."""
_ROOTS = {
    "header": "hdr",
    "footer": "ftr",
    "styles": "styles",
    "numbering": "numbering",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "comments": "comments",
}


def document(body: str, **parts: str) -> bytes:
    """Return a .docx with ``body``; ``parts`` are the contents of styles, numbering, footnotes, endnotes."""
    relations = "".join(
        f'<Relationship Id="r{name}" Type="{RELATIONS}/{name}" Target="{name}.xml"/>'
        for name in parts
    )
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}{name}+xml"/>'
        for name in parts
    )
    package = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_TYPE}document.main+xml"/>{types}</Types>',
        "_rels/.rels": _relations(
            f'<Relationship Id="r1" Type="{RELATIONS}/officeDocument" Target="word/document.xml"/>'
        ),
        "word/_rels/document.xml.rels": _relations(relations),
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}<w:sectPr/></w:body></w:document>",
    }
    for name, content in parts.items():
        package[f"word/{name}.xml"] = (
            f"<w:{_ROOTS[name]} {NAMESPACES}>{content}</w:{_ROOTS[name]}>"
        )
    return write_parts({name: text.encode() for name, text in package.items()})


def _relations(entries: str) -> str:
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{entries}</Relationships>'


def paragraph(content: str, properties: str = "") -> str:
    """Return a paragraph of ``content``: XML of runs, or plain text."""
    runs = content if content.startswith("<") else run(content)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{runs}</w:p>"


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def listed(text: str, number: int = 1, level: int = 0) -> str:
    """Return a paragraph of list ``number``."""
    return paragraph(
        text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    )


def level(at: int, kind: str, text: str, more: str = "", gap: str = "nothing") -> str:
    """Return a ``w:lvl``; ``more`` stands after its format."""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{more}<w:suff w:val="{gap}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )
