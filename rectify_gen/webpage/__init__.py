"""Web pages as browsers save them: what a page displays, and which part of it is the article.

This room must not know what an article says. lxml's HTML parser and readability-lxml live here.
"""

from __future__ import annotations

from typing import NamedTuple

from rectify_gen.webpage.article import article_of
from rectify_gen.webpage.displayed_page import (
    DisplayedPage,
    PageCell,
    PageParagraph,
    read_displayed_page,
)
from rectify_gen.webpage.page_markup import DAMAGED, Markup, is_archive, read_markup

__all__ = [
    "DAMAGED",
    "DisplayedPage",
    "PageCell",
    "PageParagraph",
    "WebPage",
    "is_archive",
    "read_web_page",
]

_NAMES_OF_TITLE = ("articletitle", "og:title", "title", "headline")


class WebPage(NamedTuple):
    """A page with what it displays and what it says of itself."""

    displayed: DisplayedPage
    titles: tuple[str, ...]
    """What the page calls itself in its head, the title of the article first."""
    is_damaged: bool
    """Whether some bytes are no characters; each is :data:`DAMAGED` in the text."""


def read_web_page(data: bytes, name: str) -> WebPage:
    """Return the page that a browser saved as ``data``; ``name`` is what the user calls the file.

    Raises:
        InputError: it is larger or deeper than a page may be, an archive without a page, or has no text.
    """
    markup = read_markup(data, name)
    article = article_of(markup.root)
    return WebPage(
        displayed=read_displayed_page(markup.root, article),
        titles=_titles(markup),
        is_damaged=markup.is_damaged,
    )


def _titles(markup: Markup) -> tuple[str, ...]:
    named: dict[str, str] = {}
    for element in markup.root.iter("meta"):
        name = element.get("name") or element.get("property") or ""
        content = element.get("content") or ""
        named.setdefault(name.lower(), content)
    titles = [named[name] for name in _NAMES_OF_TITLE if named.get(name)]
    for element in markup.root.iter("title"):
        titles.append("".join(element.itertext()))
        break
    return tuple(" ".join(title.split()) for title in titles)
