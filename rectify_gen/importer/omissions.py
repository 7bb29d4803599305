"""What a reader leaves out, and its reports with the spot in words: 第3行, 正文第12段.

This module must not know formats.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rectify_gen.diagnostics import Diagnostic, Position
from rectify_gen.importer import furniture
from rectify_gen.importer.source_blocks import SourceBlock
from rectify_gen.messages import say
from rectify_gen.places import Place


def without_furniture(
    blocks: Sequence[SourceBlock], reports: list[Diagnostic]
) -> list[SourceBlock]:
    """Return ``blocks`` without page numbers and furniture of web pages; ``reports`` takes a report of each."""
    texts = [block.text for block in blocks]
    verdicts = furniture.judge(texts)
    kept_places = set()
    for block, verdict in zip(blocks, verdicts, strict=True):
        if verdict.kept:
            kept_places.add(block.place)
    kept_blocks = []
    for block, verdict in zip(blocks, verdicts, strict=True):
        codes = [cut.code for cut in verdict.cuts]
        # The lines of one paragraph belong together: of a title broken into lines none stands beside it.
        if codes == [furniture.BESIDE_NOTICE] and block.place in kept_places:
            kept_blocks.append(block)
            continue
        for cut in verdict.cuts:
            report = omission(cut.code, cut.text, block.place)
            reports.append(report)
        if verdict.kept:
            kept_block = replace(block, text=verdict.kept)
            kept_blocks.append(kept_block)
    return kept_blocks


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
