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
        if value is None:
            continue
        qualified = "r:id" if key == "r_id" else f"w:{key}"
        escaped = escape(str(value), _QUOTE)
        start += f' {qualified}="{escaped}"'
    inside = "".join(content)
    if not inside:
        return f"<{start}/>"
    return f"<{start}>{inside}</w:{name}>"


def text_element(name: str, text: str) -> str:
    """Return ``w:t`` or ``w:instrText`` with ``text``, whose white space counts."""
    escaped = escape(text)
    return f"<w:{name}{_PRESERVED}>{escaped}</w:{name}>"
