"""Slips in the signs that make up YAML: remarks, indentation, dashes and colons that were typed with other signs.

This module must not know where in a file such a sign may stand.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from rectify_gen.source.slips import LineChange, Slip, moved_to, slip_of_line
from rectify_gen.source.typed_lines import BLANKS, WIDE_BLANKS, TypedLine

DASHES = "－—–−‐•●▪‣·*"
"""What is typed for the dash of a list."""
_COMMENT_SIGNS = ("//", "＃")
"""What is typed for the # of a remark."""
_TAB_BEFORE_WORDS = re.compile(rf"[ {WIDE_BLANKS}]*\t[ \t{WIDE_BLANKS}]*[^\s#]")


class Tabs(NamedTuple):
    """How many columns the tabs of a file take, so that its lines stand as their author sees them."""

    width: int
    is_certain: bool
    """Whether with any other width the file says nothing, or the same."""


class TypedDash(NamedTuple):
    """What stands where the dash of an entry belongs."""

    length: int
    """Its characters with the blanks behind it."""
    sign: str
    is_right: bool
    """Whether YAML reads it as a dash."""


def lines_with_tabs(text: str) -> set[int]:
    """Return the numbers of the lines of ``text`` that are indented with a tab, counted from 1; remarks are none."""
    numbers = set()
    for number, line in enumerate(text.split("\n"), start=1):
        if _TAB_BEFORE_WORDS.match(line):
            numbers.add(number)
    return numbers


def comment_sign_slip(line: TypedLine) -> Slip | None:
    """Return the slip of a remark that begins with ``//`` or ＃; None where the line is no such remark."""
    for sign in _COMMENT_SIGNS:
        if line.rest.startswith(sign):
            after = line.rest[len(sign) :]
            blanks = len(after) - len(after.lstrip())
            return slip_of_line(
                "yaml-comment-sign",
                line,
                LineChange(0, len(sign) + blanks, "# "),
                fault_length=len(sign),
                sign=sign,
            )
    return None


def wide_blank_slip(line: TypedLine) -> Slip | None:
    """Return the slip of an indentation with blanks of another kind; None where it has none."""
    for index, blank in enumerate(line.indentation):
        if blank in WIDE_BLANKS:
            return slip_of_line(
                "yaml-key-invisible",
                line,
                LineChange(
                    index - len(line.indentation),
                    len(line.indentation) - index,
                    " " * (line.column - index),
                ),
                character=f"U+{ord(blank):04X}",
            )
    return None


def tab_slip(
    line: TypedLine,
    column: int,
    *,
    is_certain: bool,
) -> Slip:
    """Return the slip of a line that is indented with tabs, and stands at ``column``."""
    return slip_of_line(
        "yaml-tab",
        line,
        moved_to(line, column),
        is_certain=is_certain,
    )


def typed_dash(content: str) -> TypedDash | None:
    """Return the dash that ``content`` begins with, or the sign that may stand for one; None where there is none."""
    sign = content[:1]
    after = content[1:]
    if content.startswith("- ") or content == "-":
        blanks = len(after) - len(after.lstrip(" "))
        return TypedDash(
            length=1 + blanks,
            sign=sign,
            is_right=True,
        )
    is_tight = sign == "-" and after[:1] not in ("", "-") and not after[0].isdigit()
    if not is_tight and (not sign or sign not in DASHES):
        return None
    blanks = len(after) - len(after.lstrip(BLANKS))
    return TypedDash(
        length=1 + blanks,
        sign=sign,
        is_right=False,
    )


def dash_slip(
    line: TypedLine,
    start: int,
    dash: TypedDash,
) -> Slip:
    """Return the slip of another sign at ``start`` of the line, where a dash belongs."""
    return slip_of_line(
        "yaml-dash",
        line,
        LineChange(start, dash.length, "- "),
        sign=dash.sign,
    )


def colon_slip(
    line: TypedLine,
    start: int,
    match: re.Match[str],
) -> Slip | None:
    """Return the slip of a colon that is full-width, or behind which something else than a blank stands.

    ``match`` is the key with its colon, as ``LINE_OF_KEY`` has it, at ``start`` of the line; None where all is right.
    """
    colon = match["colon"]
    colon_start = start + match.start("colon")
    whole_colon = LineChange(colon_start, len(colon), ": ")
    key = match["key"]
    if len(colon.strip()) > 1:
        return slip_of_line(
            "yaml-colon-sign",
            line,
            whole_colon,
            key=key,
            sign=colon.strip(),
        )
    if colon.startswith("："):
        return slip_of_line(
            "yaml-colon",
            line,
            whole_colon,
            key=key,
        )
    if len(colon) > 1:
        blanks = colon[1:]
        return slip_of_line(
            "yaml-colon-blank",
            line,
            LineChange(
                colon_start + 1,
                len(blanks),
                " " if match["value"] else "",
            ),
            key=key,
            character=f"U+{ord(blanks.strip(' ')[0]):04X}",
        )
    if match["value"] and not match["blanks"]:
        return slip_of_line(
            "yaml-colon-space",
            line,
            whole_colon,
            key=key,
        )
    return None
