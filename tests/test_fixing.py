"""Fixing in the YAML itself: the planted faults go, every other byte stays."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings
from needs import NOTICES, needs

from rectify_gen import rules
from rectify_gen.diagnostics import InputError, Position
from rectify_gen.fixing import Fixed, fix, written
from rectify_gen.importer import import_text
from rectify_gen.source import SourceFile, decode
from rectify_gen.source.yaml_writing import to_yaml
from rectify_gen.source_check import check_source

HEAD = "sections:\n- role: overview\n  content:\n"


def fixed(text: str) -> Fixed:
    return fix(SourceFile("notice.yaml", text))


def content(members: str) -> str:
    """What the members of a content list read as once fixed."""
    return fixed(HEAD + members).checked.data.source.text.removeprefix(HEAD)


def left(members: str) -> list[tuple[str, str]]:
    return [(one.code, one.span.marks) for one in fixed(HEAD + members).left]


# --- byte for byte ------------------------------------------------------------

WRITTEN = {
    "plain": ("  -   甲。。乙，，丙  # 注。。\n", "  -   甲。乙，丙  # 注。。\n"),
    "plain, folded": (
        "  - 甲，，\n      乙。。  \n    c、，d\n",
        "  - 甲，\n      乙。  \n    c，d\n",
    ),
    "fold before what is fixed": (
        "  - 甲，截\n    止目前乙\n",
        "  - 甲，截\n    至目前乙\n",
    ),
    "fold behind what is fixed": (
        "  - 甲，截止\n    目前乙\n",
        "  - 甲，截至\n    目前乙\n",
    ),
    "fault over a fold": ("  - 甲。\n    。乙\n", "  - 甲。\n    乙\n"),
    "last on its line": ("  - 甲。\n    。\n  - 乙\n", "  - 甲。\n    \n  - 乙\n"),
    "single quotes": ("  - 'a''b，，乙#。。'\n", "  - 'a''b，乙#。'\n"),
    "double quotes": ('  - "甲\\/乙，，\\u4e59。。"\n', '  - "甲\\/乙，\\u4e59。"\n'),
    "escaped quotes": ('  - "市委\\"丁\\"文件"\n', '  - "市委“丁”文件"\n'),
    "escapes": (
        '  - "截\\u6b62目前\\uff0c\\uff0c\\\n    乙"\n',
        '  - "截至目前\\uff0c\\\n    乙"\n',
    ),
    "literal": (
        "  - |+  # 注。。\n     甲，，乙\n\n  - 丙\n",
        "  - |+  # 注。。\n     甲，乙\n\n  - 丙\n",
    ),
    "literal with indicator": (
        "  - |2-\n    甲，，乙\n  - 丙\n",
        "  - |2-\n    甲，乙\n  - 丙\n",
    ),
    "folded": (
        "  - >-\n     甲，，\n     乙。。\n  - 丙\n",
        "  - >-\n     甲，\n     乙。\n  - 丙\n",
    ),
    "flow": (
        "  - {text: 甲，，乙 ,measures: [ '丙。。' , 帐号。。,]}\n",
        "  - {text: 甲，乙 ,measures: [ '丙。' , 账号。,]}\n",
    ),
    "odd spacing": (
        "  -    text:    甲，，   \n       # 注，，\n\n\n",
        "  -    text:    甲，   \n       # 注，，\n\n\n",
    ),
    "no end of line": ("  - 甲，，", "  - 甲，"),
}


@pytest.mark.parametrize("name", WRITTEN)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be", "utf-16", "gb18030"]
)
def test_every_other_byte_stays(name: str, line_end: str, encoding: str) -> None:
    wrong, right = (HEAD + text for text in WRITTEN[name])
    data, meant = (
        text.replace("\n", line_end).encode(encoding) for text in (wrong, right)
    )
    assert written(fix(decode(data)), data) == meant
    assert written(fix(decode(meant)), meant) == meant


def test_mixed_line_ends_stay_mixed() -> None:
    data = (HEAD + "  - 甲，，\r\n  - 乙\n  - 丙。。\r  - 丁\r\n").encode()
    assert written(fix(decode(data)), data) == data.replace(
        "，，".encode(), "，".encode()
    ).replace("。。".encode(), "。".encode())


def test_marks_and_keys_that_are_no_text_of_the_notice_stay() -> None:
    tail = "# 甲，，\nwaivers: [{code: count-mismatch, reason: 原文，，如此}]\n"
    found = fixed(HEAD + "  - 甲，，\n" + tail)
    assert found.checked.data.source.text == HEAD + "  - 甲，\n" + tail
    assert [one.code for one in found.applied] == ["doubled-punctuation"]


def test_a_contact_written_as_key_and_value_is_fixed_and_told_at_its_value() -> None:
    head = "contacts:\n  email: a@b.cn\n  phone: 0599—5550100\n"
    found = fixed(head + HEAD + "  - 丙\n")
    assert found.checked.data.source.text == head.replace("—", "-") + HEAD + "  - 丙\n"
    (one,) = found.applied
    assert (one.code, one.position) == ("phone-number-form", Position(3, 10, 3, 22))


# --- what is left -------------------------------------------------------------


def test_what_is_waived_is_not_fixed() -> None:
    waiver = (
        "waivers: [{code: doubled-punctuation, where: 甲，，乙, reason: 原文如此}]\n"
    )
    found = fixed(HEAD + "  - 甲，，乙\n  - 丙。。\n" + waiver)
    assert found.checked.data.source.text == HEAD + "  - 甲，，乙\n  - 丙。\n" + waiver
    assert found.left == ()


def test_a_fix_that_would_take_the_place_of_a_waiver_is_left() -> None:
    waiver = "waivers: [{code: doubled-punctuation, where: 甲，，截止目前, reason: 原文如此}]\n"
    found = fixed(HEAD + "  - 甲，，截止目前，乙\n" + waiver)
    assert found.checked.data.source == found.before
    assert [(one.code, one.span.marks) for one in found.left] == [
        ("fix-brings-fault", "截止目前")
    ]


def test_a_fix_that_would_uncover_what_is_waived_is_left() -> None:
    """The quotation stands in two texts: with one of them fixed, the waiver would still cover the other."""
    waiver = "waivers: [{code: doubled-punctuation, where: 甲，，截止目前, reason: 原文如此}]\n"
    members = "  - 甲，，截止目前，乙\n  - 甲，，截止目前，丙\n"
    found = fixed(HEAD + members + waiver)
    assert found.checked.data.source == found.before
    assert [(one.code, one.span.marks) for one in found.left] == [
        ("fix-brings-fault", "截止目前")
    ] * 2


def test_a_fix_that_would_uncover_one_of_two_texts_is_left() -> None:
    """In the second text nothing is to be fixed, so the waiver would still cover something."""
    waiver = (
        "waivers: [{code: doubled-punctuation, where: 甲，，截止, reason: 原文如此}]\n"
    )
    members = "  - 甲，，截止目前，乙\n  - 甲，，截止时间为月底\n"
    found = fixed(HEAD + members + waiver)
    assert found.checked.data.source == found.before
    assert [(one.code, one.span.marks) for one in found.left] == [
        ("fix-brings-fault", "截止目前")
    ]


def test_a_fix_after_which_a_fact_is_not_found_is_left() -> None:
    head = (
        "contacts: {address: '甲路1号。\n  。'}\nclosing: 来信请寄甲路1号。。乙楼，，\n"
    )
    found = fixed(head + HEAD + "  - 丙\n")
    assert (
        found.checked.data.source.text == head.replace("，，", "，") + HEAD + "  - 丙\n"
    )
    assert sorted(one.code for one in found.left) == [
        "fix-brings-fault",
        "fix-reads-otherwise",
    ]


def test_a_fix_that_the_yaml_would_read_otherwise_is_left() -> None:
    members = "  - '甲。\n    。'\n  - 乙，，\n"
    assert content(members) == "  - '甲。\n    。'\n  - 乙，\n"
    assert left(members) == [("fix-reads-otherwise", "。。")]


def test_what_is_left_is_told_in_both_languages_with_its_place() -> None:
    (one,) = fixed(HEAD + "  - '甲。\n    。'\n").left
    assert one.position is not None
    assert (one.position.line, one.position.column) == (4, 7)
    for lang in ("zh", "en"):
        assert "。。" in one.message(lang)
        assert "doubled-punctuation" in one.hint(lang)


def test_a_file_with_faults_of_form_is_not_fixed() -> None:
    with pytest.raises(InputError):
        fixed(HEAD + "  - 甲，，\nsectons: []\n")


def test_positions_of_what_was_fixed_are_those_of_the_fault() -> None:
    found = fixed(HEAD + "  - 'a''，，\n     乙。。'\n")
    places = [
        (one.position.line, one.position.column, one.position.end_column)
        for one in found.applied
        if one.position
    ]
    assert places == [(4, 9, 11), (5, 7, 9)]


# --- laws ---------------------------------------------------------------------

CLEAN = st.sampled_from(
    ["完成", "研究部署3项", "第12次会议", "市局", "整改", "2024年3月"]
)
FAULTS = st.sampled_from(
    [
        ("，，", "，"),
        ("。。", "。"),
        ("截止目前", "截至目前"),
        ("、，", "，"),
        ("帐号", "账号"),
    ]
)
COMMENTS = st.sampled_from(["", "  # 注。。，，", " "])


class Made(NamedTuple):
    """A stretch of YAML with faults and without, and the text that it then says."""

    wrong: str
    right: str
    says: str


@st.composite
def scalars(draw: st.DrawFn, flow: bool) -> Made:
    """A text in some style, over several lines or one, with some faults planted."""
    style = draw(
        st.sampled_from(
            ["", "'", '"'] + ([] if flow else ["|", ">", "|-", ">+", "|3", ">4-"])
        )
    )
    block, quote = style[:1] in ("|", ">"), style if style in ("'", '"') else ""
    indent = "\n" + " " * (2 + int(style[1]) if style[1:2].isdigit() else 6)
    gaps = (
        [""]
        if style[:1] == "|"
        else ["", indent]
        if block
        else ["", indent, "  " + indent]
    )
    start = style + indent if block else quote
    made = [Made(start, start, "")]
    for _ in range(draw(st.integers(1, 4))):
        word, gap, (bad, good) = (
            draw(CLEAN),
            draw(st.sampled_from(gaps)),
            draw(FAULTS | st.just(("一", "一"))),
        )
        escaped = style == '"' and len(good) == 1 and draw(st.booleans())
        shown = [
            "".join(f"\\u{ord(sign):04x}" for sign in one) if escaped else one
            for one in (bad, good)
        ]
        made.append(Made(word + shown[0] + gap, word + shown[1] + gap, word + good))
    last = Made("毕。" + quote, "毕。" + quote, "毕。")
    return together([*made, last])


def together(made: list[Made]) -> Made:
    """The stretches of ``made``, one after the other."""
    return Made(*("".join(parts) for parts in zip(*made, strict=True)))


@st.composite
def files(draw: st.DrawFn) -> Made:
    """A notice of texts in many styles, with comments between them."""
    lines = [Made(HEAD, HEAD, "")]
    for _ in range(draw(st.integers(1, 5))):
        flow = draw(st.booleans())
        one, comment = draw(scalars(flow=flow)), draw(COMMENTS)
        start, end = (
            ("  - {text: ", "}" + comment)
            if flow
            else ("  -  ", "" if one.wrong[0] in "|>" else comment)
        )
        lines.append(
            Made(
                start + one.wrong + end + "\n",
                start + one.right + end + "\n",
                one.says + "\n",
            )
        )
        lines.append(
            Made(note := draw(st.sampled_from(["", "# 注，，\n", "\n\n"])), note, "")
        )
    return together(lines)


@settings(max_examples=150)
@given(
    files(),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030"]),
)
def test_only_what_was_planted_changes(
    made: Made, line_end: str, encoding: str
) -> None:
    data, meant = (
        text.replace("\n", line_end).encode(encoding)
        for text in (made.wrong, made.right)
    )
    found = fix(decode(data))
    assert written(found, data).decode(encoding) == meant.decode(encoding)
    assert written(found, data) == meant
    assert (bool(found.applied), found.left) == (made.wrong != made.right, ())
    again = fix(decode(meant))
    assert (again.applied, again.checked.data.source) == ((), again.before)
    assert rules.subject(again.checked.notice).whole == made.says.removesuffix("\n")


SIGNS = st.text(
    "，，。。、；：！？甲乙止截目前帐号其它1２①ab '\"\\#-:,[]{}|>%@\n",
    min_size=1,
    max_size=14,
)


@settings(max_examples=300)
@given(
    st.lists(SIGNS, min_size=1, max_size=4),
    st.sampled_from(["  - {}\n", "  - '{}'\n", '  - "{}"\n', "  - [{}]\n"]),
)
def test_whatever_is_written_fixing_keeps_digits_lines_and_comes_to_rest(
    texts: list[str], frame: str
) -> None:
    source = HEAD + "".join(
        frame.replace("{}", text.replace("\n", "\n     ")) for text in texts
    )
    try:
        check_source(SourceFile("notice.yaml", source))
    except InputError:
        return
    found = fixed(source)
    text = found.checked.data.source.text
    assert [sign for sign in text if sign.isdigit()] == [
        sign for sign in source if sign.isdigit()
    ]
    assert text.count("\n") == source.count("\n")
    assert fixed(text).applied == ()
    if not found.applied:
        assert text == source


# --- real notices -------------------------------------------------------------


@needs(env=NOTICES)
@pytest.mark.parametrize("prefix", ["000", "001", "002", "003", "004"])
def test_an_imported_notice_is_fixed_where_nothing_is_waived(prefix: str) -> None:
    (path,) = Path(os.environ[NOTICES]).glob(f"{prefix}_*.txt")
    data = {
        name: value
        for name, value in import_text(path.read_text("utf-8")).data.items()
        if name != "waivers"
    }
    source = SourceFile("notice.yaml", to_yaml(data))
    before = check_source(source)
    found = fix(source)
    wanted = rules.fixable(before.notice)
    assert len(found.applied) >= len(wanted)
    assert (rules.fixable(found.checked.notice), found.left) == ((), ())
    assert fix(found.checked.data.source).applied == ()


def test_what_may_be_wrong_is_fixed_on_request_only() -> None:
    text = "整改措施贯切到底，做到二个维护，功率为7KW，其它事项同步推进。"
    notice = f"sections:\n- role: rectification\n  content:\n  - {text}\n"
    source = decode(notice.encode(), "a.yaml")
    safe = fix(source)
    assert safe.checked.data.source.text == notice.replace("其它", "其他")
    assert {each.fixes[0].is_safe for each in safe.applied} == {True}
    all_fixed = fix(source, unsafe=True)
    text_with_all = "整改措施贯彻到底，做到两个维护，功率为7kW，其他事项同步推进。"
    assert all_fixed.checked.data.source.text == notice.replace(text, text_with_all)


def test_a_quotation_is_not_fixed_even_on_request() -> None:
    text = "针对“措施贯切不到底、做到二个维护不够”问题，完善制度。"
    notice = f"sections:\n- role: rectification\n  content:\n  - {text}\n"
    source = decode(notice.encode(), "a.yaml")
    assert not fix(source, unsafe=True).is_changed()
