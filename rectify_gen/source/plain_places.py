"""Where the values of a file of plain lines stand, as libyaml's events and marks would say.

Sound notices are built without ever asking; so a place is made when it is asked for. Which values there are is
decided by ``plain_lines`` alone.
"""

import bisect
import functools
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from rectify_gen.source.cells import CellMark
from rectify_gen.source.data_nodes import NO_MEMBERS, MemberPlace, Members
from rectify_gen.source.plain_lines import (
    LINE,
    Beginning,
    LineTree,
    plain_text,
)


class TextEvent(NamedTuple):
    """A text or a key. It stands where a scalar event of libyaml stands in other files."""

    start_mark: CellMark
    end_mark: CellMark
    value: str
    style: str
    """The quote that is around it; empty where there is none."""


class ContainerEvent(NamedTuple):
    """The beginning of a mapping or list: its first key or dash."""

    start_mark: CellMark
    end_mark: CellMark


def plain_root(
    text: str,
    tree: LineTree,
    read_brackets: Callable[[str], tuple[Any, Members]],
) -> tuple[Any, Members]:
    """Return where the data of ``text``, read into ``tree``, stands: the event that begins it, and its members.

    ``read_brackets`` returns the same of a list or mapping in brackets alone.
    """
    places = _Places(text, tree, read_brackets)
    members = _PlainMembers(places, tree.root, _ROOT)
    first_key = next(iter(tree.root))
    mark = members.key(first_key, members.line_of(first_key)).start_mark
    return ContainerEvent(mark, mark), members


_ROOT = Beginning(key_line=0, line=0, column=0)


class _PlainMembers(Mapping[str | int, MemberPlace]):
    """The places of the members of one mapping or list, each made when it is asked for."""

    def __init__(self, places: "_Places", container: Any, beginning: Beginning) -> None:
        self._places = places
        self._container = container
        self._beginning = beginning
        self._made: dict[Any, MemberPlace] = {}
        """The places that were asked for: routes share their first steps."""

    def __len__(self) -> int:
        return len(self._container)

    def __iter__(self) -> Iterator[Any]:
        if isinstance(self._container, list):
            return iter(range(len(self._container)))
        return iter(self._container)

    def __contains__(self, step: object) -> bool:
        if isinstance(self._container, list):
            return step in range(len(self._container))
        return step in self._container

    def __getitem__(self, step: Any) -> MemberPlace:
        place = self._made.get(step)
        if place is None:
            if step not in self:
                raise KeyError(step)
            place = self._made[step] = self._make(step)
        return place

    def _make(self, step: Any) -> MemberPlace:
        places = self._places
        member = self._container[step]
        beginning = places.beginning_of(member)
        number = beginning.key_line if beginning else self.line_of(step)
        key = None
        if isinstance(self._container, dict):
            key = self.key(step, number)
        if beginning is None:
            event, below = places.of_value(number)
            return event, key, below
        members = _PlainMembers(places, member, beginning)
        return places.of_container(member, beginning), key, members

    def key(self, key: str, number: int) -> "TextEvent":
        """Return the event of ``key`` of a mapping, which stands in the line ``number``."""
        return self._places.of_text(key, number, self._beginning.column)

    def line_of(self, step: Any) -> int:
        """Return the number of the line in which a text stands, or what is in brackets: behind its key or its dash."""
        if isinstance(self._container, list):
            number: int = self._lines_of_entries[step]
            return number
        beginning = self._beginning
        is_first = step == next(iter(self._container))
        # Dashes may stand before it; before the first key of the whole, comments.
        if is_first and beginning is not _ROOT:
            return beginning.line
        # In the column of its keys nothing else of the mapping is followed by a colon: a text stands behind its key.
        return self._places.next_line(beginning.line, beginning.column, f"{step}:")

    @functools.cached_property
    def _lines_of_entries(self) -> list[int]:
        """The line of each entry of a list: all at once, for to find one each before it is looked for."""
        number = self._beginning.line
        lines = []
        for index, entry in enumerate(self._container):
            beginning = self._places.beginning_of(entry)
            if beginning is not None:
                number = beginning.line
            elif index:
                # The dash of an entry is the next one in the column of the list.
                number = self._places.next_line(number + 1, self._beginning.column, "-")
            lines.append(number)
        return lines


class _Places:
    """Makes libyaml's events of what stands in plain lines."""

    def __init__(
        self,
        text: str,
        tree: LineTree,
        read_brackets: Callable[[str], tuple[Any, Members]],
    ) -> None:
        self._text = text
        self._tree = tree
        self._read_brackets = read_brackets
        self._line_starts = [0]
        for line_end in re.finditer("\n", text):
            self._line_starts.append(line_end.end())

    def beginning_of(self, member: Any) -> Beginning | None:
        """Return where ``member`` begins, if it is a mapping or list whose own members stand in lines below or behind it."""
        return self._tree.beginnings.get(id(member))

    def next_line(self, first: int, column: int, sign: str) -> int:
        """Return the number of the next line from ``first`` on in which ``sign`` stands in ``column``, behind blanks alone."""
        line = " " * column + sign
        start = self._line_starts[first]
        if not self._text.startswith(line, start):
            start = self._text.index(f"\n{line}", start) + 1
        return bisect.bisect_right(self._line_starts, start) - 1

    def of_text(self, text: str, number: int, column: int) -> TextEvent:
        """Return the event of ``text``, which stands in ``column`` of the line ``number``."""
        start = self._line_starts[number] + column
        return self._text_event(number, start, start + len(text))

    def of_container(self, container: Any, beginning: Beginning) -> ContainerEvent:
        """Return the event that begins a mapping or list."""
        _, number, column, is_indented = beginning
        mark = CellMark(self._line_starts[number] + column, number, column)
        end_mark = mark
        # libyaml begins a list before its dash, but one that is not indented with it.
        if isinstance(container, list) and not is_indented:
            end_mark = CellMark(mark.index + 1, number, column + 1)
        return ContainerEvent(mark, end_mark)

    def of_value(self, number: int) -> tuple[Any, Members]:
        """Return the event of the value in the line ``number``, and its members where it stands in brackets."""
        line = self._line(number)
        if line["plain"]:
            start = line.start("plain")
            end = start + len(plain_text(line["plain"]))
            return self._text_event(number, start, end), NO_MEMBERS
        if line["quoted"]:
            start, end = line.span("quoted")
            quote = self._text[start]
            return self._text_event(number, start, end, quote), NO_MEMBERS
        if line["listed"]:
            start, end = line.start("listed") - 1, line.end("listed") + 1
        else:
            start, end = line.span("bracketed")
        event, members = self._read_brackets(self._text[start:end])
        self._move(event, number, start)
        self._move_members(members, number, start)
        return event, members

    def _move_members(self, members: Members, number: int, start: int) -> None:
        for event, key, below in members.values():
            self._move(event, number, start)
            if key is not None:
                self._move(key, number, start)
            self._move_members(below, number, start)

    def _move(self, event: Any, number: int, start: int) -> None:
        """Mark ``event``, read of a stretch that begins at ``start`` in the line ``number``, where it stands in the text."""
        event.start_mark = self._mark(number, start + event.start_mark.index)
        event.end_mark = self._mark(number, start + event.end_mark.index)

    def _line(self, number: int) -> re.Match[str]:
        line = LINE.match(self._text, self._line_starts[number])
        assert line is not None  # every line matches
        return line

    def _text_event(
        self, number: int, start: int, end: int, quote: str = ""
    ) -> TextEvent:
        value = self._text[start + len(quote) : end - len(quote)]
        return TextEvent(
            start_mark=self._mark(number, start),
            end_mark=self._mark(number, end),
            value=value,
            style=quote,
        )

    def _mark(self, number: int, index: int) -> CellMark:
        return CellMark(index, number, index - self._line_starts[number])
