"""What ``validate --fix`` may fix: each mark with what belongs in its place, and no digit among them."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rectify_gen.choice import Choice
from rectify_gen.model import Notice
from rectify_gen.rules import (
    CODES,
    RULES,
    disclosure,
    fixable,
    judge,
    numbers,
    pairing,
    punctuation,
    widths,
)

MARKS = {
    rule.code
    for room in (widths, pairing, numbers, disclosure, punctuation)
    for rule in room.RULES
}
OF_MARKS = Choice(dict.fromkeys(CODES - MARKS, "off"))
"""Without the rules on whole paragraphs, which these scraps are not."""

SCRAPS = [
    *"甲三“”‘’《》（）()〔〕[],.:;?!\"'-—、。， 　％%",
    *(
        "问题",
        "，",
        "。",
        "1-7月份",
        "05-08日",
        "3月",
        "5-10个",
        "2024",
        "公开",
        "0599—5550137",
        "（2015）",
        "230号",
    ),
    *(
        "  ",
        "    ",
        "...",
        "--",
        "其它",
        "”、“",
        "’、‘",
        "》、《",
        "。。",
        "”问题",
        "年",
        "的不牢",
        "树",
        "张 三",
    ),
]


def noted(text: str, **changes: Any) -> Notice:
    return Notice.model_validate(
        {"preamble": text, "sections": [{"role": "next_steps"}], **changes}
    )


def fixed_once(text: str, **changes: Any) -> str:
    """The preamble with everything in it put right that the notice lets be put right."""
    for one in reversed(fixable(noted(text, **changes), OF_MARKS)):
        at, marks = one.span.start, one.span.marks
        assert isinstance(at, int)
        assert one.route == ("preamble", 0)
        assert text[at : at + len(marks)] == marks
        text = text[:at] + one.fixes[0].replacement + text[at + len(marks) :]
    return text


def fixed(text: str) -> str:
    for _ in range(20):
        before, text = text, fixed_once(text)
        if text == before:
            return text
    raise AssertionError(f"never done: {text}")


@pytest.mark.parametrize(
    ("text", "right"),
    [
        (
            "成立专班,制定清单;(推进)落实:做到位!",
            "成立专班，制定清单；（推进）落实：做到位！",
        ),
        ("指定专职（兼职)人员。", "指定专职（兼职）人员。"),
        (
            "部署,落实,推进,检查,整改,(评议),公开,督办,销号,回访,归档。",
            "部署，落实，推进，检查，整改，（评议），公开，督办，销号，回访，归档。",
        ),
        ("制度执行不到位.", "制度执行不到位。"),
        ("落实“三会一课”.下一步", "落实“三会一课”。下一步"),
        (
            "按照示财[2015]230号和示财（2016）7号",
            "按照示财〔2015〕230号和示财〔2016〕7号",
        ),
        (
            "“甲”、“乙”、“丙”等制度，《丁》、《戊》。",
            "“甲”“乙”“丙”等制度，《丁》《戊》。",
        ),
        ("关于“整改走过场。”问题的整改", "关于“整改走过场”问题的整改"),
        ("学习、讨论...等，一个目标--群众满意", "学习、讨论……等，一个目标——群众满意"),
        ('落实"三会一课"、"双报到"制度', "落实“三会一课”“双报到”制度"),
        ("落实'三会一课'制度", "落实‘三会一课’制度"),
        ("建成了  10家卫生室，深入　推进整改。", "建成了10家卫生室，深入推进整改。"),
        (
            "2024公开招聘护士12名，1-7月份发文5-10件。",
            "2024年公开招聘护士12名，1月至7月发文5～10件。",
        ),
        ("电话0599—5550137", "电话0599-5550137"),
        ("其它问题。。", "其他问题。"),
        ("工作, 推进", "工作，推进"),
    ],
)
def test_fixed(text: str, right: str) -> None:
    assert fixed(text) == right


@pytest.mark.parametrize(
    "text",
    [
        "买力.艾山参加",
        "开展培训20余场     300余人参加。",
        "张 三 参加会议",
        '落实"三会一课制度',
        "落实“三会一课制度",
        "2024年04月，２０２４年，3月05-08日",
        "联系电话：85550137",
        "约30余人，满意率达到101%，2月30日",
    ],
)
def test_left_to_the_author(text: str) -> None:
    assert judge(noted(text)).standing
    assert fixed(text) == text


def test_a_name_that_is_only_a_stop_is_not_emptied() -> None:
    section = {
        "role": "rectification",
        "form": "关于“{}”的问题",
        "content": [{"problem": "。", "content": "甲。"}],
    }
    assert not fixable(noted("甲。", sections=[section]))


@pytest.mark.parametrize(
    ("text", "waiver"),
    [
        ("公示。。", {"code": "doubled-punctuation", "where": "公示。。"}),
        ("部署(推进)。", {"code": "half-width-brackets"}),
        (
            "部署,落实,推进,检查,整改,评议,公开,督办,销号,回访,归档。",
            {"code": "half-width-throughout"},
        ),
        (
            "部署,落实,推进,检查,整改,评议,公开,督办,销号,回访,归档。",
            {"code": "half-width-punctuation"},
        ),
    ],
)
def test_what_is_waived_stays(text: str, waiver: dict[str, str]) -> None:
    assert fixed_once(text) != text
    assert fixed_once(text, waivers=[{**waiver, "reason": "原文如此"}]) == text


@given(
    st.lists(st.sampled_from(SCRAPS), min_size=1, max_size=25)
    .map("".join)
    .filter(str.strip)
)
def test_fixing_ends_and_changes_no_digit(text: str) -> None:
    right = fixed(text)
    assert re.findall("[0-9０-９]", right) == re.findall("[0-9０-９]", text)
    assert fixed_once(right) == right


def test_rules_that_change_digits_or_need_judgement_mend_nothing() -> None:
    never = {
        "zero-padded-date",
        "full-width-digits",
        "unbalanced-quotes",
        "about-and-odd",
        "rate-mismatch",
    }
    assert not never & {rule.code for rule in RULES if rule.fixes}
