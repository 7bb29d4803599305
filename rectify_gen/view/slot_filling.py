"""An own preamble or closing as printed: each ``{team}`` in it replaced by the fact of the notice.

The slots themselves are those of :mod:`rectify_gen.model.slots`. This room must not know YAML, positions, Word, or
any template.
"""

from __future__ import annotations

from rectify_gen import model
from rectify_gen.diagnostics import Route
from rectify_gen.model import slots
from rectify_gen.view import joining
from rectify_gen.view.outline import prose
from rectify_gen.view.printed_facts import PrintedFacts
from rectify_gen.view.provenance import PLAIN, Writer


class SlotWriter(Writer):
    """Writes texts with their slots filled, each stretch by ``writer``, so that facts keep their own routes."""

    def __init__(self, facts: PrintedFacts, writer: Writer) -> None:
        self._facts = facts
        self._writer = writer

    def text(self, text: str, route: Route, *, generated: bool = False) -> str:
        """Return ``text`` with the facts that its slots name."""
        if "{" not in text and "}" not in text:
            return self._writer.text(text, route, generated=generated)
        whole = self._writer.text("", route)
        for piece in slots.pieces(text):
            use = slots.slot_use(piece.words) if piece.is_slot else None
            if use is None:
                whole = whole + self._writer.text(piece.words, route)
            else:
                whole = whole + self._facts.of_slot(use)
        return whole


def preamble_texts(notice: model.Notice, writer: Writer = PLAIN) -> tuple[str, ...]:
    """Return the paragraphs of an own preamble as printed; none where the notice has the standard one."""
    return _own_wording(notice.preamble or (), "preamble", notice, writer)


def closing_texts(notice: model.Notice, writer: Writer = PLAIN) -> tuple[str, ...]:
    """Return the paragraphs of an own closing as printed; none where the notice has the standard one."""
    return _own_wording(notice.closing or (), "closing", notice, writer)


def _own_wording(
    members: tuple[str | model.Paragraph, ...],
    key: str,
    notice: model.Notice,
    writer: Writer,
) -> tuple[str, ...]:
    if not members:
        return ()
    facts = PrintedFacts(joining.bare(notice), writer)
    return prose(members, (key,), SlotWriter(facts, writer))
