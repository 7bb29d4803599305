"""Elements of WordprocessingML as text, so that a template comes out byte for byte the same.

``element("jc", val="center")`` is ``<w:jc w:val="center"/>``. Values of attributes and
texts are escaped here and nowhere else. This module must not know what an element means.
"""

from __future__ import annotations

from xml.sax.saxutils import escape

_QUOTE = {'"': "&quot;"}
_PRESERVED = ' xml:space="preserve"'


def element(name: str, /, *content: str, **attributes: object) -> str:
    """Return the element ``w:name`` with ``content`` (markup) in it.

    ``attributes`` are of the same namespace and stand in the order given; those that are
    None are left out. ``r_id`` is ``r:id``.
    """
    start = f"w:{name}"
    for key, value in attributes.items():
        if value is not None:
            qualified = "r:id" if key == "r_id" else f"w:{key}"
            start += f' {qualified}="{escape(str(value), _QUOTE)}"'
    inside = "".join(content)
    return f"<{start}>{inside}</w:{name}>" if inside else f"<{start}/>"


def text_element(name: str, text: str) -> str:
    """Return ``w:t`` or ``w:instrText`` with ``text``, whose white space counts."""
    return f"<w:{name}{_PRESERVED}>{escape(text)}</w:{name}>"
