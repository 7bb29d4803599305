"""The real pages of a notice, drawn by LibreOffice while somebody looks at them."""

from __future__ import annotations

import os
import struct
import time
import zlib
from pathlib import Path
from threading import Event, Timer

import pytest
from made import EXAMPLES, made_of, notice_of, short
from needs import needs, needs_fonts
from programs import office_of
from running_preview import looked_at, pictures_when, served

from rectify_gen.diagnostics import EnvironmentFaultError
from rectify_gen.office import find_office, pdf_of
from rectify_gen.pdf.page_pictures import page_pictures

REPORT = next(path for path in EXAMPLES if path.stem == "market-regulation-report")


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    path = tmp_path / "通报.yaml"
    path.write_text(short("林业"), encoding="utf-8")
    return path


@pytest.mark.slow
@needs("soffice")
def test_pages_are_drawn_and_only_changed_ones_anew(tmp_path: Path) -> None:
    path = tmp_path / "报告.yaml"
    text = REPORT.read_text(encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    with served(path, office=find_office(os.environ)) as preview:
        lines = looked_at(preview)
        next(lines)
        pages = pictures_when(preview, 'id="pages" data-live class="current"')
        assert len(pages) == 16
        response = preview.client.get(pages[0])
        assert response.headers["content-type"] == "image/png"
        assert "immutable" in response.headers["cache-control"]
        # A4 at 108 dots per inch.
        width, height = struct.unpack(">II", response.content[16:24])
        assert (width, height) == (893, 1263)
        page = preview.page()
        title_line = text[: text.index("title: ")].count("\n") + 1
        assert f'<a href="#L{title_line}"><rect x="146.6"' in page
        path.write_text(text.replace("专题培训2期", "专题培训3期"))
        pictures_when(preview, 'id="pages" data-live class="earlier"')
        # The lines of the earlier pages may have moved.
        assert "<rect" not in preview.page()
        changed = pictures_when(preview, 'id="pages" data-live class="current"')
        assert len(changed) == 16
        assert len(set(changed) - set(pages)) == 1
        # What is no page any more is not there, and others never were.
        (gone,) = set(pages) - set(changed)
        assert preview.client.get(gone).status_code == 404
        lines.close()


@pytest.mark.slow
@needs("soffice")
@needs_fonts()
def test_a_character_that_no_font_has_is_reported_at_its_line(notice: Path) -> None:
    notice.write_text(short("林\U0002cb5a业"), encoding="utf-8")
    with served(notice, office=find_office(os.environ)) as preview:
        lines = looked_at(preview)
        next(lines)
        pages = pictures_when(preview, 'id="pages" data-live class="current"')
        assert pages
        page = preview.page()
        assert "PDF 显示不出“\U0002cb5a”（U+2CB5A）" in page
        lines.close()


def test_an_office_that_fails_is_reported_beside_the_draft(
    notice: Path, tmp_path: Path
) -> None:
    office = office_of(tmp_path, "echo no display >&2; exit 1")
    with served(notice, office=office) as preview:
        lines = looked_at(preview)
        next(lines)
        page = preview.page_when("pdf-not-made")
        assert "no display" in page
        assert "修订林业制度3项。</a>" in page
        lines.close()


def test_a_save_ends_a_drawing_that_goes_on_and_so_does_the_end(
    notice: Path, tmp_path: Path
) -> None:
    calls = tmp_path / "calls"
    office = office_of(tmp_path, f"echo $$ >> '{calls}'; sleep 60")
    with served(notice, office=office) as preview:
        lines = looked_at(preview)
        next(lines)
        while not calls.exists() or len(calls.read_text().split()) < 1:
            time.sleep(0.01)
        notice.write_text(short("水务"), encoding="utf-8")
        preview.page_when("修订水务制度3项。</a>")
        while len(calls.read_text().split()) < 2:
            time.sleep(0.01)
        lines.close()
    for number in calls.read_text().split():
        with pytest.raises(ProcessLookupError):
            os.kill(int(number), 0)


def test_nothing_is_drawn_that_nobody_looks_at(notice: Path, tmp_path: Path) -> None:
    calls = tmp_path / "calls"
    office = office_of(tmp_path, f"echo $$ >> '{calls}'")
    with served(notice, office=office) as preview:
        preview.page_when("未生成")
        notice.write_text(short("水务"), encoding="utf-8")
        preview.page_when("修订水务制度3项。</a>")
    assert not calls.exists()


def test_without_an_office_the_page_has_a_draft_only(notice: Path) -> None:
    with served(notice) as preview:
        page = preview.page_when("修订林业制度")
        assert 'id="pages"' not in page
        assert "show-pages" not in page


def test_one_document_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    office = office_of(tmp_path, "sleep 60")
    with pytest.raises(EnvironmentFaultError) as caught:
        pdf_of(b"", office, Event(), seconds=0.2)
    assert [fault.code for fault in caught.value.diagnostics] == ["pdf-timeout"]


def test_one_document_can_be_stopped(tmp_path: Path) -> None:
    office = office_of(tmp_path, "sleep 60")
    stop = Event()
    timer = Timer(0.2, stop.set)
    timer.start()
    assert pdf_of(b"", office, stop) is None
    timer.join()


def test_a_picture_has_the_pixels_of_its_page() -> None:
    # A page of 72 by 36 points, red in its lower half.
    content = b"1 0 0 rg 0 0 72 18 re f"
    pdf = (
        b"%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 72 36]/Contents 4 0 R>>endobj\n"
        b"4 0 obj<</Length %d>>stream\n%s\nendstream endobj\n"
        b"trailer<</Root 1 0 R>>\n" % (len(content), content)
    )
    (picture,) = page_pictures(pdf, dots_per_inch=73)
    # What looks the same is the same picture, in its own size only.
    assert page_pictures(pdf, 73, [picture])[0] is picture
    assert page_pictures(pdf, 72, [picture])[0] is not picture
    other = picture._replace(digest="0")
    assert page_pictures(pdf, 73, [other])[0] == picture
    assert (picture.width, picture.height) == (73, 37)
    png = picture.png
    length = int.from_bytes(png[33:37], "big")
    assert png[37:41] == b"IDAT"
    pixels = zlib.decompress(png[41 : 41 + length])
    row_length = 1 + 3 * 73
    assert len(pixels) == 37 * row_length
    assert pixels[:row_length] == b"\0" + b"\xff" * 219
    assert pixels[-row_length:] == b"\0" + b"\xff\0\0" * 73
    assert int.from_bytes(png[29:33], "big") == zlib.crc32(png[12:29])


def test_a_broken_pdf_has_no_pictures() -> None:
    with pytest.raises(EnvironmentFaultError):
        page_pictures(b"%PDF-1.4", 108)


@pytest.mark.slow
@needs("soffice")
def test_a_document_becomes_a_pdf() -> None:
    document = made_of(notice_of(REPORT))
    pdf = pdf_of(document, find_office(os.environ), Event())
    assert pdf is not None
    assert pdf.startswith(b"%PDF-")
