"""From the bytes of a .docx to its blocks: paragraphs, tables, text boxes, notes, in reading order.

Headers, footers, comments, hidden text and tracked deletions are left out. This module
must not know lists (see ``list_numbers``) or what stands inside a paragraph (see ``pieces``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rectify_gen.word.elements import ParagraphElement, RowElement, WordElement
from rectify_gen.word.list_numbers import read_numbering
from rectify_gen.word.looks import style_elements
from rectify_gen.word.namespaces import qn, qns
from rectify_gen.word.pieces import Piece, PieceKind, pieces
from rectify_gen.word.text_blocks import TextBlock, TextParagraph, TextTable, as_text
from rectify_gen.word.word_package import WordPackage, open_package

_WRAPPERS = qns("w:sdt w:sdtContent w:ins w:moveTo w:customXml w:smartTag")
"""Elements that stand around paragraphs, rows or cells without being one."""
_WHITE_SPACE = str.maketrans("\r\n\t", "   ")


def document_text(data: bytes) -> str:
    """Return the plain text of a .docx: a line for each paragraph and each table row.

    Raises:
        InputError: no intact .docx.
    """
    return as_text(read_blocks(data))


def read_blocks(data: bytes) -> tuple[TextBlock, ...]:
    """Return what stands in a .docx, footnotes and endnotes last.

    Raises:
        InputError: no intact .docx.
    """
    package = open_package(data)
    reader = _BlockReader(package, field_signs={})
    blocks = list(reader.blocks(package.body()))
    for kind in (PieceKind.FOOTNOTE, PieceKind.ENDNOTE):
        blocks += reader.notes(kind)
    return tuple(blocks)


def read_story(
    package: WordPackage, root: WordElement, field_signs: Mapping[str, str]
) -> tuple[TextBlock, ...]:
    """Return what stands in the header or footer of ``package`` whose root is ``root``.

    ``field_signs`` says by the kind of a field (``PAGE``) what is read in place of its stored result.
    """
    reader = _BlockReader(package, field_signs)
    return tuple(reader.blocks(root))


def field_kinds(data: bytes) -> frozenset[str]:
    """Return the kinds of the fields in the body of a .docx, in capitals: EQ, PAGE, REF.

    Raises:
        InputError: no intact .docx.
    """
    body = open_package(data).body()
    # Few paragraphs have fields: only those are taken apart.
    paragraphs = set()
    for mark in body.iter(qn("w:fldChar"), qn("w:fldSimple")):
        paragraph = next(mark.iterancestors(qn("w:p")), None)
        paragraphs.add(paragraph)
    kinds = set()
    for paragraph in paragraphs:
        if not isinstance(paragraph, ParagraphElement):
            continue
        for piece in pieces(paragraph):
            if piece.kind is PieceKind.FIELD:
                kinds.add(piece.text)
    return frozenset(kinds)


class _BlockReader:
    """Keeps how far lists have counted, and which notes have been cited so far."""

    def __init__(self, package: WordPackage, field_signs: Mapping[str, str]) -> None:
        self.field_signs = field_signs
        self.styles = style_elements(package.main_related("styles"))
        numbering = package.main_related("numbering")
        self.numbering = read_numbering(numbering, self.styles)
        self.note_roots = {
            PieceKind.FOOTNOTE: package.main_related("footnotes"),
            PieceKind.ENDNOTE: package.main_related("endnotes"),
        }
        self.note_marks: dict[PieceKind, dict[str, str]] = {
            PieceKind.FOOTNOTE: {},
            PieceKind.ENDNOTE: {},
        }

    def blocks(self, container: WordElement) -> Iterator[TextBlock]:
        """Yield the blocks of a body, cell, text box or note.

        A paragraph whose mark is deleted runs on into the next one.
        """
        text = ""
        boxes: list[WordElement] = []
        for child in members(container):
            if isinstance(child, ParagraphElement):
                for piece in shown_pieces(child):
                    if piece.kind is PieceKind.TEXT_BOX:
                        boxes.append(piece.element)
                    else:
                        text += self._text(piece)
                if child.mark_is_deleted:
                    continue  # the text goes on in the next paragraph
                yield self._paragraph(child, text)
                for box in boxes:
                    yield from self.blocks(box)
                text = ""
                boxes = []
            elif child.tag == qn("w:tbl"):
                yield TextTable(tuple(self._rows(child)))
        if text:  # the mark of the last paragraph is deleted
            yield TextParagraph(text)
        for box in boxes:
            yield from self.blocks(box)

    def _paragraph(self, element: ParagraphElement, text: str) -> TextParagraph:
        style_id = element.style_id
        # A paragraph may name a style that the document does not define.
        style_name = style_id
        if style_id in self.styles:
            style_name = self.styles[style_id].name
        number = self.numbering.number(element)
        return TextParagraph(text, style_name, number)

    def _rows(self, table: WordElement) -> Iterator[tuple[str, ...]]:
        for row in members(table):
            if not isinstance(row, RowElement) or row.is_deleted:
                continue
            texts = []
            for cell in members(row):
                if cell.tag != qn("w:tc"):
                    continue
                text = as_text(self.blocks(cell))
                texts.append(text)
            yield tuple(texts)

    def _text(self, piece: Piece) -> str:
        if piece.kind in (PieceKind.FOOTNOTE, PieceKind.ENDNOTE):
            return self._note_mark(piece)
        # What a field stored for some page is wrong on all others.
        if self.field_signs:
            if piece.kind is PieceKind.FIELD:
                return self.field_signs.get(piece.text, "")
            if any(kind in self.field_signs for kind in piece.fields):
                return ""
        return shown_text(piece)

    def _note_mark(self, piece: Piece) -> str:
        """Return the mark of a note: ``[^1]``, ``[^e1]`` for an endnote, in order of citation."""
        marks = self.note_marks[piece.kind]
        identifier = piece.text
        # The letter keeps the first endnote apart from the first footnote.
        letter = "e" if piece.kind is PieceKind.ENDNOTE else ""
        next_mark = f"[^{letter}{len(marks) + 1}]"
        return marks.setdefault(identifier, next_mark)

    def notes(self, kind: PieceKind) -> Iterator[TextParagraph]:
        """Yield the notes that were cited, in order of citation, each with its mark."""
        root = self.note_roots[kind]
        if root is None:
            return
        stored = {note.attribute("id"): note for note in root.children(kind.value)}
        # A copy, for a note that cites another one adds a mark meanwhile.
        marks = tuple(self.note_marks[kind].items())
        for identifier, mark in marks:
            if identifier not in stored:
                continue
            note = stored[identifier]
            text = as_text(self.blocks(note))
            yield TextParagraph(
                # A note begins with its own mark and a space after it.
                text=text.lstrip(),
                style=f"{kind.value} text",
                number=f"{mark} ",
            )


def members(container: WordElement) -> Iterator[WordElement]:
    """Yield the children of ``container``, those inside content controls and other wrappers included."""
    for child in container.elements():
        if child.tag in _WRAPPERS:
            yield from members(child)
        elif child.tag == qn("mc:AlternateContent"):
            # All choices show the same; Word takes the first that it understands.
            choice = next(child.iterchildren(qn("mc:Choice")), None)
            if isinstance(choice, WordElement):
                yield from members(choice)
        else:
            yield child


def shown_pieces(paragraph: ParagraphElement) -> Iterator[Piece]:
    """Yield the pieces of ``paragraph`` that Word shows, text boxes anchored in it included."""
    run = None
    run_is_hidden = False
    for piece in pieces(paragraph):
        if piece.run is not run:
            run = piece.run
            run_is_hidden = run is not None and run.is_hidden
        if run_is_hidden or piece.in_code:
            continue
        if piece.is_deleted or piece.is_repetition:
            continue
        yield piece


def shown_text(piece: Piece) -> str:
    """Return the text of a piece as Word shows it, empty for one that is no text."""
    if piece.kind is PieceKind.SIGN:
        return piece.text
    if piece.kind is not PieceKind.TEXT:
        return ""
    if piece.element.tag == qn("m:t"):
        return piece.text
    # White space at the ends of w:t counts only where it says so; inside, it never breaks the line.
    text = piece.text.translate(_WHITE_SPACE)
    if piece.element.get(qn("xml:space")) == "preserve":
        return text
    return text.strip(" ")
