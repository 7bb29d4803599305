"""Lists and mappings in brackets as notices have them: ``["1.", {mark: ①, continuous: true}]``.

Only texts, quoted or not, and keys in front of them are read here. Everything else that YAML allows within brackets, and
every fault, is left to libyaml (``event_reading``). This module must not know where the brackets stand.
"""

import re
from typing import Any

from rectify_gen.source.plain_lines import ABSENT, is_usual_key

_TEXT = re.compile(
    r"""
      "(?P<double> [^"\\\n]*)"
    | '(?P<single> [^'\n]*)'
    | (?P<plain> [^\s\-\[\]{}"'\#:?&*!|>%@`,] [^\[\]{}"'\#:?&*!|>%@`,\n]*)
    """,
    re.VERBOSE,
)
_KEY = re.compile(r"([^\W\d]\w{0,99}):[ ]+")
_SEPARATOR = re.compile(r" *([,\]}]) *")
_BLANKS = re.compile(" *")

_MOST_BRACKETS = 20
"""Opening brackets in one value; more are none of a notice, and each may stand in the one before."""


class _OtherBracketsError(Exception):
    """Something else stands in brackets than texts, or there is a fault."""


def read_plain_brackets(text: str) -> Any:
    """Return the list or mapping that ``text``, on one line, is; None for any other, which libyaml has to read or to refuse."""
    if text.count("[") + text.count("{") > _MOST_BRACKETS:
        return None
    try:
        value, end = _read_value(text, 0)
    except _OtherBracketsError:
        return None
    return value if end == len(text) else None


def _read_value(text: str, start: int) -> tuple[Any, int]:
    """Return the value that begins at ``start``, and where it ends."""
    if text.startswith("[", start):
        return _read_list(text, _behind_blanks(text, start + 1))
    if text.startswith("{", start):
        return _read_mapping(text, _behind_blanks(text, start + 1))
    match = _TEXT.match(text, start)
    if match is None:
        raise _OtherBracketsError
    value = match[match.lastgroup or 0]
    if match.lastgroup == "plain":
        value = value.rstrip(" ")
        if value in ABSENT:
            raise _OtherBracketsError
    return value, match.end()


def _read_list(text: str, start: int) -> tuple[list[Any], int]:
    """Return the list whose first entry begins at ``start``, and where it ends."""
    entries: list[Any] = []
    if text.startswith("]", start):
        return entries, start + 1
    sign = ","
    while sign == ",":
        entry, end_of_entry = _read_value(text, start)
        entries.append(entry)
        sign, end, start = _read_separator(text, end_of_entry)
    if sign != "]":
        raise _OtherBracketsError
    return entries, end


def _read_mapping(text: str, start: int) -> tuple[dict[str, Any], int]:
    """Return the mapping whose first key begins at ``start``, and where it ends."""
    mapping: dict[str, Any] = {}
    if text.startswith("}", start):
        return mapping, start + 1
    sign = ","
    while sign == ",":
        key_and_colon = _KEY.match(text, start)
        if key_and_colon is None:
            raise _OtherBracketsError
        key = key_and_colon[1]
        if key in mapping or not is_usual_key(key):
            raise _OtherBracketsError
        mapping[key], end_of_value = _read_value(text, key_and_colon.end())
        sign, end, start = _read_separator(text, end_of_value)
    if sign != "}":
        raise _OtherBracketsError
    return mapping, end


def _read_separator(text: str, start: int) -> tuple[str, int, int]:
    """Return the comma or bracket behind a value, where it ends, and where the blanks behind it end."""
    separator = _SEPARATOR.match(text, start)
    if separator is None:
        raise _OtherBracketsError
    return separator[1], separator.end(1), separator.end()


def _behind_blanks(text: str, start: int) -> int:
    blanks = _BLANKS.match(text, start)
    assert blanks is not None  # none at all will do
    return blanks.end()
