"""Styles of the templates: what a clerk sees in the gallery, in the sizes and fonts of a layout.

This room must not know tags, sentences, or what a template prints.
"""

from rectify_gen.layout import SIZE_NAMES, Layout
from rectify_gen.templating.make.markup import element
from rectify_gen.templating.make.wordml import (
    aligned,
    character_style,
    exact,
    fonts,
    indentation,
    paragraph_style,
    size,
)

_TABLE_LINE = 320
"""Height of a line in the table of an attachment, which has characters of 五号, in twips."""


def _first_line(layout: Layout) -> str:
    """Two characters; Word counts characters, other programs twips."""
    return element("ind", firstLineChars=200, firstLine=layout.indent())


def _heading_place(layout: Layout, level: int) -> str:
    """A heading of ``level`` (from 0) stands with the text after it."""
    outline = element("outlineLvl", val=level)
    return element("keepNext") + _first_line(layout) + outline


def text_styles(layout: Layout) -> str:
    """Return the styles that every kind with a text uses."""
    latin = layout.fonts.latin
    first_line = _first_line(layout)
    level_1 = fonts(layout.fonts.level_1, latin)
    level_2 = fonts(layout.fonts.level_2, latin)
    # Signature lines bring white space for a line of 28 characters; a longer or shorter line ends elsewhere.
    shift = (layout.grid.characters - 28) * layout.character()
    shifted = element("ind", left=shift) if shift else ""
    hanging = layout.character()
    return "".join(
        (
            _title_style(layout),
            paragraph_style("BodyText", "Body Text", first_line),
            # Not justified: a telephone number or an address that does not break would pull the line before it apart.
            paragraph_style("BodyTextLeft", "正文左对齐", first_line + aligned("left")),
            paragraph_style("Closing", "结尾", first_line + aligned("left")),
            paragraph_style(
                "Heading1",
                "heading 1",
                _heading_place(layout, 0),
                level_1,
            ),
            paragraph_style(
                "Heading2",
                "heading 2",
                _heading_place(layout, 1),
                level_2,
            ),
            paragraph_style(
                "Heading3",
                "heading 3",
                _heading_place(layout, 2),
            ),
            paragraph_style("Addressee", "主送机关"),
            paragraph_style("Blank", "空行"),
            paragraph_style(
                "Attachment",
                "附件说明",
                indentation(layout.indent() + 4 * hanging, hanging=hanging),
            ),
            attachment_styles(layout),
            paragraph_style("Signature", "Signature", shifted + aligned("left")),
            tag_style(),
            footer_style(layout),
            character_style("RunIn1", "一级标题接排", level_1),
            character_style("RunIn2", "二级标题接排", level_2),
        )
    )


def attachment_styles(layout: Layout) -> str:
    """Return the styles of attachments with a body (clause 7.3.7): the label 附件1, and the cells of tables."""
    bold = fonts(layout.fonts.level_1, layout.fonts.latin)
    small = size(SIZE_NAMES["五号"])
    line = exact(_TABLE_LINE)
    centred = line + aligned("center")
    return "".join(
        (
            paragraph_style("AttachmentLabel", "附件序号", aligned("left"), bold),
            paragraph_style(
                "AttachmentCell", "附件表格文字", line + aligned("left"), small
            ),
            paragraph_style("AttachmentCellCentre", "附件表格居中", centred, small),
            paragraph_style(
                "AttachmentCellHead", "附件表格表头", centred, bold + small
            ),
        )
    )


def _title_style(layout: Layout) -> str:
    place = aligned("center")
    line = layout.title_line()
    if line != layout.grid.line:
        place = exact(line) + place
    look = fonts(layout.fonts.title, layout.fonts.latin)
    look += size(layout.sizes.title, spacing=layout.title_spacing())
    return paragraph_style("Title", "Title", place, look)


def tag_style() -> str:
    """Return the style of paragraphs that hold only a tag."""
    return paragraph_style("Tag", "模板标记", aligned("left"))


def footer_style(layout: Layout) -> str:
    """Return the style of the page number; its digits are 宋体 whatever the text's are (clause 7.5)."""
    return paragraph_style(
        "Footer",
        "footer",
        exact(layout.page_number_line()),
        fonts(layout.fonts.page_number) + size(layout.sizes.page_number),
    )


def head_styles(layout: Layout) -> str:
    """Return the styles that red letterheads share: 份号, 密级, 发文字号, red rules, spaces between."""
    bold = fonts(layout.fonts.level_1, layout.fonts.latin)
    return "".join(
        (
            paragraph_style("CopyNumber", "份号", aligned("left")),
            paragraph_style("Secrecy", "密级和紧急程度", aligned("left"), bold),
            paragraph_style("Space", "间隔", exact(20)),
            paragraph_style("Imprint", "版记", "", size(layout.sizes.imprint)),
        )
    )


def sheet_styles(layout: Layout) -> str:
    """Return the styles of the ledger: title, date, cells, head of the table."""
    small = size(layout.sizes.ledger)
    line = exact(layout.ledger.line)
    bold = fonts(layout.fonts.level_1, layout.fonts.latin)
    return "".join(
        (
            _title_style(layout),
            paragraph_style(
                "SheetDate",
                "台账日期",
                aligned("right"),
                size(layout.sizes.ledger + 6),
            ),
            paragraph_style("Cell", "台账文字", line + aligned("left"), small),
            paragraph_style("CellCentre", "台账居中", line + aligned("center"), small),
            paragraph_style(
                "CellHead", "台账表头", line + aligned("center"), bold + small
            ),
            paragraph_style(
                "CellArea",
                "台账方面",
                element("keepNext") + line + aligned("left"),
                bold + small,
            ),
            tag_style(),
            footer_style(layout),
        )
    )
