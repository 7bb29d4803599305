"""The preview of a template: what is wrong with it, and what it makes of a sample that has every fact."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest
from docx import Document
from made import ROOT, short
from needs import needs
from running_preview import looked_at, pictures_when, served

from rectify_gen.notice_files import read_source
from rectify_gen.office import find_office
from rectify_gen.preview.page_contents import ASSETS
from rectify_gen.source_check import check_source

SHIPPED = sorted((ROOT / "templates").glob("*.docx"))


@pytest.fixture
def template(tmp_path: Path) -> Path:
    path = tmp_path / "本单位 模板.docx"
    shutil.copy(ROOT / "templates" / "notice.docx", path)
    return path


def misspell(template: Path) -> None:
    document = Document(str(template))
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            run.text = run.text.replace("document.note", "document.noet")
    document.save(str(template))


def test_the_sample_is_sound() -> None:
    checked = check_source(read_source(ASSETS / "sample.yaml"))
    assert checked.judgement.standing == ()


def test_a_template_is_shown_with_the_sample(template: Path) -> None:
    with served(template) as preview:
        page = preview.page_when("没有发现问题")
        assert "下面是示例数据" in page
        assert "<h1>" in page
        assert "本单位 模板.docx</h1>" in page
        assert "<code>organization: {name: 中共示例市水务局党组" in page
        assert '<article id="draft" data-live class="current"' in page
        assert "Word 文件：" not in page


def test_a_fault_of_a_template_is_shown_with_its_place_until_it_is_fixed(
    template: Path,
) -> None:
    sound = template.read_bytes()
    with served(template) as preview:
        preview.page_when("没有发现问题")
        misspell(template)
        page = preview.page_when("noet")
        assert re.search(r"本单位 模板\.docx[^<]*第\d+段", page)
        assert 'class="banner"' in page
        template.write_bytes(sound)
        page = preview.page_when("没有发现问题")
        assert 'class="banner"' not in page


def test_what_is_no_template_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "坏.docx"
    path.write_bytes(b"no Word file")
    with served(path) as preview:
        page = preview.page_when("1 个错误")
        assert "坏.docx" in page


def test_templates_and_notices_stand_in_one_list(
    template: Path, tmp_path: Path
) -> None:
    notice = tmp_path / "通报.yaml"
    notice.write_text(short("林业"), encoding="utf-8")
    with served(template, notice) as preview:
        page = preview.page_when("未生成")
        assert page.count("<tr class=") == 2
        assert "示例数据" in preview.page("模板.docx")
        assert "示例数据" not in preview.page("通报.yaml")


@pytest.mark.slow
@needs("soffice")
@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_the_pages_of_every_template_lead_to_the_sample(
    path: Path, tmp_path: Path
) -> None:
    template = tmp_path / path.name
    shutil.copy(path, template)
    with served(template, office=find_office(os.environ)) as preview:
        lines = looked_at(preview)
        next(lines)
        pages = pictures_when(preview, 'id="pages" data-live class="current"')
        assert pages
        page = preview.page()
        # The name of the organ stands on line 3 of the sample.
        assert '<a href="#L3"><rect' in page
        lines.close()
