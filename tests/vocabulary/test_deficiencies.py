"""Headings that read as problems, and headings that only sound so."""

import pytest

from rectify_gen.vocabulary.deficiencies import groups_by_status, names_a_deficiency


@pytest.mark.parametrize(
    "heading",
    [
        "学习不够深入",
        "制度未落实到位。",
        "服务设施建设推进较慢",
        "廉政风险防控有薄弱环节",
        "产业项目闲置",
        "未严格落实请示报告制度",
        "违规发放津补贴",
        "重业务轻党建",
        "特种设备监管松散；",
        "招商落地率不高",
        "防范化解风险意识不够强",
        "聚焦主责主业不够",
        "安全隐患突出",
        "档案管理有待加强",
        "党建与业务“两张皮”问题",
    ],
)
def test_a_deficiency(heading: str) -> None:
    assert names_a_deficiency(heading)


@pytest.mark.parametrize(
    "heading",
    [
        "加强组织领导",
        "常抓不懈",
        "坚持标准不降、力度不减。",
        "聚焦突出问题",
        "防范化解风险",
        "直面问题",
        "补齐短板",
        "未巡先改",
        "政治建设方面",
        "已完成整改的问题",
        "需持续推进的问题",
    ],
)
def test_no_deficiency(heading: str) -> None:
    assert not names_a_deficiency(heading)


@pytest.mark.parametrize(
    ("heading", "is_group"),
    [
        ("已整改完成的问题", True),
        ("正在推进的整改任务", True),
        ("立行立改问题", False),
        ("已建制度未执行的问题", False),
    ],
)
def test_groups_by_status(heading: str, is_group: bool) -> None:
    assert groups_by_status(heading) is is_group
