"""The layout contract, measured in PDFs that LibreOffice makes of rendered documents."""

from __future__ import annotations

import os
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from made import EXAMPLES, made_of, notice_from, notice_of
from measured import MM, PITCH, Document, measure, to_pdf
from needs import NOTICES, needs, needs_fonts
from violations import LINES, pages_of, violations

from rectify_gen import chinese
from rectify_gen.importer import import_text
from rectify_gen.layout import STANDARD
from rectify_gen.model import Notice
from rectify_gen.source import read_file
from rectify_gen.view import compose

pytestmark = [
    pytest.mark.slow,
    needs("soffice", "pdftoppm"),
    needs_fonts(),
]

FOLDER = os.environ.get(NOTICES, "")
REAL = sorted(Path(FOLDER).glob("*.txt")) if FOLDER else []
ORGANS = {
    "short": ["示例县水务局"],
    "long": ["中国共产党示例自治区示例市文化广播电视和旅游局机关委员会"],
    "equal": ["中共示例委员会"],
    "several": ["中共示例市教育局党组", "示例市教育局", "中共示例市水务局党组"],
}
FILLER = "国" * 26


def signed(
    names: list[str], seal: bool, paragraphs: int = 3, date: str = "2025-04-07"
) -> dict[str, Any]:
    """A notice without title whose text is ``paragraphs`` lines of one paragraph each, then closing and signature."""
    return {
        "title": [],
        "preamble": [],
        "closing": ["特此通报。"],
        "sections": [
            {"role": "other", "heading": "情况", "content": [FILLER] * paragraphs}
        ],
        "signature": {"organizations": names, "date": date, "seal": seal},
    }


def solid(lines: int) -> dict[str, Any]:
    """A heading line, then one paragraph that fills ``lines`` lines without any punctuation."""
    text = "国" * (lines * STANDARD.grid.characters - 2)
    section = {"role": "other", "heading": "实文", "content": [text]}
    return {"title": [], "preamble": [], "closing": [], "sections": [section]}


HAND_MADE = {
    **{
        f"signed-{key}-{seal}": signed(names, seal)
        for key, names in ORGANS.items()
        for seal in (True, False)
    },
    "signed-long-date": signed(["示例县水务局"], False, date="2025-12-31"),
    **{
        f"end-{lines}-{seal}": signed(["示例县水务局"], seal, lines)
        for lines in range(14, 23)
        for seal in (True, False)
    },
    "solid": solid(3 * LINES - 1),
    "addresses": {
        "title": [],
        "preamble": [],
        "closing": ["特此通报。"],
        "sections": [
            {
                "role": "other",
                "heading": "公开情况",
                "content": [
                    "网址https://www.example.gov.cn/xxgk/zdgz/202504/t20250407_12345.html",
                    "整改情况已在局门户网站公开，网址www.example.gov.cn/xxgk/zdgz/202504.html",
                    "社会各界有什么意见建议，请发送到电子邮箱xuncha-zhenggai.gongkai@example.cn",
                ],
            }
        ],
        "signature": {"date": "2025-04-07"},
        "document": {"note": "此件公开发布，联系人：李四，联系电话：0599-5550100"},
    },
}


@cache
def notices() -> dict[str, Notice]:
    """Every notice that is measured: examples, real ones where there are any, hand-made ones."""
    return {
        **{path.stem: notice_of(path) for path in EXAMPLES},
        **{
            path.stem: notice_from(import_text(read_file(path).text).data)
            for path in REAL
        },
        **{name: notice_from(data) for name, data in HAND_MADE.items()},
    }


@pytest.fixture(scope="session")
def measured(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Documents and PDFs by name, made once; measured when asked for."""
    contents = {name: made_of(notice) for name, notice in notices().items()}
    pdfs = to_pdf(contents, tmp_path_factory.mktemp("layout"))
    return {name: (content, pdfs[name]) for name, content in contents.items()}


@cache
def _measured(name: str, content: bytes, pdf: Path) -> Document:
    return measure(name, content, pdf)


def found_in(name: str, measured: dict[str, Any]) -> list[str]:
    return violations(_measured(name, *measured[name]), compose(notices()[name]))


@pytest.mark.parametrize("name", [path.stem for path in EXAMPLES])
def test_examples(name: str, measured: dict[str, Any]) -> None:
    found = found_in(name, measured)
    assert not found, "\n".join(found)


@needs(env=NOTICES)
@pytest.mark.parametrize("name", [path.stem for path in REAL] or ["none"])
def test_real_notices(name: str, measured: dict[str, Any]) -> None:
    found = found_in(name, measured)
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "name", [name for name in HAND_MADE if name.startswith("signed")]
)
def test_signature_by_the_arithmetic_of_the_standard(
    name: str, measured: dict[str, Any]
) -> None:
    found = found_in(name, measured)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("name", [name for name in HAND_MADE if name.startswith("end")])
def test_signature_never_alone_wherever_the_page_ends(
    name: str, measured: dict[str, Any]
) -> None:
    found = found_in(name, measured)
    assert not found, "\n".join(found)


def test_some_of_those_ends_do_fall_on_a_second_page(measured: dict[str, Any]) -> None:
    counts = {
        len(_measured(name, *measured[name]).pages)
        for name in HAND_MADE
        if name.startswith("end")
    }
    assert counts == {1, 2}


def test_solid_text_is_22_lines_of_28_characters(measured: dict[str, Any]) -> None:
    document = _measured("solid", *measured["solid"])
    found = found_in("solid", measured)
    assert not found, "\n".join(found)
    heading, first, *full = document.rows
    assert [len(rows) for _, rows in pages_of(document)] == [LINES] * 3
    assert (heading.text, len(first.signs)) == (
        "一、实文",
        STANDARD.grid.characters - 2,
    )
    assert {len(row.signs) for row in full} == {STANDARD.grid.characters}


def test_full_lines_of_the_examples_hold_28_characters(
    measured: dict[str, Any],
) -> None:
    for path in EXAMPLES:
        widest = max(
            chinese.width(row.text)
            for row in _measured(path.stem, *measured[path.stem]).rows
        )
        assert widest == STANDARD.grid.characters, path.stem


@pytest.mark.parametrize("page", [1, 2])
def test_the_dash_of_the_page_number_stands_7_mm_below_the_type_area(
    page: int, measured: dict[str, Any], tmp_path: Path
) -> None:
    """Clause 7.5: 一字线上距版心下边缘 7 mm; seen in pixels, for a font's box says little about its dash."""
    _, pdf = measured["solid"]
    dots = 600
    subprocess.run(
        [
            "pdftoppm",
            "-r",
            str(dots),
            "-f",
            str(page),
            "-l",
            str(page),
            "-gray",
            pdf,
            tmp_path / "page",
        ],
        check=True,
    )
    picture = next(tmp_path.glob("page*.pgm")).read_bytes()
    _, size, _, pixels = picture.split(b"\n", 3)
    width, height = map(int, size.split())
    number = _measured("solid", *measured["solid"]).pages[page - 1]["page_number"]
    column = round((number["left_mm"] + 2) / 25.4 * dots)  # 2 mm into the first dash
    edge = (STANDARD.page.height - STANDARD.page.bottom) / 20 * MM
    start = round(edge / 25.4 * dots) + dots // 25
    inked = [row for row in range(start, height) if pixels[row * width + column] < 128]
    assert inked, "no dash found"
    assert abs(inked[0] / dots * 25.4 - edge - 7) <= 0.3


def test_addresses_and_telephone_numbers_do_not_pull_lines_apart(
    measured: dict[str, Any],
) -> None:
    found = found_in("addresses", measured)
    assert not found, "\n".join(found)


def test_line_pitch_is_exact(measured: dict[str, Any]) -> None:
    for page in _measured("solid", *measured["solid"]).pages:
        assert all(abs(pitch - PITCH) <= 0.06 for pitch in page["line_pitch_pt"])
