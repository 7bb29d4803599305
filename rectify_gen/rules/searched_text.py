"""A text in which many patterns are searched: it knows which characters stand side by side in it.

Rules ask some four hundred times whether a notice holds a word. To look pairs of characters up in a
set takes a fraction of the time of a search through ten thousand characters.
This room must not know any rule.
"""

import functools
import sys
from collections.abc import Set as AbstractSet

_ENCODING = "utf-16-le"
_PAIR_SIZE = 4
"""Bytes of two characters in that encoding."""


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
    # Numbers of the bytes as they lie: to slice a string for each pair takes three times as long.
    encoded = text.encode(_ENCODING, "surrogatepass")
    pairs = set(_numbers(encoded))
    pairs.update(_numbers(encoded[_PAIR_SIZE // 2 :]))
    return pairs


def joined_pairs(pairs: str) -> memoryview:
    """Return the number of each of ``pairs``, which are written one behind the other."""
    return _numbers(pairs.encode(_ENCODING))


def pair_of(number: int) -> str:
    """Return the two characters that ``number`` stands for."""
    encoded = number.to_bytes(_PAIR_SIZE, sys.byteorder)
    return encoded.decode(_ENCODING, "surrogatepass")


def _numbers(encoded: bytes) -> memoryview:
    """Return the pairs of characters that lie side by side in ``encoded``, one number each."""
    whole_pairs = len(encoded) // _PAIR_SIZE * _PAIR_SIZE
    return memoryview(encoded)[:whole_pairs].cast("I")


@functools.cache
def _pairs_of_sign(sign: str) -> frozenset[int]:
    return frozenset(pairs_in(sign))
