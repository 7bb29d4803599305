"""Formatting as Word resolves it: document defaults, table style, paragraph style, character style, the text's own.

Every property comes with the style that sets it. A ``w:rFonts`` names each kind of
character by theme or by family; on one element the theme wins, a nearer element wins over both
(ISO/IEC 29500-1, 17.3.2.26 and 17.7.2). This room must not know roles or layouts.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from rectify_gen.document.parts import WORD, Element, value

DIRECT, DEFAULTS = "", "*"
"""Sources that are no style: formatting of the text itself, and the defaults of the document."""
THEME = "theme:"
"""Prefix of a font that only the theme names."""
_SWITCHES = frozenset(
    {
        *("widowControl", "overflowPunct", "autoSpaceDE", "autoSpaceDN", "snapToGrid"),
        *("pageBreakBefore", "keepNext"),
        *("b", "i", "strike", "dstrike", "caps", "smallCaps"),
    }
)
_PLAIN = frozenset(
    {"sz", "spacing", "u", "highlight", "vertAlign", "em", "position", "w"}
)
"""Properties of runs that say all in one value."""
_OFF = frozenset({"0", "false", "off", "none"})
_THEMES = {"eastAsia": "eastAsiaTheme", "ascii": "asciiTheme", "hAnsi": "hAnsiTheme"}
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
_INDENTS = (
    "left",
    "right",
    "firstLine",
    "hanging",
    "leftChars",
    "rightChars",
    "firstLineChars",
    "hangingChars",
)
_LOGICAL = {
    "left": "start",
    "right": "end",
    "leftChars": "startChars",
    "rightChars": "endChars",
}
_FIRST, _HANGING = ("firstLine", "firstLineChars"), ("hanging", "hangingChars")


class Given(NamedTuple):
    """One property as it takes effect, and the name of the style that sets it (or DIRECT, DEFAULTS)."""

    value: str
    source: str


Look = Mapping[str, Given]
"""Properties by their names in WordprocessingML: ``jc``, ``line``, ``firstLine``, ``eastAsia``, ``sz``, ``top`` …"""
Own = tuple[tuple[str, str], ...]
"""The properties that one element sets itself."""


def rounded(text: str) -> int:
    """Return the number that a property or attribute holds, rounded; 0 where it holds none, or one that no document has."""
    try:
        return round(float(text)) if len(text) < 12 else 0
    except (ValueError, OverflowError):
        return 0


def paragraph_properties(element: Element | None) -> Own:
    """Return what a ``w:pPr`` sets."""
    return tuple(_paragraph(element)) if element is not None else ()


def _paragraph(element: Element) -> Iterator[tuple[str, str]]:
    for child in element:
        name = str(child.tag).removeprefix(WORD)
        if name in _SWITCHES:
            yield name, _switch(child)
        elif name == "jc":
            yield name, child.get(WORD + "val") or ""
        elif name == "spacing":
            yield from _attributes(child, _SPACINGS)
        elif name == "ind":
            yield from _attributes(child, _INDENTS)
        elif name == "pBdr":
            yield from _borders(child)
        elif name == "framePr":
            yield "frame", child.get(WORD + "xAlign") or "left"
        elif name == "shd":
            yield name, child.get(WORD + "fill") or ""


def _attributes(element: Element, names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for name in names:
        found = element.get(WORD + name)
        if found is None and name in _LOGICAL:
            found = element.get(WORD + _LOGICAL[name])
        if found is not None:
            yield name, found


def _borders(element: Element) -> Iterator[tuple[str, str]]:
    """Each side as ``size colour``."""
    for child in element:
        shown = child.get(WORD + "val") not in ("nil", "none", None)
        said = f"{child.get(WORD + 'sz') or '0'} {(child.get(WORD + 'color') or 'auto').upper()}"
        yield str(child.tag).removeprefix(WORD), said if shown else ""


def borders(table: Element | None) -> dict[str, str]:
    """Return the sides of a table's ``w:tblBorders``, each as ``size colour``."""
    found = None if table is None else table.find(f"{WORD}tblPr/{WORD}tblBorders")
    return {} if found is None else dict(_borders(found))


def run_properties(element: Element | None) -> Own:
    """Return what a ``w:rPr`` sets."""
    return tuple(_run(element)) if element is not None else ()


def _run(element: Element) -> Iterator[tuple[str, str]]:
    for child in element:
        name = str(child.tag).removeprefix(WORD)
        if name == "rFonts":
            yield from _fonts(child)
        elif name in _SWITCHES:
            yield name, _switch(child)
        elif name in _PLAIN:
            yield name, child.get(WORD + "val") or ""
        elif name == "shd":
            yield name, child.get(WORD + "fill") or ""
        elif name == "color":
            theme = child.get(WORD + "themeColor")
            plain = theme in (None, "text1", "dark1")
            yield (
                "color",
                (child.get(WORD + "val") or "auto").upper()
                if plain
                else f"{THEME}{theme}",
            )


def _fonts(element: Element) -> Iterator[tuple[str, str]]:
    for slot, theme in _THEMES.items():
        if element.get(WORD + theme):
            yield slot, f"{THEME}{element.get(WORD + theme)}"
        elif family := element.get(WORD + slot):
            yield slot, family
    if hint := element.get(WORD + "hint"):
        yield "hint", hint


def _switch(element: Element) -> str:
    return "0" if (element.get(WORD + "val") or "1") in _OFF else "1"


def laid_over(below: Look, own: Own, source: str) -> Look:
    """Return ``below`` with the properties ``own`` of ``source`` over it; first-line and hanging indents exclude each other."""
    if not own:
        return below
    out = dict(below)
    names = {name for name, _ in own}
    for setting, displaced in ((_FIRST, _HANGING), (_HANGING, _FIRST)):
        if any(name in names for name in setting) and not any(
            name in names for name in displaced
        ):
            for name in displaced:
                out.pop(name, None)
    out.update((name, Given(said, source)) for name, said in own)
    return out


class _Style(NamedTuple):
    name: str
    kind: str
    based_on: str
    paragraph: Own
    run: Own


class Styles:
    """The styles of one document; each combination is resolved once."""

    def __init__(self, root: Element | None) -> None:
        self.styles = {} if root is None else dict(_styles(root))
        default = (
            key
            for key, one in _elements(root)
            if one.get(WORD + "default") in ("1", "true", "on")
        )
        kinds = {self.styles[key].kind: key for key in default}
        self.normal = kinds.get("paragraph", "")
        defaults = None if root is None else root.find(WORD + "docDefaults")
        paragraph, run = (
            None
            if defaults is None
            else defaults.find(f"{WORD}{name}Default/{WORD}{name}")
            for name in ("pPr", "rPr")
        )
        self.paragraph_defaults = laid_over(
            {}, paragraph_properties(paragraph), DEFAULTS
        )
        self.run_defaults = laid_over({}, run_properties(run), DEFAULTS)
        self.known: dict[tuple[str, ...], Look] = {}

    def name(self, key: str) -> str:
        """Return the name of the style ``key`` (of the default paragraph style if empty)."""
        found = self.styles.get(key or self.normal)
        return found.name if found else key

    def paragraph(self, style: str, table: str = "") -> Look:
        """Return how paragraphs in ``style`` look, in a table of style ``table``."""
        key = ("p", style, table)
        if key not in self.known:
            look = self.paragraph_defaults
            for one in (
                *self._chain(table, "table"),
                *self._chain(style or self.normal, "paragraph"),
            ):
                look = laid_over(look, one.paragraph, one.name)
            self.known[key] = look
        return self.known[key]

    def run(self, paragraph: str, character: str, table: str = "") -> Look:
        """Return how runs in the style ``character`` look within a paragraph in the style ``paragraph``."""
        key = ("r", paragraph, character, table)
        if key not in self.known:
            look = self.run_defaults
            chain = (
                *self._chain(table, "table"),
                *self._chain(paragraph or self.normal, "paragraph"),
            )
            for one in (*chain, *self._chain(character, "character")):
                look = laid_over(look, one.run, one.name)
            self.known[key] = look
        return self.known[key]

    def _chain(self, key: str, kind: str) -> list[_Style]:
        """The style and those it is based on, the farthest first; a ring ends where it closes."""
        out: dict[str, _Style] = {}
        while key in self.styles and key not in out and self.styles[key].kind == kind:
            out[key] = self.styles[key]
            key = self.styles[key].based_on
        return [*out.values()][::-1]


def _elements(root: Element | None) -> Iterator[tuple[str, Element]]:
    for one in () if root is None else root.iterchildren(WORD + "style"):
        if key := one.get(WORD + "styleId"):
            yield key, one


def _styles(root: Element) -> Iterator[tuple[str, _Style]]:
    for key, one in _elements(root):
        paragraph, run = one.find(WORD + "pPr"), one.find(WORD + "rPr")
        kind = one.get(WORD + "type") or "paragraph"
        own = paragraph_properties(paragraph), run_properties(run)
        yield (
            key,
            _Style(value(one, "name") or key, kind, value(one, "basedOn") or "", *own),
        )
