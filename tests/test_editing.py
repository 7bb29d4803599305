"""Changing values in the text of a file: the data is what was meant, and every other byte stays."""

from __future__ import annotations

from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import assume, given, settings

from rectify_gen.diagnostics import InputError
from rectify_gen.source import (
    LocatedData,
    SourceFile,
    apply_edits,
    decode,
    encode_edits,
    locate,
)
from rectify_gen.source.data_operations import (
    InsertEntry,
    Operation,
    RemoveEntry,
    RemoveKey,
    ReplaceValue,
    SetKey,
    edited_value,
)
from rectify_gen.source.editing import edit_source
from rectify_gen.source.yaml_writing import to_yaml


def located(text: str) -> LocatedData:
    return locate(SourceFile("notice.yaml", text))


def edited(text: str, *operations: Operation) -> str:
    return edit_source(located(text), operations, locate).data.source.text


ORDER = ("kind", "title", "preamble", "sections", "closing", "signature")

TEXTS = {
    "plain": ("a: 市委五组  # 注\nb: x\n", "市委三组", "a: 市委三组  # 注\nb: x\n"),
    "plain, longer": ("a: 甲乙\n", "甲和乙，丙", "a: 甲和乙，丙\n"),
    "plain that needs quotes": ("a: 甲乙  # 注\n", "甲: 乙", "a: '甲: 乙'  # 注\n"),
    "plain that would end in a comment": ("a: 甲\n", "甲 # 乙", "a: '甲 # 乙'\n"),
    "plain that would say nothing": ("a: 甲\n", "null", "a: 'null'\n"),
    "single quotes": (
        "a: '市委''五''组' # 注\n",
        "市委'三'组",
        "a: '市委''三''组' # 注\n",
    ),
    "a quotation mark more": ("a: '甲乙'\n", "甲'乙", "a: '甲''乙'\n"),
    "double quotes": (
        'a: "甲\\u4e59\\t丙"\n',
        '甲乙\t"丁"',
        'a: "甲\\u4e59\\t\\"丁\\""\n',
    ),
    "double quotes with a backslash": ('a: "甲"\n', "甲\\乙", 'a: "甲\\\\乙"\n'),
    "folded plain": (
        "a: 甲乙丙，\n   丁戊己\n",
        "甲乙，丁戊庚",
        "a: 甲乙，\n   丁戊庚\n",
    ),
    "literal": ("a: |\n  甲乙丙\n\nb: x\n", "甲丁乙丙", "a: |\n  甲丁乙丙\n\nb: x\n"),
    "folded block": (
        "a: >-\n  甲乙，\n  丙丁\nb: x\n",
        "甲乙，丙戊",
        "a: >-\n  甲乙，\n  丙戊\nb: x\n",
    ),
    "in brackets": ("a: [甲, 乙]\n", None, None),
    "empty": ("a: ''\n", "甲", "a: '甲'\n"),
    "to empty": ("a: 甲\n", "", "a: ''\n"),
    "a line that would vanish": ("a: 甲\n  乙\n  丙\n", "甲丙", "a: 甲丙\n"),
}


@pytest.mark.parametrize(("before", "text", "after"), TEXTS.values(), ids=TEXTS)
def test_a_text_changes_at_its_characters(
    before: str, text: str | None, after: str | None
) -> None:
    if text is None:
        assert edited(before, ReplaceValue(("a", 1), "乙, 丙")) == "a: [甲, '乙, 丙']\n"
        return
    assert edited(before, ReplaceValue(("a",), text)) == after


def test_a_key_comes_behind_the_one_that_precedes_it() -> None:
    text = "# 头\nkind: notice\n\nsections:\n- x  # 注\n  # 也是\n# 结语\nclosing: y\n"
    after = edited(
        text,
        SetKey((), "signature", {"date": "2025-04-07"}, ORDER),
        SetKey((), "title", "甲", ORDER),
    )
    assert after == (
        "# 头\nkind: notice\ntitle: 甲\n\nsections:\n- x  # 注\n  # 也是\n# 结语\nclosing: y\n"
        "signature:\n  date: 2025-04-07\n"
    )


def test_a_key_before_all_others() -> None:
    assert (
        edited("# 头\nsections: x\n", SetKey((), "kind", "notice", ORDER))
        == "# 头\nkind: notice\nsections: x\n"
    )
    assert edited(
        "a:\n- sections: x\n  closing: y\n", SetKey(("a", 0), "kind", "n", ORDER)
    ) == ("a:\n- kind: n\n  sections: x\n  closing: y\n")


def test_a_key_in_brackets() -> None:
    assert edited(
        "a: {b: 1, d: 2} # 注\n", SetKey(("a",), "c", "x, y", ("b", "c", "d"))
    ) == ("a: {b: 1, c: 'x, y', d: 2} # 注\n")
    assert edited("a: {}\n", SetKey(("a",), "c", "x")) == "a: {c: x}\n"


def test_a_key_that_is_there_gets_its_value() -> None:
    assert edited("a:\n  b: 1 # 注\n", SetKey(("a",), "b", "w")) == "a:\n  b: w # 注\n"
    assert (
        edited("a:\n  b: 1 # 注\nc: d", SetKey(("a",), "b", ["x", "y"]))
        == "a:\n  b:\n    - x\n    - y # 注\nc: d"
    )
    assert (
        edited("a: # 注\n- b\n- c\nd: e\n", SetKey((), "a", "w")) == "a: w # 注\nd: e\n"
    )


def test_a_file_without_a_line_end_at_its_end() -> None:
    assert edited("a: b", SetKey((), "c", "d")) == "a: b\nc: d"
    assert edited("a:\n- b", InsertEntry(("a",), 1, "c")) == "a:\n- b\n- c"
    assert edited("a:\n- b\n- c", RemoveEntry(("a",), 1)) == "a:\n- b\n"


LIST = """\
a:
  # 第一
  - 甲  # 注
  - b: x
    # 属于 b
    c: y
    # 也属于第二

  # ---- 单独的注 ----

  # 第三
  - 丙
  # 尾注
d: e
"""


def test_entries_go_with_their_comments_and_no_others() -> None:
    assert edited(LIST, RemoveEntry(("a",), 0)) == LIST.replace(
        "  # 第一\n  - 甲  # 注\n", ""
    )
    start, end = LIST.index("  - b"), LIST.index("\n  # ---- ")
    assert edited(LIST, RemoveEntry(("a",), 1)) == LIST[:start] + LIST[end:]
    assert edited(LIST, RemoveEntry(("a",), 2)) == LIST.replace(
        "  # 第三\n  - 丙\n", ""
    )


def test_entries_are_inserted_where_they_belong() -> None:
    after = edited(
        LIST,
        InsertEntry(("a",), 0, "新"),
        InsertEntry(("a",), 2, "二"),
        InsertEntry(("a",), 2, ["三", "四"]),
    )
    assert located(after).value["a"] == [
        "新",
        "甲",
        {"b": "x", "c": "y"},
        "二",
        ["三", "四"],
        "丙",
    ]
    for line in LIST.splitlines():
        assert line in after
    assert "    # 也属于第二\n  - 二\n  - - 三\n    - 四\n" in after


def test_entries_that_are_spaced_stay_so() -> None:
    text = "a:\n- b\n\n- c\n\nd: e\n"
    assert (
        edited(text, InsertEntry(("a",), 2, "x")) == "a:\n- b\n\n- c\n\n- x\n\nd: e\n"
    )
    assert (
        edited(text, InsertEntry(("a",), 0, "x")) == "a:\n- x\n\n- b\n\n- c\n\nd: e\n"
    )
    assert edited(text, RemoveEntry(("a",), 1)) == "a:\n- b\n\nd: e\n"
    assert edited(text, RemoveEntry(("a",), 0)) == "a:\n\n- c\n\nd: e\n"


def test_the_last_entry_leaves_an_empty_list() -> None:
    assert (
        edited(
            "a: # 注\n- b\n- c\nd: e\n", RemoveEntry(("a",), 0), RemoveEntry(("a",), 1)
        )
        == "a: [] # 注\nd: e\n"
    )
    assert edited("a: []\nd: e\n", InsertEntry(("a",), 0, "x")) == "a:\n  - x\nd: e\n"
    assert edited("a: [b]\n", RemoveEntry(("a",), 0)) == "a: []\n"


@pytest.mark.parametrize(
    ("text", "operations", "after"),
    [
        ("a: [b, c, d]\n", [RemoveEntry(("a",), 1)], "a: [b, d]\n"),
        ("a: [b, c, d]\n", [RemoveEntry(("a",), 2)], "a: [b, c]\n"),
        (
            "a: [b, c, d]\n",
            [RemoveEntry(("a",), 0), RemoveEntry(("a",), 2)],
            "a: [c]\n",
        ),
        (
            "a: [ b , c ]\n",
            [InsertEntry(("a",), 2, "x"), InsertEntry(("a",), 0, "y")],
            "a: [ y, b , c, x ]\n",
        ),
        ("a: [b]\n", [RemoveEntry(("a",), 0), InsertEntry(("a",), 1, "x")], "a: [x]\n"),
    ],
)
def test_entries_in_brackets(
    text: str, operations: list[Operation], after: str
) -> None:
    assert edited(text, *operations) == after


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("a: 甲 # 注\nb: c\n", "a:\n  - 甲 # 注\n  - 乙\nb: c\n"),
        ("a:\n  甲\nb: c\n", "a:\n  - 甲\n  - 乙\nb: c\n"),
        ("a: |\n  甲\n\nb: c\n", "a:\n  - |\n    甲\n  - 乙\n\nb: c\n"),
        ("a:\n  b: c\n  d: e\n", "a:\n  - b: c\n    d: e\n  - 乙\n"),
        ("a: {b: c}\n", "a:\n  - {b: c}\n  - 乙\n"),
        ("a: 甲", "a:\n  - 甲\n  - 乙"),
    ],
)
def test_a_lone_value_becomes_a_list(text: str, after: str) -> None:
    assert edited(text, InsertEntry(("a",), 1, "乙")) == after


def test_a_lone_value_within_brackets_and_lists() -> None:
    assert (
        edited("a: {b: 甲}\n", InsertEntry(("a", "b"), 1, "乙")) == "a: {b: [甲, 乙]}\n"
    )
    assert (
        edited("a:\n- 甲\n- 丙\n", InsertEntry(("a", 0), 1, "乙"))
        == "a:\n- - 甲\n  - 乙\n- 丙\n"
    )
    assert edited("a:\n- - 甲\n  - 乙\n", RemoveEntry(("a", 0), 0)) == "a:\n- - 乙\n"
    assert (
        edited("a:\n- - 甲\n  - 乙\n", InsertEntry(("a", 0), 0, "丙"))
        == "a:\n- - 丙\n  - 甲\n  - 乙\n"
    )


def test_keys_go() -> None:
    assert (
        edited("a:\n- b: c # 注\n  d: e\n", RemoveKey(("a", 0), "b")) == "a:\n- d: e\n"
    )
    assert edited("a: b\n# c\nc: d\ne: f\n", RemoveKey((), "c")) == "a: b\ne: f\n"
    assert edited("a: {b: c, d: e}\n", RemoveKey(("a",), "d")) == "a: {b: c}\n"


def test_what_cannot_be_edited_is_reported() -> None:
    with pytest.raises(InputError) as raised:
        edited("a: [b: c]\n", SetKey(("a", 0), "d", "e"))
    (fault,) = raised.value.diagnostics
    assert fault.code == "yaml-not-editable"
    assert fault.position is not None
    assert fault.position.line == 1


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_bytes_stay(line_end: str, encoding: str) -> None:
    text = "# 一份通报，说明整改情况\na:\n  - 甲 \n  - 乙  # 注\n\nb: 丙\n".replace(
        "\n", line_end
    )
    data = text.encode(encoding)
    edited_source = edit_source(
        locate(decode(data)),
        [InsertEntry(("a",), 1, "新的一段"), ReplaceValue(("b",), "丙丁")],
        locate,
    )
    wanted = text.replace("  - 乙", f"  - 新的一段{line_end}  - 乙").replace(
        "丙", "丙丁"
    )
    after = encode_edits(edited_source.edits, data)
    assert after == wanted.encode(encoding)
    assert decode(after).text == edited_source.data.source.text


def test_mixed_line_ends_stay() -> None:
    data = b"a:\r\n- b\n- c\r\n- d\r- e\n"
    edits = edit_source(
        locate(decode(data)),
        [RemoveEntry(("a",), 1), InsertEntry(("a",), 4, "f")],
        locate,
    ).edits
    assert encode_edits(edits, data) == b"a:\r\n- b\n- d\r- e\n- f\r\n"


# --- any data, any operations ---------------------------------------------------

SIGNS = "甲乙丙，。：:#'\"- ab1[]{}\\|>!%&*?、"
words = st.text(SIGNS, min_size=1, max_size=6).map(str.strip).filter(bool)
values = st.recursive(
    words,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3),
        st.dictionaries(st.sampled_from("abcdef"), inner, min_size=1, max_size=3),
    ),
    max_leaves=8,
)
roots = st.dictionaries(st.sampled_from("abcdef"), values, min_size=1, max_size=4)


def routes_of(value: Any, route: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    routes = [route]
    members: Any = ()
    if isinstance(value, dict):
        members = value.items()
    elif isinstance(value, list):
        members = enumerate(value)
    for step, member in members:
        routes += routes_of(member, (*route, step))
    return routes


def value_at(value: Any, route: tuple[Any, ...]) -> Any:
    for step in route:
        value = value[step]
    return value


def commented(text: str, draw: Any) -> str:
    """``text`` with comments and blank lines at random places."""
    lines = []
    for line in text.splitlines():
        indent = line[: len(line) - len(line.lstrip())]
        extra = draw(
            st.sampled_from(
                [
                    "",
                    "",
                    "",
                    "\n",
                    indent + "# 注\n",
                    "# 注: - x\n",
                    indent + "    # 深\n",
                ]
            )
        )
        tail = draw(st.sampled_from(["", "", "  # 尾"]))
        lines.append(extra + line + tail + "\n")
    return "".join(lines)


@st.composite
def cases(draw: Any) -> tuple[str, list[Operation]]:
    root = draw(roots)
    text = to_yaml(root)
    if draw(st.booleans()):
        key = draw(st.sampled_from(sorted(root)))
        text = (
            to_yaml({name: value for name, value in root.items() if name != key})
            if len(root) > 1
            else ""
        )
        text = text + f"{key}: " + flow(root[key]) + "\n"
    text = commented(text, draw)
    operations: list[Operation] = []
    touched: list[tuple[Any, ...]] = []
    for route in draw(
        st.lists(st.sampled_from(routes_of(root)), max_size=4, unique=True)
    ):
        if any(
            route[: len(other)] == other or other[: len(route)] == route
            for other in touched
        ):
            continue
        touched.append(route)
        value = value_at(root, route)
        if isinstance(value, list):
            removed = draw(st.sets(st.integers(0, len(value) - 1)))
            inserted = draw(st.lists(st.integers(0, len(value)), max_size=3))
            operations += [RemoveEntry(route, index) for index in removed]
            operations += [
                InsertEntry(route, index, draw(values)) for index in inserted
            ]
        elif isinstance(value, dict):
            keys = draw(st.sets(st.sampled_from("abcdef"), max_size=3))
            operations += [
                SetKey(route, key, draw(values), tuple("abcdef"))
                for key in sorted(keys)
            ]
        elif draw(st.booleans()):
            operations.append(ReplaceValue(route, draw(values)))
        else:
            operations.append(InsertEntry(route, draw(st.integers(0, 1)), draw(values)))
    return text, operations


def flow(value: Any) -> str:
    from rectify_gen.source.yaml_writing import to_flow_yaml

    return to_flow_yaml(value)


@settings(max_examples=100)
@given(case=cases())
def test_the_file_reads_as_meant(case: tuple[str, list[Operation]]) -> None:
    text, operations = case
    try:
        data = located(text)
    except InputError:
        assume(False)
        raise
    assume(not data.diagnostics)
    result = edit_source(data, operations, locate)
    assert result.data.value == edited_value(data.value, operations)
    assert apply_edits(text, result.edits) == result.data.source.text
    if not operations:
        assert result.data.source.text == text
