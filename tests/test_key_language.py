"""Keys and choices in one language: names change at their characters, and nothing else does."""

from __future__ import annotations

from pathlib import Path

import pytest

from rectify_gen import canonical_names, key_language
from rectify_gen.fixing import fix
from rectify_gen.source import SourceFile, apply_edits, read_file
from rectify_gen.validation import validate

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))


def in_language(language: str, text: str) -> str:
    data = canonical_names.locate(SourceFile("notice.yaml", text))
    return apply_edits(text, key_language.edits_to(language, data))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_goes_to_chinese_and_back_byte_for_byte(path: Path) -> None:
    text = read_file(path).text
    chinese = in_language("zh", text)
    assert "巡察情况:" in chinese
    assert "\ninspection:" not in chinese
    assert in_language("zh", chinese) == chinese
    assert in_language("en", chinese) == text
    before = validate(canonical_names.locate(SourceFile("a.yaml", text)))
    after = validate(canonical_names.locate(SourceFile("a.yaml", chinese)))
    assert after == before


ENGLISH = """\
# yaml-language-server: $schema=../schemas/notice.schema.json
"kind": report          # which document
organization: {name: 中共示例市水务局党组}
numbering: [一、, none]
sections:
  - role: rectification
    audience: internal
    numbering: {mark: none, continuous: true}
    content:
      - problem: status of a kind
        status: 'done'
        run_in: True
        content:
          - label: heading
            content: true
contacts: {phone: 0599-5550100}
signature: {seal: false}
"""
CHINESE = """\
# yaml-language-server: $schema=../schemas/notice.zh.schema.json
文种: 情况报告          # which document
单位: {单位全称: 中共示例市水务局党组}
全文序号样式: [一、, 无]
各部分:
  - 作用: 整改任务
    公开范围: 内部
    序号样式: {序号样式: 无, 连续编号: 是}
    内容:
      - 问题: status of a kind
        整改状态: 已完成
        标题接排: True
        内容:
          - 标签: heading
            内容: true
联系方式: {电话: 0599-5550100}
落款: {加盖印章: 否}
"""


def test_names_choices_flags_and_marks_change_and_texts_do_not() -> None:
    assert in_language("zh", ENGLISH) == CHINESE
    back = in_language("en", CHINESE)
    assert back == ENGLISH.replace('"kind"', "kind").replace("'done'", "done")


def test_usual_words_become_the_titles() -> None:
    text = "单位:\n  全称: 中共示例市水务局党组\n部分:\n  - 作用: 总体情况\n    内容: 文字。\n"
    assert in_language("zh", text) == (
        "单位:\n  单位全称: 中共示例市水务局党组\n各部分:\n  - 作用: 总体情况\n    内容: 文字。\n"
    )


SLOTS = """\
preamble: 根据{authority}部署，{{team}}，{ team }对{inspected}。
sections:
  - role: overview
    content: ["文字{team}。", {text: "文字{team}。"}]
closing:
  - "请自{publication}内反映：{phone}、{phone2}。"
  - text: 谢谢{authority}。
"""


def test_slots_change_where_they_are_slots() -> None:
    chinese = in_language("zh", SLOTS)
    assert (
        chinese
        == """\
导语: 根据{派出机关}部署，{{team}}，{巡察组}对{被巡察单位}。
各部分:
  - 作用: 总体情况
    内容: ["文字{team}。", {正文: "文字{team}。"}]
结语:
  - "请自{公开期限}内反映：{电话}、{电话2}。"
  - 正文: 谢谢{派出机关}。
"""
    )
    assert in_language("en", chinese) == SLOTS.replace("{ team }", "{team}")


def test_an_unknown_key_stays_as_it_is() -> None:
    text = "kind: notice\ntitel: 标题\nsections:\n  - role: overview\n"
    assert in_language("zh", text) == (
        "文种: 通报\ntitel: 标题\n各部分:\n  - 作用: 总体情况\n"
    )


def test_another_modeline_is_left_alone() -> None:
    text = "# yaml-language-server: $schema=./own.json\nkind: notice\nsections:\n  - role: overview\n"
    assert in_language("zh", text).startswith(
        "# yaml-language-server: $schema=./own.json\n文种: 通报\n"
    )


def test_fix_writes_the_language_and_fixes_the_marks_too() -> None:
    source = SourceFile(
        "a.yaml", "sections:\n  - role: overview\n    content: 公布公示。。\n"
    )
    fixed = fix(source, keys="zh")
    assert fixed.is_changed()
    assert fixed.checked.data.source.text == (
        "各部分:\n  - 作用: 总体情况\n    内容: 公布公示。\n"
    )
    again = fix(fixed.checked.data.source, keys="zh")
    assert not again.is_changed()


@pytest.mark.parametrize(
    ("english", "chinese"),
    [("items", "各条"), ("all", "全部"), ("true", "是"), ("false", "否")],
)
def test_what_runs_in_is_said_in_the_language(english: str, chinese: str) -> None:
    text = f"sections:\n  - role: rectification\n    run_in: {english}\n"
    written = f"各部分:\n  - 作用: 整改任务\n    标题接排: {chinese}\n"
    assert in_language("zh", text) == written
    assert in_language("en", written) == text
