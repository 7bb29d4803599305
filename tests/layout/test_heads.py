"""Heads and feet of red-headed documents and letters, and the ledger, measured in PDFs that LibreOffice makes.

Lengths are points from the top left of the page unless a name says mm.
"""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from formal_notices import FORMAL, FRONT, JOINT, formal_notice
from made import EXAMPLES, notice_of, shipped
from measured import MM, PITCH, to_pdf
from needs import needs, needs_fonts
from page_lines import (
    RED,
    TYPE_BOTTOM,
    TYPE_LEFT,
    TYPE_RIGHT,
    TYPE_TOP,
    Page,
    near,
    read_pages,
)

from rectify_gen import document_text
from rectify_gen.model import Notice
from rectify_gen.overlay import Overlay, layout_of
from rectify_gen.templating.compile import compile_template
from rectify_gen.templating.make import make_template
from rectify_gen.templating.render import render
from rectify_gen.view import compose

pytestmark = [pytest.mark.slow, needs("soffice"), needs_fonts()]


def ledger_of(rows: int, sentences: int) -> Notice:
    item = {
        "heading": "加强管理",
        "content": ["逐项整改到位。" * sentences],
        "status": "done",
        "deadline": "2025-12-31",
    }
    return formal_notice(sections=[{"role": "rectification", "content": [item] * rows}])


DOCUMENTS: dict[str, tuple[str, Notice]] = {
    "plain": ("redhead", formal_notice()),
    "front": ("redhead", formal_notice(document={**FORMAL, **FRONT})),
    "upward": (
        "redhead",
        formal_notice(document={**FORMAL, "signer": "示例名"}, kind="report"),
    ),
    "joint": ("redhead", formal_notice(organization=JOINT)),
    "letter": ("letter", formal_notice(30)),
    "letter-front": ("letter", formal_notice(document={**FORMAL, **FRONT})),
    "letter-joint": ("letter", formal_notice(organization=JOINT)),
    "ledger": (
        "ledger",
        notice_of(
            next(one for one in EXAMPLES if one.stem == "market-regulation-report")
        ),
    ),
    "ledger-high": ("ledger", ledger_of(3, 300)),
    "ledger-even": ("ledger", ledger_of(40, 20)),
}


@pytest.fixture(scope="module")
def pdfs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[bytes, Path]]:
    contents = {
        name: render(shipped(kind), compose(notice))
        for name, (kind, notice) in DOCUMENTS.items()
    }
    made = to_pdf(contents, tmp_path_factory.mktemp("heads"))
    return {name: (content, made[name]) for name, content in contents.items()}


@pytest.fixture(scope="module")
def pages_by_name(pdfs: dict[str, tuple[bytes, Path]]) -> dict[str, list[Page]]:
    return {name: read_pages(pdf) for name, (_, pdf) in pdfs.items()}


@pytest.mark.parametrize("name", ["plain", "front", "upward"])
def test_mark_is_red_and_35_mm_below_the_type_area_s_edge(
    name: str, pages_by_name: Any
) -> None:
    """Clause 7.2.4, whether or not 份号, 密级 and 紧急程度 stand above."""
    mark = pages_by_name[name][0].line("示例县水务局文件")
    assert mark.colour == RED
    assert near(mark.top - TYPE_TOP, 35)
    assert abs((mark.x0 + mark.x1) / 2 - (TYPE_LEFT + TYPE_RIGHT) / 2) < 2


def test_copy_number_secrecy_and_urgency_head_the_type_area_in_order(
    pages_by_name: Any,
) -> None:
    """Clauses 7.2.1 to 7.2.3."""
    first = pages_by_name["front"][0].lines[:3]
    assert [one.text for one in first] == ["000012", "秘密★1年", "特急"]
    assert all(abs(one.x0 - TYPE_LEFT) < 2 for one in first)
    assert all(abs(b.top - a.top - PITCH) < 0.2 for a, b in pairwise(first))


def test_joint_mark_names_the_main_organ_first_and_sets_the_suffix_at_half_height(
    pages_by_name: Any,
) -> None:
    marks = [one for one in pages_by_name["joint"][0].lines if one.colour == RED]
    first, last = (
        next(one for one in marks if re.sub("文件", "", one.text) == name["name"])
        for name in JOINT
    )
    suffix = next(one for one in marks if "文件" in one.text)
    assert near(first.top - TYPE_TOP, 35)
    assert first.top < suffix.top < last.bottom
    assert abs((first.top + last.bottom) / 2 - (suffix.top + suffix.bottom) / 2) < 3


@pytest.mark.parametrize("name", ["plain", "upward"])
def test_red_rule_is_as_wide_as_the_type_area_4_mm_below_the_number(
    name: str, pages_by_name: Any
) -> None:
    """Clauses 7.2.5 and 7.2.7; the number stands two empty lines below the mark, the title two below the rule."""
    page = pages_by_name[name][0]
    mark, number, title = (
        page.line("示例县水务局文件"),
        page.line("示水〔2025〕9号"),
        page.line("关于整改情况"),
    )
    (rule,) = (one for one in page.rules if one.colour == RED)
    assert near(rule.at - rule.width / 2 - number.bottom, 4)
    assert (near(rule.x0, 28), near(rule.x1 - rule.x0, 156), rule.width) == (
        True,
        True,
        1.0,
    )
    assert 2 * PITCH < number.top - mark.bottom < 2.6 * PITCH
    assert 2 * PITCH < title.top - rule.at < 2.6 * PITCH


def test_number_is_centred_and_beside_a_signer_stands_left(pages_by_name: Any) -> None:
    """Clauses 7.2.5 and 7.2.6: one character from either edge."""
    centred = pages_by_name["plain"][0].line("示水")
    assert abs((centred.x0 + centred.x1) / 2 - (TYPE_LEFT + TYPE_RIGHT) / 2) < 2
    upward = pages_by_name["upward"][0].line("示水")
    assert upward.text == "示水〔2025〕9号签发人：示例名"
    assert abs(upward.x0 - TYPE_LEFT - 16) < 2
    assert abs(TYPE_RIGHT - upward.x1 - 16) < 2


def test_imprint_ends_with_the_type_area_in_three_rules(pages_by_name: Any) -> None:
    """Clause 7.4: outer rules 0.35 mm, inner 0.25 mm, 四号 text, one character from both edges."""
    page = pages_by_name["plain"][-1]
    top, middle, bottom = (one for one in page.rules if one.colour != RED)
    assert near(TYPE_BOTTOM - bottom.at - bottom.width / 2, 0, 0.4)
    assert [round(one.width * MM, 2) for one in (top, middle, bottom)] == [
        0.35,
        0.26,
        0.35,
    ]
    assert all(
        near(one.x0, 28) and near(one.x1 - one.x0, 156) for one in (top, middle, bottom)
    )
    copies, issued = page.line("抄送："), page.line("示例县水务局办公室")
    turned = page.lines[page.lines.index(copies) + 1]
    assert {copies.size, turned.size, issued.size} == {14.0}
    assert abs(copies.x0 - TYPE_LEFT - 14) < 1
    assert abs(turned.x0 - copies.x0 - 3 * 14) < 1
    assert issued.text == "示例县水务局办公室2025年4月8日印发"
    assert abs(TYPE_RIGHT - issued.x1 - 14) < 1
    assert turned.text.endswith("。")


@pytest.mark.parametrize("name", ["letter", "letter-joint"])
def test_letter_has_its_mark_30_mm_from_the_edge_between_double_rules(
    name: str, pages_by_name: Any
) -> None:
    """Clause 10.1; a joint letter carries the main organ's mark alone. Thick rules stand outside."""
    page, *_ = pages_by_name[name]
    (mark,) = (one for one in page.lines if one.colour == RED)
    assert (mark.text, near(mark.top, 30)) == ("示例县水务局", True)
    thick, thin, second_thin, second_thick = (
        one for one in page.rules if one.colour == RED
    )
    assert near(thick.at - thick.width / 2 - mark.bottom, 4)
    assert near(page.height - second_thick.at, 20, 0.8)
    assert thick.width == second_thick.width > thin.width == second_thin.width
    assert all(
        near(one.x0, 20) and near(one.x1 - one.x0, 170)
        for one in (thick, thin, second_thin, second_thick)
    )


def test_letter_s_number_stands_right_seven_eighths_of_a_character_below_the_rule(
    pages_by_name: Any,
) -> None:
    """Clause 10.1: 14 pt. LibreOffice puts up to 7.5 pt of its own between a header and the text, for which the template leaves no room."""
    page, *_ = pages_by_name["letter"]
    number, thin = (
        page.line("示水"),
        [one for one in page.rules if one.colour == RED][1],
    )
    assert abs(number.x1 - TYPE_RIGHT) < 2
    assert 14 - 1 < number.top - thin.at < 14 + 7.5


def test_letter_s_copy_number_and_number_share_the_line_under_the_rule(
    pages_by_name: Any,
) -> None:
    first, second, third = pages_by_name["letter-front"][0].lines[1:4]
    assert (first.text, second.text, third.text) == (
        "000012示水〔2025〕9号",
        "秘密★1年",
        "特急",
    )
    assert abs(first.x0 - TYPE_LEFT) < 2
    assert abs(first.x1 - TYPE_RIGHT) < 2


def test_letter_numbers_its_pages_from_the_second(pages_by_name: Any) -> None:
    first, second, *_ = pages_by_name["letter"]
    assert not [one for one in first.lines if one.text == "—1—"]
    number = second.line("—2—")
    assert abs(number.x0 - TYPE_LEFT - 14) < 2
    assert not [one for one in second.rules if one.colour == RED]


@pytest.mark.parametrize("name", ["ledger", "ledger-even", "ledger-high"])
def test_ledger_is_landscape_and_repeats_its_head(
    name: str, pages_by_name: Any
) -> None:
    pages = pages_by_name[name]
    assert len(pages) > 1
    for at, page in enumerate(pages, 1):
        assert (near(page.width, 297), near(page.height, 210)) == (True, True)
        assert "序号问题整改目标整改措施" in "".join(
            one.text for one in page.lines[: 4 if at == 1 else 2]
        )
        assert page.lines[-1].text == f"—{at}—"


@pytest.mark.parametrize("name", ["ledger", "ledger-even", "ledger-high"])
def test_ledger_loses_no_text_even_in_rows_higher_than_a_page(
    name: str, pdfs: Any, pages_by_name: Any
) -> None:
    content, pdf = pdfs[name]
    with pdfplumber.open(pdf) as opened:
        printed = "".join(one["text"] for page in opened.pages for one in page.chars)
    for sign in "整改到位项":
        wanted = document_text(content).count(sign)
        head = "序号问题整改目标整改措施".count(sign)
        assert printed.count(sign) >= wanted
        assert printed.count(sign) - wanted == head * (len(pages_by_name[name]) - 1)


def test_ledger_splits_no_row_that_fits_a_page(pages_by_name: Any) -> None:
    """Each row says 逐 twenty times, and nothing else does."""
    counts = [
        "".join(one.text for one in page.lines).count("逐")
        for page in pages_by_name["ledger-even"]
    ]
    assert sum(counts) == 40 * 20
    assert all(count % 20 == 0 for count in counts)


def test_an_office_s_deviations_are_what_the_page_shows(tmp_path: Path) -> None:
    """Margins of 30 mm, 20 lines to a page, 小三 text, the page number in the middle as -1-."""
    overlay = {
        "page": {"left": "30", "right": "30"},
        "grid": {"lines": "20"},
        "sizes": {"body": "小三"},
        "page_number": {"style": "-1-", "position": "center"},
    }
    made = layout_of(Overlay.model_validate(overlay))
    template = compile_template(make_template("notice", made))
    document = render(template, compose(formal_notice(40)))
    pages = read_pages(to_pdf({"overlay": document}, tmp_path)["overlay"])
    first, last = pages[0].lines, pages[-1].lines
    middle = pages[0].width / 2
    *text, number = first
    assert number.text == "-1-"
    assert abs((number.x0 + number.x1) / 2 - middle) < 2
    body = text[3:]
    assert {one.size for one in body} == {15.0}
    assert all(
        abs(b.top - a.top - made.grid.line / 20) < 0.2 for a, b in pairwise(body)
    )
    assert round((body[-1].top - text[0].top) / (made.grid.line / 20)) + 1 == 20
    assert all(near(one.x0 - 30, 30) for one in body[:1])
    (day,) = (one for one in last if one.text == "2025年4月7日")
    right = (made.page.width - made.page.right) / 20
    assert (
        abs((right - day.x1) / (made.character() / 20) - 2) < 1
    )  # without seal: 右空二字 for the longer of the two
