"""Lengths, sizes and fonts in the words of Word's own dialogs, in Chinese and English.

This module must not know XML, roles or layouts.
"""

import functools
from collections.abc import Sequence
from typing import NamedTuple

from rectify_gen.layout import SIZE_NAMES
from rectify_gen.messages import say

_NAMES_OF_SIZES = {size: name for name, size in SIZE_NAMES.items()}
_CHINESE_STYLE_NAMES = {
    "normal": "正文",
    "title": "标题",
    "body text": "正文文本",
    "footer": "页脚",
    "header": "页眉",
    "signature": "签名",
    "list paragraph": "列表段落",
    "hyperlink": "超链接",
    "table grid": "网格型",
}
"""Built-in styles as a Chinese Word shows them; headings 标题 1 … are known by their number."""


class Words(NamedTuple):
    """One thing said in Chinese and in English."""

    zh: str
    en: str


@functools.lru_cache(maxsize=4096)
def words(code: str, **facts: object) -> Words:
    """Return the sentence of ``code`` in both languages."""
    chinese = say(code, "zh", **facts)
    english = say(code, "en", **facts)
    return Words(chinese, english)


def plain(text: str) -> Words:
    """Return what is the same in both languages: names of fonts, numbers."""
    return Words(text, text)


def millimetres(twips: int) -> Words:
    """Return a length in millimetres to a tenth."""
    length = twips * 25.4 / 1440
    number = f"{length:.1f}"
    return words("layout-unit-millimetres", number=number.removesuffix(".0"))


def points(twips: float) -> Words:
    """Return a length in points."""
    return words("layout-unit-points", number=f"{twips / 20:g}")


def exact_points(twips: float) -> Words:
    """Return a line height of exactly ``twips``."""
    return words("layout-unit-exactly", number=f"{twips / 20:g}")


def line_widths(eighths: int) -> Words:
    """Return the width of a rule, given in eighths of a point."""
    return words("layout-unit-points", number=f"{eighths / 8:g}")


def characters(hundredths: float) -> Words:
    """Return an indent counted in characters."""
    return words("layout-unit-characters", number=f"{hundredths / 100:g}")


def size(half_points: int) -> Words:
    """Return a font size by its name, where it has one, and in points."""
    number = f"{half_points / 2:g}"
    if half_points not in _NAMES_OF_SIZES:
        return words("layout-unit-points", number=number)
    name = _NAMES_OF_SIZES[half_points]
    return words("layout-unit-size", name=name, points=number)


def style_name(name: str) -> Words:
    """Return the name of a style as Word shows it in either language."""
    # The file has "heading 1" where the English dialog shows "Heading 1".
    low = name.lower()
    level = low.removeprefix("heading ")
    is_heading = level != low and level.isdecimal()
    if is_heading:
        return Words(f"标题 {level}", f"Heading {level}")
    chinese = _CHINESE_STYLE_NAMES.get(low, name)
    return Words(chinese, name)


def joined(parts: Sequence[Words]) -> Words:
    """Return a list of things."""
    chinese = "、".join(part.zh for part in parts)
    english = ", ".join(part.en for part in parts)
    return Words(chinese, english)
