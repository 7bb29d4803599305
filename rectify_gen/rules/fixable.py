"""Which fixes of the rules ``validate --fix`` may try: not what is waived, and no word of a quotation.

This room must not know positions, YAML or reports.
"""

from collections.abc import Iterable, Iterator, Mapping

from rectify_gen import model
from rectify_gen.choice import STANDARD, Choice
from rectify_gen.diagnostics import Diagnostic, Fix, Route
from rectify_gen.rules.all_rules import RULES
from rectify_gen.rules.quotations import is_quoted, quoting_forms
from rectify_gen.rules.rule import Rule, Subject, subject
from rectify_gen.rules.waiving import WaiverIndex

_AT_QUOTATIONS = frozenset(
    {
        "invisible-character",
        "pause-between-quotes",
        "stop-inside-quoted-name",
        "stray-blank",
    }
)
"""Rules that change no word or mark of a quotation, but what parts it from the sentence, or what nobody sees."""


def fixable(
    notice: model.Notice, choice: Choice = STANDARD, *, unsafe: bool = False
) -> tuple[Diagnostic, ...]:
    """Return the findings that may be fixed, one for each fix, in the order of the texts; no two overlap.

    With ``unsafe`` also those whose fix may be wrong.

    Each stands at the characters of its only fix. No digit changes. What is fixed may uncover more
    (、 between quotations that were straight): fix until nothing is left.
    """
    walked = subject(notice, choice)
    places = {route: number for number, route in enumerate(walked.routes)}
    waivers = WaiverIndex(notice.waivers)
    candidates: list[tuple[_Order, Fix, Diagnostic]] = []
    for rule in RULES:
        may_fix = rule.fixes or (unsafe and rule.offers)
        if not may_fix or choice.severities.get(rule.code) == "off":
            continue
        for diagnostic in _single_fixes(rule, walked, waivers):
            for fix in diagnostic.fixes:
                if not fix.is_safe and not unsafe:
                    continue
                # What is quoted is the inspectors' wording, and not ours to correct.
                keeps_words = rule.code in _AT_QUOTATIONS
                if keeps_words or not _is_in_quotation(walked, places, fix):
                    candidates.append((_order(places, fix), fix, diagnostic))
    candidates.sort(key=lambda candidate: candidate[0])
    return tuple(_without_overlaps(candidates))


_Order = tuple[int, str, int]


def _order(places: Mapping[Route, int], fix: Fix) -> _Order:
    """Where ``fix`` comes: by its text, those that are numbers last; then by its first character."""
    return places.get(fix.route, len(places)), str(fix.route), fix.span.start


def _single_fixes(
    rule: Rule, walked: Subject, waivers: WaiverIndex
) -> Iterator[Diagnostic]:
    """Yield what ``rule`` finds and no waiver covers, once for each of its fixes that none covers either."""
    for diagnostic in rule.check(walked):
        if waivers.covering(diagnostic):
            continue
        for fix in diagnostic.fixes:
            single = diagnostic._replace(route=fix.route, span=fix.span, fixes=(fix,))
            codes = (rule.code, *rule.gathers)
            if not any(waivers.covering(single._replace(code=code)) for code in codes):
                yield single


def _is_in_quotation(walked: Subject, places: Mapping[Route, int], fix: Fix) -> bool:
    """Whether ``fix`` lies in what the notice quotes: in quotation marks, its own or those of a problem's form."""
    if fix.route in walked.once(quoting_forms):
        return True
    start_of_text = walked.starts[places[fix.route]]
    return is_quoted(
        walked, start_of_text + fix.span.start, start_of_text + fix.span.end
    )


def _without_overlaps(
    candidates: Iterable[tuple[_Order, Fix, Diagnostic]],
) -> Iterator[Diagnostic]:
    """Yield the findings whose fix begins behind the last one that was yielded, or in another text."""
    last: Fix | None = None
    for _, fix, diagnostic in candidates:
        overlaps = (
            last is not None
            and last.route == fix.route
            and last.span.end > fix.span.start
        )
        if not overlaps:
            last = fix
            yield diagnostic
