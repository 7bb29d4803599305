"""The wrong wordings of all tables, found by one look at a notice.

This room must not know any rule.
"""

import functools
from typing import NamedTuple

from rectify_gen.rules.phrases import PairIndex, odd_pair
from rectify_gen.rules.rule import Subject
from rectify_gen.vocabulary.word_tables import (
    confused_characters,
    doubtful_formulas,
    wrong_formulas,
    wrong_words,
)


class _Misspellings(NamedTuple):
    """The misspellings of :func:`confused_characters`, each with the wrong character and its neighbour."""

    pairs: str
    words: tuple[str, ...]
    meant: tuple[str, ...]


def wrong_wordings(subject: Subject) -> frozenset[str]:
    """Return the wrong wordings that the whole may hold: formulas, words and misspellings; ask :meth:`Subject.once`."""
    return frozenset(_index().words_in(subject.whole))


@functools.cache
def meant_by_misspelling() -> dict[str, str]:
    """Return the word that is meant by each misspelling of :func:`confused_characters`."""
    return dict(zip(_misspellings().words, _misspellings().meant, strict=True))


@functools.cache
def _index() -> PairIndex:
    meant_by_wrong = dict(wrong_formulas())
    for wrong, (meant, _) in doubtful_formulas().items():
        meant_by_wrong[wrong] = meant
    for wrong, (meant, _) in wrong_words().items():
        meant_by_wrong[wrong] = meant
    pairs = [_misspellings().pairs]
    for wrong, meant in meant_by_wrong.items():
        pairs.append(odd_pair(wrong, meant))
    return PairIndex("".join(pairs), (*_misspellings().words, *meant_by_wrong))


@functools.cache
def _misspellings() -> _Misspellings:
    pairs: list[str] = []
    words: list[str] = []
    meant: list[str] = []
    for word, groups in confused_characters().items():
        for position, characters in enumerate(groups):
            if not characters:
                continue
            before = word[:position]
            after = word[position + 1 :]
            # Joins, since there are thousands: 贯撤贯澈贯辙 for 贯 before 撤澈辙.
            if before:
                pairs.append(before[-1] + before[-1].join(characters))
            else:
                pairs.append(after[0].join(characters) + after[0])
            words += [before + character + after for character in characters]
            meant += [word] * len(characters)
    return _Misspellings("".join(pairs), tuple(words), tuple(meant))
