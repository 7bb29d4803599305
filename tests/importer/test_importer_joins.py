"""What the view makes right where values meet comes back from its own text, as the standard sentences do."""

from __future__ import annotations

from typing import Any

import pytest

from rectify_gen.importer import import_text
from rectify_gen.importer.prove import printed
from rectify_gen.model import Notice, notice_of
from rectify_gen.templating.fill import fill
from rectify_gen.view import compose
from rectify_gen.vocabulary import sentences
from rectify_gen.vocabulary.kinds import Kind
from tests.rules.cases_of_notices import COMPLETE, sections

INSPECTION = COMPLETE["inspection"]
QUOTED = ("落实“三重一大”制度不严格", "“四风”", "学习不够")
ITEMS = [{"problem": name, "content": "已经办结。"} for name in QUOTED]


def text_of(notice: Notice) -> str:
    """The text of the shipped template, a line for each paragraph."""
    view = compose(notice)
    assert view.signature
    return "\n".join(
        (
            *view.title_lines,
            fill(Kind.NOTICE.row.opening, view),
            *(
                paragraph.number + paragraph.heading + paragraph.text
                for paragraph in view.paragraphs
            ),
            fill(sentences.CLOSING, view),
            *(organ.name for organ in view.signature.organizations),
            str(view.signature.date),
        )
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"inspection": {**INSPECTION, "type": "巡视", "team": "省委第二巡视组"}},
        {"inspection": {**INSPECTION, "type": "回头看"}},
        {"inspection": {**INSPECTION, "type": "常规", "round": "3"}},
        {"publication": {"start": "2025-03-18", "end": "2025-03-18"}},
        {"contacts": {"phone": "监督电话：0599-5550100", "address": "示例路1号。"}},
        {"sections": sections(items=ITEMS, form="关于“{}”问题的整改。")},
        {"sections": sections(numbering=["1."])},
    ],
)
def test_the_printed_text_comes_back_with_its_standard_sentences(
    changes: dict[str, Any],
) -> None:
    notice = Notice.model_validate({**COMPLETE, "sections": sections(), **changes})
    imported = import_text(text_of(notice)).data
    again = notice_of(imported)
    assert again is not None
    assert printed(again) == printed(notice)
    assert "preamble" not in imported
    assert "closing" not in imported
