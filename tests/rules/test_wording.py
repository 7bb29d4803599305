"""Rules of names, claims, dates and terms, beside their cases in tests/cases/rules."""

from __future__ import annotations

from typing import Any

import pytest
from cases_of_notices import (
    COMPLETE,
    ITEMS,
    findings,
    notice_of_case,
    sections,
)

from rectify_gen.rules import (
    audience,
    claims,
    naming,
    quoting,
    subject,
    sums,
    terms,
    times,
)
from rectify_gen.view import compose
from rectify_gen.vocabulary.word_tables import (
    doubtful_formulas,
    impossible_posts,
    organ_names,
    wrong_formulas,
)

RULES = tuple(
    rule
    for module in (naming, claims, sums, times, quoting, terms, audience)
    for rule in module.RULES
)
BY_CODE = {rule.code: rule for rule in RULES}

T = "按月通报进展。"
PROBLEMS = [
    {"problem": name, "content": T}
    for name in ("甲不够", "乙不严", "丙不实", "丁不细", "戊不深")
]


def claim(text: str, items: list[Any]) -> dict[str, Any]:
    return {"sections": sections(text, items)}


def hidden(text: str, **item: Any) -> dict[str, Any]:
    """A notice with an internal item, whose first section says ``text``."""
    kept = {
        "problem": "违规插手工程招标",
        "content": "已责令退出招标并移送有关部门处理。",
        **item,
        "audience": "internal",
    }
    return {"sections": sections(text, [*PROBLEMS, kept])}


def test_a_complete_notice_has_no_report() -> None:
    walked = subject(notice_of_case({}))
    assert [one for rule in RULES for one in rule.check(walked)] == []


@pytest.mark.parametrize(("wrong", "right"), wrong_formulas().items())
def test_each_misspelt_formula(wrong: str, right: str) -> None:
    assert findings(BY_CODE["fixed-formula"], f"坚决落实{wrong}要求。") == [
        (wrong, ("sections", 0, "content", 1))
    ]
    assert findings(BY_CODE["fixed-formula"], f"坚决落实{right}要求。") == []


@pytest.mark.parametrize("post", impossible_posts())
def test_each_impossible_post(post: str) -> None:
    place = ("sections", 0, "content", 1)
    assert findings(BY_CODE["fixed-formula"], f"由{post}牵头。") == [(post, place)]
    assert findings(BY_CODE["fixed-formula"], f"由{post}助理牵头。") == []


def test_a_choice_of_posts_is_left_to_the_author() -> None:
    notice = notice_of_case(
        {"sections": sections("由党支部主任、村委会书记牵头。", ITEMS)}
    )
    post, choice = BY_CODE["fixed-formula"].check(subject(notice))
    assert [fix.replacement for fix in post.fixes] == ["党支部书记"]
    assert choice.fixes == ()


@pytest.mark.parametrize(("doubtful", "meant"), doubtful_formulas().items())
def test_each_doubtful_formula(
    doubtful: str, meant: tuple[str, tuple[str, ...]]
) -> None:
    right, words_before = meant
    place = ("sections", 0, "content", 1)
    for text in (f"坚决落实“{doubtful}”。", f"{words_before[0]}{doubtful}。"):
        assert findings(BY_CODE["fixed-formula"], text) == [(doubtful, place)]
    for text in (
        f"研究{doubtful}。",
        f"{words_before[-1]}{doubtful}指数。",
        f"{words_before[0]}{right}。",
    ):
        assert findings(BY_CODE["fixed-formula"], text) == []


@pytest.mark.parametrize("name", organ_names())
def test_each_outdated_organ(name: str) -> None:
    assert findings(BY_CODE["organ-name-outdated"], f"市{name}派员参加。") == [
        (name, ("sections", 0, "content", 1))
    ]


def test_the_public_view_holds_nothing_of_internal_parts() -> None:
    kept = (
        "内部问题甲",
        "内部标题乙",
        "内部措施丙",
        "内部引语丁",
        "内部标签戊",
        "内部段落己",
        "内部部分庚",
        "内部责任辛",
        "内部下级壬",
    )
    case = {
        "sections": [
            *sections(
                items=[
                    {"problem": kept[0], "audience": "internal", "responsible_leader": kept[7], "content": [
                        {"measures": [kept[2], "丙二"]}, {"text": kept[3], "measures": ["一", "二"]}, {"label": kept[4], "content": kept[5]},
                        {"heading": kept[8], "content": T},
                    ]},
                    {"heading": "面一", "content": [{"heading": kept[1], "audience": "internal", "content": T}, *PROBLEMS]},
                ]
            ),
            {"role": "other", "heading": kept[6], "audience": "internal", "content": T},
        ]
    }  # fmt: skip
    notice = notice_of_case({**COMPLETE, **case})
    public, internal = (
        repr(compose(notice, "public")),
        repr(compose(notice, "internal")),
    )
    assert [one for one in kept if one in public] == []
    assert [one for one in kept if one not in internal] == []


@pytest.mark.parametrize(
    ("text", "statistics", "agrees"),
    [
        ("巡察反馈5个问题。", {"problems": 5}, True),
        ("巡察反馈5个问题。", {"problems": 6}, True),
        ("巡察反馈5个问题。", {"problems": 7}, False),
    ],
)
def test_statistics_may_count_internal_problems(
    text: str, statistics: dict[str, int], agrees: bool
) -> None:
    """Five problems are public, a sixth is internal."""
    case = {**hidden(text), "statistics": statistics}
    assert (findings(BY_CODE["claims-differ"], case) == []) is agrees


@pytest.mark.parametrize(("areas", "agrees"), [(1, True), (2, True), (3, False)])
def test_statistics_may_count_internal_areas(areas: int, agrees: bool) -> None:
    """One area is public, a second is internal."""
    items = [ITEMS[0], {**ITEMS[1], "audience": "internal"}]
    case = {
        **claim("巡察反馈1个方面2个问题。", items),
        "statistics": {"areas": areas, "problems": 2},
    }
    assert (findings(BY_CODE["claims-differ"], case) == []) is agrees


def test_only_the_items_of_the_rectification_are_counted() -> None:
    first, *others = claim("巡察反馈5个问题。", PROBLEMS)["sections"]
    steps = [{"problem": name, "content": T} for name in ("研究不够", "调度不够")]
    first = {**first, "content": [*first["content"], *steps]}
    case = {"sections": [first, *others]}
    assert findings(BY_CODE["claimed-count-mismatch"], case) == []


def test_parts_that_make_another_total_are_told_with_their_sum() -> None:
    text = "收回资金1.25万元（差旅费0.75万元，补贴0.55万元）。"
    (found,) = BY_CODE["parts-total-mismatch"].check(subject(notice_of_case(text)))
    told = {name: found.facts[name] for name in ("total", "parts", "sum")}
    assert told == {"total": "1.25", "parts": "0.75 + 0.55", "sum": "1.3"}
