"""A text as facts are read in it: without blanks, with half-width digits and full-width marks, each character traced back.

``2024 年 3 月 4 日,市委`` from a PDF is read as 2024年3月4日，市委. A fact keeps the characters of its source, blanks
aside. This module must not know what the words mean.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_SIGNS = str.maketrans(
    "０１２３４５６７８９，,；;：:（）()－．＠",
    "0123456789，，；；：：（）（）-.@",
)
"""Signs that notices write in either width, and how they are read."""


_STOP = re.compile(r"(?<=[\u3400-\u9fff])\.")
"""A full stop of half width, which ends a sentence behind a Chinese character."""


class SqueezedText(NamedTuple):
    """What is read of ``source``; line breaks, which part paragraphs, are kept."""

    source: str
    words: str
    """The characters to read."""
    origins: tuple[int, ...]
    """For each of them its place in the source."""

    def span_in_source(self, start: int, end: int) -> tuple[int, int]:
        """Return where the characters from ``start`` to ``end`` stand in the source."""
        return self.origins[start], self.origins[end - 1] + 1

    def as_written(self, start: int, end: int) -> str:
        """Return these characters as the source has them, without blanks."""
        source_start, source_end = self.span_in_source(start, end)
        return "".join(self.source[source_start:source_end].split())


def squeezed_text(source: str) -> SqueezedText:
    """Return ``source`` without its blanks, in the widths in which facts are read."""
    signs = []
    origins = []
    for place, sign in enumerate(source):
        if sign == "\n" or not sign.isspace():
            signs.append(sign)
            origins.append(place)
    words = "".join(signs).translate(_SIGNS)
    words = _STOP.sub("。", words)
    return SqueezedText(source, words, tuple(origins))
