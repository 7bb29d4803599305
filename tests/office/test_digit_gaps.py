"""The lines of a PDF are those of Word: gaps between Chinese characters and digits only where the document has them."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pdfplumber
import pytest
from made import EXAMPLES, ROOT, made_of, notice_from
from needs import needs, needs_fonts
from programs import converter

from rectify_gen.office import Pair, convert, find_office
from rectify_gen.source import locate, read_file

sys.path.insert(0, str(ROOT / "tests" / "word"))
from written import BODY_FONT, document, paragraph

pytestmark = [pytest.mark.slow, needs("soffice"), needs_fonts()]
NO_GAPS = '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'


def styles(*formatting: str) -> str:
    """Styles A, B … of ``formatting`` after Normal, which has the first."""
    written = BODY_FONT
    for number, properties in enumerate(formatting):
        name = "Normal" if number == 0 else "heading 1" if number == 1 else "条文"
        default = ' w:default="1"' if number == 0 else ""
        written += (
            f'<w:style w:type="paragraph"{default} w:styleId="S{number}"><w:name w:val="{name}"/>'
            f"<w:pPr>{properties}</w:pPr></w:style>"
        )
    return written


def gaps(pdf: Path) -> dict[str, bool]:
    """Whether a gap stands before each digit that follows a Chinese character, by the character."""
    measured = {}
    with pdfplumber.open(pdf) as opened:
        for page in opened.pages:
            for before, sign in zip(page.chars, page.chars[1:], strict=False):
                if sign["text"].isdigit() and before["text"].isalpha():
                    measured[before["text"]] = sign["x0"] - before["x1"] > 2
    return measured


def converted(folder: Path, made: bytes) -> Path:
    pair = Pair(folder / "a.docx", folder / "a.pdf")
    pair.document.write_bytes(made)
    (done,) = convert([pair], find_office(os.environ))
    assert done.failure is None
    assert not done.has_added_gaps
    return pair.pdf


def test_gaps_stand_where_the_document_has_them(tmp_path: Path) -> None:
    cell = f"<w:tbl><w:tr><w:tc>{paragraph('表9')}</w:tc></w:tr></w:tbl>"
    body = (
        paragraph("正9")
        + paragraph("题9", '<w:pStyle w:val="S1"/>')
        + paragraph("条9", '<w:pStyle w:val="S2"/>')
        + cell
        + paragraph("末9")
    )
    off = document(body, styles=styles(NO_GAPS, "", NO_GAPS.replace('"0"', '"1"')))
    assert gaps(converted(tmp_path, off)) == {
        "正": False,
        # A style that is based on none follows the defaults of the document.
        "题": True,
        "条": True,
        "表": False,
        "末": False,
    }
    on = document(body + paragraph("自9", NO_GAPS), styles=styles("", NO_GAPS, NO_GAPS))
    assert gaps(converted(tmp_path, on)) == {
        "正": True,
        "题": False,
        "条": False,
        "表": True,
        "末": True,
        # Said by the paragraph itself.
        "自": False,
    }


def test_full_lines_with_digits_hold_28_characters_and_dates_stand_in_place(
    tmp_path: Path,
) -> None:
    path = next(path for path in EXAMPLES if path.stem == "water-affairs-bureau")
    data = locate(read_file(str(path))).value
    data["signature"] |= {"date": "2025-11-18", "seal": True}
    data["sections"][0]["content"] = ["共9项" * 40 + "。"]
    pdf = converted(tmp_path, made_of(notice_from(data)))
    with pdfplumber.open(pdf) as opened:
        rows: dict[tuple[int, int], list[dict]] = {}
        for page in opened.pages:
            for sign in page.chars:
                if sign["text"].strip():
                    key = (page.page_number, round(sign["top"]))
                    rows.setdefault(key, []).append(sign)
        texts = {}
        for row in rows.values():
            texts["".join(sign["text"] for sign in row)] = row[-1]["x1"]
    full = max((text for text in texts if "项共9项" in text), key=len)
    width = sum(0.5 if sign.isdigit() else 1.0 for sign in full)
    assert 27.5 <= width <= 28
    # 2025年11月18日 is 7 characters wide, so that whole characters put it in its place: four from the right.
    right = opened.pages[0].width - 1474 / 20
    from_right = (right - texts["2025年11月18日"]) / (442.25 / 28)
    assert from_right == pytest.approx(4, abs=0.1)


def test_gaps_that_nobody_could_prevent_are_noted(tmp_path: Path) -> None:
    """The program stands where no Python belongs to it, as in a LibreOffice without UNO."""
    pair = Pair(tmp_path / "a.docx", tmp_path / "a.pdf")
    pair.document.write_bytes(document(paragraph("正9"), styles=styles(NO_GAPS)))
    office = converter(tmp_path, "real(files)")
    (done,) = convert([pair], office)
    assert done.has_added_gaps
    assert gaps(pair.pdf) == {"正": True}
    pair.document.write_bytes(document(paragraph("正9"), styles=styles("")))
    (done,) = convert([pair], office)
    assert not done.has_added_gaps
