"""Notices without line breaks: they come out as the same notice with them; what only looks like one stays whole."""

from __future__ import annotations

import pytest

from rectify_gen.importer import import_text
from rectify_gen.importer.frame import CLOSING_START, read_frame
from rectify_gen.importer.plain_text import read_plain_text
from rectify_gen.importer.unbroken_text import break_up

TITLE = "中共江城市水利局党组关于市委巡察反馈意见整改情况的通报"
OPENING = (
    "根据市委统一部署，2024年3月4日至5月17日，市委第二巡察组对市水利局党组进行了巡察。"
    "按照巡察工作有关要求，现将巡察整改进展情况予以公布。"
)
BODY = [
    "一、履行巡察整改主体责任情况",
    "党组先后召开会议5次研究整改工作，成立领导小组。",
    "二、巡察整改任务落实情况",
    "（一）关于“理论学习不够紧密”的问题",
    "一是完善制度。修订办法1项。二是加强督查。每月抽查一次。",
    "（二）关于“服务基层不够主动”的问题",
    "1.关于下基层少的问题。走访45个村。",
    "2.关于办事慢的问题。压缩时限3天，节约1.5亿元。",
    "三、下一步打算",
    "党组将持续巩固整改成果，对长期任务紧盯不放。",
]
CLOSING = "欢迎广大干部群众对巡察整改落实情况进行监督。联系电话：0792-8880011。"
SIGNATURE = ["中共江城市水利局党组", "2025年4月7日"]
NOTICE = [TITLE, OPENING, *BODY, CLOSING, *SIGNATURE]


@pytest.mark.parametrize(
    "separator", ["", " ", "　　", "  "], ids=["none", "blank", "wide", "two"]
)
def test_a_notice_on_one_line_is_the_notice_with_line_breaks(separator: str) -> None:
    expected = import_text("\n".join(NOTICE))
    assert import_text(separator.join(NOTICE)).data == expected.data


def test_a_notice_whose_body_stands_on_one_line_is_broken_up_too() -> None:
    text = "\n".join([TITLE, OPENING, "".join(BODY), CLOSING, *SIGNATURE])
    assert import_text(text).data == import_text("\n".join(NOTICE)).data


def broken(text: str) -> list[str]:
    blocks = read_plain_text(text).blocks
    return [block.text for block in break_up(blocks, CLOSING_START)]


LONG = "局党组高度重视巡察整改工作，多次召开会议研究部署，压实责任，逐项抓好落实，推动问题见底清零，建立长效机制。"


@pytest.mark.parametrize(
    "text",
    [
        # too short to be a whole notice
        "抓好三项：一、学习。二、服务。",
        # only one mark
        LONG + "一、学习不够。" + LONG,
        # marks that do not count on
        LONG + "一、学习不够。" + LONG + "三、服务不够。" + LONG,
        LONG + "评出一、二、三等奖。" + LONG,
        # lines have marks of their own
        f"一、主体责任情况\n{LONG}抓好：一、学习不够；二、服务不够。\n二、落实情况\n{LONG}",
        # numbers that are no marks
        LONG + "增长1.5倍。" + LONG + "增长2.5倍。" + LONG,
        # a lone wide blank
        LONG + "　　" + LONG,
    ],
)
def test_what_only_looks_like_a_text_without_line_breaks_stays_whole(text: str) -> None:
    assert broken(text) == text.split("\n")


def test_marks_of_one_family_are_enough() -> None:
    text = LONG + "（一）关于学习不够的问题。已改。（二）关于服务不够的问题。已改。"
    assert broken(text) == [
        LONG,
        "（一）关于学习不够的问题。已改。",
        "（二）关于服务不够的问题。已改。",
    ]


def test_a_text_without_marks_has_its_opening_and_one_section_without_heading() -> None:
    texts = [OPENING, "反馈的69个问题，完成整改68个。", "党组将持续抓好整改。"]
    for text in ("\n".join(texts), "".join(texts)):
        notice = import_text(text).data
        assert notice["inspection"]["team"] == "市委第二巡察组"
        (section,) = notice["sections"]
        assert (section["role"], section["no_heading"]) == ("overview", True)
        assert "heading" not in section
        assert "numbering" not in notice
        assert "".join(section["content"]) == "".join(texts[1:])


@pytest.mark.parametrize(
    ("texts", "preamble"),
    [
        (["根据市委统一部署，巡察组进行了巡察。", "反馈了意见。", "已完成整改。"], 2),
        (["根据市委统一部署，巡察组进行了巡察。", "反馈了意见。"], 1),
        (["已完成整改。", "反馈了意见。", "正在整改。"], 0),
        (["已完成整改。", "现将情况予以公布。", "正在整改。"], 2),
        (["已完成整改。", "现将情况予以公布。"], 0),
    ],
)
def test_the_opening_of_a_text_without_marks_leaves_text_for_its_body(
    texts: list[str], preamble: int
) -> None:
    frame = read_frame(read_plain_text("\n".join(texts)).blocks)
    assert frame.preamble == texts[:preamble]
    (section,) = frame.sections
    assert [paragraph.text for paragraph in section.body] == texts[preamble:]
