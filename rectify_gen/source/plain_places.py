"""Where the values of a file of plain lines stand, as libyaml's events and marks would say.

Sound notices are built without ever asking; so a place is made when it is asked for. Which values there are is
decided by ``plain_lines`` alone.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from rectify_gen.source.cells import CellMark
from rectify_gen.source.plain_lines import (
    LINE,
    Beginning,
    plain_text,
    tree_of_lines,
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
    read_brackets: Callable[[str], tuple[Any, Mapping[Any, Any]]],
) -> tuple[Any, Mapping[Any, Any]]:
    """Return where the data of ``text``, a file of plain lines, stands: the event that begins it, and its members.

    ``read_brackets`` returns the same of a list or mapping in brackets alone.
    """
    tree = tree_of_lines(text)
    places = _Places(text, tree.beginnings, read_brackets)
    return places.of_root(tree.root), _PlainMembers(places, tree.root)


MemberPlace = tuple[Any, Any, Mapping[Any, Any]]
"""The event that begins a value, that of its key, and the places of its members."""


class _PlainMembers(Mapping[Any, Any]):
    """The places of the members of one mapping or list, each made when it is asked for.

    ``container`` holds the number of the line in which each value stands, and mappings and lists of such.
    """

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
        key = None
        if isinstance(self._container, dict):
            key = places.of_key(member)
        if isinstance(member, int):
            event, below = places.of_value(member)
        else:
            event = places.of_container(member)
            below = _PlainMembers(places, member)
        return event, key, below


_NO_MEMBERS: Mapping[Any, Any] = {}


class _Places:
    """Makes libyaml's events of what stands in plain lines."""

    def __init__(
        self,
        text: str,
        beginnings: dict[int, Beginning],
        read_brackets: Callable[[str], tuple[Any, Mapping[Any, Any]]],
    ) -> None:
        self._text = text
        self._beginnings = beginnings
        self._read_brackets = read_brackets
        self._line_starts = [0]
        for line_end in re.finditer("\n", text):
            self._line_starts.append(line_end.end())

    def of_key(self, member: Any) -> TextEvent:
        """Return the key of ``member``, a line's number or a mapping or list."""
        number = member
        if not isinstance(member, int):
            number = self._beginnings[id(member)].key_line
        line = self._line(number)
        return self._text_event(number, line.start("key"), line.end("key"))

    def of_root(self, root: Any) -> ContainerEvent:
        """Return where the whole data begins."""
        first_member = next(iter(root.values()))
        mark = self.of_key(first_member).start_mark
        return ContainerEvent(mark, mark)

    def of_container(self, container: Any) -> ContainerEvent:
        """Return where a mapping or list begins."""
        _, number, column, is_indented = self._beginnings[id(container)]
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
