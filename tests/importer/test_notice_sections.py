"""Sections of an imported notice: problems on level one, headings that run in, marks that are kept."""

from typing import Any

import pytest

from rectify_gen import view
from rectify_gen.importer import Imported, import_text
from rectify_gen.model import notice_of


def imported(text: str) -> Imported:
    return import_text("现将整改情况通报如下。\n" + text)


def ledger(found: Imported) -> list[str]:
    notice = notice_of(found.data)
    assert notice is not None
    return [row.problem for row in view.compose(notice).ledger]


def sections(text: str) -> Any:
    return imported(text).data["sections"]


def test_problems_without_items_are_items_of_one_section() -> None:
    found = imported(
        "一、高度重视\n党委成立领导小组，召开专题会，制定方案。\n"
        "二、食品安全监管有漏洞\n整改情况：检查企业860家。\n"
        "三、关于“窗口服务意识不强”的问题\n（一）优化流程。（二）加强培训。\n"
        "四、下步打算\n持续抓好整改。\n"
    )
    overview, problems, next_steps = found.data["sections"]
    assert overview["role"] == "responsibility"
    assert problems == {
        "role": "rectification",
        "no_heading": True,
        "content": [
            {
                "problem": "食品安全监管有漏洞",
                "content": [{"label": "整改情况", "content": "检查企业860家。"}],
            },
            {
                "problem": "窗口服务意识不强",
                "form": "关于“{}”的问题",
                "content": [
                    {
                        "heading": "优化流程。",
                        "run_in": True,
                        "content": "（二）加强培训。",
                    }
                ],
            },
        ],
    }
    assert next_steps == {
        "role": "next_steps",
        "heading": "下步打算",
        "content": "持续抓好整改。",
    }
    assert ledger(found) == ["食品安全监管有漏洞", "窗口服务意识不强"]


def test_sections_that_group_problems_stay_sections() -> None:
    found = imported(
        "一、贯彻上级部署有差距\n（一）学习不深入。\n已改。\n"
        "二、从严治党不够有力\n（一）执纪偏软。\n已改。\n"
    )
    headings = [section["heading"] for section in found.data["sections"]]
    assert headings == ["贯彻上级部署有差距", "从严治党不够有力"]
    assert ledger(found) == ["学习不深入", "执纪偏软"]


def test_one_group_among_problems_on_level_one_is_an_item_too() -> None:
    found = imported(
        "一、贯彻上级部署有差距\n（一）学习不深入。\n已改。\n二、执纪偏软\n约谈3人。\n"
    )
    (section,) = found.data["sections"]
    assert section["no_heading"] is True
    assert ledger(found) == ["学习不深入", "执纪偏软"]


def test_a_heading_that_speaks_of_problems_is_no_problem() -> None:
    (section,) = sections("一、巡察反馈的主要问题\n共反馈问题3个，均已整改。\n")
    assert section["heading"] == "巡察反馈的主要问题"


def test_marks_out_of_place_are_kept_where_problems_stand_on_level_one() -> None:
    problems, next_steps = sections(
        "一、学习不深入\n已改。\n三、执纪偏软\n已改。\n四、下一步打算\n继续。\n"
    )
    assert [item.get("number") for item in problems["content"]] == [None, "三、"]
    assert next_steps["number"] == "四、"


@pytest.mark.parametrize(
    ("text", "run_in"),
    [
        ("一、整改情况\n（一）甲。文。\n（二）乙。文。\n", "items"),
        ("一、整改情况\n（一）甲。文。\n（二）乙\n文。\n", None),
        ("一、整改情况\n（一）甲。文。\n（二）乙。文。\n（三）丙\n文。\n", None),
        ("一、整改情况\n（一）甲。文。\n（二）乙。文。\n（三）丙。\n", "items"),
        ("一、整改情况。已整改。\n", True),
        ("一、整改情况。已整改。\n（一）甲。文。\n（二）乙。文。\n", "all"),
    ],
)
def test_run_in_is_said_once(text: str, run_in: object) -> None:
    (section,) = sections(text)
    assert section.get("run_in") == run_in
    if run_in in ("items", "all"):
        items = [member for member in section["content"] if isinstance(member, dict)]
        assert not any("run_in" in item for item in items)


def test_an_item_that_stands_alone_denies_it() -> None:
    items = "".join(f"（{mark}）甲。文。\n" for mark in "一二三")
    (section,) = sections(f"一、整改情况\n{items}（四）丁\n文。\n")
    assert section["run_in"] == "items"
    assert [item.get("run_in") for item in section["content"]] == [None] * 3 + [False]


FIGURES = "一、总体情况\n{}\n二、整改情况\n（一）关于“学习不够”的问题\n已改。\n（二）关于“台账不全”的问题\n已改。\n"


@pytest.mark.parametrize(
    ("claim", "statistics"),
    [
        (
            "反馈的2个问题，制定整改措施15条，已完成2个。",
            {"problems": 2, "measures": 15, "completed": 2},
        ),
        # The body lists two of these: it is they that are counted.
        ("反馈的5个问题，细化为2个具体问题。", {"problems": 2}),
        ("反馈的2个问题，细化为5个具体问题。", {"problems": 2}),
        ("反馈的5个问题，细化为6个具体问题。", {}),
        ("反馈的5个问题。", {}),
        ("制定措施15条，制定整改措施16条。", {}),
    ],
)
def test_claimed_figures(claim: str, statistics: dict[str, int]) -> None:
    assert imported(FIGURES.format(claim)).data.get("statistics", {}) == statistics


def test_a_figure_in_doubt_is_said() -> None:
    found = imported(FIGURES.format("反馈的5个问题，细化为6个具体问题。"))
    (doubtful,) = [
        diagnostic
        for diagnostic in found.diagnostics
        if diagnostic.code == "import-figure-doubtful"
    ]
    assert doubtful.facts["values"] == "5、6"
    assert doubtful.position is not None
    assert doubtful.position.line == 3
