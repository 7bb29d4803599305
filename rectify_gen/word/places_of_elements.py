"""Where an element stands, in the words of ``places``: part, number of the paragraph, its text.

This module must not know what the element is.
"""

from __future__ import annotations

from rectify_gen.places import Place
from rectify_gen.word.elements import WordElement
from rectify_gen.word.namespaces import qn

_PARAGRAPH = qn("w:p")
_TEXT = qn("w:t")
_DELETED_TEXT = qn("w:delText")


def text_below(element: WordElement) -> str:
    """Return all text below ``element``, deleted text too."""
    return "".join(text.text or "" for text in element.iter(_TEXT, _DELETED_TEXT))


def place_of(element: WordElement, part: str) -> Place:
    """Return the paragraph around ``element`` in ``part``; the part alone where there is none."""
    paragraph = next(element.iterancestors(_PARAGRAPH), None)
    if paragraph is None:
        return Place(part)
    assert isinstance(paragraph, WordElement)
    # Counted through the whole part, as an author counts, with those in tables.
    tree = element.getroottree()
    paragraphs = list(tree.iter(_PARAGRAPH))
    number = paragraphs.index(paragraph) + 1
    text = text_below(paragraph)
    return Place(part, number, text=text)
