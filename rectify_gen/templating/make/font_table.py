"""``word/fontTable.xml``: what Word is to know of the fonts that a template names, for machines that lack them.

Where a family is not installed, Word takes the first of its alternative names that is, else one that is like it. This
module must not know tags, styles, or what a template prints.
"""

from collections.abc import Iterable
from typing import NamedTuple

from rectify_gen.templating.make.markup import element

_GB2312 = "86"
"""The charset of simplified Chinese."""


class _KnownFont(NamedTuple):
    """A family: names that may stand in for it, the best first; shape and widths in Word's terms; PANOSE where known."""

    family: str
    alternatives: tuple[str, ...]
    shape: str
    pitch: str
    panose: str = ""


_KNOWN_FONTS = (
    _KnownFont(
        family="方正小标宋简体",
        alternatives=("方正小标宋_GBK", "小标宋", "华文中宋", "STZhongsong"),
        shape="auto",
        pitch="variable",
    ),
    _KnownFont(
        family="方正小标宋_GBK",
        alternatives=("方正小标宋简体", "小标宋", "华文中宋", "STZhongsong"),
        shape="auto",
        pitch="variable",
    ),
    _KnownFont(
        family="华文中宋",
        alternatives=("STZhongsong",),
        shape="auto",
        pitch="variable",
        panose="02010600040101010101",
    ),
    _KnownFont(
        family="仿宋_GB2312",
        alternatives=("仿宋", "FangSong", "华文仿宋"),
        shape="modern",
        pitch="fixed",
        panose="02010609030101010101",
    ),
    _KnownFont(
        family="仿宋",
        alternatives=("FangSong", "仿宋_GB2312", "华文仿宋"),
        shape="modern",
        pitch="fixed",
        panose="02010609060101010101",
    ),
    _KnownFont(
        family="楷体_GB2312",
        alternatives=("楷体", "KaiTi", "华文楷体"),
        shape="modern",
        pitch="fixed",
        panose="02010609030101010101",
    ),
    _KnownFont(
        family="楷体",
        alternatives=("KaiTi", "楷体_GB2312", "华文楷体"),
        shape="modern",
        pitch="fixed",
        panose="02010609060101010101",
    ),
    _KnownFont(
        family="黑体",
        alternatives=("SimHei", "华文黑体"),
        shape="modern",
        pitch="fixed",
        panose="02010609060101010101",
    ),
    _KnownFont(
        family="宋体",
        alternatives=("SimSun", "新宋体", "华文宋体"),
        shape="auto",
        pitch="variable",
        panose="02010600030101010101",
    ),
)


def font_table(families: Iterable[str]) -> str:
    """Return the fonts of ``families`` that Word is told of, each once; of other families it knows more than we do."""
    wanted = set(families)
    fonts = ""
    for font in _KNOWN_FONTS:
        if font.family in wanted:
            fonts += _font(font)
    return fonts


def _font(font: _KnownFont) -> str:
    panose = element("panose1", val=font.panose) if font.panose else ""
    return element(
        "font",
        element("altName", val=",".join(font.alternatives)),
        panose,
        element("charset", val=_GB2312),
        element("family", val=font.shape),
        element("pitch", val=font.pitch),
        name=font.family,
    )
