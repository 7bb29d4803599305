"""The template maker: Word templates from the numbers in ``layout`` and the standard sentences.

What it makes is committed in ``templates/`` and meant to be restyled in Word.
This room must not know data or views beyond the names that tags print.
"""

from __future__ import annotations

from rectify_gen import sentences
from rectify_gen.layout import STANDARD, Layout
from rectify_gen.package import write_parts
from rectify_gen.templating import wordml
from rectify_gen.templating.wordml import line_break, paragraph, run, tag

_TRANSITIONAL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_METADATA = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"

KINDS = ("notice", "report")
"""Templates that can be made."""


def make_template(kind: str, layout: Layout = STANDARD) -> bytes:
    """Return the .docx template ``kind`` (one of :data:`KINDS`) laid out as ``layout`` says."""
    body = _BODIES[kind]()
    parts = {
        "[Content_Types].xml": wordml.content_types(),
        "_rels/.rels": wordml.relations(
            ("rId1", _TRANSITIONAL + "officeDocument", "word/document.xml"), ("rId2", _METADATA, "docProps/core.xml")
        ),
        "docProps/core.xml": wordml.core_properties(
            "{% if title %}{{ title }}{% endif %}", "{% if organization %}{{ organization }}{% endif %}"
        ),
        "word/_rels/document.xml.rels": wordml.relations(
            ("rIdStyles", _TRANSITIONAL + "styles", "styles.xml"),
            ("rIdSettings", _TRANSITIONAL + "settings", "settings.xml"),
            ("rIdOdd", _TRANSITIONAL + "footer", "footer1.xml"),
            ("rIdEven", _TRANSITIONAL + "footer", "footer2.xml"),
        ),
        "word/document.xml": wordml.document(body, layout),
        "word/footer1.xml": wordml.footer(layout, "right"),
        "word/footer2.xml": wordml.footer(layout, "left"),
        "word/settings.xml": wordml.settings(),
        "word/styles.xml": wordml.styles(layout, _styles(layout)),
    }
    return write_parts({name: text.encode("utf-8") for name, text in parts.items()})


def _styles(layout: Layout) -> str:
    families, sizes = layout.fonts, layout.sizes
    indent = f'<w:ind w:firstLineChars="200" w:firstLine="{layout.indent}"/>'
    title = f'<w:spacing w:val="0"/><w:sz w:val="{sizes.title}"/><w:szCs w:val="{sizes.title}"/>'
    number = f'<w:spacing w:val="0"/><w:sz w:val="{sizes.page_number}"/><w:szCs w:val="{sizes.page_number}"/>'
    level_1, level_2 = wordml.fonts(families.level_1), wordml.fonts(families.level_2)
    return "".join(
        (
            wordml.paragraph_style("Title", "Title", '<w:jc w:val="center"/>', wordml.fonts(families.title) + title),
            wordml.paragraph_style("BodyText", "Body Text", indent),
            # Not justified: an e-mail address that does not break would pull the line before it apart.
            wordml.paragraph_style("Closing", "结尾", indent + '<w:jc w:val="left"/>'),
            wordml.paragraph_style("Heading1", "heading 1", f'<w:keepNext/>{indent}<w:outlineLvl w:val="0"/>', level_1),
            wordml.paragraph_style("Heading2", "heading 2", f'<w:keepNext/>{indent}<w:outlineLvl w:val="1"/>', level_2),
            wordml.paragraph_style("Heading3", "heading 3", f'<w:keepNext/>{indent}<w:outlineLvl w:val="2"/>'),
            wordml.paragraph_style("Addressee", "主送机关"),
            wordml.paragraph_style("Blank", "空行"),
            wordml.paragraph_style("Signature", "Signature", '<w:jc w:val="left"/>'),
            wordml.paragraph_style("Tag", "模板标记", '<w:jc w:val="left"/>'),
            wordml.paragraph_style(
                "Footer",
                "footer",
                '<w:snapToGrid w:val="0"/><w:spacing w:line="240" w:lineRule="auto"/>',
                wordml.fonts(families.page_number) + number,
            ),
            wordml.character_style("RunIn1", "一级标题接排", level_1),
            wordml.character_style("RunIn2", "二级标题接排", level_2),
        )
    )


def _notice() -> str:
    kinds = (("announcement", sentences.OPENING["announcement"]), ("", sentences.OPENING["notice"]))
    return _whole(kinds, _closing("Closing", sentences.CLOSING))


def _report() -> str:
    return _whole((("", sentences.OPENING["report"]),), _closing("BodyText", sentences.REPORT_ENDING))


def _whole(openings: tuple[tuple[str, str], ...], closing: str) -> str:
    return _title() + _addressees() + _opening(openings) + _paragraphs() + closing + _signature()


def _closing(style: str, sentence: str) -> str:
    """The standard ending, or the paragraphs that replace it; its last line stays with the signature."""
    standard = paragraph(style, run(sentence), keep_next=True)
    return (
        tag("{%p if closing.standard %}")
        + standard
        + tag("{%p endif %}")
        + _prose("closing.paragraphs", "Closing", keep_last=True)
    )


_BODIES = {"notice": _notice, "report": _report}


def _title() -> str:
    lines = (
        run("{%r for line in title_lines %}"),
        run("{{ line }}"),
        run("{%r if not loop.last %}"),
        line_break(),
        run("{%r endif %}"),
        run("{%r endfor %}"),
    )
    return tag("{%p if title_lines %}") + paragraph("Title", *lines) + paragraph("Blank") + tag("{%p endif %}")


def _addressees() -> str:
    return (
        tag("{%p if document.addressees %}")
        + paragraph("Addressee", run("{{ document.addressees }}："))
        + tag("{%p endif %}")
    )


def _opening(kinds: tuple[tuple[str, str], ...]) -> str:
    """The standard opening of each kind (the last for any other), or the paragraphs that replace it."""
    out = ""
    for at, (kind, sentence) in enumerate(kinds):
        test = f' and kind == "{kind}"' if kind else ""
        out += tag("{%p " + ("elif" if at else "if") + f" opening.standard{test} %}}") + paragraph(
            "BodyText", run(sentence)
        )
    return out + tag("{%p endif %}") + _prose("opening.paragraphs")


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
    return tag(f"{{%p for paragraph in {path} %}}") + (kept if keep_last else plain) + tag("{%p endfor %}")


def _paragraphs() -> str:
    """The loop over the body: one paragraph for each look, and one for the end of a text without closing."""
    marked = "{{ p.number }}{{ p.heading }}"
    text = run("{{ p.text }}")
    last = (
        *(run("{%r if p.level == 1 %}"), run(marked, "RunIn1"), run("{%r elif p.level == 2 %}"), run(marked, "RunIn2")),
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
        ('p.role == "run_in" and p.level == 1', paragraph("BodyText", run(marked, "RunIn1"), text)),
        ('p.role == "run_in" and p.level == 2', paragraph("BodyText", run(marked, "RunIn2"), text)),
    )
    branches = "".join(
        tag("{%p " + ("elif" if at else "if") + f" {test} %}}") + look for at, (test, look) in enumerate(looks)
    )
    other = tag("{%p else %}") + paragraph("BodyText", run(marked), text)
    return tag("{%p for p in paragraphs %}") + branches + other + tag("{%p endif %}") + tag("{%p endfor %}")


def _signature() -> str:
    return (
        tag("{%p if signature %}")
        + paragraph("Blank", keep_next=True)
        + tag("{%p if signature.seal %}")
        + paragraph("Blank", keep_next=True)
        + paragraph("Blank", keep_next=True)
        + tag("{%p endif %}")
        + tag("{%p for signer in signature.organizations %}")
        + paragraph("Signature", run("{{ signer.indent }}{{ signer.name }}"), keep_next=True)
        + tag("{%p endfor %}")
        + tag("{%p if signature.date %}")
        + paragraph("Signature", run("{{ signature.date_indent }}{{ signature.date }}"))
        + tag("{%p endif %}")
        + tag("{%p endif %}")
    )
