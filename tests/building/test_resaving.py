"""A document that was only saved again is not edited; where formatting changed, it is told in words."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt, RGBColor
from needs import needs
from png_files import png

from rectify_gen.building.changes import compare
from rectify_gen.building.running import Asked
from rectify_gen.building.tasks import recipe_of
from rectify_gen.source import read_file

from .conftest import built, checked, states

Document = Any


def saved(path: Path, edit: Callable[[Document], object] = lambda _: None) -> None:
    """Open a document, change it, and save it in another program's XML."""
    document = docx.Document(str(path))
    edit(document)
    document.save(str(path))


def looks(yaml: str = "甲.yaml") -> list[str]:
    found = compare(
        read_file(yaml), Path(yaml).with_suffix(".docx").read_bytes(), recipe_of({})
    )
    assert found.changes == []
    return [change.text("zh") for change in found.looks]


def body_of(document: Document, number: int) -> Document:
    """The paragraph of that number, as the reports count."""
    return document.paragraphs[number - 1]


def styled(number: int, **values: object) -> Callable[[Document], None]:
    def edit(document: Document) -> None:
        for run in body_of(document, number).runs:
            for name, value in values.items():
                setattr(run.font, name, value)

    return edit


def test_a_document_that_was_only_saved_again_is_current_and_is_overwritten(
    folder: Path,
) -> None:
    built("甲.yaml")
    document = folder / "甲.docx"
    as_built = document.read_bytes()
    saved(document)
    assert document.read_bytes() != as_built
    (outcome,) = checked("甲.yaml")
    assert outcome.state == "current"
    assert [note.code for note in outcome.diagnostics] == ["check-resaved"]
    assert [note.severity for note in outcome.diagnostics] == ["info"]
    assert looks() == []
    assert states(built("甲.yaml")) == {"甲": "built"}
    assert document.read_bytes() == as_built


def test_what_was_saved_again_and_is_stale_in_nothing_that_prints_is_built(
    folder: Path,
) -> None:
    built("甲.yaml")
    saved(folder / "甲.docx")
    source = folder / "甲.yaml"
    source.write_text("# 说明\n" + source.read_text("utf-8"), encoding="utf-8")
    assert states(checked("甲.yaml")) == {"甲": "stale"}
    assert states(built("甲.yaml")) == {"甲": "built"}


EDITS: dict[str, tuple[Callable[[Document], object], str]] = {
    "size": (styled(4, size=Pt(14)), "第4段字号 三号→四号"),
    "bold": (styled(4, bold=True), "第4段加粗 关→开"),
    "italic": (styled(4, italic=True), "第4段倾斜 关→开"),
    "underline": (styled(4, underline=True), "第4段下划线 无→single"),
    "alignment": (
        lambda document: setattr(
            body_of(document, 4), "alignment", WD_ALIGN_PARAGRAPH.RIGHT
        ),
        "第4段对齐 两端对齐→右对齐",
    ),
    "line": (
        lambda document: setattr(
            body_of(document, 4).paragraph_format, "line_spacing", Pt(20)
        ),
        "第4段行距 固定值 28.95 磅→固定值 20 磅",
    ),
    "before": (
        lambda document: setattr(
            body_of(document, 4).paragraph_format, "space_before", Pt(6)
        ),
        "第4段段前间距 0 磅→6 磅",
    ),
    "left": (
        lambda document: setattr(
            body_of(document, 4).paragraph_format, "left_indent", Pt(32)
        ),
        "第4段左缩进 0 磅→32 磅",
    ),
    "margin": (
        lambda document: setattr(document.sections[0], "left_margin", Mm(30)),
        "页面左边距 28 毫米→30 毫米",
    ),
    "header": (
        lambda document: setattr(
            document.sections[0].header.paragraphs[0], "text", "内部资料"
        ),
        "页眉文字 无→内部资料",
    ),
    "empty paragraph": (
        lambda document: body_of(document, 4).insert_paragraph_before(""),
        "文档中空段数 2→3",
    ),
    "hidden text": (
        lambda document: setattr(
            body_of(document, 4).add_run("勿外传").font, "hidden", True
        ),
        "文档中增加了隐藏文字“勿外传”",
    ),
    "comment": (
        lambda document: document.add_comment(
            body_of(document, 4).runs, text="请核实", author="王某某"
        ),
        "文档中增加了王某某的批注“请核实”",
    ),
}


@pytest.mark.parametrize(("edit", "sentence"), EDITS.values(), ids=EDITS)
def test_changed_formatting_is_told_and_kept(
    folder: Path, edit: Callable[[Document], object], sentence: str
) -> None:
    built("甲.yaml")
    document = folder / "甲.docx"
    saved(document, edit)
    edited = document.read_bytes()
    assert sentence in looks()
    (outcome,) = checked("甲.yaml")
    assert outcome.state == "edited"
    notes = [note.message("zh") for note in outcome.diagnostics]
    assert sentence in notes
    (kept,) = built("甲.yaml")
    assert (kept.state, kept.diagnostics[0].code) == ("failed", "document-edited")
    assert document.read_bytes() == edited
    assert states(built("甲.yaml", asked=Asked(force=True))) == {"甲": "built"}
    assert looks() == []


def test_paragraphs_that_changed_alike_are_one_report(folder: Path) -> None:
    built("甲.yaml")

    def red(document: Document) -> None:
        for number in (4, 5, 6, 9):
            for run in body_of(document, number).runs:
                run.font.color.rgb = RGBColor(255, 0, 0)

    saved(folder / "甲.docx", red)
    assert looks() == ["第4–6、9段颜色 黑色→红色"]


def test_an_indent_counted_in_characters_follows_the_size(folder: Path) -> None:
    built("甲.yaml")
    saved(folder / "甲.docx", styled(4, size=Pt(14)))
    assert looks() == ["第4段字号 三号→四号"]


def test_a_part_of_a_paragraph_is_quoted(folder: Path) -> None:
    built("甲.yaml")

    def first_run(document: Document) -> None:
        paragraph = next(
            one for one in document.paragraphs if one.text == "修订甲制度3项。"
        )
        (run,) = (one for one in paragraph.runs if one.text)
        run.text = "修订甲"
        rest = paragraph.add_run("制度3项。", style=run.style)
        rest._r.get_or_add_rPr()
        run.font.bold = True

    saved(folder / "甲.docx", first_run)
    (sentence,) = looks()
    assert sentence.endswith("段“修订甲”加粗 关→开")


def test_a_style_that_changed_is_told_where_it_is_seen(folder: Path) -> None:
    built("甲.yaml")
    saved(
        folder / "甲.docx",
        lambda document: setattr(document.styles["Title"].font, "size", Pt(26)),
    )
    assert looks() == ["第1段字号 二号→一号"]


def test_pictures_tables_and_breaks_are_told(folder: Path) -> None:
    built("甲.yaml")

    def add(document: Document) -> None:
        body_of(document, 4).add_run().add_picture(io.BytesIO(png(1, 1)), width=Mm(10))

    saved(folder / "甲.docx", add)
    assert looks() == ["文档中增加了图片"]


def test_another_edition_is_named(folder: Path) -> None:
    built("甲.yaml", asked=Asked(audience="internal"))
    found = compare(
        read_file("甲.yaml"), Path("甲.docx").read_bytes(), recipe_of({}, "public")
    )
    assert [note.code for note in found.notes] == ["diff-other-edition"]
    for lang in ("zh", "en"):
        assert "--audience internal" in found.notes[0].hint(lang)


@needs("soffice")
@pytest.mark.slow
@pytest.mark.parametrize("template", ["notice", "redhead", "letter", "ledger"])
def test_libreoffice_saving_is_no_edit_and_its_losses_are_told(
    folder: Path, example: Path, tmp_path: Path, template: str
) -> None:
    asked = Asked(template=template)
    built("水务.yaml", asked=asked)
    document = folder / "水务.docx"
    command = [
        "soffice",
        f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(tmp_path / "saved"),
        str(document),
    ]
    subprocess.run(command, check=True, timeout=180, capture_output=True)
    document.write_bytes((tmp_path / "saved" / "水务.docx").read_bytes())
    found = compare(
        read_file("水务.yaml"),
        document.read_bytes(),
        recipe_of(dict.fromkeys(("notice", "report", "announcement"), template)),
    )
    assert found.changes == []
    assert found.looks
    assert all(change.by_office for change in found.looks)
    assert "（LibreOffice 保存时自行改变）" in found.looks[0].text("zh")
    assert states(checked("水务.yaml", asked=asked)) == {"水务": "current"}

    def smaller(opened: Document) -> None:
        paragraph = next(one for one in opened.paragraphs if one.text)
        for run in paragraph.runs:
            run.font.size = Pt(14)

    saved(document, smaller)
    assert states(checked("水务.yaml", asked=asked)) == {"水务": "edited"}
