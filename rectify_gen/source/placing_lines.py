"""Finding the line whose indentation or dash makes a text no YAML, by trying what it may have been.

    content:
         - heading: 学习         three blanks too many, which YAML reports at the next line
        status: done

Whether a guess is right shows in the text: with the right one YAML reads further than with any other, and what it
reads has the fewest faults. This module must not know what the data means.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import yaml

_AHEAD = 40
"""Lines behind the one at which YAML gives up that are read again for each guess."""
_MOST_COLUMNS = 24
"""As many columns are tried: no notice has more levels."""
_LINES_TRIED = 4
"""Lines above the one at which YAML gives up that may be at fault."""
_DEEPEST = 100
"""Levels below one another that are read: no notice has as many."""
_FIRSTS_TRIED = 4
"""Lines further above that may be: each the first of those at its column."""


class PlacedLine(NamedTuple):
    """A line with what was probably meant before its words."""

    number: int
    """Counted from 1."""
    start: str
    """What stands before its words then: blanks, and a dash where one was forgotten."""
    is_certain: bool
    """Whether no other guess does as well."""

    def has_dash(self) -> bool:
        """Return whether a dash was forgotten."""
        return self.start.endswith("- ")


class _Guess(NamedTuple):
    number: int
    start: str
    shift: int
    """By how many columns the words move."""
    reached: int
    """The line at which YAML gives up then; behind the last one where it reads all."""


class _Lines(NamedTuple):
    """The lines of a text, and the numbers of those that stand where the line above them does, wherever that is."""

    all: Sequence[str]
    followers: Collection[int]

    def up_to(self, count: int) -> _Lines:
        return self._replace(all=self.all[:count])

    def with_guess(self, number: int, start: str) -> str:
        """Return the text with ``start`` before the words of the line ``number``; its followers move with it."""
        guessed = list(self.all)
        column = _column_of_words(guessed[number - 1])
        guessed[number - 1] = start + guessed[number - 1].lstrip(" ")
        follower = number + 1
        while follower in self.followers and follower <= len(guessed):
            line = guessed[follower - 1]
            if _column_of_words(line) != column:
                break
            guessed[follower - 1] = " " * len(start) + line.lstrip(" ")
            follower += 1
        return "\n".join(guessed)


def place_line(
    lines: Sequence[str],
    failed_at: int,
    count_faults: Callable[[str], int],
    followers: Collection[int] = (),
) -> PlacedLine | None:
    """Return the line near ``failed_at``, where YAML gives up, that stands in the wrong place; None where no guess helps.

    ``count_faults`` says how many faults a text has that YAML reads. ``followers`` are the numbers of lines whose place
    is a guess already: where nothing else is known they stand as the line above.
    """
    text = _Lines(lines, followers)
    window = text.up_to(failed_at + _AHEAD)
    guesses = []
    for guess in _guesses(window, failed_at):
        if guess.reached > failed_at:
            guesses.append(guess)
    if not guesses:
        return None
    best = _furthest(guesses)
    is_read = best[0].reached > len(window.all)
    if is_read and len(best) > 1:
        # What looks right nearby may be wrong further below.
        best = _furthest([_in_whole(text, guess) for guess in best])
        best = _with_fewest_faults(text, best, count_faults)
        best = _without_odd_columns(lines, best)
    chosen = _least_odd(lines, best)
    return PlacedLine(
        number=chosen.number,
        start=chosen.start,
        is_certain=is_read and len(best) == 1,
    )


def _least_odd(lines: Sequence[str], guesses: Sequence[_Guess]) -> _Guess:
    """Return the one of ``guesses`` to show: it moves the words least."""
    chosen = min(
        guesses,
        key=lambda guess: (_has_unlikely_dash(lines, guess), abs(guess.shift)),
    )
    # A line that may move as far either way has rather lost its indentation than got some.
    for guess in guesses:
        is_opposite = guess.number == chosen.number and guess.shift == -chosen.shift
        if is_opposite and guess.shift > 0:
            return guess
    return chosen


def _has_unlikely_dash(lines: Sequence[str], guess: _Guess) -> bool:
    """Return whether ``guess`` has a dash before a key that begins no other entry."""
    key, colon, _ = lines[guess.number - 1].strip().partition(":")
    if not guess.start.endswith("- ") or not colon:
        return False
    return not any(line.lstrip(" ").startswith(f"- {key}:") for line in lines)


def _furthest(guesses: Sequence[_Guess]) -> list[_Guess]:
    furthest = max(guess.reached for guess in guesses)
    return [guess for guess in guesses if guess.reached == furthest]


def _in_whole(lines: _Lines, guess: _Guess) -> _Guess:
    text = lines.with_guess(guess.number, guess.start)
    return guess._replace(reached=failing_line(text))


def _with_fewest_faults(
    lines: _Lines,
    guesses: Sequence[_Guess],
    count_faults: Callable[[str], int],
) -> list[_Guess]:
    counts = []
    for guess in guesses:
        counts.append(count_faults(lines.with_guess(guess.number, guess.start)))
    fewest = min(counts)
    pairs = zip(guesses, counts, strict=True)
    return [guess for guess, count in pairs if count == fewest]


def _without_odd_columns(
    lines: Sequence[str], guesses: Sequence[_Guess]
) -> list[_Guess]:
    """Return the guesses without those that move a line below one that stands at a column of its own.

    Where another guess moves that line instead: of the two, it is the odd one. All are kept where none would be left.
    """
    lines_at: defaultdict[int, list[int]] = defaultdict(list)
    for number, line in enumerate(lines, start=1):
        lines_at[_column_of_words(line)].append(number)
    moved = {guess.number for guess in guesses}
    kept = []
    for guess in guesses:
        words = lines[guess.number - 1].lstrip(" ")
        others = lines_at[_column_of_words(guess.start + words)]
        is_odd = len(others) == 1 and others[0] in moved - {guess.number}
        if not is_odd:
            kept.append(guess)
    return kept or list(guesses)


def _column_of_words(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _guesses(lines: _Lines, failed_at: int) -> Iterator[_Guess]:
    columns = _columns(lines.all)
    for number in _lines_to_try(lines.all, failed_at):
        line = lines.all[number - 1]
        words = line.lstrip(" ")
        column = _column_of_words(line)
        for new_column in columns:
            if new_column != column:
                start = " " * new_column
                yield _guess(lines, number, start, new_column - column)
        if not words.startswith("- "):
            # The words of an entry stand where they are, or its dash does.
            yield _guess(lines, number, f"{' ' * column}- ", 0)
            if column >= len("- "):
                yield _guess(lines, number, f"{' ' * (column - 2)}- ", 0)


def _guess(lines: _Lines, number: int, start: str, shift: int) -> _Guess:
    text = lines.with_guess(number, start)
    return _Guess(number, start, shift, failing_line(text))


def _lines_to_try(lines: Sequence[str], failed_at: int) -> list[int]:
    """The line at which YAML gives up, the nearest ones above it, and further above those where the column changes."""
    numbers = []
    for number in range(min(failed_at, len(lines)), 0, -1):
        words = lines[number - 1].strip()
        if words and not words.startswith("#"):
            numbers.append(number)
    nearest = numbers[: _LINES_TRIED + 1]
    firsts = []
    for number, above in pairwise(numbers):
        columns = (
            _column_of_words(lines[number - 1]),
            _column_of_words(lines[above - 1]),
        )
        if columns[0] != columns[1] and number not in nearest:
            firsts.append(number)
    return nearest + firsts[:_FIRSTS_TRIED]


def _columns(lines: Sequence[str]) -> list[int]:
    """Where the lines stand, and the keys behind their dashes."""
    columns = {0}
    for line in lines:
        words = line.lstrip(" ")
        if words and not words.startswith("#"):
            column = _column_of_words(line)
            columns.add(column)
            if words.startswith("- "):
                columns.add(column + len("- "))
    return sorted(columns)[:_MOST_COLUMNS]


def failing_line(text: str) -> int:
    """Return the line of ``text`` at which YAML gives up, counted from 1; behind the last one where it reads all.

    It gives up at what is nested deeper than any notice, too: libyaml takes the square of the depth for brackets.
    """
    next_event: Callable[[], Any] = yaml.CLoader(text).get_event
    depth = 0
    try:
        while True:
            event = next_event()
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > _DEEPEST:
                    return _line_of(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            elif isinstance(event, yaml.StreamEndEvent):
                return text.count("\n") + 2
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        return mark.line + 1 if mark else 1


def _line_of(event: Any) -> int:
    return int(event.start_mark.line) + 1
