"""Templates without a head: notice (通报, 公示) and report (情况报告) as they go onto a web page or a wall.

This room must not know data or views beyond the names that tags print.
"""

from rectify_gen import sentences
from rectify_gen.layout import Layout
from rectify_gen.templating.make import foot, styles, text
from rectify_gen.templating.make.packaging import Draft

TITLE = "{% if title %}{{ title }}{% endif %}"
NOTICE_OPENINGS = (
    ("announcement", sentences.OPENING["announcement"]),
    ("", sentences.OPENING["notice"]),
)
REPORT_OPENINGS = (("", sentences.OPENING["report"]),)
NOTICE_ENDINGS = (("", "Closing", sentences.CLOSING),)
REPORT_ENDINGS = (("", "BodyText", sentences.REPORT_ENDING),)
ANY_OPENINGS = (("report", sentences.OPENING["report"]), *NOTICE_OPENINGS)
ANY_ENDINGS = (("report", "BodyText", sentences.REPORT_ENDING), *NOTICE_ENDINGS)


def notice(layout: Layout) -> Draft:
    """Return the template of a 通报 or 公示."""
    return _plain(layout, whole(layout, NOTICE_OPENINGS, NOTICE_ENDINGS))


def report(layout: Layout) -> Draft:
    """Return the template of a 情况报告."""
    return _plain(layout, whole(layout, REPORT_OPENINGS, REPORT_ENDINGS))


def _plain(layout: Layout, body: str) -> Draft:
    return Draft(
        body, styles.text_styles(layout), layout.page, foot.page_numbers(layout), TITLE
    )


def whole(
    layout: Layout,
    openings: tuple[tuple[str, str], ...],
    endings: tuple[tuple[str, str, str], ...],
) -> str:
    """Return everything from the title to 附注."""
    return "".join(
        (
            text.title(),
            text.addressees(),
            text.opening(openings),
            text.paragraphs(),
            text.closing(endings),
            text.attachments(layout),
            text.signature(),
            text.note(),
        )
    )
