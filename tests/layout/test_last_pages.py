"""Last pages, wherever the text ends on its page: what GB/T 9704-2012 wants to stand together does.

The page with the signature has text (clause 7.3.5.5), 附注 stands with its date, and 版记 ends the last
page, under text (clause 7.4). ``RECTIFY_GEN_ALL_LENGTHS=1`` tries every length of text instead of every fourth.
"""

from __future__ import annotations

import os
import re
from itertools import pairwise, product
from pathlib import Path
from typing import Any

import pytest
from formal_notices import FORMAL, LAST_TEXT, TEXT, formal_notice
from made import shipped
from measured import to_pdf
from needs import needs, needs_fonts
from page_lines import TYPE_BOTTOM, Page, read_pages

from rectify_gen.model import Notice
from rectify_gen.templating.render import render
from rectify_gen.view import compose

pytestmark = [pytest.mark.slow, needs("soffice"), needs_fonts()]

STEP = 1 if os.environ.get("RECTIFY_GEN_ALL_LENGTHS") else 4
LENGTHS = range(0, 46, STEP)
"""Lines of text before the end: two pages and more, so that each fourth meets each second line of a page."""
IMPRINT_LINES = {"notice": 0, "report": 0, "letter": 2, "redhead": 3}
"""Lines of 版记 in each kind of document."""
ORGANS = ["示例县水务局", "示例县财政局", "示例县审计局", "示例县教育局"]
DATE = "2025年4月7日"
NOTE = "（此件公开发布）"
ENDS: dict[str, dict[str, Any]] = {
    "short": {},
    "note": {"seal": True, "note": NOTE},
    "attachments": {"attachments": ["整改任务清单", "长期整改事项台账"]},
    "joint": {
        "seal": True,
        "organs": ORGANS,
        "note": NOTE,
        "attachments": ["整改任务清单"],
    },
}


def ending(kind: str, lines: int, end: str) -> Notice:
    """Return a notice whose text has ``lines`` lines of one paragraph each, and the ``end`` after them."""
    parts = ENDS[end]
    document: dict[str, Any] = {}
    if IMPRINT_LINES[kind]:
        document.update(FORMAL)
    for key in ("note", "attachments"):
        if key in parts:
            document[key] = parts[key]
    return formal_notice(
        lines,
        document,
        kind="report" if kind == "report" else "notice",
        signature={
            "date": "2025-04-07",
            "seal": parts.get("seal", False),
            "organizations": parts.get("organs", ORGANS[:1]),
        },
    )


@pytest.fixture(scope="module")
def pages_by_name(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Page]]:
    """The pages of each document, by ``kind end length``."""
    contents: dict[str, bytes] = {}
    for kind, end, lines in product(IMPRINT_LINES, ENDS, LENGTHS):
        view = compose(ending(kind, lines, end))
        contents[f"{kind}-{end}-{lines}"] = render(shipped(kind), view)
    folder: Path = tmp_path_factory.mktemp("last-pages")
    pdfs = to_pdf(contents, folder)
    return {name: read_pages(pdf) for name, pdf in pdfs.items()}


def texts(page: Page) -> list[str]:
    """Return the lines of a page without its number."""
    numberless = []
    for line in page.lines:
        if not re.fullmatch(r"—\d+—", line.text):
            numberless.append(line.text)
    return numberless


def has_text(page: Page) -> bool:
    """Whether a page has text that is neither attachment, signature, 附注 nor 版记."""
    return any(line in (TEXT, LAST_TEXT) for line in texts(page))


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("kind", IMPRINT_LINES)
def test_the_end_stands_on_one_last_page_that_has_text(
    kind: str, end: str, pages_by_name: dict[str, list[Page]]
) -> None:
    faults: list[str] = []
    for lines in LENGTHS:
        pages = pages_by_name[f"{kind}-{end}-{lines}"]
        last = texts(pages[-1])
        signers = "".join(last)
        wanted = [DATE]
        if "note" in ENDS[end]:
            wanted.append(NOTE)
        if not has_text(pages[-1]):
            faults.append(f"{lines} lines: no text on the last page: {last}")
        for text in wanted:
            if text not in last:
                faults.append(f"{lines} lines: {text} is not on the last page")
        for organ in ENDS[end].get("organs", ORGANS[:1]):
            if organ not in signers:
                faults.append(f"{lines} lines: {organ} is not on the last page")
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize(
    "kind", [kind for kind, lines in IMPRINT_LINES.items() if lines]
)
def test_imprint_ends_the_last_page_under_all_text(
    kind: str, end: str, pages_by_name: dict[str, list[Page]]
) -> None:
    for lines in LENGTHS:
        pages = pages_by_name[f"{kind}-{end}-{lines}"]
        for page in pages[:-1]:
            assert not any(text.startswith("抄送：") for text in texts(page)), lines
        last = texts(pages[-1])
        (copies,) = (text for text in last if text.startswith("抄送："))
        assert len(last) - last.index(copies) == IMPRINT_LINES[kind], (lines, last)


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("kind", IMPRINT_LINES)
def test_no_line_runs_into_another_or_out_of_the_type_area(
    kind: str, end: str, pages_by_name: dict[str, list[Page]]
) -> None:
    for lines in LENGTHS:
        for page in pages_by_name[f"{kind}-{end}-{lines}"]:
            numberless = [line for line in page.lines if "—" not in line.text]
            assert numberless
            for above, below in pairwise(numberless):
                assert below.top - above.bottom > 2, (lines, above.text, below.text)
            for line in numberless:
                assert line.bottom < TYPE_BOTTOM + 0.5, (lines, line.text)
