"""The YAML that import writes: read back to the same data by us and by others, with comments that stay comments."""

from __future__ import annotations

import datetime
import io
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from rectify_gen.source import SourceFile, locate
from rectify_gen.source.yaml_writing import to_yaml

NASTY = (
    *("on", "no", "Y", "true", "null", "~", "", "=", "<<", "-", "?", ":", "#", "|"),
    *("010020", "089", "0o17", "0x1F", "1e3", "1.", ".5", "1_000", "+7", ".inf"),
    *("1-7", "9:00", "1:2:3", "12:30", "0599-5550100", "2024.3", "1、", "①"),
    *(
        "# 注",
        "甲 # 乙",
        "甲: 乙",
        "甲：乙",
        "- 甲",
        "{甲}",
        "[甲]",
        "*甲",
        "&甲",
        "!甲",
    ),
    *(
        "%甲",
        "@甲",
        "`甲",
        "'甲",
        '"甲',
        "甲'",
        '甲"乙',
        " 甲",
        "甲 ",
        "\t甲",
        "甲:",
        "---",
    ),
    *("...", "甲\u0085乙", "甲\u2028乙", "\ufeff甲", "甲\u200b乙", "\U00020000", "😀"),
)
SCALARS = st.sampled_from(NASTY) | st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"),
    max_size=12,
)
KEYS = st.sampled_from(["kind", "title", "sections", "content", "problem", "number"])
TREES = st.recursive(
    SCALARS,
    lambda inside: (
        st.lists(inside, max_size=4) | st.dictionaries(KEYS, inside, max_size=4)
    ),
    max_leaves=12,
)
DOCUMENTS = st.dictionaries(KEYS, TREES, min_size=1, max_size=4)
SENTENCES = st.lists(st.text(max_size=20), max_size=3)


def all_routes(value: Any, route: tuple[str | int, ...] = ()) -> list[Any]:
    if isinstance(value, dict):
        members = list(value.items())
    elif isinstance(value, list):
        members = list(enumerate(value))
    else:
        members = []
    routes = [route] if route else []
    for step, member in members:
        routes += all_routes(member, (*route, step))
    return routes


def without_comments(text: str) -> list[str]:
    return [
        line for line in text.split("\n") if line and not line.lstrip().startswith("#")
    ]


@settings(max_examples=150, deadline=None)
@given(DOCUMENTS, st.data())
def test_comments_and_gaps_change_no_data(document: dict[str, Any], data: Any) -> None:
    routes = all_routes(document)
    chosen = data.draw(st.lists(st.sampled_from(routes), max_size=4, unique=True))
    comments = {route: data.draw(SENTENCES) for route in chosen}
    spaced = data.draw(st.lists(st.sampled_from(routes), max_size=3))
    bare = to_yaml(document)
    text = to_yaml(document, comments, spaced)
    text.encode("utf-8")
    assert without_comments(text) == without_comments(bare)
    located = locate(SourceFile("", text))
    assert located.value == locate(SourceFile("", bare)).value == document
    assert located.diagnostics == ()


@pytest.mark.parametrize("text", NASTY)
def test_no_reader_of_yaml_takes_a_text_for_something_else(text: str) -> None:
    written = to_yaml({"value": text, "list": [text]})
    assert yaml.safe_load(written) == {"value": text, "list": [text]}
    assert YAML(typ="safe", pure=True).load(io.StringIO(written)) == {
        "value": text,
        "list": [text],
    }


def test_dates_figures_and_flags_are_written_plain() -> None:
    written = to_yaml({"date": "2024-03-27", "problems": 52, "run_in": True})
    assert written == "date: 2024-03-27\nproblems: 52\nrun_in: true\n"
    assert yaml.safe_load(written)["date"] == datetime.date(2024, 3, 27)


def test_a_comment_stands_above_its_value_at_its_indentation() -> None:
    data = {
        "kind": "notice",
        "title": [],
        "sections": [{"role": "overview", "content": ["甲。", {"heading": "乙"}]}],
    }
    comments = {
        ("title",): ["原文没有标题"],
        ("sections", 0, "content", 1, "heading"): ["第3行：丙", "丁\n- 戊"],
        ("inspection", "team"): ["没有识别巡察组"],
        ("sections", 0, "number"): ["序号不明"],
    }
    assert to_yaml(data, comments, [("kind",), ("sections",)]) == (
        "# 没有识别巡察组\n"
        "kind: notice\n"
        "# 原文没有标题\n"
        "title: []\n"
        "\n"
        "sections:\n"
        "  # 序号不明\n"
        "  - role: overview\n"
        "    content:\n"
        "      - 甲。\n"
        "      # 第3行：丙\n"
        "      # 丁⟨U+000A⟩- 戊\n"
        "      - heading: 乙\n"
    )


@pytest.mark.parametrize("sign", "\n\r\u0085\u2028\u2029\x00\x1b\x7f\ufeff\ufffe\ud800")
def test_no_sign_breaks_out_of_a_comment(sign: str) -> None:
    data = {"a": "甲"}
    text = to_yaml(data, {("a",): [f"乙{sign}b: 丙"]})
    assert len(text.splitlines()) == 2
    assert locate(SourceFile("", text)).value == data
    assert f"⟨U+{ord(sign):04X}⟩" in text
