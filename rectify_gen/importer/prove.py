"""The proof: what the data prints, as plain text, against the words of the source.

The only module of this room that validates and composes. It must not know how the
data came about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from rectify_gen import view
from rectify_gen.importer.characters import squeeze
from rectify_gen.importer.notice_data import NoticeData
from rectify_gen.importer.outer_parts import OuterKind, OuterPart
from rectify_gen.model import Notice, notice_of
from rectify_gen.model.slots import slot_use
from rectify_gen.templating.fill import fill
from rectify_gen.view import AbsentFactError, View
from rectify_gen.view.printed_facts import PrintedFacts
from rectify_gen.view.printed_text import (
    FillSentence,
    body_lines,
    closing_lines,
    opening_lines,
    surrounding_texts,
    text_lines,
)
from rectify_gen.view.provenance import PLAIN

_UNPRINTED_KINDS = (OuterKind.MARK, OuterKind.ATTACHED, OuterKind.UNPRINTED)
"""Parts that the data does not print as such; each is reported, or follows from other data."""


def printed(notice: Notice) -> str:
    """Return everything that ``notice`` prints, in order and without white space.

    Raises:
        AbsentFactError: a standard sentence needs a fact that the data does not give.
    """
    lines = text_lines(view.compose(notice), fill)
    return squeeze("".join(lines))


def reproduces(
    data: NoticeData,
    words: str,
    head: Sequence[OuterPart] = (),
    tail: Sequence[OuterPart] = (),
) -> bool:
    """Return whether ``data`` is valid and prints exactly ``words`` (white space aside).

    ``head`` and ``tail`` are the parts around the text, in the order of the source. Each is compared alone,
    so that their order may be another than that of the templates.
    """
    notice = notice_of(data)
    if notice is None:
        return False
    middle = _without_parts(words, head, tail)
    if middle is None:
        return False
    try:
        composed = view.compose(notice)
        text = squeeze("".join(body_lines(composed, fill)))
    except (AbsentFactError, ValueError):
        # A standard sentence lacks a fact, or a number is so large that it has no Chinese numeral.
        return False
    texts = surrounding_texts(composed)
    expected = _printed_by_kind([*head, *tail])
    middle += expected.pop(OuterKind.CONTACTS.value, "")
    for kind in _UNPRINTED_KINDS:
        expected.pop(kind.value, None)
    printed_texts = {key: squeeze("".join(lines)) for key, lines in texts.items()}
    # Organs in the title have a line each; the source may have 、 between them or not.
    title = OuterKind.TITLE.value
    if composed.title and squeeze(str(composed.title)) == expected.get(title):
        printed_texts[title] = expected[title]
    return printed_texts == expected and text == middle


def _without_parts(
    words: str,
    head: Sequence[OuterPart],
    tail: Sequence[OuterPart],
) -> str | None:
    """Return ``words`` without those of the parts around the text; None where they do not stand there."""
    for part in head:
        if not words.startswith(part.words):
            return None
        words = words[len(part.words) :]
    for part in reversed(tail):
        if not words.endswith(part.words):
            return None
        words = words[: len(words) - len(part.words)]
    return words


def _printed_by_kind(parts: Iterable[OuterPart]) -> dict[str, str]:
    """Return what the data must print of ``parts``; several of a kind, such as two lines of signers, are one text."""
    texts: dict[str, str] = {}
    for part in parts:
        key = part.kind.value
        texts[key] = texts.get(key, "") + part.printed
    return texts


def standard_opening(facts: NoticeData) -> str | None:
    """Return the standard opening that ``facts`` (data without sections) print, or None where one is missing."""
    return _standard_text(facts, opening_lines)


def standard_closing(facts: NoticeData) -> str | None:
    """Return the standard closing that ``facts`` (data without sections) print, or None where one is missing."""
    return _standard_text(facts, closing_lines)


def printed_slots(facts: NoticeData, names: Iterable[str]) -> dict[str, str]:
    """Return what each slot of ``names`` prints of ``facts`` (data without sections); without those that cannot print."""
    notice = notice_of(_with_section(facts))
    if notice is None:
        return {}
    printed_facts = PrintedFacts(view.bare(notice), PLAIN)
    texts = {}
    for name in names:
        use = slot_use(name)
        if use is None:
            continue
        try:
            texts[name] = printed_facts.of_slot(use)
        except (AbsentFactError, IndexError):
            continue
    return texts


def standard_title(facts: NoticeData) -> str:
    """Return the standard title that ``facts`` (data without sections) print; may be empty."""
    notice = notice_of(_with_section(facts))
    if notice is None:
        return ""
    return squeeze(view.standard_title(notice))


def title_lines(facts: NoticeData) -> list[str]:
    """Return the lines into which the title of ``facts`` (data without sections) is broken when it is printed."""
    notice = notice_of(_with_section(facts))
    if notice is None:
        return []
    return list(view.compose(notice).title_lines)


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
