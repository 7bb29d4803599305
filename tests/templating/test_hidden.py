"""Values in hidden text are refused by check and compile; hidden control tags are not."""

from __future__ import annotations

import pytest
from docx_maker import W, codes, make_parts, p, plain_zip, run

from rectify_gen.diagnostics import TemplateError
from rectify_gen.templating.compile import compile_template
from rectify_gen.templating.template_check import check_template

R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STYLES = f"""<w:styles xmlns:w='{W}'>
<w:style w:type='paragraph' w:styleId='Hidden'><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type='paragraph' w:styleId='Child'><w:basedOn w:val='Hidden'/></w:style>
<w:style w:type='paragraph' w:styleId='Shown'><w:basedOn w:val='Hidden'/><w:rPr><w:vanish w:val='0'/></w:rPr></w:style>
<w:style w:type='paragraph' w:styleId='Loop'><w:basedOn w:val='Loop'/></w:style>
<w:style w:type='character' w:styleId='Char'><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type='character' w:styleId='Web'><w:rPr><w:webHidden/></w:rPr></w:style>
</w:styles>"""
DEFAULTS = "<w:docDefaults><w:rPrDefault><w:rPr><w:vanish/></w:rPr></w:rPrDefault></w:docDefaults>"


def template(body: str, styles: str = STYLES, **stories: str) -> bytes:
    parts = make_parts(p("{{ title }}") + body, header2=p("x"), **stories)
    if styles:
        parts["word/styles.xml"] = styles.encode()
        relation = f"<Relationship Id='rIdS' Type='{R}/styles' Target='styles.xml'/></Relationships>"
        name = "word/_rels/document.xml.rels"
        parts[name] = parts[name].replace(b"</Relationships>", relation.encode())
    return plain_zip(parts)


def styled(name: str, text: str, properties: str = "") -> str:
    return (
        f"<w:p><w:pPr><w:pStyle w:val='{name}'/></w:pPr>{run(text, properties)}</w:p>"
    )


VALUE = "{{ organization }}"
HIDDEN = {
    "run": p(run(VALUE, "<w:vanish/>")),
    "run, said to be on": p(run(VALUE, "<w:vanish w:val='true'/>")),
    "web": p(run(VALUE, "<w:webHidden/>")),
    "special": p(run(VALUE, "<w:specVanish/>")),
    "style": styled("Hidden", VALUE),
    "style of a style": styled("Child", VALUE),
    "character style": p(run(VALUE, "<w:rStyle w:val='Char'/>")),
    "web character style": p(run(VALUE, "<w:rStyle w:val='Web'/>")),
    "tag in pieces": p(run("{{ organ", "<w:vanish/>"), run("ization }}")),
    "after other text": p(run("甲"), run(VALUE, "<w:vanish/>")),
}
SHOWN = {
    "run": p(run(VALUE, "<w:vanish w:val='0'/>")),
    "run in a hidden style": styled("Hidden", VALUE, "<w:vanish w:val='false'/>"),
    "style that shows again": styled("Shown", VALUE),
    "styles that cancel each other": styled(
        "Hidden", VALUE, "<w:rStyle w:val='Char'/>"
    ),
    "style of itself": styled("Loop", VALUE),
    "unknown style": styled("Nothing", VALUE),
    "hidden paragraph mark": f"<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>{run(VALUE)}</w:p>",
    "control tags": styled("Hidden", "{%p if organization %}")
    + p("甲")
    + styled("Hidden", "{%p endif %}"),
    "hidden text beside": p(run("说明", "<w:vanish/>"), run(VALUE)),
}


@pytest.mark.parametrize("body", HIDDEN.values(), ids=HIDDEN)
def test_values_in_hidden_text_are_refused(body: str) -> None:
    data = template(body)
    with pytest.raises(TemplateError) as caught:
        compile_template(data)
    assert codes(caught.value) == ["template-hidden"]
    (one,) = [one for one in check_template(data) if one.code == "template-hidden"]
    assert one.place is not None
    assert one.place.whole("en").startswith("body paragraph 2")


@pytest.mark.parametrize("body", SHOWN.values(), ids=SHOWN)
def test_values_that_word_shows_are_left_alone(body: str) -> None:
    data = template(body)
    compile_template(data)
    assert "template-hidden" not in {one.code for one in check_template(data)}


def test_a_header_is_looked_at_too() -> None:
    data = template(p("x"), header1=HIDDEN["style"])
    with pytest.raises(TemplateError) as caught:
        compile_template(data)
    assert caught.value.diagnostics[0].place is not None
    assert caught.value.diagnostics[0].place.part == "word/header1.xml"


def test_all_text_may_be_hidden_by_default() -> None:
    styles = STYLES.replace("\n<w:style ", f"\n{DEFAULTS}<w:style ", 1)
    with pytest.raises(TemplateError) as caught:
        compile_template(template(p(VALUE), styles))
    assert set(codes(caught.value)) == {"template-hidden"}


def test_a_template_without_styles_is_read() -> None:
    with pytest.raises(TemplateError) as caught:
        compile_template(template(HIDDEN["run"], styles=""))
    assert codes(caught.value) == ["template-hidden"]
