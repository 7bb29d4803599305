"""Reports about a file with Chinese keys, in its words: 改正 整改状态, where another file reads 改正 status.

Only the Chinese wording changes, and in it only names of keys and values. This module must not know rules or how a
report is printed.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

from rectify_gen import messages, model
from rectify_gen.diagnostics import Diagnostic, Route
from rectify_gen.late_pattern import LatePattern
from rectify_gen.model import slots
from rectify_gen.model.shapes import NOTICE_SHAPE, keys_by_title

_FACTS_OF_KEYS = ("keys", "name", "advice_zh")
"""Facts of messages that name keys of the model; ``key`` is already as the file writes it."""
_FLAGS = {"true": "是", "false": "否", "none": "无"}
_TOKEN = LatePattern(
    r"""
    \{\{\{ (?P<slot> [a-z_]+ ) \}\}\}                       # {{{team}}}: the slot {team}
    | (?<! \{ ) \{ [^{}]* \} (?! \} )                        # a placeholder stays as it is
    | rectify-gen (?: [ ] [a-z-]+ )*                        # so does a command
    | --[a-z-]+ (?: [ ] [a-z]+ )?                           # and an option with its value
    | (?<![\w.$/-]) (?P<words> [a-z]+ (?: [_.] [a-z]+ )* ) (?! [\w.(/-] )
    """,
    re.VERBOSE,
)


def in_chinese_terms(diagnostic: Diagnostic) -> Diagnostic:
    """Return ``diagnostic``, which is about a file with Chinese keys, with their names in its Chinese wording."""
    wording = diagnostic.wording or messages.lookup(diagnostic.code)
    parts = tuple(step for step in diagnostic.route if isinstance(step, str))
    facts = {**diagnostic.facts}
    for name in _FACTS_OF_KEYS:
        value = facts.get(name)
        if isinstance(value, str):
            facts[name] = _translated(value, parts)
    slot = facts.get("slot")
    if isinstance(slot, str):
        facts["slot"] = slots.name_in_language(slot, "zh") or slot
    sentence = wording.zh
    # 整改状态（整改状态） says nothing more.
    if facts.get("key") == facts.get("title"):
        sentence = sentence.replace(" {key}（{title}）", "{key}")
        sentence = sentence.replace("（{title}）", "")
    reworded = wording._replace(
        zh=_translated(sentence, parts),
        zh_hint=_translated(wording.zh_hint, parts),
    )
    return diagnostic._replace(wording=reworded, facts=facts)


def in_terms_of_import(diagnostic: Diagnostic) -> Diagnostic:
    """Return ``diagnostic`` about a file that is written with Chinese keys: all keys and slots in it are ours to name."""
    facts = {**diagnostic.facts}
    parts = tuple(step for step in diagnostic.route if isinstance(step, str))
    key = facts.get("key")
    if isinstance(key, str):
        facts["key"] = _translated(key, parts)
    return in_chinese_terms(diagnostic._replace(facts=facts))


@functools.cache
def _translated(text: str, keys_above: tuple[str, ...]) -> str:
    names = _names(keys_above)

    def written(match: re.Match[str]) -> str:
        slot = match["slot"]
        if slot is not None:
            name = slots.name_in_language(slot, "zh")
            return f"{{{{{{{name}}}}}}}" if name else match.group()
        words = match["words"]
        if words is None:
            return match.group()
        # statistics.problems is named by its last step.
        return names.get(words.rsplit(".", maxsplit=1)[-1], words)

    return _TOKEN.sub(written, text)


@functools.cache
def _names(keys_above: tuple[str, ...]) -> Mapping[str, str]:
    """The Chinese name of each key and value, those of the parts that ``keys_above`` lead through before others."""
    names: dict[str, str] = {**_FLAGS}
    for words in model.CHOICE_WORDS:
        names.update(words)
    parts = [*NOTICE_SHAPE.parts.values(), *NOTICE_SHAPE.members.values()]
    parts.append(NOTICE_SHAPE.root)
    for key in keys_above:
        part = NOTICE_SHAPE.parts.get(key) or NOTICE_SHAPE.members.get(key)
        if part is not None:
            parts.append(part)
    # What comes later counts: the part of the route, then the notice, then others.
    for part in parts:
        for title, key in keys_by_title(part).items():
            names[key] = title
    return names


def writes_chinese(keys: Route) -> bool:
    """Return whether one of ``keys``, as a file writes them, is Chinese."""
    return any(isinstance(key, str) and not key.isascii() for key in keys)
