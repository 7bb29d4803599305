"""Link addresses, headers of other pages, automatic numbers: what stands around the tags."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx_maker import DECLARATION, W, cell, make_parts, p, run, table

from rectify_gen.diagnostics import Diagnostic
from rectify_gen.package import read_package, write_parts
from rectify_gen.templating.template_check import check_template

ROOT = Path(__file__).parents[2]
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def reports(parts: dict[str, bytes], code: str) -> list[Diagnostic]:
    return [
        one for one in check_template(write_parts(parts), "t.docx") if one.code == code
    ]


def related(parts: dict[str, bytes], kind: str, target: str, extra: str = "") -> None:
    """Add a relation of the main part."""
    name = "word/_rels/document.xml.rels"
    before = parts.get(
        name,
        f'{DECLARATION}<Relationships xmlns="{_PACKAGE}"></Relationships>'.encode(),
    )
    added = f'<Relationship Id="x{len(before)}" Type="{_R}/{kind}" Target="{target}"{extra}/></Relationships>'
    parts[name] = before.replace(b"</Relationships>", added.encode())


class TestLinks:
    @pytest.mark.parametrize(
        "address",
        [
            "mailto:%7B%7B%20contacts%5B2%5D.value%20%7D%7D",
            "https://example.org/{{ title }}",
            "x%7b%25%20if%20title%20%25%7d",
        ],
    )
    def test_a_tag_in_an_address_is_an_error_at_the_link(self, address: str) -> None:
        parts = make_parts(
            p("前")
            + p('<w:hyperlink r:id="x0"><w:r><w:t>信箱</w:t></w:r></w:hyperlink>')
        )
        related(parts, "hyperlink", address, ' TargetMode="External"')
        identifier = (
            parts["word/_rels/document.xml.rels"].split(b'Id="')[1].split(b'"')[0]
        )
        parts["word/document.xml"] = parts["word/document.xml"].replace(
            b"x0", identifier
        )
        (report,) = reports(parts, "template-link-tag")
        assert report.place is not None
        assert report.place.spot("en") == "body paragraph 2"
        assert report.facts["tag"] in report.hint("zh")

    def test_common_addresses_are_left_alone(self) -> None:
        parts = make_parts(p("前"))
        related(
            parts,
            "hyperlink",
            "https://example.org/%7Bx%7D?a=50%25",
            ' TargetMode="External"',
        )
        assert reports(parts, "template-link-tag") == []


def with_sections(sections: str, switch: str = "", **stories: str) -> dict[str, bytes]:
    """A template whose sections refer to ``stories`` by {header1} and so on."""
    parts = make_parts(p("{{ title }}"), **stories)
    names = {name: f"rId{number}" for number, name in enumerate(stories, 1)}
    text = parts["word/document.xml"].decode()
    start = text.index("<w:sectPr>")
    parts["word/document.xml"] = (
        text[:start] + sections.format(**names) + "</w:body></w:document>"
    ).encode()
    related(parts, "settings", "settings.xml")
    parts["word/settings.xml"] = (
        f'{DECLARATION}<w:settings xmlns:w="{W}">{switch}</w:settings>'.encode()
    )
    return parts


def reference(kind: str, pages: str, name: str) -> str:
    return f'<w:{kind}Reference w:type="{pages}" r:id="{{{name}}}"/>'


EVEN = "<w:evenAndOddHeaders/>"
NAME = p("{% if organization %}{{ organization }}{% endif %}")
PAGE = p('<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>')


class TestPages:
    def codes(self, sections: str, switch: str = "", **stories: str) -> list[str]:
        found = reports(
            with_sections(sections, switch, **stories), "template-one-sided"
        )
        return [str(one.facts["pages_en"]) for one in found]

    def test_odd_pages_only(self) -> None:
        one = f"<w:sectPr>{reference('header', 'default', 'header1')}</w:sectPr>"
        assert self.codes(one, EVEN, header1=NAME) == ["even pages"]
        assert self.codes(one, EVEN, header1=p("市水务局")) == ["even pages"]
        assert self.codes(one, "", header1=NAME) == []
        assert self.codes(one, '<w:evenAndOddHeaders w:val="0"/>', header1=NAME) == []
        assert self.codes(one, EVEN, header1=PAGE) == []

    def test_even_pages_that_say_something_are_the_authors_choice(self) -> None:
        both = f"<w:sectPr>{reference('header', 'default', 'header1')}{reference('header', 'even', 'header2')}</w:sectPr>"
        assert self.codes(both, EVEN, header1=NAME, header2=NAME) == []
        assert self.codes(both, EVEN, header1=NAME, header2=p("通报")) == []
        assert self.codes(both, EVEN, header1=NAME, header2=PAGE) == ["even pages"]
        assert self.codes(both, EVEN, header1=PAGE, header2=NAME) == []

    def test_first_page_and_footers(self) -> None:
        first = f"<w:sectPr>{reference('footer', 'default', 'footer1')}<w:titlePg/></w:sectPr>"
        assert self.codes(first, "", footer1=NAME) == ["the first page"]
        assert self.codes(first, EVEN, footer1=NAME) == ["even pages", "the first page"]

    def test_later_sections_inherit(self) -> None:
        two = (
            f"<w:p><w:pPr><w:sectPr>{reference('header', 'default', 'header1')}{reference('header', 'even', 'header2')}</w:sectPr></w:pPr></w:p>"
            f"<w:sectPr>{reference('header', 'even', 'header3')}</w:sectPr>"
        )
        assert self.codes(two, EVEN, header1=NAME, header2=NAME, header3=NAME) == []
        assert self.codes(two, EVEN, header1=NAME, header2=NAME, header3=PAGE) == [
            "even pages"
        ]


STYLES = (
    '<w:style w:type="paragraph" w:styleId="H"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="H"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Off"><w:basedOn w:val="H"/><w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Loop"><w:basedOn w:val="Loop"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Quiet"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
)
NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:lvlText w:val=""/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
)
LOOP = p("{%p for p in paragraphs %}") + "{}" + p("{%p endfor %}")


def numbered(
    properties: str,
    text: str = "{{ p.number }}{{ p.heading }}{{ p.text }}",
    default: str = "",
) -> bool:
    paragraph = f"<w:p><w:pPr>{properties}</w:pPr>{run(text)}</w:p>"
    parts = make_parts(LOOP.replace("{}", paragraph))
    related(parts, "styles", "styles.xml")
    related(parts, "numbering", "numbering.xml")
    sheet = STYLES + default
    parts["word/styles.xml"] = (
        f'{DECLARATION}<w:styles xmlns:w="{W}">{sheet}</w:styles>'.encode()
    )
    parts["word/numbering.xml"] = (
        f'{DECLARATION}<w:numbering xmlns:w="{W}">{NUMBERING}</w:numbering>'.encode()
    )
    return bool(reports(parts, "template-numbered-twice"))


OWN = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'


class TestNumbers:
    @pytest.mark.parametrize(
        "properties", [OWN, '<w:pStyle w:val="H"/>', '<w:pStyle w:val="B"/>']
    )
    def test_in_the_paragraph_its_style_or_what_that_is_based_on(
        self, properties: str
    ) -> None:
        assert numbered(properties)
        assert not numbered(properties, "{{ p.heading }}{{ p.text }}")

    @pytest.mark.parametrize(
        "properties",
        [
            "",
            '<w:pStyle w:val="Off"/>',
            '<w:pStyle w:val="Loop"/>',
            '<w:pStyle w:val="Quiet"/>',
            '<w:pStyle w:val="H"/><w:numPr><w:numId w:val="0"/></w:numPr>',
        ],
    )
    def test_not_where_nothing_is_numbered(self, properties: str) -> None:
        assert not numbered(properties)

    def test_in_the_usual_style(self) -> None:
        usual = '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:basedOn w:val="H"/></w:style>'
        assert numbered("", default=usual)

    @pytest.mark.parametrize(
        "text",
        ["{{ p['number'] }}", "{{ loop.index }}、", "{{ p.number ~ p.heading }}"],
    )
    def test_other_ways_to_print_a_number(self, text: str) -> None:
        assert numbered(OWN, text)

    def test_the_number_of_the_document_is_another(self) -> None:
        assert not numbered(
            OWN, "{% if document.number %}{{ document.number }}{% endif %}"
        )

    def test_in_tables_and_by_fields(self) -> None:
        row = f"<w:tc><w:tcPr/><w:p><w:pPr>{OWN}</w:pPr>{run('{{ i.number }}')}</w:p></w:tc>"
        body = table(1, cell("{%tr for i in items %}"), row, cell("{%tr endfor %}"))
        assert len(reports(make_parts(body), "template-numbered-twice")) == 1
        field = '<w:fldSimple w:instr=" SEQ 表 "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        body = LOOP.replace("{}", p(field, run("{{ p.number }}")))
        assert len(reports(make_parts(body), "template-numbered-twice")) == 1


@pytest.mark.parametrize(
    "template", sorted((ROOT / "templates").glob("*.docx")), ids=lambda path: path.stem
)
def test_shipped_templates_are_clean(template: Path) -> None:
    assert check_template(template.read_bytes()) == ()


def test_a_tag_in_an_attribute_of_a_part_that_is_not_rendered() -> None:
    parts = make_parts(p("{{ title }}"))
    parts["word/charts/chart1.xml"] = (
        b'<c:chart xmlns:c="c"><c:pt name="{{ title }}"/></c:chart>'
    )
    assert len(reports(parts, "template-part-ignored")) == 1
    assert read_package(write_parts(parts))
