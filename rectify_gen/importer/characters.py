r"""Characters of an imported text: what is white space, what the model refuses, leaked field codes.

For example ``EQ \o\ac(○,22)核对`` becomes ㉒核对. Pure functions from text to text. This module must not
know lines, notices, or data.
"""

from __future__ import annotations

import re

from rectify_gen import chinese, invisible

_BLANKS = "[ \t\u3000\u00a0]{0,4}"
_FIELD_CODE = re.compile(
    rf"""
    \{{? {_BLANKS}
    EQ {_BLANKS} \\o {_BLANKS} \\ac {_BLANKS}    # the field: EQ \o\ac
    [(（] {_BLANKS} [○◯〇Oo0] {_BLANKS}          # the circle
    [,，;；] {_BLANKS} ([0-9]{{1,3}}) {_BLANKS}   # the number in it
    [)）] {_BLANKS} \}}?
    """,
    re.IGNORECASE | re.VERBOSE,
)
r"""Word's way of writing a circled number, ``EQ \o\ac(○,22)``, as it leaks into copied text."""


def drop_invisible(text: str) -> tuple[str, int]:
    """Return ``text`` without characters that nobody sees and that mean nothing, and how many there were."""
    if not invisible.may_hold(text):
        return text, 0
    return invisible.without_noise(text)


def drop_refused(text: str) -> tuple[str, int]:
    """Return ``text`` with a space for each character that the model refuses, and how many there were."""
    return chinese.ILLEGAL_CHARACTER.compiled.subn(" ", text)


def resolve_field_codes(text: str) -> tuple[str, int]:
    """Return ``text`` with leaked codes of circled numbers written as such, and how many there were."""
    return _FIELD_CODE.subn(_circled, text)


def _circled(field_code: re.Match[str]) -> str:
    return chinese.circled(int(field_code[1]))


def squeeze(text: str) -> str:
    """Return ``text`` without white space and invisible characters, as texts are compared."""
    visible = chinese.ILLEGAL_CHARACTER.sub(" ", text)
    visible = invisible.shapeless().sub("", visible)
    return "".join(visible.split())


def as_compared(text: str) -> str:
    """Return the words of a source line as they are compared: field codes resolved, white space removed."""
    visible, _ = drop_invisible(text)
    resolved, _ = resolve_field_codes(visible)
    return squeeze(resolved)


def indent(line: str) -> float:
    """Return the width of the white space in front of ``line``, in full-width characters; tabs have none."""
    blanks = line[: len(line) - len(line.lstrip())]
    return chinese.width(blanks.replace("\t", ""))


def join(lines: list[str]) -> str:
    """Return lines of one stretch as one string; a space only between Latin letters."""
    joined = ""
    for line in lines:
        last_sign, first_sign = joined[-1:], line[:1]
        if _is_latin(last_sign) and _is_latin(first_sign):
            joined += " "
        joined += line
    return joined


def _is_latin(sign: str) -> bool:
    return sign.isascii() and sign.isalpha()
