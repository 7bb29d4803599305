"""Documents by others, damaged ones and huge ones: a bounded list or a clear error, in little time."""

from __future__ import annotations

import io
import subprocess
import time
from pathlib import Path

import docx
import pytest
from documents import formal
from lxml import etree
from mutations import BODY, STYLES
from needs import needs
from timing import processor_seconds

from rectify_gen.diagnostics import RectifyError
from rectify_gen.measuring import is_finished, measure
from rectify_gen.package import read_package, write_parts
from rectify_gen.resources import find

TEXT = (
    "中共安澜市某某局党组关于巡察整改进展情况的通报",
    "根据市委统一部署，2024年3月4日至5月17日，市委第二巡察组对局党组进行了巡察。现将整改情况予以公布。",
    "一、整改工作组织情况",
    "局党组成立领导小组，“一把手”负总责。",
    "（一）压实责任。召开会议3次，研究问题12个。",
    "1.关于制度不健全问题。",
    "联系电话：0599-5550100；电子邮箱：office@example.cn。",
    "中共安澜市某某局党组",
    "2025年3月18日",
)


def changed(data: bytes, **parts: bytes | None) -> bytes:
    """``data`` with parts (dots for slashes are ``__``) replaced, or taken out where None."""
    out: dict[str, bytes] = dict(read_package(data))
    for key, content in parts.items():
        name = f"word/{key}.xml"
        out.pop(name)
        if content is not None:
            out[name] = content
    return write_parts(out)


def test_a_document_of_another_library_gives_a_bounded_list() -> None:
    document = docx.Document()
    for text in TEXT:
        document.add_paragraph(text)
    stream = io.BytesIO()
    document.save(stream)
    found = measure(stream.getvalue())
    assert is_finished(stream.getvalue())
    codes = {one.code.removeprefix("layout-") for one in found}
    assert codes >= {
        "paper",
        "margin",
        "grid",
        "page-number",
        "line-pitch",
        "spacing",
        "theme-font",
        "size",
        "indent",
    }
    assert codes >= {"widow", "auto-space", "alignment", "hint"}
    assert len(found) <= 30
    title = next(one for one in found if one.code == "layout-alignment")
    assert (title.message("zh"), title.place and title.place.paragraph) == (
        "标题应居中，现为左对齐（样式“正文”，涉及 1 段）",
        1,
    )
    assert title.hint("zh") == "选中 → 右击 → 段落 → 对齐方式：居中"


@pytest.mark.parametrize("part", ["document", "styles", "settings", "footer1"])
@pytest.mark.parametrize(
    "content", [b"<w:broken", b"", b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>']
)
def test_a_damaged_part_is_named(part: str, content: bytes) -> None:
    with pytest.raises(RectifyError) as caught:
        measure(changed(formal("notice"), **{part: content}), path="a.docx")
    (found,) = caught.value.diagnostics
    assert (found.code, found.path) == ("docx-part-unreadable", "a.docx")
    assert part in found.message("zh")


@pytest.mark.parametrize("part", ["styles", "settings", "footer1"])
def test_a_missing_part_is_a_bounded_list(part: str) -> None:
    found = measure(changed(formal("notice"), **{part: None}))
    assert 0 < len(found) <= 40


def test_no_document_at_all() -> None:
    for data in (b"", b"no zip", changed(formal("notice"), document=None)):
        with pytest.raises(RectifyError):
            measure(data)


def test_styles_in_a_ring_end() -> None:
    styles = read_package(formal("notice"))[STYLES].decode("utf-8")
    ring = styles.replace('w:basedOn w:val="Normal"', 'w:basedOn w:val="Heading1"')
    measure(changed(formal("notice"), styles=ring.encode("utf-8")))


@pytest.mark.parametrize("value", ["", "x", "9" * 30, "-1", "1e999", "٣", "0.5"])
def test_attributes_that_are_no_numbers(value: str) -> None:
    """No traceback; what is no margin or size is reported, for 0 is taken in its place."""
    body = read_package(formal("notice"))[BODY].decode("utf-8")
    for name, old, code in (
        ("top", "2098", "margin"),
        ("linePitch", "579", "grid"),
        ("w", "11906", "paper"),
    ):
        document = body.replace(f'w:{name}="{old}"', f'w:{name}="{value}"')
        found = measure(changed(formal("notice"), document=document.encode("utf-8")))
        assert {one.code for one in found} == {f"layout-{code}"}
    styles = read_package(formal("notice"))[STYLES].decode("utf-8")
    for old, code in (('w:line="579"', "line-pitch"), ('<w:sz w:val="32"', "size")):
        changed_styles = styles.replace(old, old.split('"')[0] + f'"{value}"')
        found = measure(
            changed(formal("notice"), styles=changed_styles.encode("utf-8"))
        )
        assert {one.code for one in found} == {f"layout-{code}"}


@pytest.mark.slow
def test_every_element_may_be_missing() -> None:
    """Taking any one element out of styles, settings or section never ends in a traceback."""
    whole = read_package(formal("redhead"))
    for name in (STYLES, "word/settings.xml", "word/footer1.xml"):
        count = len(list(etree.fromstring(whole[name]).iter()))
        for at in range(1, count):
            root = etree.fromstring(whole[name])
            element = list(root.iter())[at]
            element.getparent().remove(element)
            measure(write_parts({**whole, name: etree.tostring(root)}))


def test_reports_are_limited_whatever_a_document_holds() -> None:
    body = read_package(formal("notice"))[BODY].decode("utf-8")
    paragraphs = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="BodyText"/><w:spacing w:line="{300 + at}" w:lineRule="exact"/></w:pPr>'
        f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t>正文第{at}段。</w:t></w:r></w:p>'
        for at in range(200)
    )
    found = measure(
        changed(
            formal("notice"),
            document=body.replace("<w:sectPr>", paragraphs + "<w:sectPr>").encode(),
        )
    )
    assert len(found) == 61
    assert found[-1].code == "layout-more"
    assert found[-1].message("zh") == "还有 140 项版式差异没有列出"


def test_a_field_left_open_does_not_hide_what_follows() -> None:
    body = read_package(formal("notice"))[BODY].decode("utf-8")
    opened = body.replace(
        "<w:r>", '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r>', 1
    )
    assert (
        measure(changed(formal("notice"), document=opened.encode("utf-8"))) is not None
    )


CELL = "<w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc>"
LARGE = {
    "openings": "<w:p><w:r><w:t>" + "{{ " * 50_000 + "</w:t></w:r></w:p>",
    "branches": "<w:p><w:r><w:t>" + "{% if a %}{{ b }}" * 5_000 + "</w:t></w:r></w:p>",
    "loops": "<w:p><w:r><w:t>"
    + "{% for a in b %}{{ a.c }}" * 5_000
    + "</w:t></w:r></w:p>",
    "tags": "<w:p>"
    + "<w:r><w:t>{{ closing.paragraphs }}</w:t></w:r>" * 5_000
    + "</w:p>",
    "runs": "<w:p>" + "<w:r><w:t>甲</w:t></w:r>" * 20_000 + "</w:p>",
    "quotes": "<w:p><w:r><w:t>一、" + "“" * 100_000 + "</w:t></w:r></w:p>",
    "fields": "<w:p>"
    + '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 5_000
    + "</w:p>",
    "rows": "<w:tbl>" + f"<w:tr>{CELL}</w:tr>" * 5_000 + "</w:tbl>",
    "cells": f"<w:tbl><w:tr>{CELL * 5_000}</w:tr></w:tbl>",
    "nested": "<w:tbl><w:tr><w:tc>" * 70 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 70,
    "sections": '<w:p><w:pPr><w:sectPr><w:pgSz w:w="9" w:h="9"/></w:sectPr></w:pPr></w:p>'
    * 2_000,
    "dates": "<w:p><w:r><w:t>2025年1月1日</w:t></w:r></w:p>" * 5_000,
}


@pytest.mark.parametrize("name", LARGE)
def test_much_of_anything_takes_little_time(name: str) -> None:
    body = read_package(formal("notice"))[BODY].decode("utf-8")
    data = changed(
        formal("notice"),
        document=body.replace("<w:sectPr>", LARGE[name] + "<w:sectPr>").encode("utf-8"),
    )
    with processor_seconds(15):
        assert len(measure(data)) < 70
        is_finished(data)


@pytest.mark.slow
def test_a_hundred_thousand_paragraphs_take_time_in_proportion() -> None:
    body = read_package(formal("notice"))[BODY].decode("utf-8")
    one = (
        '<w:p><w:pPr><w:pStyle w:val="BodyText"/></w:pPr><w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>'
        "<w:t>一是健全制度。修订议事规则，明确督办要求，每月通报一次进展。</w:t></w:r></w:p>"
    )
    taken = []
    for count in (10_000, 100_000):
        data = changed(
            formal("notice"),
            document=body.replace("<w:sectPr>", one * count + "<w:sectPr>").encode(
                "utf-8"
            ),
        )
        start = time.process_time()
        assert measure(data) == ()
        taken.append(time.process_time() - start)
    assert (
        taken[1] < 25 * taken[0]
    )  # ten times as many; other work on the machine makes it uneven


def test_text_boxes_and_frames_for_the_number_are_understood() -> None:
    """WPS puts the number into a text box set outside, older templates into a frame; neither needs a second footer."""
    notice = find("templates/notice.docx").read_bytes()
    settings = read_package(notice)["word/settings.xml"].replace(
        b"<w:evenAndOddHeaders/>", b""
    )
    footer = read_package(notice)["word/footer1.xml"].decode("utf-8")
    framed = footer.replace(
        '<w:pStyle w:val="Footer"/>',
        '<w:pStyle w:val="Footer"/><w:framePr w:wrap="around" w:hAnchor="margin" w:xAlign="outside" w:y="1"/>',
    )
    assert (
        measure(changed(notice, settings=settings, footer1=framed.encode("utf-8")))
        == ()
    )
    start, end = footer.index("<w:p>"), footer.index("</w:ftr>")
    drawing = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    shape = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
    boxed = (
        f'{footer[:start]}<w:p><w:r><w:drawing><wp:anchor xmlns:wp="{drawing}"><wp:positionH relativeFrom="margin">'
        f'<wp:align>outside</wp:align></wp:positionH><wps:txbx xmlns:wps="{shape}"><w:txbxContent>{footer[start:end]}'
        f"</w:txbxContent></wps:txbx></wp:anchor></w:drawing></w:r></w:p></w:ftr>"
    )
    assert (
        measure(changed(notice, settings=settings, footer1=boxed.encode("utf-8"))) == ()
    )


@pytest.mark.slow
@needs("soffice")
def test_saved_by_libreoffice_only_habits_are_left(tmp_path: Path) -> None:
    """It drops the hints and the switches that it has no setting for; the layout itself stays."""
    source, target = tmp_path / "a.docx", tmp_path / "out" / "a.docx"
    source.write_bytes(formal("redhead"))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "docx",
        "--outdir",
        target.parent,
        source,
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    found = measure(target.read_bytes())
    assert {one.code for one in found} <= {
        "layout-punctuation",
        "layout-auto-space",
        "layout-hanging-punctuation",
        "layout-hint",
    }
    assert all(one.severity.value == "info" for one in found)
