"""Which paragraphs of a document are kept on the page of the next one: the end of its text, and all that follows."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree
from made import notice_from, shipped

from rectify_gen.package import read_package
from rectify_gen.templating.render import render
from rectify_gen.view import compose

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FORMAL = {
    "note": "此件公开发布",
    "copies_to": "县纪委监委",
    "issued_by": "示例县水务局办公室",
    "issued_on": "2025-04-08",
}


def parted(kind: str, **facts: Any) -> list[str]:
    """Return the texts of body paragraphs that may stand on another page than the next one, tables left out."""
    data = {
        "organization": {"name": "示例县水务局"},
        "title": [],
        "preamble": [],
        "closing": ["特此通报。"],
        "sections": [{"role": "other", "heading": "情况", "content": ["首段。", "末段。"]}],
        "signature": {"date": "2025-04-07", "seal": True},
        **facts,
    }  # fmt: skip
    document = render(shipped(kind), compose(notice_from(data)))
    body = etree.fromstring(read_package(document)["word/document.xml"])[0]
    texts: list[str] = []
    start = False
    for paragraph in body.findall(f"{W}p"):
        text = "".join(run.text or "" for run in paragraph.iter(f"{W}t")).strip()
        # What stands before the text is not about its end.
        start = start or text == "首段。"
        if start and paragraph.find(f"{W}pPr/{W}keepNext") is None:
            texts.append(text)
    return texts


@pytest.mark.parametrize("kind", ["redhead", "letter", "notice", "report"])
@pytest.mark.parametrize("count", [0, 1, 2, 8])
def test_everything_from_the_closing_to_the_end_is_kept_together(
    kind: str, count: int
) -> None:
    document = {"note": FORMAL["note"]}
    # The last paragraph is what 版记 belongs to.
    end = []
    if kind in ("redhead", "letter"):
        document = FORMAL
        end = [""]
    attachments = [f"清单{number}" for number in range(count)]
    facts = {"document": {**document, "attachments": attachments}}
    assert parted(kind, **facts) == ["首段。", "末段。", *end]


def test_the_last_paragraph_of_a_text_without_closing_is_kept_with_the_signature() -> (
    None
):
    assert parted("notice", closing=[]) == ["首段。"]


def test_a_text_without_signature_ends_by_itself() -> None:
    """Kept with nothing, LibreOffice would take the whole of its last paragraph to the next page."""
    assert parted("notice", closing=[], signature=None) == ["首段。", "末段。"]


def test_of_a_long_list_of_attachments_only_the_last_is_kept() -> None:
    attachments = [f"清单{number}" for number in range(1, 10)]
    free = [f"{number}.清单{number}" for number in range(2, 9)]
    facts = {"document": {**FORMAL, "attachments": attachments}}
    assert parted("redhead", **facts) == [
        "首段。",
        "末段。",
        "附件：1.清单1",
        *free,
        "",
    ]


def test_joint_organs_with_seals_and_the_room_between_them_are_kept_together() -> None:
    organs = ["示例县水务局", "示例县财政局", "示例县审计局", "示例县教育局"]
    signature = {"date": "2025-04-07", "seal": True, "organizations": organs}
    assert parted("redhead", signature=signature, document=FORMAL) == [
        "首段。",
        "末段。",
        "",
    ]
