"""The proof: what the data prints, as plain text, against the words of the source.

The only module of this room that validates and composes. It must not know how the
data came about.
"""

from __future__ import annotations

from collections.abc import Callable

from rectify_gen import view
from rectify_gen.importer.characters import squeeze
from rectify_gen.importer.notice_data import NoticeData
from rectify_gen.model import Notice, notice_of
from rectify_gen.templating.fill import fill
from rectify_gen.view import AbsentFactError, View
from rectify_gen.view.printed_text import (
    FillSentence,
    closing_lines,
    opening_lines,
    text_lines,
)


def printed(notice: Notice) -> str:
    """Return everything that ``notice`` prints, in order and without white space.

    Raises:
        AbsentFactError: a standard sentence needs a fact that the data does not give.
    """
    lines = text_lines(view.compose(notice), fill)
    return squeeze("".join(lines))


def reproduces(data: NoticeData, words: str) -> bool:
    """Return whether ``data`` is valid and prints exactly ``words`` (white space aside)."""
    notice = notice_of(data)
    if notice is None:
        return False
    try:
        return printed(notice) == words
    except (AbsentFactError, ValueError):
        # A standard sentence lacks a fact, or a number is beyond 9999, which has no Chinese numeral.
        return False


def standard_opening(facts: NoticeData) -> str | None:
    """Return the standard opening that ``facts`` (data without sections) print, or None where one is missing."""
    return _standard_text(facts, opening_lines)


def standard_closing(facts: NoticeData) -> str | None:
    """Return the standard closing that ``facts`` (data without sections) print, or None where one is missing."""
    return _standard_text(facts, closing_lines)


def standard_title(facts: NoticeData) -> str:
    """Return the standard title that ``facts`` (data without sections) print; may be empty."""
    notice = notice_of(_with_section(facts))
    if notice is None:
        return ""
    return squeeze(view.standard_title(notice))


def _standard_text(
    facts: NoticeData, lines_of: Callable[[View, FillSentence], list[str]]
) -> str | None:
    notice = notice_of(_with_section(facts))
    if notice is None:
        return None
    try:
        return "".join(lines_of(view.compose(notice), fill))
    except AbsentFactError:
        return None


def _with_section(facts: NoticeData) -> NoticeData:
    """Return ``facts`` with the one section that a valid notice needs."""
    return {**facts, "sections": [{"heading": "一"}]}
