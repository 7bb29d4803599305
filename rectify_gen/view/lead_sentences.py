"""The lead of a paragraph: its first sentence, which offices set in a font of its own (一是健全制度。修订了3项……).

This room must not know Word, or any template.
"""

import re

from rectify_gen.late_pattern import LatePattern

_PAIRS = {
    "“": "”",
    "‘": "’",
    "「": "」",
    "『": "』",
    "《": "》",
    "〈": "〉",
    "（": "）",
    "(": ")",
    "【": "】",
    "〔": "〕",
    "［": "］",
    "[": "]",
    "｛": "｝",
    "{": "}",
}
"""Marks of a pair: what stands between them is a part of the sentence around it."""
_ENDS = "。！？"
_SIGNS = LatePattern(
    "[" + re.escape("".join([*_PAIRS, *_PAIRS.values(), '"', _ENDS])) + "]"
)
_MEASURE = LatePattern("[一二三四五六七八九十]{1,3}是")


def lead_of(role: str, text: str) -> str:
    """Return the first sentence of the ``text`` of a paragraph, as a stretch of it.

    It is empty where nothing is to be set apart: the text is one sentence, or a paragraph of role body that is no
    measure (一是……).
    """
    if role == "body" and _MEASURE.match(text) is None:
        return text[:0]
    return split_sentence(text)[0]


def split_sentence(text: str) -> tuple[str, str]:
    """Return the first sentence of ``text`` with its mark, and what follows; the first is empty where nothing follows.

    Marks inside quotation marks or brackets end no sentence; where a pair is not closed, there is no first sentence.
    """
    closings: list[str] = []
    for match in _SIGNS.finditer(text):
        sign = match.group()
        end = match.end()
        if closings and sign == closings[-1]:
            closings.pop()
        elif sign in _PAIRS:
            closings.append(_PAIRS[sign])
        elif sign == '"':
            # Straight quotes open and close with the same sign.
            closings.append(sign)
        elif sign in _ENDS and not closings:
            following = text[end:]
            # 真的吗？！ has two marks, and the second ends it.
            if following[:1] in _ENDS and following:
                continue
            return (text[:end], following) if following.strip() else (text[:0], text)
    return text[:0], text
