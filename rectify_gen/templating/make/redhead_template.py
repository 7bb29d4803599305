"""The template of a red-headed 文件: 版头 with mark, 发文字号 and red line, text, 版记 (clauses 7.2 and 7.4).

For preprinted paper (套打) mark and red line are left out, and all else stands where it would stand with them.
This room must not know data or views beyond the names that tags print.
"""

from __future__ import annotations

from rectify_gen.layout import Layout
from rectify_gen.templating.make import page_foot, plain_template, template_styles
from rectify_gen.templating.make.organ_marks import (
    mark,
    mark_space,
    mark_space_style,
    mark_styles,
)
from rectify_gen.templating.make.paragraph_tags import choose, for_each, when
from rectify_gen.templating.make.template_package import Draft
from rectify_gen.templating.make.wordml import (
    Cell,
    Row,
    aligned,
    character_style,
    exact,
    fonts,
    indentation,
    paragraph,
    paragraph_borders,
    paragraph_style,
    right_tab,
    rule,
    rule_width,
    run,
    table,
    tabulator,
)
from rectify_gen.vocabulary.kinds import Kind

_SPACE = 20
"""Height of the paragraph that keeps two tables apart, in twips."""


def redhead(layout: Layout) -> Draft:
    """Return the template of a 文件, upward (发文字号 and 签发人 on one line) or not."""
    blank = paragraph("Blank")
    # Word takes no height of 0.
    front_height = max(layout.red_head.mark_top - _SPACE, 1)
    is_preprinted = layout.red.preprinted
    head = (
        front(front_height, layout)
        + (_mark_space(layout) if is_preprinted else _mark(layout))
        + blank * layout.red_head.blank_before_number
        + _number(layout)
        + paragraph("PreprintedRule" if is_preprinted else "RedRule")
        + blank * layout.red_head.blank_before_title
    )
    body = (
        head
        + plain_template.whole(layout, plain_template.ANY_KIND)
        + page_foot.imprint(layout)
    )
    return Draft(
        body=body,
        styles=_styles(layout),
        page=layout.page,
        stories=page_foot.page_numbers(layout),
        title=plain_template.TITLE,
    )


def front(height: int, layout: Layout) -> str:
    """Return 份号, 密级和保密期限 and 紧急程度 in a row of ``height`` twips, or higher where they need it."""
    widths = (layout.page.type_width(),)
    cell = Cell(front_lines() + paragraph("Space"))
    row = Row((cell,), least_height=height).xml(widths)
    return table(widths, row) + paragraph("Space")


def front_lines() -> str:
    """Return 份号, 密级和保密期限 and 紧急程度 from top to bottom, those that there are."""
    lines = ""
    for path, style in (
        ("document.copy_number", "CopyNumber"),
        ("document.secrecy", "Secrecy"),
        ("document.urgency", "Secrecy"),
    ):
        text = run(f"{{{{ {path} }}}}")
        line = paragraph(style, text)
        lines += when(path, line)
    return lines


def _joint_size(layout: Layout) -> int:
    """Joint organs stand two or three below one another: three quarters of the size of one."""
    return layout.sizes.organ_mark * 3 // 4


def _mark(layout: Layout) -> str:
    """One organ with 文件 behind it; joint ones below one another, main organ first, 文件 at half their height."""
    suffix = layout.red_head.suffix
    size = layout.sizes.organ_mark
    whole_line = layout.page.type_width()
    right = _joint_suffix_width(layout)
    left = whole_line - right
    organ = mark("organ", "JointMark", _joint_size(layout), left)
    cells = [Cell(for_each("organ", "organizations", organ))]
    widths = [left]
    if suffix:
        cells.append(Cell(paragraph("OrganMark", run(suffix)), middle=True))
        widths.append(right)
    joint = table(widths, Row(tuple(cells)).xml(widths))
    alone = mark("organization", "OrganMark", size, whole_line, suffix)
    return choose([("organizations|length > 1", joint), ("organization", alone)])


def _joint_suffix_width(layout: Layout) -> int:
    """Width of the column in which 文件 stands beside joint organs, in twips."""
    suffix = layout.red_head.suffix
    if not suffix:
        return 0
    return len(suffix) * layout.sizes.organ_mark * 10 + 300


def _mark_space(layout: Layout) -> str:
    """The place of a preprinted mark, as high as :func:`_mark`; that of joint organs grows with their number."""
    whole_line = layout.page.type_width()
    organ = mark_space(
        "organ",
        "PreprintedJointMark",
        half_points=_joint_size(layout),
        width=whole_line - _joint_suffix_width(layout),
    )
    alone = mark_space(
        "organization",
        "PreprintedMark",
        half_points=layout.sizes.organ_mark,
        width=whole_line,
        suffix=layout.red_head.suffix,
    )
    joint = for_each("organ", "organizations", organ)
    return choose([("organizations|length > 1", joint), ("organization", alone)])


def _number(layout: Layout) -> str:
    """发文字号 in the middle; on a document upward it stands left, and 签发人 right on the same line."""
    character = layout.character()
    stop = right_tab(layout.page.type_width() - character)
    number = run("{% if document.number %}{{ document.number }}{% endif %}")
    upward = paragraph(
        "Number",
        number,
        tabulator(),
        run("{% if document.signer %}签发人：{% endif %}"),
        run("{% if document.signer %}{{ document.signer }}{% endif %}", "Signer"),
        indent=stop + indentation(character) + aligned("left"),
    )
    test = "document.signer"
    for kind in Kind:
        if kind.row.is_sent_up:
            test += f' or kind == "{kind}"'
    return choose([(test, upward)], otherwise=paragraph("Number", number))


def _styles(layout: Layout) -> str:
    return (
        template_styles.text_styles(layout)
        + template_styles.head_styles(layout)
        + (_preprinted_styles(layout) if layout.red.preprinted else _red_styles(layout))
        + paragraph_style(
            "Number", "发文字号", exact(layout.grid.line) + aligned("center")
        )
        + character_style(
            "Signer", "签发人姓名", fonts(layout.fonts.level_2, layout.fonts.latin)
        )
    )


def _red_styles(layout: Layout) -> str:
    """Styles of what is red: the marks and the rule."""
    red = layout.red
    organ_mark = mark_styles(
        layout, "OrganMark", "发文机关标志", layout.sizes.organ_mark
    )
    joint_mark = mark_styles(
        layout,
        identifier="JointMark",
        name="联合发文机关标志",
        half_points=_joint_size(layout),
        spread="distribute",
    )
    border = paragraph_borders(rule("bottom", red.rule, red.colour))
    red_rule = paragraph_style(
        "RedRule", "红色分隔线", border + exact(_above_rule(layout))
    )
    return organ_mark + joint_mark + red_rule


def _preprinted_styles(layout: Layout) -> str:
    """Styles of the empty places where the paper bears mark and rule."""
    organ_mark = mark_space_style(
        "PreprintedMark", "套打标志位置", layout.sizes.organ_mark
    )
    joint_mark = mark_space_style(
        "PreprintedJointMark", "套打联合标志位置", _joint_size(layout)
    )
    # A border stands below its line, so the place of the rule is as much higher.
    height = _above_rule(layout) + rule_width(layout.red.rule)
    red_rule = paragraph_style("PreprintedRule", "套打红线位置", exact(height))
    return organ_mark + joint_mark + red_rule


def _above_rule(layout: Layout) -> int:
    return layout.red.above - layout.under_text()
