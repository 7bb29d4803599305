"""What stands in a document beside its text: tables, pictures, links, fields, comments, tracked changes, other parts.

Each thing is a finished value that can be counted, so that two documents can be compared
whatever program wrote them. This module must not know looks, roles or layouts.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from rectify_gen.word.elements import RowElement, WordElement, whole_number
from rectify_gen.word.formatting import border_line
from rectify_gen.word.namespaces import qn, qns
from rectify_gen.word.places_of_elements import text_below
from rectify_gen.word.word_package import WordPackage

_EMU_PER_MILLIMETRE = 36_000
_TRACKED_CHANGES = {
    qn("w:ins"): "insertion",
    qn("w:moveTo"): "insertion",
    qn("w:cellIns"): "insertion",
    qn("w:del"): "deletion",
    qn("w:moveFrom"): "deletion",
    qn("w:cellDel"): "deletion",
    qn("w:rPrChange"): "formatting",
    qn("w:pPrChange"): "formatting",
    qn("w:sectPrChange"): "formatting",
    qn("w:tblPrChange"): "formatting",
    qn("w:tcPrChange"): "formatting",
    qn("w:trPrChange"): "formatting",
    qn("w:tblGridChange"): "formatting",
}
_CHANGES_AROUND_TEXT = qns("w:ins w:del w:moveTo w:moveFrom")
"""Tracked changes that stand around the text that they are of; others stand in its properties."""
_DRAWINGS = qns("w:drawing w:pict w:object")
_PICTURE_REFERENCES = qns("r:embed r:id r:link")
_SAVED_ANEW = re.compile(
    r"""
    \[Content_Types\]\.xml
    | .*\.rels
    | docProps/[^/]*
    | customXml/[^/]*
    | word/(document|styles|stylesWithEffects|settings|webSettings|fontTable|numbering
        |footnotes|endnotes|comments\w*|people|header\d*|footer\d*)\.xml
    | word/theme/[^/]*
    | word/media/[^/]*
    """,
    re.VERBOSE,
)
"""Parts that any office program writes when it saves; what matters in them is compared by what it means."""
_WIDTH_STEP = 120
"""Twips in which widths of columns are compared."""
_HEIGHT_STEP = 10
_EXCERPT = 20


class Thing(NamedTuple):
    """One thing: which kind, whose (of comments and tracked changes), and what tells it from others of its kind."""

    kind: str
    author: str = ""
    text: str = ""


def take_inventory(package: WordPackage) -> Counter[Thing]:
    """Return how often each thing stands in the document.

    Raises:
        InputError: a part is no XML.
    """
    inventory = Counter(_things_in_body(package))
    comments = package.main_related("comments")
    if comments is not None:
        for comment in comments.children("comment"):
            author = comment.attribute("author") or ""
            text = _shortened(_plain_text(comment))
            thing = Thing("comment", author, text)
            inventory[thing] += 1
    settings = package.main_related("settings")
    if settings is not None:
        protection = settings.child("documentProtection")
        if protection is not None:
            inventory[Thing("protection")] += 1
    shown_in_body = set()
    for relation in package.relations(package.main):
        shown_in_body.add(relation.target)
    for name, content in package.parts.items():
        if name.startswith("word/media/") and name not in shown_in_body:
            # It is shown by a header, say.
            inventory[Thing("picture", text=_digest(content))] += 1
        elif _SAVED_ANEW.fullmatch(name) is None:
            inventory[Thing("part", text=_digest(content))] += 1
    return inventory


def _things_in_body(package: WordPackage) -> Iterator[Thing]:
    pictures = {}
    for relation in package.relations(package.main):
        if not relation.is_external:
            pictures[relation.identifier] = relation.target
    body = package.body()
    for element in _elements_below(body):
        if element.tag in _TRACKED_CHANGES:
            author = element.attribute("author") or ""
            text = _shortened(_changed_text(element))
            yield Thing(_TRACKED_CHANGES[element.tag], author, text)
        elif element.tag in _DRAWINGS:
            yield from _drawing(package, element, pictures)
        elif element.tag in _READERS:
            thing = _READERS[element.tag](element)
            if thing is not None:
                yield thing
    yield from _fields(body)


def _elements_below(parent: WordElement) -> Iterator[WordElement]:
    """Yield all descendants, without the fallbacks that repeat what stands beside them."""
    for element in parent.elements():
        if element.tag != qn("mc:Fallback"):
            yield element
            yield from _elements_below(element)


def _drawing(
    package: WordPackage, drawing: WordElement, pictures: Mapping[str, str]
) -> Iterator[Thing]:
    """Yield pictures by their content and size, another drawing by its text."""
    targets: list[str] = []
    for element in drawing.iter("*"):
        for name, identifier in element.items():
            if name not in _PICTURE_REFERENCES:
                continue
            target = pictures.get(str(identifier), "")
            # Such as <a:blip r:embed="rId5"/>.
            if target and target not in targets:
                targets.append(target)
    for target in targets:
        content = _digest(package.parts.get(target, b""))
        yield Thing("picture", text=f"{content} {_size(drawing)}")
    if not targets:
        yield Thing("drawing", text=_digest_of_text(drawing))


def _size(drawing: WordElement) -> str:
    """Return width and height in whole millimetres; empty where the drawing has none of its own."""
    extent = next(drawing.iter(qn("wp:extent")), None)
    if extent is None:
        return ""
    width = round(whole_number(extent.get("cx")) / _EMU_PER_MILLIMETRE)
    height = round(whole_number(extent.get("cy")) / _EMU_PER_MILLIMETRE)
    return f"{width} {height}"


def _fields(body: WordElement) -> Iterator[Thing]:
    """Yield the codes of fields, which may go on over paragraphs, without their formatting switches."""
    codes: list[str] = []
    for element in body.iter(qn("w:fldSimple"), qn("w:fldChar"), qn("w:instrText")):
        assert isinstance(element, WordElement)
        if element.tag == qn("w:fldSimple"):
            yield _field(element.attribute("instr") or "")
        elif element.tag == qn("w:instrText"):
            if codes:
                codes[-1] += element.text or ""
        elif element.attribute("fldCharType") == "begin":
            codes.append("")
        elif element.attribute("fldCharType") == "end" and codes:
            yield _field(codes.pop())


def _field(code: str) -> Thing:
    # Switches such as MERGEFORMAT come and go with the program that saves.
    before_switches = code.partition("\\*")[0]
    return Thing("field", text=" ".join(before_switches.split()))


def _table(table: WordElement) -> Thing:
    """Return how a table is built and ruled, as a digest that is equal for tables that look alike."""
    widths = []
    grid = table.child("tblGrid")
    if grid is not None:
        for column in grid.elements():
            width = whole_number(column.attribute("w"))
            widths.append(round(width / _WIDTH_STEP))
    lines = [f"{len(widths)} {widths}"]
    rows = list(table.iter(qn("w:tr")))
    for row_number, row in enumerate(rows, start=1):
        assert isinstance(row, RowElement)
        lines.append(str(row.exact_height // _HEIGHT_STEP))
        cells = list(row.iter(qn("w:tc")))
        for cell_number, cell in enumerate(cells, start=1):
            assert isinstance(cell, WordElement)
            sides = _ruled_sides(
                table,
                cell,
                is_top=row_number == 1,
                is_bottom=row_number == len(rows),
                is_left=cell_number == 1,
                is_right=cell_number == len(cells),
            )
            span = cell.value("tcPr/gridSpan") or "1"
            lines.append(f"{span} {sides} {_fill(cell)}")
    description = "\n".join(lines)
    digest = _digest(description.encode("utf-8"))
    return Thing("table", text=digest)


def _fill(cell: WordElement) -> str:
    shading = cell.child("tcPr/shd")
    if shading is None:
        return ""
    fill = shading.attribute("fill") or ""
    return "" if fill == "auto" else fill


def _ruled_sides(
    table: WordElement,
    cell: WordElement,
    *,
    is_top: bool,
    is_bottom: bool,
    is_left: bool,
    is_right: bool,
) -> list[str]:
    """Return the four sides of a cell as ``width colour``: its own rules, else those of the table."""
    cell_borders = cell.child("tcPr/tcBorders")
    table_borders = table.child("tblPr/tblBorders")
    # Only the outer cells have the outer rules of the table.
    names_in_table = {
        "top": "top" if is_top else "insideH",
        "bottom": "bottom" if is_bottom else "insideH",
        "left": "left" if is_left else "insideV",
        "right": "right" if is_right else "insideV",
    }
    sides = []
    for side, name_in_table in names_in_table.items():
        border = None if cell_borders is None else cell_borders.child(side)
        if border is None and table_borders is not None:
            border = table_borders.child(name_in_table)
        line = "" if border is None else border_line(border)
        sides.append(line.replace("000000", "AUTO"))
    return sides


def _page_break(element: WordElement) -> Thing | None:
    if element.attribute("type") in ("page", "column"):
        return Thing("break")
    return None


def _hidden_run(run: WordElement) -> Thing | None:
    text = _plain_text(run)
    if text and run.is_on("rPr/vanish"):
        return Thing("hidden", text=_shortened(text))
    return None


def _columns(element: WordElement) -> Thing | None:
    count = whole_number(element.attribute("num"), 1)
    # Word writes <w:cols w:space="425"/> into every section: one column is none.
    if count <= 1:
        return None
    return Thing("columns", text=str(count))


def _link(element: WordElement) -> Thing:
    return Thing("link", text=_shortened(_plain_text(element)))


def _formula(element: WordElement) -> Thing:
    return Thing("formula", text=_digest_of_text(element))


def _page_border(_: WordElement) -> Thing:
    return Thing("page-border")


def _line_numbers(_: WordElement) -> Thing:
    return Thing("line-numbers")


_READERS: dict[object, Callable[[WordElement], Thing | None]] = {
    qn("w:tbl"): _table,
    qn("w:hyperlink"): _link,
    qn("w:br"): _page_break,
    qn("w:r"): _hidden_run,
    qn("w:cols"): _columns,
    qn("w:pgBorders"): _page_border,
    qn("w:lnNumType"): _line_numbers,
    qn("m:oMath"): _formula,
}


def _plain_text(element: WordElement) -> str:
    return "".join(text.text or "" for text in element.iter(qn("w:t")))


def _changed_text(change: WordElement) -> str:
    """Return what a tracked change put in or took out; of changed formatting, the text that it is on."""
    if change.tag in _CHANGES_AROUND_TEXT:
        return text_below(change)
    around = next(change.iterancestors(qn("w:r"), qn("w:p")), change)
    assert isinstance(around, WordElement)
    return text_below(around)


def _shortened(text: str) -> str:
    return text if len(text) <= _EXCERPT else text[:_EXCERPT] + "…"


def _digest_of_text(element: WordElement) -> str:
    text = "".join(str(piece) for piece in element.itertext())
    return _digest(text.encode("utf-8"))


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
