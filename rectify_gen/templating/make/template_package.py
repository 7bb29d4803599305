"""The parts of a Word template around its body: section, headers and footers, styles, settings, relations.

This room must not know tags, sentences, or what a template prints.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape

from rectify_gen.layout import Layout, Page
from rectify_gen.templating.make.font_table import font_table
from rectify_gen.templating.make.markup import element
from rectify_gen.templating.make.wordml import aligned, fonts

_WORDPROCESSING = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_RELATIONS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NAMESPACES = f'xmlns:w="{_WORDPROCESSING}" xmlns:r="{_RELATIONSHIPS}"'
_STORY_ELEMENTS = {"header": "hdr", "footer": "ftr"}
_AUTHOR = "{% if organization %}{{ organization }}{% endif %}"


class PageStory(NamedTuple):
    """A header or footer: ``kind`` is header or footer, ``pages`` first, default (odd) or even."""

    kind: str
    pages: str
    content: str


class Draft(NamedTuple):
    """What one kind of template is made of: body, its own styles, page, headers and footers, title in its properties."""

    body: str
    styles: str
    page: Page
    stories: tuple[PageStory, ...]
    title: str


def template_parts(draft: Draft, layout: Layout) -> dict[str, str]:
    """Return the parts of the package, name to XML; title and author in its properties are tags."""
    kinds = {"styles.xml": "styles", "settings.xml": "settings"}
    stories: dict[str, str] = {}
    for number, story in enumerate(draft.stories, start=1):
        name = f"{story.kind}{number}.xml"
        kinds[name] = story.kind
        content = _part(_STORY_ELEMENTS[story.kind], story.content)
        stories[f"word/{name}"] = content
    kinds["fontTable.xml"] = "fontTable"
    # Word looks at footers of even pages only where the settings say so.
    page_kinds = {story.pages for story in draft.stories}
    has_even_pages = "even" in page_kinds
    of_package = [
        (_RELATIONSHIPS + "/officeDocument", "word/document.xml"),
        (_PACKAGE + "relationships/metadata/core-properties", "docProps/core.xml"),
    ]
    of_document = [(f"{_RELATIONSHIPS}/{kind}", name) for name, kind in kinds.items()]
    body = element("body", draft.body, _section(draft, layout))
    return {
        "[Content_Types].xml": _content_types(kinds),
        "_rels/.rels": _relations(of_package),
        "docProps/core.xml": _core_properties(draft.title, _AUTHOR),
        "word/_rels/document.xml.rels": _relations(of_document),
        "word/document.xml": _part("document", body),
        **stories,
        "word/fontTable.xml": _part("fonts", font_table(layout.fonts)),
        "word/settings.xml": _part(
            "settings", _settings(has_even_pages, is_mirrored=draft.page.mirrored)
        ),
        "word/styles.xml": _part("styles", _styles(layout, draft.styles)),
    }


def _part(root: str, content: str) -> str:
    return f"{_DECLARATION}<w:{root} {_NAMESPACES}>{content}</w:{root}>"


def _section(draft: Draft, layout: Layout) -> str:
    """Page and grid; stories are related to in their order, after styles and settings."""
    page = draft.page
    references: list[str] = []
    has_first_page = False
    for number, story in enumerate(draft.stories, start=3):
        name = f"{story.kind}Reference"
        references.append(element(name, type=story.pages, r_id=f"rId{number}"))
        has_first_page = has_first_page or story.pages == "first"
    size = element(
        "pgSz",
        w=page.width,
        h=page.height,
        orient="landscape" if page.width > page.height else None,
    )
    margins = element(
        "pgMar",
        top=page.top,
        right=page.right,
        bottom=page.bottom,
        left=page.left,
        header=page.header,
        footer=page.footer,
        gutter=0,
    )
    first_page = element("titlePg") if has_first_page else ""
    grid = element("docGrid", type="lines", linePitch=layout.grid.line)
    return element("sectPr", *references, size, margins, first_page, grid)


def _styles(layout: Layout, own_styles: str) -> str:
    """``word/styles.xml``: defaults and Normal in body type on the grid, then the styles of the template."""
    run_defaults = element(
        "rPr",
        fonts(layout.fonts.body, layout.fonts.latin),
        element("spacing", val=layout.grid.spacing),
        element("kern", val=2),
        element("sz", val=layout.sizes.body),
        element("szCs", val=layout.sizes.body),
        element("lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA"),
    )
    defaults = element(
        "docDefaults", element("rPrDefault", run_defaults), element("pPrDefault")
    )
    return defaults + _normal_style(layout) + _character_style() + own_styles


def _normal_style(layout: Layout) -> str:
    properties = element(
        "pPr",
        element("widowControl", val=0),
        element("kinsoku", val=1),
        element("overflowPunct", val=1),
        element("autoSpaceDE", val=0),
        element("autoSpaceDN", val=0),
        element("snapToGrid", val=1),
        element("spacing", before=0, after=0, line=layout.grid.line, lineRule="exact"),
        aligned("both"),
    )
    return element(
        "style",
        element("name", val="Normal"),
        element("qFormat"),
        properties,
        type="paragraph",
        default=1,
        styleId="Normal",
    )


def _character_style() -> str:
    return element(
        "style",
        element("name", val="Default Paragraph Font"),
        element("uiPriority", val=1),
        element("semiHidden"),
        type="character",
        default=1,
        styleId="DefaultParagraphFont",
    )


def _settings(even_and_odd: bool, *, is_mirrored: bool) -> str:
    """``word/settings.xml``: sides of pages, punctuation compression, what a Chinese Word writes of compatibility.

    Of the latter all that moves no character: not balanceSingleByteDoubleByteWidth, nor adjustLineHeightInTable.
    """
    habits = ""
    for name in (
        "spaceForUL",
        "doNotLeaveBackslashAlone",
        "ulTrailSpace",
        "doNotExpandShiftReturn",
        "useFELayout",
    ):
        habits += element(name)
    mode = element(
        "compatSetting",
        name="compatibilityMode",
        uri="http://schemas.microsoft.com/office/word",
        val=15,
    )
    return (
        element("zoom", percent=100)
        + (element("mirrorMargins") if is_mirrored else "")
        + (element("evenAndOddHeaders") if even_and_odd else "")
        + element("characterSpacingControl", val="compressPunctuation")
        + element("compat", habits, mode)
    )


def _content_types(kinds: Mapping[str, str]) -> str:
    """``[Content_Types].xml``; ``kinds`` are those of the parts beside the document, by name."""
    overrides = ""
    for name, kind in {"document.xml": "document.main", **kinds}.items():
        overrides += (
            f'<Override PartName="/word/{name}" ContentType="{_WORD_TYPE}{kind}+xml"/>'
        )
    return (
        f'{_DECLARATION}<Types xmlns="{_PACKAGE}content-types">'
        f'<Default Extension="rels" ContentType="{_RELATIONS_TYPE}"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f"{overrides}"
        f'<Override PartName="/docProps/core.xml" ContentType="{_CORE_TYPE}"/></Types>'
    )


def _relations(entries: Sequence[tuple[str, str]]) -> str:
    """A relationships part of (type, target), numbered rId1, rId2 …"""
    relations = ""
    for number, (kind, target) in enumerate(entries, start=1):
        relations += f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
    space = f"{_PACKAGE}relationships"
    return f'{_DECLARATION}<Relationships xmlns="{space}">{relations}</Relationships>'


def _core_properties(title: str, creator: str) -> str:
    return (
        f'{_DECLARATION}<cp:coreProperties xmlns:cp="{_PACKAGE}metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(creator)}</dc:creator>"
        "<dc:language>zh-CN</dc:language></cp:coreProperties>"
    )
