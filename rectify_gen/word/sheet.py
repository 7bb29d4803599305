"""A whole .docx as it is laid out: sections, settings, tables, and every paragraph with the looks of its runs.

Finished values only, no XML; places count paragraphs and cells as a template's tags do.
Deleted and hidden text is left out. This module must not know roles or layouts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from rectify_gen.places import Place
from rectify_gen.word.block_reading import shown_pieces
from rectify_gen.word.elements import (
    ParagraphElement,
    RowElement,
    RunElement,
    WordElement,
)
from rectify_gen.word.formatting import (
    Formatting,
    paragraph_formatting,
    run_formatting,
    table_borders,
)
from rectify_gen.word.list_numbers import Numbering, no_numbering, read_numbering
from rectify_gen.word.looks import DIRECT, Look, Styles, laid_over
from rectify_gen.word.namespaces import local_name, qn, qns
from rectify_gen.word.pieces import Piece, PieceKind
from rectify_gen.word.word_package import WordPackage

PAGE_NUMBER = "\ue0f8"
"""Stands in a text for the number of the page."""

_UNREAD = qns("w:del w:moveFrom w:pPr w:rPr w:txbxContent mc:Fallback")
"""Elements whose paragraphs and tables do not stand where they do."""


class SheetRun(NamedTuple):
    """One run: its text, where in its paragraph it starts, how it looks.

    ``style`` is the name of its character style, empty for none; ``hint`` the kind of
    characters that it says itself that quotation marks belong to.
    """

    text: str
    start: int
    look: Look
    style: str
    hint: str


class SheetParagraph(NamedTuple):
    """One paragraph; ``number`` is its automatic number as Word counts it.

    ``table`` is the number of the table that it stands in from 0, -1 outside tables.
    ``box_alignment`` is where across the page the text box that it stands in is aligned.
    """

    place: Place
    text: str
    number: str
    style: str
    look: Look
    runs: tuple[SheetRun, ...]
    table: int = -1
    in_box: bool = False
    box_alignment: str = ""


class SheetRow(NamedTuple):
    """One row of a table; ``least_height`` is in twips, 0 for a row that is as high as its text.

    ``longest_text`` is that of the cell with the most characters.
    """

    may_split: bool
    is_repeated: bool
    least_height: int
    longest_text: str = ""


class SheetTable(NamedTuple):
    """One table of the body: its sides as ``size colour``, its rows, whether no text stands before it.

    ``title`` is that of its alternative text.
    """

    borders: Mapping[str, str]
    rows: tuple[SheetRow, ...]
    is_first: bool
    title: str = ""


class SheetSection(NamedTuple):
    """One section: attributes of page, margins and grid, headers and footers by kind and pages.

    ``own_first_page`` is whether page 1 has a header and footer of its own; the keys of
    ``stories`` are such as ``("footer", "even")``, its values names of parts.
    """

    place: Place
    page: Mapping[str, str]
    margins: Mapping[str, str]
    grid: Mapping[str, str]
    own_first_page: bool
    number_format: str
    stories: Mapping[tuple[str, str], str]


class Sheet(NamedTuple):
    """A whole document; ``stories`` are its headers and footers by the names of their parts."""

    main: str
    paragraphs: tuple[SheetParagraph, ...]
    tables: tuple[SheetTable, ...]
    sections: tuple[SheetSection, ...]
    stories: Mapping[str, tuple[SheetParagraph, ...]]
    even_and_odd: bool
    mirrored: bool
    compression: str


def read_sheet(package: WordPackage) -> Sheet:
    """Return how ``package`` is laid out.

    Raises:
        InputError: a part that is needed is missing or no XML.
    """
    styles = Styles(package.main_related("styles"))
    numbering = read_numbering(package.main_related("numbering"), styles.elements)
    body = package.body()
    reader = _SheetReader(package.main, styles, numbering)
    paragraphs = tuple(reader.paragraphs(body))
    stories = {}
    for kind in ("header", "footer"):
        for name in package.related(package.main, kind):
            root = package.root(name)
            if root is not None:
                # The lists of a header do not count with those of the text.
                story_reader = _SheetReader(name, styles, no_numbering())
                stories[name] = tuple(story_reader.paragraphs(root))
    settings = package.main_related("settings")
    compression = None
    is_mirrored = False
    if settings is not None:
        compression = settings.value("characterSpacingControl")
        is_mirrored = settings.is_on("mirrorMargins")
    return Sheet(
        main=package.main,
        paragraphs=paragraphs,
        tables=tuple(reader.tables),
        sections=read_sections(package),
        stories=stories,
        even_and_odd=has_even_pages(package),
        mirrored=is_mirrored,
        compression=compression or "",
    )


class _Surroundings(NamedTuple):
    """What a paragraph stands in; ``cell`` is table, row and cell, each from 1."""

    cell: tuple[int, int, int] | None = None
    table: int = -1
    table_style_id: str = ""
    in_box: bool = False
    box_alignment: str = ""


class _SheetReader:
    """Goes through one part; keeps the numbers of paragraphs and tables, and looks that were met before."""

    def __init__(self, part: str, styles: Styles, numbering: Numbering) -> None:
        self.part = part
        self.styles = styles
        self.numbering = numbering
        self.tables: list[SheetTable] = []
        self.has_text = False
        self._paragraph_looks: dict[tuple[str, str, Formatting], Look] = {}
        self._run_looks: dict[
            tuple[str, str, str, Formatting], tuple[Look, str, str]
        ] = {}
        self._paragraph_numbers: dict[WordElement, int] = {}
        self._table_numbers: dict[WordElement, int] = {}

    def paragraphs(self, root: WordElement) -> Iterator[SheetParagraph]:
        """Yield every paragraph of the part."""
        self._paragraph_numbers = _numbered(root, "w:p")
        self._table_numbers = _numbered(root, "w:tbl")
        yield from self._within(root, _Surroundings())

    def _within(
        self, container: WordElement, around: _Surroundings
    ) -> Iterator[SheetParagraph]:
        for child in container.elements():
            if isinstance(child, ParagraphElement):
                yield from self._paragraph(child, around)
            elif child.tag == qn("w:tbl"):
                yield from self._table(child, around)
            elif child.tag not in _UNREAD:
                yield from self._within(child, around)

    def _table(
        self, table: WordElement, around: _Surroundings
    ) -> Iterator[SheetParagraph]:
        rows = list(_table_members(table, "w:tr", inner="w:tbl"))
        index = len(self.tables)
        self.tables.append(
            SheetTable(
                borders=table_borders(table),
                rows=tuple(_row(row) for row in rows),
                is_first=not self.has_text,
                title=table.value("tblPr/tblCaption") or "",
            )
        )
        table_style_id = table.value("tblPr/tblStyle") or ""
        for row_number, row in enumerate(rows, start=1):
            cells = _table_members(row, "w:tc", inner="w:tr")
            for cell_number, cell in enumerate(cells, start=1):
                place = (self._table_numbers[table], row_number, cell_number)
                inside = around._replace(
                    # An author cannot count the cells in a text box.
                    cell=None if around.in_box else place,
                    table=index,
                    table_style_id=table_style_id,
                )
                yield from self._within(cell, inside)

    def _paragraph(
        self, element: ParagraphElement, around: _Surroundings
    ) -> Iterator[SheetParagraph]:
        boxes: list[WordElement] = []
        style_id = element.style_id
        runs = tuple(self._runs(element, style_id, around.table_style_id, boxes))
        text = "".join(run.text for run in runs)
        self.has_text = self.has_text or bool(text.strip())
        place = Place(
            self.part,
            self._paragraph_numbers[element],
            around.cell,
            # Reports quote the text as page 1 prints it.
            text=text.replace(PAGE_NUMBER, "1"),
        )
        number = ""
        if self.numbering.lists:
            number = self.numbering.number(element)
        yield SheetParagraph(
            place=place,
            text=text,
            number=number,
            style=self.styles.name(style_id),
            look=self._paragraph_look(element, style_id, around.table_style_id),
            runs=runs,
            table=around.table,
            in_box=around.in_box,
            box_alignment=around.box_alignment,
        )
        for box in boxes:
            inside = _Surroundings(in_box=True, box_alignment=_box_alignment(box))
            yield from self._within(box, inside)

    def _runs(
        self,
        paragraph: ParagraphElement,
        style_id: str,
        table_style_id: str,
        boxes: list[WordElement],
    ) -> Iterator[SheetRun]:
        """Yield the runs that show text; text boxes anchored between them are added to ``boxes``."""
        start = 0
        for run, text in _run_texts(paragraph, boxes):
            properties = run.properties
            formatting = run_formatting(properties)
            character_style_id = ""
            if properties is not None:
                character_style_id = properties.value("rStyle") or ""
            key = (style_id, character_style_id, table_style_id, formatting)
            if key not in self._run_looks:
                self._run_looks[key] = self._run_look(*key)
            look, style, hint = self._run_looks[key]
            yield SheetRun(text=text, start=start, look=look, style=style, hint=hint)
            start += len(text)

    def _run_look(
        self,
        style_id: str,
        character_style_id: str,
        table_style_id: str,
        formatting: Formatting,
    ) -> tuple[Look, str, str]:
        """Return the look of a run, the name of its character style, and its hint."""
        styled = self.styles.run_look(style_id, character_style_id, table_style_id)
        look = laid_over(styled, formatting, DIRECT)
        name = self.styles.name(character_style_id) if character_style_id else ""
        return look, name, dict(formatting).get("hint", "")

    def _paragraph_look(
        self, paragraph: ParagraphElement, style_id: str, table_style_id: str
    ) -> Look:
        formatting = paragraph_formatting(paragraph.properties)
        key = (style_id, table_style_id, formatting)
        if key not in self._paragraph_looks:
            styled = self.styles.paragraph_look(style_id, table_style_id)
            self._paragraph_looks[key] = laid_over(styled, formatting, DIRECT)
        return self._paragraph_looks[key]


def _run_texts(
    paragraph: ParagraphElement, boxes: list[WordElement]
) -> Iterator[tuple[RunElement, str]]:
    """Yield each run that shows something, with its text."""
    current: RunElement | None = None
    text = ""
    for piece in shown_pieces(paragraph):
        if piece.kind is PieceKind.TEXT_BOX:
            boxes.append(piece.element)
            continue
        if piece.run is not current:
            if current is not None and text:
                yield current, text
            current = piece.run
            text = ""
        text += _sheet_text(piece)
    if current is not None and text:
        yield current, text


def _sheet_text(piece: Piece) -> str:
    """Return what a piece prints; the number of the page stands for the whole of its field."""
    if piece.kind is PieceKind.FIELD:
        return PAGE_NUMBER if piece.text == "PAGE" else ""
    if "PAGE" in piece.fields or piece.kind not in (PieceKind.TEXT, PieceKind.SIGN):
        return ""
    return piece.text


def _numbered(root: WordElement, name: str) -> dict[WordElement, int]:
    """Return all elements ``name`` below ``root`` with their numbers from 1."""
    numbers = {}
    for number, element in enumerate(root.iter(qn(name)), start=1):
        assert isinstance(element, WordElement)
        numbers[element] = number
    return numbers


def _table_members(
    container: WordElement, name: str, *, inner: str
) -> Iterator[WordElement]:
    """Yield rows of a table or cells of a row, those in content controls too, not those of ``inner`` ones."""
    for child in container.elements():
        if child.tag == qn(name):
            yield child
        elif child.tag not in _UNREAD and child.tag != qn(inner):
            yield from _table_members(child, name, inner=inner)


def _row(row: WordElement) -> SheetRow:
    assert isinstance(row, RowElement)
    return SheetRow(
        may_split=row.may_split,
        is_repeated=row.is_repeated,
        least_height=row.least_height,
        longest_text=_longest_text(row),
    )


def _longest_text(row: RowElement) -> str:
    longest = ""
    for cell in _table_members(row, "w:tc", inner="w:tbl"):
        text = ""
        for element in cell.iter(qn("w:t")):
            text += element.text or ""
        if len(text) > len(longest):
            longest = text
    return longest


def _box_alignment(box: WordElement) -> str:
    """Return how a text box stands across the page: outside, center, right …"""
    for anchor in box.iterancestors(qn("wp:anchor")):
        path = f"{qn('wp:positionH')}/{qn('wp:align')}"
        align = anchor.find(path)
        if align is None:
            return ""
        return align.text or ""
    return ""


def has_even_pages(package: WordPackage) -> bool:
    """Return whether even pages have headers and footers of their own.

    Raises:
        InputError: the settings are no XML.
    """
    settings = package.main_related("settings")
    return settings is not None and settings.is_on("evenAndOddHeaders")


def read_sections(package: WordPackage) -> tuple[SheetSection, ...]:
    """Return the sections in their order; one without a header or footer of its own has that of the section before.

    Raises:
        InputError: a part that is needed is missing or no XML.
    """
    return tuple(_sections(package.body(), package))


def _sections(body: WordElement, package: WordPackage) -> Iterator[SheetSection]:
    targets = {}
    for relation in package.relations(package.main):
        targets[relation.identifier] = relation.target
    numbers = _numbered(body, "w:p")
    stories: dict[tuple[str, str], str] = {}
    for element in body.iter(qn("w:sectPr")):
        assert isinstance(element, WordElement)
        # As the section was before a tracked change.
        change = next(element.iterancestors(qn("w:sectPrChange")), None)
        if change is not None:
            continue
        for child in element.elements():
            kind, is_reference, _ = local_name(child.tag).partition("Reference")
            if is_reference and kind in ("header", "footer"):
                pages = child.attribute("type") or "default"
                target = targets.get(child.get(qn("r:id")) or "", "")
                stories[kind, pages] = target
        paragraph = next(element.iterancestors(qn("w:p")), None)
        number = 0
        if isinstance(paragraph, WordElement):
            number = numbers[paragraph]
        yield SheetSection(
            place=Place(package.main, number),
            page=_attributes(element, "pgSz"),
            margins=_attributes(element, "pgMar"),
            grid=_attributes(element, "docGrid"),
            own_first_page=element.is_on("titlePg"),
            number_format=_attributes(element, "pgNumType").get("fmt", ""),
            stories=dict(stories),
        )


def _attributes(element: WordElement, name: str) -> dict[str, str]:
    child = element.child(name)
    return {} if child is None else child.attributes()
