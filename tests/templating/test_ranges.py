"""Bookmarks, comment ranges and permissions come whole and once, whatever tags take away or repeat."""

from __future__ import annotations

import re

import pytest
from docx_maker import (
    cell,
    compared,
    compiled,
    make,
    p,
    run,
    table,
    with_docxtpl,
    with_ours,
)
from notices import NOTICE, view_of

from rectify_gen.package import read_package
from rectify_gen.templating.render import render
from rectify_gen.templating.template_check import check_template
from rectify_gen.view import View


def start(name: str = "题目", identifier: int = 3) -> str:
    return f'<w:bookmarkStart w:id="{identifier}" w:name="{name}"/>'


def end(identifier: int = 3) -> str:
    return f'<w:bookmarkEnd w:id="{identifier}"/>'


IF, END = p("{%p if title %}"), p("{%p endif %}")
LOOP, END_LOOP = p("{%p for x in paragraphs %}"), p("{%p endfor %}")
X = p("{{ x.number }}{{ x.heading }}{{ x.text }}")

DROPPED = {
    "starts in a lifted paragraph": p(start(), run("{%p if title %}")) + p(end(), run("甲")) + END,
    "ends in a lifted paragraph": p(start(), run("甲")) + p(run("{%p if title %}"), end()) + p("乙") + END,
    "both in a lifted paragraph": p(start(), run("{%p if title %}"), end()) + p("甲") + END,
    "in a loop": LOOP + p(start(), run("{{ x.number }}{{ x.heading }}{{ x.text }}"), end()) + END_LOOP,
    "in a loop within the line": p(run("{% for c in contacts %}"), start(), run("{{ c.value }}"), end(), run("{% endfor %}")),
    "in a row that repeats": table(1, cell("{%tr for i in items %}"), cell(p(start(), run("{{ i.number }}"), end())), cell("{%tr endfor %}")),
    "starts before a loop and ends in it": p(start(), run("甲")) + LOOP + X + p(end()) + END_LOOP,
    "starts under a condition": IF + p(start(), run("甲")) + END + p(end(), run("乙")),
    "in two branches": IF + p(start(), run("甲")) + p("{%p else %}") + p(run("乙"), end()) + END,
    "inside a tag": p(run("{{ ti"), start(), run("tle }}"), end()),
    "around the block": start() + LOOP.replace("<w:p>", "<w:p>" + start("b", 9)) + X + END_LOOP.replace("</w:p>", end() + "</w:p>") + end(9),
    "in a macro": p("{%p macro m() %}") + p(start(), run("甲"), end()) + p("{%p endmacro %}") + p("{{p m() }}"),
    "in a loop under a condition": LOOP + IF + p(start(), run("{{ x.number }}{{ x.heading }}{{ x.text }}"), end()) + END + END_LOOP,
}  # fmt: skip
KEPT = {
    "no tag near": p(start(), run("甲"), end()) + p("{{ title }}"),
    "around a value": p(start(), run("{{ title }}"), end()),
    "under one condition": IF + p(start(), run("甲")) + p(run("乙"), end()) + END,
    "around a whole loop": p(start(), run("甲")) + LOOP + X + END_LOOP + p(end(), run("乙")),
    "around a condition": start() + IF + p("甲") + END + end() + p("乙"),
    "numbered by the author": LOOP
    + p('<w:bookmarkStart w:id="{{ loop.index }}" w:name="b{{ loop.index }}"/>', run("{{ x.number }}{{ x.heading }}{{ x.text }}"), '<w:bookmarkEnd w:id="{{ loop.index }}"/>')
    + END_LOOP,
}  # fmt: skip


def marks(xml: bytes) -> list[bytes]:
    return re.findall(rb"<w:bookmark(?:Start|End)", xml)


@pytest.mark.parametrize("body", DROPPED.values(), ids=DROPPED)
def test_halves_and_copies_go(body: str) -> None:
    xml = read_package(render(compiled(body), view_of(NOTICE)))["word/document.xml"]
    assert marks(xml) == []


@pytest.mark.parametrize("body", KEPT.values(), ids=KEPT)
def test_whole_ranges_stay_as_docxtpl_has_them(body: str, view: View) -> None:
    template = make(body)
    made = with_ours(template, view)
    assert marks(made["word/document.xml"])
    assert compared(made) == compared(with_docxtpl(template, view))


@pytest.mark.parametrize("kind", ["commentRange", "perm", "moveFromRange"])
def test_other_ranges_too(kind: str) -> None:
    half = f'<w:{kind}Start w:id="5"/>'
    body = (
        p(half, run("{%p if title %}")) + p(f'<w:{kind}End w:id="5"/>', run("甲")) + END
    )
    xml = read_package(render(compiled(body), view_of(NOTICE)))["word/document.xml"]
    assert kind.encode() not in xml


def test_one_number_for_two_kinds_of_ranges() -> None:
    comment = '<w:commentRangeStart w:id="3"/>', '<w:commentRangeEnd w:id="3"/>'
    body = (
        p(comment[0], run("{%p if title %}"), comment[1])
        + p(start(), run("甲"), end())
        + END
    )
    xml = read_package(render(compiled(body), view_of(NOTICE)))["word/document.xml"]
    assert len(marks(xml)) == 2
    assert b"commentRange" not in xml


def reference(code: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'


REFERENCES = {
    "REF": p(reference(" REF 题目 \\h ")),
    "PAGEREF": p(reference(" PAGEREF 题目 ")),
    "simple field": p('<w:fldSimple w:instr=" REF 题目 "><w:r><w:t>1</w:t></w:r></w:fldSimple>'),
    "link": p('<w:hyperlink w:anchor="题目"><w:r><w:t>见</w:t></w:r></w:hyperlink>'),
    "link field": p(reference(' HYPERLINK \\l "题目" ')),
}  # fmt: skip


@pytest.mark.parametrize("referring", REFERENCES.values(), ids=REFERENCES)
def test_a_reference_that_breaks_is_reported_at_the_bookmark(referring: str) -> None:
    body = p("前") + DROPPED["starts in a lifted paragraph"] + referring
    reports = [
        one for one in check_template(make(body)) if one.code == "template-bookmark"
    ]
    assert [one.place.spot("en") for one in reports if one.place] == [
        "body paragraph 2"
    ]
    assert "题目" in reports[0].message("zh")


@pytest.mark.parametrize(
    "body",
    [
        DROPPED["in a loop"],
        KEPT["around a value"] + REFERENCES["REF"],
        DROPPED["in a loop"] + p(reference(" REF 别的 ")),
    ],
)
def test_nothing_is_said_where_no_reference_breaks(body: str) -> None:
    assert "template-bookmark" not in [one.code for one in check_template(make(body))]
