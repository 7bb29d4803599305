"""Between located and typed: keys and values that a file writes under other names get the names of the model.

    inspection = 巡察情况        status: done = 状态: 已完成

Only names change. Each value keeps its place, and its node keeps the key as the file writes it
(``LocatedData.as_written``). Everything after this step knows the names of the model alone: routes are made of them,
and rules, fixing and ``diff`` need not know that there are others.

This room must not know YAML, or what the values mean.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from typing import Any, NamedTuple

from pydantic import BaseModel

from rectify_gen import source
from rectify_gen.diagnostics import Diagnostic
from rectify_gen.model import Contact, ContactKind, Kind, Role, Status
from rectify_gen.model.shapes import MEMBER_LISTS, NOTICE_SHAPE, keys_by_title
from rectify_gen.source import DataNode, LocatedData, Members, SourceFile
from rectify_gen.vocabulary.aliases import (
    KEY_ALIASES,
    VALUE_ALIASES,
    KeyAlias,
    ValueAlias,
)
from rectify_gen.vocabulary.audiences import AUDIENCE_MEANINGS, AUDIENCE_TITLES


class PartNames(NamedTuple):
    """The other names that one part of the model knows."""

    keys: dict[str, str]
    """The key by each of its other names."""
    values: dict[str, dict[str, str]]
    """For each key the value by each of its other names."""


_NO_NAMES = PartNames({}, {})


class Names(NamedTuple):
    """All other names of keys and values in a notice."""

    of_parts: Mapping[type[BaseModel], PartNames]
    of_members: PartNames
    """Those of the members of ``content``, which are of several parts, told apart by their keys."""
    words: frozenset[str]
    """All other names of keys."""

    def is_empty(self) -> bool:
        """Return whether nothing has another name."""
        return not self.of_parts and self.of_members == _NO_NAMES


def names_of(keys: Iterable[KeyAlias], values: Iterable[ValueAlias]) -> Names:
    """Return the names that the rows ``keys`` and ``values`` of the vocabulary say."""
    of_classes: dict[str, PartNames] = {}
    words = set()
    for alias in keys:
        part_names = of_classes.setdefault(alias.part, PartNames({}, {}))
        part_names.keys[alias.written] = alias.key
        words.add(alias.written)
    for value_alias in values:
        part_names = of_classes.setdefault(value_alias.part, PartNames({}, {}))
        of_key = part_names.values.setdefault(value_alias.key, {})
        of_key[value_alias.written] = value_alias.value

    of_parts: dict[type[BaseModel], PartNames] = {}
    for part in (NOTICE_SHAPE.root, *NOTICE_SHAPE.parts.values()):
        if part.__name__ in of_classes:
            of_parts[part] = of_classes[part.__name__]
    of_members = PartNames({}, {})
    for part in NOTICE_SHAPE.members.values():
        part_names = of_classes.get(part.__name__, _NO_NAMES)
        of_members.keys.update(part_names.keys)
        # Several members have a status: what is known of one is known of all.
        for key, of_key in part_names.values.items():
            of_members.values.setdefault(key, {}).update(of_key)
    return Names(of_parts, of_members, frozenset(words))


def title_aliases() -> list[KeyAlias]:
    """Return the Chinese title of each key of the model as a name of it."""
    aliases = []
    for part in (
        NOTICE_SHAPE.root,
        *NOTICE_SHAPE.parts.values(),
        *NOTICE_SHAPE.members.values(),
    ):
        for title, key in keys_by_title(part).items():
            aliases.append(KeyAlias(part.__name__, title, key))
    return aliases


@cache
def word_aliases() -> tuple[ValueAlias, ...]:
    """Return the Chinese words of each choice as names of its value."""
    aliases = []
    for kind in Kind:
        aliases.append(ValueAlias("Notice", "kind", kind.row.zh, kind.value))
    for role in Role:
        aliases.append(ValueAlias("Section", "role", role.row.zh, role.value))
        if role.row.heading is not None:
            aliases.append(ValueAlias("Section", "role", role.row.heading, role.value))
    for contact_kind in ContactKind:
        value = contact_kind.value
        aliases.append(ValueAlias("Contact", "kind", contact_kind.row.zh, value))
    for status in Status:
        # What one member of ``content`` knows, all know.
        aliases.append(ValueAlias("HeadingItem", "status", status.row.zh, status.value))
    for audience, title in AUDIENCE_TITLES.items():
        for part in ("Section", "HeadingItem"):
            aliases.append(ValueAlias(part, "audience", title, audience))
            aliases.append(
                ValueAlias(part, "audience", AUDIENCE_MEANINGS[audience], audience)
            )
    return tuple(aliases)


NOTICE_NAMES = names_of(
    keys=[*title_aliases(), *KEY_ALIASES],
    values=[*word_aliases(), *VALUE_ALIASES],
)


ALL_KEYS = frozenset(
    {
        *NOTICE_NAMES.words,
        *NOTICE_SHAPE.keys(),
        *(kind.value for kind in ContactKind),
        *(kind.row.zh for kind in ContactKind),
    }
)
"""Every name of a key that a notice may have."""


def locate(file: SourceFile, names: Names = NOTICE_NAMES) -> LocatedData:
    """Return the data of a notice with positions, under the names of the model, and the faults that do not stop the reading.

    Raises:
        InputError: the text is no YAML, is empty, or is not a mapping.
    """
    return renamed(source.locate(file, names.words), names)


def renamed(data: LocatedData, names: Names = NOTICE_NAMES) -> LocatedData:
    """Return ``data`` under the names of the model; the same object where the file has no other names."""
    if names.is_empty():
        return data
    root_names = names.of_parts.get(NOTICE_SHAPE.root, _NO_NAMES)
    if not _has_other_names(data.value, root_names, names):
        return data
    renaming = _Renaming(names, data.source.path)
    value, members = renaming.mapping(data.value, data.root.members, root_names)
    root = DataNode(data.root.event, data.root.key, members)
    return replace(
        data,
        value=value,
        known_root=root,
        diagnostics=(*data.diagnostics, *renaming.faults),
    )


def _names_below(key: str, value: Any, names: Names) -> PartNames | None:
    """The names of the mappings that stand in ``value`` below ``key``; None where there are none of the model."""
    if key in MEMBER_LISTS:
        return names.of_members
    part = NOTICE_SHAPE.parts.get(key)
    if part is None:
        return None
    part_names = names.of_parts.get(part, _NO_NAMES)
    if part is Contact and isinstance(value, dict):
        # Contacts as {phone: …}: the keys are kinds.
        names_of_kinds = part_names.values.get("kind", {})
        return PartNames(names_of_kinds, {})
    return part_names


def _meant(written: str, names_of_values: Mapping[str, str]) -> str:
    """Return the word of a choice that was ``written``, without the ideographic blanks that YAML leaves around it."""
    word = written.strip()
    return names_of_values.get(word, word)


def _has_other_names(
    value: dict[str, Any],
    part: PartNames,
    names: Names,
) -> bool:
    """Whether something in ``value`` is to be renamed. Nearly always nothing is, and this is all that a file costs."""
    for key, child in value.items():
        if key in part.keys:
            return True
        if isinstance(child, str):
            if key in part.values and _meant(child, part.values[key]) != child:
                return True
            continue
        names_below = _names_below(key, child, names)
        if names_below is None:
            continue
        # What may be a list of mappings may also be written as its only member.
        mappings = child if isinstance(child, list) else [child]
        for mapping in mappings:
            if not isinstance(mapping, dict):
                continue
            if _has_other_names(mapping, names_below, names):
                return True
    return False


class _Renaming:
    """One walk through the data of a file; ``faults`` grows as they are met."""

    def __init__(self, names: Names, path: str) -> None:
        self.names = names
        self.path = path
        self.faults: list[Diagnostic] = []

    def mapping(
        self,
        value: dict[str, Any],
        members: Members,
        part: PartNames,
    ) -> tuple[dict[str, Any], Members]:
        """Return ``value`` and the places of its ``members`` under the names of the model."""
        new_value: dict[str, Any] = {}
        new_members: dict[str | int, Any] = {}
        for written, (opening, key_event, below) in members.items():
            name = str(written)
            key = part.keys.get(name, name)
            if key in new_members:
                _, earlier_event, _ = new_members[key]
                self.report_twice(name, key_event, earlier_event)
                continue
            places = below
            # A key without a value has a place all the same.
            if name in value:
                child, places = self.child(key, value[name], below, part)
                new_value[key] = child
            new_members[key] = (opening, key_event, places)
        return new_value, new_members

    def child(
        self,
        key: str,
        value: Any,
        members: Members,
        part: PartNames,
    ) -> tuple[Any, Members]:
        """Return what stands below ``key``, a value with the places of its ``members``."""
        if isinstance(value, str):
            if key in part.values:
                return _meant(value, part.values[key]), members
            return value, members
        names_below = _names_below(key, value, self.names)
        if names_below is None:
            return value, members
        if isinstance(value, dict):
            return self.mapping(value, members, names_below)
        new_list = []
        new_members: dict[str | int, Any] = {}
        for index, entry in enumerate(value):
            opening, key_event, below = members[index]
            if isinstance(entry, dict):
                new_entry, below = self.mapping(entry, below, names_below)
            else:
                new_entry = entry
            new_list.append(new_entry)
            new_members[index] = (opening, key_event, below)
        return new_list, new_members

    def report_twice(
        self,
        written: str,
        event: Any,
        earlier: Any,
    ) -> None:
        """Report a key that stands twice, under two names."""
        first_line = earlier.start_mark.line + 1
        fault = Diagnostic(
            code="duplicate-key",
            facts={"key": written, "first": first_line},
            position=source.position_of(event),
            path=self.path,
        )
        self.faults.append(fault)
