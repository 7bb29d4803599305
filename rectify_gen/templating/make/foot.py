"""What stands at the foot: page numbers (clause 7.5) and 版记 (clause 7.4).

This room must not know heads or texts.
"""

from rectify_gen.layout import Layout
from rectify_gen.templating.make.packaging import Story
from rectify_gen.templating.make.wordml import (
    Cell,
    Row,
    at_foot,
    field,
    indentation,
    paragraph,
    rule,
    run,
    table,
    tabulator,
    tag,
)

_COPIES, _ISSUED = "document.copies_to", "document.issued_by or document.issued_on"


def page_numbers(layout: Layout, after: str = "") -> tuple[Story, Story]:
    """Return the footers of odd and even pages, the number outside; ``after`` stands below it."""
    return (
        Story("footer", "default", page_number(layout, "right") + after),
        Story("footer", "even", page_number(layout, "left") + after),
    )


def page_number(layout: Layout, side: str) -> str:
    """Return the page number, ``— 1 —``, on one ``side`` or in the middle where the layout says so."""
    shape = layout.page_number
    centred = shape.centred or side == "center"
    place = (
        '<w:jc w:val="center"/>'
        if centred
        else f'<w:ind w:{side}="{shape.indent}"/><w:jc w:val="{side}"/>'
    )
    before, after = (run(one) if one else "" for one in (shape.before, shape.after))
    return paragraph("Footer", before, field("PAGE", "1"), after, indent=place)


def imprint(layout: Layout, *, ruled: bool = True) -> str:
    """Return 版记 at the foot of the last page: 抄送, and with rules 印发机关 and 印发日期 too.

    A table set at the foot of the type area, and the paragraph that it belongs to; text that would
    run into it sends it to a page of its own.
    """
    copies, issued = _copies(layout), _issued(layout)
    shapes: tuple[tuple[str, tuple[str, ...]], ...] = ((_COPIES, (copies,)),)
    if ruled:
        shapes = (
            (f"{_COPIES} and ({_ISSUED})", (copies, issued)),
            (_COPIES, (copies,)),
            (_ISSUED, (issued,)),
        )
    out = ""
    for at, (test, rows) in enumerate(shapes):
        out += tag("{%p " + ("elif" if at else "if") + f" {test} %}}") + _at_foot(
            layout, rows, ruled
        )
    return out + tag("{%p endif %}")


def _at_foot(layout: Layout, texts: tuple[str, ...], ruled: bool) -> str:
    widths = (layout.page.type_width(),)
    outer, inner = layout.imprint.outer_rule, layout.imprint.inner_rule
    borders = (
        rule("top", outer) + rule("bottom", outer) + rule("insideH", inner)
        if ruled
        else ""
    )
    rows = "".join(Row((Cell(text),)).xml(widths) for text in texts)
    return table(widths, rows, borders, place=at_foot(layout.page.left)) + paragraph(
        "Space"
    )


def _copies(layout: Layout) -> str:
    """抄送, what runs on standing under the first character after the colon."""
    edge, label = layout.imprint.indent, 3 * layout.sizes.imprint * 10
    return paragraph(
        "Imprint",
        run("抄送：{{ document.copies_to }}。"),
        indent=indentation(edge + label, edge, hanging=label),
    )


def _issued(layout: Layout) -> str:
    edge = layout.imprint.indent
    stop = f'<w:tabs><w:tab w:val="right" w:pos="{layout.page.type_width() - edge}"/></w:tabs>'
    return paragraph(
        "Imprint",
        run("{% if document.issued_by %}{{ document.issued_by }}{% endif %}"),
        tabulator(),
        run("{% if document.issued_on %}{{ document.issued_on }}印发{% endif %}"),
        indent=stop + indentation(edge),
    )
