"""One complete notice that no rule reports, and how a case changes it."""

from __future__ import annotations

from typing import Any

from rectify_gen.diagnostics import Route
from rectify_gen.model import Notice
from rectify_gen.rules import Rule, subject

OWN = "局党组切实履行整改主体责任，党组书记履行第一责任人责任，成立工作专班推进整改。"
ITEMS = [
    {"heading": "关于聚焦饮水安全方面", "content": [
        {"heading": "健全巡查机制。", "content": "每月巡查水源地，问题当月办结。"},
        {"heading": "补齐计量短板。", "content": "更换到期水表，公布检定结果。"},
    ]},
    {"heading": "关于聚焦干部作风方面", "content": [
        {"heading": "改进窗口服务。", "content": "公布办事时限，逐月回访群众。"},
        {"heading": "压减会议文件。", "content": "合并同类会议，推行视频调度。"},
    ]},
]  # fmt: skip
COMPLETE: dict[str, Any] = {
    "organization": {"name": "中共示例市水务局党组", "short_name": "局党组"},
    "inspection": {
        "authority": "市委",
        "term": "九届",
        "round": "第三轮",
        "team": "市委第二巡察组",
        "start": "2024-03-04",
        "end": "2024-05-17",
        "feedback_date": "2024-07-09",
    },
    "publication": {"start": "2025-03-18", "end": "2025-04-16"},
    "contacts": {"phone": "0599-5550100", "email": "office@example.cn"},
    "signature": {"date": "2025-03-18"},
}


Case = str | list[Any] | dict[str, Any]


def findings(rule: Rule, case: Case) -> list[tuple[str, Route]]:
    """Marks and route of each finding."""
    return [
        ((one.span.marks if one.span else ""), one.route)
        for one in rule.check(subject(notice_of_case(case)))
    ]


def assert_reported(rule: Rule, case: Case, wanted: object) -> None:
    """``case`` has one finding, with the marks or route ``wanted``, told in both languages."""
    assert len(findings(rule, case)) == 1
    assert wanted in findings(rule, case)[0]
    told = next(rule.check(subject(notice_of_case(case))))
    for lang in ("zh", "en"):
        assert told.message(lang)
        assert told.hint(lang)


def sections(
    text: str | None = None, items: list[Any] | None = None, **rectification: Any
) -> list[dict[str, Any]]:
    """The three sections, with ``text`` as a further paragraph of the first, ``items`` in place of those of the second."""
    return [
        {"role": "responsibility", "content": [OWN, *([] if text is None else [text])]},
        {
            "role": "rectification",
            "content": ITEMS if items is None else items,
            **rectification,
        },
        {"role": "next_steps", "content": "对办结事项定期复查，防止反弹。"},
    ]


def notice_of_case(case: Case) -> Notice:
    """A text is a paragraph of the first section, a list the content of the second, a dictionary keys of the notice."""
    if isinstance(case, str):
        return Notice.model_validate({**COMPLETE, "sections": sections(case)})
    if isinstance(case, list):
        return Notice.model_validate({**COMPLETE, "sections": sections(items=case)})
    return Notice.model_validate({**COMPLETE, "sections": sections(), **case})
