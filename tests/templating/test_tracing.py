"""Rendering once more with values that mark themselves says which value stands where, in any template."""

from __future__ import annotations

from typing import Any

import pytest
from docx_maker import compiled, p
from made import notice_from

from rectify_gen.templating.render import render
from rectify_gen.templating.tracing import trace_values, traced_route
from rectify_gen.view import compose
from rectify_gen.view.provenance import ROUTING
from rectify_gen.word.block_reading import document_text

NOTICE = notice_from(
    {
        "organization": {"name": '甲局 <一> & "二"'},
        "sections": [
            {"heading": "乙", "content": ["同句。", "同句。", "\ufdd0丙\ufdd5"]}
        ],
    }
)


def traced(body: str) -> list[list[tuple[str, str]]]:
    """Return the lines that a template of ``body`` prints, each as stretches with their routes."""
    tracing = trace_values(compose(NOTICE, "public", ROUTING))
    document = render(compiled(body), tracing.view)
    lines = []
    for line in document_text(document).splitlines():
        routed = tracing.read_line(line)
        stretches: list[tuple[str, str]] = []
        start = 0
        for span in routed.spans:
            route = "" if span.generated else ".".join(map(str, span.route))
            stretches.append((str(routed)[start : start + span.length], route))
            start += span.length
        lines.append(stretches)
    return lines


ORGAN = ('甲局 <一> & "二"', "organization.0.name")


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        (p("由{{ organization }}印发"), [[("由", ""), ORGAN, ("印发", "")]]),
        (p("{{ organization }}{{ organization }}"), [[ORGAN, ORGAN]]),
        (p("{{ organization ~ '！' }}"), [[ORGAN, ("！", "")]]),
        (p("{{ organization|upper }}"), [[(ORGAN[0], "")]]),
        (
            p("{% if organization|length == 12 %}{{ organization }}{% endif %}"),
            [[ORGAN]],
        ),
        (p("{% if organization in '甲局' %}是{% else %}否{% endif %}"), [[("否", "")]]),
        (
            p("{%p for x in paragraphs[1:2] %}")
            + p("{{ x.text[1:] }}{{ x.text[:1] }}")
            + p("{%p endfor %}"),
            [[("句。", "sections.0.content.0"), ("同", "sections.0.content.0")]],
        ),
        (
            p("{%p for x in paragraphs[1:]|reverse %}")
            + p("{{ x.text }}")
            + p("{%p endfor %}"),
            [
                [("\ufdd0丙\ufdd5", "sections.0.content.2")],
                [("同句。", "sections.0.content.1")],
                [("同句。", "sections.0.content.0")],
            ],
        ),
    ],
)
def test_each_stretch_has_the_route_of_its_value(body: str, lines: list[Any]) -> None:
    assert traced(body) == lines


def test_a_view_in_which_values_mark_themselves_equals_the_view() -> None:
    view = compose(NOTICE)
    assert trace_values(compose(NOTICE, "public", ROUTING)).view == view
    assert trace_values(view) == (view, ())


def test_a_value_is_named_before_the_words_beside_it() -> None:
    view = trace_values(compose(NOTICE, "public", ROUTING)).view
    assert isinstance(view.title, str)
    assert traced_route(view.title) == ("organization", 0, "name")
    assert traced_route(view.paragraphs[0].number) == ("sections", 0)
    assert traced_route("甲局") == ()


def test_a_line_without_whole_marks_is_the_templates() -> None:
    tracing = trace_values(compose(NOTICE, "public", ROUTING))
    line = tracing.read_line("甲\ufdd0\ufdd3乙")
    assert line == "甲乙"
    assert [span.route for span in line.spans] == [()]
    cut = tracing.read_line("\ufdd0\ufdd2同\ufdd1")  # shorter than any value
    assert [(span.length, span.route) for span in cut.spans] == [(1, ())]
    unknown = tracing.read_line("\ufdd0\ufdd3\ufdd3\ufdd3\ufdd3乙\ufdd1")
    assert unknown == "乙"
    assert unknown.spans[0].generated
