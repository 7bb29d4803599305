"""Where in the source a character stands that no font draws: whoever wrote it looks there, not in the PDF.

This module must not know fonts or PDFs.
"""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from rectify_gen.diagnostics import Diagnostic, RectifyError
from rectify_gen.notice_files import read_source
from rectify_gen.office import Converted
from rectify_gen.office.pdf_glyphs import MISSING_GLYPH
from rectify_gen.source import SourceFile, position_at


def placed_in_source(
    diagnostics: Iterable[Diagnostic],
    source: SourceFile,
) -> list[Diagnostic]:
    """Return ``diagnostics``; those of a missing glyph once for each place in ``source`` that has the character.

    A character that the source does not have is from the template, and its report stays with the document.
    """
    placed = []
    for diagnostic in diagnostics:
        in_source: list[Diagnostic] = []
        if diagnostic.code == MISSING_GLYPH:
            # The places in the document would say the same again.
            facts = {**diagnostic.facts, "places": ""}
            sign = str(facts["sign"])
            in_source = places_in(source, sign, diagnostic._replace(facts=facts))
        placed += in_source or [diagnostic]
    return placed


def places_in(
    source: SourceFile,
    sign: str,
    diagnostic: Diagnostic,
) -> list[Diagnostic]:
    """Return ``diagnostic`` once for each place in ``source`` that has the character ``sign``."""
    placed = []
    index = source.text.find(sign)
    while index >= 0:
        position = position_at(source.text, index)
        if source.table is not None:
            cell = source.table.cell_at(position.line)
            position = position._replace(cell=cell)
        placed.append(diagnostic._replace(path=source.path, position=position))
        index = source.text.find(sign, index + 1)
    return placed


def failure_in_source(converted: Converted, path: Path) -> Converted:
    """Return ``converted`` with its failure placed in the source at ``path``, where the source is at fault."""
    failure = converted.failure
    if failure is None:
        return converted
    codes = {report.code for report in failure.diagnostics}
    if MISSING_GLYPH in codes:
        # Whoever has removed the source meanwhile is told the places in the document.
        with suppress(RectifyError):
            diagnostics = placed_in_source(failure.diagnostics, read_source(path))
            return converted._replace(failure=type(failure)(diagnostics))
    return converted
