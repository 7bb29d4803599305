"""Both sides of a notice that was changed twice: in its YAML, and in the document that was built from it before.

With the YAML that the document was built from, what each side changed is known paragraph by paragraph. A paragraph that
one side changed is taken from there; one that both changed otherwise is a conflict. This module must not know the data.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rectify_gen.building.aligning import align
from rectify_gen.building.returning.span_texts import span_strings
from rectify_gen.building.returning.written_marks import (
    same_but_for_marks,
    without_number,
)
from rectify_gen.source import apply_edits
from rectify_gen.source.scalar_editing import text_changes
from rectify_gen.view.provenance import RoutedText

_FEWEST_BETWEEN = 1
"""Characters that must stand unchanged between the changes of two sides."""


class Conflict(NamedTuple):
    """A paragraph that both sides changed: as it was, as the YAML prints it now, and as it stands in the document."""

    base: str
    current: str
    document: str


class Merged(NamedTuple):
    """The paragraphs of both sides, and those that both changed otherwise."""

    paragraphs: list[str]
    conflicts: list[Conflict]


class _Side(NamedTuple):
    """What one side made of each paragraph of the base, and what it put in behind each; 0 is before the first."""

    kept: dict[int, str]
    added: dict[int, list[str]]


def merge(
    base: Sequence[RoutedText],
    current: Sequence[str],
    document: Sequence[str],
) -> Merged:
    """Return what ``current`` and ``document`` changed of ``base``, together."""
    of_current = _side(base, current)
    of_document = _side(base, document)
    paragraphs = list(
        _added(
            of_current,
            of_document,
            0,
        )
    )
    conflicts = []
    for index, printed in enumerate(base):
        now = of_current.kept.get(index)
        edited = of_document.kept.get(index)
        if _stayed(printed, edited):
            taken = now
        elif _stayed(printed, now) or now == edited:
            taken = edited
        elif both := _both_changes(
            str(printed),
            now,
            edited,
        ):
            taken = both
        else:
            taken = edited
            conflicts.append(
                Conflict(
                    str(printed),
                    now or "",
                    edited or "",
                )
            )
        if taken is not None:
            paragraphs.append(taken)
        paragraphs += _added(
            of_current,
            of_document,
            index + 1,
        )
    return Merged(paragraphs, conflicts)


def _both_changes(
    base: str,
    current: str | None,
    document: str | None,
) -> str:
    """Return ``base`` with what both sides changed in it, at different places; empty where these meet."""
    if current is None or document is None:
        return ""
    changes = [*text_changes(base, current), *text_changes(base, document)]
    changes.sort(key=lambda change: (change.start, change.end))
    for change, next_change in itertools.pairwise(changes):
        # Changes that touch are of the same words.
        if next_change.start <= change.end + _FEWEST_BETWEEN:
            return ""
    return apply_edits(base, changes)


def _side(base: Sequence[RoutedText], paragraphs: Sequence[str]) -> _Side:
    side = _Side({}, {})
    read_to = 0
    for pair in align(base, paragraphs):
        if pair.before is not None:
            read_to = pair.before + 1
        if pair.after is None:
            continue
        text = str(paragraphs[pair.after])
        if pair.before is None:
            side.added.setdefault(read_to, []).append(text)
        else:
            side.kept[pair.before] = text
    return side


def _stayed(printed: RoutedText, text: str | None) -> bool:
    """Whether ``text`` is what was printed, whatever its numbers are now."""
    if text is None:
        return False
    pieces = []
    for span, characters in zip(
        printed.spans,
        span_strings(printed),
        strict=True,
    ):
        pieces.append((characters, span.generated))
    return same_but_for_marks(pieces, text)


def _added(
    current: _Side,
    document: _Side,
    place: int,
) -> Iterator[str]:
    """Yield what both sides put in at one place; what both put in alike once."""
    of_current = current.added.get(place, [])
    of_document = document.added.get(place, [])
    yield from of_current
    # What was brought back before has its numbers now.
    texts_of_current = [without_number(text) for text in of_current]
    for text in of_document:
        if without_number(text) not in texts_of_current:
            yield text
