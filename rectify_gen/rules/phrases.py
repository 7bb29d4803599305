"""Finding which of thousands of words a text may hold, in the time of a few.

Each word is known by two neighbouring characters, which most texts hold nowhere. One look at all
neighbours of a text leaves the few words that are worth a search.
This room must not know any rule.
"""

import bisect
import functools
import itertools
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple, Protocol

from rectify_gen.rules.searched_text import joined_pairs, pair_of, pairs_in

_MANY = 12
"""From so many pairs on, one look at the pair of each word takes less time than a search for each pair."""


class WordsByNumber(Protocol):
    """Words by their number, from 0."""

    def __len__(self) -> int: ...

    def __getitem__(self, number: int, /) -> str: ...


class _PairedWord(NamedTuple):
    """A word with its pairs of neighbouring characters, as numbers."""

    word: str
    pairs: set[int]


class PairIndex:
    """Words, each found by a pair of characters: the first two of ``pairs`` are those of the first word."""

    def __init__(self, pairs: str, words: WordsByNumber) -> None:
        self.pairs = pairs
        self.words = words
        self.number_of_each = joined_pairs(pairs)
        """The pair of each word, as a number."""
        # Which words a pair belongs to is looked up when a text holds it: most pairs stand in no text.
        self.words_by_number: dict[int, list[_PairedWord]] = {}
        if len(pairs) != 2 * len(words):
            raise ValueError("each word has a pair")

    @functools.cached_property
    def numbers(self) -> frozenset[int]:
        """Return the pairs of all words, each once."""
        # A copy of a set has half the size, and more of it stays in the cache of the processor.
        return frozenset(set(self.number_of_each))

    def words_among(self, pairs_of_text: AbstractSet[int]) -> set[str]:
        """Return the words all of whose pairs are among those of a text: nearly all of them stand in it."""
        if not self.words_by_number:
            # The first text is looked at without the set of all pairs, which takes longer to make.
            self._note_words(pairs_of_text)
            numbers = frozenset(self.words_by_number)
        else:
            numbers = self.numbers & pairs_of_text
            # Not "- keys()": that goes through the pairs of all texts before.
            self._note_words(numbers.difference(self.words_by_number))
        words: set[str] = set()
        for number in numbers:
            for word, pairs_of_word in self.words_by_number[number]:
                if pairs_of_word <= pairs_of_text:
                    words.add(word)
        return words

    def _note_words(self, numbers: AbstractSet[int]) -> None:
        """Look up the words of the pairs that are among ``numbers``."""
        if len(numbers) < _MANY:
            for number in numbers:
                self.words_by_number[number] = list(self._words_of(number))
            return
        words_by_number: dict[int, list[_PairedWord]] = {}
        is_asked_for = map(numbers.__contains__, self.number_of_each)
        for place in itertools.compress(itertools.count(), is_asked_for):
            word = self.words[place]
            words_of_pair = words_by_number.setdefault(self.number_of_each[place], [])
            words_of_pair.append(_PairedWord(word, pairs_in(word)))
        # All at once: another thread may ask for words meanwhile.
        self.words_by_number.update(words_by_number)

    def _words_of(self, number: int) -> Iterator["_PairedWord"]:
        """Yield the words of the pair that is ``number``."""
        pair = pair_of(number)
        place = self.pairs.find(pair)
        while place >= 0:
            # Between two pairs the end of one and the beginning of the next may look like a pair.
            if place % 2 == 0:
                word = self.words[place // 2]
                yield _PairedWord(word, pairs_in(word))
            place = self.pairs.find(pair, place + 1)


def odd_pair(word: str, meant: str) -> str:
    """Return two neighbouring characters of ``word`` that ``meant`` does not hold; the last two if there are none."""
    for start in range(len(word) - 1):
        pair = word[start : start + 2]
        if pair not in meant:
            return pair
    return word[-2:]


def spans_of(words: Iterable[str], text: str) -> Iterator[tuple[int, int]]:
    """Yield where ``words`` stand in ``text``, in order; of those that overlap, the first, and the longer."""
    return first_of_overlapping(all_spans_of(words, text))


def first_of_overlapping(
    places: Iterable[tuple[int, int]],
) -> Iterator[tuple[int, int]]:
    """Yield ``places`` in order; of those that overlap, the first, and the longer."""
    end_of_last = 0
    for start, end in sorted(places, key=_first_longest):
        if start >= end_of_last:
            yield start, end
            end_of_last = end


def overlaps_any(start: int, end: int, places: Sequence[tuple[int, int]]) -> bool:
    """Return whether what stands from ``start`` to ``end`` overlaps one of ``places``, which are in order and overlap not."""
    count_before_end = bisect.bisect_left(places, (end, 0))
    if not count_before_end:
        return False
    _, end_of_last = places[count_before_end - 1]
    return start < end_of_last


def all_spans_of(words: Iterable[str], text: str) -> Iterator[tuple[int, int]]:
    """Yield where each of ``words`` stands in ``text``, one word after the other."""
    for word in words:
        start = text.find(word)
        while start >= 0:
            yield start, start + len(word)
            start = text.find(word, start + len(word))


def _first_longest(place: tuple[int, int]) -> tuple[int, int]:
    start, end = place
    return start, -end
