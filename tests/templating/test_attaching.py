"""Attachments with a body: where they stand, what they say, how they look, and what is refused."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from attachment_files import attached_file
from docx_maker import make, p
from lxml import etree

from rectify_gen.building.changes import changes
from rectify_gen.building.making import make_of_material
from rectify_gen.building.tasks import SHIPPED, material_of, recipe_of
from rectify_gen.diagnostics import InputError
from rectify_gen.measuring import measure
from rectify_gen.notice_files import read_source
from rectify_gen.package import read_package, write_parts
from rectify_gen.word.block_reading import document_text
from rectify_gen.word.namespaces import NAMESPACES, qn

ITEM = {
    "problem": "台账不全",
    "status": "done",
    "deadline": "2024-12-31",
    "content": [{"measures": ["补齐台账。", "定期核对。"]}],
}
TEXT = {
    "title": "整改任务清单",
    "content": [
        "任务如下。",
        {"heading": "组织领导", "content": ["成立小组。"]},
        {"heading": "工作要求。", "run_in": True, "content": ["压实责任。"]},
    ],
}
TABLE = {
    "title": "任务分工表",
    "table": {
        "head": ["序号", "任务", "责任科室"],
        "rows": [
            ["1", "修订议事规则，明确集体研究事项清单", "办公室"],
            ["2", "核对台账", ""],
        ],
    },
}
LEDGER = {"title": "整改台账", "ledger": True}
FILE = {"title": "制度建设目录", "file": "附件.docx"}


def notice(folder: Path, *attachments: Any, **document: Any) -> Path:
    data = {
        "organization": {"name": "示例县水务局"},
        "title": ["关于整改情况的通报"],
        "preamble": [],
        "closing": ["特此通报。"],
        "sections": [{"role": "rectification", "content": [ITEM]}],
        "signature": {"date": "2025-04-07"},
        "document": {
            "note": "此件公开发布",
            "copies_to": "县纪委监委",
            "issued_by": "示例县水务局办公室",
            "attachments": list(attachments),
            **document,
        },
    }
    facts: Any = data["document"]
    data["document"] = {key: value for key, value in facts.items() if value}
    path = folder / "通报.yaml"
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return path


def built(path: Path, template: str = "redhead") -> bytes:
    recipe = recipe_of(dict.fromkeys(SHIPPED, template))
    return make_of_material(material_of(read_source(path)), recipe)[0]


def lines(document: bytes) -> list[str]:
    text = document_text(document)
    return [line.strip() for line in text.splitlines() if line.strip()]


def body_of(document: bytes) -> etree._Element:
    return etree.fromstring(read_package(document)["word/document.xml"])[0]


def orientations(document: bytes) -> list[str]:
    sizes = body_of(document).iter(qn("w:pgSz"))
    return [str(size.get(qn("w:orient"), "portrait")) for size in sizes]


def test_attachments_follow_the_note_and_precede_the_imprint(tmp_path: Path) -> None:
    document = built(notice(tmp_path, "只列名称", TEXT, TABLE, LEDGER))
    printed = lines(document)
    start = printed.index("附件2")
    assert printed[start - 2 :] == [
        "2025年4月7日",
        "（此件公开发布）",
        "附件2",
        "整改任务清单",
        "任务如下。",
        "一、组织领导",
        "成立小组。",
        "二、工作要求。压实责任。",
        "附件3",
        "任务分工表",
        "序号\t任务\t责任科室",
        "1\t修订议事规则，明确集体研究事项清单\t办公室",
        "2\t核对台账",
        "附件4",
        "整改台账",
        "序号\t问题\t整改措施\t时限\t状态",
        "1\t台账不全\t一是补齐台账。",
        "二是定期核对。\t2024年12月31日\t已完成",
        "抄送：县纪委监委。",
        "示例县水务局办公室",
    ]
    # The names are those of 附件说明.
    assert "附件：1.只列名称" in printed
    assert printed[printed.index("附件：1.只列名称") + 1 :][:3] == [
        "2.整改任务清单",
        "3.任务分工表",
        "4.整改台账",
    ]
    assert measure(document) == ()


def test_a_lone_attachment_has_no_number(tmp_path: Path) -> None:
    printed = lines(built(notice(tmp_path, TEXT), "notice"))
    assert "附件：整改任务清单" in printed
    assert printed[printed.index("附件") + 1] == "整改任务清单"


@pytest.mark.parametrize("template", ["notice", "report", "redhead", "letter"])
def test_a_wide_ledger_stands_on_a_landscape_page_of_its_own(
    template: str, tmp_path: Path
) -> None:
    document = built(notice(tmp_path, TEXT, LEDGER, TABLE), template)
    assert orientations(document) == ["portrait", "landscape", "portrait"]
    first, *later = body_of(document).iter(qn("w:sectPr"))
    # Only the notice has a first page of its own; all pages are numbered through.
    assert all(section.find(qn("w:titlePg")) is None for section in later)
    assert all(section.find(qn("w:footerReference")) is not None for section in later)
    assert (first.find(qn("w:titlePg")) is not None) == (template == "letter")
    assert measure(document) == ()


def test_the_last_page_is_that_of_the_imprint_behind_a_landscape_one(
    tmp_path: Path,
) -> None:
    with_imprint = built(notice(tmp_path, LEDGER))
    assert orientations(with_imprint) == ["portrait", "landscape", "portrait"]
    without = built(notice(tmp_path, LEDGER, copies_to=None, issued_by=None), "notice")
    assert orientations(without) == ["portrait", "landscape"]


def test_a_narrow_ledger_stands_upright(tmp_path: Path) -> None:
    path = notice(tmp_path, LEDGER)
    text = path.read_text(encoding="utf-8").replace('"deadline": "2024-12-31", ', "")
    path.write_text(text, encoding="utf-8")
    assert orientations(built(path)) == ["portrait"]


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    (tmp_path / "附件.docx").write_bytes(attached_file())
    path = notice(tmp_path, TEXT, FILE, TABLE, LEDGER)
    assert built(path) == built(path)


def test_each_attachment_begins_a_page(tmp_path: Path) -> None:
    """By a break of its own, or because a section begins."""
    (tmp_path / "附件.docx").write_bytes(attached_file())
    body = body_of(built(notice(tmp_path, TEXT, LEDGER, TABLE, FILE, TEXT)))
    labels = [
        paragraph
        for paragraph in body.iter(qn("w:p"))
        if re.fullmatch("附件[1-5]", "".join(paragraph.itertext()))
    ]
    assert len(labels) == 5
    for label in labels:
        breaks = label.find(f"{qn('w:pPr')}/{qn('w:pageBreakBefore')}") is not None
        before = label.getprevious()
        ends_section = before.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None
        assert breaks != ends_section


def test_a_word_file_keeps_its_styles_numbers_pictures_and_pages(
    tmp_path: Path,
) -> None:
    (tmp_path / "附件.docx").write_bytes(attached_file())
    document = built(notice(tmp_path, TEXT, FILE))
    printed = lines(document)
    start = printed.index("制度建设目录", printed.index("附件2"))
    # Label and title of the file are those of the notice, and stand once.
    assert printed[start : start + 8] == [
        "制度建设目录",
        "自带样式的标题",
        "宋体小四的一段。",
        "1.\t自动编号第一条",
        "2.\t自动编号第二条",
        "表格里的字",
        "横排页上的一段。",
        "抄送：县纪委监委。",
    ]
    assert "不带来的页眉" not in document_text(document)
    assert orientations(document) == ["portrait", "portrait", "landscape", "portrait"]
    parts = read_package(document)
    pictures = [name for name in parts if name.startswith("attachments/")]
    assert pictures == ["attachments/2/word/media/image1.png"]
    styles = etree.fromstring(parts["word/styles.xml"])
    names = styles.xpath("w:style/w:name/@w:val", namespaces=NAMESPACES)
    assert len(names) == len(set(names))
    base = styles.xpath(
        "w:style[w:name[starts-with(@w:val, 'Normal（附件')]]", namespaces=NAMESPACES
    )[0]
    # Its own type, and none of the squeeze that the notice's defaults have.
    assert base.xpath("w:rPr/w:sz/@w:val", namespaces=NAMESPACES) == ["24"]
    assert base.xpath("w:rPr/w:spacing/@w:val", namespaces=NAMESPACES) == ["0"]
    assert base.xpath("w:rPr/w:rFonts/@w:eastAsia", namespaces=NAMESPACES) == ["宋体"]
    assert measure(document) == ()


@pytest.mark.parametrize(
    ("written", "impossible"),
    [
        (r'(<wp:docPr [^>]*\bid=")[0-9]+', "9" * 5000),
        (r'(<w:pgMar [^>]*\bw:bottom=")[0-9]+', "9" * 5000),
        (r'(<w:pgMar [^>]*\bw:bottom=")[0-9]+', "--5"),
    ],
)
def test_numbers_that_no_document_has_stop_no_file(
    tmp_path: Path, written: str, impossible: str
) -> None:
    parts = read_package(attached_file())
    body = parts["word/document.xml"].decode()
    changed, count = re.subn(written, rf"\g<1>{impossible}", body)
    assert count
    parts["word/document.xml"] = changed.encode()
    (tmp_path / "附件.docx").write_bytes(write_parts(parts))
    assert "宋体小四的一段。" in lines(built(notice(tmp_path, TEXT, FILE)))


def test_a_drawing_keeps_the_number_that_word_drew_for_it(tmp_path: Path) -> None:
    parts = read_package(attached_file())
    body = parts["word/document.xml"].decode()
    drawn = re.sub(r'(<wp:docPr [^>]*\bid=")[0-9]+', r"\g<1>1804289383", body)
    parts["word/document.xml"] = drawn.encode()
    (tmp_path / "附件.docx").write_bytes(write_parts(parts))
    document = built(notice(tmp_path, TEXT, FILE))
    (properties,) = body_of(document).iter(qn("wp:docPr"))
    # The second attachment: 100000 for each.
    assert properties.get("id") == str(2 * 100_000 + 1804289383 % 200_000)


def test_two_files_with_the_same_styles_and_numbers_stay_apart(tmp_path: Path) -> None:
    (tmp_path / "附件.docx").write_bytes(attached_file(landscape=False))
    (tmp_path / "又一个.docx").write_bytes(attached_file("又一个", landscape=False))
    second = {"title": "又一个", "file": "又一个.docx"}
    printed = lines(built(notice(tmp_path, FILE, second)))
    assert printed.count("1.\t自动编号第一条") == 2
    assert printed.count("2.\t自动编号第二条") == 2


def test_a_title_that_differs_from_the_list_stays_in_the_file(tmp_path: Path) -> None:
    (tmp_path / "附件.docx").write_bytes(attached_file("另一个标题"))
    printed = lines(built(notice(tmp_path, FILE)))
    assert printed[printed.index("附件") + 1 :][:2] == ["制度建设目录", "另一个标题"]


def without_styles_of_ours() -> bytes:
    """A template that an office made without ours: it has Normal alone, under another identifier."""
    parts = dict(
        read_package(
            make(
                p("{{ title }}")
                + p("{%p for p in paragraphs %}")
                + p("{{ p.number }}{{ p.heading }}{{ p.text }}")
                + p("{%p endfor %}")
            )
        )
    )
    return write_parts(parts)


def test_a_template_without_these_styles_gets_those_of_the_standard(
    tmp_path: Path,
) -> None:
    template = tmp_path / "自己的.docx"
    template.write_bytes(without_styles_of_ours())
    document = built(notice(tmp_path, TEXT, TABLE), str(template))
    printed = lines(document)
    assert printed[printed.index("附件1") + 1] == "整改任务清单"
    styles = etree.fromstring(read_package(document)["word/styles.xml"])
    named = styles.xpath("w:style[@w:styleId='AttachmentLabel']", namespaces=NAMESPACES)
    assert len(named) == 1


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("没有.docx", None, "asset-missing"),
        ("../附件.docx", attached_file(), "asset-outside"),
        ("附件.docx", b"no Word file", "attachment-unfit"),
    ],
)
def test_a_file_that_cannot_be_attached_is_reported(
    name: str, content: bytes | None, code: str, tmp_path: Path
) -> None:
    folder = tmp_path / "通报"
    folder.mkdir()
    if content is not None:
        (folder / name).write_bytes(content)
    path = notice(folder, {"title": "制度建设目录", "file": name})
    with pytest.raises(InputError) as caught:
        built(path)
    assert code in {fault.code for fault in caught.value.diagnostics}


def test_a_link_that_leads_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "通报"
    folder.mkdir()
    (tmp_path / "外面.docx").write_bytes(attached_file())
    (folder / "附件.docx").symlink_to(tmp_path / "外面.docx")
    with pytest.raises(InputError) as caught:
        built(notice(folder, FILE))
    assert "asset-outside" in {fault.code for fault in caught.value.diagnostics}


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (
            "<w:t>宋体小四的一段。</w:t>",
            '<w:t>宋</w:t></w:r><w:ins w:id="9" w:author="张三"><w:r><w:t>增</w:t></w:r></w:ins><w:r><w:t>体</w:t>',
            "修订",
        ),
        (
            "<w:t>宋体小四的一段。</w:t>",
            '<w:t>注</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>体</w:t>',
            "脚注",
        ),
        (
            "<w:t>宋体小四的一段。</w:t>",
            '<w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>INCLUDETEXT "a.docx"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/>',
            "INCLUDETEXT",
        ),
    ],
)
def test_what_must_not_be_published_is_refused_in_a_file_too(
    old: str, new: str, reason: str, tmp_path: Path
) -> None:
    parts = dict(read_package(attached_file()))
    body = parts["word/document.xml"].decode("utf-8")
    assert old in body
    parts["word/document.xml"] = body.replace(old, new).encode("utf-8")
    (tmp_path / "附件.docx").write_bytes(write_parts(parts))
    with pytest.raises(InputError) as caught:
        built(notice(tmp_path, FILE))
    (fault,) = (
        fault for fault in caught.value.diagnostics if fault.code == "attachment-unfit"
    )
    assert fault.facts["path"] == "附件.docx"
    assert reason in str(fault.facts["reason_zh"])


@pytest.mark.parametrize(
    "written",
    ["file: 附件.docx", "文件: 附件.docx", "'file' : 附件.docx", '"文件": "附件.docx"'],
)
def test_a_file_is_read_however_its_key_is_written(
    written: str, tmp_path: Path
) -> None:
    (tmp_path / "附件.docx").write_bytes(attached_file())
    path = tmp_path / "通报.yaml"
    path.write_text(
        "sections: [{role: overview, content: 印发文件。}]\n"
        f"document: {{attachments: {{title: 制度, {written}}}}}\n",
        encoding="utf-8",
    )
    assert [name for name, _ in read_source(path).assets] == ["附件.docx"]


def test_the_digest_changes_with_the_file(tmp_path: Path) -> None:
    (tmp_path / "附件.docx").write_bytes(attached_file())
    path = notice(tmp_path, FILE)
    before = material_of(read_source(path)).digest()
    (tmp_path / "附件.docx").write_bytes(attached_file("另一个标题"))
    assert material_of(read_source(path)).digest() != before


def test_a_change_in_an_attachment_leads_to_its_value(tmp_path: Path) -> None:
    (tmp_path / "附件.docx").write_bytes(attached_file())
    path = notice(tmp_path, TEXT, TABLE, FILE)
    document = built(path)
    parts = dict(read_package(document))
    body = parts["word/document.xml"].decode("utf-8")
    for old, new in (("成立小组", "成立工作专班"), ("核对台账", "按月核对台账")):
        assert body.count(f">{old}") == 1
        body = body.replace(f">{old}", f">{new}")
    parts["word/document.xml"] = body.encode("utf-8")
    recipe = recipe_of(dict.fromkeys(SHIPPED, "redhead"))
    source = read_source(path)
    assert changes(source, document, recipe) == []
    found = changes(source, write_parts(parts), recipe)
    assert [change.route for change in found] == [
        ("document", "attachments", 0, "content", 1, "content", 0),
        ("document", "attachments", 1, "table", "rows", 1, 1),
    ]
