"""Which font families a document asks for."""

from written import document, paragraph

from rectify_gen.word.asked_fonts import fonts_asked


def test_fonts_asked_are_those_of_runs_with_text_by_style_or_directly() -> None:
    styles = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="A" w:eastAsia="甲"/></w:rPr></w:rPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:styleId="B"><w:rPr><w:rFonts w:eastAsia="乙"/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="C"><w:basedOn w:val="B"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="R"><w:basedOn w:val="R"/></w:style>'
    )
    empty = '<w:r><w:rPr><w:rFonts w:eastAsia="丁"/></w:rPr><w:t> </w:t></w:r>'
    body = paragraph("x1") + paragraph("整", '<w:pStyle w:val="C"/>') + paragraph(empty)
    assert fonts_asked(document(body, styles=styles)) == {"A", "乙"}
    assert fonts_asked(
        document(paragraph("整", '<w:pStyle w:val="R"/>'), styles=styles)
    ) == {"甲"}
