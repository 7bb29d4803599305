"""PDFs: which characters make a line, which lines a paragraph, what is left out and what is refused."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from drawn_pdf import Drawn, drawn_pdf
from made import EXAMPLES, ROOT
from needs import needs

from rectify_gen.diagnostics import InputError
from rectify_gen.importer import import_source
from rectify_gen.importer.pdf_lines import lines_of
from rectify_gen.importer.pdf_source import read_pdf_source
from rectify_gen.importer.readers import read_source
from rectify_gen.importer.source_blocks import NoticeSource
from rectify_gen.pdf import placed_text
from rectify_gen.pdf.placed_text import read_placed_text

sys.path.insert(0, str(ROOT / "tests" / "word"))
from written import document, paragraph

LEFT = 80.0
TOP = 700.0
SIZE = 16
FULL = "局党组召开专题会议研究部署巡察整改工作明确责任和时限抓好落"
"""A line that fills the width of the text."""


def page(*lines: tuple[float, str], spacing: float = 29) -> list[Drawn]:
    """Lines below one another, each with its indent in characters."""
    drawn = []
    for number, (indent, text) in enumerate(lines):
        left = LEFT + indent * SIZE
        drawn.append(Drawn(left, TOP - number * spacing, text))
    return drawn


def read(*pages: list[Drawn]) -> NoticeSource:
    return read_pdf_source(drawn_pdf(pages), "文件.pdf")


def texts(*pages: list[Drawn]) -> list[str]:
    return [block.text for block in read(*pages).blocks]


def codes(*pages: list[Drawn]) -> list[str]:
    return [report.code for report in read(*pages).diagnostics]


def line_texts(*drawn: Drawn) -> list[str]:
    (only_page,) = read_placed_text(drawn_pdf([drawn]), "文件.pdf")
    return [line.text for line in lines_of(only_page)]


# --- lines ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("gap", "text"),
    [(0.0, "2024年"), (0.3, "2024年"), (0.75, "2024年"), (0.9, "2024　年")],
)
def test_a_gap_is_a_blank_only_where_it_is_as_wide_as_a_character(
    gap: float, text: str
) -> None:
    beside = LEFT + 4 * SIZE + gap * SIZE
    assert line_texts(Drawn(LEFT, TOP, "2024"), Drawn(beside, TOP, "年")) == [text]


def test_words_in_latin_letters_keep_the_blank_between_them() -> None:
    beside = LEFT + 4 * SIZE + 0.3 * SIZE
    assert line_texts(Drawn(LEFT, TOP, "GB/T"), Drawn(beside, TOP, "9704")) == [
        "GB/T 9704"
    ]
    assert line_texts(Drawn(LEFT, TOP, "2024"), Drawn(beside, TOP, "2025")) == [
        "20242025"
    ]


def test_the_order_of_the_file_does_not_matter() -> None:
    drawn = [
        Drawn(LEFT + 64, TOP, "右边"),
        Drawn(LEFT, TOP - 29, "下面"),
        Drawn(LEFT, TOP, "左边是左"),
    ]
    assert line_texts(*drawn) == ["左边是左右边", "下面"]


def test_a_raised_number_stands_in_its_line() -> None:
    raised = Drawn(LEFT + 32, TOP + 6, "1", size=9)
    after = Drawn(LEFT + 41, TOP, "。")
    assert line_texts(Drawn(LEFT, TOP, "整改"), raised, after) == ["整改1。"]


def test_what_is_drawn_twice_to_look_bold_is_read_once() -> None:
    twice = [Drawn(LEFT, TOP, "改"), Drawn(LEFT + 0.5, TOP, "改")]
    assert line_texts(*twice) == ["改"]
    assert line_texts(Drawn(LEFT, TOP, "改改")) == ["改改"]


def test_signs_for_parts_of_characters_are_read_as_the_characters() -> None:
    assert line_texts(Drawn(LEFT, TOP, "⼀、⼯作")) == ["一、工作"]


# --- paragraphs -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([(2, FULL[:-2]), (0, "实。")], [FULL[:-2] + "实。"]),
        ([(0, FULL), (2, FULL[:-2]), (2, "另一段。")], [FULL, FULL[:-2], "另一段。"]),
        ([(2, FULL[:-2]), (0, FULL), (0, "实。")], [FULL[:-2] + FULL + "实。"]),
        ([(0, FULL), (0, "短行。"), (0, "另一段。")], [FULL + "短行。", "另一段。"]),
        ([(0, FULL), (0, "到此，"), (0, "接着。")], [FULL + "到此，接着。"]),
        ([(0, FULL[:-1] + "。"), (0, "一、下一条。")], [FULL[:-1] + "。", "一、下一条。"]),
        ([(0, "一、" + FULL[:-2]), (0, "一是完善制度。")], ["一、" + FULL[:-2], "一是完善制度。"]),
        ([(0, FULL), (0, "电子邮箱："), (0, "a" * 28 + "。")], [FULL + "电子邮箱：" + "a" * 28 + "。"]),
        ([(0, FULL), (18, "青河市水利局"), (19, "2025年4月7日")], [FULL, "青河市水利局", "2025年4月7日"]),
        ([(6, "青河市水利局党组关于整改的通报"), (0, FULL), (0, "实。")], ["青河市水利局党组关于整改的通报", FULL + "实。"]),
        ([(0, FULL), (0, "GB/T"), (0, FULL), (0, "9704。")], [FULL + "GB/T", FULL + "9704。"]),
    ],
)  # fmt: skip
def test_lines_are_joined_as_a_reader_joins_them(
    lines: list[tuple[float, str]], expected: list[str]
) -> None:
    assert texts(page(*lines)) == expected


@pytest.mark.parametrize(("spacing", "count"), [(38, 1), (41, 2)])
def test_paragraphs_may_be_parted_by_their_distance(spacing: float, count: int) -> None:
    drawn = page((0, FULL), (0, FULL), (0, FULL))
    last = Drawn(LEFT, drawn[-1].bottom - spacing, "实。")
    assert len(texts([*drawn, last])) == count


def test_single_lines_are_paragraphs_where_some_lines_stand_closer() -> None:
    ended = FULL[:-1] + "。"
    lines = [(TOP, FULL), (TOP - 24, FULL), (TOP - 48, ended)]
    lines += [(TOP - 84 - 36 * number, ended) for number in range(9)]
    drawn = [Drawn(LEFT, bottom, text) for bottom, text in lines]
    assert texts(drawn) == [FULL + FULL + ended, *[ended] * 9]


def test_a_title_in_larger_characters_is_no_part_of_the_text() -> None:
    title = Drawn(LEFT, TOP + 29, FULL[:19], size=22)
    assert texts([title, *page((0, FULL), (0, "实。"))]) == [FULL[:19], FULL + "实。"]


def test_a_title_that_fills_a_line_goes_on_in_the_middle() -> None:
    body = page((0, FULL), (0, FULL), (0, FULL), (0, "实。"))
    title = [
        Drawn(LEFT, TOP + 87, "青河市水利局党组关于八届市委第四轮巡察反馈", size=22),
        Drawn(LEFT + 133, TOP + 58, "意见整改情况的通报", size=22),
    ]
    whole = "青河市水利局党组关于八届市委第四轮巡察反馈意见整改情况的通报"
    assert texts([*title, *body])[0] == whole
    shorter = [title[0]._replace(left=LEFT + 60, text="青河市水利局党组"), title[1]]
    assert texts([*shorter, *body])[:2] == ["青河市水利局党组", "意见整改情况的通报"]


def test_a_comma_that_hangs_out_of_the_text_moves_no_margin() -> None:
    hanging = page((0, FULL + "，"), (0, FULL), (2, FULL[:-2]), (0, "实。"))
    assert texts(hanging) == [FULL + "，" + FULL, FULL[:-2] + "实。"]


def test_a_sentence_goes_on_on_the_next_page() -> None:
    assert texts(
        page((2, FULL[:-2]), (0, FULL)), page((0, "实。"), (2, "另一段。"))
    ) == [
        FULL[:-2] + FULL + "实。",
        "另一段。",
    ]


def test_the_cells_of_a_row_are_joined_line_by_line() -> None:
    columns = (LEFT, LEFT + 100, LEFT + 300)
    rows = [("序号", "问题", "情况"), ("1", "学习不够", "已完成"), ("", "联系不密", "")]
    drawn = []
    for number, row in enumerate(rows):
        for left, text in zip(columns, row, strict=True):
            if text:
                drawn.append(Drawn(left, TOP - number * 29, text))
    source = read(drawn)
    assert [block.text for block in source.blocks] == [
        "序号　问题　情况",
        "1　学习不够联系不密　已完成",
    ]
    assert "import-pdf-table" in [report.code for report in source.diagnostics]


# --- what is left out ------------------------------------------------------------


def numbered_pages(head: str, foot: str, count: int = 3) -> list[list[Drawn]]:
    pages = []
    for number in range(1, count + 1):
        body = page((2, f"第{number}件事已办结。"), (2, FULL[:-2]), (0, "实。"))
        top = Drawn(LEFT, TOP + 80, head.format(number))
        bottom = Drawn(LEFT + 200, 60, foot.format(number))
        pages.append([top, *body, bottom])
    return pages


@pytest.mark.parametrize(
    ("head", "foot"),
    [
        ("青河市水利局", "— {} —"),
        ("内部资料", "第{}页 共3页"),
        ("https://www.example.cn/a.html", "{}/3"),
        ("青河市水利局 第{}页", "{}"),
    ],
)
def test_page_numbers_and_running_heads_are_left_out(head: str, foot: str) -> None:
    source = read(*numbered_pages(head, foot))
    text = "".join(block.text for block in source.blocks)
    assert text.count("已办结") == 3
    assert head.format(1) not in text
    assert "页" not in text
    reported = [report.code for report in source.diagnostics]
    assert reported.count("import-page") == 2


def test_what_differs_from_page_to_page_or_is_a_sentence_stays() -> None:
    for head in ("第{}部分要点", "本页内容属实。"):
        text = "".join(texts(*numbered_pages(head, "— {} —")))
        assert head.format(1) in text
    # Without a gap, a line is of the text, even if it comes back at the same height.
    pages = [page((2, "整改情况如下"), (2, FULL[:-2]), (0, "实。")) for _ in range(3)]
    assert "".join(texts(*pages)).count("整改情况如下") == 3


def test_a_watermark_is_reported() -> None:
    mark = Drawn(200, 300, "内部资料", size=60, turn="0.7 0.7 -0.7 0.7")
    source = read([*page((2, "已整改。")), mark])
    assert [block.text for block in source.blocks] == ["已整改。"]
    (report,) = source.diagnostics
    assert (report.code, report.facts["text"]) == ("import-leaning-text", "内部资料")
    assert report.place is not None
    assert report.place.spot("zh") == "第1页"


def test_paragraphs_are_named_by_page() -> None:
    second = read(page((2, "甲。")), page((2, "乙。"), (2, "丙。"))).blocks[2]
    assert second.place.spot("zh") == "第2页第2段"
    assert second.place.spot("en") == "page 2 paragraph 2"


# --- what is refused --------------------------------------------------------------


def refused(data: bytes) -> str:
    with pytest.raises(InputError) as caught:
        read_pdf_source(data, "文件.pdf")
    (fault,) = caught.value.diagnostics
    assert fault.path == "文件.pdf"
    return fault.code


def test_a_pdf_that_cannot_be_read_is_refused_with_the_reason() -> None:
    drawn = drawn_pdf([page((2, "已整改。"))])
    assert refused(drawn[:200]) == "pdf-damaged"
    assert refused(b"%PDF-1.7\n" + b"x" * 500) == "pdf-damaged"
    assert refused(drawn_pdf([[]])) == "import-empty"
    picture = b"BI /W 1 /H 1 /CS /G /BPC 8 ID \x00 EI"
    scan = drawn_pdf([[]]).replace(
        b"<</Length 0>>stream\n\nendstream",
        b"<</Length %d>>stream\n%b\nendstream" % (len(picture), picture),
    )
    assert refused(scan) == "pdf-only-pictures"
    unnamed = drawn.replace(b"/UniGB-UCS2-H", b"/Identity-H").replace(b"(GB1)", b"(X)")
    assert refused(unnamed) == "pdf-unnamed-characters"


def test_a_pdf_with_too_many_pages_or_characters_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drawn = drawn_pdf([page((2, "已整改。")), page((2, "已整改。"))])
    monkeypatch.setattr(placed_text, "MOST_PAGES", 1)
    assert refused(drawn) == "pdf-too-long"
    monkeypatch.setattr(placed_text, "MOST_PAGES", 2)
    monkeypatch.setattr(placed_text, "MOST_CHARACTERS", 7)
    assert refused(drawn) == "pdf-too-much-text"
    monkeypatch.setattr(placed_text, "MOST_CHARACTERS", 20)
    assert len(read_pdf_source(drawn, "文件.pdf").blocks) == 2


# --- as LibreOffice writes them -----------------------------------------------------


def office(folder: Path, *arguments: str) -> None:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", profile, "--headless", *arguments],
        cwd=folder,
        check=True,
        capture_output=True,
        timeout=300,
    )


@pytest.mark.slow
@needs("soffice")
def test_our_own_documents_come_back_from_pdf_as_from_word(tmp_path: Path) -> None:
    for path in EXAMPLES:
        shutil.copy(path, tmp_path)
        shutil.copy(path, tmp_path / f"redhead-{path.name}")
    for template in ("notice", "redhead"):
        names = sorted(
            tmp_path.glob("redhead-*.yaml" if template == "redhead" else "[!r]*.yaml")
        )
        subprocess.run(
            [sys.executable, "-m", "rectify_gen", "build", *names, "-t", template, "--pdf"],
            cwd=ROOT,
            check=True,
            capture_output=True,
            timeout=600,
        )  # fmt: skip
    documents = sorted(tmp_path.glob("*.docx"))
    assert len(documents) == 2 * len(EXAMPLES)
    for word in documents:
        pdf = word.with_suffix(".pdf")
        from_word = import_source(read_source(word.read_bytes(), word.name))
        from_pdf = import_source(read_source(pdf.read_bytes(), pdf.name))
        assert from_pdf.data == from_word.data, word.name


@pytest.mark.slow
@needs("soffice")
def test_documents_of_other_layouts_come_back_paragraph_by_paragraph(
    tmp_path: Path,
) -> None:
    pages = Path(__file__).parent / "pages"
    text = (pages / "trs-declared-gb2312.txt").read_text(encoding="utf-8")
    paragraphs = text.split("\n---")[0].split("\n")
    layouts = {
        "spaced": '<w:spacing w:after="160" w:line="300" w:lineRule="auto"/>',
        "indented": '<w:spacing w:line="560" w:lineRule="exact"/>'
        '<w:ind w:firstLine="480"/><w:jc w:val="both"/>',
        "ragged": '<w:spacing w:line="360" w:lineRule="auto"/><w:jc w:val="left"/>',
    }
    for name, properties in layouts.items():
        # Without indents and gaps, a paragraph that fills its last line cannot be told from one that goes on.
        size = 22 if name == "ragged" else 24
        run = f'<w:r><w:rPr><w:sz w:val="{size}"/></w:rPr><w:t>{{}}</w:t></w:r>'
        members = [paragraph(run.format(text), properties) for text in paragraphs]
        content = document("".join(members))
        (tmp_path / f"{name}.docx").write_bytes(content)
    names = [f"{name}.docx" for name in layouts]
    office(tmp_path, "--convert-to", "pdf:writer_pdf_Export", *names)
    for name in layouts:
        source = read_source((tmp_path / f"{name}.pdf").read_bytes(), f"{name}.pdf")
        assert [block.text for block in source.blocks] == paragraphs, name


@pytest.mark.slow
@needs("soffice")
def test_a_pdf_with_a_password_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("已整改。\n", encoding="utf-8")
    options = {
        "EncryptFile": {"type": "boolean", "value": "true"},
        "DocumentOpenPassword": {"type": "string", "value": "secret"},
    }
    office(
        tmp_path,
        "--convert-to",
        f"pdf:writer_pdf_Export:{json.dumps(options)}",
        "a.txt",
    )
    assert refused((tmp_path / "a.pdf").read_bytes()) == "pdf-locked"
