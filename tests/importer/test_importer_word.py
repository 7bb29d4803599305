"""What the reader of Word files finds in a .docx: its paragraphs as displayed, and reports on all that it leaves out."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from made import EXAMPLES, made_of, notice_of

from rectify_gen.diagnostics import Diagnostic, InputError
from rectify_gen.importer import import_source
from rectify_gen.importer.readers import read_source
from rectify_gen.importer.source_blocks import NoticeSource
from rectify_gen.package import read_package, write_parts

sys.path.insert(0, str(Path(__file__).parent.parent / "word"))
from written import document, level, listed, paragraph, run

STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="本局标题"/><w:basedOn w:val="1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="3"><w:name w:val="方案标题"/><w:basedOn w:val="1"/>'
    '<w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="4"><w:name w:val="标题 4"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="10"><w:name w:val="toc 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="ring"><w:name w:val="环"/><w:basedOn w:val="ring"/></w:style>'
    '<w:style w:type="character" w:styleId="h"><w:name w:val="暗"/><w:rPr><w:vanish/></w:rPr></w:style>'
)
NUMBERING = (
    '<w:abstractNum w:abstractNumId="0">'
    + level(0, "chineseCounting", "%1、", gap="tab")
    + level(1, "chineseCounting", "（%2）")
    + level(2, "decimal", "第%3部分", gap="space")
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)


def styled(text: str, style: str, more: str = "") -> str:
    return paragraph(text, f'<w:pStyle w:val="{style}"/>{more}')


def read(body: str, **parts: str) -> NoticeSource:
    return read_source(document(body, **parts), "通报.docx")


def texts(source: NoticeSource) -> list[str]:
    return [block.text for block in source.blocks]


def codes(source: NoticeSource) -> list[str]:
    return [diagnostic.code for diagnostic in source.diagnostics]


def report(source: NoticeSource, code: str) -> Diagnostic:
    (diagnostic,) = (entry for entry in source.diagnostics if entry.code == code)
    return diagnostic


def test_automatic_numbers_stand_in_front_as_displayed() -> None:
    source = read(
        listed("主体责任")
        + listed("学习不够", level=1)
        + listed("制度不全", level=1)
        + listed("下一步")
        + listed("计划", level=2)
        + paragraph("（一）键入的序号"),
        numbering=NUMBERING,
    )
    assert texts(source) == [
        "一、主体责任",
        "（一）学习不够",
        "（二）制度不全",
        "二、下一步",
        "第1部分计划",
        "（一）键入的序号",
    ]
    assert [block.numbering_level for block in source.blocks] == [1, 2, 2, 1, 3, 0]


def test_heading_levels_come_from_the_paragraph_or_its_styles() -> None:
    source = read(
        styled("甲", "1")
        + styled("乙", "2")
        + styled("丙", "3")
        + styled("丁", "4")
        + styled("戊", "1", '<w:outlineLvl w:val="9"/>')
        + paragraph("己", '<w:outlineLvl w:val="0"/>')
        + styled("庚", "ring")
        + paragraph("辛"),
        styles=STYLES,
    )
    assert [block.heading_level for block in source.blocks] == [1, 1, 3, 4, 0, 1, 0, 0]
    assert [block.style for block in source.blocks[:4]] == [
        "heading 1",
        "本局标题",
        "方案标题",
        "标题 4",
    ]


def test_places_are_paragraphs_in_words() -> None:
    source = read(paragraph("甲") + paragraph("") + paragraph("乙"))
    (first, second) = source.blocks
    assert first.place.spot("zh") == "正文第1段"  # type: ignore[union-attr]
    assert second.place.spot("zh") == "正文第3段"  # type: ignore[union-attr]


def test_line_and_page_breaks_part_lines_of_a_title_and_paragraphs() -> None:
    source = read(
        paragraph(run("关于巡察整改") + "<w:r><w:br/></w:r>" + run("进展情况的通报"))
        + paragraph(
            run("第一段，已经写完。")
            + '<w:r><w:br w:type="page"/></w:r>'
            + run("第二段。")
        )
        + paragraph(
            run("局党组召开专题会议，研究部署巡察整改")
            + "<w:r><w:br/></w:r>"
            + run("工作。")
        )
        + paragraph(run("学习，") + "<w:r><w:br/></w:r>" + run("交流。"))
        + paragraph(
            run("局党组召开专题会议，研究部署") + "<w:r><w:br/></w:r>" + run("1.学习。")
        )
    )
    assert texts(source) == [
        "关于巡察整改",
        "进展情况的通报",
        "第一段，已经写完。",
        "第二段。",
        "局党组召开专题会议，研究部署巡察整改工作。",
        "学习，交流。",
        "局党组召开专题会议，研究部署",
        "1.学习。",
    ]


def test_tabs_and_special_blanks_become_plain_ones() -> None:
    source = read(
        paragraph(
            run("\u3000\u3000示例局办公室")
            + "<w:r><w:tab/></w:r>"
            + run("2025年\u00a04月8日印发\u200b")
        )
        + paragraph(
            run("0599") + "<w:r><w:noBreakHyphen/><w:softHyphen/></w:r>" + run("5550")
        )
    )
    assert texts(source) == ["示例局办公室\u30002025年 4月8日印发", "0599-5550"]
    assert [block.indent for block in source.blocks] == [2.0, 0.0]
    assert report(source, "import-invisible").facts["count"] == 1


CHANGES = (
    paragraph(
        run("已修订制度")
        + f'<w:ins w:id="1" w:author="王某">{run("三")}</w:ins>'
        + '<w:del w:id="2" w:author="王某"><w:r><w:delText>二</w:delText></w:r></w:del>'
        + run("项。")
    )
    + f'<w:p><w:pPr><w:rPr><w:del w:id="3" w:author="王某"/></w:rPr></w:pPr>{run("一是学习，")}</w:p>'
    + paragraph("交流。")
    + f'<w:p><w:moveFrom w:id="4" w:author="王某">{run("移走")}</w:moveFrom></w:p>'
)


def test_tracked_changes_count_as_accepted_and_are_reported() -> None:
    source = read(CHANGES)
    assert texts(source) == ["已修订制度三项。", "一是学习，交流。"]
    changes = report(source, "import-changes")
    assert changes.facts["count"] == 4
    assert changes.place is not None
    assert changes.place.spot("zh") == "正文第1段"


def test_hidden_text_is_left_out_and_reported() -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>内部掌握</w:t></w:r>"
    by_style = '<w:r><w:rPr><w:rStyle w:val="h"/></w:rPr><w:t>勿外传</w:t></w:r>'
    source = read(paragraph(run("已改。") + hidden + by_style), styles=STYLES)
    assert texts(source) == ["已改。"]
    assert report(source, "import-hidden").facts["text"] == "内部掌握勿外传"


@pytest.mark.parametrize("line", ["strike", "dstrike"])
def test_struck_text_is_kept_and_reported(line: str) -> None:
    struck = f"<w:r><w:rPr><w:{line}/></w:rPr><w:t>旧说法</w:t></w:r>"
    plain = f'<w:r><w:rPr><w:{line} w:val="0"/></w:rPr><w:t>新说法。</w:t></w:r>'
    source = read(paragraph(run("已改") + struck + plain))
    assert texts(source) == ["已改旧说法新说法。"]
    assert report(source, "import-struck").facts["text"] == "旧说法"


def test_a_hidden_paragraph_mark_joins_a_heading_with_its_text() -> None:
    heading = (
        "<w:p><w:pPr><w:rPr><w:vanish/><w:specVanish/></w:rPr></w:pPr>"
        f"{run('（一）学习不够。')}</w:p>"
    )
    assert texts(read(heading + paragraph("已学习。"))) == ["（一）学习不够。已学习。"]


def test_a_note_stands_in_brackets_where_it_is_cited() -> None:
    cited = run("共12项") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + run("。")
    source = read(
        paragraph(cited),
        footnotes='<w:footnote w:id="2">'
        + paragraph("<w:r><w:footnoteRef/></w:r>" + run(" 截至3月底"))
        + "</w:footnote>",
    )
    assert texts(source) == ["共12项（注：截至3月底）。"]
    assert report(source, "import-note").facts["count"] == 1


def test_a_note_that_cites_itself_ends() -> None:
    cited = run("甲") + '<w:r><w:footnoteReference w:id="2"/></w:r>'
    source = read(
        paragraph(cited),
        footnotes=f'<w:footnote w:id="2">{paragraph(cited)}</w:footnote>',
    )
    assert texts(source) == ["甲（注：甲）"]


def test_a_drawing_written_in_two_ways_is_read_once() -> None:
    box = f"<w:txbxContent>{paragraph('示例市水务局文件')}</w:txbxContent>"
    drawing = (
        "<w:r><mc:AlternateContent>"
        f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>'
        f'<mc:Choice Requires="v"><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    top = read(paragraph(drawing + run("示水〔2025〕1号")) + paragraph("正文。"))
    assert texts(top) == ["示例市水务局文件", "示水〔2025〕1号", "正文。"]
    below = read(paragraph("正文。") + paragraph(drawing + run("注：见框。")))
    assert texts(below) == ["正文。", "注：见框。", "示例市水务局文件"]
    assert codes(top) == codes(below) == []


def test_word_art_is_read() -> None:
    art = '<w:r><w:pict><v:shape><v:textpath string="示例市水务局文件"/></v:shape></w:pict></w:r>'
    assert texts(read(paragraph(art) + paragraph("正文。"))) == [
        "示例市水务局文件",
        "正文。",
    ]


def test_content_controls_are_read_and_empty_ones_reported() -> None:
    control = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    filled = control.format("<w:alias w:val='单位'/>", run("水务局"))
    empty = control.format("<w:showingPlcHdr/>", run("单击此处输入文字。"))
    source = read(
        control.format("", paragraph(run("示例市") + filled)) + paragraph(empty)
    )
    assert texts(source) == ["示例市水务局"]
    assert report(source, "import-placeholder").facts["text"] == "单击此处输入文字。"


def test_signs_of_symbol_fonts() -> None:
    signs = (
        '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'
        '<w:r><w:sym w:font="Wingdings" w:char="F082"/></w:r>'
        '<w:r><w:rPr><w:rFonts w:ascii="Wingdings 2"/></w:rPr><w:t>\uf052是</w:t></w:r>'
        '<w:r><w:sym w:font="仿宋" w:char="2460"/></w:r>'
        '<w:r><w:sym w:font="Wingdings" w:char="F021"/></w:r>'
    )
    source = read(paragraph(signs))
    assert texts(source) == ["√②☑是①"]
    assert report(source, "import-symbol").place is not None


def cell(*contents: str) -> str:
    return f"<w:tc>{''.join(paragraph(text) for text in contents)}</w:tc>"


def table(*rows: str) -> str:
    return (
        f"<w:tbl><w:tblPr/>{''.join(f'<w:tr>{cells}</w:tr>' for cells in rows)}</w:tbl>"
    )


def test_a_row_of_a_table_is_one_paragraph() -> None:
    source = read(
        paragraph("情况如下。")
        + table(cell("问题") + cell("进展"), cell("学习不够") + cell("已完成"))
    )
    assert texts(source) == ["情况如下。", "问题\u3000进展", "学习不够\u3000已完成"]
    assert source.blocks[2].cell == (1, 2, 1)
    assert report(source, "import-table").facts["rows"] == 2


def test_a_table_that_only_places_text_is_not_reported() -> None:
    source = read(
        table(cell("第一段。", "第二段。"))
        + table(cell("抄送：市纪委。"), cell("局办公室") + cell("2025年4月8日印发"))
    )
    assert texts(source) == [
        "第一段。",
        "第二段。",
        "抄送：市纪委。",
        "局办公室\u30002025年4月8日印发",
    ]
    assert codes(source) == []


def test_cells_of_several_paragraphs_keep_them_apart() -> None:
    source = read(table(cell("问题") + cell("一是学习。", "二是交流。")))
    assert texts(source) == ["问题", "一是学习。", "二是交流。"]


def test_margins_comments_and_contents_are_left_out_and_reported() -> None:
    page = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>7</w:t></w:r></w:fldSimple>'
    source = read(
        styled("一、主体责任 1", "10")
        + styled("二、下一步 2", "10")
        + paragraph(
            run("正文。") + '<w:r><w:commentReference w:id="0"/></w:r>',
        )
        + paragraph("— 3 —"),
        styles=STYLES,
        header=paragraph("示例市水务局"),
        footer=paragraph(run("— ") + page + run(" —")),
        comments='<w:comment w:id="0" w:author="李某">'
        + paragraph("数字待核")
        + "</w:comment>",
    )
    assert texts(source) == ["正文。"]
    assert report(source, "import-contents").facts["count"] == 2
    comment = report(source, "import-comment")
    assert (comment.facts["author"], comment.facts["text"]) == ("李某", "数字待核")
    margins = [entry for entry in source.diagnostics if entry.code == "import-margin"]
    assert [margin.facts["text"] for margin in margins] == ["示例市水务局"]
    assert report(source, "import-page").facts["text"] == "— 3 —"


def test_a_scan_is_refused() -> None:
    picture = '<w:r><w:drawing><pic:pic xmlns:pic="urn:p"></pic:pic></w:drawing></w:r>'
    with pytest.raises(InputError) as refused:
        read(paragraph(picture))
    assert [fault.code for fault in refused.value.diagnostics] == [
        "import-only-pictures"
    ]
    source = read(paragraph(picture) + paragraph("正文。"))
    assert report(source, "import-pictures").facts["count"] == 1


def test_the_content_of_other_files_is_reported() -> None:
    source = read(paragraph("正文。") + '<w:altChunk r:id="r9"/>')
    assert codes(source) == ["import-chunk"]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_gives_the_same_data_as_its_text(path: Path) -> None:
    from rectify_gen.importer import import_text
    from rectify_gen.word.block_reading import document_text

    made = made_of(notice_of(path))
    source = read_source(made, path.name)
    assert not source.diagnostics
    assert import_source(source).data == import_text(document_text(made)).data


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    return write_parts({**read_package(data), name: content})


def test_macros_and_objects_are_reported_and_the_text_is_read() -> None:
    ole = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(512)
    data = with_part(document(paragraph("正文。")), "word/vbaProject.bin", ole)
    source = read_source(data, "通报.docm")
    assert texts(source) == ["正文。"]
    assert codes(source) == ["import-active"]


def test_fields_that_act_are_reported_once_however_many_there_are() -> None:
    acting = '<w:r><w:instrText> DDEAUTO excel "a" </w:instrText></w:r>'
    source = read(paragraph(run("正文。") + acting * 3000))
    assert texts(source) == ["正文。"]
    assert codes(source) == ["import-active"]


BOMB = b'<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><w>&b;</w>'


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (
            with_part(document(paragraph("甲")), "word/document.xml", BOMB),
            "docx-part-unreadable",
        ),
        (document(paragraph("甲"))[:-50], "docx-damaged"),
        (with_part(document(paragraph("甲")), "../x.xml", b"<a/>"), "docx-damaged"),
    ],
    ids=["entities", "cut off", "outside"],
)
def test_hostile_files_are_refused(data: bytes, code: str) -> None:
    with pytest.raises(InputError) as refused:
        read_source(data, "通报.docx")
    assert refused.value.diagnostics[0].code == code


WORD_FILES = sorted((Path(__file__).parent / "word_files").glob("*.docx"))


@pytest.mark.parametrize("path", WORD_FILES, ids=lambda path: path.stem)
def test_what_other_programs_wrote_is_read(path: Path) -> None:
    source = read_source(path.read_bytes(), path.name)
    lines = texts(source)
    for diagnostic in source.diagnostics:
        facts = diagnostic.facts
        what = facts.get("text") or facts.get("count") or facts.get("rows")
        lines.append(f"! {diagnostic.code}: {what}")
    expected = path.with_suffix(".txt").read_text(encoding="utf-8")
    assert lines == expected.splitlines()


def test_no_line_of_a_broken_title_is_taken_for_furniture() -> None:
    lines = [
        "示例县卫生健康局党组落实",
        "十五届县委第三巡察组巡察",
        "反馈问题整改情况报告",
    ]
    title = "<w:r><w:br/></w:r>".join(run(line) for line in lines)
    source = read(
        paragraph("来源：示例县人民政府")
        + paragraph(title)
        + paragraph("一、整改情况")
        + paragraph("已改。")
    )
    assert texts(source) == [*lines, "一、整改情况", "已改。"]
    assert codes(source) == ["import-web-page"]


def test_a_red_head_that_libreoffice_saved_again_is_the_same_notice() -> None:
    path = Path(__file__).parent / "word_files" / "red-head-saved-again.docx"
    result = import_source(read_source(path.read_bytes(), path.name))
    assert not result.diagnostics
    assert result.data["signature"] == {"date": "2025-03-18", "seal": True}
    assert result.data["document"] == {
        "number": "示水党〔2025〕9号",
        "addressees": "各科室，局属各单位",
        "signer": "王某某",
        "urgency": "特急",
        "copies_to": "市纪委，市委组织部",
        "attachments": ["整改任务清单", "制度清单"],
        "note": "此件公开发布",
        "issued_by": "示例市水务局办公室",
        "issued_on": "2025-03-19",
    }


def test_headings_by_style_alone_part_sections() -> None:
    source = read(
        styled("中共示例市水务局党组", "1")
        + styled("关于巡察整改进展情况的通报", "1")
        + styled("思想建设", "3")
        + paragraph("已学习。")
        + styled("制度建设", "3")
        + paragraph("已修订。"),
        styles=STYLES,
    )
    sections = import_source(source).data["sections"]
    assert [section["heading"] for section in sections] == ["思想建设", "制度建设"]


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (
            ["中共示例市水务局党组", "关于专项整改情况的通报"],
            "中共示例市水务局党组关于专项整改情况的通报",
        ),
        (
            ["中共示例市水务局党组关于", "专项整改情况的通报"],
            ["中共示例市水务局党组关于", "专项整改情况的通报"],
        ),
    ],
)
def test_lines_of_a_title_are_kept_where_they_are_its_authors(
    lines: list[str], title: object
) -> None:
    body = [*lines, "一、整改情况", "已改。"]
    source = read("".join(paragraph(text) for text in body))
    assert import_source(source).data["title"] == title
