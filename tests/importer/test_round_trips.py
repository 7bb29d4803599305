"""What is composed of data comes back from its text as the same data, one feature at a time and at random."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rectify_gen import view
from rectify_gen.importer import import_text
from rectify_gen.model import Notice, notice_of
from rectify_gen.templating.fill import fill
from rectify_gen.view.printed_text import text_lines

FORM = "关于“{}”问题的整改。"
DONE = {"problem": "台账不全", "content": "已补齐。"}
RESPONSIBILITY = {"role": "responsibility", "content": "局党组召开会议，成立领导小组。"}
NEXT_STEPS = {"role": "next_steps", "content": "局党组将继续抓好整改。"}


def problem(*content: Any, **keys: Any) -> dict[str, Any]:
    return {"problem": "学习不够", "content": list(content), **keys}


def item(heading: str, *content: Any, **keys: Any) -> dict[str, Any]:
    return {"heading": heading, "content": list(content), **keys}


def label(*content: Any, **keys: Any) -> dict[str, Any]:
    return {"label": "整改情况", "content": list(content), **keys}


def measures(*texts: Any, **keys: Any) -> dict[str, Any]:
    return {"measures": list(texts), **keys}


def notice(*sections: dict[str, Any], **keys: Any) -> dict[str, Any]:
    return {
        "organization": {"name": "中共示例市水务局党组"},
        "preamble": "根据安排，现将巡察整改情况公布。",
        "sections": list(sections),
        "closing": [],
        "signature": {"date": "2025-04-07"},
        **keys,
    }


def rectification(*content: Any, **keys: Any) -> dict[str, Any]:
    section = {"role": "rectification", "form": FORM, "content": list(content), **keys}
    return notice(RESPONSIBILITY, section, NEXT_STEPS)


SAME: dict[str, dict[str, Any]] = {
    "paragraphs alone": rectification("反馈的问题均已整改完成。", form=None),
    "nothing": rectification(form=None),
    "measures alone": rectification(measures("学习。", "整改。"), form=None),
    "own heading": rectification(problem("已补课。"), DONE, heading="反馈问题整改情况"),
    "no form": rectification(problem("已补课。"), DONE, form=None),
    "form of a mark": rectification(problem("已补课。"), DONE, form="{}。"),
    "form of a word": rectification(problem("已补课。"), DONE, form="{}问题"),
    "form with a label": rectification(problem("已补课。"), DONE, form="存在问题：{}"),
    "a form of its own": rectification(problem("已补课。", form="{}。"), DONE, DONE),
    "headings": rectification(
        item("加强学习", "已补课。"), item("补齐台账", "已补齐。"), form=None
    ),
    "a full stop inside a heading": rectification(
        item("加强学习。补齐台账", "已补课。"), item("严格检查", "已查。"), form=None
    ),
    "groups": rectification(
        item("政治建设方面", problem("已补课。")), item("作风建设方面", DONE)
    ),
    "four levels": rectification(
        item("政治方面", problem(item("学习", item("自学", "已学。"))))
    ),
    "a paragraph before": rectification("逐项整改。", problem("已补课。"), DONE),
    "paragraphs": rectification(problem("已补课。", "又补课。"), DONE),
    "text with measures": rectification(
        problem({"text": "开展学习。", "measures": ["学习。", "研讨。"]}), DONE
    ),
    "measures in paragraphs": rectification(
        problem(measures("学习。", "研讨。")), DONE
    ),
    "measures run in": rectification(
        problem(measures("学习。", "研讨。", run_in=True)), DONE
    ),
    "a measure of two paragraphs": rectification(
        problem(measures(["学习。", "又学习。"], "研讨。")), DONE
    ),
    "measures that go on": rectification(
        problem(
            {"text": "学习。", "measures": ["自学。", "研讨。"]},
            "插入。",
            {"text": "接着。", "measures": ["检查。"], "start": 3},
        ),
        DONE,
    ),
    "measures from four": rectification(
        problem({"text": "接着。", "measures": ["学习。", "研讨。"], "start": 4}), DONE
    ),
    "measures from a hundred": rectification(
        problem(measures("学习。", "研讨。", start=100)), DONE
    ),
    "twelve measures": rectification(
        problem(measures(*["做事。"] * 12, run_in=True)), DONE
    ),
    "run-in headings": rectification(
        problem("已补课。", run_in=True), {**DONE, "run_in": True}
    ),
    "run-in headings said once": rectification(
        problem("已补课。"), DONE, run_in="items"
    ),
    "one run-in heading": rectification(problem("已补课。", run_in=True), DONE),
    "a run-in section": rectification(
        "逐项整改。", problem("已补课。"), DONE, run_in=True, heading="整改情况。"
    ),
    "a run-in section with items": rectification(
        "逐项整改。", problem("已补课。"), DONE, run_in="all", heading="整改情况。"
    ),
    "a label behind a run-in heading": rectification(
        problem(label("已补课。"), run_in=True), {**DONE, "run_in": True}
    ),
    "labels": rectification(
        problem(label("已补课。"), label("好。", label="整改成效")), DONE
    ),
    "a label alone": rectification(problem(label("已补课。", run_in=False)), DONE),
    "a half-width label": rectification(
        problem(label("已补课。", label="整改情况:")), DONE
    ),
    "a label in brackets": rectification(
        problem(label("已补课。", label="【整改情况】")), DONE
    ),
    "measures under a label": rectification(
        problem(label(measures("学习。", "研讨。", run_in=True))), DONE
    ),
    "items under a label": rectification(
        problem(label(item("学习。"), item("研讨。"), run_in=False)), DONE
    ),
    "an item in the paragraph of a label": rectification(
        problem(label(item("学习。"), item("研讨。"), run_in=True)), DONE
    ),
    "a label before the items": rectification(
        label("逐项整改。"), problem("已补课。"), DONE
    ),
    "1.": rectification(problem("已补课。"), DONE, numbering=["1."]),
    "1. over （1）": rectification(
        problem(item("学习", "已学。")), DONE, numbering=["1."]
    ),
    "half-width brackets": rectification(problem("已补课。"), DONE, numbering=["(一)"]),
    "circled": rectification(problem("已补课。"), DONE, numbering=["①"]),
    "a level that counts on": rectification(
        item("甲方面", problem("已补课。")),
        item("乙方面", DONE),
        numbering=["（一）", {"mark": "1.", "continuous": True}],
    ),
    "numbered labels": rectification(
        problem("已补课。"), DONE, form=None, numbering=["反馈问题一："]
    ),
    "no numbers": rectification(problem("已补课。"), DONE, numbering=["none"]),
    "no numbers below groups": rectification(
        item("甲方面", problem("已补课。"), DONE), numbering=["（一）", "none"]
    ),
    "a wrong number": rectification(problem("已补课。"), {**DONE, "number": "（三）"}),
    "problems on level one": notice(
        RESPONSIBILITY,
        {
            "role": "rectification",
            "no_heading": True,
            "form": FORM,
            "content": [problem("已补课。"), DONE],
        },
        NEXT_STEPS,
    ),
    "an item in the paragraph of a label on level one": notice(
        RESPONSIBILITY,
        {
            "role": "rectification",
            "no_heading": True,
            "form": FORM,
            "content": [
                problem(label(item("学习。"), item("研讨。"), run_in=True)),
                DONE,
            ],
        },
    ),
    "two sections of problems": notice(
        {
            "role": "rectification",
            "heading": "政治建设方面",
            "content": [problem("已补课。")],
        },
        {"role": "rectification", "heading": "作风建设方面", "content": [DONE]},
    ),
    "parts": notice(RESPONSIBILITY, NEXT_STEPS, numbering=["第一部分"]),
    "quotation marks in a name": rectification(
        {"problem": "落实“三重一大”制度不严", "content": ["已改。"]}, DONE
    ),
    "measures as headings below a problem": rectification(
        problem(item("制定制度。"), item("开展检查。")), DONE
    ),
    "a year and a figure": rectification(
        problem("2024年已收回。", "1.5亿元已收回。"), DONE
    ),
    "a quotation of measures": rectification(problem("“一是一，二是二。”"), DONE),
}
"""Features that a text shows."""
SAID: dict[str, tuple[dict[str, Any], str]] = {
    "a paragraph behind the items": (
        rectification(problem("已补课。"), DONE, "以上均已完成。"),
        "import-trailing-paragraph",
    ),
    "two levels with the same mark": (
        rectification(
            item(
                "政治方面", problem(item("学习", item("自学", item("读书", "已读。"))))
            )
        ),
        "import-number",
    ),
    "a paragraph that begins with a mark": (
        rectification(problem("（一）类项目已停建。"), DONE),
        "import-number",
    ),
}
"""Features that no text can show; the import says where it had to guess."""


def text_of(data: dict[str, Any]) -> tuple[Notice, str]:
    parsed = Notice.model_validate(without_none(data))
    return parsed, "\n".join(text_lines(view.compose(parsed), fill)) + "\n"


def without_none(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            key: without_none(inner)
            for key, inner in value.items()
            if (inner is not None and inner != []) or key == "closing"
        }
    if isinstance(value, list):
        return [without_none(inner) for inner in value]
    return value


def canonical(parsed: Notice) -> Any:
    """The sections of a notice, with what is said once on a section said on each item that it holds for."""
    sections = []
    for section in parsed.model_dump(mode="json")["sections"]:
        run_in, form = section.pop("run_in"), section.pop("form")
        section["run_in_heading"] = run_in in (True, "all")
        spell_out(section["content"], run_in in ("items", "all"), form)
        sections.append(section)
    return [sections, parsed.model_dump(mode="json")["numbering"]]


def spell_out(content: list[Any], run_in: bool, form: str | None) -> None:
    for member in content:
        if not isinstance(member, dict):
            continue
        below = member.get("content", [])
        if "problem" in member:
            member["form"] = member["form"] or form or "{}"
        if "problem" in member or "heading" in member:
            first = below[0] if below else {"heading": ""}
            is_text = not isinstance(first, dict) or not {"problem", "heading"} & set(
                first
            )
            says = run_in if member["run_in"] is None else member["run_in"]
            # Nothing runs in behind a heading that items or nothing follow.
            member["run_in"] = says and is_text
        spell_out(below, run_in, form)


@pytest.mark.parametrize("name", SAME)
def test_a_feature_comes_back(name: str) -> None:
    parsed, text = text_of(SAME[name])
    again = notice_of(import_text(text).data)
    assert again is not None
    assert canonical(again) == canonical(parsed)


@pytest.mark.parametrize("name", SAID)
def test_what_a_text_cannot_show_is_said(name: str) -> None:
    data, code = SAID[name]
    parsed, text = text_of(data)
    found = import_text(text)
    again = notice_of(found.data)
    assert again is not None
    assert canonical(again) != canonical(parsed)
    assert code in [diagnostic.code for diagnostic in found.diagnostics]


@pytest.mark.parametrize("parted_by", ["\n", "、\n", "、"])
def test_the_title_of_several_organs_comes_back_with_and_without_the_mark(
    parted_by: str,
) -> None:
    organs = ["中共示例市卫生健康局党组", "中共示例市医疗保障局党组"]
    data = {
        "organization": [{"name": organs[0]}, {"name": organs[1]}],
        "preamble": f"{'、'.join(organs)}现将巡察整改情况公布。",
        "inspection": {"authority": "市委", "term": "八届", "round": "第四轮"},
        "sections": [{"role": "rectification", "content": [problem("已补课。")]}],
        "signature": {"date": "2025-04-07"},
    }
    _, text = text_of(data)
    assert text.startswith("\n".join(organs) + "\n关于八届市委第四轮巡察整改")
    given = text.replace("\n", parted_by, 1)
    imported = import_text(given).data
    assert "title" not in imported
    assert text_of(imported)[1] == text


TEXTS = st.sampled_from(
    ["已补课。", "开展检查3次，发现问题2个。", "修订《管理办法》，印发各科室。"]
)
NAMES = st.sampled_from(
    ["学习不够深入", "台账管理混乱", "“四风”问题时有发生", "制度执行不严"]
)
MEASURES = st.lists(TEXTS, min_size=2, max_size=4)
FORMS = st.sampled_from([None, FORM, "{}。", "关于{}的问题"])


@st.composite
def bodies(draw: st.DrawFn) -> list[Any]:
    """What stands below a problem: text, then labels; the last of these has no paragraph too many."""
    kind = draw(st.integers(0, 4))
    if kind == 0:
        return [draw(TEXTS)]
    if kind == 1:
        return [measures(*draw(MEASURES), run_in=draw(st.booleans()))]
    if kind == 2:
        return [label(draw(TEXTS)), label(draw(TEXTS), label="整改成效")]
    if kind == 3:
        return [{"text": draw(TEXTS), "measures": draw(MEASURES)}]
    return [item(text) for text in draw(MEASURES)]


@st.composite
def notices(draw: st.DrawFn) -> dict[str, Any]:
    groups = []
    runs_in = draw(st.booleans())
    form = draw(FORMS)
    for number in range(draw(st.integers(1, 3))):
        problems = []
        for _ in range(draw(st.integers(1, 3))):
            body = draw(bodies())
            ends = form is not None and form.endswith("。")
            problems.append(
                {
                    "problem": draw(NAMES),
                    "content": body,
                    # A heading that runs in needs a full stop.
                    "run_in": runs_in and ends,
                }
            )
        groups.append(item(f"{'甲乙丙'[number]}方面", *problems))
    return rectification(*groups, form=form)


@settings(max_examples=40, deadline=None)
@given(notices())
def test_any_well_formed_notice_comes_back(data: dict[str, Any]) -> None:
    parsed, text = text_of(data)
    found = import_text(text)
    again = notice_of(found.data)
    assert again is not None
    assert canonical(again) == canonical(parsed), text
