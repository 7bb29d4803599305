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
_START, _END = "\ufdd0", "\ufdd1"
_FIRST_DIGIT = 0xFDD2
_DIGITS = {digit: chr(_FIRST_DIGIT + int(digit)) for digit in "0123456789"}
_TO_MARKS = str.maketrans(_DIGITS)
_FROM_MARKS = str.maketrans({mark: digit for digit, mark in _DIGITS.items()})
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
        text = escape(_MARKS.sub(_STAND_IN, str(self)))
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
            template_text = _MARKS.sub("", line[read_to : printed.start()])
            routed += _of_template(template_text)
            routed += self._value(int(printed[1].translate(_FROM_MARKS)), printed[2])
            read_to = printed.end()
        return routed + _of_template(_MARKS.sub("", line[read_to:]))

    def _value(self, number: int, text: str) -> RoutedText:
        """The value ``number`` where it was printed as ``text``."""
        value = self.values[number] if number < len(self.values) else None
        if value is None or len(value) != len(text):
            return _of_template(text)
        return value


def _of_template(text: str) -> RoutedText:
    return RoutedText(
        text, [PrintedSpan(len(text), (), generated=True)] if text else []
    )


def trace_values(view: View) -> TracedView:
    """Return ``view``, composed by a routing writer, with values that mark themselves when they are printed."""
    values: list[RoutedText] = []
    marked: View = _marked(view, values)
    return TracedView(marked, tuple(values))


def traced_route(text: str) -> Route:
    """Return the route of the value that prints ``text``, a string of a traced view; of any other, an empty one."""
    return text.route if isinstance(text, _MarkedText) else ()


def _main_route(text: RoutedText) -> Route:
    """The route of the first value in ``text``, else of what it was generated for."""
    for span in text.spans:
        if not span.generated:
            return span.route
    return text.spans[0].route if text.spans else ()


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
    is_record = hasattr(value, "_make")
    return type(value)._make(members) if is_record else tuple(members)  # type: ignore[attr-defined]
