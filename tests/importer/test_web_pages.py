"""Saved pages in ``pages/`` with what must come out of them beside them in ``*.txt``: a new pair adds a test."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path

import pytest
from made import EXAMPLES
from needs import needs

from rectify_gen.diagnostics import InputError, errors
from rectify_gen.importer import import_source
from rectify_gen.importer.prove import printed
from rectify_gen.importer.readers import read_source
from rectify_gen.importer.source_blocks import NoticeSource
from rectify_gen.model import notice_of
from rectify_gen.webpage.page_markup import LARGEST

PAGES = sorted((Path(__file__).parent / "pages").glob("*.*ht*"))
TITLE = "<h1>中共青河市林业局党组关于巡察整改进展情况的通报</h1>"


def page(body: str, encoding: str = "utf-8") -> bytes:
    return f"<html><head></head><body>{body}</body></html>".encode(encoding)


def read(data: bytes) -> NoticeSource:
    return read_source(data, "网页.html")


def texts(body: str) -> list[str]:
    return [block.text for block in read(page(body)).blocks]


def codes(body: str) -> set[str]:
    return {report.code for report in read(page(body)).diagnostics}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_saved_page_gives_the_paragraphs_of_its_article(path: Path) -> None:
    source = read_source(path.read_bytes(), path.name)
    lines = [block.text for block in source.blocks]
    lines.append("---")
    for report in source.diagnostics:
        text = report.facts.get("text", report.facts.get("count", ""))
        lines.append(f"{report.code} {text}")
    expected = path.with_suffix(".txt").read_text(encoding="utf-8")
    assert "\n".join(lines) + "\n" == expected


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_saved_page_is_printed_again_word_for_word(path: Path) -> None:
    imported = import_source(read_source(path.read_bytes(), path.name))
    assert not errors(imported.diagnostics)
    notice = notice_of(imported.data)
    assert notice is not None
    expected = path.with_suffix(".txt").read_text(encoding="utf-8").split("---")[0]
    # Attachments named below the signature are printed above it.
    assert sorted(printed(notice)) == sorted("".join(expected.split()))


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", "gb2312"),
        ("utf-8-sig", ""),
        ("gb18030", "gb2312"),
        ("gb18030", "utf-8"),
        ("gb18030", ""),
        ("utf-16", "utf-8"),
    ],
)
def test_the_bytes_decide_the_encoding_and_not_what_a_page_says(
    encoding: str, declared: str
) -> None:
    head = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">'
    body = f"{head}<p>负责人王喆已整改。</p>"
    (block,) = read(page(body, encoding)).blocks
    assert block.text == "负责人王喆已整改。"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>已整\n  改。</p>", ["已整改。"]),
        ("<p>GB/T\n 9704  标准。</p>", ["GB/T 9704 标准。"]),
        ("<p>&emsp;&emsp;甲&nbsp;乙。</p>", ["甲 乙。"]),
        ("<p>甲。<p>乙。", ["甲。", "乙。"]),
        ("<div>甲。<div>乙。</div>丙。</div>", ["甲。", "乙。", "丙。"]),
        ("<p>甲。<br>乙。</p>", ["甲。", "乙。"]),
        (
            "<p>局党组召开专题会议，研究部署巡察<br>整改工作。</p>",
            ["局党组召开专题会议，研究部署巡察整改工作。"],
        ),
        (
            "<p>一、主体责任、组织领导、任务落实情况<br>局党组召开会议。</p>",
            ["一、主体责任、组织领导、任务落实情况", "局党组召开会议。"],
        ),
        (
            "<p>局党组召开专题会议，研究部署巡察<br>&nbsp;&nbsp;整改工作。</p>",
            ["局党组召开专题会议，研究部署巡察", "整改工作。"],
        ),
        ("<p>甲<span>乙</span><b>丙</b>。</p>", ["甲乙丙。"]),
        ('<b style="display:block">甲。</b><b>乙。</b>', ["甲。", "乙。"]),
        ("<pre>甲。\n乙。<i></i>\n丙。</pre>", ["甲。", "乙。", "丙。"]),
        ("<p>甲<!-- 注 -->乙。</p>", ["甲乙。"]),
        ("<p>甲<script>x</script>乙<style>y</style>。</p>", ["甲乙。"]),
        ("<p>甲<o:p></o:p><![if !a]>乙<![endif]>。</p>", ["甲乙。"]),
    ],
)
def test_paragraphs_are_those_that_a_browser_shows(
    body: str, expected: list[str]
) -> None:
    assert texts(body) == expected


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<ol><li>甲。<li>乙。</ol>", ["1.甲。", "2.乙。"]),
        ("<ol start=3><li>甲。<li value=7>乙。<li>丙。</ol>", ["3.甲。", "7.乙。", "8.丙。"]),
        ("<ol reversed><li>甲。<li>乙。</ol>", ["2.甲。", "1.乙。"]),
        ("<ol type=a><li>甲。</ol>", ["a.甲。"]),
        ("<ol type=I><li>甲。<li>乙。</ol>", ["I.甲。", "II.乙。"]),
        (
            '<ol style="list-style-type: simp-chinese-informal"><li>甲。<li>乙。</ol>',
            ["一、甲。", "二、乙。"],
        ),
        ('<ol style="list-style:none"><li>甲。</ol>', ["甲。"]),
        ("<ul><li>甲。<li>乙。</ul>", ["甲。", "乙。"]),
        ("<ol><li>甲。<ol><li>乙。</ol><li>丙。</ol>", ["1.甲。", "1.乙。", "2.丙。"]),
        ("<ol><li><p>甲。</p><p>乙。</p></ol>", ["1.甲。", "乙。"]),
        ("<ol><li>1.甲。<li>2.乙。</ol>", ["1.甲。", "2.乙。"]),
        ("<ol><li>一、甲。</ol>", ["一、甲。"]),
        ("<ol><li>2024年甲。</ol>", ["1.2024年甲。"]),
        ("<ol start=x><li>甲。</ol>", ["1.甲。"]),
    ],
)  # fmt: skip
def test_numbers_of_lists_are_written_out(markup: str, expected: list[str]) -> None:
    assert texts(markup) == expected


def test_a_row_of_a_table_is_one_paragraph_unless_a_cell_has_several() -> None:
    rows = "<tr><td>序号<td>问题<tr><td>1<td><p>学习不够</p><tr><td>2<td>甲。<br>乙。"
    source = read(page(f"<table>{rows}</table>"))
    assert [block.text for block in source.blocks] == [
        "序号　问题",
        "1　学习不够",
        "2",
        "甲。",
        "乙。",
    ]
    assert [block.cell for block in source.blocks][:2] == [(1, 1, 1), (1, 2, 1)]
    assert "import-table" in {report.code for report in source.diagnostics}


@pytest.mark.parametrize(
    "attribute",
    ["hidden", 'style="display:none"', 'style="font-size:0px"', 'style="visibility: hidden"'],
)  # fmt: skip
def test_hidden_text_is_left_out_and_reported(attribute: str) -> None:
    body = f"<p>局党组<span {attribute}>防伪</span>召开会议。</p>"
    source = read(page(body))
    assert [block.text for block in source.blocks] == ["局党组召开会议。"]
    (report,) = source.diagnostics
    assert (report.code, report.facts["text"]) == ("import-hidden-on-page", "防伪")
    # Pages such as those of WeChat hide the article until a script shows it.
    assert texts(f"<div {attribute}>局党组召开会议。</div>") == ["局党组召开会议。"]


@pytest.mark.parametrize(
    "struck",
    [
        "<del>旧<b>说法</b></del>",
        "<s>旧说法</s>",
        "<strike>旧说法</strike>",
        '<span style="text-decoration: line-through">旧<s>说法</s></span>',
    ],
)
def test_struck_text_is_kept_and_reported(struck: str) -> None:
    source = read(page(f"<p>局党组{struck}召开<s></s>会议。</p>"))
    assert [block.text for block in source.blocks] == ["局党组旧说法召开会议。"]
    (report,) = source.diagnostics
    assert report.code == "import-struck"
    assert str(report.facts["text"]).replace(" ", "") == "旧说法"


def test_the_reading_of_a_character_is_no_text() -> None:
    assert texts("<p><ruby>李<rp>(</rp><rt>lǐ</rt></ruby>某。</p>") == ["李某。"]


def test_the_headline_is_taken_from_above_the_article_else_from_the_head() -> None:
    words = "局党组召开专题会议，研究部署巡察整改工作，明确责任和时限，抓好落实。" * 4
    title = "中共青河市林业局党组关于巡察整改进展情况的通报"
    article = f"<div id=zoom><p>{words}</p><p>{words}</p></div>"
    displayed = f"<div><h1>{title}</h1></div><div>来源：某局</div>{article}"
    assert texts(displayed)[0] == title
    named = f'<meta name="ArticleTitle" content="{title}">' + article
    assert texts(named)[0] == title
    assert "import-title-of-page" in codes(named)
    in_title = f"<title>{title}_青河市人民政府</title>" + article
    assert texts(in_title)[0] == title
    assert texts("<title>青河市人民政府</title>" + article)[0] == words


@pytest.mark.parametrize("name", ["footer-news", "comment-box", "sidebar", "rss-menu"])
def test_an_article_may_be_called_what_it_is_not(name: str) -> None:
    words = "<p>局党组召开专题会议，研究部署巡察整改工作，明确责任和时限。</p>" * 9
    links = "<li><a>关于召开防汛工作会议的通知。</a></li>" * 40
    body = f"<ul>{links}</ul><div class={name}>{TITLE}{words}</div><ul>{links}</ul>"
    assert len(texts(body)) == 10


def test_organ_and_date_below_the_article_belong_to_it() -> None:
    words = "局党组召开专题会议，研究部署巡察整改工作，明确责任和时限，抓好落实。" * 6
    article = f"<div><div id=zoom><p>{words}</p><p>{words}</p></div></div>"
    signature = "<div>青河市林业局</div><div>2025年4月7日</div>"
    other = "<div>青河市政务动态</div><div>2025-04-07</div>"
    assert texts(article + signature)[2:] == ["青河市林业局", "2025年4月7日"]
    assert texts(article + other)[2:] == []
    assert "import-outside-article" in codes(article + other)
    sentence = "<div><p>局党组持续抓好整改。</p></div>"
    assert "import-beside-notice" in codes(article + other + sentence)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (page(TITLE + "<div>" * 100_000 + "一、已改。"), "web-page-too-deep"),
        (page("一" * (LARGEST // 3 + 1)), "web-page-too-large"),
        (page("<p>已整改") + b"\xff\xff", "web-page-damaged"),
        (
            b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x--",
            "web-archive-empty",
        ),
    ],
)
def test_a_page_that_cannot_be_read_whole_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(InputError) as caught:
        read(data)
    assert [fault.code for fault in caught.value.diagnostics] == [code]


def test_a_page_without_text_is_reported_as_empty() -> None:
    for body in ("", "<img src=1.png>", "<script>一</script>"):
        with pytest.raises(InputError) as caught:
            import_source(read(page(body)))
        assert caught.value.diagnostics[0].code == "import-empty"


def test_entities_of_a_page_are_not_expanded() -> None:
    start = '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "甲甲甲"><!ENTITY b "&a;&a;">]>'
    data = f"{start}<html><body><p>一、整改&b;。</p></body></html>".encode()
    assert not any("甲" in block.text for block in read(data).blocks)


def test_a_page_is_read_in_time_proportional_to_its_size() -> None:
    def seconds(count: int) -> float:
        members = [f"<p>（一）第{number}项已整改，" for number in range(count)]
        lines = ["整改，<br>"] * count
        nested = "<div hidden>" * 500 + "隐藏" * count + "<s>" * 200
        body = TITLE + "".join(members) + "<p>" + "".join(lines) + nested
        began = time.process_time()
        read(page(body))
        return time.process_time() - began

    seconds(500)
    assert seconds(8_000) < 24 * seconds(1_000)


@pytest.mark.parametrize("sign", ["\x01", "&#1;", "\x0b", "\ufffe"])
def test_control_characters_of_a_page_do_not_stop_its_reading(sign: str) -> None:
    body = f"{TITLE}<p>一、整改{sign}情况</p><p class='甲{sign}'>已整改到位。</p>"
    assert texts(body)[-1] == "已整改到位。"


def test_elements_whose_names_xml_refuses_are_read(tmp_path: Path) -> None:
    body = f'{TITLE}<p>一、整改情况</p><中文>甲</中文><a"b><o:p>已整改。</o:p></a"b>'
    assert "已整改。" in "".join(texts(body))


@pytest.mark.slow
@needs("soffice")
def test_documents_saved_as_pages_by_libreoffice_come_back_as_from_word(
    tmp_path: Path,
) -> None:
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    documents = [path.with_suffix(".docx") for path in EXAMPLES]
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "html", *documents],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        timeout=300,
    )
    for document in documents:
        saved = tmp_path / document.with_suffix(".html").name
        from_word = import_source(read_source(document.read_bytes(), document.name))
        from_page = import_source(read_source(saved.read_bytes(), saved.name))
        assert from_page.data == from_word.data, document.name
