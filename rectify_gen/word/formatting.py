"""What one element sets of the look of a paragraph or run, as names and values.

Names are those of WordprocessingML (``jc``, ``line``, ``firstLine``, ``eastAsia``, ``sz``);
indents are named by the side of the page in a text that runs from left to right. This
module must not know styles.
"""

from __future__ import annotations

from collections.abc import Iterator

from rectify_gen.word.elements import WordElement
from rectify_gen.word.namespaces import local_name

Formatting = tuple[tuple[str, str], ...]
"""The properties that one element sets itself, in its order."""

THEME = "theme:"
"""Prefix of a font or colour that only the theme names."""

_SWITCHES = frozenset(
    {
        "widowControl",
        "overflowPunct",
        "autoSpaceDE",
        "autoSpaceDN",
        "snapToGrid",
        "pageBreakBefore",
        "keepNext",
        "b",
        "i",
        "strike",
        "dstrike",
        "caps",
        "smallCaps",
        "vanish",
    }
)
_PARAGRAPH_VALUES = {"jc": "val", "shd": "fill"}
_RUN_VALUES = {
    "sz": "val",
    "spacing": "val",
    "u": "val",
    "highlight": "val",
    "vertAlign": "val",
    "em": "val",
    "position": "val",
    "w": "val",
    "shd": "fill",
}
"""Properties that say all in one attribute, and its name."""
_OFF = frozenset({"0", "false", "off", "none"})
_THEMED_FONTS = {
    "eastAsia": "eastAsiaTheme",
    "ascii": "asciiTheme",
    "hAnsi": "hAnsiTheme",
}
_PLAIN_THEME_COLOURS = (None, "text1", "dark1")
"""Theme colours that are the colour of text, which says nothing."""
_SPACINGS = (
    "before",
    "after",
    "beforeLines",
    "afterLines",
    "beforeAutospacing",
    "afterAutospacing",
    "line",
    "lineRule",
)
_INDENTS = {
    "left": "start",
    "right": "end",
    "firstLine": "",
    "hanging": "",
    "leftChars": "startChars",
    "rightChars": "endChars",
    "firstLineChars": "",
    "hangingChars": "",
}
"""Attributes of ``w:ind``, each with its other name by the direction of the text."""


def paragraph_formatting(properties: WordElement | None) -> Formatting:
    """Return what a ``w:pPr`` sets."""
    if properties is None:
        return ()
    return tuple(_paragraph_formatting(properties))


def _paragraph_formatting(properties: WordElement) -> Iterator[tuple[str, str]]:
    for child in properties.elements():
        name = local_name(child.tag)
        if name in _SWITCHES:
            yield name, _switch(child)
        elif name in _PARAGRAPH_VALUES:
            yield name, child.attribute(_PARAGRAPH_VALUES[name]) or ""
        elif name == "spacing":
            for attribute in _SPACINGS:
                value = child.attribute(attribute)
                if value is not None:
                    yield attribute, value
        elif name == "ind":
            yield from _indents(child)
        elif name == "pBdr":
            yield from _borders(child)
        elif name == "framePr":
            yield "frame", child.attribute("xAlign") or "left"


def _indents(element: WordElement) -> Iterator[tuple[str, str]]:
    for name, logical_name in _INDENTS.items():
        value = element.attribute(name)
        if value is None and logical_name:
            value = element.attribute(logical_name)
        if value is not None:
            yield name, value


def _borders(element: WordElement) -> Iterator[tuple[str, str]]:
    for side in element.elements():
        yield local_name(side.tag), border_line(side)


def border_line(side: WordElement) -> str:
    """Return the line of one border as ``size colour``, empty where none is drawn."""
    if side.attribute("val") in ("nil", "none", None):
        return ""
    size = side.attribute("sz") or "0"
    colour = side.attribute("color") or "auto"
    return f"{size} {colour.upper()}"


def table_borders(table: WordElement) -> dict[str, str]:
    """Return the sides of a table as ``w:tblBorders`` sets them, each as ``size colour``."""
    borders = table.child("tblPr/tblBorders")
    return {} if borders is None else dict(_borders(borders))


def run_formatting(properties: WordElement | None) -> Formatting:
    """Return what a ``w:rPr`` sets."""
    if properties is None:
        return ()
    return tuple(_run_formatting(properties))


def _run_formatting(properties: WordElement) -> Iterator[tuple[str, str]]:
    for child in properties.elements():
        name = local_name(child.tag)
        if name == "rFonts":
            yield from _fonts(child)
        elif name in _SWITCHES:
            yield name, _switch(child)
        elif name in _RUN_VALUES:
            yield name, child.attribute(_RUN_VALUES[name]) or ""
        elif name == "color":
            theme = child.attribute("themeColor")
            if theme in _PLAIN_THEME_COLOURS:
                yield name, (child.attribute("val") or "auto").upper()
            else:
                yield name, f"{THEME}{theme}"


def _fonts(element: WordElement) -> Iterator[tuple[str, str]]:
    """Yield the fonts of a ``w:rFonts``: on one element the theme wins (17.3.2.26)."""
    for script, themed in _THEMED_FONTS.items():
        theme = element.attribute(themed)
        family = element.attribute(script)
        if theme:
            yield script, f"{THEME}{theme}"
        elif family:
            yield script, family
    hint = element.attribute("hint")
    if hint:
        yield "hint", hint


def _switch(element: WordElement) -> str:
    return "0" if (element.attribute("val") or "1") in _OFF else "1"
