"""From a .docx to its paragraphs as a reader of the document sees them, and to what was left out of them.

Tracked changes count as accepted. A note stands in brackets where it is cited, a text box beside the
paragraph that it is anchored in. Headers and footers, comments, hidden text, pictures and tables of
contents are left out and listed. This module must not know what a paragraph means.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from rectify_gen.places import Place
from rectify_gen.word.block_reading import members, read_story, shown_text
from rectify_gen.word.elements import (
    ParagraphElement,
    RowElement,
    RunElement,
    StyleElement,
    WordElement,
    whole_number,
)
from rectify_gen.word.hidden_text import HidingStyles
from rectify_gen.word.list_numbers import read_numbering
from rectify_gen.word.looks import style_elements
from rectify_gen.word.namespaces import qn, qns
from rectify_gen.word.pieces import Piece, PieceKind, pieces
from rectify_gen.word.places_of_elements import text_below
from rectify_gen.word.symbol_signs import is_private, symbol_sign
from rectify_gen.word.text_blocks import as_text
from rectify_gen.word.word_package import WordPackage

_NO_OUTLINE_LEVEL = 9
"""What ``w:outlineLvl`` says of body text; levels count from 0."""
_HEADING_STYLE = re.compile(r"(?:heading|标题)\s?([1-9])", re.IGNORECASE)
_CONTENTS_STYLE = re.compile(r"(?:toc|contents|目录)\s?[1-9]", re.IGNORECASE)
_NOTE_BEGINS = "（注："
_NOTE_ENDS = "）"
_PAGE_FIELDS = {
    "PAGE": "1",
    "NUMPAGES": "1",
    "SECTIONPAGES": "1",
}
"""What is read in headers and footers in place of the number of the page."""
_CHANGES = qns("w:ins w:del w:moveFrom w:moveTo")
_STRIKING = qns("w:strike w:dstrike")
_HIDING = qns("w:vanish w:webHidden w:specVanish")
_PICTURES = ("{*}pic", "{*}imagedata", "{*}chart", "{*}relIds", "{*}OLEObject")
"""What is a picture, chart, diagram or embedded object in drawings of any namespace."""
_REPETITION = qn("mc:Fallback")
_TEXT = qn("w:t")


class Omission(Enum):
    """What is not among the paragraphs."""

    CHANGES = "changes"
    """Tracked changes, which count as accepted; only the first is listed, with their number."""
    HIDDEN = "hidden"
    STRUCK = "struck"
    """Text with a line through it: it is displayed, and may be meant as deleted."""
    COMMENT = "comment"
    HEADER = "header"
    FOOTER = "footer"
    PICTURES = "pictures"
    """Pictures, charts and objects; only the first is listed, with their number."""
    CONTENTS = "contents"
    """Lines of a table of contents; only the first is listed, with their number."""
    PLACEHOLDER = "placeholder"
    """The grey words of an empty form field: 单击此处输入文字."""
    SYMBOL = "symbol"
    """A sign of a symbol font that is not known."""
    CHUNK = "chunk"
    """Another document that Word would read in when it opens this one; ``text`` is its part."""


class Omitted(NamedTuple):
    """One thing that was left out, or several of a kind: what, its words, the place of the first."""

    kind: Omission
    text: str
    place: Place
    amount: int = 1
    author: str = ""


class TextOrigin(NamedTuple):
    """Where a stretch of the text of a paragraph stands in the XML.

    ``start`` is its index in the text and ``length`` that of the stretch. ``element`` holds it; ``skipped`` are the
    characters of the element's own text in front that are not shown. Where the element ``is_exact``, each character is
    one of its text; else it stands for all of them, as a note mark for the words of its note.
    """

    start: int
    length: int
    element: WordElement
    skipped: int = 0
    is_exact: bool = False
    is_in_field: bool = False
    """Whether a field printed it, so that Word may write it anew."""


class DisplayedParagraph(NamedTuple):
    """One paragraph as it is displayed.

    ``text`` may hold tabs, and a line feed for each line and page break. ``number`` is its automatic number
    with the white space after it, ``numbering_level`` the level of the list that counts it and ``outline_level``
    that of a heading, both from 1; 0 for none. ``cell`` is table, row and cell, each from 1.
    """

    text: str
    place: Place
    number: str = ""
    numbering_level: int = 0
    style: str = ""
    outline_level: int = 0
    cell: tuple[int, int, int] | None = None
    notes: int = 0
    """How many footnotes and endnotes its text holds."""
    origins: tuple[TextOrigin, ...] = ()
    """Where its text stands in the XML, stretch by stretch in order."""


class DisplayedDocument(NamedTuple):
    """The paragraphs of a document, and what was left out of them."""

    paragraphs: tuple[DisplayedParagraph, ...]
    omitted: tuple[Omitted, ...]


def read_displayed(package: WordPackage) -> DisplayedDocument:
    """Return what ``package`` displays.

    Raises:
        InputError: it has no body, or a part of it is no XML.
    """
    body = package.body()
    reader = _DisplayReader(package, body)
    paragraphs = tuple(reader.container(body, cell=None))
    omitted = [
        *reader.omitted,
        *reader.collected_contents(),
        *_changes(reader, body),
        *_pictures(reader, body),
        *_chunks(reader, body),
        *_comments(reader, body),
        *_margins(package, "header", Omission.HEADER),
        *_margins(package, "footer", Omission.FOOTER),
    ]
    return DisplayedDocument(paragraphs, tuple(omitted))


class _Joined:
    """The text of a paragraph while it is read; a deleted mark lets it run on into the next one."""

    def __init__(self) -> None:
        self.text = ""
        self.hidden = ""
        self.struck = ""
        self.placeholder = ""
        self.unknown_symbols = ""
        self.notes = 0
        self.boxes: list[WordElement] = []
        self.origins: list[TextOrigin] = []

    def add(self, text: str, element: WordElement, piece: Piece | None = None) -> None:
        """Add displayed ``text``, which ``element`` holds; character by character where it is what ``piece`` shows."""
        if not text:
            return
        is_exact = False
        skipped = 0
        if piece is not None and element.tag == _TEXT:
            # White space in front of a w:t is not shown unless it says so.
            own_text = element.text or ""
            is_trimmed = len(text) < len(own_text)
            skipped = len(own_text) - len(own_text.lstrip(" ")) if is_trimmed else 0
            is_exact = len(text) == len(shown_text(piece))
        origin = TextOrigin(
            start=len(self.text),
            length=len(text),
            element=element,
            skipped=skipped,
            is_exact=is_exact,
            is_in_field=piece is not None and bool(piece.fields),
        )
        self.origins.append(origin)
        self.text += text


class _DisplayReader:
    """Keeps how far lists have counted, where every paragraph stands, and what was left out."""

    def __init__(self, package: WordPackage, body: WordElement) -> None:
        self.part = package.main
        style_root = package.main_related("styles")
        self.styles = style_elements(style_root)
        numbering = package.main_related("numbering")
        self.numbering = read_numbering(numbering, self.styles)
        self.hiding_styles = HidingStyles(style_root)
        self.may_hide = _has_any(body, _HIDING) or _has_any(style_root, _HIDING)
        self.may_strike = _has_any(body, _STRIKING)
        self.notes = {
            PieceKind.FOOTNOTE: _by_identifier(package, "footnotes", "footnote"),
            PieceKind.ENDNOTE: _by_identifier(package, "endnotes", "endnote"),
        }
        self.comments = package.main_related("comments")
        self.paragraph_numbers = _numbered(body, qn("w:p"))
        self.table_numbers = _numbered(body, qn("w:tbl"))
        self.placeholders = _placeholder_texts(body)
        self.open_notes: set[WordElement] = set()
        self.contents: list[Omitted] = []
        self.omitted: list[Omitted] = []
        self.has_text = False

    def place(
        self,
        paragraph: WordElement,
        cell: tuple[int, int, int] | None = None,
        text: str = "",
    ) -> Place:
        """Return where ``paragraph`` stands; its number counts all paragraphs of the part."""
        number = self.paragraph_numbers.get(paragraph, 0)
        return Place(self.part, number, cell, text=text)

    def container(
        self,
        container: WordElement,
        cell: tuple[int, int, int] | None,
    ) -> Iterator[DisplayedParagraph]:
        """Yield the paragraphs of a body, cell or text box, those of its tables and text boxes too."""
        joined = _Joined()
        last_paragraph: ParagraphElement | None = None
        for child in members(container):
            if isinstance(child, ParagraphElement):
                last_paragraph = child
                self._read_into(joined, child)
                if child.mark_is_deleted or self._hides_mark(child):
                    continue  # the text goes on in the next paragraph
                yield from self._finished(joined, child, cell)
                joined = _Joined()
                last_paragraph = None
            elif child.tag == qn("w:tbl"):
                yield from self._table(child)
        if last_paragraph is not None:
            yield from self._finished(joined, last_paragraph, cell)

    def _finished(
        self,
        joined: _Joined,
        element: ParagraphElement,
        cell: tuple[int, int, int] | None,
    ) -> Iterator[DisplayedParagraph]:
        """Yield a paragraph that was read to its end, with the text boxes anchored in it."""
        self._note_omissions(joined, element, cell)
        style_name = self._style_name(element)
        number = self.numbering.number(element)
        is_contents = _CONTENTS_STYLE.fullmatch(style_name) is not None
        paragraph = DisplayedParagraph(
            text=joined.text,
            place=self.place(element, cell, joined.text),
            number=number,
            numbering_level=self.numbering.level(element) if number else 0,
            style=style_name,
            outline_level=self._outline_level(element),
            cell=cell,
            notes=joined.notes,
            origins=tuple(joined.origins),
        )
        is_top = not self.has_text
        boxes: list[DisplayedParagraph] = []
        for box in joined.boxes:
            boxes += self.container(box, cell=None)
        # A text box at the very top, such as the organ's name of a red head, stands above the text.
        if is_top:
            yield from boxes
            boxes = []
        if is_contents and joined.text.strip():
            line = Omitted(Omission.CONTENTS, joined.text, paragraph.place)
            self.contents.append(line)
        else:
            self.has_text = self.has_text or bool(joined.text.strip())
            yield paragraph
        yield from boxes

    def _table(self, table: WordElement) -> Iterator[DisplayedParagraph]:
        table_number = self.table_numbers.get(table, 0)
        row_number = 0
        for row in members(table):
            if not isinstance(row, RowElement):
                continue
            row_number += 1
            if row.is_deleted:
                continue
            cell_number = 0
            for element in members(row):
                if element.tag != qn("w:tc"):
                    continue
                cell_number += 1
                if element.child("tcPr/cellDel") is not None:
                    continue
                cell = (table_number, row_number, cell_number)
                yield from self.container(element, cell)

    def _read_into(self, joined: _Joined, paragraph: ParagraphElement) -> None:
        """Add what ``paragraph`` displays to ``joined``."""
        run: RunElement | None = None
        run_is_hidden = False
        run_is_struck = False
        for piece in pieces(paragraph):
            if piece.in_code or piece.is_deleted or piece.is_repetition:
                continue
            if piece.run is not run:
                run = piece.run
                run_is_hidden = self._is_hidden(run)
                run_is_struck = self._is_struck(run)
            if piece.kind is PieceKind.TEXT_BOX:
                joined.boxes.append(piece.element)
            elif run_is_hidden:
                joined.hidden += shown_text(piece)
            elif piece.element in self.placeholders:
                joined.placeholder += shown_text(piece)
            else:
                self._read_piece(joined, piece)
                if run_is_struck:
                    joined.struck += shown_text(piece)
        for art in paragraph.iter(qn("v:textpath")):
            # Word art of older files keeps its words in an attribute.
            assert isinstance(art, WordElement)
            if not _is_repeated(art):
                joined.add((art.get("string") or "").strip(), art)

    def _read_piece(self, joined: _Joined, piece: Piece) -> None:
        if piece.kind in (PieceKind.FOOTNOTE, PieceKind.ENDNOTE):
            note = self._note(piece)
            if note:
                joined.add(f"{_NOTE_BEGINS}{note}{_NOTE_ENDS}", piece.element)
                joined.notes += 1
            return
        text = shown_text(piece)
        is_symbol = piece.element.tag == qn("w:sym")
        if is_symbol or any(is_private(sign) for sign in text):
            text = self._known_signs(joined, piece, text)
        joined.add(text, piece.element, piece)

    def _known_signs(self, joined: _Joined, piece: Piece, text: str) -> str:
        """Return ``text`` with the signs of a symbol font as characters; unknown ones are left out and noted."""
        if piece.element.tag == qn("w:sym"):
            font = piece.element.attribute("font") or ""
        else:
            fonts = None if piece.run is None else piece.run.child("rPr/rFonts")
            font = "" if fonts is None else fonts.attribute("ascii") or ""
        signs = ""
        for sign in text:
            known = symbol_sign(sign, font) if _is_of_font(sign, piece) else sign
            signs += known
            if not known:
                joined.unknown_symbols += sign
        return signs

    def _note(self, piece: Piece) -> str:
        """Return the words of the note that ``piece`` cites, on one line."""
        note = self.notes[piece.kind].get(piece.text)
        # A note that cites itself would never end.
        if note is None or note in self.open_notes:
            return ""
        self.open_notes.add(note)
        words = []
        for paragraph in note.iter(qn("w:p")):
            assert isinstance(paragraph, ParagraphElement)
            joined = _Joined()
            self._read_into(joined, paragraph)
            words += joined.text.split()
        self.open_notes.discard(note)
        return " ".join(words)

    def _is_hidden(self, run: RunElement | None) -> bool:
        if run is None or not self.may_hide:
            return False
        return self.hiding_styles.is_hidden(run)

    def _is_struck(self, run: RunElement | None) -> bool:
        if run is None or not self.may_strike:
            return False
        return run.is_on("rPr/strike") or run.is_on("rPr/dstrike")

    def _hides_mark(self, paragraph: ParagraphElement) -> bool:
        """Whether the mark of ``paragraph`` is hidden, so that it runs on: how Word joins a heading with its text."""
        if not self.may_hide:
            return False
        properties = paragraph.child("pPr/rPr")
        if properties is None:
            return False
        return properties.is_on("vanish") or properties.is_on("specVanish")

    def _note_omissions(
        self,
        joined: _Joined,
        paragraph: ParagraphElement,
        cell: tuple[int, int, int] | None,
    ) -> None:
        texts = {
            Omission.HIDDEN: joined.hidden,
            Omission.STRUCK: joined.struck,
            Omission.PLACEHOLDER: joined.placeholder,
            Omission.SYMBOL: joined.unknown_symbols,
        }
        for kind, text in texts.items():
            if text.strip():
                place = self.place(paragraph, cell, joined.text)
                self.omitted.append(Omitted(kind, text, place))

    def collected_contents(self) -> Iterator[Omitted]:
        """Yield the lines of tables of contents as one."""
        if self.contents:
            yield self.contents[0]._replace(amount=len(self.contents))

    def _style_name(self, paragraph: ParagraphElement) -> str:
        style_id = paragraph.style_id
        # A paragraph may name a style that the document does not define.
        if style_id in self.styles:
            return self.styles[style_id].name
        return style_id

    def _outline_level(self, paragraph: ParagraphElement) -> int:
        """Return the level of a heading, from 1: its own, else that of its style or of one that this is based on."""
        own_level = paragraph.value("pPr/outlineLvl")
        if own_level is not None:
            return _level(own_level)
        seen: set[str] = set()
        style_id = paragraph.style_id
        while style_id in self.styles and style_id not in seen:
            seen.add(style_id)
            style = self.styles[style_id]
            level = _style_level(style)
            if level is not None:
                return level
            style_id = style.based_on
        return 0


def _level(outline_level: str) -> int:
    """Return the level that ``w:outlineLvl`` says, from 1; 0 for body text."""
    level = whole_number(outline_level, default=_NO_OUTLINE_LEVEL)
    return level + 1 if level < _NO_OUTLINE_LEVEL else 0


def _style_level(style: StyleElement) -> int | None:
    """Return the level that ``style`` gives its paragraphs, None where it says nothing."""
    outline_level = style.value("pPr/outlineLvl")
    if outline_level is not None:
        return _level(outline_level)
    match = _HEADING_STYLE.fullmatch(style.name)
    return int(match[1]) if match else None


def _is_of_font(sign: str, piece: Piece) -> bool:
    """Whether ``sign`` is to be looked up in its font; the letters beside it are what they are."""
    return is_private(sign) or piece.element.tag == qn("w:sym")


def _has_any(root: WordElement | None, tags: frozenset[str]) -> bool:
    if root is None:
        return False
    return next(root.iter(*tags), None) is not None


def _numbered(body: WordElement, tag: str) -> dict[WordElement, int]:
    numbers: dict[WordElement, int] = {}
    for number, element in enumerate(body.iter(tag), start=1):
        assert isinstance(element, WordElement)
        numbers[element] = number
    return numbers


def _by_identifier(
    package: WordPackage, part: str, name: str
) -> dict[str, WordElement]:
    """Return the notes of a part by their identifiers."""
    root = package.main_related(part)
    notes: dict[str, WordElement] = {}
    if root is None:
        return notes
    for note in root.children(name):
        notes[note.attribute("id") or ""] = note
    return notes


def _placeholder_texts(body: WordElement) -> set[WordElement]:
    """Return the texts of form fields that nobody has filled in."""
    texts = set()
    for mark in body.iter(qn("w:showingPlcHdr")):
        control = next(mark.iterancestors(qn("w:sdt")), None)
        if control is None:
            continue
        for text in control.iter(_TEXT):
            assert isinstance(text, WordElement)
            texts.add(text)
    return texts


def _is_repeated(element: WordElement) -> bool:
    return next(element.iterancestors(_REPETITION), None) is not None


def _first_place(reader: _DisplayReader, element: WordElement) -> Place:
    """Return the paragraph that ``element`` stands in or, where it stands around some, the first of these."""
    paragraph = next(element.iterancestors(qn("w:p")), None)
    if paragraph is None:
        paragraph = next(element.iter(qn("w:p")), None)
    if paragraph is None:
        return Place(reader.part)
    assert isinstance(paragraph, WordElement)
    return reader.place(paragraph, text=text_below(paragraph))


def _changes(reader: _DisplayReader, body: WordElement) -> Iterator[Omitted]:
    changes = list(body.iter(*_CHANGES))
    if not changes:
        return
    element = changes[0]
    assert isinstance(element, WordElement)
    yield Omitted(
        Omission.CHANGES,
        text=text_below(element),
        place=_first_place(reader, element),
        amount=len(changes),
        author=element.attribute("author") or "",
    )


def _pictures(reader: _DisplayReader, body: WordElement) -> Iterator[Omitted]:
    elements = []
    for element in body.iter(*_PICTURES):
        assert isinstance(element, WordElement)
        if not _is_repeated(element):
            elements.append(element)
    if elements:
        place = _first_place(reader, elements[0])
        yield Omitted(Omission.PICTURES, "", place, amount=len(elements))


def _chunks(reader: _DisplayReader, body: WordElement) -> Iterator[Omitted]:
    for element in body.iter(qn("w:altChunk"), qn("w:subDoc")):
        assert isinstance(element, WordElement)
        yield Omitted(Omission.CHUNK, "", _first_place(reader, element))


def _comments(reader: _DisplayReader, body: WordElement) -> Iterator[Omitted]:
    root = reader.comments
    if root is None:
        return
    places = {}
    for reference in body.iter(qn("w:commentReference")):
        assert isinstance(reference, WordElement)
        identifier = reference.attribute("id") or ""
        places[identifier] = _first_place(reader, reference)
    for comment in root.children("comment"):
        identifier = comment.attribute("id") or ""
        yield Omitted(
            Omission.COMMENT,
            text=text_below(comment),
            place=places.get(identifier, Place(reader.part)),
            author=comment.attribute("author") or "",
        )


def _margins(package: WordPackage, part: str, kind: Omission) -> Iterator[Omitted]:
    """Yield the lines of headers or footers; the same line on several kinds of pages once."""
    lines: dict[str, str] = {}
    for name in package.related(package.main, part):
        root = package.root(name)
        if root is None:
            continue
        text = as_text(read_story(package, root, _PAGE_FIELDS))
        for line in text.splitlines():
            if line.strip():
                lines.setdefault(line.strip(), name)
    for line, name in lines.items():
        yield Omitted(kind, line, Place(name, text=line))
