"""From the bytes of a .docx to what is measured: sections, settings, and every paragraph that prints something.

Finished values only, no XML; places count paragraphs and cells as a template's tags do. Deleted and
hidden text is left out. This room must not know roles or layouts.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from rectify_gen.document.numbering import Numbering, read_numbering
from rectify_gen.document.parts import (
    WORD,
    Element,
    Package,
    is_on,
    value,
    whole_number,
)
from rectify_gen.measuring.styles import (
    DIRECT,
    Look,
    Own,
    Styles,
    borders,
    laid_over,
    paragraph_properties,
    run_properties,
)
from rectify_gen.places import Place

PAGE = "\ue0f8"
"""Stands in a text for the number of the page."""
_SHOWN, _HIDDEN = "\ue0f9", "\ue0fa"
"""States of a field after its code: its result is text, or stands for something else."""
_BOX = WORD + "txbxContent"
_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_UNREAD = frozenset(
    {
        *(WORD + name for name in ("del", "moveFrom", "pPr", "rPr")),
        _BOX,
        _COMPATIBLE + "Fallback",
    }
)
_BLANKS = frozenset({*(WORD + name for name in ("br", "cr", "tab", "ptab"))})


class Piece(NamedTuple):
    """One run: its text, where in its paragraph it starts, how it looks, the hint that it bears itself."""

    text: str
    start: int
    look: Look
    style: str
    hint: str


class Line(NamedTuple):
    """One paragraph: number as Word counts it, text and pieces; ``table`` is -1 outside tables.

    ``spot`` is where a text box that it stands in is aligned on the page, empty outside boxes.
    """

    place: Place
    text: str
    number: str
    style: str
    look: Look
    pieces: tuple[Piece, ...]
    table: int = -1
    boxed: bool = False
    spot: str = ""


class Row(NamedTuple):
    """One row of a table: may it split, is it repeated, exact height in twips (0: none)?"""

    splits: bool
    repeated: bool
    height: int


class Table(NamedTuple):
    """One table of the body: its sides as ``size colour``, its rows, whether anything stands before it."""

    borders: Mapping[str, str]
    rows: tuple[Row, ...]
    first: bool


class Section(NamedTuple):
    """One section: attributes of page, margins and grid, whether page 1 is of its own, headers and footers by pages."""

    place: Place
    size: Mapping[str, str]
    margins: Mapping[str, str]
    grid: Mapping[str, str]
    own_first: bool
    number_format: str
    stories: Mapping[tuple[str, str], str]


class Sheet(NamedTuple):
    """A whole document as it is measured; ``stories`` are headers and footers by the name of their part."""

    main: str
    lines: tuple[Line, ...]
    tables: tuple[Table, ...]
    sections: tuple[Section, ...]
    stories: Mapping[str, tuple[Line, ...]]
    even_and_odd: bool
    compression: str


def read_sheet(package: Package) -> Sheet:
    """Return what is measured of ``package``.

    Raises:
        InputError: a part that is needed is missing or no XML.
    """
    body, names = package.body(), package.named()
    styles_root = package.root(names.get("styles", ""))
    settings = package.root(names.get("settings", ""))
    styles = Styles(styles_root)
    reader = _Reader(
        package.main,
        styles,
        read_numbering(package.root(names.get("numbering", "")), styles_root),
    )
    lines = tuple(reader.lines(body))
    stories = {}
    for one in package.relations():
        if (
            one.kind in ("header", "footer")
            and (root := package.root(one.target)) is not None
        ):
            stories[one.target] = tuple(
                _Reader(one.target, styles, Numbering({}, {}, "")).lines(root)
            )
    parts = {one.identifier: one.target for one in package.relations()}
    sections = tuple(_sections(body, package.main, parts))
    compression = value(settings, "characterSpacingControl") or ""
    return Sheet(
        package.main,
        lines,
        tuple(reader.tables),
        sections,
        stories,
        is_on(settings, "evenAndOddHeaders"),
        compression,
    )


class _Spot(NamedTuple):
    """What a paragraph stands in."""

    cell: tuple[int, int, int] | None = None
    table: int = -1
    table_style: str = ""
    boxed: bool = False
    aligned: str = ""


class _Reader:
    """Goes through one part; keeps the numbers of paragraphs and tables, and looks that were met before."""

    def __init__(self, name: str, styles: Styles, numbering: Numbering) -> None:
        self.name = name
        self.styles = styles
        self.numbering = numbering
        self.tables: list[Table] = []
        self.started = False
        self.looks: dict[tuple[object, ...], Look] = {}

    def lines(self, root: Element) -> Iterator[Line]:
        """Yield every paragraph of the part."""
        self.paragraphs = {
            element: at for at, element in enumerate(root.iter(WORD + "p"), 1)
        }
        self.numbers = {
            element: at for at, element in enumerate(root.iter(WORD + "tbl"), 1)
        }
        yield from self.within(root, _Spot())

    def within(self, container: Element, spot: _Spot) -> Iterator[Line]:
        for child in container:
            if child.tag == WORD + "p":
                yield from self.paragraph(child, spot)
            elif child.tag == WORD + "tbl":
                yield from self.table(child, spot)
            elif child.tag not in _UNREAD:
                yield from self.within(child, spot)

    def table(self, element: Element, spot: _Spot) -> Iterator[Line]:
        rows = list(_members(element, "tr", "tbl"))
        at = len(self.tables)
        self.tables.append(
            Table(borders(element), tuple(map(_row, rows)), not self.started)
        )
        style = value(element, "tblPr/tblStyle") or ""
        for number, row in enumerate(rows, 1):
            for cell, inside in enumerate(_members(row, "tc", "tr"), 1):
                place = None if spot.boxed else (self.numbers[element], number, cell)
                yield from self.within(
                    inside, spot._replace(cell=place, table=at, table_style=style)
                )

    def paragraph(self, element: Element, spot: _Spot) -> Iterator[Line]:
        properties = element.find(WORD + "pPr")
        style = value(properties, "pStyle") or ""
        look = self.look(
            self.styles.paragraph(style, spot.table_style),
            ("p", style, spot.table_style),
            paragraph_properties(properties),
        )
        boxes: list[Element] = []
        pieces = tuple(self.pieces(element, style, spot.table_style, boxes))
        text = "".join(one.text for one in pieces)
        place = Place(
            self.name, self.paragraphs[element], spot.cell, text=text.replace(PAGE, "1")
        )
        number = self.numbering.number(element) if self.numbering.lists else ""
        name = self.styles.name(style)
        self.started = self.started or bool(text.strip())
        yield Line(
            place,
            text,
            number,
            name,
            look,
            pieces,
            spot.table,
            spot.boxed,
            spot.aligned,
        )
        for box in boxes:
            yield from self.within(box, _Spot(boxed=True, aligned=_aligned(box)))

    def pieces(
        self, element: Element, style: str, table: str, boxes: list[Element]
    ) -> Iterator[Piece]:
        start = 0
        fields: list[str] = []
        for run in _runs(element, boxes):
            text = _text(run, fields, boxes)
            properties = run.find(WORD + "rPr")
            if not text or is_on(properties, "vanish"):
                continue
            own = run_properties(properties)
            character = value(properties, "rStyle") or ""
            look = self.look(
                self.styles.run(style, character, table),
                ("r", style, character, table),
                own,
            )
            name = self.styles.name(character) if character else ""
            yield Piece(text, start, look, name, dict(own).get("hint", ""))
            start += len(text)

    def look(self, styled: Look, key: tuple[object, ...], own: Own) -> Look:
        whole = (*key, own)
        if whole not in self.looks:
            self.looks[whole] = laid_over(styled, own, DIRECT)
        return self.looks[whole]


def _members(container: Element, name: str, stop: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, those in content controls too, not those of inner tables."""
    for child in container:
        if child.tag == WORD + name:
            yield child
        elif child.tag not in _UNREAD and child.tag != WORD + stop:
            yield from _members(child, name, stop)


def _row(element: Element) -> Row:
    properties = element.find(WORD + "trPr")
    height = None if properties is None else properties.find(WORD + "trHeight")
    exact = height is not None and height.get(WORD + "hRule") == "exact"
    twips = (
        whole_number(height.get(WORD + "val")) if exact and height is not None else 0
    )
    return Row(
        not is_on(properties, "cantSplit"), is_on(properties, "tblHeader"), twips
    )


def _runs(container: Element, boxes: list[Element]) -> Iterator[Element]:
    """The runs of a paragraph, those in links and insertions too; simple fields come as a run for their number."""
    for child in container:
        if child.tag == WORD + "r":
            yield child
        elif child.tag == _BOX:
            boxes.append(child)
        elif child.tag not in _UNREAD:
            yield from _runs(child, boxes)


def _text(run: Element, fields: list[str], boxes: list[Element]) -> str:
    """What a run shows; ``fields`` are those open, innermost last, each as its code until it shows something."""
    around = run.getparent()
    if (
        around is not None
        and around.tag == WORD + "fldSimple"
        and _is_page(around.get(WORD + "instr") or "")
    ):
        return PAGE if run.getprevious() is None else ""
    out = ""
    for child in run:
        shown = all(one == _SHOWN for one in fields)
        if child.tag == WORD + "fldChar":
            out += _field(child.get(WORD + "fldCharType") or "", fields)
        elif child.tag == WORD + "instrText" and fields:
            fields[-1] += child.text or ""
        elif child.tag == WORD + "t" and shown:
            out += child.text or ""
        elif child.tag in _BLANKS and shown:
            out += "\n" if child.tag in (WORD + "br", WORD + "cr") else "\t"
        elif child.tag == WORD + "pgNum":
            out += PAGE
        else:
            boxes.extend(_boxes(child))
    return out


def _field(kind: str, fields: list[str]) -> str:
    """Take note of a field's beginning or end; the number of the page stands for the whole of its field."""
    if kind == "begin":
        fields.append("")
    elif kind == "separate" and fields:
        number = _is_page(fields[-1])
        fields[-1] = _HIDDEN if number else _SHOWN
        return PAGE if number else ""
    elif kind == "end" and fields:
        return PAGE if _is_page(fields.pop()) else ""
    return ""


def _is_page(code: str) -> bool:
    return code.strip().upper().split(" ")[0] == "PAGE"


def _boxes(element: Element) -> Iterator[Element]:
    """Text boxes below ``element``, not those that repeat what another shows."""
    if element.tag == _BOX:
        yield element
    elif element.tag not in _UNREAD:
        for child in element:
            yield from _boxes(child)


def _aligned(box: Element) -> str:
    """How the text box stands across the page: outside, center, right …"""
    anchor = next(box.iterancestors(_DRAWING + "anchor"), None)
    found = (
        None if anchor is None else anchor.find(f"{_DRAWING}positionH/{_DRAWING}align")
    )
    return (found.text or "") if found is not None else ""


def _sections(body: Element, main: str, parts: Mapping[str, str]) -> Iterator[Section]:
    """Sections in their order; one without a header or footer of its own has that of the section before."""
    stories: dict[tuple[str, str], str] = {}
    numbers = {element: at for at, element in enumerate(body.iter(WORD + "p"), 1)}
    for element in body.iter(WORD + "sectPr"):
        if (
            next(element.iterancestors(WORD + "sectPrChange"), None) is not None
        ):  # as it was before a tracked change
            continue
        around = next(element.iterancestors(WORD + "p"), None)
        place = Place(main, numbers[around] if around is not None else 0)
        for one in element:
            kind = str(one.tag).removeprefix(WORD)
            if kind in ("headerReference", "footerReference"):
                identifier = next(
                    (
                        text
                        for name, text in one.attrib.items()
                        if str(name).endswith("}id")
                    ),
                    "",
                )
                stories[kind[:6], one.get(WORD + "type") or "default"] = parts.get(
                    str(identifier), ""
                )
        yield Section(
            place,
            _attributes(element.find(WORD + "pgSz")),
            _attributes(element.find(WORD + "pgMar")),
            _attributes(element.find(WORD + "docGrid")),
            is_on(element, "titlePg"),
            _attributes(element.find(WORD + "pgNumType")).get("fmt", ""),
            dict(stories),
        )


def _attributes(element: Element | None) -> dict[str, str]:
    return (
        {}
        if element is None
        else {
            str(name).rsplit("}", 1)[-1]: str(text)
            for name, text in element.attrib.items()
        }
    )
