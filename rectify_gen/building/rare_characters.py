"""Rare characters of notices that the fonts of their documents lack: another font draws them, or none does.

The official fonts are named after GB 2312; names of persons and places have characters beyond it. This module
must not know how anything is printed, and is handed the environment.
"""

import unicodedata
from collections.abc import Mapping
from typing import TYPE_CHECKING

from rectify_gen.building.running import Outcome
from rectify_gen.chinese import beyond_gb_2312, is_wide
from rectify_gen.diagnostics import Diagnostic, RectifyError
from rectify_gen.outputs import DEFAULT_OUTPUT

if TYPE_CHECKING:
    from rectify_gen.office.font_coverage import FoundFont

_IDEOGRAPHS = ("Lo", "Cn")
"""Categories of Chinese characters; those that Python's tables are too old for have none."""


class FontReports:
    """What the fonts of this machine lack of the documents of a run; each font is asked for once."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._environment = environment
        self._fonts: dict[str, FoundFont | None] = {}

    def added_to(self, outcome: Outcome) -> Outcome:
        """Return ``outcome``, with a warning for each place of a rare character that a font of its document lacks."""
        if outcome.state != "built" or outcome.source is None:
            return outcome
        signs = rare_signs(outcome.source.text)
        if not signs or outcome.target.format is not DEFAULT_OUTPUT:
            return outcome
        try:
            lacking = self._lacking(outcome, signs)
        except RectifyError:
            # Somebody has taken the document away: there is nothing to say of it.
            return outcome
        # Most notices have no such characters, and this is slow to import.
        from rectify_gen.building.glyph_places import places_in

        reports = list(outcome.diagnostics)
        for sign, fonts in lacking.items():
            reports += places_in(outcome.source, sign, _report(sign, fonts))
        return outcome._replace(diagnostics=tuple(reports))

    def _lacking(
        self, outcome: Outcome, signs: frozenset[str]
    ) -> "dict[str, dict[str, FoundFont]]":
        """Return those of ``signs`` that a font lacks, with the families that lack it and what draws them."""
        from rectify_gen.files import read_bytes  # as above
        from rectify_gen.word.asked_fonts import fonts_asked_for

        document = read_bytes(outcome.target.output)
        lacking: dict[str, dict[str, FoundFont]] = {}
        for family, printed in fonts_asked_for(document, signs).items():
            font = self._font(family)
            for sign in sorted(printed):
                if font is not None and font.lacks(sign):
                    lacking.setdefault(sign, {})[family] = font
        return lacking

    def _font(self, family: str) -> "FoundFont | None":
        from rectify_gen.office.font_coverage import found_font  # as above

        if family not in self._fonts:
            self._fonts[family] = found_font(family, self._environment)
        return self._fonts[family]


def rare_signs(text: str) -> frozenset[str]:
    """Return the Chinese characters of ``text`` that are not in GB 2312."""
    signs = set()
    # Of most texts only some marks of lists are left.
    for sign in beyond_gb_2312(text):
        if is_wide(sign) and unicodedata.category(sign) in _IDEOGRAPHS:
            signs.add(sign)
    return frozenset(signs)


def _report(sign: str, fonts: "Mapping[str, FoundFont]") -> Diagnostic:
    are_asked_ones = all(font.is_asked_one for font in fonts.values())
    drawn_with = dict.fromkeys(font.name for font in fonts.values())
    facts = {
        "sign": sign,
        "code": f"U+{ord(sign):04X}",
        "families": "、".join(sorted(fonts)),
        "fonts": "、".join(drawn_with),
    }
    code = "font-lacks-sign" if are_asked_ones else "stand-in-lacks-sign"
    return Diagnostic(code, facts=facts)
