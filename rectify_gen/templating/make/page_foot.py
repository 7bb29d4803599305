"""What stands at the foot: page numbers (clause 7.5) and 版记 (clause 7.4).

This room must not know heads or texts.
"""

from __future__ import annotations

from rectify_gen.layout import Layout
from rectify_gen.templating.make.markup import element
from rectify_gen.templating.make.paragraph_tags import choose
from rectify_gen.templating.make.template_package import PageStory
from rectify_gen.templating.make.wordml import (
    Cell,
    Row,
    aligned,
    at_foot,
    exact,
    field,
    indentation,
    paragraph,
    right_tab,
    rule,
    run,
    table,
    tabulator,
)

_COPIES = "document.copies_to"
_ISSUED = "document.issued_by or document.issued_on"
_ANCHOR = 4
"""Height of the paragraph that 版记 belongs to, in twips.

It must fit into what 22 lines leave of the type area, or LibreOffice takes 版记 to a page without the text before it.
"""


def page_numbers(layout: Layout, after: str = "") -> tuple[PageStory, PageStory]:
    """Return the footers of odd and even pages, the number outside; ``after`` stands below it."""
    odd = page_number(layout, "right") + after
    even = page_number(layout, "left") + after
    return (
        PageStory("footer", "default", odd),
        PageStory("footer", "even", even),
    )


def page_number(layout: Layout, side: str) -> str:
    """Return the page number, ``— 1 —``, on one ``side`` or in the middle where the layout says so."""
    shape = layout.page_number
    if shape.centred or side == "center":
        place = aligned("center")
    else:
        place = element("ind", **{side: shape.indent}) + aligned(side)
    before = run(shape.before) if shape.before else ""
    after = run(shape.after) if shape.after else ""
    number = field("PAGE", "1")
    return paragraph("Footer", before, number, after, indent=place)


def imprint(layout: Layout, *, ruled: bool = True) -> str:
    """Return 版记 at the foot of the last page: 抄送, and with rules 印发机关 and 印发日期 too.

    A table set at the foot of the type area, and the paragraph that it belongs to; text that would
    run into it sends it to a page of its own.
    """
    copies = _copies(layout)
    if not ruled:
        return choose([(_COPIES, _at_foot(layout, (copies,), ruled))])
    issued = _issued(layout)
    copies_and_issued = _at_foot(layout, (copies, issued), ruled)
    only_copies = _at_foot(layout, (copies,), ruled)
    only_issued = _at_foot(layout, (issued,), ruled)
    # The first test that holds is taken, so that of both comes first.
    return choose(
        [
            (f"{_COPIES} and ({_ISSUED})", copies_and_issued),
            (_COPIES, only_copies),
            (_ISSUED, only_issued),
        ]
    )


def _at_foot(layout: Layout, texts: tuple[str, ...], ruled: bool) -> str:
    """A table with a row for each of ``texts``, and the paragraph that it belongs to."""
    widths = (layout.page.type_width(),)
    borders = ""
    if ruled:
        outer = layout.imprint.outer_rule
        inner = layout.imprint.inner_rule
        borders = rule("top", outer) + rule("bottom", outer) + rule("insideH", inner)
    rows = ""
    for text in texts:
        row = Row((Cell(text),))
        rows += row.xml(widths)
    place = at_foot(layout.page)
    anchor = paragraph("Space", indent=exact(_ANCHOR))
    return table(widths, rows, borders, place=place) + anchor


def _copies(layout: Layout) -> str:
    """抄送, what runs on standing under the first character after the colon."""
    edge = layout.imprint.indent
    label = 3 * layout.sizes.imprint * 10  # 抄送：
    return paragraph(
        "Imprint",
        run("抄送：{{ document.copies_to }}。"),
        indent=indentation(edge + label, edge, hanging=label),
    )


def _issued(layout: Layout) -> str:
    edge = layout.imprint.indent
    stop = right_tab(layout.page.type_width() - edge)
    return paragraph(
        "Imprint",
        run("{% if document.issued_by %}{{ document.issued_by }}{% endif %}"),
        tabulator(),
        run("{% if document.issued_on %}{{ document.issued_on }}印发{% endif %}"),
        indent=stop + indentation(edge),
    )
