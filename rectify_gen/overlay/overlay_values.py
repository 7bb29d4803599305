"""How the numbers of a layout are written in an overlay: 30, 28磅, 三号. The inverse of reading them.

This module must not know keys, YAML or Word files.
"""

from rectify_gen.layout import SIZE_NAMES

TWIPS_A_MILLIMETRE = 1440 / 25.4
_MOST_DECIMALS = 2
_ROUNDING = 1
"""Twips by which programs round lengths."""
_NAMES_OF_SIZES = {size: name for name, size in SIZE_NAMES.items()}


def millimetres(length: int) -> int | float:
    """Return a length in millimetres, with as few decimals as mean the same length."""
    exact = length / TWIPS_A_MILLIMETRE
    rounded = exact
    for decimals in range(_MOST_DECIMALS + 1):
        rounded = round(exact, decimals)
        read_back = round(rounded * TWIPS_A_MILLIMETRE)
        if abs(read_back - length) <= _ROUNDING:
            break
    if rounded.is_integer():
        return int(rounded)
    return rounded


def points(length: float) -> str:
    """Return a length in points, such as 28磅."""
    number = length / 20
    return f"{number:g}磅"


def rule_width(eighths: int) -> str:
    """Return the width of a rule, given in eighths of a point, such as 1.5磅."""
    number = eighths / 8
    return f"{number:g}磅"


def font_size(half_points: int) -> str:
    """Return a font size by its name, where it has one, else in points."""
    name = _NAMES_OF_SIZES.get(half_points)
    if name is not None:
        return name
    number = half_points / 2
    return f"{number:g}磅"
