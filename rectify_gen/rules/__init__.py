"""The rules room: what the model cannot say about a notice, each rule beside its own documentation.

``RULES`` is the list of them, in the order in which they run. Rules read a Notice
and yield diagnostics with routes; they must not know YAML, positions or reports.
"""

import difflib
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from rectify_gen import model
from rectify_gen.choice import STANDARD, Choice
from rectify_gen.diagnostics import Diagnostic, Route, Severity
from rectify_gen.rules import (
    audience,
    claims,
    consistency,
    disclosure,
    editions,
    headings,
    joins,
    ledger_facts,
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
    unseen,
    widths,
)
from rectify_gen.rules.editions import is_public_edition_empty
from rectify_gen.rules.quotations import is_quoted, quoting_forms
from rectify_gen.rules.rule import Documentation, Rule, Subject, rule, subject
from rectify_gen.rules.waiving import WaiverIndex

RULES: tuple[Rule, ...] = (
    *consistency.RULES,
    *numbers.RULES,
    *disclosure.RULES,
    *unseen.RULES,
    *punctuation.RULES,
    *widths.RULES,
    *pairing.RULES,
    *parts.RULES,
    *naming.RULES,
    *numbering.RULES,
    *headings.RULES,
    *editions.RULES,
    *measure_runs.RULES,
    *paragraphs.RULES,
    *claims.RULES,
    *times.RULES,
    *ledger_facts.RULES,
    *joins.RULES,
    *quoting.RULES,
    *terms.RULES,
    *audience.RULES,
)


class Judgement(NamedTuple):
    """What the rules found: reports that stand, and those that the notice waives."""

    standing: tuple[Diagnostic, ...]
    waived: tuple[Diagnostic, ...]


@rule(
    what=(
        "豁免没有用到：没有规则在那里报告什么",
        "a waiver that nothing needs: no rule reports anything there",
    ),
    why=(
        "原文已经改好，或 code、where 写错；留着会盖住以后的错误",
        "the text was corrected, or code or where is wrong; left in place it hides later faults",
    ),
    basis="习惯",
    wrong="waivers: [{code: title-end-mark, reason: 原文如此}]（标题末尾没有标点）",
    right="删去这一条 waivers",
)
def waiver_unused(_subject: Subject) -> Iterator[Diagnostic]:
    """Yield nothing: only :func:`judge` knows what the other rules reported."""
    return iter(())


DOCUMENTED: tuple[Rule, ...] = (*RULES, waiver_unused)
"""What ``rectify-gen rules`` lists and explains."""
CODES = frozenset(rule.code for rule in DOCUMENTED)
"""What a project may choose a severity for."""


def unknown(code: str, known: Iterable[str], route: Route = ()) -> Diagnostic:
    """Return the diagnostic of a ``code`` that is none of ``known``, with the nearest of them."""
    near = next(iter(difflib.get_close_matches(code, known, 1, 0.6)), "")
    facts = {
        "near_zh": f"是不是 {near}？" if near else "",
        "near_en": f"did you mean {near}? " if near else "",
    }
    return Diagnostic("rule-unknown", route, {"rule": code, **facts})


def judge(notice: model.Notice, choice: Choice = STANDARD) -> Judgement:
    """Return what the rules find in ``notice``, its own waivers honoured; a waiver that nothing needs is reported.

    ``choice`` is the project's: a rule that is ``off`` does not run.
    """
    standing: list[Diagnostic] = []
    waived: list[Diagnostic] = []
    severities = choice.severities
    used = {
        at
        for at, waiver in enumerate(notice.waivers)
        if severities.get(waiver.code) == "off"
    }
    waivers = WaiverIndex(notice.waivers)
    for found in _findings(notice, choice):
        hits = waivers.covering(found)
        used.update(hits)
        (waived if hits else standing).append(_graded(found, severities))
    if severities.get("waiver-unused") != "off":
        unused = [
            (at, waiver) for at, waiver in enumerate(notice.waivers) if at not in used
        ]
        standing += [
            _graded(_unused(at, waiver.code), severities) for at, waiver in unused
        ]
    return Judgement(tuple(standing), tuple(waived))


def _unused(at: int, code: str) -> Diagnostic:
    """What is wrong with the waiver at index ``at``: nothing needs it, or there is no such rule."""
    if code in CODES:
        return Diagnostic("waiver-unused", ("waivers", at), {"code": code})
    return unknown(code, CODES, ("waivers", at, "code"))._replace(
        grade=Severity.WARNING
    )


def _findings(notice: model.Notice, choice: Choice) -> Iterator[Diagnostic]:
    chosen = [rule for rule in RULES if choice.severities.get(rule.code) != "off"]
    if chosen:
        walked = subject(notice)._replace(publication_days=choice.publication_days)
        for one in chosen:
            yield from one.check(walked)


def _graded(found: Diagnostic, severities: Mapping[str, str]) -> Diagnostic:
    grade = severities.get(found.code)
    return found._replace(grade=Severity(grade)) if grade else found


_AT_QUOTATIONS = frozenset(
    {
        "invisible-character",
        "pause-between-quotes",
        "stop-inside-quoted-name",
        "stray-blank",
    }
)
"""Rules that change no word or mark of a quotation, but what parts it from the sentence, or what nobody sees."""


def _is_in_quotation(
    walked: Subject, places: Mapping[Route, int], found: Diagnostic
) -> bool:
    """Whether ``found`` lies in what the notice quotes: in quotation marks, its own or those of a problem's form."""
    if found.route in walked.once(quoting_forms):
        return True
    start = walked.starts[places[found.route]]
    return is_quoted(walked, start + _start(found), start + _end(found))


def mendable(notice: model.Notice, choice: Choice = STANDARD) -> tuple[Diagnostic, ...]:
    """Return what ``validate --fix`` may mend: findings that no waiver covers, in the order of the texts, none overlapping.

    In the text at ``route``, the fact ``better`` belongs in the place of ``marks`` at index ``at``; no digit changes.
    What is mended may uncover more (、 between quotations that were straight): mend until nothing is left.
    """
    walked = subject(notice)
    places = {route: number for number, route in enumerate(walked.routes)}
    last = len(places)
    waivers = WaiverIndex(notice.waivers)
    active = [
        rule
        for rule in RULES
        if rule.mends and choice.severities.get(rule.code) != "off"
    ]
    found = [
        one
        for rule in active
        for one in _pieces(waivers, rule, walked)
        if "better" in one.facts
        and (rule.code in _AT_QUOTATIONS or not _is_in_quotation(walked, places, one))
    ]
    found.sort(
        key=lambda one: (places.get(one.route, last), str(one.route), _start(one))
    )
    kept: list[Diagnostic] = []
    for one in found:
        if not kept or kept[-1].route != one.route or _end(kept[-1]) <= _start(one):
            kept.append(one)
    return tuple(kept)


def _pieces(waivers: WaiverIndex, rule: Rule, walked: Subject) -> list[Diagnostic]:
    """What ``rule`` finds that is not waived, mark by mark; nothing of a rule all of whose reports are waived."""
    found = _unwaived(waivers, rule.check(walked))
    return (
        _unwaived(waivers, rule.piecemeal(walked))
        if found and rule.piecemeal
        else found
    )


def _unwaived(waivers: WaiverIndex, found: Iterable[Diagnostic]) -> list[Diagnostic]:
    return [one for one in found if not waivers.covering(one)]


def _start(found: Diagnostic) -> int:
    at = found.facts["at"]
    assert isinstance(at, int)
    return at


def _end(found: Diagnostic) -> int:
    return _start(found) + len(str(found.facts["marks"]))


__all__ = [
    "CODES",
    "DOCUMENTED",
    "RULES",
    "Documentation",
    "Judgement",
    "Rule",
    "Subject",
    "is_public_edition_empty",
    "judge",
    "mendable",
    "subject",
    "unknown",
]
