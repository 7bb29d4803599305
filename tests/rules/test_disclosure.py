"""The rules on disclosure, beside their cases in tests/cases/rules."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from cases_of_notices import CASES
from hypothesis import given
from hypothesis import strategies as st
from timing import processor_seconds

from rectify_gen.chinese import ILLEGAL_CHARACTER
from rectify_gen.model import Notice
from rectify_gen.rules import subject
from rectify_gen.rules.disclosure import RULES
from rectify_gen.vocabulary.word_tables import right_words, wrong_words

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))
BY_CODE = {rule.code: rule for rule in RULES}

PLAIN = [
    "修订《差旅费管理办法》《关于其它收入的规定》，财预〔2015〕230号",
    "关于“树得不牢、抓而不实”问题的整改",
    "电话0599-5550100、0755-88113963，邮编518000，热线12345",
    "清新卫〔2024〕12号，2024年3月1日至5月24日，9:00～17:30",
    "增长12.5%，支出13800138.25元，占地1380.01平方米，结余6.217亿元",
    "邮箱：wjj_2024@example.gov.cn、13800138000@163.com",
    "GDP、5G、“1+X”证书、DR、UDI、3×4米、2×10万元、XL、MRI-XX2、X光",
    "涉及5～10个单位、第1—3季度、1.88万例/9753台次",
]


def noted(text: str, **changes: Any) -> Notice:
    return Notice.model_validate(
        {"sections": [{"role": "next_steps", "content": [text]}], **changes}
    )


def marks(code: str, notice: Notice) -> list[str]:
    return [one.span.marks for one in BY_CODE[code].check(subject(notice))]


def every_mark(notice: Notice) -> list[tuple[str, str]]:
    return [(code, one) for code in BY_CODE for one in marks(code, notice)]


@pytest.mark.parametrize("text", PLAIN)
def test_what_every_rule_leaves_alone(text: str) -> None:
    assert every_mark(noted(text)) == []


@pytest.mark.parametrize("code", BY_CODE)
def test_a_text_of_one_rule_is_reported_by_no_other(code: str) -> None:
    path = CASES / code / "wrong.yaml"
    for entry in yaml.safe_load(path.read_text(encoding="utf-8")):
        if "paragraph" in entry:
            reports = every_mark(noted(entry["paragraph"]))
            wanted = entry["marks"]
            wanted_marks = [wanted] if isinstance(wanted, str) else wanted
            assert reports == [(code, mark) for mark in wanted_marks]


@pytest.mark.parametrize("code", BY_CODE)
def test_documentation_shows_the_fault_and_its_correction(code: str) -> None:
    documentation = BY_CODE[code].documentation
    if code != "secrecy-marking":
        assert len(marks(code, noted(documentation.wrong))) == 1
    assert every_mark(noted(documentation.right)) == []


@pytest.mark.parametrize("wrong", wrong_words())
def test_each_word(wrong: str) -> None:
    right, note = wrong_words()[wrong]
    assert note
    # A character for each other, but where one is typed twice or too many.
    assert len(wrong) == len(right) or note in (
        "叠字",
        "叠词",
        "疑为叠词",
        "多字",
        "疑为多字",
    )
    assert marks("wrong-word", noted(f"甲{wrong}。")) == [wrong]
    assert marks("wrong-word", noted(f"甲{right}。")) == []


@pytest.mark.parametrize(
    ("wrong", "is_safe"),
    [("布署", True), ("进行公式", False), ("已经已经", False), ("进展请况", False)],
)
def test_what_may_stand_for_something_else_is_not_fixed_unasked(
    wrong: str, is_safe: bool
) -> None:
    (report,) = BY_CODE["wrong-word"].check(subject(noted(f"甲{wrong}。")))
    (fix,) = report.fixes
    assert fix.is_safe == is_safe


@pytest.mark.parametrize("word", right_words())
def test_each_right_word(word: str) -> None:
    assert marks("wrong-word", noted(f"发{word}到位")) == []


def test_mobile_number_may_stand_where_the_public_is_to_call() -> None:
    assert (
        marks("mobile-number", noted("文。", contacts={"phone": "13800138000"})) == []
    )
    assert marks("mobile-number", noted("文。", closing=["电话13800138000。"])) == []
    assert (
        marks(
            "mobile-number", noted("文。", document={"note": "联系人：甲，13800138000"})
        )
        == []
    )
    assert marks("mobile-number", noted("文。", preamble=["电话13800138000。"])) == [
        "13800138000"
    ]


@pytest.mark.parametrize("value", ["秘密★1年", "机密", "内部"])
def test_secrecy_of_what_is_published(value: str) -> None:
    document = {"secrecy": value}
    assert marks("secrecy-marking", noted("文。", document=document)) == [value]
    assert marks(
        "secrecy-marking", noted("文。", document=document, kind="announcement")
    ) == [value]
    assert (
        marks("secrecy-marking", noted("文。", document=document, kind="report")) == []
    )
    assert marks("secrecy-marking", noted("文。", document={"secrecy": "公开"})) == []


@pytest.mark.parametrize(
    "item",
    [
        {"heading": "甲", "progress": "对张某某立案，电话13800138000"},
        {
            "heading": "甲",
            "audience": "internal",
            "content": "对张某某立案，电话13800138000",
        },
        {"heading": "对张某某立案", "audience": "internal"},
    ],
)
def test_names_and_numbers_may_stand_in_ledger_and_internal_parts(
    item: dict[str, Any],
) -> None:
    section = {"role": "rectification", "content": [item]}
    assert every_mark(Notice.model_validate({"sections": [section]})) == []
    inside = {"label": "甲", "content": ["对张某某立案"]}
    section = {"role": "rectification", "audience": "internal", "content": [inside]}
    assert every_mark(Notice.model_validate({"sections": [section]})) == []


def test_report_may_name_persons() -> None:
    assert every_mark(noted("对张某某立案", kind="report")) == []


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_examples_are_clean(path: Path) -> None:
    assert (
        every_mark(
            Notice.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
        )
        == []
    )


PIECES = "对给予将张李某同志被受到处分立案【】待填补X×_{}% -—0123456789密秘机★《》的不牢帐其它，。“”截止目前"


@given(st.text() | st.text(alphabet=PIECES, max_size=80))
def test_no_text_makes_a_rule_raise_or_report_a_place_twice(drawn: str) -> None:
    text = "文" + ILLEGAL_CHARACTER.sub("", drawn)
    found = [one for rule in RULES for one in rule.check(subject(noted(text)))]
    taken = [
        place
        for one in found
        for place in range(one.span.start, one.span.start + len(one.span.marks))
    ]
    assert len(taken) == len(set(taken))
    for one in found:
        assert one.message("zh")


@pytest.mark.parametrize(
    "piece",
    ["对张某", "【待", "{{", "_", "×", "《", "1380013800", "6222 ", "张伟因", "秘 "],
)
def test_long_texts_take_linear_time(piece: str) -> None:
    walked = subject(noted(piece * 20_000))
    with processor_seconds(5):
        for rule in RULES:
            list(rule.check(walked))
