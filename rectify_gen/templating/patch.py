"""From the XML of a template part to Jinja source: docxtpl's tag repair, and what it would lose in silence.

docxtpl joins tags that Word split over runs and lifts {%p %} tags out of their
paragraphs. It also turns Chinese quotes inside tags into ASCII ones, and drops
text that stands beside a {%p %} tag: the first is undone here, the second refused.
This room must not know views or how a part is rendered.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

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
_ANY_OPENING = re.compile(r"\{[{%#]")
_CLOSINGS = {"{{": "}}", "{%": "%}", "{#": "#}"}
_CLOSING = {opening: re.compile(re.escape(closing)) for opening, closing in _CLOSINGS.items()}
_RAW = re.compile(r"\{%-?\s*raw\s*-?%\}")
_END_RAW = re.compile(r"\{%-?\s*endraw\s*-?%\}")
OPENING = re.compile(r"\{\{|\{%")
_LITERAL = re.compile(r"\"[^\"]*\"|'[^']*'")
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


class Spot(NamedTuple):
    """The paragraph that a tag stands in: its number, as Word counts them in the part from 1, and its text."""

    paragraph: int
    text: str


class Source(NamedTuple):
    """Jinja source of a part, and where each of its opening braces stands in the template as Word shows it."""

    part: str
    text: str
    spots: tuple[Spot, ...] = ()


def spots(root: etree._Element) -> tuple[Spot, ...]:
    """Return the spot of every ``{{`` and ``{%`` of a part in the order of its text."""
    texts = _paragraph_texts(root)
    return tuple(Spot(number, text) for number, text in texts for _ in OPENING.finditer(text))


def _paragraph_texts(root: etree._Element) -> list[tuple[int, str]]:
    """Number and text of each paragraph; the text of a paragraph within (a text box) is its own."""
    texts: list[list[str]] = []
    numbers: dict[etree._Element, int] = {}
    for element in root.iter(W + "p", W + "t"):
        if element.tag == W + "p":
            numbers[element] = len(texts)
            texts.append([])
        elif (around := next(element.iterancestors(W + "p"), None)) is not None:
            texts[numbers[around]].append(element.text or "")
    return [(number, "".join(text)) for number, text in enumerate(texts, 1)]


def unclosed_tags(root: etree._Element, part: str) -> Iterator[Diagnostic]:
    """Yield the first tag that is never closed; the tag repair would take very long over it."""
    texts = _paragraph_texts(root)
    whole = "\n".join(text.replace("\n", " ") for _, text in texts)
    at = 0
    while opening := _ANY_OPENING.search(whole, at):
        kind = opening.group()
        raw = _RAW.match(whole, opening.start())
        end = _END_RAW.search(whole, raw.end()) if raw else _CLOSING[kind].search(whole, opening.end())
        if end is None:
            number = whole.count("\n", 0, opening.start())
            tag = whole[opening.start() : opening.start() + 40].partition("\n")[0]
            facts = {"reason": f"{kind} … {_CLOSINGS[kind]}"}
            yield Diagnostic("template-syntax", facts=facts, place=place(part, Spot(*texts[number]), tag))
            return
        at = end.end()


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
                yield Diagnostic(
                    "template-text-dropped", facts=facts, place=place(part, Spot(number, text), tag.group())
                )


def place(part: str, spot: Spot | None, tag: str) -> str:
    """Return how reports name a spot in a template: part, paragraph number, tag, text of the paragraph."""
    if spot is None:
        return f"{part} {tag}".strip()
    return f"{part} ¶{spot.paragraph} {tag} “{spot.text.strip()[:60]}”"


def _text(element: etree._Element) -> str:
    return "".join(one.text or "" for one in element.iter(W + "t"))
