"""From the XML of a template part to Jinja source: docxtpl's tag repair, and what it would lose in silence.

docxtpl joins tags that Word split over runs and lifts {%p %} tags out of their
paragraphs. It also turns Chinese quotes inside tags into ASCII ones, which is undone
here. This room must not know views or how a part is rendered.
"""

import re
from typing import NamedTuple

from docxtpl import DocxTemplate

from rectify_gen.templating.tags import HIDE_QUOTES, SHOW_QUOTES, Tag, plain_quotes

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)

_engine = DocxTemplate("")


def patch(xml: str) -> str:
    """Return ``xml`` as Jinja source, repaired by docxtpl, with Chinese quotes inside string literals kept.

    A Chinese quote that stands where Jinja needs a quote (``{% if kind == “notice” %}``,
    as Word's autocorrection leaves it) becomes an ASCII one.
    """
    repaired: str = _engine.patch_xml(xml.translate(HIDE_QUOTES))
    return _TAG.sub(lambda tag: plain_quotes(tag.group()), repaired).translate(SHOW_QUOTES)


class Source(NamedTuple):
    """Jinja source of a part, and the tags of the template as Word shows them."""

    part: str
    text: str
    tags: tuple[Tag, ...] = ()
