"""What rules read: a notice's texts as one string, in which no rule looks past the end of a text."""

import pickle
import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st

from rectify_gen.diagnostics import Diagnostic, Route
from rectify_gen.model import Notice
from rectify_gen.rules import (
    disclosure,
    judge,
    numbers,
    pairing,
    punctuation,
    widths,
)
from rectify_gen.rules.rule import BLANK, Subject, subject, subject_of

OF_THE_NOTICE = {
    "count-mismatch",
    "date-order",
    "fact-not-in-text",
    "email-or-postcode-form",
}
"""Rules of facts rather than of texts."""
TEXTUAL = [
    rule
    for room in (widths, pairing, numbers, disclosure, punctuation)
    for rule in room.RULES
]
SCRAPS = [
    *"甲三一〇“”‘’《》（）()〔〕[]【】,.:;?!\"'-—、。；％%２Ａ{}…　约近余共",
    *(
        "问题",
        "，",
        "，",
        "。",
        "52个问题",
        "已完成45个",
        "持续整改2个",
        "整改完成率76%",
        "整改率为100%",
        "120%",
        "增长",
    ),
    *(
        "1-7月份",
        "5-10个",
        "2024",
        "年",
        "3月5-8日",
        "2月30日",
        "3月05日",
        "约30余人",
        "左右",
        "公开",
        "0599—5550137",
    ),
    *(
        "电话",
        "85550137",
        "13800138000",
        "（2015）230号",
        "[2015]",
        "9号",
        "  ",
        "...",
        "--",
        "帐",
        "号",
        "的不牢",
        "树",
    ),
    *(
        "给予李某某",
        "警告处分",
        "秘密",
        "★1年",
        "XX",
        "{{",
        "}}",
        "待补",
        "”、“",
        "》、《",
        "。”",
        "的有关",
        "示财",
        "网址",
    ),
]
TEXTS = st.lists(
    st.lists(st.sampled_from(SCRAPS), min_size=1, max_size=12).map("".join),
    min_size=1,
    max_size=5,
)
FULL = (("sections", 0, "heading"), "甲，乙；" * 200)
"""A text with so many full-width marks that half-width marks are never meant throughout."""


def found_in(notice: Notice, texts: list[tuple[Route, str]]) -> list[Diagnostic]:
    walked = subject_of(notice, [FULL, *texts])
    textual = [rule for rule in TEXTUAL if rule.code not in OF_THE_NOTICE]
    return [
        one for rule in textual for one in rule.check(walked) if one.route != FULL[0]
    ]


@given(TEXTS.filter(lambda texts: all(text.strip() for text in texts)))
def test_what_is_found_in_all_texts_is_what_is_found_in_each(texts: list[str]) -> None:
    sections = [{"role": "other", "heading": text} for text in ("甲", *texts)]
    notice = Notice.model_validate({"sections": sections})
    placed: list[tuple[Route, str]] = [
        (("sections", at, "heading"), text) for at, text in enumerate(texts, 1)
    ]
    together = found_in(notice, placed)
    apart = [one for each in placed for one in found_in(notice, [each])]
    key = lambda one: (one.code, one.route, one.span.start, one.span.marks)  # noqa: E731
    assert sorted(map(key, together)) == sorted(map(key, apart))
    for one in together:
        text, at, marks = (
            dict(placed)[one.route],
            one.span.start,
            one.span.marks,
        )
        assert one.span.text == text
        assert isinstance(at, int)
        assert text[at : at + len(marks)] == marks


def test_an_index_means_the_same_place_in_all_strings() -> None:
    item = {
        "problem": "甲“乙”",
        "form": "关于“{}”的问题",
        "content": ["落实《丙》。", "丁。"],
        "evidence": "戊",
    }
    notice = Notice.model_validate(
        {"sections": [{"role": "rectification", "content": [item]}]}
    )
    walked = subject(notice)
    assert walked.whole.split("\n") == [
        "落实《丙》。",
        "丁。",
        "戊",
        "甲“乙”",
        "关于“{}”的问题",
    ]
    assert walked.scanned == walked.whole.replace("{}", "问题")
    assert walked.wording.split("\n") == [
        f"落实{BLANK * 3}。",
        "丁。",
        BLANK,
        BLANK * 4,
        BLANK * 9,
    ]
    assert [
        walked.whole[slice(*walked.span_of(number))] for number in range(5)
    ] == walked.whole.split("\n")
    assert list(walked.lines) == walked.whole.split("\n")
    assert walked.route_at(walked.whole.index("丁"))[-2:] == ("content", 1)


def test_items_of_a_subject_know_whether_others_stand_below_them() -> None:
    inner = {"label": "成效", "content": [{"heading": "乙"}]}
    above = {"heading": "一", "content": [{"problem": "甲"}, inner, "丁。"]}
    sections = [
        {"role": "next_steps"},
        {
            "role": "rectification",
            "content": ["戊。", above, {"problem": "丙", "audience": "internal"}],
        },
    ]
    walked = subject(Notice.model_validate({"sections": sections}))
    assert [(route[1:], leaf) for route, _, leaf in walked.items()] == [
        ((1, "content", 1), False),
        ((1, "content", 1, "content", 0), True),
        ((1, "content", 1, "content", 1, "content", 0), True),
        ((1, "content", 2), True),
    ]
    assert subject(Notice.model_validate({"sections": sections[:1]})).items() == ()


def test_what_is_computed_once_is_not_computed_again() -> None:
    walked = subject(Notice.model_validate({"sections": [{"role": "next_steps"}]}))
    calls: list[int] = []

    def compute(one: Subject) -> int:
        calls.append(len(one.whole))
        return 7

    assert (walked.once(compute), walked.once(compute), calls) == (7, 7, [0])
    assert subject(walked.notice).computed == {}


def test_a_long_text_is_held_once_however_much_is_found_in_it() -> None:
    notice = Notice.model_validate(
        {"preamble": "部署,落实。。" * 3, "sections": [{"role": "next_steps"}]}
    )
    walked = subject(notice)
    found = [one.span.text for rule in TEXTUAL for one in rule.check(walked)]
    assert len(found) == 6
    assert all(text is walked.lines[0] for text in found)


def test_a_diagnostic_travels_with_its_message_and_without_the_rules() -> None:
    notice = Notice.model_validate(
        {"preamble": "公示。。", "sections": [{"role": "next_steps"}]}
    )
    (report,) = (
        found for found in judge(notice).standing if found.code == "doubled-punctuation"
    )
    program = (
        "import pickle, sys\n"
        "report = pickle.load(sys.stdin.buffer)\n"
        "print(ascii(report.message('zh')), report.severity, report.fixes[0].replacement == '\\u3002')\n"
        "print('rectify_gen.rules' in sys.modules)\n"
    )
    shown = subprocess.run(
        [sys.executable, "-c", program],
        input=pickle.dumps(report),
        capture_output=True,
        check=True,
    )
    sentence = ascii(report.message("zh")).encode()
    assert shown.stdout.split() == [sentence, b"error", b"True", b"False"]
