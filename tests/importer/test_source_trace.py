"""Where the values of imported data stand in the source."""

from __future__ import annotations

from rectify_gen.diagnostics import Diagnostic, Position
from rectify_gen.importer import import_source, import_text, source_trace
from rectify_gen.importer.source_blocks import NoticeSource, SourceBlock
from rectify_gen.places import Place

TEXT = """\
中共青河市林业局党组关于八届市委第四轮巡察整改进展情况的通报

根据市委统一部署，2024年3月4日至5月17日，市委第一巡察组对中共青河市林业局党组进行了巡察，反馈了3个方面5个问题。现予公布。
一、组织整改情况
局党组召开专题会议。
二、整改落实情况
（一）关于森林防火方面
1.关于“巡查不到位”问题的整改。一是补充巡护人员；二是配齐装备。
2.关于“台账不全”问题的整改。
整改情况：已补齐
局党组召开专题会议。
如有意见，请向我们反映。公开期限：2025年4月7日至5月6日。联系电话：0599-5550100；邮编：010020。

中共青河市林业局党组
2025年4月7日
"""


def line_of(place: Position | Place | None) -> int:
    assert isinstance(place, Position)
    return place.line


def test_every_fact_is_found_at_its_line() -> None:
    facts = {fact.route: fact for fact in import_text(TEXT).facts}
    expected = {
        ("inspection", "term"): ("八届", 1),
        ("inspection", "authority"): ("市委", 1),
        ("inspection", "start"): ("2024-03-04", 3),
        ("inspection", "end"): ("2024-05-17", 3),
        ("inspection", "team"): ("市委第一巡察组", 3),
        ("statistics", "areas"): ("3", 3),
        ("publication", "start"): ("2025-04-07", 15),
        ("publication", "end"): ("2025-05-06", 12),
        ("signature", "date"): ("2025-04-07", 15),
    }
    found = {
        route: (facts[route].value, line_of(facts[route].place))
        for route in expected
        if route in facts
    }
    assert found == {route: expected[route] for route in found}
    assert len(found) >= 6
    assert all(fact.place is not None for fact in facts.values()), facts


def test_every_paragraph_kept_as_text_is_found_at_its_line() -> None:
    imported = import_text(TEXT)
    lines = [line_of(paragraph.place) for paragraph in imported.plain_paragraphs]
    assert len(lines) == imported.summary.plain_paragraphs
    # The same sentence stands on lines 5 and 11, and each is found where it is.
    same = [
        line_of(paragraph.place)
        for paragraph in imported.plain_paragraphs
        if paragraph.value == "局党组召开专题会议。"
    ]
    assert same == [5, 11]
    assert lines == sorted(lines)


def test_a_remark_gets_the_place_of_the_member_at_or_around_its_route() -> None:
    block = SourceBlock("甲。", Position(4, 1, 4, 3))
    members = {("sections", 0, "content", 1): block, ("closing", 0): block}
    trace = source_trace.SourceTrace((block,))
    for route in (
        ("sections", 0, "content", 1),
        ("sections", 0, "content", 1, "number"),
        ("closing",),
    ):
        placed = trace.placed(Diagnostic("import-number", route), members)
        assert placed.position == block.place
    elsewhere = Diagnostic("import-number", ("sections", 1))
    assert trace.placed(elsewhere, members) == elsewhere
    has_place = Diagnostic("import-number", ("closing",), position=Position(1, 1, 1, 2))
    assert trace.placed(has_place, members) == has_place


def test_a_source_without_lines_gives_places_in_words() -> None:
    texts = TEXT.split("\n")
    blocks = tuple(
        SourceBlock(text, Place("word/document.xml", paragraph=number))
        for number, text in enumerate(texts, 1)
        if text
    )
    words = "".join("".join(text.split()) for text in texts)
    imported = import_source(NoticeSource(blocks, words, ()))
    paragraphs = [
        paragraph.place.spot("zh")
        for paragraph in imported.plain_paragraphs
        if isinstance(paragraph.place, Place)
    ]
    assert len(paragraphs) == len(imported.plain_paragraphs)
    assert "正文第5段" in paragraphs


def test_facts_in_braces_do_not_hide_where_their_paragraph_stands() -> None:
    blocks = (
        SourceBlock("标题", Position(1, 1, 1, 3)),
        SourceBlock(
            "根据市委统一部署，市委第一巡察组进行了巡察。", Position(3, 1, 3, 9)
        ),
    )
    data = {"preamble": "根据{authority}统一部署，{team}进行了巡察。", "sections": []}
    members = source_trace.SourceTrace(blocks).members(data)
    assert members == {("preamble",): blocks[1]}


def test_a_date_in_numerals_is_found() -> None:
    blocks = (SourceBlock("二○二四年九月十二日", Position(7, 1, 7, 11)),)
    data = {"signature": {"date": "2024-09-12"}, "sections": []}
    (fact,) = source_trace.SourceTrace(blocks).facts(data)
    assert (fact.value, line_of(fact.place)) == ("2024-09-12", 7)
