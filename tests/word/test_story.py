"""Places, surroundings and companions of text in one part."""

from __future__ import annotations

import pytest
from written import NAMESPACES, paragraph, run

from rectify_gen.word.pieces import field_codes
from rectify_gen.word.story import Story, companion_among, elements_below, plain_text
from rectify_gen.word.xml import parse

BEGIN = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
SEPARATE = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def code(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


def story(body: str) -> Story:
    xml = f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
    return Story(parse(xml.encode(), "document.xml"), "document.xml")


def box(content: str) -> str:
    return f"<w:r><w:pict><v:textbox><w:txbxContent>{content}</w:txbxContent></v:textbox></w:pict></w:r>"


def cell(content: str) -> str:
    return f"<w:tc>{content}</w:tc>"


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(cells)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def test_paragraphs_are_numbered_through_tables_and_boxes() -> None:
    inner = table(row(cell(paragraph("丙"))))
    body = (
        paragraph("甲")
        + table(row(cell(paragraph("乙")), cell(inner + paragraph("丁"))))
        + paragraph(run("戊") + box(paragraph("己")))
    )
    places = [story(body).place(index) for index in range(6)]
    assert [place.text for place in places] == list("甲乙丙丁戊己")
    assert [place.paragraph for place in places] == [1, 2, 3, 4, 5, 6]
    assert [place.cell for place in places] == [
        None,
        (1, 1, 1),
        (2, 1, 1),
        (1, 1, 2),
        None,
        None,
    ]


def test_text_of_a_paragraph_leaves_out_its_boxes_signs_and_formulas() -> None:
    formula = "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>"
    body = paragraph(
        run("甲") + "<w:r><w:tab/></w:r>" + formula + box(paragraph("乙")) + run("丙")
    )
    assert story(body).texts == ["甲丙", "乙"]


def test_piece_at_each_side_of_a_boundary() -> None:
    read = story(paragraph(run("甲乙") + run("丙")))
    assert [read.piece(0, column).text for column in range(3)] == ["甲乙", "甲乙", "丙"]
    with pytest.raises(IndexError):
        read.piece(0, 3)


def test_elements_around_text_come_from_the_inside() -> None:
    link = f'<w:ins w:id="1"><w:hyperlink>{run("甲")}</w:hyperlink></w:ins>'
    read = story(paragraph(link + run("乙")))
    assert read.elements_around(0, 0) == ("r", "hyperlink", "ins")
    assert read.elements_around(0, 1) == ("r",)


def test_fields_count_over_paragraphs_until_they_end() -> None:
    body = (
        paragraph(BEGIN + code("IF") + SEPARATE + run("甲"))
        + paragraph(BEGIN + code("REF a") + SEPARATE + run("乙") + END + run("丙"))
        + paragraph(END + run("丁"))
        + paragraph(END + run("戊"))
    )
    read = story(body)
    assert read.elements_around(0, 0) == ("r", "field")
    assert read.elements_around(1, 0) == ("r", "field", "field")
    assert read.elements_around(1, 1) == ("r", "field")
    assert read.elements_around(2, 0) == ("r",)
    assert read.elements_around(3, 0) == ("r",)


def test_what_stands_in_the_same_container_has_the_same_number() -> None:
    body = paragraph("甲") + table(
        row(cell(paragraph("乙") * 2), cell(paragraph("丙")))
    )
    read = story(body + paragraph("丁"))
    numbers = [read.container_number(element) for element in read.paragraphs]
    assert numbers[0] == numbers[4]
    assert numbers[1] == numbers[2]
    assert len(set(numbers)) == 3


def test_elements_between_two_characters() -> None:
    body = paragraph(run("甲") + "<w:r><w:br/></w:r>" + run("乙")) + paragraph(
        run("丙")
    )
    read = story(body)

    def names(first: tuple[int, int], last: tuple[int, int]) -> list[str]:
        between = read.elements_between(first, last)
        return [str(element.tag).rpartition("}")[2] for element in between]

    assert names((0, 0), (0, 0)) == []
    assert names((0, 0), (0, 1)) == ["r", "br", "r"]
    assert names((0, 1), (1, 0)) == ["p", "r"]


def test_strings_outside_text_are_attributes_and_codes() -> None:
    body = (
        paragraph(run("{正文}"))
        + '<w:p><w:del w:id="1"><w:r><w:delText>{删}</w:delText></w:r></w:del></w:p>'
        + paragraph(BEGIN + code("{域}") + END)
        + '<w:tbl w:name="{表}"><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>'
    )
    read = story(body)
    found = {
        string: read.index_near(element)
        for element, string in read.strings_outside_text("{")
    }
    assert found == {"{域}": 2, "{表}": 3}


def test_row_and_cell_around_a_paragraph() -> None:
    read = story(
        table(row(cell(paragraph("甲")), cell(paragraph("乙")))) + paragraph("丙")
    )
    assert plain_text(read.around(0, "tc")) == "甲"
    assert plain_text(read.around(0, "tr")) == "甲乙"
    assert read.around(2, "tr") is read.paragraphs[2]


@pytest.mark.parametrize(
    ("content", "companion"),
    [
        (run("甲"), ""),
        ('<w:r><w:br w:type="page"/></w:r>', "break"),
        ('<w:r><w:br w:type="column"/></w:r>', "break"),
        ("<w:r><w:br/></w:r>", ""),
        ("<w:r><w:drawing/></w:r>", "picture"),
        ("<w:r><w:object/></w:r>", "picture"),
        ('<w:r><w:footnoteReference w:id="1"/></w:r>', "note"),
        ('<w:r><w:endnoteReference w:id="1"/></w:r>', "note"),
        ("<w:pPr><w:sectPr/></w:pPr>", "section"),
        (BEGIN + code("PAGE") + SEPARATE + run("1") + END, ""),
        (BEGIN + code("PAGE"), "field"),
        (END, "field"),
    ],
)
def test_companions_of_text(content: str, companion: str) -> None:
    read = story(f"<w:p>{content}</w:p>")
    assert companion_among(elements_below(read.paragraphs[0])) == companion


@pytest.mark.parametrize(
    ("content", "codes"),
    [
        (run("甲"), []),
        (BEGIN + code(" SEQ ") + code("a") + SEPARATE + run("1") + END, [" SEQ a"]),
        (BEGIN + code("EQ") + END, ["EQ"]),
        (BEGIN + code("PAGE"), ["PAGE"]),
        (code("PAGE") + END, ["PAGE"]),
        ('<w:fldSimple w:instr=" REF b ">' + run("甲") + "</w:fldSimple>", [" REF b "]),
        (
            BEGIN + code("IF ") + BEGIN + code("REF c") + SEPARATE + END + code("= 1")
            + SEPARATE + END,
            ["REF c", "IF = 1"],
        ),
    ],
)  # fmt: skip
def test_codes_of_fields(content: str, codes: list[str]) -> None:
    assert field_codes(story(f"<w:p>{content}</w:p>").paragraphs[0]) == codes
