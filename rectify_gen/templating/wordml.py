"""Pieces of WordprocessingML for the template maker: paragraphs, runs, styles, package parts.

Written by hand so that a template has few parts and few styles. Child order follows
the schema. This room must not know tags, sentences, or what a template prints.
"""

from __future__ import annotations

from xml.sax.saxutils import escape

from rectify_gen.layout import Layout

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OPEN = f'xmlns:w="{NAMESPACE}" xmlns:r="{RELATIONSHIPS}"'
_HINT = '<w:rPr>{style}<w:rFonts w:hint="eastAsia"/></w:rPr>'


def run(text: str, style: str = "") -> str:
    """Return a run of ``text`` in the character style ``style``; quotes and dashes take the Chinese font."""
    properties = _HINT.format(style=f'<w:rStyle w:val="{style}"/>' if style else "")
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def line_break() -> str:
    """Return a run that breaks the line inside its paragraph."""
    return f"<w:r>{_HINT.format(style='')}<w:br/></w:r>"


def paragraph(style: str, *runs: str, keep_next: bool = False) -> str:
    """Return a paragraph in ``style``; ``keep_next`` keeps it on the page of the next one."""
    kept = "<w:keepNext/>" if keep_next else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{kept}</w:pPr>{"".join(runs)}</w:p>'


def tag(text: str) -> str:
    """Return a paragraph that holds only a tag, which rendering removes."""
    return paragraph("Tag", run(text))


def document(body: str, layout: Layout) -> str:
    """Return ``word/document.xml`` with ``body`` and the page of ``layout``; odd and even footers."""
    page, grid = layout.page, layout.grid
    section = (
        '<w:sectPr><w:footerReference w:type="default" r:id="rIdOdd"/><w:footerReference w:type="even" r:id="rIdEven"/>'
        f'<w:pgSz w:w="{page.width}" w:h="{page.height}"/>'
        f'<w:pgMar w:top="{page.top}" w:right="{page.right}" w:bottom="{page.bottom}" w:left="{page.left}"'
        f' w:header="{page.header}" w:footer="{page.footer}" w:gutter="0"/>'
        f'<w:docGrid w:type="lines" w:linePitch="{grid.line}"/></w:sectPr>'
    )
    return f"{DECLARATION}<w:document {_OPEN}><w:body>{body}{section}</w:body></w:document>"


def footer(layout: Layout, side: str) -> str:
    """Return a footer with the page number ``— 1 —`` on the outer ``side`` (right on odd pages, left on even)."""
    indent = f'<w:ind w:{side}="{layout.page_number_indent}"/>'
    fields = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    return (
        f'{DECLARATION}<w:ftr {_OPEN}><w:p><w:pPr><w:pStyle w:val="Footer"/>{indent}<w:jc w:val="{side}"/></w:pPr>'
        f"{run('— ')}{fields}{run(' —')}</w:p></w:ftr>"
    )


def fonts(family: str, latin: str = "") -> str:
    """Return ``w:rFonts`` with ``family`` for Chinese, and for Latin where ``latin`` names none."""
    other = escape(latin or family)
    return (
        f'<w:rFonts w:hint="eastAsia" w:ascii="{other}" w:hAnsi="{other}" w:eastAsia="{escape(family)}"'
        ' w:cs="Times New Roman"/>'
    )


def paragraph_style(identifier: str, name: str, paragraph_properties: str = "", run_properties: str = "") -> str:
    """Return a paragraph style based on Normal that the gallery shows."""
    return (
        f'<w:style w:type="paragraph" w:styleId="{identifier}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/><w:qFormat/>'
        f"{f'<w:pPr>{paragraph_properties}</w:pPr>' if paragraph_properties else ''}"
        f"{f'<w:rPr>{run_properties}</w:rPr>' if run_properties else ''}</w:style>"
    )


def character_style(identifier: str, name: str, run_properties: str) -> str:
    """Return a character style."""
    return (
        f'<w:style w:type="character" w:styleId="{identifier}"><w:name w:val="{name}"/><w:qFormat/>'
        f"<w:rPr>{run_properties}</w:rPr></w:style>"
    )


def styles(layout: Layout, own: str) -> str:
    """Return ``word/styles.xml``: defaults and Normal in body type on the grid, then the styles ``own``."""
    grid, size = layout.grid, layout.sizes.body
    return (
        f"{DECLARATION}<w:styles {_OPEN}><w:docDefaults><w:rPrDefault><w:rPr>{fonts(layout.fonts.body)}"
        f'<w:spacing w:val="{grid.spacing}"/><w:kern w:val="2"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr>'
        '<w:widowControl w:val="0"/><w:kinsoku w:val="1"/><w:overflowPunct w:val="1"/><w:autoSpaceDE w:val="0"/>'
        '<w:autoSpaceDN w:val="0"/><w:snapToGrid w:val="1"/>'
        f'<w:spacing w:before="0" w:after="0" w:line="{grid.line}" w:lineRule="exact"/><w:jc w:val="both"/></w:pPr></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/>'
        '<w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        f"{own}</w:styles>"
    )


def settings() -> str:
    """Return ``word/settings.xml``: odd and even footers, punctuation compression, current compatibility mode."""
    return (
        f'{DECLARATION}<w:settings {_OPEN}><w:zoom w:percent="100"/><w:evenAndOddHeaders/>'
        '<w:characterSpacingControl w:val="compressPunctuation"/>'
        '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word"'
        ' w:val="15"/></w:compat></w:settings>'
    )


_PART_TYPES = {
    "word/document.xml": "document.main",
    "word/styles.xml": "styles",
    "word/settings.xml": "settings",
    "word/footer1.xml": "footer",
    "word/footer2.xml": "footer",
}


def content_types() -> str:
    """Return ``[Content_Types].xml`` of a template."""
    base = "application/vnd.openxmlformats-officedocument.wordprocessingml."
    own = "".join(
        f'<Override PartName="/{name}" ContentType="{base}{kind}+xml"/>' for name, kind in _PART_TYPES.items()
    )
    return (
        f'{DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{own}'
        '<Override PartName="/docProps/core.xml"'
        ' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    )


def relations(*entries: tuple[str, str, str]) -> str:
    """Return a relationships part of (id, type, target)."""
    own = "".join(f'<Relationship Id="{key}" Type="{kind}" Target="{target}"/>' for key, kind, target in entries)
    return (
        f'{DECLARATION}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{own}</Relationships>"
    )


def core_properties(title: str, creator: str) -> str:
    """Return ``docProps/core.xml``; both values may be tags."""
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(creator)}</dc:creator></cp:coreProperties>"
    )
