"""Red heads for preprinted paper (套打) against those for blank paper: nothing red, all else at the same place."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import pdfplumber
import pytest
from measured import MM, to_pdf
from needs import needs, needs_fonts
from test_heads import FORMAL, FRONT, JOINT, data

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
    **{f"lines-{lines}": data(lines) for lines in (1, 12, 17, 30)},
    "front": data(document={**FORMAL, **FRONT}),
    "upward": data(document={**FORMAL, "signer": "示例名"}, kind="report"),
    "joint": data(organization=JOINT),
    "joint-of-four": data(organization=[*JOINT, *JOINT], signature={"seal": True}),
    "joint-long": data(organization=[{"name": LONG_NAME}, *JOINT]),
    "long": data(organization={"name": LONG_NAME}),
    "without-organ": data(
        organization=[], signature={"organizations": ["示例县水务局"]}
    ),
}


class Mark(NamedTuple):
    """A character or the upper left of a rule: what it is, page, place in points."""

    what: str
    page: int
    x: float
    y: float


def marks_in_black(path: Path) -> list[Mark]:
    """Everything that a PDF shows, but for what is red."""
    marks = []
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            for sign in page.chars:
                if sign["text"].strip() and not is_red(sign["non_stroking_color"]):
                    # The base line, which does not depend on the font.
                    base = float(page.height) - sign["matrix"][5]
                    number = page.page_number
                    marks.append(Mark(sign["text"], number, sign["x0"], base))
            for line in page.lines:
                if not is_red(line["stroking_color"]):
                    top = float(line["top"])
                    marks.append(Mark("rule", page.page_number, line["x0"], top))
    return marks


def has_red(path: Path) -> bool:
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            if any(is_red(sign["non_stroking_color"]) for sign in page.chars):
                return True
            if any(is_red(line["stroking_color"]) for line in page.lines):
                return True
    return False


def is_red(colour: Any) -> bool:
    return colour == (1.0, 0.0, 0.0)


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
    blank_paper = pdfs[f"{kind}-blank-{name}"]
    preprinted = pdfs[f"{kind}-preprinted-{name}"]
    assert has_red(blank_paper)
    assert not has_red(preprinted)
    expected = marks_in_black(blank_paper)
    actual = marks_in_black(preprinted)
    assert len(actual) == len(expected)
    for there, here in zip(expected, actual, strict=True):
        assert (here.what, here.page) == (there.what, there.page)
        assert abs(here.x - there.x) * MM < 0.1, (there, here)
        assert abs(here.y - there.y) * MM < 0.1, (there, here)
