"""The inside of a paragraph, walked once and in one way: every piece of text, and what stands around it.

All that reads a paragraph starts here: its text, the looks of its runs, its fonts, its
tags. They differ only in which pieces they leave out (deleted ones, hidden ones, the
codes of fields). This module must not know styles, lists, or what a piece is wanted for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from enum import Enum
from typing import NamedTuple

from rectify_gen.word.complex_fields import Fields, circled_number, field_name
from rectify_gen.word.elements import RunElement, WordElement
from rectify_gen.word.namespaces import local_name, qn, qns


class PieceKind(Enum):
    """What a piece is."""

    TEXT = "text"
    SIGN = "sign"
    """A tab, line break, hyphen or symbol: text that no ``w:t`` holds."""
    CODE = "code"
    """Part of the code of a field."""
    FIELD = "field"
    """Where the result of a field begins; ``text`` is the kind of the field: ``PAGE``."""
    FOOTNOTE = "footnote"
    ENDNOTE = "endnote"
    """The mark of a note; ``text`` is the identifier of the note."""
    TEXT_BOX = "text box"
    """A text box anchored here; ``element`` is its ``w:txbxContent``."""


class Piece(NamedTuple):
    """One piece of a paragraph.

    ``element`` is the XML element that holds it and ``run`` the run that it stands in,
    None outside runs, as in formulas. ``around`` names the elements between the
    paragraph and the piece, the outermost first: ``("ins", "r")``. ``fields`` are the
    kinds of the fields in whose results it stands, the innermost last. ``in_code`` is
    whether it belongs to the code of a field, which Word does not show.
    """

    kind: PieceKind
    text: str
    element: WordElement
    run: RunElement | None
    around: tuple[str, ...]
    fields: tuple[str, ...] = ()
    in_code: bool = False

    @property
    def is_deleted(self) -> bool:
        """Whether a tracked change deletes it or moves it away."""
        return not _DELETIONS.isdisjoint(self.around)

    @property
    def is_repetition(self) -> bool:
        """Whether it repeats another piece: the fallback of a drawing, the reading above a character."""
        return not _REPETITIONS.isdisjoint(self.around)


_DELETIONS = frozenset({"del", "moveFrom"})
_REPETITIONS = frozenset({"Fallback", "rt"})
# Properties hold no text, and the code of a deleted field is no code.
_SKIPPED = qns("w:pPr w:rPr w:delInstrText")
_SIGNS = {
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:tab"): "\t",
    qn("w:ptab"): "\t",
    qn("w:noBreakHyphen"): "-",
}
_HEXADECIMAL = re.compile("[0-9A-Fa-f]{1,6}")
_LAST_CHARACTER = 0x10FFFF


def pieces(paragraph: WordElement) -> list[Piece]:
    """Return every piece of ``paragraph`` in its order, deleted and hidden ones too.

    The inside of text boxes is left out; a field that is still open at the end of the
    paragraph ends with it.
    """
    walk = _Walk()
    walk.below(paragraph, around=(), run=None)
    return walk.pieces


def field_codes(paragraph: WordElement) -> list[str]:
    """Return the codes of the fields that end in ``paragraph`` or are open at its end."""
    return pieces_and_codes(paragraph)[1]


def pieces_and_codes(paragraph: WordElement) -> tuple[list[Piece], list[str]]:
    """Return what :func:`pieces` and :func:`field_codes` return, in one walk."""
    walk = _Walk()
    walk.below(paragraph, around=(), run=None)
    return walk.pieces, walk.codes + walk.fields.unfinished_codes()


def paragraph_texts(root: WordElement) -> Iterator[str]:
    """Yield the text of every paragraph below ``root`` as its runs hold it, without signs, hidden text included."""
    for paragraph in root.iter(qn("w:p")):
        yield "".join(text.text or "" for text in paragraph.iter(qn("w:t")))


class _Walk:
    """Goes through one paragraph and keeps the fields that are open."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.fields = Fields()
        self.codes: list[str] = []

    def below(
        self,
        parent: WordElement,
        around: tuple[str, ...],
        run: RunElement | None,
    ) -> None:
        """Add the pieces among the descendants of ``parent``."""
        for element in parent:
            tag = element.tag
            if tag in _SKIPPED:
                continue
            read = _READERS.get(tag)
            if read is not None:
                read(self, element, around, run)
            elif isinstance(element, RunElement):
                self.below(element, (*around, "r"), element)
            else:
                self.below(element, (*around, local_name(tag)), run)

    def add(
        self,
        kind: PieceKind,
        text: str,
        element: WordElement,
        around: tuple[str, ...],
        run: RunElement | None,
    ) -> None:
        """Add one piece."""
        piece = Piece(kind, text, element, run, around)
        if self.fields.is_open:
            # Few pieces stand in fields; for all others the defaults hold.
            piece = piece._replace(
                fields=self.fields.kinds,
                in_code=self.fields.in_code,
            )
        self.pieces.append(piece)

    def add_shown(
        self,
        kind: PieceKind,
        text: str,
        element: WordElement,
        around: tuple[str, ...],
        run: RunElement | None,
    ) -> None:
        """Add a piece of text, which shows in the results of all open fields."""
        if self.fields.is_open and text and not self.fields.in_code:
            # A result that a tracked change deletes is as good as none.
            is_deleted = not _DELETIONS.isdisjoint(around)
            if not is_deleted:
                self.fields.has_shown()
        self.add(kind, text, element, around, run)


def _read_text(
    walk: _Walk,
    element: WordElement,
    around: tuple[str, ...],
    run: RunElement | None,
) -> None:
    walk.add_shown(PieceKind.TEXT, element.text or "", element, around, run)


def _read_sign(
    walk: _Walk,
    element: WordElement,
    around: tuple[str, ...],
    run: RunElement | None,
) -> None:
    walk.add_shown(PieceKind.SIGN, _SIGNS[element.tag], element, around, run)


def _read_symbol(
    walk: _Walk,
    element: WordElement,
    around: tuple[str, ...],
    run: RunElement | None,
) -> None:
    text = _symbol(element.attribute("char") or "")
    walk.add_shown(PieceKind.SIGN, text, element, around, run)


_NOTE_KINDS = {
    qn("w:footnoteReference"): PieceKind.FOOTNOTE,
    qn("w:endnoteReference"): PieceKind.ENDNOTE,
}


def _read_code(
    walk: _Walk,
    element: WordElement,
    around: tuple[str, ...],
    run: RunElement | None,
) -> None:
    text = element.text or ""
    if walk.fields.is_open:
        walk.fields.add_code(text)
    else:  # the field began in an earlier paragraph
        walk.codes.append(text)
    walk.add(PieceKind.CODE, text, element, around, run)


def _read_page_number(
    walk: _Walk,
    element: WordElement,
    around: tuple[str, ...],
    run: RunElement | None,
) -> None:
    """``w:pgNum`` is how Word 6 wrote the number of the page."""
    walk.add(PieceKind.FIELD, "PAGE", element, around, run)


def _read_note_mark(
    walk: _Walk,
    element: WordElement,
    around: tuple[str, ...],
    run: RunElement | None,
) -> None:
    identifier = element.attribute("id") or ""
    walk.add(_NOTE_KINDS[element.tag], identifier, element, around, run)


def _read_text_box(
    walk: _Walk,
    element: WordElement,
    around: tuple[str, ...],
    run: RunElement | None,
) -> None:
    walk.add(PieceKind.TEXT_BOX, "", element, around, run)


def _read_field_mark(
    walk: _Walk,
    element: WordElement,
    around: tuple[str, ...],
    run: RunElement | None,
) -> None:
    """Follow the begin, separator or end of a complex field."""
    fields = walk.fields
    mark = element.attribute("fldCharType")
    if mark == "begin":
        fields.begin()
    elif mark == "separate" and fields.is_open:
        walk.codes.append(fields.innermost_code)
        kind = field_name(fields.innermost_code)
        fields.separate()
        walk.add(PieceKind.FIELD, kind, element, around, run)
    elif mark == "end" and fields.is_open:
        closed = fields.end()
        if closed.in_code:  # no separator: nothing has been said of it yet
            walk.codes.append(closed.code)
            kind = field_name(closed.code)
            walk.add(PieceKind.FIELD, kind, element, around, run)
        # Word keeps no result for 带圈字符: it draws the sign from the code each time.
        circled = "" if closed.has_shown else circled_number(closed.code)
        if circled:
            walk.add_shown(PieceKind.SIGN, circled, element, around, run)


def _read_simple_field(
    walk: _Walk,
    element: WordElement,
    around: tuple[str, ...],
    run: RunElement | None,
) -> None:
    """Read a field whose code stands in an attribute; its result stands within."""
    code = element.attribute("instr") or ""
    # What is computed looks like the first run of the stored result.
    first_run = element.child("r")
    looks_like = first_run if isinstance(first_run, RunElement) else run
    walk.codes.append(code)
    walk.add(PieceKind.FIELD, field_name(code), element, around, looks_like)
    walk.fields.begin()
    walk.fields.add_code(code)
    walk.fields.separate()
    walk.below(element, (*around, "fldSimple"), run)
    walk.fields.end()


def _read_alternatives(
    walk: _Walk,
    element: WordElement,
    around: tuple[str, ...],
    run: RunElement | None,
) -> None:
    """Read a drawing that is written in several ways: the first way, and all others as repetitions of it."""
    inside = (*around, "AlternateContent")
    way = "Choice"
    for alternative in element.elements():
        name = local_name(alternative.tag)
        # A choice behind another one repeats it as the fallback does.
        walk.below(alternative, (*inside, way if name == way else "Fallback"), run)
        way = "Fallback"


_Reader = Callable[[_Walk, WordElement, tuple[str, ...], RunElement | None], None]

_READERS: dict[str, _Reader] = {
    qn("w:t"): _read_text,
    qn("w:delText"): _read_text,
    qn("m:t"): _read_text,
    qn("w:br"): _read_sign,
    qn("w:cr"): _read_sign,
    qn("w:tab"): _read_sign,
    qn("w:ptab"): _read_sign,
    qn("w:noBreakHyphen"): _read_sign,
    qn("w:sym"): _read_symbol,
    qn("w:instrText"): _read_code,
    qn("w:fldChar"): _read_field_mark,
    qn("w:fldSimple"): _read_simple_field,
    qn("w:pgNum"): _read_page_number,
    qn("w:footnoteReference"): _read_note_mark,
    qn("w:endnoteReference"): _read_note_mark,
    qn("w:txbxContent"): _read_text_box,
    qn("mc:AlternateContent"): _read_alternatives,
}
"""Elements that are pieces or begin and end fields; into all others the walk goes down."""


def _symbol(code: str) -> str:
    """Return the character of a ``w:sym``; empty where its code is none."""
    if _HEXADECIMAL.fullmatch(code) is None:
        return ""
    number = int(code, 16)
    # Half of a pair is no character, and no file in UTF-8 can hold it.
    is_surrogate = 0xD800 <= number <= 0xDFFF
    if not 0x20 <= number <= _LAST_CHARACTER or is_surrogate:
        return ""
    return chr(number)
