"""Every sentence that the product says, in Chinese and English, by code: one table.

One file for each room that speaks; the codes are the same in both languages.
Placeholders are filled from the facts of a diagnostic. This room imports nothing
of the product and never prints.
"""

import functools
from collections.abc import Mapping
from importlib import import_module
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


PARTS = (
    "interface",
    "helping",
    "reading",
    "file_kinds",
    "rendering",
    "contract",
    "office_layout",
    "measuring",
    "importing",
    "proofreading",
    "workbooks",
    "ledgers",
    "fixes",
    "office",
    "building",
    "checkup",
    "notice_workbooks",
    "previewing",
)
"""The files of the table; a code stands in one of them only."""


@functools.cache
def _part(name: str) -> Mapping[str, Message]:
    table: Mapping[str, Message] = import_module(f"rectify_gen.messages.{name}").TABLE
    return table


def table() -> Mapping[str, Message]:
    """Return the whole table, code to message."""
    return {code: message for name in PARTS for code, message in _part(name).items()}


def reports() -> Mapping[str, Message]:
    """Return the messages of the table that are reports: what is only said has no hint and is never a warning."""
    found: dict[str, Message] = {}
    for code, message in table().items():
        if message.severity != "info" or message.zh_hint:
            found[code] = message
    return found


def lookup(code: str) -> Message:
    """Return the entry of ``code``; a code that is not in the table is a bug (KeyError).

    Files are read one after the other, so that a run which only says “built” reads only the first.
    """
    for name in PARTS:
        if code in _part(name):
            return _part(name)[code]
    raise KeyError(code)


def say(code: str, lang: str, **facts: object) -> str:
    """Return the sentence of ``code`` in ``lang``, for what is said without a diagnostic."""
    return lookup(code).text(lang, facts)
