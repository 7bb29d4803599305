"""Rules of numbers, headings, paragraphs and parts: what each must report, and what it must leave alone.

A case is a text, the content of the second section, or keys of the notice (see cases_of_notices);
what is expected is the marks found, or the route.
"""

from __future__ import annotations

from typing import Any

import pytest
from cases_of_notices import (
    COMPLETE,
    ITEMS,
    OWN,
    Case,
    assert_reported,
    findings,
    notice_of_case,
    sections,
)

from rectify_gen.diagnostics import Route
from rectify_gen.rules import (
    headings,
    measure_runs,
    numbering,
    paragraphs,
    parts,
    subject,
)

RULES = tuple(
    rule
    for module in (numbering, measure_runs, headings, paragraphs, parts)
    for rule in module.RULES
)
BY_CODE = {rule.code: rule for rule in RULES}

T = "按月通报进展。"
P = [
    {"problem": name, "form": "关于“{}”的问题。", "content": T}
    for name in ("甲不够", "乙不严", "丙不实", "丁不细", "戊不深")
]


def headed(*names: str, **keys: Any) -> list[dict[str, Any]]:
    return [{"heading": name, "content": T, **keys} for name in names]


def problems(*changed: dict[str, Any]) -> list[dict[str, Any]]:
    """Five problems of one form, the last of them changed."""
    return [
        *P[: 5 - len(changed)],
        *(
            {**one, **change}
            for one, change in zip(P[-len(changed) :], changed, strict=True)
        ),
    ]


def numbered(*numbers: str | None, mark: str = "1.") -> dict[str, Any]:
    items = [
        {"heading": f"事项{at}", "content": T, **({"number": one} if one else {})}
        for at, one in enumerate(numbers)
    ]
    return {"sections": sections(items=items, numbering=[mark])}


CONTENT: Route = ("sections", 1, "content")
LONG = "推进供水管网改造" * 5 + "和计量更新"
SENTENCE = "统筹推进水源地保护，" * 16
REPORTED: dict[str, list[tuple[Case, str | Route]]] = {
    "typed-mark": [
        (headed("（一）健全巡查机制", "补齐短板"), "（一）"),
        (headed("1.健全巡查机制", "补齐短板"), "1."),
        (headed("(二)健全巡查机制", "补齐短板"), "(二)"),
        (headed("一、健全巡查机制", "补齐短板"), "一、"),
        (headed("②健全巡查机制", "补齐短板"), "②"),
        (headed("3、健全巡查机制", "补齐短板"), "3、"),
        ("（三）健全机制，每月巡查水源地。", "（三）"),
        ([{"measures": ["一是健全机制。", "补齐短板。"]}], "一是"),
        ([{"problem": "1．巡查不够经常", "content": T}, *P], "1．"),
    ],
    "mark-form": [
        ({"numbering": ["一、", "(一)"]}, "(一)"),
        ({"numbering": ["一."]}, "一."),
        ({"numbering": ["一"]}, "一"),
        ({"sections": [*sections()[:2], {**sections()[2], "number": "三"}]}, ("sections", 2, "number")),
        ({"sections": [*sections()[:2], {**sections()[2], "number": "三."}]}, ("sections", 2, "number")),
        ({"sections": sections(numbering=["（一）", "1、"])}, "1、"),
        ({"sections": sections(numbering=["（一）、"])}, "（一）、"),
        ({"sections": sections(numbering=["(1)"])}, "(1)"),
        (numbered(None, "2、"), "2、"),
        (numbered(None, "(二)"), "(二)"),
    ],
    "number-out-of-sequence": [
        (numbered(None, "1."), (*CONTENT, 1, "number")),
        (numbered(None, "3."), (*CONTENT, 1, "number")),
        (numbered("2.", None), (*CONTENT, 0, "number")),
        (numbered(None, None, "（二）"), (*CONTENT, 2, "number")),
        (numbered(None, "⑳", mark="①"), (*CONTENT, 1, "number")),
        ({"sections": [*sections()[:2], {**sections()[2], "number": "四、"}]}, ("sections", 2, "number")),
        (numbered(None, "2.", "2.", None), (*CONTENT, 2, "number")),
        ({"sections": sections(items=[{"heading": "面一", "content": [{**headed("甲")[0], "number": "⑨"}, *headed("乙")]}, {"heading": "面二", "content": headed("丙")}], numbering=["1.", {"mark": "①", "continuous": True}])}, (*CONTENT, 0, "content", 0, "number")),
        (numbered(None, "9.", "10.", None), (*CONTENT, 1, "number")),
    ],
    "circled-number-glyph": [
        ({"sections": sections(items=headed(*(f"事项{n}" for n in range(11))), numbering=["①"])}, (*CONTENT, 10)),
        ({"sections": sections(items=headed(*(f"事项{n}" for n in range(52))), numbering=["①"])}, (*CONTENT, 10)),
        ({"sections": sections(items=[{"heading": f"面{n}", "content": headed(*(f"事项{m}" for m in range(6)))} for n in range(2)], numbering=["1.", {"mark": "①", "continuous": True}])}, (*CONTENT, 1, "content", 4)),
        ({"sections": sections(items=headed(*(f"事项{n}" for n in range(12)))), "numbering": ["一、", "①"]}, (*CONTENT, 10)),
        ({"sections": sections(items=headed(*(f"事项{n}" for n in range(11))), numbering=[{"mark": "①", "continuous": True}])}, (*CONTENT, 10)),
        ([{"heading": "甲", "content": [{"heading": "乙", "content": [{"heading": "丙", "content": [{"heading": "丁", "content": headed(*(f"事项{n}" for n in range(11)))}]}]}]}], (*CONTENT, 0, "content", 0, "content", 0, "content", 0, "content", 10)),
    ],
    "field-code-left": [
        (r"EQ \o\ac(○,22)对阵地管理重视不够。", r"EQ \o\ac(○,22)"),
        (r" EQ \o\ac(○,4)健全机制。", r"EQ \o\ac(○,4)"),
        ("详见第PAGEREF _Toc123页。", "PAGEREF _Toc123"),
        ('登录HYPERLINK "http://www.example.cn"查询。', 'HYPERLINK "http://www.example.cn"'),
        (r"目录TOC \o后列明。", r"TOC \o"),
        ("联系人MERGEFIELD Name负责。", "MERGEFIELD Name"),
        (r"第3页\* MERGEFORMAT为准。", r"\* MERGEFORMAT"),
    ],
    "measure-run-broken": [
        ("一是健全制度。三是强化督查。", "三是"),
        ("一是健全制度；二是强化督查；二是严肃问责。", "二是"),
        ("二是强化督查。三是严肃问责。", "二是"),
        ("主要做了三项工作：一是定责，三是督查。", "三是"),
        ("一是定责。二是督查。四是问责。五是复查。", "四是"),
        ([{"measures": [T, T]}, {"measures": [T, T], "start": 4}], (*CONTENT, 1, "start")),
        ([{"measures": [T, T], "start": 2}], (*CONTENT, 0, "start")),
        (["一是健全制度。", "三是强化督查。"], "三是"),
    ],
    "measure-run-single": [
        ("一是健全制度，每月督查。", "一是"),
        ("局党组抓两头：一是健全制度。", "一是"),
        ([{"measures": [T]}], (*CONTENT, 0, "measures")),
        ([{"text": "局党组专题研究。", "measures": [T]}], (*CONTENT, 0, "measures")),
        ([*headed("甲", "乙")[:1], {"heading": "丙", "content": [{"measures": [T], "run_in": True}]}], (*CONTENT, 1, "content", 0, "measures")),
        (["一是健全制度。", "每月通报一次。"], "一是"),
    ],
    "measure-run-mixed": [
        ("一是健全制度。其次，强化督查。", "一是"),
        ("首先，健全制度。二是强化督查。", "二是"),
        ("一是健全制度；二要强化督查。", "一是"),
        ("一是健全制度。再次，强化督查。", "一是"),
        ("第一，健全制度。二是强化督查。三是问责。", "二是"),
        ("一是健全制度。另外，强化督查。", "一是"),
    ],
    "heading-form-mixed": [
        (problems({"form": "关于“{}”问题的整改。"}), (*CONTENT, 4, "problem")),
        (problems({"form": "{}。"}), (*CONTENT, 4, "problem")),
        (headed(*(f"关于“问题{n}”的问题" for n in "甲乙丙丁"), "关于“戊”问题的整改"), (*CONTENT, 4, "heading")),
        (problems({"form": "针对“{}”的问题。"}), (*CONTENT, 4, "problem")),
        (problems({"form": "关于{}的问题。"}), (*CONTENT, 4, "problem")),
        ([{"heading": "面一", "content": problems({"form": "{}"})}, *headed("面二")], (*CONTENT, 0, "content", 4, "problem")),
    ],
    "lone-heading": [
        (headed("健全巡查机制"), (*CONTENT, 0, "heading")),
        ([ITEMS[0], {"heading": "面二", "content": headed("健全机制")}], (*CONTENT, 1, "content", 0, "heading")),
        ([OWN, *headed("健全巡查机制")], (*CONTENT, 1, "heading")),
        ([{"label": "整改情况", "content": headed("健全机制")}], (*CONTENT, 0, "content", 0, "heading")),
        ([*headed("甲"), {"heading": "乙", "content": T, "audience": "internal"}], (*CONTENT, 0, "heading")),
        ({"sections": [{"role": "responsibility", "content": [OWN, *headed("加强领导")]}, *sections()[1:]]}, ("sections", 0, "content", 1, "heading")),
    ],
    "heading-without-content": [
        ([*P, {"problem": "学习不够深入"}], (*CONTENT, 5, "problem")),
        ([*headed("甲", "乙"), {"heading": "健全巡查机制"}], (*CONTENT, 2, "heading")),
        ([*P, {"problem": "学习不够深入", "form": "关于“{}”的问题。"}], (*CONTENT, 5, "problem")),
        ({"sections": [*sections()[:2], {"role": "next_steps"}]}, ("sections", 2)),
        ([{"heading": "面一", "content": [*P, {"problem": "己不够"}]}, ITEMS[1]], (*CONTENT, 0, "content", 5, "problem")),
        ([*headed("甲", "乙"), {"heading": "健全巡查机制", "run_in": True}], (*CONTENT, 2, "heading")),
    ],
    "heading-too-long": [
        (headed(LONG, "补齐短板"), LONG),
        (headed("补齐短板", LONG + "。"), LONG + "。"),
        (headed("补齐短板。", LONG + "。", run_in=True), LONG + "。"),
        ({"sections": [*sections()[:2], {**sections()[2], "heading": LONG}]}, ("sections", 2, "heading")),
        ([{"heading": "面一", "content": headed(LONG, "乙")}, ITEMS[1]], LONG),
        ([{"heading": LONG}, *headed("甲")], LONG),
    ],
    "run-in-mixed": [
        ([*headed("甲。", "乙。", run_in=True), *headed("丙。")], (*CONTENT, 2, "heading")),
        ([*headed("甲。"), *headed("乙。", run_in=True)], (*CONTENT, 0, "heading")),
        ([*headed("甲。", "乙。"), *headed("丙。", run_in=True)], (*CONTENT, 2, "heading")),
        (problems({"run_in": True}), (*CONTENT, 4, "problem")),
        ([{"heading": "面一", "content": [*headed("甲。"), *headed("乙。", run_in=True)]}, ITEMS[1]], (*CONTENT, 0, "content", 0, "heading")),
        ({"sections": sections(items=[{"heading": "面一", "content": headed("甲。", "乙。", run_in=True)}, {"heading": "面二", "content": headed("丙。", "丁。")}], numbering=["1.", {"mark": "①", "continuous": True}])}, (*CONTENT, 1, "content", 0, "heading")),
    ],
    "heading-mark-uneven": [
        (headed("甲", "乙", "丙", "丁", "戊。"), "。"),
        (headed("甲。", "乙。", "丙。", "丁。", "戊"), "戊"),
        (headed("甲。", "乙", run_in=True), "乙"),
        (headed("巡查机制", "计量短板", "窗口服务", "会议文件", "干部作风。"), "。"),
        (problems({"form": "关于“{}”的问题"}), "戊不深"),
        ([{"heading": "面一", "content": headed("甲", "乙", "丙")}, {"heading": "面二", "content": headed("丁", "戊；")}], "；"),
        (headed("甲", "乙", "丙", "丁", "戊", "己", "庚。"), "。"),
    ],
    "final-mark-missing": [
        ("建立督办台账，逐月通报各科室进展", "展"),
        ("各科室认真落实“三会一课”和“主题党日”", "”"),
        ("印发《示例市农村供水工程管护办法》", "》"),
        ("公布办事时限，完善回访机制（每季度抽查一次）", "）"),
        ([{"measures": ["健全制度，明确会前论证和会后督办的要求", T]}], "求"),
        ({"preamble": ["市委第二巡察组对局党组进行巡察并反馈意见"]}, "见"),
        ("建立督办台账，逐月通报各科室进展，", "，"),
    ],
    "stray-blank": [
        ("　　局党组召开专题会议。", "　　"),
        ("局党组召开专题会议。 ", " "),
        (" 局党组召开专题会议。", " "),
        ("\u00a0局党组召开专题会议。", "\u00a0"),
        (headed("健全巡查机制 ", "补齐短板"), " "),
        ({"title": "中共示例市水务局党组关于巡察整改进展情况的通报　"}, "　"),
    ],
    "sentence-too-long": [
        (SENTENCE + "压实责任。", SENTENCE[:12]),
        ("前一句。" + SENTENCE + "压实责任。", SENTENCE[:12]),
        (SENTENCE + "压实责任；完。", SENTENCE[:12]),
        ([{"measures": [SENTENCE + "完。", T]}], SENTENCE[:12]),
        ({"preamble": [SENTENCE + "巡察反馈。"]}, SENTENCE[:12]),
        ([{"label": "整改情况", "content": SENTENCE + "完。"}], SENTENCE[:12]),
    ],
    "paragraph-too-long": [
        ("局党组认真整改。" * 76, "局党组认真整改。局党组认"),
        ("每月巡查水源地；" * 80, "每月巡查水源地；每月巡查"),
        ([{"measures": ["局党组认真整改。" * 76, T]}], "局党组认真整改。局党组认"),
        ({"preamble": ["局党组认真整改巡察反馈的问题。" * 41]}, "局党组认真整改巡察反馈的"),
        ([{"text": "局党组认真整改。" * 76, "measures": [T, T]}], "局党组认真整改。局党组认"),
        ([{"label": "整改情况", "content": "局党组认真整改。" * 76}], "局党组认真整改。局党组认"),
    ],
    "part-missing": [
        ({"contacts": {}}, ("contacts",)),
        ({"title": []}, ("title",)),
        ({"publication": None}, ("publication",)),
        ({"signature": {}}, ("signature", "date")),
        ({"preamble": []}, ("inspection",)),
        ({"sections": sections()[:2]}, ("sections",)),
        ({"sections": [sections()[0], sections()[2]]}, ("sections",)),
        ({"sections": [{"role": "responsibility", "content": "局党组切实履行主体责任。"}, *sections()[1:]]}, ("sections",)),
        ({"closing": ["欢迎监督。公开期限：自发布之日起30日。"]}, ("contacts",)),
        ({"sections": [{**sections()[0], "audience": "internal"}, {"role": "first_responsible", "content": T}, *sections()[1:]]}, ("sections",)),
    ],
    "kind-verb-mismatch": [
        ({"preamble": "市委巡察组反馈后，现将整改情况报告如下。"}, "报告如下"),
        ({"preamble": "市委巡察组反馈后，现将整改情况汇报如下。"}, "汇报如下"),
        ({"kind": "report", "preamble": "市委巡察组反馈后，现将整改情况予以公布。"}, "予以公布"),
        ({"kind": "report", "preamble": "市委巡察组反馈后，现将整改情况汇报如下。"}, "汇报如下"),
        ({"closing": "特此报告。电话：0599-5550100。公开期限：30日。"}, "特此报告"),
        ({"title": "中共示例市水务局党组关于巡察整改情况的报告"}, "报告"),
        ({"kind": "announcement", "preamble": "市委巡察组反馈后，现将整改情况通报如下。"}, "通报如下"),
    ],
    "feedback-by-another": [
        ({"inspection": {**COMPLETE["inspection"], "feedback_by": other}}, ("inspection", "feedback_by"))
        for other in ("市委巡察组", "市委第三巡察组", "第一巡察组", "省委第二巡视组", "县委第二巡察组", "市委第二十巡察组")
    ],
    "publication-start": [
        ({"publication": {"start": day, "end": "2025-05-10"}}, ("publication", "start"))
        for day in ("2025-03-17", "2025-03-19", "2024-03-18", "2025-04-18", "2025-05-10", "2025-03-31")
    ],
    "publication-length": [
        ({"publication": {"start": "2025-03-18", "end": day}}, ("publication", "end"))
        for day in ("2025-03-18", "2025-03-22", "2025-03-31", "2025-05-17", "2025-06-18", "2026-04-16")
    ],
}  # fmt: skip
LEFT_ALONE: dict[str, list[Case]] = {
    "typed-mark": [
        headed("一体推进水网建设", "三年行动有序实施"),
        headed("“一网统管”落地", "1.5万户用水更稳"),
        headed("一、二级保护区划定", "12345热线办理"),
        ["一是一、二是二，有问题说问题。", "2024年召开会议3次。", "十余家企业受益。"],
        [{"measures": ["一体化推进供水。", "三是三不准要求落地。"[2:]]}],
        {"sections": sections(items=headed("（一）巡查", "（二）计量"), numbering=["none"])},
        ["“（一）”是序号。", "1310工程有序推进。"],
        [{"heading": "健全机制", "content": T, "evidence": ["1.会议记录"]}, *headed("乙")],
    ],
    "mark-form": [
        {"numbering": ["一、", "（一）", "1.", "（1）", "①"]},
        {"sections": sections(numbering=["1."])},
        {"sections": sections(numbering=["反馈问题一："])},
        {"sections": sections(numbering=["none"])},
        {"sections": sections(numbering=[{"mark": "①", "continuous": True}])},
        numbered(None, "2."),
        {"numbering": ["第一章 "]},
    ],
    "number-out-of-sequence": [
        numbered(None, "2.", None),
        numbered("1.", "2.", "3."),
        numbered(None, "②", mark="①"),
        numbered(None, "（二）"),
        numbered("附", None),
        {"sections": sections(items=[{"heading": "面一", "content": headed("甲", "乙")}, {"heading": "面二", "content": [{**one, "number": number} for one, number in zip(headed("丙", "丁"), ("3.", "4."), strict=True)]}])},
        {"sections": [*sections()[:2], {**sections()[2], "number": "三、"}]},
    ],
    "circled-number-glyph": [
        headed(*(f"事项{n}" for n in range(20))),
        {"sections": sections(items=headed(*(f"事项{n}" for n in range(10))), numbering=["①"])},
        {"sections": sections(items=[{"heading": f"面{n}", "content": headed(*(f"事项{m}" for m in range(8)))} for n in range(3)], numbering=["1.", "①"])},
        {"sections": sections(items=headed(*(f"事项{n}" for n in range(52))), numbering=["1."])},
        ITEMS,
        "①至⑮项已经办结。",
    ],
    "field-code-left": [
        "开展REF认证和SEQ测序培训。",
        "购置EQ检测仪2台。",
        "TOC（总有机碳）指标达标。",
        "推广HYPERLINK式导航。",
        "编制INDEX目录3册。",
        "访问http://www.example.cn查询。",
        "HACCP体系通过认证。",
    ],
    "measure-run-broken": [
        "一是健全制度。二是强化督查。三是严肃问责。",
        "一是一、二是二，不遮不掩。",
        "主要原因一是底数不清，二是责任不明。",
        "这三是关键，那十是目标。",
        [{"measures": [T, T]}, "其间召开推进会。", {"measures": [T, T], "start": 3}],
        [{"measures": [T, T]}, "三是严肃问责。"],
        ["一是健全制度。", "二是强化督查。", "一是定责。二是问责。"],
        [{"label": "整改情况", "content": [{"measures": [T, T]}]}, {"measures": [T], "start": 3}],
    ],
    "measure-run-single": [
        "一是健全制度。二是强化督查。",
        "统一是前提，唯一是办法。",
        "一是一、二是二，不遮不掩。",
        "主要有两点，一是定责二是督查。",
        [{"measures": [T, T]}],
        [{"measures": [T]}, {"measures": [T], "start": 2}],
        [{"measures": [T]}, "二是强化督查。"],
    ],
    "measure-run-mixed": [
        "一是健全制度。首先修订规则，其次明确流程。二是强化督查。",
        "首先，健全制度。其次，强化督查。",
        "一是健全制度。二是强化督查。",
        "第一，健全制度。第二，强化督查。",
        "另外，健全制度。",
        [{"measures": ["健全制度。首先，修订规则；其次，明确流程。", T]}],
    ],
    "heading-form-mixed": [
        P,
        problems({"form": "{}。"}, {"form": "{}。"}),
        [*P[:3], {**P[3], "form": "{}"}],
        headed("关于“甲”的问题", "乙", "丙", "丁", "戊"),
        problems({"problem": "戊流于形式。"}),
        problems({"form": "关于“{}”的问题"}),
    ],
    "lone-heading": [
        ITEMS,
        [{"heading": "面一", "content": P[:1]}, ITEMS[1]],
        P[:1],
        {"sections": sections(items=[{"heading": "面一", "content": headed("甲")}, {"heading": "面二", "content": headed("乙")}], numbering=["1.", {"mark": "①", "continuous": True}])},
        {"sections": sections(items=headed("甲"), numbering=["none"])},
        "没有下级标题。",
    ],
    "heading-without-content": [
        ITEMS,
        P,
        [*headed("甲", "乙"), {"heading": "每月巡查水源地，问题当月办结。"}],
        [*headed("甲", "乙"), {"heading": "每月巡查水源地；"}],
        [*P, {"problem": "己不够", "audience": "internal"}],
        {"sections": [*sections(), {"role": "other", "heading": "其他事项", "audience": "internal"}]},
    ],
    "heading-too-long": [
        headed(LONG[:40], "补齐短板"),
        [{"problem": LONG * 2, "content": T}, *P],
        [*headed("甲", "乙"), {"heading": LONG + "，每月通报。"}],
        {"sections": [*sections()[:2], {**sections()[2], "heading": LONG[:40]}]},
        ITEMS,
        LONG * 3 + "。",
    ],
    "run-in-mixed": [
        [*headed("甲。", run_in=True), {"heading": "乙。", "content": [{"measures": [T, T]}]}],
        headed("甲。", "乙。", run_in=True),
        headed("甲", "乙"),
        [*headed("甲。", "乙。", run_in=True), {"heading": "每月巡查水源地。"}],
        [{"heading": "面一", "content": headed("甲。", "乙。", run_in=True)}, {"heading": "面二", "content": headed("丙", "丁")}],
        [{"heading": "面一", "content": headed("甲", "乙")}, *headed("面二。", run_in=True)],
        [*headed("甲。", run_in=True), {"heading": "乙", "content": T, "audience": "internal"}, *headed("丙。", run_in=True)],
    ],
    "heading-mark-uneven": [
        headed("甲", "乙", "丙", "丁", "戊"),
        headed("甲。", "乙。", "丙。", "丁。", "戊。"),
        headed("甲。", "乙。", "丙", "丁", "戊"),
        headed("甲。", "乙。", "丙", "丁", "戊", "己", "庚"),
        headed("甲", "乙", "丙。", "丁。", "戊。", "己。", "庚。"),
        headed("甲。", "乙"),
        headed("甲。", "乙：", "丙！", run_in=True),
        headed("“甲。”", "乙。", "丙。", "丁。", "戊。"),
        P,
    ],
    "final-mark-missing": [
        "局党组按月通报进展，做到件件有着落。",
        "会议指出：“整改不能停步，要一抓到底。”",
        "公布办事时限，完善回访机制（每季度抽查一次。）",
        "具体情况如下，各科室对照台账逐项落实：",
        [{"measures": ["健全制度，明确会前论证和会后督办的要求；", "强化督查，按月通报。"]}],
        [{"text": "局党组召开专题会议研究部署，主要做了", "measures": [T, T]}],
        "监督电话：0599-5550100，邮箱office@example.cn",
        "（此件公开发布）",
        headed("健全城乡供水工程长效管护和应急抢修机制", "补齐短板"),
    ],
    "stray-blank": [
        "局党组召开专题会议。",
        "局党组 召开专题会议。",
        {"contacts": [{"kind": "phone", "label": "电话 ", "value": "0599-5550100"}]},
        headed("健全巡查机制", "补齐 短板"),
        ["健康　同行。"],
        {"title": "中共示例市水务局党组 关于巡察整改进展情况的通报"},
    ],
    "sentence-too-long": [
        SENTENCE[:-11] + "。",
        "统筹推进水源地保护；" * 20,
        "每月巡查水源地。" * 30,
        {"title": SENTENCE},
        headed(SENTENCE, "补齐短板"),
        [{"measures": ["局党组认真整改，" * 17, T]}],
    ],
    "paragraph-too-long": [
        "局党组认真整改。" * 75,
        [{"measures": ["局党组认真整改。" * 60, "局党组认真整改。" * 60], "run_in": True}],
        {"preamble": ["局党组认真整改巡察反馈的问题。" * 40]},
        headed("局党组认真整改。" * 80, "乙"),
        {"document": {"note": "局党组认真整改。" * 80}},
        ["局党组认真整改。" * 75, "局党组认真整改。" * 75],
    ],
    "part-missing": [
        {},
        {"kind": "report", "contacts": {}, "publication": None},
        {"title": "中共示例市水务局党组关于巡察整改进展情况的通报"},
        {"closing": ["欢迎监督。公开期限：自发布之日起30日。电话：0599-5550100。"]},
        {"sections": [*sections()[:2], {"role": "other", "heading": "今后努力方向", "content": T}]},
        {"sections": [{"role": "other", "heading": "组织领导", "content": "局党组成立领导小组，党组书记任组长。"}, *sections()[1:]]},
        {"sections": [{"role": "overview", "content": OWN}, {"role": "other", "heading": "整改情况", "content": P}, sections()[2]]},
        {"preamble": "市委第二巡察组巡察后反馈了意见，现将整改情况予以公布。", "inspection": None, "title": "某局关于巡察整改情况的通报"},
    ],
    "kind-verb-mismatch": [
        {"preamble": "市委巡察组反馈后，现将整改情况予以公布。"},
        {"preamble": "市委巡察组反馈后，现将整改情况通报如下。"},
        {"kind": "report", "preamble": "市委巡察组反馈后，现将整改情况报告如下。"},
        {"kind": "announcement", "preamble": "市委巡察组反馈后，现将整改情况予以公示。"},
        {"kind": "report", "title": "中共示例市水务局党组关于巡察整改情况的报告"},
        "局党组听取科室汇报如下事项。",
        {"title": "中共示例市水务局党组关于巡察整改进展情况的通报"},
    ],
    "feedback-by-another": [
        {},
        *(
            {"inspection": {**COMPLETE["inspection"], "feedback_by": other}}
            for other in ("市委第二巡察组", "第二巡察组", "市委巡察工作领导小组办公室", "九届市委第二巡察组", "市委", "市委巡察办")
        ),
    ],
    "publication-start": [
        {},
        {"publication": {"text": "自发布之日起30日"}},
        {"publication": None},
        {"signature": None},
        {"signature": {"date": "2025-04-07"}, "publication": {"start": "2025-04-07", "end": "2025-05-06"}},
        {"signature": {"organizations": ["中共示例市水务局党组"]}},
    ],
    "publication-length": [
        {},
        {"publication": {"text": "长期公开"}},
        *({"publication": {"start": "2025-03-18", "end": day}} for day in ("2025-04-01", "2025-05-16", "2025-04-17", "2025-03-01")),
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("code", "at"),
    [(code, at) for code, cases in REPORTED.items() for at in range(len(cases))],
)
def test_reported(code: str, at: int) -> None:
    assert_reported(BY_CODE[code], *REPORTED[code][at])


@pytest.mark.parametrize("code", BY_CODE)
def test_left_alone(code: str) -> None:
    assert {
        at: told
        for at, case in enumerate(LEFT_ALONE[code])
        if (told := findings(BY_CODE[code], case))
    } == {}


def test_a_complete_notice_has_no_report() -> None:
    walked = subject(notice_of_case({}))
    assert [one for rule in RULES for one in rule.check(walked)] == []


def test_tables_are_whole() -> None:
    assert set(BY_CODE) == set(REPORTED) == set(LEFT_ALONE)
    assert all(len(cases) >= 6 for cases in (*REPORTED.values(), *LEFT_ALONE.values()))


def test_a_number_in_another_form_is_told_its_own() -> None:
    case = {"sections": [*sections()[:2], {**sections()[2], "number": "三"}]}
    (found,) = BY_CODE["mark-form"].check(subject(notice_of_case(case)))
    assert found.facts["better"] == "三、"
