"""Fonts that a file names by its theme, by their own names: in another document that theme does not hold.

This module must not know what stands in the fonts.
"""

from __future__ import annotations

from lxml import etree

from rectify_gen.word.namespaces import qn

_FONTS = qn("w:rFonts")
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_FALLBACK = {"eastAsia": "宋体", "ascii": "Times New Roman"}
_SCRIPTS = {
    "asciiTheme": "ascii",
    "hAnsiTheme": "hAnsi",
    "eastAsiaTheme": "eastAsia",
    "cstheme": "cs",
}
"""What says the font by the theme, and what says it by its name."""


def name_theme_fonts(root: etree._Element, theme: etree._Element | None) -> None:
    """Write the names of fonts in the place of those of the ``theme``, below ``root``."""
    for fonts in root.iter(_FONTS):
        for by_theme, by_name in _SCRIPTS.items():
            attribute = qn(f"w:{by_theme}")
            if attribute not in fonts.attrib:
                continue
            font = _font(str(fonts.get(attribute)), theme)
            del fonts.attrib[attribute]
            # What the theme says counts before a name beside it.
            fonts.set(qn(f"w:{by_name}"), font)


def _font(name: str, theme: etree._Element | None) -> str:
    """The font that ``name`` stands for, such as ``minorEastAsia``."""
    is_east_asian = name.endswith("EastAsia")
    fallback = _FALLBACK["eastAsia" if is_east_asian else "ascii"]
    if theme is None:
        return fallback
    kind = "majorFont" if name.startswith("major") else "minorFont"
    for fonts in theme.iter(f"{_DRAWING}{kind}"):
        child = fonts.find(f"{_DRAWING}{'ea' if is_east_asian else 'latin'}")
        if child is not None and child.get("typeface"):
            return str(child.get("typeface"))
        for font in fonts.iter(f"{_DRAWING}font"):
            if is_east_asian and font.get("script") == "Hans":
                return str(font.get("typeface"))
    return fallback
