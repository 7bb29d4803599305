"""The template of the ledger (整改台账): a landscape table, one row for each leaf item of the rectification.

A working sheet, so the rotated page number that clause 7.5 asks of a table in a document does not
apply; head row repeated, rows never split. This room must not know data or views beyond the names that tags print.
"""

from rectify_gen.layout import Layout
from rectify_gen.templating.make import foot, styles
from rectify_gen.templating.make.packaging import Draft, Story
from rectify_gen.templating.make.wordml import (
    Cell,
    Row,
    paragraph,
    rule,
    run,
    table,
    tag,
    tag_row,
)

_NAME = "{{ inspection_name }}整改台账"
_COLUMNS = (
    ("序号", 4, ""),
    ("问题", 12, ""),
    ("整改目标", 8, "target"),
    ("整改措施", 42, ""),
    ("进展情况", 9, "progress"),
    ("责任领导", 7, "responsible_leader"),
    ("责任科室", 8, "responsible_departments"),
    ("责任人", 6, "person"),
    ("时限", 7, "deadline"),
    ("状态", 7, "status"),
    ("佐证材料", 8, "evidence"),
    ("销号", 7, "closed_on"),
)
"""Head, share of the width, and for columns of one fact its name in the row."""


def ledger(layout: Layout) -> Draft:
    """Return the template of a ledger."""
    widths = _widths(layout.ledger.page.type_width())
    organ = "{% if organization %}{{ organization }}{% endif %}"
    body = (
        paragraph("Title", run(organ + _NAME))
        + paragraph("SheetDate", run("{% if date %}{{ date }}{% endif %}"))
        + table(widths, _rows(widths), _borders(), margin=layout.ledger.cell_margin)
        + paragraph("Cell")
    )
    footer = Story("footer", "default", foot.page_number(layout, "center"))
    return Draft(
        body, styles.sheet_styles(layout), layout.ledger.page, (footer,), organ + _NAME
    )


def _widths(whole: int) -> tuple[int, ...]:
    """Column widths by their shares; the measures take what rounding leaves."""
    total = sum(share for _, share, _ in _COLUMNS)
    widths = [whole * share // total for _, share, _ in _COLUMNS]
    widths[3] += whole - sum(widths)
    return tuple(widths)


def _borders() -> str:
    return "".join(
        rule(side, 4)
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )


def _rows(widths: tuple[int, ...]) -> str:
    """Head; before the rows of an area a row that names it; a row for each item."""
    head = Row(
        tuple(
            Cell(paragraph("CellHead", run(name)), middle=True)
            for name, _, _ in _COLUMNS
        ),
        header=True,
    )
    area = Row(
        (Cell(paragraph("CellArea", run("{{ row.new_area }}")), span=len(widths)),)
    )
    return (
        head.xml(widths)
        + tag_row("{%tr for row in ledger %}", widths)
        + tag_row("{%tr if row.new_area %}", widths)
        + area.xml(widths)
        + tag_row("{%tr endif %}", widths)
        + Row(
            tuple(
                Cell(_content(name, fact), middle=name != "整改措施")
                for name, _, fact in _COLUMNS
            )
        ).xml(widths)
        + tag_row("{%tr endfor %}", widths)
    )


def _content(column: str, fact: str) -> str:
    """One cell of a row: a fact where there is one, nothing where there is none."""
    if fact:
        return paragraph(
            "CellCentre"
            if fact in ("person", "deadline", "status", "closed_on")
            else "Cell",
            run(f"{{% if row.{fact} %}}{{{{ row.{fact} }}}}{{% endif %}}"),
        )
    if column == "整改措施":
        return (
            tag("{%p for measure in row.measures %}")
            + paragraph("Cell", run("{{ measure }}"))
            + tag("{%p else %}")
            + paragraph("Cell")
            + tag("{%p endfor %}")
        )
    return (
        paragraph("CellCentre", run("{{ row.number }}"))
        if column == "序号"
        else paragraph("Cell", run("{{ row.problem }}"))
    )
