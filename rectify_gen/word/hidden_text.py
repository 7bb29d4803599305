"""Which runs Word hides: by their own formatting, or by their styles.

Hidden text is a toggle: a character style and a paragraph style that both hide text show
it (ISO/IEC 29500-1, 17.7.3). This module must not know what the text says.
"""

from __future__ import annotations

from collections.abc import Mapping

from rectify_gen.word.elements import ParagraphElement, RunElement, WordElement
from rectify_gen.word.looks import style_elements
from rectify_gen.word.namespaces import qn


class HidingStyles:
    """The styles of a document, asked whether they hide text; ``root`` is that of ``styles.xml``, which may be missing."""

    def __init__(self, root: WordElement | None) -> None:
        self._styles: Mapping[str, WordElement] = style_elements(root)
        self._default_hides = root is not None and root.is_on(
            "docDefaults/rPrDefault/rPr/vanish"
        )

    def is_hidden(self, run: RunElement) -> bool:
        """Return whether Word hides the text of ``run``."""
        is_always_hidden = run.is_on("rPr/webHidden") or run.is_on("rPr/specVanish")
        if is_always_hidden:
            return True
        # What the run says itself, also <w:vanish w:val="0"/>, overrules all styles.
        if run.child("rPr/vanish") is not None:
            return run.is_on("rPr/vanish")
        paragraph = next(run.iterancestors(qn("w:p")), None)
        paragraph_style_id = ""
        if isinstance(paragraph, ParagraphElement):
            paragraph_style_id = paragraph.style_id
        character_style_hides = self._style_hides(run.style_id)
        paragraph_style_hides = self._style_hides(paragraph_style_id)
        is_toggled_on = character_style_hides != paragraph_style_hides
        return is_toggled_on or self._default_hides

    def _style_hides(self, style_id: str) -> bool:
        """What a style, or the nearest one that it is based on, says of hiding."""
        seen: set[str] = set()
        while style_id in self._styles and style_id not in seen:
            seen.add(style_id)
            style = self._styles[style_id]
            if style.child("rPr/vanish") is not None:
                return style.is_on("rPr/vanish")
            if style.is_on("rPr/webHidden"):
                return True
            style_id = style.value("basedOn") or ""
        return False
