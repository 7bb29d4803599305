"""Rules of what is printed, each with notices that it must report and some that it must leave alone."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rectify_gen.model import Notice
from rectify_gen.rules import editions, joins, judge, ledger_facts
from rectify_gen.templating.fill import fill
from rectify_gen.view import compose
from rectify_gen.vocabulary import sentences
from rectify_gen.vocabulary.kinds import Kind
from tests.rules.cases_of_notices import (
    COMPLETE,
    ITEMS,
    Case,
    assert_reported,
    findings,
    sections,
)

MODULES = (editions, ledger_facts, joins)
BY_CODE = {rule.code: rule for module in MODULES for rule in module.RULES}
CONTENT = ("sections", 1, "content")
INTERNAL = {"audience": "internal"}
SAID = {"content": "已经办结。"}


def hidden(*kept: int) -> list[dict[str, Any]]:
    """The three sections, all but the ``kept`` ones internal."""
    return [
        section if at in kept else {**section, **INTERNAL}
        for at, section in enumerate(sections())
    ]


def problems(*names: str, form: str = "关于“{}”问题的整改。", **more: Any) -> Case:
    items = [{"problem": name, **SAID, **more} for name in names]
    return {"sections": sections(items=items, form=form)}


def deep(levels: int, **section: Any) -> Case:
    content: Any = "已经办结。"
    for _ in range(levels):
        content = [{"heading": "甲", "content": content}]
    return {"sections": sections(items=content, **section)}


def measured(*measures: str, run_in: bool = True, text: str = "") -> Case:
    how = {"text": text} if text else {"run_in": run_in}
    return [{"heading": "甲", "content": [{"measures": measures, **how}]}]


def item(**facts: Any) -> Case:
    return [{"heading": "甲", **SAID, **facts}, {"heading": "乙", **SAID}]


def elsewhere(**facts: Any) -> Case:
    made = sections()
    made[2] = {"role": "next_steps", "content": [{"heading": "甲", **SAID, **facts}]}
    return {"sections": made}


def formal(**facts: Any) -> Case:
    return {"document": facts}


REPORTED: dict[str, list[tuple[Case, object]]] = {
    "edition-empty": [
        ({"sections": hidden()}, ("sections",)),
        ({"sections": hidden()[:1]}, ("sections",)),
    ],
    "heading-emptied": [
        ([{"heading": "甲", "content": [{"heading": "乙", **SAID, **INTERNAL}]}, *ITEMS], (*CONTENT, 0, "heading")),
        ([{"heading": "乙", **SAID, **INTERNAL}], ("sections", 1)),
        ([{"heading": "甲", "content": ["文。", {"label": "整改情况", "content": [{"heading": "乙", **SAID, **INTERNAL}]}]}], (*CONTENT, 0, "content", 1, "label")),
        ([{"heading": "甲", "content": [{"heading": "乙", "content": [{"problem": "丙", **SAID, **INTERNAL}]}]}], (*CONTENT, 0, "content", 0, "heading")),
    ],
    "heading-repeated": [
        ({"sections": [*sections(), sections()[1]]}, ("sections", 3)),
        ({"sections": [*sections(), {"heading": "下一步打算", "content": "文。"}]}, ("sections", 3, "heading")),
        ({"sections": [*sections(), {**sections()[1], **INTERNAL}]}, ("sections", 3)),
    ],
    "mark-repeated": [
        (deep(5), (*CONTENT, *(0, "content") * 4, 0, "heading")),
        (deep(2, numbering=["1.", "1."]), (*CONTENT, 0, "content", 0, "heading")),
        (deep(2, numbering=["1.", "1、"]), (*CONTENT, 0, "content", 0, "heading")),
        (deep(3, numbering=["1.", "（1）", "1."]), (*CONTENT, 0, "content", 0, "content", 0, "heading")),
        (deep(1, numbering=["一、"]), (*CONTENT, 0, "heading")),
        (deep(2, numbering=["①"]), (*CONTENT, 0, "content", 0, "heading")),
        (deep(4, numbering=["1."]), (*CONTENT, *(0, "content") * 3, 0, "heading")),
        ({**deep(1), "numbering": ["1.", "1."]}, (*CONTENT, 0, "heading")),
    ],
    "ledger-fact-unprinted": [
        (elsewhere(deadline="2025-12-31"), ("sections", 2, "content", 0, "deadline")),
        (elsewhere(status="done"), ("sections", 2, "content", 0, "status")),
        (elsewhere(evidence=["会议纪要"]), ("sections", 2, "content", 0, "evidence")),
        (elsewhere(person="张某某", responsible_leader="李某某"), ("sections", 2, "content", 0, "person")),
    ],
    "closed-while-open": [
        (item(status="not_done", closed_on="2024-12-20"), (*CONTENT, 0, "closed_on")),
        (item(status="ongoing", closed_on="2024-12-20"), (*CONTENT, 0, "closed_on")),
    ],
    "ledger-date-order": [
        (item(deadline="2024-03-03"), (*CONTENT, 0, "deadline")),
        (item(closed_on="2024-03-03"), (*CONTENT, 0, "closed_on")),
        (item(closed_on="2025-03-19"), (*CONTENT, 0, "closed_on")),
        (formal(issued_on="2025-03-17"), ("document", "issued_on")),
    ],
    "formal-fact-form": [
        (formal(copy_number="1"), ("document", "copy_number")),
        (formal(copy_number="0000001"), ("document", "copy_number")),
        (formal(copy_number="００００01"), ("document", "copy_number")),
        (formal(urgency="很急"), ("document", "urgency")),
        (formal(secrecy="内部"), ("document", "secrecy")),
        (formal(secrecy="秘密1年"), ("document", "secrecy")),
    ],
    "mark-at-join": [
        ([{"heading": "甲", "content": [{"label": "整改情况", "content": "：已经办结。"}]}], (*CONTENT, 0, "content", 0, "label")),
        ([{"heading": "甲。", "run_in": True, "content": "，已经办结。"}], (*CONTENT, 0, "heading")),
        (problems("，执行不严", form="对下列：{}。"), (*CONTENT, 0, "problem")),
        (problems("甲", form="（{}）。", run_in=True, content="。乙"), (*CONTENT, 0, "problem")),
        (formal(note="（甲）公开（乙）"), ("document", "note")),
        (formal(copies_to="，市纪委"), ("document", "copies_to")),
        ({"publication": {"text": "，自发布之日起30日"}}, ("publication", "text")),
        ({"contacts": {"address": "：示例路1号"}}, ("contacts", 0, "value")),
    ],
    "words-at-join": [
        (problems("执行制度不严问题"), (*CONTENT, 0, "problem")),
        (problems("关于执行制度不严", form="关于“{}”的整改"), (*CONTENT, 0, "problem")),
        ([{"heading": "甲", "content": [{"label": "整改情况", "content": "整改情况：已经办结。"}]}], (*CONTENT, 0, "content", 0, "label")),
        ([{"heading": "甲", "content": [{"label": "整改情况", "content": "整改情况良好。"}]}], (*CONTENT, 0, "content", 0, "label")),
        ({"contacts": {"phone": "电话0599-5550100"}}, ("contacts", 0, "value")),
        (formal(copies_to="抄送市纪委"), ("document", "copies_to")),
        (formal(attachments=["甲清单", "1.乙清单"]), ("document", "attachments", 1)),
        (formal(attachments="附件2：甲清单"), ("document", "attachments", 0)),
    ],
    "quotes-nested-alike": [
        ("对“落实“三重一大”制度”问题逐项整改。", "“落实“"),
        ("学习《关于《条例》的意见》。", "《关于《"),
        (problems("落实“三重一大", form="关于“{}”问题的整改。"), (*CONTENT, 0, "problem")),
    ],
    "contact-label-open": [
        ({"contacts": [{"label": "来信请寄", "value": "示例路1号"}]}, ("contacts", 0, "label")),
    ],
    "inspection-name-mixed": [
        ({"inspection": {**COMPLETE["inspection"], "type": "巡视"}}, ("inspection", "team")),
        ({"inspection": {**COMPLETE["inspection"], "team": "省委第二巡视组", "feedback_by": "省委第二巡察组"}}, ("inspection", "feedback_by")),
        ({"title": "中共示例市水务局党组关于巡视整改情况的通报"}, ("title", 0)),
        ({"sections": [*sections(), {"heading": "巡视成果运用", "content": "文。"}]}, ("sections", 3, "heading")),
    ],
    "inspection-type-unclear": [
        ({"inspection": {**COMPLETE["inspection"], "type": "调研"}}, ("inspection", "type")),
    ],
    "measure-mark-missing": [
        ({"preamble": [{"text": "巡察反馈：", "measures": ["抓实学习", "抓好制度。"]}]}, ("preamble", 0, "measures", 0, 0)),
        (measured("抓实学习", "抓好制度。"), (*CONTENT, 0, "content", 0, "measures", 0, 0)),
        (measured("抓实“学习”", "抓好制度。"), (*CONTENT, 0, "content", 0, "measures", 0, 0)),
    ],
}  # fmt: skip

LEFT_ALONE: dict[str, list[Case]] = {
    "edition-empty": [{"sections": hidden(0)}, {"sections": hidden(2)}, {}],
    "heading-emptied": [
        {},
        [{"heading": "甲"}],
        [{"heading": "甲", "content": ["文。", {"heading": "乙", **SAID, **INTERNAL}]}],
        [{"heading": "甲", **INTERNAL, "content": [{"heading": "乙", **SAID, **INTERNAL}]}, {"heading": "丙", **SAID}],
        {"sections": hidden(0, 2)},
    ],
    "heading-repeated": [
        {"sections": [*sections(), {**sections()[1], "heading": "另一部分"}]},
        {},
    ],
    "mark-repeated": [
        deep(4),
        deep(3, numbering=["1."]),
        deep(2, numbering=["none", "none"]),
        deep(1, numbering=["①"]),
        [{"heading": "甲", "content": [{"label": "整改情况", "content": [{"heading": "乙", **SAID}]}]}],
    ],
    "ledger-fact-unprinted": [
        {},
        elsewhere(),
        item(deadline="2025-12-31", status="done", person="张某某"),
    ],
    "closed-while-open": [
        item(status="done", closed_on="2024-12-20"),
        item(status="mostly_done", closed_on="2024-12-20"),
        item(closed_on="2024-12-20"),
        item(status="not_done"),
    ],
    "ledger-date-order": [
        item(deadline="2024-03-04", closed_on="2024-03-04"),
        item(closed_on="2025-03-18", deadline="2030-01-01"),
        formal(issued_on="2025-03-18"),
        {},
    ],
    "formal-fact-form": [
        formal(copy_number="000001", urgency="特急", secrecy="秘密★1年"),
        formal(urgency="加急", secrecy="机密★长期"),
        formal(secrecy="绝密"),
        formal(number="示水党〔2025〕3号"),
        {},
    ],
    "mark-at-join": [
        problems("经费管理不严。", form="{}。"),
        problems("管得严吗？", form="{}。"),
        [{"heading": "甲", "content": [{"label": "整改情况：", "content": "已经办结。"}]}],
        [{"heading": "甲。", "run_in": True, "content": "已经办结。"}],
        [{"heading": "甲。", "content": "，已经办结。"}],
        {"publication": {"text": "自发布之日起30日。"}},
        {"contacts": {"phone": "0599-5550100。"}},
        formal(note="（此件公开发布）", copies_to="市纪委。", addressees="各科室："),
        measured("抓实学习；", "抓好制度。", text="采取两项措施："),
    ],
    "words-at-join": [
        problems("“四风”问题"),
        problems("突出问题", form="关于{}问题"),
        problems("问题底数不清"),
        [{"heading": "甲", "content": [{"label": "整改情况", "content": "情况已经办结。"}]}],
        {"contacts": {"phone": "电话：0599-5550100"}},
        formal(copies_to="抄送：市纪委", signer="签发人：王某某"),
        formal(attachments=["1.甲清单", "附件2：乙清单", "1.5米以上设备清单", "2024年台账"]),
    ],
    "quotes-nested-alike": [
        "对“落实‘三重一大’制度”问题逐项整改。",
        "开展“甲”“乙”整治。",
        problems("落实“三重一大”制度不严", "“一把手”监督偏软"),
        problems("学习《条例》不深", form="传达《{}》情况"),
    ],
    "contact-label-open": [
        {"contacts": [{"label": "来信请寄：", "value": "示例路1号"}]},
        {"contacts": [{"label": "专线", "value": "12"}]},
        {"contacts": [{"kind": "email", "label": "邮箱", "value": "a@example.cn"}]},
        {"contacts": {"address": "示例路1号"}},
        {"contacts": [{"label": "来信请寄", "value": "示例路1号"}], "closing": []},
    ],
    "inspection-name-mixed": [
        {},
        {"inspection": {**COMPLETE["inspection"], "type": "巡视", "team": "省委第二巡视组"}},
        {"title": "中共示例市水务局党组关于巡视巡察整改情况的通报"},
        {"sections": [*sections(), {"heading": "巡视巡察成果运用", "content": "文。"}]},
        {"inspection": {**COMPLETE["inspection"], "type": "巡视巡察"}},
    ],
    "inspection-type-unclear": [
        *({"inspection": {**COMPLETE["inspection"], "type": way}} for way in ("常规", "专项巡察", "巡视", "回头看", "常规、专项")),
        {"preamble": "调研。", "inspection": {"type": "调研"}},
    ],
    "measure-mark-missing": [
        measured("抓实学习", "抓好制度。", run_in=False),
        measured("抓实学习，", "抓好制度"),
        measured("抓实学习……", "抓好（制度）"),
        measured("抓实学习"),
        ITEMS,
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("code", "at"),
    [(code, at) for code in REPORTED for at in range(len(REPORTED[code]))],
)
def test_reported(code: str, at: int) -> None:
    case, route = REPORTED[code][at]
    assert_reported(BY_CODE[code], case, route)


@pytest.mark.parametrize("code", BY_CODE)
def test_left_alone(code: str) -> None:
    reports = {
        at: found
        for at, case in enumerate(LEFT_ALONE[code])
        if (found := findings(BY_CODE[code], case))
    }
    assert reports == {}


def test_tables_are_whole() -> None:
    assert set(BY_CODE) == set(REPORTED) == set(LEFT_ALONE)


# ---------------------------------------------------------------- whatever is typed

_START = st.sampled_from(
    ["", "“", "《", "，", "：", "（", "关于", "1.", "附件：", "电话："]
)
_MIDDLE = st.sampled_from(
    ["学习不够", "落实“三重一大”不严", "《条例》执行不严", "“四风”", "甲（乙）"]
)
_END = st.sampled_from(
    ["", "。", "；", "：", "？", "”", "》", "）", "问题", ".", "……", "，"]
)
AWKWARD = st.builds(
    lambda start, middle, end: start + middle + end, _START, _MIDDLE, _END
)
FORMS = st.sampled_from(
    [
        "{}",
        "{}。",
        "关于“{}”问题的整改。",
        "关于{}问题",
        "《{}》：",
        "（{}）",
        "关于“{}”",
    ]
)
FAULTS = [
    *("。。", "，。", "；。", "：。", "：：", "。；", "；；", "，，", "。：", "，：", "；："),
    *("：，", "：；", "？。", "（（", "））", "““", "””", "《《", "》》", "问题问题", "问题”问题"),
    *("关于关于", "关于“关于", ".。", "“”", "《》", "电话电话", "附件：附件"),
]  # fmt: skip


def printed_of(notice: Notice, audience: Any) -> str:
    """Everything that the shipped templates print of ``notice``, a line for each paragraph."""
    view = compose(notice, audience)
    formal_facts = view.document
    lines = [
        *view.title_lines,
        f"{formal_facts.addressees}：" if formal_facts.addressees else "",
        fill(Kind.NOTICE.row.opening, view),
        *(one.number + one.heading + one.text for one in view.paragraphs),
        fill(sentences.CLOSING, view),
        *(f"附件：{name}" for name in formal_facts.attachments),
        f"（{formal_facts.note}）" if formal_facts.note else "",
        f"签发人：{formal_facts.signer}" if formal_facts.signer else "",
        f"抄送：{formal_facts.copies_to}。" if formal_facts.copies_to else "",
    ]
    return "\n".join(lines)


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_what_is_printed_has_no_doubled_mark_or_is_reported(data: Any) -> None:
    plain = {
        "name": "学习不够",
        "label": "整改情况",
        "text": "已经办结。",
        "measure": "抓实学习。",
        "contact": "示例路1号",
        "authority": "市委",
        "period": "自发布之日起30日",
        "formal": "市纪委",
    }
    where = data.draw(st.sampled_from(sorted(plain)), "where")
    awkward = {**plain, where: data.draw(AWKWARD, "value")}
    part = data.draw(
        st.sampled_from(["addressees", "note", "signer", "copies_to", "attachments"])
    )
    items = [
        {
            "problem": awkward["name"],
            "run_in": data.draw(st.booleans()),
            "content": [
                {"label": awkward["label"], "content": awkward["text"]},
                {"measures": [awkward["measure"], "抓好。"], "run_in": True},
            ],
        }
    ]
    notice = Notice.model_validate(
        {
            **COMPLETE,
            "sections": sections(items=items, form=data.draw(FORMS)),
            "document": {part: awkward["formal"]},
            "contacts": {
                data.draw(st.sampled_from(["phone", "email"])): awkward["contact"]
            },
            "publication": {"text": awkward["period"]},
            "inspection": {**COMPLETE["inspection"], "authority": awkward["authority"]},
        }
    )
    for audience in ("public", "internal"):
        text = printed_of(notice, audience)
        # What stands inside the value itself is the business of the rules of values.
        faults = [
            fault for fault in FAULTS if fault in text and fault not in awkward[where]
        ]
        if faults:
            codes = {one.code for one in judge(notice).standing}
            speaking = codes & {
                *("mark-at-join", "words-at-join", "quotes-nested-alike"),
                *("doubled-punctuation", "unbalanced-quotes", "ascii-stop"),
                *("stop-inside-quoted-name", "phone-number-form"),
            }
            assert speaking, (faults, text)
