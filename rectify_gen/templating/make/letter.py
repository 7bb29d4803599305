"""The template of a 信函 (clause 10.1): red mark, two double rules, 发文字号 at the right, no number on page 1.

This room must not know data or views beyond the names that tags print.
"""

from rectify_gen.layout import Layout
from rectify_gen.templating.make import foot, plain, styles
from rectify_gen.templating.make.marks import line_of, mark, mark_styles
from rectify_gen.templating.make.packaging import Draft, Story
from rectify_gen.templating.make.redhead import front_lines
from rectify_gen.templating.make.wordml import (
    Cell,
    Row,
    exact,
    indentation,
    paragraph,
    paragraph_style,
    rule,
    run,
    table,
    tag,
)

_EM_TOP = 182
"""Room over the characters of a line of body text, within the line."""


def letter(layout: Layout) -> Draft:
    """Return the template of a 信函; a joint one carries the main organ's mark only."""
    head = _front(layout) + paragraph("Blank") * layout.red_head.blank_before_title
    body = (
        head + plain.whole(layout, plain.ANY_KIND) + foot.imprint(layout, ruled=False)
    )
    page = layout.page._replace(
        header=layout.letter.mark_top, footer=layout.letter.second_rule
    )
    return Draft(body, _styles(layout), page, _stories(layout), plain.TITLE)


def _front(layout: Layout) -> str:
    """份号, 密级 and 紧急程度 at the left and 发文字号 at the right, both straight under the rule."""
    left = "document.copy_number or document.secrecy or document.urgency"
    lines = (
        front_lines()
        + tag(f"{{%p if not ({left}) %}}")
        + paragraph("CopyNumber")
        + tag("{%p endif %}")
    )
    number = run("{% if document.number %}{{ document.number }}{% endif %}")
    half = layout.page.type_width() // 2
    widths = (half, layout.page.type_width() - half)
    row = Row((Cell(lines), Cell(paragraph("Number", number)))).xml(widths)
    return (
        tag(f"{{%p if {left} or document.number %}}")
        + table(widths, row)
        + tag("{%p endif %}")
    )


def _stories(layout: Layout) -> tuple[Story, ...]:
    """Mark and first rule head the first page, the second rule is its foot; later pages have their number only."""
    name = "main_organization"
    head = (
        tag(f"{{%p if {name} %}}")
        + mark(name, "OrganMark", layout.sizes.organ_mark, layout.page.type_width())
        + tag("{%p endif %}")
        + paragraph("LetterRuleSpace")
        + paragraph("FirstRule")
        + paragraph("LetterTextSpace")
    )
    below = layout.page.footer - layout.letter.second_rule
    spacer = paragraph("Space", indent=exact(below)) if below > 0 else ""
    empty = paragraph("Space")
    return (
        Story("header", "first", head),
        Story("header", "default", empty),
        Story("header", "even", empty),
        Story("footer", "first", paragraph("SecondRule")),
        *foot.page_numbers(layout, spacer),
    )


def _styles(layout: Layout) -> str:
    red, shape = layout.red, layout.letter
    # The rules stand in the middle of the page, which is not that of the type area.
    edge = (layout.page.width - shape.rule_length) // 2
    wide = indentation(edge - layout.page.left, edge - layout.page.right)
    thick, thin, mark_size = shape.thick, shape.thin, layout.sizes.organ_mark

    def double(top: int, bottom: int) -> str:
        borders = rule("top", top, red.colour) + rule("bottom", bottom, red.colour)
        return f"<w:pBdr>{borders}</w:pBdr>{exact(shape.gap)}{wide}"

    return "".join(
        (
            styles.text_styles(layout),
            styles.head_styles(layout),
            mark_styles(layout, "OrganMark", "发文机关标志", layout.sizes.organ_mark),
            paragraph_style("Number", "发文字号", '<w:jc w:val="right"/>'),
            paragraph_style(
                "LetterRuleSpace",
                "标志下间隔",
                exact(red.above - line_of(mark_size) + mark_size * 10),
            ),
            paragraph_style("FirstRule", "首页上双线", double(thick, thin)),
            paragraph_style("SecondRule", "首页下双线", double(thin, thick)),
            paragraph_style(
                "LetterTextSpace", "双线下间隔", exact(red.under - _EM_TOP)
            ),
        )
    )
