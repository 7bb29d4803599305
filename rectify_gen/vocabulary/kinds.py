"""文种: which document a notice is. A new kind is one row here, and a template.

What sets one kind apart from another stands in its row. Code that compares a kind with ``"report"`` misses the
next kind: ask the row instead (``kind.row.is_sent_up``).
"""

from functools import cached_property
from typing import NamedTuple

from rectify_gen.vocabulary.coded import Coded
from rectify_gen.vocabulary.sentences import (
    CLOSING,
    OPENING_OF_INSPECTED,
    REPORT_ENDING,
)

KIND_TITLE = "文种"
"""What people call the key that says the kind."""


class KindRow(NamedTuple):
    """What the product knows of one kind of document."""

    code: str
    """Its value in the YAML."""
    zh: str
    """What the schema, the messages and the help call it."""
    en: str
    name: str
    """What its title ends with, and ``{{ kind_name }}`` prints."""
    full_name: str
    """Its usual name in full, for people who look for a starter file."""
    template: str
    """The shipped template that prints it."""
    announcement: str
    """The verb that ends the standard opening."""
    title: str = "{organizations}关于{inspection}整改进展情况的{name}"
    """The standard title."""
    ending: str = CLOSING
    """The standard last paragraph."""
    is_sent_up: bool = False
    """Whether it goes to the body that inspected, and is not published."""
    words_of_others: tuple[str, ...] = ()
    """Wording by which the opening or the closing speaks as another kind."""
    names_of_others: tuple[str, ...] = ()
    """Names at the end of a title by which it is that of another kind."""
    title_words: tuple[str, ...] = ()
    """What an existing title or opening calls it, beside ``name``."""
    template_parts_zh: str = "标题、导语、正文、结语、落款"
    """What its template prints, as ``template list`` says."""
    template_parts_en: str = "title, opening, body, closing, signature"
    closing_words: tuple[str, ...] = ()
    """What the closing of an existing document calls it, where its title does not say."""

    @property
    def opening(self) -> str:
        """The standard opening paragraph, with the tags that fill it."""
        return f"{OPENING_OF_INSPECTED}{self.announcement}。"


class Kind(Coded):
    """文种: a code, with its row."""

    NOTICE = KindRow(
        code="notice",
        zh="通报",
        en="notice",
        name="通报",
        full_name="巡察整改进展情况通报",
        template="notice",
        announcement="予以公布",
        words_of_others=("报告如下", "汇报如下", "特此报告"),
        names_of_others=("报告", "汇报"),
    )
    REPORT = KindRow(
        code="report",
        zh="情况报告",
        en="report",
        name="报告",
        full_name="巡察整改情况报告",
        template="report",
        announcement="报告如下",
        ending=REPORT_ENDING,
        is_sent_up=True,
        words_of_others=(
            "予以公布",
            "予以公示",
            "予以公开",
            "汇报如下",
            "通报如下",
            "公布如下",
            "公示如下",
            "公告如下",
            "特此通报",
            "特此公告",
        ),
        names_of_others=("通报", "公示", "公告", "汇报"),
        title_words=("汇报",),
        template_parts_zh="主送机关，无公开期限和联系方式",
        template_parts_en="addressee, no publication period or contacts",
        closing_words=("此报告", "此汇报"),
    )
    ANNOUNCEMENT = KindRow(
        code="announcement",
        zh="公示",
        en="announcement",
        name="公示",
        full_name="巡察整改进展情况公示",
        template="notice",
        announcement="予以公示",
        words_of_others=("报告如下", "汇报如下", "通报如下", "特此报告", "特此通报"),
        names_of_others=("报告", "汇报", "通报"),
    )

    @cached_property
    def row(self) -> KindRow:
        """What the table says of it."""
        return KindRow(*self.columns)


DEFAULT_KIND = Kind.NOTICE
"""The kind of a notice that does not say."""


def kinds_of_template(template: str) -> tuple[Kind, ...]:
    """Return the kinds that the shipped ``template`` prints: first the one that it is named for."""
    kinds = [kind for kind in Kind if kind.row.template == template]
    return tuple(sorted(kinds, key=lambda kind: kind.value != template))
