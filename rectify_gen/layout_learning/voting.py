"""Which of several values of a key a document has: the one that most of its paragraphs show.

This module must not know what a key means.
"""

from collections.abc import Hashable, Iterable
from typing import NamedTuple

from rectify_gen.layout_learning.observations import Key, Observation
from rectify_gen.places import Place


class OtherValue(NamedTuple):
    """A value that fewer paragraphs show: how many there are, and the first of them."""

    value: Hashable
    paragraphs: int
    place: Place


class Vote(NamedTuple):
    """The value of a key, the first paragraph that shows it, and what other paragraphs show."""

    value: Hashable
    place: Place
    others: tuple[OtherValue, ...] = ()


def count_votes(observations: Iterable[Observation]) -> dict[Key, Vote]:
    """Return the value of each key that is shown; of values that are shown as often, the first."""
    shown: dict[Key, dict[Hashable, list[Place]]] = {}
    for key, value, place in observations:
        shown.setdefault(key, {}).setdefault(value, []).append(place)
    votes = {}
    for key, places in shown.items():
        # max() takes the first of equals, and a dictionary keeps its order.
        winner = max(places, key=lambda value: len(places[value]))
        others = []
        for value, value_places in places.items():
            if value != winner:
                others.append(OtherValue(value, len(value_places), value_places[0]))
        votes[key] = Vote(winner, places[winner][0], tuple(others))
    return votes
