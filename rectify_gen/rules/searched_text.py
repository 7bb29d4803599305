"""A text in which many patterns are searched: it knows which characters stand side by side in it.

Rules ask some four hundred times whether a notice holds a word. To look pairs of characters up in a
set takes a fraction of the time of a search through ten thousand characters.
This room must not know any rule.
"""

import functools
import sys
from collections.abc import Set as AbstractSet

_ENCODING = "utf-16-le"
_CHARACTER_SIZE = 2
"""Bytes of a character in that encoding."""


class SearchedText(str):
    """A text with ``pairs``, the numbers of all pairs of characters that lie side by side in it; there may be others."""

    __slots__ = ("pairs",)

    pairs: AbstractSet[int]

    def __new__(cls, text: str, pairs: AbstractSet[int]) -> "SearchedText":
        """Return ``text``, all of whose pairs are in ``pairs``."""
        searched = super().__new__(cls, text)
        searched.pairs = pairs
        return searched

    def may_hold(self, sign: str) -> bool:
        """Return whether all pairs of ``sign`` stand in the text: where they do not, nor does ``sign``."""
        # To search for one character is fast.
        if len(sign) == 1:
            return sign in self
        return self.pairs >= _pairs_of_sign(sign)


def pairs_in(text: str) -> set[int]:
    """Return all pairs of characters that lie side by side in ``text``, one number each."""
    # Numbers of the bytes: to slice a string for each pair takes three times as long.
    encoded = _encoded(text)
    return set(_numbers(encoded[:-_CHARACTER_SIZE], encoded[_CHARACTER_SIZE:]))


def joined_pairs(pairs: str) -> memoryview:
    """Return the number of each of ``pairs``, which are written one behind the other."""
    return _numbers(_encoded(pairs[0::2]), _encoded(pairs[1::2]))


def pair_of(number: int) -> str:
    """Return the two characters that ``number`` stands for."""
    low_first, low_second, high_first, high_second = number.to_bytes(4, sys.byteorder)
    encoded = bytes((low_first, high_first, low_second, high_second))
    return encoded.decode(_ENCODING, "surrogatepass")


def _encoded(text: str) -> bytes:
    return text.encode(_ENCODING, "surrogatepass")


def _numbers(firsts: bytes, seconds: bytes) -> memoryview:
    """Return a number for each character of ``firsts`` with the one of ``seconds`` at its place, both encoded."""
    # The low bytes come first, as they differ most: sets find a number by its first bits.
    ordered = bytearray(2 * len(firsts))
    ordered[0::4] = firsts[0::2]
    ordered[1::4] = seconds[0::2]
    ordered[2::4] = firsts[1::2]
    ordered[3::4] = seconds[1::2]
    return memoryview(ordered).cast("I")


@functools.cache
def _pairs_of_sign(sign: str) -> frozenset[int]:
    return frozenset(pairs_in(sign))
