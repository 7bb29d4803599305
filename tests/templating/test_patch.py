"""Plain templates are patched without docxtpl, to the very text that docxtpl gives."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from docxtpl import DocxTemplate
from hypothesis import given
from hypothesis import strategies as st
from test_same_as_docxtpl import BODIES

from rectify_gen.templating.patch import plainly_patched
from rectify_gen.templating.tags import HIDE_QUOTES

TEMPLATES = sorted((Path(__file__).parents[2] / "templates").glob("*.docx"))
TEXTS = st.lists(st.sampled_from(["文", " ", "100%", "# ", "“引”", "&lt;", "{{ a }}", "{{ b|e }}", "{% if a %}", "{%p if a %}", "{%p endif %}", "{%r if a %}", "{%r endif %}", "{{r a }}", "{%tr for x in y %}", "{%tr endfor %}", "{%tc endfor %}", "{{p a }}", '{{ "“甲”" }}', "{%p  if a %}", "{%r\nif a %}", "{% raw %}", "{{ a %}", "{", "}", "{# x #}", "{%- if a %}", "{% if a -%}", "{% colspan a %}", "{% vm %}", "{% hm %}", "{{ a < b }}"]), max_size=4).map("".join)  # fmt: skip
RUNS = st.tuples(st.sampled_from(["<w:t>", '<w:t xml:space="preserve">']), TEXTS).map(
    lambda one: f"<w:r><w:rPr/>{one[0]}{one[1]}</w:t></w:r>"
)
PARAGRAPHS = st.tuples(
    st.sampled_from(["<w:p>", '<w:p w:rsidR="1">']), st.lists(RUNS, max_size=3)
).map(lambda one: f"{one[0]}<w:pPr/>{''.join(one[1])}</w:p>")
CELLS = st.lists(PARAGRAPHS, max_size=2).map(
    lambda them: f"<w:tc><w:tcPr/>{''.join(them)}</w:tc>"
)
TABLES = st.lists(
    st.lists(CELLS, max_size=2).map(lambda them: f"<w:tr>{''.join(them)}</w:tr>"),
    min_size=1,
    max_size=2,
).map(lambda rows: f"<w:tbl>{''.join(rows)}</w:tbl>")


def agrees(xml: str) -> bool:
    """Whether ``xml`` is plain; what is made of it then is what docxtpl makes of it."""
    hidden = xml.translate(HIDE_QUOTES)
    patched = plainly_patched(hidden)
    assert patched is None or patched == DocxTemplate("").patch_xml(hidden)
    return patched is not None


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_shipped_templates(path: Path) -> None:
    with zipfile.ZipFile(path) as package:
        plain = agrees(package.read("word/document.xml").decode("utf-8"))
    assert plain == (path.stem != "redhead")  # the red line is a drawing


@pytest.mark.parametrize("name", BODIES)
def test_bodies(name: str) -> None:
    agrees(f"<w:body>{BODIES[name]}</w:body>")


@given(st.lists(PARAGRAPHS | TABLES, max_size=4).map("".join))
def test_plain_xml_is_patched_as_docxtpl_does(xml: str) -> None:
    agrees(xml)
