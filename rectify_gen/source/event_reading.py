"""YAML of any form, read from libyaml's events.

Scalars stay what the clerk typed (``010``, ``on``, ``9:00``), and nothing is expanded, constructed or dropped. All
faults that can be told apart are reported at once. Files of plain lines do without this module (``plain_lines``), and
so without the import of PyYAML. It must not know which keys there are.
"""

import re
from collections.abc import Callable, Collection
from typing import Any

import yaml

from rectify_gen import invisible
from rectify_gen.diagnostics import Diagnostic, InputError, Position
from rectify_gen.late_pattern import LatePattern
from rectify_gen.source.comments import (
    comment_for_value,
    cut_by_comment,
    text_in_comments,
)
from rectify_gen.source.data_nodes import (
    NO_MEMBERS,
    DataNode,
    MemberPlace,
    Members,
    position_of,
)
from rectify_gen.source.decoding import SourceFile
from rectify_gen.source.plain_lines import ABSENT
from rectify_gen.source.spans import joined_text, pieces_of, unfolded
from rectify_gen.source.syntax import hidden_keys, syntax_faults

DEPTH_LIMIT = 60
"""Levels of nesting; the deepest notice known has about ten."""

_WIDE_BLANK = LatePattern("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
"""Blanks that look like indentation in a key."""

# Local names, since they are looked up for each of the thousands of events of a file.
_ScalarEvent = yaml.ScalarEvent
_SequenceEndEvent = yaml.SequenceEndEvent
_MappingEndEvent = yaml.MappingEndEvent


def read_document(
    source: SourceFile, names: Collection[str]
) -> tuple[Any, DataNode, list[Diagnostic]]:
    """Return the data of ``source``, where it stands, and the faults that do not stop the reading.

    Raises:
        InputError: the text is no YAML, is empty, or is not a mapping.
    """
    reader = _Reader(source, names)
    try:
        value, root = reader.read_document()
    except yaml.YAMLError as error:
        reader.faults += _causes(reader, error)
        raise InputError(reader.faults) from error
    return value, root, reader.faults


def value_in_brackets(text: str) -> Any:
    """Return the list or mapping that ``text`` is; None where it is no such value, or has a fault."""
    reader = _Reader(SourceFile("", text), ())
    try:
        value, _, _ = reader.read_lone_value()
    except (yaml.YAMLError, InputError):
        return None
    return None if reader.faults else value


def place_of_brackets(text: str) -> tuple[Any, Members]:
    """Return where the list or mapping that ``text`` is begins, and where its members stand."""
    _, event, members = _Reader(SourceFile("", text), ()).read_lone_value()
    return event, members


def _causes(reader: "_Reader", error: yaml.YAMLError) -> list[Diagnostic]:
    """Return what made libyaml give up: a text that a comment broke off, or what its own words say."""
    source, scalars = reader.source, reader.scalars
    mark = getattr(error, "problem_mark", None)
    broke_off = mark.index if mark else 0
    comments = text_in_comments(
        source,
        scalars,
        reader.names,
        end=broke_off,
    )
    cut = cut_by_comment(source, scalars, error)
    if cut is not None:
        causes = []
        for comment in comments:
            # The comment that cut the text is reported once, as the cause.
            if comment.position != cut.position:
                causes.append(comment)
        causes.append(cut)
        return causes
    # libyaml says so within [ … ] and { … }.
    context = str(getattr(error, "context", ""))
    if "flow" in context:
        opening_bracket: Any = getattr(error, "context_mark", None)
        for comment in comments:
            position = comment.position
            if position and position.line > opening_bracket.line:
                # The closing bracket stands in the comment.
                return comments
    return [*comments, *syntax_faults(source, reader.names, error)]


def _unseen_in(key: str) -> str:
    """Return the first blank or character in ``key`` that nobody sees; nothing where there is none."""
    match = _WIDE_BLANK.search(key)
    if match is None:
        match = invisible.in_key().search(key)
    if match is None:
        return ""
    return match.group()


_JOINED_LINE = LatePattern(r"^[ ]*(-[ ]|[•●▪‣]|[0-9])", re.MULTILINE)
"""The beginning of a line that goes on with a text: a bullet, a dash or a digit."""


class _Reader:
    """One pass over the events of one file; ``faults`` grows as they are met.

    A method that reads a value takes the event that begins it, and the events up to its end from libyaml.
    """

    def __init__(self, source: SourceFile, names: Collection[str]) -> None:
        self.source = source
        self.names = names
        self.faults: list[Diagnostic] = list(source.diagnostics)
        self.next_event: Callable[[], Any] = yaml.CLoader(source.text).get_event
        self.depth = 0
        self.scalars: list[Any] = []
        """The events of all scalars, keys included."""

    def read_document(self) -> tuple[Any, DataNode]:
        """Return the mapping that the text is, and where it stands."""
        self.next_event()  # the stream begins
        if isinstance(self.next_event(), yaml.StreamEndEvent):
            self.faults.append(Diagnostic("file-empty", path=self.source.path))
            raise InputError(self.faults)
        root: Any = self.next_event()
        value, members = self.read_value(root)
        if not isinstance(value, dict):
            self.faults += self.faults_of_no_mapping(value, root)
            raise InputError(self.faults)
        self.next_event()  # the document ends
        event: Any = self.next_event()
        if not isinstance(event, yaml.StreamEndEvent):
            self.report("yaml-second-document", event)
        self.faults += text_in_comments(self.source, self.scalars, self.names)
        return value, DataNode(root, None, members)

    def read_lone_value(self) -> tuple[Any, Any, Members]:
        """Return the value that the text is as a whole, the event that begins it, and where its members stand."""
        self.next_event()  # the stream begins
        self.next_event()  # the document begins
        event = self.next_event()
        value, members = self.read_value(event)
        self.next_event()  # the document ends
        event_behind = self.next_event()
        if not isinstance(event_behind, yaml.StreamEndEvent):
            self.report("yaml-second-document", event_behind)
        return value, event, members

    def faults_of_no_mapping(self, value: Any, event: Any) -> list[Diagnostic]:
        """Return why the file has no ``key: value`` at its top."""
        path = self.source.path
        if value is None:
            return [Diagnostic("file-empty", path=path)]
        causes = hidden_keys(self.source, self.names)
        if not causes:
            causes = text_in_comments(self.source, self.scalars, self.names)
        if not causes:
            position = position_of(event)
            causes = [Diagnostic("yaml-not-mapping", position=position, path=path)]
        return causes

    def report(self, code: str, event: Any, **facts: object) -> None:
        fault = Diagnostic(
            code,
            facts=facts,
            position=position_of(event),
            path=self.source.path,
        )
        self.faults.append(fault)

    def report_missing(
        self,
        code: str,
        event: Any,
        value: Any = None,
        **facts: object,
    ) -> None:
        """Report at ``event`` that the value is missing, or the comment that may have been meant as it."""
        comment = comment_for_value(self.source, value or event)
        if comment is not None:
            self.faults.append(comment)
        else:
            self.report(code, event, **facts)

    def report_properties(self, event: Any) -> None:
        """Report an anchor (``&name``) or a tag (``!!str``), which no notice needs."""
        if event.anchor:
            self.report("yaml-anchor", event, name=event.anchor)
        if event.tag:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self.report("yaml-tag", event, tag=tag)

    def read_value(
        self,
        event: Any,
        *,
        is_list_entry: bool = False,
    ) -> tuple[Any, Members]:
        """Return the value that ``event`` begins, and where its members stand."""
        if type(event) is _ScalarEvent:
            return self.read_scalar(event), NO_MEMBERS
        if type(event) is yaml.AliasEvent:
            self.report("yaml-alias", event, name=event.anchor)
            # The author hardly meant an alias, but words with a * before them.
            return f"*{event.anchor}", NO_MEMBERS
        self.report_properties(event)
        self.depth += 1
        if self.depth > DEPTH_LIMIT:
            # Deeper nesting would end in a traceback of Python's own.
            self.report("yaml-depth", event, limit=DEPTH_LIMIT)
            raise InputError(self.faults)
        value: Any
        if type(event) is yaml.MappingStartEvent:
            value, members = self.read_mapping(is_list_entry=is_list_entry)
        else:
            value, members = self.read_sequence()
        self.depth -= 1
        return value, members

    def read_scalar(self, event: Any) -> str | None:
        text: str = event.value
        style = event.style
        # Comments are looked for in the gaps between scalars.
        self.scalars.append(event)
        if event.anchor or event.tag:
            self.report_properties(event)
        if not style:
            if text in ABSENT:
                return None
        elif style in "|>":
            # The line ends behind a block belong to no paragraph.
            text = text.rstrip("\n")
        if event.start_mark.line != event.end_mark.line:
            return self.read_lines(event, text)
        return text

    def read_lines(self, event: Any, text: str) -> str:
        """Return ``text``, the value of a scalar of several lines, without the blanks of folding.

        In a plain scalar, a line may have been meant as a key; that is reported.
        """
        source_text = self.source.text
        start_mark = event.start_mark
        start = start_mark.index
        end = event.end_mark.index
        # The first line has its key; from the second on, none is meant to be one.
        second_line = source_text.find("\n", start, end) + 1
        if second_line and not event.style:
            number_of_second_line = start_mark.line + 2
            self.faults += hidden_keys(
                self.source,
                self.names,
                second_line,
                end,
                number_of_second_line,
            )
            self.report_joined_lines(second_line, end, number_of_second_line)
        pieces = pieces_of(source_text, start, end, text)
        if joined_text(pieces) != text:
            # Read in another way than libyaml does: then libyaml is right.
            return text
        pieces_without_folds = unfolded(source_text, pieces)
        return joined_text(pieces_without_folds)

    def report_joined_lines(self, start: int, end: int, number: int) -> None:
        """Report each line of a text, from its second on, that was hardly meant to go on with the line above."""
        source_text = self.source.text
        for match in _JOINED_LINE.finditer(source_text, start, end):
            line_start = match.start(1)
            line = number + source_text.count("\n", start, line_start)
            column = line_start - source_text.rfind("\n", 0, line_start)
            sign = match[1].rstrip()
            is_digit = sign.isdigit()
            if is_digit and not source_text[match.start() - 1 - 1].isdigit():
                continue
            fault = Diagnostic(
                "yaml-number-broken" if is_digit else "yaml-entry-in-text",
                facts={"sign": sign},
                position=Position(
                    line=line,
                    column=column,
                    end_line=line,
                    end_column=column + len(sign),
                ),
                path=self.source.path,
            )
            self.faults.append(fault)

    def read_sequence(self) -> tuple[list[Any], Members]:
        entries: list[Any] = []
        members: dict[str | int, MemberPlace] = {}
        while type(event := self.next_event()) is not _SequenceEndEvent:
            value, members_below = self.read_value(event, is_list_entry=True)
            if value is None:
                self.report_missing("empty-entry", event)
            else:
                members[len(entries)] = (event, None, members_below)
                entries.append(value)
        return entries, members

    def read_mapping(
        self,
        *,
        is_list_entry: bool,
    ) -> tuple[dict[str, Any], Members]:
        mapping: dict[str, Any] = {}
        members: dict[str | int, MemberPlace] = {}
        # The keys of an entry before which the dash was forgotten; None before there is one.
        repeated_keys: set[str] | None = None
        next_event = self.next_event
        while type(event := next_event()) is not _MappingEndEvent:
            if type(event) is _ScalarEvent:
                key = self.read_scalar(event)
            else:
                key = self.read_value(event)[0]
            value_event = next_event()
            value, members_below = self.read_value(value_event)
            if not isinstance(key, str) or (not key.isascii() and _unseen_in(key)):
                self.report_unusable_key(event, key)
            elif key in members:
                repeated_keys = self.report_repeated_key(
                    event,
                    key,
                    members,
                    repeated_keys,
                    is_list_entry=is_list_entry,
                )
            else:
                members[key] = (value_event, event, members_below)
                if value is None:
                    self.report_missing("empty-value", event, value_event, key=key)
                else:
                    mapping[key] = value
        return mapping, members

    def report_unusable_key(self, event: Any, key: Any) -> None:
        if not isinstance(key, str):
            self.report("yaml-key", event)
            return
        code_point = ord(_unseen_in(key))
        self.report(
            "yaml-key-invisible",
            event,
            character=f"U+{code_point:04X}",
        )

    def report_repeated_key(
        self,
        event: Any,
        key: str,
        members: Members,
        repeated_keys: set[str] | None,
        *,
        is_list_entry: bool,
    ) -> set[str] | None:
        """Report a key that ``members`` have already, and return what ``repeated_keys`` are now.

        Where the first key of a list's entry comes again, a dash was forgotten; the keys after it belong to
        the entry that would begin there, so they are no repetitions unless they come again once more.
        """
        if is_list_entry and self.begins_entry(event, members):
            self.report("yaml-dash-missing", event, key=key)
            return {key}
        if repeated_keys is None or key in repeated_keys:
            _, first_key_event, _ = members[key]
            first_line = first_key_event.start_mark.line + 1
            self.report(
                "duplicate-key",
                event,
                key=key,
                first=first_line,
            )
            return repeated_keys
        repeated_keys.add(key)
        return repeated_keys

    def begins_entry(self, event: Any, members: Members) -> bool:
        """Whether the key ``event`` is the first key of ``members``, a list's entry, once more, below it."""
        first_member = next(iter(members.values()))
        _, first_key, _ = first_member
        if event.value != first_key.value:
            return False
        if event.start_mark.column != first_key.start_mark.column:
            return False
        # In brackets no dash can be missing: - {b: 甲, b: 乙}
        is_behind_dash = not self.before_on_line(first_key).strip(" -")
        is_first_on_line = not self.before_on_line(event).strip()
        return is_behind_dash and is_first_on_line

    def before_on_line(self, event: Any) -> str:
        """Return what stands before ``event`` on its line."""
        mark = event.start_mark
        line_start = mark.index - mark.column
        return self.source.text[line_start : mark.index]
