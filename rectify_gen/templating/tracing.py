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
from typing import Any, NamedTuple

from markupsafe import Markup, escape

from rectify_gen.diagnostics import Route
from rectify_gen.view import View
from rectify_gen.view.provenance import PrintedSpan, RoutedText

# Noncharacters, which Unicode keeps for use inside a program and XML allows.
_START = "\ufdd0"
_END = "\ufdd1"
_DIGITS = "0123456789"
_DIGIT_MARKS = "\ufdd2\ufdd3\ufdd4\ufdd5\ufdd6\ufdd7\ufdd8\ufdd9\ufdda\ufddb"
_TO_MARKS = str.maketrans(_DIGITS, _DIGIT_MARKS)
_FROM_MARKS = str.maketrans(_DIGIT_MARKS, _DIGITS)
_MARKS = re.compile(r"[\ufdd0-\ufddb]")
_PRINTED = re.compile(r"\ufdd0([\ufdd2-\ufddb]+)([^\ufdd0\ufdd1]*)\ufdd1")
_STAND_IN = "\ufffd"
"""What a character of the data is read as that looks like a mark of ours."""


class _MarkedText(str):
    """A string that equals the value but is printed between marks that hold its number."""

    __slots__ = ("number", "route")
    number: int
    route: Route

    def __html__(self) -> Markup:
        number = str(self.number).translate(_TO_MARKS)
        # The data may hold noncharacters of its own.
        unmarked = _MARKS.sub(_STAND_IN, str(self))
        text = escape(unmarked)
        return Markup(f"{_START}{number}{text}{_END}")


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
            digits, text = printed.groups()
            number = int(digits.translate(_FROM_MARKS))
            routed += self._value(number, text)
            read_to = printed.end()
        text_behind = _MARKS.sub("", line[read_to:])
        return routed + _of_template(text_behind)

    def _value(self, number: int, text: str) -> RoutedText:
        """The value ``number`` where it was printed as ``text``."""
        if number >= len(self.values):
            return _of_template(text)
        value = self.values[number]
        # Spans count characters: a text of another length is not what the value says.
        if len(value) != len(text):
            return _of_template(text)
        return value


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
        marked_text = _MarkedText(value)
        marked_text.number = len(values)
        marked_text.route = _main_route(value)
        values.append(value)
        return marked_text
    if not isinstance(value, tuple):
        return value
    members = [_marked(member, values) for member in value]
    # Views are named tuples, lists in them plain ones.
    if hasattr(value, "_make"):
        return type(value)._make(members)
    return tuple(members)
