"""How Word writes the numbers of its lists: 一, ①, 壹, IV, AA …

Formats by the names of WordprocessingML (ISO/IEC 29500-1, 17.18.59 ST_NumberFormat).
This room must not know XML or paragraphs.
"""

from __future__ import annotations

from collections.abc import Callable

from rectify_gen import chinese

_ROMAN = (
    *(
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
    ),
    *((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
_FORMAL = str.maketrans("〇零一二三四五六七八九十百千", "零零壹贰叁肆伍陆柒捌玖拾佰仟")
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_LARGEST = 9999
"""Lists count no further in words, letters or Roman numerals; digits take over."""


def written(number: int, kind: str) -> str:
    """Return ``number`` in the format ``kind``; in digits where the format is unknown or does not reach so far."""
    if kind in ("none", "bullet"):
        return ""
    if kind == "decimalZero":
        return f"{number:02d}"
    if number < 1 or number > _LARGEST:
        return (
            "〇"
            if number == 0 and _FORMATS.get(kind) is chinese.numeral
            else str(number)
        )
    return _FORMATS.get(kind, str)(number)


def _roman(number: int) -> str:
    out = ""
    for worth, sign in _ROMAN:
        out += sign * (number // worth)
        number %= worth
    return out


def _letter(number: int) -> str:
    times, at = divmod(number - 1, 26)
    return chr(ord("A") + at) * (times + 1)


def _by_digit(number: int) -> str:
    return "".join(chinese.DIGITS[int(digit)] for digit in str(number))


def _full_width(number: int) -> str:
    return "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))


def _from(first: str, last: int) -> Callable[[int], str]:
    """Signs that Unicode has in a row from ``first`` for 1 … ``last``."""
    return lambda number: (
        chr(ord(first) + number - 1) if number <= last else str(number)
    )


def _one_of(signs: str) -> Callable[[int], str]:
    return lambda number: signs[number - 1] if number <= len(signs) else str(number)


_FORMATS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(
        ("chineseCounting", "chineseCountingThousand", "japaneseCounting"),
        chinese.numeral,
    ),
    **dict.fromkeys(
        ("taiwaneseCounting", "taiwaneseCountingThousand"), chinese.numeral
    ),
    **dict.fromkeys(
        ("chineseLegalSimplified", "ideographLegalTraditional"),
        lambda n: chinese.numeral(n).translate(_FORMAL),
    ),
    **dict.fromkeys(
        ("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"),
        _by_digit,
    ),
    **dict.fromkeys(
        ("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), chinese.circled
    ),
    **dict.fromkeys(("decimalFullWidth", "decimalFullWidth2"), _full_width),
    "decimalEnclosedParen": _from("⑴", 20),
    "decimalEnclosedFullstop": _from("⒈", 20),
    "ideographEnclosedCircle": _from("㊀", 10),
    "ideographTraditional": _one_of(_STEMS),
    "ideographZodiac": _one_of(_BRANCHES),
    "numberInDash": lambda number: f"- {number} -",
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperLetter": _letter,
    "lowerLetter": lambda number: _letter(number).lower(),
}
