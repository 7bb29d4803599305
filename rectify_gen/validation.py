"""From located data to a Notice or another typed value, or to every fault that its model finds, in file order.

Pydantic does the checking; this room turns its errors into diagnostics that name
the field by its Chinese title and stand at a line and column. It must not know
Word, templates, or how a report is printed.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Generic, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from rectify_gen import invisible, model
from rectify_gen.diagnostics import Diagnostic, InputError, Position, Route, errors
from rectify_gen.source import LocatedData, TextPlaces

_Typed = TypeVar("_Typed", bound=BaseModel)

_NEAR = 0.6
"""From so much likeness on (as difflib measures it), an unknown key was probably meant to be a known one."""


class Vocabulary(NamedTuple, Generic[_Typed]):
    """The keys of one kind of file: its model, the part of the model below each key, and the tagged members of lists."""

    root: type[_Typed]
    parts: Mapping[str, type[BaseModel]]
    members: Mapping[str, type[BaseModel]] = MappingProxyType({})

    def keys(self) -> set[str]:
        """Return every key that may stand somewhere in such a file."""
        models: list[type[BaseModel]] = [
            self.root,
            *self.parts.values(),
            *self.members.values(),
        ]
        return {name for part in models for name in part.model_fields}


NOTICE = Vocabulary(
    model.Notice,
    {
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
    },
    {
        "text": model.Paragraph,
        "measures": model.MeasureRun,
        "heading": model.HeadingItem,
        "problem": model.ProblemItem,
        "label": model.Labelled,
    },
)
_MEMBER_LISTS = ("content", "preamble", "closing")


_CUSTOM = {
    "text_empty": "text-empty",
    "text_line_break": "text-line-break",
    "text_illegal_character": "character-illegal",
    "date_unreadable": "not-a-date",
    "count_unreadable": "not-a-count",
    "ordinal_unreadable": "not-an-ordinal",
    "flag_unreadable": "not-a-flag",
    "form_unreadable": "not-a-form",
    "mark_unreadable": "not-a-mark",
    "member_kind": "member-kind",
    "prose_kind": "prose-kind",
    "heading_missing": "heading-missing",
    "publication_incomplete": "publication-incomplete",
    "label_missing": "label-missing",
    "length_unreadable": "not-a-length",
    "size_unreadable": "not-a-font-size",
    "sample_unreadable": "not-a-page-number",
    "out_of_range": "out-of-range",
    "lines_and_pitch": "lines-and-pitch",
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

_KIND_ADVICE = {
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
_ONE_VALUE = {
    "not-a-choice": ("一个词", "one word"),
    "not-a-date": ("一个日期", "a date"),
    "not-a-count": ("一个整数", "a whole number"),
    "not-an-ordinal": ("一个整数", "a whole number"),
    "not-a-flag": ("true 或 false", "true or false"),
    "not-a-length": ("一个长度", "a length"),
    "not-a-font-size": ("一个字号", "a font size"),
    "not-a-page-number": ("一个页码样式", "a page number"),
}
"""What is asked for where a list or mapping stands in the place of one value."""

_SEVERAL_CONTACTS = {
    "advice_zh": "同类有几个时，contacts 写成列表：- {kind: phone, value: …}",
    "advice_en": "for several of a kind, make contacts a list: - {kind: phone, value: …}",
}
_KEY_AND_COLON = re.compile(r"([A-Za-z_]+)(?:：|:(?=[^\s:/]))")
_LETTER_AND_COLON = re.compile(
    r"[A-Za-z_](?:：|:(?=[^\s:/]))"
)  # the same where it is searched: each word read once


def validate(data: LocatedData) -> model.Notice:
    """Return the Notice that ``data`` says.

    Raises:
        InputError: with every fault of the file, those of its YAML included, in file order.
    """
    return typed(data, NOTICE)


def typed(data: LocatedData, vocabulary: Vocabulary[_Typed]) -> _Typed:
    """Return what ``data`` says, as the model of ``vocabulary``.

    Raises:
        InputError: with every fault of the file, those of its YAML included, in file order.
    """
    faults = errors(data.diagnostics)
    if _LETTER_AND_COLON.search(data.source.text):
        faults += _keys_read_as_text(data, vocabulary.keys(), data.value, ())
    try:
        value = vocabulary.root.model_validate(data.value)
    except ValidationError as error:
        found = error.errors(include_url=False)
        faults += [
            _diagnostic(data, vocabulary, one)
            for one in found
            if not _is_consequence(data, one)
        ]
        raise InputError(in_file_order(faults)) from error
    if faults:
        raise InputError(in_file_order(faults))
    return value


def in_file_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return ``diagnostics`` sorted by place, each place and message once."""
    unique = {(one.position, one.code, _comparable(one)): one for one in diagnostics}
    return sorted(unique.values(), key=lambda one: (one.path, _order(one.position)))


def _comparable(one: Diagnostic) -> tuple[object, ...]:
    """The facts of ``one`` to compare; texts stay what they are, since many reports share one long text."""
    return tuple(
        (name, value if isinstance(value, str | int) else str(value))
        for name, value in one.facts.items()
    )


def placed(data: LocatedData, diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return ``diagnostics`` with the positions that their routes have in ``data``, in file order.

    A fault of a few characters (facts ``text``, ``at``, ``marks``) stands at these characters.
    """
    of_routes: dict[Route, list[Diagnostic]] = {}
    for one in diagnostics:
        of_routes.setdefault(one.route, []).append(one)
    path = data.source.path
    return in_file_order(
        one._replace(path=path, position=position)
        for route, group in of_routes.items()
        for one, position in _positions(data, route, group)
    )


def _positions(
    data: LocatedData, route: Route, group: Iterable[Diagnostic]
) -> Iterator[tuple[Diagnostic, Position]]:
    """Yield each of ``group``, which are all about ``route``, with where its characters stand, or else its value."""
    in_data = route_in_data(data, route)
    places: TextPlaces | None = None
    is_read = False
    for one in group:
        text, at, marks = (one.facts.get(name) for name in ("text", "at", "marks"))
        position = one.position
        if (
            position is None
            and isinstance(text, str)
            and isinstance(at, int)
            and isinstance(marks, str)
        ):
            if not is_read:
                places = data.places(in_data)
                is_read = True
            if places is not None and places.scalar.value == text:
                position = places.position(at, len(marks))
        yield one, position or data.position(in_data)


def route_in_data(data: LocatedData, route: Route) -> Route:
    """Return the way in ``data`` to what stands at ``route`` in its notice, where contacts are always a list."""
    contacts = data.value.get("contacts")
    if route[:1] == ("contacts",) and isinstance(contacts, dict) and len(route) > 1:
        return ("contacts", list(contacts)[int(route[1])])
    return route


_NEEDED = {
    "heading_missing": ("heading",),
    "label_missing": ("label",),
    "publication_incomplete": ("start", "end", "text"),
}


def _is_consequence(data: LocatedData, error: Mapping[str, Any]) -> bool:
    """Whether an error only follows from another one.

    A list counts as too short because its members were refused, each with its own
    error; a key counts as missing because its value is empty, which is told already.
    """
    kind, loc = error["type"], error["loc"]
    if kind == "too_short":
        return bool(error["input"])
    needed = (loc[-1],) if kind == "missing" else _NEEDED.get(kind, ())
    route = _route(loc[:-1] if kind == "missing" else loc, data.value)
    return any(data.is_empty((*route, key)) for key in needed)


def _keys_read_as_text(
    data: LocatedData, keys: set[str], value: Any, route: Route
) -> Iterator[Diagnostic]:
    """Text such as ``heading：…`` that was meant as a key, where text may stand as well."""
    if isinstance(value, str) and _colon_key(value) in keys:
        yield _colon_fault(data, route, value)
    members = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    for step, member in members:
        yield from _keys_read_as_text(data, keys, member, (*route, step))


def _colon_fault(data: LocatedData, route: Route, text: str) -> Diagnostic:
    code = (
        "yaml-colon"
        if "：" in text[: len(_colon_key(text)) + 1]
        else "yaml-colon-space"
    )
    return Diagnostic(
        code, route, {"key": _colon_key(text)}, data.position(route), data.source.path
    )


def _order(position: Position | None) -> tuple[int, int]:
    return (position.line, position.column) if position else (0, 0)


def _diagnostic(
    data: LocatedData, vocabulary: Vocabulary[Any], error: Mapping[str, Any]
) -> Diagnostic:
    part, name = _field(error["loc"], vocabulary)
    route = _route(error["loc"], data.value)
    unseen = _unseen_in_value(data, route, error["input"])
    if unseen is not None:
        return unseen
    code = _CUSTOM.get(error["type"], "wrong-kind")
    if code in _ONE_VALUE and isinstance(error["input"], dict | list):
        code, error = "wrong-kind", {**error, "type": code}
    title = part.model_fields[name].title if name in part.model_fields else name
    facts: dict[str, Any] = {"title": title, "key": name, **error.get("ctx", {})}
    position = data.position(route)
    value = error["input"]
    if code == "unknown-key":
        facts |= _suggestion(name, part, vocabulary)
        position = data.key_position(route)
    elif code == "not-a-choice":
        position = position if name in route else data.key_position(route)
        facts |= {"value": value, **_choices(facts["expected"], value)}
    elif code in ("member-kind", "prose-kind"):
        facts |= _member_advice(value)
    elif code == "wrong-kind":
        facts |= _kinds(error["type"], value) | (
            _SEVERAL_CONTACTS if part is model.Contact else {}
        )
        if isinstance(value, str) and _colon_key(value):
            return _colon_fault(data, route, value)
    return Diagnostic(code, route, facts, position, data.source.path)


def _unseen_in_value(
    data: LocatedData, route: Route, value: object
) -> Diagnostic | None:
    """What the value that was refused holds and nobody sees, be it a date, a number or a word; None where there is none."""
    found = invisible.shapeless().search(value) if isinstance(value, str) else None
    if found is None or data.scalar(route) is None:
        return None
    position = data.position_within(route, found.string, found.start(), 1)
    facts = {"character": f"U+{ord(found.group()):04X}"}
    return Diagnostic("value-invisible", route, facts, position, data.source.path)


def _choices(expected: str, value: object) -> dict[str, str]:
    """What pydantic's ``'a', 'b' or 'c'`` names, in Chinese with the meaning; first the one nearly written."""
    names = re.findall(r"'([^']+)'", expected)
    meanings = next((one for one in model.CHOICES if list(one) == names), {})
    near = difflib.get_close_matches(str(value), names, 1, 0.7)
    listed = "、".join(
        f"{name}（{meanings[name]}）" if name in meanings else name for name in names
    )
    return {
        "choices_zh": (f"是不是 {near[0]}？" if near else "") + f"可选：{listed}",
        "choices_en": (f"did you mean '{near[0]}'? " if near else "")
        + f"one of: {', '.join(names)}",
    }


def _is_member_tag(loc: tuple[str | int, ...], at: int) -> bool:
    return at >= 2 and isinstance(loc[at - 1], int) and loc[at - 2] in _MEMBER_LISTS


def _field(
    loc: tuple[str | int, ...], vocabulary: Vocabulary[Any]
) -> tuple[type[BaseModel], str]:
    """The part of the model that an error location lies in, and the last key of it."""
    part: type[BaseModel] = vocabulary.root
    inner, name = part, ""
    for at, step in enumerate(loc):
        if _is_member_tag(loc, at):
            inner = vocabulary.members.get(str(step), inner)
        elif isinstance(step, str):
            part, name = inner, step
            inner = vocabulary.parts.get(step, inner)
    return part, name


def _route(loc: tuple[str | int, ...], value: Any) -> Route:
    """The location without what is not in the data: union tags, and the index of a lone value."""
    route: list[str | int] = []
    for at, step in enumerate(loc):
        if _is_member_tag(loc, at):
            continue
        if (
            isinstance(step, int)
            and isinstance(value, dict)
            and loc[at - 1] == "contacts"
        ):
            step = list(value)[step]  # noqa: PLW2901 - contacts written as {phone: …} are counted by pydantic
        if isinstance(value, dict | list) and (
            step in value if isinstance(value, dict) else isinstance(step, int)
        ):
            route.append(step)
            value = value[step]  # type: ignore[index]
        elif at == len(loc) - 1 and isinstance(step, str):
            break
    return tuple(route)


def _suggestion(
    key: str, part: type[BaseModel], vocabulary: Vocabulary[Any]
) -> dict[str, str]:
    """What an unknown key was probably meant to be: a near name, a Chinese title, or one of another part."""
    names = list(part.model_fields)
    titles = {field.title: name for name, field in part.model_fields.items()}
    meant = _nearest(key.lower().replace("-", "_"), names) or titles.get(key)
    if meant:
        return {
            "suggestion_zh": f"是不是 {meant}？",
            "suggestion_en": f"did you mean '{meant}'?",
        }
    homes = (
        ["contacts"]
        if vocabulary.root is model.Notice and key in set(model.ContactKind)
        else []
    )
    below = {**vocabulary.parts, **vocabulary.members}
    homes += [home for home, other in below.items() if key in other.model_fields]
    if homes:
        where = " / ".join(homes)
        return {
            "suggestion_zh": f"它属于 {where} 之下",
            "suggestion_en": f"it belongs under {where}",
        }
    listed = ", ".join(names)
    return {
        "suggestion_zh": f"此处可用：{listed}",
        "suggestion_en": f"known here: {listed}",
    }


def _nearest(key: str, names: Sequence[str]) -> str | None:
    """Return the one of ``names`` that ``key`` was probably meant to be.

    Measuring likeness is slow, and a file may hold thousands of unknown keys: names that have too few of the
    characters of ``key`` to be like it are not measured.
    """
    candidates = []
    for name in names:
        shared = sum(character in name for character in key)
        if 2 * shared / (len(key) + len(name)) >= _NEAR:
            candidates.append(name)
    near = difflib.get_close_matches(key, candidates, 1, _NEAR) if candidates else []
    return near[0] if near else None


def _member_advice(value: Any) -> dict[str, str]:
    keys = [str(key) for key in value] if isinstance(value, dict) else []
    for key in keys:
        near = difflib.get_close_matches(key, list(NOTICE.members), 1, 0.6)
        if near and key not in NOTICE.members:
            return {
                "advice_zh": f"“{key}”是不是 {near[0]}？",
                "advice_en": f"is '{key}' meant to be '{near[0]}'?",
            }
    if isinstance(value, list):
        return {
            "advice_zh": "去掉里层的方括号或“- ”",
            "advice_en": "take away the inner brackets or '- '",
        }
    if not keys:
        return {
            "advice_zh": "填写内容，或删去这一项",
            "advice_en": "write something here, or delete the entry",
        }
    if sum(key in NOTICE.members for key in keys) > 1:
        return {
            "advice_zh": f"这里有 {'、'.join(keys)}，请分成几项",
            "advice_en": f"split {', '.join(keys)} into entries",
        }
    return {
        "advice_zh": f"这里只有 {'、'.join(keys)}",
        "advice_en": f"this has {', '.join(keys)} only",
    }


def _kinds(error_type: str, value: Any) -> dict[str, str]:
    wanted = (
        str
        if error_type == "string_type"
        else list
        if "list" in error_type or "tuple" in error_type
        else dict
    )
    found = next(
        (names for kind, names in _KIND_NAMES.items() if isinstance(value, kind)),
        ("其他", "something else"),
    )
    expected, advice = _KIND_NAMES[wanted], _KIND_ADVICE[wanted]
    if error_type in _ONE_VALUE:
        expected, advice = _ONE_VALUE[error_type], ("只写一个值", "write one value")
    names = (
        "expected_zh",
        "expected_en",
        "found_zh",
        "found_en",
        "advice_zh",
        "advice_en",
    )
    return dict(zip(names, (*expected, *found, *advice), strict=True))


def _colon_key(text: str) -> str:
    """The key of text such as ``name：中共…`` or ``name:中共…``, whose colon kept YAML from seeing it."""
    found = _KEY_AND_COLON.match(text)
    return found[1] if found else ""
