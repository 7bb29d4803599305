"""The rules of numbers, beside their cases in tests/cases/rules."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from timing import processor_seconds

from rectify_gen.diagnostics import Diagnostic
from rectify_gen.model import Notice, slots
from rectify_gen.rules import subject
from rectify_gen.rules.numbers import RULES

BY_CODE = {rule.code: rule for rule in RULES}
ITEMS = {
    "role": "rectification",
    "content": [
        {"problem": "甲", "content": "已改。", "status": "done"},
        {"problem": "乙", "content": "在改。", "status": "ongoing"},
    ],
}

COMMON = [
    "GDP增长5.2%，5G基站12个，“1+X”模式，DR设备、UDI编码各3套，“4+3”产业体系。",
    "9:00-11:00办公，电话0599-5550137，手机13800138000，热线12345，邮箱abc-2024@163.com。",
    "根据《2021-2025年规划》（某教〔2024〕12号），2024年3月5日至5月17日开展检查。",
    "投入2000元，2023级学生2024名，2024届毕业生，2022版教材，2025年度计划。",
    "关于“1-7月约30余人未签到，整改率120%”的问题，共学习20余场300余人次。",
    "1月至7月；5～10个；1—7月；2024—2025学年；GB/T 9704-2012；ISO 9001-2015。",
]


def found_in(code: str, **changes: Any) -> list[Diagnostic]:
    notice = Notice.model_validate({"sections": [ITEMS], **changes})
    return list(BY_CODE[code].check(subject(notice)))


@pytest.mark.parametrize("text", COMMON)
def test_sound_text_is_left_alone_by_all(text: str) -> None:
    for code in BY_CODE:
        assert found_in(code, preamble=["前文。", text]) == []


def test_a_number_among_the_contacts_is_not_reported_again_in_the_closing() -> None:
    found = found_in(
        "phone-number-form", contacts={"phone": "85550137"}, closing="电话85550137。"
    )
    assert [one.route for one in found] == [("contacts", 0, "value")]


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("1-7月份", "1月至7月"),
        ("5-10个", "5～10个"),
        ("5-10%", "5%～10%"),
        ("5%-10%", "5%～10%"),
        ("2021-2023年", "2021—2023年"),
        ("3月5-8日", "3月5日至8日"),
        ("3月5日-4月8日", "3月5日至4月8日"),
    ],
)
def test_range_fixed(text: str, better: str) -> None:
    (found,) = found_in("range-sign", preamble=text)
    fixed = text.replace(found.span.marks, found.fixes[0].replacement)
    assert fixed == better
    assert not found_in("range-sign", preamble=fixed)


def test_names_of_problems_and_evidence_are_left_alone() -> None:
    item = {
        "problem": "1-7月约30余人缺席",
        "evidence": "2024工作要点1-7月份",
        "content": "文。",
    }
    for code in BY_CODE:
        assert not found_in(
            code, sections=[{"role": "rectification", "content": [item]}]
        )


def test_ranges_of_the_longest_figures_and_beside_one_another_are_found_whole() -> None:
    text = "共123456.1234%--223456.1234周岁，1-3月份，5-10个、2-3月份。"
    ranges = [found.span.marks for found in found_in("range-sign", preamble=text)]
    assert ranges == ["123456.1234%--223456.1234", "1-3月份", "5-10", "2-3月份"]


@pytest.mark.parametrize(
    ("section", "reported"),
    [
        (
            {
                "role": "responsibility",
                "content": [{"heading": "甲", "content": "整改率为100%。"}],
            },
            True,
        ),
        (
            {"role": "rectification", "content": ["整改率为100%。", *ITEMS["content"]]},
            True,
        ),
        (
            {
                "role": "rectification",
                "content": [{"problem": "丙", "content": "整改率为100%。"}],
            },
            False,
        ),
        ({"role": "next_steps", "content": ["整改率为100%。"]}, False),
        ({"role": "other", "heading": "整改率为100%", "content": []}, False),
    ],
)
def test_only_a_claim_for_the_whole_is_contradicted(
    section: dict[str, Any], reported: bool
) -> None:
    assert (
        bool(found_in("all-done-contradicted", sections=[section, ITEMS])) is reported
    )


def test_all_done_without_open_items_is_left_alone() -> None:
    done = {
        "role": "rectification",
        "content": [{"problem": "甲", "content": "已改。", "status": "done"}, "文。"],
    }
    assert not found_in(
        "all-done-contradicted", preamble="整改完成率100%。", sections=[done]
    )


SCRAPS = st.sampled_from(
    [
        *"0129个项年月日-—～%，。；：《》“”约近余多@.共已",
        "问题",
        "已完成",
        "整改率",
        "2024",
        "持续整改",
        "100%",
        "电话",
        "基本完成",
    ]
)


@given(
    st.lists(SCRAPS, min_size=1).map("".join)
    | st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1)
)
def test_never_raises(text: str) -> None:
    contacts = [
        {"kind": kind, "value": text} for kind in ("phone", "email", "postcode")
    ]
    prose = slots.escaped(text)
    for code in BY_CODE:
        for found in found_in(code, preamble=prose, closing=prose, contacts=contacts):
            assert found.span.marks in found.span.quote
            for lang in ("zh", "en"):
                assert found.message(lang)
                assert found.hint(lang)


@pytest.mark.parametrize(
    "scrap",
    [
        "1",
        "1-",
        "1个问题",
        "约",
        "1个问题，",
        "已完成1个，",
        "a@",
        "一",
        "《",
        "“",
        "完成",
        "总体",
        "2024年",
        "□",
        "整改",
    ],
)
def test_time_is_linear(scrap: str) -> None:
    text = scrap * (40_000 // len(scrap))
    notice = Notice.model_validate(
        {"preamble": text, "contacts": {"email": text}, "sections": [ITEMS]}
    )
    with processor_seconds(5):
        for rule in RULES:
            list(rule.check(subject(notice)))
