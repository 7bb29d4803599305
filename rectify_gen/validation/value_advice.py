"""What to write in the place of a value that a model refused: one of its choices, another shape, a member of another kind.

This module must not know where in a file the value stands.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel

from rectify_gen import model
from rectify_gen.chinese_terms import writes_chinese
from rectify_gen.model.shapes import NOTICE_SHAPE, FileShape
from rectify_gen.source import LocatedData
from rectify_gen.validation.key_advice import NEAR
from rectify_gen.validation.refused_values import RefusedValue, title_of

_NEAR_VALUE = 0.7
"""The same for values, where a wrong guess does more harm."""

_SHAPE_NAMES: Mapping[type, tuple[str, str]] = {
    dict: ("一组“键: 值”", "a group of 'key: value' lines"),
    list: ("列表（- …）", "a list (- …)"),
    str: ("文字", "text"),
}
"""What a value of YAML is called in messages."""
_SHAPE_ADVICE: Mapping[type, tuple[str, str]] = {
    dict: (
        "另起一行，多缩进两个空格，写 键: …",
        "begin a new line, indent it by two spaces, write key: …",
    ),
    list: ("每项另起一行，以“- ”开头", "begin a new line with '- ' for each entry"),
    str: (
        '若这就是正文，请用引号括起来："…"',
        'if this is text, put it in quotes: "…"',
    ),
}
"""How to write what is asked for."""
_LIST_FOR_TEXT = (
    "写成一段文字，不用方括号和“- ”；有几个的，用顿号隔开",
    "write one text without brackets and dashes; several names are joined with 、",
)
ONE_VALUE = {
    "not-a-choice": ("一个词", "one word"),
    "not-a-date": ("一个日期", "a date"),
    "not-a-deadline": ("一个日期或几个字", "a date or some words"),
    "not-a-count": ("一个整数", "a whole number"),
    "not-an-ordinal": ("一个整数", "a whole number"),
    "not-a-flag": ("true 或 false", "true or false"),
    "not-a-run-in": ("true、items 或 all", "true, items or all"),
    "not-a-length": ("一个长度", "a length"),
    "not-a-font-size": ("一个字号", "a font size"),
    "not-a-page-number": ("一个页码样式", "a page number"),
}
"""What is asked for where a list or mapping stands in the place of one value."""
_SEVERAL_CONTACTS = {
    "advice_zh": "同类有几个时，contacts 写成列表：- {kind: phone, value: …}",
    "advice_en": "for several of a kind, make contacts a list: - {kind: phone, value: …}",
}
_SEVERAL_CONTACTS_IN_CHINESE = {
    **_SEVERAL_CONTACTS,
    "advice_zh": "同类有几个时，联系方式写成列表：- {类别: 电话, 内容: …}",
}
_GROUP_OR_LIST = {
    "expected_zh": "一组“键: 值”或列表（- …）",
    "expected_en": "a group of 'key: value' lines, or a list (- …)",
}
"""What contacts may be."""
_ADVISED_KEYS: Mapping[type[BaseModel], tuple[str, ...]] = {
    model.Organization: ("name",),
    model.Inspection: ("authority", "team", "start", "end", "feedback_date"),
    model.Statistics: ("areas", "problems"),
    model.Publication: ("start", "end"),
    model.Contact: ("phone", "email"),
    model.Signature: ("date",),
}
"""What of a part most notices say."""


def choices_advice(expected: str, value: object, written_key: str) -> dict[str, str]:
    """Return what pydantic's ``'a', 'b' or 'c'`` names, in Chinese with the meaning; first the one nearly written.

    Behind a Chinese key the Chinese words are offered alone.
    """
    codes = re.findall(r"'([^']+)'", expected)
    meanings = _table_of(codes, model.CHOICES)
    words = _table_of(codes, model.CHOICE_WORDS)
    listed_zh = []
    for code in codes:
        if code not in meanings:
            listed_zh.append(code)
        elif written_key.isascii():
            listed_zh.append(f"{code}（{meanings[code]}）")
        else:
            listed_zh.append(words[code])
    choices_zh = f"可选：{'、'.join(listed_zh)}"
    choices_en = f"one of: {', '.join(codes)}"
    near = difflib.get_close_matches(str(value), codes, 1, _NEAR_VALUE)
    if near:
        choices_zh = f"是不是 {near[0]}？{choices_zh}"
        choices_en = f"did you mean '{near[0]}'? {choices_en}"
    return {"choices_zh": choices_zh, "choices_en": choices_en}


def _table_of(
    codes: list[str], tables: Iterable[Mapping[str, str]]
) -> Mapping[str, str]:
    """Return the one of ``tables`` that is about the enumeration of ``codes``; empty where none is."""
    for table in tables:
        if list(table) == codes:
            return table
    return {}


def member_advice(value: Any) -> dict[str, str]:
    """Return what to do about ``value``, which is no member of a content list: its keys do not say what it is."""
    if isinstance(value, list):
        return {
            "advice_zh": "去掉里层的方括号或“- ”",
            "advice_en": "take away the inner brackets or '- '",
        }
    keys = [str(key) for key in value] if isinstance(value, dict) else []
    if not keys:
        return {
            "advice_zh": "填写内容，或删去这一项",
            "advice_en": "write something here, or delete the entry",
        }
    member_keys = list(NOTICE_SHAPE.members)
    for key in keys:
        near = difflib.get_close_matches(key, member_keys, 1, NEAR)
        if near and key not in member_keys:
            return {
                "advice_zh": f"“{key}”是不是 {near[0]}？",
                "advice_en": f"is '{key}' meant to be '{near[0]}'?",
            }
    labels = [key for key in keys if key in member_keys]
    if len(labels) > 1:
        return {
            "advice_zh": f"{'、'.join(labels)} 只能有一个：删去多余的，或者分成几项",
            "advice_en": f"keep one of {', '.join(labels)}, or split them into entries",
        }
    return {
        "advice_zh": f"这里只有 {'、'.join(keys)}",
        "advice_en": f"this has {', '.join(keys)} only",
    }


def shape_names(error_type: str, value: Any) -> dict[str, str]:
    """Return what was asked for and what stands there, in words: text, a list, a mapping, or one value of a kind."""
    if error_type in ONE_VALUE:
        expected_zh, expected_en = ONE_VALUE[error_type]
        advice_zh, advice_en = "只写一个值", "write one value"
    else:
        expected_shape: type = dict
        if error_type == "string_type":
            expected_shape = str
        elif "list" in error_type or "tuple" in error_type:
            expected_shape = list
        expected_zh, expected_en = _SHAPE_NAMES[expected_shape]
        advice_zh, advice_en = _SHAPE_ADVICE[expected_shape]
        if expected_shape is str and isinstance(value, list):
            advice_zh, advice_en = _LIST_FOR_TEXT
    found_zh, found_en = "其他", "something else"
    for shape, names in _SHAPE_NAMES.items():
        if isinstance(value, shape):
            found_zh, found_en = names
    return {
        "expected_zh": expected_zh,
        "expected_en": expected_en,
        "found_zh": found_zh,
        "found_en": found_en,
        "advice_zh": advice_zh,
        "advice_en": advice_en,
    }


def shape_advice(
    data: LocatedData,
    shape: FileShape[Any],
    refused: RefusedValue,
) -> dict[str, Any]:
    """Return what to write in the place of a value, where that can be said better than for any value of its shape."""
    if refused.part is model.Contact:
        is_chinese = writes_chinese(data.as_written(refused.route))
        return {**(_SEVERAL_CONTACTS_IN_CHINESE if is_chinese else _SEVERAL_CONTACTS)}
    if not isinstance(refused.value, str):
        return {}
    part = shape.parts.get(refused.key, BaseModel)
    advised_keys = _ADVISED_KEYS.get(part)
    if advised_keys is None:
        return {"is_text": True}
    writes_titles = writes_chinese(data.as_written(refused.route))
    keys = []
    for advised_key in advised_keys:
        name = _name_of_key(part, advised_key) if writes_titles else advised_key
        keys.append(f"{name}: …")
    lines = " ".join(keys)
    advice = {
        "advice_zh": f"另起一行，多缩进两个空格，每行写一项：{lines}",
        "advice_en": f"begin a new line for each, indented by two spaces: {lines}",
    }
    if part is model.Contact:
        return {**_GROUP_OR_LIST, **advice}
    return advice


def _name_of_key(part: type[BaseModel], key: str) -> str:
    """Return the Chinese title of ``key``; of a kind of contact, its name."""
    for kind in model.ContactKind:
        if part is model.Contact and kind.value == key:
            return kind.row.zh
    return title_of(part, key)
