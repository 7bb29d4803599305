"""Reports about a workbook in the words of its sheets: where a message names a key of YAML, its label.

Only the fixed words of a message are reworded, and the facts that name keys; what the author wrote stays as it is.
This module must not know which messages there are.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

from rectify_gen import messages
from rectify_gen.diagnostics import Diagnostic
from rectify_gen.model import Notice
from rectify_gen.notice_workbook.notice_sheets import (
    ALL_FACTS,
    FACT_GROUPS,
    PART_COLUMNS,
    PROBLEM_COLUMNS,
    PROBLEMS_SHEET,
    WAIVER_COLUMNS,
    WAIVERS_SHEET,
)

_CODES = {
    "missing-key": "cell-missing",
    "heading-missing": "cell-heading-missing",
    "publication-incomplete": "cell-publication",
    "too-few": "cell-too-few",
}
"""Messages that say of a sheet what another says of YAML: codes stay the same, only the words differ."""

_SECTIONS = Notice.model_fields["sections"].title
"""What stands in no cell of its own, but in whole sheets."""
_FACTS_OF_KEYS = ("name", "key", "keys", "part")
"""Facts of messages that are keys, or name some."""

_WORDS = {
    "audience: internal": "公开范围为“内部”",
    "role: rectification": f"“{PROBLEMS_SHEET}”",
    "waivers": f"“{WAIVERS_SHEET}”表",
    "content": "正文或措施",
    "label": "名称",
    "done": "“已完成”",
    "statistics": "“统计”",
}
"""What the sheets call it, where that is no label of a field."""

_PHRASES = {
    "改写 kind": "写到相应的一行",
    "statistics.{name}": "{name}",
}
"""What is done otherwise in a sheet."""

_WAIVER_ENTRY = re.compile(r"waivers[：:] ?- \{\{.*?\}\}")
"""A waiver to copy into YAML: a sheet has rows for them."""
_NAME = r"[a-z]+(?:_[a-z]+)*(?:\.[a-z]+(?:_[a-z]+)*)*"
_TOKEN = re.compile(
    rf"""
    \{{[^{{}}]*\}}                  # a placeholder stays as it is
    | \ ?(?<![\w.-])(?<!--)         # no part of a longer word, and no option of a command
      (?P<words>{_NAME}(?::\ [a-z]+)?)
      (?![\w.-])\ ?
    """,
    re.VERBOSE,
)
_KEY = re.compile(_NAME)
_PATH = re.compile(
    rf"(?:{'|'.join(filter(None, (group.key for group in FACT_GROUPS)))})\.[a-z_]+"
)
_ENGLISH_KEYS = re.compile(r"waivers|audience: internal|\w+_\w+|\w+\.\w+")
"""What can be a key only, in an English sentence."""


def in_sheet_terms(diagnostic: Diagnostic) -> Diagnostic:
    """Return ``diagnostic``, which is about a workbook, in the words of its sheets."""
    wording = diagnostic.wording
    if wording is None:
        code = _CODES.get(diagnostic.code, diagnostic.code)
        if code == "cell-missing" and diagnostic.facts.get("title") == _SECTIONS:
            code = "sheets-empty"
        wording = messages.lookup(code)
    facts = {**diagnostic.facts}
    for name in _FACTS_OF_KEYS:
        value = facts.get(name)
        if isinstance(value, str):
            facts[name] = _KEY.sub(_in_fact, value)
    for name, value in facts.items():
        # A word with a point in it is no text of an author, where it begins with a group: inspection.end.
        if isinstance(value, str) and _PATH.fullmatch(value):
            facts[name] = _KEY.sub(_in_fact, value)
    return diagnostic._replace(wording=_reworded(wording), facts=facts)


@functools.cache
def _reworded(wording: messages.Message) -> messages.Message:
    return wording._replace(
        zh=_chinese(wording.zh),
        zh_hint=_chinese(wording.zh_hint),
        en=_english(wording.en),
        en_hint=_english(wording.en_hint),
    )


def _chinese(text: str) -> str:
    for phrase, words in _PHRASES.items():
        text = text.replace(phrase, words)
    text = _WAIVER_ENTRY.sub("waivers", text)
    return _TOKEN.sub(_in_chinese, text)


def _in_chinese(match: re.Match[str]) -> str:
    words = match["words"]
    if words is None:
        return match.group()
    return _label(words, _labels()) or match.group()


def _in_fact(match: re.Match[str]) -> str:
    # Facts name those of the sheet of facts, where both it and the problems have such a key.
    return _label(match.group(), _labels_of_facts()) or match.group()


def _english(text: str) -> str:
    text = _WAIVER_ENTRY.sub("waivers", text)
    return _TOKEN.sub(_in_english, text)


def _in_english(match: re.Match[str]) -> str:
    words = match["words"]
    if words is None or _ENGLISH_KEYS.fullmatch(words) is None:
        return match.group()
    label = _label(words, _labels())
    if not label:
        return match.group()
    # Chinese text has no blanks around a word, English has them.
    return match.group().replace(words, label)


def _label(words: str, labels: Mapping[str, str]) -> str:
    """What the sheets call the key or the words ``words``; nothing for what is no key."""
    if words in _WORDS:
        return _WORDS[words]
    label = labels.get(words.rsplit(".", maxsplit=1)[-1])
    return f"“{label}”" if label else ""


@functools.cache
def _labels() -> Mapping[str, str]:
    """The label of each key; where both the problems and the facts have one, that of the problems."""
    fields = (*PROBLEM_COLUMNS, *PART_COLUMNS, *WAIVER_COLUMNS)
    labels = dict(_labels_of_facts())
    for field in reversed(fields):
        labels[field.key] = field.label
    return labels


@functools.cache
def _labels_of_facts() -> Mapping[str, str]:
    labels: dict[str, str] = {}
    for group in FACT_GROUPS:
        labels[group.key] = group.title
    for field in (*ALL_FACTS, *PROBLEM_COLUMNS):
        labels.setdefault(field.key, field.label)
    return labels
