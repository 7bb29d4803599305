"""The template of the ledger (整改台账): a landscape table, one row for each leaf item of the rectification.

A working sheet, so the rotated page number that clause 7.5 asks of a table in a document does not
apply; head row repeated, rows never split. This room must not know data or views beyond the names that tags print.
"""

from __future__ import annotations

from typing import NamedTuple

from rectify_gen.layout import Layout
from rectify_gen.templating.make import page_foot, template_styles
from rectify_gen.templating.make.paragraph_tags import tag, tag_row
from rectify_gen.templating.make.template_package import Draft, PageStory
from rectify_gen.templating.make.wordml import Cell, Row, paragraph, rule, run, table

_NAME = "{{ inspection_name }}整改台账"
_ORGAN = "{% if organization %}{{ organization }}{% endif %}"


class _Column(NamedTuple):
    """A column: its head, its share of the width, and where it prints one fact, the name of that in the row."""

    head: str
    share: int
    fact: str = ""
    is_centred: bool = False


_NUMBER = _Column("序号", 4)
_PROBLEM = _Column("问题", 12)
_MEASURES = _Column("整改措施", 42)
_COLUMNS = (
    _NUMBER,
    _PROBLEM,
    _Column("整改目标", 8, "target"),
    _MEASURES,
    _Column("进展情况", 9, "progress"),
    _Column("责任领导", 7, "responsible_leader"),
    _Column("责任科室", 8, "responsible_departments"),
    _Column("责任人", 6, "person", is_centred=True),
    _Column("时限", 7, "deadline", is_centred=True),
    _Column("状态", 7, "status", is_centred=True),
    _Column("佐证材料", 8, "evidence"),
    _Column("销号", 7, "closed_on", is_centred=True),
)


def ledger(layout: Layout) -> Draft:
    """Return the template of a ledger."""
    sheet = layout.ledger
    title = _ORGAN + _NAME
    date = run("{% if date %}{{ date }}{% endif %}")
    widths = _widths(sheet.page.type_width())
    rows = _rows(widths)
    body = (
        paragraph("Title", run(title))
        + paragraph("SheetDate", date)
        + table(widths, rows, _borders(), margin=sheet.cell_margin)
        + paragraph("Cell")
    )
    number = page_foot.page_number(layout, "center")
    footer = PageStory("footer", "default", number)
    return Draft(
        body=body,
        styles=template_styles.sheet_styles(layout),
        page=sheet.page,
        stories=(footer,),
        title=title,
    )


def _widths(whole: int) -> tuple[int, ...]:
    """Column widths by their shares; the measures take what rounding leaves."""
    total = 0
    for column in _COLUMNS:
        total += column.share
    widths: list[int] = []
    for column in _COLUMNS:
        width = whole * column.share // total
        widths.append(width)
    measures = _COLUMNS.index(_MEASURES)
    widths[measures] += whole - sum(widths)
    return tuple(widths)


def _borders() -> str:
    borders = ""
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders += rule(side, eighths=4)
    return borders


def _rows(widths: tuple[int, ...]) -> str:
    """Head; before the rows of an area a row that names it; a row for each item."""
    heads: list[Cell] = []
    cells: list[Cell] = []
    for column in _COLUMNS:
        head = paragraph("CellHead", run(column.head))
        heads.append(Cell(head, middle=True))
        content = _content(column)
        # Measures are the longest text of a row: they begin at its upper edge.
        is_short = column is not _MEASURES
        cells.append(Cell(content, middle=is_short))
    new_area = paragraph("CellArea", run("{{ row.new_area }}"))
    area = Cell(new_area, span=len(widths))
    return (
        Row(tuple(heads), header=True).xml(widths)
        + tag_row("{%tr for row in ledger %}", widths)
        + tag_row("{%tr if row.new_area %}", widths)
        + Row((area,)).xml(widths)
        + tag_row("{%tr endif %}", widths)
        + Row(tuple(cells)).xml(widths)
        + tag_row("{%tr endfor %}", widths)
    )


def _content(column: _Column) -> str:
    """One cell of a row: a fact where there is one, nothing where there is none."""
    if column is _NUMBER:
        return paragraph("CellCentre", run("{{ row.number }}"))
    if column is _PROBLEM:
        return paragraph("Cell", run("{{ row.problem }}"))
    if column is _MEASURES:
        return (
            tag("{%p for measure in row.measures %}")
            + paragraph("Cell", run("{{ measure }}"))
            + tag("{%p else %}")
            + paragraph("Cell")  # a cell must hold a paragraph
            + tag("{%p endfor %}")
        )
    style = "CellCentre" if column.is_centred else "Cell"
    fact = f"row.{column.fact}"
    printed = run(f"{{% if {fact} %}}{{{{ {fact} }}}}{{% endif %}}")
    return paragraph(style, printed)
