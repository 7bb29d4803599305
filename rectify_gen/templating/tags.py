"""The tags of a template part, read as Word shows them: joined where runs split them, each with its place.

What is compiled and what is checked without data both start here: ``read_part`` gives
for the paragraph 一、{{ one.text }} one tag of the kind ``{{`` with the body ``one.text``
at column 2. A tag holds only finished values, no XML. This module must not know what
stands inside a tag, views, or docxtpl.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from rectify_gen import invisible
from rectify_gen.places import Place
from rectify_gen.word.elements import WordElement
from rectify_gen.word.story import (
    Story,
    companion_among,
    elements_below,
    plain_text,
)

PREFIXES = frozenset({"p", "tr", "tc", "r"})
"""Letters by which docxtpl lifts a tag out of its paragraph, row, cell or run."""
LIFTED = frozenset({"p", "tr", "tc"})
"""Prefixes of tags that take the whole paragraph, row or cell away, whatever stands around them inside."""
HIDDEN = ("hidden",)
"""The shape of a tag in an attribute or a field code."""
CELL_KEYWORDS = frozenset({"cellbg", "colspan", "vm", "hm"})
"""docxtpl's own tags about the table cell that they stand in."""

OPENING = re.compile(r"\{\{|\{%")
_ANY_OPENING = re.compile(r"\{[{%#]")
_CLOSINGS = {"{{": "}}", "{%": "%}", "{#": "#}"}
_INSIDE = re.compile(
    r"""
    [-+]?                              # trims white space before the tag
    (?:(p|tr|tc|r)(?P<blank>\s))?
    (.*?)
    [-+]?                              # and behind it
    """,
    re.DOTALL | re.VERBOSE,
)
_KEYWORD = re.compile(r"\w+")
_WHOLE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_END_OF_RAW = re.compile(r"\{%-?\s*endraw\s*-?%\}")
_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_LITERAL = re.compile(r"\"[^\"]*\"|'[^']*'")
_LONGEST = 4000
"""Characters of one tag; a longer one counts as never closed."""
_PARAGRAPHS_APART = 20
"""Paragraphs over which one tag may be split; farther away it counts as never closed."""
_SHOWN = 40
"""Characters that are quoted of a tag that is never closed."""

_QUOTES = "“”‘’"
STAND_INS = "\ue0f0\ue0f1\ue0f2\ue0f3"
HIDE_QUOTES = str.maketrans(_QUOTES, STAND_INS)
"""Chinese quotes to stand-ins that docxtpl does not know."""
SHOW_QUOTES = str.maketrans(STAND_INS, _QUOTES)
_PLAIN_QUOTES = str.maketrans(STAND_INS + _QUOTES, "\"\"''\"\"''")


class Tag(NamedTuple):
    """One tag. ``prefix`` is p, tr, tc or r; ``body`` what stands inside without it; ``keyword`` the first word of {% %}.

    ``holder`` numbers what the paragraph stands in (body, cell, text box); ``shape`` names the
    elements between the paragraph and the text, the innermost first. ``beside`` is the text in the same
    paragraph, row or cell that goes with a lifted tag, ``content`` what else does: section, picture, note,
    break, field. ``swallowed`` is such a thing between the first and the last character of the tag. ``cut``
    names the element that holds only the tag's beginning or only its end. ``blank`` is what stands behind
    the prefix. ``closed`` is false where the end is missing, ``paragraphs`` how many it is spread over,
    ``other_holder`` whether it ends in another cell.
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


class TemplatePart(NamedTuple):
    """What a part says: each paragraph with a text, all tags, comments too, and the codes of Word's fields (``tag``)."""

    name: str
    paragraphs: tuple[Place, ...]
    tags: tuple[Tag, ...]
    fields: tuple[Place, ...] = ()


def plain_quotes(tag: str) -> str:
    """Return ``tag`` with Chinese quotes outside ASCII-quoted literals turned into ASCII ones, those inside kept."""
    pieces: list[str] = []
    end = 0
    for literal in _LITERAL.finditer(tag):
        before = tag[end : literal.start()]
        pieces.append(before.translate(_PLAIN_QUOTES))
        pieces.append(literal.group())
        end = literal.end()
    behind = tag[end:]
    pieces.append(behind.translate(_PLAIN_QUOTES))
    return "".join(pieces)


def make_tag(
    raw: str, place: Place, holder: int = 0, shape: tuple[str, ...] = ()
) -> Tag:
    """Return the closed tag ``raw``, taken apart."""
    kind = raw[:2]
    inside = visible(raw[2:-2])
    match = _INSIDE.fullmatch(inside)
    prefix, blank, body = match.groups() if match else ("", "", inside)
    body = (body or "").strip()
    keyword = _KEYWORD.match(body) if kind == "{%" else None
    return Tag(
        raw=raw,
        kind=kind,
        prefix=prefix or "",
        keyword=keyword.group() if keyword else "",
        body=body,
        place=place,
        holder=holder,
        shape=shape,
        blank=blank or " ",
    )


def visible(text: str) -> str:
    """Return ``text`` without the characters that nobody sees: of no width, of direction, of variation."""
    return text if text.isascii() else invisible.shapeless().sub("", text)


def is_invisible(sign: str) -> bool:
    """Return whether nobody sees the character ``sign``."""
    return invisible.shapeless().match(sign) is not None


class ScannedTag(NamedTuple):
    """A tag found in texts: where it begins and ends; ``raw`` is empty where it is never closed.

    Indexes count texts from 0; ``end`` is the column behind its last character.
    """

    kind: str
    raw: str
    first: int
    column: int
    last: int
    end: int


def scan_tags(texts: Sequence[str]) -> Iterator[ScannedTag]:
    """Yield the tags in ``texts``, the paragraphs of a part, in their order; a tag may go on in the next paragraph.

    What stands between {% raw %} and its end is text; a raw block that never ends is
    followed by an empty tag of the kind ``{%``.
    """
    index = 0
    column = 0
    while index < len(texts):
        opening = _ANY_OPENING.search(texts[index], column)
        if opening is None:
            index += 1
            column = 0
            continue
        scanned = _scan_tag(texts, index, opening)
        yield scanned
        index = scanned.last
        column = scanned.end
        if _is_raw(scanned):
            end_of_raw = _scan_end_of_raw(texts, scanned)
            yield end_of_raw
            index = end_of_raw.last
            column = end_of_raw.end


def first_tag(text: str) -> str:
    """Return the first whole tag in ``text`` that is no comment; empty where there is none."""
    for scanned in scan_tags([text]):
        if scanned.raw and scanned.kind != "{#":
            return scanned.raw
    return ""


def without_tags(text: str) -> str:
    """Return ``text`` without its whole tags and comments."""
    kept = []
    end = 0
    for scanned in scan_tags([text]):
        if scanned.raw:
            kept.append(text[end : scanned.column])
            end = scanned.end
    kept.append(text[end:])
    return "".join(kept)


def _scan_tag(texts: Sequence[str], index: int, opening: re.Match[str]) -> ScannedTag:
    kind = opening.group()
    begin = opening.start()
    unclosed = ScannedTag(
        kind=kind,
        raw="",
        first=index,
        column=begin,
        last=index,
        end=opening.end(),
    )
    closing = _CLOSINGS[kind]
    text = texts[index][begin : begin + _LONGEST]
    last = index
    before_last = -begin  # characters of the tag before the last paragraph
    while (end := text.find(closing, 2)) < 0:
        last += 1
        is_too_far = last == len(texts) or last - index > _PARAGRAPHS_APART
        if is_too_far or len(text) >= _LONGEST or _opens_another(text):
            return unclosed
        before_last = len(text)
        text += texts[last][:_LONGEST].replace("\n", " ")
    raw = text[: end + 2]
    if _opens_another(raw):
        return unclosed
    return ScannedTag(
        kind=kind,
        raw=raw,
        first=index,
        column=begin,
        last=last,
        end=end + 2 - before_last,
    )


def _is_raw(scanned: ScannedTag) -> bool:
    if scanned.kind != "{%" or "raw" not in visible(scanned.raw):
        return False
    return make_tag(scanned.raw, Place("")).keyword == "raw"


def _scan_end_of_raw(texts: Sequence[str], raw: ScannedTag) -> ScannedTag:
    """Return the tag that ends a raw block, an empty one behind the last text where there is none."""
    column = raw.end
    for index in range(raw.last, len(texts)):
        match = _END_OF_RAW.search(texts[index], column)
        if match is not None:
            return ScannedTag(
                kind="{%",
                raw=match.group(),
                first=index,
                column=match.start(),
                last=index,
                end=match.end(),
            )
        column = 0
    behind = len(texts)
    return ScannedTag(
        kind="{%",
        raw="",
        first=behind,
        column=0,
        last=behind,
        end=0,
    )


def _opens_another(text: str) -> bool:
    """Whether another tag begins in ``text`` before the one that it starts with ends, and not within quotes."""
    if text.startswith("{#"):
        return False
    inner = _ANY_OPENING.search(text, 2)
    if inner is None:
        return False
    before = text[: inner.start()]
    # An odd number of quotes means that the opening stands in a literal: {{ "{{" }}.
    is_in_double_quotes = before.count('"') % 2 == 1
    is_in_single_quotes = before.count("'") % 2 == 1
    return not is_in_double_quotes and not is_in_single_quotes


def read_part(root: WordElement, name: str) -> TemplatePart:
    """Return the paragraphs and tags of the part ``name`` in the order of their text."""
    story = Story(root, name)
    paragraphs: list[Place] = []
    fields: list[Place] = []
    for index, text in enumerate(story.texts):
        if text:
            paragraphs.append(story.place(index))
        for code in story.field_codes[index]:
            place = story.place(index)
            fields.append(place._replace(tag=code))
    reader = _PartReader(story)
    return TemplatePart(
        name=name,
        paragraphs=tuple(paragraphs),
        tags=tuple(reader.tags()),
        fields=tuple(fields),
    )


def read_texts(name: str, texts: Mapping[str, str]) -> TemplatePart:
    """Return the tags of named texts (document properties), each read like a paragraph that stands alone."""
    places: list[Place] = []
    for number, (text_name, text) in enumerate(texts.items(), start=1):
        place = Place(name, number, name=text_name, text=text)
        places.append(place)
    tags: list[Tag] = []
    for scanned in scan_tags([place.text for place in places]):
        if scanned.first == len(places):
            tags.append(_never_ending(tags[-1]))
            continue
        place = places[scanned.first]._replace(column=scanned.column)
        tag = _tag_of(scanned, place, holder=scanned.first + 1, shape=("r",))
        is_lifted = tag.closed and tag.prefix in LIFTED
        beside = _text_beside(place.text, tag) if is_lifted else ""
        # Each property is a holder of its own.
        tag = tag._replace(
            other_holder=scanned.last != scanned.first,
            beside=beside,
        )
        tags.append(tag)
    with_text = [place for place in places if place.text]
    return TemplatePart(name, paragraphs=tuple(with_text), tags=tuple(tags))


def _tag_of(
    scanned: ScannedTag, place: Place, *, holder: int, shape: tuple[str, ...]
) -> Tag:
    """Return the tag with what its text alone says."""
    if scanned.raw:
        place = place._replace(tag=scanned.raw)
        tag = make_tag(scanned.raw, place, holder, shape)
        paragraph_count = scanned.last - scanned.first + 1
        return tag._replace(paragraphs=paragraph_count)
    # Where a tag that is never closed would end nobody knows: its beginning is quoted.
    quoted = place.text[scanned.column : scanned.column + _SHOWN]
    return Tag(
        raw=quoted,
        kind=scanned.kind,
        prefix="",
        keyword="",
        body=quoted[2:],
        place=place._replace(tag=quoted),
        holder=holder,
        shape=shape,
        closed=False,
    )


def _never_ending(raw: Tag) -> Tag:
    """Return the missing end of the raw block that the tag ``raw`` begins."""
    return raw._replace(keyword="endraw", closed=False)


class _PartReader:
    """Adds to the tags of a story what Word's elements around them say."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.hidden = self._hidden_tags()

    def tags(self) -> Iterator[Tag]:
        """Yield all tags in the order of the text, hidden ones before the text of their paragraph."""
        is_in_raw = False
        next_index = 0
        raw: Tag | None = None
        for scanned in scan_tags(self.story.texts):
            for index in range(next_index, scanned.first + 1):
                # Between {% raw %} and its end all is text, attributes and codes too.
                if not is_in_raw:
                    yield from self.hidden.get(index, ())
            next_index = max(next_index, scanned.first + 1)
            if raw is not None and scanned.first == len(self.story.texts):
                yield _never_ending(raw)
                return
            tag = self._tag(scanned)
            yield tag
            is_in_raw = tag.keyword == "raw" and tag.closed
            raw = tag
        for index in range(next_index, len(self.story.texts)):
            yield from self.hidden.get(index, ())

    def _hidden_tags(self) -> dict[int, list[Tag]]:
        """Tags in attributes and field codes, by the paragraph that they stand in or before."""
        hidden: dict[int, list[Tag]] = {}
        for element, string in self.story.strings_outside_text("{"):
            opening = OPENING.search(string)
            index = self.story.index_near(element) if opening else None
            if opening is None or index is None:
                continue
            whole_tags = _WHOLE.findall(string)
            tags = hidden.setdefault(index, [])
            for raw in whole_tags:
                tags.append(self._hidden_tag(index, raw))
            if not whole_tags:
                raw = string[opening.start() : opening.start() + _SHOWN]
                tag = self._hidden_tag(index, raw)
                tags.append(tag._replace(kind=raw[:2], closed=False))
        return hidden

    def _hidden_tag(self, index: int, raw: str) -> Tag:
        place = self.story.place(index)._replace(tag=raw)
        return make_tag(raw, place, self._holder(index), HIDDEN)

    def _holder(self, index: int) -> int:
        return self.story.container_number(self.story.paragraphs[index])

    def _tag(self, scanned: ScannedTag) -> Tag:
        story = self.story
        place = story.place(scanned.first)._replace(column=scanned.column)
        holder = self._holder(scanned.first)
        shape = story.elements_around(scanned.first, scanned.column)
        tag = _tag_of(scanned, place, holder=holder, shape=shape)
        if not tag.closed:
            return tag
        first_character = (scanned.first, scanned.column)
        last_character = (scanned.last, scanned.end - 1)
        between = story.elements_between(first_character, last_character)
        tag = tag._replace(
            other_holder=self._holder(scanned.last) != holder,
            swallowed=companion_among(between),
            cut=_cut(shape, story.elements_around(*last_character)),
        )
        if tag.prefix not in LIFTED:
            return tag
        lifted = self._lifted(scanned.first, tag.prefix)
        return tag._replace(
            beside=_text_beside(plain_text(lifted), tag),
            content=companion_among(elements_below(lifted)),
            holder=story.container_number(lifted),
        )

    def _lifted(self, index: int, prefix: str) -> WordElement:
        """Return the paragraph, row or cell that docxtpl takes away with a tag in a paragraph."""
        if prefix == "p":
            return self.story.paragraphs[index]
        return self.story.around(index, prefix)


def _cut(around_start: tuple[str, ...], around_end: tuple[str, ...]) -> str:
    """Return the element around only one end of a tag; an empty text where both ends stand in the same ones."""
    if around_start == around_end:
        return ""
    # The innermost is the run: docxtpl joins tags that Word split over runs.
    counts = Counter(around_start[1:])
    counts.subtract(around_end[1:])
    for name, count in counts.items():
        if count:
            return name
    return ""


def _text_beside(text: str, tag: Tag) -> str:
    """Return what goes with ``tag`` when the paragraph, row or cell with ``text`` is taken away."""
    without_tag = text.replace(tag.raw, "", 1)
    without_comments = _COMMENT.sub("", without_tag)
    return without_comments.strip()
