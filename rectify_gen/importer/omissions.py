"""What a reader leaves out, and its reports.

This module must not know formats.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rectify_gen.diagnostics import Diagnostic, Position
from rectify_gen.importer import furniture
from rectify_gen.importer.source_blocks import SourceBlock
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
    if isinstance(spot, Position):
        facts = {"text": text, "line": spot.line}
        return Diagnostic(code, facts=facts, position=spot)
    return Diagnostic(code, facts={"text": text}, place=spot)
