"""Slips in the value behind a colon or dash: quotes and brackets that stay open, signs of YAML before or within a text.

This module must not know keys, except that one within a text may have been meant as such.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

from rectify_gen.source.slips import LineChange, Slip, slip_of_line
from rectify_gen.source.typed_lines import (
    LINE_OF_KEY,
    TypedLine,
    content_below,
    end_of_line,
    is_block_scalar,
    lines_below,
)

SENTENCE = re.compile(r".*[，。；].*")
_COLON_IN_TEXT = re.compile(r"(?P<before>\w*)(?P<colon>:)(?:[ ]+|$)")
_HAN = re.compile("[\u3400-\u9fff]")
_TRAILING_COMMENT = re.compile(r"[ \t]+# .*$")
_QUOTES = "\"'"
_ESCAPED = {
    "'": re.compile("''"),
    '"': re.compile(r"\\."),
}
"""What stands for a sign within each of them."""
_INDICATORS = "@`%&*!|>[]{}"
_CLOSING = {"[": "]", "{": "}"}
_MOST_LINES_OF_FLOW = 40
"""As many lines a bracket that is opened on one of them may hold."""


class TypedValue(NamedTuple):
    """What stands behind a colon or dash, where it stands."""

    text: str
    """The whole file."""
    line: TypedLine
    start: int
    """Where in the rest of the line it begins."""
    written: str
    """It, with blanks and a remark behind it."""

    @property
    def without_remark(self) -> str:
        """The value without a remark behind it."""
        return _TRAILING_COMMENT.sub("", self.written)


def value_slip(value: TypedValue, keys: Collection[str]) -> Slip | None:
    """Return the slip in ``value``, which is not empty; None where YAML reads it as it was meant."""
    stripped = value.written.strip()
    sign = stripped[0]
    if sign in _QUOTES:
        return _open_quote(value, sign)
    if sign in _CLOSING and not _is_closed(value):
        return _open_bracket(value, _CLOSING[sign])
    if sign not in _INDICATORS:
        return _colon_in_text(value, keys)
    is_yaml = _is_flow(stripped) if sign in _CLOSING else is_block_scalar(stripped)
    return None if is_yaml else _unquoted_sign(value, sign)


# ---------------------------------------------------------------- quotes


def _open_quote(value: TypedValue, quote: str) -> Slip | None:
    """Return the slip of a quote that is not closed on its line nor on one that goes on with it."""
    inside = _ESCAPED[quote].sub("", value.written.lstrip()[1:])
    if quote in inside or _is_closed_below(value, quote):
        return None
    written = value.written
    return slip_of_line(
        "yaml-quote-open",
        value.line,
        LineChange(value.start + len(written.rstrip()), 0, quote),
        fault_start=value.start + len(written) - len(written.lstrip()),
        fault_length=1,
    )


def _is_closed_below(value: TypedValue, quote: str) -> bool:
    """Whether a line that goes on with the quoted text closes it."""
    for below in lines_below(value.text, value.line):
        content = below.strip()
        if content.startswith(("- ", "#")) or LINE_OF_KEY.fullmatch(content):
            return False
        if content.endswith(quote):
            return True
    return False


# ---------------------------------------------------------------- brackets


def _open_bracket(value: TypedValue, closing: str) -> Slip:
    """Return the slip of a bracket that is not closed before the next key."""
    text = value.without_remark.rstrip()
    return slip_of_line(
        "yaml-bracket-open",
        value.line,
        LineChange(value.start + len(text), 0, closing),
        fault_start=value.start,
        fault_length=1,
        is_certain=not SENTENCE.fullmatch(text) and not _goes_on_below(value),
        sign=closing,
    )


def _is_closed(value: TypedValue) -> bool:
    """Whether the bracket that a value begins with is closed on its line, or on lines that are indented below it."""
    text = value.text
    begin = value.line.offset(value.start)
    end = end_of_line(text, begin)
    for _ in range(_MOST_LINES_OF_FLOW):
        if _closed_at(text[begin:end].lstrip()):
            return True
        next_end = end_of_line(text, end + 1)
        below = text[end + 1 : next_end]
        indentation = len(below) - len(below.lstrip())
        is_other = bool(below.strip()) and indentation <= value.line.column
        if is_other or end >= len(text):
            return False
        end = next_end
    # A list of so many lines was hardly left open by mistake.
    return True


def _is_flow(stripped: str) -> bool:
    """Whether the brackets that a value begins with are closed at its end, or on a line below."""
    end = _closed_at(stripped)
    if not end:
        return True
    remaining = stripped[end:].strip()
    return not remaining or remaining.startswith("#")


def _closed_at(value: str) -> int:
    """Return behind which character the brackets that ``value`` begins with are closed; 0 where they are not."""
    depth = 0
    quote = ""
    for index, sign in enumerate(value):
        if quote:
            quote = "" if sign == quote else quote
        elif sign in _QUOTES and value[index - 1] in "[{,: ":
            quote = sign
        elif sign in "[{":
            depth += 1
        elif sign in "]}":
            depth -= 1
            if depth == 0:
                return index + 1
    return 0


# ---------------------------------------------------------------- texts


def _unquoted_sign(value: TypedValue, sign: str) -> Slip:
    """Return the slip of a text that begins with a sign of YAML: in single quotes it is a text."""
    text = value.without_remark.rstrip()
    quoted = text.replace("'", "''")
    return slip_of_line(
        "yaml-indicator",
        value.line,
        LineChange(value.start, len(text), f"'{quoted}'"),
        fault_length=1,
        # Of a text of several lines the first must not be closed alone.
        is_certain=not _goes_on_below(value),
        sign=sign,
    )


def _colon_in_text(value: TypedValue, keys: Collection[str]) -> Slip | None:
    """Return the slip of a colon with a blank behind it within a text, where YAML cannot read a second key."""
    text = value.without_remark
    match = _COLON_IN_TEXT.search(text)
    if match is None or _begins_with_dash(value):
        return None
    key = match["before"]
    if key in keys and text[: match.start("before")].endswith(" "):
        return slip_of_line(
            "yaml-two-keys",
            value.line,
            LineChange(value.start + match.start("before"), 0, " # "),
            fault_length=len(key),
            is_certain=False,
            key=key,
        )
    is_behind_han = _HAN.fullmatch(text[: match.start("colon")][-1:]) is not None
    return slip_of_line(
        "yaml-colon-in-text",
        value.line,
        LineChange(
            value.start + match.start("colon"),
            len(match.group()) - len(key),
            "：",
        ),
        fault_length=1,
        is_certain=is_behind_han and not _goes_on_below(value),
    )


def _begins_with_dash(value: TypedValue) -> bool:
    """Whether a text stands right behind a dash: there a key may stand, whatever it is called."""
    return value.line.rest[: value.start].rstrip().endswith("-")


def _goes_on_below(value: TypedValue) -> bool:
    """Whether the next line is text that goes on with this one."""
    below = content_below(value.text, value.line)
    if not below or below.startswith(("- ", "#")):
        return False
    return LINE_OF_KEY.fullmatch(below) is None
