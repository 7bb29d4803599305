"""The keys and choices of a notice in one language: Chinese titles, or the codes of the model.

    inspection:                     巡察情况:
      type: 巡视                      巡察方式: 巡视
    status: done                    状态 …: 已完成

Only names change, at their characters: values, comments, quoting and layout of the file stay byte for byte. Flags and
marks that have a word are written in the language too (``true``, 是). This module must not know files, or what values mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from pydantic import BaseModel

from rectify_gen.canonical_names import word_aliases
from rectify_gen.model import slots
from rectify_gen.model.shapes import MEMBER_LISTS, NOTICE_SHAPE
from rectify_gen.source import LocatedData, Members, TextEdit

SCHEMAS = {"zh": "notice.zh.schema.json", "en": "notice.schema.json"}
"""The JSON Schema of a notice in each language."""
_MODELINE = re.compile(
    r"^# yaml-language-server: \$schema=(?:[^\s]*/)?(notice(?:\.zh)?\.schema\.json)[ \t]*$",
    re.MULTILINE,
)

_PROSE = ("preamble", "closing")
"""Keys whose texts have slots."""

_FLAGS = {"zh": {"true": "是", "false": "否"}, "en": {"是": "true", "否": "false"}}
_RUN_IN = {
    "zh": {**_FLAGS["zh"], "items": "各条", "all": "全部"},
    "en": {**_FLAGS["en"], "各条": "items", "全部": "all"},
}
"""What ``run_in`` says: a flag, or which headings of a section."""
_MARKS = {"zh": {"none": "无"}, "en": {"无": "none", "不编号": "none"}}
_MEMBER_PARTS = tuple(part.__name__ for part in NOTICE_SHAPE.members.values())


class _Node(NamedTuple):
    """One value of the data with its places in the source."""

    value: Any
    event: Any
    members: Members


def edits_to(language: str, data: LocatedData) -> list[TextEdit]:
    """Return the edits of the source of ``data`` that write its keys and choices in ``language``; none where it does."""
    source = data.source.text
    root = _Node(data.value, data.root.event, data.root.members)
    edits = list(_edits_of_mapping(root, NOTICE_SHAPE.root, source, language))
    edits += _edits_of_modeline(source, language)
    return edits


def _edits_of_modeline(text: str, language: str) -> Iterator[TextEdit]:
    """The edit that leads an editor to the schema of ``language``, where the file names ours."""
    match = _MODELINE.search(text)
    if match is not None and match[1] != SCHEMAS[language]:
        yield TextEdit(match.start(1), match.end(1), SCHEMAS[language])


def _edits_of_mapping(
    node: _Node,
    part: type[BaseModel],
    source: str,
    language: str,
) -> Iterator[TextEdit]:
    for key, (event, key_event, below) in node.members.items():
        yield from _edits_of_name(key_event, name_of_key(part, str(key), language))
        # A key without a value has a place all the same.
        if key not in node.value:
            continue
        child = _Node(node.value[key], event, below)
        yield from _edits_of_value(child, part, str(key), source, language)


def _edits_of_value(
    child: _Node,
    part: type[BaseModel],
    key: str,
    source: str,
    language: str,
) -> Iterator[TextEdit]:
    if key in _PROSE:
        yield from _edits_of_slots(child, source, language)
    if isinstance(child.value, str):
        word = _word_for(part, key, child, language)
        yield from _edits_of_name(child.event, word)
        return
    if key == "contacts" and isinstance(child.value, dict):
        for kind, (_, key_event, _) in child.members.items():
            word = _word_of_value("Contact", "kind", str(kind), language)
            yield from _edits_of_name(key_event, word)
        return
    for entry in _entries(child):
        if isinstance(entry.value, dict):
            part_below = _part_below(key, entry.value)
            if part_below is not None:
                yield from _edits_of_mapping(entry, part_below, source, language)
        elif key == "numbering" and isinstance(entry.value, str):
            word = _MARKS[language].get(entry.value)
            yield from _edits_of_name(entry.event, word)


def _edits_of_slots(prose: _Node, source: str, language: str) -> Iterator[TextEdit]:
    """The edits that call the slots of ``prose``, a preamble or closing, as ``language`` does."""
    for entry in _entries(prose):
        node = entry
        if isinstance(entry.value, dict):
            if not isinstance(entry.value.get("text"), str):
                continue
            event, _, below = entry.members["text"]
            node = _Node(entry.value["text"], event, below)
        yield from _edits_of_text(node, source, language)


def _edits_of_text(node: _Node, source: str, language: str) -> Iterator[TextEdit]:
    start = node.event.start_mark.index
    # Braces and names are written as they are in every quoting.
    for piece in slots.pieces(source[start : node.event.end_mark.index]):
        name = slots.name_in_language(piece.words, language) if piece.is_slot else None
        if name is not None and name != piece.words:
            yield TextEdit(start + piece.start + 1, start + piece.end - 1, name)


def _entries(node: _Node) -> list[_Node]:
    """The entries of a list; a mapping that stands for a list of one is its only entry."""
    if not isinstance(node.value, list):
        return [node]
    entries = []
    for index, value in enumerate(node.value):
        event, _, below = node.members[index]
        entries.append(_Node(value, event, below))
    return entries


def _part_below(key: str, value: dict[str, Any]) -> type[BaseModel] | None:
    """The part of the model that the mapping ``value`` below ``key`` is."""
    if key not in MEMBER_LISTS:
        return NOTICE_SHAPE.parts.get(key)
    for member_key in ("text", "heading", "problem", "label", "measures"):
        if member_key in value:
            return NOTICE_SHAPE.members[member_key]
    return None


def name_of_key(part: type[BaseModel], key: str, language: str) -> str | None:
    """Return how ``key`` of ``part`` is written in ``language``; None where it is no key of it."""
    field = part.model_fields.get(key)
    if field is None:
        return None
    return str(field.title) if language == "zh" else key


def _word_for(
    part: type[BaseModel], key: str, node: _Node, language: str
) -> str | None:
    """How the choice, flag or mark ``node`` is written in ``language``; None where it is a text of the author's own."""
    # What is written is looked at, since the data has the code whatever the file says.
    written = str(node.event.value)
    field = part.model_fields.get(key)
    if field is None:
        return None
    if key == "run_in":
        return _RUN_IN[language].get(written)
    if field.annotation is bool:
        return _FLAGS[language].get(written)
    if key in ("mark", "numbering"):
        return _MARKS[language].get(written)
    return _word_of_value(part.__name__, key, node.value, language)


def _word_of_value(part: str, key: str, code: str, language: str) -> str | None:
    """How the value ``code`` of ``key`` is written in ``language``: the first word that its table has for it."""
    # The members of ``content`` share their words.
    parts = _MEMBER_PARTS if part in _MEMBER_PARTS else (part,)
    for alias in word_aliases():
        if alias.part in parts and (alias.key, alias.value) == (key, code):
            return alias.written if language == "zh" else code
    return None


def _edits_of_name(event: Any, name: str | None) -> Iterator[TextEdit]:
    """The edit that writes ``name`` at the place of ``event``; none where it stands there, or there is no name."""
    if name is None or event is None or event.value == name:
        return
    yield TextEdit(event.start_mark.index, event.end_mark.index, name)
