"""What each sort of document must show, whatever its layout: the fields of the view that a template may not forget.

This room must not know Jinja, tags or Word.
"""

from collections.abc import Iterator
from typing import NamedTuple

from rectify_gen.diagnostics import Diagnostic
from rectify_gen.places import Place

Shown = frozenset[tuple[str, str]]
"""Fields of the view, as (type, name), that a template prints or loops over."""


class Duty(NamedTuple):
    """Something that must be shown: any of ``fields`` does it (``*`` for every type). Names and reasons in both languages."""

    fields: tuple[tuple[str, str], ...]
    tag: str
    zh: str
    en: str
    why_zh: str
    why_en: str


_BODY = (
    Duty(
        (("View", "title"), ("View", "title_lines")),
        "{{ title }}",
        "标题",
        "the title",
        "公文必须有标题（GB/T 9704-2012 7.3.1）",
        "an official document has a title (GB/T 9704-2012, 7.3.1)",
    ),
    *(
        Duty(
            (("ParagraphView", name),),
            f"{{{{ p.{name} }}}}",
            zh,
            en,
            "否则正文的这一部分会整篇缺失",
            "without it that part of the body is missing throughout",
        )
        for name, zh, en in (
            ("number", "正文各段的序号", "the numbers of the paragraphs"),
            ("heading", "正文各段的标题", "the headings of the paragraphs"),
            ("text", "正文各段的文字", "the text of the paragraphs"),
        )
    ),
    *(
        Duty(
            ((record, "paragraphs"),),
            f"{{%p for one in {name}.paragraphs %}}",
            f"自拟的{zh}",
            en,
            f"数据里自拟了{zh}的，会打印不出来",
            "data that brings its own would lose it",
        )
        for record, name, zh, en in (
            ("OpeningView", "opening", "导语", "an opening of one's own"),
            ("ClosingView", "closing", "结语", "a closing of one's own"),
        )
    ),
    Duty(
        (("SignerView", "name"), ("SignatureView", "lines"), ("View", "organization")),
        "{{ signer.name }}",
        "署名",
        "the signing organs",
        "发文机关署名不能缺（GB/T 9704-2012 7.3.5）",
        "the organ signs (GB/T 9704-2012, 7.3.5)",
    ),
    Duty(
        (("SignatureView", "date"), ("View", "date")),
        "{{ signature.date }}",
        "成文日期",
        "the date",
        "成文日期不能缺（GB/T 9704-2012 7.3.5）",
        "a document is dated (GB/T 9704-2012, 7.3.5)",
    ),
)
_PUBLIC = (
    Duty(
        (("View", "period"),),
        "{{ period }}",
        "公开期限",
        "the publication period",
        "公开的通报要写明公开期限，便于监督",
        "a public notice says how long it is published",
    ),
    Duty(
        (("ContactView", "value"),),
        "{{ contact.value }}",
        "联系方式",
        "the contacts",
        "公开的通报要写明联系方式，便于群众反映意见",
        "a public notice says where to turn with remarks",
    ),
)
_LEDGER = (
    Duty(
        (("*", "problem"), ("ItemView", "heading")),
        "{{ i.problem }}",
        "问题",
        "the problem",
        "台账逐条列出问题",
        "a ledger lists the problems",
    ),
)
_REPORTING = ("报告如下", "特此报告")
"""Words by which a 情况报告, which is not published, is told from a 通报."""


_CONTENT = frozenset(
    {
        ("View", "title"),
        ("View", "title_lines"),
        ("View", "paragraphs"),
        ("View", "items"),
        ("View", "ledger"),
    }
)
"""Of these, any document made from a notice shows something."""


def shows_content(shown: Shown) -> bool:
    """Return whether what a notice says, or at least its title, is printed at all."""
    return bool(_CONTENT & shown)


def missing(shown: Shown, text: str, part: str) -> Iterator[Diagnostic]:
    """Yield a warning for each duty that a template with the body ``text`` forgets."""
    for duty in _duties(shown, text):
        if not any(_matches(field, own) for field in duty.fields for own in shown):
            facts = {
                "zh": duty.zh,
                "en": duty.en,
                "why_zh": duty.why_zh,
                "why_en": duty.why_en,
                "tag": duty.tag,
            }
            yield Diagnostic("template-never-shows", facts=facts, place=Place(part))


def _duties(shown: Shown, text: str) -> tuple[Duty, ...]:
    tabular = {("View", "items"), ("View", "ledger")}
    if ("View", "paragraphs") not in shown and tabular & shown:
        return _LEDGER
    return _BODY if any(word in text for word in _REPORTING) else _BODY + _PUBLIC


def _matches(wanted: tuple[str, str], own: tuple[str, str]) -> bool:
    return wanted[1] == own[1] and wanted[0] in ("*", own[0])
