"""Red heads for preprinted paper (套打) against those for blank paper: nothing red, all else at the same place."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pdfplumber
import pytest
from formal_notices import FORMAL, FRONT, JOINT, formal_notice
from measured import MM, to_pdf
from needs import needs, needs_fonts
from page_lines import RED

from rectify_gen.layout import STANDARD
from rectify_gen.measuring import measure
from rectify_gen.model import Notice
from rectify_gen.templating.compile import compile_template
from rectify_gen.templating.make import PREPRINTED_KINDS, make_template
from rectify_gen.templating.render import render
from rectify_gen.view import compose

pytestmark = [pytest.mark.slow, needs("soffice"), needs_fonts()]

PREPRINTED = STANDARD._replace(red=STANDARD.red._replace(preprinted=True))
LONG_NAME = "中共示例省示例市示例区示例县示例乡自然资源和规划建设委员会党组"
NOTICES: dict[str, Notice] = {
    **{f"lines-{lines}": formal_notice(lines) for lines in (1, 12, 17, 30)},
    "front": formal_notice(document={**FORMAL, **FRONT}),
    "upward": formal_notice(document={**FORMAL, "signer": "示例名"}, kind="report"),
    "joint": formal_notice(organization=JOINT),
    "joint-of-four": formal_notice(
        organization=[*JOINT, *JOINT], signature={"seal": True}
    ),
    "joint-long": formal_notice(organization=[{"name": LONG_NAME}, *JOINT]),
    "long": formal_notice(organization={"name": LONG_NAME}),
    "without-organ": formal_notice(
        organization=[], signature={"organizations": ["示例县水务局"]}
    ),
}


class Mark(NamedTuple):
    """A character or the upper left of a rule: what it is, page, place in points, whether it is red."""

    what: str
    page: int
    x: float
    y: float
    is_red: bool


def marks_of(path: Path) -> list[Mark]:
    """Everything that a PDF shows, blanks too."""
    marks = []
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            number = page.page_number
            for sign in page.chars:
                # The base line, which does not depend on the font.
                base = float(page.height) - sign["matrix"][5]
                is_red = sign["non_stroking_color"] == RED
                marks.append(Mark(sign["text"], number, sign["x0"], base, is_red))
            for line in page.lines:
                top = float(line["top"])
                is_red = line["stroking_color"] == RED
                marks.append(Mark("rule", number, line["x0"], top, is_red))
    return marks


def seen_in_black(marks: list[Mark]) -> list[Mark]:
    return [mark for mark in marks if mark.what.strip() and not mark.is_red]


@pytest.fixture(scope="module")
def pdfs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The PDF of each notice by each red head, for blank and for preprinted paper."""
    documents: dict[str, bytes] = {}
    for kind in PREPRINTED_KINDS:
        for paper, layout in (("blank", STANDARD), ("preprinted", PREPRINTED)):
            template = compile_template(make_template(kind, layout))
            for name, notice in NOTICES.items():
                document = render(template, compose(notice))
                documents[f"{kind}-{paper}-{name}"] = document
                assert measure(document) == ()
    return to_pdf(documents, tmp_path_factory.mktemp("preprinted"))


@pytest.mark.parametrize("kind", PREPRINTED_KINDS)
@pytest.mark.parametrize("name", NOTICES)
def test_all_but_what_the_paper_bears_stands_where_it_stands_on_blank_paper(
    kind: str, name: str, pdfs: dict[str, Path]
) -> None:
    blank_paper = marks_of(pdfs[f"{kind}-blank-{name}"])
    preprinted = marks_of(pdfs[f"{kind}-preprinted-{name}"])
    assert any(mark.is_red for mark in blank_paper)
    assert not any(mark.is_red for mark in preprinted)
    expected = seen_in_black(blank_paper)
    actual = seen_in_black(preprinted)
    assert len(actual) == len(expected)
    for there, here in zip(expected, actual, strict=True):
        assert (here.what, here.page) == (there.what, there.page)
        assert abs(here.x - there.x) * MM < 0.1, (there, here)
        assert abs(here.y - there.y) * MM < 0.1, (there, here)
