"""Whatever tags take away, cells, text boxes, headers, rows and tables keep what Word wants in them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from docx_maker import cell, compared, compiled, make, p, run, table, with_docxtpl
from notices import NOTICE, view_of

from rectify_gen.package import read_package
from rectify_gen.templating.compile import compile_template
from rectify_gen.templating.render import render
from rectify_gen.view import View

FULL = NOTICE + "document: {note: 附注, number: 1号, attachments: [甲, 乙]}\n"
BARE = "sections: [{role: other, heading: a, content: [b]}]\ntitle: 题\npreamble: 甲"

IF_NOTE = p("{%p if document.note %}")
END = p("{%p endif %}")
NOTE = IF_NOTE + p("{{ document.note }}") + END
INNER = table(1, cell("内"))


def box(inner: str) -> str:
    return (
        "<w:p><w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textbox>"
        f"<w:txbxContent>{inner}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
    )


def control(inner: str) -> str:
    return f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>"


def raw_cell(inner: str) -> str:
    return f"<w:tc><w:tcPr><w:tcW w:w='0' w:type='auto'/></w:tcPr>{inner}</w:tc>"


HOLLOW = {
    "cell with a condition": table(1, raw_cell(NOTE)),
    "cell with a loop": table(
        1,
        raw_cell(p("{%p for a in document.attachments %}") + p("{{ a }}") + p("{%p endfor %}")),
    ).replace("for a in document.attachments", "for a in document.attachments or []"),
    "cell with elif but no else": table(
        1,
        raw_cell(IF_NOTE + p("甲") + p("{%p elif document.signer %}") + p("乙") + END),
    ),
    "cell with nested conditions": table(
        1,
        raw_cell(p("{%p if title %}") + NOTE + p("{%p else %}") + p("丙") + END),
    ),
    "cell that ends with a table": table(1, raw_cell(p("头") + INNER + NOTE)),
    "cell that ends with a table in a branch": table(
        1,
        raw_cell(IF_NOTE + p("甲") + p("{%p else %}") + INNER + END),
    ),
    "cell in a nested table": table(1, raw_cell(table(1, raw_cell(NOTE)) + p(""))),
    "cell with a paragraph of a macro": p("{%p macro m(x) %}")
    + p("{%p if x %}")
    + p("{{ x }}")
    + END
    + p("{%p endmacro %}")
    + table(1, raw_cell(p("{{p m(document.note) }}"))),
    "cell with a marker behind the condition": table(
        1, raw_cell(NOTE + "<w:bookmarkStart w:id='7' w:name='a'/><w:bookmarkEnd w:id='7'/>")
    ),
    "text box": box(NOTE),
    "content control": control(NOTE) + p(""),
    "cell with a content control": table(1, raw_cell(control(NOTE))),
    "content control around a cell": table(
        2, cell("甲") + control(cell("{%tc if document.note %}") + cell("乙") + cell("{%tc endif %}"))
    ),
    "content control around rows": table(
        1,
        cell("甲"),
    ).replace(
        "</w:tbl>",
        control(
            f"<w:tr>{cell('{%tr if document.note %}')}</w:tr><w:tr>{cell('乙')}</w:tr>"
            f"<w:tr>{cell('{%tr endif %}')}</w:tr>"
        )
        + "</w:tbl>",
    ),
    "rows that all go": table(
        1, cell("{%tr if document.note %}"), cell("甲"), cell("{%tr endif %}")
    )
    + p("后"),
    "cells that all go": table(
        1, cell("{%tc if document.note %}") + cell("甲") + cell("{%tc endif %}")
    )
    + p("后"),
    "rows that all go in a cell": table(
        1,
        raw_cell(
            table(1, cell("{%tr if document.note %}"), cell("甲"), cell("{%tr endif %}")) + NOTE
        ),
    ),
}  # fmt: skip
STORIES = {
    "header1": NOTE,
    "footer1": INNER + NOTE,
    "footnotes": f"<w:footnote w:id='2'>{NOTE}</w:footnote>",
}

_CELL_END = re.compile(
    r"(?<!</w:p>)(?<!<w:p/>)(?<!</w:sdt>)</w:(tc|txbxContent|hdr|ftr|footnote)>"
)
_EMPTY = re.compile(
    r"</w:tblGrid></w:tbl>|<w:tr/>|<w:tr></w:tr>|<w:sdtContent/>|<w:sdtContent></w:sdtContent>"
)


def faults(xml: str) -> list[str]:
    """What Word would not open."""
    xml = re.sub("<w:bookmark[^>]*/>", "", xml)
    found = [*_CELL_END.finditer(xml), *_EMPTY.finditer(xml)]
    return [one.group() for one in found]


@pytest.mark.parametrize("body", HOLLOW.values(), ids=HOLLOW)
@pytest.mark.parametrize("data", [FULL, BARE], ids=["full", "bare"])
def test_nothing_is_left_hollow(body: str, data: str) -> None:
    template = compiled(body)
    assert template.parts[0].fix_holders
    xml = read_package(render(template, view_of(data)))["word/document.xml"].decode()
    assert faults(xml) == []


@pytest.mark.parametrize("name", STORIES)
def test_stories_keep_a_paragraph(name: str) -> None:
    template = compile_template(make(p("甲"), **{name: STORIES[name]}))
    parts = read_package(render(template, view_of(BARE)))
    assert faults(parts[f"word/{name}.xml"].decode()) == []


def test_a_table_without_rows_goes_and_its_bookmarks_stay() -> None:
    rows = table(1, cell("{%tr if document.note %}"), cell("甲"), cell("{%tr endif %}"))
    mark = "<w:bookmarkEnd w:id='7'/>"
    body = p("<w:bookmarkStart w:id='7' w:name='a'/>", "前") + rows.replace(
        "</w:tbl>", mark + "</w:tbl>"
    )
    xml = read_package(render(compiled(body + p("后")), view_of(BARE)))[
        "word/document.xml"
    ].decode()
    assert "<w:tbl>" not in xml
    assert xml.count("bookmarkEnd") == xml.count("bookmarkStart") == 1


SAFE = {
    "plain cell": table(1, cell("{{ title }}")),
    "condition within the line": table(1, cell("{% if document.note %}{{ document.note }}{% endif %}")),
    "paragraph behind the condition": table(1, raw_cell(NOTE + p(""))),
    "paragraph before the condition": table(1, raw_cell(p("") + NOTE)),
    "both branches": table(1, raw_cell(IF_NOTE + p("甲") + p("{%p else %}") + p("乙") + END)),
    "loop with else": table(
        1,
        raw_cell(p("{%p for a in title_lines %}") + p("{{ a }}") + p("{%p else %}") + p("") + p("{%p endfor %}")),
    ),
    "head row": table(1, cell("头"), cell("{%tr if document.note %}"), cell("甲"), cell("{%tr endif %}")),
    "body that its author ended with a table": NOTE + INNER,
    "control around a table": control(INNER) + p(""),
}  # fmt: skip


@pytest.mark.parametrize("body", SAFE.values(), ids=SAFE)
def test_safe_parts_take_the_quick_way_and_are_docxtpls(body: str) -> None:
    template = make(body)
    made = compile_template(template)
    assert not made.parts[0].fix_holders
    for data in (FULL, BARE):
        view = view_of(data)
        assert compared(read_package(render(made, view))) == compared(
            with_docxtpl(template, view)
        )


def test_where_nothing_is_missing_the_parts_are_docxtpls(view: View) -> None:
    """The correction touches only what would be invalid."""
    body = table(1, raw_cell(p("{%p if title %}") + p(run("{{ title }}")) + END))
    template = make(body)
    made = compile_template(template)
    assert made.parts[0].fix_holders
    assert compared(read_package(render(made, view))) == compared(
        with_docxtpl(template, view)
    )


@pytest.mark.parametrize("name", ["notice", "report", "ledger"])
def test_shipped_templates_are_safe(name: str) -> None:
    template = Path(__file__).parents[2] / "templates" / f"{name}.docx"
    assert not any(
        part.fix_holders for part in compile_template(template.read_bytes()).parts
    )
