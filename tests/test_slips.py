"""Slips that YAML would pass over or report far away: text taken for a comment, dashes, merge conflicts."""

from __future__ import annotations

from pathlib import Path

import pytest

from rectify_gen.diagnostics import Diagnostic, InputError
from rectify_gen.source import SourceFile, locate
from rectify_gen.starter import project_starter, starter

REPOSITORY = Path(__file__).parent.parent


def faults(text: str) -> list[Diagnostic]:
    try:
        return list(locate(SourceFile("notice.yaml", text)).diagnostics)
    except InputError as error:
        return list(error.diagnostics)


def reported(text: str) -> list[tuple[str, str]]:
    """The code of each fault, and what of its line it points at."""
    lines = text.split("\n")
    found = []
    for fault in faults(text):
        assert fault.position is not None
        line = lines[fault.position.line - 1]
        assert fault.position.end_line == fault.position.line
        # What is missing at the end of a line is one character behind it.
        last_column = max(len(line), fault.position.column)
        assert fault.position.end_column <= last_column + 1
        pointed = line[fault.position.column - 1 : fault.position.end_column - 1]
        found.append((fault.code, pointed))
    return found


LOST = {
    "no blank behind": ("a: 其中1 #泵站。\n", "in-text", "#泵站。"),
    "a heading": ("a: 关于 #整治方面\n", "in-text", "#整治方面"),
    "one sign": ("a: 某局党组 #1\n", "in-text", "#1"),
    "a blank behind, one before": ("a: 资金 # 18万元。\n", "in-text", "# 18万元。"),
    "a quotation of the author's": ("a: 关于“甲” # 乙\n", "unclear", "# 乙"),
    "a name with a remark": ("a: 某局党组 # 全称\n", "unclear", "# 全称"),
    "a pause with a remark": ("a: 甲， # 乙\n", "in-text", "# 乙"),
    "the sentence has ended twice": ("a: 甲。 # 乙。\n", "in-text", "# 乙。"),
    "two blanks behind a figure": ("a: 甲，其1  # 乙。\n", "splits", "# 乙。"),
    "digits": ("a: 3 #楼\n", "in-text", "#楼"),
    "an extension": ("a: 0599-5550100 #8001\n", "in-text", "#8001"),
    "the last line of several": ("a: 甲\n  乙 #1\nb: c\n", "in-text", "#1"),
    "below an empty line": ("\na: 甲 #1\n", "in-text", "#1"),
    "an entry": ("- a: 甲\n- b: 乙 #1\n", "in-text", "#1"),
    "nothing before": ("a: #1项目\n", "for-value", "#1项目"),
    "an entry with nothing before": ("a:\n  - #2楼\n", "for-value", "#2楼"),
    "the next line": ("a:\n  #1项目\nb: c\n", "for-value", "#1项目"),
    "text in the next line": ("a: #1建成，\n  2号在建。\n", "splits", "#1建成，"),
    "text after the next line": ("a:\n  #1建成，\n  2号。\n", "splits", "#1建成，"),
    "behind double quotes": ('a: "甲" #1\n', "after-quotes", "#1"),
    "behind single quotes": ("a: '甲' #1\n", "after-quotes", "#1"),
    "close behind quotes": ('a: "甲"# 1\n', "after-quotes", "# 1"),
    "behind a list": ("a: [甲] #1\n", "after-quotes", "#1"),
    "in a list": ("a: [甲 #1, 乙]\nb: c\n", "in-text", "#1, 乙]"),
    "in a list of lines": ("a: [甲 #1,\n 乙]\n", "splits", "#1,"),
    "first in a list": ("a: [#1, 乙]\nb: c\n", "splits", "#1, 乙]"),
    "after a comma": ("a: [甲, #1\n 乙]\n", "splits", "#1"),
    "a line of a list": ("a: [甲,\n #1,\n 乙]\n", "splits", "#1,"),
    "in a mapping": ("a: {b: 甲 #1, c: d}\ne: f\n", "in-text", "#1, c: d}"),
    "header of a block": ("a: | #1项目\n  甲\n", "splits", "#1项目"),
    "header of a fold": ("a: >- #1项目\nb: c\n", "splits", "#1项目"),
    "below a block": ("a: |\n  甲\n #1乙\nb: c\n", "splits", "#1乙"),
    "between two lines": ("a: 甲\n  # 注\n  乙\nb: c\n", "splits", "# 注"),
    "behind the first line": ("a:\n  - 甲 # 注\n    乙\n", "splits", "# 注"),
    "a line that goes on": ("a: 甲，其中\n  #1泵站。\n", "splits", "#1泵站。"),
    "a line that ends it": ("a: 甲，其中\n  # 1泵站。\n", "splits", "# 1泵站。"),
    "a line of an entry": ("a:\n- 甲\n  #1乙\n", "splits", "#1乙"),
    "below a text below its key": ("a:\n  甲\n  #1乙\n", "splits", "#1乙"),
    "less deep than the text": ("a:\n    甲\n #1乙\n", "splits", "#1乙"),
    "less deep, below a dash": ("a:\n  -\n     甲\n   #1乙\n", "splits", "#1乙"),
    "less deep, in a list": ("- a:\n     甲\n   #1乙\n- b\n", "splits", "#1乙"),
    "a remark above": ("a:  # 注\n\n  # 注\n    甲\n #1乙\n", "splits", "#1乙"),
    "deeper than the text": ("a: 甲\n  乙\n     #1乙\n", "splits", "#1乙"),
}


@pytest.mark.parametrize("name", LOST)
def test_text_in_a_comment_is_reported_at_its_place(name: str) -> None:
    text, code, comment = LOST[name]
    assert reported(text) == [(f"yaml-comment-{code}", comment)]


COMMENTS = [
    "a: 局党组  # 文中自称\n",
    "a: 局党组\t# 文中自称\n",
    "a: done # 已核实\n",
    "a: done #已核实\n",
    "a: 2024-03-04 #已核实\n",
    "a: 20 # 已核实\n",
    "a: 甲。 # 已核实\n",
    "a: 甲，乙。  # 以下都沿用；自己写了的除外。\n",
    "a: 甲，乙  # 与反馈意见核对过\n",
    "a: 甲，乙  # 与反馈意见核对过。\n",
    "a: 甲1  # 核对过\n",
    "a: 甲  # 这里写全称。\n",
    "a: '甲' # 已核实\n",
    "a: [甲, 乙] # 已核实\n",
    "a: [甲, # 第一\n  乙]\n",
    "a: |  # 已核实\n  甲\n",
    "a: # 各部分\n  b: c\n",
    "a: #各部分\n  b: c\n",
    "a: #各部分\n  - b\n",
    "#注释\na: b\n#注释。\nc: 甲\n#注释。\n",
    "a:\n  - 甲\n  #- 乙\n",
    "a:\n  - 甲\n    # - 乙。\n",
    "a: 甲\n  #b: 乙。\n",
    "a: 甲，乙\n# 说明。\nb: c\n",
    "a:\n  - 甲，乙\n  # 说明。\n  - 丙\n",
    "a:\n  b:\n    甲\n  #注\n  c: 乙\n",
    "a:\n  b:\n    甲\n#注\n  c: 乙\n",
    "a:\n  -\n    甲\n  #注\n  - 乙\n",
    "a:\n  - 甲\n    # 说明\n  - 丙\n",
    "a:\n  - 甲\n    # 说明。\n  - 丙\n",
    "a:\n  # 说明\n  甲\n",
    "a: b ## c\n",
    "a: 甲  #\n",
    "a: 3#楼 ＃1\n",
    "a: '甲 #1'\n",
    "a: >-\n  甲 #1\n\n  #2\n",
]


@pytest.mark.parametrize("text", COMMENTS)
def test_a_comment_is_no_fault(text: str) -> None:
    assert reported(text) == []


def test_no_comment_of_ours_is_a_fault() -> None:
    texts = [starter(kind, "# schema") for kind in ("notice", "report", "announcement")]
    texts.append(project_starter("# schema"))
    paths = [*REPOSITORY.glob("examples/*.yaml"), REPOSITORY / "templates/overlay.yaml"]
    texts += [path.read_text(encoding="utf-8") for path in paths]
    assert len(texts) > 8
    assert [reported(text) for text in texts] == [[]] * len(texts)


CURES = [
    # what is written; as text; as a comment
    ("a: 其中1 #泵站。\n", "a: 其中1#泵站。\n", "# 泵站。\na: 其中1\n"),
    ("a: 其中1 #泵站。\n", "a: '其中1 #泵站。'\n", "#泵站。\na: 其中1\n"),
    ("a: 甲，其1  # 乙。\n", "a: '甲，其1  # 乙。'\n", "# 乙。\na: 甲，其1\n"),
    ("a:\n  - 甲\n    #1乙\n", "a:\n  - '甲#1乙'\n", "a:\n  # 1乙\n  - 甲\n"),
    ("a: 甲\n  # 注\n  乙\n", "a: '甲 # 注 乙'\n", "# 注\na: 甲\n  乙\n"),
    ("a: #1甲，\n  2乙。\n", "a: '#1甲，2乙。'\n", "# 1甲，\na: \n  2乙。\n"),
    ("a: | #1\n  甲\n", "a: '#1甲'\n", "# 1\na: |\n  甲\n"),
    ("a: [甲, #1\n 乙]\n", "a: [甲, '#1', 乙]\n", "# 1\na: [甲,\n 乙]\n"),
    ("a: '甲' #1\n", "a: '甲 #1'\n", "a: '甲' # 1\n"),
    ("a: [甲] #1\n", "a: ['甲 #1']\n", "a: [甲] # 1\n"),
    ("a: #1项目\n", "a: '#1项目'\n", "a: 甲  # 项目\n"),
]


@pytest.mark.parametrize(("written", "as_text", "as_comment"), CURES)
def test_what_the_hint_says_cures_it(
    written: str, as_text: str, as_comment: str
) -> None:
    assert reported(written) != []
    assert reported(as_text) == []
    assert "#" in str(locate(SourceFile("", as_text)).value)
    assert reported(as_comment) == []
    assert "#" not in str(locate(SourceFile("", as_comment)).value)


def test_a_long_comment_is_shown_shortened() -> None:
    (fault,) = faults(f"a: 甲 #{'乙' * 40}\n")
    assert fault.facts["comment"] == "#" + "乙" * 23 + "……"
    (whole,) = faults(f"a: 甲 #{'乙' * 23}\n")
    assert whole.facts["comment"] == "#" + "乙" * 23
    (short,) = faults("a: 甲 #乙\n")
    assert short.facts["comment"] == "#乙"


def test_other_faults_of_the_file_are_still_reported() -> None:
    text = "a: 甲 #1\na: b\nc: 丙 #2\nd\n"
    assert [code for code, _ in reported(text)] == [
        "duplicate-key",
        "yaml-comment-in-text",
        "yaml-comment-in-text",
        "yaml-syntax",
    ]


def test_a_comment_that_breaks_off_a_text_hides_no_other() -> None:
    assert reported("a: 甲 #1\nb: 丙\n  # 注\n  丁\n") == [
        ("yaml-comment-in-text", "#1"),
        ("yaml-comment-splits", "# 注"),
    ]


def test_a_comment_above_an_open_bracket_is_not_what_left_it_open() -> None:
    assert [code for code, _ in reported("a: 甲 #1\nb: [乙\n")] == [
        "yaml-comment-in-text",
        "yaml-syntax",
    ]
    closed = [("yaml-comment-in-text", "#1]")]
    assert reported("a: 甲\nb: [乙 #1]\n") == closed


# --- a dash that was forgotten ------------------------------------------------

ENTRIES = """\
a:
  -   b: 甲
      c: 乙
      b: 丙
      c: 丁
      d: 戊
      b: 己
"""


def test_a_forgotten_dash_is_named_once_and_its_cure_works() -> None:
    dash = "yaml-dash-missing"
    assert reported(ENTRIES) == [(dash, "b"), (dash, "b")]
    cured = ENTRIES.replace("      b: 丙", "  -   b: 丙")
    assert reported(cured) == [(dash, "b")]
    cured = cured.replace("      b: 己", "  -   b: 己")
    assert reported(cured) == []
    assert len(locate(SourceFile("", cured)).value["a"]) == 3


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("a: 甲\nb: 乙\na: 丙\n", "a"),
        ("a:\n  - b: 甲\n    c: 乙\n    c: 丙\n", "c"),
        ("a:\n  - b: 甲\n    c: 乙\n    b: 丙\n    c: 丁\n    c: 戊\n", "bc"),
        ("a: [{b: 甲, b: 乙}]\n", "b"),
        ("a:\n  - b: {c: 甲,\n        c: 乙}\n", "c"),
        ("a:\n    - {b: 甲,\n  c: 1,b: 乙}\n", "b"),
        ("a:\n  - {b: 甲,\n     b: 乙}\n", "b"),
        ("a:\n  - {b: 甲,\n    b: 乙}\n", "b"),
    ],
)
def test_other_keys_that_stand_twice_are_duplicates(text: str, keys: str) -> None:
    assert [key for _, key in reported(text)] == list(keys)
    assert reported(text)[-1][0] == "duplicate-key"


# --- merge conflicts ----------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("<<<<<<< HEAD\na: b\n=======\na: c\n>>>>>>> x\n", [(1, 5)]),
        ("a: b\n<<<<<<<\n|||||||\n=======\n>>>>>>>\n", [(2, 5)]),
        ("<<<<<<< a\n=======\n>>>>>>> b\n<<<<<<< a\n=======\n", [(1, 3), (4, 5)]),
        ("<<<<<<< a\n<<<<<<< b\n", [(1, 1), (2, 2)]),
        ("\n<<<<<<< a\n=======\n\n>>>>>>> b\n", [(2, 5)]),
        ("a: b\n=======\nc: d\n", [(2, 2)]),
        ("a: b\n>>>>>>> main\n", [(2, 2)]),
        ("a: b\n||||||| base\n=======\n>>>>>>> main\n", [(2, 4)]),
    ],
)
def test_each_conflict_is_named_once(text: str, lines: list[tuple[int, int]]) -> None:
    diagnostics = faults(text)
    assert {diagnostic.code for diagnostic in diagnostics} == {"yaml-conflict"}
    assert [
        (diagnostic.facts["first"], diagnostic.facts["last"])
        for diagnostic in diagnostics
    ] == lines
    written = text.split("\n")
    markers = [written[first - 1] for first, _ in lines]
    assert [pointed for _, pointed in reported(text)] == markers
    assert [
        diagnostic.position and diagnostic.position.line for diagnostic in diagnostics
    ] == [first for first, _ in lines]


@pytest.mark.parametrize(
    "text",
    ["a: =======\n", "a: |\n  <<<<<<< b\n", "# =======\na: b\n", "a: ========\n"],
)
def test_signs_inside_a_line_are_no_conflict(text: str) -> None:
    assert faults(text) == []


CHINESE_KEYS = ["部分", "内容", "问题", "期限"]


def codes_with_names(text: str) -> list[str]:
    located = locate(SourceFile("notice.yaml", text), CHINESE_KEYS)
    return [fault.code for fault in located.diagnostics]


def test_a_line_with_a_chinese_key_may_be_switched_off() -> None:
    text = "部分:\n- 问题: 台账不全，制度不严\n    # {}: 长期坚持。\n  内容: 已补齐。\n"
    assert codes_with_names(text.format("期限")) == []
    assert codes_with_names(text.format("时限")) == ["yaml-comment-splits"]


@pytest.mark.parametrize("key", ["problem", "问题"])
def test_a_text_goes_on_deeper_than_its_key_in_either_language(key: str) -> None:
    text = f"- {key}: 台账不全，制度不严\n{{}}# 检查不力。\n"
    assert codes_with_names("部分:\n" + text.format("    ")) == ["yaml-comment-splits"]
    assert codes_with_names("部分:\n" + text.format("  ")) == []


# --- a key within a text of several lines ---------------------------------------


@pytest.mark.parametrize("remarks", range(5))
def test_a_line_that_may_be_a_key_is_named_at_its_colon(remarks: int) -> None:
    text = "# 注\n" * remarks + "a: 甲\n  b：乙\n  c:丙\n  丁：戊\n"
    assert reported(text) == [("yaml-colon", "："), ("yaml-colon-space", ":")]
    lines = [fault.position and fault.position.line for fault in faults(text)]
    assert lines == [remarks + 2, remarks + 3]


@pytest.mark.parametrize("text", ["a: '甲\n  b：乙'\n", 'a: "甲\n  b:乙"\n'])
def test_a_line_within_quotes_is_no_key(text: str) -> None:
    assert reported(text) == []
