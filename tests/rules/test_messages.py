"""What the reports of rules say: whose numbers these are, in words that a clerk knows, on a basis that exists."""

from __future__ import annotations

import re
from typing import Any

import pytest

from rectify_gen.chinese_terms import in_chinese_terms
from rectify_gen.diagnostics import Diagnostic
from rectify_gen.report.explaining import explain_rule
from rectify_gen.rules import RULES, Rule, judge
from tests.rules.cases_of_notices import Case, notice_of_case, sections

TWO_LEVELS = [
    {
        "heading": "关于聚焦饮水安全方面",
        "content": [
            {"problem": "水源巡查不严", "content": "每月巡查水源地。"},
            {"problem": "水表检定不及时", "content": "更换到期水表。"},
        ],
    },
    {
        "heading": "关于聚焦干部作风方面",
        "content": [
            {"problem": "窗口服务不优", "content": "逐月回访群众。"},
            {
                "problem": "会议偏多",
                "content": "合并同类会议。",
                "audience": "internal",
            },
        ],
    },
]


def reported(code: str, case: Case) -> Diagnostic:
    reports = judge(notice_of_case(case)).standing
    (report,) = [report for report in reports if report.code == code]
    return report


def with_statistics(**statistics: int) -> dict[str, Any]:
    return {"statistics": statistics, "sections": sections(items=TWO_LEVELS)}


def test_each_number_of_the_body_says_what_it_counts() -> None:
    tasks = reported("count-mismatch", with_statistics(tasks=9))
    assert tasks.message("zh") == (
        "任务数填的是 9，正文列出 3 项（连同上级标题 5 项，连同党内通报版 4 项）"
    )
    assert tasks.message("en") == (
        "statistics.tasks claims 9, the body lists 3"
        " (5 with the headings above them, 4 with the internal ones)"
    )
    problems = reported("count-mismatch", with_statistics(problems=9))
    assert problems.message("zh") == (
        "问题数填的是 9，正文列出 3 项（连同党内通报版 4 项）"
    )
    areas = reported("count-mismatch", with_statistics(areas=3))
    assert areas.message("zh") == "方面数填的是 3，正文列出 2 个"


def test_more_done_than_there_are_is_compared_with_the_problems() -> None:
    case = {"statistics": {"problems": 4, "completed": 5}}
    assert reported("count-mismatch", case).message("zh") == (
        "已完成数填的是 5，多于问题数 4"
    )


def test_a_claim_says_what_it_counts_and_what_contradicts_it() -> None:
    claim = "局党组围绕巡察反馈6个问题抓好落实。"
    unlike_statistics = {"statistics": {"problems": 4}, "sections": sections(claim)}
    assert (
        reported("claims-differ", unlike_statistics)
        .message("zh")
        .startswith("这里称 6 个问题，统计称 4：")
    )
    after_another = "局党组围绕巡察反馈4个问题抓好落实。" + claim
    report = reported("claims-differ", after_another)
    assert report.message("zh").startswith("这里称 6 个问题，前文称 4：")
    assert report.message("en").startswith(
        "6 problems are claimed here, an earlier text claims 4:"
    )


def test_a_list_is_counted_in_its_measure_word() -> None:
    two_of_three = "落实“三张清单”，即问题清单、任务清单。"
    report = reported("listed-count-differs", two_of_three)
    assert report.message("zh").startswith("写的是3张，列出的是2张：")
    tasks = "完成三大任务：一是摸清底数；二是建账销号。"
    assert (
        reported("listed-count-differs", tasks)
        .message("zh")
        .startswith("写的是3项，列出的是2项：")
    )


def test_a_fact_that_the_wording_lacks_is_named() -> None:
    case = {"preamble": "市委第二巡察组进行了巡察，2024年7月9日反馈了意见。"}
    reports = judge(notice_of_case(case)).standing
    sentences = [report.message("zh") for report in reports]
    assert "导语里找不到巡察结束日期“2024年5月17日”" in sentences


def test_a_missing_section_is_added_as_the_hint_says() -> None:
    missing = {"sections": sections()[:2]}
    report = reported("part-missing", missing)
    assert "作用（role）写“下一步”" in report.hint("zh")
    assert "role: next_steps" in report.hint("en")
    in_words_of_hint = {"role": "next_steps", "content": "定期复查。"}
    added = {"sections": [*sections()[:2], in_words_of_hint]}
    assert judge(notice_of_case(added)).standing == ()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_sentence_names_no_key(rule: Rule) -> None:
    """A key that has to be typed stands in the hint; what is at fault has a Chinese name."""
    words = re.sub(r"\{[^{}]*\}", "", rule.message.zh)
    assert set(re.findall("[A-Za-z]{2,}", words)) <= {"Word", "GB"}


CLAUSE = "[0-9A-B]+(?:\\.[0-9]+)*|第[0-9]+章"
STANDARD = rf"GB(?:/T)? [0-9]+-[0-9]{{4}}(?: (?:{CLAUSE})(?:[、—](?:{CLAUSE}))*)?"
DOCUMENT = "《[^《》]+》(?:第[一二三四五六七八九十]+条)?"
WORDS = "习惯|《中国共产党章程》和党中央文件的原文|巡察整改公开的规定"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_basis_is_a_document_with_its_clause_or_custom(rule: Rule) -> None:
    for basis in rule.documentation.basis.split("；"):
        assert re.fullmatch(f"{STANDARD}|{DOCUMENT}|{WORDS}", basis), basis


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_an_explanation_says_how_it_is_fixed_and_on_what_basis(rule: Rule) -> None:
    chinese = explain_rule(rule, [], [], "zh")
    english = explain_rule(rule, [], [], "en")
    assert ("--fix" in english) == ("--fix" in chinese) == (rule.fixes or rule.offers)
    assert ("--unsafe" in english) == ("--unsafe" in chinese) == rule.offers
    (basis,) = [line for line in english.splitlines() if line.startswith("  basis:")]
    assert "习惯" not in basis
    assert "；" not in basis


def test_reports_about_a_file_with_chinese_keys_use_its_words() -> None:
    level = {"authority": "区委", "team": "市委第二巡察组"}
    report = in_chinese_terms(
        reported("inspection-level-differs", {"inspection": level})
    )
    assert report.hint("zh").startswith("核对 派出机关 和 巡察组；")
    case = {"preamble": "市委第二巡察组进行了巡察，2024年7月9日反馈了意见。"}
    reports = judge(notice_of_case(case)).standing
    hints = [in_chinese_terms(report).hint("zh") for report in reports]
    assert any("最好写占位 {巡察结束日期}" in hint for hint in hints), hints
