"""Where in the source the values of imported data stand: members by their order, facts by their words.

Data and source have the same words in the same order, so each paragraph of the data is found behind the one
before it. A fact is looked up in the form in which notices write it: ``2024-03-04`` as 2024年3月4日. This module
must not know how the data came about.
"""

from __future__ import annotations

import bisect
import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from rectify_gen import chinese
from rectify_gen.diagnostics import Diagnostic, Position, Route, Span
from rectify_gen.importer.characters import squeeze
from rectify_gen.importer.notice_data import NoticeData
from rectify_gen.importer.source_blocks import SourceBlock
from rectify_gen.model.slots import SLOTTED_PARTS
from rectify_gen.places import Place
from rectify_gen.vocabulary.figures import COMPLETED, completed, figures

_SEARCHED_AHEAD = 20_000
"""Characters behind the last member in which the next one is looked for: what stands between is standard wording."""
_MOST_BLOCKS_WITH_FIGURES = 200
"""Figures of the whole stand in the opening and the first paragraphs; so many blocks are searched for them."""
_NAMING_KEYS = ("heading", "problem", "label", "text")
"""Keys of a member whose words print first."""
_KEYS_OF_FACTS = (
    "title",
    "organization",
    "inspection",
    "statistics",
    "publication",
    "contacts",
    "signature",
    "document",
)
_KEYS_AT_END = ("publication", "contacts", "signature")
"""Facts that stand at the end of a notice, so that they are looked up from there."""
_KEYS_WITHOUT_WORDS = ("kind", "label", "seal")
"""What a fact has besides its value."""
_SLOT = re.compile(r"(?<!\{)\{[^{}]*\}")
"""A fact in a text: {team}; {{ and }} are braces."""
_ZEROS = "〇○◯０0OoＯ零"
"""What is typed for 〇."""
_DATE = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


BlocksOfMembers = Mapping[Route, SourceBlock]
"""The block in which each member of the data begins."""
_Texts = Iterator[tuple[Route, str]]
"""Words of the data with their routes."""


class TracedValue(NamedTuple):
    """A value of the data and where the source has it."""

    route: Route
    value: str
    """As the data has it; a date is ``2024-03-04``."""
    place: Position | Place | None
    """Where the paragraph of the source begins; None where the value cannot be found in it."""


class SourceTrace:
    """The words of the blocks of a source as one text, in which each block can be found again."""

    def __init__(self, blocks: Sequence[SourceBlock]) -> None:
        self._blocks = blocks
        self._starts: list[int] = []
        pieces = []
        length = 0
        for block in blocks:
            words = squeeze(block.text)
            self._starts.append(length)
            pieces.append(words)
            length += len(words)
        self._words = "".join(pieces)

    def members(self, data: NoticeData) -> BlocksOfMembers:
        """Return the block in which each member of preamble, sections and closing begins; absent where it is not found."""
        traced: dict[Route, SourceBlock] = {}
        index = 0
        for route, text in _texts_in_order(data):
            has_slots = route[0] in SLOTTED_PARTS
            words = _literal_words(text) if has_slots else squeeze(text)
            if not words:
                # Nothing but a fact: it stands in the next paragraph.
                self._trace_next(traced, route, index)
                continue
            end = index + _SEARCHED_AHEAD + len(words)
            place = self._words.find(words, index, end)
            if place >= 0:
                # A paragraph with measures begins with its text.
                traced.setdefault(route, self._block_at(place))
                index = place + len(words)
        return traced

    def _trace_next(
        self, traced: dict[Route, SourceBlock], route: Route, index: int
    ) -> None:
        """Trace ``route`` to the first block that begins at ``index`` or behind it, if there is one."""
        number = bisect.bisect_left(self._starts, index)
        if number < len(self._blocks):
            traced.setdefault(route, self._blocks[number])

    def facts(self, data: NoticeData) -> Iterator[TracedValue]:
        """Yield every fact of ``data`` with the place of its words."""
        for route, value in _facts_in(data):
            block = self._block_of_fact(route, value)
            place = None if block is None else block.place
            yield TracedValue(route, str(value), place)

    def placed(self, diagnostic: Diagnostic, members: BlocksOfMembers) -> Diagnostic:
        """Return ``diagnostic`` with the place of what its route leads to, unless it has a place already."""
        if diagnostic.position is not None or diagnostic.place is not None:
            return diagnostic
        block = _block_around(diagnostic.route, members)
        if block is None and "figure" in diagnostic.facts:
            name = str(diagnostic.facts["figure"])
            block = self._block_with_figure(name, diagnostic.facts["claimed"])
        return diagnostic if block is None else _placed_in(diagnostic, block)

    def _block_of_fact(self, route: Route, value: object) -> SourceBlock | None:
        if route[0] == "statistics":
            return self._block_with_figure(str(route[-1]), value)
        find = self._words.rfind if route[0] in _KEYS_AT_END else self._words.find
        for words in written_forms(str(value)):
            place = find(words)
            if place >= 0:
                return self._block_at(place)
        return None

    def _block_with_figure(self, name: str, value: object) -> SourceBlock | None:
        for block in self._blocks[:_MOST_BLOCKS_WITH_FIGURES]:
            if name == COMPLETED and value in completed(block.text):
                return block
            for figure in figures(block.text):
                if figure.counts == name and figure.value == value:
                    return block
        return None

    def _block_at(self, place: int) -> SourceBlock:
        number = bisect.bisect_right(self._starts, place) - 1
        return self._blocks[number]


def plain_paragraphs(
    data: NoticeData, members: BlocksOfMembers
) -> Iterator[TracedValue]:
    """Yield every paragraph that is kept as text: no heading, label or measure was recognised in it."""
    for route, text in _texts_in_order(data):
        if _is_plain_paragraph(data, route):
            block = members.get(route)
            place = None if block is None else block.place
            yield TracedValue(route, text, place)


def placed_at(
    diagnostic: Diagnostic, paragraph: str, blocks: Iterable[SourceBlock]
) -> Diagnostic:
    """Return ``diagnostic`` with the place of the first block that holds the text ``paragraph``."""
    for block in blocks:
        if paragraph in block.text:
            return _placed_in(diagnostic, block)
    return diagnostic


def _placed_in(diagnostic: Diagnostic, block: SourceBlock) -> Diagnostic:
    whole_text = Span(block.text, 0, len(block.text))
    placed = diagnostic._replace(span=diagnostic.span or whole_text)
    if isinstance(block.place, Place):
        # Its text would be quoted with marks below the characters at fault, and none are.
        return placed._replace(place=block.place._replace(text=""))
    return placed._replace(position=block.place)


def _block_around(route: Route, members: BlocksOfMembers) -> SourceBlock | None:
    """Return the block of the nearest member at or around ``route``; of the first one in a list of them."""
    for length in range(len(route), 0, -1):
        block = members.get(route[:length])
        if block is not None:
            return block
    return members.get((*route, 0))


def _texts_in_order(data: NoticeData) -> _Texts:
    """Yield the words of every member in the order in which a notice prints them."""
    yield from _texts_of_content(data.get("preamble"), ("preamble",))
    for index, section in enumerate(data["sections"]):
        route: Route = ("sections", index)
        if "heading" in section:
            yield route, section["heading"]
        yield from _texts_of_content(section.get("content"), (*route, "content"))
    yield from _texts_of_content(data.get("closing"), ("closing",))


def _texts_of_content(content: Any, route: Route) -> _Texts:
    if isinstance(content, str):
        yield route, content
        return
    for index, member in enumerate(content or ()):
        route_of_member = (*route, index)
        if isinstance(member, str):
            yield route_of_member, member
        else:
            yield from _texts_of_member(member, route_of_member)


def _texts_of_member(member: Mapping[str, Any], route: Route) -> _Texts:
    for key in _NAMING_KEYS:
        if key in member:
            yield route, member[key]
    for index, measure in enumerate(member.get("measures", ())):
        paragraphs = [measure] if isinstance(measure, str) else measure
        for paragraph in paragraphs:
            yield (*route, "measures", index), paragraph
    yield from _texts_of_content(member.get("content"), (*route, "content"))


def _is_plain_paragraph(data: NoticeData, route: Route) -> bool:
    if "measures" in route:
        return False
    member: Any = data
    for step in route:
        member = member[step]
    return isinstance(member, str) or "text" in member


def _literal_words(text: str) -> str:
    """Return the longest stretch of ``text`` between facts in braces, as texts are compared."""
    longest = ""
    for stretch in _SLOT.split(text):
        words = squeeze(stretch).replace("{{", "{").replace("}}", "}")
        if len(words) > len(longest):
            longest = words
    return longest


def _facts_in(data: NoticeData) -> Iterator[tuple[Route, object]]:
    for key in _KEYS_OF_FACTS:
        if key in data:
            yield from _leaves(data[key], (key,))


def _leaves(value: Any, route: Route) -> Iterator[tuple[Route, object]]:
    members: Iterable[tuple[str | int, Any]]
    if isinstance(value, Mapping):
        members = value.items()
    elif isinstance(value, list):
        members = enumerate(value)
    else:
        if route[-1] not in _KEYS_WITHOUT_WORDS:
            yield route, value
        return
    for step, member in members:
        yield from _leaves(member, (*route, step))


def _in_numerals(day: datetime.date) -> Iterator[str]:
    """Yield 二〇二四年三月四日, with each of the signs that are typed for 〇."""
    digits = "".join(chinese.DIGITS[int(digit)] for digit in str(day.year))
    written = f"{digits}年{chinese.numeral(day.month)}月{chinese.numeral(day.day)}日"
    for zero in _ZEROS:
        yield written.replace("〇", zero)


def written_forms(value: str) -> Iterator[str]:
    """Yield how a notice may write ``value``, the fullest form first."""
    if _DATE.fullmatch(value):
        day = chinese.read_date(value)
        if day is not None:
            yield chinese.write_date(day)
            yield f"{day.year}年{day.month:02}月{day.day:02}日"
            yield from _in_numerals(day)
            # The end of a period is written without its year: 至5月17日.
            yield f"{day.month}月{day.day}日"
    yield squeeze(value)
