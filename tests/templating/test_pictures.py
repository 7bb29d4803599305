"""Pictures of the data take the place of samples in the template, in every way in which Word and WPS write pictures."""

from __future__ import annotations

import io
import re

import pytest
from docx import Document
from docx_maker import _R, cell, codes, make_parts, p, run, table
from lxml import etree
from made import notice_from
from png_files import png

from rectify_gen.choice import PICTURE, DeclaredFact
from rectify_gen.diagnostics import TemplateError
from rectify_gen.package import read_package, write_parts
from rectify_gen.templating.compile import Template, compile_template
from rectify_gen.templating.render import render
from rectify_gen.templating.template_check import check_template
from rectify_gen.view import View, compose

SAMPLE = png(1, 1, 1)
SEAL, CODE = png(60, 40), png(30, 30, 128)
SPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
SEAL_TAG, CODE_TAG = "{{ pictures.印章 }}", "{{pictures.二维码}}"


def drawing(text: str, identifier: str = "rId90", inner_text: str = "") -> str:
    """A picture in line with the text, as Word writes it."""
    return (
        '<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="600000" cy="400000"/>'
        f'<wp:docPr id="7" name="图片 7" descr="{text}"/>'
        f'<a:graphic {SPACES}><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        f'<pic:pic><pic:nvPicPr><pic:cNvPr id="7" name="样图" descr="{inner_text or text}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{identifier}"><a:extLst><a:ext uri="svg"/></a:extLst></a:blip>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
        '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="600000" cy="400000"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>'
    )


def vml(text: str, identifier: str = "rId90") -> str:
    """A picture as old versions of Word, and WPS, write it."""
    return (
        '<w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" style="width:60pt;height:40pt" '
        f'alt="{text}"><v:imagedata r:id="{identifier}"/></v:shape></w:pict>'
    )


def both(text: str) -> str:
    """A picture in both versions, the older one for programs that do not know the newer."""
    return (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f'<mc:Choice Requires="wps">{drawing(text)}</mc:Choice><mc:Fallback>{vml(text)}</mc:Fallback></mc:AlternateContent>'
    )


def in_run(content: str) -> str:
    return f"<w:r>{content}</w:r>"


def template_bytes(body: str, header: str = "") -> bytes:
    """A template whose body and header may show the sample picture rId90."""
    stories = {"header1": header} if header else {}
    parts = make_parts(body, **stories)
    sample = (
        f'<Relationship Id="rId90" Type="{_R}/image" Target="media/sample.png"/>'
        "</Relationships>"
    )
    empty = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
    for name in ("document", *stories):
        relations = f"word/_rels/{name}.xml.rels"
        text = parts.get(relations, empty.encode()).decode()
        parts[relations] = text.replace("</Relationships>", sample).encode()
    parts["word/media/sample.png"] = SAMPLE
    types = parts["[Content_Types].xml"].decode()
    entry = '<Default Extension="PNG" ContentType="image/png"/><Default Extension="xml"'
    parts["[Content_Types].xml"] = types.replace(
        '<Default Extension="xml"', entry
    ).encode()
    return write_parts(parts)


def compiled_template(body: str, header: str = "") -> Template:
    return compile_template(template_bytes(body, header), "模板.docx")


def view_with(**pictures: str) -> View:
    return compose(
        notice_from({"sections": [{"role": "overview"}], "pictures": pictures})
    )


GIVEN = {"图/章.png": SEAL, "码.png": CODE}
BOTH_GIVEN = view_with(印章="图/章.png", 二维码="码.png")
NONE_GIVEN = view_with()


def rendered(template: Template, view: View = BOTH_GIVEN) -> dict[str, bytes]:
    return dict(read_package(render(template, view, assets=GIVEN)))


def shown(parts: dict[str, bytes], part: str = "document") -> list[bytes]:
    """The pictures that a part shows, in their order."""
    root = etree.fromstring(parts[f"word/{part}.xml"])
    relations = etree.fromstring(parts[f"word/_rels/{part}.xml.rels"])
    targets = {one.get("Id"): one.get("Target") for one in relations}
    identifiers = []
    for element in root.iter("{*}blip", "{*}imagedata"):
        identifier = element.get(f"{{{_R}}}embed") or element.get(f"{{{_R}}}id")
        identifiers.append(identifier)
    return [parts[f"word/{targets[one]}"] for one in identifiers]


WAYS = {
    "drawing": drawing(SEAL_TAG),
    "vml": vml(SEAL_TAG),
    "both": both(SEAL_TAG),
    "only in the picture": drawing("", inner_text=SEAL_TAG),
    "other spelling": drawing(" {{- pictures['印章'] -}} "),
}


@pytest.mark.parametrize("content", WAYS.values(), ids=WAYS)
def test_the_picture_of_the_data_takes_the_place_of_the_sample(content: str) -> None:
    template = compiled_template(p("前", in_run(content), "后"))
    parts = rendered(template)
    assert set(shown(parts)) == {SEAL}
    text = parts["word/document.xml"].decode()
    assert "{{" not in text
    assert 'descr="印章"' in text or 'alt="印章"' in text
    # The sample belongs to whoever made the template.
    assert SAMPLE not in parts.values()
    assert b"svg" not in parts["word/document.xml"]
    assert Document(io.BytesIO(render(template, BOTH_GIVEN, assets=GIVEN)))


@pytest.mark.parametrize("content", WAYS.values(), ids=WAYS)
def test_without_a_picture_there_is_no_frame(content: str) -> None:
    parts = rendered(compiled_template(p("前", in_run(content), "后")), NONE_GIVEN)
    text = parts["word/document.xml"].decode()
    for word in ("drawing", "pict", "AlternateContent", "rIdPicture"):
        assert f"<w:{word}" not in text
        assert f":{word}" not in text
    assert re.sub("<[^>]*>", "", text).strip() == "前后"
    assert not [name for name in parts if name.startswith("word/media/")]


PLACES: dict[str, str] = {
    "paragraph of its own": p(in_run(drawing(SEAL_TAG))),
    "cell": table(1, cell(p(in_run(drawing(SEAL_TAG))))),
    "text box": p(
        in_run(
            '<w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>'
            + p(in_run(drawing(SEAL_TAG)))
            + "</w:txbxContent></v:textbox></v:shape></w:pict>"
        )
    ),
    "loop": p("{%p for x in paragraphs %}")
    + p("{{ x.number }}{{ x.heading }}{{ x.text }}", in_run(drawing(SEAL_TAG)))
    + p("{%p endfor %}"),
    "guarded": p("{%p if pictures.印章 %}")
    + p(in_run(drawing(SEAL_TAG)))
    + p("{%p endif %}"),
}


@pytest.mark.parametrize("body", PLACES.values(), ids=PLACES)
def test_pictures_stand_anywhere(body: str) -> None:
    template = compiled_template(body)
    assert set(shown(rendered(template))) == {SEAL}
    document = Document(io.BytesIO(render(template, NONE_GIVEN)))
    assert b"rIdPicture" not in document.part.blob
    for cell_ in document.element.body.iter("{*}tc"):
        assert cell_[-1].tag.endswith("}p")


def test_two_pictures_share_a_sample_and_a_header_has_one() -> None:
    body = p(
        in_run(drawing(SEAL_TAG)), in_run(drawing(CODE_TAG)), in_run(drawing(SEAL_TAG))
    )
    template = compiled_template(body, header=p(in_run(drawing(CODE_TAG))))
    parts = rendered(template)
    assert shown(parts) == [SEAL, CODE, SEAL]
    assert shown(parts, "header1") == [CODE]
    assert len([name for name in parts if name.startswith("word/media/")]) == 2
    only_code = rendered(template, view_with(二维码="码.png"))
    assert (shown(only_code), shown(only_code, "header1")) == ([CODE], [CODE])


@pytest.mark.parametrize("way", ["prefixed", "missing"])
def test_relationships_are_read_as_any_program_writes_them(way: str) -> None:
    parts = dict(read_package(template_bytes(p(in_run(drawing(SEAL_TAG))))))
    relations = "word/_rels/document.xml.rels"
    prefixed = (
        parts[relations].decode().replace("<Rel", "<n:Rel").replace("</Rel", "</n:Rel")
    )
    parts[relations] = prefixed.replace("xmlns=", "xmlns:n=").encode()
    if way == "missing":
        del parts[relations]
    template = compile_template(write_parts(parts))
    assert shown(rendered(template)) == [SEAL]
    assert SAMPLE not in rendered(template).values()
    rendered(template, NONE_GIVEN)


def test_other_pictures_stay() -> None:
    body = p(in_run(drawing("国徽")), in_run(drawing(SEAL_TAG)))
    assert shown(rendered(compiled_template(body))) == [SAMPLE, SEAL]


def test_the_same_pictures_give_the_same_bytes() -> None:
    template = compiled_template(
        p(in_run(drawing(SEAL_TAG)), in_run(drawing(CODE_TAG)))
    )
    other = view_with(二维码="码.png", 印章="图/章.png")
    first = render(template, BOTH_GIVEN, assets=GIVEN)
    assert render(template, other, assets=dict(reversed(GIVEN.items()))) == first
    assert render(template, BOTH_GIVEN, assets={**GIVEN, "码.png": SEAL}) != first


def test_a_fault_in_another_tag_keeps_its_place() -> None:
    body = p("{{ kind }}") + p(in_run(drawing(SEAL_TAG))) + p("{{ kind }}")
    template = compiled_template(body + p("{{ kind }}{{ document.note }}"))
    for view in (BOTH_GIVEN, NONE_GIVEN):
        with pytest.raises(TemplateError) as error:
            rendered(template, view)
        (report,) = error.value.diagnostics
        assert report.place is not None
        assert (report.code, report.place.paragraph) == ("fact-absent", 4)
        assert report.place.tag == "{{ document.note }}"


def test_a_picture_without_its_file_stops_the_building() -> None:
    template = compiled_template(p(in_run(drawing(SEAL_TAG))))
    with pytest.raises(TemplateError) as error:
        render(template, BOTH_GIVEN)
    assert codes(error.value) == ["asset-missing"]
    assert error.value.diagnostics[0].route == ("pictures", "印章")


FAULTS: list[tuple[str, str]] = [
    (in_run(drawing("{{ pictures.印章 }}样图")), "template-picture-tag"),
    (in_run(drawing("｛｛ pictures.印章 ｝｝")), "template-picture-tag"),
    (in_run(drawing("{{ pictures.印章|upper }}")), "template-picture-tag"),
    (
        in_run(drawing("{{ pictures.印章 }}", inner_text="{{ pictures.码 }}")),
        "template-picture-frame",
    ),
    (in_run(drawing(SEAL_TAG).replace("r:embed", "r:link")), "template-picture-frame"),
    (
        in_run(
            drawing(SEAL_TAG)
            .replace("<pic:pic>", "<pic:x/><pic:pic>")
            .replace(
                "</pic:pic>",
                "</pic:pic>"
                + drawing("")[
                    drawing("").index("<pic:pic>") : drawing("").index(
                        "</a:graphicData>"
                    )
                ],
            )
        ),
        "template-picture-frame",
    ),
    (run("{{ pictures.印章 }}"), "template-unguarded template-picture-printed"),
    (
        run("{% if pictures.印章 %}{{ pictures.印章 }}{% endif %}"),
        "template-picture-printed",
    ),
    (run("{% if pictures.印章 %}（印章）{% endif %}"), ""),
    (in_run(drawing("图说：pictures of us")), ""),
]


@pytest.mark.parametrize(("content", "code"), FAULTS)
def test_the_check_says_what_is_wrong(content: str, code: str) -> None:
    reports = check_template(template_bytes(p("{{ title }}") + p(content)))
    found = [one for one in reports if one.code != "template-never-shows"]
    found = [one for one in found if one.code != "docx-outside"]
    assert {one.code for one in found} == set(code.split())
    for report in found:
        assert report.place is not None
        assert report.place.paragraph == 2


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("印章", ""),
        ("印张", "是不是 印章？"),
        ("徽标", "有：印章"),
        ("电话", "有：印章"),
    ],
)
def test_the_check_knows_the_pictures_of_a_project(name: str, message: str) -> None:
    facts = (DeclaredFact("印章", "印章", kind=PICTURE), DeclaredFact("电话"))
    data = template_bytes(
        p("{{ title }}") + p(in_run(drawing(f"{{{{ pictures.{name} }}}}")))
    )
    reports = check_template(data, "", facts)
    found = [one for one in reports if one.code == "template-picture-unknown"]
    assert len(found) == bool(message)
    for report in found:
        assert message in report.message("zh")
        assert report.place is not None
        assert report.place.paragraph == 2
