"""The properties of a look that two documents are compared by: how each is read, and how its value is called.

What is read is what takes effect, with Word's defaults filled in: ``jc`` of a look that
sets none is ``left``. This module must not know where a look stands.
"""

from collections.abc import Callable, Hashable
from typing import NamedTuple

from rectify_gen.measuring.deviations import colour
from rectify_gen.measuring.units import (
    Words,
    exact_points,
    plain,
    points,
    size,
    words,
)
from rectify_gen.word.formatting import THEME
from rectify_gen.word.looks import Look, look_is_on, look_number, look_value, rounded

NORMAL_SIZE = "20"
"""Half-points of text that no style gives a size."""
_SINGLE_LINE = 240
"""Twips of one line of space, and the line height of single spacing."""
_AUTOMATIC = -1
"""Space before or after that Word decides."""
_BORDER_SIDES = (
    "top",
    "left",
    "bottom",
    "right",
    "between",
    "bar",
)
_NAMED_ALIGNMENTS = frozenset(
    {
        "left",
        "right",
        "center",
        "both",
        "distribute",
    }
)
# The transitional format says left and right, the strict one start and end.
_LOGICAL_ALIGNMENTS = {
    "": "left",
    "start": "left",
    "end": "right",
}
_NOTHING = frozenset(
    {
        "none",
        "clear",
        "baseline",
        "nil",
        "auto",
    }
)
"""Values of a mark that say that there is none."""


class Aspect(NamedTuple):
    """One property of a look; ``name`` is that of its message, ``read`` and ``call`` return its value and the words for it."""

    name: str
    read: Callable[[Look], Hashable]
    call: Callable[[object], Words]


# How values are called.


def switch_words(value: object) -> Words:
    """Return the words for a switch: on, off."""
    return words("layout-on" if value else "layout-off")


def text_words(value: object) -> Words:
    """Return a value that is a name itself; nothing is called none."""
    return plain(str(value)) if value else words("layout-none")


def _length_words(value: object) -> Words:
    return points(float(str(value)))


def _font_words(value: object) -> Words:
    if str(value).startswith(THEME):
        return words("layout-theme")
    return text_words(value)


def _alignment_words(value: object) -> Words:
    if value in _NAMED_ALIGNMENTS:
        return words(f"layout-{value}")
    return plain(str(value))


def _line_words(value: object) -> Words:
    rule = "auto"
    height = _SINGLE_LINE
    if isinstance(value, tuple):
        rule, height = value
    if rule == "exact":
        return exact_points(height)
    if rule == "atLeast":
        points_high = height / 20
        return words("layout-at-least", number=f"{points_high:g}")
    # With the rule "auto" the height counts lines, each as 240.
    if height == _SINGLE_LINE:
        return words("layout-single")
    lines = height / _SINGLE_LINE
    return words("layout-multiple", number=f"{lines:.3g}")


def _space_words(value: object) -> Words:
    if value == _AUTOMATIC:
        return words("layout-automatic")
    return _length_words(value)


def _size_words(value: object) -> Words:
    return size(rounded(str(value)))


def _colour_words(value: object) -> Words:
    if value == "FF0000":
        return words("layout-red")
    return colour(str(value))


def _auto_space_words(value: object) -> Words:
    return switch_words(value != ("0", "0"))


def _borders_words(value: object) -> Words:
    is_drawn = any(value) if isinstance(value, tuple) else bool(value)
    return words("restyled-drawn" if is_drawn else "layout-none")


def _position_words(value: object) -> Words:
    # w:position counts half points, of which each has ten twips.
    half_points = int(str(value))
    twips = 10 * half_points
    return _length_words(twips)


def _percent_words(value: object) -> Words:
    return plain(f"{value}%")


# How properties are read.


def _switch(name: str, default: str = "0") -> Callable[[Look], Hashable]:
    return lambda look: look_is_on(look, name, default)


def _number(name: str) -> Callable[[Look], Hashable]:
    return lambda look: look_number(look, name)


def _text(name: str) -> Callable[[Look], Hashable]:
    return lambda look: look_value(look, name)


def _mark(name: str) -> Callable[[Look], Hashable]:
    def read(look: Look) -> Hashable:
        value = look_value(look, name)
        return "" if value in _NOTHING else value

    return read


def _space(side: str) -> Callable[[Look], Hashable]:
    """Space before or after in twips, counted in lines or not."""

    def read(look: Look) -> Hashable:
        if look_is_on(look, f"{side}Autospacing", "0"):
            return _AUTOMATIC
        # <w:spacing w:beforeLines="50" w:before="156"/>: the lines take effect, not the twips.
        hundredths = look_number(look, f"{side}Lines")
        if hundredths:
            return hundredths * _SINGLE_LINE // 100
        return look_number(look, side)

    return read


def _alignment(look: Look) -> Hashable:
    value = look_value(look, "jc", "left")
    return _LOGICAL_ALIGNMENTS.get(value, value)


def _line(look: Look) -> Hashable:
    height = look_number(look, "line", str(_SINGLE_LINE))
    return look_value(look, "lineRule", "auto"), height


def _size(look: Look) -> Hashable:
    return look_number(look, "sz", NORMAL_SIZE)


def _scale(look: Look) -> Hashable:
    # A scale of 0 would print nothing, so it counts as none.
    return look_number(look, "w", "100") or 100


def _colour(look: Look) -> Hashable:
    # The automatic colour is black on white paper, so both look the same.
    value = look_value(look, "color", "AUTO")
    return "AUTO" if value == "000000" else value


def _auto_space(look: Look) -> Hashable:
    between_letters = look_value(look, "autoSpaceDE", "1")
    between_digits = look_value(look, "autoSpaceDN", "1")
    return between_letters, between_digits


def _borders(look: Look) -> Hashable:
    borders = []
    for side in _BORDER_SIDES:
        border = look_value(look, side)
        borders.append(border.replace("000000", "AUTO"))
    return tuple(borders)


PARAGRAPH_ASPECTS = (
    Aspect("alignment", _alignment, _alignment_words),
    Aspect("line", _line, _line_words),
    Aspect("before", _space("before"), _space_words),
    Aspect("after", _space("after"), _space_words),
    Aspect("paragraph-border", _borders, _borders_words),
    Aspect("paragraph-shade", _mark("shd"), text_words),
    Aspect("frame", _text("frame"), text_words),
    Aspect("widow", _switch("widowControl", "1"), switch_words),
    Aspect("auto-space", _auto_space, _auto_space_words),
    Aspect("hanging-punctuation", _switch("overflowPunct", "1"), switch_words),
    Aspect("snap", _switch("snapToGrid", "1"), switch_words),
    Aspect("page-break-before", _switch("pageBreakBefore"), switch_words),
    Aspect("keep-next", _switch("keepNext"), switch_words),
)
FIRST_INDENT = Aspect("indent-first", _number("firstLine"), _length_words)
LEFT_INDENT = Aspect("indent-left", _number("left"), _length_words)
RIGHT_INDENT = Aspect("indent-right", _number("right"), _length_words)
CHINESE_FONT = Aspect("font", _text("eastAsia"), _font_words)
LATIN_FONT = Aspect("latin-font", _text("ascii"), _font_words)
CHARACTER_ASPECTS = (
    Aspect("size", _size, _size_words),
    Aspect("bold", _switch("b"), switch_words),
    Aspect("italic", _switch("i"), switch_words),
    Aspect("colour", _colour, _colour_words),
    Aspect("underline", _mark("u"), text_words),
    Aspect("strike", _switch("strike"), switch_words),
    Aspect("strike", _switch("dstrike"), switch_words),
    Aspect("highlight", _mark("highlight"), text_words),
    Aspect("shade", _mark("shd"), text_words),
    Aspect("raised", _mark("vertAlign"), text_words),
    Aspect("spacing", _number("spacing"), _length_words),
    Aspect("position", _number("position"), _position_words),
    Aspect("scale", _scale, _percent_words),
    Aspect("emphasis", _mark("em"), text_words),
    Aspect("capitals", _switch("caps"), switch_words),
    Aspect("capitals", _switch("smallCaps"), switch_words),
    CHINESE_FONT,
    LATIN_FONT,
)
