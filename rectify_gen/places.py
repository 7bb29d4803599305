"""Places in a Word template or a workbook, as its author sees them: part, paragraph or cell, the text there, the tag.

A place is a finished value; its wording is looked up when it is printed: 正文第12段. This
module must not know XML, or how a template is read.
"""

import re
from typing import NamedTuple

from rectify_gen.messages import say

# Compiled by re when it is first used: hardly any run prints a place.
_PART = r"(?:word/)?(document|header|footer|footnotes|endnotes|comments)(\d*)\.xml"
_SHOWN = 60
"""Characters of a paragraph that are quoted."""


class Place(NamedTuple):
    """A spot in the part ``part`` of a template, or in the cell ``name`` of the sheet ``sheet`` of a workbook.

    ``paragraph`` counts all paragraphs of the part from 1; ``cell`` is table, row and cell
    where it stands in a table, each from 1; ``name`` is that of a document property, or B4 of a cell.
    ``text`` is the whole text of the paragraph, ``column`` where in it the tag starts (from 0).
    ``path`` names the template where a report is about another file.
    ``page`` counts the pages of a document that has no parts, such as a PDF, from 1.
    """

    part: str
    paragraph: int = 0
    cell: tuple[int, int, int] | None = None
    name: str = ""
    text: str = ""
    tag: str = ""
    column: int = 0
    path: str = ""
    sheet: str = ""
    page: int = 0

    def spot(self, lang: str) -> str:
        """Return part and paragraph or cell in words: 正文第12段, 表格2第3行第4格, footer 1 paragraph 1, 工作表“台账”B4."""
        if self.sheet:
            return say("place-sheet", lang, sheet=self.sheet, name=self.name)
        if self.name:
            return say("place-property", lang, name=self.name)
        if self.cell:
            table, row, cell = self.cell
            inside = say("place-cell", lang, table=table, row=row, cell=cell)
            if self._kind_of_part == "document":
                return inside
        elif self.paragraph:
            inside = say("place-paragraph", lang, paragraph=self.paragraph)
        else:
            return self._part_words(lang)
        part = self._part_words(lang)
        return say("place-joined", lang, part=part, inside=inside)

    @property
    def _kind_of_part(self) -> str:
        match = re.fullmatch(_PART, self.part)
        return match[1] if match else ""

    def _part_words(self, lang: str) -> str:
        """Return 正文, 页脚1, 第3页 …; parts that authors do not know by the names of their files."""
        if self.page:
            return say("place-page", lang, page=self.page)
        match = re.fullmatch(_PART, self.part)
        if match is None:
            return self.part
        return say(f"place-{match[1]}", lang, number=match[2])

    def whole(self, lang: str) -> str:
        """Return the spot with the template's path, the tag, and the text of the paragraph."""
        words = [self.path, self.spot(lang), self.tag]
        text = self.text.strip()
        if text and text != self.tag:
            words.append(f"“{text[:_SHOWN]}”")
        return " ".join(word for word in words if word)
