"""Judging a whole notice: documentation, waivers, editions; the cases of the rules are in tests/cases/rules."""

from __future__ import annotations

from typing import Any

import pytest

from rectify_gen.choice import Choice
from rectify_gen.model import Notice
from rectify_gen.rules import CODES, RULES, consistency, judge, punctuation

SECTION = {
    "role": "rectification",
    "content": [
        {"problem": "甲", "content": "已改。"},
        {"problem": "乙", "content": "在改。"},
    ],
}


def noted(**changes: Any) -> Notice:
    return Notice.model_validate({"sections": [SECTION], **changes})


HERE = {rule.code for rule in (*consistency.RULES, *punctuation.RULES)}
ONLY_THESE = Choice(dict.fromkeys(CODES - HERE - {"waiver-unused"}, "off"))
"""The rules of these tables: the notices in them are too small for the others."""


def test_every_rule_has_its_documentation_and_its_message() -> None:
    assert len({rule.code for rule in RULES}) == len(RULES)
    for rule in RULES:
        assert all((*rule.documentation.what, *rule.documentation.why)), rule.code
        assert rule.documentation.basis
        assert rule.documentation.wrong != rule.documentation.right
        assert rule.message.zh != rule.message.en


def test_notice_without_any_text_is_judged() -> None:
    assert judge(Notice.model_validate({"sections": [{"role": "overview"}]}))


def test_waiver_covers_only_the_place_that_it_quotes() -> None:
    twice = {
        "preamble": ["公示。。", "结束。。"],
        "waivers": [
            {"code": "doubled-punctuation", "where": "公示。。", "reason": "原文"}
        ],
    }
    judged = judge(noted(**twice), ONLY_THESE)
    assert [one.route for one in judged.waived] == [("preamble", 0)]
    assert [one.route for one in judged.standing] == [("preamble", 1)]


def with_internal(**section: Any) -> Notice:
    """Three problems, the last one internal, and what the body claims of them."""
    names = ("学习制度落实不够", "资金审批把关不严", "干部轮岗交流较少")
    items = [{"problem": name, "content": "已经办结。"} for name in names]
    items[2]["audience"] = "internal"
    prose = section.pop("prose", "")
    overview = [{"role": "overview", "content": prose}] if prose else []
    rectification = {"role": "rectification", "content": items}
    return noted(sections=[*overview, rectification], **section)


@pytest.mark.parametrize(
    ("problems", "prose", "codes"),
    [
        (2, "", set()),
        (3, "", set()),
        (4, "", {"count-mismatch"}),
        (3, "巡察反馈2个问题。", set()),
        (2, "巡察反馈3个问题。", set()),
        (3, "巡察反馈3个问题。", set()),
        (3, "巡察反馈2个问题。市委反馈3个问题。", {"claims-differ"}),
        (3, "巡察反馈4个问题。", {"claims-differ", "claimed-count-mismatch"}),
    ],
)
def test_claims_may_count_what_either_edition_lists(
    problems: int, prose: str, codes: set[str]
) -> None:
    notice = with_internal(statistics={"problems": problems}, prose=prose)
    counting = {"count-mismatch", "claims-differ", "claimed-count-mismatch"}
    reported = {one.code for one in judge(notice).standing} & counting
    assert reported == codes


def test_completed_counts_the_status_of_the_heading_above() -> None:
    below = [{"heading": name, "content": "已改。"} for name in ("甲", "乙")]
    area = {"heading": "方面", "status": "done", "content": below}
    section = {"role": "rectification", "content": [area]}
    for claimed, reports in ((2, 0), (1, 1)):
        notice = noted(sections=[section], statistics={"completed": claimed})
        found = [one for one in judge(notice).standing if one.code == "count-mismatch"]
        assert len(found) == reports


def test_a_waiver_for_no_rule_is_told_the_nearest_one() -> None:
    notice = noted(waivers=[{"code": "count-mismatc", "reason": "原文如此"}])
    (found,) = [one for one in judge(notice).standing if one.route[0] == "waivers"]
    assert (found.code, found.severity, found.route) == (
        "rule-unknown",
        "warning",
        ("waivers", 0, "code"),
    )
    assert "count-mismatch" in found.hint("zh")
