"""Pages of a ledger, however long its rows are: none without a row, none blank, no text beyond the margin, none lost."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest
from made import notice_from, shipped
from measured import to_pdf
from needs import needs, needs_fonts
from page_lines import Page, read_pages

from rectify_gen import document_text
from rectify_gen.layout import STANDARD
from rectify_gen.model import Notice
from rectify_gen.templating.render import render
from rectify_gen.view import compose

pytestmark = [pytest.mark.slow, needs("soffice"), needs_fonts()]

SENTENCE = "修订议事规则，明确督办要求，逐条对账销号。"
AREAS = ("关于落实决策部署方面", "关于作风建设方面")
HEADS = "序号问题整改目标整改措施进展情况责任领导责任科室责任人时限状态佐证材料销号"
TEXT_BOTTOM = (STANDARD.ledger.page.height - STANDARD.ledger.page.bottom) / 20
ROWS = range(4, 10)


def item(sentences: int, **facts: Any) -> dict[str, Any]:
    """Return a problem with one measure of that many sentences."""
    return {"heading": "完善机制", "content": [SENTENCE * sentences], **facts}


def ledger(*areas: list[dict[str, Any]]) -> Notice:
    """Return a notice whose ledger has the items of each area."""
    content = []
    for heading, items in zip(AREAS, areas, strict=False):
        content.append({"heading": heading, "content": items})
    return notice_from(
        {
            "organization": {"name": "示例县水务局"},
            "sections": [{"role": "rectification", "content": content}],
            "signature": {"date": "2025-03-18"},
        }
    )


LEDGERS = {
    # 30 to 50 sentences are as high as what the first page has left.
    **{f"one-{count}": ledger([item(count)]) for count in range(26, 62, 4)},
    **{f"second-{count}": ledger([item(9)], [item(count)]) for count in range(14, 50, 4)},
    # Rows of four lines, up to the end of the first page and beyond it.
    **{f"rows-{count}": ledger([item(4)] * count, [item(1)]) for count in ROWS},
    "narrow": ledger([item(2, progress="已完成销号，" * 25), item(2)]),
}  # fmt: skip


@pytest.fixture(scope="module")
def documents(
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, tuple[bytes, list[Page]]]:
    """Each ledger as a document, and its pages."""
    contents: dict[str, bytes] = {}
    for name, notice in LEDGERS.items():
        contents[name] = render(shipped("ledger"), compose(notice))
    pdfs = to_pdf(contents, tmp_path_factory.mktemp("ledgers"))
    return {name: (contents[name], read_pages(pdf)) for name, pdf in pdfs.items()}


def printed(page: Page) -> str:
    """Return the text of a page without its number and the heads of the columns."""
    text = ""
    for line in page.lines:
        if not re.fullmatch(r"—\d+—", line.text):
            text += line.text
    assert HEADS in text
    return text.replace(HEADS, "")


@pytest.mark.parametrize("name", LEDGERS)
def test_every_page_has_rows_within_its_margins(name: str, documents: Any) -> None:
    _, pages = documents[name]
    for page in pages:
        text = printed(page)
        assert any(sign in text for sign in SENTENCE)
        assert not text.endswith(AREAS)
        *lines, _ = page.lines
        assert max(line.bottom for line in lines) <= TEXT_BOTTOM


@pytest.mark.parametrize("name", LEDGERS)
def test_no_text_is_lost_between_pages(name: str, documents: Any) -> None:
    content, pages = documents[name]
    shown: Counter[str] = Counter()
    for page in pages:
        shown += Counter(printed(page))
    written = Counter(document_text(content)) - Counter(HEADS)
    for sign in SENTENCE:
        assert shown[sign] == written[sign]


@pytest.mark.parametrize("count", ROWS)
def test_a_short_row_stays_on_one_page(count: int, documents: Any) -> None:
    _, pages = documents[f"rows-{count}"]
    for page in pages:
        # Each row says it four times, the last one once; nothing else does.
        rest = printed(page).count("销号") % 4
        assert rest == (1 if page is pages[-1] else 0)


def test_some_of_those_rows_do_go_onto_a_second_page(documents: Any) -> None:
    counts = set()
    for count in ROWS:
        _, pages = documents[f"rows-{count}"]
        counts.add(len(pages))
    assert counts == {1, 2}
