"""From the XML of a template part to Jinja source: docxtpl's tag repair, and what it would lose in silence.

docxtpl joins tags that Word split over runs and lifts {%p %} tags out of their
paragraphs. It also turns Chinese quotes inside tags into ASCII ones, and drops
text that stands beside a {%p %} tag: the first is undone here, the second refused.
This room must not know views or how a part is rendered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docxtpl import DocxTemplate
from lxml import etree

from rectify_gen.diagnostics import Diagnostic

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_QUOTES = "“”‘’"
_STAND_INS = "\ue0f0\ue0f1\ue0f2\ue0f3"
_HIDE = str.maketrans(_QUOTES, _STAND_INS)
_SHOW = str.maketrans(_STAND_INS, _QUOTES)
_PLAIN = str.maketrans(_STAND_INS, "\"\"''")
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_LITERAL = re.compile(r"\"[^\"]*\"|'[^']*'")
_LIFTING = {"p": "p", "tr": "tr", "tc": "tc"}
_LIFTED = re.compile(r"\{\{(p|tr|tc) .*?\}\}|\{%(p|tr|tc) .*?%\}|\{#(p|tr|tc) .*?#\}", re.DOTALL)

_engine = DocxTemplate("")


def patch(xml: str) -> str:
    """Return ``xml`` as Jinja source, repaired by docxtpl, with Chinese quotes inside string literals kept.

    A Chinese quote that stands where Jinja needs a quote (``{% if kind == “notice” %}``,
    as Word's autocorrection leaves it) becomes an ASCII one.
    """
    repaired: str = _engine.patch_xml(xml.translate(_HIDE))
    return _TAG.sub(lambda tag: _quotes_in_tag(tag.group()), repaired).translate(_SHOW)


def _quotes_in_tag(tag: str) -> str:
    """Keep Chinese quotes inside ASCII-quoted literals, make ASCII of those outside."""
    out, at = [], 0
    for literal in _LITERAL.finditer(tag):
        out += [tag[at : literal.start()].translate(_PLAIN), literal.group()]
        at = literal.end()
    return "".join(out) + tag[at:].translate(_PLAIN)


def dropped_text(root: etree._Element, part: str) -> Iterator[Diagnostic]:
    """Yield what docxtpl would drop: text in the paragraph, row or cell of a {%p %}, {%tr %}, {%tc %} tag."""
    for number, paragraph in enumerate(root.iter(W + "p"), 1):
        text = _text(paragraph)
        for tag in _LIFTED.finditer(text):
            kind = next(one for one in tag.groups() if one)
            around = paragraph if kind == "p" else next(paragraph.iterancestors(W + kind), paragraph)
            rest = _text(around).replace(tag.group(), "", 1).strip()
            if rest:
                facts = {"tag": tag.group(), "text": rest[:60]}
                yield Diagnostic("template-text-dropped", facts=facts, place=place(part, number, text))


def place(part: str, paragraph: int, text: str) -> str:
    """Return how reports name a spot in a template: part, paragraph number, its text."""
    return f"{part} ¶{paragraph} “{text.strip()[:60]}”"


def _text(element: etree._Element) -> str:
    return "".join(one.text or "" for one in element.iter(W + "t"))
