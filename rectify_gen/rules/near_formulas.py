"""Formulas that are written with one character wrong, missing or too many: 全面从严治党向深度发展 is none of these, 向纵身发展 is.

A formula is looked for by its two halves: where one stands and the other does not, what stands there is compared.
This room must not know any rule.
"""

import functools
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rectify_gen.vocabulary.word_tables import long_formulas


class NearFormula(NamedTuple):
    """A wording that is a formula but for one character, where it stands, and the formula."""

    start: int
    end: int
    meant: str


class _FormulaHalf(NamedTuple):
    """Half of a formula, whether it is the first, and the other half."""

    formula: str
    is_first: bool
    rest: str


@functools.cache
def halves() -> dict[str, list[_FormulaHalf]]:
    """Return the halves of all formulas, each with the formulas that it is half of."""
    formulas_by_half: dict[str, list[_FormulaHalf]] = {}
    for formula in long_formulas():
        middle = len(formula) // 2
        first, second = formula[:middle], formula[middle:]
        for half in (
            _FormulaHalf(formula, is_first=True, rest=second),
            _FormulaHalf(formula, is_first=False, rest=first),
        ):
            word = first if half.is_first else second
            formulas_by_half.setdefault(word, []).append(half)
    return formulas_by_half


_EVERYWHERE = frozenset(
    "的和党中央国会主义发展建设工作精神思想领导政治要全面从严为人民大不一理论学习作风"
)
"""Characters that most notices hold."""


def rare_pair(word: str) -> str:
    """Return two neighbouring characters of ``word`` that few notices hold side by side."""
    for start in range(len(word) - 1):
        pair = word[start : start + 2]
        if _EVERYWHERE.isdisjoint(pair):
            return pair
    return word[:2]


def near_formulas(text: str, words: Iterable[str]) -> Iterator[NearFormula]:
    """Yield the near formulas of ``text``, in no order; ``words`` are the halves that it may hold."""
    for word in words:
        formulas = halves().get(word)
        if formulas is None:
            continue
        start = text.find(word)
        while start >= 0:
            for half in formulas:
                near = _near(text, start, word, half)
                if near is not None and not _is_right(text, near):
                    yield near
            start = text.find(word, start + 1)


def _is_right(text: str, near: NearFormula) -> bool:
    """Return whether what stands there is another formula, or lacks no more than a mark."""
    written = text[near.start : near.end]
    return written in long_formulas() or _words(written) == _words(near.meant)


def _words(text: str) -> str:
    """Return the characters of ``text`` without marks and without 的, which is right with and without."""
    return "".join(filter(str.isalpha, text)).replace("的", "")


def _near(text: str, start: int, word: str, half: _FormulaHalf) -> NearFormula | None:
    """Return what stands around the half at ``start``, if it is its formula but for one character."""
    formula, is_first, rest = half
    length_of_rest = len(rest)
    end = start + len(word)
    # Nearly always the formula is right, or something else stands there: both ends of a near one are as meant.
    if is_first:
        if text.startswith(rest, end) or not text.startswith(rest[0], end):
            return None
    elif text.endswith(rest, 0, start) or not text.endswith(rest[-1], 0, start):
        return None
    for length in (length_of_rest, length_of_rest - 1, length_of_rest + 1):
        if is_first:
            if _differs_by_one(text[end : end + length], rest):
                return NearFormula(start, end + length, formula)
        elif _differs_by_one(text[max(start - length, 0) : start], rest):
            return NearFormula(start - length, end, formula)
    return None


def _differs_by_one(written: str, meant: str) -> bool:
    """Return whether one character within ``written`` is wrong, missing or too many; both ends are as meant.

    At an end another word may begin: 全面从严治党主体 before 性.
    """
    if len(written) < 2:
        return False
    has_same_ends = written[0] == meant[0] and written[-1] == meant[-1]
    if not has_same_ends:
        return False
    if len(written) == len(meant):
        different = sum(map(str.__ne__, written, meant))
        return different == 1
    shorter, longer = sorted((written, meant), key=len)
    if len(longer) - len(shorter) != 1:
        return False
    for place in range(1, len(longer) - 1):
        before = longer[:place]
        after = longer[place + 1 :]
        if before + after == shorter:
            return True
    return False
