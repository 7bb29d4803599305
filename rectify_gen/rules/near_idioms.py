"""Idioms of four characters of which one is wrong: 举一翻三 for 举一反三.

An idiom is looked for by a half that stands in no other wording. Where the other half differs by one character, that
character is a slip: which one is written for it does not matter, so that no list of misspellings is needed.
This room must not know any rule.
"""

import functools
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rectify_gen.rules.signs import is_ideograph
from rectify_gen.rules.sparse import places_of
from rectify_gen.vocabulary.word_tables import idioms


class NearIdiom(NamedTuple):
    """A wording that is an idiom but for one character, where it stands, and the idiom."""

    start: int
    end: int
    meant: str


_HALF = 2
"""Characters of half an idiom."""


@functools.cache
def halves_of_idioms() -> dict[str, list[str]]:
    """Return the halves by which idioms are looked for, each with its idioms."""
    idioms_by_half: dict[str, list[str]] = {}
    for idiom, halves in idioms().items():
        for half in halves:
            idioms_by_half.setdefault(half, []).append(idiom)
    return idioms_by_half


def near_idioms(text: str, words: Iterable[str]) -> Iterator[NearIdiom]:
    """Yield the near idioms of ``text``, in no order; ``words`` hold all the halves that it may hold."""
    for word in words:
        for idiom in halves_of_idioms().get(word, ()):
            yield from _near(text, word, idiom)


def _near(text: str, half: str, idiom: str) -> Iterator[NearIdiom]:
    """Yield where ``half`` of ``idiom`` stands in ``text``, beside another half that differs by one character."""
    distance = 0 if idiom.startswith(half) else _HALF
    for place in places_of((half,), text):
        start = place - distance
        end = start + len(idiom)
        written = text[max(start, 0) : end]
        if written != idiom and _is_slip(written, idiom):
            yield NearIdiom(start, end, idiom)


def _is_slip(written: str, idiom: str) -> bool:
    """Return whether one character of ``written`` is another than in ``idiom``, and ``written`` is no idiom itself."""
    if len(written) != len(idiom) or written in idioms():
        return False
    different = sum(map(str.__ne__, written, idiom))
    return different == 1 and all(map(is_ideograph, written))
