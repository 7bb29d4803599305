"""Looks as Word resolves them: document defaults, table style, paragraph style, character style, the text's own.

Every property comes with the style that sets it; a nearer element wins over one that is
farther away (ISO/IEC 29500-1, 17.7.2). This module must not know roles or layouts.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from rectify_gen.word.elements import StyleElement, WordElement
from rectify_gen.word.formatting import (
    Formatting,
    paragraph_formatting,
    run_formatting,
)

DIRECT = ""
"""Source of a property that no style sets but the text itself."""
DEFAULTS = "*"
"""Source of a property that the defaults of the document set."""

_LONGEST_NUMBER = 11
_FIRST_LINE = ("firstLine", "firstLineChars")
_HANGING = ("hanging", "hangingChars")


class LookValue(NamedTuple):
    """One property as it takes effect, and the name of the style that sets it (or DIRECT, DEFAULTS)."""

    value: str
    source: str


Look = Mapping[str, LookValue]
"""The properties that take effect, by their names in WordprocessingML."""


def rounded(text: str) -> int:
    """Return the number that a property or attribute holds, rounded; 0 where it holds none, or one that no document has."""
    if len(text) > _LONGEST_NUMBER:
        return 0
    try:
        return round(float(text))
    except (ValueError, OverflowError):
        return 0


def look_value(look: Look, name: str, default: str = "") -> str:
    """Return the value of a property, ``default`` where nothing sets it."""
    return look[name].value if name in look else default


def look_number(look: Look, name: str, default: str = "0") -> int:
    """Return a property as a whole number; what is none counts as 0."""
    return rounded(look_value(look, name, default))


def look_is_on(look: Look, name: str, default: str) -> bool:
    """Return whether a switch is on; ``default`` is ``1`` or ``0``."""
    return look_value(look, name, default) == "1"


def laid_over(below: Look, formatting: Formatting, source: str) -> Look:
    """Return ``below`` with the ``formatting`` of ``source`` over it."""
    if not formatting:
        return below
    look = dict(below)
    names = {name for name, _ in formatting}
    # First-line and hanging indents exclude each other: the nearer one displaces the other.
    if names.intersection(_FIRST_LINE) and names.isdisjoint(_HANGING):
        for name in _HANGING:
            look.pop(name, None)
    if names.intersection(_HANGING) and names.isdisjoint(_FIRST_LINE):
        for name in _FIRST_LINE:
            look.pop(name, None)
    for name, value in formatting:
        look[name] = LookValue(value, source)
    return look


def style_elements(root: WordElement | None) -> dict[str, StyleElement]:
    """Return the styles of ``styles.xml``, which may be missing, by their identifiers."""
    if root is None:
        return {}
    styles = {}
    for style in root.children("style"):
        assert isinstance(style, StyleElement)
        if style.style_id:
            styles[style.style_id] = style
    return styles


class _Style(NamedTuple):
    """One style: what it sets itself."""

    name: str
    kind: str
    based_on: str
    paragraph: Formatting
    run: Formatting


class Styles:
    """The styles of one document; each combination of styles is resolved once."""

    def __init__(self, root: WordElement | None) -> None:
        self.elements = style_elements(root)
        self._styles: dict[str, _Style] = {}
        self.default_paragraph_style = ""
        for style_id, element in self.elements.items():
            self._styles[style_id] = _Style(
                name=element.name,
                kind=element.kind,
                based_on=element.based_on,
                paragraph=paragraph_formatting(element.child("pPr")),
                run=run_formatting(element.child("rPr")),
            )
            # Of several defaults the last one counts (17.7.4.17).
            if element.is_default and element.kind == "paragraph":
                self.default_paragraph_style = style_id
        paragraph_defaults = None
        run_defaults = None
        if root is not None:
            paragraph_defaults = root.child("docDefaults/pPrDefault/pPr")
            run_defaults = root.child("docDefaults/rPrDefault/rPr")
        self.paragraph_defaults = laid_over(
            below={},
            formatting=paragraph_formatting(paragraph_defaults),
            source=DEFAULTS,
        )
        self._run_defaults = laid_over(
            below={},
            formatting=run_formatting(run_defaults),
            source=DEFAULTS,
        )
        self._resolved: dict[tuple[str, ...], Look] = {}

    def name(self, style_id: str) -> str:
        """Return the name of a style as Word shows it; empty stands for the default paragraph style."""
        style = self._styles.get(style_id or self.default_paragraph_style)
        return style.name if style else style_id

    def paragraph_look(self, style_id: str, table_style_id: str = "") -> Look:
        """Return how paragraphs in a style look, in a table of another."""
        # A document has thousands of paragraphs and runs, but only some dozens of combinations.
        key = ("paragraph", style_id, table_style_id)
        if key not in self._resolved:
            look = self.paragraph_defaults
            for style in self._paragraph_chain(style_id, table_style_id):
                look = laid_over(look, style.paragraph, style.name)
            self._resolved[key] = look
        return self._resolved[key]

    def run_look(
        self,
        paragraph_style_id: str,
        character_style_id: str = "",
        table_style_id: str = "",
    ) -> Look:
        """Return how runs in a character style look, within a paragraph style and a table style."""
        key = ("run", paragraph_style_id, character_style_id, table_style_id)
        if key not in self._resolved:
            chain = self._paragraph_chain(paragraph_style_id, table_style_id)
            chain += self._chain(character_style_id, "character")
            look = self._run_defaults
            for style in chain:
                look = laid_over(look, style.run, style.name)
            self._resolved[key] = look
        return self._resolved[key]

    def _paragraph_chain(self, style_id: str, table_style_id: str) -> list[_Style]:
        # A paragraph without <w:pStyle> has the default style, 正文.
        style_id = style_id or self.default_paragraph_style
        table_chain = self._chain(table_style_id, "table")
        return table_chain + self._chain(style_id, "paragraph")

    def _chain(self, style_id: str, kind: str) -> list[_Style]:
        """Return a style and those that it is based on, the farthest first; a ring ends where it closes."""
        chain: dict[str, _Style] = {}
        while style_id in self._styles and style_id not in chain:
            style = self._styles[style_id]
            # Word ignores a style that is based on one of another kind.
            if style.kind != kind:
                break
            chain[style_id] = style
            style_id = style.based_on
        return list(reversed(chain.values()))
