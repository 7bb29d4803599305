"""The list of all rules, in the order in which they run."""

import difflib
from collections.abc import Iterable, Iterator

from rectify_gen.diagnostics import Diagnostic, Route, Severity
from rectify_gen.rules import (
    audience,
    claims,
    consistency,
    date_forms,
    disclosure,
    editions,
    figure_changes,
    foreign_markup,
    headings,
    joins,
    ledger_facts,
    marks_misused,
    measure_runs,
    missing_parts,
    named_lists,
    naming,
    number_forms,
    numbering,
    numbers,
    other_inspections,
    pairing,
    paragraphs,
    phrasing,
    punctuation,
    quoting,
    repeats,
    status_facts,
    sums,
    terms,
    times,
    unseen,
    widths,
)
from rectify_gen.rules.finding import Finding
from rectify_gen.rules.rule import Rule, Subject, rule

RULES: tuple[Rule, ...] = (
    *consistency.RULES,
    *numbers.RULES,
    *number_forms.RULES,
    *date_forms.RULES,
    *disclosure.RULES,
    *unseen.RULES,
    *foreign_markup.RULES,
    *punctuation.RULES,
    *marks_misused.RULES,
    *widths.RULES,
    *pairing.RULES,
    *missing_parts.RULES,
    *naming.RULES,
    *numbering.RULES,
    *headings.RULES,
    *editions.RULES,
    *other_inspections.RULES,
    *measure_runs.RULES,
    *paragraphs.RULES,
    *claims.RULES,
    *sums.RULES,
    *figure_changes.RULES,
    *times.RULES,
    *ledger_facts.RULES,
    *status_facts.RULES,
    *repeats.RULES,
    *named_lists.RULES,
    *joins.RULES,
    *quoting.RULES,
    *phrasing.RULES,
    *terms.RULES,
    *audience.RULES,
)


@rule(
    severity=Severity.WARNING,
    sentence=("豁免 {code} 没有对应的问题", "the waiver of {code} covers nothing"),
    hint=("删去，或核对 code 和 where", "delete it, or check code and where"),
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
def waiver_unused(_subject: Subject) -> Iterator[Finding]:
    """Yield nothing: only :func:`rectify_gen.rules.judging.judge` knows what the other rules reported."""
    return iter(())


DOCUMENTED: tuple[Rule, ...] = (*RULES, waiver_unused)
"""What ``rectify-gen rules`` lists and explains."""
CODES = frozenset(rule.code for rule in DOCUMENTED)
"""What a project may choose a severity for."""


def unknown(code: str, known: Iterable[str], route: Route = ()) -> Diagnostic:
    """Return the diagnostic of a ``code`` that is none of ``known``, with the nearest of them."""
    near = next(iter(difflib.get_close_matches(code, known, 1, 0.6)), "")
    facts = {
        "rule": code,
        "near_zh": f"是不是 {near}？" if near else "",
        "near_en": f"did you mean {near}? " if near else "",
    }
    return Diagnostic("rule-unknown", route, facts)
