"""Where the texts of an imported notice stand in its document: members by their order, facts by their words.

This module must not know formats, or what rules look for.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from rectify_gen.diagnostics import Route, Span
from rectify_gen.importer.characters import squeeze
from rectify_gen.importer.notice_data import NoticeData
from rectify_gen.importer.source_trace import written_forms
from rectify_gen.proofreading.document_text import (
    CharacterSpot,
    DocumentRange,
    DocumentText,
    kept_indexes,
)

_SEARCHED_AHEAD = 20_000
"""Characters behind the last text in which the next one is looked for: what stands between is standard wording."""
_SEARCHED_BEHIND_SLOT = 400
"""The same behind a slot, which prints a fact."""
_AROUND = 12
"""Characters on either side by which those at fault are looked up."""
_NAMING_KEYS = ("heading", "problem", "label", "text")
_PROSE = ("preamble", "closing")
_KEYS_AT_END = ("publication", "contacts", "signature")
_SLOT = re.compile(r"\{\{|\}\}|\{[^{}]*\}")
"""What a text prints otherwise than it is written."""
_Texts = Iterator[tuple[tuple[Route, ...], str]]


class _PlacedStretch(NamedTuple):
    """Characters of a text that stand one behind the other in the document."""

    kept: Sequence[int]
    """Their indexes in the text, without white space."""
    offset: int
    """Where the first of them stands among the words of the document."""


class _PlacedText(NamedTuple):
    """A text of the notice, and where the document has it."""

    text: str
    stretches: tuple[_PlacedStretch, ...]

    def offset(self, index: int) -> int | None:
        """Return where the character at ``index`` stands among the words of the document; None for a blank or a slot."""
        for stretch in self.stretches:
            number = bisect.bisect_left(stretch.kept, index)
            if number < len(stretch.kept) and stretch.kept[number] == index:
                return stretch.offset + number
        return None


class NoticePlaces:
    """The places of the texts of one notice in its document."""

    def __init__(self, data: NoticeData, document: DocumentText) -> None:
        self._document = document
        self._texts: dict[Route, _PlacedText] = {}
        self._values: dict[Route, str] = {}
        self._first_below: dict[Route, int] = {}
        self._first_facts: dict[Route, Route] = {}
        offset = 0
        for routes, text in _texts_in_order(data):
            has_slots = routes[0][0] in _PROSE
            placed = self._placed(text, offset, has_slots=has_slots)
            if placed is None:
                continue
            for route in routes:
                self._texts[route] = placed
                for length in range(1, len(route) + 1):
                    start = placed.stretches[0].offset
                    self._first_below.setdefault(route[:length], start)
            last = placed.stretches[-1]
            offset = last.offset + len(last.kept)
        for route, value in _leaves(data, ()):
            if route not in self._texts:
                self._values[route] = value
                if route[0] == "title":
                    # A report on a title of several lines stands at the first.
                    self._first_facts.setdefault(route[:1], route)

    def range_of(self, route: Route, span: Span | None) -> DocumentRange | None:
        """Return the characters of the document that are at fault; None where it has none of them."""
        if span is not None and span.start < span.end:
            characters = self._range_of_span(route, span)
            if characters is not None:
                return characters
        return self._range_of_value(route)

    def is_of_reading(self, route: Route, span: Span | None) -> bool:
        """Return whether the characters at fault are blanks that the document does not have.

        The cells of a table row are read as one text, with a blank between them.
        """
        if span is None or span.start == span.end or squeeze(span.marks):
            return False
        placed = self._placed_at(route, span.text)
        return placed is not None and not self._blanks(placed, span.start, span.end)

    def characters(
        self, route: Route, text: str, start: int, end: int
    ) -> tuple[CharacterSpot, ...] | None:
        """Return each character of the document that holds those from ``start`` to ``end`` of ``text``; None where that cannot be told."""
        placed = self._placed_at(route, text)
        if placed is None:
            return None
        spots: list[CharacterSpot] = []
        index = start
        while index < end:
            offset = placed.offset(index)
            if offset is not None:
                spot = self._document.spot(offset)
                if spot is None:
                    return None
                spots.append(spot)
                index += 1
                continue
            behind = index
            while behind < len(text) and placed.offset(behind) is None:
                behind += 1
            # Of a row of blanks, the document may have another number.
            if behind > end:
                return None
            blanks = self._blanks(placed, index, behind)
            if blanks is None:
                return None
            spots += blanks
            index = behind
        return tuple(spots)

    def spot_before(self, route: Route, text: str, index: int) -> CharacterSpot | None:
        """Return the character of the document in front of ``index`` of ``text``; None where that cannot be told."""
        placed = self._placed_at(route, text)
        offset = None if placed is None or index == 0 else placed.offset(index - 1)
        return None if offset is None else self._document.spot(offset)

    def _placed_at(self, route: Route, text: str) -> _PlacedText | None:
        placed = self._texts.get(route)
        if placed is not None:
            return placed if placed.text == text else None
        if self._values.get(route) != text:
            return None
        placed = self._placed_fact(route, text)
        if placed is not None:
            self._texts[route] = placed
        return placed

    def _placed(self, text: str, offset: int, *, has_slots: bool) -> _PlacedText | None:
        """Return where ``text`` stands from ``offset`` on; its literal stretches one behind the other."""
        stretches: list[_PlacedStretch] = []
        limit = _SEARCHED_AHEAD
        for start, end in _literal_stretches(text, has_slots=has_slots):
            literal = text[start:end]
            words = squeeze(literal)
            if not words:
                continue
            place = self._document.words.find(
                words, offset, offset + limit + len(words)
            )
            if place < 0:
                continue
            kept = [start + index for index in kept_indexes(literal)]
            stretches.append(_PlacedStretch(kept, place))
            offset = place + len(words)
            limit = _SEARCHED_BEHIND_SLOT
        return _PlacedText(text, tuple(stretches)) if stretches else None

    def _placed_fact(self, route: Route, text: str) -> _PlacedText | None:
        words = squeeze(text)
        place = self._find(route, words) if words else -1
        if place < 0:
            return None
        return _PlacedText(text, (_PlacedStretch(kept_indexes(text), place),))

    def _find(self, route: Route, words: str) -> int:
        if route and route[0] in _KEYS_AT_END:
            return self._document.words.rfind(words)
        return self._document.words.find(words)

    def _range_of_span(self, route: Route, span: Span) -> DocumentRange | None:
        placed = self._placed_at(route, span.text)
        if placed is None:
            return self._range_of_quote(route, span)
        first = None
        last = None
        for index in range(span.start, span.end):
            offset = placed.offset(index)
            if offset is not None:
                first = offset if first is None else first
                last = offset
        if first is not None and last is not None:
            return self._range_of_words(first, last + 1)
        blanks = self._blanks(placed, span.start, span.end)
        if not blanks:
            return None
        return DocumentRange(blanks[0], blanks[-1])

    def _blanks(
        self, placed: _PlacedText, start: int, end: int
    ) -> list[CharacterSpot] | None:
        """Return the blanks of the document in the place of those from ``start`` to ``end`` of a text."""
        before = placed.offset(start - 1) if start else None
        behind = placed.offset(end)
        if before is None or behind is None:
            return None
        spot_before = self._document.spot(before)
        spot_behind = self._document.spot(behind)
        if spot_before is None or spot_behind is None:
            return None
        if spot_before.paragraph != spot_behind.paragraph:
            return None
        blanks = []
        for character in range(spot_before.character + 1, spot_behind.character):
            blanks.append(CharacterSpot(spot_before.paragraph, character))
        return blanks

    def _range_of_quote(self, route: Route, span: Span) -> DocumentRange | None:
        """Return where the characters at fault stand, looked up with the words around them, else alone."""
        words = squeeze(span.marks)
        if not words:
            return None
        before = squeeze(span.text[max(span.start - _AROUND, 0) : span.start])
        behind = squeeze(span.text[span.end : span.end + _AROUND])
        place = self._find(route, before + words + behind)
        if place >= 0:
            place += len(before)
        else:
            place = self._find(route, words)
        if place < 0:
            return None
        return self._range_of_words(place, place + len(words))

    def _range_of_words(self, start: int, end: int) -> DocumentRange | None:
        characters = self._document.range_of(start, end)
        if characters is None:
            # An automatic number has no characters: its paragraph stands for it.
            paragraph = self._document.paragraph_at(start)
            return self._document.whole_paragraph(paragraph)
        return characters

    def _range_of_value(self, route: Route) -> DocumentRange | None:
        """Return the paragraph of the text at ``route``, or of the first one below it; of a fact its words."""
        route = self._first_facts.get(route, route)
        if route in self._values:
            for words in written_forms(self._values[route]):
                place = self._find(route, words)
                if place >= 0:
                    return self._document.range_of(place, place + len(words))
            return None
        # A key at the top, such as sections, stands for what is absent there.
        if len(route) == 1 and route[0] not in _PROSE:
            return None
        offset = self._first_below.get(route)
        if offset is None:
            return None
        paragraph = self._document.paragraph_at(offset)
        return self._document.whole_paragraph(paragraph)


def _literal_stretches(text: str, *, has_slots: bool) -> Iterator[tuple[int, int]]:
    """Yield start and end of each stretch of ``text`` that is printed as it is written."""
    start = 0
    if has_slots:
        for slot in _SLOT.finditer(text):
            yield start, slot.start()
            start = slot.end()
    yield start, len(text)


def _texts_in_order(data: NoticeData) -> _Texts:
    """Yield every text of preamble, sections and closing as it is printed, with each route that leads to it."""
    yield from _texts_of_content(data.get("preamble"), ("preamble",))
    for index, section in enumerate(data["sections"]):
        route: Route = ("sections", index)
        if "heading" in section:
            yield ((*route, "heading"),), section["heading"]
        yield from _texts_of_content(section.get("content"), (*route, "content"))
    yield from _texts_of_content(data.get("closing"), ("closing",))


def _texts_of_content(content: Any, route: Route) -> _Texts:
    if isinstance(content, str):
        # A lone text is a list of one.
        yield ((*route, 0), route), content
        return
    for index, member in enumerate(content or ()):
        route_of_member = (*route, index)
        if isinstance(member, str):
            yield (route_of_member,), member
        else:
            yield from _texts_of_member(member, route_of_member)


def _texts_of_member(member: Mapping[str, Any], route: Route) -> _Texts:
    for key in _NAMING_KEYS:
        if key in member:
            yield ((*route, key),), member[key]
    for index, measure in enumerate(member.get("measures", ())):
        route_of_measure = (*route, "measures", index)
        if isinstance(measure, str):
            yield ((*route_of_measure, 0), route_of_measure), measure
            continue
        for number, paragraph in enumerate(measure):
            yield ((*route_of_measure, number),), paragraph
    yield from _texts_of_content(member.get("content"), (*route, "content"))


def _leaves(value: Any, route: Route) -> Iterator[tuple[Route, str]]:
    """Yield every text below ``value`` with its route."""
    if isinstance(value, str):
        yield route, value
    elif isinstance(value, Mapping):
        for key, member in value.items():
            yield from _leaves(member, (*route, key))
    elif isinstance(value, list | tuple):
        for index, member in enumerate(value):
            yield from _leaves(member, (*route, index))
