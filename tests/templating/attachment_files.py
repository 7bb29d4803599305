"""Word files as clerks attach them: with styles, numbers, pictures and pages of their own."""

from __future__ import annotations

import io

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from png_files import png


def attached_file(title: str = "制度建设目录", *, landscape: bool = True) -> bytes:
    """A file that begins with its label and title; its Normal is 宋体 小四, its numbers are automatic."""
    document = Document()
    normal = document.styles["Normal"]
    normal.font.name = "宋体"
    normal.font.size = Pt(12)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "宋体")
    document.sections[0].header.paragraphs[0].text = "不带来的页眉"
    document.add_paragraph("附件2")
    document.add_paragraph(title)
    document.add_paragraph("")
    document.add_heading("自带样式的标题", 1)
    document.add_paragraph("宋体小四的一段。")
    for text in ("自动编号第一条", "自动编号第二条"):
        document.add_paragraph(text, style="List Number")
    table = document.add_table(rows=2, cols=2, style="Light Grid Accent 1")
    table.cell(1, 1).text = "表格里的字"
    document.add_picture(io.BytesIO(png(1, 1)), width=Cm(3))
    if landscape:
        section = document.add_section(WD_SECTION.NEW_PAGE)
        section.orientation = WD_ORIENT.LANDSCAPE
        width, height = section.page_width, section.page_height
        section.page_width, section.page_height = height, width
        document.add_paragraph("横排页上的一段。")
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()
