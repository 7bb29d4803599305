"""Each rule has a table of notices that it must report and one that it must leave alone."""

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
GROUPED = {
    "role": "rectification",
    "content": [
        {"heading": "方面一", "content": [{"heading": "子", "content": "文。"}]}
    ],
}
LABELLED = {
    "role": "rectification",
    "content": [{"label": "整改情况", "content": GROUPED["content"]}],
}
WITH_INTERNAL = {
    "role": "rectification",
    "content": [
        {"problem": "甲", "content": "已改。", "status": "done"},
        {"problem": "乙", "content": "在改。", "status": "ongoing"},
        {
            "problem": "丙",
            "content": "已改。",
            "status": "done",
            "audience": "internal",
        },
    ],
}
INSPECTION = {
    "authority": "市委",
    "start": "2024-03-04",
    "end": "2024-05-17",
    "feedback_date": "2024-07-09",
}


def noted(**changes: Any) -> Notice:
    return Notice.model_validate({"sections": [SECTION], **changes})


def status(first: str, second: str) -> dict[str, Any]:
    items = [
        {**item, "status": one}
        for item, one in zip(SECTION["content"], (first, second), strict=True)
    ]
    return {"role": "rectification", "content": items}


HERE = {rule.code for rule in (*consistency.RULES, *punctuation.RULES)}
ONLY_THESE = Choice(dict.fromkeys(CODES - HERE - {"waiver-unused"}, "off"))
"""The rules of these tables: the notices in them are too small for the others."""

REPORTED: dict[str, list[tuple[dict[str, Any], tuple[str | int, ...]]]] = {
    "count-mismatch": [
        ({"statistics": {"problems": 3}}, ("statistics", "problems")),
        ({"statistics": {"tasks": 1}}, ("statistics", "tasks")),
        ({"statistics": {"areas": 2}, "sections": [GROUPED]}, ("statistics", "areas")),
        ({"statistics": {"areas": 2}, "sections": [LABELLED]}, ("statistics", "areas")),
        (
            {"statistics": {"problems": 4}, "sections": [WITH_INTERNAL]},
            ("statistics", "problems"),
        ),
        (
            {"statistics": {"completed": 2}, "sections": [status("done", "ongoing")]},
            ("statistics", "completed"),
        ),
        ({"statistics": {"problems": 2, "completed": 3}}, ("statistics", "completed")),
    ],
    "date-order": [
        (
            {"inspection": {"start": "2024-05-01", "end": "2024-03-01"}},
            ("inspection", "end"),
        ),
        (
            {"inspection": {"end": "2024-05-01", "feedback_date": "2024-04-01"}},
            ("inspection", "feedback_date"),
        ),
        (
            {
                "inspection": {"feedback_date": "2024-05-01"},
                "signature": {"date": "2024-04-30"},
            },
            ("signature", "date"),
        ),
        (
            {"publication": {"start": "2024-05-02", "end": "2024-05-01"}},
            ("publication", "end"),
        ),
    ],
    "fact-not-in-text": [
        (
            {
                "inspection": INSPECTION,
                "preamble": "市委部署，2024年3月4日至5月18日巡察，2024年7月9日反馈。",
            },
            ("inspection", "end"),
        ),
        (
            {"inspection": {"term": "九届"}, "preamble": "巡察。", "title": "通报"},
            ("inspection", "term"),
        ),
        (
            {"contacts": {"phone": "0599-5550100"}, "closing": "电话0599-5550101。"},
            ("contacts", 0, "value"),
        ),
        (
            {
                "publication": {"start": "2025-03-18", "end": "2025-04-16"},
                "closing": "监督。",
            },
            ("publication", "start"),
        ),
    ],
    "doubled-punctuation": [
        ({"preamble": "公布公示。。"}, ("preamble", 0)),
        (
            {"sections": [{"role": "next_steps", "content": ["坚持，，推进。"]}]},
            ("sections", 0, "content", 0),
        ),
        ({"sections": [{"heading": "甲；。乙"}]}, ("sections", 0, "heading")),
    ],
    "waiver-unused": [
        ({"waivers": [{"code": "date-order", "reason": "原文"}]}, ("waivers", 0))
    ],
}
SILENT: dict[str, list[dict[str, Any]]] = {
    "count-mismatch": [
        {"statistics": {"problems": 2, "tasks": 2, "measures": 7}},
        {"statistics": {"areas": 4}},
        {"statistics": {"areas": 1, "problems": 1, "tasks": 2}, "sections": [GROUPED]},
        {"statistics": {"areas": 1, "problems": 1}, "sections": [LABELLED]},
        {"statistics": {"areas": 9}, "sections": [SECTION]},
        {"statistics": {"problems": 2, "completed": 1}, "sections": [WITH_INTERNAL]},
        {"statistics": {"problems": 3, "completed": 2}, "sections": [WITH_INTERNAL]},
        {"statistics": {"completed": 1}, "sections": [status("done", "ongoing")]},
        {
            "statistics": {"problems": 9},
            "sections": [{"role": "next_steps", "content": "文。"}],
        },
    ],
    "date-order": [
        {
            "inspection": INSPECTION,
            "signature": {"date": "2025-03-18"},
            "publication": {"text": "30日"},
        },
        {"inspection": {"start": "2024-05-01", "end": "2024-05-01"}},
        {"inspection": {"start": "2024-05-01"}, "signature": {"date": "2024-05-02"}},
    ],
    "fact-not-in-text": [
        {
            "inspection": INSPECTION,
            "preamble": "市委部署，2024年3月4日至5月17日巡察，2024年7月9日反馈。",
        },
        {
            "inspection": INSPECTION,
            "preamble": "市委：2024年3月4日开始，2024年5月17日结束，2024年7月9日反馈。",
        },
        {"inspection": {"term": "九届"}, "preamble": "巡察。", "title": "九届通报"},
        {
            "inspection": {"term": "九届"},
            "preamble": "巡察。",
            "organization": {"name": "某局"},
        },
        {"inspection": INSPECTION, "contacts": {"phone": "1"}},
        {"contacts": {"phone": "0599-5550100"}, "closing": "电话：0599-5550100。"},
    ],
    "doubled-punctuation": [
        {"preamble": "怎么办？！“甲。”“乙。”（丙。）……——丁"},
        {"sections": [{"heading": "《甲》《乙》、“丙”"}]},
    ],
    "waiver-unused": [
        {
            "preamble": "公示。。",
            "waivers": [
                {"code": "doubled-punctuation", "where": "公示。。", "reason": "原文"}
            ],
        }
    ],
}


@pytest.mark.parametrize(
    ("code", "at"),
    [(code, at) for code, cases in REPORTED.items() for at in range(len(cases))],
)
def test_reported(code: str, at: int) -> None:
    changes, route = REPORTED[code][at]
    found = judge(noted(**changes), ONLY_THESE).standing
    assert [(one.code, one.route) for one in found] == [(code, route)]
    for lang in ("zh", "en"):
        assert found[0].message(lang)
        assert found[0].hint(lang)


@pytest.mark.parametrize(
    ("code", "at"),
    [(code, at) for code, cases in SILENT.items() for at in range(len(cases))],
)
def test_silent(code: str, at: int) -> None:
    assert not [
        one
        for one in judge(noted(**SILENT[code][at]), ONLY_THESE).standing
        if one.code == code
    ]


def test_every_rule_has_both_tables_its_documentation_and_its_message() -> None:
    assert HERE | {"waiver-unused"} == set(REPORTED) == set(SILENT)
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
