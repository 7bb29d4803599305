"""Elements of WordprocessingML with names: ``paragraph.properties``, ``style.based_on``.

Each class stands for one element; lxml makes it when a part is parsed by ``parse``
(see ``xml``). Values come out as Python's own: text, whole numbers, switches. An
attribute that is missing or makes no sense gives the default that Word takes.
This module must not know packages, or what a paragraph means.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, cast

from lxml import etree

from rectify_gen.word.namespaces import NAMESPACES, qn

_OFF = frozenset({"0", "false", "off", "none"})
_LONGEST_NUMBER = 9
_RUN_PROPERTIES = qn("w:rPr")


def whole_number(text: str | None, default: int = 0) -> int:
    """Return the number in an attribute.

    ``default`` stands for a text that is no number, or one larger than any document has.
    """
    if text is None or len(text) > _LONGEST_NUMBER:
        return default
    if not (text.isascii() and text.isdecimal()):
        return default
    return int(text)


def take_out(element: etree._Element) -> None:
    """Take ``element`` out of what it stands in, if anything."""
    around = element.getparent()
    if around is not None:
        around.remove(element)


@functools.cache
def _steps(path: str) -> tuple[str, ...]:
    """``pPr/pStyle`` as qualified tags."""
    return tuple(qn(f"w:{name}") for name in path.split("/"))


@functools.cache
def _word_name(name: str) -> str:
    return qn(f"w:{name}")


class WordElement(etree.ElementBase):
    """Any element of a part; children in the ``w:`` namespace are asked for by their local names."""

    __slots__ = ()

    if TYPE_CHECKING:

        def __iter__(self) -> Iterator[WordElement]: ...  # type: ignore[override]

    def elements(self) -> Iterator[WordElement]:
        """Yield its child elements."""
        return cast("Iterator[WordElement]", self.iterchildren(tag=etree.Element))

    def child(self, path: str) -> WordElement | None:
        """Return the first element at ``path`` (local names, ``/`` between them)."""
        element = self
        for tag in _steps(path):
            # A loop is twice as fast as find, and this is where reading spends its time.
            for candidate in element:
                if candidate.tag == tag:
                    element = candidate
                    break
            else:
                return None
        return element

    def children(self, name: str) -> Iterator[WordElement]:
        """Yield the children named ``name``, in their order."""
        return cast("Iterator[WordElement]", self.iterchildren(_word_name(name)))

    def attribute(self, name: str) -> str | None:
        """Return the attribute ``w:name``."""
        return self.get(_word_name(name))

    def value(self, path: str) -> str | None:
        """Return ``w:val`` of the element at ``path``, None where there is none."""
        element = self.child(path)
        return None if element is None else element.attribute("val")

    def is_on(self, path: str) -> bool:
        """Return whether the switch at ``path`` is there and not turned off."""
        # <w:b/> is on, <w:b w:val="0"/> is off: a switch needs no value to be on.
        element = self.child(path)
        if element is None:
            return False
        return element.attribute("val") not in _OFF

    def number(self, path: str, default: int = 0) -> int:
        """Return ``w:val`` of the element at ``path`` as a whole number."""
        return whole_number(self.value(path), default)

    def attributes(self) -> dict[str, str]:
        """Return all attributes by their local names."""
        texts = {}
        for name, text in self.items():
            # lxml writes a qualified name as {namespace}name.
            local = str(name).rpartition("}")[2]
            texts[local] = str(text)
        return texts


class ParagraphElement(WordElement):
    """``w:p``."""

    __slots__ = ()

    @property
    def properties(self) -> WordElement | None:
        """``w:pPr``."""
        return self.child("pPr")

    @property
    def style_id(self) -> str:
        """Identifier of its paragraph style, empty for the default one."""
        return self.value("pPr/pStyle") or ""

    @property
    def mark_is_deleted(self) -> bool:
        """Whether a tracked change deletes its mark, so that it runs on into the next paragraph."""
        properties = self.child("pPr/rPr")
        return properties is not None and is_deleted(properties)


class RunElement(WordElement):
    """``w:r``."""

    __slots__ = ()

    @property
    def properties(self) -> WordElement | None:
        """``w:rPr``."""
        # Asked for every run of a document, so without the detour over a path.
        for element in self:
            if element.tag == _RUN_PROPERTIES:
                return element
        return None

    @property
    def is_hidden(self) -> bool:
        """Whether its own formatting hides its text."""
        properties = self.properties
        return properties is not None and properties.is_on("vanish")

    @property
    def style_id(self) -> str:
        """Identifier of its character style, empty for none."""
        return self.value("rPr/rStyle") or ""


class RowElement(WordElement):
    """``w:tr``."""

    __slots__ = ()

    @property
    def properties(self) -> WordElement | None:
        """``w:trPr``."""
        return self.child("trPr")

    @property
    def is_deleted(self) -> bool:
        """Whether a tracked change deletes the row."""
        return self.properties is not None and is_deleted(self.properties)

    @property
    def may_split(self) -> bool:
        """Whether it may break over two pages."""
        return not self.is_on("trPr/cantSplit")

    @property
    def is_repeated(self) -> bool:
        """Whether it is printed again at the head of each page."""
        return self.is_on("trPr/tblHeader")

    @property
    def exact_height(self) -> int:
        """Its height in twips where it is exact, else 0."""
        # Without hRule="exact" the row grows with its text, so its height says nothing.
        height = self.child("trPr/trHeight")
        if height is None or height.attribute("hRule") != "exact":
            return 0
        return whole_number(height.attribute("val"))

    @property
    def least_height(self) -> int:
        """Its height in twips, which it may exceed where it is not exact; 0 where it has none."""
        height = self.child("trPr/trHeight")
        if height is None:
            return 0
        return whole_number(height.attribute("val"))


class StyleElement(WordElement):
    """``w:style``."""

    __slots__ = ()

    @property
    def style_id(self) -> str:
        """Its identifier."""
        return self.attribute("styleId") or ""

    @property
    def name(self) -> str:
        """Its name as Word shows it."""
        return self.value("name") or self.style_id

    @property
    def kind(self) -> str:
        """``paragraph``, ``character``, ``table`` or ``numbering``."""
        return self.attribute("type") or "paragraph"

    @property
    def based_on(self) -> str:
        """Identifier of the style that it is based on, empty for none."""
        return self.value("basedOn") or ""

    @property
    def is_default(self) -> bool:
        """Whether it is the default style of its kind."""
        return self.attribute("default") in ("1", "true", "on")


def is_deleted(properties: WordElement) -> bool:
    """Return whether a tracked change deletes, or moves away, what has these ``properties``."""
    if properties.child("del") is not None:
        return True
    return properties.child("moveFrom") is not None


_CLASSES = {
    "p": ParagraphElement,
    "r": RunElement,
    "tr": RowElement,
    "style": StyleElement,
}
"""Elements of the ``w:`` namespace that have a class of their own; all others are a WordElement."""


def element_classes() -> Any:
    """Return the lookup by which a parser makes these classes."""
    any_element = etree.ElementDefaultClassLookup(element=WordElement)
    lookup = etree.ElementNamespaceClassLookup(any_element)
    names = lookup.get_namespace(NAMESPACES["w"])
    for name, element_class in _CLASSES.items():
        names[name] = element_class
    return lookup
