"""Complex fields (``w:fldChar``): which text is a field's code and which its result.

A field begins, holds its code, then perhaps a separator and the result that Word shows;
fields stand within fields (ISO/IEC 29500-1, 17.16.18). This module must not know runs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rectify_gen import chinese
from rectify_gen.late_pattern import LatePattern

_CIRCLED_NUMBER = LatePattern(
    r"""
    \s* eq \s* \\o\\ac \s*  # overstrike, centred
    \( \s*
    [○〇◯] \s*
    [,;，] \s*  # which of them parts a list depends on the language of Windows
    (\d{1,3}) \s*
    \) \s*
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""带圈字符: how Word makes ㉒ where the font lacks it."""


@dataclass(slots=True)
class Field:
    """A field that has begun; ``has_shown`` is whether its result holds any text."""

    code: str = ""
    in_code: bool = True
    has_shown: bool = False


class Fields:
    """The fields that are open at one place of a paragraph, the innermost last."""

    def __init__(self) -> None:
        self._open: list[Field] = []

    @property
    def is_open(self) -> bool:
        """Whether any field is open."""
        return bool(self._open)

    @property
    def in_code(self) -> bool:
        """Whether what comes next stands in the code of a field."""
        # The result of a field within the code of another one is not shown either.
        return any(field.in_code for field in self._open)

    @property
    def innermost_code(self) -> str:
        """The code of the innermost open field, as far as it has been read."""
        return self._open[-1].code

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of the fields in whose results we are, the innermost last."""
        names = []
        for field in self._open:
            if not field.in_code:
                names.append(field_name(field.code))
        return tuple(names)

    def begin(self) -> None:
        """A field begins; its code follows."""
        self._open.append(Field())

    def add_code(self, text: str) -> None:
        """Add ``text`` to the code of the innermost field."""
        # Word splits a code over several <w:instrText>: " PA", "GE ".
        self._open[-1].code += text

    def unfinished_codes(self) -> list[str]:
        """Return the codes, as far as they were read, of the fields that have shown no result yet."""
        return [field.code for field in self._open if field.in_code]

    def separate(self) -> None:
        """The code of the innermost field ends; its result follows."""
        self._open[-1].in_code = False

    def has_shown(self) -> None:
        """Note that some text stands in the results of all open fields."""
        for field in self._open:
            field.has_shown = True

    def end(self) -> Field:
        """Close the innermost field and return it."""
        return self._open.pop()


def field_name(code: str) -> str:
    """Return the kind of a field in capitals: ``PAGE`` for the code `` page ``."""
    words = code.split(maxsplit=1)
    return words[0].upper() if words else ""


def circled_number(code: str) -> str:
    """Return the sign that an EQ field draws as a number in a circle, empty for any other field."""
    match = _CIRCLED_NUMBER.fullmatch(code)
    if match is None or int(match[1]) == 0:
        return ""
    return chinese.circled(int(match[1]))
