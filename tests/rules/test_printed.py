"""Rules of what is printed, beside their cases in tests/cases/rules."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from rectify_gen.model import Notice
from rectify_gen.rules import judge
from rectify_gen.templating.fill import fill
from rectify_gen.view import compose
from rectify_gen.vocabulary import sentences
from rectify_gen.vocabulary.kinds import Kind
from tests.rules.cases_of_notices import (
    COMPLETE,
    sections,
)

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
