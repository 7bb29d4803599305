"""Characters of an imported text: what is white space, what the model refuses, leaked field codes.

Pure functions from text to text. This room must not know lines, notices, or data.
"""

from __future__ import annotations

import re

from rectify_gen import chinese, invisible

_FIELD_CODE = re.compile(
    r"\{?[ \t\u3000\u00a0]{0,4}EQ[ \t\u3000\u00a0]{0,4}\\o[ \t\u3000\u00a0]{0,4}\\ac[ \t\u3000\u00a0]{0,4}"
    r"[(（][ \t\u3000\u00a0]{0,4}[○◯〇Oo0][ \t\u3000\u00a0]{0,4}[,，;；][ \t\u3000\u00a0]{0,4}([0-9]{1,3})"
    r"[ \t\u3000\u00a0]{0,4}[)）][ \t\u3000\u00a0]{0,4}\}?",
    re.IGNORECASE,
)
"""Word's way of writing a circled number, ``EQ \\o\\ac(○,22)``, as it leaks into copied text."""


def drop_invisible(text: str) -> tuple[str, int]:
    """Return ``text`` without characters that nobody sees and that mean nothing, and how many there were."""
    return invisible.without_noise(text) if invisible.may_hold(text) else (text, 0)


def drop_refused(text: str) -> tuple[str, int]:
    """Return ``text`` with a space for each character that the model refuses, and how many there were."""
    return chinese.ILLEGAL_CHARACTER.subn(" ", text)


def resolve_field_codes(text: str) -> tuple[str, int]:
    """Return ``text`` with leaked codes of circled numbers written as such, and how many there were."""
    return _FIELD_CODE.subn(lambda found: chinese.circled(int(found[1])), text)


def squeeze(text: str) -> str:
    """Return ``text`` without white space and invisible characters, as texts are compared."""
    seen = invisible.shapeless().sub("", chinese.ILLEGAL_CHARACTER.sub(" ", text))
    return "".join(seen.split())


def as_compared(text: str) -> str:
    """Return the words of a source line as they are compared: field codes resolved, white space removed."""
    return squeeze(resolve_field_codes(drop_invisible(text)[0])[0])


def join(lines: list[str]) -> str:
    """Return lines of one stretch as one string; a space only between Latin letters."""
    out = ""
    for line in lines:
        latin = (
            out[-1:].isascii()
            and out[-1:].isalpha()
            and line[:1].isascii()
            and line[:1].isalpha()
        )
        out += (" " if latin else "") + line
    return out
