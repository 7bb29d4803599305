"""Bytes to text to data with positions, and back."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import example, given, settings

from rectify_gen.diagnostics import InputError, Position, Route
from rectify_gen.files import SIZE_LIMIT
from rectify_gen.source import (
    LocatedData,
    SourceFile,
    decode,
    encode,
    locate,
    position_at,
    read_file,
)
from rectify_gen.source.decoding import with_line_feeds
from rectify_gen.source.yaml_writing import to_yaml

TEXT = "kind: notice\ntitle: 关于巡察整改进展情况的通报\n"


def located(text: str) -> LocatedData:
    return locate(SourceFile("notice.yaml", text))


def codes(error: InputError) -> list[str]:
    return [diagnostic.code for diagnostic in error.diagnostics]


# --- bytes to text ------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "notes"),
    [
        (TEXT.encode(), []),
        (b"\xef\xbb\xbf" + TEXT.encode(), []),
        (TEXT.replace("\n", "\r\n").encode(), []),
        (TEXT.replace("\n", "\r").encode(), []),
        (TEXT.encode("gb18030"), ["gb18030"]),
        (TEXT.encode("utf-16"), ["utf-16"]),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), ["utf-16"]),
        (TEXT.encode("utf-16-le"), ["utf-16-le"]),
        (TEXT.encode("utf-16-be"), ["utf-16-be"]),
    ],
    ids=[
        "utf-8",
        "bom",
        "crlf",
        "cr",
        "gb18030",
        "utf-16",
        "utf-16-be",
        "no bom le",
        "no bom be",
    ],
)
def test_every_usual_encoding_gives_the_same_text(
    data: bytes, notes: list[str]
) -> None:
    source = decode(data, "notice.yaml")
    assert source.text == TEXT
    assert [diagnostic.facts["encoding"] for diagnostic in source.diagnostics] == notes
    assert source.digest() == decode(TEXT.encode()).digest()


def test_damaged_utf_8_is_not_read_as_gb18030() -> None:
    with pytest.raises(InputError) as caught:
        decode(TEXT.encode().replace("改".encode(), "改".encode()[:2]), "notice.yaml")
    (one,) = caught.value.diagnostics
    assert (one.code, one.position) == ("encoding-damaged", Position(2, 13, 2, 14))
    assert one.facts["at"] == len("kind: notice\ntitle: 关于巡察整".encode()) + 1


@pytest.mark.parametrize(
    ("before", "place"),
    [
        ("", Position(1, 1, 1, 2)),
        ("\n", Position(2, 1, 2, 2)),
        ("\n\n整改", Position(3, 3, 3, 4)),
        ("整改\n整", Position(2, 2, 2, 3)),
    ],
)
def test_the_first_damaged_byte_is_told_by_line_and_column(
    before: str, place: Position
) -> None:
    with pytest.raises(InputError) as caught:
        decode(before.encode() + b"\xff" + "落实情况".encode())
    (one,) = caught.value.diagnostics
    assert one.position == place
    assert one.facts["at"] == len(before.encode()) + 1


def test_damaged_utf_8_is_told_by_more_whole_characters_than_damaged_ones() -> None:
    half = "问".encode()[:2]
    with pytest.raises(InputError) as caught:
        decode("整改".encode() + half + b"\n")
    assert codes(caught.value) == ["encoding-damaged"]
    as_many = "整改".encode() + half + half + b"\n"
    assert decode(as_many).text == as_many.decode("gb18030")


@pytest.mark.parametrize(
    "text",
    [
        "完成截止目前完成截止目前市局一毕。",
        "市委市政府市局毕业实习试点食堂实施",
        "中共示例市水务局党组",
    ],
)
def test_gb18030_is_read_though_its_bytes_also_look_like_utf_8(text: str) -> None:
    assert decode(text.encode("gb18030")).text == text


USUAL = "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里"


@given(st.text(USUAL + "，。：\n" + TEXT, min_size=1))
def test_any_usual_text_is_read_from_gb18030(text: str) -> None:
    whole = "title: 整改情况通报\n" + text
    assert decode(whole.encode("gb18030")).text == whole


def test_utf_16_without_mark_is_told_by_a_nul_in_ten_bytes() -> None:
    """Of Chinese text only letters, spaces and line ends have one."""
    two_in_ten = "巡察整改进展情况\n\n"
    assert decode(two_in_ten.encode("utf-16-le")).text == two_in_ten
    one_in_ten = "巡察整改进展情况通报巡察整改进展\n\n\n\n"
    assert decode(one_in_ten.encode("utf-16-be")).text == one_in_ten
    fewer = ("巡察整改进展情况通报巡察整改进展情\n\n\n").encode("utf-16-be")
    with pytest.raises(InputError):
        decode(fewer)


@pytest.mark.parametrize(
    "data",
    [b"\xff\xfe\x00", b"\xff" * 9, b"\xfe\xff\xd8\x00"],
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(InputError) as caught:
        decode(data)
    assert codes(caught.value) == ["encoding-damaged"]


def test_a_few_nul_bytes_do_not_make_a_file_utf_16() -> None:
    assert decode(TEXT.encode() + b"\x00").text == TEXT + "\x00"


def test_a_missing_file_is_told_by_name(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_file(tmp_path / "缺.yaml")
    (one,) = caught.value.diagnostics
    assert (one.code, one.path) == ("file-unreadable", str(tmp_path / "缺.yaml"))
    assert one.facts["reason"]


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_file(tmp_path)
    assert codes(caught.value) == ["file-not-regular"]


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.yaml"
    with path.open("wb") as file:
        file.truncate(SIZE_LIMIT + 1)
    with pytest.raises(InputError) as caught:
        read_file(path)
    assert codes(caught.value) == ["file-too-large"]


@given(st.binary(max_size=200))
def test_decode_refuses_or_gives_text_with_normal_line_ends(data: bytes) -> None:
    try:
        text = decode(data).text
    except InputError:
        return
    assert "\r" not in text


# --- text to data -------------------------------------------------------------

PLACES = """\
# 注释
organization:
  name: 中共示例市委
  short_name: "市委"
sections:
  - role: overview
    content: [一, '二']
  - {role: other, heading: 三}
"""


@pytest.mark.parametrize(
    ("route", "place"),
    [
        (("organization",), Position(2, 1, 2, 13)),
        (("organization", "name"), Position(3, 9, 3, 15)),
        (("organization", "short_name"), Position(4, 15, 4, 19)),
        (("sections", 0), Position(6, 5, 6, 6)),
        (("sections", 0, "content"), Position(7, 5, 7, 12)),
        (("sections", 0, "content", 1), Position(7, 18, 7, 21)),
        (("sections", 1, "heading"), Position(8, 28, 8, 29)),
        (("sections", 1, "no such key"), Position(8, 5, 8, 6)),
        (("no such key",), Position(2, 1, 2, 2)),
        ((), Position(2, 1, 2, 2)),
    ],
)
def test_a_route_has_its_place(route: tuple[str | int, ...], place: Position) -> None:
    assert located(PLACES).position(route) == place


def test_a_value_of_several_lines_is_told_at_its_first_character() -> None:
    data = located("a: 'x\n  y'\nb: |\n  z\n")
    assert data.position(("a",)) == Position(1, 4, 1, 5)
    assert data.position(("b",)) == Position(3, 4, 3, 5)


def test_a_key_has_its_own_place() -> None:
    assert located(PLACES).key_position(("organization", "name")) == Position(
        3, 3, 3, 7
    )
    assert located(PLACES).key_position(("sections", 1, "role")) == Position(
        8, 6, 8, 10
    )


def test_a_key_without_value_is_known_to_be_there() -> None:
    data = located("organization:\n  name:\n  short_name: 市委\n")
    assert data.is_empty(("organization", "name"))
    assert not data.is_empty(("organization", "short_name"))
    assert not data.is_empty(("organization", "authority"))
    assert not data.is_empty(("inspection",))


def test_columns_count_characters_not_bytes_or_utf_16_units() -> None:
    data = located("title: [𬱖𠮷, 通报]\n")
    assert data.position(("title", 1)) == Position(1, 13, 1, 15)
    assert position_at("𬱖x", 1) == Position(1, 2, 1, 3)


BLOCK = "甲乙\n丙"


@pytest.mark.parametrize(
    ("route", "text", "index", "count", "place"),
    [
        (("a",), "b", 0, 1, Position(1, 4, 1, 5)),
        (("a",), "b", 0, 0, Position(1, 4, 1, 5)),
        (("a",), "b", 1, 0, Position(1, 5, 1, 6)),
        (("c",), BLOCK, 0, 1, Position(3, 3, 3, 4)),
        (("c",), BLOCK, 0, 2, Position(3, 3, 3, 5)),
        (("c",), BLOCK, 1, 3, Position(3, 4, 4, 4)),
        (("c",), BLOCK, 3, 1, Position(4, 3, 4, 4)),
        (("d",), "丁", 0, 1, Position(5, 4, 5, 5)),
        (("d",), "丁", 1, 0, Position(5, 5, 5, 6)),
        (("d",), "戊", 0, 1, None),
        (("e",), "丁", 0, 1, None),
    ],
)
def test_characters_of_a_text_are_placed(
    route: Route, text: str, index: int, count: int, place: Position | None
) -> None:
    data = located("a: b\nc: |\n  甲乙\n  丙\nd: 丁\ne:\n- 丁\n")
    assert data.position_within(route, text, index, count) == place


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("a: b\nkind: @x\n", "yaml-indicator", (2, 7)),
        ('a: "x\\q"\n', "yaml-escape", (1, 6)),
        ('b: c\na: "x\nb: c\n', "yaml-quote-open", (2, 4)),
        ("a: b\n- c: d\n", "yaml-indent", (2, 1)),
        ("a: b\n\tc: d\n", "yaml-tab", (2, 1)),
        ("a: b\n: c\n", "yaml-key", (2, 1)),
        ("a: b: c\n", "yaml-colon-in-text", (1, 5)),
        ("a: [b\nc: d\n", "yaml-syntax", (2, 2)),
        ("kind：x\n  y\n", "yaml-colon", (1, 5)),
    ],
)
def test_what_yaml_cannot_read_is_told_at_one_character(
    text: str, code: str, place: tuple[int, int]
) -> None:
    with pytest.raises(InputError) as caught:
        located(text)
    (one,) = caught.value.diagnostics
    line, column = place
    assert (one.code, one.position) == (
        code,
        Position(line, column, line, column + 1),
    )


def test_several_faults_of_one_file_come_together() -> None:
    data = located("a: 1\na: 2\nb: !x 3\nc: &y 4\nd:\n---\ne: 5\n")
    diagnostics = [
        (diagnostic.code, diagnostic.position.line if diagnostic.position else 0)
        for diagnostic in data.diagnostics
    ]
    assert diagnostics == [
        ("duplicate-key", 2),
        ("yaml-tag", 3),
        ("yaml-anchor", 4),
        ("empty-value", 5),
        ("yaml-second-document", 6),
    ]


def test_an_alias_bomb_costs_nothing() -> None:
    lines = ["a0: &a0 [x, x]"] + [
        f"a{number}: &a{number} [{', '.join([f'*a{number - 1}'] * 9)}]"
        for number in range(1, 40)
    ]
    data = located("\n".join(lines))
    assert len(data.diagnostics) == 40 + 39 * 9
    assert data.value["a39"] == ["*a38"] * 9


# --- data to text and back ----------------------------------------------------

CHARACTERS = st.characters(
    exclude_categories=("Cs", "Cc", "Zl", "Zp"),
    exclude_characters="\ufffe\uffff\ufeff\u00a0\u00ad",
    codec="utf-8",
)
SCALARS = st.one_of(
    st.text(CHARACTERS, min_size=1, max_size=30),
    st.text(
        "一二三四，。：“”（）【】；？ :#-?!&*@`%'\"{}[]|>,~01.", min_size=1, max_size=12
    ),
    st.sampled_from(
        [
            "null",
            "~",
            "true",
            "on",
            "010020",
            "9:00",
            "1-7",
            "2024-03-27",
            "- ",
            "? ",
            "...",
            "---",
            "=",
            "<<",
        ]
    ),
)
KEYS = st.one_of(
    st.from_regex(r"\A[a-z_]{1,8}\Z"),
    st.text("一二三名称 :#-", min_size=1, max_size=6),
    st.just("null"),
)
DATA = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4)
    ),
    max_leaves=12,
)


def is_key(text: str) -> bool:
    """Whether ``text`` can be a key: something is left once YAML has taken its empty words for nothing."""
    return text.lower() not in ("null", "~")


@settings(max_examples=80, deadline=None)
@given(st.dictionaries(KEYS.filter(is_key), DATA, min_size=1, max_size=5))
@example({"a": "一 二 " * 200, "b": [{"c": ["", " "]}], "d": {}, "e": []})
@example({"a": "heading：一", "b": "一\n二\n", "c": "\n一", "d": "一\n\n", "e": "  一"})
def test_data_survives_writing_and_reading(data: dict[str, Any]) -> None:
    again = located(to_yaml(data))
    assert again.value == data
    assert again.diagnostics == ()


def test_written_yaml_is_what_a_clerk_would_type() -> None:
    data = {
        "kind": "notice",
        "contacts": {"postcode": "010020", "phone": "0755-88113963"},
        "sections": [
            {
                "role": "overview",
                "content": [
                    "一段“话”。" * 50,
                    {"heading": "on", "deadline": "2024-03-27"},
                ],
            }
        ],
    }
    assert to_yaml(data) == (
        "kind: notice\n"
        "contacts:\n"
        "  postcode: '010020'\n"
        "  phone: 0755-88113963\n"
        "sections:\n"
        "  - role: overview\n"
        "    content:\n"
        f"      - {'一段“话”。' * 50}\n"
        "      - heading: 'on'\n"
        "        deadline: 2024-03-27\n"
    )


def routes(
    value: Any, route: tuple[str | int, ...] = ()
) -> list[tuple[tuple[str | int, ...], Any]]:
    members = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    return [(route, value)] + [
        found for step, member in members for found in routes(member, (*route, step))
    ]


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(KEYS.filter(is_key), DATA, min_size=1, max_size=5))
def test_every_value_stands_where_its_position_says(data: dict[str, Any]) -> None:
    text = to_yaml(data)
    again = located(text)
    lines = text.split("\n")
    for route, value in routes(data):
        at = again.position(route)
        line = lines[at.line - 1]
        assert 1 <= at.column <= len(line)
        assert at.column < at.end_column <= len(line) + 1
        shown = line[at.column - 1 : at.end_column - 1]
        if (
            isinstance(value, str)
            and at.end_line == at.line
            and "'" not in shown
            and '"' not in shown
        ):
            assert shown == value or shown in "|>", (route, value, shown)


SIGNS = [*"ab一：:-?,[]{}#&*!|>'\"%@`~0\\ \n\t\x85\ufeff\u2028𬱖"]
PIECES = [
    "- ",
    ": ",
    "\n  ",
    "\n- ",
    "---\n",
    "...\n",
    "<<: ",
    "\\ud800",
    "&a ",
    "*a",
    "!!str ",
    "key: ",
    "text：",
    "name:x",
]
YAML_PIECES = st.lists(
    st.sampled_from([*SIGNS, *PIECES, "\n\n", "? ", "| \n", ">-\n"]), max_size=30
).map("".join)


@settings(max_examples=600, deadline=None)
@given(YAML_PIECES | st.text(max_size=60))
@example("")
@example("\n")
@example("a: [" * 200)
@example("{" * 2000)
@example("- " * 2000)
@example("? " * 500)
@example("\r[")
@example("\r\ra: [")
def test_any_text_is_read_or_refused_with_places_in_it(text: str) -> None:
    try:
        diagnostics = list(located(text).diagnostics)
    except InputError as error:
        diagnostics = list(error.diagnostics)
        assert diagnostics
    count = with_line_feeds(text).count("\n") + 1
    for diagnostic in diagnostics:
        assert diagnostic.message("zh")
        assert diagnostic.message("en")
        if diagnostic.position:
            assert 1 <= diagnostic.position.line <= count + 1
            assert diagnostic.position.column >= 1


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=80))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with contextlib.suppress(InputError):
        locate(decode(data))


# --- text back to bytes -------------------------------------------------------

ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"]


@given(
    st.lists(st.text("a一，𠮷é", max_size=6), min_size=1, max_size=5),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(ENCODINGS),
)
def test_text_goes_back_into_the_bytes_it_came_from(
    lines: list[str], end: str, encoding: str
) -> None:
    data = ("kind: notice" + end + end.join(lines)).encode(encoding)
    with contextlib.suppress(InputError):
        assert encode(decode(data).text, data) == data


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_changed_line_leaves_the_bytes_of_the_others(encoding: str) -> None:
    data = "kind: notice\r\ntitle: 甲。。\n# 注\r组: 乙\n".encode(encoding)
    assert encode(decode(data).text.replace("。。", "。"), data) == data.decode(
        encoding
    ).replace("。。", "。").encode(encoding)


def test_text_with_other_lines_is_no_text_of_the_file() -> None:
    with pytest.raises(ValueError, match="shorter"):
        encode("a\nb", b"a")


def test_a_duplicate_key_is_told_with_the_line_of_the_first() -> None:
    (one,) = located("# 注\na: 1\nb: 2\na: 3\n").diagnostics
    assert (one.code, one.facts["first"]) == ("duplicate-key", 2)


def test_the_sign_that_yaml_keeps_for_itself_is_reported() -> None:
    with pytest.raises(InputError) as caught:
        located("a: b\nkind: @x\n")
    (one,) = caught.value.diagnostics
    assert (one.code, one.facts["sign"]) == ("yaml-indicator", "@")
