"""Where a .docx says that gaps stand between Chinese characters and digits."""

from __future__ import annotations

import pytest
from written import document, paragraph

from rectify_gen.diagnostics import InputError
from rectify_gen.resources import find
from rectify_gen.word.block_reading import document_text, read_blocks
from rectify_gen.word.letter_gaps import gaps_as_styles, read_letter_gaps

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


def test_what_paragraphs_set_becomes_a_style() -> None:
    own = '<w:autoSpaceDN w:val="0"/>'
    body = (
        paragraph("甲9", own)
        + paragraph("乙9", f'<w:pStyle w:val="S1"/>{own}')
        + paragraph("丙9", f'<w:pStyle w:val="S1"/>{own}')
        # Its style says so already.
        + paragraph("丁9", f'<w:pStyle w:val="S2"/>{own}')
    )
    made = document(
        body,
        styles=style("条", "") + style("款项", OFF) + style("Normal", ""),
        header=paragraph("页9", own),
    )
    changed = gaps_as_styles(made)
    gaps = read_letter_gaps(changed).styles
    added = {name: value for name, value in gaps.items() if "rectify-gen" in name}
    assert added == {"rectify-gen-gaps-1": False, "rectify-gen-gaps-2": False}
    assert document_text(changed) == document_text(made)
    blocks = [block.style for block in read_blocks(changed)]
    assert blocks == [*added, "rectify-gen-gaps-2", "款项"]
    assert gaps_as_styles(changed) is changed


def test_a_document_whose_paragraphs_set_nothing_stays_as_it_is() -> None:
    made = document(paragraph("共9项"), styles=style("Normal", OFF))
    assert gaps_as_styles(made) is made
    without_styles = document(paragraph("共9项", '<w:autoSpaceDN w:val="0"/>'))
    assert gaps_as_styles(without_styles) is without_styles


def test_shipped_templates_have_no_gaps() -> None:
    template = find("templates/notice.docx").read_bytes()
    assert not any(read_letter_gaps(template).styles.values())
    assert read_letter_gaps(template).styles["Normal"] is False


def test_what_is_no_document_is_refused() -> None:
    with pytest.raises(InputError):
        read_letter_gaps(b"PK\x03\x04 nothing")
