"""Running all rules over one notice: what they report, and what the notice waives.

This room must not know positions, YAML or reports.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from rectify_gen import model
from rectify_gen.choice import STANDARD, Choice
from rectify_gen.diagnostics import Diagnostic, Severity
from rectify_gen.rules.all_rules import CODES, RULES, unknown, waiver_unused
from rectify_gen.rules.finding import Finding
from rectify_gen.rules.rule import subject
from rectify_gen.rules.waiving import WaiverIndex


class Judgement(NamedTuple):
    """What the rules found: reports that stand, and those that the notice waives."""

    standing: tuple[Diagnostic, ...]
    waived: tuple[Diagnostic, ...]


def judge(notice: model.Notice, choice: Choice = STANDARD) -> Judgement:
    """Return what the rules find in ``notice``, its own waivers honoured; a waiver that nothing needs is reported.

    ``choice`` is the project's: a rule that is ``off`` does not run.
    """
    standing: list[Diagnostic] = []
    waived: list[Diagnostic] = []
    severities = choice.severities
    # The waiver of a rule that does not run may be needed when it runs again.
    used_waivers = {
        number
        for number, waiver in enumerate(notice.waivers)
        if severities.get(waiver.code) == "off"
    }
    waivers = WaiverIndex(notice.waivers)
    for diagnostic in _diagnostics(notice, choice):
        covering = waivers.covering(diagnostic)
        used_waivers.update(covering)
        reports = waived if covering else standing
        reports.append(_graded(diagnostic, severities))
    if severities.get(waiver_unused.code) != "off":
        for number, waiver in enumerate(notice.waivers):
            if number not in used_waivers:
                diagnostic = _unused_waiver(number, waiver.code)
                standing.append(_graded(diagnostic, severities))
    return Judgement(tuple(standing), tuple(waived))


def _unused_waiver(number: int, code: str) -> Diagnostic:
    """What is wrong with the waiver of that number, from 0: nothing needs it, or there is no such rule."""
    if code in CODES:
        finding = Finding(("waivers", number), facts={"code": code})
        return waiver_unused.diagnostic(finding)
    no_rule = unknown(code, CODES, ("waivers", number, "code"))
    return no_rule._replace(grade=Severity.WARNING)


def _diagnostics(notice: model.Notice, choice: Choice) -> Iterator[Diagnostic]:
    """Yield what each rule that ``choice`` lets run finds in ``notice``."""
    chosen = [rule for rule in RULES if choice.severities.get(rule.code) != "off"]
    # Walking a notice costs as much as some rules: not where none runs, as in a comparison.
    if not chosen:
        return
    walked = subject(notice, choice)
    for rule in chosen:
        yield from rule.check(walked)


def _graded(diagnostic: Diagnostic, severities: Mapping[str, str]) -> Diagnostic:
    """Return ``diagnostic`` with the severity that the project chose for its code, if any."""
    grade = severities.get(diagnostic.code)
    return diagnostic._replace(grade=Severity(grade)) if grade else diagnostic
