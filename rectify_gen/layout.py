"""GB/T 9704-2012 as numbers: page, grid, fonts by role, sizes. One place for all of them.

Lengths are twips (1/20 pt; 56.7 twips = 1 mm), font sizes half-points, as
WordprocessingML writes them. This room imports nothing and must not know XML.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Page:
    """Paper and type area (clauses 5.1, 5.2.1): A4, 天头 37 mm, 订口 28 mm, 版心 156 × 225 mm."""

    width: int = 11906
    height: int = 16838
    top: int = 2098
    right: int = 1474
    bottom: int = 1984
    left: int = 1587
    header: int = 851
    footer: int = 1440


@dataclass(frozen=True, slots=True)
class Grid:
    """22 lines of 28 characters (clause 5.2.3).

    The pitch is an exact line height and a condensed character spacing on a line
    grid; a character grid would make LibreOffice give each character two cells.
    """

    lines: int = 22
    characters: int = 28
    line: int = 579
    spacing: int = -5


@dataclass(frozen=True, slots=True)
class Fonts:
    """Font families by role (clauses 5.2.2, 7.2, 7.3, 7.5): kinds of the standard, names of common use."""

    title: str = "方正小标宋简体"
    body: str = "仿宋_GB2312"
    level_1: str = "黑体"
    level_2: str = "楷体_GB2312"
    page_number: str = "宋体"


@dataclass(frozen=True, slots=True)
class Sizes:
    """Font sizes in half-points: 二号 44, 三号 32, 四号 28."""

    title: int = 44
    body: int = 32
    page_number: int = 28


@dataclass(frozen=True, slots=True)
class Layout:
    """One office's layout: the standard, or the standard with deviations put on top."""

    page: Page = field(default_factory=Page)
    grid: Grid = field(default_factory=Grid)
    fonts: Fonts = field(default_factory=Fonts)
    sizes: Sizes = field(default_factory=Sizes)
    indent: int = 640
    """首行缩进: two 三号 characters (clause 7.3.3)."""
    page_number_indent: int = 280
    """页码: one 四号 character from the outer edge (clause 7.5)."""


STANDARD = Layout()
