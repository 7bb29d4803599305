"""How sections and items are numbered: which mark a level takes, and where counting goes on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from rectify_gen.model import Notice
from rectify_gen.view import compose
from rectify_gen.view.outline import NumberedPart, numbered_parts


def numbers(*sections: dict[str, Any], **notice: Any) -> list[str]:
    """The numbers of all headings of a notice, in the order in which they are printed."""
    data = {**notice, "sections": [{"role": "other", **one} for one in sections]}
    valid_notice = Notice.model_validate(data)
    view = compose(valid_notice)
    printed = [paragraph.number for paragraph in view.paragraphs if paragraph.number]
    # What rules read without composing is what is printed.
    assert list(numbers_of(numbered_parts(valid_notice, "public"))) == printed
    return printed


def numbers_of(parts: Iterable[NumberedPart]) -> Iterator[str]:
    for part in parts:
        if part.number:
            yield part.number
        yield from numbers_of(part.below)


def items(count: int, **below: Any) -> list[dict[str, Any]]:
    return [{"heading": "事项", **below} for _ in range(count)]


def test_levels_below_the_last_mark_are_numbered_by_it() -> None:
    content = items(1)
    for _ in range(6):
        content = items(1, content=content)
    section = {"heading": "部分", "content": content}
    assert numbers(section) == ["一、", "（一）", "1.", "（1）", "①", "①", "①", "①"]
    assert numbers(section, numbering=["第一章", "第一条"]) == [
        *("第一章", "第一条"),
        *("1.", "（1）", "①", "①", "①", "①"),
    ]


def test_a_level_counts_on_through_the_section_and_from_1_in_the_next() -> None:
    section = {"heading": "部分", "content": items(2, content=items(2))}
    numbering = ["一、", "（一）", {"mark": "1.", "continuous": True}]
    assert numbers(section, section, numbering=numbering) == [
        *("一、", "（一）", "1.", "2.", "（二）", "3.", "4."),
        *("二、", "（一）", "1.", "2.", "（二）", "3.", "4."),
    ]


def test_levels_that_a_section_does_not_number_count_on_as_in_the_notice() -> None:
    section = {"heading": "部分", "content": items(2, content=items(2))}
    notice = ["一、", "（一）", {"mark": "1.", "continuous": True}]
    own = numbers({**section, "numbering": ["第一条"]}, numbering=notice)
    assert own == ["一、", "第一条", "1.", "2.", "第二条", "3.", "4."]
    restarting = {**section, "numbering": ["第一条", "1."]}
    assert numbers(restarting, numbering=notice) == [
        *("一、", "第一条", "1.", "2.", "第二条", "1.", "2."),
    ]


def printed(*sections: dict[str, Any], **notice: Any) -> list[str]:
    """The paragraphs of a notice as they are printed."""
    data = {**notice, "sections": [{"role": "other", **one} for one in sections]}
    view = compose(Notice.model_validate(data))
    return [
        paragraph.number + paragraph.heading + paragraph.text
        for paragraph in view.paragraphs
    ]


def test_items_of_a_section_without_heading_stand_in_the_place_of_sections() -> None:
    problems = {
        "no_heading": "true",
        "content": [{"problem": "学习不够", "content": items(2)}, *items(1)],
    }
    before = {"heading": "总体情况", "content": items(1)}
    after = {"heading": "下一步", "content": items(1)}
    assert printed(before, problems, after) == [
        *("一、总体情况", "（一）事项"),
        *("二、学习不够", "（一）事项", "（二）事项", "三、事项"),
        *("四、下一步", "（一）事项"),
    ]
    data = {"sections": [{"role": "overview"}, {"role": "rectification", **problems}]}
    view = compose(Notice.model_validate(data))
    assert [(row.number, row.problem) for row in view.ledger] == [
        ("1", "学习不够"),
        ("2", "事项"),
    ]
    levels = [paragraph.level for paragraph in view.paragraphs]
    assert levels == [1, 1, 2, 2, 1]


def test_numbering_of_a_section_without_heading_begins_below_its_items() -> None:
    section = {"no_heading": "true", "content": items(2, content=items(1))}
    numbered = numbers({**section, "numbering": ["1."]}, {"heading": "下一步"})
    assert numbered == ["一、", "1.", "二、", "1.", "三、"]
    whole = numbers(section, numbering=["1.", {"mark": "①", "continuous": True}])
    assert whole == ["1.", "①", "2.", "②"]


def test_a_section_says_once_that_headings_run_in() -> None:
    content = [
        {"heading": "甲。", "content": "文甲。"},
        {"heading": "乙。", "content": "文乙。", "run_in": "false"},
    ]
    section = {"heading": "部分。", "content": ["文。", *content]}
    assert printed(section) == [
        *("一、部分。", "文。"),
        *("（一）甲。", "文甲。", "（二）乙。", "文乙。"),
    ]
    assert printed({**section, "run_in": "true"}) == [
        "一、部分。文。",
        *("（一）甲。", "文甲。", "（二）乙。", "文乙。"),
    ]
    assert printed({**section, "run_in": "items"}) == [
        *("一、部分。", "文。"),
        *("（一）甲。文甲。", "（二）乙。", "文乙。"),
    ]
    assert printed({**section, "run_in": "all"}) == [
        *("一、部分。文。", "（一）甲。文甲。", "（二）乙。", "文乙。"),
    ]


def test_a_label_runs_into_text_and_where_it_says_so_into_an_item() -> None:
    def labelled(content: Any, **keys: Any) -> list[str]:
        label = {"label": "整改成效", "content": content, **keys}
        item = {"heading": "问题", "content": [label]}
        return printed({"heading": "部分", "content": [item]})[2:]

    assert labelled("好。") == ["整改成效：好。"]
    assert labelled("好。", run_in="false") == ["整改成效：", "好。"]
    below = [{"heading": "甲。", "content": "文。", "run_in": "true"}, *items(1)]
    assert labelled(below) == ["整改成效：", "1.甲。文。", "2.事项"]
    assert labelled(below, run_in="true") == ["整改成效：1.甲。文。", "2.事项"]


def test_a_label_in_brackets_or_with_a_colon_is_printed_as_typed() -> None:
    def label(typed: str) -> str:
        return printed(
            {"heading": "一", "content": [{"label": typed, "content": "文"}]}
        )[1]

    assert label("整改成效") == "整改成效：文"
    assert label("整改成效：") == "整改成效：文"
    assert label("整改成效:") == "整改成效:文"
    assert label("【整改成效】") == "【整改成效】文"
    assert label("【整改成效】：") == "【整改成效】：文"
    assert label("整改成效（截至3月）") == "整改成效（截至3月）：文"


def test_internal_items_have_no_number_and_a_label_is_no_level() -> None:
    content = [
        *items(1),
        *items(1, audience="internal"),
        {"label": "整改成效", "content": ["文。", *items(2)]},
        *items(1, number="（九）"),
        *items(1),
    ]
    section = {"heading": "部分", "content": content}
    assert numbers(section, {**section, "audience": "internal"}, section) == [
        *("一、", "（一）", "（一）", "（二）", "（九）", "（三）"),
        *("二、", "（一）", "（一）", "（二）", "（九）", "（三）"),
    ]
