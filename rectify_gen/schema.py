"""The JSON Schemas of a notice and of a project file: what an editor needs to complete, explain and check them.

Read from the model, then put into the words of an editor: an absent value is an
absent key (never ``null``), a list may be written as its only member, and rules
that span keys are said with if/then. The dialect is draft-07: yaml-language-server
reads draft-07 unless told otherwise in every release, and JetBrains' editors do too.

This room must not know YAML, positions, or the wording of messages.
"""

from __future__ import annotations

import json
from typing import Any

from rectify_gen import model

DIALECT = "http://json-schema.org/draft-07/schema#"
"""The name that the draft-07 dialect gives itself; nothing is fetched from there."""

IDENTIFIER = "urn:rectify-gen:notice"

_REFERENCE = "#/definitions/"

Schema = dict[str, Any]

_MEMBER_MESSAGE = (
    "应是文字，或有 text、heading、problem、label 之一（或只有 measures）的一组“键: 值”"
)
_MEANINGS = {tuple(choice): list(choice.values()) for choice in model.CHOICES}

_RULES: dict[str, Schema] = {
    "Section": {
        "if": {"properties": {"role": {"const": "other"}}},
        "then": {
            "required": ["heading"],
            "errorMessage": "没有 role 或 role 为 other 的部分必须写 heading",
        },
    },
    "Contact": {
        "if": {"properties": {"kind": {"const": "other"}}},
        "then": {
            "required": ["label"],
            "errorMessage": "没有 kind 或 kind 为 other 的联系方式必须写 label",
        },
    },
    "Publication": {
        "if": {"required": ["text"]},
        "then": {
            "properties": {"start": False, "end": False},
            "errorMessage": "写了 text 就不写 start 和 end",
        },
        "else": {
            "required": ["start", "end"],
            "errorMessage": "公开期限应写 start 和 end，或只写 text",
        },
    },
}
"""What the model says across the keys of one part."""


def schema_text(of: str = "notice") -> str:
    """Return the JSON Schema ``of`` a notice, or of a project, as indented JSON text ending in a newline."""
    return (
        json.dumps(
            project_schema() if of == "project" else schema(),
            ensure_ascii=False,
            indent=2,
        )
        + "\n"
    )


def schema() -> Schema:
    """Return the JSON Schema (draft-07) of :class:`rectify_gen.model.Notice` as plain data."""
    raw = model.Notice.model_json_schema(ref_template=_REFERENCE + "{model}")
    parts = {name: _part(name, part) for name, part in sorted(raw.pop("$defs").items())}
    choices = {
        _REFERENCE + name: part for name, part in parts.items() if "enum" in part
    }
    definitions = {
        name: _inlined(part, choices)
        for name, part in parts.items()
        if "enum" not in part
    }
    notice = _inlined(_part("Notice", raw), choices)
    contacts = notice["properties"]["contacts"]
    notice["properties"]["contacts"] = _by_kind(contacts, definitions["Contact"])
    return {"$schema": DIALECT, "$id": IDENTIFIER, **notice, "definitions": definitions}


def project_schema() -> Schema:
    """Return the JSON Schema (draft-07) of the project file as plain data; it names every rule."""
    from rectify_gen.model.settings import Settings

    raw = Settings.model_json_schema(ref_template=_REFERENCE + "{model}")
    parts = {
        _REFERENCE + name: _part(name, part) for name, part in raw.pop("$defs").items()
    }
    whole = _part("Settings", _inlined(raw, parts))
    for entry in whole["properties"].values():
        if isinstance(entry.get("default"), dict):
            del entry["default"]  # the parts of its parts have their own
    rules = whole["properties"]["rules"]
    rules |= {
        "properties": _by_code(rules["additionalProperties"]),
        "additionalProperties": False,
    }
    return {"$schema": DIALECT, "$id": "urn:rectify-gen:project", **whole}


def _by_code(choice: Schema) -> Schema:
    """Each rule's code with what it looks for."""
    from rectify_gen.rules import CODES, RULES

    told = {
        rule.code: {"description": rule.documentation.what[0], **choice}
        for rule in RULES
    }
    return {code: told.get(code, choice) for code in sorted(CODES)}


def _part(name: str, raw: Schema) -> Schema:
    """One part of the model; its docstring is for programmers, so its Chinese title stands alone.

    Descriptions begin with the title, since editors complete a key with its description only.
    """
    part: Schema = _clean(
        {key: value for key, value in raw.items() if key != "description"}
    )
    if "enum" in part:
        part.pop("title", None)
    for entry in part.get("properties", {}).values():
        entry["description"] = f"{entry['title']}：{entry['description']}"
    return part | _RULES.get(name, {})


def _inlined(node: Any, choices: dict[str, Schema]) -> Any:
    """``node`` with enumerations in place of references: draft-07 drops what stands beside ``$ref``."""
    if isinstance(node, list):
        return [_inlined(entry, choices) for entry in node]
    if not isinstance(node, dict):
        return node
    out = {key: _inlined(value, choices) for key, value in node.items()}
    return {**choices[out.pop("$ref")], **out} if out.get("$ref") in choices else out


def _clean(node: Any) -> Any:
    """``node`` and all below it without pydantic's ways of saying things."""
    if isinstance(node, list):
        return [_clean(entry) for entry in node]
    if not isinstance(node, dict):
        return node
    out = {
        key: _clean(value) for key, value in node.items() if not _is_noise(key, value)
    }
    out = _enumeration(_alternatives(_without_null(out)))
    return _one_or_more(out) if out.pop(model.ONE_OR_MORE, False) else out


def _is_noise(key: str, value: Any) -> bool:
    """Whether a keyword says nothing: an absent default, or pydantic's hint for code generators."""
    return (key == "default" and value in (None, [], "")) or key == "discriminator"


def _without_null(node: Schema) -> Schema:
    """An absent key stays absent: an empty value is an error of its own."""
    choices = node.get("anyOf")
    if not choices or {"type": "null"} not in choices:
        return node
    rest = [choice for choice in choices if choice != {"type": "null"}]
    outer = {key: value for key, value in node.items() if key != "anyOf"}
    return {**rest[0], **outer} if len(rest) == 1 else {**outer, "anyOf": rest}


def _alternatives(node: Schema) -> Schema:
    """The members of content as anyOf: their required keys exclude each other, and editors offer them all.

    Where none fits at all, an editor shows the fault of the first: text, which then names the others.
    """
    if "oneOf" not in node:
        return node
    text, *parts = node.pop("oneOf")
    message = (
        "应是文字，或有 text 的一组“键: 值”" if len(parts) == 1 else _MEMBER_MESSAGE
    )
    return {**node, "anyOf": [{**text, "errorMessage": message}, *parts]}


def _enumeration(node: Schema) -> Schema:
    if "enum" in node:
        node["enumDescriptions"] = _MEANINGS[tuple(node["enum"])]
    return node


def _one_or_more(node: Schema) -> Schema:
    """A list that may also be written as its only member; annotations stay outside."""
    outer: Schema = {
        key: node.pop(key) for key in ("title", "description") if key in node
    }
    return {**outer, "anyOf": [*node["items"].get("anyOf", [node["items"]]), node]}


def _by_kind(contacts: Schema, contact: Schema) -> Schema:
    """``{phone: …, email: …}``, or the list of contacts; ``other`` needs a label, so it is in the list only."""
    value = contact["properties"]["value"]
    kinds = contact["properties"]["kind"]
    properties = {
        kind: {**value, "title": meaning, "description": f"{meaning}：照录打印"}
        for kind, meaning in zip(kinds["enum"], kinds["enumDescriptions"], strict=True)
        if kind != "other"
    }
    outer = {key: contacts.pop(key) for key in ("title", "description")}
    return {
        **outer,
        "anyOf": [
            {"type": "object", "properties": properties, "additionalProperties": False},
            contacts,
        ],
    }
