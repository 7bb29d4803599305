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

        repaired = DocxTemplate("").patch_xml(hidden)
    plain = _TAG.sub(lambda tag: plain_quotes(tag.group()), repaired)
    return plain.translate(SHOW_QUOTES)


def plainly_patched(xml: str) -> str | None:
    """Return what docxtpl makes of ``xml``, whose tags are all plain and whole; None where only docxtpl knows."""
    between = _PLAIN.sub("", xml)
    if "{" in between or "}" in between or _REPAIRED.search(xml):
        return None
    before, *texts = xml.split("<w:t>")
    pieces = [before]
    for text in texts:
        has_tag = "{{" in text or "{%" in text
        pieces.append(f"<w:t{_SPACE if has_tag else ''}>{text}")
    lifted: str | None = _RUN_TAG.sub(_OWN_RUN, "".join(pieces))
    for name in ("tr", "tc", "p", "r"):
        lifted = lifted and _lifted(lifted, name)
    return lifted


def _lifted(xml: str, name: str) -> str | None:
    """``xml`` with each tag of the prefix ``name`` in the place of the element around it; None where that is unclear."""
    pieces: list[str] = []
    end_of_last = 0
    for tag in re.finditer(r"(\{[{%])" + name + r" ([^{}%]*[}%]\})", xml):
        starts = (f"<w:{name} ", f"<w:{name}>")
        start = max(xml.rfind(sign, end_of_last, tag.start()) for sign in starts)
        end = xml.find(f"</w:{name}>", tag.end())
        if start < 0 or end < 0:
            return None
        pieces += [xml[end_of_last:start], f"{tag[1]} {tag[2]}"]
        end_of_last = end + len(f"</w:{name}>")
    return "".join(pieces) + xml[end_of_last:]


class Source(NamedTuple):
    """Jinja source of a part, and the tags of the template as Word shows them."""

    part: str
    text: str
    tags: tuple[Tag, ...] = ()
