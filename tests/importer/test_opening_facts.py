"""Facts of openings in any wording: each found by its own form, printed by a slot, and nothing invented."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made import notice_from

from rectify_gen.importer import import_text
from rectify_gen.importer.opening_facts import read_opening
from rectify_gen.importer.prove import printed
from rectify_gen.rules.consistency import fact_not_in_text
from rectify_gen.rules.rule import subject

BODY = "一、整改落实情况\n（一）台账不全\n已补齐。\n"
CASES = sorted((Path(__file__).parent / "cases").glob("*.txt"))


def preamble_of(opening: str, title: str = "") -> Any:
    return import_text(f"{title}\n{opening}\n{BODY}").data["preamble"]


@pytest.mark.parametrize(
    ("opening", "team"),
    [
        ("市委巡察一组对甲局党组开展了巡察。", "市委巡察一组"),
        ("市委巡察组一组二分组对甲局开展了巡察。", "市委巡察组一组二分组"),
        ("区委巡察第三组对甲局开展巡察。", "区委巡察第三组"),
        ("市委一组二分组对甲局开展了巡察。", "市委一组二分组"),
        ("区委第四联动巡察组对甲局党组进行了联动巡察。", "区委第四联动巡察组"),
        ("市委第一、第二巡察组对甲局党组开展了巡察。", "市委第一、第二巡察组"),
        ("市委第一、二巡察组对甲局党组开展了巡察。", "市委第一、二巡察组"),
        ("由县委第２巡察组对甲局党组开展了巡察。", "县委第２巡察组"),
        ("教育部党组第三巡视组对示例大学党委进行了巡视。", "教育部党组第三巡视组"),
        ("市委教育卫生系统第二巡察组对甲院开展了巡察。", "市委教育卫生系统第二巡察组"),
        ("市委派出第四巡察组对甲局党组开展了巡察。", "第四巡察组"),
        ("八届市委第四轮巡察第五巡察组对甲局进行了巡察。", "第五巡察组"),
        ("八届市委第五巡察组对甲局进行了巡察。", "市委第五巡察组"),
        ("甲局党组接受了市委第四巡察组为期两个月的巡察。", "市委第四巡察组"),
        ("甲县上下联动专项巡察组围绕村级管理开展了专项巡察。", "甲县上下联动专项巡察组"),
        ("市委对甲局开展了巡察。2024年7月9日，市委第四巡察组反馈了意见。", "市委第四巡察组"),
    ],
)  # fmt: skip
def test_forms_of_teams(opening: str, team: str) -> None:
    assert read_opening(opening, "").facts["team"] == team


@pytest.mark.parametrize(
    ("opening", "giver"),
    [
        ("2024年7月9日，县委巡察办向甲局党组反馈了意见。", "县委巡察办"),
        ("2024年7月9日，巡察组正式反馈了意见。", "巡察组"),
        ("2024年7月9日，市委巡察工作领导小组办公室书面反馈意见。", "市委巡察工作领导小组办公室"),
        ("2024年7月9日，市委第一巡察组反馈了意见。", None),
        ("2024年7月9日进行了反馈。", None),
        ("2024年7月9日，向学校党委反馈了意见。", None),
        ("2024年7月9日，市委有关领导带队反馈了意见。", None),
        ("2024年7月9日，市委巡察办主任带队向甲局党组进行了集中反馈。", None),
        ("反馈时间为2024年7月9日。", None),
        ("2024年7月9日，召开反馈会，市委第一巡察组通报了情况。", None),
    ],
)  # fmt: skip
def test_who_gave_the_findings(opening: str, giver: str | None) -> None:
    visit = "市委第一巡察组对甲局党组进行了巡察。"
    facts = read_opening(visit + opening, "").facts
    assert facts["feedback_date"] == "2024-07-09"
    assert facts.get("feedback_by") == giver


@pytest.mark.parametrize(
    "opening",
    [
        "2024年7月9日，召开巡察反馈意见整改部署会。",
        "2024年7月9日，收到巡察反馈意见。",
        "2024年7月9日，印发方案，对反馈问题逐条整改。",
        "2024年7月9日，甲局党组研究反馈意见。",
        "2024年7月9日召开会议。其后反馈了意见。",
    ],
)
def test_days_of_other_deeds_are_no_feedback(opening: str) -> None:
    facts = read_opening("市委第一巡察组对甲局进行了巡察。" + opening, "").facts
    assert "feedback_date" not in facts
    assert "feedback_by" not in facts


@pytest.mark.parametrize(
    ("opening", "authority"),
    [
        ("根据市委统一部署，现予公布。", "市委"),
        ("根据市委的统一安排，现予公布。", "市委"),
        ("按照省委巡视工作统一部署，现予公布。", "省委"),
        ("依据中共示例市委巡察工作部署安排，现予公布。", "示例市委"),
        ("遵照自治州党委巡察工作统一部署，现予公布。", "自治州党委"),
        ("根据省委关于巡视工作的统一部署，现予公布。", "省委"),
        ("根据教育部党组巡视工作统一部署，现予公布。", "教育部党组"),
        ("根据中央统一部署，现予公布。", "中央"),
        ("根据学校党委统一部署，校党委第一巡察组对学院党委开展了巡察。", "学校党委"),
        ("根据学校党委统一部署，开展了整改。", None),
        ("按照局党组统一安排，市委第一巡察组对局党组开展了巡察。", "市委"),
        ("根据局党组部署，现予公布。", None),
        ("按照集团公司党委2024年第一轮巡察工作部署，现予公布。", "集团公司党委"),
        ("根据《巡视工作条例》和县委统一部署，现予公布。", "县委"),
        ("根据省委、市委统一部署，现予公布。", None),
        ("根据党中央和省委统一部署，现予公布。", None),
        ("按照巡察工作有关要求，现予公布。", None),
        ("经市委批准，现予公布。", None),
        ("按照党务公开原则，现予公布。", None),
    ],
)
def test_who_ordered_the_inspection(opening: str, authority: str | None) -> None:
    assert read_opening(opening, "").facts.get("authority") == authority


@pytest.mark.parametrize(
    ("title", "opening", "term", "inspection_round"),
    [
        ("", "根据九届区委第六轮巡察工作统一部署，现予公布。", "九届", "第六轮"),
        ("甲局关于十四届第五轮巡察整改情况的通报", "", "十四届", "第五轮"),
        ("甲局关于十九届中央第四轮巡视整改情况的通报", "", "十九届", "第四轮"),
        ("甲局落实十五届县委第三巡察组巡察反馈问题整改情况报告", "", "十五届", None),
        ("甲局关于市委第二轮巡察整改情况的通报", "", None, "第二轮"),
        ("——在市八届人大常委会第五次会议上", "", None, None),
        ("", "市第八届运动会期间，市委第一巡察组对甲局进行了巡察。", None, None),
        ("", "第八届人民代表大会常务委员会", None, None),
        ("", "开展了七届市委第八轮巡察。", "七届", "第八轮"),
        ("", "完成第一轮整改。", None, None),
    ],
)
def test_term_and_round(
    title: str, opening: str, term: str | None, inspection_round: str | None
) -> None:
    facts = read_opening(opening, title).facts
    assert facts.get("term") == term
    assert facts.get("round") == inspection_round


@pytest.mark.parametrize(
    ("period", "written"),
    [
        ("2024年3月4日至5月17日", "{period}"),
        ("2024 年 3 月 4 日至 5 月 17 日", "{period}"),
        ("2024年3月4日至2024年5月17日", "{start}至{end}"),
        ("2024年3月4日—5月17日", "{start}—5月17日"),
        ("2024年3月4日起至5月17日", "{start}起至5月17日"),
        ("二〇二四年三月四日至五月十七日", "二〇二四年三月四日至五月十七日"),
        ("2024.3.4-2024.5.17", "2024.3.4-2024.5.17"),
    ],
)
def test_forms_of_periods(period: str, written: str) -> None:
    opening = f"{period}，市委第一巡察组对甲局党组进行了巡察。现予公布。"
    data = import_text(f"{opening}\n{BODY}").data
    assert data["inspection"]["start"] == "2024-03-04"
    assert data["inspection"]["end"] == "2024-05-17"
    assert (
        data["preamble"] == f"{written}，{{team}}对{{inspected}}进行了巡察。现予公布。"
    )
    assert list(fact_not_in_text.check(subject(notice_from(data)))) == []


def test_a_short_name_that_the_opening_defines() -> None:
    opening = "市委第一巡察组对中共示例市公安局委员会（以下简称“市局党委”）开展了巡察，2024年7月9日向市局党委反馈了意见。"
    data = import_text(f"{opening}\n{BODY}").data
    assert data["organization"] == {
        "name": "中共示例市公安局委员会",
        "short_name": "市局党委",
    }
    assert data["preamble"] == (
        "{team}对{inspected}（以下简称“{short_name}”）开展了巡察，{feedback_date}向{short_name}反馈了意见。"
    )


@pytest.mark.parametrize(
    "words",
    [
        "根据《中国共产党巡视工作条例》（以下简称《条例》），市委第一巡察组对甲局党组开展了巡察。",
        "市委第一巡察组（以下简称“巡察组”）对甲局党组开展了巡察。",
        "市委第一巡察组对甲局党组开展了巡察，反馈了意见（以下简称“反馈意见”）。",
    ],
)
def test_short_names_of_others(words: str) -> None:
    read = read_opening(words, "")
    assert read.short_name is None
    assert read.organ == "甲局党组"
    assert read.facts["team"] == "市委第一巡察组"


@pytest.mark.parametrize(
    "organ",
    [
        "甲局党组贯彻落实决策部署情况",
        "甲镇及其所辖12个村",
        "全市供销系统",
        "我局党委",
        "甲局等3个单位",
    ],
)
def test_who_is_no_organ(organ: str) -> None:
    for team in ("市委第一巡察组", "市委"):
        read = read_opening(f"{team}对{organ}开展了专项巡察。", "")
        assert read.organ is None
        assert "inspected" not in {place.slot for place in read.places}


def test_who_received_the_findings_was_inspected() -> None:
    read = read_opening("2024年7月9日，市委第一巡察组向甲局党组反馈了意见。", "")
    assert read.organ == "甲局党组"
    named = read_opening(
        "市委第一巡察组对甲局开展了巡察。2024年7月9日，向甲局党组反馈了意见。", ""
    )
    assert named.organ == "甲局"
    leaders = read_opening("2024年7月9日，巡察组向我局领导班子反馈了意见。", "")
    assert leaders.organ is None


@pytest.mark.parametrize(
    ("opening", "start", "unread"),
    [
        ("自2024年9月5日起，市委第一巡察组对甲局开展了为期两个月的巡察。", "2024-09-05", []),
        ("市委第一巡察组于2024年9月5日进驻甲局开展巡察，12月3日反馈。", "2024-09-05", ["12月3日"]),
        ("2024年9月5日，市委第一巡察组对甲局开展了巡察，2024年12月3日反馈了意见。", None, ["2024年9月5日"]),
        ("市委第一巡察组对甲局开展了巡察，2024年12月3日反馈了意见。", None, []),
    ],
)  # fmt: skip
def test_a_first_day_without_a_last(
    opening: str, start: str | None, unread: list[str]
) -> None:
    read = read_opening(opening, "")
    assert read.facts.get("start") == start
    assert "end" not in read.facts
    assert [fact.words for fact in read.unread] == unread


def test_a_longer_name_is_no_repetition_of_a_name() -> None:
    opening = "市委第一巡察组对市某局进行了巡察，向市某局党组反馈。市某局立行立改。"
    assert preamble_of(opening) == (
        "{team}对{inspected}进行了巡察，向市某局党组反馈。{inspected}立行立改。"
    )


@pytest.mark.parametrize(
    ("opening", "key", "words"),
    [
        ("2024年3月至5月，市委第一巡察组对甲局进行了巡察。", "start", "2024年3月至5月"),
        ("市委第一巡察组对甲局进行了巡察。7月9日，反馈了意见。", "feedback_date", "7月9日"),
        ("根据省委、市县委统一部署，现予公布。", "authority", "根据省委、市县委统一部署"),
        ("工作组听取我单位各巡察组对甲局进行了巡察。", "team", "工作组听取我单位各巡察组对甲局进行了巡察"),
        ("2024年3月4日至4月2日、5月6日至6月7日，市委第一巡察组对甲局进行了巡察。", "start", "2024年3月4日至4月2日、5月6日至6月7日"),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_reported_at_its_line(
    opening: str, key: str, words: str
) -> None:
    result = import_text(f"关于整改情况的通报\n{opening}\n{BODY}")
    assert key not in result.data.get("inspection", {})
    (remark,) = [
        diagnostic
        for diagnostic in result.diagnostics
        if diagnostic.code == "import-unread-fact"
    ]
    assert remark.facts["words"] == words
    assert remark.position is not None
    assert remark.position.line == 2


# ---------------------------------------------------------------- a fact stands once


NEW_VALUES = {
    "authority": "省委",
    "term": "二十届",
    "round": "第九轮",
    "inspected": "示例集团党委",
    "type": "机动巡视",
    "start": "2020-02-03",
    "end": "2026-10-11",
    "feedback_date": "2026-11-12",
    "feedback_by": "省委巡视办",
}


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_changing_a_fact_changes_the_text(path: Path) -> None:
    data = import_text(path.read_text(encoding="utf-8")).data
    notice = notice_from(data)
    assert list(fact_not_in_text.check(subject(notice))) == []
    title = data.get("title", "")
    before = printed(notice)
    for key, value in data.get("inspection", {}).items():
        # A title in words of its own has no slots.
        if str(value) in title:
            continue
        # A section has no slots either, where it says who inspected and the opening does not.
        preamble = str(data.get("preamble", "{team}"))
        if "{team}" not in preamble and f"{{{key}}}" not in preamble:
            continue
        # Where the opening names no authority, it is that of the team's name.
        if key == "authority" and "{authority}" not in str(data.get("preamble")):
            continue
        other_data = copy.deepcopy(data)
        # Another team is of the same authority, which stands in its name.
        authority = data["inspection"].get("authority", "市委")
        new_values = {**NEW_VALUES, "team": f"{authority}第九十九巡察组"}
        other_data["inspection"][key] = new_values[key]
        other = notice_from(other_data)
        assert printed(other) != before, key
        assert list(fact_not_in_text.check(subject(other))) == [], key


AUTHORITIES = st.sampled_from(
    [
        "市委",
        "示例县委",
        "省委",
        "自治区党委",
        "旗委",
        "教育部党组",
        "集团公司党委",
        "市委教育工委",
    ]
)
NUMERALS = st.sampled_from(["一", "二", "三", "五", "十", "十二"])


@st.composite
def openings(draw: st.DrawFn) -> tuple[str, dict[str, str], str]:
    """Return an opening, the facts that it states, and who was inspected."""
    authority = draw(AUTHORITIES)
    name = draw(st.sampled_from(["巡察", "巡视"]))
    facts = {"authority": authority}
    ordered = authority
    if draw(st.booleans()):
        facts["term"] = draw(NUMERALS) + "届"
        facts["round"] = f"第{draw(NUMERALS)}轮"
        ordered = facts["term"] + authority + facts["round"] + name
    numeral = draw(NUMERALS)
    facts["team"] = authority + draw(
        st.sampled_from(
            [
                f"第{numeral}{name}组",
                f"{name}{numeral}组",
                f"第{numeral}联动{name}组",
                f"营商环境专项{name}组",
                f"第{numeral}、第九{name}组",
                f"{name}{numeral}组二分组",
            ]
        )
    )
    organ = draw(
        st.sampled_from(
            [
                "市水务局党组",
                "示例镇党委",
                "示例大学党委",
                "县人民法院党组",
                "高新区党工委",
                "中共示例市委党校委员会",
            ]
        )
    )
    kind = draw(st.sampled_from(["", "常规", "粮食购销领域专项", "提级交叉"]))
    if kind:
        facts["type"] = kind + name
    facts |= {"start": "2024-03-04", "end": "2024-05-17"}
    period = draw(
        st.sampled_from(
            [
                "2024年3月4日至5月17日",
                "2024年3月4日至2024年5月17日",
                "2024 年 3 月 4 日至 5 月 17 日",
            ]
        )
    )
    order = (
        f"{draw(st.sampled_from(['根据', '按照', '依据', '遵照']))}{ordered}"
        + draw(
            st.sampled_from(["统一部署", "工作统一安排", "的统一部署", "工作部署安排"])
        )
    )
    verb = draw(st.sampled_from(["进行了", "开展了", "开展", "实施了"]))
    length = draw(st.sampled_from(["", "为期两个月的"]))
    visit = draw(
        st.sampled_from(
            [
                f"{order}，{period}，{facts['team']}对{organ}{verb}{length}{kind}{name}",
                f"{order}，{facts['team']}于{period}对{organ}{verb}{length}{kind}{name}",
                f"{period}，{order}，{facts['team']}对{organ}{verb}{length}{kind}{name}",
            ]
        )
    )
    feedback = draw(
        st.sampled_from(
            ["", "team", "other", "no subject", "same sentence", "reception"]
        )
    )
    to_whom = draw(st.sampled_from(["", f"向{organ}"]))
    how = draw(st.sampled_from(["", "正式", "书面", "集中"]))
    if feedback:
        facts["feedback_date"] = "2024-07-09"
    sentence = {
        "": "",
        "team": f"。2024年7月9日，{facts['team']}{to_whom}{how}反馈了{name}意见",
        "other": f"。2024年7月9日，{authority}{name}办{to_whom}{how}反馈了意见",
        "no subject": f"。2024年7月9日，{to_whom}{how}反馈了{name}意见",
        "same sentence": f"，并于2024年7月9日{to_whom}进行了{how}反馈",
        "reception": f"。2024年7月9日，由{facts['team']}{to_whom}{how}反馈了有关情况",
    }[feedback]
    if feedback == "other":
        facts["feedback_by"] = f"{authority}{name}办"
    ending = draw(
        st.sampled_from(
            [
                f"。按照{name}工作有关要求，现将整改进展情况予以公布。",
                "。现将整改情况通报如下：",
                "。根据党务公开原则和有关规定，现将集中整改情况公示如下。",
            ]
        )
    )
    return visit + sentence + ending, facts, organ


def check_opening(opening: str, facts: dict[str, str], organ: str) -> None:
    data = import_text(f"关于整改情况的通报\n{opening}\n{BODY}").data
    found = dict(data["inspection"])
    names = [data["organization"]["name"], found.pop("inspected", None)]
    assert organ in names
    assert found == facts
    preamble = data["preamble"]
    for value in (*facts.values(), organ, "2024年3月4日", "2024年7月9日"):
        is_part_of_feedback_giver = value == facts["authority"]
        if not is_part_of_feedback_giver:
            assert value not in preamble, (value, preamble)
    assert "年" not in preamble
    assert list(fact_not_in_text.check(subject(notice_from(data)))) == []


@settings(max_examples=40, deadline=None)
@given(openings())
def test_generated_openings(stated: tuple[str, dict[str, str], str]) -> None:
    check_opening(*stated)


@pytest.mark.slow
@settings(max_examples=1500, deadline=None)
@given(openings())
def test_many_generated_openings(stated: tuple[str, dict[str, str], str]) -> None:
    check_opening(*stated)


@pytest.mark.parametrize(
    ("period", "slot", "publication"),
    [
        ("15个工作日", "{publication}", {"text": "15个工作日"}),
        ("：2025年1月6日至2月5日", "：{publication}", {"start": "2025-01-06", "end": "2025-02-05"}),
    ],
)  # fmt: skip
def test_a_publication_period_in_the_opening(
    period: str, slot: str, publication: dict[str, str]
) -> None:
    opening = f"市委第一巡察组对甲局进行了巡察。现予公示，公示期{period}。"
    data = import_text(f"{opening}\n{BODY}欢迎监督。电话：0599-5550100。\n").data
    assert data["publication"] == publication
    assert data["preamble"].endswith(f"现予公示，公示期{slot}。")
    assert list(fact_not_in_text.check(subject(notice_from(data)))) == []
    # Where the closing states a period, it is that one.
    twice = import_text(f"{opening}\n{BODY}欢迎监督。公示期：3天。\n").data
    assert twice["publication"] == {"text": "3天"}
    assert twice["preamble"].endswith(f"公示期{period}。")


def test_facts_in_the_first_section_where_the_opening_has_none() -> None:
    text = (
        "甲局关于整改情况的通报\n现将整改情况公布如下。\n一、基本情况\n"
        "根据市委统一部署，2024年3月4日至5月17日，市委第一巡察组对甲局党组进行了巡察。\n"
        "二、整改落实情况\n（一）台账不全\n2024年7月9日，市委第二巡察组对乙局开展了巡察。\n"
    )
    data = import_text(text).data
    assert data["preamble"] == "现将整改情况公布如下。"
    assert data["inspection"] == {
        "authority": "市委",
        "team": "市委第一巡察组",
        "start": "2024-03-04",
        "end": "2024-05-17",
    }
    notice = notice_from(data)
    assert list(fact_not_in_text.check(subject(notice))) == []
    # Only the lead of the first section counts as stating them.
    data["sections"].reverse()
    reported = list(fact_not_in_text.check(subject(notice_from(data))))
    assert [diagnostic.route[-1] for diagnostic in reported] == [
        "authority",
        "team",
        "start",
        "end",
    ]
