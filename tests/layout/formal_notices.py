"""Notices with all formal facts and text of as many lines as a test wants, to be measured on their pages."""

from __future__ import annotations

from typing import Any

from made import notice_from

from rectify_gen.model import Notice

FORMAL = {
    "number": "示水〔2025〕9号",
    "addressees": "各乡镇党委",
    "copies_to": "县纪委监委，县委组织部，县委巡察办，县委办公室，县人大常委会办公室，县政府办公室",
    "issued_by": "示例县水务局办公室",
    "issued_on": "2025-04-08",
}
FRONT = {"copy_number": "000012", "secrecy": "秘密★1年", "urgency": "特急"}
JOINT = [{"name": "示例县水务局"}, {"name": "示例县财政局"}]
TEXT = "国" * 26
"""A paragraph of one line."""
LAST_TEXT = "特此通报。"


def formal_notice(
    lines: int = 3, document: dict[str, Any] | None = None, **more: Any
) -> Notice:
    """Return a notice with ``lines`` lines of text; ``document`` takes the place of FORMAL, ``more`` that of other parts."""
    return notice_from(
        {
            "organization": {"name": "示例县水务局"},
            "title": ["关于整改情况的通报"],
            "preamble": [],
            "closing": [LAST_TEXT],
            "sections": [
                {"role": "other", "heading": "情况", "content": [TEXT] * lines}
            ],
            "signature": {"date": "2025-04-07"},
            "document": FORMAL if document is None else document,
            **more,
        }
    )
