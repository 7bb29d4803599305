"""From YAML text to plain data in which every value knows its line and column.

For example ``date: 2025-04-07`` on line 3 gives ``{"date": "2025-04-07"}`` and, for the route ``("date",)``,
line 3, columns 7 to 17. A file of plain lines, as nearly all are, is read without libyaml (``plain_lines``), which is
imported for other files only (``event_reading``).

This module must not know the model: which keys there are is none of its business.
"""

import bisect
import functools
from collections.abc import Collection, KeysView
from dataclasses import dataclass
from typing import Any, NamedTuple

from rectify_gen.diagnostics import Diagnostic, InputError, Position, Route
from rectify_gen.late_pattern import LatePattern
from rectify_gen.source.data_nodes import DataNode, Members, position_of
from rectify_gen.source.decoding import SourceFile, with_line_feeds
from rectify_gen.source.plain_brackets import read_plain_brackets
from rectify_gen.source.plain_lines import LineTree, read_plain_lines
from rectify_gen.source.plain_places import plain_root
from rectify_gen.source.spans import (
    CharacterSpans,
    Scalar,
    ScalarPiece,
    joined_text,
    pieces_of,
    unfolded,
)
from rectify_gen.source.syntax import conflict_markers, position_at

_MOST_ILLEGAL_REPORTED = 100

_ILLEGAL = LatePattern(
    "["
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # control characters but tab and line ends
    "\u2028\u2029"  # line ends for libyaml, but for no editor
    "\ud800-\udfff\ufffe\uffff"  # what XML forbids
    "]"
)


class TextPlaces(NamedTuple):
    """Where the characters of one text stand: made once for all that is reported of the text."""

    scalar: Scalar
    spans: CharacterSpans
    """The start and end of each character in the source."""
    line: int
    """The line, counted from 1, on which the text begins."""
    line_starts: list[int]
    """Where that line and each further one begins in the source."""
    cell: str = ""
    """The cell that it stands in, where the source is a workbook."""

    def position(self, index: int, count: int) -> Position:
        """Return where ``count`` characters from ``index`` of the text stand.

        Where ``count`` is 0, that is the character at ``index``, or the place after the last.
        """
        last = min(index + max(count, 1), len(self.spans)) - 1
        if index <= last:
            start_index, _ = self.spans[index]
            _, end_index = self.spans[last]
        else:
            start_index = self.scalar.end
            end_index = start_index + 1
        line, column = self._line_and_column(start_index)
        end_line, end_column = self._line_and_column(end_index)
        return Position(
            line=line,
            column=column,
            end_line=end_line,
            end_column=end_column,
            cell=self.cell,
        )

    def _line_and_column(self, index: int) -> tuple[int, int]:
        """Return line and column of the character at ``index`` of the source."""
        number = bisect.bisect_right(self.line_starts, index) - 1
        column = index - self.line_starts[number] + 1
        return self.line + number, column


@dataclass(frozen=True)
class LocatedData:
    """Plain data (dict, list, str) and where each of its values stands in the source.

    Wherever a route is asked for, steps that the data does not have are passed over: a lone paragraph
    is found by the route of the first of a list.
    """

    source: SourceFile
    value: Any
    known_root: DataNode | LineTree
    """The place of the whole, or the lines among which it is looked up when a place is asked for."""
    diagnostics: tuple[Diagnostic, ...] = ()

    @functools.cached_property
    def root(self) -> DataNode:
        """The place of the whole, with those of all members below it."""
        if isinstance(self.known_root, DataNode):
            return self.known_root
        event, members = plain_root(
            self.source.text, self.known_root, _place_of_brackets
        )
        return DataNode(event, None, members)

    def position(self, route: Route) -> Position:
        """Return where the value at ``route`` stands.

        Where the route ends at a key whose value is a mapping or list, that is the key.
        """
        node = self._node(route)
        has_members_under_key = bool(node.members and node.key)
        # A fault of a whole section is shown at "sections:", not at all its lines.
        if has_members_under_key:
            return self._position_of(node.key)
        return self._position_of(node.event)

    def key_position(self, route: Route) -> Position:
        """Return where the key at the end of ``route`` stands."""
        node = self._node(route)
        return self._position_of(node.key or node.event)

    def lines_of_text(self, route: Route) -> range:
        """Return the lines, counted from 1, behind the first one of the text at ``route``."""
        event = self._node(route).event
        return range(event.start_mark.line + 2, event.end_mark.line + 2)

    def as_written(self, route: Route) -> Route:
        """Return ``route`` with its keys as the file writes them; steps that the data does not have stay as they are."""
        node = self.root
        written: list[str | int] = []
        for step in route:
            if step not in node.members:
                written.append(step)
                continue
            node = DataNode(*node.members[step])
            # The entry of a list has an index and no key.
            key_event = node.key
            if key_event is None:
                written.append(step)
            else:
                written.append(key_event.value)
        return tuple(written)

    def keys_as_written(self, route: Route) -> KeysView[str]:
        """Return the keys of the mapping at ``route`` as the file writes them; none where there is no mapping."""
        # Kept, for each of thousands of unknown keys of one mapping asks which others there are.
        known = self._written_keys.get(route)
        if known is None:
            keys: dict[str, None] = {}
            for _, key, _ in self._node(route).members.values():
                if key is not None:
                    keys[str(key.value)] = None
            known = self._written_keys[route] = keys.keys()
        return known

    @functools.cached_property
    def _written_keys(self) -> dict[Route, KeysView[str]]:
        return {}

    def existing_steps(self, route: Route) -> Route:
        """Return the steps of ``route`` that the source has: a lone value is written as its list of one."""
        members = self.root.members
        written: list[str | int] = []
        for step in route:
            if step in members:
                _, _, members = members[step]
                written.append(step)
        return tuple(written)

    def is_empty(self, route: Route) -> bool:
        """Return whether the key at the end of ``route`` is in the source with no value."""
        # In a workbook most cells are left blank, and nothing is wrong with that.
        if self.source.table is not None:
            return False
        node = self.root
        value = self.value
        for step in route:
            if step not in node.members:
                return False
            node = DataNode(*node.members[step])
            # A key without a value has a place, but is no key of the data.
            value = value.get(step) if isinstance(value, dict) else value[step]
        return value is None

    def scalar(self, route: Route) -> Scalar | None:
        """Return how the text at ``route`` is written; None where that is no text or cannot be seen."""
        text = self._text_at(route)
        return None if text is None else self._scalar_of(text)

    def _text_at(self, route: Route) -> "_TextNode | None":
        """Return the text at ``route`` with its event; None where that is no text."""
        node = self.root
        value = self.value
        steps_in_data = []
        for step in route:
            place = node.members.get(step)
            if place is None:
                continue
            node = DataNode(*place)
            # A key without a value is no key of the data.
            value = value.get(step) if isinstance(value, dict) else value[step]
            steps_in_data.append(step)
        if not isinstance(value, str):
            return None
        return _TextNode(tuple(steps_in_data), value, node.event)

    def _scalar_of(self, text_node: "_TextNode") -> Scalar | None:
        value = text_node.value
        start = text_node.event.start_mark.index
        end = text_node.event.end_mark.index
        text = self.source.text
        if self.source.table is not None:
            # Text in a cell stands there as it is.
            pieces = [ScalarPiece(text[start:end], start, end)]
        else:
            pieces_in_source = pieces_of(text, start, end, value)
            pieces = unfolded(text, pieces_in_source)
        if joined_text(pieces) != value:
            return None
        return Scalar(
            route=text_node.route,
            pieces=tuple(pieces),
            value=value,
            start=start,
        )

    def places(self, route: Route) -> "TextPlaces | None":
        """Return where each character of the text at ``route`` stands; None where that is no text or cannot be seen."""
        text_node = self._text_at(route)
        if text_node is None:
            return None
        scalar = self._scalar_of(text_node)
        if scalar is None:
            return None
        start_mark = text_node.event.start_mark
        end_index = text_node.event.end_mark.index
        source_text = self.source.text
        first_line_start = start_mark.index - start_mark.column
        line_starts = [first_line_start]
        line_end = source_text.find("\n", start_mark.index, end_index)
        while line_end >= 0:
            next_line_start = line_end + 1
            line_starts.append(next_line_start)
            line_end = source_text.find("\n", next_line_start, end_index)
        return TextPlaces(
            scalar=scalar,
            spans=scalar.characters(),
            line=start_mark.line + 1,
            line_starts=line_starts,
            cell=self._cell_of(start_mark.line + 1),
        )

    def position_within(
        self,
        route: Route,
        text: str,
        index: int,
        count: int,
    ) -> Position | None:
        """Return where ``count`` characters from ``index`` of ``text``, the value at ``route``, stand.

        Where ``count`` is 0, that is the character at ``index``, or the place after the last. None where
        it cannot be seen.
        """
        places = self.places(route)
        if places is None or places.scalar.value != text:
            return None
        return places.position(index, count)

    def _position_of(self, event: Any) -> Position:
        position = position_of(event)
        return position._replace(cell=self._cell_of(position.line))

    def _cell_of(self, line: int) -> str:
        """Return the cell that ``line`` of the source is from; nothing where it is no workbook."""
        table = self.source.table
        return table.cell_at(line) if table is not None else ""

    def _node(self, route: Route) -> DataNode:
        node = self.root
        for step in route:
            place = node.members.get(step)
            if place is not None:
                node = DataNode(*place)
        return node


class _TextNode(NamedTuple):
    """A text of the data, the way to it, and the event that begins it."""

    route: Route
    value: str
    event: Any


def locate(source: SourceFile, names: Collection[str] = ()) -> LocatedData:
    """Return the data of a YAML file with positions, and the faults that do not stop the reading.

    The data of a workbook was read with its cells, and is returned as it is. ``names`` are keys that are not English words, for finding those whose colon is wrong.

    Raises:
        InputError: the text is no YAML, is empty, or is not a mapping.
    """
    if source.table is not None:
        value, event, members = source.table.root
        return LocatedData(
            source=source,
            value=value,
            known_root=DataNode(event, None, members),
            diagnostics=source.diagnostics,
        )
    # What was not read from a file may have other line ends, and places are counted by line feeds.
    source = source._replace(text=with_line_feeds(source.text))
    _refuse_illegal(source)
    conflicts = conflict_markers(source)
    if conflicts:
        raise InputError(conflicts)
    lines = read_plain_lines(source.text, _value_in_brackets)
    if lines is not None:
        return LocatedData(
            source=source,
            value=lines.root,
            known_root=lines,
            diagnostics=source.diagnostics,
        )
    return locate_by_events(source, names)


def locate_by_events(source: SourceFile, names: Collection[str] = ()) -> LocatedData:
    """Return what :func:`locate` does for YAML of any form, read from libyaml's events.

    Raises:
        InputError: as there.
    """
    from rectify_gen.source.event_reading import read_document  # PyYAML

    value, root, faults = read_document(source, names)
    return LocatedData(
        source=source,
        value=value,
        known_root=root,
        diagnostics=tuple(faults),
    )


def _value_in_brackets(text: str) -> Any:
    """Return the list or mapping that ``text`` is; None where it is no such value, or has a fault."""
    value = read_plain_brackets(text)
    if value is not None:
        return value
    from rectify_gen.source.event_reading import value_in_brackets  # PyYAML

    return value_in_brackets(text)


def _place_of_brackets(text: str) -> tuple[Any, Members]:
    """Return where the list or mapping that ``text`` is begins, and where its members stand."""
    from rectify_gen.source.event_reading import place_of_brackets  # PyYAML

    return place_of_brackets(text)


def _refuse_illegal(source: SourceFile) -> None:
    # Such a character is never printable, which is asked sooner.
    if source.text.replace("\n", "").isprintable():
        return
    matches = list(_ILLEGAL.finditer(source.text))
    if not matches:
        return
    faults = []
    for match in matches[:_MOST_ILLEGAL_REPORTED]:
        code_point = ord(match.group())
        position = position_at(source.text, match.start())
        fault = Diagnostic(
            "character-illegal",
            facts={"character": f"U+{code_point:04X}"},
            position=position,
            path=source.path,
        )
        faults.append(fault)
    raise InputError(faults)
