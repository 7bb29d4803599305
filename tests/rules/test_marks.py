"""The rules of the single marks, beside their cases in tests/cases/rules."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from timing import processor_seconds

from rectify_gen.diagnostics import Diagnostic
from rectify_gen.model import Notice
from rectify_gen.rules import pairing, widths
from rectify_gen.rules.rule import subject

RULES = (*widths.RULES, *pairing.RULES)

BY_CODE = {rule.code: rule for rule in RULES}
SOUND = [
    "修订《学校食堂管理办法（试行）》《档案管理制度》，落实“三会一课”“三重一大”制度。",
    "关于“部门协同不够”问题的整改；“怎么看、怎么办”的问题已经明确。",
    "联系电话：0599-5550137，电子邮箱：office@example.gov.cn，网址：https://www.example.gov.cn/a,b?c=1:2。",
    "印发《关于加强管理的通知》（示教〔2024〕12号），示财〔2023〕7号同时废止。",
    "每日9:00至17:30开放，比例为3:2，2024年3月5日至6月7日，参训1,280人次。",
    "增长12.5%，下降3.4个百分点，占比为94.2%；1月至7月办理5～10件。",
    "GDP、5G、“1+X”证书、DR、UDI等（CT、MRI）均已上线，PM2.5浓度下降。",
    "会议强调：“改了没有？改到什么程度！”“‘两个责任’压实了没有？”",
    "整改分三步：1）排查；2）整改；（3）验收。职业教育、技能培训……等等——均已落实。",
    "“People’s Daily”和Tom's的报道，东经105°23'10\"，北纬38°10'5\"，24\"屏幕。",
    "“Yahoo!”平台、f(x)函数、附件(1)、Level (A)、1.5万元、A-B段、先导计划-筛查项目。",
]


def found_in(notice: Notice, code: str) -> list[Diagnostic]:
    return list(BY_CODE[code].check(subject(notice)))


def noted(text: str, **changes: Any) -> Notice:
    return Notice.model_validate(
        {"preamble": text, "sections": [{"role": "next_steps"}], **changes}
    )


@pytest.mark.parametrize("text", SOUND)
def test_sound_text_is_left_alone_by_all(text: str) -> None:
    assert [one for code in BY_CODE for one in found_in(noted(text), code)] == []


@pytest.mark.parametrize("code", BY_CODE)
def test_what_is_right_in_the_documentation_is_left_alone(code: str) -> None:
    assert found_in(noted(BY_CODE[code].documentation.right), code) == []
    if code != "half-width-throughout":
        assert found_in(noted(BY_CODE[code].documentation.wrong), code)


def problem(name: str, form: str | None) -> Notice:
    section = {
        "role": "rectification",
        "content": [{"problem": name, "content": "已改。"}],
    }
    return noted("甲。", sections=[{**section, **({"form": form} if form else {})}])


@pytest.mark.parametrize(
    ("code", "name", "form", "count"),
    [
        ("stop-inside-quoted-name", "整改走过场。", "关于“{}”问题的整改。", 1),
        ("stop-inside-quoted-name", "整改走过场。", None, 0),
        ("stop-inside-quoted-name", "整改走过场。", "{}", 0),
        ("stop-inside-quoted-name", "整改走过场", "关于“{}。”的问题", 1),
        ("unbalanced-quotes", "甲项不严”和“乙项不实", "关于“{}”的问题。", 0),
        ("unbalanced-quotes", "甲项不严”和“乙项不实", None, 2),
        ("unbalanced-quotes", "甲项不严”和乙项不实", "关于“{}”的问题。", 1),
        ("pause-between-quotes", "甲项不严”、“乙项不实", "关于“{}”的问题。", 1),
        ("ascii-stop", "制度不严", "{}.", 1),
        ("ascii-stop", "制度不严", "{}。", 0),
        ("half-width-punctuation", "制度不严", "问题:{}", 1),
    ],
)
def test_problems_are_read_in_their_form(
    code: str, name: str, form: str | None, count: int
) -> None:
    found = found_in(problem(name, form), code)
    assert len(found) == count
    assert all(
        one.span.text[int(one.span.start) :].startswith(one.span.marks) for one in found
    )


def test_quotations_may_run_over_lines_and_paragraphs() -> None:
    assert not found_in(
        noted("甲。", title=["关于“整改", "落实”情况的通报"]), "unbalanced-quotes"
    )
    assert not found_in(
        noted("-", preamble=["“甲。", "“乙。", "“丙。”"]), "unbalanced-quotes"
    )
    run = {
        "role": "next_steps",
        "content": [{"text": "强调“", "measures": ["甲，", "乙”。"]}],
    }
    assert not found_in(noted("甲。", sections=[run]), "unbalanced-quotes")
    assert (
        len(
            found_in(
                noted("-", preamble=["“甲。", "乙。", "“丙。”"]), "unbalanced-quotes"
            )
        )
        == 1
    )


def test_document_number_is_read_though_the_walk_leaves_it_out() -> None:
    notice = noted("甲。", document={"number": "示教[2024]9号"})
    assert [
        one.route for one in found_in(notice, "square-brackets-in-document-number")
    ] == [("document", "number")]


def test_half_width_throughout_speaks_for_brackets_too() -> None:
    notice = noted("部署(推进),落实,推进,检查,整改,评议,公开,督办,销号,回访。")
    assert [
        one.facts["count"] for one in found_in(notice, "half-width-throughout")
    ] == [10]
    assert not found_in(notice, "half-width-brackets")


def test_spaces_outside_prose_are_left_alone() -> None:
    notice = noted(
        "甲。", title="关于 整改 的通报", signature={"organizations": ["示例局 党组"]}
    )
    assert not found_in(notice, "space-inside-chinese")


SIGNS = st.text(
    st.sampled_from("甲三“”‘’《》（）()〔〕[],.:;?!\"'-、。 　5A％%２{}…\u00a0𠀀"),
    min_size=1,
    max_size=60,
)


@given(SIGNS | st.text(min_size=1))
def test_no_rule_raises_and_every_finding_points_at_its_marks(text: str) -> None:
    try:
        notice = noted(text, title=[text, text], document={"number": text})
    except ValueError:
        return
    for rule in RULES:
        for one in rule.check(subject(notice)):
            at = one.span.start
            assert isinstance(at, int)
            assert one.span.text[at:].startswith(one.span.marks)
            assert one.message("zh")
            assert one.hint("en")


@pytest.mark.parametrize(
    "piece",
    [
        "“",
        "”、“",
        "甲 ",
        "(",
        ")甲(",
        "《",
        '"',
        "'",
        "甲.",
        "..",
        "Ａ",
        "2)",
        "‘“",
        "《甲》、",
        " ",
    ],
)
def test_time_grows_with_length_only(piece: str) -> None:
    notice = noted("甲" + piece * 20000)
    with processor_seconds(5):
        for rule in RULES:
            list(rule.check(subject(notice)))
