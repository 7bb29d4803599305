"""How each role looks by a Layout: family, size, place on the line; and which families are one kind of the standard.

This module must not know XML, or how a document is read.
"""

from typing import NamedTuple

from rectify_gen.layout import STANDARD, Layout

_FONT_KINDS = (
    (
        "仿宋",
        "仿宋_gb2312",
        "fangsong",
        "fangsong_gb2312",
        "华文仿宋",
        "stfangsong",
        "方正仿宋_gbk",
        "方正仿宋简体",
        "方正仿宋_gb2312",
    ),
    (
        "楷体",
        "楷体_gb2312",
        "kaiti",
        "kaiti_gb2312",
        "华文楷体",
        "stkaiti",
        "方正楷体_gbk",
        "方正楷体简体",
        "方正楷体_gb2312",
    ),
    (
        "黑体",
        "simhei",
        "华文黑体",
        "stheiti",
        "方正黑体_gbk",
        "方正黑体简体",
        "方正黑体_gb2312",
    ),
    (
        "宋体",
        "simsun",
        "nsimsun",
        "新宋体",
        "华文宋体",
        "stsong",
        "方正书宋_gbk",
        "方正书宋简体",
    ),
    (
        "方正小标宋简体",
        "方正小标宋_gbk",
        "小标宋",
        "小标宋体",
        "fzxiaobiaosong-b05",
        "fzxiaobiaosong-b05s",
        "方正小标宋_gb2312",
    ),
)
"""Families of one kind, in lower case: the standard names kinds only."""
LEFT = ("left", "start", "")
RIGHT = ("right", "end")
CENTRED = ("center",)
BOTH = ("both", "distribute", "thaiDistribute")


class RoleLook(NamedTuple):
    """The look of one role; what is None or empty is not looked at.

    ``standard_font`` is the family that the standard's own layout has: any of its kind will do for it. ``first`` is
    where the first line begins, in hundredths of a character of ``size`` and in twips. ``on_grid``: the line pitch and
    the characters of a line are those of the grid. ``free_size``: the standard leaves the size open.
    """

    font: str
    standard_font: str
    latin: str
    size: int
    alignment: tuple[str, ...] = ()
    first: tuple[int, int] | None = None
    on_grid: bool = True
    prose: bool = False
    red: bool = False
    free_size: bool = False
    strict_alignment: bool = False
    line: int = 0


def same_font(actual: str, expected: str, standard: str) -> bool:
    """Return whether ``actual`` will do: ``expected`` itself, or where the standard is asked for any family of its kind."""
    actual = actual.lower()
    if actual == expected.lower():
        return True
    if expected != standard:
        return False
    for families in _FONT_KINDS:
        if expected.lower() in families:
            return actual in families
    return False


def role_looks(layout: Layout, *, letter: bool = False) -> dict[str, RoleLook]:
    """Return the look of each role; in a ``letter`` the number stands on the right."""
    sizes = layout.sizes
    two_characters = (200, layout.indent())
    one_character = (100, layout.character())
    flush = (0, 0)

    plain = _role_look(layout, "body", sizes.body)
    first_level = _role_look(layout, "level_1", sizes.body)
    second_level = _role_look(layout, "level_2", sizes.body)
    body = plain._replace(alignment=BOTH, first=two_characters, prose=True)
    title = _role_look(layout, "title", sizes.title)
    # 0: the grid's, as for all text.
    title_line = layout.title_line()
    if title_line == layout.grid.line:
        title_line = 0
    mark = _role_look(layout, "title", sizes.organ_mark)._replace(
        alignment=CENTRED,
        on_grid=False,
        red=True,
        free_size=True,
        strict_alignment=True,
    )
    # The standard says nothing about the type in tables.
    cell = _role_look(layout, "body", sizes.ledger)._replace(
        on_grid=False,
        free_size=True,
        line=layout.ledger.line,
    )
    cell_head = _role_look(layout, "level_1", sizes.ledger)._replace(
        on_grid=False, free_size=True, line=layout.ledger.line
    )
    imprint = _role_look(layout, "body", sizes.imprint)
    page_number = _role_look(layout, "page_number", sizes.page_number)
    sheet_date = _role_look(layout, "body", sizes.ledger + 6)
    return {
        "title": title._replace(
            alignment=CENTRED, strict_alignment=True, line=title_line
        ),
        "body": body,
        "closing": body._replace(alignment=BOTH + LEFT),
        "level_1": first_level._replace(
            alignment=BOTH, first=two_characters, prose=True
        ),
        "level_2": second_level._replace(
            alignment=BOTH, first=two_characters, prose=True
        ),
        "level_3": body,
        "addressee": plain._replace(first=flush),
        "signature": plain,
        "attachment": plain._replace(first=two_characters),
        "attachment_more": plain,
        "attachment_label": first_level._replace(first=flush),
        "copy_number": plain._replace(first=flush),
        "secrecy": first_level._replace(first=flush),
        "mark": mark,
        "joint_mark": mark._replace(
            size=sizes.organ_mark * 3 // 4, alignment=BOTH + CENTRED
        ),
        "number": plain._replace(
            alignment=RIGHT if letter else CENTRED, strict_alignment=True
        ),
        "number_up": plain._replace(alignment=LEFT + BOTH, first=one_character),
        "signer": second_level,
        "imprint": imprint._replace(first=(100, layout.imprint.indent)),
        "page_number": page_number._replace(
            on_grid=False, latin=layout.fonts.page_number
        ),
        "sheet_date": sheet_date._replace(alignment=RIGHT, free_size=True),
        "cell": cell,
        "cell_centre": cell._replace(alignment=CENTRED),
        "cell_head": cell_head._replace(alignment=CENTRED),
        "cell_area": cell_head,
    }


def _role_look(layout: Layout, family: str, size: int) -> RoleLook:
    """Return a look with the font that ``layout`` names ``family`` (``body``, ``level_1`` …)."""
    font = getattr(layout.fonts, family)
    return RoleLook(
        font=font,
        standard_font=getattr(STANDARD.fonts, family),
        latin=layout.fonts.latin or font,
        size=size,
    )
