"""What a template's expressions may cost: steps, sizes of texts, sequences and numbers.

Each limit was chosen above what the largest notices measured need, and below what fills a machine.

This room must not know Jinja's syntax trees, or Word.
"""

from __future__ import annotations

from collections.abc import ItemsView, Iterator, KeysView, Mapping, ValuesView
from typing import Any

from jinja2.exceptions import SecurityError

STEP_LIMIT = 2_000_000
"""Loop passes, calls and the weight of values in one render; the largest notice measured takes 300,000."""
TEXT_LIMIT = 1_000_000
"""Characters of one value that an expression makes."""
MEMBER_LIMIT = 300_000
"""Members of one sequence, and of the sequences in it; the largest notice measured has 260,000 paragraphs."""
MEMBER_STEPS = 3
"""What looking at a member costs."""
OUTPUT_LIMIT = 128 * 1024 * 1024
"""Characters of all parts as rendered; a notice of 52,000 problems has 45 million."""
TEXT_STEP = 16
"""Characters that weigh one step."""
LONG_TEXT = 4096
"""Characters from which a text pays for being printed."""
_DIGITS_LIMIT = 1024
"""Bits of a whole number that is computed with."""
_MADE_LIMIT = 4 * _DIGITS_LIMIT + 64
"""Bits of a whole number that an expression makes; the largest power allowed has 4,096."""

NODES_FREE = 256
"""Nodes of the syntax tree that may stand in a loop at no cost; the largest loop shipped has 161."""
NODES_STEP = 32
"""Further nodes that weigh one step in each pass."""
PRECISION_LIMIT = 20
"""Decimal places to which a number may be rounded."""
STRIPPED_LIMIT = 64
"""Different characters that may be stripped off a text at once: each of its characters is compared with all of them."""
NUMERAL_LIMIT = 400
"""Characters of a text that may be read as a number."""

CALL_STEPS = 8
"""What a call costs: so much longer than a loop pass it takes."""

BUDGET = "budget of this render"
"""The name under which a render's budget stands in its context; no template can spell it."""


class BeyondBoundsError(SecurityError):
    """A template does what it may not, told in both languages."""

    def __init__(self, reason_zh: str, reason: str) -> None:
        super().__init__(reason)
        self.reason_zh = reason_zh


class Budget:
    """The steps that one render of all its parts may still take, and the characters that it may still print."""

    __slots__ = ("left", "printable")

    def __init__(self) -> None:
        self.left = STEP_LIMIT
        self.printable = OUTPUT_LIMIT

    def charge(self, steps: int) -> None:
        """Take ``steps`` off; BeyondBoundsError when none are left."""
        self.left -= steps
        if self.left < 0:
            raise BeyondBoundsError(
                f"步数超过 {STEP_LIMIT}",
                f"the template takes more than {STEP_LIMIT} steps",
            )

    def print(self, characters: int) -> None:
        """Count ``characters`` as printed; BeyondBoundsError where there are too many in all."""
        self.printable -= characters
        if self.printable < 0:
            raise BeyondBoundsError(
                f"印出的字超过 {OUTPUT_LIMIT} 个",
                f"more than {OUTPUT_LIMIT} characters",
            )

    def is_spent(self) -> bool:
        """Return whether nothing more can be rendered."""
        return self.left < 0 or self.printable < 0


def weighed(budget: Budget, value: Any) -> Any:
    """Return ``value`` after charging ``budget`` its weight; an iterator comes back as a list."""
    if isinstance(value, str):
        length = len(value)
        check_size(length)
        budget.charge(length // TEXT_STEP)
        return value
    if isinstance(value, int):
        check_number(value)
        return value
    if isinstance(value, Iterator):
        # An iterator may have no end: each member is paid for before the next is drawn.
        drawn = _drawn(budget, value)
        value = list(drawn)
    _weigh_members(budget, value)
    return value


def _drawn(budget: Budget, values: Iterator[Any]) -> Iterator[Any]:
    for value in values:
        budget.charge(MEMBER_STEPS)
        yield value


def _weigh_members(budget: Budget, value: Any) -> None:
    """Charge for every member of members; what is nested a thousandfold is paid a thousandfold."""
    waiting = [value]
    weight = 0
    while waiting:
        member = waiting.pop()
        steps = 1
        if isinstance(member, str):
            length = len(member)
            steps = 1 + length // TEXT_STEP
        elif isinstance(member, range | KeysView | ValuesView | ItemsView):
            steps = len(member)
        elif hasattr(member, "_fields"):
            pass  # a view, which the data has made and not the template
        elif isinstance(member, tuple | list | set | frozenset):
            waiting += member
        elif isinstance(member, Mapping):
            waiting += member.keys()
            waiting += member.values()
        weight += steps
        # What still waits counts too, so that the list cannot outgrow the limit before it is weighed.
        if weight + len(waiting) > MEMBER_LIMIT:
            raise BeyondBoundsError(
                f"得出超过 {MEMBER_LIMIT} 项的列表",
                f"a value of more than {MEMBER_LIMIT} members",
            )
        budget.charge(MEMBER_STEPS * steps)


def check_size(size: int) -> None:
    """BeyondBoundsError where a value of ``size`` characters is too large."""
    if size > TEXT_LIMIT:
        raise BeyondBoundsError(
            f"得出超过 {TEXT_LIMIT} 字的文字",
            f"a value of more than {TEXT_LIMIT} characters",
        )


def check_replacement(text: str, old: str, new: str) -> None:
    """BeyondBoundsError where replacing ``old`` in ``text`` may make something too large."""
    # Nothing is found before each character, and once more at the end.
    replacements = text.count(old) if old else len(text) + 1
    added = replacements * len(new)
    check_size(len(text) + added)


def check_precision(precision: Any) -> None:
    """BeyondBoundsError where rounding to ``precision`` decimal places may take long."""
    if not isinstance(precision, int | float):
        return
    if abs(precision) > PRECISION_LIMIT:
        raise BeyondBoundsError(
            f"小数位数超过 {PRECISION_LIMIT}",
            f"rounding to more than {PRECISION_LIMIT} decimal places",
        )


def check_characters(characters: Any) -> None:
    """BeyondBoundsError where stripping ``characters`` off a text may take long."""
    if not isinstance(characters, str):
        return
    if len(characters) > STRIPPED_LIMIT:
        raise BeyondBoundsError(
            f"一次去掉超过 {STRIPPED_LIMIT} 种字符",
            f"stripping more than {STRIPPED_LIMIT} characters",
        )


def check_numeral(value: Any) -> None:
    """BeyondBoundsError where ``value`` is too long a text to be read as a number."""
    if not isinstance(value, str):
        return
    if len(value) > NUMERAL_LIMIT:
        raise BeyondBoundsError(
            f"把超过 {NUMERAL_LIMIT} 字的文字当作数",
            f"a number of more than {NUMERAL_LIMIT} characters",
        )


def check_start(start: Any) -> None:
    """BeyondBoundsError where a sum may start from something that grows with each member."""
    if start is None:
        return
    if not isinstance(start, int | float):
        raise BeyondBoundsError("对不是数的内容求和", "only numbers can be summed")


def check_number(value: int) -> None:
    """BeyondBoundsError where a whole number is too large to be printed or computed with."""
    if value.bit_length() > _MADE_LIMIT:
        raise BeyondBoundsError("数太大", "the number is too large")


def check_operation(operator: str, left: Any, right: Any) -> None:
    """BeyondBoundsError where ``left operator right`` may be out of all proportion."""
    operands = (left, right)
    sizes: list[int] = []
    for operand in operands:
        if isinstance(operand, int):
            bits = operand.bit_length()
            if bits > _DIGITS_LIMIT:
                raise BeyondBoundsError("数太大", "the number is too large")
        if hasattr(operand, "__len__"):
            sizes.append(len(operand))
    # A width in the format makes a text of any length from a short one.
    if operator == "%" and isinstance(left, str):
        raise BeyondBoundsError(
            "用 % 拼接文字", "formatting with % is not available in templates"
        )
    if operator == "**":
        # Texts and lists have no power, and no absolute value to compare.
        is_too_large = bool(sizes) or abs(right) > 64 or abs(left) > 2**64
        if is_too_large:
            raise BeyondBoundsError("乘方太大", "the power is too large")
    if operator == "*" and sizes:
        times = right if isinstance(right, int) else left
        size = sizes[0] * times
        check_size(size)
    if operator == "+":
        check_size(sum(sizes))
