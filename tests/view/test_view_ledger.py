"""The ledger: which items become rows, what a row says, and what is not invented."""

from __future__ import annotations

from typing import Any

import pytest

from rectify_gen.model import Notice
from rectify_gen.view import AbsentFactError, compose
from rectify_gen.view.types import LedgerRowView

PROBLEM = {
    "problem": "台账不全",
    "form": "关于“{}”问题的整改。",
    "status": "ongoing",
    "responsible_departments": ["办公室", "财务科"],
    "deadline": "2025-06-30",
    "evidence": ["会议纪要", "照片"],
    "content": [{"text": "逐项补齐。", "measures": ["建账。", ["查账。", "再查。"]]}],
}


def rows(*content: Any, audience: Any = "public") -> tuple[LedgerRowView, ...]:
    sections = [
        {"role": "overview", "content": [{"heading": "不进台账"}]},
        {"role": "rectification", "content": list(content)},
    ]
    return compose(Notice.model_validate({"sections": sections}), audience).ledger


def test_a_row_for_each_leaf_numbered_through() -> None:
    below = {
        "heading": "甲方面",
        "content": [
            {"heading": "一。"},
            {"heading": "二", "content": [{"heading": "三。"}]},
        ],
    }
    found = rows(below, {"heading": "乙方面", "content": "只有一段话。"}, PROBLEM)
    assert [(one.number, one.problem) for one in found] == [
        ("1", "一。"),
        ("2", "三。"),
        ("3", "乙方面"),
        ("4", "台账不全"),
    ]
    assert [one.area or "" for one in found] == ["甲方面", "甲方面", "", ""]
    assert [one.new_area or "" for one in found] == ["甲方面", "", "", ""]


def test_what_a_row_says() -> None:
    (row,) = rows(PROBLEM)
    assert row.measures == ("逐项补齐。一是建账。二是查账。", "再查。")
    assert (row.status, row.deadline) == ("持续整改", "2025年6月30日")
    assert (row.responsible_departments, row.evidence) == (
        "办公室、财务科",
        "会议纪要、照片",
    )


@pytest.mark.parametrize(
    "name", ["target", "progress", "responsible_leader", "person", "closed_on", "area"]
)
def test_nothing_is_invented(name: str) -> None:
    (row,) = rows(PROBLEM)
    assert not getattr(row, name)
    with pytest.raises(AbsentFactError):
        str(getattr(row, name))


def test_internal_items_are_in_the_internal_ledger_only() -> None:
    content = ({"heading": "公开。"}, {"heading": "内部。", "audience": "internal"})
    assert [one.problem for one in rows(*content)] == ["公开。"]
    assert [one.problem for one in rows(*content, audience="internal")] == [
        "公开。",
        "内部。",
    ]


@pytest.mark.parametrize(
    ("key", "value", "printed"),
    [
        ("status", "done", "已完成"),
        ("responsible_leader", "党组书记", "党组书记"),
        ("responsible_departments", ["办公室"], "办公室"),
        ("person", "张某某", "张某某"),
        ("deadline", "2025-06-30", "2025年6月30日"),
        ("target", "建账", "建账"),
        ("progress", "已建账", "已建账"),
        ("evidence", ["台账"], "台账"),
        ("closed_on", "2025-06-30", "2025年6月30日"),
    ],
)
def test_a_leaf_takes_what_the_headings_above_it_say(
    key: str, value: object, printed: str
) -> None:
    leaf = {"heading": "丙", "content": "已改。"}
    middle = {"heading": "乙", "content": [leaf]}
    (row,) = rows({"heading": "甲", key: value, "content": [middle]})
    assert getattr(row, key) == printed


def test_its_own_fact_and_the_nearest_one_win() -> None:
    own = {"heading": "丙", "person": "丙某", "content": "已改。"}
    other = {"heading": "丁", "content": "已改。"}
    middle = {"heading": "乙", "person": "乙某", "content": [own, other]}
    found = rows({"heading": "甲", "person": "甲某", "content": [middle, other]})
    assert [row.person for row in found] == ["丙某", "乙某", "甲某"]


def test_strings_are_shared_with_the_items() -> None:
    view = compose(
        Notice.model_validate(
            {"sections": [{"role": "rectification", "content": [PROBLEM]}]}
        )
    )
    assert view.ledger[0].measures is view.items[0].paragraphs


def test_headings_below_a_problem_are_its_measures() -> None:
    with_measures = {
        "problem": "台账不全",
        "content": [
            "已整改。",
            {"heading": "建账。", "content": "已建。"},
            {"heading": "查账。"},
        ],
    }
    area = {"heading": "管理方面", "content": [with_measures, {"problem": "学习少"}]}
    first, second = rows(area)
    assert (first.problem, first.area) == ("台账不全", "管理方面")
    assert first.measures == ("已整改。", "（1）建账。", "已建。", "（2）查账。")
    assert second.problem == "学习少"


def test_problems_below_a_problem_are_rows() -> None:
    below = {"heading": "其中", "content": [{"problem": "学习少"}, {"heading": "其他"}]}
    found = rows({"problem": "管理不严", "content": [below]})
    assert [row.problem for row in found] == ["学习少", "其他"]
    assert found[0].area == "管理不严"


@pytest.mark.parametrize("words", ["长期坚持", "2024年6月底前", " 立行立改"])
def test_a_deadline_in_words_is_printed_as_typed(words: str) -> None:
    (row,) = rows({**PROBLEM, "deadline": words})
    assert row.deadline == words


def test_rows_by_areas() -> None:
    first = {"heading": "甲方面", "content": [{"heading": "一"}, {"heading": "二"}]}
    second = {"heading": "乙方面", "content": [{"heading": "三"}]}
    sections = [
        {
            "role": "rectification",
            "content": [first, {"heading": "四"}, PROBLEM, second],
        }
    ]
    view = compose(Notice.model_validate({"sections": sections}))
    groups = [
        (group.area or "", [row.problem for row in group.rows])
        for group in view.ledger_areas
    ]
    assert groups == [
        ("甲方面", ["一", "二"]),
        ("", ["四", "台账不全"]),
        ("乙方面", ["三"]),
    ]
    assert (
        compose(
            Notice.model_validate({"sections": [{"role": "overview"}]})
        ).ledger_areas
        == ()
    )
