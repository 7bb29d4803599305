"""What a page displays: its paragraphs in their order, numbers of lists written out, hidden text left out.

For example ``<ol><li>甲</li></ol>`` gives the paragraph 甲 with the number ``1.``. Style sheets are not read; what
the elements themselves say counts. This module must not know which part of a page is the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree, html

from rectify_gen.word.number_formats import written

_NOT_DISPLAYED = frozenset({
    "head", "script", "style", "template", "noscript", "iframe", "object", "embed",
    "svg", "canvas", "audio", "video", "map", "datalist", "frameset", "title",
    "rt", "rp",
})  # fmt: skip
"""Elements of which a page displays no text, or only how a character is read."""
_STRUCK = frozenset({"del", "s", "strike"})
_STRUCK_STYLE = re.compile(
    r"text-decoration(?:-line)?\s{0,3}:[^;]{0,40}?\bline-through\b", re.IGNORECASE
)
_BLOCKS = frozenset({
    "html", "body", "p", "div", "section", "article", "main", "aside", "nav", "header",
    "footer", "address", "blockquote", "center", "form", "fieldset", "figure",
    "figcaption", "details", "summary", "dl", "dt", "dd", "ul", "ol", "menu", "li",
    "table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th", "hr", "pre",
    "h1", "h2", "h3", "h4", "h5", "h6", "select", "option", "textarea", "button",
})  # fmt: skip
"""Elements that begin and end a paragraph."""
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_LISTS = frozenset({"ol", "ul", "menu"})
_CELLS = frozenset({"td", "th"})
_HIDDEN_STYLE = re.compile(
    r"""
      display \s{0,3} : \s{0,3} none
    | visibility \s{0,3} : \s{0,3} hidden
    | font-size \s{0,3} : \s{0,3} 0+ (?: \.0+ )? (?: px|pt|em|rem|% )? \s{0,3} (?: ;|!|$ )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_BLOCK_STYLE = re.compile(
    r"display\s{0,3}:\s{0,3}(?:block|flex|grid|table|list-item)", re.IGNORECASE
)
_LIST_STYLE = re.compile(
    r"list-style(?:-type)?\s{0,3}:[^;]{0,40}?"
    r"\b(none|decimal|lower-alpha|upper-alpha|lower-roman|upper-roman"
    r"|cjk-ideographic|simp-chinese-informal|trad-chinese-informal)\b",
    re.IGNORECASE,
)
_STYLE_OF_TYPE = {
    "1": "decimal",
    "a": "lower-alpha",
    "A": "upper-alpha",
    "i": "lower-roman",
    "I": "upper-roman",
}
_WORD_FORMAT_OF_STYLE = {
    "decimal": "decimal",
    "lower-alpha": "lowerLetter",
    "upper-alpha": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    "cjk-ideographic": "chineseCounting",
    "simp-chinese-informal": "chineseCounting",
    "trad-chinese-informal": "chineseCounting",
}
_TYPED_NUMBER = re.compile(
    r"\s* (?: [（(]? [0-9一二三四五六七八九十]{1,3} [、.．）)] | [①-⑳] )",
    re.VERBOSE,
)
_BREAK_BETWEEN_WIDE = re.compile(
    r"(?<=[^\x00-\xff])[ \t\f]*[\r\n][ \t\r\n\f]*(?=[^\x00-\xff])"
)
"""A line break of the source text between two Chinese characters, where no blank is meant."""
_BLANKS = re.compile(r"[ \t\r\n\f]+")


class PageCell(NamedTuple):
    """The table cell that a paragraph stands in; all are counted from 1."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class PageParagraph:
    """One paragraph as a page displays it."""

    lines: tuple[str, ...]
    """Its lines as ``<br>`` parts them, with the white space in front and behind that no browser removes."""
    is_in_article: bool = False
    number: str = ""
    """Its number where a list counts it: 1."""
    list_level: int = 0
    """Which level of list counts it, from 1; 0 for none."""
    heading_level: int = 0
    cell: PageCell | None = None


@dataclass(frozen=True, slots=True)
class DisplayedPage:
    """All paragraphs of a page, and the texts that its article hides or strikes through."""

    paragraphs: tuple[PageParagraph, ...]
    hidden: tuple[str, ...]
    """Texts of the article that are not displayed."""
    struck: tuple[str, ...]
    """Texts of the article with a line through them, which may be meant as deleted."""


@dataclass(slots=True)
class _OpenList:
    """A list whose items are being read."""

    style: str
    number: int
    step: int


@dataclass(slots=True)
class _OpenTable:
    """A table whose rows are being read."""

    number: int
    row: int = 0
    column: int = 0


@dataclass(slots=True)
class _Reading:
    """What is open at the present place of a page."""

    paragraphs: list[PageParagraph] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)
    open_struck: html.HtmlElement | None = None
    """The outermost element that strikes the present place through."""
    lines: list[str] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    blocks: list[html.HtmlElement] = field(default_factory=list)
    lists: list[_OpenList] = field(default_factory=list)
    tables: list[_OpenTable] = field(default_factory=list)
    table_count: int = 0
    number: str = ""
    """Of the list item that just began."""
    articles: int = 0
    """1 within the article, 0 outside."""

    def end_line(self) -> None:
        """End the line that is being read."""
        text = "".join(self.pieces)
        text = _BREAK_BETWEEN_WIDE.sub("", text)
        self.lines.append(_BLANKS.sub(" ", text))
        self.pieces.clear()

    def end_paragraph(self) -> None:
        """End the paragraph that is being read, if it has any text."""
        self.end_line()
        lines = [line for line in self.lines if line.strip()]
        self.lines.clear()
        if not lines:
            return
        paragraph = PageParagraph(
            lines=tuple(lines),
            is_in_article=self.articles > 0,
            number=self.number,
            list_level=len(self.lists) if self.number else 0,
            heading_level=_HEADINGS.get(self.blocks[-1].tag, 0),
            cell=self._cell(),
        )
        self.paragraphs.append(paragraph)
        self.number = ""

    def _cell(self) -> PageCell | None:
        if not self.tables or not self.tables[-1].column:
            return None
        table = self.tables[-1]
        return PageCell(table.number, table.row, table.column)


def read_displayed_page(
    root: html.HtmlElement, article: html.HtmlElement
) -> DisplayedPage:
    """Return what the page ``root`` displays. The time it takes grows with the page, however deep it is."""
    reading = _Reading(blocks=[root])
    counts = _count_words(root)
    walk = etree.iterwalk(root, events=("start", "end", "comment"))
    for event, element in walk:
        if event == "start":
            if element is article:
                reading.end_paragraph()
                reading.articles += 1
            if _is_left_out(element, counts, reading):
                walk.skip_subtree()
                continue
            _note_struck(element, reading)
            _begin(element, reading)
            _add_text(element.text, reading)
            continue
        if event == "end":
            _end(element, reading)
            if element is reading.open_struck:
                reading.open_struck = None
            if element is article:
                reading.end_paragraph()
                reading.articles -= 1
        if element is not root:
            _add_text(element.tail, reading)
    reading.end_paragraph()
    return DisplayedPage(
        paragraphs=tuple(reading.paragraphs),
        hidden=tuple(reading.hidden),
        struck=tuple(reading.struck),
    )


def _note_struck(element: html.HtmlElement, reading: _Reading) -> None:
    """Keep the text of ``element``, where its article strikes it through."""
    is_outermost = reading.open_struck is None and _is_struck(element)
    if not is_outermost or not reading.articles:
        return
    reading.open_struck = element
    text = _BLANKS.sub(" ", " ".join(element.itertext())).strip()
    if text:
        reading.struck.append(text)


def _is_struck(element: html.HtmlElement) -> bool:
    if element.tag in _STRUCK:
        return True
    style = element.get("style")
    return style is not None and _STRUCK_STYLE.search(style) is not None


def _add_text(text: str | None, reading: _Reading) -> None:
    if not text:
        return
    if reading.blocks[-1].tag != "pre":
        reading.pieces.append(text)
        return
    for place, line in enumerate(text.split("\n")):
        if place:
            reading.end_line()
        reading.pieces.append(line)


def _is_left_out(
    element: html.HtmlElement,
    counts: dict[html.HtmlElement, int],
    reading: _Reading,
) -> bool:
    if element.tag in _NOT_DISPLAYED:
        return True
    if not _is_hidden(element):
        return False
    # A saved page may hide its article until a script shows it.
    count = counts[element]
    if count * 2 > max(counts.values()):
        return False
    if count and reading.articles:
        text = " ".join(element.itertext())
        reading.hidden.append(_BLANKS.sub(" ", text).strip())
    return True


def _count_words(root: html.HtmlElement) -> dict[html.HtmlElement, int]:
    """Return how many characters the page has, and each element that hides some: white space and scripts aside."""
    counts: dict[html.HtmlElement, int] = {}
    open_counts = [0]
    walk = etree.iterwalk(root, events=("start", "end", "comment"))
    for event, element in walk:
        if event == "start":
            open_counts.append(0)
            if element.tag in _NOT_DISPLAYED:
                walk.skip_subtree()
            else:
                open_counts[-1] += _length(element.text)
            continue
        if event == "end":
            count = open_counts.pop()
            open_counts[-1] += count
            if element is root or _is_hidden(element):
                counts[element] = count
        open_counts[-1] += _length(element.tail)
    return counts


def _length(text: str | None) -> int:
    return len("".join(text.split())) if text else 0


def _is_hidden(element: html.HtmlElement) -> bool:
    if "hidden" in element.attrib or element.get("type") == "hidden":
        return True
    style = element.get("style")
    return style is not None and _HIDDEN_STYLE.search(style) is not None


def _begin(element: html.HtmlElement, reading: _Reading) -> None:
    tag = element.tag
    if tag == "br":
        reading.end_line()
        return
    if not _is_block(element):
        return
    reading.end_paragraph()
    reading.blocks.append(element)
    if tag in _LISTS:
        reading.lists.append(_open_list(element))
        reading.number = ""
    elif tag == "li":
        reading.number = _next_number(element, reading.lists)
    elif tag == "table":
        reading.table_count += 1
        reading.tables.append(_OpenTable(reading.table_count))
    elif tag == "tr" and reading.tables:
        reading.tables[-1].row += 1
        reading.tables[-1].column = 0
    elif tag in _CELLS and reading.tables:
        reading.tables[-1].column += 1


def _end(element: html.HtmlElement, reading: _Reading) -> None:
    tag = element.tag
    if reading.blocks[-1] is not element:
        return
    reading.end_paragraph()
    reading.blocks.pop()
    if tag in _LISTS:
        reading.lists.pop()
    elif tag == "li":
        reading.number = ""
    elif tag == "table":
        reading.tables.pop()


def _is_block(element: html.HtmlElement) -> bool:
    if element.tag in _BLOCKS:
        return True
    style = element.get("style")
    return style is not None and _BLOCK_STYLE.search(style) is not None


def _open_list(element: html.HtmlElement) -> _OpenList:
    style = _list_style(element)
    step = 1
    start = _whole_number(element.get("start"), default=1)
    if "reversed" in element.attrib:
        step = -1
        start = _whole_number(element.get("start"), default=len(element))
    return _OpenList(style, number=start - step, step=step)


def _list_style(element: html.HtmlElement) -> str:
    """Return how a list is numbered, ``none`` where it has bullets or says nothing."""
    match = _LIST_STYLE.search(element.get("style") or "")
    if match is not None:
        return match[1].lower()
    if element.tag != "ol":
        return "none"
    if _has_typed_numbers(element):
        return "none"
    return _STYLE_OF_TYPE.get(element.get("type") or "1", "decimal")


def _has_typed_numbers(element: html.HtmlElement) -> bool:
    """Whether the items have numbers in their text, and a style sheet is sure to hide those of the list."""
    for item in element:
        if item.tag == "li":
            text = "".join(_first_words(item))
            return _TYPED_NUMBER.match(text) is not None
    return False


def _first_words(item: html.HtmlElement) -> Iterator[str]:
    length = 0
    for text in item.itertext():
        yield text
        length += len(text.strip())
        if length > 10:
            return


def _next_number(element: html.HtmlElement, lists: list[_OpenList]) -> str:
    """Count an item, and return its number as displayed; empty where none is."""
    if not lists:
        return ""
    counted = lists[-1]
    counted.number += counted.step
    counted.number = _whole_number(element.get("value"), default=counted.number)
    return _numbered(counted.number, counted.style)


def _whole_number(text: str | None, *, default: int) -> int:
    if text is None or not re.fullmatch(r"\s*-?[0-9]{1,6}\s*", text):
        return default
    return int(text)


def _numbered(number: int, style: str) -> str:
    if style == "none":
        return ""
    number_format = _WORD_FORMAT_OF_STYLE[style]
    sign = "、" if number_format == "chineseCounting" else "."
    return written(number, number_format) + sign
