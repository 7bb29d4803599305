"""Where the importer draws its lines: on each side of every limit, one text that is taken and one that is not."""

from __future__ import annotations

from typing import Any

import pytest

from rectify_gen.importer import characters, furniture, heading_words, import_text
from rectify_gen.importer.plain_text import read_plain_text
from rectify_gen.importer.prove import standard_opening
from rectify_gen.importer.signature_lines import read_signature
from rectify_gen.vocabulary import sentences


def texts_of(text: str) -> tuple[str, ...]:
    """Return the paragraphs that the reader of plain text finds."""
    return tuple(block.text for block in read_plain_text(text).blocks)


HEAD = "中共青河市林业局党组关于巡察整改进展情况的通报\n"
BODY = "一、履行主体责任情况\n局党组召开专题会议。\n二、整改落实情况\n"


def data(text: str) -> dict[str, Any]:
    return import_text(text).data


def sentence(length: int) -> str:
    """A text of ``length`` characters that ends as no sentence does."""
    return ("局党组认真落实整改责任" * 12)[:length]


# --- what belongs to the page -------------------------------------------------


@pytest.mark.parametrize(("length", "is_head"), [(100, True), (101, False)])
def test_a_long_line_is_no_head_of_a_web_page(length: int, is_head: bool) -> None:
    assert furniture.is_web_head("来源：" + sentence(length - 3)) is is_head


@pytest.mark.parametrize(("length", "is_foot"), [(80, True), (81, False)])
def test_a_long_line_is_no_foot_of_a_web_page(length: int, is_foot: bool) -> None:
    assert furniture.is_web_foot("上一篇" + sentence(length - 3)) is is_foot


def test_a_sentence_is_no_furniture() -> None:
    assert not furniture.is_web_head("来源：资金由财政安排。")
    assert not furniture.is_web_foot("分享到各科室学习。")


@pytest.mark.parametrize(
    ("header", "pages", "kept"),
    [
        ("青河市林业局", 3, False),
        ("青河市林业局", 2, True),
        (sentence(30), 3, False),
        (sentence(31), 3, True),
        ("（一）林业局", 3, True),
    ],
)
def test_a_short_line_below_three_page_numbers_is_a_running_header(
    header: str, pages: int, kept: bool
) -> None:
    text = "\n".join(
        f"第{page}句话到此为止。\n— {page} —\n{header}" for page in range(1, pages + 1)
    )
    assert (header in texts_of(text)) is kept


def test_furniture_is_left_out_above_and_below_the_text_only() -> None:
    text = "来源：某局\n标题\n文一。\n来源：某局\n打印\n文二。\n【打印】"
    assert texts_of(text) == (*("标题", "文一。", "来源：某局", "打印", "文二。"),)


def test_where_all_is_furniture_all_is_kept() -> None:
    assert texts_of("— 1 —\n— 2 —") == ("— 1 —", "— 2 —")


def test_what_is_left_out_is_reported_at_its_line() -> None:
    diagnostics = read_plain_text("来源：某局\n文。\n — 3 — \n").diagnostics
    reported = [
        (
            diagnostic.code,
            diagnostic.position
            and (diagnostic.position.line, diagnostic.position.end_column),
        )
        for diagnostic in diagnostics
        if diagnostic.position
    ]
    assert reported == [("import-web-page", (1, 6)), ("import-page", (3, 8))]


# --- lines and paragraphs -----------------------------------------------------


def wrapped(width: int, lines: int) -> str:
    """One paragraph that fills ``lines`` lines of ``width`` characters; the last ends with a full stop."""
    words = "一" * (width * lines - 1) + "。"
    return "\n".join(
        words[start : start + width] for start in range(0, len(words), width)
    )


@pytest.mark.parametrize(
    ("width", "lines", "paragraphs"),
    [(15, 6, 1), (14, 6, 6), (60, 6, 1), (61, 6, 6), (30, 6, 1), (30, 5, 5)],
)
def test_lines_of_a_usual_width_are_joined(
    width: int, lines: int, paragraphs: int
) -> None:
    assert len(texts_of(wrapped(width, lines))) == paragraphs


@pytest.mark.parametrize(
    ("unended", "ended", "paragraphs"),
    [
        # of ten lines four are full, then three
        (4, 0, 6),
        (3, 0, 10),
        # of four full lines two go on, then one
        (2, 2, 6),
        (1, 3, 10),
    ],
)
def test_a_text_is_wrapped_where_many_lines_are_full_and_go_on(
    unended: int, ended: int, paragraphs: int
) -> None:
    lines = ["一" * 29 + "。"] * ended + ["一" * 30] * unended
    short = [f"第{number}项。" for number in range(10 - len(lines))]
    paragraphs_read = texts_of("\n".join(lines + short))
    assert len(paragraphs_read) == paragraphs


@pytest.mark.parametrize("end", ["，", "、"])
def test_a_line_that_ends_within_a_sentence_goes_on(end: str) -> None:
    assert texts_of(f"召开会议{end}\n研究整改。\n印发方案。") == (
        f"召开会议{end}研究整改。",
        "印发方案。",
    )


@pytest.mark.parametrize("line", ["　　研究整改。", "\n研究整改。", "1.研究整改。"])
def test_a_new_paragraph_is_known_by_its_indent_a_gap_or_a_mark(line: str) -> None:
    assert len(texts_of(f"召开会议，\n{line}")) == 2


@pytest.mark.parametrize(
    ("before", "after", "count"),
    [
        ("局党组召开专题会议，研究部署巡察反馈问题", "整改工作。", 1),
        ("局党组召开专题会议，研究部署整改工作。", "印发方案。", 2),
        ("局党组召开会议，研究部署", "整改工作。", 2),
        ("局党组召开专题会议，研究部署巡察反馈问题", "　　整改工作。", 2),
        ("局党组召开专题会议，研究部署巡察反馈问题", "1.整改工作。", 2),
        ("一、局党组召开专题会议，研究部署反馈问题", "整改工作。", 2),
        ("一、专题会议。会上研究部署了巡察反馈的问题", "整改工作。", 1),
    ],
)
def test_a_sentence_broken_by_a_page_is_joined(
    before: str, after: str, count: int
) -> None:
    text = f"{before}\n— 1 —\n{after}"
    assert len(texts_of(text)) == count


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["ab", "cd"], "ab cd"),
        (["ab", "中"], "ab中"),
        (["中", "ab"], "中ab"),
        (["第1", "a"], "第1a"),
        (["a", "1"], "a1"),
        (["ab", "c中"], "ab c中"),
        (["中b", "c"], "中b c"),
        (["中", "文"], "中文"),
    ],
)
def test_only_latin_words_are_joined_by_a_space(lines: list[str], joined: str) -> None:
    assert characters.join(lines) == joined


@pytest.mark.parametrize(
    ("text", "blank", "spaced"),
    [
        ("　　甲。\n　　乙。", 0, 0),
        ("　　甲。 \n乙。", 0, 1),
        (" 甲。\n\n\n乙。", 2, 1),
    ],
)
def test_spaces_that_are_taken_out_are_counted(
    text: str, blank: int, spaced: int
) -> None:
    facts = [diagnostic.facts for diagnostic in read_plain_text(text).diagnostics]
    assert facts == ([{"blank": blank, "spaced": spaced}] if blank or spaced else [])


# --- title, sections, closing -------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "taken"),
    [
        ([60, 60], True),
        ([60, 60, 1], False),
        ([61], False),
    ],
)
def test_a_title_has_120_characters_at_most_and_60_a_line(
    lines: list[int], taken: bool
) -> None:
    written = [sentence(length) for length in lines]
    title = data("\n".join([*written, "巡察组反馈了意见。", BODY])).get("title", "")
    assert bool(title) is taken


def test_what_follows_a_title_that_is_complete_is_preamble() -> None:
    notice = data(HEAD + "关于巡察\n" + BODY)
    assert notice["preamble"] == "关于巡察"


def test_a_title_alone_is_kept_as_a_section() -> None:
    notice = data(HEAD)
    assert [section["content"] for section in notice["sections"]] == [HEAD.strip()]
    with_text = data(HEAD + "已整改到位。\n")
    assert "title" not in with_text
    assert [section["content"] for section in with_text["sections"]] == ["已整改到位。"]


@pytest.mark.parametrize(
    ("line", "addressees"),
    [
        ("市委巡察办：", "市委巡察办"),
        ("市委巡察办。", None),
        ("现将情况报告如下：", None),
        ("办：", None),
        (sentence(80) + "：", sentence(80)),
        (sentence(81) + "：", None),
    ],
)
def test_whom_a_notice_addresses(line: str, addressees: str | None) -> None:
    notice = data(HEAD + line + "\n巡察组反馈了意见。\n" + BODY)
    assert notice.get("document", {}).get("addressees") == addressees


@pytest.mark.parametrize(
    ("heading", "sections"),
    [
        ("主体责任" + sentence(26), 2),
        ("主体责任" + sentence(27), 1),
        ("关于主体责任", 1),
        ("履行主体责任，", 1),
        ("履行主体责任情况的报告", 1),
    ],
)
def test_headings_without_marks_are_short_and_of_known_words(
    heading: str, sections: int
) -> None:
    text = f"{HEAD}现予公布。\n{heading}\n召开会议。\n整改落实情况\n已完成。\n"
    found = data(text)["sections"]
    assert len(found) == (2 if sections == 2 else 1)


def test_two_headings_without_marks_are_sections_though_items_have_marks() -> None:
    text = f"{HEAD}现予公布。\n履行主体责任情况\n召开会议。\n整改落实情况\n"
    notice = data(text + "1.关于“巡查不到位”的问题。\n2.关于“台账不全”的问题。\n")
    assert [len(section["content"]) for section in notice["sections"]] == [
        len("召开会议。"),
        2,
    ]
    below = "（一）关于防火方面\n1.关于“巡查不到位”的问题。\n"
    assert len(data(text + below)["sections"]) == 2
    chinese_marks = "一、巡查方面\n已改。\n二、采购方面\n已改。\n"
    assert [
        section["heading"] for section in data(text + chinese_marks)["sections"]
    ] == [
        "巡查方面",
        "采购方面",
    ]


@pytest.mark.parametrize(("after", "is_closing"), [(24, True), (25, False)])
def test_a_closing_begins_in_the_last_25_paragraphs(
    after: int, is_closing: bool
) -> None:
    text = HEAD + BODY + "1.甲。\n欢迎监督。\n" + "已办结。\n" * after
    assert ("欢迎监督。" in (data(text).get("closing") or [])) is is_closing


def test_a_closing_is_not_followed_by_sections() -> None:
    text = HEAD + BODY + "文。\n附件：清单\n（一）甲方面\n已改。\n"
    assert data(text)["closing"] == []


@pytest.mark.parametrize(
    ("title", "ending", "kind"),
    [
        ("关于巡察整改进展情况的报告", "特此告知。", "report"),
        ("关于巡察整改进展情况的汇报", "特此告知。", "report"),
        ("关于巡察整改进展情况的公示", "特此报告。", "announcement"),
        ("关于巡察整改进展情况的通报", "特此报告，此报告已公开。", "notice"),
        ("关于巡察整改进展情况", "此报告已经党组会议审定。", "notice"),
        ("关于巡察整改进展情况", "以上情况，特此报告。", "report"),
        ("关于巡察整改进展情况", "以上情况，特此汇报，此汇报已审定。", "report"),
    ],
)
def test_the_kind_is_told_by_the_title_else_by_the_closing(
    title: str, ending: str, kind: str
) -> None:
    notice = data(f"青河市林业局{title}\n{BODY}1.已整改。\n{ending}\n")
    assert notice["kind"] == kind


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("现将巡察整改情况报告如下。", "report"),
        ("现将巡察整改情况予以公示。", "announcement"),
        (
            "现将报告所列问题的整改情况予以公布。" + "各科室按照分工抓好落实。" * 3,
            "notice",
        ),
        ("青河市林业局关于报告制度执行专项巡察整改进展情况的通报", "notice"),
    ],
)
def test_the_kind_is_told_by_the_end_of_title_or_preamble(head: str, kind: str) -> None:
    assert data(f"{head}\n{BODY}1.已整改。\n")["kind"] == kind


@pytest.mark.parametrize(
    ("title", "ending", "closing"),
    [
        ("关于巡察整改进展情况的报告", sentences.REPORT_ENDING, None),
        ("关于巡察整改进展情况的报告", "特此报告，请审阅。", "特此报告，请审阅。"),
        ("关于巡察整改进展情况的通报", sentences.REPORT_ENDING, "特此报告。"),
    ],
)
def test_the_standard_ending_of_a_report_is_not_written_down(
    title: str, ending: str, closing: str | None
) -> None:
    notice = data(f"青河市林业局{title}\n现予公布。\n{BODY}1.已整改。\n{ending}\n")
    assert notice.get("closing") == closing


FACTS = {
    "organization": {"name": "中共青河市林业局党组"},
    "inspection": {
        "authority": "市委",
        "team": "市委第一巡察组",
        "start": "2024-03-01",
        "end": "2024-05-10",
        "feedback_date": "2024-07-09",
    },
}


def test_the_standard_opening_is_read_as_facts_where_it_stands_alone() -> None:
    opening = standard_opening(FACTS)
    assert opening is not None
    alone = import_text(HEAD + opening + "\n" + BODY)
    assert "preamble" not in alone.data
    assert alone.data["inspection"] == FACTS["inspection"]
    more = import_text(HEAD + opening + "\n本通报经党组会议审定。\n" + BODY)
    assert more.data["preamble"] == [
        "根据{authority}统一部署，{period}，{team}对{inspected}进行了巡察。{feedback_date}，{team}向{inspected}"
        "反馈了巡察意见。按照巡察工作有关要求，现将巡察整改进展情况予以公布。",
        "本通报经党组会议审定。",
    ]
    assert "import-plainer" not in {diagnostic.code for diagnostic in more.diagnostics}


def test_of_the_title_only_term_and_round_are_facts_of_the_inspection() -> None:
    head = "中共青河市林业局党组关于八届市委第四轮巡察整改进展情况的通报\n"
    notice = data(head + "巡察组反馈了意见。现予公布。\n" + BODY)
    assert notice["inspection"] == {
        "authority": "市委",
        "term": "八届",
        "round": "第四轮",
    }


@pytest.mark.parametrize(
    ("line", "preamble"),
    [
        ("一是甲方面。二是乙方面。", "一是甲方面。二是乙方面。"),
        (
            "现将情况通报如下：一是甲方面。二是乙方面。",
            [{"text": "现将情况通报如下：", "measures": ["甲方面。", "乙方面。"]}],
        ),
    ],
)
def test_measures_outside_the_sections_run_in_after_a_text(
    line: str, preamble: Any
) -> None:
    result = import_text(HEAD + line + "\n" + BODY)
    assert result.data["preamble"] == preamble
    assert "import-plainer" not in {
        diagnostic.code for diagnostic in result.diagnostics
    }


@pytest.mark.parametrize(
    ("third", "code", "told"),
    [
        ("三.", "import-signs", {"count": 1, "numbers": "三."}),
        ("四、", "import-number", {"number": "四、", "heading": "下一步打算"}),
        ("三、", None, {}),
    ],
)
def test_a_section_numbered_otherwise_is_reported(
    third: str, code: str | None, told: dict[str, Any]
) -> None:
    text = HEAD + "现予公布。\n" + BODY + f"已办结。\n{third}下一步打算\n持续整改。\n"
    result = import_text(text)
    number = result.data["sections"][2].get("number")
    assert number == (third if code else None)
    reported = {diagnostic.code: diagnostic.facts for diagnostic in result.diagnostics}
    assert {
        name: facts
        for name, facts in reported.items()
        if name in ("import-signs", "import-number")
    } == ({code: told} if code else {})


# --- signature ----------------------------------------------------------------


@pytest.mark.parametrize(("count", "signed"), [(6, 6), (7, 6)])
def test_six_organs_sign_at_most(count: int, signed: int) -> None:
    names = [f"{name}县水务局" for name in "甲乙丙丁戊己庚"[:count]]
    found, left = read_signature(["文。", *names, "2025年4月7日"])
    assert found is not None
    assert len(found.organizations) == signed
    assert left == 1 + count - signed


@pytest.mark.parametrize(
    "texts",
    [
        ["文。"],
        ["县水务局"],
        ["文。", "成立领导小组办公室"],
        ["文。", "（此件公开发布）"],
        ["文。", "到会的有中共某县水务局党组，2025年4月7日"],
    ],
)
def test_what_is_no_signature(texts: list[str]) -> None:
    assert read_signature(texts) == (None, len(texts))


def test_a_signature_may_be_all_there_is() -> None:
    signed, left = read_signature(["中共某县水务局党组", "2025年11月27日"])
    assert signed is not None
    assert (signed.organizations, signed.date, left) == (
        ("中共某县水务局党组",),
        "2025年11月27日",
        0,
    )


def test_names_are_parted_by_wide_gaps_only() -> None:
    signed, _ = read_signature(["文。", "甲县水务局  乙县水务局", "2025年4月7日"])
    assert signed is not None
    assert signed.organizations == ("甲县水务局", "乙县水务局")
    padded, _ = read_signature(["文。", "甲 县 水 务 局", "2025年4月7日"])
    assert padded is not None
    assert padded.organizations == ("甲县水务局",)


# --- headings -----------------------------------------------------------------


def test_a_quotation_that_is_never_closed_ends_at_the_first_stop_of_a_long_line() -> (
    None
):
    short = "关于“制度不严。已修订。"
    assert heading_words.split(short) == (short, "")
    long = "关于“制度不严。" + sentence(50)
    assert heading_words.split(long) == ("关于“制度不严。", sentence(50))


@pytest.mark.parametrize(
    ("length", "is_heading"), [(40, True), (50, False)], ids=["short", "long"]
)
def test_a_heading_before_a_colon_is_short(length: int, is_heading: bool) -> None:
    heading = "关于" + sentence(length - 4) + "问题："
    words = heading + "已完成"
    expected = (heading, "已完成") if is_heading else (words, "")
    assert heading_words.split(words) == expected


# --- waivers ------------------------------------------------------------------


@pytest.mark.parametrize(("count", "waivers"), [(50, 50), (51, 1)])
def test_up_to_fifty_faults_of_a_kind_are_waived_at_their_places(
    count: int, waivers: int
) -> None:
    items = "".join(
        f"{number}.第{number}项。第{number}件于2024年2月30日办结。\n"
        for number in range(1, count + 1)
    )
    waivers_written = data(HEAD + BODY + items)["waivers"]
    assert len(waivers_written) == waivers
    assert all(("where" in waiver) is (waivers > 1) for waiver in waivers_written)


def test_a_heading_with_a_comma_behind_problems_is_no_opening_clause() -> None:
    heading = "关于在整改中发现问题，自觉担当作为方面"
    assert heading_words.split(heading) == (heading, "")
    sentence_after = "针对学习不够深入的问题，局党组召开会议3次。"
    assert heading_words.split(sentence_after) == (
        "针对学习不够深入的问题，",
        "局党组召开会议3次。",
    )
