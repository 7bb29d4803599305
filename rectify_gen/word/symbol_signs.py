"""What the signs of symbol fonts are: Wingdings draws a tick where its file has the letter ü.

For example the sign F0FC of Wingdings is ✓. Only signs that people set in documents are
listed. This module must not know XML or paragraphs.
"""

from __future__ import annotations

_FIRST_PRIVATE = 0xF000
_LAST_PRIVATE = 0xF0FF
"""Word writes the signs of a symbol font as characters from here to there."""


def _counted(first_code: int, signs: str) -> dict[int, str]:
    """Return a table of ``signs`` whose codes follow one another."""
    table = {}
    for code, sign in enumerate(signs, start=first_code):
        table[code] = sign
    return table


_WINGDINGS = {
    0x6C: "●",
    0x6E: "■",
    0x6F: "□",
    0x71: "□",
    0x74: "◆",
    0x75: "◆",
    0x76: "❖",
    0x77: "◆",
    0x9F: "•",
    0xA1: "○",
    0xA7: "■",
    0xA8: "□",
    0xAB: "★",
    0xD8: "➢",
    0xE0: "→",
    0xFB: "×",
    0xFC: "√",
    0xFD: "☒",
    0xFE: "☑",
    **_counted(0x81, "①②③④⑤⑥⑦⑧⑨⑩"),
    **_counted(0x8C, "❶❷❸❹❺❻❼❽❾❿"),
}
_WINGDINGS_2 = {
    0x4F: "×",
    0x50: "√",
    0x52: "☑",
    0x53: "☒",
    0x54: "☒",
    0x98: "●",
    0xA2: "■",
    0xA3: "□",
    **_counted(0x6A, "①②③④⑤⑥⑦⑧⑨⑩"),
    **_counted(0x75, "❶❷❸❹❺❻❼❽❾❿"),
}
_SYMBOL = {
    0xA3: "≤",
    0xAE: "→",
    0xB0: "°",
    0xB1: "±",
    0xB3: "≥",
    0xB4: "×",
    0xB7: "•",
    0xB8: "÷",
    0xB9: "≠",
    0xBB: "≈",
}
_FONTS = {
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "symbol": _SYMBOL,
}


def is_private(sign: str) -> bool:
    """Return whether ``sign`` stands for a sign of a symbol font."""
    return _FIRST_PRIVATE <= ord(sign) <= _LAST_PRIVATE


def symbol_sign(sign: str, font: str) -> str:
    """Return the character that ``font`` draws for ``sign``; empty where that is not known."""
    code = ord(sign)
    if is_private(sign):
        code -= _FIRST_PRIVATE
    table = _FONTS.get(font.strip().lower())
    if table is not None:
        return table.get(code, "")
    # In any other font a character is what it is; one for private use is not known.
    return "" if is_private(sign) else sign


def possible_signs(sign: str) -> frozenset[str]:
    """Return what a private ``sign`` may be in the symbol fonts that are known; nothing for any other sign."""
    if not is_private(sign):
        return frozenset()
    signs = {symbol_sign(sign, font) for font in _FONTS}
    return frozenset(signs - {sign})
