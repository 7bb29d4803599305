"""From YAML text to plain data in which every value knows its line and column.

Read from libyaml's events, so that scalars stay the text that the clerk typed
(``010``, ``on``, ``9:00``) and nothing is expanded, constructed or dropped. All
faults of the file that can be told apart come at once.

This room must not know the model: which keys there are is none of its business.
"""

import bisect
import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import yaml

from rectify_gen import invisible
from rectify_gen.diagnostics import Diagnostic, InputError, Position, Route
from rectify_gen.source.comments import (
    comment_for_value,
    cut_by_comment,
    text_in_comments,
)
from rectify_gen.source.decoding import SourceFile
from rectify_gen.source.spans import Scalar, pieces_of, said, unfolded
from rectify_gen.source.syntax import (
    conflict_markers,
    hidden_keys,
    position_at,
    syntax_faults,
)

_WIDE_BLANK = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
"""Blanks that look like indentation in a key."""

DEPTH_LIMIT = 60
"""Levels of nesting; the deepest notice known has about ten."""

# looked up for each of the thousands of events of a file
_Scalar, _SequenceEnd, _MappingEnd = (
    yaml.ScalarEvent,
    yaml.SequenceEndEvent,
    yaml.MappingEndEvent,
)

_ABSENT = {"", "~", "null", "Null", "NULL"}
_ILLEGAL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]"
)
"""Control characters, what XML forbids, and what libyaml counts as line ends but no editor does."""


class Node(NamedTuple):
    """Where one value stands: the events of libyaml that began it and its key, and its members by key or index."""

    event: Any
    key: Any
    members: "_Members"


_Members = Mapping[str | int, tuple[Any, Any, "_Members"]]
"""Places of members: what :class:`Node` holds, as plain tuples, since a file has thousands and hardly one is asked for."""

_NO_MEMBERS: _Members = {}


class TextPlaces(NamedTuple):
    """Where the characters of one text stand: made once for all that is reported of the text."""

    scalar: Scalar
    spans: list[tuple[int, int]]
    """The start and end of each character in the source."""
    line: int
    """The line, counted from 1, on which the text begins."""
    line_starts: list[int]
    """Where that line and each further one begins in the source."""

    def position(self, at: int, count: int) -> Position:
        """Return where ``count`` characters from index ``at`` of the text stand.

        Where ``count`` is 0, that is the character at ``at``, or the place after the last.
        """
        end_of_text = self.scalar.pieces[-1].end
        spans = self.spans[at : at + max(count, 1)] or [(end_of_text, end_of_text + 1)]
        return Position(
            *self._line_and_column(spans[0][0]), *self._line_and_column(spans[-1][1])
        )

    def _line_and_column(self, at: int) -> tuple[int, int]:
        number = bisect.bisect_right(self.line_starts, at) - 1
        return self.line + number, at - self.line_starts[number] + 1


class LocatedData(NamedTuple):
    """Plain data (dict, list, str) and where each of its values stands in the source."""

    source: SourceFile
    value: Any
    root: Node
    diagnostics: tuple[Diagnostic, ...] = ()

    def position(self, route: Route) -> Position:
        """Return where the value at ``route`` stands; steps that the data does not have are passed over.

        Where the route ends at a key whose value is a mapping or list, that is the key.
        """
        node = self._node(route)
        return _position(node.key if node.members and node.key else node.event)

    def scalar(self, route: Route) -> Scalar | None:
        """Return how the text at ``route`` is written; None where that is no text or cannot be told.

        Steps that the data does not have are passed over: a lone value is written as its list of one.
        """
        node, value, own = self.root, self.value, []
        for step in route:
            if step in node.members:
                node = Node(*node.members[step])
                value = value.get(step) if isinstance(value, dict) else value[step]
                own.append(step)
        if not isinstance(value, str):
            return None
        text, start, end = (
            self.source.text,
            node.event.start_mark.index,
            node.event.end_mark.index,
        )
        pieces = unfolded(text, pieces_of(text, start, end, value))
        return (
            Scalar(tuple(own), tuple(pieces), value) if said(pieces) == value else None
        )

    def position_within(
        self, route: Route, text: str, at: int, count: int
    ) -> Position | None:
        """Return where ``count`` characters from index ``at`` of ``text``, the value at ``route``, stand.

        Where ``count`` is 0, that is the character at ``at``, or the place after the last. None where it
        cannot be told.
        """
        places = self.places(route)
        if places is None or places.scalar.value != text:
            return None
        return places.position(at, count)

    def places(self, route: Route) -> "TextPlaces | None":
        """Return where each character of the text at ``route`` stands; None where that is no text or cannot be told."""
        scalar = self.scalar(route)
        if scalar is None:
            return None
        event = self._node(scalar.route).event
        start, end = event.start_mark, event.end_mark
        line_starts = [start.index - start.column]
        at = self.source.text.find("\n", start.index, end.index)
        while at >= 0:
            line_starts.append(at + 1)
            at = self.source.text.find("\n", at + 1, end.index)
        return TextPlaces(scalar, scalar.characters(), start.line + 1, line_starts)

    def _node(self, route: Route) -> Node:
        """The node at ``route``; steps that the data does not have are passed over."""
        node = self.root
        for step in route:
            node = Node(*node.members.get(step, node))
        return node

    def is_empty(self, route: Route) -> bool:
        """Return whether the key at the end of ``route`` is in the source with no value."""
        node, value = self.root, self.value
        for step in route:
            if step not in node.members:
                return False
            node = Node(*node.members[step])
            present = step in value if isinstance(value, dict) else True
            value = value[step] if present else None
        return value is None

    def key_position(self, route: Route) -> Position:
        """Return where the key at the end of ``route`` stands."""
        node = self._node(route)
        return _position(node.key or node.event)


def locate(source: SourceFile) -> LocatedData:
    """Return the data of a YAML file with positions, and the faults that do not stop the reading.

    Raises:
        InputError: the text is no YAML, is empty, or is not a mapping.
    """
    _refuse_illegal(source)
    conflicts = conflict_markers(source)
    if conflicts:
        raise InputError(conflicts)
    reader = _Reader(source)
    try:
        return reader.document()
    except yaml.YAMLError as error:
        raise InputError([*reader.faults, *_causes(reader, error)]) from error


def _causes(reader: "_Reader", error: yaml.YAMLError) -> list[Diagnostic]:
    """What made libyaml give up: a text that a comment broke off, or what its own words say."""
    source, scalars = reader.source, reader.scalars
    mark = getattr(error, "problem_mark", None)
    comments = text_in_comments(source, scalars, mark.index if mark else 0)
    cut = cut_by_comment(source, scalars, error)
    if cut is not None:
        return [*(one for one in comments if one.position != cut.position), cut]
    if "flow" in str(getattr(error, "context", "")):
        opening: Any = getattr(error, "context_mark", None)
        if any(one.position and one.position.line > opening.line for one in comments):
            return comments  # the closing bracket stands in the comment
    return [*comments, *syntax_faults(source, error)]


def _refuse_illegal(source: SourceFile) -> None:
    found = list(_ILLEGAL.finditer(source.text))
    if found:
        raise InputError(
            Diagnostic(
                "character-illegal",
                facts={"character": f"U+{ord(one.group()):04X}"},
                position=position_at(source.text, one.start()),
                path=source.path,
            )
            for one in found[:100]
        )


def _position(event: Any) -> Position:
    start, end = event.start_mark, event.end_mark
    if end.line == start.line:
        return Position(
            start.line + 1,
            start.column + 1,
            end.line + 1,
            max(end.column, start.column + 1) + 1,
        )
    return Position(start.line + 1, start.column + 1, start.line + 1, start.column + 2)


def _unseen_in(key: str) -> str:
    """The first blank or character in ``key`` that nobody sees; nothing where there is none."""
    found = _WIDE_BLANK.search(key) or invisible.in_key().search(key)
    return found.group() if found else ""


class _Reader:
    """One pass over the events of one file; ``faults`` grows as they are met."""

    def __init__(self, source: SourceFile) -> None:
        self.source = source
        self.faults: list[Diagnostic] = list(source.diagnostics)
        self.event: Callable[[], Any] = yaml.CLoader(source.text).get_event
        self.depth = 0
        self.scalars: list[Any] = []
        """The events of all scalars, keys included."""

    def document(self) -> LocatedData:
        self.event()
        if isinstance(self.event(), yaml.StreamEndEvent):
            raise InputError(
                [*self.faults, Diagnostic("file-empty", path=self.source.path)]
            )
        root: Any = self.event()
        value, members = self.value(root)
        if not isinstance(value, dict):
            raise InputError([*self.faults, *self._not_a_mapping(value, root)])
        self.event()
        event: Any = self.event()
        if not isinstance(event, yaml.StreamEndEvent):
            self.fault("yaml-second-document", event)
        self.faults += text_in_comments(self.source, self.scalars)
        return LocatedData(
            self.source, value, Node(root, None, members), tuple(self.faults)
        )

    def _not_a_mapping(self, value: Any, event: Any) -> list[Diagnostic]:
        if value is None:
            return [Diagnostic("file-empty", path=self.source.path)]
        at = _position(event)
        comments = text_in_comments(self.source, self.scalars)
        return (
            hidden_keys(self.source)
            or comments
            or [Diagnostic("yaml-not-mapping", position=at, path=self.source.path)]
        )

    def fault(self, code: str, event: Any, **facts: object) -> None:
        at = _position(event)
        self.faults.append(
            Diagnostic(code, facts=facts, position=at, path=self.source.path)
        )

    def begins_entry(self, event: Any, members: _Members) -> bool:
        """Whether the key ``event``, which ``members`` of a list's entry have already, is the first one again, below it."""
        first = next(iter(members.values()))[1]
        mark = event.start_mark
        lead = self.source.text[mark.index - mark.column : mark.index]
        is_below = mark.column == first.start_mark.column and not lead.strip()
        return is_below and event.value == first.value

    def missing(
        self, code: str, event: Any, value: Any = None, **facts: object
    ) -> None:
        """Report at ``event`` that the value is missing, or the comment that may have been meant as it."""
        comment = comment_for_value(self.source, value or event)
        if comment is not None:
            self.faults.append(comment)
        else:
            self.fault(code, event, **facts)

    def value(self, event: Any, in_list: bool = False) -> tuple[Any, _Members]:
        """What begins with ``event``, an entry of a list or not, and where its members stand."""
        if type(event) is _Scalar:
            return self.scalar(event), _NO_MEMBERS
        if type(event) is yaml.AliasEvent:
            self.fault("yaml-alias", event, name=event.anchor)
            return f"*{event.anchor}", _NO_MEMBERS
        self.refuse_properties(event)
        self.depth += 1
        if self.depth > DEPTH_LIMIT:
            self.fault("yaml-depth", event, limit=DEPTH_LIMIT)
            raise InputError(self.faults)
        found = (
            self.mapping(in_list)
            if type(event) is yaml.MappingStartEvent
            else self.sequence()
        )
        self.depth -= 1
        return found

    def scalar(self, event: Any) -> str | None:
        text: str = event.value
        self.scalars.append(event)
        if event.anchor or event.tag:
            self.refuse_properties(event)
        if not event.style and text in _ABSENT:
            return None
        if event.style in ("|", ">"):
            text = text.rstrip("\n")
        return (
            self.folded(event, text)
            if event.start_mark.line != event.end_mark.line
            else text
        )

    def folded(self, event: Any, text: str) -> str:
        """The text of a scalar of several lines; in a plain one, a line may have been meant as a key."""
        start, end = event.start_mark.index, event.end_mark.index
        second = self.source.text.find("\n", start, end) + 1
        if second and not event.style:
            line = event.start_mark.line + 2
            self.faults += hidden_keys(self.source, second, end, line)
        pieces = pieces_of(self.source.text, start, end, text)
        return (
            said(unfolded(self.source.text, pieces)) if said(pieces) == text else text
        )

    def refuse_properties(self, event: Any) -> None:
        if event.anchor:
            self.fault("yaml-anchor", event, name=event.anchor)
        if event.tag:
            self.fault(
                "yaml-tag", event, tag=event.tag.replace("tag:yaml.org,2002:", "!!")
            )

    def sequence(self) -> tuple[list[Any], _Members]:
        out: list[Any] = []
        members: dict[str | int, tuple[Any, Any, _Members]] = {}
        while type(event := self.event()) is not _SequenceEnd:
            value, below = self.value(event, in_list=True)
            if value is None:
                self.missing("empty-entry", event)
            else:
                members[len(out)] = (event, None, below)
                out.append(value)
        return out, members

    def mapping(self, in_list: bool) -> tuple[dict[str, Any], _Members]:
        out: dict[str, Any] = {}
        members: dict[str | int, tuple[Any, Any, _Members]] = {}
        repeated: set[str] | None = None
        """The keys of an entry before which the dash was forgotten; None before there is one."""
        while type(event := self.event()) is not _MappingEnd:
            key = self.scalar(event) if type(event) is _Scalar else self.value(event)[0]
            opening = self.event()
            value, below = self.value(opening)
            if not isinstance(key, str):
                self.fault("yaml-key", event)
            elif unseen := "" if key.isascii() else _unseen_in(key):
                character = f"U+{ord(unseen):04X}"
                self.fault("yaml-key-invisible", event, character=character)
            elif key in members:
                if in_list and self.begins_entry(event, members):
                    repeated = {key}
                    self.fault("yaml-dash-missing", event, key=key)
                elif repeated is None or key in repeated:
                    first = members[key][1].start_mark.line + 1
                    self.fault("duplicate-key", event, key=key, first=first)
                else:
                    repeated.add(key)
            else:
                members[key] = (opening, event, below)
                if value is None:
                    self.missing("empty-value", event, opening, key=key)
                else:
                    out[key] = value
        return out, members
