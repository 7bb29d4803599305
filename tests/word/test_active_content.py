"""What acts in a Word file is refused, under whatever name; what only shows or links to the web is not."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1] / "templating"))
from docx_maker import make_parts, p, plain_zip

from rectify_gen.diagnostics import TemplateError
from rectify_gen.templating.compile import compile_template
from rectify_gen.word.active_content import active_content, is_safe_address

R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
BEGIN = "<w:r><w:fldChar w:fldCharType='begin'/></w:r>"
SEPARATE = "<w:r><w:fldChar w:fldCharType='separate'/></w:r>"
END = "<w:r><w:fldChar w:fldCharType='end'/></w:r>"


def code(*pieces: str) -> str:
    return "".join(f"<w:r><w:instrText>{one}</w:instrText></w:r>" for one in pieces)


def field(*pieces: str) -> str:
    return f"<w:p>{BEGIN}{code(*pieces)}{SEPARATE}<w:r><w:t>甲</w:t></w:r>{END}</w:p>"


def found(parts: dict[str, bytes]) -> list[str]:
    return [one.code for one in active_content(parts)]


ACTING_FIELDS = {
    name: field(f" {name} c:\\x ")
    for name in (
        "DDE",
        "DDEAUTO",
        "INCLUDETEXT",
        "INCLUDEPICTURE",
        "LINK",
        "MACROBUTTON",
        "IMPORT",
        "EMBED",
        "DATABASE",
        "HTMLCONTROL",
    )
} | {
    "small letters": field("ddeauto c:\\x"),
    "in pieces": field("DDE", "AU", "TO c:\\x"),
    "quoted": field('"DDEAUTO" c:\\x'),
    "simple": "<w:p><w:fldSimple w:instr=' DDEAUTO c:\\x '/></w:p>",
    "within another": f"<w:p>{BEGIN}{code('IF 1 = 1 ')}{BEGIN}{code('DDEAUTO x')}{END}{END}</w:p>",
    "built by another": f"<w:p>{BEGIN}{BEGIN}{code('QUOTE 68 68 69')}{END}{code(' x')}{END}</w:p>",
    "never ended": f"<w:p>{BEGIN}{code('DDEAUTO x')}</w:p>",
    "never begun": f"<w:p>{code('DDEAUTO x')}</w:p>",
    "over paragraphs": f"<w:p>{BEGIN}{code('DDE')}</w:p><w:p>{code('AUTO x')}{END}</w:p>",
    "named by the data": field("{{ title }} x"),
}


@pytest.mark.parametrize("body", ACTING_FIELDS.values(), ids=ACTING_FIELDS)
@pytest.mark.parametrize("story", ["", "header1", "footnotes"])
def test_fields_that_act_are_refused_in_every_part(body: str, story: str) -> None:
    parts = make_parts(p("x"), **{story: body}) if story else make_parts(body)
    assert found(parts) == ["docx-field"]


def test_a_field_is_named_at_its_paragraph() -> None:
    (one,) = active_content(make_parts(p("前") + field("DDEAUTO c:\\x")))
    assert "DDEAUTO" in one.message("zh")
    assert one.place is not None
    assert one.place.whole("en").startswith("body paragraph 2")


HARMLESS_FIELDS = [
    field(" PAGE "),
    field("DATE \\@ yyyy"),
    field("TOC \\o"),
    field("REF _Ref1 \\h"),
    field('HYPERLINK "https://a.cn"'),
    field('HYPERLINK \\l "题目"'),
    field("DOCPROPERTY DDEAUTO"),
    f"<w:p>{BEGIN}{code('= ')}{BEGIN}{code('PAGE')}{END}{code(' - 1')}{END}</w:p>",
    "<w:p><w:fldSimple w:instr=' NUMPAGES '/></w:p>",
    p("DDEAUTO instrText"),
]


@pytest.mark.parametrize("body", HARMLESS_FIELDS)
def test_other_fields_are_left_alone(body: str) -> None:
    assert found(make_parts(body)) == []


SAFE = [
    "http://a.cn",
    "HTTPS://a.cn",
    "mailto:a@b.cn",
    "tel:123",
    "ftp://a.cn",
    "#题目",
]
SAFE += ["", "{{ contact.value }}", "%7B%7B x %7D%7D"]
UNSAFE = [
    "javascript:alert(1)",
    "java\tscript:alert(1)",
    " vbscript:x",
    "data:text/html,x",
    "file:///c:/x.exe",
    "ms-msdt:/id",
    "ms-word:ofe|u|http://a",
    "search-ms:query=x",
    "\\\\server\\share",
    "//server/share",
    "\\server",
    "c:\\x.exe",
    "x.exe",
    "..\\x.docx",
    "/etc/passwd",
]


@pytest.mark.parametrize("target", SAFE)
def test_addresses_of_the_web_are_safe(target: str) -> None:
    assert is_safe_address(target)


@pytest.mark.parametrize("target", UNSAFE)
def test_other_addresses_are_refused_everywhere(target: str) -> None:
    assert not is_safe_address(target)
    assert found(_related(f"{R}/hyperlink", target)) == ["docx-link"]
    assert found(_related(f"{STRICT}/hyperlink", target)) == ["docx-link"]
    vml = f"<v:shape xmlns:v='urn:schemas-microsoft-com:vml' href='{target}'/>"
    assert found(make_parts(f"<w:p><w:r><w:pict>{vml}</w:pict></w:r></w:p>")) == [
        "docx-link"
    ]
    if "\t" not in target and target.strip() == target:
        assert found(make_parts(field(f'HYPERLINK "{target}"'))) == ["docx-link"]


def _related(kind: str, target: str, external: bool = True) -> dict[str, bytes]:
    parts = make_parts(p("x"), header1=p("x"))
    mode = "TargetMode='External'" if external else ""
    relation = f"<Relationship Id='rX' Type='{kind}' Target='{target}' {mode}/>"
    name = "word/_rels/document.xml.rels"
    parts[name] = parts[name].replace(
        b"</Relationships>", f"{relation}</Relationships>".encode()
    )
    return parts


@pytest.mark.parametrize(
    "kind",
    [
        f"{R}/image",
        f"{R}/oleObject",
        f"{R}/attachedTemplate",
        f"{R}/mailMergeSource",
        f"{R}/subDocument",
        f"{R}/frame",
        "http://example.com/hyperlink",
        "hyperlink",
        f"{R}/hyperlink ",
        f"{R}/Hyperlink",
    ],
)
def test_only_links_may_lead_out_and_only_by_their_exact_type(kind: str) -> None:
    assert found(_related(kind, "http://a.cn/x")) == ["docx-outside"]


@pytest.mark.parametrize("target", ["../../x", "//server/x", "\\\\server\\x", "file:x"])
def test_an_internal_target_stays_inside(target: str) -> None:
    assert found(_related(f"{R}/image", target, external=False)) == ["docx-outside"]


INSIDE = {
    "oleObject": "object",
    "control": "object",
    "aFChunk": "chunk",
    "subDocument": "chunk",
    "vbaProject": "macro",
    "ui/extensibility": "macro",
    "webextension": "macro",
    "package": "object",
}


@pytest.mark.parametrize(("kind", "said"), INSIDE.items(), ids=INSIDE)
@pytest.mark.parametrize("base", [R, STRICT, "http://schemas.microsoft.com/office/x"])
def test_parts_that_act_are_refused_by_their_relation(
    kind: str, said: str, base: str
) -> None:
    parts = _related(f"{base}/{kind}", "media/a.png", external=False)
    assert found(parts) == [f"docx-active-{said}"]


@pytest.mark.parametrize("name", ["word/vbaProject.bin", "word/media/image1.png", "x"])
def test_an_old_office_file_inside_is_refused_under_any_name(name: str) -> None:
    parts = make_parts(p("x"))
    parts[name] = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)
    assert found(parts) == ["docx-active-object"]


def test_the_workbook_of_a_chart_is_no_embedded_object() -> None:
    relation = (
        f"<Relationship Id='r1' Type='{R}/package' Target='../embeddings/a.xlsx'/>"
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    relations = f"<Relationships xmlns='{space}'>{relation}</Relationships>".encode()
    parts = make_parts(p("x"))
    assert found(parts | {"word/charts/_rels/chart1.xml.rels": relations}) == []
    inside = parts | {"word/embeddings/_rels/chart1.xml.rels": relations}
    assert found(inside) == ["docx-active-object"]


def test_content_types_that_act_are_refused_where_there_is_such_a_part() -> None:
    parts = make_parts(p("x"))
    default = b"<Default Extension='bin' ContentType='application/vnd.ms-office.vbaProject'/></Types>"
    types = parts["[Content_Types].xml"].replace(b"</Types>", default)
    parts["[Content_Types].xml"] = types
    assert found(parts) == []
    parts["word/settings.BIN"] = b"x"
    assert found(parts) == ["docx-active-macro"]


def test_a_mail_merge_is_refused() -> None:
    parts = make_parts(p("x"))
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    parts["word/settings.xml"] = (
        f"<w:settings xmlns:w='{space}'><w:mailMerge/></w:settings>".encode()
    )
    assert found(parts) == ["docx-active-merge"]


def test_compiling_refuses_too() -> None:
    parts = make_parts(p("{{ title }}") + field("DDEAUTO x"))
    with pytest.raises(TemplateError) as caught:
        compile_template(plain_zip(parts))
    assert [one.code for one in caught.value.diagnostics] == ["docx-field"]
