"""Every sentence that the product says, in Chinese and English, by code: one table.

One file for each room that speaks; the codes are the same in both languages.
Placeholders are filled from the facts of a diagnostic. This room imports nothing
of the product and never prints.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import NamedTuple


class Message(NamedTuple):
    """One entry of the table: severity, then sentence and hint in Chinese and in English.

    ``{name}`` is filled from the facts; a fact may be absent only if no placeholder names it.
    """

    severity: str
    zh: str
    en: str
    zh_hint: str = ""
    en_hint: str = ""

    def text(self, lang: str, facts: Mapping[str, object]) -> str:
        """Return the sentence in ``zh`` or ``en`` with its placeholders filled."""
        return (self.zh if lang == "zh" else self.en).format_map(facts)

    def hint(self, lang: str, facts: Mapping[str, object]) -> str:
        """Return what to do about it in ``zh`` or ``en``; may be empty."""
        return (self.zh_hint if lang == "zh" else self.en_hint).format_map(facts)


@functools.cache
def table() -> Mapping[str, Message]:
    """Return the whole table, code to message; a code stands in one file only."""
    from rectify_gen.messages import importing, interface, reading, rendering, ruling

    parts = (reading.TABLE, ruling.TABLE, rendering.TABLE, importing.TABLE, interface.TABLE)
    return {code: message for part in parts for code, message in part.items()}


def lookup(code: str) -> Message:
    """Return the entry of ``code``; a code that is not in the table is a bug (KeyError)."""
    return table()[code]


def say(code: str, lang: str, **facts: object) -> str:
    """Return the sentence of ``code`` in ``lang``, for what is said without a diagnostic."""
    return lookup(code).text(lang, facts)
