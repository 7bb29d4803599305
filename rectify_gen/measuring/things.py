"""What stands in a document beside its text: tables, pictures, links, fields, comments, tracked changes, other parts.

Each is a finished value that can be counted, so that two documents can be compared whatever program wrote them.
This room must not know looks, roles or layouts.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

from rectify_gen.document.parts import (
    WORD,
    Element,
    Package,
    is_on,
    value,
    whole_number,
)
from rectify_gen.measuring.units import Words, words

_EXTENT = (
    "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"
)
_EMU_PER_MILLIMETRE = 36_000
_OFFICE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

_TRACKED = {
    **{WORD + name: "insertion" for name in ("ins", "moveTo", "cellIns")},
    **{WORD + name: "deletion" for name in ("del", "moveFrom", "cellDel")},
    **{
        f"{WORD}{name}Change": "formatting"
        for name in ("rPr", "pPr", "sectPr", "tblPr", "tcPr", "trPr", "tblGrid")
    },
}
_SAVED_ANEW = re.compile(
    r"\[Content_Types\]\.xml|.*\.rels|docProps/[^/]*|customXml/[^/]*"
    r"|word/(document|styles|stylesWithEffects|settings|webSettings|fontTable|numbering"
    r"|footnotes|endnotes|comments\w*|people|header\d*|footer\d*)\.xml"
    r"|word/theme/[^/]*|word/media/[^/]*"
)
"""Parts that any office program writes when it saves; what matters in them is compared by what it means."""
_WIDTHS_TOLERATED = 30
"""Twips by which the width of a column may differ."""
_EXCERPT = 20


class Thing(NamedTuple):
    """One thing: which kind, whose (of comments and tracked changes), and what tells it from others of its kind."""

    kind: str
    who: str = ""
    text: str = ""


def things_of(package: Package) -> Counter[Thing]:
    """Return how often each thing stands in the document.

    Raises:
        InputError: a part is no XML.
    """
    body, names = package.body(), package.named()
    found = Counter(_in_body(package, body))
    comments = package.root(names.get("comments", ""))
    for comment in comments.iter(WORD + "comment") if comments is not None else ():
        author = comment.get(WORD + "author") or ""
        found[Thing("comment", author, _shortened(_text(comment)))] += 1
    settings = package.root(names.get("settings", ""))
    protected = WORD + "documentProtection"
    if settings is not None and settings.find(protected) is not None:
        found[Thing("protection")] += 1
    shown_in_body = {one.target for one in package.relations()}
    for name, content in package.parts.items():
        if name.startswith("word/media/") and name not in shown_in_body:
            found[Thing("picture", "", _digest(content))] += 1  # of a header, say
        elif not _SAVED_ANEW.fullmatch(name):
            found[Thing("part", "", _digest(content))] += 1
    return found


def called(thing: Thing) -> Words:
    """Return what a thing is called, with who made it and what it says."""
    name = words(f"restyled-thing-{thing.kind}", who=thing.who)
    shown = thing.text if thing.kind in _QUOTED else ""
    return Words(
        name.zh + (f"“{shown}”" if shown else ""),
        name.en + (f" '{shown}'" if shown else ""),
    )


_QUOTED = frozenset(
    {"hidden", "comment", "insertion", "deletion", "formatting", "link", "field"}
)
"""Kinds whose ``text`` says something to people."""


def _in_body(package: Package, body: Element) -> Iterator[Thing]:
    pictures = {one.identifier: one.target for one in package.relations()}
    for element in body.iter():
        if any(one.tag == _COMPATIBLE + "Fallback" for one in element.iterancestors()):
            continue  # it repeats what stands beside it
        if element.tag in _TRACKED:
            who = element.get(WORD + "author") or ""
            text = _shortened(_changed_text(element))
            yield Thing(_TRACKED[element.tag], who, text)
        elif element.tag in _DRAWINGS:
            yield from _drawn(package, element, pictures)
        elif element.tag in _READERS:
            yield from _READERS[element.tag](element)
    yield from _fields(body)


def _drawn(
    package: Package, element: Element, pictures: dict[str, str]
) -> Iterator[Thing]:
    """A picture by its content and size, another drawing by its text."""
    shown = [
        pictures[str(identifier)]
        for inner in element.iter()
        for name, identifier in inner.attrib.items()
        if name in (_OFFICE + "embed", _OFFICE + "id", _OFFICE + "link")
        and str(identifier) in pictures
    ]
    for target in dict.fromkeys(shown):
        content = _digest(package.parts.get(target, b""))
        yield Thing("picture", "", f"{content} {_size(element)}")
    if not shown:
        yield Thing("drawing", "", _digest_of_text(element))


def _size(drawing: Element) -> str:
    """Width and height of a drawing in whole millimetres; empty where it has none of its own."""
    extent = next(drawing.iter(_EXTENT), None)
    if extent is None:
        return ""
    sides = (whole_number(extent.get(name)) for name in ("cx", "cy"))
    return " ".join(str(round(side / _EMU_PER_MILLIMETRE)) for side in sides)


def _fields(body: Element) -> Iterator[Thing]:
    """The codes of fields, without their formatting switches."""
    codes: list[str] = []
    for element in body.iter():
        if element.tag == WORD + "fldSimple":
            yield _field(element.get(WORD + "instr") or "")
        elif element.tag == WORD + "fldChar":
            kind = element.get(WORD + "fldCharType")
            if kind == "begin":
                codes.append("")
            elif kind == "end" and codes:
                yield _field(codes.pop())
        elif element.tag == WORD + "instrText" and codes:
            codes[-1] += element.text or ""


def _field(code: str) -> Thing:
    return Thing("field", "", " ".join(code.split("\\*", maxsplit=1)[0].split()))


def _table(element: Element) -> str:
    """How a table is built and ruled, as text that is equal for tables that look alike."""
    grid = element.find(WORD + "tblGrid")
    widths = [
        round(whole_number(column.get(WORD + "w")) / _WIDTHS_TOLERATED / 4)
        for column in (grid if grid is not None else ())
    ]
    rows = list(element.iter(WORD + "tr"))
    lines = [f"{len(widths)} {widths}"]
    for at, row in enumerate(rows):
        cells = list(row.iter(WORD + "tc"))
        lines.append(str(_height(row)))
        for number, cell in enumerate(cells):
            edges = _edges(
                element,
                cell,
                top=at == 0,
                bottom=at == len(rows) - 1,
                left=number == 0,
                right=number == len(cells) - 1,
            )
            span = value(cell, "tcPr/gridSpan") or "1"
            shade = cell.find(f"{WORD}tcPr/{WORD}shd")
            fill = "" if shade is None else shade.get(WORD + "fill") or ""
            lines.append(f"{span} {edges} {'' if fill == 'auto' else fill}")
    return _digest("\n".join(lines).encode("utf-8"))


def _height(row: Element) -> int:
    found = row.find(f"{WORD}trPr/{WORD}trHeight")
    if found is None or found.get(WORD + "hRule") != "exact":
        return 0
    return whole_number(found.get(WORD + "val")) // 10


def _edges(table: Element, cell: Element, **outer: bool) -> list[str]:
    """The four sides of a cell as ``width colour``: its own rules, else those of the table."""
    own = cell.find(f"{WORD}tcPr/{WORD}tcBorders")
    shared = table.find(f"{WORD}tblPr/{WORD}tblBorders")
    inner = {
        "top": "insideH",
        "bottom": "insideH",
        "left": "insideV",
        "right": "insideV",
    }
    sides = []
    for side, is_outer in outer.items():
        name = side if is_outer else inner[side]
        rule = None if own is None else own.find(WORD + side)
        if rule is None and shared is not None:
            rule = shared.find(WORD + name)
        sides.append(_rule(rule))
    return sides


def _rule(element: Element | None) -> str:
    if element is None or element.get(WORD + "val") in ("nil", "none", None):
        return ""
    colour = (element.get(WORD + "color") or "auto").upper()
    return (
        f"{element.get(WORD + 'sz') or '0'} {'AUTO' if colour == '000000' else colour}"
    )


def _breaks(element: Element) -> Iterator[Thing]:
    if element.get(WORD + "type") in ("page", "column"):
        yield Thing("break")


def _hidden(element: Element) -> Iterator[Thing]:
    text = _text(element)
    if text and is_on(element.find(WORD + "rPr"), "vanish"):
        yield Thing("hidden", "", _shortened(text))


def _columns(element: Element) -> Iterator[Thing]:
    count = whole_number(element.get(WORD + "num"), 1)
    if count > 1:
        yield Thing("columns", "", str(count))


def _tables(element: Element) -> Iterator[Thing]:
    yield Thing("table", "", _table(element))


def _links(element: Element) -> Iterator[Thing]:
    yield Thing("link", "", _shortened(_text(element)))


def _formulas(element: Element) -> Iterator[Thing]:
    yield Thing("formula", "", _digest_of_text(element))


def _page_borders(_: Element) -> Iterator[Thing]:
    yield Thing("page-border")


def _line_numbers(_: Element) -> Iterator[Thing]:
    yield Thing("line-numbers")


_DRAWINGS = frozenset(WORD + name for name in ("drawing", "pict", "object"))
_READERS: dict[object, Callable[[Element], Iterator[Thing]]] = {
    WORD + "tbl": _tables,
    WORD + "hyperlink": _links,
    WORD + "br": _breaks,
    WORD + "r": _hidden,
    WORD + "cols": _columns,
    WORD + "pgBorders": _page_borders,
    WORD + "lnNumType": _line_numbers,
    _MATH + "oMath": _formulas,
}


def _text(element: Element) -> str:
    return "".join(one.text or "" for one in element.iter(WORD + "t"))


def _changed_text(element: Element) -> str:
    """What a tracked change put in or took out; of changed formatting, the text that it is on."""
    around = element
    if element.tag not in _WRAPPING:
        around = next(
            (one for one in element.iterancestors() if one.tag in _BEARERS), element
        )
    kinds = (WORD + "t", WORD + "delText")
    return "".join(one.text or "" for one in around.iter(*kinds))


_WRAPPING = frozenset(WORD + name for name in ("ins", "del", "moveTo", "moveFrom"))
"""Tracked changes that stand around the text that they are of; others stand in its properties."""
_BEARERS = frozenset({WORD + "r", WORD + "p"})


def _shortened(text: str) -> str:
    return text if len(text) <= _EXCERPT else text[:_EXCERPT] + "…"


def _digest_of_text(element: Element) -> str:
    return _digest("".join(str(text) for text in element.itertext()).encode("utf-8"))


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
