"""The text of a document between head and foot, which all kinds but the ledger share: title to 附注.

From the last paragraph of the text on, each stays with the next, 版记 included: so the page with the signature has text
(clause 7.3.5.5), and 版记 never stands alone. This room must not know page, head or foot.
"""

from __future__ import annotations

from rectify_gen.layout import Layout
from rectify_gen.templating.make.paragraph_tags import choose, for_each, when
from rectify_gen.templating.make.wordml import (
    indentation,
    line_break,
    paragraph,
    run,
)

_SEAL_LINES = 2
"""Empty lines that a seal asks for above the first name beside the usual one: its upper edge is then within a line."""
_SEAL_ROWS = 4
"""Empty lines between two rows of seals: names are then 51 mm apart, and seals of 42 mm do not touch."""
_ATTACHMENTS_KEPT = (2, 3, 4, 5, 6, 7, 8)
"""How many attachments a page holds beside a line of text, seals, 附注 and 版记; of a longer list, only the last is kept."""


def title() -> str:
    """Return the title in its lines and an empty line."""
    lines = (
        run("{%r for line in title_lines %}"),
        run("{{ line }}"),
        run("{%r if not loop.last %}"),
        line_break(),
        run("{%r endif %}"),
        run("{%r endfor %}"),
    )
    return when("title_lines", paragraph("Title", *lines), paragraph("Blank"))


def addressees() -> str:
    """Return 主送机关."""
    line = paragraph("Addressee", run("{{ document.addressees }}："))
    return when("document.addressees", line)


def opening(kinds: tuple[tuple[str, str], ...]) -> str:
    """Return the standard opening of each kind (the last for any other), or the paragraphs that replace it."""
    cases: list[tuple[str, str]] = []
    for kind, sentence in kinds:
        test = _with_kind("opening.standard", kind)
        cases.append((test, paragraph("BodyText", run(sentence))))
    replacing = paragraph("BodyText", run("{{ paragraph }}"))
    return choose(cases) + for_each("paragraph", "opening.paragraphs", replacing)


def closing(endings: tuple[tuple[str, str, str], ...]) -> str:
    """Return the standard ending of each (kind, style, sentence), or the paragraphs that replace it.

    Its last line stays with what follows it.
    """
    cases: list[tuple[str, str]] = []
    for kind, style, sentence in endings:
        test = _with_kind("closing.standard", kind)
        cases.append((test, paragraph(style, run(sentence), keep_next=True)))
    text = run("{{ paragraph }}")
    last_line = paragraph("Closing", text, keep_next=True)
    earlier_line = paragraph("Closing", text)
    replacing = choose([("loop.last", last_line)], otherwise=earlier_line)
    return choose(cases) + for_each("paragraph", "closing.paragraphs", replacing)


def _with_kind(test: str, kind: str) -> str:
    """``test`` for one kind of notice; for all of them where ``kind`` is empty."""
    if not kind:
        return test
    return f'{test} and kind == "{kind}"'


def paragraphs() -> str:
    """Return the loop over the body: one paragraph for each look, and one for the end of a text without closing."""
    marked = "{{ p.number }}{{ p.heading }}"
    text = run("{{ p.text }}")
    # Only runs differ between the levels, so that one paragraph serves them all.
    all_looks = (
        run("{%r if p.level == 1 %}"),
        run(marked, "RunIn1"),
        run("{%r elif p.level == 2 %}"),
        run(marked, "RunIn2"),
        run("{%r else %}"),
        run(marked),
        run("{%r endif %}"),
        text,
    )
    # The first that holds is taken: the end of the text comes before its usual looks.
    looks = [
        ('p.role == "heading" and p.level == 1', paragraph("Heading1", run(marked))),
        ('p.role == "heading" and p.level == 2', paragraph("Heading2", run(marked))),
        ('p.role == "heading"', paragraph("Heading3", run(marked))),
        (
            "loop.last and signature and not (closing.standard or closing.paragraphs)",
            paragraph("BodyText", *all_looks, keep_next=True),
        ),
        ("p.has_link", paragraph("BodyTextLeft", *all_looks)),
        (
            'p.role == "run_in" and p.level == 1',
            paragraph("BodyText", run(marked, "RunIn1"), text),
        ),
        (
            'p.role == "run_in" and p.level == 2',
            paragraph("BodyText", run(marked, "RunIn2"), text),
        ),
    ]
    plain = paragraph("BodyText", run(marked), text)
    return for_each("p", "paragraphs", choose(looks, otherwise=plain))


def attachments(layout: Layout) -> str:
    """Return 附件说明 (clause 7.3.4): one empty line below the text, numbered where there are several."""
    character = layout.character()
    label = 3 * character  # 附件：
    number = character  # 1.
    of_one = indentation(layout.indent() + label, hanging=label)
    of_several = indentation(layout.indent() + label + number, hanging=label + number)
    alone = run("附件：{{ attachment }}")
    first = run("附件：1.{{ attachment }}")
    following = run("{{ loop.index }}.{{ attachment }}")
    # Without the sign <, which Word writes as an entity and only docxtpl can read again.
    fits = f"loop.length in {_ATTACHMENTS_KEPT}"
    lines = choose(
        [
            (
                "loop.length == 1",
                paragraph("Attachment", alone, keep_next=True, indent=of_one),
            ),
            (
                f"loop.first and {fits}",
                paragraph("Attachment", first, keep_next=True, indent=of_several),
            ),
            ("loop.first", paragraph("Attachment", first, indent=of_several)),
            (
                f"loop.last or {fits}",
                paragraph("Attachment", following, keep_next=True),
            ),
        ],
        otherwise=paragraph("Attachment", following),
    )
    blank = when("document.attachments", paragraph("Blank", keep_next=True))
    return blank + for_each("attachment", "document.attachments", lines)


def signature() -> str:
    """Return 署名 and 成文日期 with room for seals; all of it stays on one page with the text before and what follows."""
    blank = paragraph("Blank", keep_next=True)
    name = paragraph("Signature", run("{{ line }}"), keep_next=True)
    date = paragraph(
        "Signature",
        run("{{ signature.date_indent }}{{ signature.date }}"),
        keep_next=True,
    )
    room_between_seals = when("signature.seal and not loop.first", blank * _SEAL_ROWS)
    return when(
        "signature",
        blank,
        when("signature.seal", blank * _SEAL_LINES),
        for_each("line", "signature.lines", room_between_seals, name),
        when("signature.date", date),
    )


def note() -> str:
    """Return 附注 (clause 7.3.6): in brackets, below the date and on its page."""
    text = run("（{{ document.note }}）")
    # Most of them end with a telephone number.
    line = paragraph("BodyTextLeft", text, keep_next=True)
    return when("document.note", line)
