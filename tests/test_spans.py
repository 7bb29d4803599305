"""Where each character of a value stands, for every way in which YAML can write it."""

from __future__ import annotations

import itertools
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import assume, example, given, settings

from rectify_gen.diagnostics import InputError, Position, Route
from rectify_gen.source import LocatedData, SourceFile, locate

ROUTE: Route = ("a",)


def located(text: str) -> LocatedData:
    return locate(SourceFile("notice.yaml", text))


def texts(value: Any, route: Route = ()) -> list[tuple[Route, str]]:
    if isinstance(value, str):
        return [(route, value)]
    members = value.items() if isinstance(value, dict) else enumerate(value)
    return [
        found for step, member in members for found in texts(member, (*route, step))
    ]


WRITTEN = [
    ("a: 甲乙丙", "甲|乙|丙"),
    ("a:   甲 乙   # 注", "甲| |乙"),
    ("a: 甲，\n   \n   乙", "甲|，|\n   \n   |乙"),
    ("a: ab\n   cd", "a|b|\n   |c|d"),
    ("a: 甲乙 \t \n  \t丙", "甲|乙|丙"),
    ("a: {b: 1, c: [x, y]}", None),
    ("a: '甲''乙'", "甲|''|乙"),
    ("a: '甲\n\n  ''b c''\n  丁'", "甲|\n\n  |''|b| |c|''|丁"),
    ("a: ' \n 甲 '", "\\s|甲| "),
    (
        r'a: "甲\u3002\x41\U00020BB7\"\\\/\t乙"',
        r"甲|\u3002|\x41|\U00020BB7|\"|\\|\/|\t|乙",
    ),
    ('a: "甲\\\n   乙\\  \n  c d"', "甲|乙|\\ | \n  |c| |d"),
    ('a: "b\\\n  \n  c"', "b|\\\n  \n  |c"),
    ("a: |\n  甲 乙\n  丙\n\nb: x", "甲| |乙|\n  |丙"),
    ("a: |2-\n   甲\n  乙", " |甲|\n  |乙"),
    ("a: |+ # 注\n\n  甲\n\n\n", "\n  |甲"),
    (
        "a: >\n  甲，\n  乙\n  c\n  d\n\n  e\n   f\n  g\n",
        "甲|，|乙|c|\n  |d|\n\n  |e|\n  | |f|\n  |g",
    ),
    ("a: >1-\n  甲\n  乙", " |甲|\n | |乙"),
    ("a: [甲, '乙', \"丙\"]", None),
]


@pytest.mark.parametrize(
    ("text", "shown"), [(text, shown) for text, shown in WRITTEN if shown]
)
def test_each_character_stands_where_its_span_says(text: str, shown: str) -> None:
    scalar = located(text).scalar(ROUTE)
    assert scalar is not None
    found = [text[start:end] for start, end in scalar.characters()]
    assert "|".join(found) == shown.replace("\\s", " \n ")
    assert len(found) == len(scalar.value)


def test_members_of_flow_collections_have_their_own_spans() -> None:
    text = "a: [甲，乙, '丙''', {b: \"\\u4e01\"}]\n"
    data = located(text)
    for route, shown in (
        ((*ROUTE, 0), "甲|，|乙"),
        ((*ROUTE, 1), "丙|''"),
        ((*ROUTE, 2, "b"), "\\u4e01"),
    ):
        scalar = data.scalar(route)
        assert scalar is not None
        assert "|".join(text[start:end] for start, end in scalar.characters()) == shown


def test_a_lone_value_is_found_by_the_route_of_its_list_of_one() -> None:
    scalar = located("a: {content: 甲}\n").scalar(("a", "content", 0, "text"))
    assert scalar is not None
    assert (scalar.route, scalar.value) == (("a", "content"), "甲")


@pytest.mark.parametrize("route", [(), ("b",), ("b", 0), ("no such key",)])
def test_what_is_no_text_has_no_spans(route: Route) -> None:
    assert located("b: [[甲]]\n").scalar(route) is None


@pytest.mark.parametrize(
    ("at", "count", "place"),
    [
        (0, 1, Position(1, 5, 1, 6)),
        (1, 1, Position(2, 3, 2, 5)),
        (0, 2, Position(1, 5, 2, 5)),
        (2, 1, Position(2, 5, 2, 6)),
        (2, 0, Position(2, 5, 2, 6)),
        (3, 0, Position(2, 6, 2, 7)),
    ],
)
def test_characters_have_line_and_column(at: int, count: int, place: Position) -> None:
    assert (
        located("a: '甲\n  ''乙'\n").position_within(ROUTE, "甲'乙", at, count) == place
    )


def test_characters_of_another_text_have_no_place() -> None:
    assert located("a: 甲\n").position_within(ROUTE, "乙", 0, 1) is None


INLINE = st.lists(
    st.sampled_from([*"甲乙，。“”ab1 :#-'\"\\\t", "  ", "''", '\\"', "\\u3002", "\\ "]),
    max_size=8,
)
ENDS = ["\n", "\n  ", "\n   ", "\n\n  ", " \n \n  ", "\\\n  ", "\n     \n  "]
HEADS = [
    "",
    "'",
    '"',
    "|\n  ",
    ">\n  ",
    "|-\n   ",
    ">+\n  ",
    "|1\n  ",
    ">2-\n  ",
    "> # 注\n\n  ",
    "|\n\n   ",
]


@st.composite
def written(draw: st.DrawFn) -> str:
    """A scalar of some style over some lines; it need not be YAML that can be read."""
    head = draw(st.sampled_from(HEADS))
    lines = draw(st.lists(INLINE.map("".join), min_size=1, max_size=4))
    ends = [draw(st.sampled_from(ENDS)) for _ in lines[1:]]
    body = lines[0] + "".join(
        end + line for end, line in zip(ends, lines[1:], strict=True)
    )
    return (
        head
        + body
        + (
            head
            if head in ("'", '"')
            else draw(st.sampled_from(["", "\n", "\n\n", " ", "\n# 注\n"]))
        )
    )


@pytest.mark.parametrize("count", [0, 1])
def test_an_empty_text_stands_where_it_begins(count: int) -> None:
    assert located('a: ""\n').position_within(ROUTE, "", 0, count) == Position(
        1, 4, 1, 5
    )


@settings(max_examples=400)
@given(
    written(),
    st.sampled_from(
        ["a: {}", "- {}", "b:\n - a: {}\n   c: d\n", "a: [{}, 甲]", "a: {{b: {}}}"]
    ),
)
@example("|\n  ", "a: {}")
@example(">\n  甲\n   \n  乙", "a: {}")
def test_the_spans_of_every_text_make_up_its_value(scalar: str, frame: str) -> None:
    source = frame.format(scalar)
    try:
        data = located(source if source.startswith(("a", "b")) else f"a:\n{source}")
    except InputError:
        assume(False)
        return
    assume(not data.diagnostics)
    for route, value in texts(data.value):
        if not value.strip():
            continue  # the model refuses it
        found = data.scalar(route)
        assert found is not None, (source, route, value)
        spans = found.characters()
        assert len(spans) == len(value)
        assert all(
            one[0] < one[1] and (one == two or one[1] <= two[0])
            for one, two in itertools.pairwise(spans)
        )
