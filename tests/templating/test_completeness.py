"""The completeness proof: templates that lose text are refused, those that choose on purpose are not."""

from __future__ import annotations

import pytest
from docx_maker import cell, codes, compiled, p, table

from rectify_gen.diagnostics import TemplateError
from rectify_gen.templating.render import render
from rectify_gen.view import View
from rectify_gen.view.types import ParagraphView

LOOP, END = p("{%p for x in paragraphs %}"), p("{%p endfor %}")
PRINT = p("{{ x.number }}{{ x.heading }}{{ x.text }}")


def branch(test: str, then: str, other: str = "") -> str:
    middle = p("{%p else %}") + other if other else ""
    return p(f"{{%p if {test} %}}") + then + middle + p("{%p endif %}")


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
    "in a tested stretch": branch("title", LOOP + branch("x.level", PRINT) + END),
    "in a tested stretch with a filter": branch(
        "paragraphs|length > 1".replace(">", "&gt;"),
        LOOP + branch("x.level", PRINT) + END,
    ),
    "nested items": p("{%p for i in items %}")
    + p("{{ i.heading }}")
    + p("{%p for x in i.paragraphs[:1] %}")
    + p("{{ x }}")
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
