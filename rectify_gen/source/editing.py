"""Changing values in the text of a YAML file, so that everything else stays byte for byte.

What is to change is said by operations on the data, with routes as the data has them before any of them. They
become edits of the text, which are applied together; the text is then read again and must give the data
that was meant. A lone value that stands for a list of one becomes a list when an entry is added.

    edited = edit_source(data, [SetKey((), "signature", {"date": "2025-04-07"}, order=KEYS)], read=locate)

This module must not know what the data means.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from rectify_gen.diagnostics import Diagnostic, InputError, Route
from rectify_gen.source.data_nodes import DataNode
from rectify_gen.source.decoding import SourceFile
from rectify_gen.source.edits import TextEdit, apply_edits, in_order, overlap
from rectify_gen.source.extents import (
    Extent,
    colon_behind,
    column_of,
    extents_of,
    is_collection,
    is_flow,
    value_end,
)
from rectify_gen.source.locating import LocatedData
from rectify_gen.source.scalar_editing import scalar_edits
from rectify_gen.source.yaml_writing import to_flow_yaml, to_yaml_lines

_Kind = TypeVar("_Kind")

_INDENT = 2
"""Blanks by which what is new stands right of what holds it."""


class ReplaceValue(NamedTuple):
    """Another value at ``route``; a text in the place of a text is changed at its characters."""

    route: Route
    value: Any


class SetKey(NamedTuple):
    """``value`` for ``key`` of the mapping at ``route``; a new key comes behind the one that precedes it in ``order``."""

    route: Route
    key: str
    value: Any
    order: tuple[str, ...] = ()
    """All keys that the mapping may have, by the names of the data, in the order in which a file has them."""
    written: str = ""
    """How the file writes a new key; as ``key`` where this is empty."""
    written_value: str = ""
    """How the file writes a choice: 已完成 for done; as ``value`` where this is empty."""


class RemoveKey(NamedTuple):
    """The mapping at ``route`` without ``key``."""

    route: Route
    key: str


class InsertEntry(NamedTuple):
    """``value`` as a new entry of the list at ``route``, before the entry that has ``entry_index``; of two at one place in order."""

    route: Route
    entry_index: int
    value: Any


class RemoveEntry(NamedTuple):
    """The list at ``route`` without the entry that has ``entry_index``."""

    route: Route
    entry_index: int


Operation = ReplaceValue | SetKey | RemoveKey | InsertEntry | RemoveEntry


class EditedSource(NamedTuple):
    """A source as it reads after operations, and the edits of its text that made it."""

    data: LocatedData
    edits: tuple[TextEdit, ...]
    """For :func:`rectify_gen.source.encode_edits`, which gives the bytes of the file."""


def edit_source(
    data: LocatedData,
    operations: Sequence[Operation],
    read: Callable[[SourceFile], LocatedData],
) -> EditedSource:
    """Return the source of ``data``, which has no faults, after ``operations``.

    ``read`` reads a text as ``data`` was read.

    Raises:
        InputError: the text cannot be changed so that it gives the data that is meant.
    """
    edits = plan_edits(data, operations)
    # Operations that change one place twice contradict each other.
    if overlap(edits):
        raise _not_editable(data, operations)
    text = apply_edits(data.source.text, edits)
    source = data.source._replace(text=text)
    meant = _as_read(edited_value(data.value, operations))
    try:
        after = read(source)
    except InputError as error:
        raise _not_editable(data, operations) from error
    if after.value != meant:
        raise _not_editable(data, operations)
    return EditedSource(after, tuple(edits))


def _as_read(value: Any) -> Any:
    """Return plain ``value`` as a file gives it: flags and numbers are text there."""
    if isinstance(value, dict):
        return {key: _as_read(member) for key, member in value.items()}
    if isinstance(value, list):
        return [_as_read(member) for member in value]
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    return value


def _not_editable(data: LocatedData, operations: Sequence[Operation]) -> InputError:
    """Return the error that names where the text was to be changed."""
    faults = []
    for operation in operations:
        fault = Diagnostic(
            "yaml-not-editable",
            route=operation.route,
            position=data.position(operation.route),
            path=data.source.path,
        )
        faults.append(fault)
    return InputError(faults)


# ---------------------------------------------------------------- the data after the operations


class _ListChange(NamedTuple):
    """What becomes of the entries of one list."""

    inserted: dict[int, list[Any]]
    """New entries by the index of the entry that they come before."""
    removed: set[int]


class _KeyChange(NamedTuple):
    """What becomes of the keys of one mapping."""

    set_keys: list[SetKey]
    removed: set[str]


class _Plan(NamedTuple):
    """Operations by the route of what they change."""

    replaced: dict[Route, Any]
    lists: dict[Route, _ListChange]
    mappings: dict[Route, _KeyChange]


def _planned(operations: Iterable[Operation]) -> _Plan:
    plan = _Plan(
        {},
        {},
        {},
    )
    for operation in operations:
        route = operation.route
        if isinstance(operation, ReplaceValue):
            plan.replaced[route] = operation.value
        elif isinstance(operation, InsertEntry | RemoveEntry):
            list_change = plan.lists.setdefault(route, _ListChange({}, set()))
            if isinstance(operation, RemoveEntry):
                list_change.removed.add(operation.entry_index)
            else:
                entries = list_change.inserted.setdefault(operation.entry_index, [])
                entries.append(operation.value)
        else:
            key_change = plan.mappings.setdefault(route, _KeyChange([], set()))
            if isinstance(operation, RemoveKey):
                key_change.removed.add(operation.key)
            else:
                key_change.set_keys.append(operation)
    return plan


def edited_value(value: Any, operations: Iterable[Operation]) -> Any:
    """Return plain ``value`` as ``operations`` make it."""
    return _value_after(
        value,
        (),
        _planned(operations),
    )


def _value_after(
    value: Any,
    route: Route,
    plan: _Plan,
) -> Any:
    if route in plan.lists:
        return _list_after(
            value,
            route,
            plan,
        )
    if route in plan.replaced:
        return plan.replaced[route]
    if isinstance(value, list):
        entries = []
        for index, entry in enumerate(value):
            entries.append(
                _value_after(
                    entry,
                    (*route, index),
                    plan,
                )
            )
        return entries
    if not isinstance(value, dict):
        return value
    key_change = plan.mappings.get(route, _KeyChange([], set()))
    mapping = {}
    for key, member in value.items():
        if key not in key_change.removed:
            mapping[key] = _value_after(
                member,
                (*route, key),
                plan,
            )
    for set_key in key_change.set_keys:
        mapping[set_key.key] = set_key.value
    return mapping


def _list_after(
    value: Any,
    route: Route,
    plan: _Plan,
) -> list[Any]:
    list_change = plan.lists[route]
    if not isinstance(value, list):
        # A lone value has the route of its list.
        without_list = plan.lists.copy()
        del without_list[route]
        value = [
            _value_after(
                value,
                route,
                plan._replace(lists=without_list),
            )
        ]
        entries_after = value
    else:
        entries_after = []
        for index, entry in enumerate(value):
            entries_after.append(
                _value_after(
                    entry,
                    (*route, index),
                    plan,
                )
            )
    entries = []
    for index, entry in enumerate(entries_after):
        entries += list_change.inserted.get(index, [])
        if index not in list_change.removed:
            entries.append(entry)
    entries += list_change.inserted.get(len(entries_after), [])
    return entries


# ---------------------------------------------------------------- the edits of the text


def plan_edits(data: LocatedData, operations: Sequence[Operation]) -> list[TextEdit]:
    """Return the edits of the text of ``data`` that ``operations`` come to, in order; they are not proved."""
    plan = _planned(operations)
    editor = _Editor(data)
    plan = editor.rewrite_lone_values(plan)
    for route, value in plan.replaced.items():
        editor.replace(route, value)
    for route, list_change in plan.lists.items():
        editor.change_list(route, list_change)
    for route, key_change in plan.mappings.items():
        editor.change_keys(route, key_change)
    return in_order(editor.edits)


class _Editor:
    """Turns changes of values into edits of the text; ``edits`` grows as they are planned."""

    def __init__(self, data: LocatedData) -> None:
        self.data = data
        self.source = data.source.text
        self.edits: list[TextEdit] = []

    def node(self, route: Route) -> DataNode:
        node = self.data.root
        for step in route:
            node = DataNode(*node.members[step])
        return node

    def is_in_brackets(self, route: Route) -> bool:
        """Whether what stands at ``route`` is a part of something in brackets."""
        node = self.data.root
        for step in route:
            if is_flow(self.source, node):
                return True
            node = DataNode(*node.members[step])
        return False

    def edit(
        self,
        start: int,
        end: int,
        new: str,
    ) -> None:
        self.edits.append(
            TextEdit(
                start,
                end,
                new,
            )
        )

    # ------------------------------------------------------------ values

    def replace(
        self,
        route: Route,
        value: Any,
    ) -> None:
        """Plan ``value`` in the place of what stands at ``route``."""
        node = self.node(route)
        start = node.event.start_mark.index
        end = value_end(self.source, node)
        in_brackets = self.is_in_brackets(route)
        if isinstance(value, str) and not is_collection(node) and start < end:
            self.edits += scalar_edits(
                self.source,
                (start, end),
                self.data.scalar(route),
                value,
                in_brackets=in_brackets,
            )
        elif in_brackets:
            self.edit(
                start,
                end,
                to_flow_yaml(value),
            )
        elif node.key is None:
            column = column_of(self.source, start)
            self.edit(
                start,
                end,
                _hanging(to_yaml_lines(value), column),
            )
        else:
            self.replace_below_key(
                node,
                value,
                end,
            )

    def replace_below_key(
        self,
        node: DataNode,
        value: Any,
        end: int,
    ) -> None:
        """Plan ``value`` behind the key of ``node``; the comment behind the colon stays."""
        start = node.event.start_mark.index
        behind_colon = colon_behind(self.source, node.key) + 1
        new = self.behind_key(node.key, value)
        line_end = self.source.find("\n", behind_colon)
        stands_below = 0 <= line_end < start
        if not stands_below:
            self.edit(
                behind_colon,
                max(end, behind_colon),
                new,
            )
            return
        comment = self.source[behind_colon:line_end]
        new = comment + new if new.startswith("\n") else new + comment
        self.edit(
            behind_colon,
            end,
            new,
        )

    def behind_key(
        self,
        key_event: Any,
        value: Any,
    ) -> str:
        """Return what stands behind the colon of a key in block style for ``value``."""
        column = column_of(self.source, key_event.start_mark.index)
        return _behind_colon(value, column)

    # ------------------------------------------------------------ lists

    def rewrite_lone_values(self, plan: _Plan) -> _Plan:
        """Plan those lone values anew that become lists and change within too, and return the rest of ``plan``.

        Their lines would have to be indented and changed at once.
        """
        for route in list(plan.lists):
            if isinstance(self.data_at(route), list):
                continue
            inner_routes = []
            for changed_route in (*plan.lists, *plan.mappings):
                if changed_route[: len(route)] == route:
                    inner_routes.append(changed_route)
            if inner_routes == [route]:
                continue
            value = _value_after(
                self.data_at(route),
                route,
                plan,
            )
            self.replace(route, value)
            plan = _Plan(
                replaced=_outside(plan.replaced, route),
                lists=_outside(plan.lists, route),
                mappings=_outside(plan.mappings, route),
            )
        return plan

    def change_list(
        self,
        route: Route,
        change: _ListChange,
    ) -> None:
        """Plan ``change`` of the list at ``route``, or of the lone value that stands for one."""
        node = self.node(route)
        in_brackets = self.is_in_brackets(route)
        if not isinstance(self.data_at(route), list):
            self.change_lone_value(
                route,
                node,
                change,
            )
        elif is_flow(self.source, node) and not node.members and not in_brackets:
            # An empty list has no place for entries of its own: tags: []
            self.replace(route, change.inserted[0])
        elif is_flow(self.source, node):
            texts = {}
            for index, values in change.inserted.items():
                texts[index] = [to_flow_yaml(value) for value in values]
            self.change_flow(
                node,
                texts,
                change.removed,
            )
        elif change.removed == set(node.members) and not change.inserted:
            self.empty_list(node)
        else:
            lines = {}
            for index, values in change.inserted.items():
                lines[index] = [to_yaml_lines([value]) for value in values]
            self.change_block(
                node,
                lines,
                change.removed,
            )

    def data_at(self, route: Route) -> Any:
        value = self.data.value
        for step in route:
            value = value[step]
        return value

    def change_lone_value(
        self, route: Route, node: DataNode, change: _ListChange
    ) -> None:
        """Plan a list in the place of the lone value of ``node``."""
        before = change.inserted.get(0, [])
        behind = change.inserted.get(1, [])
        if change.removed:
            self.replace(route, [*before, *behind])
            return
        start = node.event.start_mark.index
        end = value_end(self.source, node)
        if self.is_in_brackets(route):
            texts_before = [to_flow_yaml(value) + ", " for value in before]
            texts_behind = [", " + to_flow_yaml(value) for value in behind]
            self.edit(
                start,
                start,
                "[" + "".join(texts_before),
            )
            self.edit(
                end,
                end,
                "".join(texts_behind) + "]",
            )
            return
        column = column_of(self.source, start)
        separator = ""
        if node.key is not None:
            column = column_of(self.source, node.key.start_mark.index) + _INDENT
            separator = "\n" + " " * column
        lines_before = to_yaml_lines(before) if before else []
        opening = _hanging([*lines_before, "- "], column)
        behind_colon = start
        if node.key is not None:
            behind_colon = colon_behind(self.source, node.key) + 1
        stands_below = "\n" in self.source[behind_colon:start]
        if stands_below:
            # The value stands on lines of its own: only its dash is missing.
            column = column_of(self.source, start)
            opening = _hanging([*lines_before, "- "], column)
            self.edit(
                start,
                start,
                opening,
            )
        else:
            self.edit(
                behind_colon,
                start,
                separator + opening,
            )
        self.indent_lines(start, end)
        if behind:
            tail = _tail_of_line(self.source, end)
            self.insert_lines(
                tail,
                to_yaml_lines(behind),
                column,
            )

    def indent_lines(
        self,
        start: int,
        end: int,
    ) -> None:
        """Plan the lines after the first between ``start`` and ``end`` to stand further to the right."""
        line_end = self.source.find(
            "\n",
            start,
            end,
        )
        while line_end >= 0:
            line_start = line_end + 1
            if self.source[line_start : line_start + 1] != "\n":
                self.edit(
                    line_start,
                    line_start,
                    " " * _INDENT,
                )
            line_end = self.source.find(
                "\n",
                line_start,
                end,
            )

    def empty_list(self, node: DataNode) -> None:
        """Plan the block list of ``node`` without entries."""
        extents = list(extents_of(self.source, node).values())
        start = extents[0].start
        end = extents[-1].end
        if node.key is None or not extents[0].is_first_on_line(self.source):
            self.edit(
                start,
                end,
                "[]",
            )
            return
        behind_colon = colon_behind(self.source, node.key) + 1
        self.edit(
            behind_colon,
            behind_colon,
            " []",
        )
        for extent in extents:
            self.edit(
                extent.lead,
                extent.tail,
                "",
            )

    # ------------------------------------------------------------ mappings

    def change_keys(
        self,
        route: Route,
        change: _KeyChange,
    ) -> None:
        """Plan ``change`` of the mapping at ``route``."""
        node = self.node(route)
        in_brackets = is_flow(self.source, node) or self.is_in_brackets(route)
        texts: dict[int, list[str]] = {}
        lines: dict[int, list[list[str]]] = {}
        new_keys = []
        for set_key in change.set_keys:
            if set_key.key in node.members:
                written_value = set_key.written_value or set_key.value
                self.replace((*route, set_key.key), written_value)
            else:
                new_keys.append(set_key)
        # Of two new keys at one place, the one that comes earlier in the order stands first.
        new_keys.sort(key=_rank_in_order)
        positions = list(extents_of(self.source, node))
        for set_key in new_keys:
            index = _place_in_order(positions, set_key)
            written_key = set_key.written or set_key.key
            pair = {written_key: set_key.written_value or set_key.value}
            texts.setdefault(index, []).append(to_flow_yaml(pair)[1:-1])
            lines.setdefault(index, []).append(to_yaml_lines(pair))
        removed = set()
        for index, key in enumerate(positions):
            if key in change.removed:
                removed.add(index)
        if not in_brackets:
            self.change_block(
                node,
                lines,
                removed,
            )
        else:
            self.change_flow(
                node,
                texts,
                removed,
            )

    # ------------------------------------------------------------ members of either

    def change_flow(
        self,
        node: DataNode,
        inserted: Mapping[int, Sequence[str]],
        removed: set[int],
    ) -> None:
        """Plan new and removed members of what ``node`` has in brackets, by the order of the members."""
        extents = list(extents_of(self.source, node).values())
        kept = [index for index in range(len(extents)) if index not in removed]
        if not kept:
            new: list[str] = []
            for index in sorted(inserted):
                new += inserted[index]
            start = node.event.start_mark.index + 1
            end = extents[-1].end if extents else start
            self.edit(
                start,
                end,
                ", ".join(new),
            )
            return
        last_kept = kept[-1]
        for index in sorted(inserted):
            joined = ", ".join(inserted[index])
            if index > last_kept:
                place = extents[-1].end
                self.edit(
                    place,
                    place,
                    ", " + joined,
                )
            else:
                place = extents[index].start
                self.edit(
                    place,
                    place,
                    joined + ", ",
                )
        for index in sorted(removed):
            if index < last_kept:
                self.edit(
                    extents[index].start,
                    extents[index + 1].start,
                    "",
                )
        if last_kept < len(extents) - 1:
            self.edit(
                extents[last_kept].end,
                extents[-1].end,
                "",
            )

    def change_block(
        self,
        node: DataNode,
        inserted: Mapping[int, Sequence[Sequence[str]]],
        removed: set[int],
    ) -> None:
        """Plan new and removed members of what ``node`` has in block style, by the order of the members.

        What is inserted are lines that begin at the first column.
        """
        extents = list(extents_of(self.source, node).values())
        column = column_of(self.source, extents[0].start)
        removed = set(removed)
        inserted = dict(inserted)
        if 0 in removed and not extents[0].is_first_on_line(self.source):
            self.take_place_of_first(
                extents,
                inserted,
                removed,
                column,
            )
        for index in sorted(inserted):
            self.insert_members(
                extents,
                index,
                inserted[index],
                column,
            )
        for index in sorted(removed):
            extent = extents[index]
            end = extent.tail
            if index + 1 not in inserted:
                end = self.without_second_blank(extent)
            self.edit(
                extent.lead,
                end,
                "",
            )

    def take_place_of_first(
        self,
        extents: Sequence[Extent],
        inserted: dict[int, Sequence[Sequence[str]]],
        removed: set[int],
        column: int,
    ) -> None:
        """Plan what comes next in the place of the first of ``extents``, which stands behind a dash: ``- - x``.

        What is planned goes from ``inserted`` and ``removed``.
        """
        next_index = 0
        lines: list[str] = []
        while True:
            for member_lines in inserted.pop(next_index, []):
                lines += member_lines
            if next_index not in removed:
                break
            removed.remove(next_index)
            next_index += 1
        start = extents[0].start
        if next_index == len(extents):
            self.edit(
                start,
                extents[-1].end,
                _hanging(lines, column),
            )
        else:
            end = extents[next_index].start
            self.edit(
                start,
                end,
                _lines_before(lines, column),
            )

    def insert_members(
        self,
        extents: Sequence[Extent],
        index: int,
        members: Sequence[Sequence[str]],
        column: int,
    ) -> None:
        """Plan ``members`` before the extent that has ``index``, each with a blank line where its neighbours have one."""
        is_spaced = _is_spaced(self.source, extents)
        lines: list[str] = []
        for member_lines in members:
            if is_spaced and index > 0:
                lines.append("")
            lines += member_lines
            if is_spaced and index == 0:
                lines.append("")
        first_extent = extents[0]
        if index > 0:
            self.insert_lines(
                extents[index - 1].tail,
                lines,
                column,
            )
        elif first_extent.is_first_on_line(self.source):
            self.insert_lines(
                first_extent.lead,
                lines,
                column,
            )
        else:
            new = _lines_before(lines, column)
            self.edit(
                first_extent.start,
                first_extent.start,
                new,
            )

    def insert_lines(
        self,
        place: int,
        lines: Sequence[str],
        column: int,
    ) -> None:
        """Plan whole ``lines`` before the line that begins at ``place``, or at the end of the file."""
        indented = []
        for line in lines:
            indented.append(" " * column + line if line else line)
        text = "\n".join(indented)
        ends_line = place == 0 or self.source[place - 1 : place] == "\n"
        self.edit(
            place,
            place,
            text + "\n" if ends_line else "\n" + text,
        )

    def without_second_blank(self, extent: Extent) -> int:
        """Return where ``extent`` ends that is taken out: blank lines behind it go too where one stands before it."""
        line_before = self.source[: extent.lead].rstrip(" \t")
        if not line_before.endswith("\n\n"):
            return extent.tail
        tail = extent.tail
        while tail < len(self.source):
            line_end = self.source.find("\n", tail)
            if line_end < 0 or self.source[tail:line_end].strip():
                break
            tail = line_end + 1
        return tail


def _hanging(lines: Sequence[str], column: int) -> str:
    """Return ``lines`` as one text of which the first stands where it is put, the others below it at ``column``."""
    indented = list(lines[:1])
    for line in lines[1:]:
        indented.append(" " * column + line if line else line)
    return "\n".join(indented)


def _lines_before(lines: Sequence[str], column: int) -> str:
    """Return ``lines`` to be put before something that stands at ``column`` behind other words, which then stands below."""
    return "".join(line + "\n" + " " * column for line in lines)


def _outside(changes: Mapping[Route, _Kind], route: Route) -> dict[Route, _Kind]:
    """Return those of ``changes`` that are not within ``route``."""
    kept = {}
    for changed_route, change in changes.items():
        if changed_route[: len(route)] != route:
            kept[changed_route] = change
    return kept


def _behind_colon(value: Any, column: int) -> str:
    """Return what stands behind the colon of a key at ``column`` for ``value``."""
    lines = to_yaml_lines({"k": value})
    lines[0] = lines[0].removeprefix("k:")
    return _hanging(lines, column)


def _tail_of_line(source: str, index: int) -> int:
    line_end = source.find("\n", index)
    return len(source) if line_end < 0 else line_end + 1


def _is_spaced(source: str, extents: Sequence[Extent]) -> bool:
    """Whether blank lines stand between most of ``extents``."""
    spaced = 0
    for extent, next_extent in itertools.pairwise(extents):
        between = source[extent.tail : next_extent.lead]
        if "\n" in between and not between.strip():
            spaced += 1
    gaps = len(extents) - 1
    return 2 * spaced > gaps


def _rank_in_order(set_key: SetKey) -> int:
    if set_key.key in set_key.order:
        return set_key.order.index(set_key.key)
    return len(set_key.order)


def _place_in_order(keys: Sequence[str | int], set_key: SetKey) -> int:
    """Return the index in ``keys`` before which the new key belongs: behind the nearest that precedes it in its order."""
    order = set_key.order
    if set_key.key not in order:
        return len(keys)
    rank = order.index(set_key.key)
    for preceding in reversed(order[:rank]):
        if preceding in keys:
            return keys.index(preceding) + 1
    return 0
