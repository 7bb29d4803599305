"""The proof: what the data prints, as plain text, against the words of the source.

The only place of this room that validates and composes. It must not know how the
data came about.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from rectify_gen import sentences, view
from rectify_gen.importer.characters import squeeze
from rectify_gen.model import Kind, Notice, notice_of
from rectify_gen.templating.fill import fill
from rectify_gen.view import AbsentFactError, View


def printed(notice: Notice) -> str:
    """Return everything that ``notice`` prints, in order and without white space.

    Raises:
        AbsentFactError: a standard sentence needs a fact that the data does not give.
    """
    shown = view.compose(notice)
    signature = (
        shown.signature if not isinstance(shown.signature, view.Absent) else None
    )
    parts = [
        *shown.title_lines,
        f"{shown.document.addressees}：" if shown.document.addressees else "",
        *_opening(shown),
        *(
            paragraph.number + paragraph.heading + paragraph.text
            for paragraph in shown.paragraphs
        ),
        *_closing(shown),
        *(organ.name for organ in (signature.organizations if signature else ())),
        str((signature.date if signature else "") or ""),
    ]
    return squeeze("".join(parts))


def reproduces(data: Mapping[str, Any], words: str) -> bool:
    """Return whether ``data`` is valid and prints exactly ``words`` (white space aside).

    A standard sentence may lack a fact, and no Chinese numeral is written beyond 9999: such data prints nothing.
    """
    notice = notice_of(data)
    try:
        return notice is not None and printed(notice) == words
    except (AbsentFactError, ValueError):
        return False


def standard_opening(facts: Mapping[str, Any]) -> str | None:
    """Return the standard opening that ``facts`` (data without sections) print, or None where one is missing."""
    return _filled(facts, _opening)


def standard_closing(facts: Mapping[str, Any]) -> str | None:
    """Return the standard closing that ``facts`` (data without sections) print, or None where one is missing."""
    return _filled(facts, _closing)


def standard_title(facts: Mapping[str, Any]) -> str:
    """Return the standard title that ``facts`` (data without sections) print; may be empty."""
    notice = notice_of(_with_section(facts))
    return squeeze(view.standard_title(notice)) if notice else ""


def _filled(facts: Mapping[str, Any], part: Callable[[View], list[str]]) -> str | None:
    notice = notice_of(_with_section(facts))
    try:
        return "".join(part(view.compose(notice))) if notice else None
    except AbsentFactError:
        return None


def _with_section(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {**facts, "sections": [{"heading": "一"}]}


def _opening(shown: View) -> list[str]:
    return (
        [fill(sentences.OPENING[shown.kind], shown)]
        if shown.opening.standard
        else list(shown.opening.paragraphs)
    )


def _closing(shown: View) -> list[str]:
    if not shown.closing.standard:
        return list(shown.closing.paragraphs)
    return [
        fill(
            sentences.REPORT_ENDING if shown.kind == Kind.REPORT else sentences.CLOSING,
            shown,
        )
    ]
