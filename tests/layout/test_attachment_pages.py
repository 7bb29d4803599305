"""Pages of attachments, measured in PDFs that LibreOffice makes: clause 7.3.7, and 7.4 and 7.5 behind them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from formal_notices import FORMAL, formal_notice
from measured import MM, PITCH, to_pdf
from needs import needs, needs_fonts
from page_lines import TYPE_LEFT, TYPE_RIGHT, TYPE_TOP, Page, read_pages

from rectify_gen.outputs import Contents
from rectify_gen.outputs.records import TemplateFile
from rectify_gen.outputs.word_making import make_word_document
from rectify_gen.templating.make import make_template
from rectify_gen.view import compose

sys.path.append(str(Path(__file__).resolve().parents[1] / "templating"))
from attachment_files import attached_file

pytestmark = [pytest.mark.slow, needs("soffice"), needs_fonts()]

ITEM = {
    "problem": "台账不全",
    "status": "done",
    "deadline": "2024-12-31",
    "responsible_departments": ["办公室"],
    "content": [{"measures": ["补齐台账。", "定期核对。"]}],
}
ATTACHMENTS = [
    {"title": "整改任务清单", "content": ["任务如下。", {"heading": "组织领导"}]},
    {
        "title": "任务分工表",
        "table": {
            "head": ["序号", "整改任务", "完成时限"],
            "rows": [["1", "修订议事规则，明确集体研究事项清单" * 3, "2024年12月"]],
        },
    },
    {"title": "整改台账", "ledger": True},
    {"title": "制度建设目录", "file": "附件.docx"},
]
KINDS = ("notice", "redhead", "letter")


@pytest.fixture(scope="module")
def pages_by_kind(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Page]]:
    notice = formal_notice(
        30,
        {**FORMAL, "attachments": ATTACHMENTS},
        sections=[{"role": "rectification", "content": [ITEM]}],
    )
    documents: dict[str, bytes] = {}
    for kind in KINDS:
        contents = Contents(
            view=compose(notice),
            template=TemplateFile(kind, make_template(kind), kind, shipped=True),
            digest="",
            edition="",
            assets={"附件.docx": attached_file()},
        )
        documents[kind] = make_word_document(contents).data
    pdfs = to_pdf(documents, tmp_path_factory.mktemp("attachments"))
    return {kind: read_pages(pdf) for kind, pdf in pdfs.items()}


def page_with(pages: list[Page], label: str) -> tuple[int, Page]:
    for number, page in enumerate(pages, start=1):
        if page.lines and page.lines[0].text == label:
            return number, page
    raise AssertionError(f"no page begins with {label}")


@pytest.mark.parametrize("kind", KINDS)
def test_label_and_title_stand_on_the_first_and_the_third_line(
    kind: str, pages_by_kind: dict[str, list[Page]]
) -> None:
    pages = pages_by_kind[kind]
    for number, attachment in enumerate(ATTACHMENTS[:2], start=1):
        _, page = page_with(pages, f"附件{number}")
        label, title = page.lines[:2]
        assert title.text == attachment["title"]
        assert abs(label.x0 - TYPE_LEFT) * MM < 0.5
        assert label.size == pytest.approx(16, abs=0.1)
        assert abs(label.top - TYPE_TOP) < PITCH / 2
        assert title.size == pytest.approx(22, abs=0.1)
        middle = (TYPE_LEFT + TYPE_RIGHT) / 2
        assert abs((title.x0 + title.x1) / 2 - middle) * MM < 1
        # Base lines two lines apart: an empty line stands between them.
        base_of_label = label.bottom - 0.12 * label.size
        base_of_title = title.bottom - 0.12 * title.size
        assert abs(base_of_title - base_of_label - 2 * PITCH) < PITCH / 4


@pytest.mark.parametrize("kind", KINDS)
def test_each_attachment_has_pages_of_its_own_and_numbers_run_on(
    kind: str, pages_by_kind: dict[str, list[Page]]
) -> None:
    pages = pages_by_kind[kind]
    begins = [page_with(pages, f"附件{number}")[0] for number in range(1, 5)]
    assert begins == sorted(set(begins))
    assert all(page.lines for page in pages)
    for number, page in enumerate(pages, start=1):
        text = page.lines[-1].text.replace(" ", "")
        # The first page of a letter has no number; that of 版记 alone need not have one.
        if (kind, number) != ("letter", 1) and number != len(pages):
            assert text == f"—{number}—"


@pytest.mark.parametrize("kind", KINDS)
def test_a_wide_ledger_and_the_end_of_the_file_are_landscape(
    kind: str, pages_by_kind: dict[str, list[Page]]
) -> None:
    pages = pages_by_kind[kind]
    landscape = [
        number for number, page in enumerate(pages, start=1) if page.width > page.height
    ]
    ledger, _ = page_with(pages, "附件3")
    file, _ = page_with(pages, "附件4")
    assert landscape == [ledger, file + 1]


@pytest.mark.parametrize("kind", ["redhead", "letter"])
def test_the_imprint_is_on_the_last_page(
    kind: str, pages_by_kind: dict[str, list[Page]]
) -> None:
    pages = pages_by_kind[kind]
    with_imprint = [
        number
        for number, page in enumerate(pages, start=1)
        if any(line.text.startswith("抄送：") for line in page.lines)
    ]
    assert with_imprint == [len(pages)]
    assert pages[-1].width < pages[-1].height
