"""Lines and rules of a PDF with their places on the page, for tests that look for one of them.

Lengths are points from the top left of the page unless a name says mm. A character's box is its em:
from 0.88 of its size above the base line to 0.12 below, whatever its font says.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pdfplumber
from measured import MM

from rectify_gen.layout import STANDARD

RED = (1.0, 0.0, 0.0)
TYPE_TOP, TYPE_LEFT = STANDARD.page.top / 20, STANDARD.page.left / 20
TYPE_BOTTOM = (STANDARD.page.height - STANDARD.page.bottom) / 20
TYPE_RIGHT = TYPE_LEFT + STANDARD.page.type_width() / 20
_SHORTEST_RULE = 100


class Line(NamedTuple):
    """One printed line: its text, first and last x, em box from top to bottom; size, colour, font of its first character."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    colour: Any
    font: str


class Rule(NamedTuple):
    """One horizontal rule: ends, middle, width, colour."""

    x0: float
    x1: float
    at: float
    width: float
    colour: Any


class Page(NamedTuple):
    """One page of a PDF."""

    lines: tuple[Line, ...]
    rules: tuple[Rule, ...]
    width: float
    height: float

    def line(self, start: str) -> Line:
        """Return the first line that begins with ``start``."""
        return next(line for line in self.lines if line.text.startswith(start))


def read_pages(pdf: Path) -> list[Page]:
    """Return the pages of ``pdf``."""
    pages: list[Page] = []
    with pdfplumber.open(pdf) as opened:
        for page in opened.pages:
            pages.append(
                Page(
                    lines=tuple(_lines(page)),
                    rules=tuple(_rules(page)),
                    width=float(page.width),
                    height=float(page.height),
                )
            )
    return pages


def near(value: float, wanted_mm: float, tolerance_mm: float = 0.6) -> bool:
    """Whether ``value`` is ``wanted_mm``."""
    return abs(value * MM - wanted_mm) <= tolerance_mm


def _lines(page: pdfplumber.page.Page) -> Iterator[Line]:
    by_base: dict[int, list[Any]] = {}
    for sign in page.chars:
        if sign["text"].strip():
            base = float(page.height) - sign["matrix"][5]
            by_base.setdefault(round(2 * base), []).append(sign)
    for _, signs in sorted(by_base.items()):
        signs.sort(key=lambda sign: sign["x0"])
        first = signs[0]
        base = float(page.height) - first["matrix"][5]
        yield Line(
            text="".join(sign["text"] for sign in signs),
            x0=first["x0"],
            x1=signs[-1]["x1"],
            top=base - 0.88 * first["size"],
            bottom=base + 0.12 * first["size"],
            # LibreOffice writes 15.999999999999943 here and there.
            size=round(first["size"], 2),
            colour=first["non_stroking_color"],
            font=first["fontname"].split("+")[-1],
        )


def _rules(page: pdfplumber.page.Page) -> Iterator[Rule]:
    # LibreOffice draws some rules twice.
    rules: set[Rule] = set()
    for line in page.lines:
        rule = Rule(
            x0=line["x0"],
            x1=line["x1"],
            at=float(line["top"]),
            width=line["linewidth"],
            colour=line["stroking_color"],
        )
        if rule.x1 - rule.x0 > _SHORTEST_RULE:
            rules.add(rule)
    yield from sorted(rules, key=lambda rule: rule.at)
