"""Faults that Word hides in a template, as the guide for authors lists them: code to the parts of a template."""

from __future__ import annotations

from docx_maker import DECLARATION, W, make_parts, p, run
from test_surroundings import (
    EVEN,
    LOOP,
    NUMBERING,
    OWN,
    reference,
    related,
    with_sections,
)

_BY = "w:id='1' w:author='张三' w:date='2025-01-01T00:00:00Z'"
_COMMENT = (
    f"<w:comments xmlns:w='{W}'><w:comment {_BY}>{p('请把关')}</w:comment></w:comments>"
)
_BOOKMARK_START = '<w:bookmarkStart w:id="1" w:name="期限"/>'
_BOOKMARK_END = '<w:bookmarkEnd w:id="1"/>'


def faults_in_word() -> dict[str, dict[str, bytes]]:
    """Return the template with each fault, by the code of its report."""
    return {
        "template-field": make_parts(
            p(
                '<w:fldSimple w:instr=" MERGEFIELD title ">'
                + run("«title»")
                + "</w:fldSimple>"
            )
        ),
        "template-tag-cut": make_parts(
            p(
                "<w:hyperlink w:anchor='a'>"
                + run("{{ ti")
                + "</w:hyperlink>"
                + run("tle }}")
            )
        ),
        "template-hidden": make_parts(p(run("{{ title }}", "<w:vanish/>"))),
        "template-one-sided": with_sections(
            f"<w:sectPr>{reference('header', 'default', 'header1')}</w:sectPr>",
            EVEN,
            header1=p("{{ title }}"),
        ),
        "template-link-tag": _tag_in_link(),
        "template-numbered-twice": _numbered(),
        "template-bookmark": make_parts(
            p(_BOOKMARK_START + run("{%p if period %}"))
            + p(run("{{ period }}") + _BOOKMARK_END)
            + p("{%p endif %}")
            + p('<w:hyperlink w:anchor="期限">' + run("见期限") + "</w:hyperlink>")
        ),
        "template-finished": make_parts(p("关于巡察整改情况的通报")),
        "docx-tracked": make_parts(
            p("{{ title }}") + f"<w:p><w:ins {_BY}>{run('甲')}</w:ins></w:p>"
        ),
        "docx-comments": {
            **make_parts(p("{{ title }}")),
            "word/comments.xml": (DECLARATION + _COMMENT).encode(),
        },
    }


def _tag_in_link() -> dict[str, bytes]:
    parts = make_parts(p('<w:hyperlink r:id="rId1">' + run("信箱") + "</w:hyperlink>"))
    address = "mailto:%7B%7B%20title%20%7D%7D"
    related(parts, "hyperlink", address, ' TargetMode="External"')
    name = "word/_rels/document.xml.rels"
    identifier = parts[name].split(b'Id="')[1].split(b'"')[0]
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"rId1", identifier)
    return parts


def _numbered() -> dict[str, bytes]:
    text = run("{{ p.number }}{{ p.heading }}{{ p.text }}")
    parts = make_parts(LOOP.replace("{}", f"<w:p><w:pPr>{OWN}</w:pPr>{text}</w:p>"))
    related(parts, "numbering", "numbering.xml")
    numbering = f'{DECLARATION}<w:numbering xmlns:w="{W}">{NUMBERING}</w:numbering>'
    parts["word/numbering.xml"] = numbering.encode()
    return parts
