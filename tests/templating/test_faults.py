"""Errors in templates: all in one run, each with part, paragraph as Word counts it, tag and text."""

from __future__ import annotations

import pytest
from docx_maker import cell, codes, compiled, p, run, table
from notices import view_of

from rectify_gen.diagnostics import TemplateError
from rectify_gen.templating.render import render
from rectify_gen.view import View


def refused(body: str, view: View, **stories: str) -> TemplateError:
    with pytest.raises(TemplateError) as caught:
        render(compiled(body, **stories), view)
    assert all(one.path == "t.docx" for one in caught.value.diagnostics)
    assert all(
        one.message("zh") and one.message("en") for one in caught.value.diagnostics
    )
    return caught.value


def places(error: TemplateError) -> list[str]:
    return [one.place.whole("en") for one in error.diagnostics if one.place]


class TestDroppedText:
    def test_beside_a_paragraph_tag(self, view: View) -> None:
        error = refused(
            p("甲") + p("前{%p if title %}后") + p("x") + p("{%p endif %}。"), view
        )
        assert codes(error) == ["template-text-dropped"] * 2
        assert places(error) == [
            "body paragraph 2 {%p if title %} “前{%p if title %}后”",
            "body paragraph 4 {%p endif %} “{%p endif %}。”",
        ]

    def test_two_tags_in_one_paragraph(self, view: View) -> None:
        error = refused(p("{%p if title %}{%p endif %}"), view)
        assert codes(error) == ["template-text-dropped"] * 2

    def test_beside_a_row_tag(self, view: View) -> None:
        error = refused(
            table(
                2,
                cell("{%tr if title %}") + cell("丢失"),
                cell("x") + cell("y"),
                cell("{%tr endif %}") + cell(""),
            ),
            view,
        )
        assert codes(error) == ["template-text-dropped"]
        assert "丢失" in error.diagnostics[0].message("zh")
        assert places(error) == ["table 1 row 1 cell 1 {%tr if title %}"]

    def test_beside_a_cell_tag(self, view: View) -> None:
        assert codes(
            refused(
                table(
                    1,
                    cell("{%tc if title %}", "丢失")
                    + cell("x")
                    + cell("{%tc endif %}"),
                ),
                view,
            )
        ) == ["template-text-dropped"]

    @pytest.mark.parametrize(
        ("content", "told"),
        [
            (
                "<w:pPr><w:sectPr><w:pgSz w:w='16838' w:h='11906'/></w:sectPr></w:pPr>",
                "a section break",
            ),
            (
                "<w:r><w:drawing><wp:inline><wp:docPr id='1' name='徽'/></wp:inline></w:drawing></w:r>",
                "a picture",
            ),
            ("<w:r><w:pict/></w:r>", "a picture"),
            ("<w:r><w:br w:type='page'/></w:r>", "a page break"),
            ("<w:r><w:footnoteReference w:id='2'/></w:r>", "the mark of a footnote"),
        ],
    )
    def test_what_is_no_text_beside_a_tag(
        self, content: str, told: str, view: View
    ) -> None:
        """Without its section break a document would be printed across from its first page on."""
        error = refused(
            f"<w:p>{content}{run('{%p if title %}')}</w:p>"
            + p("x")
            + p("{%p endif %}"),
            view,
        )
        assert codes(error) == ["template-content-dropped"]
        assert places(error) == ["body paragraph 1 {%p if title %}"]
        assert told in error.diagnostics[0].message("en")

    def test_a_picture_beside_a_row_tag(self, view: View) -> None:
        picture = "<w:p><w:r><w:drawing/></w:r></w:p>"
        rows = (
            cell("{%tr if title %}") + cell(picture),
            cell("x") + cell("y"),
            cell("{%tr endif %}") + cell(""),
        )
        assert codes(refused(table(2, *rows), view)) == ["template-content-dropped"]

    def test_line_breaks_and_marks_beside_a_tag_are_nothing_to_lose(self) -> None:
        around = "<w:bookmarkStart w:id='0' w:name='a'/><w:bookmarkEnd w:id='0'/><w:r><w:br/></w:r>"
        compiled(
            f"<w:p>{around}{run('{%p if title %}')}</w:p>" + p("x") + p("{%p endif %}")
        )

    def test_all_parts_at_once(self, view: View) -> None:
        error = refused(
            p("甲{%p if title %}") + p("{%p endif %}"),
            view,
            header1=p("乙{%p if title %}") + p("{%p endif %}"),
            footer1=p("{{ title"),
        )
        assert [one.place.part for one in error.diagnostics if one.place] == [
            "word/document.xml",
            "word/header1.xml",
            "word/footer1.xml",
        ]
        assert codes(error) == [
            "template-text-dropped",
            "template-text-dropped",
            "template-unclosed",
        ]

    def test_split_over_runs(self, view: View) -> None:
        error = refused(
            "<w:p>"
            + run("甲{%")
            + run("p if title ")
            + run("%}")
            + "</w:p>"
            + p("{%p endif %}"),
            view,
        )
        assert codes(error) == ["template-text-dropped"]


class TestAbsentAndUnknown:
    def test_absent_fact_names_fact_and_tag(self, view: View) -> None:
        error = refused(p("甲") + p("编号：{{ document.number }}"), view)
        assert [(one.code, one.route) for one in error.diagnostics] == [
            ("fact-absent", ("document", "number"))
        ]
        assert places(error) == [
            "body paragraph 2 {{ document.number }} “编号：{{ document.number }}”"
        ]
        assert "document.number" in error.diagnostics[0].message("zh")

    def test_absent_fact_of_an_item(self, view: View) -> None:
        error = refused(
            p("{%p for i in items %}") + p("{{ i.deadline }}") + p("{%p endfor %}"),
            view,
        )
        assert error.diagnostics[0].route == ("sections", 1, "content", 0, "deadline")
        assert places(error) == ["body paragraph 2 {{ i.deadline }}"]

    def test_absent_signature(self) -> None:
        bare = view_of(
            "sections: [{role: other, heading: a, content: [b]}]\ntitle: 题\npreamble: 甲"
        )
        error = refused(p("{{ signature.date }}"), bare)
        assert (codes(error), error.diagnostics[0].route) == (
            ["fact-absent"],
            ("signature", "date"),
        )

    @pytest.mark.parametrize(
        "name",
        [
            "titel",
            "opening.nothing",
            "paragraphs[0].nothing",
            "nothing.at.all",
            "signature.nothing",
        ],
    )
    def test_unknown_name(self, name: str, view: View) -> None:
        error = refused(p("{{ title }}") + p(f"甲{{{{ {name} }}}}"), view)
        assert codes(error) == ["template-unknown-name"]
        assert places(error) == [
            f"body paragraph 2 {{{{ {name} }}}} “甲{{{{ {name} }}}}”"
        ]

    def test_second_of_two_equal_looking_tags(self, view: View) -> None:
        error = refused(
            p("{% if 0 %}{{ titel }}{% endif %}")
            + p("{%p if title %}")
            + p("乙{{ titel }}")
            + p("{%p endif %}"),
            view,
        )
        assert places(error) == ["body paragraph 3 {{ titel }} “乙{{ titel }}”"]

    def test_in_a_table_and_after_lifted_tags(self, view: View) -> None:
        error = refused(
            p("{%p if title %}")
            + table(2, cell("a") + cell("b"), cell("c") + cell("{{ titel }}"))
            + p("{%p endif %}"),
            view,
        )
        assert places(error) == ["table 1 row 2 cell 2 {{ titel }}"]

    def test_several_parts_at_once(self, view: View) -> None:
        error = refused(
            p("{{ a }}"), view, header1=p("{{ b }}"), footer1=p("{{ document.note }}")
        )
        assert codes(error) == [
            "template-unknown-name",
            "template-unknown-name",
            "fact-absent",
        ]


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("{{ title", "unclosed"),
        ("{% if title", "unclosed"),
        ("{# x", "unclosed"),
        ("{{ title | }}", "syntax"),
        ("{% if %}{% endif %}", "syntax"),
        ("{% for x %}{% endfor %}", "syntax"),
        ("{{ 1 + }}", "syntax"),
        ("{{ 'a }}", "syntax"),
        ("{{ (title }}", "syntax"),
        ("{% nosuch %}", "keyword"),
        ("{{ title|nosuch }}", "unknown-filter"),
        ("{% endfor %}", "block-stray"),
    ],
)
def test_syntax_errors(tag: str, code: str, view: View) -> None:
    error = refused(p("甲") + p("乙" + tag) + p("丙"), view)
    assert codes(error) == [f"template-{code}"]
    assert places(error)[0].startswith("body paragraph 2 ")


def test_one_syntax_error_hides_no_other(view: View) -> None:
    error = refused(
        p("{{ 1 + }}") + p("{{ titel }}") + p("{% if kind = 1 %}{% endif %}"), view
    )
    assert codes(error) == [
        "template-syntax",
        "template-unknown-name",
        "template-syntax",
    ]


def test_block_that_is_never_closed(view: View) -> None:
    assert codes(
        refused(p("{%p for x in paragraphs %}") + p("{{ x.text }}"), view)
    ) == ["template-block-open"]


def test_tag_that_cuts_across_a_paragraph(view: View) -> None:
    error = refused(p("甲{% if not title %}") + p("乙") + p("{%p endif %}"), view)
    assert codes(error) == ["result-malformed"]


def test_full_example_text(view: View) -> None:
    error = refused(p("编号 {{ titel }}"), view)
    assert (
        error.diagnostics[0].message("en")
        == "the view has no 'titel'; did you mean 'title'?"
    )
