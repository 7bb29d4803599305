"""One part as its reader goes through it: paragraphs with their text, each with its place.

The text of a paragraph is what its ``w:t`` hold, as it stands in the file, deleted and
hidden text included; columns count in it. This module must not know what the text says.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from typing import cast

from lxml import etree

from rectify_gen.places import Place
from rectify_gen.word.elements import ParagraphElement, WordElement
from rectify_gen.word.namespaces import local_name, qn
from rectify_gen.word.pieces import Piece, pieces_and_codes

_TEXT = qn("w:t")
_TABLE = qn("w:tbl")
_ROW = qn("w:tr")
_CELL = qn("w:tc")
_TEXT_BOX = qn("w:txbxContent")
_FIELD_MARK = qn("w:fldChar")

_STRINGS_OUTSIDE_TEXT = etree.XPath(
    "//@*[contains(., $mark)]"
    " | //text()[contains(., $mark) and not(parent::w:t) and not(parent::w:delText)]",
    namespaces={"w": _TEXT[1:].partition("}")[0]},
)
_COMPANIONS = {
    "sectPr": "section",
    "footnoteReference": "note",
    "endnoteReference": "note",
    "drawing": "picture",
    "pict": "picture",
    "object": "picture",
}
"""Elements without text of their own that Word shows, by what they are."""
_FIELD_BALANCE = {"begin": 1, "end": -1}


class Story:
    """The paragraphs of one part, by their index from 0, those in tables and text boxes too.

    ``texts`` and ``field_codes`` hold the text and the codes of fields of each.
    """

    def __init__(self, root: WordElement, name: str) -> None:
        self.root = root
        self.name = name
        self._container_numbers: dict[WordElement, int] = {}
        self._member_numbers: dict[etree._Element, dict[etree._Element, int]] = {}
        self.paragraphs: list[ParagraphElement] = []
        self.texts: list[str] = []
        self.field_codes: list[list[str]] = []
        self._pieces: list[list[Piece]] = []
        for paragraph in root.iter(qn("w:p")):
            assert isinstance(paragraph, ParagraphElement)
            all_pieces, codes = pieces_and_codes(paragraph)
            # Columns count in the text of the w:t only; a tab or a line break has none.
            text_pieces = []
            for piece in all_pieces:
                if piece.element.tag == _TEXT:
                    text_pieces.append(piece)
            self.paragraphs.append(paragraph)
            self.texts.append("".join(piece.text for piece in text_pieces))
            self.field_codes.append(codes)
            self._pieces.append(text_pieces)

    @functools.cached_property
    def _indexes(self) -> dict[etree._Element, int]:
        indexes: dict[etree._Element, int] = {}
        for index, paragraph in enumerate(self.paragraphs):
            indexes[paragraph] = index
        return indexes

    @functools.cached_property
    def _table_numbers(self) -> dict[etree._Element, int]:
        return _numbered(self.root.iter(_TABLE))

    def place(self, index: int) -> Place:
        """Return part, number from 1, cell and text of a paragraph."""
        cell = None
        # Most headers and notes have no table: then no ancestor needs to be looked at.
        if self._table_numbers:
            cell = self._cell(self.paragraphs[index])
        return Place(
            self.name,
            index + 1,
            cell,
            text=self.texts[index],
        )

    def container_number(self, element: WordElement) -> int:
        """Return a number for what ``element`` stands in: the same for all that stand in the same cell, body, text box."""
        container = element.getparent()
        if container is None:
            container = element
        assert isinstance(container, WordElement)
        next_number = len(self._container_numbers) + 1
        return self._container_numbers.setdefault(container, next_number)

    def _cell(self, paragraph: ParagraphElement) -> tuple[int, int, int] | None:
        """Return table, row and cell, each from 1; None in a text box or outside tables."""
        cell = next(paragraph.iterancestors(_CELL, _TEXT_BOX), None)
        if cell is None or cell.tag == _TEXT_BOX:
            return None
        row = next(cell.iterancestors(_ROW), None)
        table = next(cell.iterancestors(_TABLE), None)
        if row is None or table is None:
            return None
        row_numbers = self._members(table, _ROW, _TABLE)
        cell_numbers = self._members(row, _CELL, _ROW)
        return (
            self._table_numbers[table],
            row_numbers[row],
            cell_numbers[cell],
        )

    def _members(
        self,
        container: etree._Element,
        name: str,
        container_name: str,
    ) -> dict[etree._Element, int]:
        """Rows of a table or cells of a row with their numbers, those of inner tables left out."""
        known_numbers = self._member_numbers.get(container)
        if known_numbers is not None:
            return known_numbers
        members = []
        for element in container.iter(name):
            nearest = next(element.iterancestors(container_name), None)
            if nearest is container:
                members.append(element)
        numbers = _numbered(members)
        self._member_numbers[container] = numbers
        return numbers

    def index_near(self, element: WordElement) -> int | None:
        """Return the paragraph that ``element`` is or stands in, else the first one in it."""
        # Properties of a table or a section stand outside all paragraphs.
        for candidate in (element, *element.iterancestors()):
            if candidate in self._indexes:
                return self._indexes[candidate]
        for paragraph in element.iter(qn("w:p")):
            return self._indexes[paragraph]
        return None

    def piece(self, index: int, column: int) -> Piece:
        """Return the piece that holds the character ``column`` of a paragraph.

        Raises:
            IndexError: the paragraph is shorter.
        """
        end = 0
        for piece in self._pieces[index]:
            end += len(piece.text)
            if column < end:
                return piece
        raise IndexError(column)

    def elements_around(self, index: int, column: int) -> tuple[str, ...]:
        """Return the names of what stands between a character and its paragraph, the innermost first.

        Each complex field that is open there, also one that began in an earlier
        paragraph, adds ``field`` at the end, for fields have no element of their own.
        """
        piece = self.piece(index, column)
        field_depth = self._field_depths.get(piece.element, 0)
        innermost_first = tuple(reversed(piece.around))
        fields = ("field",) * field_depth
        return innermost_first + fields

    @functools.cached_property
    def _field_depths(self) -> dict[WordElement, int]:
        """The texts within fields of this part, with the number of fields around each."""
        # A field may go on over paragraphs, so this goes through the whole part.
        depths: dict[WordElement, int] = {}
        depth = 0
        for element in self.root.iter(_FIELD_MARK, _TEXT):
            assert isinstance(element, WordElement)
            if element.tag == _TEXT:
                if depth:
                    depths[element] = depth
                continue
            mark = element.attribute("fldCharType") or ""
            depth += _FIELD_BALANCE.get(mark, 0)
            # A damaged part may close a field that it never began.
            depth = max(depth, 0)
        return depths

    def elements_between(
        self,
        first: tuple[int, int],
        last: tuple[int, int],
    ) -> Iterator[WordElement]:
        """Yield the elements after one character and before another, each given by index and column."""
        opening = self.piece(*first).element
        closing = self.piece(*last).element
        if opening is closing:
            return
        first_index = first[0]
        last_index = last[0]
        is_inside = False
        for paragraph in self.paragraphs[first_index : last_index + 1]:
            for element in paragraph.iter("*"):
                if element is closing:
                    return
                if is_inside:
                    assert isinstance(element, WordElement)
                    yield element
                elif element is opening:
                    is_inside = True

    def around(self, index: int, name: str) -> WordElement:
        """Return the nearest row, cell … (``tr``, ``tc``) around a paragraph; itself where there is none."""
        paragraph = self.paragraphs[index]
        ancestors = paragraph.iterancestors(qn(f"w:{name}"))
        element = next(ancestors, paragraph)
        assert isinstance(element, WordElement)
        return element

    def strings_outside_text(self, mark: str) -> list[tuple[WordElement, str]]:
        """Return the attributes, codes of fields and other strings with ``mark`` in them, and their elements."""
        strings = []
        matches: list[etree._ElementUnicodeResult] = _STRINGS_OUTSIDE_TEXT(  # type: ignore[assignment]
            self.root, mark=mark
        )
        for string in matches:
            element = string.getparent()
            if isinstance(element, WordElement):
                strings.append((element, str(string)))
        return strings


def plain_text(element: WordElement) -> str:
    """Return what the ``w:t`` below ``element`` hold."""
    return "".join(text.text or "" for text in element.iter(_TEXT))


def elements_below(element: WordElement) -> Iterator[WordElement]:
    """Yield ``element`` and all elements below it."""
    return cast("Iterator[WordElement]", element.iter("*"))


def companion_among(elements: Iterable[WordElement]) -> str:
    """Return what first among ``elements`` is no text and yet shown: section, note, picture, break, field.

    ``field`` is a field that only begins or only ends among them; empty where there is nothing.
    """
    balance = 0
    for element in elements:
        name = local_name(element.tag)
        if name in _COMPANIONS:
            return _COMPANIONS[name]
        # A plain <w:br/> only ends a line, as a sign in the text would.
        if name == "br":
            break_type = element.attribute("type")
            if break_type in ("page", "column"):
                return "break"
        if name == "fldChar":
            mark = element.attribute("fldCharType") or ""
            balance += _FIELD_BALANCE.get(mark, 0)
    return "field" if balance else ""


def _numbered(elements: Iterable[etree._Element]) -> dict[etree._Element, int]:
    return {element: number for number, element in enumerate(elements, start=1)}
