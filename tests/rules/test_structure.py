"""Rules of numbers, headings, paragraphs and parts, beside their cases in tests/cases/rules."""

from __future__ import annotations

from cases_of_notices import (
    notice_of_case,
    sections,
)

from rectify_gen.rules import (
    headings,
    measure_runs,
    missing_parts,
    numbering,
    paragraphs,
    subject,
)

RULES = tuple(
    rule
    for module in (numbering, measure_runs, headings, paragraphs, missing_parts)
    for rule in module.RULES
)
BY_CODE = {rule.code: rule for rule in RULES}


def test_a_complete_notice_has_no_report() -> None:
    walked = subject(notice_of_case({}))
    assert [one for rule in RULES for one in rule.check(walked)] == []


def test_a_number_in_another_form_is_told_its_own() -> None:
    case = {"sections": [*sections()[:2], {**sections()[2], "number": "三"}]}
    (found,) = BY_CODE["mark-form"].check(subject(notice_of_case(case)))
    assert found.facts["better"] == "三、"
