"""Random notices for property tests: every key, nested content, numbers out of order, texts with odd signs."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from rectify_gen.chinese import ILLEGAL_CHARACTER
from rectify_gen.model import Notice, notice_of, slots

_ODD = (
    "一是", "二是", "三十是", "（一）", "(1)", "1.", "1、", "①", "㊿", "（51）", "关于“", "”的问题。", "《", "》", "“", "”", "‘", "（", "）",
    "。", "，", "、", "；", "：", "！", "？", ".", ",", "%", "〔24〕第09号", "〔", "〕", "[2015]", "第", "号", "八届", "8届市委", "第四轮",
    "3个方面21项", "反馈问题4项52个", "共整改完成52个问题", "20人（约谈20人，检查20人）", "2024年", "12月31日", "13月40日", "今年", "上半年",
    "每年", "76%", "100%", "1.88万例", "11042.1元", "四个意识", "二个维护", "道路自信、制度自信、理论自信", "卫健局", "全局", "我局", "局党组",
    "EQ \\o\\ac(○,22)", "HYPERLINK \"", "PAGEREF _T1", " ", "  ", "\u00a0", "\u3000", "\u200b", "𠮷", "\U0001f600", "０１", "Ａ", "的", "{}",
)  # fmt: skip


def _is_text(text: str) -> bool:
    return bool(text.strip()) and not ILLEGAL_CHARACTER.search(text)


TEXTS = st.one_of(
    st.lists(st.sampled_from(_ODD), min_size=1, max_size=8).map("".join),
    st.lists(
        st.sampled_from((*_ODD, "局党组召开专题会议", "加强学习", "健全制度")),
        min_size=1,
        max_size=30,
    ).map("".join),
    st.text(
        st.characters(blacklist_categories=["Cs", "Cc", "Zl", "Zp"]),
        min_size=1,
        max_size=20,
    ),
).filter(_is_text)
FORMS = st.sampled_from(
    ["{}", "{}。", "关于“{}”的问题。", "关于“{}”问题的整改", "在{}方面"]
)
NUMBERS = st.sampled_from(
    [
        "⑳",
        "三、",
        "（一）",
        "(二)",
        "1、",
        "12.",
        "第一百零九条",
        "附",
        "㊿",
        "（51）",
        "9999999",
        "〇",
    ]
)
MARKS = st.sampled_from(
    ["一、", "（一）", "(一)", "1.", "1、", "①", "（1）", "none", "反馈问题一："]
)
LEVELS = st.lists(
    st.one_of(
        MARKS, st.fixed_dictionaries({"mark": MARKS, "continuous": st.booleans()})
    ),
    max_size=4,
)
DATES = st.dates().map(str).filter(lambda day: len(day) == 10)
MEASURES = st.lists(
    st.one_of(TEXTS, st.lists(TEXTS, min_size=1, max_size=2)), min_size=1, max_size=4
)


def some(
    required: dict[str, Any], optional: dict[str, Any]
) -> st.SearchStrategy[dict[str, Any]]:
    """Mappings with all of ``required`` and some of ``optional``."""
    return st.fixed_dictionaries(required, optional=optional)


def _members(content: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    item = {
        "number": NUMBERS,
        "run_in": st.booleans(),
        "content": content,
        "audience": st.sampled_from(["public", "internal"]),
        "status": st.sampled_from(["done", "mostly_done", "ongoing", "not_done"]),
        "responsible_leader": TEXTS,
        "responsible_departments": st.lists(TEXTS, max_size=2),
        "deadline": DATES,
        "evidence": st.lists(TEXTS, max_size=2),
    }
    return st.one_of(
        TEXTS,
        some({"text": TEXTS}, {"measures": MEASURES, "start": st.integers(1, 5)}),
        some(
            {"measures": MEASURES},
            {"run_in": st.booleans(), "start": st.integers(1, 999)},
        ),
        some({"heading": TEXTS}, item),
        some({"problem": TEXTS}, {**item, "form": FORMS}),
        some(
            {"label": TEXTS, "content": st.lists(TEXTS, min_size=1, max_size=2)},
            {"run_in": st.booleans()},
        ),
    )


CONTENT = st.recursive(
    st.lists(TEXTS, max_size=2),
    lambda content: st.lists(_members(content), max_size=6),
    max_leaves=12,
)
# Whatever else a notice has, {type} prints something.
_SLOTTED = st.one_of(
    TEXTS.map(slots.escaped),
    TEXTS.map(lambda text: "{type}" + slots.escaped(text) + "{巡察方式}"),
)
_PROSE = st.lists(
    st.one_of(
        _SLOTTED,
        some({"text": _SLOTTED}, {"measures": st.lists(_SLOTTED, min_size=1)}),
    ),
    max_size=3,
)
_ROLES = st.sampled_from(
    [
        "overview",
        "responsibility",
        "first_responsible",
        "rectification",
        "long_term",
        "next_steps",
        "other",
    ]
)
_SECTIONS = st.lists(
    some(
        {"role": _ROLES, "heading": TEXTS},
        {
            "content": CONTENT,
            "numbering": LEVELS,
            "form": FORMS,
            "number": NUMBERS,
            "audience": st.sampled_from(["public", "internal"]),
        },
    ),
    min_size=1,
    max_size=4,
)
_ORGANS = st.one_of(
    TEXTS,
    st.sampled_from(
        ["中共示例市水务局党组", "中共示例市人民医院委员会", "示例市卫生健康委员会"]
    ),
)
_INSPECTION = some(
    {},
    {
        **dict.fromkeys(
            (
                "authority",
                "term",
                "round",
                "team",
                "inspected",
                "type",
                "feedback_by",
            ),
            TEXTS,
        ),
        **dict.fromkeys(("start", "end", "feedback_date"), DATES),
    },
)
_CONTACT = some(
    {
        "kind": st.sampled_from(["phone", "email", "other"]),
        "label": TEXTS,
        "value": TEXTS,
    },
    {},
)
_KEYS = {
    "kind": st.sampled_from(["notice", "report", "announcement"]),
    "title": st.one_of(TEXTS, st.lists(TEXTS, max_size=4)),
    "organization": st.lists(
        some({"name": _ORGANS}, {"short_name": TEXTS}), max_size=2
    ),
    "inspection": _INSPECTION,
    "statistics": some(
        {},
        dict.fromkeys(("areas", "problems", "tasks", "completed"), st.integers(0, 60)),
    ),
    "preamble": _PROSE,
    "closing": _PROSE,
    "publication": st.one_of(
        st.fixed_dictionaries({"start": DATES, "end": DATES}),
        st.fixed_dictionaries({"text": TEXTS}),
    ),
    "contacts": st.lists(_CONTACT, max_size=3),
    "signature": some(
        {},
        {
            "organizations": st.lists(_ORGANS, max_size=2),
            "date": DATES,
            "seal": st.booleans(),
        },
    ),
    "document": some(
        {},
        dict.fromkeys(("number", "addressees", "secrecy", "note", "copies_to"), TEXTS),
    ),
    "numbering": LEVELS,
    "waivers": st.lists(
        some(
            {"code": st.sampled_from(["typed-mark", "date-order"]), "reason": TEXTS}, {}
        ),
        max_size=1,
    ),
}

NOTICES: st.SearchStrategy[Notice] = (
    some({"sections": _SECTIONS}, _KEYS)
    .map(notice_of)
    .filter(lambda notice: notice is not None)
    .map(lambda one: one)  # type: ignore[arg-type, return-value]
)
"""Notices that validate, with whatever a clerk might type in them."""
