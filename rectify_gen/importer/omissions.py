"""The reports of what a reader leaves out, with the spot in words: 第3行, 正文第12段.

This module must not know formats, nor why a text is left out.
"""

from __future__ import annotations

from rectify_gen.diagnostics import Diagnostic, Position
from rectify_gen.messages import say
from rectify_gen.places import Place


def omission(code: str, text: str, spot: Position | Place) -> Diagnostic:
    """Return the report ``code`` that ``text``, which stands at ``spot`` of the source, was left out."""
    facts: dict[str, object] = {
        "text": text,
        "where_zh": _in_words(spot, "zh"),
        "where_en": _in_words(spot, "en"),
    }
    if isinstance(spot, Position):
        facts["line"] = spot.line
        return Diagnostic(code, facts=facts, position=spot)
    return Diagnostic(code, facts=facts, place=spot)


def _in_words(spot: Position | Place, lang: str) -> str:
    if isinstance(spot, Position):
        return say("place-line", lang, line=spot.line)
    return spot.spot(lang)
