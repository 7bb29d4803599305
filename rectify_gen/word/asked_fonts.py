"""The font families that a .docx asks for, counted only where they print something.

This module must not know which fonts a machine has, nor what a PDF shows.
"""

from __future__ import annotations

from collections.abc import Iterator

from rectify_gen.chinese import is_wide
from rectify_gen.word.block_reading import shown_pieces
from rectify_gen.word.elements import ParagraphElement
from rectify_gen.word.formatting import THEME, run_formatting
from rectify_gen.word.looks import DIRECT, Look, Styles, laid_over, look_value
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


def fonts_asked_for(data: bytes, signs: frozenset[str]) -> dict[str, set[str]]:
    """Return the families that the .docx ``data`` asks for to print ``signs``, which are Chinese, with the signs of each.

    Raises:
        InputError: no intact .docx.
    """
    package = open_package(data)
    styles = Styles(package.main_related("styles"))
    signs_by_family: dict[str, set[str]] = {}
    for paragraph in package.body().iter(qn("w:p")):
        assert isinstance(paragraph, ParagraphElement)
        for text, look in _looks_of(paragraph, styles):
            family = _family(look, "eastAsia")
            printed = signs.intersection(text)
            if family and printed:
                signs_by_family.setdefault(family, set()).update(printed)
    return signs_by_family


def _fonts_of(paragraph: ParagraphElement, styles: Styles) -> Iterator[str]:
    """Yield the families of the runs of ``paragraph``; ``cs`` and ``hAnsi`` follow ``ascii`` in our texts."""
    for text, look in _looks_of(paragraph, styles):
        for script in _scripts_of(text):
            family = _family(look, script)
            if family:
                yield family


def _looks_of(
    paragraph: ParagraphElement, styles: Styles
) -> Iterator[tuple[str, Look]]:
    """Yield each stretch of text of ``paragraph`` with its look."""
    for piece in shown_pieces(paragraph):
        run = piece.run
        if piece.kind is not PieceKind.TEXT or run is None:
            continue
        styled = styles.run_look(paragraph.style_id, run.style_id)
        formatting = run_formatting(run.properties)
        yield piece.text, laid_over(styled, formatting, DIRECT)


def _family(look: Look, script: str) -> str:
    """Return the family for ``script``; empty where none is named, or by a theme, which stands in a part of its own."""
    family = look_value(look, script)
    return "" if family.startswith(THEME) else family


def _scripts_of(text: str) -> list[str]:
    """Return the attributes of ``w:rFonts`` that decide the fonts of ``text``."""
    has_latin = any(sign.isascii() and sign.isalnum() for sign in text)
    has_chinese = any(is_wide(sign) for sign in text)
    scripts = []
    if has_latin:
        scripts.append("ascii")
    if has_chinese:
        scripts.append("eastAsia")
    return scripts
