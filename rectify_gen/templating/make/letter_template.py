"""The template of a 信函 (clause 10.1): red mark, two double rules, 发文字号 at the right, no number on page 1.

This room must not know data or views beyond the names that tags print.
"""

from __future__ import annotations

from rectify_gen.layout import Layout, mark_line
from rectify_gen.templating.make import page_foot, plain_template, template_styles
from rectify_gen.templating.make.organ_marks import (
    mark,
    mark_space,
    mark_space_style,
    mark_styles,
)
from rectify_gen.templating.make.paragraph_tags import when
from rectify_gen.templating.make.redhead_template import front_lines
from rectify_gen.templating.make.template_package import Draft, PageStory
from rectify_gen.templating.make.wordml import (
    Cell,
    Row,
    aligned,
    exact,
    indentation,
    paragraph,
    paragraph_borders,
    paragraph_style,
    rule,
    rule_width,
    run,
    table,
)


def letter(layout: Layout) -> Draft:
    """Return the template of a 信函; a joint one carries the main organ's mark only."""
    body = (
        _front(layout)
        + paragraph("Blank") * layout.red_head.blank_before_title
        + plain_template.whole(layout, plain_template.ANY_KIND)
        + page_foot.imprint(layout, ruled=False)
    )
    page = layout.page._replace(
        header=layout.letter.mark_top, footer=layout.letter.second_rule
    )
    return Draft(
        body=body,
        styles=_styles(layout),
        page=page,
        stories=_stories(layout),
        title=plain_template.TITLE,
    )


def _front(layout: Layout) -> str:
    """份号, 密级 and 紧急程度 at the left and 发文字号 at the right, both straight under the rule."""
    any_line = "document.copy_number or document.secrecy or document.urgency"
    # A cell must hold a paragraph.
    lines = front_lines() + when(f"not ({any_line})", paragraph("CopyNumber"))
    number = run("{% if document.number %}{{ document.number }}{% endif %}")
    whole_line = layout.page.type_width()
    left = whole_line // 2
    right = whole_line - left
    widths = (left, right)
    cells = (
        Cell(lines),
        Cell(paragraph("Number", number)),
    )
    row = Row(cells).xml(widths)
    return when(f"{any_line} or document.number", table(widths, row))


def _stories(layout: Layout) -> tuple[PageStory, ...]:
    """Mark and first rule head the first page, the second rule is its foot; later pages have their number only."""
    name = "main_organization"
    is_preprinted = layout.red.preprinted
    mark_or_space = mark_space if is_preprinted else mark
    organ_mark = mark_or_space(
        name,
        "PreprintedMark" if is_preprinted else "OrganMark",
        half_points=layout.sizes.organ_mark,
        width=layout.page.type_width(),
    )
    rule_style = "PreprintedRule" if is_preprinted else "FirstRule"
    second_rule_style = "PreprintedRule" if is_preprinted else "SecondRule"
    head = (
        when(name, organ_mark)
        + paragraph("LetterRuleSpace")
        + paragraph(rule_style)
        + paragraph("LetterTextSpace")
    )
    # Later pages have no header: an empty one would begin where the mark of the first does, and move their text down.
    below = layout.page.footer - layout.letter.second_rule
    spacer = paragraph("Space", indent=exact(below)) if below > 0 else ""
    return (
        PageStory("header", "first", head),
        PageStory("footer", "first", paragraph(second_rule_style)),
        *page_foot.page_numbers(layout, spacer),
    )


def _styles(layout: Layout) -> str:
    red = layout.red
    mark_size = layout.sizes.organ_mark
    above_rule = red.above - mark_line(mark_size) + mark_size * 10
    return (
        template_styles.text_styles(layout)
        + template_styles.head_styles(layout)
        + (_preprinted_styles(layout) if red.preprinted else _red_styles(layout))
        + paragraph_style("Number", "发文字号", aligned("right"))
        + paragraph_style("LetterRuleSpace", "标志下间隔", exact(above_rule))
        + paragraph_style(
            "LetterTextSpace", "双线下间隔", exact(red.under - layout.over_text())
        )
    )


def _red_styles(layout: Layout) -> str:
    """Styles of what is red: the mark and the double rules."""
    shape = layout.letter
    first_rule = _double_rule(layout, upper=shape.thick, lower=shape.thin)
    second_rule = _double_rule(layout, upper=shape.thin, lower=shape.thick)
    return (
        mark_styles(layout, "OrganMark", "发文机关标志", layout.sizes.organ_mark)
        + paragraph_style("FirstRule", "首页上双线", first_rule)
        + paragraph_style("SecondRule", "首页下双线", second_rule)
    )


def _preprinted_styles(layout: Layout) -> str:
    """Styles of the empty places where the paper bears mark and double rules."""
    shape = layout.letter
    # The borders stand above and below their line.
    double_rule = rule_width(shape.thick) + shape.gap + rule_width(shape.thin)
    return mark_space_style(
        "PreprintedMark", "套打标志位置", layout.sizes.organ_mark
    ) + paragraph_style("PreprintedRule", "套打双线位置", exact(double_rule))


def _double_rule(layout: Layout, upper: int, lower: int) -> str:
    """Two red rules, ``upper`` and ``lower`` eighths of a point thick, in the middle of the page.

    The middle of the page is not that of the type area.
    """
    colour = layout.red.colour
    page = layout.page
    edge = (page.width - layout.letter.rule_length) // 2
    wide = indentation(edge - page.left, edge - page.right)
    borders = paragraph_borders(
        rule("top", upper, colour), rule("bottom", lower, colour)
    )
    return borders + exact(layout.letter.gap) + wide
