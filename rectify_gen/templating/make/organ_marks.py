"""发文机关标志: the name of the organ in red, in one of several widths of character so that it fits its line.

On preprinted paper (套打) the place of the mark stays empty, and is as high as the mark would be.
A template cannot measure a name; it can count its characters. This room must not know
where on the page a mark stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from rectify_gen.layout import Layout, mark_line
from rectify_gen.templating.make.markup import element
from rectify_gen.templating.make.paragraph_tags import choose
from rectify_gen.templating.make.wordml import (
    aligned,
    exact,
    fonts,
    paragraph,
    paragraph_style,
    run,
    size,
)

_SCALES = (100, 80, 66, 50)
"""Widths of a character in per cent; names too long for the narrowest take two lines."""
_MOST_LINES = 4
"""Lines that the place of a preprinted mark may have; three hold the longest name of an organ that is known."""


class _Width(NamedTuple):
    """A width of character in per cent, and the characters of the longest name that fits in it."""

    scale: int
    longest_name: int


def mark_styles(
    layout: Layout,
    identifier: str,
    name: str,
    half_points: int,
    spread: str = "center",
) -> str:
    """Return the styles of a mark, one for each width; ``spread`` sets the name in the middle or over the whole line."""
    look = fonts(layout.fonts.title, layout.fonts.latin)
    colour = element("color", val=layout.red.colour)
    place = exact(mark_line(half_points)) + aligned(spread)
    styles = ""
    for scale in _SCALES:
        styles += paragraph_style(
            identifier=_style_of_width(identifier, scale),
            name=_style_of_width(
                name,
                scale,
                between=" ",
            ),
            paragraph_properties=place,
            # Colour stands before spacing and width, which stand before the size.
            run_properties=look + colour + size(half_points, scale),
        )
    return styles


def _style_of_width(name: str, scale: int, between: str = "") -> str:
    # The usual width needs no number in its name.
    if scale == 100:
        return name
    return f"{name}{between}{scale}"


def mark(
    name: str,
    identifier: str,
    half_points: int,
    width: int,
    suffix: str = "",
) -> str:
    """Return the mark that prints the name at the path ``name``, in the widest characters that fit ``width`` twips."""
    text = run(f"{{{{ {name} }}}}{suffix}")
    *wider, narrowest = _widths(
        half_points,
        width,
        len(suffix),
    )
    cases: list[tuple[str, str]] = []
    for scale, longest_name in wider:
        style = _style_of_width(identifier, scale)
        line = paragraph(style, text)
        cases.append((f"{name}|length <= {longest_name}", line))
    narrowest_style = _style_of_width(identifier, narrowest.scale)
    all_others = paragraph(narrowest_style, text)
    return choose(cases, otherwise=all_others)


def _widths(
    half_points: int,
    width: int,
    suffix: int,
) -> Iterator[_Width]:
    for scale in _SCALES:
        # A character is as wide as its size, ten twips to the half point, times the scale.
        fitting = width * 100 // (half_points * 10 * scale)
        longest_name = max(fitting - suffix, 0)
        yield _Width(scale, longest_name)


def mark_space_style(
    identifier: str,
    name: str,
    half_points: int,
) -> str:
    """Return the style of the place of a preprinted mark of ``half_points``."""
    return paragraph_style(
        identifier,
        name,
        exact(mark_line(half_points)),
    )


def mark_space(
    name: str,
    identifier: str,
    half_points: int,
    width: int,
    suffix: str = "",
) -> str:
    """Return the place of a preprinted mark: empty lines, as many as :func:`mark` would print with the same arguments."""
    *_, narrowest = _widths(
        half_points,
        width,
        suffix=0,
    )
    line = paragraph(identifier)
    cases: list[tuple[str, str]] = []
    for lines in range(1, _MOST_LINES):
        longest_name = max(narrowest.longest_name * lines - len(suffix), 0)
        cases.append((f"{name}|length <= {longest_name}", line * lines))
    return choose(cases, otherwise=line * _MOST_LINES)
