"""What the view offers, followed through a template: guards that count, values that cannot be, and hardly a false alarm."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from docx_maker import cell, compiled, core_xml, make, p, table
from notices import NOTICE, view_of

from rectify_gen import model
from rectify_gen.diagnostics import Diagnostic, Severity, TemplateError, errors
from rectify_gen.places import Place
from rectify_gen.report.text_report import as_text
from rectify_gen.templating.contract.expression_types import (
    VIEW,
    Listing,
    Maybe,
    Record,
    Text,
    fields_of,
)
from rectify_gen.templating.opened_template import open_template
from rectify_gen.templating.render import render
from rectify_gen.templating.template_check import check_template, refuse_faults
from rectify_gen.view import types as view_types
from rectify_gen.view.fields import ENSURED, FIELDS, OBLIGATORY, RECORDS

ROOT = Path(__file__).parents[2]


DUTIES = {"template-never-shows", "template-prints-nothing", "template-finished"}


def found(body: str, **stories: str) -> list[str]:
    """Codes, without duties, which these small templates do not meet."""
    reports = check_template(make(body, **stories), "t.docx")
    return [
        one.code.removeprefix("template-") for one in reports if one.code not in DUTIES
    ]


GUARDED = [
    "{% if period %}{{ period }}{% endif %}",
    "{% if not period %}x{% else %}{{ period }}{% endif %}",
    "{% if period and title %}{{ period }}{% endif %}",
    "{% if title and period and document.note %}{{ period }}{{ document.note }}{% endif %}",
    "{% if not (not period or not title) %}{{ period }}{% endif %}",
    "{% if not period or not title %}x{% else %}{{ period }}{% endif %}",
    "{% if kind == 'report' %}x{% elif period %}{{ period }}{% endif %}",
    "{% if not period %}x{% elif kind == 'notice' %}{{ period }}{% else %}{{ period }}{% endif %}",
    "{% if period == '长期' %}{{ period }}{% endif %}",
    "{% if period != '长期' %}x{% else %}{{ period }}{% endif %}",
    "{{ period or '长期' }}",
    "{{ period if period else '长期' }}",
    "{{ '长期' if not period else period }}",
    "{{ period|default('长期', true) }}",
    "{{ period|default('长期') }}{{ period|d }}",
    "{% if document.attachments|length > 0 %}{{ document.attachments|length }}{% endif %}",
    "{{ ledger|selectattr('status')|map(attribute='status')|join('、') }}",
    "{% for a, rows in ledger|selectattr('area')|groupby('area') %}{{ a }}{% endfor %}",
    "{% for r in ledger|selectattr('deadline')|sort(attribute='deadline') %}{{ r.deadline }}{% endfor %}",
    "{{ period|default('长期', boolean=true)|replace('期', '') }}",
    "{% if signature %}{% if signature.date %}{{ signature.date }}{% endif %}{% endif %}",
    "{% if signature.date %}{{ signature.date }}{% endif %}",
    "{% if signature %}{% for one in signature.organizations %}{{ one.name }}{% endfor %}{{ signature.date_indent }}{% endif %}",
    "{% if date %}{{ signature.date }}{% endif %}",
    "{% if opening.standard %}{{ opening.authority }}{{ opening.feedback_date }}{% endif %}",
    "{% for i in items %}{% if i.deadline %}{{ i.deadline }}{% endif %}{% endfor %}",
    "{% for i in items if i.deadline %}{{ i.deadline }}{% endfor %}",
    "{% for i in items if i.status == '已完成' %}{{ i.status }}{% endfor %}",
    "{% for i in items|selectattr('deadline') %}{{ i.deadline }}{% endfor %}",
    "{% for i in items %}{% for j in i.items %}{{ j.person or '' }}{% endfor %}{% endfor %}",
    "{% set d = document %}{% if d.note %}{{ d.note }}{{ document.note }}{% endif %}",
    "{% set n = document.note or '无' %}{{ n }}",
    "{% with n = document.note %}{% if n %}{{ n }}{% endif %}{% endwith %}",
    "{% if document.note %}{{ document.note|upper }}{{ '附注：' ~ document.note }}{% endif %}",
    "{{ items|map(attribute='deadline')|select|join('、') }}",
    "{% for x in title_lines %}{{ x }}{% if loop.last %}。{% endif %}{{ loop.index }}{% endfor %}",
    "{% macro m(x) %}{{ x.anything }}{% endmacro %}{{ m(opening) }}",
    "{% for k, v in {'a': 1}.items() %}{{ k }}{{ v }}{% endfor %}",
    "{{ paragraphs|length }}{{ paragraphs[0].text }}{{ title[:2] }}{{ title_lines|join('、') }}",
    "{% if contacts|length > 1 %}{{ contacts[1].value }}{% endif %}",
    "{% if document.note|length > 1 %}x{% endif %}{% if document.attachments %}附件{% endif %}",
]
UNGUARDED = [
    "{{ period }}",
    "{% if period or title %}{{ period }}{% endif %}",
    "{% if not (period and title) %}x{% else %}{{ period }}{% endif %}{{ period }}",
    "{% if period %}x{% endif %}{{ period }}",
    "{% if period %}x{% else %}{{ period }}{% endif %}",
    "{% if period != '长期' %}{{ period }}{% endif %}",
    "{% if kind == 'notice' %}{{ period }}{% endif %}",
    "{{ period|upper }}",
    "{{ '公开期限：' ~ period }}",
    "{% if signature %}{{ signature.date }}{% endif %}",
    "{% for one in signature.organizations %}{{ one.name }}{% endfor %}",
    "{% for i in items %}{% if i.deadline %}x{% endif %}{{ i.deadline }}{% endfor %}",
    "{% for i in items if i.deadline %}x{% endfor %}{% for i in items %}{{ i.deadline }}{% endfor %}",
    "{% if not opening.standard %}{{ opening.authority }}{% endif %}",
    "{% set n = document.note %}{{ n }}",
    "{{ items|map(attribute='deadline')|join('、') }}",
    "{% for i in items|rejectattr('deadline') %}{{ i.deadline }}{% endfor %}",
    "{% for x in period %}{{ x }}{% endfor %}",
]


@pytest.mark.parametrize("body", GUARDED)
def test_guards_that_count(body: str) -> None:
    assert [one for one in found(p(body)) if one != "filter-value"] == ([])


@pytest.mark.parametrize("body", UNGUARDED)
def test_what_may_be_absent_is_reported(body: str) -> None:
    assert [code for code in found(p(body)) if code.startswith("unguarded")]


FULL = NOTICE + "document: {note: 附注, number: 1号, attachments: [a, b]}\n"
BARE = "sections: [{role: other, heading: a, content: [b]}]\ntitle: 题\npreamble: 甲"
_NEEDING_MORE = ("|length", "m(opening)")
"""What fails for other reasons than an absent fact."""


@pytest.mark.parametrize(
    "body", [one for one in GUARDED if not any(part in one for part in _NEEDING_MORE)]
)
@pytest.mark.parametrize("data", [FULL, BARE], ids=["full", "bare"])
def test_what_is_called_guarded_renders_with_and_without_the_facts(
    body: str, data: str
) -> None:
    """The law behind the guards: no warning, no absent fact when rendered."""
    assert render(compiled(p(body)), view_of(data))


@pytest.mark.parametrize(
    "template", sorted((ROOT / "templates").glob("*.docx")), ids=lambda path: path.stem
)
def test_shipped_templates_are_clean(template: Path) -> None:
    assert as_text(check_template(template.read_bytes(), template.name), {}, "en") == ""


class TestPlaces:
    def test_part_paragraph_and_cell_in_both_languages(self) -> None:
        bad = p("甲 {{ titel }}")
        body = (
            p("x")
            + bad
            + table(2, cell("a") + cell("b"), cell("c") + cell("{{ titel }}"))
        )
        reports = check_template(
            make(
                body,
                core_xml(title="{{ titel }}"),
                header1=p("x") + bad,
                footer2=bad,
                footnotes=bad,
            ),
            "t.docx",
        )
        places = [one.place for one in reports if one.place]
        assert [one.spot("zh") for one in places] == [
            *(
                "正文第2段",
                "表格1第2行第2格",
                "页眉1第2段",
                "页脚2第1段",
                "脚注第1段",
                "文档属性 title",
            ),
        ]
        assert [one.spot("en") for one in places][:3] == [
            *("body paragraph 2", "table 1 row 2 cell 2", "header 1 paragraph 2"),
        ]
        assert places[0] == Place(
            "word/document.xml", 2, None, "", "甲 {{ titel }}", "{{ titel }}", 2
        )

    def test_caret_under_the_tag(self) -> None:
        text = as_text(
            check_template(make(p("甲 {{ titel }} 乙")), "t.docx"), {}, "zh"
        ).splitlines()
        assert text[:3] == [
            "t.docx: 正文第1段: 错误[template-unknown-name] 模板里没有 titel；是不是 title？",
            "      | 甲 {{ titel }} 乙",
            "      |    ^^^^^^^^^^^",
        ]

    def test_nested_tables_and_text_boxes_count_apart(self) -> None:
        inner = table(1, cell("{{ titel }}"))
        body = table(1, cell(inner, p("")).replace(p(inner), inner)) + table(
            1, cell("{{ titel }}")
        )
        spots = [
            one.place.spot("en") for one in check_template(make(body)) if one.place
        ]
        assert spots[-1] == "table 3 row 1 cell 1"


def advised_pieces(diagnostic: Diagnostic) -> str:
    """The paragraphs that a report of something missing tells its reader to write."""
    advice = str(diagnostic.facts["tag_zh"])
    around = re.fullmatch("(.*)，写在 (.*) 与 (.*) 之间，三者各占一段", advice)
    if around is None:
        return p(advice)
    return p(around[2]) + p(around[1]) + p(around[3])


class TestSuggestions:
    def test_what_is_missing_can_be_written_as_it_is_advised(self) -> None:
        title_only = p("{% if title %}{{ title }}{% endif %}")
        reports = check_template(make(title_only))
        assert {report.code for report in reports} == {"template-never-shows"}
        pieces = [advised_pieces(report) for report in reports]
        whole = title_only + "".join(pieces)
        assert check_template(make(whole)) == ()

    @pytest.mark.parametrize(
        ("body", "said"),
        [
            ("{{ titel }}", "did you mean 'title'?"),
            (
                "{% for s in paragraphs %}{{ s.headng }}{% endfor %}",
                "a paragraph has no 'headng'; did you mean 'heading'?",
            ),
            ("{{ documnt.number }}", "did you mean 'document'?"),
            (
                "{{ document.numbr }}",
                "the formal facts has no 'numbr'; did you mean 'number'?",
            ),
            (
                "{{ heading }}",
                "write {{ p.heading }} (in {% for p in paragraphs %}) or {{ item.heading }}",
            ),
            ("{{ team }}", "has no 'team'; write {{ opening.team }}"),
            ("{{ 标题 }}", "has no '标题'; write {{ title }} or {{ p.heading }}"),
            ("{{ 发文字号 }}", "has no '发文字号'; write {{ document.number }}"),
            ("{{ opening.巡察组 }}", "has no '巡察组'; did you mean 'team'?"),
            ("{%P if title %}", "did you mean a small 'p'?"),
            ("{% if title %}x{% end if %}", "did you mean 'endif'?"),
            ("{% for x in items %}{% End  For %}", "did you mean 'endfor'?"),
            ("{% if title %}x{% else if kind %}{% endif %}", "did you mean 'elif'?"),
            ("{{ title|uper }}", "did you mean 'upper'?"),
            ("{% fro x in items %}{% endfro %}", "did you mean 'for'?"),
        ],
    )
    def test_what_was_meant(self, body: str, said: str) -> None:
        assert any(said in one.message("en") for one in check_template(make(p(body))))

    def test_values_that_cannot_be(self) -> None:
        (one, *_) = check_template(make(p("{% if kind == 'notise' %}x{% endif %}")))
        assert one.code == "template-impossible"
        assert "did you mean 'notice'?" in one.hint("en")
        for body in (
            "kind in ['notice', 'x']",
            "'x' == kind",
            "opening.standard == 'x' and kind == 1",
        ):
            assert "impossible" in found(p("{% if " + body + " %}x{% endif %}"))


class TestView:
    def test_every_field_of_every_view_type_has_titles(self) -> None:
        views = {
            name
            for name, one in vars(view_types).items()
            if isinstance(one, type) and name.endswith("View")
        }
        assert set(FIELDS) == set(RECORDS) == views
        for name in views:
            assert set(FIELDS[name]) == set(fields_of(name)), name
            assert all(field.zh and field.en for field in FIELDS[name].values())

    def test_texts_and_numbers_have_samples(self) -> None:
        for name, fields in FIELDS.items():
            for field, held in fields_of(name).items():
                if not isinstance(held, Listing | Record) and not (
                    isinstance(held, Maybe) and isinstance(held.of, Record)
                ):
                    assert fields[field].sample, (name, field)

    def test_choices_are_those_of_the_model(self) -> None:
        assert set(FIELDS["View"]["kind"].choices) == {one.value for one in model.Kind}
        contact_kinds = {kind.value for kind in model.ContactKind}
        assert set(FIELDS["ContactView"]["kind"].choices) == contact_kinds

    def test_types_follow_the_annotations(self) -> None:
        view = fields_of(VIEW.name)
        assert view["paragraphs"] == Listing(Record("ParagraphView"))
        assert isinstance(view["title"], Maybe)
        assert isinstance(view["title"].of, Text)
        assert view["signature"] == Maybe(Record("SignatureView"))

    def test_tables_of_paths_name_fields_that_there_are(self) -> None:
        for path in (*ENSURED, *(one for many in ENSURED.values() for one in many)):
            held = VIEW
            for name in path:
                held = fields_of(held.name)[name]  # type: ignore[assignment]
                held = held.of if isinstance(held, Maybe) else held
        assert all(name in FIELDS[record] for record, name in OBLIGATORY)


class TestDuties:
    def test_a_ledger_is_asked_for_problems_only(self) -> None:
        rows = table(
            1,
            cell("{%tr for i in items %}"),
            cell("{{ i.number }}"),
            cell("{%tr endfor %}"),
        )
        (one,) = check_template(make(rows))
        assert (one.code, one.facts["en"], one.severity) == (
            "template-never-shows",
            "the problem",
            Severity.WARNING,
        )
        assert check_template(make(rows.replace("i.number", "i.heading"))) == ()

    def test_a_notice_is_asked_for_all(self) -> None:
        codes = [one.code for one in check_template(make(p("甲")))]
        assert codes == ["template-finished", *["template-never-shows"] * 10]
        codes = [one.code for one in check_template(make(p("特此报告。")))]
        assert codes == ["template-finished", *["template-never-shows"] * 8]

    @pytest.mark.parametrize(
        "body",
        [
            "{{ organization }}",
            "{% if title %}公开{% endif %}",
            "{{ kind_name }}{{ date }}",
            "{# {{ title }} #}{{ period or '' }}",
        ],
    )
    def test_a_template_without_title_and_text_is_refused(self, body: str) -> None:
        (error,) = errors(check_template(make(p(body))))
        assert error.code == "template-prints-nothing"
        with pytest.raises(TemplateError) as caught:
            refuse_faults(open_template(make(p(body)), "t.docx"))
        assert [one.code for one in caught.value.diagnostics] == [error.code]

    @pytest.mark.parametrize(
        "body",
        [
            "{{ title }}",
            "{% for line in title_lines %}{{ line }}{% endfor %}",
            "{% for p in paragraphs %}{{ p.text }}{% endfor %}",
            "{% for i in items %}{{ i.heading }}{% endfor %}",
            "{% for row in ledger %}{{ row.problem }}{% endfor %}",
        ],
    )
    def test_one_of_title_text_and_problems_is_enough(self, body: str) -> None:
        assert errors(check_template(make(p(body)))) == []

    def test_a_tag_in_a_property_makes_no_template(self) -> None:
        data = make(p("某某局整改通报"), core=core_xml(title="{{ title }}"))
        assert [one.code for one in errors(check_template(data))] == [
            "template-finished"
        ]

    def test_not_beside_errors(self) -> None:
        assert {one.severity for one in check_template(make(p("{{ titel }}")))} == {
            Severity.ERROR
        }


def test_hidden_tags_are_checked_in_the_loop_they_stand_in() -> None:
    picture = '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="{{ x.headng }}"/></wp:inline></w:drawing></w:r></w:p>'
    body = p("{%p for x in paragraphs %}") + picture + p("{%p endfor %}")
    assert found(body) == ["unknown-name"]
    assert found(body.replace("headng", "heading")) == []


def test_tags_where_nobody_renders_them() -> None:
    from docx_maker import make_parts, plain_zip

    parts = make_parts(p("甲"))
    parts["word/endnotes.xml"] = b"<w:endnotes>{{ title }}</w:endnotes>"
    reports = errors(check_template(plain_zip(parts)))
    assert [(one.code, one.place and one.place.spot("zh")) for one in reports] == [
        ("template-part-ignored", "尾注")
    ]


@pytest.mark.parametrize(
    ("wrong", "mended"),
    [
        ("{{ contacts }}", "{% for one in contacts %}{{ one.value }}{% endfor %}"),
        (
            "{{ contacts.label }}",
            "{% for one in contacts %}{{ one.label }}{% endfor %}",
        ),
        (
            "{{ contacts.phone }}",
            "{% for one in contacts %}{{ one.value }}{% endfor %}",
        ),
        ("{{ items.heading }}", "{% for one in items %}{{ one.heading }}{% endfor %}"),
        ("{{ title_lines.text }}", "{% for one in title_lines %}{{ one }}{% endfor %}"),
    ],
)
def test_the_loop_that_a_remedy_gives_is_sound(wrong: str, mended: str) -> None:
    (one,) = [
        one for one in check_template(make(p(wrong)), "t.docx") if "list" in one.code
    ]
    assert mended in one.hint("zh")
    assert mended in one.hint("en")
    assert found(mended) == []
