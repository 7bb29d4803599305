"""Percentages as notices print them: rounded half up to the digits that are printed.

This room must not know any rule.
"""

from decimal import ROUND_HALF_UP, Decimal


def percent_of(part: Decimal | int, whole: Decimal | int, printed: str) -> str:
    """Return ``part`` of ``whole`` in percent, half up, with as many decimals as ``printed``."""
    decimals = printed.partition(".")[2]
    step = Decimal(1).scaleb(-len(decimals))
    percent = Decimal(part) * 100 / Decimal(whole)
    rounded = percent.quantize(step, ROUND_HALF_UP)
    return str(rounded)


def is_percent_of(part: Decimal | int, whole: Decimal | int, printed: str) -> bool:
    """Return whether ``printed`` is ``part`` of ``whole`` in percent; as numbers, for 80% and 80.0% are the same rate."""
    computed = percent_of(part, whole, printed)
    return Decimal(computed) == Decimal(printed)
