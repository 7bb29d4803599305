"""Rules of punctuation (GB/T 15834)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rectify_gen import model
from rectify_gen.diagnostics import Diagnostic
from rectify_gen.rules.rule import texts

_DOUBLED = re.compile(r"[，。、；：！？][，。、；：！？]+")
_MEANT = {"！！", "？！", "！？", "！！！"}


def doubled_punctuation(notice: model.Notice) -> Iterator[Diagnostic]:
    """Two marks follow one another where one belongs: 。。 ，， ，。

    Why: GB/T 15834 knows no such pair; it is what editing leaves behind.
    Wrong: 评议结果公布公示。。
    Right: 评议结果公布公示。
    """
    for route, text in texts(notice):
        for found in _DOUBLED.finditer(text):
            if found.group() not in _MEANT:
                quote = text[max(found.start() - 6, 0) : found.end()]
                yield Diagnostic(
                    "doubled-punctuation",
                    route,
                    {"quote": quote, "marks": found.group(), "text": text, "at": found.start()},
                )
