"""What each sort of document must show, whatever its layout: the fields of the view that a template may not forget.

This room must not know Jinja, tags or Word.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from rectify_gen.diagnostics import Diagnostic
from rectify_gen.places import Place

Shown = frozenset[tuple[str, str]]
"""Fields of the view, as (type, name), that a template prints or loops over."""


class Duty(NamedTuple):
    """Something that must be shown: any of ``fields`` does it (``*`` for every type).

    Names and reasons in both languages; ``tag`` is what the author may write, between the tags ``around`` it, each of
    which takes a paragraph or a row of its own.
    """

    fields: tuple[tuple[str, str], ...]
    tag: str
    zh: str
    en: str
    why_zh: str
    why_en: str
    around: tuple[str, str] | None = None

    def advice(self) -> dict[str, str]:
        """Return what to write and where, in both languages."""
        if self.around is None:
            return {"tag_zh": self.tag, "tag_en": self.tag}
        begin, end = self.around
        is_row = begin.startswith("{%tr")
        unit_zh = "表格的一行" if is_row else "一段"
        unit_en = "a row" if is_row else "a paragraph"
        return {
            "tag_zh": f"{self.tag}，写在 {begin} 与 {end} 之间，三者各占{unit_zh}",
            "tag_en": f"{self.tag} between {begin} and {end}, each in {unit_en} of its own",
        }


_LOOP_OF_PARAGRAPHS = ("{%p for p in paragraphs %}", "{%p endfor %}")
_BODY = (
    Duty(
        fields=(("View", "title"), ("View", "title_lines")),
        tag="{{ title }}",
        zh="标题",
        en="the title",
        why_zh="公文必须有标题（GB/T 9704-2012 7.3.1）",
        why_en="an official document has a title (GB/T 9704-2012, 7.3.1)",
    ),
    Duty(
        fields=(("ParagraphView", "number"),),
        tag="{{ p.number }}",
        zh="正文各段的序号",
        en="the numbers of the paragraphs",
        why_zh="否则正文的这一部分会整篇缺失",
        why_en="without it that part of the body is missing throughout",
        around=_LOOP_OF_PARAGRAPHS,
    ),
    Duty(
        fields=(("ParagraphView", "heading"),),
        tag="{{ p.heading }}",
        zh="正文各段的标题",
        en="the headings of the paragraphs",
        why_zh="否则正文的这一部分会整篇缺失",
        why_en="without it that part of the body is missing throughout",
        around=_LOOP_OF_PARAGRAPHS,
    ),
    Duty(
        fields=(
            ("ParagraphView", "text"),
            ("ParagraphView", "lead"),
            ("ParagraphView", "rest"),
        ),
        tag="{{ p.text }}",
        zh="正文各段的文字",
        en="the text of the paragraphs",
        why_zh="否则正文的这一部分会整篇缺失",
        why_en="without it that part of the body is missing throughout",
        around=_LOOP_OF_PARAGRAPHS,
    ),
    Duty(
        fields=(("OpeningView", "paragraphs"),),
        tag="{{ one }}",
        zh="自拟的导语",
        en="an opening of one's own",
        why_zh="数据里自拟了导语的，会打印不出来",
        why_en="data that brings its own would lose it",
        around=("{%p for one in opening.paragraphs %}", "{%p endfor %}"),
    ),
    Duty(
        fields=(("ClosingView", "paragraphs"),),
        tag="{{ one }}",
        zh="自拟的结语",
        en="a closing of one's own",
        why_zh="数据里自拟了结语的，会打印不出来",
        why_en="data that brings its own would lose it",
        around=("{%p for one in closing.paragraphs %}", "{%p endfor %}"),
    ),
    Duty(
        fields=(
            ("SignerView", "name"),
            ("SignatureView", "lines"),
            ("View", "organization"),
        ),
        tag="{% if signature %}{% for signer in signature.organizations %}{{ signer.name }}{% endfor %}{% endif %}",
        zh="署名",
        en="the signing organs",
        why_zh="发文机关署名不能缺（GB/T 9704-2012 7.3.5）",
        why_en="the organ signs (GB/T 9704-2012, 7.3.5)",
    ),
    Duty(
        fields=(("SignatureView", "date"), ("View", "date")),
        tag="{% if signature.date %}{{ signature.date }}{% endif %}",
        zh="成文日期",
        en="the date",
        why_zh="成文日期不能缺（GB/T 9704-2012 7.3.5）",
        why_en="a document is dated (GB/T 9704-2012, 7.3.5)",
    ),
)
"""What the text of any notice needs."""
_PUBLIC = (
    Duty(
        fields=(("View", "period"),),
        tag="{% if period %}{{ period }}{% endif %}",
        zh="公开期限",
        en="the publication period",
        why_zh="公开的通报要写明公开期限，便于监督",
        why_en="a public notice says how long it is published",
    ),
    Duty(
        fields=(("ContactView", "value"),),
        tag="{% for contact in contacts %}{{ contact.value }}{% endfor %}",
        zh="联系方式",
        en="the contacts",
        why_zh="公开的通报要写明联系方式，便于群众反映意见",
        why_en="a public notice says where to turn with remarks",
    ),
)
"""What a notice needs besides when it is published."""
_LEDGER = (
    Duty(
        fields=(("*", "problem"), ("ItemView", "heading")),
        tag="{{ i.problem }}",
        zh="问题",
        en="the problem",
        why_zh="台账逐条列出问题",
        why_en="a ledger lists the problems",
        around=("{%tr for i in ledger %}", "{%tr endfor %}"),
    ),
)
_REPORTING_WORDS = ("报告如下", "特此报告")
"""Words of a 情况报告, which is not published, and of no 通报."""

_CONTENT = frozenset(
    {
        ("View", "title"),
        ("View", "title_lines"),
        ("View", "paragraphs"),
        ("View", "items"),
        ("View", "ledger"),
        ("View", "ledger_areas"),
    }
)
"""Of these, any document made from a notice shows something."""


_ROWS = frozenset({("View", "items"), ("View", "ledger"), ("View", "ledger_areas")})
"""Of these, a ledger prints rows."""


def shows_content(shown_fields: Shown) -> bool:
    """Return whether what a notice says, or at least its title, is printed at all."""
    return bool(_CONTENT & shown_fields)


def missing(shown_fields: Shown, text: str, part: str) -> Iterator[Diagnostic]:
    """Yield a warning for each duty that a template with the body ``text`` forgets."""
    for duty in _duties(shown_fields, text):
        if not _is_fulfilled(duty, shown_fields):
            facts = {
                "zh": duty.zh,
                "en": duty.en,
                "why_zh": duty.why_zh,
                "why_en": duty.why_en,
                **duty.advice(),
            }
            yield Diagnostic("template-never-shows", facts=facts, place=Place(part))


def half_shown(shown_fields: Shown, part: str) -> Iterator[Diagnostic]:
    """Yield a warning where a template prints the lead of paragraphs and never what follows it, or the other way round."""
    if ("ParagraphView", "text") in shown_fields:
        return
    has_lead = ("ParagraphView", "lead") in shown_fields
    has_rest = ("ParagraphView", "rest") in shown_fields
    if has_lead == has_rest:
        return
    facts = {
        "shown": "p.lead" if has_lead else "p.rest",
        "other": "p.rest" if has_lead else "p.lead",
    }
    yield Diagnostic("template-half-text", facts=facts, place=Place(part))


def _duties(shown_fields: Shown, text: str) -> tuple[Duty, ...]:
    """What a template must show, by what it seems to be: a ledger, a report or a public notice."""
    has_rows = not _ROWS.isdisjoint(shown_fields)
    has_body = ("View", "paragraphs") in shown_fields
    if has_rows and not has_body:
        return _LEDGER
    # A report is not published: it needs neither period nor contacts.
    if any(word in text for word in _REPORTING_WORDS):
        return _BODY
    return _BODY + _PUBLIC


def _is_fulfilled(duty: Duty, shown_fields: Shown) -> bool:
    for record, name in duty.fields:
        for shown_record, shown_name in shown_fields:
            if name == shown_name and record in ("*", shown_record):
                return True
    return False
