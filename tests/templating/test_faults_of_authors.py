"""Faults of an author's own making are told by the check, in the author's words, and every hint works when followed."""

from __future__ import annotations

import re

import pytest
from broken import MUTATIONS, PARTS, Mutation, broken
from docx_maker import compiled, make, p, text_of
from notices import NOTICE, view_of

from rectify_gen.diagnostics import Diagnostic, Severity
from rectify_gen.package import read_package
from rectify_gen.templating.render import render
from rectify_gen.templating.template_check import check_template

FULL = NOTICE + "document: {note: 附注, number: 1号, attachments: [甲, 乙]}\n"
BARE = "sections: [{role: other, heading: a, content: [b]}]\ntitle: 题\npreamble: 甲"


_OF_THE_WHOLE = ("template-never-shows", "template-prints-nothing")
"""What is said of a template that holds no more than a line."""


def reports(body: str) -> list[Diagnostic]:
    return [
        one
        for one in check_template(make(p(body.replace("<", "&lt;"))), "t.docx")
        if one.code not in _OF_THE_WHOLE
    ]


ERRORS = {
    "{{ title|truncate(2) }}": "filter-arguments",
    "{{ title|truncate(length=1, end='') }}{{ title|truncate(2, true) }}": "filter-arguments",
    "{{ title|truncate(9, false, '…', 0, 1) }}": "filter-arguments",
    "{{ title|truncate(size=9) }}": "filter-arguments",
    "{{ title|replace('a') }}": "filter-arguments",
    "{{ title|upper(1) }}": "filter-arguments",
    "{{ title|default('a', true, 3) }}": "filter-arguments",
    "{{ loop.index }}": "loop-outside",
    "{{ ledger|map|join('、') }}": "filter-arguments",
    "{{ title_lines|map('uper')|join }}": "unknown-filter",
    "{{ title_lines|select('eqaul', 'x')|join }}": "unknown-test",
    "{% for i in items|selectattr('level', 'biger', 2) %}{{ i.level }}{% endfor %}": "unknown-test",
    "{{ items|groupby }}": "filter-arguments",
    "{{ title.replace('a') }}": "method-arguments",
    "{{ title.split(1)[0] }}": "method-arguments",
    "{{ title.startswith() }}": "method-arguments",
    "{{ title + 1 }}": "mixed-kinds",
    "{{ title - 1 }}": "mixed-kinds",
    "{{ contacts + 1 }}": "mixed-kinds",
    "{% if title > 3 %}x{% endif %}": "mixed-kinds",
    "{% for p in paragraphs if p.number >= 2 %}x{% endfor %}": "mixed-kinds",
    "{% if contacts > 1 %}x{% endif %}": "mixed-kinds",
    "{{ 7 / 0 }}": "division",
    "{{ items|length // 0 }}{{ items|length % 0 }}": "division",
    "{% macro m(a, b=1) %}{{ a }}{% endmacro %}{{ m() }}": "macro-arguments",
    "{% macro m(a, b=1) %}{{ a }}{% endmacro %}{{ m(1, 2, 3) }}": "macro-arguments",
    "{% macro m(a, b=1) %}{{ a }}{% endmacro %}{{ m(1, c=2) }}": "macro-arguments",
    "{% include 'x' %}": "forbidden",
    "{% extends 'x' %}": "forbidden",
}


@pytest.mark.parametrize(("body", "code"), ERRORS.items(), ids=ERRORS)
def test_check_says_it_before_build(body: str, code: str) -> None:
    errors = [one for one in reports(body) if one.severity is Severity.ERROR]
    assert {one.code for one in errors} == {f"template-{code}"}
    for one in errors:
        assert re.search("[\u4e00-\u9fff]", one.message("zh"))
        assert one.message("en")
        assert "Error" not in one.message("en")


SOUND = (
    "{{ title|truncate(9) }}{{ title|truncate(3) }}{{ title|replace('a', 'b') }}{{ title|replace('a', 'b', 1) }}",
    "{{ title_lines|map('upper')|join('、') }}{{ contacts|map(attribute='value')|join('、') }}",
    "{% for i in items|selectattr('level', 'gt', 2) %}{{ i.level + 1 }}{% endfor %}",
    "{{ title ~ 1 }}{{ title * 2 }}{{ 'a' + title }}{{ items|length / 2 }}{{ title_lines + title_lines|list }}",
    "{% if paragraphs|length > 3 and title > 'a' %}x{% endif %}{{ 7 // 2 }}{{ 7 % 2 }}",
    "{% macro m(a, b=1) %}{{ a }}{{ b }}{% endmacro %}{{ m(1) }}{{ m(1, 2) }}{{ m(b=2, a=1) }}",
    "{% macro m(a) %}{{ a }}{{ varargs|length }}{% endmacro %}{{ m(1, 2) }}",
    "{{ title.split('于')[0] }}{{ title.replace('a', 'b') }}{{ title.startswith('关') and 'x' }}",
    "{{ 3|round(1) }}{{ 3.5|int }}",
)  # fmt: skip


@pytest.mark.parametrize("body", SOUND)
def test_what_works_is_left_alone(body: str) -> None:
    assert [one.code for one in reports(body) if one.severity is Severity.ERROR] == []
    body = body.replace("+ title_lines|list ", "").replace("title_lines ", "1 ")
    assert render(compiled(p(body.replace(">", "&gt;"))), view_of(FULL))


def test_a_number_made_of_a_text_is_a_warning() -> None:
    assert [one.code for one in reports("{{ title|int }}")] == [
        "template-number-of-text"
    ]
    assert reports("{{ items|length|int }}") == []


@pytest.mark.parametrize("data", [FULL, BARE], ids=["full", "bare"])
@pytest.mark.parametrize(
    ("body", "bare"),
    [
        ("甲{{ document.note|default('无') }}", "甲无"),
        ("甲{{ document.note|d('无') }}", "甲无"),
        ("甲{{ document.note|default }}", "甲"),
        ("甲{% if document.attachments|length > 0 %}有{% endif %}", "甲"),
        ("甲{{ document.attachments|length }}", "甲0"),
    ],
)
def test_what_every_page_on_jinja_recommends_works(
    body: str, bare: str, data: str
) -> None:
    xml = read_package(render(compiled(p(body.replace(">", "&gt;"))), view_of(data)))
    text = text_of(xml).strip()
    if data == BARE:
        assert text == bare
    else:
        assert text != bare


MEMBERS = (
    "{% for a, rows in ledger|groupby('area') %}{{ a }}{% endfor %}",
    "{% for a, rows in ledger|groupby(attribute='status') %}{{ a }}{% endfor %}",
    "{{ ledger|map(attribute='status')|join('、') }}",
    "{{ ledger|join('、', attribute='status') }}",
    "{% for r in ledger|sort(attribute='deadline') %}{{ r.number }}{% endfor %}",
    "{% for r in ledger|unique(attribute='area') %}{{ r.number }}{% endfor %}",
    "{{ (ledger|max(attribute='deadline')).number }}",
    "{{ document.note|upper|lower }}",
    "{{ document.note or document.signer }}",
    "{{ document.note }}",
    "{{ short_name }}",
)  # fmt: skip
_PIECE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")


@pytest.mark.parametrize("body", MEMBERS)
def test_the_hint_for_what_may_be_absent_works(body: str) -> None:
    found = reports(body)
    assert found
    for report in found:
        hint = report.hint("en")
        assert report.place is not None
        pieces = _PIECE.findall(hint)
        assert pieces
        if "…" in hint:  # {% if x %}…{% endif %} goes around the tag
            start, end = pieces[0], pieces[-1]
            fixed = body.replace(report.place.tag, start + report.place.tag + end)
        else:
            fixed = body.replace(report.place.tag, pieces[0])
        assert reports(fixed) == []
        for data in (FULL, BARE):
            if "max" not in body:  # of an empty list nothing is the largest
                assert render(compiled(p(fixed)), view_of(data))


def codes_of(template: bytes) -> list[str]:
    return [one.code for one in check_template(template, "t.docx")]


_LITERAL_HINTS = {
    "template-always-defined",
    "template-block-open",
    "template-list-attribute",
    "template-prints-flag",
    "template-prints-list",
    "template-unclosed",
    "template-unguarded",
    "template-unguarded-members",
    "template-unguarded-part",
}


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.name)
def test_hints_of_broken_templates_work_when_followed(mutation: Mutation) -> None:
    """Where a hint holds a piece to write, writing it removes that report."""
    template = broken(mutation)
    for report in check_template(template, "t.docx"):
        pieces = _PIECE.findall(report.hint("en"))
        if report.code not in _LITERAL_HINTS or not pieces or report.place is None:
            continue
        before = PARTS[mutation.part].replace(mutation.old, mutation.new, 1)
        fixed = followed(before, report, pieces)
        assert fixed != before, report.hint("en")
        after = codes_of(make(**{**PARTS, mutation.part: fixed}))
        assert after.count(report.code) < codes_of(template).count(report.code)


def followed(body: str, report: Diagnostic, pieces: list[str]) -> str:
    """``body`` with what the hint of ``report`` says."""
    assert report.place is not None
    tag = report.place.tag
    if report.code == "template-block-open":
        return body.replace(tag, tag + pieces[0], 1)
    if report.code == "template-unguarded":
        return body.replace(tag, pieces[0] + tag + pieces[-1], 1)
    if report.code.startswith("template-unguarded"):
        return body.replace(tag, pieces[0], 1)
    return body.replace(tag, "".join(pieces), 1)
