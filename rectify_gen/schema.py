"""The JSON Schemas of a notice and of a project file: what an editor needs to complete, explain and check them.

Read from the model, then put into the words of an editor: an absent value is an
absent key (never ``null``), a list may be written as its only member, and rules
that span keys are said with if/then. The dialect is draft-07: every release of
yaml-language-server reads it unless a file says otherwise, and JetBrains' editors do too.

This room must not know YAML, positions, or the wording of messages.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel

from rectify_gen import declared_facts, model
from rectify_gen.choice import DeclaredFact
from rectify_gen.model import slots
from rectify_gen.model.shapes import NOTICE_SHAPE

DIALECT = "http://json-schema.org/draft-07/schema#"
"""The name that the draft-07 dialect gives itself; nothing is fetched from there."""

IDENTIFIER = "urn:rectify-gen:notice"

_REFERENCE = "#/definitions/"

Schema = dict[str, Any]

_MEMBER_MESSAGE = (
    "应是文字，或有 text、heading、problem、label 之一（或只有 measures）的一组“键: 值”"
)
_PROSE_MESSAGE = "应是文字，或有 text 的一组“键: 值”"
_MEANINGS = {tuple(choice): list(choice.values()) for choice in model.CHOICES}
"""What the values of each enumeration mean, by its values."""
_WORDS = {tuple(choice): list(choice.values()) for choice in model.CHOICE_WORDS}
"""The Chinese words that may be written for the values of each enumeration, by its values."""

_YES: Schema = {"anyOf": [{"const": word} for word in model.YES]}
"""A flag that is set."""

_RULES: dict[str, Schema] = {
    "Section": {
        "if": {
            "required": ["no_heading"],
            "properties": {"no_heading": _YES},
        },
        "then": {
            "properties": {"heading": False, "number": False},
            "errorMessage": "写了 no_heading: true 就不写 heading 和 number",
        },
        "else": {
            "if": {"properties": {"role": {"const": "other"}}},
            "then": {
                "required": ["heading"],
                "errorMessage": "没有 role 或 role 为 other 的部分必须写 heading",
            },
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


_SNIPPETS: dict[str, Schema] = {
    "ProblemItem": {
        "label": "一个问题",
        "description": "问题、状态、责任和整改措施",
        "body": {
            "problem": "${1:问题名称}",
            "status": "${2:ongoing}",
            "responsible_departments": ["${3:责任科室}"],
            "content": [{"measures": ["${4:整改措施。}"]}],
        },
    },
    "HeadingItem": {
        "label": "一个标题",
        "description": "标题和它下面的内容",
        "body": {"heading": "${1:标题}", "content": ["${2:一个自然段。}"]},
    },
    "MeasureRun": {
        "label": "一组措施",
        "description": "一是、二是自动生成",
        "body": {"measures": ["${1:整改措施。}", "${2:整改措施。}"]},
    },
    "Section": {
        "label": "一个部分",
        "description": "一级标题下的一部分",
        "body": {"role": "${1:rectification}", "content": ["${2:一个自然段。}"]},
    },
    "Publication": {
        "label": "公开期限",
        "description": "开始和结束日期",
        "body": {"start": "${1:2025-04-07}", "end": "${2:2025-05-06}"},
    },
    "Signature": {
        "label": "落款",
        "description": "成文日期；署名不写则用单位全称",
        "body": {"date": "${1:2025-04-07}"},
    },
}
"""A whole part at a time, as editors insert it: by the name of its definition."""


def schema_text(
    of: str = "notice", keys: str = "en", facts: Sequence[DeclaredFact] = ()
) -> str:
    """Return the JSON Schema ``of`` a notice, or of a project, as indented JSON text ending in a newline.

    The keys of a notice are those of the model, or with ``keys="zh"`` their Chinese titles; ``facts`` are those of
    the office's own that its project declares.
    """
    if of == "project":
        data = project_schema()
    elif keys == "zh":
        data = schema_in_chinese()
    else:
        data = schema()
    if of == "notice":
        _declare(data, facts, keys)
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _declare(notice: Schema, facts: Sequence[DeclaredFact], keys: str) -> None:
    """Let ``notice`` know the names of ``facts``, and no other, below the key that they belong to."""
    if not facts:
        return
    for kind, key in declared_facts.KEYS.items():
        declared = [fact for fact in facts if fact.kind == kind]
        title = str(model.Notice.model_fields[key].title)
        name_in_file = title if keys == "zh" else key
        entry = notice["properties"][name_in_file]
        (value,) = entry.pop("patternProperties").values()
        entry["properties"] = {}
        for fact in declared:
            described: Schema = {"description": fact.title, **value}
            if fact.sample:
                described["examples"] = [fact.sample]
            entry["properties"][fact.name] = described
        required = [fact.name for fact in declared if fact.is_required]
        if required:
            entry["required"] = required
            notice["required"] = [*notice.get("required", ()), name_in_file]


def schema() -> Schema:
    """Return the JSON Schema (draft-07) of :class:`rectify_gen.model.Notice` as plain data."""
    raw = model.Notice.model_json_schema(ref_template=_REFERENCE + "{model}")
    enumerations: dict[str, Schema] = {}
    parts: dict[str, Schema] = {}
    for name, raw_part in sorted(raw.pop("$defs").items()):
        part = _part(name, raw_part)
        if "enum" in part:
            enumerations[_REFERENCE + name] = part
        else:
            parts[name] = part
    definitions: dict[str, Schema] = {}
    for name, part in parts.items():
        definitions[name] = _inlined(part, enumerations)
    notice = _inlined(_part("Notice", raw), enumerations)
    contacts = notice["properties"]["contacts"]
    notice["properties"]["contacts"] = _by_kind(contacts, definitions["Contact"])
    return {
        "$schema": DIALECT,
        "$id": IDENTIFIER,
        **_with_words(notice),
        "definitions": _with_snippets(_with_words(definitions)),
    }


def _with_snippets(definitions: dict[str, Schema]) -> dict[str, Schema]:
    with_snippets = {}
    for name, definition in definitions.items():
        with_snippets[name] = dict(definition)
        if name in _SNIPPETS:
            with_snippets[name]["defaultSnippets"] = [_SNIPPETS[name]]
    return with_snippets


def project_schema() -> Schema:
    """Return the JSON Schema (draft-07) of the project file as plain data; it names every rule."""
    # Only here: the schema of a notice needs neither.
    from rectify_gen.model.settings import Settings

    raw = Settings.model_json_schema(ref_template=_REFERENCE + "{model}")
    parts: dict[str, Schema] = {}
    for name, raw_part in raw.pop("$defs").items():
        parts[_REFERENCE + name] = _part(name, raw_part)
    whole = _part("Settings", _inlined(raw, parts))
    for entry in whole["properties"].values():
        if isinstance(entry.get("default"), dict):
            del entry["default"]  # the parts of its parts have their own
    rules = whole["properties"]["rules"]
    rules["properties"] = _by_code(rules["additionalProperties"])
    rules["additionalProperties"] = False
    return {
        "$schema": DIALECT,
        "$id": "urn:rectify-gen:project",
        **whole,
    }


def _by_code(choice: Schema) -> Schema:
    """Each rule's code with what it looks for."""
    from rectify_gen.rules import CODES, RULES

    described: dict[str, Schema] = {}
    for rule in RULES:
        what_zh = rule.documentation.what[0]
        described[rule.code] = {"description": what_zh, **choice}
    # Some codes are no rule's: they can be switched off, and have no documentation.
    by_code: dict[str, Schema] = {}
    for code in sorted(CODES):
        by_code[code] = described.get(code, choice)
    return by_code


def _part(name: str, raw: Schema) -> Schema:
    """One part of the model; its docstring is for programmers, so its Chinese title stands alone.

    Descriptions begin with the title, since editors complete a key with its description only.
    """
    without_docstring = dict(raw)
    without_docstring.pop("description", None)
    part: Schema = _clean(without_docstring)
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
    inlined = {key: _inlined(value, choices) for key, value in node.items()}
    if inlined.get("$ref") not in choices:
        return inlined
    choice = choices[inlined.pop("$ref")]
    return {**choice, **inlined}


def _clean(node: Any) -> Any:
    """``node`` and all below it without pydantic's ways of saying things."""
    if isinstance(node, list):
        return [_clean(entry) for entry in node]
    if not isinstance(node, dict):
        return node
    clean: Schema = {}
    for key, value in node.items():
        if not _is_noise(key, value):
            clean[key] = _clean(value)
    clean = _without_null(clean)
    clean = _alternatives(clean)
    clean = _enumeration(clean)
    clean = _own_names(clean)
    if clean.pop(model.ONE_OR_MORE, False):
        return _one_or_more(clean)
    return clean


def _is_noise(key: str, value: Any) -> bool:
    """Whether a keyword says nothing: an absent default, or pydantic's hint for code generators."""
    if key == "default":
        return value in (None, [], "", {})
    return key == "discriminator"


def _without_null(node: Schema) -> Schema:
    """An absent key stays absent: an empty value is an error of its own."""
    choices = node.get("anyOf")
    if not choices or {"type": "null"} not in choices:
        return node
    present = [choice for choice in choices if choice != {"type": "null"}]
    outer = dict(node)
    del outer["anyOf"]
    if len(present) == 1:
        return {**present[0], **outer}
    return {**outer, "anyOf": present}


def _alternatives(node: Schema) -> Schema:
    """The members of content as anyOf: their required keys exclude each other, and editors offer them all.

    Where none fits at all, an editor shows the fault of the first: text, which then names the others.
    """
    if "oneOf" not in node:
        return node
    text, *parts = node.pop("oneOf")
    message = _PROSE_MESSAGE if len(parts) == 1 else _MEMBER_MESSAGE
    return {**node, "anyOf": [{**text, "errorMessage": message}, *parts]}


def _enumeration(node: Schema) -> Schema:
    """The values of an enumeration with what they mean."""
    if "enum" in node:
        node["enumDescriptions"] = _MEANINGS[tuple(node["enum"])]
    return node


def _with_words(node: Any) -> Any:
    """``node`` with the Chinese words of each choice beside its codes: an editor offers them where Chinese is typed."""
    if isinstance(node, list):
        return [_with_words(entry) for entry in node]
    if not isinstance(node, dict):
        return node
    if list(node) == ["const"]:
        code = node["const"]
        word = _word_of(code)
        # A value without a word of its own, such as true, would stand twice, which editors refuse.
        return node if word == code else {"enum": [code, word]}
    extended = {key: _with_words(value) for key, value in node.items()}
    codes = tuple(node.get("enum", ()))
    words = _WORDS.get(codes, [])
    if words:
        extended["enum"] = [*codes, *words]
        same_as = [f"即 {code}" for code in codes]
        extended["enumDescriptions"] = [*node["enumDescriptions"], *same_as]
    return extended


def _own_names(node: Schema) -> Schema:
    """A mapping whose keys are names of the author's own: other names are refused."""
    if "patternProperties" not in node:
        return node
    closed = {**node, "additionalProperties": False}
    closed.pop("propertyNames", None)
    return closed


def _one_or_more(node: Schema) -> Schema:
    """A list that may also be written as its only member; annotations stay outside."""
    outer: Schema = {}
    for key in ("title", "description"):
        if key in node:
            outer[key] = node.pop(key)
    members = node["items"].get("anyOf", [node["items"]])
    return {**outer, "anyOf": [*members, node]}


def _by_kind(contacts: Schema, contact: Schema) -> Schema:
    """``{phone: …, email: …}``, or the list of contacts; ``other`` needs a label, so it is in the list only."""
    value = contact["properties"]["value"]
    properties: Schema = {}
    for kind in model.ContactKind:
        row = kind.row
        if row.label:
            description = f"{row.zh}：照录打印"
            properties[kind.value] = {
                **value,
                "title": row.zh,
                "description": description,
            }
    outer: Schema = {}
    for key in ("title", "description"):
        outer[key] = contacts.pop(key)
    by_kind = {
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }
    return {**outer, "anyOf": [by_kind, contacts]}


# ---------------------------------------------------------------- in Chinese


_PARTS: dict[str, type[BaseModel]] = {
    part.__name__: part
    for part in (
        NOTICE_SHAPE.root,
        *NOTICE_SHAPE.parts.values(),
        *NOTICE_SHAPE.members.values(),
    )
}
"""The parts of a notice by the names of their definitions."""
_TEXTS = ("description", "errorMessage", "patternErrorMessage")
"""Keywords whose value people read."""
_CODE = re.compile("[a-z_]{2,}")
_SLOT = re.compile(r"\{([a-z_]+)\}")
_WORDS_IN_TEXTS = {"true": "是", "false": "否", "none": "无"}


def schema_in_chinese() -> Schema:
    """Return the JSON Schema of a notice whose keys and choices are written in Chinese, as plain data."""
    notice = schema()
    definitions = {}
    for name, definition in notice.pop("definitions").items():
        definitions[name] = _ChineseNames(_PARTS[name]).of_node(definition)
    whole = _ChineseNames(NOTICE_SHAPE.root).of_node(notice)
    whole["$id"] = f"{IDENTIFIER}:zh"
    return {**whole, "definitions": definitions}


class _ChineseNames:
    """The schema of one part of the model with Chinese titles as keys."""

    def __init__(self, part: type[BaseModel]) -> None:
        self.part = part
        self.titles = {
            key: str(field.title) for key, field in part.model_fields.items()
        }
        for kind in model.ContactKind:
            # Contacts written as {电话: …} are keyed by their kinds.
            self.titles.setdefault(kind.value, kind.row.zh)

    def of_node(self, node: Any, key: str = "") -> Any:
        """Return ``node``, which stands below the property ``key``, and all in it with Chinese names."""
        if isinstance(node, list):
            return [self.of_node(entry, key) for entry in node]
        if not isinstance(node, dict):
            return node
        translated: Schema = {}
        for keyword, value in node.items():
            translated[keyword] = self.of_keyword(keyword, value, key)
        if "enumDescriptions" in translated:
            _words_first(translated)
        return translated

    def of_keyword(self, keyword: str, value: Any, key: str) -> Any:
        """Return the ``value`` of one keyword of a node."""
        translated = self.of_node(value, key)
        if keyword == "properties":
            translated = {}
            for name, entry in value.items():
                translated[self.titles[name]] = self.of_node(entry, name)
        elif keyword == "required":
            translated = [self.titles[name] for name in value]
        elif keyword == "defaultSnippets":
            (snippet,) = value
            body = _body_in_chinese(snippet["body"], self.part)
            translated = [{**snippet, "body": body}]
        elif keyword in _TEXTS:
            translated = self.of_text(value, key)
        elif keyword == "enumDescriptions":
            translated = [self.of_text(meaning, key) for meaning in value]
        elif keyword == "default" and isinstance(value, str):
            translated = _word_of(value)
        return translated

    def of_text(self, text: str, key: str) -> str:
        """Return a sentence for people with the names that their file has."""
        part_below = NOTICE_SHAPE.parts.get(key)

        def written(match: re.Match[str]) -> str:
            code = match.group()
            if part_below is not None and code in part_below.model_fields:
                return str(part_below.model_fields[code].title)
            if code in self.titles:
                return self.titles[code]
            for member_key, member in NOTICE_SHAPE.members.items():
                if code == member_key:
                    return str(member.model_fields[code].title)
            return _word_of(code)

        return _CODE.sub(written, _SLOT.sub(_slot_in_chinese, text))


def _slot_in_chinese(match: re.Match[str]) -> str:
    name = slots.name_in_language(match[1], "zh")
    return f"{{{name}}}" if name else match.group()


def _body_in_chinese(body: Schema, part: type[BaseModel]) -> Schema:
    """The data of a snippet with Chinese keys, and the word of a choice in its place to fill in."""
    written: Schema = {}
    for key, value in body.items():
        title = str(part.model_fields[key].title)
        if isinstance(value, str):
            written[title] = _CODE.sub(lambda match: _word_of(match.group()), value)
        elif key == "content" and isinstance(value[0], dict):
            measures = NOTICE_SHAPE.members["measures"]
            written[title] = [_body_in_chinese(member, measures) for member in value]
        else:
            written[title] = value
    return written


def _word_of(code: str) -> str:
    """The Chinese word of a value, or ``code`` where it has none."""
    for words in model.CHOICE_WORDS:
        if code in words:
            return words[code]
    return _WORDS_IN_TEXTS.get(code, code)


def _words_first(node: Schema) -> None:
    """Offer the Chinese words of a choice before its codes, each with its meaning."""
    count = len(node["enum"]) // 2
    codes, words = node["enum"][:count], node["enum"][count:]
    meanings = node["enumDescriptions"][:count]
    same_as = [f"即 {word}" for word in words]
    node["enum"] = [*words, *codes]
    node["enumDescriptions"] = [*meanings, *same_as]
