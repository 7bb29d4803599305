"""The shipped templates: the plain one of each kind of notice, and the heads that print any kind."""

from typing import NamedTuple

from rectify_gen.vocabulary.kinds import Kind, kinds_of_template


class TemplateName(NamedTuple):
    """A shipped template: its name, what it makes, and what ``template list`` says of it."""

    code: str
    zh: str
    about_zh: str
    about_en: str


_HEADED_TEMPLATES = (
    TemplateName(
        code="redhead",
        zh="红头文件",
        about_zh="红头文件：份号、密级、发文机关标志、发文字号、签发人、红线、附件说明、版记。",
        about_en="文件 with red head: mark, number, signer, red rule, attachments, 版记 (copies, issuing office).",
    ),
    TemplateName(
        code="letter",
        zh="信函",
        about_zh="信函：红色标志、双线、发文字号居右，首页不编页码。",
        about_en="信函: red mark, double rules, number at the right, first page unnumbered.",
    ),
    TemplateName(
        code="ledger",
        zh="整改台账",
        about_zh="整改台账：横排表格，每个末级条目一行；build -t ledger。",
        about_en="整改台账: landscape table, a row for each leaf item; build -t ledger.",
    ),
)


def _plain_template(template: str) -> TemplateName:
    """The plain ``template``, called what the kind is called that it is named for."""
    kind, *others = kinds_of_template(template)
    also_zh = also_en = ""
    if others:
        names = [other.row.zh for other in others]
        also_zh = f"（{'、'.join(names)}同用）"
        also_en = f" (also {', '.join(names)})"
    row = kind.row
    return TemplateName(
        code=template,
        zh=row.zh,
        about_zh=f"{row.zh}{also_zh}：{row.template_parts_zh}。",
        about_en=f"{row.zh}{also_en}: {row.template_parts_en}.",
    )


_PLAIN_TEMPLATES = tuple(dict.fromkeys(kind.row.template for kind in Kind))

TEMPLATE_NAMES = (*map(_plain_template, _PLAIN_TEMPLATES), *_HEADED_TEMPLATES)
"""Every shipped template, in the order in which they are listed."""
