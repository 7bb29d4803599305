"""What tags print, and for which levels and kinds of paragraph, however the tests around them are written."""

from __future__ import annotations

import pytest

from rectify_gen.templating.contract.printed_paragraphs import (
    SHAPES,
    Printed,
    Shape,
    printed,
)
from rectify_gen.templating.tags import read_texts

LEVELS = frozenset(range(1, 8))
HEADING = "{% if p.role == 'heading' %}"


def prints(*texts: str) -> list[Printed]:
    """What the printing tags of the paragraphs ``texts`` print, in order."""
    part = read_texts("", {str(at): text for at, text in enumerate(texts)})
    return list(printed(part.tags).values())


def levels(test: str, before: str = "") -> frozenset[int]:
    """The levels of headings for which ``test`` lets a tag print."""
    (one,) = prints(
        "{%p for p in paragraphs %}" + HEADING + before,
        f"{{% if {test} %}}{{{{ p.heading }}}}{{% endif %}}",
        "{% endif %}{%p endfor %}",
    )
    assert one.path == "paragraphs.heading"
    return frozenset(shape.level for shape in one.shapes)


TESTS = {
    "p.level == 1": {1},
    "1 == p.level": {1},
    "p.level==1": {1},
    "p.level == 1 and signature": {1},
    "signature and 1 == p.level": {1},
    "p.level == 1 or p.level == 2": {1, 2},
    "p.level in (1, 2)": {1, 2},
    "p.level in [2]": {2},
    "p.level < 3": {1, 2},
    "3 > p.level": {1, 2},
    "p.level <= 2": {1, 2},
    "p.level > 2": LEVELS - {1, 2},
    "p.level >= 3": LEVELS - {1, 2},
    "1 < p.level < 3": {2},
    "not p.level == 1": LEVELS - {1},
    "p.level != 1": LEVELS - {1},
    "p.level not in (1, 2)": LEVELS - {1, 2},
    "not (p.level == 1 or p.level == 2)": LEVELS - {1, 2},
    "p.level is eq 1": {1},
    "p.level is lessthan 3": {1, 2},
    "p.level is not eq 1": LEVELS - {1},
    "p['level'] == 1": {1},
    "p.level|int == 1": {1},
    "signature": LEVELS,
    "p.level == 1 or signature": LEVELS,
    "p.number == '一、'": LEVELS,
    "p.level == '1'": set(),
    "p.level < 'x'": LEVELS,
    "p.level == signature.level": LEVELS,
    "p.role == 'heading'": LEVELS,
    "p.role == 'body'": set(),
}


@pytest.mark.parametrize("test", TESTS)
def test_levels_that_a_test_lets_through(test: str) -> None:
    assert levels(test) == TESTS[test]


@pytest.mark.parametrize(
    ("before", "test", "expected"),
    [
        ("{% set level = p.level %}", "level == 1", {1}),
        ("{% set is_top = 1 == p.level %}", "is_top", {1}),
        ("{% set is_top = 1 == p.level %}", "not is_top", LEVELS - {1}),
        ("{% set q = p %}", "q.level == 1", {1}),
        ("{% set q = p %}{% set p = q.level %}", "p == 2", None),
        (
            "{% if p.level == 1 %}{% set top = true %}{% else %}{% set top = false %}{% endif %}",
            "top",
            {1},
        ),
        (
            "{% if signature %}{% set top = 1 %}{% else %}{% set top = 2 %}{% endif %}",
            "top == 1",
            LEVELS,
        ),
        (
            "{% set top = 1 %}{% if signature %}{% set top = 2 %}{% endif %}",
            "top == 1",
            LEVELS,
        ),
        ("{% set top = top.of %}", "top", LEVELS),
    ],
)
def test_names_that_a_template_sets(
    before: str, test: str, expected: set[int] | None
) -> None:
    if expected is None:  # p is no paragraph any more
        (one,) = prints("{% for p in paragraphs %}" + before + "{{ p }}{% endfor %}")
        assert one.path == "paragraphs.level"
    else:
        assert levels(test, before) == expected


def test_branches_leave_what_those_before_them_do_not_take() -> None:
    found = prints(
        "{%p for p in paragraphs %}",
        "{%- if 1 == p.level -%}",
        "{{ p.number }}",
        "{%p elif 2 == p.level and p.role == 'heading' %}",
        "{{ p.heading }}",
        "{%p elif p.level %}",
        "{{ p.heading }}",
        "{%p else %}",
        "{{ p.text }}",
        "{%p endif %}",
        "{%p endfor %}",
        "{{ title }}",
    )
    assert [one.path for one in found] == [
        "paragraphs.number",
        "paragraphs.heading",
        "paragraphs.heading",
        "paragraphs.text",
        "title",
    ]
    taken = [one.shapes for one in found]
    assert taken[0] == {Shape(1, "heading"), Shape(1, "run_in")}
    assert taken[1] == {Shape(2, "heading")}
    assert Shape(2, "run_in") in taken[2]
    assert taken[3] == {Shape(0, "label"), Shape(0, "body")}
    assert taken[0] | taken[1] | taken[2] | taken[3] == SHAPES == taken[4]


@pytest.mark.parametrize(
    ("loop", "expected"),
    [
        ("for p in paragraphs if p.level == 1", {1}),
        ("for p in paragraphs|selectattr('level', 'eq', 1)", {1}),
        ("for p in paragraphs|rejectattr('level', '>', 1)", {0, 1}),
        ("for p in paragraphs|selectattr('number')", {0, *LEVELS}),
        ("for p in paragraphs|list", {0, *LEVELS}),
    ],
)
def test_paragraphs_that_a_loop_goes_through(loop: str, expected: set[int]) -> None:
    (one,) = prints(f"{{% {loop} %}}{{{{ p.heading }}}}{{% endfor %}}")
    assert one.path == "paragraphs.heading"
    assert {shape.level for shape in one.shapes} == expected


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("{{ document.number }}", "document.number"),
        ("{{ 'No. ' ~ document.number }}", "document.number"),
        ("{{ document['number']|upper }}", "document.number"),
        ("{{ title if kind == 'notice' }}", "title"),
        ("{% for organ in organizations %}{{ organ }}{% endfor %}", "organizations"),
        (
            "{% for item in items %}{% for below in item.items %}{{ below.heading }}{% endfor %}{% endfor %}",
            "items.items.heading",
        ),
        ("{% macro line(title) %}{{ period }}{% endmacro %}", "period"),
        ("{{ 1 + 2 }}", ""),
    ],
)
def test_the_path_that_a_tag_prints(text: str, path: str) -> None:
    (one,) = prints(text)
    assert one.path == path


def test_a_condition_on_one_print_counts() -> None:
    (one,) = prints(
        "{% for p in paragraphs %}{{ p.heading if p.level == 2 }}{% endfor %}"
    )
    assert {shape.level for shape in one.shapes} == {2}


@pytest.mark.parametrize(
    "text", ["{% if %}{{ title }}", "{{ title", "{% endfor %}{{ title }}", "{{ }}"]
)
def test_what_does_not_parse_does_not_stop_the_reading(text: str) -> None:
    tags = read_texts("", {"0": text}).tags
    assert all(isinstance(one, Printed) for one in printed(tags).values())
