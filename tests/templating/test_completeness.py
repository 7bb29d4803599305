"""The completeness proof: templates that lose text are refused, those that choose on purpose are not."""

from __future__ import annotations

import hypothesis.strategies as st
import pytest
from docx_maker import cell, codes, compiled, make, p, table
from hypothesis import given
from jinja2.nodes import Node
from made import notice_from
from markupsafe import escape

from rectify_gen.diagnostics import TemplateError
from rectify_gen.templating.completeness import Proof, missing
from rectify_gen.templating.promises import Promise, promised
from rectify_gen.templating.render import render
from rectify_gen.templating.sandbox import SANDBOX
from rectify_gen.templating.template_check import check_template
from rectify_gen.view import View, compose
from rectify_gen.view.types import ParagraphView
from rectify_gen.word.block_reading import document_text

LOOP, END = p("{%p for x in paragraphs %}"), p("{%p endfor %}")
PRINT = p("{{ x.number }}{{ x.heading }}{{ x.text }}")


def branch(test: str, then: str, other: str = "") -> str:
    middle = p("{%p else %}") + other if other else ""
    return p(f"{{%p if {test} %}}") + then + middle + p("{%p endif %}")


PARAGRAPHS_OF_ITEM = p("{%p for x in i.paragraphs %}") + p("{{ x }}") + END


LOSING = {
    "forgets a role": LOOP
    + branch("x.role == 'heading'", p("{{ x.number }}{{ x.heading }}{{ x.text }}"))
    + END,
    "forgets in an elif": LOOP
    + p("{%p if x.level == 1 %}")
    + PRINT
    + p("{%p elif x.level == 2 %}")
    + PRINT
    + p("{%p endif %}")
    + END,
    "beside the number of the loop": LOOP
    + branch("x.level", p("{{ loop.index }}") + PRINT)
    + END,
    "else drops text": LOOP + branch("x.level", PRINT, p("{{ x.heading }}")) + END,
    "slice": p("{%p for x in paragraphs[:3] %}") + PRINT + END,
    "slice through set": p("{%p set some = paragraphs[:3] %}")
    + p("{%p for x in some %}")
    + PRINT
    + END,
    "shadowed name": p("{%p set paragraphs = paragraphs[1:] %}") + LOOP + PRINT + END,
    "slice of a reversed list": p("{%p for x in (paragraphs|reverse|list)[:2] %}")
    + PRINT
    + END,
    "beside a filter": LOOP + branch("x.level", PRINT) + END + p("{{ kind|upper }}"),
    "beside a macro": p("{% macro m() %}x{% endmacro %}{{ m() }}")
    + LOOP
    + branch("x.level", PRINT)
    + END,
    "only in markup": LOOP
    + branch("x.level", PRINT, '<w:p w:rsidR="{{ x.text }}"><w:pPr/></w:p>')
    + END,
    "beside a loop that chooses": p(
        "{%p for x in paragraphs|selectattr('level', 'eq', 1) %}"
    )
    + PRINT
    + END
    + LOOP
    + branch("x.level", PRINT)
    + END,
    "beside an unknown name in a dead branch": LOOP
    + p("{% if x.role == 'never' %}{{ x.nothing }}{% endif %}")
    + branch("x.level", PRINT)
    + END,
    "in a tested stretch": branch("title", LOOP + branch("x.level", PRINT) + END),
    "in a tested stretch with a filter": branch(
        "paragraphs|length > 1".replace(">", "&gt;"),
        LOOP + branch("x.level", PRINT) + END,
    ),
    "a list that keeps all": p("{%p for x in paragraphs|list %}")
    + branch("x.level", PRINT)
    + END,
    "a list in another order": p("{%p for x in paragraphs|reverse %}")
    + branch("x.level", PRINT)
    + END,
    "a list without doubles": p("{%p for x in paragraphs|unique %}")
    + branch("x.level", PRINT)
    + END,
    "a sorted list": p("{%p for x in paragraphs|sort(attribute='text') %}")
    + branch("x.level", PRINT)
    + END,
    "nested items": p("{%p for i in items %}")
    + p("{{ i.heading }}")
    + p("{%p for x in i.paragraphs[:1] %}")
    + p("{{ x }}")
    + END
    + END,
    "nested items only in a branch": p("{%p for i in items %}")
    + p("{{ i.heading }}")
    + branch("i.level == 1", PARAGRAPHS_OF_ITEM)
    + END,
    "slice through the second set": p("{%p set n = 1 %}")
    + p("{%p set some = paragraphs[:3] %}")
    + p("{%p for x in some %}")
    + PRINT
    + END,
    "nested items in a branch": p("{%p for i in items %}")
    + p("{{ i.heading }}")
    + p("{%p for x in i.paragraphs %}")
    + branch("i.level == 1", p("{{ x }}"))
    + END
    + END,
    "table": table(
        1,
        cell("头"),
        cell("{%tr for x in paragraphs %}"),
        cell("{% if x.level %}{{ x.heading }}{{ x.text }}{% endif %}"),
        cell("{%tr endfor %}"),
    ),
}

KEEPING = {
    "everything": LOOP + PRINT + END,
    "chosen on purpose": p("{%p for x in paragraphs if x.level == 1 %}") + PRINT + END,
    "chosen by a filter": p("{%p for x in paragraphs|selectattr('level', 'eq', 1) %}")
    + PRINT
    + END,
    "backwards": p("{%p for x in paragraphs|reverse %}") + PRINT + END,
    "another order": LOOP + p("{{ x.text }}{{ x.heading }}{{ x.number }}") + END,
    "two loops": LOOP + p("{{ x.heading }}") + END + LOOP + p("{{ x.text }}") + END,
    "nothing of it": p("{{ title }}"),
    "one member": p("{{ title_lines[0] }}"),
    "absent facts tested": p("{%p for i in items %}")
    + p("{% if i.evidence %}{{ i.evidence }}{% endif %}{{ i.heading }}")
    + END,
    "facts outside in a loop's branch": LOOP
    + p(
        "{% if loop.first %}{{ title }}{% endif %}{% if x.role == 'never' %}{{ document.note }}{% endif %}"
    )
    + PRINT
    + END,
    "number printed": LOOP + p("{{ x.level }}{{ loop.index }}") + PRINT + END,
    "unknown name in a dead branch": LOOP
    + p("{% if x.role == 'never' %}{{ x.nothing }}{% endif %}")
    + PRINT
    + END,
    "the same in either branch": LOOP + branch("x.level", PRINT, PRINT) + END,
    "the same loop in either branch": p("{%p for i in items %}")
    + branch("i.level == 1", PARAGRAPHS_OF_ITEM, PARAGRAPHS_OF_ITEM)
    + END,
    "in no order": p("{%p for x in paragraphs|sort(attribute='text') %}") + PRINT + END,
    "another loop where there is nothing": p("{%p for x in items[0].items %}")
    + p("{{ x.heading }}")
    + p("{%p else %}")
    + p("无")
    + END,
    "heading beside the first text only": p("{%p for i in items %}")
    + p("{%p for x in i.paragraphs %}")
    + p("{% if loop.first %}{{ i.heading }}{% endif %}{{ x }}")
    + END
    + END,
    "what belongs to the outer loop": p("{%p for z in items %}")
    + p("{%p for a in paragraphs %}")
    + p("{{ z.heading }}{{ a.text }}")
    + END
    + END,
    "rebound for good": p("{%p set some = paragraphs %}")
    + p("{%p set some = paragraphs[:1] %}")
    + p("{%p for x in some %}")
    + PRINT
    + END,
    "through a macro": p(
        "{% macro m(x) %}{{ x.text }}{% endmacro %}{% for x in paragraphs %}{{ m(x) }}{% endfor %}"
    ),
    "loop variable named like a view": p(
        "{% for title in title_lines %}{{ title }}{% endfor %}"
    ),
    "set": p("{% set t = title %}{{ t }}{% set n = 1 %}{{ n }}"),
}


@pytest.mark.parametrize("body", LOSING.values(), ids=LOSING)
def test_lost_text_is_refused(body: str, view: View) -> None:
    with pytest.raises(TemplateError) as caught:
        render(compiled(body), view)
    assert set(codes(caught.value)) == {"text-not-printed"}
    assert all(one.facts["text"] for one in caught.value.diagnostics)


@pytest.mark.parametrize("body", KEEPING.values(), ids=KEEPING)
def test_kept_text_is_accepted(body: str, view: View) -> None:
    assert render(compiled(body), view)


@pytest.mark.parametrize(
    "text", ["w:p", "w", "t", "1", "preserve", "xml", "/", "甲", "p", "rsidR", "&", "<"]
)
def test_short_strings_in_markup_or_other_text_do_not_count(
    text: str, view: View
) -> None:
    paragraphs = (
        ParagraphView("heading", 1, "1", "甲1", ""),
        ParagraphView("body", 0, "", "", text),
    )
    odd = view._replace(paragraphs=paragraphs)
    with pytest.raises(TemplateError) as caught:
        render(
            compiled(
                LOOP
                + branch("x.level", p("w1{{ x.number }}/{{ x.heading }}{{ x.text }}"))
                + END
            ),
            odd,
        )
    assert codes(caught.value) == ["text-not-printed"]


@pytest.mark.parametrize("lost", ["甲", "&", "N"])
def test_a_longer_text_does_not_stand_for_one_that_is_lost(
    lost: str, view: View
) -> None:
    """NOTICE is longer than each text, as the last one is than the first."""
    odd = view._replace(paragraphs=(ParagraphView("body", 0, "", "", lost),))
    losing = LOOP + branch("x.level", PRINT) + END + p("{{ kind|upper }}")
    with pytest.raises(TemplateError) as caught:
        render(compiled(losing), odd)
    assert [one.facts["text"] for one in caught.value.diagnostics] == [lost]
    assert render(compiled(LOOP + PRINT + END + p("{{ kind|upper }}")), odd)


ASTRAY = {
    "in a paragraph": "<w:p>{{ title }}<w:r><w:t>甲</w:t></w:r></w:p>",
    "in a run": "<w:p><w:r>{{ title }}</w:r></w:p>",
    "after a text": "<w:p><w:r><w:t>{{ kind }}</w:t>{{ title }}</w:r></w:p>",
    "after an empty element": "<w:p><w:r><w:tab/>{{ title }}</w:r></w:p>",
    "after a paragraph": p("甲") + "{{ title }}" + p("乙"),
}
PLACED = {
    "in a text": "<w:p><w:r><w:t>{{ title }}</w:t></w:r></w:p>",
    "in an attribute": '<w:p><w:bookmarkStart w:id="1" w:name="{{ title }}"/>'
    '<w:bookmarkEnd w:id="1"/></w:p>',
}


@pytest.mark.parametrize("body", ASTRAY.values(), ids=ASTRAY)
def test_text_where_word_shows_none_is_refused(body: str) -> None:
    with pytest.raises(TemplateError) as caught:
        compiled(body)
    assert codes(caught.value) == ["template-text-astray"]
    assert [one.facts["name"] for one in caught.value.diagnostics] == ["title"]


@pytest.mark.parametrize("body", PLACED.values(), ids=PLACED)
def test_text_in_its_place_is_accepted(body: str, view: View) -> None:
    assert render(compiled(body), view)


HOLDING = {
    "title": True,
    "not title": False,
    "document.number": False,
    "not document.number": True,
    "title and document.number": False,
    "title and kind": True,
    "document.number or title": True,
    "document.number or not title": False,
    "kind == 'notice'": True,
    "kind == 'report'": False,
    "kind != 'report'": True,
    "kind != 'notice'": False,
    "'整改' in title": True,
    "'巡视' in title": False,
    "'巡视' not in title": True,
    "'整改' not in title": False,
    "paragraphs|length > 7": True,
    "paragraphs|length > 8": False,
    "paragraphs|length >= 8": True,
    "paragraphs|length >= 9": False,
    "paragraphs|length < 9": True,
    "paragraphs|length < 8": False,
    "paragraphs|length <= 8": True,
    "paragraphs|length <= 7": False,
    "signature.seal": True,
    "true": True,
    "false": False,
}
"""Tests of a template, and whether they hold for the notice of these tests, which has 8 paragraphs."""
DROPPING = LOOP + branch("x.level", PRINT) + END


@pytest.mark.parametrize("test", HOLDING)
def test_a_tested_stretch_owes_its_text_where_the_test_holds(
    test: str, view: View
) -> None:
    written = test.replace("<", "&lt;").replace(">", "&gt;")
    in_the_branch = compiled(branch(written, DROPPING, p("否则")))
    in_the_other = compiled(branch(written, p("否则"), DROPPING))
    losing, keeping = (
        (in_the_branch, in_the_other)
        if HOLDING[test]
        else (in_the_other, in_the_branch)
    )
    assert render(keeping, view)
    with pytest.raises(TemplateError) as caught:
        render(losing, view)
    assert set(codes(caught.value)) == {"text-not-printed"}


@pytest.mark.parametrize("at", [0, 1, 2])
def test_of_several_cases_only_the_first_that_holds_owes_its_text(
    at: int, view: View
) -> None:
    """The first test fails, the second and third hold."""
    bodies = [p("甲"), p("乙"), p("丙")]
    bodies[at] = DROPPING
    cases = ("{%p if not title %}", "{%p elif title %}", "{%p elif kind %}")
    body = "".join(p(case) + inside for case, inside in zip(cases, bodies, strict=True))
    template = compiled(body + p("{%p endif %}"))
    if at != 1:
        assert render(template, view)
        return
    with pytest.raises(TemplateError):
        render(template, view)


def test_a_text_that_is_owed_twice_is_printed_twice(view: View) -> None:
    twice = view._replace(
        paragraphs=(
            ParagraphView("heading", 1, "", "", "同一句话"),
            ParagraphView("body", 0, "", "", "同一句话"),
        )
    )
    assert render(compiled(LOOP + PRINT + END), twice)
    with pytest.raises(TemplateError) as caught:
        render(compiled(DROPPING), twice)
    assert [one.facts["text"] for one in caught.value.diagnostics] == ["同一句话"]


def owing(source: str) -> Promise:
    tree = SANDBOX.parse(source)
    return promised(tree, list(tree.find_all(Node)))


LINES = owing("{% for x in lines %}<w:t>{{ x }}</w:t>{% endfor %}")
OWED = st.lists(st.text("甲乙丙a<>", min_size=1, max_size=4), min_size=1, max_size=5)
OTHERS = st.lists(st.text("甲乙丙a<>", max_size=4).map(escape), max_size=3)


@given(OWED, OTHERS, st.data())
def test_what_is_printed_in_order_is_proved_whatever_stands_between(
    texts: list[str], others: list[str], data: st.DataObject
) -> None:
    printed = [str(escape(text)) for text in texts]
    for other in others:
        printed.insert(data.draw(st.integers(0, len(printed))), str(other))
    context = {"lines": tuple(texts)}
    proof = Proof(LINES, context)
    proof.feed(printed)
    assert proof.holds()
    assert list(missing(LINES, context, printed)) == []


@given(OWED, st.data())
def test_each_character_that_is_not_printed_is_noticed(
    texts: list[str], data: st.DataObject
) -> None:
    printed = [str(escape(text)) for text in texts]
    line = data.draw(st.integers(0, len(printed) - 1))
    at = data.draw(st.integers(0, len(printed[line]) - 1))
    printed[line] = printed[line][:at] + printed[line][at + 1 :]
    context = {"lines": tuple(texts)}
    proof = Proof(LINES, context)
    proof.feed(printed[:1])
    proof.feed(printed[1:])
    assert not proof.holds()
    assert texts[line] in list(missing(LINES, context, printed))


SENTENCES = compose(
    notice_from(
        {
            "sections": [
                {
                    "heading": "乙",
                    "content": [
                        {
                            "measures": [
                                "健全A&B制度。修订<3>项。",
                                "印发。",
                                "健全A&B制度。修订<3>项。",
                            ]
                        },
                        "丙。丁。",
                    ],
                }
            ]
        }
    )
)
"""Measures with a lead and without, one of them twice, and a paragraph that is no measure."""
HEADING = p("{{ x.number }}{{ x.heading }}")


@pytest.mark.parametrize(
    "then",
    [
        "{{ x.lead }}{{ x.rest }}",
        "{{ x.rest }}{{ x.lead }}",
        "{% if x.lead %}{{ x.lead }}{% endif %}{{ x.rest }}",
        "{% if x.lead %}{{ x.lead }}{{ x.rest }}{% else %}{{ x.text }}{% endif %}",
        "{{ x.lead }}{{ x.text }}",
        "{{ x.text }}",
    ],
)
def test_lead_and_rest_are_the_text(then: str) -> None:
    body = LOOP + branch("x.role == 'heading'", HEADING, p(then)) + END
    document = document_text(render(compiled(body), SENTENCES))
    for text in ("一是健全A&B制度。修订<3>项。", "二是印发。", "丙。丁。"):
        assert text in document or "{{ x.rest }}{{ x.lead }}" in body


@pytest.mark.parametrize(
    ("then", "lost"),
    [
        ("{{ x.lead }}", ["一是健全A", "二是印发", "三是健全A", "丙。丁。"]),
        ("{{ x.rest }}", ["一是健全A", "三是健全A"]),
        (
            "{% if x.lead %}{{ x.lead }}{{ x.rest }}{% endif %}",
            ["二是印发", "丙。丁。"],
        ),
        (
            "{% if loop.index < 4 %}{{ x.lead }}{{ x.rest }}{% endif %}".replace(
                "<", "&lt;"
            ),
            ["三是健全A", "丙。丁。"],
        ),
    ],
)
def test_half_of_a_text_is_lost(then: str, lost: list[str]) -> None:
    body = LOOP + branch("x.role == 'heading'", HEADING, p(then)) + END
    with pytest.raises(TemplateError) as error:
        render(compiled(body), SENTENCES)
    texts = [str(one.facts["text"]) for one in error.value.diagnostics]
    assert [
        text[: len(wanted)] for text, wanted in zip(texts, lost, strict=True)
    ] == lost


@pytest.mark.parametrize(
    ("then", "reported"),
    [
        ("{{ x.lead }}", True),
        ("{{ x.rest }}", True),
        ("{{ x.lead }}{{ x.rest }}", False),
    ],
)
def test_the_check_says_which_half_is_missing(then: str, reported: bool) -> None:
    body = LOOP + p("{{ x.number }}{{ x.heading }}" + then) + END
    reports = check_template(make(body + p("{{ title }}")))
    assert ("template-half-text" in [one.code for one in reports]) is reported
