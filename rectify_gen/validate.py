"""From located data to a Notice, or to every fault that the model finds, in file order.

Pydantic does the checking; this room turns its errors into diagnostics that name
the field by its Chinese title and stand at a line and column. It must not know
Word, templates, or how a report is printed.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from rectify_gen import model
from rectify_gen.diagnostics import Diagnostic, InputError, Position, Route, errors
from rectify_gen.source import LocatedData

_PARTS: dict[str, type[BaseModel]] = {
    "organization": model.Organization,
    "inspection": model.Inspection,
    "statistics": model.Statistics,
    "sections": model.Section,
    "publication": model.Publication,
    "contacts": model.Contact,
    "signature": model.Signature,
    "document": model.DocumentFacts,
    "numbering": model.LevelMark,
    "waivers": model.Waiver,
}
_MEMBERS: dict[str, type[BaseModel]] = {
    "text": model.Paragraph,
    "measures": model.MeasureRun,
    "heading": model.HeadingItem,
    "problem": model.ProblemItem,
    "label": model.Labelled,
}
_MEMBER_LISTS = ("content", "preamble", "closing")

_CUSTOM = {
    "text_empty": "text-empty",
    "text_line_break": "text-line-break",
    "text_illegal_character": "character-illegal",
    "date_unreadable": "not-a-date",
    "count_unreadable": "not-a-count",
    "flag_unreadable": "not-a-flag",
    "form_unreadable": "not-a-form",
    "mark_unreadable": "not-a-mark",
    "member_kind": "member-kind",
    "prose_kind": "prose-kind",
    "heading_missing": "heading-missing",
    "publication_incomplete": "publication-incomplete",
    "label_missing": "label-missing",
    "too_short": "too-few",
    "enum": "not-a-choice",
    "literal_error": "not-a-choice",
    "missing": "missing-key",
    "extra_forbidden": "unknown-key",
}
_KIND_NAMES = {
    dict: ("一组“键: 值”", "a group of 'key: value' lines"),
    list: ("列表（- …）", "a list (- …)"),
    str: ("文字", "text"),
}


def validate(data: LocatedData) -> model.Notice:
    """Return the Notice that ``data`` says.

    Raises:
        InputError: with every fault of the file, those of its YAML included, in file order.
    """
    faults = errors(data.diagnostics)
    try:
        notice = model.Notice.model_validate(data.value)
    except ValidationError as error:
        faults += [_diagnostic(data, one) for one in error.errors(include_url=False) if not _is_consequence(one)]
        raise InputError(in_file_order(faults)) from error
    if faults:
        raise InputError(in_file_order(faults))
    return notice


def in_file_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return ``diagnostics`` sorted by place, each place and message once."""
    unique = {(one.position, one.code, str(one.facts)): one for one in diagnostics}
    return sorted(unique.values(), key=lambda one: (one.path, _order(one.position)))


def placed(data: LocatedData, diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return ``diagnostics`` with the positions that their routes have in ``data``, in file order."""
    return in_file_order(
        Diagnostic(
            one.code, one.route, one.facts, one.position or data.position(one.route), data.source.path, one.place
        )
        for one in diagnostics
    )


def _is_consequence(error: Mapping[str, Any]) -> bool:
    """A list that counts as too short only because its members were refused, each with its own error."""
    return error["type"] == "too_short" and bool(error["input"])


def _order(position: Position | None) -> tuple[int, int]:
    return (position.line, position.column) if position else (0, 0)


def _diagnostic(data: LocatedData, error: Mapping[str, Any]) -> Diagnostic:
    part, name = _field(error["loc"])
    route = _route(error["loc"], data.value)
    code = _CUSTOM.get(error["type"], "wrong-kind")
    title = part.model_fields[name].title if name in part.model_fields else name
    facts: dict[str, Any] = {"title": title, "key": name, **error.get("ctx", {})}
    position = data.position(route)
    value = error["input"]
    if code == "unknown-key":
        facts |= _suggestion(name, part)
        position = data.key_position(route)
    elif code == "not-a-choice":
        facts |= {"value": value, "choices": facts.get("expected", "").replace(" or ", ", ").replace("'", "")}
    elif code in ("member-kind", "prose-kind"):
        facts |= _member_advice(value)
    elif code == "wrong-kind":
        facts |= _kinds(error["type"], value)
        if isinstance(value, str) and (key := _colon_key(value)):
            code, facts["key"] = "yaml-colon", key
    return Diagnostic(code, route, facts, position, data.source.path)


def _is_member_tag(loc: tuple[str | int, ...], at: int) -> bool:
    return at >= 2 and isinstance(loc[at - 1], int) and loc[at - 2] in _MEMBER_LISTS


def _field(loc: tuple[str | int, ...]) -> tuple[type[BaseModel], str]:
    """The part of the model that an error location lies in, and the last key of it."""
    part: type[BaseModel] = model.Notice
    inner, name = part, ""
    for at, step in enumerate(loc):
        if _is_member_tag(loc, at):
            inner = _MEMBERS.get(str(step), inner)
        elif isinstance(step, str):
            part, name = inner, step
            inner = _PARTS.get(step, inner)
    return part, name


def _route(loc: tuple[str | int, ...], value: Any) -> Route:
    """The location without what is not in the data: union tags, and the index of a lone value."""
    route: list[str | int] = []
    for at, step in enumerate(loc):
        if _is_member_tag(loc, at):
            continue
        if isinstance(step, int) and isinstance(value, dict):
            step = list(value)[step]  # noqa: PLW2901 - contacts written as {phone: …} are counted by pydantic
        if isinstance(value, dict | list) and (step in value if isinstance(value, dict) else isinstance(step, int)):
            route.append(step)
            value = value[step]  # type: ignore[index]
        elif at == len(loc) - 1 and isinstance(step, str):
            break
    return tuple(route)


def _suggestion(key: str, part: type[BaseModel]) -> dict[str, str]:
    """What an unknown key was probably meant to be: a near name, a Chinese title, or one of another part."""
    names = list(part.model_fields)
    titles = {field.title: name for name, field in part.model_fields.items()}
    near = difflib.get_close_matches(key.lower().replace("-", "_"), names, 1, 0.6)
    meant = near[0] if near else titles.get(key)
    if meant:
        return {"suggestion_zh": f"是不是 {meant}？", "suggestion_en": f"did you mean '{meant}'?"}
    homes = ["contacts"] if key in get_args(model.ContactKind) else []
    homes += [home for home, other in {**_PARTS, **_MEMBERS}.items() if key in other.model_fields]
    if homes:
        where = " / ".join(homes)
        return {"suggestion_zh": f"它属于 {where} 之下", "suggestion_en": f"it belongs under {where}"}
    listed = ", ".join(names)
    return {"suggestion_zh": f"此处可用：{listed}", "suggestion_en": f"known here: {listed}"}


def _member_advice(value: Any) -> dict[str, str]:
    keys = list(value) if isinstance(value, dict) else []
    for key in keys:
        near = difflib.get_close_matches(str(key), list(_MEMBERS), 1, 0.6)
        if near and key not in _MEMBERS:
            return {
                "advice_zh": f"“{key}”是不是 {near[0]}？",
                "advice_en": f"is '{key}' meant to be '{near[0]}'?",
            }
    found = ", ".join(str(key) for key in keys)
    return {"advice_zh": f"这里有：{found}", "advice_en": f"this has: {found}"}


def _kinds(error_type: str, value: Any) -> dict[str, str]:
    wanted = str if error_type == "string_type" else list if "list" in error_type or "tuple" in error_type else dict
    found = next((names for kind, names in _KIND_NAMES.items() if isinstance(value, kind)), ("其他", "something else"))
    return dict(
        zip(("expected_zh", "expected_en", "found_zh", "found_en"), (*_KIND_NAMES[wanted], *found), strict=True)
    )


def _colon_key(text: str) -> str:
    """The key of text such as ``name：中共…`` where a full-width colon kept YAML from seeing it."""
    key = text.split("：", 1)[0]
    return key if "：" in text and key.isidentifier() and key.isascii() else ""
