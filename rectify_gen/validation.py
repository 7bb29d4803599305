"""From located data to a Notice or another typed value, or to every fault that its model finds, in file order.

Pydantic does the checking; this room turns its errors into diagnostics that name
the field by its Chinese title and its key as the file writes it, and stand at a line and column.
It must not know Word, templates, or how a report is printed.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from rectify_gen import invisible, model
from rectify_gen.chinese_terms import in_chinese_terms, writes_chinese
from rectify_gen.diagnostics import (
    Diagnostic,
    InputError,
    Position,
    Route,
    Severity,
    Span,
    errors,
)
from rectify_gen.late_pattern import LatePattern
from rectify_gen.model import slots
from rectify_gen.model.shapes import (
    NOTICE_SHAPE,
    TAGGED_LISTS,
    FileShape,
    keys_by_title,
)
from rectify_gen.source import LocatedData, TextPlaces

_Typed = TypeVar("_Typed", bound=BaseModel)

_Location = tuple[str | int, ...]
"""Where pydantic found a fault: keys, indices, and the tags of union members."""

_KEY_AT_FAULT = "[key]"
"""The last step of pydantic to a key, of a mapping with keys of the author's own, that is refused."""

_NEAR = 0.6
"""From so much likeness on (as difflib measures it), an unknown key was probably meant to be a known one."""
_NEAR_VALUE = 0.7
"""The same for values, where a wrong guess does more harm."""

_CODES = {
    "text_empty": "text-empty",
    "text_line_break": "text-line-break",
    "text_illegal_character": "character-illegal",
    "text_tab": "text-tab",
    "date_unreadable": "not-a-date",
    "deadline_unreadable": "not-a-deadline",
    "count_unreadable": "not-a-count",
    "ordinal_unreadable": "not-an-ordinal",
    "flag_unreadable": "not-a-flag",
    "form_unreadable": "not-a-form",
    "mark_unreadable": "not-a-mark",
    "member_kind": "member-kind",
    "prose_kind": "prose-kind",
    "heading_missing": "heading-missing",
    "heading_not_printed": "heading-not-printed",
    "run_in_unreadable": "not-a-run-in",
    "publication_incomplete": "publication-incomplete",
    "slot_unknown": "slot-unknown",
    "slot_absent": "slot-absent",
    "slot_brace": "slot-brace",
    "slot_wide_braces": "slot-wide-braces",
    "label_missing": "label-missing",
    "own_name": "own-name-unusable",
    "length_unreadable": "not-a-length",
    "size_unreadable": "not-a-font-size",
    "sample_unreadable": "not-a-page-number",
    "out_of_range": "out-of-range",
    "lines_and_pitch": "lines-and-pitch",
    "table_uneven": "attachment-table-uneven",
    "attachment_kind": "attachment-kind",
    "attachment_bodies": "attachment-bodies",
    "attachment_ledger_fact": "attachment-ledger-fact",
    "column_unknown": "column-unknown",
    "column_twice": "column-twice",
    "too_short": "too-few",
    "enum": "not-a-choice",
    "literal_error": "not-a-choice",
    "missing": "missing-key",
    "extra_forbidden": "unknown-key",
}
"""The diagnostic of each type of error, pydantic's own and the model's; any other is ``wrong-kind``."""

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
_ONE_VALUE = {
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

_NEEDED_KEYS = {
    "member_kind": ("text", "heading", "problem", "label", "measures"),
    "heading_missing": ("heading",),
    "label_missing": ("label",),
    "publication_incomplete": ("start", "end", "text"),
}
"""The keys that an error of this type asks for."""

_KEY_AND_COLON = LatePattern(r"([^\W\d]\w*)(：|:(?=[^\s:/]))")
"""A key whose colon YAML does not see: it is full-width, or no space comes after it."""
_LETTER_AND_COLON = LatePattern(r"[A-Za-z_](?:：|:(?=[^\s:/]))")
"""The end of such a key. To search for the whole key would read each word of a text once for each of its letters."""
_LETTER_AND_WIDE_COLON = re.compile("：(?<=[A-Za-z_]：)")
_ENGLISH_WORD = re.compile("[A-Za-z_]+")


def validate(data: LocatedData) -> model.Notice:
    """Return the Notice that ``data`` says.

    Raises:
        InputError: with every fault of the file, those of its YAML included, in file order.
    """
    return typed(data, NOTICE_SHAPE)


def typed(data: LocatedData, shape: FileShape[_Typed]) -> _Typed:
    """Return what ``data`` says, as the model of ``shape``.

    Raises:
        InputError: with every fault of the file, those of its YAML included, in file order.
    """
    faults = errors(data.diagnostics)
    # In a cell of a workbook nobody writes keys.
    may_hold_keys = data.source.table is None
    if may_hold_keys and _may_hide_keys(data.source.text):
        faults += _keys_read_as_text(data, shape.keys(), data.value, ())
    try:
        value = shape.root.model_validate(data.value)
    except ValidationError as error:
        for details in error.errors(include_url=False):
            if not _is_consequence(data, details):
                faults.append(_fault(data, shape, details))
        faults = list(_without_echoes(data, faults))
        raise InputError(_all_of_source(data, faults)) from error
    if faults:
        raise InputError(_all_of_source(data, faults))
    return value


def _may_hide_keys(text: str) -> bool:
    """Return whether ``text`` has a colon that may end a key, and that YAML does not see."""
    if _LETTER_AND_WIDE_COLON.search(text):
        return True
    # To count is quicker than to look behind each letter, and most files have colons of keys alone.
    colons_of_keys = text.count(": ") + text.count(":\n")
    if text.count(":") == colons_of_keys:
        return False
    return _LETTER_AND_COLON.search(text) is not None


def _all_of_source(
    data: LocatedData,
    faults: Sequence[Diagnostic],
) -> list[Diagnostic]:
    """Return ``faults`` in file order; of a workbook with all notes: a column that was not read may hold what is missing."""
    if data.source.table is None:
        return in_words_of(data, in_file_order(faults))
    notes = [note for note in data.diagnostics if note.severity is not Severity.ERROR]
    return in_words_of(data, in_file_order([*faults, *notes]))


def in_words_of(data: LocatedData, diagnostics: list[Diagnostic]) -> list[Diagnostic]:
    """Return ``diagnostics`` in the words of the source: labels of a workbook, Chinese keys where a file has them."""
    if not diagnostics:
        return diagnostics
    if data.source.table is None:
        if not writes_chinese(tuple(data.keys_as_written(()))):
            return diagnostics
        return [in_chinese_terms(diagnostic) for diagnostic in diagnostics]
    from rectify_gen.notice_workbook.sheet_terms import (
        in_sheet_terms,  # most runs read YAML only
    )

    return [in_sheet_terms(diagnostic) for diagnostic in diagnostics]


def _without_echoes(
    data: LocatedData, faults: Sequence[Diagnostic]
) -> Iterator[Diagnostic]:
    """Yield ``faults`` without those that only follow from another.

    A slot without quotes is a key without a value; a key that is misspelt is missing; where a text stands for a list,
    its other entries go on with that text.
    """
    empty_slots = set()
    misspelt_keys = set()
    lines_in_text: set[int] = set()
    for fault in faults:
        if fault.code == "slot-unquoted":
            [key] = data.keys_as_written(fault.route)
            empty_slots.add(data.key_position((*fault.route, key)))
        elif fault.code == "unknown-key" and "meant" in fault.facts:
            misspelt_keys.add((fault.route[:-1], fault.facts["meant"]))
        elif fault.code == "wrong-kind" and fault.facts.get("is_text"):
            lines_in_text.update(data.lines_of_text(fault.route))
    for fault in faults:
        line = fault.position.line if fault.position else 0
        is_echo = (
            (fault.code == "empty-value" and fault.position in empty_slots)
            or (
                fault.code == "missing-key"
                and (fault.route, fault.facts["key"]) in misspelt_keys
            )
            or (fault.code == "yaml-entry-in-text" and line in lines_in_text)
        )
        if not is_echo:
            yield fault


def in_file_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return ``diagnostics`` sorted by place, each place and message once."""
    unique: dict[object, Diagnostic] = {}
    for diagnostic in diagnostics:
        identity = (
            diagnostic.position,
            diagnostic.code,
            diagnostic.span,
            _comparable_facts(diagnostic),
        )
        unique[identity] = diagnostic
    return sorted(unique.values(), key=_place_in_files)


def _place_in_files(diagnostic: Diagnostic) -> tuple[str, int, int]:
    position = diagnostic.position
    if position is None:
        return diagnostic.path, 0, 0
    return diagnostic.path, position.line, position.column


def _comparable_facts(diagnostic: Diagnostic) -> tuple[object, ...]:
    """The facts of ``diagnostic`` to compare; texts stay what they are, since many reports share one long text."""
    facts: list[object] = []
    for name, value in diagnostic.facts.items():
        comparable = value if isinstance(value, str | int) else str(value)
        facts.append((name, comparable))
    return tuple(facts)


def placed(data: LocatedData, diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return ``diagnostics`` with the positions that their routes have in ``data``, in file order.

    A fault of a few characters (its span) stands at these characters.
    """
    of_routes: dict[Route, list[Diagnostic]] = {}
    for diagnostic in diagnostics:
        of_routes.setdefault(diagnostic.route, []).append(diagnostic)
    path = data.source.path
    with_places: list[Diagnostic] = []
    for route, group in of_routes.items():
        for diagnostic, position in _positions(data, route, group):
            with_places.append(diagnostic._replace(path=path, position=position))
    return in_words_of(data, in_file_order(with_places))


def _positions(
    data: LocatedData,
    route: Route,
    group: Iterable[Diagnostic],
) -> Iterator[tuple[Diagnostic, Position]]:
    """Yield each of ``group``, which are all about ``route``, with where its characters stand, or else its value."""
    in_data = route_in_data(data, route)
    places: TextPlaces | None = None
    is_read = False
    for diagnostic in group:
        position = diagnostic.position
        span = diagnostic.span
        if position is None and span is not None and span.start < span.end:
            if not is_read:
                # Once for all that is reported of the text, and only if there is something.
                places = data.places(in_data)
                is_read = True
            if places is not None and places.scalar.value == span.text:
                position = places.position(span.start, span.end - span.start)
        yield diagnostic, position or data.position(in_data)


def route_in_data(data: LocatedData, route: Route) -> Route:
    """Return the way in ``data`` to what stands at ``route`` in its notice, where contacts are always a list."""
    if len(route) < 2 or route[0] != "contacts":
        return route
    contacts = data.value.get("contacts")
    if not isinstance(contacts, dict):
        return route
    kinds = list(contacts)
    return ("contacts", kinds[int(route[1])])


def _is_consequence(data: LocatedData, error: Mapping[str, Any]) -> bool:
    """Whether an error only follows from another one.

    A list counts as too short because its members were refused, each with its own
    error; a key counts as missing because its value is empty, which is reported already.
    """
    error_type = error["type"]
    location = error["loc"]
    if error_type == "too_short":
        return bool(error["input"])
    if error_type == "missing":
        needed: Sequence[Any] = (location[-1],)
        location = location[:-1]
    else:
        needed = _NEEDED_KEYS.get(error_type, ())
    route = _route(location, data.value)
    return any(data.is_empty((*route, key)) for key in needed)


def _keys_read_as_text(
    data: LocatedData,
    keys: set[str],
    value: Any,
    route: Route,
) -> Iterator[Diagnostic]:
    """Text such as ``heading：…`` that was meant as a key, where text may stand as well."""
    if isinstance(value, str):
        if _colon_key(value) in keys:
            yield _colon_fault(data, route, value)
    elif isinstance(value, dict):
        for key, member in value.items():
            yield from _keys_read_as_text(data, keys, member, (*route, key))
    elif isinstance(value, list):
        for index, member in enumerate(value):
            yield from _keys_read_as_text(data, keys, member, (*route, index))


def _colon_fault(
    data: LocatedData,
    route: Route,
    text: str,
) -> Diagnostic:
    key = _colon_key(text)
    is_full_width = text[len(key)] == "："
    return Diagnostic(
        code="yaml-colon" if is_full_width else "yaml-colon-space",
        route=route,
        facts={"key": key},
        position=data.position(route),
        path=data.source.path,
    )


def _colon_key(text: str) -> str:
    """The key of text such as ``name：中共…`` or ``name:中共…``, whose colon kept YAML from seeing it; else nothing.

    Chinese words before a colon are labels of the text (整改情况：), and no keys.
    """
    match = _KEY_AND_COLON.match(text)
    if match is None or not _ENGLISH_WORD.fullmatch(match[1]):
        return ""
    return match[1]


def _fault(
    data: LocatedData,
    shape: FileShape[Any],
    error: Mapping[str, Any],
) -> Diagnostic:
    """What pydantic's ``error`` means for the author of the file, be it a value or a slot within one."""
    code = _CODES.get(error["type"], "wrong-kind")
    if error["loc"][-1:] == (_KEY_AT_FAULT,):
        error = {**error, "loc": error["loc"][:-1]}
    route = _route(error["loc"], data.value)
    if code.startswith("slot-"):
        return _slot_fault(data, code, route, error)
    if code == "prose-kind":
        slot = _slot_read_as_mapping(data, route)
        if slot is not None:
            facts = {"slot": slot}
            position = data.position(route)
            return Diagnostic("slot-unquoted", route, facts, position, data.source.path)
    return _diagnostic(data, shape, error)


def _slot_read_as_mapping(data: LocatedData, route: Route) -> str | None:
    """Return the slot that the paragraph at ``route`` is: without quotes, YAML reads {contacts} as a key without a value."""
    keys = data.keys_as_written(route)
    if len(keys) != 1:
        return None
    [key] = keys
    is_slot = slots.slot_use(key) is not None and data.is_empty((*route, key))
    return key if is_slot else None


def _diagnostic(
    data: LocatedData,
    shape: FileShape[Any],
    error: Mapping[str, Any],
) -> Diagnostic:
    """What pydantic's ``error`` means for the author of the file."""
    part, key = _field(error["loc"], shape)
    route = _route(error["loc"], data.value)
    value = error["input"]
    # What nobody sees explains the error better than anything that follows from it.
    unseen = _unseen_in_value(data, route, value)
    if unseen is not None:
        return unseen
    code = _CODES.get(error["type"], "wrong-kind")
    expected = error["type"]
    if code in _ONE_VALUE and isinstance(value, dict | list):
        # “{…} is not a date” would repeat all that stands there.
        expected, code = code, "wrong-kind"
    facts = {
        "title": _title(part, key),
        "key": _key_as_written(data, part, key, route),
        **error.get("ctx", {}),
    }
    if code == "unknown-key":
        facts |= _suggestion(key, part, shape)
    elif code == "own-name-unusable":
        facts |= _own_name_advice(str(facts["meant"]))
    elif code == "not-a-choice":
        facts["value"] = value
        facts |= _choices(facts["expected"], value, facts["key"])
    elif code in ("member-kind", "prose-kind"):
        facts |= _member_advice(value)
    elif code == "wrong-kind":
        misread = _colon_misread(data, shape, route, expected, value)
        if misread is not None:
            return misread
        facts |= _shapes(expected, value)
        facts |= _shape_advice(data, shape, part, key, route, value)
    position = _position_of_fault(data, code, route, key)
    return Diagnostic(code, route, facts, position, data.source.path)


def _colon_misread(
    data: LocatedData,
    shape: FileShape[Any],
    route: Route,
    expected: str,
    value: object,
) -> Diagnostic | None:
    """What is reported of a value of another shape whose colon was read otherwise than it was meant; else None."""
    if data.source.table is not None:
        return None
    if isinstance(value, str) and _colon_key(value):
        return _colon_fault(data, route, value)
    if expected != "string_type" or not isinstance(value, dict):
        return None
    # A text in which a colon and a blank stand: 加强督学: 每季度抽查。
    keys = data.keys_as_written(route)
    known_keys = shape.keys()
    if len(keys) != 1 or keys[0].isascii() or keys[0] in known_keys:
        return None
    position = data.key_position((*route, keys[0]))
    return Diagnostic("yaml-colon-in-text", route, {}, position, data.source.path)


_ADVISED_KEYS: Mapping[type[BaseModel], tuple[str, ...]] = {
    model.Organization: ("name",),
    model.Inspection: ("authority", "team", "start", "end", "feedback_date"),
    model.Statistics: ("areas", "problems"),
    model.Publication: ("start", "end"),
    model.Contact: ("phone", "email"),
    model.Signature: ("date",),
}
"""What of a part most notices say."""


def _shape_advice(
    data: LocatedData,
    shape: FileShape[Any],
    part: type[BaseModel],
    key: str,
    route: Route,
    value: object,
) -> dict[str, Any]:
    """What to write in the place of ``value``, where that can be said better than for any value of its shape."""
    if part is model.Contact:
        return {**_SEVERAL_CONTACTS}
    if not isinstance(value, str):
        return {}
    advised_keys = _ADVISED_KEYS.get(shape.parts.get(key, BaseModel))
    if advised_keys is None:
        return {"is_text": True}
    part = shape.parts[key]
    expected = {}
    if part is model.Contact:
        expected = {
            "expected_zh": "一组“键: 值”或列表（- …）",
            "expected_en": "a group of 'key: value' lines, or a list (- …)",
        }
    keys = []
    writes_titles = writes_chinese(data.as_written(route))
    for advised_key in advised_keys:
        name = _name_of_key(part, advised_key) if writes_titles else advised_key
        keys.append(f"{name}: …")
    lines = " ".join(keys)
    return {
        **expected,
        "advice_zh": f"另起一行，多缩进两个空格，每行写一项：{lines}",
        "advice_en": f"begin a new line for each, indented by two spaces: {lines}",
    }


def _name_of_key(part: type[BaseModel], key: str) -> str:
    """The Chinese title of ``key``; of a kind of contact, its name."""
    for kind in model.ContactKind:
        if part is model.Contact and kind.value == key:
            return kind.row.zh
    return _title(part, key)


def _position_of_fault(
    data: LocatedData,
    code: str,
    route: Route,
    key: str,
) -> Position:
    if code == "missing-key":
        # In a workbook what is missing has a place: its blank cell.
        return data.position((*route, key))
    # The fault is the key, not what stands behind it.
    is_key_at_fault = code == "not-a-choice" and key not in route
    if code in ("unknown-key", "own-name-unusable") or is_key_at_fault:
        return data.key_position(route)
    return data.position(route)


def _slot_fault(
    data: LocatedData, code: str, route: Route, error: Mapping[str, Any]
) -> Diagnostic:
    """A slot that cannot be filled, at its characters."""
    text = error["input"]
    slot = error["ctx"]["slot"]
    start = error["ctx"]["start"]
    end = error["ctx"]["end"]
    facts = {"slot": slot}
    if code == "slot-unknown":
        facts |= _slot_suggestion(slot, _own_facts(data))
    elif code == "slot-absent":
        facts |= _needed_facts(slot)
    return Diagnostic(
        code=code,
        route=route,
        facts=facts,
        position=data.position_within(route, text, start, end - start)
        or data.position(route),
        path=data.source.path,
        span=Span(text, start, end),
    )


def _own_facts(data: LocatedData) -> list[str]:
    """The names of the office's own facts, as far as ``data`` is what it should be."""
    fields = data.value.get("fields") if isinstance(data.value, dict) else None
    return [str(name) for name in fields] if isinstance(fields, dict) else []


def _own_name_advice(meant: str) -> dict[str, str]:
    """What to write in the place of a name that a template cannot spell."""
    if meant:
        return {"advice_zh": f"改为 {meant}", "advice_en": f"write {meant}"}
    return {
        "advice_zh": "用汉字、字母、数字和下划线，以汉字或字母开头，不超过40个字",
        "advice_en": "use Chinese characters, letters, digits and underscores, not a digit first, 40 at most",
    }


def _slot_suggestion(name: str, own_facts: Sequence[str]) -> dict[str, str]:
    """Which slot the unknown ``name`` was probably meant to be; else which there are."""
    names: list[str] = []
    for slot in slots.SLOTS:
        names += [slot.name, slot.zh]
    bare_name = name.rpartition(".")[2]
    own_fact = _nearest(bare_name, own_facts)
    if own_fact is not None and (bare_name == own_fact or "." in name):
        return {
            "suggestion_zh": f"自定义项写作 {{fields.{own_fact}}}。",
            "suggestion_en": f"a fact of your own is written {{fields.{own_fact}}}.",
        }
    meant = _nearest(name.lower().replace("-", "_"), names)
    if meant is not None:
        return {
            "suggestion_zh": f"是不是 {{{meant}}}？",
            "suggestion_en": f"did you mean {{{meant}}}?",
        }
    known = [slot.name if name.isascii() else slot.zh for slot in slots.SLOTS]
    listed = " ".join(f"{{{slot_name}}}" for slot_name in known)
    return {
        "suggestion_zh": f"可用：{listed}",
        "suggestion_en": f"known: {listed}",
    }


def _needed_facts(name: str) -> dict[str, str]:
    """The facts that the slot ``name`` prints, as titles and keys."""
    use = slots.slot_use(name)
    if use is None:
        raise ValueError(f"{name} is no slot")
    if use.field:
        key = f"fields.{use.field}"
        return {
            "title": use.field,
            "title_en": use.field,
            "keys": key,
            "keys_en": key,
        }
    keys = use.slot.needs[0]
    title = use.slot.zh
    title_en = use.slot.en
    if use.place is not None:
        title = f"第 {use.place} 个{title}"
        title_en = f"{title_en} no. {use.place}"
    return {
        "title": title,
        "title_en": title_en,
        "keys": "、".join(keys),
        "keys_en": " and ".join(keys),
    }


def _title(part: type[BaseModel], key: str) -> str:
    """The Chinese title of ``key``; a key that ``part`` does not know is its own."""
    field = part.model_fields.get(key)
    return str(field.title) if field else key


def _key_as_written(
    data: LocatedData,
    part: type[BaseModel],
    key: str,
    route: Route,
) -> str:
    """``key`` of ``part`` as the file writes it; one that the file does not have, as it writes the others beside it."""
    if key in route:
        upto = route[: len(route) - route[::-1].index(key)]
        return str(data.as_written(upto)[-1])
    beside = data.keys_as_written(route)
    if any(not written.isascii() for written in beside):
        return _title(part, key)
    return key


def _unseen_in_value(
    data: LocatedData,
    route: Route,
    value: object,
) -> Diagnostic | None:
    """What the refused ``value`` holds and nobody sees, be it a date, a number or a word; None where there is nothing."""
    if not isinstance(value, str):
        return None
    match = invisible.shapeless().search(value)
    if match is None or data.scalar(route) is None:
        return None
    return Diagnostic(
        code="value-invisible",
        route=route,
        facts={"character": f"U+{ord(match.group()):04X}"},
        position=data.position_within(route, value, match.start(), 1),
        path=data.source.path,
    )


def _choices(expected: str, value: object, written_key: str) -> dict[str, str]:
    """What pydantic's ``'a', 'b' or 'c'`` names, in Chinese with the meaning; first the one nearly written.

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
    """The one of ``tables`` that is about the enumeration of ``codes``; empty where none is."""
    for table in tables:
        if list(table) == codes:
            return table
    return {}


def _is_member_tag(location: _Location, index: int) -> bool:
    """Whether the step at ``index`` is no key but the tag of a union: content, 3, heading, content."""
    if index < 2:
        return False
    return isinstance(location[index - 1], int) and location[index - 2] in TAGGED_LISTS


def _field(location: _Location, shape: FileShape[Any]) -> tuple[type[BaseModel], str]:
    """The part of the model that an error location lies in, and the last key of it."""
    part: type[BaseModel] = shape.root
    part_below = part
    key = ""
    for index, step in enumerate(location):
        if _is_member_tag(location, index):
            part_below = shape.members.get(str(step), part_below)
        elif isinstance(step, str):
            part = part_below
            key = step
            part_below = shape.parts.get(step, part_below)
    return part, key


def _route(location: _Location, value: Any) -> Route:
    """The location without what is not in the data: union tags, and the index of a lone value."""
    route: list[str | int] = []
    for index, located_step in enumerate(location):
        if _is_member_tag(location, index):
            continue
        step: Any = located_step
        if isinstance(value, dict):
            if isinstance(step, int) and location[index - 1] == "contacts":
                # Contacts written as {phone: …} are counted by pydantic.
                step = list(value)[step]
            is_in_data = step in value
        else:
            is_in_data = isinstance(value, list) and isinstance(step, int)
        if is_in_data:
            route.append(step)
            value = value[step]
        elif index == len(location) - 1 and isinstance(step, str):
            break
    return tuple(route)


def _suggestion(
    key: str,
    part: type[BaseModel],
    shape: FileShape[Any],
) -> dict[str, str]:
    """What an unknown key was probably meant to be: a near name, a Chinese title, or one of another part."""
    if key in ("measures", "措施") and "content" in part.model_fields:
        content, measures = "content", "measures"
        if key == "措施":
            content = _title(part, content)
            measures = key
        return {
            "suggestion_zh": f"先写一行 {content}:，下一行多缩进两个空格写 - {measures}:",
            "suggestion_en": f"write a line {content}: and below it, indented by two blanks, - {measures}:",
        }
    names = _names_like(key, part, shape)
    meant = _nearest(key.lower().replace("-", "_"), list(names))
    if meant is not None:
        meant = names[meant]
        return {
            "meant": meant,
            "suggestion_zh": f"是不是 {meant}？",
            "suggestion_en": f"did you mean '{meant}'?",
        }
    homes = _homes(key, shape)
    if homes:
        where = " / ".join(homes)
        return {
            "suggestion_zh": f"它属于 {where} 之下",
            "suggestion_en": f"it belongs under {where}",
        }
    listed = ", ".join(names.values())
    return {
        "suggestion_zh": f"此处可用：{listed}",
        "suggestion_en": f"known here: {listed}",
    }


def _names_like(
    key: str, part: type[BaseModel], shape: FileShape[Any]
) -> dict[str, str]:
    """Every name of ``part`` in the language of ``key``, with the name to write for it.

    A notice may have Chinese titles as keys; other files have the codes alone.
    """
    if key.isascii():
        return {code: code for code in part.model_fields}
    titles = keys_by_title(part)
    if shape is not NOTICE_SHAPE:
        return titles
    return {title: title for title in titles}


def _homes(key: str, shape: FileShape[Any]) -> list[str]:
    """The keys below which ``key`` may stand, in its language."""
    homes = []
    writes_titles = not key.isascii()
    kinds = {kind.row.zh if writes_titles else kind.value for kind in model.ContactKind}
    if shape.root is model.Notice and key in kinds:
        homes.append(_title(shape.root, "contacts") if writes_titles else "contacts")
    for home, part in {**shape.parts, **shape.members}.items():
        if writes_titles and key in keys_by_title(part):
            owner = shape.root if home in shape.root.model_fields else part
            homes.append(_title(owner, home))
        elif key in part.model_fields:
            homes.append(home)
    return homes


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
    """What to do about ``value``, which is no member of a content list: its keys do not say what it is."""
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
        near = difflib.get_close_matches(key, member_keys, 1, _NEAR)
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


def _shapes(error_type: str, value: Any) -> dict[str, str]:
    """What was asked for and what stands there, in words: text, a list, a mapping, or one value of a kind."""
    if error_type in _ONE_VALUE:
        expected_zh, expected_en = _ONE_VALUE[error_type]
        advice_zh, advice_en = "只写一个值", "write one value"
    else:
        expected_shape: type = dict
        if error_type == "string_type":
            expected_shape = str
        elif "list" in error_type or "tuple" in error_type:
            expected_shape = list
        expected_zh, expected_en = _SHAPE_NAMES[expected_shape]
        advice_zh, advice_en = _SHAPE_ADVICE[expected_shape]
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
