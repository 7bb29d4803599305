"""The rules room: what the model cannot say about a notice, each rule beside its own documentation.

``RULES`` is the list of them, in the order in which they run. Rules read a Notice
and yield diagnostics with routes; they must not know YAML, positions or reports.
"""

from collections.abc import Iterable
from typing import NamedTuple

from rectify_gen import model
from rectify_gen.diagnostics import Diagnostic
from rectify_gen.rules import (
    audience,
    claims,
    consistency,
    disclosure,
    headings,
    measure_runs,
    naming,
    numbering,
    numbers,
    pairing,
    paragraphs,
    parts,
    punctuation,
    quoting,
    terms,
    times,
    widths,
)
from rectify_gen.rules.rule import Documentation, Rule, Subject, subject

RULES: tuple[Rule, ...] = (
    *consistency.RULES,
    *numbers.RULES,
    *disclosure.RULES,
    *punctuation.RULES,
    *widths.RULES,
    *pairing.RULES,
    *parts.RULES,
    *naming.RULES,
    *numbering.RULES,
    *headings.RULES,
    *measure_runs.RULES,
    *paragraphs.RULES,
    *claims.RULES,
    *times.RULES,
    *quoting.RULES,
    *terms.RULES,
    *audience.RULES,
)


class Judgement(NamedTuple):
    """What the rules found: reports that stand, and those that the notice waives."""

    standing: tuple[Diagnostic, ...]
    waived: tuple[Diagnostic, ...]


def judge(notice: model.Notice, rules: Iterable[Rule] = RULES) -> Judgement:
    """Return what ``rules`` find in ``notice``, its own waivers honoured; a waiver that nothing needs is reported."""
    standing: list[Diagnostic] = []
    waived: list[Diagnostic] = []
    used: set[int] = set()
    walked = subject(notice)
    for rule in rules:
        for found in rule.check(walked):
            hits = [at for at, waiver in enumerate(notice.waivers) if _covers(waiver, found)]
            used.update(hits)
            (waived if hits else standing).append(found)
    for at, waiver in enumerate(notice.waivers):
        if at not in used:
            standing.append(Diagnostic("waiver-unused", ("waivers", at), {"code": waiver.code}))
    return Judgement(tuple(standing), tuple(waived))


def _covers(waiver: model.Waiver, found: Diagnostic) -> bool:
    """Whether ``waiver`` names the code, and its quotation the place, of ``found``."""
    if waiver.code != found.code:
        return False
    text, marks = str(found.facts.get("text", "")), str(found.facts.get("marks", ""))
    return waiver.where is None or (waiver.where in text and marks in waiver.where)


__all__ = ["RULES", "Documentation", "Judgement", "Rule", "Subject", "judge", "subject"]
