"""The text of a document between head and foot, which all kinds but the ledger share: title to 附注.

This room must not know page, head or foot.
"""

from rectify_gen.layout import Layout
from rectify_gen.templating.make.wordml import (
    indentation,
    line_break,
    paragraph,
    run,
    tag,
)

_SEAL_LINES = 2
"""Empty lines that a seal asks for above the first name beside the usual one: its upper edge is then within a line."""
_SEAL_ROWS = 4
"""Empty lines between two rows of seals: names are then 51 mm apart, and seals of 42 mm do not touch."""


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
    return (
        tag("{%p if title_lines %}")
        + paragraph("Title", *lines)
        + paragraph("Blank")
        + tag("{%p endif %}")
    )


def addressees() -> str:
    """Return 主送机关."""
    return (
        tag("{%p if document.addressees %}")
        + paragraph("Addressee", run("{{ document.addressees }}："))
        + tag("{%p endif %}")
    )


def opening(kinds: tuple[tuple[str, str], ...]) -> str:
    """Return the standard opening of each kind (the last for any other), or the paragraphs that replace it."""
    out = ""
    for at, (kind, sentence) in enumerate(kinds):
        test = f' and kind == "{kind}"' if kind else ""
        out += tag(
            "{%p " + ("elif" if at else "if") + f" opening.standard{test} %}}"
        ) + paragraph("BodyText", run(sentence))
    return out + tag("{%p endif %}") + _prose("opening.paragraphs")


def closing(endings: tuple[tuple[str, str, str], ...]) -> str:
    """Return the standard ending of each (kind, style, sentence), or the paragraphs that replace it.

    Its last line stays with the signature.
    """
    out = ""
    for at, (kind, style, sentence) in enumerate(endings):
        test = f' and kind == "{kind}"' if kind else ""
        out += tag("{%p " + ("elif" if at else "if") + f" closing.standard{test} %}}")
        out += paragraph(style, run(sentence), keep_next=True)
    return (
        out
        + tag("{%p endif %}")
        + _prose("closing.paragraphs", "Closing", keep_last=True)
    )


def _prose(path: str, style: str = "BodyText", *, keep_last: bool = False) -> str:
    """The loop over ``path``; its last paragraph stays with what follows if ``keep_last``."""
    text = run("{{ paragraph }}")
    plain = paragraph(style, text)
    kept = (
        tag("{%p if loop.last %}")
        + paragraph(style, text, keep_next=True)
        + tag("{%p else %}")
        + plain
        + tag("{%p endif %}")
    )
    return (
        tag(f"{{%p for paragraph in {path} %}}")
        + (kept if keep_last else plain)
        + tag("{%p endfor %}")
    )


def paragraphs() -> str:
    """Return the loop over the body: one paragraph for each look, and one for the end of a text without closing."""
    marked = "{{ p.number }}{{ p.heading }}"
    text = run("{{ p.text }}")
    last = (
        *(
            run("{%r if p.level == 1 %}"),
            run(marked, "RunIn1"),
            run("{%r elif p.level == 2 %}"),
            run(marked, "RunIn2"),
        ),
        *(run("{%r else %}"), run(marked), run("{%r endif %}"), text),
    )
    looks = (
        ('p.role == "heading" and p.level == 1', paragraph("Heading1", run(marked))),
        ('p.role == "heading" and p.level == 2', paragraph("Heading2", run(marked))),
        ('p.role == "heading"', paragraph("Heading3", run(marked))),
        (
            "loop.last and signature and not (closing.standard or closing.paragraphs)",
            paragraph("BodyText", *last, keep_next=True),
        ),
        (
            'p.role == "run_in" and p.level == 1',
            paragraph("BodyText", run(marked, "RunIn1"), text),
        ),
        (
            'p.role == "run_in" and p.level == 2',
            paragraph("BodyText", run(marked, "RunIn2"), text),
        ),
    )
    branches = "".join(
        tag("{%p " + ("elif" if at else "if") + f" {test} %}}") + look
        for at, (test, look) in enumerate(looks)
    )
    other = tag("{%p else %}") + paragraph("BodyText", run(marked), text)
    return (
        tag("{%p for p in paragraphs %}")
        + branches
        + other
        + tag("{%p endif %}")
        + tag("{%p endfor %}")
    )


def attachments(layout: Layout) -> str:
    """Return 附件说明 (clause 7.3.4): one empty line below the text, numbered where there are several."""
    character = layout.character()
    label, number = 3 * character, character
    first = indentation(layout.indent() + label + number, hanging=label + number)
    return (
        tag("{%p if document.attachments %}")
        + paragraph("Blank")
        + tag("{%p endif %}")
        + tag("{%p for attachment in document.attachments %}")
        + tag("{%p if loop.length == 1 %}")
        + paragraph(
            "Attachment",
            run("附件：{{ attachment }}"),
            keep_next=True,
            indent=indentation(layout.indent() + label, hanging=label),
        )
        + tag("{%p elif loop.first %}")
        + paragraph(
            "Attachment", run("附件：1.{{ attachment }}"), keep_next=True, indent=first
        )
        + tag("{%p else %}")
        + paragraph(
            "Attachment", run("{{ loop.index }}.{{ attachment }}"), keep_next=True
        )
        + tag("{%p endif %}")
        + tag("{%p endfor %}")
    )


def signature() -> str:
    """Return 署名 and 成文日期 with room for seals; all of it stays on one page with the text before."""
    blank = paragraph("Blank", keep_next=True)
    return (
        tag("{%p if signature %}")
        + blank
        + tag("{%p if signature.seal %}")
        + blank * _SEAL_LINES
        + tag("{%p endif %}")
        + tag("{%p for line in signature.lines %}")
        + tag("{%p if signature.seal and not loop.first %}")
        + blank * _SEAL_ROWS
        + tag("{%p endif %}")
        + paragraph("Signature", run("{{ line }}"), keep_next=True)
        + tag("{%p endfor %}")
        + tag("{%p if signature.date %}")
        + paragraph("Signature", run("{{ signature.date_indent }}{{ signature.date }}"))
        + tag("{%p endif %}")
        + tag("{%p endif %}")
    )


def note() -> str:
    """Return 附注 (clause 7.3.6): in brackets, below the date."""
    return (
        tag("{%p if document.note %}")
        + paragraph("BodyText", run("（{{ document.note }}）"))
        + tag("{%p endif %}")
    )
