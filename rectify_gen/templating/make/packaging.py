"""The parts of a Word template around its body: section, headers and footers, styles, settings, relations.

This room must not know tags, sentences, or what a template prints.
"""

from typing import NamedTuple
from xml.sax.saxutils import escape

from rectify_gen.layout import Layout, Page
from rectify_gen.templating.make import wordml

_WORDPROCESSING = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OPEN = f'xmlns:w="{_WORDPROCESSING}" xmlns:r="{_RELATIONSHIPS}"'


class Story(NamedTuple):
    """A header or footer: ``kind`` is header or footer, ``pages`` first, default (odd) or even."""

    kind: str
    pages: str
    content: str


class Draft(NamedTuple):
    """What one kind of template is made of: body, its own styles, page, headers and footers."""

    body: str
    styles: str
    page: Page
    stories: tuple[Story, ...]
    title: str


def parts(draft: Draft, layout: Layout) -> dict[str, str]:
    """Return the parts of the package, name to XML; ``title`` and the author in its properties are tags."""
    names = [f"{story.kind}{at}.xml" for at, story in enumerate(draft.stories, 1)]
    stories = {
        f"word/{name}": _part(
            story.kind[0] + ("tr" if story.kind == "footer" else "dr"), story.content
        )
        for name, story in zip(names, draft.stories, strict=True)
    }
    files = {"styles.xml": "styles", "settings.xml": "settings"}
    files |= {
        name: story.kind for name, story in zip(names, draft.stories, strict=True)
    }
    return {
        "[Content_Types].xml": _content_types(files),
        "_rels/.rels": _relations(
            (_RELATIONSHIPS + "/officeDocument", "word/document.xml"),
            (_PACKAGE + "relationships/metadata/core-properties", "docProps/core.xml"),
        ),
        "docProps/core.xml": _core_properties(
            draft.title, "{% if organization %}{{ organization }}{% endif %}"
        ),
        "word/_rels/document.xml.rels": _relations(
            *((f"{_RELATIONSHIPS}/{kind}", name) for name, kind in files.items())
        ),
        "word/document.xml": _part(
            "document", f"<w:body>{draft.body}{_section(draft, layout)}</w:body>"
        ),
        **stories,
        "word/settings.xml": _settings(
            any(story.pages == "even" for story in draft.stories)
        ),
        "word/styles.xml": _styles(layout, draft.styles),
    }


def _part(element: str, inner: str) -> str:
    return f"{_DECLARATION}<w:{element} {_OPEN}>{inner}</w:{element}>"


def _section(draft: Draft, layout: Layout) -> str:
    """Page and grid; stories are related to in their order, after styles and settings."""
    page = draft.page
    references = "".join(
        f'<w:{story.kind}Reference w:type="{story.pages}" r:id="rId{at}"/>'
        for at, story in enumerate(draft.stories, 3)
    )
    landscape = ' w:orient="landscape"' if page.width > page.height else ""
    own_first = (
        "<w:titlePg/>" if any(story.pages == "first" for story in draft.stories) else ""
    )
    return (
        f'<w:sectPr>{references}<w:pgSz w:w="{page.width}" w:h="{page.height}"{landscape}/>'
        f'<w:pgMar w:top="{page.top}" w:right="{page.right}" w:bottom="{page.bottom}" w:left="{page.left}"'
        f' w:header="{page.header}" w:footer="{page.footer}" w:gutter="0"/>{own_first}'
        f'<w:docGrid w:type="lines" w:linePitch="{layout.grid.line}"/></w:sectPr>'
    )


def _styles(layout: Layout, own: str) -> str:
    """``word/styles.xml``: defaults and Normal in body type on the grid, then the styles ``own``."""
    grid, size = layout.grid, layout.sizes.body
    return _part(
        "styles",
        f"<w:docDefaults><w:rPrDefault><w:rPr>{wordml.fonts(layout.fonts.body, layout.fonts.latin)}"
        f'<w:spacing w:val="{grid.spacing}"/><w:kern w:val="2"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr>'
        '<w:widowControl w:val="0"/><w:kinsoku w:val="1"/><w:overflowPunct w:val="1"/><w:autoSpaceDE w:val="0"/>'
        '<w:autoSpaceDN w:val="0"/><w:snapToGrid w:val="1"/>'
        f'<w:spacing w:before="0" w:after="0" w:line="{grid.line}" w:lineRule="exact"/><w:jc w:val="both"/></w:pPr></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/>'
        '<w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        f"{own}",
    )


def _settings(even_and_odd: bool) -> str:
    """``word/settings.xml``: punctuation compression, current compatibility mode."""
    return _part(
        "settings",
        f'<w:zoom w:percent="100"/>{"<w:evenAndOddHeaders/>" if even_and_odd else ""}'
        '<w:characterSpacingControl w:val="compressPunctuation"/>'
        '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word"'
        ' w:val="15"/></w:compat>',
    )


def _content_types(files: dict[str, str]) -> str:
    base = "application/vnd.openxmlformats-officedocument.wordprocessingml."
    kinds = {"document.xml": "document.main", **files}
    own = "".join(
        f'<Override PartName="/word/{name}" ContentType="{base}{kind}+xml"/>'
        for name, kind in kinds.items()
    )
    return (
        f'{_DECLARATION}<Types xmlns="{_PACKAGE}content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{own}'
        '<Override PartName="/docProps/core.xml"'
        ' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    )


def _relations(*entries: tuple[str, str]) -> str:
    """A relationships part of (type, target), numbered rId1, rId2 …"""
    own = "".join(
        f'<Relationship Id="rId{at}" Type="{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(entries, 1)
    )
    return f'{_DECLARATION}<Relationships xmlns="{_PACKAGE}relationships">{own}</Relationships>'


def _core_properties(title: str, creator: str) -> str:
    return (
        f'{_DECLARATION}<cp:coreProperties xmlns:cp="{_PACKAGE}metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(creator)}</dc:creator></cp:coreProperties>"
    )
