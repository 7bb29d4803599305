"""What ``rectify-gen rules CODE`` shows as wrong is reported by that rule, and what it shows as right by no rule."""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest

from rectify_gen.rules import RULES, Rule, judge
from tests.rules.cases_of_notices import (
    COMPLETE,
    ITEMS,
    OWN,
    Case,
    notice_of_case,
    sections,
)

NAME = "中共示例市水务局党组"
CALLED = "市委第二巡察组对中共示例市水务局党组进行了巡察并反馈意见。"
SAID = {"content": "已经办结。"}
INTERNAL = {"audience": "internal"}
FORMS = "关于“{}”问题的整改。"


class Frame(NamedTuple):
    """The notices that the words ``wrong`` and ``right`` of a rule's documentation stand for."""

    wrong: Case
    right: Case


def with_items(*items: Any, **section: Any) -> Case:
    return {"sections": sections(items=list(items), **section)}


def headed(*headings: str, **more: Any) -> list[Any]:
    return [{"heading": heading, **SAID, **more} for heading in headings]


def problems(*names: str, **section: Any) -> Case:
    items = [{"problem": name, **SAID} for name in names]
    return with_items(*items, **{"form": FORMS, **section})


def inspected(**facts: Any) -> Case:
    return {"inspection": {**COMPLETE["inspection"], **facts}}


def preamble(text: str, **more: Any) -> Case:
    """An own opening that tells of the inspection; what it does not tell is no fact of the data."""
    return {"preamble": text, "inspection": None, **more}


def both(overview: str, later: str) -> Case:
    made = sections(overview)
    made[2] = {"role": "next_steps", "content": later}
    return {"sections": made}


def hospital(text: str) -> Case:
    made = sections()
    made[0]["content"] = [OWN.replace("局党组", "院党委"), text]
    name = "中共示例市人民医院委员会"
    return {"organization": {"name": name}, "sections": made}


def step(**facts: Any) -> Case:
    made = sections()
    made[2] = {"role": "next_steps", "content": headed("甲", "乙")}
    made[2]["content"][0] |= facts
    return {"sections": made}


def counted(text: str, *, grouped: bool, problem_count: int) -> Case:
    items: list[Any] = [{"problem": f"事项{n}", **SAID} for n in range(problem_count)]
    if grouped:
        items = [
            {"heading": f"关于方面{area}", "content": items[area::4]}
            for area in range(4)
        ]
    return {"sections": sections(text, items, form=FORMS)}


def long_text(length: int, sentences: int) -> Case:
    size = length // sentences
    return "".join("水" * (size - 1) + "。" for _ in range(sentences))


def marked(*numbers: str | None) -> Case:
    items = headed("甲", "乙", "丙", "丁")
    for item, number in zip(items, numbers, strict=True):
        if number is not None:
            item["number"] = number
    return with_items(*items, numbering=["①"])


RATE_OPEN = [
    {"heading": "健全机制。", "status": "ongoing", **SAID},
    *headed("补齐短板。"),
]
HALTED = [
    {"heading": "健全机制。", "content": "申报工作目前处于暂停状态。"},
    *headed("补齐短板。"),
]
HALF = "按照市委部署,现将情况通报如下:"
FULL = "按照市委部署，现将情况通报如下："
UNDER = "关于党的建设方面"

FRAMES: dict[str, Frame] = {
    "count-mismatch": Frame(
        {**counted("甲。", grouped=False, problem_count=5), "statistics": {"problems": 6}},
        {**counted("甲。", grouped=False, problem_count=5), "statistics": {"problems": 5}},
    ),
    "date-order": Frame(
        inspected(end="2024-05-24", feedback_date="2024-03-01"),
        inspected(end="2024-05-24", feedback_date="2024-07-02"),
    ),
    "fact-not-in-text": Frame(
        {"inspection": {"feedback_date": "2024-07-02"}, "preamble": CALLED + "2024年7月3日，召开会议。"},
        {"inspection": {"feedback_date": "2024-07-02"}, "preamble": CALLED + "2024年7月2日，召开会议。"},
    ),
    "email-or-postcode-form": Frame(
        {"contacts": {"email": "example.163.com", "postcode": "51802"}},
        {"contacts": {"email": "example@163.com", "postcode": "518028"}},
    ),
    "all-done-contradicted": Frame(
        {"sections": sections("整改完成率100%。", RATE_OPEN)},
        {"sections": sections("整改完成率98.1%。", RATE_OPEN)},
    ),
    "all-done-yet-open": Frame(
        {"sections": sections("整改完成率100%。", HALTED)},
        {"sections": sections("整改完成率98%。", HALTED)},
    ),
    "half-width-throughout": Frame(
        {"sections": sections(HALF, [{"heading": "甲", "content": [HALF] * 60}, *headed("乙")])},
        {"sections": sections(FULL, [{"heading": "甲", "content": [FULL] * 60}, *headed("乙")])},
    ),
    "name-quoted": Frame(
        inspected(team="“市委第五巡察组”"), inspected(team="市委第五巡察组")
    ),
    "departments-in-one": Frame(
        with_items({"heading": "甲。", "responsible_departments": ["办公室，机关党委"], **SAID}, *headed("乙。")),
        with_items({"heading": "甲。", "responsible_departments": ["办公室", "机关党委"], **SAID}, *headed("乙。")),
    ),
    "part-missing": Frame({"contacts": [], "publication": None}, {}),
    "kind-verb-mismatch": Frame(
        preamble(CALLED + "现将情况报告如下。"), preamble(CALLED + "现将情况予以公布。")
    ),
    "feedback-by-another": Frame(
        inspected(team="市委第一巡察组", feedback_by="市委第二巡察组"),
        inspected(team="市委第一巡察组", feedback_by="市委第一巡察组"),
    ),
    "inspection-level-differs": Frame(
        inspected(authority="市委", team="县委第三巡察组"),
        inspected(authority="市委", team="市委第三巡察组"),
    ),
    "state-after-signature": Frame(
        "截至2035年1月底，全部问题已整改到位。", "截至2024年1月底，全部问题已整改到位。"
    ),
    "status-contradicted": Frame(
        with_items({"heading": "甲", "content": "该问题尚未完成整改。", "status": "done"}, *headed("乙")),
        with_items({"heading": "甲", "content": "该问题尚未完成整改。", "status": "ongoing"}, *headed("乙")),
    ),
    "unfinished-unexplained": Frame(
        with_items({"heading": "甲", "content": "修订办法3项。", "status": "not_done"}, *headed("乙")),
        with_items({"heading": "甲", "content": "修订办法3项，其余2项正在征求意见。", "status": "not_done"}, *headed("乙")),
    ),
    "status-against-deadline": Frame(
        with_items(*headed("甲", status="done", deadline="2099-12-31"), *headed("乙")),
        with_items(*headed("甲", status="done", deadline="2024-12-31"), *headed("乙")),
    ),
    "done-without-end": Frame(
        with_items(*headed("甲", status="done", deadline="长期坚持"), *headed("乙")),
        with_items(*headed("甲", status="ongoing", deadline="长期坚持"), *headed("乙")),
    ),
    "problem-repeated": Frame(
        problems("水源巡查不到位", "水源巡查不到位"), problems("水源巡查不到位", "计量管理不到位")
    ),
    "paragraph-repeated": Frame(
        with_items({"heading": "甲", "content": "水" * 60 + "。"}, {"heading": "乙", "content": "水" * 60 + "。"}),
        with_items({"heading": "甲", "content": "水" * 60 + "。"}, {"heading": "乙", "content": "水" * 61 + "。"}),
    ),
    "rectified-before-inspection": Frame(
        inspected(start="2024-03-04") | {"sections": sections("2014年8月12日，召开巡察整改专题会议。")},
        inspected(start="2024-03-04") | {"sections": sections("2024年8月12日，召开巡察整改专题会议。")},
    ),
    "acted-before-feedback": Frame(
        inspected(feedback_date="2024-07-09") | {"sections": sections("反馈会后，局党组于2024年7月1日召开会议。")},
        inspected(feedback_date="2024-07-09") | {"sections": sections("反馈会后，局党组于2024年7月10日召开会议。")},
    ),
    "inspection-differs": Frame(
        "市委第三巡察组反馈意见后，立即部署整改。", "市委第二巡察组反馈意见后，立即部署整改。"
    ),
    "inspection-called-otherwise": Frame("针对巡视反馈的问题，逐项整改。", "针对巡察反馈的问题，逐项整改。"),
    "arranged-by-another": Frame(
        "根据省委统一部署，省委巡视组反馈意见。", "根据市委统一部署，市委巡察组反馈意见。"
    ),
    "publication-start": Frame(
        {"signature": {"date": "2025-04-08"}, "publication": {"start": "2025-04-07", "end": "2025-05-06"}},
        {"signature": {"date": "2025-04-07"}, "publication": {"start": "2025-04-07", "end": "2025-05-06"}},
    ),
    "publication-length": Frame(
        {"signature": {"date": "2025-04-07"}, "publication": {"start": "2025-04-07", "end": "2025-04-11"}},
        {"signature": {"date": "2025-04-07"}, "publication": {"start": "2025-04-07", "end": "2025-05-06"}},
    ),
    "title-form": Frame(
        {"title": "示例市水务局巡察整改情况"}, {"title": "示例市水务局关于巡察整改进展情况的通报"}
    ),
    "title-end-mark": Frame(
        {"title": "示例市水务局关于巡察整改进展情况的通报。"},
        {"title": "示例市水务局关于巡察整改进展情况的通报"},
    ),
    "title-too-long": Frame(
        {"title": [NAME, "关于落实九届市委第三轮巡察反馈意见整改进展情况的通报"]},
        {"title": [NAME, "关于落实九届市委第三轮巡察", "反馈意见整改情况的通报"]},
    ),
    "title-too-many-lines": Frame(
        {"title": ["示例市水务局", "关于九届市委", "第三轮巡察整改", "情况的通报"]},
        {"title": ["示例市水务局", "关于九届市委第三轮巡察整改", "情况的通报"]},
    ),
    "title-without-good-break": Frame(
        {"title": "中共示例市望川区残疾人联合会党组关于十三届区委第一轮巡察《关于粮食购销领域的反馈意见》整改情况的通报", "organization": [{"name": "中共示例市望川区残疾人联合会党组"}]},
        {"title": "中共示例市望川区残疾人联合会党组关于十三届区委第一轮巡察整改情况的通报", "organization": [{"name": "中共示例市望川区残疾人联合会党组"}]},
    ),
    "title-badly-broken": Frame(
        {"title": [NAME + "关于九届市委", "第三轮巡察整改进展情况的通报"]},
        {"title": [NAME, "关于九届市委第三轮巡察整改情况的通报"]},
    ),
    "organ-name-differs": Frame(
        preamble("示例市水务局党组接受巡察并收到反馈。", title=NAME + "关于巡察整改情况的通报"),
        preamble(NAME + "接受巡察并收到反馈。", title=NAME + "关于巡察整改情况的通报"),
    ),
    "self-reference-tier": Frame(
        {"organization": {"name": "中共示例市卫生健康委员会党组"}, "sections": sections("统筹抓好全局整改工作。")},
        {"organization": {"name": "中共示例市卫生健康委员会党组"}, "sections": sections("统筹抓好全委整改工作。")},
    ),
    "self-reference-mixed": Frame(
        hospital("院党委召开会议。我院压实责任。医院党委逐项研究。"),
        hospital("院党委召开会议。院党委压实责任。院党委逐项研究。"),
    ),
    "typed-mark": Frame(
        with_items(*headed("（一）加强学习", "健全制度")), with_items(*headed("加强学习", "健全制度"))
    ),
    "mark-form": Frame(
        {"numbering": ["一、", "(一)", "1、"]}, {"numbering": ["一、", "（一）", "1."]}
    ),
    "number-out-of-sequence": Frame(
        marked(None, "②", "②", "④"), marked(None, None, "③", None)
    ),
    "circled-number-glyph": Frame(
        with_items(*headed(*(f"事项{n}" for n in range(49))), numbering=["①"]),
        with_items(*headed(*(f"事项{n}" for n in range(9))), numbering=["①"]),
    ),
    "heading-form-mixed": Frame(
        with_items(
            *({"problem": f"甲{n}", **SAID} for n in range(16)),
            *({"problem": f"乙{n}", "form": FORMS, **SAID} for n in range(2)),
            form="关于“{}”的问题。",
        ),
        problems(*(f"甲{n}" for n in range(18)), form="关于“{}”的问题。"),
    ),
    "lone-heading": Frame(
        with_items({"heading": "甲", "content": headed("丙")}, *headed("乙")),
        with_items({"heading": "甲", "content": headed("丙", "丁")}, *headed("乙")),
    ),
    "heading-without-content": Frame(
        with_items({"problem": "学习不够深入"}, *headed("乙")),
        with_items({"problem": "学习不够深入", **SAID}, *headed("乙")),
    ),
    "heading-too-long": Frame(
        with_items(*headed("水" * 41, "乙")), with_items(*headed("水" * 40, "乙"))
    ),
    "run-in-mixed": Frame(
        with_items(*headed("甲。"), *headed("乙。", run_in=True), *headed("丙。")),
        with_items(*headed("甲。", "乙。", "丙。", run_in=True)),
    ),
    "heading-mark-uneven": Frame(
        with_items(*headed(*(f"事项{n}" for n in range(13)), "末项。")),
        with_items(*headed(*(f"事项{n}" for n in range(14)))),
    ),
    "edition-empty": Frame(
        {"sections": [{**section, **INTERNAL} for section in sections()]}, {}
    ),
    "heading-emptied": Frame(
        with_items({"heading": UNDER, "content": headed("甲", "乙", **INTERNAL)}, *headed("丙", "丁")),
        with_items({"heading": UNDER, **INTERNAL, "content": headed("甲", "乙", **INTERNAL)}, *headed("丙", "丁")),
    ),
    "heading-repeated": Frame(
        {"sections": [*sections(), {"role": "rectification", "content": ITEMS}]},
        {"sections": [*sections(), {"role": "rectification", "heading": "专项整改情况", "content": ITEMS}]},
    ),
    "mark-repeated": Frame(
        with_items(*ITEMS, numbering=["1.", "1."]), with_items(*ITEMS, numbering=["1.", "（1）"])
    ),
    "contact-label-open": Frame(
        {"contacts": [{"label": "来信请寄", "value": "示例市示例路1号"}]},
        {"contacts": [{"label": "来信请寄：", "value": "示例市示例路1号"}]},
    ),
    "inspection-name-mixed": Frame(inspected(type="巡视"), inspected(type="巡察")),
    "inspection-type-unclear": Frame(inspected(type="调研督导"), inspected(type="专项巡察")),
    "sentence-too-long": Frame(long_text(160, 1), long_text(160, 2)),
    "paragraph-too-long": Frame(long_text(700, 7), long_text(500, 5)),
    "claimed-count-mismatch": Frame(
        counted("反馈4个方面52个问题。", grouped=True, problem_count=51),
        counted("反馈4个方面51个问题。", grouped=True, problem_count=51),
    ),
    "claim-unmatched": Frame(
        counted("反馈4个方面52个问题。", grouped=False, problem_count=52),
        counted("反馈52个问题。", grouped=False, problem_count=52),
    ),
    "claims-differ": Frame(
        {**counted("反馈53个问题。", grouped=False, problem_count=52), **preamble(CALLED + "反馈52个问题。")},
        {**counted("反馈52个问题。", grouped=False, problem_count=52), **preamble(CALLED + "反馈52个问题。")},
    ),
    "figure-differs": Frame(
        both("共约谈20人。", "已约谈19人。"), both("共约谈20人。", "已约谈20人。")
    ),
    "date-after-signature": Frame(
        {"signature": {"date": "2025-04-07"}, "publication": {"text": "自发布之日起30日"}, "sections": sections("2025年8月12日召开专题会议。")},
        {"signature": {"date": "2025-04-07"}, "publication": {"text": "自发布之日起30日"}, "sections": sections("2024年8月12日召开专题会议。")},
    ),
    "ledger-fact-unprinted": Frame(
        step(deadline="2025-12-31"), with_items({**headed("甲")[0], "deadline": "2025-12-31"}, *headed("乙"))
    ),
    "closed-while-open": Frame(
        with_items(*headed("甲", status="not_done", closed_on="2024-12-20"), *headed("乙")),
        with_items(*headed("甲", status="done", closed_on="2024-12-20"), *headed("乙")),
    ),
    "ledger-date-order": Frame(
        {"document": {"issued_on": "2019-01-01"}}, {"document": {"issued_on": "2025-03-18"}}
    ),
    "formal-fact-form": Frame(
        {"document": {"copy_number": "1"}}, {"document": {"copy_number": "000001"}}
    ),
    "mark-at-join": Frame(
        with_items({"heading": "甲", "content": [{"label": "整改情况", "content": "：已完成。"}]}, *headed("乙")),
        with_items({"heading": "甲", "content": [{"label": "整改情况", "content": "已完成。"}]}, *headed("乙")),
    ),
    "words-at-join": Frame(problems("执行制度不严问题"), problems("执行制度不严")),
    "measure-mark-missing": Frame(
        with_items({"heading": "甲", "content": [{"measures": ["抓实学习教育", "抓好制度建设。"], "run_in": True}]}, *headed("乙")),
        with_items({"heading": "甲", "content": [{"measures": ["抓实学习教育；", "抓好制度建设。"], "run_in": True}]}, *headed("乙")),
    ),
    "unit-mixed": Frame("资金35万余元，资助12000元。", "资金35万余元，资助1.2万元。"),
    "document-name-differs": Frame(
        "修订《差旅费报销管理实施办法》，印发《差旅费报销的管理实施办法》。",
        "修订《差旅费报销管理实施办法》，印发《差旅费报销管理实施办法》。",
    ),
    "internal-text-published": Frame(
        {"sections": sections("对资金审批把关不严已经整改。", [*headed("甲", "乙"), {"problem": "资金审批把关不严", **SAID, **INTERNAL}])},
        {"sections": sections("对有关问题已经整改。", [*headed("甲", "乙"), {"problem": "资金审批把关不严", **SAID, **INTERNAL}])},
    ),
}  # fmt: skip
"""Notices for rules that do not look at a lone paragraph, or whose documentation describes what it shows."""


def frame_of(rule: Rule) -> Frame:
    """The documentation's own words as a paragraph of a section, closed with a full stop where the rule is not of that."""
    if rule.code in FRAMES:
        return FRAMES[rule.code]
    wrong, right = rule.documentation.wrong, rule.documentation.right
    if rule.code == "final-mark-missing":
        return Frame(wrong, right)
    return Frame(wrong, right if right.endswith("。") else right + "。")


def codes_of(case: Case) -> set[str]:
    return {diagnostic.code for diagnostic in judge(notice_of_case(case)).standing}


@pytest.mark.parametrize("rule", RULES, ids=[rule.code for rule in RULES])
def test_the_documented_wrong_is_reported_and_the_right_is_not(rule: Rule) -> None:
    frame = frame_of(rule)
    assert rule.code in codes_of(frame.wrong)
    assert codes_of(frame.right) == set()


def test_every_frame_is_of_a_rule_and_needed() -> None:
    assert FRAMES.keys() <= {rule.code for rule in RULES}
    assert codes_of(OWN) == codes_of({}) == set()
