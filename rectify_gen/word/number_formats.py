"""How Word writes the numbers of its lists: 一, ①, 壹, IV, AA …

Formats by the names of WordprocessingML (ISO/IEC 29500-1, 17.18.59 ST_NumberFormat):
``written(3, "chineseCounting")`` is 三. This module must not know XML or paragraphs.
"""

from __future__ import annotations

from collections.abc import Callable

from rectify_gen import chinese

_ROMAN_SIGNS = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)
_FORMAL_SIGNS = str.maketrans(
    "〇零一二三四五六七八九十百千", "零零壹贰叁肆伍陆柒捌玖拾佰仟"
)
_HEAVENLY_STEMS = "甲乙丙丁戊己庚辛壬癸"
_EARTHLY_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_LARGEST = 9999
"""Lists count no further in words, letters or Roman numerals; digits take over."""


def written(number: int, number_format: str) -> str:
    """Return ``number`` in ``number_format``; in digits where the format is unknown or does not reach so far."""
    if number_format in ("none", "bullet"):
        return ""
    if number_format == "decimalZero":
        return f"{number:02d}"
    write = _WRITERS.get(number_format, str)
    if number == 0 and write is chinese.numeral:
        return "〇"
    if number < 1 or number > _LARGEST:
        return str(number)
    return write(number)


def _upper_roman(number: int) -> str:
    signs = ""
    for worth, sign in _ROMAN_SIGNS:
        signs += sign * (number // worth)
        number %= worth
    return signs


def _lower_roman(number: int) -> str:
    return _upper_roman(number).lower()


def _upper_letter(number: int) -> str:
    """Z is followed by AA, BB … as Word counts."""
    rounds, index = divmod(number - 1, 26)
    return chr(ord("A") + index) * (rounds + 1)


def _lower_letter(number: int) -> str:
    return _upper_letter(number).lower()


def _formal(number: int) -> str:
    return chinese.numeral(number).translate(_FORMAL_SIGNS)


def _by_digit(number: int) -> str:
    return "".join(chinese.DIGITS[int(digit)] for digit in str(number))


def _full_width(number: int) -> str:
    return str(number).translate(_FULL_WIDTH)


def _between_dashes(number: int) -> str:
    return f"- {number} -"


def _row_of_signs(first: str, count: int) -> Callable[[int], str]:
    """Signs that Unicode has in a row from ``first`` for 1 … ``count``."""

    def write(number: int) -> str:
        return chr(ord(first) + number - 1) if number <= count else str(number)

    return write


def _listed_signs(signs: str) -> Callable[[int], str]:
    def write(number: int) -> str:
        return signs[number - 1] if number <= len(signs) else str(number)

    return write


_WRITERS: dict[str, Callable[[int], str]] = {
    "chineseCounting": chinese.numeral,
    "chineseCountingThousand": chinese.numeral,
    "japaneseCounting": chinese.numeral,
    "taiwaneseCounting": chinese.numeral,
    "taiwaneseCountingThousand": chinese.numeral,
    "chineseLegalSimplified": _formal,
    "ideographLegalTraditional": _formal,
    "ideographDigital": _by_digit,
    "japaneseDigitalTenThousand": _by_digit,
    "taiwaneseDigital": _by_digit,
    "decimalEnclosedCircle": chinese.circled,
    "decimalEnclosedCircleChinese": chinese.circled,
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalEnclosedParen": _row_of_signs("⑴", 20),
    "decimalEnclosedFullstop": _row_of_signs("⒈", 20),
    "ideographEnclosedCircle": _row_of_signs("㊀", 10),
    "ideographTraditional": _listed_signs(_HEAVENLY_STEMS),
    "ideographZodiac": _listed_signs(_EARTHLY_BRANCHES),
    "numberInDash": _between_dashes,
    "upperRoman": _upper_roman,
    "lowerRoman": _lower_roman,
    "upperLetter": _upper_letter,
    "lowerLetter": _lower_letter,
}
