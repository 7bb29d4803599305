"""Tags in pieces: begun inside a link or change and ended outside it, with strange spaces, with things inside them."""

from __future__ import annotations

import pytest
from docx_maker import cell, codes, compiled, make, p, run, table, text_of
from notices import NOTICE, view_of

from rectify_gen.diagnostics import Severity, TemplateError
from rectify_gen.package import read_package
from rectify_gen.templating.compile import compile_template
from rectify_gen.templating.render import render
from rectify_gen.templating.template_check import check_template

FIELD_BEGIN = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> QUOTE </w:instrText></w:r>'
FIELD_BEGIN += '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
FIELD_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'

WRAPPERS = {
    "ins": ("<w:ins w:id='1' w:author='a'>{}</w:ins>", "a tracked insertion"),
    "moveTo": ("<w:moveTo w:id='1' w:author='a'>{}</w:moveTo>", "a tracked insertion"),
    "hyperlink": ("<w:hyperlink w:anchor='a'>{}</w:hyperlink>", "a link"),
    "smartTag": ("<w:smartTag w:element='a'>{}</w:smartTag>", "a smart tag"),
    "sdt": ("<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>", "a content control"),
    "fldSimple": ("<w:fldSimple w:instr=' QUOTE '>{}</w:fldSimple>", "a field"),
    "field": (FIELD_BEGIN + "{}" + FIELD_END, "a field"),
    "ruby": (
        "<w:r><w:ruby><w:rubyPr/><w:rt/><w:rubyBase>{}</w:rubyBase></w:ruby></w:r>",
        "a phonetic guide",
    ),
    "customXml": ("<w:customXml w:element='a'>{}</w:customXml>", "custom XML"),
}


FOREIGN = {"template-prints-nothing", "template-finished", "docx-tracked"}
"""What is said of all that these small templates lack."""

CHANGES = ("ins", "moveTo")
"""Tracked changes, which no template may hold."""
ACCEPTED = [name for name in WRAPPERS if name not in CHANGES]


def errors_of(body: str) -> list[tuple[str, str]]:
    reports = check_template(make(body), "t.docx")
    return [
        (one.code, one.place.spot("en") if one.place else "")
        for one in reports
        if one.severity is Severity.ERROR and one.code not in FOREIGN
    ]


@pytest.mark.parametrize("name", WRAPPERS)
@pytest.mark.parametrize("begins_inside", [True, False])
def test_a_tag_cut_by_a_wrapper_is_reported_by_check_and_build(
    name: str, begins_inside: bool
) -> None:
    wrapper, english = WRAPPERS[name]
    if begins_inside:
        body = wrapper.format(run("{{ ti")) + run("tle }}")
    else:
        body = run("{{ ti") + wrapper.format(run("tle }}"))
    body = p("前") + p(body)
    assert errors_of(body) == [("template-tag-cut", "body paragraph 2")]
    (report,) = [
        one for one in check_template(make(body)) if one.code == "template-tag-cut"
    ]
    assert english in report.message("en")
    assert report.place is not None
    assert report.place.tag == "{{ title }}"
    assert not report.message("zh").isascii()
    with pytest.raises(TemplateError) as refused:
        compile_template(make(body))
    assert set(codes(refused.value)) - FOREIGN == {"template-tag-cut"}


@pytest.mark.parametrize("name", ACCEPTED)
def test_a_whole_tag_in_a_wrapper_works(name: str) -> None:
    wrapper, _ = WRAPPERS[name]
    body = p(run("前") + wrapper.format(run("{{ ti") + run("tle }}")) + run("后"))
    assert errors_of(body) == []
    text = text_of(read_package(render(compiled(body), view_of(NOTICE))))
    assert "整改通报后" in text


@pytest.mark.parametrize("name", CHANGES)
def test_a_tag_in_a_tracked_change_is_refused_with_the_change(name: str) -> None:
    wrapper, _ = WRAPPERS[name]
    with pytest.raises(TemplateError) as refused:
        compiled(p(wrapper.format(run("{{ title }}"))))
    assert codes(refused.value) == ["docx-tracked"]


@pytest.mark.parametrize("name", ["smartTag", "hyperlink", "sdt"])
def test_a_wrapper_within_a_tag_works(name: str) -> None:
    """As docxtpl does: what stands around the middle of a tag goes with its markup."""
    wrapper, _ = WRAPPERS[name]
    body = p(run("{{ ti") + wrapper.format(run("tl")) + run("e }}"))
    assert errors_of(body) == []
    assert "整改通报" in text_of(read_package(render(compiled(body), view_of(NOTICE))))


def test_a_paragraph_tag_may_be_cut_for_the_paragraph_goes_as_a_whole() -> None:
    wrapper, _ = WRAPPERS["smartTag"]
    opening = p(run("{%p if ti") + wrapper.format(run("tle %}")))
    body = opening + p("有") + p("{%p endif %}")
    assert errors_of(body) == []
    assert text_of(read_package(render(compiled(body), view_of(NOTICE)))) == "有"


@pytest.mark.parametrize("name", WRAPPERS)
def test_a_condition_that_ends_outside_its_wrapper_is_reported(name: str) -> None:
    wrapper, _ = WRAPPERS[name]
    body = p(wrapper.format(run("{% if title %}甲")) + run("{% endif %}"))
    assert errors_of(body) == [("template-block-across", "body paragraph 1")]


def block(inner: str) -> str:
    return f"<w:sdt><w:sdtContent>{inner}</w:sdtContent></w:sdt>"


ROWS = (
    f"<w:tr>{cell('{%tr for i in items %}')}</w:tr>",
    f"<w:tr>{cell('{{ i.number }}')}</w:tr>",
    f"<w:tr>{cell('{%tr endfor %}')}</w:tr>",
)
CONTROLS = {
    "tag ends outside the control": (block(p("{{ ti")) + p("tle }}"), "template-split-cells"),
    "paragraphs": (block(p("{%p if title %}")) + p("甲") + p("{%p endif %}"), "template-block-across"),
    "rows": (table(1, cell("头")).replace("</w:tbl>", block(ROWS[0]) + ROWS[1] + ROWS[2] + "</w:tbl>"), "template-block-across"),
    "cells": (
        table(3, block(cell("{%tc for i in items %}")) + cell("{{ i.number }}") + cell("{%tc endfor %}")),
        "template-block-across",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("body", "code"), CONTROLS.values(), ids=CONTROLS)
def test_blocks_rows_and_cells_in_a_control(body: str, code: str) -> None:
    assert code in [found for found, _ in errors_of(body)]


def test_rows_within_one_control_work() -> None:
    body = table(1, cell("头")).replace("</w:tbl>", block("".join(ROWS)) + "</w:tbl>")
    assert errors_of(body) == []


PICTURE = "<w:r><w:drawing/></w:r>"
SWALLOWED = {
    "picture": (PICTURE, "a picture or shape"),
    "note": ("<w:r><w:footnoteReference w:id='2'/></w:r>", "the mark of a footnote or endnote"),
    "page break": ("<w:r><w:br w:type='page'/></w:r>", "a page break"),
    "half a field": (FIELD_END, "half of a field"),
}  # fmt: skip


@pytest.mark.parametrize(("inner", "english"), SWALLOWED.values(), ids=SWALLOWED)
def test_what_stands_inside_a_tag_is_not_dropped_in_silence(
    inner: str, english: str
) -> None:
    body = p(run("{{ ti") + inner + run("tle }}"))
    assert errors_of(body) == [("template-content-swallowed", "body paragraph 1")]
    with pytest.raises(TemplateError) as refused:
        compile_template(make(body))
    assert english in refused.value.diagnostics[0].message("en")
    assert errors_of(p(inner.replace(FIELD_END, "") + run("{{ title }}"))) == []


def test_line_breaks_and_tabs_inside_a_tag_are_no_loss() -> None:
    body = p(run("{{ ti") + "<w:r><w:br/></w:r><w:r><w:tab/></w:r>" + run("tle }}"))
    assert errors_of(body) == []


def test_a_paragraph_tag_beside_half_a_field_is_refused() -> None:
    body = p(run("{%p if title %}") + FIELD_BEGIN) + p(run("甲") + FIELD_END)
    assert ("template-content-dropped", "body paragraph 1") in errors_of(
        body + p("{%p endif %}")
    )
    whole = p(run("{%p if title %}") + FIELD_BEGIN + FIELD_END) + p("{%p endif %}")
    assert errors_of(whole) == []


@pytest.mark.parametrize(
    "blank",
    ["\u3000", "\u00a0", "\u2002", "\u2003", "\u2009", "\u202f", "\u205f", "\n"],
)
@pytest.mark.parametrize("prefix", ["p", "r", "tr"])
def test_another_space_behind_the_letter_is_reported_at_its_tag(
    blank: str, prefix: str
) -> None:
    inner = [f"{{%{prefix}{blank}if title %}}", "甲", f"{{%{prefix} endif %}}"]
    if prefix == "tr":
        body = table(1, *map(cell, inner))
    elif prefix == "p":
        body = "".join(map(p, inner))
    else:
        body = p(*inner)
    (code, place), *others = errors_of(body)
    assert code == "template-prefix-blank"
    assert place in ("body paragraph 1", "table 1 row 1 cell 1")
    assert others == []
    with pytest.raises(TemplateError) as refused:
        compile_template(make(body))
    assert codes(refused.value) == ["template-prefix-blank"]


def test_other_spaces_elsewhere_in_a_tag_work() -> None:
    body = (
        p("{{\u3000title\u00a0}}")
        + p("{%p \u3000if title %}")
        + p("乙")
        + p("{%p endif %}")
    )
    assert errors_of(body) == []
    assert text_of(read_package(render(compiled(body), view_of(NOTICE)))).endswith(
        "\n乙"
    )


@pytest.mark.parametrize(
    "sign",
    ["\u200b", "\u200e", "\u200f", "\u202a", "\u2060", "\ufeff", "\u00ad", "\ufe0f"],
)
@pytest.mark.parametrize("tag", ["{{{} title }}", "{{ ti{}tle }}", "{{ title{} }}"])
def test_invisible_characters_are_reported_at_their_tag(sign: str, tag: str) -> None:
    body = p("甲") + p(tag.replace("{}", sign))
    assert errors_of(body) == [("template-invisible", "body paragraph 2")]
    with pytest.raises(TemplateError) as refused:
        compile_template(make(body))
    assert codes(refused.value) == ["template-invisible"]


@pytest.mark.parametrize("opening", ["{%\u200ep if title %}", "{%p\u200e if title %}"])
def test_invisible_characters_do_not_hide_the_letter(opening: str) -> None:
    body = p(opening) + p("甲") + p("{%p endif %}")
    assert errors_of(body) == [("template-invisible", "body paragraph 1")]


def test_invisible_characters_within_quotes_are_text() -> None:
    assert errors_of(p("{{ title or '甲\u200b' }}")) == []
