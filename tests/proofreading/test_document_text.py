"""Characters of a document found again among its words, and texts of the notice among these."""

from __future__ import annotations

import pytest

from rectify_gen.diagnostics import Span
from rectify_gen.places import Place
from rectify_gen.proofreading.document_text import (
    CharacterSpot,
    DocumentRange,
    DocumentText,
    SourceParagraph,
    kept_indexes,
)
from rectify_gen.proofreading.notice_places import NoticePlaces
from rectify_gen.proofreading.reviewed_copies import character_edits
from rectify_gen.source import TextEdit, apply_edits

PLACE = Place("word/document.xml", 1)


def text_of(*paragraphs: str | tuple[str, str]) -> DocumentText:
    """A document of paragraphs; a pair is an automatic number and the text behind it."""
    made = []
    for written in paragraphs:
        number, text = ("", written) if isinstance(written, str) else written
        made.append(SourceParagraph(text, PLACE, number))
    return DocumentText(made)


def spots(start: tuple[int, int], end: tuple[int, int]) -> DocumentRange:
    return DocumentRange(CharacterSpot(*start), CharacterSpot(*end))


def test_what_does_not_count_is_passed_over() -> None:
    assert list(kept_indexes("甲 乙\u200b丙\n丁")) == [0, 2, 4, 6]
    assert kept_indexes("甲乙") == range(2)
    assert list(kept_indexes(" \u3000")) == []


def test_words_are_found_in_their_paragraphs() -> None:
    text = text_of("甲 乙", ("（一） ", "丙丁"), "")
    assert text.words == "甲乙（一）丙丁"
    assert text.spot(1) == CharacterSpot(0, 2)
    assert text.spot(2) is None
    assert text.spot(5) == CharacterSpot(1, 0)
    assert text.range_of(1, 4) == spots((0, 2), (0, 2))
    assert text.range_of(2, 6) == spots((1, 0), (1, 0))
    assert text.range_of(2, 5) is None
    assert text.whole_paragraph(0) == spots((0, 0), (0, 2))
    assert text.whole_paragraph(2) is None
    assert text_of("", "甲").first_paragraph() == spots((1, 0), (1, 0))
    assert text_of(" ").first_paragraph() is None
    assert text.marks(spots((0, 2), (1, 0))) == "乙"


DATA = {
    "title": ["甲局", "整改通报"],
    "inspection": {"team": "市委第一巡察组", "start": "2024-03-04"},
    "preamble": "根据{authority}部署，{team}巡察。。{{注}}",
    "sections": [
        {"heading": "总体情况", "content": "整改情况。"},
        {
            "heading": "任务落实",
            "content": [
                {"problem": "学习不够", "content": [{"measures": ["一。", ["二。", "三 。"]]}]},
                {"text": "整改情况。", "measures": ["整改情况。"]},
                "见{甲}。",
            ],
        },
    ],
    "publication": {"start": "2024-03-04", "end": "2024-04-05"},
}  # fmt: skip
DOCUMENT = text_of(
    "甲局",
    "整改通报",
    "根据市委部署，市委第一巡察组于2024年3月4日巡察。。{注}",
    ("一、", "总体情况"),
    "整改情况。",
    ("二、", "任务落实"),
    "1.关于“学习不够”的问题",
    "一是一。二是二。",
    "三  。",
    "整改情况。一是整改情况。",
    "见{甲}。",
    "公开期限：2024年3月4日至4月5日",
)
CONTENT = ("sections", 1, "content")


@pytest.mark.parametrize(
    ("route", "span", "place"),
    [
        (("preamble", 0), Span(DATA["preamble"], 24, 26), spots((2, 26), (2, 27))),
        (("preamble",), Span(DATA["preamble"], 0, 2), spots((2, 0), (2, 1))),
        (("preamble", 0), Span(DATA["preamble"], 28, 29), spots((2, 29), (2, 29))),
        (("sections", 0, "content", 0), Span("整改情况。", 4, 5), spots((4, 4), (4, 4))),
        ((*CONTENT, 0, "problem"), Span("学习不够", 0, 4), spots((6, 5), (6, 8))),
        ((*CONTENT, 0, "content", 0, "measures", 0, 0), Span("一。", 0, 2), spots((7, 2), (7, 3))),
        ((*CONTENT, 0, "content", 0, "measures", 1, 1), Span("三 。", 1, 2), spots((8, 1), (8, 2))),
        ((*CONTENT, 1, "text"), Span("整改情况。", 4, 5), spots((9, 4), (9, 4))),
        ((*CONTENT, 1, "measures", 0, 0), Span("整改情况。", 0, 5), spots((9, 7), (9, 11))),
        # Braces are a slot in preamble and closing only.
        ((*CONTENT, 2), Span("见{甲}。", 1, 3), spots((10, 1), (10, 2))),
        ((*CONTENT, 1), None, spots((9, 0), (9, 11))),
        (("sections", 1, "heading"), None, spots((5, 0), (5, 3))),
        (("sections",), None, None),
        (("contacts",), None, None),
        (("title",), None, spots((0, 0), (0, 1))),
        (("inspection", "start"), None, spots((2, 15), (2, 23))),
        (("publication", "start"), None, spots((11, 5), (11, 13))),
        (("publication", "end"), None, spots((11, 15), (11, 18))),
        (("form",), Span("关于“{}”的问题", 0, 2), spots((6, 2), (6, 3))),
        (("form",), Span("无此", 0, 2), None),
        # An automatic number is no character of its paragraph.
        (("numbering", 0), Span("二、", 0, 2), spots((5, 0), (5, 3))),
        (("inspection",), None, None),
    ],
)  # fmt: skip
def test_texts_and_facts_stand_where_the_document_prints_them(
    route: tuple[str | int, ...], span: Span | None, place: DocumentRange | None
) -> None:
    places = NoticePlaces(DATA, DOCUMENT)
    assert places.range_of(route, span) == place


def test_blanks_are_taken_as_the_document_has_them() -> None:
    places = NoticePlaces(DATA, DOCUMENT)
    route = (*CONTENT, 0, "content", 0, "measures", 1, 1)
    blanks = (CharacterSpot(8, 1), CharacterSpot(8, 2))
    assert places.characters(route, "三 。", 1, 2) == blanks
    assert places.characters(route, "三 。", 0, 3) == (
        CharacterSpot(8, 0),
        *blanks,
        CharacterSpot(8, 3),
    )
    assert places.characters(route, "三，。", 1, 2) is None
    assert places.spot_before(route, "三 。", 1) == CharacterSpot(8, 0)
    assert places.spot_before(route, "三 。", 0) is None
    assert places.spot_before(route, "三 。", 2) is None
    assert places.spot_before(("sections", 9), "三", 1) is None


def test_a_text_may_begin_the_document() -> None:
    places = NoticePlaces({"sections": [{"content": "甲。"}]}, text_of("甲。"))
    route = ("sections", 0, "content", 0)
    assert places.range_of(route, Span("甲。", 1, 2)) == spots((0, 1), (0, 1))


@pytest.mark.parametrize(
    ("text", "fixed", "edits"),
    [
        ("甲。。", "甲。", [TextEdit(2, 3, "")]),
        ("甲,乙;丙", "甲，乙；丙", [TextEdit(1, 2, "，"), TextEdit(3, 4, "；")]),
        ("甲 乙", "甲乙", [TextEdit(1, 2, "")]),
        ("截止目前", "截至目前", [TextEdit(1, 2, "至")]),
        ("甲乙", "甲、乙", [TextEdit(1, 1, "、")]),
        ("甲", "甲", []),
        ("," + "甲" * 3999 + ",", "，" + "甲" * 3999 + "，", [TextEdit(0, 4001, "，" + "甲" * 3999 + "，")]),
    ],
)  # fmt: skip
def test_edits_are_narrow_unless_a_text_is_very_long(
    text: str, fixed: str, edits: list[TextEdit]
) -> None:
    assert character_edits(text, fixed) == edits
    assert apply_edits(text, edits) == fixed
