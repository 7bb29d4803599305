"""How each role looks by a Layout: family, size, place on the line; and which families are one kind of the standard.

This room must not know XML, or how a document is read.
"""

from typing import NamedTuple

from rectify_gen.layout import STANDARD, Layout

_KINDS = (
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
_KIND = {name: at for at, names in enumerate(_KINDS) for name in names}
LEFT = ("left", "start", "")
BOTH = ("both", "distribute", "thaiDistribute")


class Wanted(NamedTuple):
    """What is wanted of one role; what is None or empty is not looked at.

    ``standard_font`` is the family that the standard's own layout has: any of its kind will do for it. ``first`` is
    where the first line begins, in hundredths of a character of ``size``. ``on_grid``: the line pitch and the
    characters of a line are those of the grid. ``free_size``: the standard leaves the size open.
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


def same_font(found: str, wanted: str, standard: str) -> bool:
    """Return whether ``found`` will do: ``wanted`` itself, or where the standard is asked for any family of its kind."""
    if found.lower() == wanted.lower():
        return True
    kind = _KIND.get(wanted.lower())
    return wanted == standard and kind is not None and _KIND.get(found.lower()) == kind


def wanted(layout: Layout, *, letter: bool = False) -> dict[str, Wanted]:
    """Return what is wanted of each role."""
    fonts, sizes, standard = layout.fonts, layout.sizes, STANDARD.fonts

    def role(family: str, size: int = sizes.body) -> Wanted:
        name = getattr(fonts, family)
        return Wanted(name, getattr(standard, family), fonts.latin or name, size)

    two, flush = (200, layout.indent()), (0, 0)
    body = role("body")._replace(alignment=BOTH, first=two, prose=True)
    plain = role("body")
    mark = role("title", sizes.organ_mark)._replace(
        alignment=("center",),
        on_grid=False,
        red=True,
        free_size=True,
        strict_alignment=True,
    )
    ledger = role("body", sizes.ledger)._replace(
        on_grid=False, free_size=True, line=layout.ledger.line
    )
    ledger_head = role("level_1", sizes.ledger)._replace(
        on_grid=False, free_size=True, line=layout.ledger.line
    )
    page_number = role("page_number", sizes.page_number)._replace(on_grid=False)
    return {
        "title": role("title", sizes.title)._replace(
            alignment=("center",), strict_alignment=True
        ),
        "body": body,
        "closing": body._replace(alignment=(*BOTH, *LEFT)),
        "level_1": role("level_1")._replace(alignment=BOTH, first=two, prose=True),
        "level_2": role("level_2")._replace(alignment=BOTH, first=two, prose=True),
        "level_3": body,
        "addressee": plain._replace(first=flush),
        "signature": plain,
        "attachment": plain._replace(first=two),
        "attachment_more": plain,
        "attachment_label": role("level_1")._replace(first=flush),
        "copy_number": plain._replace(first=flush),
        "secrecy": role("level_1")._replace(first=flush),
        "mark": mark,
        "joint_mark": mark._replace(
            size=sizes.organ_mark * 3 // 4, alignment=(*BOTH, "center")
        ),
        "number": plain._replace(
            alignment=("right", "end") if letter else ("center",), strict_alignment=True
        ),
        "number_up": plain._replace(
            alignment=(*LEFT, *BOTH), first=(100, layout.character())
        ),
        "signer": role("level_2"),
        "imprint": role("body", sizes.imprint)._replace(
            first=(100, layout.imprint.indent)
        ),
        "page_number": page_number._replace(latin=fonts.page_number),
        "sheet_date": role("body", sizes.ledger + 6)._replace(
            alignment=("right", "end"), free_size=True
        ),
        "cell": ledger,
        "cell_centre": ledger._replace(alignment=("center",)),
        "cell_head": ledger_head._replace(alignment=("center",)),
        "cell_area": ledger_head,
    }
