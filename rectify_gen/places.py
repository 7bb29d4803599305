"""Places in a Word template, as its author sees them: part, paragraph or table cell, the text there, the tag.

A place is a finished value; its wording is looked up when it is printed. This room
must not know XML, or how a template is read.
"""

import re
from typing import NamedTuple

from rectify_gen.messages import say

_PART = re.compile(
    r"(?:word/)?(document|header|footer|footnotes|endnotes|comments)(\d*)\.xml"
)
_SHOWN = 60


class Place(NamedTuple):
    """A spot in the part ``part`` of a template.

    ``paragraph`` counts all paragraphs of the part from 1; ``cell`` is table, row and cell
    where it stands in a table, each from 1; ``name`` is that of a document property.
    ``text`` is the whole text of the paragraph, ``column`` where in it the tag starts (from 0).
    ``path`` names the template where a report is about another file.
    """

    part: str
    paragraph: int = 0
    cell: tuple[int, int, int] | None = None
    name: str = ""
    text: str = ""
    tag: str = ""
    column: int = 0
    path: str = ""

    def spot(self, lang: str) -> str:
        """Return part and paragraph or cell in words: 正文第12段, 表格2第3行第4格, footer 1 paragraph 1."""
        found = _PART.fullmatch(self.part)
        kind, number = found.groups() if found else ("", "")
        part = say(f"place-{kind}", lang, number=number) if kind else self.part
        if self.name:
            return say("place-property", lang, name=self.name)
        if self.cell:
            table, row, cell = self.cell
            inside = say("place-cell", lang, table=table, row=row, cell=cell)
            return (
                inside
                if kind == "document"
                else say("place-joined", lang, part=part, inside=inside)
            )
        if self.paragraph:
            inside = say("place-paragraph", lang, paragraph=self.paragraph)
            return say("place-joined", lang, part=part, inside=inside)
        return part

    def whole(self, lang: str) -> str:
        """Return the spot with the template's path, the tag, and the text of the paragraph."""
        text = self.text.strip()
        quoted = f"“{text[:_SHOWN]}”" if text and text != self.tag else ""
        return " ".join(
            one for one in (self.path, self.spot(lang), self.tag, quoted) if one
        )
