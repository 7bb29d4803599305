"""A layout learned from a document gives back the overlay that made it, or says what it cannot say."""

from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Mm, Pt
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from made import layout_by, notice_from

from rectify_gen.diagnostics import InputError
from rectify_gen.layout import Layout
from rectify_gen.layout_learning import learn, overlay_text
from rectify_gen.measuring import measure
from rectify_gen.overlay import Overlay, layout_of
from rectify_gen.overlay.overlay_conflicts import conflicts
from rectify_gen.package import read_package, write_parts
from rectify_gen.templating.compile import compile_template
from rectify_gen.templating.make import make_template
from rectify_gen.templating.render import render
from rectify_gen.view import compose

ROOT = Path(__file__).resolve().parents[2]

COUNTY = """page:
  top: 30
  bottom: 28
  left: 25
  right: 25
grid:
  line_pitch: 28磅
fonts:
  title: 华文中宋
  body: 仿宋
  level_2: 楷体
  latin: Times New Roman
sizes:
  title: 小二
  page_number: 小四
page_number:
  style: -1-
  position: center
"""
"""The layout of a small office: its Windows fonts, narrow margins, numbers in the middle."""
UNIVERSITY = """page:
  top: 25.4
  bottom: 25.4
  left: 31.8
  right: 31.8
grid:
  lines: 24
  characters: 25
fonts:
  title: 方正小标宋_GBK
  body: 方正仿宋_GBK
  level_1: 方正黑体_GBK
  level_2: 方正楷体_GBK
sizes:
  title: 20磅
page_number:
  style: 第1页
  below: 10
"""
CITY = """page:
  mirrored: true
sizes:
  organ_mark: 一号
  imprint: 小四
page_number:
  below: 8.5
red_head:
  mark_top: 25
  suffix: 会议纪要
  rule: 1.5磅
  rule_distance: 5
"""
HOSPITAL = """page:
  right: 24
grid:
  lines: 20
  characters: 29
fonts:
  page_number: Times New Roman
sizes:
  body: 小三
  organ_mark: 50磅
red_head:
  mark_top: 0
  suffix: none
"""
BUREAU = """fonts:
  title: 黑体
  body: 宋体
  latin: Arial
sizes:
  title: 三号
  page_number: 五号
  ledger: 五号
page_number:
  style: '1'
ledger:
  columns:
    - 序号
    - 方面
    - 反馈意见
    - 整改措施
    - 整改时限
    - 整改状态
"""
OVERLAYS = {
    "county": ("notice", COUNTY),
    "university": ("report", UNIVERSITY),
    "city": ("redhead", CITY),
    "hospital": ("redhead", HOSPITAL),
    "bureau": ("ledger", BUREAU),
}
DATA: dict[str, Any] = {
    "organization": {"name": "示例市水务局"},
    "title": "示例市水务局关于巡察整改进展情况的通报",
    "preamble": ["根据市委统一部署，2024年3月4日至5月17日，市委巡察组开展了巡察。"],
    "sections": [
        {"role": "other", "heading": "组织领导", "content": ["召开会议3次。" * 9]},
        {
            "role": "rectification",
            "content": [
                {
                    "heading": "关于制度不健全问题的整改",
                    "content": ["修订制度3项。", "开展检查2次。"],
                    "status": "done",
                    "deadline": "2025-03-31",
                },
                {"heading": "关于督办不及时问题的整改", "content": "每月通报进展。"},
            ],
        },
    ],
    "closing": ["特此通报。"],
    "signature": {"date": "2025-04-07"},
    "document": {
        "number": "示水〔2025〕9号",
        "addressees": "各科室",
        "copies_to": "市委巡察办",
        "issued_by": "示例市水务局办公室",
        "issued_on": "2025-04-08",
    },
}


def finished(kind: str, layout: Layout) -> bytes:
    template = compile_template(make_template(kind, layout), f"{kind}.docx")
    return render(template, compose(notice_from(DATA)))


def learned_from(data: bytes) -> str:
    return overlay_text(learn(data), "样张.docx", "zh")


def without_comments(text: str) -> str:
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("name", OVERLAYS)
@pytest.mark.parametrize("is_finished", [False, True], ids=["template", "document"])
def test_an_overlay_is_learned_back_to_the_letter(name: str, is_finished: bool) -> None:
    kind, overlay = OVERLAYS[name]
    layout = layout_by(overlay)
    sample = finished(kind, layout) if is_finished else make_template(kind, layout)
    text = learned_from(sample)
    assert without_comments(text) == overlay
    assert "写不进" not in text
    assert layout_by(text) == layout


def a_choice_of(part: dict[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[Any]:
    return st.fixed_dictionaries({}, optional=part)


FAMILIES = st.sampled_from(["宋体", "仿宋", "华文中宋", "Times New Roman"])
SIZES = st.sampled_from(["小五", "小四", "小三", "二号", "小一", "15.5磅", "20磅"])
RANDOM_OVERLAYS = st.fixed_dictionaries(
    {
        "page": a_choice_of(
            {
                "top": st.integers(5, 80),
                "bottom": st.floats(15, 80).map(lambda length: round(length, 1)),
                "left": st.integers(15, 40),
                "right": st.floats(15, 30).map(lambda length: round(length, 1)),
            }
        ),
        "grid": st.one_of(
            a_choice_of({"lines": st.integers(10, 33)}),
            a_choice_of({"line_pitch": st.integers(39, 120).map(lambda n: n / 2)}),
            a_choice_of({"characters": st.integers(15, 31)}),
        ),
        "fonts": a_choice_of(
            {"title": FAMILIES, "body": FAMILIES, "level_1": FAMILIES}
        ),
        "sizes": a_choice_of({"title": SIZES, "body": SIZES, "page_number": SIZES}),
        "page_number": a_choice_of({"below": st.integers(2, 20)}),
        "red_head": a_choice_of(
            {"mark_top": st.integers(0, 60), "rule_distance": st.integers(2, 20)}
        ),
    }
)


@pytest.mark.slow
@settings(max_examples=40)
@given(RANDOM_OVERLAYS)
def test_any_overlay_is_followed_and_learned_back(data: dict[str, Any]) -> None:
    """What a page can give, the template has, and shows."""
    layout = layout_of(Overlay.model_validate(data))
    assume(not list(conflicts(layout, with_head=True)))
    template = make_template("redhead", layout)
    assert measure(template, layout) == ()
    assert learn(template).layout == layout


def test_a_template_that_leaves_out_empty_columns_says_so() -> None:
    overlay = "ledger:\n  drop_empty: true\n"
    text = learned_from(make_template("ledger", layout_by(overlay)))
    assert without_comments(text) == overlay


def test_a_red_rule_below_high_lines_is_learned_with_its_distance() -> None:
    """With the standard's distance these lines would be too high; the distance that the sample has makes room."""
    overlay = (
        "grid:\n  line_pitch: 49.5磅\nred_head:\n  mark_top: 0\n  rule_distance: 5\n"
    )
    text = learned_from(make_template("redhead", layout_by(overlay)))
    assert without_comments(text) == overlay


def test_a_template_for_preprinted_paper_says_so() -> None:
    overlay = "red_head:\n  mark_top: 30\n  preprinted: true\n"
    text = learned_from(make_template("redhead", layout_by(overlay)))
    assert without_comments(text) == overlay


SAVED = sorted((ROOT / "tests" / "restyling" / "saved").glob("*-saved.docx"))


@pytest.mark.parametrize("path", SAVED, ids=lambda path: path.stem)
def test_what_libreoffice_saved_again_is_the_standard_still(path: Path) -> None:
    assert learn(path.read_bytes()).values == ()


def test_what_was_restyled_in_libreoffice_is_learned() -> None:
    path = ROOT / "tests" / "restyling" / "saved" / "notice-fonts.docx"
    text = learned_from(path.read_bytes())
    for line in ("top: 25", "left: 30", "right: 30", "body: 宋体", "body: 四号"):
        assert f"  {line}\n" in text
    # 26 points are too large for its line, so it is said and not written.
    assert "title:" not in without_comments(text)
    assert "sizes.title（样张为 一号）未写入" in text


class Sample:
    """A document as an office types it: Word's defaults, and formatting of each paragraph by hand."""

    def __init__(self, pitch: float = 28) -> None:
        self.document = Document()
        self.pitch = pitch
        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin = section.bottom_margin = Mm(25.4)
        section.left_margin = section.right_margin = Mm(31.7)
        self.add("示例县教育局关于巡察整改进展情况的通报", "宋体", 18, is_title=True)
        self.add("根据县委统一部署，2024年3月至5月开展了巡察。", "仿宋", 16)
        self.add("一、组织领导情况", "黑体", 16)
        self.add("（一）压实责任", "楷体", 16)

    def add(
        self, text: str, family: str, size: float, *, is_title: bool = False
    ) -> None:
        paragraph = self.document.add_paragraph()
        layout = paragraph.paragraph_format
        layout.space_after = Pt(0)
        if self.pitch:
            layout.line_spacing_rule = WD_LINE_SPACING.EXACTLY
            layout.line_spacing = Pt(self.pitch)
        if is_title:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        else:
            layout.first_line_indent = Pt(2 * size)
        run = paragraph.add_run(text)
        run.bold = is_title or None
        run.font.size = Pt(size)
        run.font.name = "Times New Roman"
        run._element.rPr.rFonts.set(qn("w:eastAsia"), family)

    def number_pages(self, before: str, after: str, *, of_all: bool = False) -> None:
        paragraph = self.document.sections[0].footer.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run(before)
        self._add_field("PAGE")
        paragraph.add_run(after)
        if of_all:
            self._add_field("NUMPAGES")

    def _add_field(self, instruction: str) -> None:
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), f" {instruction} ")
        run = OxmlElement("w:r")
        text = OxmlElement("w:t")
        text.text = "9"
        run.append(text)
        field.append(run)
        self.document.sections[0].footer.paragraphs[0]._p.append(field)

    def set_grid(self, pitch: int) -> None:
        properties = self.document.sections[0]._sectPr
        for grid in properties.findall(qn("w:docGrid")):
            properties.remove(grid)
        grid = OxmlElement("w:docGrid")
        grid.set(qn("w:type"), "lines")
        grid.set(qn("w:linePitch"), str(pitch))
        properties.append(grid)

    def text(self, folder: Path) -> str:
        path = folder / "样张.docx"
        self.document.save(str(path))
        return learned_from(path.read_bytes())


def test_a_document_that_was_formatted_by_hand(tmp_path: Path) -> None:
    sample = Sample()
    for _ in range(3):
        sample.add("召开会议，研究整改工作。", "仿宋", 16)
    sample.add("建立台账。", "宋体", 16)
    sample.number_pages("- ", " -")
    text = sample.text(tmp_path)
    assert without_comments(text).startswith(
        "page:\n  top: 25.4\n  bottom: 25.4\n  left: 31.7\n  right: 31.7\n"
        "grid:\n  line_pitch: 28磅\n  characters: 25\n"
        "fonts:\n  title: 宋体\n  body: 仿宋\n  level_2: 楷体\n"
    )
    assert "  title: 小二\n" in text
    assert "  style: '- 1 -'\n" in text
    assert "  position: center\n" in text
    # The most frequent wins, and the others are named.
    assert "另有 1 处为 宋体（正文第8段“建立台账。”）" in text
    # What an overlay has no word for.
    assert "正文第1段“示例县教育局关于巡察整改进展情况的通报”：标题不应加粗" in text


def test_large_headings_do_not_outvote_the_text(tmp_path: Path) -> None:
    sample = Sample()
    for number in "二三四五":
        sample.add(f"{number}、整改落实情况", "黑体", 18)
    text = sample.text(tmp_path)
    assert "  body: 仿宋\n" in text
    assert "body: 小二" not in text
    assert "一级标题的字号应为三号，现为小二" in text


def test_the_number_of_all_pages_is_said_and_not_invented(tmp_path: Path) -> None:
    sample = Sample()
    sample.number_pages("第", "页 共", of_all=True)
    text = sample.text(tmp_path)
    assert "style:" not in without_comments(text)
    assert "页码应写作“— 1 —”，现为“第1页 共" in text


def test_lines_that_the_grid_of_the_page_makes(tmp_path: Path) -> None:
    """三号 on Word's usual grid of 15.6 points stands on two of its lines."""
    sample = Sample(pitch=0)
    sample.document.styles["Normal"].paragraph_format.line_spacing = 1
    sample.set_grid(312)
    assert "  line_pitch: 31.2磅\n" in sample.text(tmp_path)


def test_lines_of_no_fixed_height_are_said_and_not_invented(tmp_path: Path) -> None:
    sample = Sample(pitch=0)
    for paragraph in sample.document.paragraphs:
        paragraph.paragraph_format.line_spacing = 1.5
    text = sample.text(tmp_path)
    assert "grid:\n  characters: 25\n" in without_comments(text)
    assert "1.5 倍行距" in text


def test_a_table_of_measures_makes_no_ledger_of_a_report(tmp_path: Path) -> None:
    sample = Sample()
    table = sample.document.add_table(rows=2, cols=3)
    for cell, head in zip(
        table.rows[0].cells, ("序号", "问题", "整改措施"), strict=True
    ):
        cell.text = head
    text = sample.text(tmp_path)
    assert "  left: 31.7\n" in text
    assert "ledger:" not in without_comments(text)
    assert "纸张" not in text


def test_characters_that_would_touch_are_left_out_with_the_reason() -> None:
    parts = read_package(make_template("notice"))
    styles = parts["word/styles.xml"].decode("utf-8")
    squeezed = styles.replace('<w:spacing w:val="-5"/>', '<w:spacing w:val="-100"/>')
    assert squeezed != styles
    parts["word/styles.xml"] = squeezed.encode("utf-8")
    text = learned_from(write_parts(parts))
    assert "characters:" not in without_comments(text)
    assert "grid.characters（样张为 39）未写入：每行 39 字，16 磅的字会挤得相碰" in text


@pytest.mark.parametrize("texts", [[], ["会议室使用登记", "2025年4月7日"]])
def test_a_document_of_another_kind_is_refused(
    texts: list[str], tmp_path: Path
) -> None:
    document = Document()
    for text in texts:
        document.add_paragraph(text)
    path = tmp_path / "其他.docx"
    document.save(str(path))
    with pytest.raises(InputError) as caught:
        learn(path.read_bytes())
    assert [fault.code for fault in caught.value.diagnostics] == ["learn-nothing"]


def test_a_template_made_by_what_was_learned_is_as_the_sample(tmp_path: Path) -> None:
    sample = Sample()
    sample.number_pages("- ", " -")
    layout = layout_by(sample.text(tmp_path))
    assert measure(make_template("notice", layout), layout) == ()
