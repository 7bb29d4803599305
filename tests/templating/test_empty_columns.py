"""Tables that leave out the columns that no row fills, and keep their width."""

from __future__ import annotations

from typing import Any

import pytest
from docx_maker import W, cell, make, p, text_of, with_ours
from lxml import etree

from rectify_gen.model import Notice
from rectify_gen.view import View, compose

ASKED = '<w:tblPr><w:tblCaption w:val="空列不排"/></w:tblPr>'
NAMES = {"w": W}


def view(*items: dict[str, Any]) -> View:
    sections = [{"role": "rectification", "content": list(items)}]
    return compose(Notice.model_validate({"sections": sections}))


def table(widths: list[int], *rows: str, properties: str = ASKED) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def row(*cells: str, head: bool = False) -> str:
    properties = "<w:trPr><w:tblHeader/></w:trPr>" if head else ""
    return f"<w:tr>{properties}{''.join(cells)}</w:tr>"


FACTS = ("problem", "status", "person", "target")


def ledger(properties: str = ASKED, area: str = "", extra: str = "") -> bytes:
    """A ledger of four columns, 1,000 to 4,000 twips wide, with a row for areas where one is given."""
    facts = [
        f"{{% if row.{fact} %}}{{{{ row.{fact} }}}}{{% endif %}}" for fact in FACTS
    ]
    rows = [
        row(*(cell(fact) for fact in FACTS), head=True),
        row(cell("{%tr for row in ledger %}", properties='<w:gridSpan w:val="4"/>')),
        area,
        row(*(cell(fact) for fact in facts)),
        row(cell("{%tr endfor %}", properties='<w:gridSpan w:val="4"/>')),
        extra,
    ]
    return make(table([1000, 2000, 3000, 4000], *rows, properties=properties) + p("完"))


def shape(
    document: dict[str, bytes],
) -> tuple[list[int], list[list[tuple[str, int, int]]]]:
    """Widths of the grid; text, span and width of each cell."""
    root = etree.fromstring(document["word/document.xml"])
    (made,) = root.iter(f"{{{W}}}tbl")
    grid = [
        int(one) for one in made.xpath("w:tblGrid/w:gridCol/@w:w", namespaces=NAMES)
    ]
    rows = []
    for one in made.xpath("w:tr", namespaces=NAMES):
        cells = []
        for place in one.xpath("w:tc", namespaces=NAMES):
            text = "".join(place.xpath(".//w:t/text()", namespaces=NAMES))
            spans = place.xpath("w:tcPr/w:gridSpan/@w:val", namespaces=NAMES)
            (width,) = place.xpath("w:tcPr/w:tcW/@w:w", namespaces=NAMES)
            cells.append((text, int(spans[0]) if spans else 1, int(width)))
        rows.append(cells)
    return grid, rows


TWO = (
    {"problem": "台账不全", "person": "张同志", "content": "补齐。"},
    {"problem": "查账不及时", "content": "已查。"},
)


def test_columns_that_no_row_fills_are_left_out_and_the_others_are_widened() -> None:
    grid, rows = shape(with_ours(ledger(), view(*TWO)))
    # 1,000 and 3,000 of 4,000 share the width of 10,000.
    assert grid == [2500, 7500]
    assert rows == [
        [("problem", 1, 2500), ("person", 1, 7500)],
        [("台账不全", 1, 2500), ("张同志", 1, 7500)],
        [("查账不及时", 1, 2500), ("", 1, 7500)],
    ]


def test_a_cell_over_several_columns_becomes_narrower_and_fills_none() -> None:
    area = row(
        cell("甲", properties='<w:gridSpan w:val="3"/>'),
        cell("", properties=""),
    )
    grid, rows = shape(with_ours(ledger(area=area), view(*TWO)))
    assert grid == [2500, 7500]
    assert rows[1] == [("甲", 2, 10000)]


def test_the_request_is_not_in_the_document() -> None:
    for properties in (ASKED, ASKED.replace("tblCaption", "tblDescription")):
        made = with_ours(ledger(properties), view(*TWO))["word/document.xml"]
        assert "空列不排" not in made.decode("utf-8")
        assert len(shape({"word/document.xml": made})[0]) == 2


def test_a_table_that_does_not_ask_keeps_its_columns() -> None:
    other = ASKED.replace("空列不排", "整改台账")
    for properties in ("<w:tblPr/>", other):
        made = with_ours(ledger(properties), view(*TWO))
        assert shape(made)[0] == [1000, 2000, 3000, 4000]
    assert (
        "整改台账" in with_ours(ledger(other), view(*TWO))["word/document.xml"].decode()
    )


def test_a_table_without_rows_keeps_its_head() -> None:
    """No column is empty where there is nothing that could fill it."""
    grid, rows = shape(with_ours(ledger(), view()))
    assert grid == [1000, 2000, 3000, 4000]
    assert len(rows) == 1


@pytest.mark.parametrize(
    "extra",
    [
        row(cell("合计")),
        "<w:sdt><w:sdtContent>" + row(*[cell("")] * 4) + "</w:sdtContent></w:sdt>",
    ],
    ids=["short row", "content control"],
)
def test_a_table_that_does_not_follow_its_grid_is_left_alone(extra: str) -> None:
    made = with_ours(ledger(extra=extra), view(*TWO))
    # docxtpl may have corrected the grid, but nothing is gone.
    text = text_of(made)
    assert "target" in text
    assert "张同志" in text


def test_a_picture_fills_a_column() -> None:
    drawing = "<w:r><w:drawing><wp:inline><wp:docPr id='1' name='章'/></wp:inline></w:drawing></w:r>"
    extra = row(cell(""), cell(""), cell(""), cell(p(drawing)))
    grid, _ = shape(with_ours(ledger(extra=extra), view(*TWO)))
    assert grid == [1250, 3750, 5000]


def test_properties_of_cells_come_in_the_order_of_the_schema() -> None:
    """docxtpl puts the colour before the width, and the merging behind the alignment."""
    middle = '<w:vAlign w:val="center"/>'
    rows = (
        row(cell("{%tr for row in ledger %}"), cell("")),
        row(
            cell("{% vm %}问题", properties=middle),
            cell("{% cellbg 'C6EFCE' %}{{ row.problem }}", properties=middle),
        ),
        row(cell("{%tr endfor %}"), cell("")),
    )
    template = make(table([1000, 1000], *rows, properties="<w:tblPr/>"))
    root = etree.fromstring(with_ours(template, view(*TWO))["word/document.xml"])
    orders = [
        [etree.QName(child).localname for child in properties]
        for properties in root.iter(f"{{{W}}}tcPr")
    ]
    assert orders == [["tcW", "vMerge", "vAlign"], ["tcW", "shd", "vAlign"]] * 2
