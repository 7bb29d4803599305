"""What a build reports of last pages that no template can keep together, and what it says nothing of."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from made import notice_from, shipped
from needs import needs, needs_fonts

from rectify_gen.office import Pair, convert, find_office
from rectify_gen.office.last_page import parted_ends
from rectify_gen.outputs.pdf_output import notes_on
from rectify_gen.package import read_package, write_parts
from rectify_gen.pdf.shown_pages import Shown
from rectify_gen.templating.attaching import attach
from rectify_gen.templating.render import render
from rectify_gen.view import compose
from rectify_gen.word.block_reading import read_blocks

ORGANS = ["示例县水务局", "示例县财政局", "示例县审计局", "示例县教育局"]
TEXT = "各项整改任务均已完成，特此通报。"
SIGNATURE = "示例县水务局\n2025年4月8日"
NOTE = "（此件公开发布）"
IMPRINT = "抄送：县纪委监委。\n示例县水务局办公室\n2025年4月8日印发"
ATTACHMENTS = "附件：整改任务清单"


def document(kind: str = "redhead", **facts: Any) -> bytes:
    """Return a document with everything that can stand at its end."""
    data = {
        "organization": {"name": ORGANS[0]},
        "title": ["关于整改情况的通报"],
        "preamble": [],
        "closing": [TEXT],
        "sections": [{"role": "other", "heading": "情况", "content": ["国" * 26] * 3}],
        "signature": {"date": "2025-04-08"},
        "document": {
            "attachments": ["整改任务清单"],
            "note": "此件公开发布",
            "copies_to": "县纪委监委",
            "issued_by": "示例县水务局办公室",
            "issued_on": "2025-04-08",
        },
        **facts,
    }
    view = compose(notice_from(data))
    rendered = render(shipped(kind), view)
    if not view.attached:
        return rendered
    return write_parts(attach(dict(read_package(rendered)), view, {}))


def reports(*pages: str, content: bytes | None = None) -> list[tuple[str, object]]:
    """Return code and page of what is reported of ``pages``, each with its number at the foot."""
    feet = [f"— {number} —" for number in range(1, len(pages) + 1)]
    whole = [f"{page}\n{foot}" for page, foot in zip(pages, feet, strict=True)]
    shown = Shown(
        pages=tuple(whole),
        heads=("",) * len(pages),
        feet=tuple(feet),
        fonts=frozenset(),
    )
    blocks = read_blocks(content or document())
    diagnostics = parted_ends(blocks, shown, "通报.pdf")
    assert all(diagnostic.path == "通报.pdf" for diagnostic in diagnostics)
    return [(diagnostic.code, diagnostic.facts["page"]) for diagnostic in diagnostics]


@pytest.mark.parametrize("text", [TEXT, "报。"])
def test_nothing_is_reported_where_text_stands_beside_the_end(text: str) -> None:
    end = "\n".join((text, ATTACHMENTS, SIGNATURE, NOTE, IMPRINT))
    assert reports("国国国", end) == []


def test_a_page_with_the_signature_and_no_text() -> None:
    """The date of 版记, on a later page, is not that of the signature."""
    end = "\n".join((ATTACHMENTS, SIGNATURE, NOTE))
    assert reports(TEXT, end, f"国\n{IMPRINT}") == [("pdf-signature-alone", 2)]


@pytest.mark.parametrize("alone", [IMPRINT, f"{NOTE}\n{IMPRINT}", NOTE])
def test_a_last_page_with_neither_text_nor_signature(alone: str) -> None:
    assert reports(f"{TEXT}\n{SIGNATURE}", alone) == [("pdf-imprint-alone", 2)]


def test_an_attachment_that_ends_with_a_bracketed_paragraph_is_no_note() -> None:
    paragraph = "（一）压实责任。"
    content = document(
        document={
            "attachments": [
                {"title": "整改任务清单", "content": ["首段。", paragraph]}
            ],
            "copies_to": "县纪委监委",
        }
    )
    page = f"{TEXT}\n{SIGNATURE}"
    last_page = f"{paragraph}\n抄送：县纪委监委。"
    assert reports(page, "首段。", last_page, content=content) == []


def test_a_document_without_an_end_has_none_to_part() -> None:
    content = document("notice", signature=None, document={})
    assert reports("国国国", TEXT, content=content) == []


@pytest.mark.slow
@needs("soffice")
@needs_fonts()
def test_an_end_that_no_page_holds_is_reported_of_its_pdf(tmp_path: Path) -> None:
    long_text = "国" * 28 * 6
    signature = {"date": "2025-04-08", "seal": True, "organizations": ORGANS}
    contents = {
        "short": document(),
        "long": document(closing=[long_text], signature=signature),
    }
    pairs = []
    for name, content in contents.items():
        file = tmp_path / f"{name}.docx"
        file.write_bytes(content)
        pairs.append(Pair(file, tmp_path / f"{name}.pdf"))
    notes = notes_on(list(convert(pairs, find_office(os.environ))))
    ends = [note for note in notes if note.code.endswith("-alone")]
    assert [note.code for note in ends] == ["pdf-imprint-alone"]
    assert ends[0].path == str(tmp_path / "long.pdf")
