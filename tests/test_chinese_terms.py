"""Reports about a file with Chinese keys name them: no key of the model is left in their Chinese wording."""

from __future__ import annotations

import re

import pytest

from rectify_gen import messages
from rectify_gen.canonical_names import ALL_KEYS
from rectify_gen.chinese_terms import in_chinese_terms
from rectify_gen.diagnostics import Diagnostic, InputError, Route
from rectify_gen.messages import reading
from rectify_gen.rules import RULES
from rectify_gen.source import SourceFile
from rectify_gen.source_check import check_source

ENGLISH_KEYS = frozenset(key for key in ALL_KEYS if key.isascii())
NOT_KEYS = frozenset({"text", "code"})
"""Words that stand in a message as something else: rectify-gen text, the code of a rule."""


def reported(text: str) -> list[Diagnostic]:
    try:
        return list(check_source(SourceFile("a.yaml", text)).judgement.standing)
    except InputError as error:
        return list(error.diagnostics)


def keys_in(sentence: str) -> set[str]:
    outside = re.sub(
        r"rectify-gen[a-z -]*|--[a-z-]+( [a-z]+)?|(?<!\{)\{[^{}]*\}(?!\})", "", sentence
    )
    words = set(re.findall(r"(?<![\w.-])[a-z_]{3,}(?![\w-])", outside))
    return words & ENGLISH_KEYS - NOT_KEYS


@pytest.mark.parametrize(
    ("code", "message"),
    [
        *((rule.code, rule.message) for rule in RULES),
        *((code, message) for code, message in reading.TABLE.items()),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_no_key_of_the_model_is_left(code: str, message: messages.Message) -> None:
    diagnostic = in_chinese_terms(Diagnostic(code, wording=message))
    assert diagnostic.wording is not None
    assert keys_in(diagnostic.wording.zh) == set()
    assert keys_in(diagnostic.wording.zh_hint) == set()
    assert diagnostic.wording.en == message.en
    assert diagnostic.wording.en_hint == message.en_hint


@pytest.mark.parametrize(
    ("content", "hint"),
    [
        ("{正文: 甲。, 标题: 乙}", "正文、标题 只能有一个：删去多余的，或者分成几项"),
        (
            "{标题: 甲, 措施: [乙。]}",
            "先写一行 内容:，下一行多缩进两个空格写 - 措施:",
        ),
    ],
)
def test_advice_names_the_keys_as_the_file_does(content: str, hint: str) -> None:
    text = f"各部分:\n  - 作用: 整改任务\n    内容:\n      - {content}\n"
    assert hint in [diagnostic.hint("zh") for diagnostic in reported(text)]


def test_advice_about_contacts_is_in_chinese_where_the_keys_are() -> None:
    text = (
        "各部分: [{作用: 其他, 标题: 甲, 内容: 乙。}]\n联系方式: {电话: ['1', '2']}\n"
    )
    hints = [diagnostic.hint("zh") for diagnostic in reported(text)]
    assert hints == ["同类有几个时，联系方式写成列表：- {类别: 电话, 内容: …}"]


@pytest.mark.parametrize(
    ("route", "expected"),
    [
        (("publication",), "开始日期"),
        (("inspection",), "巡察开始日期"),
        ((), "公开期限"),
    ],
)
def test_a_key_is_named_as_in_its_part(route: Route, expected: str) -> None:
    key = "start" if route else "publication"
    message = messages.Message("error", f"写 {key} 这一项", "write it")
    diagnostic = in_chinese_terms(Diagnostic("not-a-date", route, wording=message))
    assert diagnostic.message("zh") == f"写 {expected} 这一项"


NOTICE = """\
各部分:
  - 作用: 整改任务
    内容:
      - 标题: 关于制度方面
        内容:
          - 问题: 制度不健全
            整改状态: 持续整改
            销号日期: 2025-01-02
            内容: 公布公示。。
公开期限:
  开始日期: 2025-01-01
"""


def test_a_file_with_chinese_keys_is_told_in_its_words() -> None:
    hints = {one.code: one.hint("zh") for one in reported(NOTICE)}
    assert hints["publication-incomplete"] == (
        "有确切日期就写 开始日期 和 结束日期，没有就写 公开期限: …"
    )
    sound = NOTICE.replace("开始日期: 2025-01-01", "公开期限: 30日")
    hints = {one.code: one.hint("zh") for one in reported(sound)}
    assert hints["closed-while-open"] == "改正 整改状态，或删去 销号日期"
    assert hints["doubled-punctuation"] == "只留一个；原文如此的，写入 豁免"
    assert hints["part-missing"].endswith("写入 豁免：- {规则: part-missing, 理由: …}")


def test_a_file_with_english_keys_is_told_in_english_keys() -> None:
    text = "publication: {start: 2025-01-01}\nsections: [{role: next_steps}]\n"
    (fault,) = reported(text)
    assert "start" in fault.hint("zh")


def test_a_key_that_is_its_title_is_named_once() -> None:
    reports = reported(
        "各部分:\n  - 作用: 整改任务\n    内容:\n      - 问题: 甲\n        整改状态: 正在处理\n"
        "        状态: 正在处理\n"
    )
    sentences = [report.message("zh") for report in reports]
    assert any("不是整改状态的可选值" in sentence for sentence in sentences)
