"""How the numbers of a layout are written in an overlay: 30, 28磅, 三号. The inverse of reading them.

This module must not know keys, YAML or Word files.
"""

from rectify_gen.layout import SIZE_NAMES

_TWIPS_A_MILLIMETRE = 1440 / 25.4
_MOST_DECIMALS = 2
_ROUNDING = 1
"""Twips by which programs round lengths."""
_NAMES_OF_SIZES = {size: name for name, size in SIZE_NAMES.items()}


def millimetres(length: int) -> int | float:
    """Return a length in millimetres, with as few decimals as mean the same length."""
    exact = length / _TWIPS_A_MILLIMETRE
    for decimals in range(_MOST_DECIMALS):
        rounded = round(exact, decimals)
        if abs(round(rounded * _TWIPS_A_MILLIMETRE) - length) <= _ROUNDING:
            return _as_whole(rounded)
    return _as_whole(round(exact, _MOST_DECIMALS))


def _as_whole(number: float) -> int | float:
    return int(number) if number.is_integer() else number


def points(length: float) -> str:
    """Return a length in points, such as 28磅."""
    return f"{length / 20:g}磅"


def rule_width(eighths: int) -> str:
    """Return the width of a rule, given in eighths of a point, such as 1.5磅."""
    return f"{eighths / 8:g}磅"


def font_size(half_points: int) -> str:
    """Return a font size by its name, where it has one, else in points."""
    if half_points in _NAMES_OF_SIZES:
        return _NAMES_OF_SIZES[half_points]
    return f"{half_points / 2:g}磅"
