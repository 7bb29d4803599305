"""The font families that a .docx asks for, counted only where they print something.

This module must not know which fonts a machine has, nor what a PDF shows.
"""

from __future__ import annotations

from collections.abc import Iterator

from rectify_gen.chinese import is_wide
from rectify_gen.word.block_reading import shown_pieces
from rectify_gen.word.elements import ParagraphElement
from rectify_gen.word.formatting import THEME, run_formatting
from rectify_gen.word.looks import DIRECT, Styles, laid_over
from rectify_gen.word.namespaces import qn
from rectify_gen.word.pieces import PieceKind
from rectify_gen.word.word_package import open_package


def fonts_asked(data: bytes) -> frozenset[str]:
    """Return the families that the text in the body of the .docx ``data`` asks for, by style or directly.

    Families that only a theme names are not known here, and left out.

    Raises:
        InputError: no intact .docx.
    """
    package = open_package(data)
    styles = Styles(package.main_related("styles"))
    families: set[str] = set()
    for paragraph in package.body().iter(qn("w:p")):
        assert isinstance(paragraph, ParagraphElement)
        families.update(_fonts_of(paragraph, styles))
    return frozenset(families)


def _fonts_of(paragraph: ParagraphElement, styles: Styles) -> Iterator[str]:
    """Yield the families of the runs of ``paragraph``; ``cs`` and ``hAnsi`` follow ``ascii`` in our texts."""
    for piece in shown_pieces(paragraph):
        if piece.kind is not PieceKind.TEXT or piece.run is None:
            continue
        styled = styles.run_look(paragraph.style_id, piece.run.style_id)
        look = laid_over(styled, run_formatting(piece.run.properties), DIRECT)
        scripts = []
        if any(sign.isascii() and sign.isalnum() for sign in piece.text):
            scripts.append("ascii")
        if any(is_wide(sign) for sign in piece.text):
            scripts.append("eastAsia")
        for script in scripts:
            # Which family a theme means stands in a part of its own.
            if script in look and not look[script].value.startswith(THEME):
                yield look[script].value
