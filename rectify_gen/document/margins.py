"""What headers and footers print, page by page, and which part of a page is theirs.

This room must not know PDFs. The body of the document is read in ``reading``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rectify_gen.document.blocks import as_text
from rectify_gen.document.counting import written
from rectify_gen.document.parts import (
    WORD,
    Element,
    Package,
    Parts,
    open_package,
    parts_of,
    whole_number,
)
from rectify_gen.document.reading import read_story

_PAGE = "\uf8f0"
_PAGE_COUNT = "\uf8f1"
"""Signs of the private use area that stand for the fields of page numbers until the page is known."""

_FIELD_NAME = re.compile(r"\s*(PAGE|NUMPAGES|SECTIONPAGES)\b", re.IGNORECASE)
_TWIPS_A_POINT = 20
_ROOM_FOR_A_LINE = 14.0
"""Points. A footer that reaches into the text pushes it up by a line of at least this height."""


class Paper(NamedTuple):
    """The pages of one section, in points: their size, and how far headers and footers reach into them."""

    width: float
    height: float
    header: float
    footer: float


class Margins(NamedTuple):
    """Headers and footers of a document.

    A story is the text of one header or footer part. ``starts`` and ``formats`` say how sections count their pages:
    first numbers other than 1, and formats by the names of WordprocessingML.
    """

    papers: tuple[Paper, ...]
    headers: tuple[str, ...]
    footers: tuple[str, ...]
    starts: tuple[int, ...]
    formats: tuple[str, ...]

    def paper(self, width: float, height: float) -> Paper | None:
        """Return the paper of this size; of several the one whose headers and footers reach the least far."""
        alike = [
            paper
            for paper in self.papers
            if abs(paper.width - width) < 1 and abs(paper.height - height) < 1
        ]
        if not alike:
            return None
        return Paper(
            width,
            height,
            header=min(paper.header for paper in alike),
            footer=min(paper.footer for paper in alike),
        )

    def printed(self, story: str, page: int, pages: int) -> Iterator[str]:
        """Yield what ``story`` may print on page number ``page``, counted from 1, of ``pages``."""
        numbers = {page}
        for start in self.starts:
            numbers.update(range(start, start + page))
        if _PAGE not in story:
            numbers = {page}
        for number in sorted(numbers):
            for kind in self.formats:
                yield story.replace(_PAGE, written(number, kind)).replace(
                    _PAGE_COUNT, str(pages)
                )


def read_margins(data: bytes) -> Margins:
    """Return the headers and footers of the .docx ``data``.

    Raises:
        InputError: no intact .docx.
    """
    package = open_package(data)
    parts = parts_of(package)
    sections = tuple(parts.body.iter(WORD + "sectPr"))
    counts = [
        counted
        for section in sections
        if (counted := section.find(WORD + "pgNumType")) is not None
    ]
    formats = {counted.get(WORD + "fmt") or "decimal" for counted in counts}
    starts = {whole_number(counted.get(WORD + "start"), 1) for counted in counts}
    return Margins(
        papers=tuple(_papers(sections)),
        headers=tuple(_stories(package, parts, "header")),
        footers=tuple(_stories(package, parts, "footer")),
        starts=tuple(sorted(starts)),
        formats=tuple(sorted(formats | {"decimal"})),
    )


def _papers(sections: Iterable[Element]) -> Iterator[Paper]:
    for section in sections:
        size, margin = section.find(WORD + "pgSz"), section.find(WORD + "pgMar")
        if size is None or margin is None:
            continue
        yield Paper(
            width=_points(size, "w"),
            height=_points(size, "h"),
            header=_reach(_points(margin, "top"), _points(margin, "header")),
            footer=_reach(_points(margin, "bottom"), _points(margin, "footer")),
        )


def _points(element: Element, name: str) -> float:
    # A negative margin is one that headers and footers do not push.
    text = (element.get(WORD + name) or "").removeprefix("-")
    return whole_number(text) / _TWIPS_A_POINT


def _reach(margin: float, distance: float) -> float:
    return max(margin, distance + _ROOM_FOR_A_LINE)


def _stories(package: Package, parts: Parts, kind: str) -> Iterator[str]:
    for relation in package.relations():
        root = package.root(relation.target) if relation.kind == kind else None
        if root is not None:
            yield as_text(read_story(root, parts, _page_field))


def _page_field(code: str) -> str | None:
    """The sign for a field that prints a page number; None for any other field."""
    name = _FIELD_NAME.match(code)
    if name is None:
        return None
    return _PAGE if name.group(1).upper() == "PAGE" else _PAGE_COUNT
