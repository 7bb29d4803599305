"""The wrong wordings of all tables, found by one look at a notice.

This room must not know any rule.
"""

import bisect
import functools
import itertools
from collections.abc import Sequence

from rectify_gen.rules.near_formulas import halves, rare_pair
from rectify_gen.rules.near_idioms import halves_of_idioms
from rectify_gen.rules.phrases import PairIndex, odd_pair
from rectify_gen.rules.rule import Subject
from rectify_gen.vocabulary.word_tables import (
    BETWEEN_CHARACTERS,
    confused_characters,
    doubtful_formulas,
    formula_members,
    impossible_posts,
    organ_names,
    wrong_formulas,
    wrong_words,
)


class _Misspellings:
    """The misspellings of :func:`confused_characters`, numbered in the order of the table.

    There are nearly seventy thousand, of which a notice holds few: a word is spelt out when it is asked for.
    """

    def __init__(self) -> None:
        self.rows = list(confused_characters().items())
        self.counts: list[int] = []
        """How many misspellings there are up to each of ``rows``, its own included."""
        pairs: list[str] = []
        count = 0
        for _, mistakes in self.rows:
            pairs_of_word = mistakes.replace(BETWEEN_CHARACTERS, "")
            pairs.append(pairs_of_word)
            count += len(pairs_of_word) // 2
            self.counts.append(count)
        self.pairs = "".join(pairs)
        """The wrong character of each misspelling with its neighbour."""

    def wrong_and_meant(self, number: int) -> tuple[str, str]:
        """Return the misspelling of that number, from 0, and the word that is meant."""
        index = bisect.bisect_right(self.counts, number)
        word, mistakes = self.rows[index]
        pair = self.pairs[2 * number : 2 * number + 2]
        from_end = self.counts[index] - number
        place = _place_of_mistake(mistakes, from_end)
        # The wrong character stands behind the right one, but for the first of a word.
        character = pair[1] if place else pair[0]
        wrong = word[:place] + character + word[place + 1 :]
        return wrong, word


def _place_of_mistake(mistakes: str, from_end: int) -> int:
    """Return for which character of its word a mistake is made, the last of ``mistakes`` being 1 ``from_end``."""
    by_character = mistakes.split(BETWEEN_CHARACTERS)
    place = len(by_character) - 1
    behind = len(by_character[place]) // 2
    while behind < from_end:
        place -= 1
        behind += len(by_character[place]) // 2
    return place


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
    """Return what the whole may hold of the tables, right words that rules look for as well; ask ``once``."""
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
def members_of_formulas() -> frozenset[str]:
    """Return the members of all formulas, such as 政治意识 of 四个意识."""
    return frozenset(itertools.chain.from_iterable(formula_members().values()))


@functools.cache
def _wordings() -> _WrongWordings:
    words = [*_other_wordings(), *_words_looked_for()]
    return _WrongWordings(_Misspellings(), words)


@functools.cache
def _words_looked_for() -> tuple[str, ...]:
    """Return the words of which rules ask whether a notice holds any, before they look closer."""
    return (*halves(), *halves_of_idioms(), *members_of_formulas(), *organ_names())


@functools.cache
def _index() -> PairIndex:
    pairs = [_wordings().misspellings.pairs]
    for wrong, meant in _other_wordings().items():
        pairs.append(odd_pair(wrong, meant))
    for word in _words_looked_for():
        pairs.append(rare_pair(word))
    return PairIndex("".join(pairs), _wordings())
