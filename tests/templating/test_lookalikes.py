"""What looks like a tag of another program, a merge field or a blank is a warning; ordinary text is not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from docx_maker import cell, core_xml, make, p, run, table

from rectify_gen.diagnostics import Severity
from rectify_gen.templating.template_check import check_template

ROOT = Path(__file__).parents[2]
CODES = {
    "template-lookalike",
    "template-stray-end",
    "template-placeholder",
    "template-field",
}


def looks(body: str, **stories: str) -> list[tuple[str, str]]:
    """The texts that are taken for something else than text, with their places."""
    reports = check_template(make(body, **stories), "t.docx")
    assert all(one.severity is Severity.WARNING for one in reports if one.code in CODES)
    return [
        (one.place.tag, one.place.spot("en"))
        for one in reports
        if one.code in CODES and one.place
    ]


ALIKE = (
    *("{organization}", "{ organization }}", "{ { organization } }", "{ { hotline } }", "{ % if title % }"),
    *("｛organization｝", "{d.organization}", "{d.organization:ifEM(无)}", "{document.number}", "{/contacts}"),
    *("{单位名称}", "{标题}", "｛成文日期｝", "{company_name}", "{hotline}", "{title|upper}", "{p.text}", "{else}", "{endif}"),
    *("«organization»", "«单位»", "${organization}", "$!{organization}", "${单位}", "＄｛title｝"),
    *("[[organization]]", "[[单位]]", "【【单位】】", "<<organization>>", "＜＜单位＞＞", "[organization]", "<date>".replace("<", "&lt;").replace(">", "&gt;")),
    *("#organization#", "%organization%", "@organization@", "$organization$", "__organization__", "##title##", "#单位名称#"),
    *("【单位名称】", "【标题】", "【成文日期】", "【请填写金额】", "［单位全称］", "〔文号〕", "【联系电话】"),
    *("××××", "××", "XXX", "XX", "xxx", "ＸＸ", "____", "＿＿", "□□", "○○", "单击或点击此处"),
)  # fmt: skip


@pytest.mark.parametrize("text", ALIKE)
def test_near_tags_are_reported_with_their_place(text: str) -> None:
    text = text.replace("<<", "&lt;&lt;").replace(">>", "&gt;&gt;")
    shown = text.replace("&lt;", "<").replace("&gt;", ">")
    body = p("前") + p(f"关于{text}年的事")
    assert looks(body) == [(shown, "body paragraph 2")]


@pytest.mark.parametrize("text", ["×年×月×日", "XX年X月X日"])
def test_blanks_of_a_date(text: str) -> None:
    assert len(looks(p(text))) == 3


@pytest.mark.parametrize("text", ["}}", "%}", "organization }}"])
def test_an_end_without_beginning(text: str) -> None:
    assert len(looks(p("甲" + text))) >= 1


def test_over_several_runs_and_with_signs_that_nobody_sees() -> None:
    assert looks(p(run("{organ"), run("ization}"))) == [
        ("{organization}", "body paragraph 1")
    ]
    assert [spot for _, spot in looks(p("{\u200e{ title }}"))] == ["body paragraph 1"]


def test_in_every_place_of_a_document() -> None:
    box = (
        "<w:p><w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textbox>"
        f"<w:txbxContent>{p('{title}')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
    )
    found = looks(
        box + table(1, cell("«title»")),
        header1=p("{title}"),
        footer1=p("${title}"),
        footnotes=f"<w:footnote w:id='2'>{p('【标题】')}</w:footnote>",
    )
    assert [spot for _, spot in found] == [
        "body paragraph 2",
        "table 1 row 1 cell 1",
        "header 1 paragraph 1",
        "footer 1 paragraph 1",
        "footnotes paragraph 1",
    ]
    reports = check_template(make(p("甲"), core_xml(title="{title}")), "t.docx")
    assert "template-lookalike" in [one.code for one in reports]


def complex_field(*codes: str) -> str:
    instructions = "".join(
        f"<w:r><w:instrText>{code}</w:instrText></w:r>" for code in codes
    )
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{instructions}<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{run("«x»")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


@pytest.mark.parametrize(
    ("field", "english"),
    [
        (complex_field(" MERGEFIELD organization "), "the field MERGEFIELD organization"),
        (complex_field(" MERGE", "FIELD  organization \\* MERGEFORMAT"), "the field MERGEFIELD organization"),
        ('<w:fldSimple w:instr=" MERGEFIELD 单位名称 "><w:r><w:t>x</w:t></w:r></w:fldSimple>', "the field MERGEFIELD 单位名称"),
        (complex_field(' DOCPROPERTY "title" '), "the field DOCPROPERTY title"),
        (complex_field(" docvariable x"), "the field DOCVARIABLE x"),
    ],
)  # fmt: skip
def test_fields_that_take_data_from_elsewhere(field: str, english: str) -> None:
    reports = check_template(make(p("前") + p(field)), "t.docx")
    (report,) = [one for one in reports if one.code == "template-field"]
    assert english in report.message("en")
    assert report.place is not None
    assert report.place.paragraph == 2


def test_other_fields_are_left_alone() -> None:
    fields = p(complex_field(" PAGE ").replace("«x»", "1")) + p(
        complex_field(" TOC \\o ").replace("«x»", "目录")
    )
    assert looks(fields) == []


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("{organization}", "{{ organization }}"),
        ("{d.document.number}", "{{ document.number }}"),
        ("【单位名称】", "{{ organization }}"),
        ("«发文字号»", "{{ document.number }}"),
        ("${contacts}", "{% for contact in contacts %}"),
    ],
)
def test_the_hint_names_the_tag_that_is_meant(text: str, meant: str) -> None:
    reports = check_template(make(p(text)), "t.docx")
    (report,) = [one for one in reports if one.code == "template-lookalike"]
    assert meant in report.hint("en")
    assert meant in report.hint("zh")


ORDINARY = (
    *("市教发【2025】9号", "市教发〔2025〕9号", "《关于印发〈办法〉的通知》", "（一）加强领导", "1.落实责任", "①加强"),
    *("集合{1，2，3}和{x|x&gt;0}、{a}、{x}、{a,b}、{an}", "若a&lt;b且c&gt;d", "增长5%，其中10%为新增", "50%～60%", "A&amp;B公司"),
    *("二○○八年", "二〇〇五年", "3×4米", "长×宽", "XL号", "X射线", "https://example.org/a_b_c#d#e", "a@example.org"),
    *("联系电话：010-80831680", "【通知公告】", "【公示期间】", "标题", "单位名称：", "第一[2]章", "[1]", "（单位名称）", "“标题”"),
    *("★5年", "特急", "价格$5和$6", "# 一", "C#和F#", "一是……；二是……", "——", "…… ……", "~5~6", "□同意 □不同意", "1_2_3"),
    *("{{ title }}（{% if period %}{{ period }}{% endif %}）", "{# {organization} «x» #}", "{% raw %}{organization} }}{% endraw %}"),
    *("{_{ title }_}", "{{ 'XXX' }}", "{%r if title %}{{ title }}{%r endif %}"),
)  # fmt: skip


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert looks(p(text)) == []


def test_full_width_braces_are_reported_once() -> None:
    reports = check_template(make(p("｛｛ title ｝｝")), "t.docx")
    assert [one.code for one in reports] == ["template-full-width"]


@pytest.mark.parametrize("guide", ["README.md", "README.zh-CN.md"])
def test_pieces_of_the_guides_are_left_alone(guide: str) -> None:
    text = (ROOT / "templates" / guide).read_text("utf-8")
    pieces = re.findall(r"```word\n(.*?)```", text, re.DOTALL)
    assert pieces
    for piece in pieces:
        body = "".join(map(p, piece.replace("<", "&lt;").splitlines()))
        assert looks(body) == []
