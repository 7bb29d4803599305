"""Fifteen points of GB/T 9704-2012, measured in PDFs as ``build --pdf`` makes them of a 文件 and a 通报.

Distances across the page are characters of body text. Heads and feet, letters and ledgers have more
cases in ``test_heads``, ends of pages in ``test_last_pages``.
"""

from __future__ import annotations

import os
import re
from itertools import pairwise
from typing import Any

import pytest
from made import notice_from, shipped
from measured import CHARACTER, MM, PITCH
from needs import needs, needs_fonts
from page_lines import (
    RED,
    TYPE_BOTTOM,
    TYPE_LEFT,
    TYPE_RIGHT,
    TYPE_TOP,
    Line,
    Page,
    near,
    read_pages,
)

from rectify_gen.layout import STANDARD
from rectify_gen.office import Pair, convert, find_office
from rectify_gen.templating.render import render
from rectify_gen.view import compose

pytestmark = [pytest.mark.slow, needs("soffice"), needs_fonts()]

FANGSONG, KAITI, HEITI = "FandolFang-Regular", "FandolKai-Regular", "FandolHei-Regular"
XIAOBIAOSONG, SONGTI = "FandolSong-Bold", "UMingCN"
ORGAN = "示例县水务局"
LONG_ORGAN = "示例县文化广播电视和旅游局"
DATE = "2025年4月7日"
FULL = "国" * STANDARD.grid.characters
WITH_DIGITS = (
    "2024年3月4日至5月17日，县委第二巡察组对局党组开展了巡察，反馈了4个方面12个问题。"
)
TITLE = "示例县水务局关于县委第二巡察组巡察反馈意见整改进展情况的通报"
TEXT: dict[str, Any] = {
    "title": TITLE,
    "preamble": ["国" * (40 * STANDARD.grid.characters - 2)],
    "closing": ["特此通报。"],
    "sections": [
        {
            "role": "rectification",
            "heading": "整改情况",
            "content": [
                {
                    "heading": "制度建设方面",
                    "content": [
                        {"heading": "制度不健全", "content": [WITH_DIGITS * 3]}
                    ],
                }
            ],
        },
        {"role": "other", "heading": "其他情况", "content": ["国" * 26] * 12},
    ],
}
FORMAL = {
    "copy_number": "000012",
    "secrecy": "秘密★1年",
    "urgency": "特急",
    "number": "示水〔2025〕9号",
    "addressees": "各乡镇党委，县直各单位",
    "attachments": [
        "整改任务清单",
        "示例县水务局关于巡察反馈问题整改期间制定修订规章制度的目录和说明",
    ],
    "note": "此件公开发布",
    "copies_to": "县纪委监委，县委组织部",
    "issued_by": "示例县水务局办公室",
    "issued_on": "2025-04-08",
}
DOCUMENTS: dict[str, tuple[str, dict[str, Any]]] = {
    "sealed": (
        "redhead",
        {
            **TEXT,
            "organization": {"name": ORGAN},
            "signature": {"date": "2025-04-07", "seal": True},
            "document": FORMAL,
        },
    ),
    "unsealed": (
        "notice",
        {
            **TEXT,
            "organization": {"name": LONG_ORGAN},
            "signature": {"date": "2025-04-07"},
            "document": {"attachments": ["整改任务清单"]},
        },
    ),
    "joint": (
        "notice",
        {
            **TEXT,
            "organization": {"name": ORGAN},
            "signature": {
                "date": "2025-04-07",
                "seal": True,
                "organizations": [ORGAN, "示例县财政局"],
            },
        },
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Page]]:
    """The pages of each document, as the product's own conversion makes them."""
    folder = tmp_path_factory.mktemp("fidelity")
    pairs: list[Pair] = []
    for name, (kind, data) in DOCUMENTS.items():
        document = folder / f"{name}.docx"
        document.write_bytes(render(shipped(kind), compose(notice_from(data))))
        pairs.append(Pair(document, folder / f"{name}.pdf"))
    for done in convert(pairs, find_office(os.environ)):
        assert not done.failure, done.failure
    return {pair.pdf.stem: read_pages(pair.pdf) for pair in pairs}


@pytest.fixture
def sealed(documents: dict[str, list[Page]]) -> list[Page]:
    return documents["sealed"]


@pytest.fixture
def first(sealed: list[Page]) -> Page:
    return sealed[0]


@pytest.fixture
def last(sealed: list[Page]) -> Page:
    return sealed[-1]


def left(line: Line) -> float:
    """Return how many characters right of the type area's edge a line begins."""
    return (line.x0 - TYPE_LEFT) / CHARACTER


def right(line: Line) -> float:
    """Return how many characters left of the type area's edge a line ends."""
    return (TYPE_RIGHT - line.x1) / CHARACTER


def middle(line: Line) -> float:
    return (line.x0 + line.x1) / 2


def line_with(pages: list[Page], start: str) -> Line:
    """Return the first line of all pages that begins with ``start``."""
    for page in pages:
        for line in page.lines:
            if line.text.startswith(start):
                return line
    raise AssertionError(f"no line begins with {start}")


def lines_between(upper: Line, lower: Line) -> int:
    """Return how many empty lines of the grid stand between two lines of one page."""
    return round((lower.bottom - upper.bottom) / PITCH) - 1


def body(page: Page) -> list[Line]:
    """Return the lines in body type."""
    return [line for line in page.lines if line.size == STANDARD.sizes.body / 2]


def test_01_paper_and_type_area(sealed: list[Page]) -> None:
    """Clauses 5.1, 5.2.1: A4; 37 mm above, 28 mm left of the text, which is 156 mm wide."""
    for page in sealed:
        assert near(page.width, 210, 0.1)
        assert near(page.height, 297, 0.1)
        full = [line for line in page.lines if line.text == FULL]
        for line in full:
            assert near(line.x0, 28)
            assert near(line.x1 - line.x0, 156)
    # Half of the space between lines stands above the first.
    top = sealed[1].lines[0].top - (PITCH - 16) / 2
    assert near(top, 37, 1)


def test_02_twenty_two_lines_to_a_page(sealed: list[Page]) -> None:
    """Clause 5.2.3."""
    assert PITCH * 22 <= TYPE_BOTTOM - TYPE_TOP < PITCH * 23
    full_page = body(sealed[1])
    assert len(full_page) == 22
    for above, below in pairwise(full_page):
        assert abs(below.bottom - above.bottom - PITCH) < 0.1


def test_03_twenty_eight_characters_to_a_line_with_digits_too(
    sealed: list[Page],
) -> None:
    """Clause 5.2.3: digits take half a character, and nothing stands between them and 年."""
    assert len(line_with(sealed, FULL).text) == 28
    with_digits = []
    for page in sealed:
        for line in body(page):
            if re.search(r"\d年\d月", line.text) and right(line) < 1:
                with_digits.append(line)
    assert len(with_digits) > 1
    for line in with_digits:
        digits = len(re.findall("[0-9]", line.text))
        assert 27 <= left(line) + len(line.text) - digits / 2 <= 28.5


def test_04_title_in_lines_in_the_middle(first: Page) -> None:
    """Clause 7.3.1: 二号小标宋, centred, two empty lines below the rule, no line of one character."""
    title = [line for line in first.lines if line.size == 22]
    assert "".join(line.text for line in title) == TITLE
    assert len(title) > 1
    for line in title:
        assert line.font == XIAOBIAOSONG
        assert abs(middle(line) - (TYPE_LEFT + TYPE_RIGHT) / 2) < 1
        assert 1 < len(line.text) <= 20
    (red_rule,) = (rule for rule in first.rules if rule.colour == RED)
    assert 2 * PITCH < title[0].top - red_rule.at < 2.6 * PITCH


def test_05_levels_in_their_fonts_two_characters_in(sealed: list[Page]) -> None:
    """Clause 7.3.3: 一、黑体, （一）楷体, 1. and text 仿宋, all 三号."""
    for start, font in (
        ("一、整改情况", HEITI),
        ("（一）制度建设方面", KAITI),
        ("1.制度不健全", FANGSONG),
        ("国" * 26, FANGSONG),
    ):
        line = line_with(sealed, start)
        assert (line.font, line.size) == (font, 16)
    for start in ("一、整改情况", "（一）制度建设方面", "1.制度不健全", "特此通报"):
        # A bracket has its ink in the right half of its square.
        assert abs(left(line_with(sealed, start)) - 2) < 0.1


def test_06_addressees_flush_left_one_line_below_the_title(first: Page) -> None:
    """Clause 7.3.2, with a colon of full width."""
    addressees = first.line("各乡镇党委")
    assert addressees.text == f"{FORMAL['addressees']}："
    assert abs(left(addressees)) < 0.1
    title = [line for line in first.lines if line.size == 22][-1]
    empty = (addressees.top - title.bottom) / PITCH
    assert 1 < empty < 1.6


def test_07_first_page_shows_text(first: Page) -> None:
    """Clause 7.3.3."""
    assert FULL in [line.text for line in first.lines]


def test_08_attachments_one_line_below_the_text(sealed: list[Page]) -> None:
    """Clause 7.3.4: two characters in, numbered, without mark at the end; the rest stands below the name."""
    last_text = line_with(sealed, "特此通报")
    label = line_with(sealed, "附件：")
    second = line_with(sealed, "2.示例县水务局")
    (page,) = (page for page in sealed if label in page.lines)
    rest = page.lines[page.lines.index(second) + 1]
    assert label.text == "附件：1.整改任务清单"
    assert lines_between(last_text, label) == 1
    assert abs(left(label) - 2) < 0.1
    assert abs(left(second) - 5) < 0.2
    assert abs(left(rest) - 6) < 0.2
    assert second.text + rest.text == f"2.{FORMAL['attachments'][1]}"


def test_09_unsealed_organ_two_characters_from_the_right(
    documents: dict[str, list[Page]],
) -> None:
    """Clause 7.3.5.2: one line below; the date begins two characters behind the organ's first."""
    page = documents["unsealed"][-1]
    organ, date = page.line(LONG_ORGAN), page.line(DATE)
    assert abs(right(organ) - 2) < 0.5
    assert abs(left(date) - left(organ) - 2) < 0.5
    assert lines_between(page.line("附件："), organ) == 1
    assert lines_between(organ, date) == 0


def test_10_sealed_date_four_characters_from_the_right(last: Page) -> None:
    """Clause 7.3.5.1: the organ above it in its middle, room for a seal above."""
    organ, date = last.line(ORGAN), last.line(DATE)
    assert organ.text == ORGAN
    assert abs(right(date) - 4) < 0.5
    assert abs(middle(organ) - middle(date)) / CHARACTER < 0.5
    assert lines_between(organ, date) == 0


def test_11_joint_organs_side_by_side_with_room_for_their_seals(
    documents: dict[str, list[Page]],
) -> None:
    """Clause 7.3.5.1: evenly set, seals of 42 mm apart and within the type area, the date under the last."""
    page = documents["joint"][-1]
    names = page.line(ORGAN)
    date = page.line(DATE)
    assert names.text == f"{ORGAN}示例县财政局"
    width = len(ORGAN) * CHARACTER
    first_middle, last_middle = names.x0 + width / 2, names.x1 - width / 2
    assert (last_middle - first_middle) * MM > 42
    assert (TYPE_RIGHT - last_middle) * MM > 21
    assert abs(middle(date) - last_middle) / CHARACTER < 0.5
    assert lines_between(page.line("特此通报"), names) == 3


def test_12_last_page_has_text_and_the_note_stands_under_the_date(last: Page) -> None:
    """Clauses 7.3.5.5 and 7.3.6: the note in brackets, two characters in."""
    note = last.line("（此件公开发布）")
    assert "特此通报。" in [line.text for line in last.lines]
    assert lines_between(last.line(DATE), note) == 0
    assert abs(left(note) - 2) < 0.1


def test_13_imprint_ends_the_type_area_of_the_last_page(last: Page) -> None:
    """Clause 7.4: rules of 0.35 and 0.25 mm over its width, 四号, one 四号 character from both edges."""
    outer, inner, lowest = last.rules
    assert near(TYPE_BOTTOM - lowest.at - lowest.width / 2, 0, 0.4)
    assert [round(rule.width * MM, 2) for rule in (outer, inner, lowest)] == [
        0.35,
        0.26,
        0.35,
    ]
    copies, issued = last.line("抄送："), last.line("示例县水务局办公室")
    assert copies.text == f"抄送：{FORMAL['copies_to']}。"
    assert issued.text == "示例县水务局办公室2025年4月8日印发"
    assert (copies.size, issued.size) == (14, 14)
    assert abs(copies.x0 - TYPE_LEFT - 14) < 1
    assert abs(TYPE_RIGHT - issued.x1 - 14) < 1


def test_14_page_number_below_the_type_area_on_the_outer_side(
    sealed: list[Page],
) -> None:
    """Clause 7.5: 四号 宋体 between dashes, 7 mm below, one character from the edge, odd right, even left."""
    assert len(sealed) > 2
    for count, page in enumerate(sealed, start=1):
        number = page.lines[-1]
        assert (number.text, number.size, number.font) == (f"—{count}—", 14, SONGTI)
        if count % 2:
            assert abs(TYPE_RIGHT - number.x1 - 14) < 1
        else:
            assert abs(number.x0 - TYPE_LEFT - 14) < 1
        # A dash is drawn at 0.38 of its size above the base line, which is at 0.12.
        dash = number.bottom - 0.5 * number.size
        assert near(dash - TYPE_BOTTOM, 7, 0.5)


def test_15_red_head(first: Page) -> None:
    """Clause 7.2: 份号, 密级 and 紧急程度 in order, the mark 35 mm below, number, red rule 4 mm below it."""
    assert [line.text for line in first.lines[:3]] == ["000012", "秘密★1年", "特急"]
    assert [line.font for line in first.lines[1:3]] == [HEITI, HEITI]
    mark, number = first.line(f"{ORGAN}文件"), first.line("示水")
    assert (mark.colour, mark.font) == (RED, XIAOBIAOSONG)
    assert near(mark.top - TYPE_TOP, 35)
    assert 2 * PITCH < number.top - mark.bottom < 2.6 * PITCH
    assert abs(middle(number) - (TYPE_LEFT + TYPE_RIGHT) / 2) < 2
    (red_rule,) = (rule for rule in first.rules if rule.colour == RED)
    assert near(red_rule.at - red_rule.width / 2 - number.bottom, 4)
    assert near(red_rule.x1 - red_rule.x0, 156)
