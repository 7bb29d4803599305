"""How reports call things, in both languages: expressions as spelled, fields by title, what may have been meant.

Each function returns facts for a message. This room must not know tags or places.
"""

from __future__ import annotations

import difflib
import functools
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from jinja2 import nodes

from rectify_gen.choice import DeclaredFact
from rectify_gen.templating.contract import catalogue
from rectify_gen.templating.contract.expression_types import (
    OWN_FACTS,
    PICTURES,
    Drawing,
    Flag,
    Listing,
    Number,
    Record,
    Text,
    Type,
    fields_of,
)
from rectify_gen.templating.permissions import (
    FILTERS_FREE,
    FILTERS_OF_ITEMS,
    FILTERS_OF_TEXT,
)
from rectify_gen.templating.value_filters import FILTERS
from rectify_gen.view.fields import FIELDS, RECORDS

Facts = dict[str, str]

_MOST_LISTED = 8
_MOST_SPELLINGS = 3
_USUAL_WORDS = (
    "default",
    "join",
    "length",
    "first",
    "last",
    "replace",
    "defined",
    "string",
    "number",
    "even",
    "odd",
)
"""Filters and tests that templates use, for those who misspelt one."""
_MAIN_FIELDS = ("text", "value", "problem", "name", "heading")
"""Fields that an example of a loop rather prints than others."""
_KINDS = {
    "name": "名称",
    "attribute": "属性",
    "method": "方法",
    "filter": "过滤器",
}


def spelled(node: nodes.Node | None) -> str:
    """Return an expression much as its author typed it."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        return f"{spelled(node.node)}.{node.attr}"
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        return f"{spelled(node.node)}[{node.arg.value!r}]"
    if isinstance(node, nodes.Filter):
        return f"{spelled(node.node)}|{node.name}"
    if isinstance(node, nodes.Call):
        return f"{spelled(node.node)}(…)"
    return str(node.value) if isinstance(node, nodes.Const) else "…"


def titled(
    field: tuple[str, str], own_facts: Mapping[str, DeclaredFact] = MappingProxyType({})
) -> Facts:
    """Return the titles of a field of the view, or of one of the office's ``own_facts``."""
    record, name = field
    if record in (OWN_FACTS.name, PICTURES.name) and name in own_facts:
        title = own_facts[name].title
        return {"title_zh": f"（{title}）", "title_en": f" ({title})"}
    known = FIELDS.get(record, {}).get(name)
    if known is None:
        return {"title_zh": "", "title_en": ""}
    return {
        "title_zh": f"（{known.zh}）",
        "title_en": f" ({known.en})",
    }


def called(held: Type) -> Facts:
    """Return what a type is called."""
    if isinstance(held, Record):
        zh, en = RECORDS.get(held.name, (held.name, held.name))
        return {
            "kind_zh": f"一组内容（{zh}）",
            "kind_en": f"a group of fields ({en})",
        }
    names = {
        Text: ("文字", "a text"),
        Number: ("数字", "a number"),
        Flag: ("是/否", "a yes or no"),
        Drawing: ("图片", "a picture"),
        Listing: ("列表", "a list"),
    }
    zh, en = names.get(type(held), ("其他内容", "something else"))
    return {"kind_zh": zh, "kind_en": en}


def unknown_name(name: str, known: Sequence[str]) -> Facts:
    """Return what to say of a name that means nothing: how what it names is spelled, or near names."""
    facts = {
        "owner_zh": "模板里",
        "owner_en": "the view",
        "name": name,
    }
    spellings = _spellings(name)
    # The name of something else is likelier than a misspelt one.
    if spellings:
        zh = "、".join(spelling.zh for spelling in spellings)
        en = " or ".join(spelling.en for spelling in spellings)
        return facts | {"suggestion_zh": f"写作 {zh}", "suggestion_en": f"write {en}"}
    near = _nearest(name, frozenset(known))
    return facts | _suggested(near, known)


class _Spelling(NamedTuple):
    """How a template prints a field, with the loop that it must stand in."""

    zh: str
    en: str


@functools.cache
def _spellings(name: str) -> tuple[_Spelling, ...]:
    """Return how to print the fields that are called ``name``, by their last name or their Chinese title: a few."""
    in_loops: list[_Spelling] = []
    outside: list[_Spelling] = []
    loops: list[str] = []
    for entry in catalogue.entries():
        del loops[entry.depth :]
        last_name = entry.path.rpartition(".")[2]
        title = entry.field.zh.partition("（")[0]
        if name in (last_name, title):
            if loops:
                zh = f"{entry.tag}（在 {loops[-1]} 里）"
                in_loops.append(_Spelling(zh, f"{entry.tag} (in {loops[-1]})"))
            else:
                outside.append(_Spelling(entry.tag, entry.tag))
        if entry.kind == "list":
            loops.append(entry.tag)
    return (*outside, *in_loops)[:_MOST_SPELLINGS]


def unknown_of(owner: Type | str, name: str, known: Sequence[str]) -> Facts:
    """Return what to say of a field that ``owner`` does not have."""
    if isinstance(owner, Record):
        zh, en = RECORDS.get(owner.name, (owner.name, owner.name))
    elif isinstance(owner, str):
        zh = owner
        en = f"'{owner}'"
    else:
        kind = called(owner)
        zh = kind["kind_zh"]
        en = kind["kind_en"]
    facts = {
        "owner_zh": zh,
        "owner_en": en,
        "name": name,
    }
    near = _named_by_title(owner, name) or _nearest(name, frozenset(known))
    return facts | _suggested(near, known)


def _named_by_title(owner: Type | str, title: str) -> list[str]:
    """The field of ``owner`` that has this Chinese title, as a list of one; of none where there is none."""
    if not isinstance(owner, Record):
        return []
    for name, field in FIELDS.get(owner.name, {}).items():
        if field.zh.partition("（")[0] == title:
            return [name]
    return []


def unknown_filter(name: str) -> Facts:
    """Return what to say of a filter that does not exist: the near one, and all that there are."""
    names_zh: list[str] = []
    names_en: list[str] = []
    for value_filter in FILTERS:
        names_zh.append(value_filter.zh)
        names_en.append(value_filter.en)
    of_jinja = sorted(FILTERS_FREE | FILTERS_OF_ITEMS | FILTERS_OF_TEXT)
    facts = unknown_word(name, [*names_zh, *names_en, *of_jinja])
    facts["filters_zh"] = "、".join([*names_zh, *of_jinja])
    facts["filters_en"] = ", ".join([*names_en, *of_jinja])
    return facts


def unknown_word(name: str, known: Sequence[str]) -> Facts:
    """Return what to say of a filter or test that does not exist."""
    usual = [word for word in _USUAL_WORDS if word in known]
    near = _nearest(name, frozenset(known))
    suggestion = _suggested(near, usual)
    return {"name": name} | suggestion


@functools.cache
def _nearest(name: str, known: frozenset[str]) -> list[str]:
    """The name that was probably meant, as a list of one; of none where none is near."""
    return difflib.get_close_matches(name.lower(), sorted(known), n=1, cutoff=0.6)


def _suggested(near: Sequence[str], known: Sequence[str]) -> Facts:
    if near:
        return {
            "suggestion_zh": f"是不是 {near[0]}？",
            "suggestion_en": f"did you mean '{near[0]}'?",
        }
    if not known or len(known) > 3 * _MOST_LISTED:
        command = "rectify-gen template fields"
        return {
            "suggestion_zh": f"可用的见 {command}",
            "suggestion_en": f"see {command}",
        }
    listed_names = list(dict.fromkeys(known))[:_MOST_LISTED]
    names_zh = "、".join(listed_names)
    names_en = ", ".join(listed_names)
    if len(known) > _MOST_LISTED:
        names_zh += "……"
        names_en += " …"
    return {
        "suggestion_zh": f"可用：{names_zh}",
        "suggestion_en": f"known: {names_en}",
    }


def looped(name: str, member: Type, preferred: str = "") -> Facts:
    """Return how to print the members of a list: their field ``preferred``, or the one that says most."""
    field = _field_to_print(member, preferred)
    printed = f"one.{field}" if field else "one"
    return {"loop": f"{{% for one in {name} %}}{{{{ {printed} }}}}{{% endfor %}}"}


def _field_to_print(member: Type, preferred: str) -> str:
    if not isinstance(member, Record):
        return ""
    names = list(fields_of(member.name))
    for name in (preferred, *_MAIN_FIELDS):
        if name in names:
            return name
    if not names:
        return ""
    return names[0]


def listed(record: str) -> Facts:
    """Return the fields of a group."""
    names = list(fields_of(record))[:_MOST_LISTED]
    if record == OWN_FACTS.name:
        names = ["fields.…"]
    elif record == PICTURES.name:
        names = ["pictures.…"]
    facts = {
        "fields_zh": "、".join(names),
        "fields_en": ", ".join(names),
    }
    return facts | called(Record(record))


def forbidden(kind: str, name: str) -> Facts:
    """Return what to say of something that the sandbox refuses."""
    kind_zh = _KINDS[kind]
    return {
        "reason": f"the {kind} {name}",
        "reason_zh": f"{kind_zh} {name}",
    }


def impossible(field: tuple[str, str], held: Type, constant: object) -> Facts:
    """Return what a field can be, and which of its values may have been meant."""
    name = field[1]
    if isinstance(held, Text) and held.choices:
        choices = held.choices
        near = difflib.get_close_matches(str(constant), choices, n=1, cutoff=0.6)
        guess_zh = ""
        guess_en = ""
        if near:
            guess_zh = f"是不是 {near[0]}？"
            guess_en = f"did you mean '{near[0]}'? "
        choices_zh = "、".join(choices)
        choices_en = ", ".join(choices)
        return {
            "name": name,
            "expected_zh": f"{guess_zh}可能的值：{choices_zh}",
            "expected_en": f"{guess_en}it is one of: {choices_en}",
        }
    kind = called(held)
    return {
        "name": name,
        "expected_zh": f"它是{kind['kind_zh']}",
        "expected_en": f"it is {kind['kind_en']}",
    }
