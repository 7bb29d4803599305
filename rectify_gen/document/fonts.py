"""The font families that a .docx asks for, counted only where they print something.

This room must not know which fonts a machine has, nor what a PDF shows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rectify_gen.chinese import is_wide
from rectify_gen.document.parts import WORD, Element, open_parts

_SCRIPTS = ("ascii", "eastAsia")
"""The two kinds of character that a font is named for; the rest (``cs``, ``hAnsi``) follows ``ascii`` in our texts."""

_DEEPEST = 32
"""Styles based on styles: more of them is a ring."""

Fonts = Mapping[str, str]


def fonts_asked(data: bytes) -> frozenset[str]:
    """Return the families that runs with text in the body of the .docx ``data`` ask for, by style or directly.

    Families that only a theme names are not known here, and left out.

    Raises:
        InputError: no intact .docx.
    """
    parts = open_parts(data)
    styles = _Styles(parts.styles)
    return frozenset(
        family for run in parts.body.iter(WORD + "r") for family in _of_run(run, styles)
    )


class _Styles:
    """The fonts of each style, those it is based on included; each looked up once."""

    def __init__(self, root: Element | None) -> None:
        found = () if root is None else root.iterchildren(WORD + "style")
        self.elements = {one.get(WORD + "styleId"): one for one in found}
        defaults = (
            None if root is None else root.find(f"{WORD}docDefaults/{WORD}rPrDefault")
        )
        self.defaults = _named(defaults)
        normal = (
            key
            for key, one in self.elements.items()
            if one.get(WORD + "default") and one.get(WORD + "type") == "paragraph"
        )
        self.normal = next(normal, None)
        self.known: dict[str | None, Fonts] = {}

    def fonts(self, name: str | None, depth: int = 0) -> Fonts:
        """The fonts that style ``name`` sets; nothing where there is no such style."""
        element = self.elements.get(name)
        if element is None or depth > _DEEPEST:
            return {}
        if name not in self.known:
            self.known[name] = {
                **self.fonts(_value(element, "basedOn"), depth + 1),
                **_named(element),
            }
        return self.known[name]


def _of_run(run: Element, styles: _Styles) -> Iterator[str]:
    text = "".join(one.text or "" for one in run.iterchildren(WORD + "t"))
    if not text.strip():
        return
    paragraph = next(run.iterancestors(WORD + "p"), None)
    style = None if paragraph is None else _value(paragraph, "pPr", "pStyle")
    own = styles.fonts(_value(run, "rPr", "rStyle"))
    fonts = {
        **styles.defaults,
        **styles.fonts(style or styles.normal),
        **own,
        **_named(run),
    }
    for script, shown in zip(
        _SCRIPTS, (any(map(_is_latin, text)), any(map(is_wide, text))), strict=True
    ):
        if shown and script in fonts:
            yield fonts[script]


def _is_latin(sign: str) -> bool:
    return sign.isascii() and sign.isalnum()


def _value(element: Element, *path: str) -> str | None:
    found = element.find("/".join(WORD + step for step in path))
    return None if found is None else found.get(WORD + "val")


def _named(holder: Element | None) -> Fonts:
    found = None if holder is None else holder.find(f"{WORD}rPr/{WORD}rFonts")
    if found is None:
        return {}
    return {
        script: family for script in _SCRIPTS if (family := found.get(WORD + script))
    }
