"""The text of a notice without a Word template."""

from typing import Any

import pytest

from rectify_gen.model import Notice
from rectify_gen.templating.fill import fill
from rectify_gen.view import AbsentFactError, compose
from rectify_gen.view.printed_text import closing_lines, opening_lines, text_lines

SECTIONS: list[dict[str, Any]] = [
    {
        "role": "rectification",
        "heading": "任务落实情况",
        "content": [
            {"heading": "台账不全。", "run_in": True, "content": "已补齐台账。"},
            "其余任务按期推进。",
        ],
    }
]


def lines(**facts: Any) -> list[str]:
    notice = Notice.model_validate({"sections": SECTIONS, **facts})
    return text_lines(compose(notice), fill)


def test_every_part_is_a_line_in_printed_order() -> None:
    printed = lines(
        title="关于整改情况的通报",
        document={"addressees": "各科室"},
        preamble=["第一段。", "第二段。"],
        closing="欢迎监督。",
        signature={"organizations": ["示例局", "示例中心"], "date": "2025-04-07"},
    )
    assert printed == [
        "关于整改情况的通报",
        "各科室：",
        "第一段。",
        "第二段。",
        "一、任务落实情况",
        "（一）台账不全。已补齐台账。",
        "其余任务按期推进。",
        "欢迎监督。",
        "示例局",
        "示例中心",
        "2025年4月7日",
    ]


def test_absent_parts_give_no_lines() -> None:
    assert lines(title=[], preamble=[], closing=[]) == [
        "一、任务落实情况",
        "（一）台账不全。已补齐台账。",
        "其余任务按期推进。",
    ]


def test_signature_without_date() -> None:
    printed = lines(
        title=[], preamble=[], closing=[], signature={"organizations": ["示例局"]}
    )
    assert printed[-1] == "示例局"
    assert len(printed) == 4


def test_a_report_ends_with_its_own_sentence() -> None:
    notice = Notice.model_validate({"kind": "report", "sections": SECTIONS})
    assert closing_lines(compose(notice), fill) == ["特此报告。"]


def test_a_standard_sentence_that_lacks_a_fact_is_an_error() -> None:
    view = compose(Notice.model_validate({"sections": SECTIONS}))
    with pytest.raises(AbsentFactError):
        opening_lines(view, fill)
