"""Files that are no templates, or hostile ones: a clear report in seconds, never a traceback."""

from __future__ import annotations

import pytest
from docx_maker import cell, make, make_parts, p, plain_zip, table
from timing import processor_seconds

from rectify_gen.diagnostics import TemplateError
from rectify_gen.templating.template_check import UNUSABLE, check_template

SECONDS = 20

UNREADABLE = {
    "empty": b"",
    "text": "不是压缩包".encode(),
    "password": bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600,
    "cut short": make(p("x"))[:400],
    "no document": plain_zip({"[Content_Types].xml": b"<Types/>"}),
    "not XML": plain_zip({**make_parts(p("x")), "word/document.xml": b"<w:document"}),
    "entities": plain_zip(
        {
            **make_parts(p("x")),
            "word/document.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        }
    ),
}


@pytest.mark.parametrize("data", UNREADABLE.values(), ids=UNREADABLE)
def test_what_cannot_be_read_is_said(data: bytes) -> None:
    with pytest.raises(TemplateError) as caught:
        check_template(data, "t.docx")
    assert {one.code for one in caught.value.diagnostics} <= UNUSABLE


@pytest.mark.parametrize(
    ("part", "filling", "mebibytes"),
    [("word/media/a.bin", b"\0", 201), ("word/document.xml", b" ", 33)],
    ids=["bomb", "too large a part"],
)
def test_what_unpacks_to_too_much_is_said(
    part: str, filling: bytes, mebibytes: int
) -> None:
    # Packed here, since that takes a second, and not whenever tests are collected.
    data = plain_zip({**make_parts(p("x")), part: filling * mebibytes * 2**20})
    with pytest.raises(TemplateError) as caught:
        check_template(data, "t.docx")
    assert {one.code for one in caught.value.diagnostics} <= UNUSABLE


def test_macros_links_and_tags_are_told_together() -> None:
    parts = make_parts(p("{{ titel }}"), header1=p("x"))
    parts["word/vbaProject.bin"] = b"x"
    relations = "word/_rels/document.xml.rels"
    link = b'<Relationship Id="rX" Type="http://x/attachedTemplate" Target="http://evil/x" TargetMode="External"/></Relationships>'
    parts[relations] = parts[relations].replace(b"</Relationships>", link)
    codes = [one.code for one in check_template(plain_zip(parts))]
    assert codes == ["docx-macro", "docx-outside", "template-unknown-name"]


LARGE = {
    "many paragraphs": p("{{ title }}") * 10_000 + p("文字") * 30_000,
    "one tag each": p("{{ titel }}") * 10_000,
    "never closed": p("{{ title") * 20_000,
    "never closed in one paragraph": p("{{ " * 50_000),
    "quotes": p("{{ '" * 20_000),
    "comments": p("{# " * 20_000),
    "raw": p("{% raw %}" * 10_000),
    "deep": p("{% if title %}" * 3_000 + "{% endif %}" * 3_000),
    "brackets": p("{{ " + "(" * 20_000 + " }}"),
    "braces": p("{" * 200_000),
    "full-width": p("｛｛" * 50_000),
    "chain": p("{{ title" + ".x" * 20_000 + " }}"),
    "filters": p("{{ title" + "|upper" * 5_000 + " }}"),
    "rows": table(1, *[cell("{{ title }}")] * 10_000),
    "stray": p("{% endif %}") * 10_000,
    "open": p("{% if title %}") * 5_000,
}


@pytest.mark.slow
@pytest.mark.parametrize("body", LARGE.values(), ids=LARGE)
def test_large_and_odd_templates_take_seconds(body: str) -> None:
    data = make(body)
    with processor_seconds(SECONDS):
        check_template(data)
