"""The wrong wordings of all tables, found by one look at a notice.

This room must not know any rule.
"""

import bisect
import functools
from collections.abc import Sequence

from rectify_gen.rules.near_formulas import halves, rare_pair
from rectify_gen.rules.phrases import PairIndex, odd_pair
from rectify_gen.rules.rule import Subject
from rectify_gen.vocabulary.word_tables import (
    confused_characters,
    doubtful_formulas,
    impossible_posts,
    wrong_formulas,
    wrong_words,
)


class _Misspellings:
    """The misspellings of :func:`confused_characters`, numbered in the order of the table.

    There are twenty thousand, of which a notice holds few: a word is spelt out when it is asked for.
    """

    def __init__(self) -> None:
        self.places: list[tuple[str, int, str]] = []
        """A word, the place of a character in it, and what is written there by mistake."""
        self.counts: list[int] = []
        """How many misspellings there are up to each of ``places``, its own included."""
        pairs: list[str] = []
        count = 0
        for word, groups in confused_characters().items():
            for place, characters in enumerate(groups):
                if not characters:
                    continue
                count += len(characters)
                self.places.append((word, place, characters))
                self.counts.append(count)
                # Joins, since there are thousands: 贯撤贯澈贯辙 for 贯 before 撤澈辙.
                if place:
                    before = word[place - 1]
                    pairs.append(before + before.join(characters))
                else:
                    after = word[1]
                    pairs.append(after.join(characters) + after)
        self.pairs = "".join(pairs)
        """The wrong character of each misspelling with its neighbour."""

    def wrong_and_meant(self, number: int) -> tuple[str, str]:
        """Return the misspelling of that number, from 0, and the word that is meant."""
        index = bisect.bisect_right(self.counts, number)
        word, place, characters = self.places[index]
        from_end = self.counts[index] - number
        wrong = word[:place] + characters[-from_end] + word[place + 1 :]
        return wrong, word


class _WrongWordings:
    """All wrong wordings: the misspellings, and behind them the words of the other tables."""

    def __init__(self, misspellings: _Misspellings, others: Sequence[str]) -> None:
        self.misspellings = misspellings
        self.others = others
        self.meant: dict[str, str] = {}
        """What is meant by each misspelling that some text held."""

    def __len__(self) -> int:
        return len(self.misspellings.pairs) // 2 + len(self.others)

    def __getitem__(self, number: int) -> str:
        """Return the wording of that number, from 0."""
        index_of_other = number - len(self.misspellings.pairs) // 2
        if index_of_other >= 0:
            return self.others[index_of_other]
        wrong, meant = self.misspellings.wrong_and_meant(number)
        self.meant[wrong] = meant
        return wrong


def wrong_wordings(subject: Subject) -> frozenset[str]:
    """Return what the whole may hold: wrong formulas, words and misspellings, and halves of long formulas; ask ``once``."""
    return frozenset(_index().words_among(subject.whole.pairs))


def meant_by_misspelling(wrong: str) -> str | None:
    """Return the word that is meant by one of :func:`wrong_wordings`; None where it is no misspelling of one character."""
    return _wordings().meant.get(wrong)


@functools.cache
def _other_wordings() -> dict[str, str]:
    meant_by_wrong = {**wrong_formulas(), **impossible_posts()}
    for wrong, (meant, _) in doubtful_formulas().items():
        meant_by_wrong[wrong] = meant
    for wrong, (meant, _) in wrong_words().items():
        meant_by_wrong[wrong] = meant
    return meant_by_wrong


@functools.cache
def _wordings() -> _WrongWordings:
    return _WrongWordings(_Misspellings(), [*_other_wordings(), *halves()])


@functools.cache
def _index() -> PairIndex:
    pairs = [_wordings().misspellings.pairs]
    for wrong, meant in _other_wordings().items():
        pairs.append(odd_pair(wrong, meant))
    for half in halves():
        pairs.append(rare_pair(half))
    return PairIndex("".join(pairs), _wordings())
