"""Which value of the data printed each stretch of a view's string.

A view is composed by a :class:`Writer`. The usual one makes plain strings and keeps nothing.
A :class:`RoutingWriter` makes the same strings as :class:`RoutedText`, each with its spans:
``一是健全制度。`` is 一是, generated for ``measures.0``, and then the text that stands at
``measures.0``. Only who asks where something came from composes with it, so that building
a document costs nothing more.

This room must not know how a file writes a value, Word, or any template.
"""

from __future__ import annotations

import datetime
import string
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, SupportsIndex, overload

from rectify_gen import chinese
from rectify_gen.diagnostics import Route
from rectify_gen.view.types import Absent, Fact


class PrintedSpan(NamedTuple):
    """Some characters of a printed string that came from one place.

    ``route`` leads to the value in the model. Where ``generated`` is true the data does not hold
    these characters: they are a number, 一是, a mark or standard words printed for that value;
    with an empty route they are standard words that belong to no value.
    """

    length: int
    route: Route
    generated: bool = False


class RoutedText(str):
    """A printed string whose ``spans`` cover all of its characters, in order.

    ``+`` and slices keep the spans. A plain string beside one counts as generated for its
    neighbour. Any other operation of ``str`` gives a plain string.
    """

    __slots__ = ("spans",)
    spans: tuple[PrintedSpan, ...]

    def __new__(cls, text: str, spans: Iterable[PrintedSpan]) -> RoutedText:
        """Return ``text`` with ``spans``, whose lengths add up to that of ``text``."""
        routed = super().__new__(cls, text)
        routed.spans = tuple(spans)
        return routed

    def __add__(self, text: str) -> RoutedText:
        if isinstance(text, RoutedText):
            return RoutedText(str(self) + str(text), self.spans + text.spans)
        # A plain mark behind a text belongs to what it follows.
        neighbour = self.spans[-1].route if self.spans else ()
        return RoutedText(str(self) + text, self.spans + _generated(text, neighbour))

    def __radd__(self, text: str) -> RoutedText:
        neighbour = self.spans[0].route if self.spans else ()
        return RoutedText(text + str(self), _generated(text, neighbour) + self.spans)

    @overload
    def __getitem__(self, key: SupportsIndex) -> str: ...
    @overload
    def __getitem__(self, key: slice) -> RoutedText: ...
    def __getitem__(self, key: SupportsIndex | slice) -> str:
        if not isinstance(key, slice):
            return str(self)[key]
        start, end, step = key.indices(len(self))
        if step != 1:
            raise ValueError("a routed text is cut into stretches only")
        return RoutedText(str(self)[start:end], self.spans_within(start, end))

    def spans_within(self, start: int, end: int) -> Iterator[PrintedSpan]:
        """Yield the spans between two characters, those at the ends cut to fit."""
        span_start = 0
        for span in self.spans:
            span_end = span_start + span.length
            length = min(end, span_end) - max(start, span_start)
            if length > 0:
                yield span._replace(length=length)
            span_start = span_end


def _generated(text: str, route: Route) -> tuple[PrintedSpan, ...]:
    return (PrintedSpan(len(text), route, generated=True),) if text else ()


class Writer:
    """Makes the strings of a view out of the values at routes; this one makes plain strings."""

    # What this writer does not look at, the routing one keeps.
    def text(
        self,
        text: str,
        route: Route,  # noqa: ARG002
        *,
        generated: bool = False,  # noqa: ARG002
    ) -> str:
        """Return ``text``, which was printed for the value at ``route``."""
        return text

    def beside(self, text: str, neighbour: str) -> str:  # noqa: ARG002
        """Return ``text``, generated for the value that ``neighbour`` was printed for."""
        return text

    def stretches(
        self,
        text: str,
        spans: Sequence[tuple[int, int]],
    ) -> tuple[str, ...]:
        """Return what stands in ``text`` between the start and the end of each span."""
        return tuple(text[start:end] for start, end in spans)

    def fact(self, value: str | None, route: Route) -> Fact:
        """Return ``value``, or the absence of what stands at ``route``."""
        return self.text(value, route) if value else Absent(*route)

    def day(self, value: datetime.date | None, route: Route) -> Fact:
        """Return ``value`` written out, or the absence of the date at ``route``."""
        if value is None:
            return Absent(*route)
        return self.text(chinese.write_date(value), route)

    def deadline(self, value: datetime.date | str | None, route: Route) -> Fact:
        """Return a date written out, words as they were typed, or the absence of the deadline at ``route``."""
        if isinstance(value, str):
            return self.text(value, route)
        return self.day(value, route)

    def period(self, start: datetime.date, end: datetime.date, route: Route) -> str:
        """Return 2024年3月1日至5月24日 for the ``start`` and ``end`` of the part at ``route``."""
        period = chinese.write_period(start, end)
        first_day = chinese.write_date(start)
        written_start = self.text(first_day, (*route, "start"))
        # A period of one day is written as that day.
        if period == first_day:
            return written_start
        # Not written anew: the last day of the same year has no year, 2024年3月1日至5月24日.
        last_day = period.removeprefix(f"{first_day}至")
        return written_start + "至" + self.text(last_day, (*route, "end"))

    def joined(self, texts: Sequence[str]) -> str:
        """Return ``texts`` with 、 between them."""
        whole = ""
        for text in texts:
            whole = whole + "、" + text if whole else text
        return whole

    def filled(self, sentence: str, values: Mapping[str, str]) -> str:
        """Return a standard ``sentence`` with ``values`` for its fields: 关于{inspection}整改情况."""
        whole = ""
        for words, name, _, _ in string.Formatter().parse(sentence):
            if words:
                whole = whole + self.text(words, (), generated=True)
            if name:
                whole = whole + values[name]
        return whole

    def texts(self, values: Sequence[str], route: Route) -> tuple[str, ...]:
        """Return the values of the list at ``route``."""
        texts = []
        for index, value in enumerate(values):
            texts.append(self.text(value, (*route, index)))
        return tuple(texts)


class RoutingWriter(Writer):
    """Makes each string a :class:`RoutedText`."""

    def text(self, text: str, route: Route, *, generated: bool = False) -> RoutedText:
        """Return ``text`` with its route."""
        span = PrintedSpan(len(text), route, generated)
        return RoutedText(text, (span,) if text else ())

    def beside(self, text: str, neighbour: str) -> RoutedText:
        """Return ``text`` with the route of the beginning of ``neighbour``."""
        spans = neighbour.spans if isinstance(neighbour, RoutedText) else ()
        route = spans[0].route if spans else ()
        return self.text(text, route, generated=True)


PLAIN = Writer()
ROUTING = RoutingWriter()
