"""From the bytes of a .docx to its blocks: paragraphs, tables, text boxes, notes, in reading order.

Headers, footers, comments and tracked deletions are left out. This room must not
know lists (see ``numbering``) or the inside of a paragraph (see ``inline``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from rectify_gen.document.blocks import Block, Paragraph, Table, as_text
from rectify_gen.document.inline import Line, stored_result
from rectify_gen.document.numbering import Numbering, read_numbering
from rectify_gen.document.parts import WORD, Element, Parts, open_parts, value

_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_WRAPPERS = frozenset(
    [
        *(
            WORD + name
            for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")
        ),
        *(_COMPATIBLE + name for name in ("AlternateContent", "Choice")),
    ]
)


def document_text(data: bytes) -> str:
    """Return the plain text of a .docx: a line for each paragraph and each table row.

    Raises:
        InputError: no intact .docx.
    """
    return as_text(read_document(data))


def read_document(data: bytes) -> tuple[Block, ...]:
    """Return what stands in a .docx, footnotes and endnotes last.

    Raises:
        InputError: no intact .docx.
    """
    parts = open_parts(data)
    reader = _reader(parts)
    blocks = tuple(_blocks(parts.body, reader))
    return blocks + tuple(_notes(parts, reader))


@dataclass(slots=True)
class _Reader:
    """What reading keeps track of: how far lists have counted, names of styles, notes cited so far with their marks."""

    numbering: Numbering
    style_names: dict[str, str]
    cited: dict[str, dict[str, str]] = field(
        default_factory=lambda: {"footnote": {}, "endnote": {}}
    )
    replace: Callable[[str], str | None] = stored_result

    def cite(self, kind: str, identifier: str) -> str:
        """Return the mark of a note: ``[^1]`` for a footnote, ``[^e1]`` for an endnote, in order of citation."""
        marks = self.cited[kind]
        return marks.setdefault(
            identifier, f"[^{'e' if kind == 'endnote' else ''}{len(marks) + 1}]"
        )


def field_names(data: bytes) -> frozenset[str]:
    """Return the first words of the field codes in the body of a .docx, in capitals: EQ, PAGE, REF.

    Raises:
        InputError: no intact .docx.
    """
    body = open_parts(data).body
    codes = [element.text or "" for element in body.iter(WORD + "instrText")]
    codes += [
        element.get(WORD + "instr") or "" for element in body.iter(WORD + "fldSimple")
    ]
    return frozenset(code.split()[0].upper() for code in codes if code.strip())


def read_story(
    root: Element, parts: Parts, replace: Callable[[str], str | None]
) -> tuple[Block, ...]:
    """Return what stands in a header or footer whose root is ``root``.

    ``replace`` returns by the code of a field what is read in place of its stored result; None to read the result.
    """
    reader = _reader(parts)
    reader.replace = replace
    return tuple(_blocks(root, reader))


def _reader(parts: Parts) -> _Reader:
    return _Reader(
        read_numbering(parts.numbering, parts.styles), _style_names(parts.styles)
    )


def _style_names(styles: Element | None) -> dict[str, str]:
    found = () if styles is None else styles.iterchildren(WORD + "style")
    return {
        key: value(one, "name") or key
        for one in found
        if (key := one.get(WORD + "styleId"))
    }


def _members(container: Element) -> Iterator[Element]:
    """The children of ``container``, those inside content controls and other wrappers included."""
    for child in container:
        if child.tag in _WRAPPERS:
            yield from _members(child)
        else:
            yield child


def _blocks(container: Element, reader: _Reader) -> Iterator[Block]:
    """The blocks in a body, cell, text box or note; a paragraph whose mark is deleted runs on into the next."""
    line = Line(reader.cite, reader.replace)
    for child in _members(container):
        if child.tag == WORD + "p":
            line.read(child)
            line.fields.clear()  # a field left open by a damaged file must not swallow the rest
            if not _is_deleted(child.find(WORD + "pPr"), "rPr"):
                yield _paragraph(child, line.text, reader)
                for box in line.boxes:
                    yield from _blocks(box, reader)
                line = Line(reader.cite, reader.replace)
        elif child.tag == WORD + "tbl":
            yield Table(tuple(_rows(child, reader)))
    if line.text:
        yield Paragraph(line.text)
    for box in line.boxes:
        yield from _blocks(box, reader)


def _paragraph(element: Element, text: str, reader: _Reader) -> Paragraph:
    style = value(element, "pPr/pStyle") or ""
    return Paragraph(
        text, reader.style_names.get(style, style), reader.numbering.number(element)
    )


def _is_deleted(properties: Element | None, path: str = "") -> bool:
    """Whether a tracked change deletes, or moves away, what has these properties."""
    where = (
        properties if properties is None or not path else properties.find(WORD + path)
    )
    return where is not None and any(
        where.find(WORD + name) is not None for name in ("del", "moveFrom")
    )


def _rows(table: Element, reader: _Reader) -> Iterator[tuple[str, ...]]:
    for row in _members(table):
        if row.tag == WORD + "tr" and not _is_deleted(row.find(WORD + "trPr")):
            cells = (cell for cell in _members(row) if cell.tag == WORD + "tc")
            yield tuple(as_text(_blocks(cell, reader)) for cell in cells)


def _notes(parts: Parts, reader: _Reader) -> Iterator[Paragraph]:
    """Footnotes, then endnotes, each marked as where it is cited, in order of citation."""
    for kind, root in (("footnote", parts.footnotes), ("endnote", parts.endnotes)):
        stored = (
            {}
            if root is None
            else {one.get(WORD + "id"): one for one in root.iterchildren(WORD + kind)}
        )
        for identifier, mark in tuple(reader.cited[kind].items()):
            if identifier in stored:
                text = as_text(_blocks(stored[identifier], reader)).lstrip()
                yield Paragraph(text, f"{kind} text", mark + " ")
