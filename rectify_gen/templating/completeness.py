"""Proof after rendering: every string of the view that a part promises stands in its text.

The promise comes from ``promises``, read once for each template; this module looks, in
each rendering, for what it owes among the values that were printed. It must not know
syntax trees or packages.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from markupsafe import escape

from rectify_gen.chinese import illegal_character
from rectify_gen.templating.promises import (
    Branch,
    Context,
    Loop,
    Owed,
    Print,
    Promise,
    resolve,
)
from rectify_gen.view.lead_sentences import split_sentence
from rectify_gen.view.types import OwnFactsView, texts_of


def owed_values(owed: Iterable[Owed], context: Context) -> Iterator[Any]:
    """Yield the values that ``owed`` promises for ``context``, in order; absent and empty ones too."""
    for promise in owed:
        if isinstance(promise, Print):
            yield resolve(context, promise.path)
        elif isinstance(promise, Branch):
            if promise.test(context):
                yield from owed_values(promise.body, context)
        else:
            members = resolve(context, promise.over)
            if isinstance(members, tuple):
                yield from _owed_of_members(promise, members, context)


def _owed_of_members(
    loop: Loop, members: tuple[Any, ...], context: Context
) -> Iterator[Any]:
    if loop.attributes is not None and _has_fields(loop.attributes, members):
        # The usual loop, in C: a large notice has tens of thousands of members.
        values = map(loop.attributes, members)
        return chain.from_iterable(values) if loop.several else values
    return _owed_of_each(loop, members, context)


def _owed_of_each(
    loop: Loop, members: tuple[Any, ...], context: Context
) -> Iterator[Any]:
    for member in members:
        yield from owed_values(loop.body, {**context, loop.target: member})


def _has_fields(attributes: Callable[[Any], Any], members: tuple[Any, ...]) -> bool:
    """Whether the members, all of one type, have what the loop prints of them."""
    try:
        return bool(members) and attributes(members[0]) is not None
    except AttributeError:
        return False


def owed_strings(owed: Iterable[Owed], context: Context) -> Iterator[str]:
    """Yield the strings among the values that ``owed`` promises; empty ones left out."""
    for value in owed_values(owed, context):
        if isinstance(value, str) and value:
            yield value


def strings(value: Any) -> Iterator[str]:
    """Yield every string of a view or a context, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from chain.from_iterable(map(strings, value.values()))
    elif isinstance(value, tuple):
        yield from chain.from_iterable(map(strings, value))
    elif isinstance(value, OwnFactsView):
        yield from texts_of(value).values()


class IllegalTextError(Exception):
    """A string of the view holds a character that a paragraph cannot hold."""


def refuse_illegal(values: Iterable[str]) -> None:
    """Raise IllegalTextError where one of ``values`` holds a character that a line of text cannot hold."""
    match = illegal_character("".join(values))
    if match is not None:
        raise IllegalTextError(f"U+{ord(match.group()):04X}")


class Proof:
    """Looks for the owed strings of one rendering, in order, among the printed values that pass by."""

    def __init__(self, promise: Promise, context: Context) -> None:
        self._owed = owed_strings(promise.owed, context)
        self._next = next(self._owed, None)

    def feed(self, values: Iterable[str]) -> None:
        """Take the next printed values, escaped as they were printed."""
        expected = self._next
        for value in values:
            if value == expected:
                expected = next(self._owed, None)
            elif expected is None:
                break
            # Most texts hold nothing to escape; one that does is longer when it is printed.
            elif len(value) > len(expected) and value == escape(expected):
                expected = next(self._owed, None)
        self._next = expected

    def holds(self) -> bool:
        """Return whether every string was found in order."""
        return self._next is None


class SoughtTexts:
    """Looks for texts among the printed values; one that is printed as part of a longer value is not seen."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self.unseen = set(texts)

    def feed(self, values: Iterable[str]) -> None:
        """Take the next printed values, escaped as they were printed."""
        self.unseen.difference_update(values)


class SentenceProof(Proof):
    """The proof of a template that prints texts as lead and rest: one printed so, in this order, counts as printed."""

    def __init__(self, promise: Promise, context: Context) -> None:
        super().__init__(promise, context)
        self._awaited_rest = ""

    def feed(self, values: Iterable[str]) -> None:
        """Take the next printed values, escaped as they were printed."""
        for value in values:
            if self._next is None:
                break
            is_whole = value == escape(self._next)
            is_rest = bool(self._awaited_rest) and value == escape(self._awaited_rest)
            if is_whole or is_rest:
                self._next = next(self._owed, None)
                self._awaited_rest = ""
                continue
            lead, following = split_sentence(self._next)
            if lead and value == escape(lead):
                self._awaited_rest = following


def missing(
    promise: Promise, context: Context, printed: Iterable[str]
) -> Iterator[str]:
    """Yield the owed strings that are printed less often than owed: the slow answer where order does not hold."""
    unclaimed = Counter(map(str, printed))
    for text in owed_strings(promise.owed, context):
        key = str(escape(text))
        if unclaimed[key] <= 0 and promise.in_sentences:
            parts = [str(escape(part)) for part in split_sentence(text)]
            if all(unclaimed[part] > 0 for part in parts):
                unclaimed.subtract(parts)
                continue
        if unclaimed[key] <= 0:
            yield text
        unclaimed[key] -= 1
