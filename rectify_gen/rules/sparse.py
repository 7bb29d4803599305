"""A pattern that is compiled when a text first holds what it needs.

Most notices hold none of the signs that most rules look for; a large character class
takes milliseconds to compile, which the command line would pay on each start.
This room must not know any rule.
"""

import functools
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from rectify_gen.late_pattern import LatePattern
from rectify_gen.rules.searched_text import SearchedText, joined_pairs, pair_of

_PAIR = 2
"""Characters of a sign that is one pair."""


class _SignGroup(NamedTuple):
    """Signs of which a text must hold one, parted by how they are looked for in a :class:`SearchedText`."""

    pairs: frozenset[int]
    """The numbers of those of two characters: one look tells whether the text holds any of hundreds."""
    others: tuple[str, ...]


def _group_of(signs: Iterable[str]) -> _SignGroup:
    pairs: list[str] = []
    others: list[str] = []
    for sign in signs:
        same_length = pairs if len(sign) == _PAIR else others
        same_length.append(sign)
    return _SignGroup(frozenset(joined_pairs("".join(pairs))), tuple(others))


def _held_signs(text: SearchedText, group: _SignGroup) -> list[str]:
    """Return the signs of ``group`` that ``text`` may hold."""
    held = [pair_of(number) for number in text.pairs & group.pairs]
    for sign in group.others:
        if text.may_hold(sign):
            held.append(sign)
    return held


class Sparse(LatePattern):
    """The regular expression ``pattern``, which can match only in a text that holds one of each group of ``signs``."""

    def __init__(self, pattern: str, *signs: Sequence[str]) -> None:
        super().__init__(pattern)
        self.signs = signs
        self.groups: tuple[_SignGroup, ...] | None = None

    def may_match(self, text: str) -> bool:
        """Return whether ``text`` may hold one of each group of signs."""
        # Plain loops, here and below: generators took a tenth of the time of all rules.
        if type(text) is SearchedText:
            return self._may_match_searched(text)
        for signs in self.signs:
            for sign in signs:
                if sign in text:
                    break
            else:
                return False
        return True

    def _may_match_searched(self, text: SearchedText) -> bool:
        if self.groups is None:
            self.groups = tuple(map(_group_of, self.signs))
        for group in self.groups:
            if not text.pairs.isdisjoint(group.pairs):
                continue
            for sign in group.others:
                if text.may_hold(sign):
                    break
            else:
                return False
        return True

    def finditer(
        self, text: str, start: int = 0, end: int = sys.maxsize
    ) -> Iterator[re.Match[str]]:
        """Return the matches within ``text``, in order; there are none in an empty text."""
        if not text or not self.may_match(text):
            return iter(())
        return self.compiled.finditer(text, start, end)

    def search(
        self, text: str, start: int = 0, end: int = sys.maxsize
    ) -> re.Match[str] | None:
        """Return the first match within ``text``."""
        return self.compiled.search(text, start, end) if self.may_match(text) else None


class Led(Sparse):
    """A pattern each of whose matches begins with one of the first group of ``signs``, and is looked for only there.

    ``re`` tries an alternation at every character; to find a word takes a tenth of the time.
    """

    def finditer(
        self, text: str, start: int = 0, end: int = sys.maxsize
    ) -> Iterator[re.Match[str]]:
        """Yield the matches within ``text``, in order."""
        if not self.may_match(text):
            return
        signs: Iterable[str] = self.signs[0]
        if type(text) is SearchedText and self.groups is not None:
            signs = _held_signs(text, self.groups[0])
        places = places_of(signs, text)
        if not places:
            return
        match_at = self.compiled.match
        end_of_last = start
        for place in places:
            if place < end_of_last:
                continue
            match = match_at(text, place, end)
            if match is not None:
                yield match
                end_of_last = match.end()

    def search(
        self, text: str, start: int = 0, end: int = sys.maxsize
    ) -> re.Match[str] | None:
        """Return the first match within ``text``."""
        return next(self.finditer(text, start, end), None)


def places_of(words: Iterable[str], text: str) -> list[int]:
    """Return where any of ``words`` begins in ``text``, in order."""
    may_hold = text.may_hold if type(text) is SearchedText else text.__contains__
    places: set[int] = set()
    for word in words:
        if may_hold(word):
            places.update(map(re.Match.start, _search_of(word)(text)))
    return sorted(places)


@functools.cache
def _search_of(word: str) -> Callable[[str], Iterator[re.Match[str]]]:
    """Return the function that yields where ``word`` stands in a text."""
    # Led by one character: re finds that in two thirds of the time of a word, and str.find takes twice as long.
    pattern = f"{re.escape(word[0])}(?={re.escape(word[1:])})"
    return re.compile(pattern).finditer


def beside(first: Iterable[str], second: Iterable[str]) -> tuple[str, ...]:
    """Return each character of ``first`` with each of ``second`` behind it, as signs of a pattern."""
    signs = []
    for sign in first:
        for sign_behind in second:
            signs.append(sign + sign_behind)
    return tuple(signs)


def any_of(words: Iterable[str]) -> str:
    """Return the pattern of any of ``words``, the longest that fits."""
    # re takes the first branch that fits: 提醒谈话 must come before 提醒.
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
