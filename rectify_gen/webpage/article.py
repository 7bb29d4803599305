"""Which element of a page holds its article.

readability-lxml decides: its scores say which paragraphs belong together. Only its choice is taken and not its
text, because it drops short paragraphs, headings and signatures; the element is then read whole. It also takes
names of classes such as ``footer`` for what they say, and some sites call their article so; where its choice
leaves out most sentences of the page, the element with the sentences is taken. This module must not know what
an article says.
"""

from __future__ import annotations

import logging
from collections import Counter
from typing import Any

from lxml import etree, html

from rectify_gen import chinese

_MARK = "data-place"
_LARGEST_SCORED = 30_000
"""Elements of the largest page that is scored; a larger one is taken whole."""
_LONGEST_SCORED = 4_000_000
"""Characters of such a page."""
_SHARE = 0.9
"""As much of the text that was chosen is in the element that holds the article."""
_LEAST_SHARE_OF_SENTENCES = 0.6
"""As much of the sentences of the page is in its article, else the choice was wrong."""
_LEAST_SHARE_OF_LINKS = 0.6
"""As much of the text beside the sentences are links where menus were taken for a part of the article."""
_FEWEST_LINKED = 60
"""Characters of such links; names of attachments are fewer."""
_SHORTEST_TEXT = 2
"""Characters of the shortest text that counts."""
_UNREAD = frozenset({"script", "style", "noscript", "template", "iframe", "head"})
_KEPT_ATTRIBUTES = ("id", "class")
_WITHIN_PARAGRAPH = frozenset(
    {"font", "span", "b", "strong", "a", "i", "em", "u", "label"}
)
"""Elements that hold no paragraphs; the one around them does."""


def article_of(root: html.HtmlElement) -> html.HtmlElement:
    """Return the element that holds the article of the page ``root``; the whole page where none stands out."""
    elements = list(root.iter(etree.Element))
    if len(elements) > _LARGEST_SCORED:
        return root
    skeleton = _skeleton(root, elements)
    if len(skeleton) > _LONGEST_SCORED:
        return root
    chosen = _chosen_places(skeleton)
    article = _heaviest(root, _weights(elements, chosen))
    sentences = _weights(elements, _sentences(elements))
    if sentences[article] < sentences[root] * _LEAST_SHARE_OF_SENTENCES:
        return _heaviest(root, sentences)
    return _without_links(article, sentences)


def _skeleton(root: html.HtmlElement, elements: list[html.HtmlElement]) -> str:
    """Return the page with nothing but text, ids and classes, each element with its place in ``elements``."""
    copies: dict[html.HtmlElement, Any] = {}
    skeleton = etree.Element(root.tag)
    copies[root] = skeleton
    for place, element in enumerate(elements):
        copy = skeleton
        if element is not root:
            parent = copies.get(element.getparent())
            if parent is None:
                # Within a script or the like.
                continue
            tag = _safe_tag(element.tag)
            copy = etree.SubElement(parent, tag)
            copy.tail = _safe_text(element.tail)
            if element.tag in _UNREAD:
                continue
            copies[element] = copy
        copy.text = _safe_text(element.text)
        copy.set(_MARK, str(place))
        for name in _KEPT_ATTRIBUTES:
            value = element.get(name)
            if value:
                copy.set(name, _safe_text(value) or "")
    markup: str = html.tostring(skeleton, encoding="unicode")
    return markup


def _safe_text(text: str | None) -> str | None:
    """Return ``text`` with a blank for each control character: HTML lets them pass, XML does not."""
    if text is None:
        return None
    return chinese.ILLEGAL_CHARACTER.sub(" ", text)


def _safe_tag(tag: str) -> str:
    """Return ``tag``; for a script and for a name that XML refuses or splits (o:p of Word), an element without meaning."""
    has_text = tag not in _UNREAD
    is_plain = tag.isascii() and tag.isalnum()
    return tag if has_text and is_plain else "span"


def _chosen_places(skeleton: str) -> Counter[int]:
    """Return how many characters readability keeps of each element, by its place."""
    from readability import Document  # slow to import, and only pages need it

    # It reports every page that it finds hard, with a traceback, to the log of the program.
    logging.getLogger("readability").setLevel(logging.CRITICAL)
    chosen: Counter[int] = Counter()
    try:
        summary = Document(skeleton).summary()
        article = html.document_fromstring(summary)
    except Exception:  # readability raises one of its own for any fault
        return chosen
    for element in article.iter(etree.Element):
        place = element.get(_MARK)
        if place is None:
            continue
        number = int(place)
        chosen[number] += _length(element.text)
        for child in element:
            chosen[number] += _length(child.tail)
    return chosen


def _length(text: str | None) -> int:
    """Return the number of characters of ``text`` that are no white space; 0 for a single one."""
    if not text:
        return 0
    words = "".join(text.split())
    return len(words) if len(words) >= _SHORTEST_TEXT else 0


def _without_links(
    article: html.HtmlElement, sentences: dict[html.HtmlElement, int]
) -> html.HtmlElement:
    """Return the element in ``article`` that has all its sentences, where what stands beside it are links."""
    inner = article
    while True:
        whole = None
        for child in inner:
            if sentences.get(child, 0) == sentences[article]:
                whole = child
        if whole is None or not sentences[article]:
            break
        inner = whole
    beside = _length("".join(article.itertext())) - _length("".join(inner.itertext()))
    links = 0
    for link in article.iter("a"):
        links += _length("".join(link.itertext()))
    for link in inner.iter("a"):
        links -= _length("".join(link.itertext()))
    has_many_links = links > max(beside * _LEAST_SHARE_OF_LINKS, _FEWEST_LINKED)
    return _around(inner, article) if has_many_links else article


def _around(element: html.HtmlElement, outermost: html.HtmlElement) -> html.HtmlElement:
    """Return ``element``, or the one around it that may hold paragraphs."""
    while element is not outermost and element.tag in _WITHIN_PARAGRAPH:
        element = element.getparent()
    return element


def _sentences(elements: list[html.HtmlElement]) -> Counter[int]:
    """Return how many characters of sentences each element has, by its place; links have none."""
    counts: Counter[int] = Counter()
    unread: set[html.HtmlElement] = set()
    for place, element in enumerate(elements):
        parent = element.getparent()
        if element.tag in _UNREAD or element.tag == "a" or parent in unread:
            unread.add(element)
            continue
        texts = [element.text]
        for child in element:
            texts.append(child.tail)
        for text in texts:
            if text and "。" in text:
                counts[place] += _length(text)
    return counts


def _weights(
    elements: list[html.HtmlElement], chosen: Counter[int]
) -> dict[html.HtmlElement, int]:
    """Return for each element how many characters were chosen in it and below it."""
    weights: dict[html.HtmlElement, int] = {}
    # Children stand behind their parents, so going backwards each is complete when it is added to its parent.
    for place in range(len(elements) - 1, -1, -1):
        element = elements[place]
        weight = weights.get(element, 0)
        weight += chosen[place]
        weights[element] = weight
        parent = element.getparent()
        if parent is None:
            continue
        weights.setdefault(parent, 0)
        weights[parent] += weight
    return weights


def _heaviest(
    root: html.HtmlElement, weights: dict[html.HtmlElement, int]
) -> html.HtmlElement:
    """Return the innermost element that holds nearly all of the chosen text."""
    enough = weights[root] * _SHARE
    element = root
    while enough:
        heaviest = None
        for child in element:
            # Comments have no weight.
            if weights.get(child, 0) >= enough:
                heaviest = child
        if heaviest is None:
            break
        element = heaviest
    return _around(element, root)
