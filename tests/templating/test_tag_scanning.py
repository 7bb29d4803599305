"""Tags are found in texts alone: where each begins and ends, over paragraphs and around raw blocks."""

from __future__ import annotations

import pytest

from rectify_gen.templating.tags import (
    ScannedTag,
    first_tag,
    read_texts,
    scan_tags,
    without_tags,
)


def scanned(*texts: str) -> list[tuple[str, str, int, int, int, int]]:
    return [tuple(tag) for tag in scan_tags(texts)]


def test_kinds_and_columns() -> None:
    assert scanned("甲{{ a }}乙{% if b %}", "{# c #}") == [
        ("{{", "{{ a }}", 0, 1, 0, 8),
        ("{%", "{% if b %}", 0, 9, 0, 19),
        ("{#", "{# c #}", 1, 0, 1, 7),
    ]


def test_a_tag_goes_on_in_the_next_paragraphs() -> None:
    assert scanned("甲{{ a", ".b", " }}乙{{ c }}") == [
        ("{{", "{{ a.b }}", 0, 1, 2, 3),
        ("{{", "{{ c }}", 2, 4, 2, 11),
    ]


@pytest.mark.parametrize(("between", "is_closed"), [(19, True), (20, False)])
def test_a_tag_may_be_split_over_twenty_paragraphs(
    between: int, is_closed: bool
) -> None:
    tags = scanned("{{ a", *[""] * between, "}}")
    assert bool(tags[0][1]) is is_closed


@pytest.mark.parametrize(("length", "is_closed"), [(4000, True), (4001, False)])
def test_the_longest_tag(length: int, is_closed: bool) -> None:
    text = "{{" + "a" * (length - 4) + "}}"
    assert bool(scanned(text)[0][1]) is is_closed


def test_a_tag_that_another_begins_in_is_not_closed() -> None:
    assert scanned("{{ a {{ b }}") == [
        ("{{", "", 0, 0, 0, 2),
        ("{{", "{{ b }}", 0, 5, 0, 12),
    ]


@pytest.mark.parametrize("text", ["{{ '{{' }}", '{{ "{%" }}', "{# {{ #}"])
def test_an_opening_within_quotes_or_a_comment_is_none(text: str) -> None:
    assert [tag[1] for tag in scanned(text)] == [text]


def test_between_raw_and_its_end_all_is_text() -> None:
    tags = scanned("{% raw %}{{ a }}", "{{ b }}{%- endraw -%}{{ c }}")
    assert [tag[1] for tag in tags] == ["{% raw %}", "{%- endraw -%}", "{{ c }}"]


def test_a_raw_block_that_never_ends() -> None:
    assert list(scan_tags(["{% raw %}{{ a }}"])) == [
        ScannedTag(kind="{%", raw="{% raw %}", first=0, column=0, last=0, end=9),
        ScannedTag(kind="{%", raw="", first=1, column=0, last=1, end=0),
    ]


def test_named_texts_keep_their_names() -> None:
    part = read_texts("core", {"title": "甲{{ a }}", "subject": "", "keywords": "{{ b"})
    assert [(tag.raw, tag.place.name, tag.closed) for tag in part.tags] == [
        ("{{ a }}", "title", True),
        ("{{ b", "keywords", False),
    ]
    assert [place.name for place in part.paragraphs] == ["title", "keywords"]
    assert part.tags[0].place.column == 1


def test_text_beside_a_lifted_tag_of_a_named_text() -> None:
    part = read_texts(
        "core", {"title": "甲{%p if a %}{# 注 #}乙", "subject": "{{ b }}丙"}
    )
    assert [tag.beside for tag in part.tags] == ["甲乙", "", ""]


def test_a_raw_block_of_a_named_text_that_never_ends() -> None:
    part = read_texts("core", {"title": "{% raw %}"})
    assert [(tag.keyword, tag.closed) for tag in part.tags] == [
        ("raw", True),
        ("endraw", False),
    ]


@pytest.mark.parametrize(
    ("text", "first", "rest"),
    [
        ("", "", ""),
        ("甲", "", "甲"),
        ("甲{{ a }}乙{% if b %}丙", "{{ a }}", "甲乙丙"),
        ("{# 注 #}甲{% if b %}", "{% if b %}", "甲"),
        ("{# 注 #}", "", ""),
        ("甲{{ a", "", "甲{{ a"),
        ("{% raw %}{{ a }}{% endraw %}乙", "{% raw %}", "{{ a }}乙"),
    ],
)
def test_the_first_tag_and_what_stands_beside_tags(
    text: str, first: str, rest: str
) -> None:
    assert first_tag(text) == first
    assert without_tags(text) == rest
