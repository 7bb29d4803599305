"""A built document names its own author and nobody else: not who made the template, nor on which machine."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx_maker import DECLARATION, SECTION, core_xml, document_xml, make_parts, p, run
from lxml import etree
from notices import NOTICE, view_of
from test_validity import findings

from rectify_gen.package import read_package, write_parts
from rectify_gen.templating.compile import compile_template
from rectify_gen.templating.render import render

PERSON = "张三"
MACHINE = "ZHANGSAN-PC"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MICROSOFT = "http://schemas.microsoft.com/office"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

APP = (
    f'{DECLARATION}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    f"<Template>C:\\Users\\{MACHINE}\\公文.dotm</Template><Manager>{PERSON}</Manager>"
    f"<Company>{PERSON}工作室</Company></Properties>"
)
CUSTOM = (
    f'{DECLARATION}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"'
    ' xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
    '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="Owner">'
    f"<vt:lpwstr>{PERSON}</vt:lpwstr></property>"
    '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="3" name="单位代码">'
    "<vt:lpwstr>A-17</vt:lpwstr></property></Properties>"
)
SETTINGS = (
    f'{DECLARATION}<w:settings {W}><w:zoom w:percent="100"/>'
    f'<w:docVars><w:docVar w:name="commondata" w:val="{MACHINE}"/></w:docVars></w:settings>'
)
PEOPLE = (
    f'{DECLARATION}<w15:people xmlns:w15="{MICROSOFT}/word/2012/wordml">'
    f'<w15:person w15:author="{PERSON}"/></w15:people>'
)
CUSTOM_XML = f"{DECLARATION}<SharedWithUsers><DisplayName>{PERSON}</DisplayName></SharedWithUsers>"
TASKS = f'{DECLARATION}<Tasks xmlns="{MICROSOFT}/tasks/2019/documenttasks"><Task id="{{{PERSON}}}"/></Tasks>'
LABELS = f'{DECLARATION}<labelList xmlns="{MICROSOFT}/2020/mipLabelMetadata"><label id="{PERSON}"/></labelList>'
PERMISSION = (
    f'<w:permStart w:id="7" w:ed="{PERSON}"/>{run("{{ title }}")}<w:permEnd w:id="7"/>'
)
PICTURE = (
    "<w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml' style='width:1pt;height:1pt'"
    f" alt='说明: C:\\Users\\{MACHINE}\\{PERSON}\\标志.png'/></w:pict></w:r>"
)


def template(body: str = "") -> dict[str, bytes]:
    """The parts of a template in which everything that Word, WPS and SharePoint write names somebody."""
    parts = make_parts(
        p(PERMISSION) + p(PICTURE) + body,
        core=core_xml(title="{{ title }}", creator=PERSON, description="公文模板"),
    )
    document = document_xml(p(PERMISSION) + p(PICTURE) + body).replace(
        SECTION, SECTION.replace("</w:sectPr>", '<w:printerSettings r:id="rId4"/></w:sectPr>')
    )  # fmt: skip
    texts = {
        "word/document.xml": document,
        "word/settings.xml": SETTINGS,
        "word/people.xml": PEOPLE,
        "word/documenttasks/documenttasks1.xml": TASKS,
        "word/printerSettings/printerSettings1.bin": f"\\\\{MACHINE}\\打印机",
        "word/nobody-refers-to-this.xml": PEOPLE,
        "customXml/item1.xml": CUSTOM_XML,
        "docMetadata/LabelInfo.xml": LABELS,
        "docProps/app.xml": APP,
        "docProps/custom.xml": CUSTOM,
        "docProps/thumbnail.jpeg": f"{PERSON} at {MACHINE}",
        "word/_rels/document.xml.rels": relationships(
            (f"{OFFICE}/settings", "settings.xml"),
            (f"{MICROSOFT}/2011/relationships/people", "people.xml"),
            (
                f"{MICROSOFT}/2019/05/relationships/documenttasks",
                "documenttasks/documenttasks1.xml",
            ),
            (f"{OFFICE}/printerSettings", "printerSettings/printerSettings1.bin"),
            (f"{OFFICE}/customXml", "../customXml/item1.xml"),
        ),
        "_rels/.rels": relationships(
            (f"{OFFICE}/officeDocument", "word/document.xml"),
            (f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            (f"{OFFICE}/extended-properties", "docProps/app.xml"),
            (f"{OFFICE}/custom-properties", "docProps/custom.xml"),
            (f"{PACKAGE}/relationships/metadata/thumbnail", "docProps/thumbnail.jpeg"),
            (
                f"{MICROSOFT}/2020/02/relationships/classificationlabels",
                "docMetadata/LabelInfo.xml",
            ),
        ),
        "[Content_Types].xml": parts["[Content_Types].xml"]
        .decode()
        .replace("</Types>", TYPES + "</Types>"),
    }
    return parts | {name: text.encode() for name, text in texts.items()}


TYPES = (
    '<Default Extension="jpeg" ContentType="image/jpeg"/>'
    '<Default Extension="bin" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.printerSettings"/>'
    '<Override PartName="/word/settings.xml"'
    ' ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/>'
    '<Override PartName="/word/people.xml"'
    ' ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.people+xml"/>'
    '<Override PartName="/docProps/app.xml"'
    ' ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/>'
)


def relationships(*entries: tuple[str, str]) -> str:
    listed = ""
    for number, (kind, target) in enumerate(entries, start=1):
        listed += f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
    return f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{listed}</Relationships>'


def built(parts: dict[str, bytes]) -> dict[str, bytes]:
    document = render(compile_template(write_parts(parts), "t.docx"), view_of(NOTICE))
    return read_package(document)


def test_the_template_names_somebody_in_every_part_that_it_adds() -> None:
    named = [
        name
        for name, content in template().items()
        if PERSON.encode() in content or MACHINE.encode() in content
    ]
    assert len(named) == 12


def test_a_document_names_nobody_of_its_template() -> None:
    for name, content in built(template()).items():
        assert PERSON not in content.decode("utf-8"), name
        assert MACHINE not in content.decode("utf-8"), name


def test_what_is_no_trace_stays() -> None:
    parts = built(template())
    assert set(parts) == {
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/core.xml",
        "docProps/custom.xml",
        "word/_rels/document.xml.rels",
        "word/document.xml",
        "word/settings.xml",
    }
    assert b"<w:zoom" in parts["word/settings.xml"]
    assert "公文模板" in parts["docProps/core.xml"].decode()
    document = parts["word/document.xml"].decode()
    assert "标志.png" in document
    assert "整改通报" in document


def test_nothing_refers_to_a_part_that_is_gone() -> None:
    parts = built(template())
    relations = etree.fromstring(parts["word/_rels/document.xml.rels"])
    assert [one.get("Target") for one in relations] == ["settings.xml"]
    assert b"rId4" not in parts["word/document.xml"]
    types = etree.fromstring(parts["[Content_Types].xml"])
    named = [one.get("PartName") for one in types if one.get("PartName")]
    assert all(name.lstrip("/") in parts for name in named)


@pytest.mark.parametrize(
    ("field", "part", "kept"),
    [
        (" DOCPROPERTY Owner ", "docProps/custom.xml", PERSON),
        (' DOCPROPERTY "单位代码" \\* MERGEFORMAT ', "docProps/custom.xml", "A-17"),
        (" DOCPROPERTY company ", "docProps/app.xml", f"{PERSON}工作室"),
        (" DOCVARIABLE commondata ", "word/settings.xml", MACHINE),
    ],
)
def test_what_a_field_prints_is_text_of_the_template(
    field: str, part: str, kept: str
) -> None:
    simple = f'<w:fldSimple w:instr="{field.replace(chr(34), "&quot;")}">{run("x")}</w:fldSimple>'
    pieces = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{field[:15]}</w:instrText></w:r>"
        f"<w:r><w:instrText>{field[15:]}</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    for code in (simple, pieces):
        parts = built(template(p(code)))
        assert kept in parts[part].decode()
        assert "<Template>" not in parts.get("docProps/app.xml", b"").decode()


@pytest.mark.parametrize("field", [" DOCPROPERTY Owners ", " DOCPROPERTY CoOwner "])
def test_another_property_of_a_similar_name_is_not_printed(field: str) -> None:
    body = p(f'<w:fldSimple w:instr="{field}">{run("x")}</w:fldSimple>')
    assert PERSON not in built(template(body))["docProps/custom.xml"].decode()


def test_an_author_that_is_a_tag_stays() -> None:
    parts = template()
    parts["docProps/core.xml"] = core_xml(creator="{{ organization }}").encode()
    assert "示例市" in built(parts)["docProps/core.xml"].decode()


def test_properties_under_another_name_are_found_by_their_relationship() -> None:
    parts = template()
    parts["package/services/a.psmdcp"] = parts.pop("docProps/core.xml")
    parts["docProps/core.xml"] = core_xml(title=PERSON).encode()
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(
        b"docProps/core.xml", b"package/services/a.psmdcp"
    )
    made = built(parts)
    assert "package/services/a.psmdcp" not in made
    assert "整改通报" in made["docProps/core.xml"].decode()
    assert PERSON not in made["docProps/core.xml"].decode()


@pytest.mark.parametrize(
    ("target", "part"),
    [
        ("Media/Logo.PNG", "word/media/logo.png"),
        ("media/%E5%9B%BE.png", "word/media/图.png"),
        ("media/图.png", "word/media/%e5%9b%be.png"),
        ("/word/media/a.png", "word/media/a.png"),
        ("../media/a.png", "media/a.png"),
    ],
)
def test_a_part_is_found_however_its_name_is_spelled(target: str, part: str) -> None:
    parts = make_parts(p("{{ title }}"), header1=p("x"))
    parts[part] = b"\x89PNG"
    parts["word/_rels/document.xml.rels"] = parts[
        "word/_rels/document.xml.rels"
    ].replace(
        b"</Relationships>",
        f'<Relationship Id="rId9" Type="{OFFICE}/image" Target="{target}"/></Relationships>'.encode(),
    )
    assert built(parts)[part] == b"\x89PNG"


def test_the_workbook_of_a_chart_goes_and_the_chart_stays() -> None:
    parts = make_parts(p("{{ title }}"), header1=p("x"))
    chart = (
        f'{DECLARATION}<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
        f' xmlns:r="{OFFICE}"><c:chart/><c:externalData r:id="rId1"/></c:chartSpace>'
    )
    parts["word/charts/chart1.xml"] = chart.encode()
    parts["word/charts/_rels/chart1.xml.rels"] = relationships(
        (f"{OFFICE}/package", "../embeddings/book.xlsx")
    ).encode()
    parts["word/embeddings/book.xlsx"] = PERSON.encode()
    parts["word/_rels/document.xml.rels"] = parts[
        "word/_rels/document.xml.rels"
    ].replace(
        b"</Relationships>",
        f'<Relationship Id="rId9" Type="{OFFICE}/chart" Target="charts/chart1.xml"/></Relationships>'.encode(),
    )
    made = built(parts)
    assert "word/embeddings/book.xlsx" not in made
    assert b"<c:chart/>" in made["word/charts/chart1.xml"]
    assert b"rId1" not in made["word/charts/_rels/chart1.xml.rels"]


def test_settings_in_utf_16_are_cleaned_too() -> None:
    parts = template()
    text = SETTINGS.replace('encoding="UTF-8"', 'encoding="UTF-16"')
    parts["word/settings.xml"] = text.encode("utf-16")
    made = built(parts)["word/settings.xml"]
    assert MACHINE not in made.decode("utf-8")
    assert MACHINE.encode("utf-16-le") not in made


@pytest.mark.slow
def test_a_document_of_such_a_template_is_valid(tmp_path: Path) -> None:
    parts = template()
    parts["word/styles.xml"] = f"{DECLARATION}<w:styles {W}/>".encode()
    parts["word/_rels/document.xml.rels"] = parts[
        "word/_rels/document.xml.rels"
    ].replace(
        b"</Relationships>",
        f'<Relationship Id="rId9" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>'.encode(),
    )
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        b"</Types>",
        b'<Override PartName="/word/styles.xml" ContentType='
        b'"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>',
    )
    path = tmp_path / "document.docx"
    path.write_bytes(write_parts(built(parts)))
    assert findings(path) == []
