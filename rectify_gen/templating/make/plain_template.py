"""Templates without a head: notice (通报, 公示) and report (情况报告) as they go onto a web page or a wall.

This room must not know data or views beyond the names that tags print.
"""

from collections.abc import Callable, Sequence

from rectify_gen.layout import Layout
from rectify_gen.templating.make import notice_text, page_foot, template_styles
from rectify_gen.templating.make.template_package import Draft
from rectify_gen.vocabulary.kinds import DEFAULT_KIND, Kind, kinds_of_template

TITLE = "{% if title %}{{ title }}{% endif %}"

_OTHER_KINDS = [kind for kind in Kind if kind is not DEFAULT_KIND]
ANY_KIND = (DEFAULT_KIND, *_OTHER_KINDS)
"""All kinds, first the one whose sentences stand for those that have none of their own."""


def maker_of(template: str) -> Callable[[Layout], Draft]:
    """Return what makes the plain ``template`` of the kinds that it prints."""
    kinds = kinds_of_template(template)

    def make(layout: Layout) -> Draft:
        return Draft(
            body=whole(layout, kinds),
            styles=template_styles.text_styles(layout),
            page=layout.page,
            stories=page_foot.page_numbers(layout),
            title=TITLE,
        )

    return make


def whole(layout: Layout, kinds: Sequence[Kind]) -> str:
    """Return everything from the title to 附注, with the standard sentences of ``kinds``; the first kind's are the default."""
    return (
        notice_text.title()
        + notice_text.addressees()
        + notice_text.opening(_openings(kinds))
        + notice_text.paragraphs()
        + notice_text.closing(_endings(kinds))
        + notice_text.attachments(layout)
        + notice_text.signature()
        + notice_text.note()
    )


def _openings(kinds: Sequence[Kind]) -> tuple[tuple[str, str], ...]:
    """Kind and opening sentence of each kind whose sentence is not the default, then the default for all others."""
    default_kind, *other_kinds = kinds
    default = default_kind.row.opening
    openings: list[tuple[str, str]] = []
    for kind in other_kinds:
        sentence = kind.row.opening
        if sentence != default:
            openings.append((kind.value, sentence))
    return (*openings, ("", default))


def _endings(kinds: Sequence[Kind]) -> tuple[tuple[str, str, str], ...]:
    """Kind, style and sentence of each kind whose ending is not the default, then the default for all others."""
    default_kind, *other_kinds = kinds
    default = default_kind.row.ending
    endings: list[tuple[str, str, str]] = []
    for kind in other_kinds:
        sentence = kind.row.ending
        if sentence != default:
            style = _ending_style(kind)
            endings.append((kind.value, style, sentence))
    default_style = _ending_style(default_kind)
    return (*endings, ("", default_style, default))


def _ending_style(kind: Kind) -> str:
    if kind.row.is_sent_up:
        return "BodyText"
    return "Closing"
