"""A folder of broken templates, one slip each: what the check says of them, and what docxtpl-lint says."""

from __future__ import annotations

import itertools

import pytest
from broken import BODY, MUTATIONS, Mutation, broken, sound
from docx_maker import make
from docxtpl_lint.api import lint
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from rectify_gen.diagnostics import TemplateError, errors
from rectify_gen.templating.compile import compile_template
from rectify_gen.templating.template_check import check_template

NAMES = [one.name for one in MUTATIONS]


def reported(data: bytes) -> tuple[str, ...]:
    return tuple(
        sorted(
            {
                one.code.removeprefix("template-")
                for one in check_template(data, "t.docx")
            }
        )
    )


def peer(data: bytes) -> tuple[str, ...]:
    return tuple(sorted({one.rule for one in lint(data).issues}))


def test_the_sound_template_is_clean() -> None:
    assert check_template(sound()) == ()
    assert peer(sound()) == ()
    assert compile_template(sound())


@pytest.mark.parametrize("mutation", MUTATIONS, ids=NAMES)
def test_each_slip_is_reported_at_its_place(mutation: Mutation) -> None:
    data = broken(mutation)
    assert (reported(data), peer(data)) == (mutation.ours, mutation.peer)
    for one in check_template(data, "t.docx"):
        assert one.path == "t.docx"
        assert one.place is not None
        assert one.message("zh")
        assert one.message("en")
        assert all(one.place.spot(lang) for lang in ("zh", "en"))


def test_everything_that_the_peer_finds_is_found_and_much_that_it_misses() -> None:
    assert len(MUTATIONS) >= 40
    assert len(set(NAMES)) == len(NAMES)
    assert all(one.ours for one in MUTATIONS)
    assert sum(not one.peer for one in MUTATIONS) > len(MUTATIONS) / 2


@pytest.mark.parametrize("mutation", MUTATIONS, ids=NAMES)
def test_what_compiling_refuses_is_an_error_of_the_check(mutation: Mutation) -> None:
    data = broken(mutation)
    try:
        compile_template(data)
    except TemplateError:
        assert errors(check_template(data))


@pytest.mark.parametrize(
    "tag", ["{%p if signature %}", "{%tr endfor %}", "{% if period %}", "{{ title }}"]
)
@pytest.mark.parametrize("brace", ["{", "}"])
def test_a_brace_beside_a_tag_is_reported_where_compiling_refuses_it(
    brace: str, tag: str
) -> None:
    assert tag in BODY
    for typed in (f"{brace}{tag}", f"{tag}{brace}"):
        data = make(BODY.replace(tag, typed, 1))
        assert errors(check_template(data)) or compile_template(data)


def test_a_brace_that_the_next_paragraph_makes_a_tag_is_reported() -> None:
    number = "{{ document.number }}"
    assert number in BODY
    data = make(BODY.replace(number, number + "{"))
    with pytest.raises(TemplateError):
        compile_template(data)
    assert errors(check_template(data))


def test_two_slips_are_both_reported() -> None:
    """Of two mutations that do not touch the same text, each keeps its report: no fault hides another."""
    body = [
        one
        for one in MUTATIONS
        if one.part == "body" and errors(check_template(broken(one)))
    ]
    for first, second in itertools.islice(itertools.combinations(body, 2), 0, None, 37):
        once = BODY.replace(first.old, first.new, 1)
        if second.old not in once or first.old in second.old or second.old in first.old:
            continue
        found = set(reported(make(once.replace(second.old, second.new, 1))))
        wanted = {
            code
            for one in (first, second)
            for code in one.ours
            if code.startswith(("unknown", "syntax", "prints"))
        }
        assert wanted <= found, (first.name, second.name)


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.filter_too_much]
)
@given(st.data())
def test_any_characters_taken_out_or_put_in_end_in_a_report_or_none(
    data: st.DataObject,
) -> None:
    """Never a traceback; and what compiling refuses is reported."""
    start = data.draw(st.integers(0, len(BODY)))
    text = data.draw(
        st.sampled_from(
            [
                "{{",
                "}}",
                "{%",
                "%}",
                "{",
                "“",
                "｛",
                "p",
                " ",
                "{% if %}",
                "{#",
                "'",
                "|",
                ".",
            ]
        )
    )
    assume(
        BODY[:start].rpartition("<")[2].startswith("w:t xml:space")
        and BODY[:start].rpartition("<")[2].count(">")
    )
    made = make(BODY[:start] + text + BODY[start:])
    found = check_template(made)
    assert errors(found) or compile_template(made)
