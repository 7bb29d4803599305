"""From the XML of a template part to Jinja source: docxtpl's tag repair, and what it would lose in silence.

Where all tags are plain, the little that docxtpl does to them is done here: importing it
would take longer than all else. docxtpl joins tags that Word split over runs and lifts {%p %} tags out of their
paragraphs. It also turns Chinese quotes inside tags into ASCII ones, which is undone
here. This room must not know views or how a part is rendered.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from rectify_gen.templating.tags import HIDE_QUOTES, SHOW_QUOTES, Tag, plain_quotes

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_PLAIN = re.compile(r"\{(?:\{[^{}%#<>&]*\}|%[^{}%#<>&]*%)\}")
"""A tag that no markup, entity or comment stands in."""
_SPACE = ' xml:space="preserve"'
_REPAIRED = re.compile(r"\{[{%](?:[-+]|\s*(?:colspan|cellbg|vm|hm)\b)|[-+][%}]\}")
"""Trims, and docxtpl's own tags about cells."""
_RUN_TAG = re.compile(r"\{(?:\{r\s[^{}]*\}|%r\s[^{}]*%)\}")
_OWN_RUN = rf"</w:t></w:r><w:r><w:t{_SPACE}>\g<0></w:t></w:r><w:r><w:t{_SPACE}>"
"""A tag of a run in a run of its own."""


def patch(xml: str) -> str:
    """Return ``xml`` as Jinja source, repaired by docxtpl, with Chinese quotes inside string literals kept.

    A Chinese quote that stands where Jinja needs a quote (``{% if kind == “notice” %}``,
    as Word's autocorrection leaves it) becomes an ASCII one.
    """
    hidden = xml.translate(HIDE_QUOTES)
    repaired = plainly_patched(hidden)
    if repaired is None:
        # It takes as long to import as a notice to build, and few templates need it.
        from docxtpl import DocxTemplate

        # Repairing reads no file: the template may have no name.
        template = DocxTemplate("")
        repaired = template.patch_xml(hidden)
    plain = _TAG.sub(lambda tag: plain_quotes(tag.group()), repaired)
    return plain.translate(SHOW_QUOTES)


def plainly_patched(xml: str) -> str | None:
    """Return what docxtpl makes of ``xml``, whose tags are all plain and whole; None where only docxtpl knows."""
    between = _PLAIN.sub("", xml)
    # A brace left over belongs to a tag that Word has split over runs, or that holds markup.
    has_more_braces = "{" in between or "}" in between
    if has_more_braces or _REPAIRED.search(xml):
        return None
    before, *texts = xml.split("<w:t>")
    pieces = [before]
    for text in texts:
        has_tag = "{{" in text or "{%" in text
        # Without it Word drops the spaces at both ends of what the tag prints.
        space = _SPACE if has_tag else ""
        pieces.append(f"<w:t{space}>{text}")
    spaced = "".join(pieces)
    lifted = _RUN_TAG.sub(_OWN_RUN, spaced)
    # The order of docxtpl: what stands outside goes first.
    for name in ("tr", "tc", "p", "r"):
        result = _lifted(lifted, name)
        if result is None:
            return None
        lifted = result
    return lifted


def _lifted(xml: str, name: str) -> str | None:
    """``xml`` with each tag of the prefix ``name`` in the place of the element around it; None where that is unclear."""
    pieces: list[str] = []
    start_tag = f"<w:{name}>"
    start_with_attributes = f"<w:{name} "
    end_tag = f"</w:{name}>"
    end_of_last = 0
    # ``{%p if period %}`` becomes ``{% if period %}``.
    lifting_tags = re.finditer(r"(\{[{%])" + name + r" ([^{}%]*[}%]\})", xml)
    for tag in lifting_tags:
        start = max(
            xml.rfind(start_tag, end_of_last, tag.start()),
            xml.rfind(start_with_attributes, end_of_last, tag.start()),
        )
        end = xml.find(end_tag, tag.end())
        if start < 0 or end < 0:
            return None
        pieces.append(xml[end_of_last:start])
        pieces.append(f"{tag[1]} {tag[2]}")
        end_of_last = end + len(end_tag)
    pieces.append(xml[end_of_last:])
    return "".join(pieces)


class Source(NamedTuple):
    """Jinja source of a part, and the tags of the template as Word shows them."""

    part: str
    text: str
    tags: tuple[Tag, ...] = ()
