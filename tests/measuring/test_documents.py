"""Finished documents: those made by the product are clean, with or without styles; a change is reported as in a template."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from documents import examples, formal, without_styles
from made import EXAMPLES, made_of, notice_from
from mutations import BODY, MUTATIONS, STYLES, Mutation
from needs import NOTICES, needs

from rectify_gen.importer import import_text
from rectify_gen.measuring import is_finished, measure
from rectify_gen.resources import find

KINDS = ("notice", "report", "redhead", "letter", "ledger")
TEMPLATE_ONLY = {
    "run-in-lost",
    "run-in-on-text",
    "direct-font",
    "hint-gone",
    "indent-addressee",
    "indent-imprint",
    "font-signer",
    "font-run-in-1",
    "imprint-rule",
    "theme-latin",
    "font-mark",
    "font-letter-mark",
    "size-mark",
    "colour-mark",
    "colour-letter-mark",
    "mark-left",
}
"""Changes that touch tags, or what this document does not have."""
IN_BOTH = [one for one in MUTATIONS if one.name not in TEMPLATE_ONLY]


def codes(data: bytes) -> str:
    return " ".join(sorted({one.code.removeprefix("layout-") for one in measure(data)}))


@pytest.mark.parametrize("kind", KINDS)
def test_shipped_templates_and_what_they_make_are_clean(kind: str) -> None:
    assert measure(find(f"templates/{kind}.docx").read_bytes()) == ()
    assert measure(formal(kind)) == ()


@pytest.mark.parametrize("name", [one.stem for one in EXAMPLES])
def test_examples_are_clean_with_and_without_styles(name: str) -> None:
    document = examples()[name]
    assert measure(document) == ()
    assert measure(without_styles(document)) == ()


@pytest.mark.parametrize("mutation", IN_BOTH, ids=[one.name for one in IN_BOTH])
def test_a_change_in_a_document_is_reported_as_in_the_template(
    mutation: Mutation,
) -> None:
    assert codes(mutation.applied(formal(mutation.template))) == mutation.codes


_TWO = '<w:ind w:firstLineChars="200" w:firstLine="640"/>'
_HEADING = '<w:pStyle w:val="Heading1"/>'
DOCUMENT_MUTATIONS = (
    Mutation("mark-font", "font", "redhead", STYLES, 'w:eastAsia="方正小标宋简体"', 'w:eastAsia="黑体"', 'w:styleId="OrganMark"', everywhere=True),
    Mutation("mark-colour", "colour", "letter", STYLES, '<w:color w:val="FF0000"/>', '<w:color w:val="0000FF"/>', everywhere=True),
    Mutation("mark-size", "size", "redhead", STYLES, '<w:sz w:val="84"/>', '<w:sz w:val="72"/>', everywhere=True),
    Mutation("run-in-lost", "font", "notice", BODY, '<w:rStyle w:val="RunIn2"/>', ""),
    Mutation("heading-as-text", "font", "notice", BODY, _HEADING, '<w:pStyle w:val="BodyText"/>'),
    Mutation("heading-unstyled", "font indent", "notice", BODY, _HEADING, ""),
    Mutation("text-as-heading", "font", "notice", BODY, '<w:pStyle w:val="BodyText"/>', _HEADING),
    Mutation("title-as-text", "alignment font size", "report", BODY, '<w:pStyle w:val="Title"/>', ""),
    Mutation("addressee-indented", "indent", "redhead", BODY, '<w:pStyle w:val="Addressee"/>', f'<w:pStyle w:val="Addressee"/>{_TWO}'),
    Mutation("imprint-flush", "indent", "redhead", BODY, 'w:left="1120" w:right="280" w:hanging="840"', 'w:left="840" w:right="280" w:hanging="840"'),
    Mutation("imprint-rule", "rule", "redhead", BODY, '<w:top w:val="single" w:sz="8"', '<w:top w:val="single" w:sz="12"'),
    Mutation("one-paragraph-small", "size", "notice", BODY, '<w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">学院党委', '<w:rFonts w:hint="eastAsia"/><w:sz w:val="30"/></w:rPr><w:t xml:space="preserve">学院党委'),
)  # fmt: skip


@pytest.mark.parametrize(
    "mutation", DOCUMENT_MUTATIONS, ids=[one.name for one in DOCUMENT_MUTATIONS]
)
def test_a_slip_in_the_text_of_a_document_is_reported(mutation: Mutation) -> None:
    assert codes(mutation.applied(formal(mutation.template))) == mutation.codes


def test_a_style_s_fault_is_one_report_with_its_name_and_reach() -> None:
    mutation = next(one for one in MUTATIONS if one.name == "indent-gone")
    (found,) = measure(mutation.applied(formal("notice")))
    assert found.severity.value == "error"
    assert found.message("zh").startswith(
        "正文应左空 2 字符（特殊：首行），现为0 字符（样式“正文文本”，涉及 "
    )
    assert (
        found.hint("zh")
        == "右击样式“正文文本” → 修改 → 格式 → 段落 → 缩进 → 左空 2 字符（特殊：首行），不用空格代替"
    )
    assert "(style “Body Text”, " in found.message("en")


def test_which_files_are_finished() -> None:
    assert all(is_finished(one) for one in examples().values())
    assert not any(
        is_finished(find(f"templates/{kind}.docx").read_bytes()) for kind in KINDS
    )


@pytest.mark.slow
@needs(env=NOTICES)
def test_imported_notices_are_clean_with_and_without_styles() -> None:
    for path in sorted(Path(os.environ[NOTICES]).glob("*.txt")):
        document = made_of(notice_from(import_text(path.read_text("utf-8")).data))
        assert measure(document) == (), path.name
        assert measure(without_styles(document)) == (), path.name
