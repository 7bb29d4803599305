"""The committed templates are what the maker makes, valid, and tell where text is kept together."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree
from made import notice_from, shipped

from rectify_gen.building.making import make_document
from rectify_gen.building.tasks import SHIPPED, recipe_of
from rectify_gen.layout import STANDARD, ChosenColumn
from rectify_gen.measuring import measure
from rectify_gen.package import read_package
from rectify_gen.source import decode
from rectify_gen.templating.make import KINDS, make_template
from rectify_gen.templating.render import render
from rectify_gen.templating.template_check import check_template
from rectify_gen.view import compose
from rectify_gen.word.block_reading import document_text

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("kind", KINDS)
def test_committed_template_is_fresh(kind: str) -> None:
    committed = read_package((ROOT / "templates" / f"{kind}.docx").read_bytes())
    made = read_package(make_template(kind))
    stale = sorted(
        name for name in {*committed, *made} if committed.get(name) != made.get(name)
    )
    assert not stale, (
        f"{stale} differ: run  rectify-gen template new {kind} -o templates/{kind}.docx --force"
    )


@pytest.mark.parametrize("kind", KINDS)
def test_made_twice_the_same_bytes(kind: str) -> None:
    assert make_template(kind) == make_template(kind)


FORMAL = """
kind: report
organization: [{name: 示例县水务局}, {name: 示例县财政局}]
sections: [{role: rectification, content: [{heading: 加强管理, content: 逐项整改。}]}]
document:
  copy_number: "000012"
  number: 示水〔2025〕9号
  addressees: 各乡镇党委
  signer: 示例名
  secrecy: 秘密★1年
  urgency: 特急
  copies_to: 县纪委监委
  attachments: [台账, 制度目录]
  note: 此件公开发布
  issued_by: 示例县水务局办公室
  issued_on: 2025-04-08
inspection: {authority: 县委, team: 县委第一巡察组, start: 2024-03-05, end: 2024-05-31, feedback_date: 2024-07-10}
signature: {date: 2025-04-07, seal: true}
"""


def built(template: str) -> tuple[str, list[str]]:
    """The text of FORMAL through ``template``, and the facts that it is told not to print."""
    made, diagnostics, _ = make_document(
        decode(FORMAL.encode("utf-8"), "f.yaml"),
        recipe_of(dict.fromkeys(SHIPPED, template)),
    )
    return document_text(made), [
        str(one.facts["fact"]) for one in diagnostics if one.code == "fact-not-printed"
    ]


def test_a_red_head_prints_every_formal_fact() -> None:
    text, unprinted = built("redhead")
    assert not unprinted
    lines = [
        re.sub(r"\s+", " ", line).strip() for line in text.splitlines() if line.strip()
    ]
    assert lines[:3] == ["000012", "秘密★1年", "特急"]
    for one in (
        "附件：1.台账",
        "2.制度目录",
        "（此件公开发布）",
        "抄送：县纪委监委。",
        "示例县水务局 示例县财政局",
    ):
        assert one in lines, (one, lines)
    assert any(
        line.startswith("示例县水务局办公室") and line.endswith("2025年4月8日印发")
        for line in lines
    )


def test_a_letter_leaves_out_what_letters_do_not_have() -> None:
    text, unprinted = built("letter")
    assert "印发" not in text
    assert set(unprinted) == {
        "document.signer",
        "document.issued_by",
        "document.issued_on",
    }


def test_a_ledger_is_a_working_sheet_that_is_not_asked_for_formal_facts() -> None:
    text, unprinted = built("ledger")
    assert not unprinted
    assert "逐项整改。" in text
    assert "抄送" not in text


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.mark.parametrize("kind", KINDS)
def test_tables_are_of_fixed_columns_that_fill_the_type_area(kind: str) -> None:
    root = etree.fromstring(read_package(make_template(kind))["word/document.xml"])
    page = STANDARD.ledger.page if kind == "ledger" else STANDARD.page
    for table in root.iter(W + "tbl"):
        columns = [int(one.get(W + "w") or 0) for one in table.iter(W + "gridCol")]
        assert sum(columns) == page.type_width()
        assert (layout := table.find(f"{W}tblPr/{W}tblLayout")) is not None
        assert layout.get(W + "type") == "fixed"
        splitting = rows_that_may_split(table)
        # That of a ledger is printed for long rows only.
        assert len(splitting) == (1 if kind == "ledger" else 0)


def rows_that_may_split(table: etree._Element) -> list[etree._Element]:
    """Return the rows that may break over two pages."""
    rows = []
    for row in table.iter(W + "tr"):
        if row.find(f"{W}trPr/{W}cantSplit") is None:
            rows.append(row)
    return rows


@pytest.mark.parametrize(
    ("facts", "splits"),
    [
        pytest.param({"content": ["改" * 337]}, False, id="measure-of-13-lines"),
        pytest.param({"content": ["改" * 338]}, True, id="longer-measure"),
        pytest.param({"content": ["改"] * 12}, False, id="12-measures"),
        pytest.param({"content": ["改"] * 13}, True, id="13-measures"),
        pytest.param({"content": ["改"], "progress": "改" * 64}, False, id="progress"),
        pytest.param({"content": ["改"], "progress": "改" * 65}, True, id="long-progress"),
        pytest.param({"content": ["改"], "heading": "改" * 91}, True, id="long-problem"),
    ],
)  # fmt: skip
def test_a_row_of_a_ledger_may_split_where_one_text_takes_a_third_of_the_page(
    facts: dict[str, object], splits: bool
) -> None:
    item = {"heading": "改", **facts}
    notice = notice_from(
        {
            "organization": {"name": "示例县水务局"},
            "sections": [{"role": "rectification", "content": [item]}],
        }
    )
    document = render(shipped("ledger"), compose(notice))
    root = etree.fromstring(read_package(document)["word/document.xml"])
    _, row = root.iter(W + "tr")
    assert rows_that_may_split(root) == ([row] if splits else [])


def test_a_ledger_has_the_columns_that_an_office_chooses(tmp_path: Path) -> None:
    sheet = STANDARD.ledger._replace(
        columns=(
            ChosenColumn("number"),
            ChosenColumn("area"),
            ChosenColumn("problem", "反馈问题"),
            ChosenColumn("status"),
        )
    )
    template = make_template("ledger", STANDARD._replace(ledger=sheet))
    root = etree.fromstring(read_package(template)["word/document.xml"])
    columns = [int(one.get(W + "w") or 0) for one in root.iter(W + "gridCol")]
    assert len(columns) == 4
    assert sum(columns) == STANDARD.ledger.page.type_width()
    assert check_template(template) == measure(template) == ()
    path = tmp_path / "台账.docx"
    path.write_bytes(template)
    text, _ = built(str(path))
    assert "序号\t方面\t反馈问题\t状态\n1\t\t加强管理" in text


@pytest.mark.parametrize("kind", KINDS)
def test_quotes_and_dashes_of_every_text_take_the_chinese_font(kind: str) -> None:
    parts = read_package(make_template(kind))
    for name, content in parts.items():
        if (
            name.startswith("word/")
            and name.endswith(".xml")
            and name != "word/styles.xml"
        ):
            for text in etree.fromstring(content).iter(W + "t"):
                run = text.getparent()
                assert run is not None
                fonts = run.find(f"{W}rPr/{W}rFonts")
                digits = (text.text or "").isascii() and (text.text or "").isdigit()
                assert digits or (
                    fonts is not None and fonts.get(W + "hint") == "eastAsia"
                ), text.text
        assert b"Theme" not in content


@pytest.mark.parametrize("kind", ["redhead", "letter"])
def test_a_mark_in_the_widest_characters_that_fit_its_line(kind: str) -> None:
    """The tests of length in the template against sizes and widths in its styles."""
    parts = read_package(make_template(kind))
    styles = {
        one.get(W + "styleId"): one
        for one in etree.fromstring(parts["word/styles.xml"]).iter(W + "style")
    }
    text = b"".join(parts.values()).decode("utf-8", "ignore")
    name = "organization" if kind == "redhead" else "main_organization"
    steps = re.findall(
        rf"\b{name}\|length &lt;= (\d+) %}}.*?w:pStyle w:val=\"(OrganMark\d*)\"", text
    )
    assert len(steps) == 3
    for most, style in steps:
        size = int(styles[style].find(f"{W}rPr/{W}sz").get(W + "val")) * 10
        scale = styles[style].find(f"{W}rPr/{W}w")
        width = size * int(scale.get(W + "val")) / 100 if scale is not None else size
        characters = int(most) + (len("文件") if kind == "redhead" else 0)
        assert (
            characters * width <= STANDARD.page.type_width() < (characters + 1) * width
        )


def test_word_is_told_what_stands_in_for_the_fonts_of_the_standard() -> None:
    """Without a font table, Word has nothing to choose by where 仿宋_GB2312 is not installed."""
    parts = read_package(make_template("notice"))
    table = etree.fromstring(parts["word/fontTable.xml"])
    w = f"{{{table.nsmap['w']}}}"
    alternatives = {}
    for font in table.iter(f"{w}font"):
        values = {child.tag.removeprefix(w): child.get(f"{w}val") for child in font}
        assert values["charset"] == "86"
        alternatives[font.get(f"{w}name")] = values["altName"].split(",")
    assert set(alternatives) == set(STANDARD.fonts) - {""}
    assert alternatives["仿宋_GB2312"][0] == "仿宋"
    assert alternatives["楷体_GB2312"][0] == "楷体"
    assert {"方正小标宋_GBK", "华文中宋"} <= set(alternatives["方正小标宋简体"])


def test_a_font_that_we_do_not_know_is_left_to_word() -> None:
    fonts = STANDARD.fonts._replace(body="某单位仿宋", latin="Times New Roman")
    parts = read_package(make_template("notice", STANDARD._replace(fonts=fonts)))
    table = parts["word/fontTable.xml"].decode("utf-8")
    assert "某单位仿宋" not in table
    assert "Times" not in table


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ("网址：https://example.cn", "BodyTextLeft"),
        ("网址：www.example.cn", "BodyTextLeft"),
        ("电子邮箱：office@example.cn", "BodyTextLeft"),
        ("没有地址的一段。", "BodyText"),
    ],
)
def test_a_paragraph_with_an_address_is_not_justified(text: str, style: str) -> None:
    notice = notice_from(
        {
            "organization": {"name": "示例县水务局"},
            "title": [],
            "preamble": [],
            "closing": [],
            "sections": [
                {"role": "other", "heading": "情况", "content": [text, "末段。"]}
            ],
        }
    )
    document = render(shipped("notice"), compose(notice))
    root = etree.fromstring(read_package(document)["word/document.xml"])
    for paragraph in root.iter(f"{W}p"):
        if text in "".join(run.text or "" for run in paragraph.iter(f"{W}t")):
            used = paragraph.find(f"{W}pPr/{W}pStyle")
            assert used is not None
            assert used.get(f"{W}val") == style
            return
    raise AssertionError(f"{text} is not printed")
