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
    read_brackets: Callable[[str], tuple[Any, Mapping[Any, Any]]],
) -> tuple[Any, Mapping[Any, Any]]:
    """Return where the data of ``text``, read into ``tree``, stands: the event that begins it, and its members.

    ``read_brackets`` returns the same of a list or mapping in brackets alone.
    """
    places = _Places(text, tree, read_brackets)
    members = _PlainMembers(places, tree.root)
    return places.of_root(), members


MemberPlace = tuple[Any, Any, Mapping[Any, Any]]
"""The event that begins a value, that of its key, and the places of its members."""


class _PlainMembers(Mapping[Any, Any]):
    """The places of the members of one mapping or list, each made when it is asked for."""

    def __init__(self, places: "_Places", container: Any) -> None:
        self._places = places
        self._container = container
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
        number = self._line_of(step, member)
        key = None
        if isinstance(self._container, dict):
            key = places.of_key(number)
        if places.is_of_lines(member):
            return places.of_container(member), key, _PlainMembers(places, member)
        event, below = places.of_value(number)
        return event, key, below

    def _line_of(self, step: Any, member: Any) -> int:
        """Return the number of the line that ``member`` begins with, that of its key where it has one."""
        if self._places.is_of_lines(member):
            return self._places.beginning(member).key_line
        if isinstance(self._container, dict):
            return self._places.line_of_key(self._container, step)
        number: int = self._lines_of_entries[step]
        return number

    @functools.cached_property
    def _lines_of_entries(self) -> list[int]:
        """The line of each entry of a list: all at once, for to find one each before it is looked for."""
        return list(self._places.lines_of_entries(self._container))


_NO_MEMBERS: Mapping[Any, Any] = {}


class _Places:
    """Makes libyaml's events of what stands in plain lines."""

    def __init__(
        self,
        text: str,
        tree: LineTree,
        read_brackets: Callable[[str], tuple[Any, Mapping[Any, Any]]],
    ) -> None:
        self._text = text
        self._tree = tree
        self._read_brackets = read_brackets
        self._line_starts = [0]
        for line_end in re.finditer("\n", text):
            self._line_starts.append(line_end.end())

    def is_of_lines(self, member: Any) -> bool:
        """Return whether ``member`` is a mapping or list whose own members stand in lines below or behind it."""
        return id(member) in self._tree.beginnings

    def beginning(self, container: Any) -> Beginning:
        """Return where a mapping or list begins."""
        if container is self._tree.root:
            return Beginning(key_line=0, line=0, column=0)
        return self._tree.beginnings[id(container)]

    def line_of_key(self, mapping: dict[str, Any], key: str) -> int:
        """Return the number of the line in which ``mapping`` has ``key``."""
        beginning = self.beginning(mapping)
        is_first = key == next(iter(mapping))
        # Dashes may stand before it; before the first key of the whole, comments.
        if is_first and mapping is not self._tree.root:
            return beginning.line
        # In the column of its keys nothing else of the mapping is followed by a colon: a text stands behind its key.
        return self._next_line(beginning.line, beginning.column, f"{key}:")

    def lines_of_entries(self, entries: list[Any]) -> Iterator[int]:
        """Yield the number of the line of each of ``entries``, which stand behind dashes."""
        beginning = self.beginning(entries)
        number = beginning.line
        for index, entry in enumerate(entries):
            if self.is_of_lines(entry):
                number = self.beginning(entry).line
            elif index:
                # The dash of an entry is the next one in the column of the list.
                number = self._next_line(number + 1, beginning.column, "-")
            yield number

    def _next_line(self, first: int, column: int, sign: str) -> int:
        """Return the number of the next line from ``first`` on in which ``sign`` stands in ``column``, behind blanks alone."""
        line = " " * column + sign
        start = self._line_starts[first]
        if not self._text.startswith(line, start):
            start = self._text.index(f"\n{line}", start) + 1
        return bisect.bisect_right(self._line_starts, start) - 1

    def of_key(self, number: int) -> TextEvent:
        """Return the key in the line ``number``."""
        line = self._line(number)
        return self._text_event(number, line.start("key"), line.end("key"))

    def of_root(self) -> ContainerEvent:
        """Return where the whole data begins."""
        root = self._tree.root
        first_key = next(iter(root))
        number = self.line_of_key(root, first_key)
        mark = self.of_key(number).start_mark
        return ContainerEvent(mark, mark)

    def of_container(self, container: Any) -> ContainerEvent:
        """Return where a mapping or list begins."""
        _, number, column, is_indented = self.beginning(container)
        mark = CellMark(self._line_starts[number] + column, number, column)
        end_mark = mark
        # libyaml begins a list before its dash, but one that is not indented with it.
        if isinstance(container, list) and not is_indented:
            end_mark = CellMark(mark.index + 1, number, column + 1)
        return ContainerEvent(mark, end_mark)

    def of_value(self, number: int) -> tuple[Any, Mapping[Any, Any]]:
        """Return the event of the value in the line ``number``, and its members where it stands in brackets."""
        line = self._line(number)
        if line["plain"]:
            start = line.start("plain")
            end = start + len(plain_text(line["plain"]))
            return self._text_event(number, start, end), _NO_MEMBERS
        if line["quoted"]:
            start, end = line.span("quoted")
            quote = self._text[start]
            return self._text_event(number, start, end, quote), _NO_MEMBERS
        if line["listed"]:
            start, end = line.start("listed") - 1, line.end("listed") + 1
        else:
            start, end = line.span("bracketed")
        event, members = self._read_brackets(self._text[start:end])
        self._move(event, number, start)
        self._move_members(members, number, start)
        return event, members

    def _move_members(
        self, members: Mapping[Any, Any], number: int, start: int
    ) -> None:
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
