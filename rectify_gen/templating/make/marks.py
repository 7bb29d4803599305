"""发文机关标志: the name of the organ in red, in one of several widths of character so that it fits its line.

A template cannot measure a name; it can count its characters. This room must not know
where on the page a mark stands.
"""

from collections.abc import Iterator

from rectify_gen.layout import Layout
from rectify_gen.templating.make.wordml import (
    exact,
    fonts,
    paragraph,
    paragraph_style,
    run,
    size,
    tag,
)

_SCALES = (100, 80, 66, 50)
"""Widths of a character in per cent; names too long for the narrowest take two lines."""
_AIR = 1.1
"""Height of a mark's line to its size: the em box then begins at the upper edge of the line."""


def line_of(half_points: int) -> int:
    """Return the height of the line of a mark, in twips."""
    return round(half_points * 10 * _AIR)


def mark_styles(
    layout: Layout, identifier: str, name: str, half_points: int, spread: str = "center"
) -> str:
    """Return the styles of a mark, one for each width; ``spread`` sets the name in the middle or over the whole line."""
    look = (
        fonts(layout.fonts.title, layout.fonts.latin)
        + f'<w:color w:val="{layout.red.colour}"/>'
    )
    place = exact(line_of(half_points)) + f'<w:jc w:val="{spread}"/>'
    return "".join(
        paragraph_style(
            _style(identifier, scale),
            _style(name, scale, " "),
            place,
            _typed(look, half_points, scale),
        )
        for scale in _SCALES
    )


def _style(name: str, scale: int, between: str = "") -> str:
    return name if scale == 100 else f"{name}{between}{scale}"


def _typed(look: str, half_points: int, scale: int) -> str:
    """Colour stands before spacing and width, which stand before the size."""
    return look + size(half_points, scale)


def mark(
    name: str, identifier: str, half_points: int, width: int, suffix: str = ""
) -> str:
    """Return the mark that prints the name at the path ``name``, in the widest characters that fit ``width`` twips."""
    text = run(f"{{{{ {name} }}}}{suffix}")
    out = ""
    for at, (scale, most) in enumerate(_steps(half_points, width, len(suffix))):
        word = "elif" if at else "if"
        test = (
            "{%p else %}"
            if most is None
            else f"{{%p {word} {name}|length <= {most} %}}"
        )
        out += tag(test) + paragraph(_style(identifier, scale), text)
    return out + tag("{%p endif %}")


def _steps(
    half_points: int, width: int, suffix: int
) -> Iterator[tuple[int, int | None]]:
    """Each width of character with the longest name that fits; None for the narrowest, which takes all others."""
    for scale in _SCALES:
        most = width * 100 // (half_points * 10 * scale) - suffix
        yield scale, None if scale == _SCALES[-1] else max(most, 0)
