"""Slots of an own preamble or closing: which there are, what they print, how texts with braces are read."""

from __future__ import annotations

from typing import Any

import pytest
from made import notice_from

from rectify_gen import model
from rectify_gen.model import slots
from rectify_gen.model.slots import SLOTS, slot_use
from rectify_gen.view import closing_texts, compose, preamble_texts
from rectify_gen.view.printed_facts import PrintedFacts
from rectify_gen.view.provenance import PLAIN

FACTS: dict[str, Any] = {
    "organization": {"name": "中共示例市水务局党组", "short_name": "局党组"},
    "inspection": {
        "authority": "市委",
        "term": "九",
        "round": "3",
        "team": "市委第二巡察组。",
        "inspected": "市水务局党组，",
        "type": "常规",
        "start": "2023-09-12",
        "end": "2023-12-27",
        "feedback_date": "2024-03-27",
    },
    "publication": {"start": "2025-04-07", "end": "2025-05-06"},
    "contacts": [
        {"kind": "phone", "value": "0599-5550100"},
        {"kind": "address", "value": "示例路1号"},
        {"kind": "phone", "label": "监督电话：", "value": "0599-5550101"},
    ],
    "sections": [{"role": "overview", "content": "正文。"}],
}


def opening(text: str, **changes: Any) -> str:
    notice = notice_from({**FACTS, **changes, "preamble": text})
    assert preamble_texts(notice) == compose(notice).opening.paragraphs
    return "\n".join(preamble_texts(notice))


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("{authority}、{派出机关}", "市委、市委"),
        ("{term}{round}", "九届第三轮"),
        ("{team}对{inspected}", "市委第二巡察组对市水务局党组"),
        ("{type}，{巡察方式}", "常规巡察，常规巡察"),
        ("{organization}（{short_name}）", "中共示例市水务局党组（局党组）"),
        ("{period}", "2023年9月12日至12月27日"),
        ("{start}至{end}", "2023年9月12日至2023年12月27日"),
        ("{feedback_date}由{feedback_by}", "2024年3月27日由市委第二巡察组"),
        ("{publication}", "2025年4月7日至5月6日"),
        (
            "{publication_start}至{publication_end}",
            "2025年4月7日至2025年5月6日",
        ),
        ("{phone}", "0599-5550100、0599-5550101"),
        ("{phone2}或{电话1}", "0599-5550101或0599-5550100"),
        ("{address}", "示例路1号"),
        (
            "{contacts}",
            "电话0599-5550100；邮政地址：示例路1号；监督电话：0599-5550101",
        ),
        ("{ team }", "市委第二巡察组"),
        ("{{team}}、{{{team}}}", "{team}、{市委第二巡察组}"),
        ("没有占位", "没有占位"),
    ],
)
def test_what_a_slot_prints(text: str, printed: str) -> None:
    assert opening(text) == printed
    notice = notice_from({**FACTS, "closing": text})
    assert closing_texts(notice) == compose(notice).closing.paragraphs == (printed,)


def test_facts_that_stand_in_for_others() -> None:
    inspection = {"team": "市委第二巡察组", "feedback_by": "市委巡察办"}
    assert opening("{inspected}", inspection=inspection) == "中共示例市水务局党组"
    assert opening("{feedback_by}", inspection=inspection) == "市委巡察办"
    assert opening("{type}", inspection=inspection) == "巡察"
    assert opening("{publication}", publication={"text": "15个工作日"}) == "15个工作日"


def test_slots_in_measures() -> None:
    member = {"text": "{term}", "measures": ["{team}。", ["好。", "{round}"]]}
    notice = notice_from({**FACTS, "preamble": [member]})
    assert preamble_texts(notice) == ("九届一是市委第二巡察组。二是好。", "第三轮")


def test_sections_have_no_slots() -> None:
    sections = [{"role": "overview", "content": "{team}。"}]
    view = compose(notice_from({**FACTS, "sections": sections}))
    assert view.paragraphs[1].text == "{team}。"


def test_the_standard_opening_calls_the_organ_as_inspected() -> None:
    notice = notice_from(FACTS)
    assert compose(notice).opening.organization == "市水务局党组"
    assert compose(notice).organization == "中共示例市水务局党组"


def test_every_slot_is_printed() -> None:
    contacts = [
        {"kind": kind.value, "label": "某：", "value": f"值{kind.value}"}
        for kind in model.ContactKind
    ]
    notice = notice_from({**FACTS, "contacts": contacts})
    facts = PrintedFacts(notice, PLAIN)
    for slot in SLOTS:
        for name in (slot.name, slot.zh):
            use = slot_use(name)
            assert use is not None
            assert use.slot is slot
            assert facts.of_slot(use)


def test_chinese_names_are_the_titles_of_the_fields() -> None:
    fields = {
        **model.Organization.model_fields,
        **model.Inspection.model_fields,
        **model.Notice.model_fields,
    }
    checked = 0
    for slot in SLOTS:
        name = "name" if slot.name == "organization" else slot.name
        if name in ("start", "end") or name not in fields:
            continue
        checked += 1
        assert slot.zh == fields[name].title
    assert checked >= 11


@pytest.mark.parametrize("name", ["phone0", "phone100", "team2", "电 话", "teams", ""])
def test_names_of_no_slot(name: str) -> None:
    assert slot_use(name) is None


def test_masked_texts_keep_their_length() -> None:
    text = "由{team}（{{甲}}）于{end}反馈"
    masked = slots.masked(text, "事实")
    assert masked == "由事实事实事实（{{甲}}）于事实事实事反馈"
    assert len(masked) == len(text)


def test_words_with_doubled_braces_are_kept() -> None:
    text = "{甲}与{{乙}}与}{"
    assert opening(slots.escaped(text)) == text
