"""Where a .docx has gaps between Chinese characters and digits: Word sets a quarter of an em there unless it is told not to.

Word decides for digits and for Latin letters apart (``autoSpaceDN``, ``autoSpaceDE``). Notices have digits, so these count.
This module must not know what LibreOffice makes of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from rectify_gen.word.looks import Look, Styles, look_is_on
from rectify_gen.word.word_package import open_package


class LetterGaps(NamedTuple):
    """Whether there are gaps: ``default`` in paragraphs of no style, ``styles`` in those of each style, by its name."""

    default: bool
    styles: Mapping[str, bool]


def read_letter_gaps(document: bytes) -> LetterGaps:
    """Return where the .docx ``document`` has gaps by its defaults and its styles.

    Raises:
        InputError: no intact .docx.
    """
    styles = Styles(open_package(document).main_related("styles"))
    by_style = {}
    for style_id, style in styles.elements.items():
        if style.kind == "paragraph":
            by_style[style.name] = _has_gaps(styles.paragraph_look(style_id))
    return LetterGaps(_has_gaps(styles.paragraph_defaults), by_style)


def _has_gaps(look: Look) -> bool:
    return look_is_on(look, "autoSpaceDN", default="1")
