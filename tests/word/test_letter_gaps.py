"""Where a .docx says that gaps stand between Chinese characters and digits."""

from __future__ import annotations

import pytest
from written import document, paragraph

from rectify_gen.diagnostics import InputError
from rectify_gen.resources import find
from rectify_gen.word.letter_gaps import read_letter_gaps

OFF = '<w:pPr><w:autoSpaceDN w:val="0"/></w:pPr>'
ON = "<w:pPr><w:autoSpaceDN/></w:pPr>"

BASED = '<w:basedOn w:val="S6"/>'


def style(name: str, properties: str, kind: str = "paragraph") -> str:
    return (
        f'<w:style w:type="{kind}" w:styleId="S{len(name)}"><w:name w:val="{name}"/>'
        f"{properties}</w:style>"
    )


def defaults(properties: str) -> str:
    return f"<w:docDefaults><w:pPrDefault>{properties}</w:pPrDefault></w:docDefaults>"


@pytest.mark.parametrize(
    ("styles", "default", "by_style"),
    [
        ("", True, {}),
        (defaults(OFF), False, {}),
        (
            style("Normal", OFF) + style("正文", BASED + ON) + style("条", BASED),
            True,
            {"Normal": False, "正文": True, "条": False},
        ),
        (defaults(OFF) + style("标题", ON), False, {"标题": True}),
        # A style that is based on none follows the defaults, whatever Normal says.
        (style("Normal", OFF) + style("条", ""), True, {"Normal": False, "条": True}),
        # Gaps beside letters do not count, nor what tables and characters set.
        (style("Normal", OFF.replace("DN", "DE")), True, {"Normal": True}),
        (style("网格", OFF, kind="table"), True, {}),
    ],
)
def test_defaults_and_styles_decide(
    styles: str, default: bool, by_style: dict[str, bool]
) -> None:
    gaps = read_letter_gaps(document(paragraph("共9项"), styles=styles))
    assert (gaps.default, gaps.styles) == (default, by_style)


def test_a_document_without_styles_has_gaps_as_word_sets_them() -> None:
    gaps = read_letter_gaps(document(paragraph("共9项")))
    assert (gaps.default, gaps.styles) == (True, {})


def test_shipped_templates_have_no_gaps() -> None:
    template = find("templates/notice.docx").read_bytes()
    assert not any(read_letter_gaps(template).styles.values())
    assert read_letter_gaps(template).styles["Normal"] is False


def test_what_is_no_document_is_refused() -> None:
    with pytest.raises(InputError):
        read_letter_gaps(b"PK\x03\x04 nothing")
