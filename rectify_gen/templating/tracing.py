"""Where each stretch of a rendered document came from.

The template is rendered once more, with a view whose strings write marks around themselves
when they are printed. So it is known, and not searched for, which value stands where: a
sentence that the data holds twice is told apart, a value that is not printed is not named, and
it does not matter in what order a template prints, or how often.

    traced = trace_values(compose(notice, audience, provenance.ROUTING))
    document = render(template, traced.view)
    lines = [traced.read_line(line) for line in document_text(document).splitlines()]

The proof of completeness names by it the value that a template lost: two equal texts are two values.

What a filter makes of a value counts as the template's own wording. This room must not know the
model, YAML, or how documents are compared.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple, SupportsIndex

from markupsafe import Markup, escape

from rectify_gen.diagnostics import Route
from rectify_gen.late_pattern import LatePattern
from rectify_gen.view import View
from rectify_gen.view.provenance import PrintedSpan, RoutedText
from rectify_gen.view.types import OwnFactsView, texts_of

# Noncharacters, which Unicode keeps for use inside a program and XML allows.
_START = "\ufdd0"
_END = "\ufdd1"
_DIGITS = "0123456789"
_DIGIT_MARKS = "\ufdd2\ufdd3\ufdd4\ufdd5\ufdd6\ufdd7\ufdd8\ufdd9\ufdda\ufddb"
_START_OF_SLICE = "\ufddc"
"""Stands before the place in its value where a printed slice begins."""
_TO_MARKS = str.maketrans(_DIGITS, _DIGIT_MARKS)
_FROM_MARKS = str.maketrans(_DIGIT_MARKS, _DIGITS)
_MARKS = re.compile(r"[\ufdd0-\ufddc]")
_PRINTED = LatePattern(
    r"""
    \ufdd0 (?P<number>[\ufdd2-\ufddb]+)
    (?: \ufddc (?P<start>[\ufdd2-\ufddb]+) )?
    (?P<text>[^\ufdd0\ufdd1\ufddc]*) \ufdd1
    """,
    re.VERBOSE,
)
_STAND_IN = "\ufffd"
"""What a character of the data is read as that looks like a mark of ours."""


class _MarkedText(str):
    """A string that equals the value but is printed between marks that hold its number."""

    __slots__ = ("number", "route", "start")
    number: int
    route: Route
    start: int
    """Where in the value it begins; a slice begins further on."""

    def __html__(self) -> Markup:
        number = str(self.number).translate(_TO_MARKS)
        if self.start:
            number += _START_OF_SLICE + str(self.start).translate(_TO_MARKS)
        # The data may hold noncharacters of its own.
        unmarked = _MARKS.sub(_STAND_IN, str(self))
        text = escape(unmarked)
        return Markup(f"{_START}{number}{text}{_END}")

    def __getitem__(self, key: SupportsIndex | slice) -> str:
        """Return a stretch that still knows its value; ``p.lead`` and ``p.rest`` are such."""
        piece = super().__getitem__(key)
        if not isinstance(key, slice) or key.step not in (None, 1):
            return piece
        start, _, _ = key.indices(len(self))
        return _marked_text(piece, self.number, self.route, self.start + start)


def _marked_text(text: str, number: int, route: Route, start: int = 0) -> _MarkedText:
    marked_text = _MarkedText(text)
    marked_text.number = number
    marked_text.route = route
    marked_text.start = start
    return marked_text


class TracedView(NamedTuple):
    """A view to be rendered, and its values by the numbers that they print."""

    view: View
    values: tuple[RoutedText, ...]

    def read_line(self, line: str) -> RoutedText:
        """Return a ``line`` of the document made of the view without the marks, as a text that knows its routes."""
        routed = RoutedText("", ())
        read_to = 0
        for printed in _PRINTED.finditer(line):
            # Marks that lost their partner belong to no value.
            text_before = _MARKS.sub("", line[read_to : printed.start()])
            routed += _of_template(text_before)
            number = _number_of(printed["number"])
            start = _number_of(printed["start"]) if printed["start"] else 0
            routed += self._value(number, start, printed["text"])
            read_to = printed.end()
        text_behind = _MARKS.sub("", line[read_to:])
        return routed + _of_template(text_behind)

    def _value(self, number: int, start: int, text: str) -> RoutedText:
        """The value ``number`` where it was printed as ``text``, from its character ``start`` on."""
        if number >= len(self.values):
            return _of_template(text)
        value = self.values[number]
        # Spans count characters: a text of another length is not what the value says.
        if start == 0 and len(value) == len(text):
            return value
        stretch = value[start : start + len(text)]
        is_stretch = _MARKS.sub(_STAND_IN, str(stretch)) == text
        return stretch if is_stretch else _of_template(text)


def _number_of(marks: str) -> int:
    return int(marks.translate(_FROM_MARKS))


def _of_template(text: str) -> RoutedText:
    """The template's own wording, which no value of the data has printed."""
    if not text:
        return RoutedText("", ())
    span = PrintedSpan(len(text), (), generated=True)
    return RoutedText(text, [span])


def trace_values(view: View) -> TracedView:
    """Return ``view``, composed by a routing writer, with values that mark themselves when they are printed."""
    values: list[RoutedText] = []
    marked: View = _marked(view, values)
    return TracedView(marked, tuple(values))


def traced_route(text: str) -> Route:
    """Return the route of the value that prints ``text``, a string of a traced view; of any other, an empty one."""
    if not isinstance(text, _MarkedText):
        return ()
    return text.route


def _main_route(text: RoutedText) -> Route:
    """The route of the first value in ``text``, else of what it was generated for."""
    for span in text.spans:
        if not span.generated:
            return span.route
    if not text.spans:
        return ()
    return text.spans[0].route


def _marked(value: Any, values: list[RoutedText]) -> Any:
    """``value`` of a view with each routed text in it replaced by one that marks itself."""
    if isinstance(value, RoutedText):
        marked_text = _marked_text(value, len(values), _main_route(value))
        values.append(value)
        return marked_text
    if isinstance(value, OwnFactsView):
        texts = {}
        for name, text in texts_of(value).items():
            texts[name] = _marked(text, values)
        return type(value)(texts)
    if not isinstance(value, tuple):
        return value
    members = [_marked(member, values) for member in value]
    # Views are named tuples, lists in them plain ones.
    if hasattr(value, "_make"):
        return type(value)._make(members)
    return tuple(members)
