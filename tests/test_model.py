"""The model by itself: what each part takes, what it refuses, and what it says of its items."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from pydantic import ValidationError

from rectify_gen import model


def notice(**facts: Any) -> model.Notice:
    return model.Notice.model_validate({"sections": [{"role": "overview"}], **facts})


def refused(**facts: Any) -> list[tuple[str, tuple[str | int, ...]]]:
    with pytest.raises(ValidationError) as caught:
        notice(**facts)
    return [(one["type"], one["loc"]) for one in caught.value.errors()]


def content(*members: Any) -> tuple[Any, ...]:
    return (
        notice(sections=[{"role": "rectification", "content": list(members)}])
        .sections[0]
        .content
    )


def test_only_sections_are_required() -> None:
    assert refused(sections=[]) == [("too_short", ("sections",))]
    empty = notice()
    assert (empty.kind, empty.title, empty.organization, empty.contacts) == (
        model.Kind.NOTICE,
        None,
        (),
        (),
    )


def test_a_notice_is_frozen() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        notice().kind = model.Kind.REPORT  # type: ignore[misc]


@pytest.mark.parametrize("form", ["一", ["一"]])
def test_a_lone_value_is_a_list_of_one(form: Any) -> None:
    assert notice(title=form).title == ("一",)
    assert notice(preamble=form).preamble == ("一",)
    assert notice(signature={"organizations": form}).signature == model.Signature(
        organizations=("一",)
    )


def test_an_empty_list_is_not_an_absent_one() -> None:
    assert notice(title=[], preamble=[], closing=[]).title == ()
    assert notice().title is None


def test_each_member_of_content_is_known_by_its_key() -> None:
    members = content(
        "一段。",
        {"text": "引语。", "measures": ["学习。", ["整改。", "又一段。"]]},
        {"measures": ["学习。"], "run_in": "true", "start": "4"},
        {"heading": "加强学习", "content": "一段。"},
        {"problem": "学习不够", "status": "done"},
        {"label": "整改成效", "content": ["好。"]},
    )
    kinds = [
        str,
        model.Paragraph,
        model.MeasureRun,
        model.HeadingItem,
        model.ProblemItem,
        model.Labelled,
    ]
    assert [type(one) for one in members] == kinds
    assert members[1].measures == (("学习。",), ("整改。", "又一段。"))
    assert (members[2].run_in, members[2].start) == (True, 4)
    assert members[3].content == ("一段。",)
    assert members[4].status is model.Status.DONE
    assert members[5].run_in is None


def test_contacts_keep_the_order_in_which_they_were_written() -> None:
    found = notice(contacts={"email": "a@b", "phone": "1"}).contacts
    assert [(one.kind, one.value) for one in found] == [
        ("email", "a@b"),
        ("phone", "1"),
    ]


def test_a_mark_may_stand_alone() -> None:
    assert notice(numbering="1.").numbering == (model.LevelMark(mark="1."),)
    marks = notice(numbering=["一、", {"mark": "①", "continuous": "true"}]).numbering
    assert marks[1] == model.LevelMark(mark="①", continuous=True)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", "text_empty"),
        ("\u3000", "text_empty"),
        ("一\n二", "text_line_break"),
        ("一\u2028二", "text_line_break"),
        ("一\t二", "text_tab"),
        ("一\x07", "text_illegal_character"),
        ("\ud800", "text_illegal_character"),
        ("\ufffe", "text_illegal_character"),
    ],
)
def test_text_is_one_line_that_word_can_hold(text: str, error: str) -> None:
    assert refused(title=text) == [(error, ("title", 0))]


def test_text_keeps_its_spaces_and_rare_characters() -> None:
    assert notice(title="　𬱖 ").title == ("　𬱖 ",)


@pytest.mark.parametrize(
    "value",
    ["2024-03-27", "2024年3月27日", "２０２４年３月２７日", datetime.date(2024, 3, 27)],
)
def test_a_date_is_read_in_both_forms(value: Any) -> None:
    found = notice(signature={"date": value}).signature
    assert found is not None
    assert found.date == datetime.date(2024, 3, 27)


@pytest.mark.parametrize("value", ["52", 52, "52个", "52项", "52条", "５２", "52　"])
def test_a_count_is_read_from_digits(value: Any) -> None:
    assert notice(statistics={"problems": value}).statistics == model.Statistics(
        problems=52
    )


@pytest.mark.parametrize(
    "value",
    [
        "",
        "十百",
        "约五十二",
        "-1",
        "5 2",
        "52人",
        "个",
        "52个个",
        "1" * 10,
        -1,
        True,
        1.0,
        None,
    ],
)
def test_what_is_no_count_is_refused(value: Any) -> None:
    if value is None:
        assert notice(statistics={"problems": None}).statistics == model.Statistics()
    else:
        assert refused(statistics={"problems": value}) == [
            ("count_unreadable", ("statistics", "problems"))
        ]


@pytest.mark.parametrize("value", ["0", "1000", "01", "一", 0])
def test_a_run_of_measures_begins_between_1_and_999(value: Any) -> None:
    with pytest.raises(ValidationError, match="ordinal"):
        model.MeasureRun.model_validate({"measures": ["学习。"], "start": value})


@pytest.mark.parametrize("value", ["on", "对", "tRUE", "是的", "1", 1])
def test_what_is_no_flag_is_refused(value: Any) -> None:
    assert refused(signature={"seal": value}) == [
        ("flag_unreadable", ("signature", "seal"))
    ]


@pytest.mark.parametrize(
    ("value", "flag"),
    [
        ("true", True),
        ("True", True),
        ("　是 ", True),
        ("FALSE", False),
        (True, True),
        ("是", True),
        ("否", False),
        ("yes", True),
        ("no", False),
    ],
)
def test_a_flag_is_read_as_yaml_and_people_write_it(value: Any, flag: bool) -> None:
    found = notice(signature={"seal": value}).signature
    assert found is not None
    assert found.seal is flag


@pytest.mark.parametrize(
    ("value", "heading", "items"),
    [
        ("true", True, False),
        (True, True, False),
        ("否", False, False),
        ("items", False, True),
        ("各条", False, True),
        ("all", True, True),
    ],
)
def test_a_section_says_once_which_headings_run_in(
    value: Any, heading: bool, items: bool
) -> None:
    section = notice(sections=[{"heading": "一", "run_in": value}]).sections[0]
    assert (section.runs_in_heading, section.runs_in_items) == (heading, items)


def test_another_word_for_run_in_is_refused() -> None:
    section = {"heading": "一", "run_in": "item"}
    assert refused(sections=[section])[0] == (
        "run_in_unreadable",
        ("sections", 0, "run_in"),
    )


def test_headings_labels_and_dates_that_depend_on_other_keys() -> None:
    assert refused(sections=[{"role": "other"}])[0] == (
        "heading_missing",
        ("sections", 0),
    )
    for key in ("heading", "number"):
        assert refused(sections=[{"no_heading": "true", key: "一、"}])[0] == (
            "heading_not_printed",
            ("sections", 0),
        )
    assert notice(sections=[{"no_heading": "true"}]).sections[0].heading is None
    assert refused(contacts=[{"value": "1"}]) == [("label_missing", ("contacts", 0))]
    assert refused(publication={"start": "2024-01-01"}) == [
        ("publication_incomplete", ("publication",))
    ]
    assert refused(publication={}) == [("publication_incomplete", ("publication",))]
    assert notice(publication={"text": "长期"}).publication == model.Publication(
        text="长期"
    )


def test_items_come_with_their_routes_parents_before_children() -> None:
    section = notice(
        sections=[
            {
                "role": "rectification",
                "content": [
                    "一段。",
                    {
                        "heading": "一",
                        "content": [
                            {"problem": "甲"},
                            {"label": "成效", "content": [{"heading": "乙"}]},
                        ],
                    },
                    {"problem": "丙"},
                ],
            }
        ]
    ).sections[0]
    found = model.numbered_items(section.content, ("sections", 0))
    assert [route for route, _ in found] == [
        ("sections", 0, "content", 1),
        ("sections", 0, "content", 1, "content", 0),
        ("sections", 0, "content", 1, "content", 1, "content", 0),
        ("sections", 0, "content", 2),
    ]


def test_every_enumeration_says_what_its_values_mean() -> None:
    names = [tuple(choice) for choice in model.CHOICES]
    for enumeration in (model.Kind, model.Role, model.Status, model.ContactKind):
        assert tuple(one.value for one in enumeration) in names
    without_heading = [role for role in model.Role if role.row.heading is None]
    assert without_heading == [model.Role.OTHER]


def test_a_notice_can_be_written_and_read_again() -> None:
    whole = notice(
        title=["一", "二"],
        organization={"name": "中共示例市委"},
        signature={"date": "2024-03-27", "seal": "true"},
        contacts={"phone": "1"},
        statistics={"problems": "52"},
        sections=[
            {
                "heading": "一",
                "content": [
                    {"problem": "甲", "status": "done", "deadline": "2024年3月1日"},
                    "一段。",
                ],
            }
        ],
    )
    assert model.Notice.model_validate(whole.model_dump()) == whole
