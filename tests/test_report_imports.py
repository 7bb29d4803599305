"""What an import found, in words: comments, corrections, JSON. Both sides of every limit."""

from __future__ import annotations

import json
from typing import Any

import pytest

from rectify_gen.diagnostics import Diagnostic, Position, Severity
from rectify_gen.importer import Imported, Summary, import_text
from rectify_gen.importer.source_blocks import Correction
from rectify_gen.places import Place
from rectify_gen.report import imports

SUMMARY = Summary(
    sections=1, items=0, problems=0, measures=0, plain_paragraphs=0, facts=()
)
LINE_3 = Position(3, 1, 3, 9)


def imported(data: dict[str, Any], *diagnostics: Diagnostic) -> Imported:
    return Imported(data=data, diagnostics=diagnostics, summary=SUMMARY)


def unread(text: str, **values: Any) -> Diagnostic:
    facts = {"number": "三、", "heading": text}
    route = ("sections", 0, "number")
    return Diagnostic("import-number", route, facts, position=LINE_3, **values)


def comment(diagnostic: Diagnostic) -> str:
    data = {"sections": [{"number": "三、"}]}
    (sentences,) = imports.comments(imported(data, diagnostic)).values()
    (sentence,) = sentences
    return sentence


def test_a_comment_says_where_what_and_what_to_do() -> None:
    assert comment(unread("甲。")) == (
        "第3行：序号“三、”与位置不符，照录原序号：甲；原文有误时删去 number，序号自动生成"
    )
    in_words = unread("甲")._replace(position=None, place=Place("document.xml", 5))
    assert comment(in_words).startswith("正文第5段：序号")
    nowhere = unread("甲")._replace(position=None)
    assert comment(nowhere).startswith("序号")


@pytest.mark.parametrize(("length", "is_cut"), [(62, False), (63, True)])
def test_a_long_message_is_cut_before_its_hint(length: int, is_cut: bool) -> None:
    message = unread("甲" * length).message("zh")
    assert (len(message) > 80) is is_cut
    assert ("……；原文有误时" in comment(unread("甲" * length))) is is_cut


def test_what_nobody_has_to_look_at_is_no_comment() -> None:
    data = {"sections": [{"number": "三、"}]}
    graded = unread("甲", grade=Severity.INFO)
    without_route = Diagnostic("import-plainer")
    assert imports.comments(imported(data, graded, without_route)) == {}


def test_empty_lists_say_why_they_are_there() -> None:
    data = {"title": [], "preamble": [], "sections": [{}], "closing": []}
    assert imports.comments(imported(data)) == {
        ("title",): ["原文没有标题"],
        ("preamble",): ["原文没有导语"],
        ("closing",): ["原文没有结语"],
    }
    assert imports.comments(imported({"title": "甲", "sections": [{}]})) == {}


@pytest.mark.parametrize(
    ("data", "route"),
    [
        ({"inspection": {}, "sections": []}, ("inspection", "team")),
        ({"preamble": "甲", "sections": []}, ("preamble",)),
        ({"kind": "notice", "sections": []}, ("sections",)),
        ({"kind": "notice"}, ("inspection", "team")),
    ],
)
def test_a_comment_on_a_missing_part_stands_where_the_part_would(
    data: dict[str, Any], route: tuple[str, ...]
) -> None:
    fault = unread("甲")._replace(route=("inspection", "team"))
    assert list(imports.comments(imported(data, fault))) == [route]


def test_gaps_are_where_the_examples_have_them() -> None:
    data = {
        "kind": "notice",
        "sections": [{}, {}],
        "closing": [],
        "signature": {},
        "waivers": [],
    }
    assert imports.spaced_routes(imported(data)) == [
        ("sections",),
        ("sections", 1),
        ("closing",),
        ("waivers",),
    ]
    assert imports.spaced_routes(imported({"sections": [{}]})) == [("sections",)]


def corrections(count: int, after: str = "，") -> list[Correction]:
    return [
        Correction(Position(line, 1, line, 9), ",", after, "甲,乙")
        for line in range(1, count + 1)
    ]


@pytest.mark.parametrize(
    ("count", "where"),
    [
        (5, "第1行、第2行、第3行、第4行、第5行"),
        (6, "第1行、第2行、第3行、第4行、第5行等处"),
    ],
)
def test_five_places_of_a_correction_are_named(count: int, where: str) -> None:
    lines = imports.correction_lines(corrections(count), "zh")
    assert lines == [
        f"按 --normalize 改正 {count} 处：",
        f"  “,”改为“，”，{count} 处：{where}",
    ]


def test_a_line_is_named_once_and_a_deletion_is_called_one() -> None:
    twice = [*corrections(1, after=""), *corrections(1, after="")]
    assert imports.correction_lines(twice, "zh")[1] == "  删去“,”，2 处：第1行"
    assert imports.correction_lines([], "zh") == []


def test_facts_have_the_names_that_clerks_know() -> None:
    summary = import_text(
        "某局党组关于巡察整改进展情况的通报\n现予公布。\n一、整改落实情况\n已改。\n某局党组\n2025年4月7日\n"
    ).summary
    assert "单位全称" in imports.fact_names(summary, "zh")
    assert "落款" in imports.fact_names(summary, "zh")
    assert "organization.name" in imports.fact_names(summary, "en")


@pytest.mark.parametrize("length", [200, 201])
def test_json_repeats_two_hundred_characters_of_a_paragraph(length: int) -> None:
    fault = Diagnostic("import-page", facts={"text": "甲" * length, "where_zh": ""})
    fault = fault._replace(facts={**fault.facts, "where_en": "", "line": 1})
    document = imports.as_json(
        None, [fault], source="a.txt", output=None, yaml=None, lang="zh"
    )
    (diagnostic,) = json.loads(document)["diagnostics"]
    assert diagnostic["text"] == "甲" * 200
