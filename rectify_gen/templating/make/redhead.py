"""The template of a red-headed 文件: 版头 with mark, 发文字号 and red line, text, 版记 (clauses 7.2 and 7.4).

This room must not know data or views beyond the names that tags print.
"""

from rectify_gen.layout import Layout
from rectify_gen.templating.make import foot, plain, styles
from rectify_gen.templating.make.marks import mark, mark_styles
from rectify_gen.templating.make.packaging import Draft
from rectify_gen.templating.make.wordml import (
    Cell,
    Row,
    character_style,
    exact,
    fonts,
    indentation,
    paragraph,
    paragraph_style,
    rule,
    run,
    table,
    tabulator,
    tag,
)
from rectify_gen.vocabulary.kinds import Kind

_SPACE = 20
"""Height of the paragraph that keeps two tables apart, in twips."""
_EM_BOTTOM = 77
"""Room under the characters of a line of body text, within the line: 28.95 pt high, 三号 on its base line."""


def redhead(layout: Layout) -> Draft:
    """Return the template of a 文件, upward (发文字号 and 签发人 on one line) or not."""
    blank = paragraph("Blank")
    head = (
        front(max(layout.red_head.mark_top - _SPACE, 1), layout)
        + _mark(layout)
        + blank * layout.red_head.blank_before_number
        + _number(layout)
        + paragraph("RedRule")
        + blank * layout.red_head.blank_before_title
    )
    body = head + plain.whole(layout, plain.ANY_KIND) + foot.imprint(layout)
    return Draft(
        body, _styles(layout), layout.page, foot.page_numbers(layout), plain.TITLE
    )


def front(height: int, layout: Layout) -> str:
    """Return 份号, 密级和保密期限 and 紧急程度 in a row of ``height`` twips, however many of them there are."""
    widths = (layout.page.type_width(),)
    return table(
        widths,
        Row((Cell(front_lines() + paragraph("Space")),), height=height).xml(widths),
    ) + paragraph("Space")


def front_lines() -> str:
    """Return 份号, 密级和保密期限 and 紧急程度 from top to bottom, those that there are."""
    return "".join(
        tag(f"{{%p if document.{name} %}}")
        + paragraph(style, run(f"{{{{ document.{name} }}}}"))
        + tag("{%p endif %}")
        for name, style in (
            ("copy_number", "CopyNumber"),
            ("secrecy", "Secrecy"),
            ("urgency", "Secrecy"),
        )
    )


def _joint_size(layout: Layout) -> int:
    """Joint organs stand two or three below one another: three quarters of the size of one."""
    return layout.sizes.organ_mark * 3 // 4


def _mark(layout: Layout) -> str:
    """One organ with 文件 behind it; joint ones below one another, main organ first, 文件 at half their height."""
    suffix, size = layout.red_head.suffix, layout.sizes.organ_mark
    joint = _joint_size(layout)
    right = (len(suffix) * size * 10 + 300) if suffix else 0
    left = layout.page.type_width() - right
    names = (
        tag("{%p for organ in organizations %}")
        + mark("organ", "JointMark", joint, left)
        + tag("{%p endfor %}")
    )
    cells = (
        (Cell(names), Cell(paragraph("OrganMark", run(suffix)), middle=True))
        if suffix
        else (Cell(names),)
    )
    widths = (left, right) if suffix else (left,)
    return (
        tag("{%p if organizations|length > 1 %}")
        + table(widths, Row(cells).xml(widths))
        + tag("{%p elif organization %}")
        + mark("organization", "OrganMark", size, layout.page.type_width(), suffix)
        + tag("{%p endif %}")
    )


def _number(layout: Layout) -> str:
    """发文字号 in the middle; on a document upward it stands left, and 签发人 right on the same line."""
    stop = f'<w:tabs><w:tab w:val="right" w:pos="{layout.page.type_width() - layout.character()}"/></w:tabs>'
    number = run("{% if document.number %}{{ document.number }}{% endif %}")
    upward = paragraph(
        "Number",
        number,
        tabulator(),
        run("{% if document.signer %}签发人：{% endif %}"),
        run("{% if document.signer %}{{ document.signer }}{% endif %}", "Signer"),
        indent=stop + indentation(layout.character()) + '<w:jc w:val="left"/>',
    )
    sent_up = "".join(f' or kind == "{kind}"' for kind in Kind if kind.row.is_sent_up)
    return (
        tag(f"{{%p if document.signer{sent_up} %}}")
        + upward
        + tag("{%p else %}")
        + paragraph("Number", number)
        + tag("{%p endif %}")
    )


def _styles(layout: Layout) -> str:
    red = layout.red
    line = exact(red.above - _EM_BOTTOM)
    border = f"<w:pBdr>{rule('bottom', red.rule, red.colour)}</w:pBdr>"
    return "".join(
        (
            styles.text_styles(layout),
            styles.head_styles(layout),
            mark_styles(layout, "OrganMark", "发文机关标志", layout.sizes.organ_mark),
            mark_styles(
                layout,
                "JointMark",
                "联合发文机关标志",
                _joint_size(layout),
                "distribute",
            ),
            paragraph_style("Number", "发文字号", '<w:jc w:val="center"/>'),
            paragraph_style("RedRule", "红色分隔线", border + line),
            character_style(
                "Signer", "签发人姓名", fonts(layout.fonts.level_2, layout.fonts.latin)
            ),
        )
    )
