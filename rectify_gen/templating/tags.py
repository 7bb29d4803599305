"""The tags of a template part, read as Word shows them: joined where runs split them, each with its place.

What is compiled and what is checked without data both start here. A tag holds only
finished values, no XML. This room must not know Jinja, views, or docxtpl.
"""

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from lxml import etree

from rectify_gen import invisible
from rectify_gen.places import Place

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PREFIXES = frozenset({"p", "tr", "tc", "r"})
"""Letters by which docxtpl lifts a tag out of its paragraph, row, cell or run."""
HIDDEN = ("hidden",)
"""The shape of a tag in an attribute or a field code."""
CELL_KEYWORDS = frozenset({"cellbg", "colspan", "vm", "hm"})
"""docxtpl's own tags about the table cell that they stand in."""

OPENING = re.compile(r"\{\{|\{%")
_ANY_OPENING = re.compile(r"\{[{%#]")
_CLOSINGS = {"{{": "}}", "{%": "%}", "{#": "#}"}
_INSIDE = re.compile(r"[-+]?(?:(p|tr|tc|r)(?P<blank>\s))?(.*?)[-+]?", re.DOTALL)
_FIELD = "field"
"""Stands in a shape for a field of Word, which has no element of its own around its result."""
_KEYWORD = re.compile(r"\w+")
_WHOLE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_ATTRIBUTES = etree.XPath('//@*[contains(., "{{") or contains(., "{%")]')
_OTHER_TEXTS = etree.XPath(
    '//text()[(contains(., "{{") or contains(., "{%")) and not(parent::w:t) and not(parent::w:delText)]',
    namespaces={"w": W[1:-1]},
)
_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
LIFTED = frozenset({"p", "tr", "tc"})
"""Prefixes of tags that take the whole paragraph, row or cell away, whatever stands around them inside."""
_CONTENT = {
    **{"sectPr": "section", "footnoteReference": "note", "endnoteReference": "note"},
    **dict.fromkeys(("drawing", "pict", "object"), "picture"),
}
"""Elements without text of their own that a paragraph, row or cell takes along when it is lifted away."""
_LITERAL = re.compile(r"\"[^\"]*\"|'[^']*'")
_LONGEST = 4000
"""Characters of one tag; a longer one counts as never closed."""
_PARAGRAPHS_APART = 20
"""Paragraphs over which one tag may be split; farther away it counts as never closed."""

_QUOTES = "“”‘’"
STAND_INS = "\ue0f0\ue0f1\ue0f2\ue0f3"
HIDE_QUOTES = str.maketrans(_QUOTES, STAND_INS)
"""Chinese quotes to stand-ins that docxtpl does not know."""
SHOW_QUOTES = str.maketrans(STAND_INS, _QUOTES)
_PLAIN = str.maketrans(STAND_INS + _QUOTES, "\"\"''" * 2)


class Tag(NamedTuple):
    """One tag. ``prefix`` is p, tr, tc or r; ``body`` what stands inside without it; ``keyword`` the first word of {% %}.

    ``holder`` numbers what the paragraph stands in (body, cell, text box); ``shape`` names the
    elements between the paragraph and the text. ``beside`` is the text in the same paragraph, row or cell
    that goes with a lifted tag, ``content`` what else does: section, picture, note, break, field.
    ``swallowed`` is such a thing between the first and the last character of the tag. ``cut`` names the
    element that holds only the tag's beginning or only its end. ``blank`` is what stands behind the prefix.
    ``closed`` is false where the end is missing, ``paragraphs`` how many
    it is spread over, ``other_holder`` whether it ends in another cell.
    """

    raw: str
    kind: str
    prefix: str
    keyword: str
    body: str
    place: Place
    holder: int
    shape: tuple[str, ...]
    beside: str = ""
    content: str = ""
    closed: bool = True
    paragraphs: int = 1
    other_holder: bool = False
    swallowed: str = ""
    cut: str = ""
    blank: str = " "


class Part(NamedTuple):
    """What a part says: each paragraph with a text, all tags, comments too, and the codes of Word's fields (``tag``)."""

    name: str
    paragraphs: tuple[Place, ...]
    tags: tuple[Tag, ...]
    fields: tuple[Place, ...] = ()


def plain_quotes(tag: str) -> str:
    """Return ``tag`` with Chinese quotes outside ASCII-quoted literals turned into ASCII ones, those inside kept."""
    out, at = [], 0
    for literal in _LITERAL.finditer(tag):
        out += [tag[at : literal.start()].translate(_PLAIN), literal.group()]
        at = literal.end()
    return "".join(out) + tag[at:].translate(_PLAIN)


def read_part(root: etree._Element, name: str) -> Part:
    """Return the paragraphs and tags of the part ``name`` in the order of their text."""
    reader = _Reader(root, name)
    return Part(
        name,
        paragraphs=tuple(reader.paragraphs()),
        tags=tuple(reader.tags()),
        fields=tuple(reader.codes()),
    )


def read_texts(name: str, texts: Mapping[str, str]) -> Part:
    """Return the tags of named texts (document properties), each read like a paragraph that stands alone."""
    root = etree.Element(W + "body")
    for text in texts.values():
        around = etree.SubElement(root, W + "sdtContent")
        etree.SubElement(
            etree.SubElement(etree.SubElement(around, W + "p"), W + "r"), W + "t"
        ).text = text
    names = list(texts)
    part = read_part(root, name)
    tags = (
        one._replace(place=one.place._replace(name=names[one.place.paragraph - 1]))
        for one in part.tags
    )
    return Part(
        name,
        tuple(one._replace(name=names[one.paragraph - 1]) for one in part.paragraphs),
        tuple(tags),
    )


def make_tag(
    raw: str, place: Place, holder: int = 0, shape: tuple[str, ...] = ()
) -> Tag:
    """Return the closed tag ``raw``, taken apart."""
    kind, inside = raw[:2], visible(raw[2:-2])
    found = _INSIDE.fullmatch(inside)
    prefix, blank, body = found.groups() if found else ("", "", inside)
    body = (body or "").strip()
    word = _KEYWORD.match(body) if kind == "{%" else None
    return Tag(
        raw,
        kind,
        prefix or "",
        word.group() if word else "",
        body,
        place,
        holder,
        shape,
        blank=blank or " ",
    )


def visible(text: str) -> str:
    """Return ``text`` without the characters that nobody sees: of no width, of direction, of variation."""
    return text if text.isascii() else invisible.shapeless().sub("", text)


def is_invisible(sign: str) -> bool:
    """Return whether nobody sees the character ``sign``."""
    return invisible.shapeless().match(sign) is not None


class _Reader:
    """Goes through one part; keeps the numbers of tables, rows and holders that it has met."""

    def __init__(self, root: etree._Element, name: str) -> None:
        self.name = name
        self.elements = list(root.iter(W + "p"))
        self.pieces: list[list[etree._Element]] = [[] for _ in self.elements]
        numbers = {element: at for at, element in enumerate(self.elements)}
        for text in root.iter(W + "t"):
            around = next(text.iterancestors(W + "p"), None)
            if around is not None and text.text:
                self.pieces[numbers[around]].append(text)
        self.texts = [
            "".join(one.text or "" for one in pieces) for pieces in self.pieces
        ]
        self.tables = {table: at for at, table in enumerate(root.iter(W + "tbl"), 1)}
        self.members: dict[etree._Element, dict[etree._Element, int]] = {}
        self.holders: dict[etree._Element, int] = {}
        self.hidden = self._hidden(root, numbers)
        self.fields = _depths_of_fields(root)

    def _hidden(
        self, root: etree._Element, numbers: dict[etree._Element, int]
    ) -> dict[int, list[str]]:
        """Tags in attributes and field codes, by the paragraph that they stand in or before."""
        out: dict[int, list[str]] = {}
        found = [*_ATTRIBUTES(root), *_OTHER_TEXTS(root)]  # type: ignore[misc]
        for one in found:
            around = one.getparent()
            paragraph = next(
                (up for up in (around, *around.iterancestors()) if up in numbers), None
            )
            if paragraph is None:
                paragraph = next(around.iter(W + "p"), None)
            if paragraph is not None:
                start = min(at for at in (one.find("{{"), one.find("{%")) if at >= 0)
                out.setdefault(numbers[paragraph], []).extend(
                    _WHOLE.findall(one) or [one[start : start + 40]]
                )
        return out

    def paragraphs(self) -> Iterator[Place]:
        """The places of the paragraphs with a text."""
        return (self.place(at)[0] for at, text in enumerate(self.texts) if text)

    def codes(self) -> Iterator[Place]:
        """The codes of fields, each with the paragraph that it begins in."""
        for at, paragraph in enumerate(self.elements):
            if next(paragraph.iter(W + "fldSimple", W + "instrText"), None) is None:
                continue
            code = ""
            for element in paragraph.iter(
                W + "fldSimple", W + "instrText", W + "fldChar"
            ):
                if element.tag == W + "fldSimple":
                    yield self.place(at)[0]._replace(tag=element.get(W + "instr") or "")
                elif element.tag == W + "instrText":
                    code += element.text or ""
                elif code:
                    yield self.place(at)[0]._replace(tag=code)
                    code = ""
            if code:
                yield self.place(at)[0]._replace(tag=code)

    def place(self, at: int) -> tuple[Place, int]:
        """Place and holder of the paragraph ``at``."""
        element = self.elements[at]
        place = Place(
            self.name,
            at + 1,
            self.cell(element) if self.tables else None,
            text=self.texts[at],
        )
        return place, self.holder(element)

    def holder(self, element: etree._Element) -> int:
        """The number of what ``element`` stands in."""
        around = element.getparent()
        key = element if around is None else around
        return self.holders.setdefault(key, len(self.holders) + 1)

    def cell(self, element: etree._Element) -> tuple[int, int, int] | None:
        """Table, row and cell that ``element`` stands in; None in a text box or outside tables."""
        cell = next(element.iterancestors(W + "tc", W + "txbxContent"), None)
        row = (
            next(cell.iterancestors(W + "tr"), None)
            if cell is not None and cell.tag == W + "tc"
            else None
        )
        table = next(row.iterancestors(W + "tbl"), None) if row is not None else None
        if cell is None or row is None or table is None:
            return None
        return (
            self.tables[table],
            self.numbered(table, "tr")[row],
            self.numbered(row, "tc")[cell],
        )

    def numbered(self, around: etree._Element, kind: str) -> dict[etree._Element, int]:
        """Rows of a table, or cells of a row, with their numbers; those of inner tables are not among them."""
        if around not in self.members:
            inner = W + ("tbl" if kind == "tr" else "tr")
            own = (
                one
                for one in around.iter(W + kind)
                if next(one.iterancestors(inner), None) is around
            )
            self.members[around] = {one: at for at, one in enumerate(own, 1)}
        return self.members[around]

    def tags(self) -> Iterator[Tag]:
        at, start = 0, 0
        while at < len(self.texts):
            if start == 0:
                yield from self.hidden_tags(at)
            opening = _ANY_OPENING.search(self.texts[at], start)
            if opening is None:
                at, start = at + 1, 0
                continue
            tag, at, start = self.tag(at, opening)
            yield tag
            if tag.keyword == "raw" and tag.closed:
                at, start, last = self.after_raw(at, start, tag)
                yield last

    def hidden_tags(self, at: int) -> Iterator[Tag]:
        """The tags of the paragraph ``at`` that Word does not show as text."""
        for raw in self.hidden.pop(at, ()):
            place, holder = self.place(at)
            tag = make_tag(raw, place._replace(tag=raw), holder, HIDDEN)
            yield (
                tag
                if _WHOLE.fullmatch(raw)
                else tag._replace(kind=raw[:2], closed=False)
            )

    def tag(self, at: int, opening: re.Match[str]) -> tuple[Tag, int, int]:
        """The tag that starts at ``opening`` in the paragraph ``at``, and where reading goes on."""
        kind = opening.group()
        place, holder = self.place(at)
        place = place._replace(column=opening.start())
        shape = self.shape(at, opening.start())
        raw, last, end = self.whole(at, opening)
        if not raw:
            shown = self.texts[at][opening.start() : opening.start() + 40]
            tag = Tag(
                shown,
                kind,
                "",
                "",
                shown[2:],
                place._replace(tag=shown),
                holder,
                shape,
                closed=False,
            )
            return tag, at, opening.end()
        tag = make_tag(raw, place._replace(tag=raw), holder, shape)
        tag = tag._replace(
            paragraphs=last - at + 1,
            other_holder=self.place(last)[1] != holder,
            swallowed=_content(self.inside(at, opening.start(), last, end - 1)),
            cut=_cut(shape, self.shape(last, end - 1)),
        )
        if tag.prefix in LIFTED:
            around = self.lifted(at, tag)
            tag = tag._replace(
                beside=_beside(around, tag),
                content=_content(around.iter(etree.Element)),
                holder=self.holder(around),
            )
        return tag, last, end

    def whole(self, at: int, opening: re.Match[str]) -> tuple[str, int, int]:
        """Text of the tag, paragraph and offset of its end; an empty text where it is never closed."""
        begin = opening.start()
        closing = _CLOSINGS[opening.group()]
        text, last = self.texts[at][begin : begin + _LONGEST], at
        while (end := text.find(closing, 2)) < 0:
            last += 1
            if (
                last == len(self.texts)
                or last - at > _PARAGRAPHS_APART
                or len(text) >= _LONGEST
                or _opens(text)
            ):
                return "", at, 0
            before = len(text)
            text += self.texts[last][:_LONGEST].replace("\n", " ")
            begin = -before
        raw = text[: end + 2]
        return ("", at, 0) if _opens(raw) else (raw, last, begin + end + 2)

    def lifted(self, at: int, tag: Tag) -> etree._Element:
        """The paragraph, row or cell that docxtpl takes away with ``tag`` in the paragraph ``at``."""
        element = self.elements[at]
        return (
            element
            if tag.prefix == "p"
            else next(element.iterancestors(W + tag.prefix), element)
        )

    def after_raw(self, at: int, start: int, tag: Tag) -> tuple[int, int, Tag]:
        """Where reading goes on after {% raw %}, whose inside is text, and the tag that ends it."""
        ending = re.compile(r"\{%-?\s*endraw\s*-?%\}")
        for later in range(at, len(self.texts)):
            if end := ending.search(self.texts[later], start if later == at else 0):
                place, holder = self.place(later)
                place = place._replace(column=end.start(), tag=end.group())
                return (
                    later,
                    end.end(),
                    make_tag(
                        end.group(), place, holder, self.shape(later, end.start())
                    ),
                )
        return len(self.texts), 0, tag._replace(keyword="endraw", closed=False)

    def shape(self, at: int, offset: int) -> tuple[str, ...]:
        """Names of the elements, and of fields, between the paragraph ``at`` and the text at ``offset``."""
        text = self.piece(at, offset)
        around = itertools.takewhile(
            lambda one: one is not self.elements[at], text.iterancestors()
        )
        names = tuple(etree.QName(one.tag).localname for one in around)
        return names + (_FIELD,) * self.fields.get(text, 0)

    def piece(self, at: int, offset: int) -> etree._Element:
        """The element that holds the character ``offset`` of the paragraph ``at``."""
        lengths = itertools.accumulate(len(one.text or "") for one in self.pieces[at])
        return next(
            one
            for one, end in zip(self.pieces[at], lengths, strict=True)
            if offset < end
        )

    def inside(
        self, first: int, begin: int, last: int, end: int
    ) -> Iterator[etree._Element]:
        """The elements between two characters, each given by its paragraph and its offset there."""
        opening, closing = self.piece(first, begin), self.piece(last, end)
        if opening is closing:
            return
        is_inside = False
        for paragraph in self.elements[first : last + 1]:
            for element in paragraph.iter(etree.Element):
                if element is closing:
                    return
                if is_inside:
                    yield element
                is_inside = is_inside or element is opening


def _depths_of_fields(root: etree._Element) -> dict[etree._Element, int]:
    """The texts that stand in the result or code of fields, with the number of fields around them."""
    depths: dict[etree._Element, int] = {}
    depth = 0
    for element in root.iter(W + "fldChar", W + "t"):
        kind = element.get(W + "fldCharType")
        if element.tag == W + "t":
            if depth:
                depths[element] = depth
        elif kind == "begin":
            depth += 1
        elif kind == "end":
            depth = max(depth - 1, 0)
    return depths


def _cut(first: tuple[str, ...], last: tuple[str, ...]) -> str:
    """The element around only one end of a tag; an empty text where both ends stand in the same ones."""
    if first == last:
        return ""
    apart = Counter(first[1:])
    apart.subtract(last[1:])
    return next((name for name, count in apart.items() if count), "")


def _beside(around: etree._Element, tag: Tag) -> str:
    """The text that goes with ``tag`` when ``around`` is lifted away."""
    whole = "".join(one.text or "" for one in around.iter(W + "t"))
    return _COMMENT.sub("", whole.replace(tag.raw, "", 1)).strip()


def _content(elements: Iterable[etree._Element]) -> str:
    """The first of ``elements`` that is no text and that Word shows, or half a field; an empty text where there is none."""
    balance = 0
    for element in elements:
        name = etree.QName(element.tag).localname
        if name in _CONTENT:
            return _CONTENT[name]
        if name == "br" and element.get(W + "type") in ("page", "column"):
            return "break"
        if name == "fldChar":
            kind = element.get(W + "fldCharType")
            balance += {"begin": 1, "end": -1}.get(kind or "", 0)
    return _FIELD if balance else ""


def _opens(text: str) -> bool:
    """Whether another tag begins in ``text`` before the one that it starts with ends, and not within quotes."""
    if text.startswith("{#"):
        return False
    inner = _ANY_OPENING.search(text, 2)
    before = text[: inner.start()] if inner else ""
    return (
        inner is not None and before.count('"') % 2 == 0 and before.count("'") % 2 == 0
    )
