"""What headers and footers print, page by page, and which part of a page is theirs.

This module must not know PDFs. The body of the document is read in ``block_reading``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from rectify_gen.word.block_reading import read_story
from rectify_gen.word.elements import WordElement, whole_number
from rectify_gen.word.namespaces import qn
from rectify_gen.word.number_formats import written
from rectify_gen.word.text_blocks import as_text
from rectify_gen.word.word_package import WordPackage, open_package

_PAGE = "\uf8f0"
_PAGE_COUNT = "\uf8f1"
"""Signs of the private use area that stand for the fields of page numbers until the page is known."""
_FIELD_SIGNS = {
    "PAGE": _PAGE,
    "NUMPAGES": _PAGE_COUNT,
    "SECTIONPAGES": _PAGE_COUNT,
}

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
        alike = []
        for paper in self.papers:
            if abs(paper.width - width) < 1 and abs(paper.height - height) < 1:
                alike.append(paper)
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
        # Which section a page belongs to is not known, so each start counts.
        numbers = {page}
        if _PAGE in story:
            for start in self.starts:
                numbers.update(range(start, start + page))
        for number in sorted(numbers):
            for number_format in self.formats:
                text = story.replace(_PAGE, written(number, number_format))
                yield text.replace(_PAGE_COUNT, str(pages))


def read_margins(data: bytes) -> Margins:
    """Return the headers and footers of the .docx ``data``.

    Raises:
        InputError: no intact .docx.
    """
    package = open_package(data)
    papers = []
    formats = {"decimal"}
    starts = set()
    for section in package.body().iter(qn("w:sectPr")):
        assert isinstance(section, WordElement)
        paper = _paper(section)
        if paper is not None:
            papers.append(paper)
        counted = section.child("pgNumType")
        if counted is not None:
            formats.add(counted.attribute("fmt") or "decimal")
            starts.add(whole_number(counted.attribute("start"), 1))
    headers = _stories(package, "header")
    footers = _stories(package, "footer")
    return Margins(
        papers=tuple(papers),
        headers=tuple(headers),
        footers=tuple(footers),
        starts=tuple(sorted(starts)),
        formats=tuple(sorted(formats)),
    )


def _paper(section: WordElement) -> Paper | None:
    size = section.child("pgSz")
    margin = section.child("pgMar")
    if size is None or margin is None:
        return None
    top = _points(margin, "top")
    bottom = _points(margin, "bottom")
    header_distance = _points(margin, "header")
    footer_distance = _points(margin, "footer")
    return Paper(
        width=_points(size, "w"),
        height=_points(size, "h"),
        header=_reach(top, header_distance),
        footer=_reach(bottom, footer_distance),
    )


def _points(element: WordElement, name: str) -> float:
    # A negative margin is one that headers and footers do not push.
    text = (element.attribute(name) or "").removeprefix("-")
    return whole_number(text) / _TWIPS_A_POINT


def _reach(margin: float, distance: float) -> float:
    return max(margin, distance + _ROOM_FOR_A_LINE)


def _stories(package: WordPackage, kind: str) -> Iterator[str]:
    for name in package.related(package.main, kind):
        root = package.root(name)
        if root is not None:
            yield as_text(read_story(package, root, _FIELD_SIGNS))
