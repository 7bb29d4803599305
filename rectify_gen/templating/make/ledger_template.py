"""The template of the ledger (整改台账): a landscape table, one row for each leaf item of the rectification.

A working sheet, so the rotated page number that clause 7.5 asks of a table in a document does not
apply; head row repeated, only long rows split. An office chooses its columns in its layout. This room must not know data
or views beyond the names that tags print.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rectify_gen.layout import Layout, LedgerSheet
from rectify_gen.templating.empty_columns import REQUEST
from rectify_gen.templating.make import page_foot, template_styles
from rectify_gen.templating.make.paragraph_tags import tag, tag_row
from rectify_gen.templating.make.template_package import Draft, PageStory
from rectify_gen.templating.make.wordml import (
    Cell,
    Row,
    exact,
    paragraph,
    rule,
    run,
    table,
)
from rectify_gen.vocabulary.ledger_columns import LedgerColumn

_NAME = "{{ inspection_name }}整改台账"
_ORGAN = "{% if organization %}{{ organization }}{% endif %}"
_END = 1
"""Height of the paragraph behind the table, in twips."""
_SHARE_OF_WHOLE_ROWS = 3
"""Rows up to a third of a page high are never split: less than the first page has beside title, head and area."""


class SheetColumn(NamedTuple):
    """A column: what it shows, its head, its share of the width, and whether its texts are short and stand in the middle."""

    shows: LedgerColumn
    head: str
    share: int
    is_centred: bool = False


USUAL_COLUMNS = (
    SheetColumn(
        LedgerColumn.NUMBER,
        "序号",
        4,
        is_centred=True,
    ),
    SheetColumn(
        LedgerColumn.PROBLEM,
        "问题",
        12,
    ),
    SheetColumn(
        LedgerColumn.TARGET,
        "整改目标",
        8,
    ),
    SheetColumn(
        LedgerColumn.MEASURES,
        "整改措施",
        42,
    ),
    SheetColumn(
        LedgerColumn.PROGRESS,
        "进展情况",
        9,
    ),
    SheetColumn(
        LedgerColumn.LEADER,
        "责任领导",
        7,
    ),
    SheetColumn(
        LedgerColumn.DEPARTMENTS,
        "责任科室",
        8,
    ),
    SheetColumn(
        LedgerColumn.PERSON,
        "责任人",
        6,
        is_centred=True,
    ),
    SheetColumn(
        LedgerColumn.DEADLINE,
        "时限",
        7,
        is_centred=True,
    ),
    SheetColumn(
        LedgerColumn.STATUS,
        "状态",
        7,
        is_centred=True,
    ),
    SheetColumn(
        LedgerColumn.EVIDENCE,
        "佐证材料",
        8,
    ),
    SheetColumn(
        LedgerColumn.CLOSED_ON,
        "销号",
        7,
        is_centred=True,
    ),
)
"""What every ledger has where the office says nothing else; areas have rows of their own."""
_OTHER_COLUMNS = (
    SheetColumn(
        LedgerColumn.AREA,
        "方面",
        9,
    ),
    SheetColumn(
        LedgerColumn.REMARK,
        "备注",
        8,
    ),
)
"""Columns that an office may choose besides."""
_WITHOUT_LONG_TEXT = (LedgerColumn.AREA, LedgerColumn.REMARK)
"""Columns whose text goes on over several rows, or that are for the pen."""


def ledger(layout: Layout) -> Draft:
    """Return the template of a ledger."""
    sheet = layout.ledger
    title = _ORGAN + _NAME
    date = run("{% if date %}{{ date }}{% endif %}")
    columns = _columns(sheet)
    widths = column_widths(columns, sheet.page.type_width())
    rows_table = table(
        widths,
        _rows(
            layout,
            columns,
            widths,
        ),
        cell_borders(),
        margin=sheet.cell_margin,
        alternative_text=REQUEST if sheet.drops_empty else "",
    )
    body = (
        paragraph("Title", run(title))
        + paragraph("SheetDate", date)
        + rows_table
        # Word wants a paragraph behind a table. A full page has no room for a line, which would go onto a blank one.
        + paragraph("Cell", indent=exact(_END))
    )
    number = page_foot.page_number(layout, "center")
    footer = PageStory(
        "footer",
        "default",
        number,
    )
    return Draft(
        body=body,
        styles=template_styles.sheet_styles(layout),
        page=sheet.page,
        stories=(footer,),
        title=title,
    )


def _columns(sheet: LedgerSheet) -> Sequence[SheetColumn]:
    """The columns that the office has chosen, under the heads that it gives them."""
    if not sheet.columns:
        return USUAL_COLUMNS
    known: dict[str, SheetColumn] = {}
    for column in USUAL_COLUMNS + _OTHER_COLUMNS:
        known[column.shows.value] = column
    columns: list[SheetColumn] = []
    for choice in sheet.columns:
        column = known[choice.code]
        columns.append(column._replace(head=choice.head or column.head))
    return columns


def chosen_columns(heads: Sequence[str]) -> list[str]:
    """Return the columns that an office chooses to have a ledger with ``heads``; none where they are the usual ones."""
    usual_heads = [column.head for column in USUAL_COLUMNS]
    if list(heads) == usual_heads:
        return []
    titles = {}
    for column in USUAL_COLUMNS + _OTHER_COLUMNS:
        titles[column.head] = column.shows.title
    # Under its title a column has its usual head, under any other name that one.
    return [titles.get(head, head) for head in heads]


def column_widths(columns: Sequence[SheetColumn], whole: int) -> tuple[int, ...]:
    """Column widths by their shares; the widest takes what rounding leaves."""
    total = 0
    for column in columns:
        total += column.share
    widths: list[int] = []
    for column in columns:
        width = whole * column.share // total
        widths.append(width)
    widest = widths.index(max(widths))
    widths[widest] += whole - sum(widths)
    return tuple(widths)


def cell_borders() -> str:
    """Return thin borders around all cells of a table."""
    borders = ""
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders += rule(side, eighths=4)
    return borders


def _rows(
    layout: Layout, columns: Sequence[SheetColumn], widths: tuple[int, ...]
) -> str:
    """Head and a row for each item; areas are a column that is merged, else a row of their own before their items."""
    has_areas = any(column.shows is LedgerColumn.AREA for column in columns)
    heads: list[Cell] = []
    cells: list[Cell] = []
    long_cells: list[Cell] = []
    for column in columns:
        head = paragraph("CellHead", run(column.head))
        heads.append(Cell(head, middle=True))
        content = _content(column)
        # Measures are the longest text of a row: they begin at its upper edge. So does a merged area, which may go on
        # over pages, and beside it everything; and all of a row that is split over pages.
        is_middle = column.shows is not LedgerColumn.MEASURES and not has_areas
        cells.append(Cell(content, middle=is_middle))
        long_cells.append(Cell(content))
    head_row = Row(tuple(heads), header=True).xml(widths)
    item_row = (
        tag_row(f"{{%tr if {_is_long(layout, columns, widths)} %}}", widths)
        + Row(tuple(long_cells), may_split=True).xml(widths)
        + tag_row("{%tr else %}", widths)
        + Row(tuple(cells)).xml(widths)
        + tag_row("{%tr endif %}", widths)
    )
    if has_areas:
        return (
            head_row
            + tag_row("{%tr for area in ledger_areas %}", widths)
            + tag_row("{%tr for row in area.rows %}", widths)
            + item_row
            + tag_row("{%tr endfor %}", widths)
            + tag_row("{%tr endfor %}", widths)
        )
    new_area = paragraph("CellArea", run("{{ row.new_area }}"))
    area = Cell(new_area, span=len(widths))
    return (
        head_row
        + tag_row("{%tr for row in ledger %}", widths)
        + tag_row("{%tr if row.new_area %}", widths)
        + Row((area,)).xml(widths)
        + tag_row("{%tr endif %}", widths)
        + item_row
        + tag_row("{%tr endfor %}", widths)
    )


def _is_long(
    layout: Layout, columns: Sequence[SheetColumn], widths: tuple[int, ...]
) -> str:
    """Return the test whether one of the texts of a row needs more lines than a row that is never split may have."""
    sheet = layout.ledger
    most_lines = sheet.page.type_height() // sheet.line // _SHARE_OF_WHOLE_ROWS
    # Texts are counted by whole division, for Word writes the sign > as an entity, which only docxtpl can read again.
    tests: list[str] = []
    for column, width in zip(
        columns,
        widths,
        strict=True,
    ):
        if column.is_centred or column.shows in _WITHOUT_LONG_TEXT:
            continue
        a_line = (width - 2 * sheet.cell_margin) // (layout.sizes.ledger * 10)
        most_characters = most_lines * max(a_line, 1)
        text = f"row.{column.shows.value}"
        if column.shows is LedgerColumn.MEASURES:
            # Each of them begins a line.
            tests.append(f"{text}|length // {most_lines}")
            text += "|join"
        tests.append(f"{text}|length // {most_characters}")
    return " or ".join(tests) or "false"


def _content(column: SheetColumn) -> str:
    """One cell of a row: a fact where there is one, nothing where there is none."""
    if column.shows is LedgerColumn.NUMBER:
        return paragraph("CellCentre", run("{{ row.number }}"))
    if column.shows is LedgerColumn.PROBLEM:
        return paragraph("Cell", run("{{ row.problem }}"))
    if column.shows is LedgerColumn.AREA:
        # The first cell of an area is as high as all of its rows.
        name = "{% vm %}{% if area.area %}{{ area.area }}{% endif %}"
        return paragraph("Cell", run(name))
    if column.shows is LedgerColumn.REMARK:
        return paragraph("Cell")
    if column.shows is LedgerColumn.MEASURES:
        return (
            tag("{%p for measure in row.measures %}")
            + paragraph("Cell", run("{{ measure }}"))
            + tag("{%p else %}")
            + paragraph("Cell")  # a cell must hold a paragraph
            + tag("{%p endfor %}")
        )
    style = "CellCentre" if column.is_centred else "Cell"
    fact = f"row.{column.shows.value}"
    printed = run(f"{{% if {fact} %}}{{{{ {fact} }}}}{{% endif %}}")
    return paragraph(style, printed)
