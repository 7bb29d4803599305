"""Roles of sections follow from what the sections contain, more than from their headings."""

import pytest

from rectify_gen.importer import import_text
from rectify_gen.importer.choosing_roles import (
    SectionOutlook,
    points_by_role,
    roles,
    signs_of,
)
from rectify_gen.model import Role

PROBLEMS = """
（一）关于“学习不够”的问题
整改情况：集中学习4次。
（二）关于台账管理混乱的问题
整改情况：补齐台账12本。
"""
ORGANISING = """
（一）提高站位，加强领导。成立整改工作领导小组，书记任组长。
（二）细化方案，压实责任。召开专题会议3次，制定责任清单。
（三）强化督导，务求实效。实行周调度。
"""
PLAIN = "\n局党组召开专题会研究部署，成立领导小组，制定整改方案。\n"
NEXT = "\n局党组将继续抓好整改，防止反弹。\n"


def roles_of(text: str) -> list[str]:
    notice = "示例局党组关于巡察整改情况的通报\n现将整改情况通报如下。\n" + text
    return [section["role"] for section in import_text(notice).data["sections"]]


@pytest.mark.parametrize(
    ("sections", "expected"),
    [
        pytest.param(
            f"一、强化责任，深入推进巡察整改工作{ORGANISING}二、聚焦重点，抓好落实{PROBLEMS}",
            ["responsibility", "rectification"],
            id="slogans",
        ),
        pytest.param(
            f"一、高度重视{PLAIN}二、立行立改{PROBLEMS}三、常抓不懈{NEXT}",
            ["responsibility", "rectification", "next_steps"],
            id="four-characters",
        ),
        pytest.param(
            f"一、整改工作总体情况{PLAIN}二、具体整改情况{PROBLEMS}三、后续工作安排{NEXT}",
            ["overview", "rectification", "next_steps"],
            id="overview",
        ),
        pytest.param(
            f"一、局党组及党组书记组织整改落实情况{PLAIN}二、整改落实情况{PROBLEMS}",
            ["responsibility", "rectification"],
            id="organ-and-its-head",
        ),
        pytest.param(
            f"一、党组落实整改主体责任情况{PLAIN}二、党组书记组织落实整改工作情况{PLAIN}三、整改进展{PROBLEMS}",
            ["responsibility", "first_responsible", "rectification"],
            id="head-of-the-organ",
        ),
        pytest.param(
            f"一、已完成整改的问题{PROBLEMS}二、需长期坚持的问题{PROBLEMS}",
            ["rectification", "long_term"],
            id="grouped-by-status",
        ),
        pytest.param(
            f"一、在政治建设方面{PROBLEMS}二、在作风建设方面{PROBLEMS}",
            ["rectification", "rectification"],
            id="areas",
        ),
        pytest.param(
            f"一、落实全面从严治党主体责任方面{PROBLEMS}二、加强领导班子建设方面{PROBLEMS}",
            ["rectification", "rectification"],
            id="areas-with-words-of-responsibility",
        ),
        pytest.param(
            "一、贯彻上级部署有差距\n1.学习不深入。\n整改情况：学习8次。\n"
            "二、从严治党不够有力\n1.执纪偏软。\n整改情况：约谈3人。\n",
            ["rectification", "rectification"],
            id="problems-at-level-one",
        ),
        pytest.param(
            f"一、区委巡察组反馈意见整改进展情况\n共反馈问题12个，已完成11个。\n二、下步打算{NEXT}",
            ["rectification", "next_steps"],
            id="no-items",
        ),
        pytest.param(
            f"一、整改落实情况{PLAIN}", ["rectification"], id="nothing-but-paragraphs"
        ),
        pytest.param(
            f"一、整改情况{PROBLEMS}二、持续整改事项\n合同清理将持续推进。\n三、意见建议采纳情况\n已采纳。\n",
            ["rectification", "long_term", "rectification"],
            id="suggestions-are-rectified-too",
        ),
        pytest.param(
            f"一、狠抓落实，持续推进整改{PROBLEMS}二、总体情况{PLAIN}",
            ["rectification", "responsibility"],
            id="an-overview-stands-first",
        ),
        pytest.param("一、其他事项\n无。\n", ["other"], id="nothing-known"),
    ],
)
def test_the_role_follows_from_the_content(sections: str, expected: list[str]) -> None:
    assert roles_of(sections) == expected


def test_the_signs_explain_a_role() -> None:
    outlook = SectionOutlook(
        "聚焦重点，逐项抓好落实",
        item_headings=("关于“学习不够”的问题",),
        lists_of_headings=(("关于“学习不够”的问题",),),
        has_labels=True,
    )
    signs = signs_of([outlook], 0)
    words = [sign.words for sign in signs if sign.role is Role.RECTIFICATION]
    assert words == ["逐项", "聚焦重点", "labels", "关于“学习不够”的问题"]
    assert points_by_role(signs)[Role.RECTIFICATION] == 3 + 2 + 4 + 6
    assert points_by_role(signs)[Role.RESPONSIBILITY] == 0


def test_a_text_speaks_for_a_role_with_three_points_at_most() -> None:
    text = "成立领导小组，召开专题会，制定方案，跟踪督办，书记任组长。"
    signs = signs_of([SectionOutlook("情况", text=text)], 0)
    assert points_by_role(signs)[Role.RESPONSIBILITY] == 3
    assert roles([SectionOutlook("情况", text=text)]) == [Role.RESPONSIBILITY]
    fewer = "成立领导小组，召开专题会。"
    assert roles([SectionOutlook("情况", text=fewer)]) == [Role.OTHER]


@pytest.mark.parametrize(("problem_items", "is_rectification"), [(1, False), (2, True)])
def test_more_than_half_of_a_list_must_be_problems(
    problem_items: int, is_rectification: bool
) -> None:
    headings = (*("学习不够深入", "制度不健全")[:problem_items], "加强管理")
    outlook = SectionOutlook("情况", lists_of_headings=(headings,))
    assert (roles([outlook]) == [Role.RECTIFICATION]) is is_rectification


@pytest.mark.parametrize(
    "heading", ["存在的主要问题", "巡察移交问题线索处置情况", "信访件办理情况"]
)
def test_what_is_left_and_what_became_of_letters_is_no_rectification(
    heading: str,
) -> None:
    sections = (
        f"一、整改情况{PROBLEMS}二、{heading}\n部分问题进度不快。\n三、下一步打算{NEXT}"
    )
    assert roles_of(sections) == ["rectification", "other", "next_steps"]
