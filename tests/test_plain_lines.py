"""Plain lines are read as libyaml reads them, places included; whatever is not plain is left to it."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from rectify_gen.diagnostics import InputError
from rectify_gen.source import DataNode, LocatedData, SourceFile, locate, read_file
from rectify_gen.source.event_reading import value_in_brackets
from rectify_gen.source.locating import locate_by_events
from rectify_gen.source.plain_brackets import read_plain_brackets
from rectify_gen.source.plain_lines import LineTree
from rectify_gen.starter import starter

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
CASES = sorted((ROOT / "tests" / "cases").rglob("*.yaml"))

EVERY_FORM = """\
# 说明
kind: report  # 一种
标题: '甲 乙'
empty: ""

numbering: ["1.", {mark: ①, continuous: true}]
inspection:
  start: 2024-03-05
  team:   县委 第二组
sections:
- role: overview
  content:
    # 引语。
    - 第一段：甲，乙。
    - "9:00"
    - - 一
      - 二
    - []
  departments: [登记股,办公室 , 甲]  # 两个
-  heading: 乙
   content:
   - text: 丙
closing: 末
"""
SIGNS = [
    *"-:#,[]{}&*!|>'\"%@`?~\\ 甲1",
    "\n",
    "\n\n",
    "  ",
    ": ",
    "- ",
    " #",
    "  # ",
    "\t",
]
WORDS = [
    "null",
    "key: ",
    "<<: ",
    "---\n",
    "...",
    "\u3000",
    "\u3164",
    "\ufeff",
    "[甲",
    "&a ",
]


def is_plain(data: LocatedData) -> bool:
    return isinstance(data.known_root, LineTree)


def flat(event: Any, key: Any, members: Any) -> Any:
    """The place of a value and those of its members, to compare."""
    below = {step: flat(*place) for step, place in members.items()}
    return mark_of(event), mark_of(key), below


def mark_of(event: Any) -> Any:
    if event is None:
        return None
    marks = []
    for mark in (event.start_mark, event.end_mark):
        marks.append((mark.index, mark.line, mark.column))
    return getattr(event, "value", None), getattr(event, "style", None), marks


def assert_same(source: SourceFile) -> bool:
    """Compare what is read of ``source`` with what libyaml reads; return whether it was of plain lines."""
    try:
        data = locate(source)
    except InputError:
        return False
    if not is_plain(data):
        return False
    expected = locate_by_events(source)
    assert data.value == expected.value, source.text
    assert data.diagnostics == expected.diagnostics, source.text
    assert flat(*data.root) == flat(*expected.root), source.text
    return True


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_notices_as_they_are_usually_written_need_no_libyaml(path: Path) -> None:
    assert assert_same(read_file(path))


def test_so_does_the_notice_that_new_writes() -> None:
    assert assert_same(SourceFile("", starter("notice", "# 说明")))


def test_the_cases_are_read_as_libyaml_reads_them() -> None:
    plain_count = 0
    for path in CASES:
        try:
            source = read_file(path)
        except InputError:
            continue
        plain_count += assert_same(source)
    assert plain_count > 50


def test_whatever_is_put_in_or_taken_out_libyaml_decides() -> None:
    chance = random.Random(16)
    plain_count = 0
    for _ in range(3000):
        text = EVERY_FORM
        for _ in range(chance.choice((1, 1, 2))):
            start = chance.randrange(len(text))
            end = start + chance.choice((0, 0, 1, 2, 5))
            new = chance.choice(("", *SIGNS, *WORDS))
            text = text[:start] + new + text[end:]
        plain_count += assert_same(SourceFile("", text))
    assert plain_count > 500


PIECES_OF_BRACKETS = [
    *"[]{},,,: '\"-甲1#|&*!?%@~\\\u3000",
    "[]",
    "b: ",
    "c:",
    "null",
    "'丁'",
    '"1."',
    "甲 乙",
]


def test_brackets_are_read_as_libyaml_reads_them() -> None:
    chance = random.Random(16)
    plain_count = 0
    for _ in range(20_000):
        length = chance.randrange(8)
        pieces = chance.choices(PIECES_OF_BRACKETS, k=length)
        text = f"[{''.join(pieces)}]"
        if chance.random() < 0.4:
            text = "{b: " + text + "}"
        value = read_plain_brackets(text)
        if value is not None:
            plain_count += 1
            assert value == value_in_brackets(text), text
    assert plain_count > 1000


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("[]", []),
        ("{ }", {}),
        ("[ 甲 , 乙 丙 ]", ["甲", "乙 丙"]),
        ("[1., '2', \"\"]", ["1.", "2", ""]),
        ("[[甲], {b: 乙, c: []}]", [["甲"], {"b": "乙", "c": []}]),
        ("{表头: [甲, 乙]}", {"表头": ["甲", "乙"]}),
        ("[" * 20 + "]" * 20, [[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]),
    ],
)
def test_usual_brackets_need_no_libyaml(text: str, value: Any) -> None:
    assert read_plain_brackets(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "[甲, ]",
        "[甲]]",
        "[甲] 乙",
        "[甲 #乙]",
        "['it''s']",
        '["\\n"]',
        "[null]",
        "[-]",
        "[b: 甲]",
        "{b: 甲, b: 乙}",
        "{b:甲}",
        "{b}",
        "{b: }",
        "{~: 甲}",
        "{\u3164: 甲}",
        "[甲}",
        "{b: 甲]",
        "[甲",
        "[&b 甲]",
        "[" * 21 + "]" * 21,
    ],
)
def test_other_brackets_are_left_to_libyaml(text: str) -> None:
    assert read_plain_brackets(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: b\n", {"a": "b"}),
        ("a: ' '\n", {"a": " "}),
        ("a: b   \n", {"a": "b"}),
        ("a: b:c\n", {"a": "b:c"}),
        ("a:\n- b\nc: d\n", {"a": ["b"], "c": "d"}),
        ("a:\n  # b\n  c: d", {"a": {"c": "d"}}),
        ("a: [b, c d]  # e\n", {"a": ["b", "c d"]}),
        ("a: {b: 1, c: [2]}\n", {"a": {"b": "1", "c": ["2"]}}),
        ("a: 文。  # 注\n", {"a": "文。"}),
        ("a: 2025-04-07  # 注。\n", {"a": "2025-04-07"}),
        ("a: []\n", {"a": []}),
    ],
)
def test_plain_lines(text: str, value: Any) -> None:
    data = locate(SourceFile("", text))
    assert is_plain(data)
    assert data.value == value


@pytest.mark.parametrize(
    "text",
    [
        "a: 其中1 #泵站430万元。\n",  # text, for its author
        "a: 其中1  # 泵站430万元。\n",
        "a: 文 # 注\n",
        "a: 文，\n  # 末。\nb: 1\n",
        "a: b\n  c\n",  # a text of two lines
        "a: |\n  b\n",
        'a: "b\\n"\n',
        "a: b: c\n",
        "a: b\na: c\n",
        "a:\n",
        "a: ~\n",
        "a: [b, ]\n",
        "a: &b c\n",
        "- a\n",
        "a: b\n---\nc: d\n",
        "a:\n  - b\n - c\n",
        "a: {b: {b: 1, b: 2}}\n",
        "a: []\n  - b\n",
        "a\u3164: b\n",  # a letter that nobody sees
        "null: b\n",
        "a: -\n",
        "a: C# 甲\n",
    ],
)
def test_all_else_is_left_to_libyaml(text: str) -> None:
    try:
        data = locate(SourceFile("", text))
    except InputError:
        return
    assert not is_plain(data)


def test_a_place_that_is_not_there_is_none() -> None:
    root: DataNode = locate(SourceFile("", "a: [b]\nc:\n  - d\n")).root
    assert list(root.members) == ["a", "c"]
    _, _, entries = root.members["c"]
    assert len(entries) == 1
    for step in (1, -1, "a", None):
        assert step not in entries
    with pytest.raises(KeyError):
        entries[1]
